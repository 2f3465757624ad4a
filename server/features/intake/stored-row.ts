/**
 * How a staged row is written down: short, because a million of them are. Cells are `[column, kind, value, format, print]`
 * with nothing at the end that says nothing; rows stored by earlier versions are read as well.
 */
import type { Cell, CellKind, IdentityPrint } from "./cell.js";
import type { RawRow, TypedRow } from "./staged.js";

type StoredCell = readonly [
  column: number,
  kind: string,
  value: Cell["value"],
  format?: string,
  identity?: Cell["identity"],
];

/** import_row.cells. */
export type StoredCells =
  | { readonly c: readonly StoredCell[]; readonly g?: string }
  | { readonly cells: readonly Cell[]; readonly group?: string };

/** import_row.typed. */
export interface StoredTyped {
  readonly values: TypedRow["values"];
  readonly blanks?: TypedRow["blanks"];
  readonly print?: IdentityPrint;
  readonly group?: string;
}

const LETTERS: Readonly<Record<CellKind, string>> = {
  text: "t",
  number: "n",
  boolean: "b",
  date: "d",
  error: "e",
  blank: "z",
};
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as CellKind]));

export function storeCells({ cells, group }: Omit<RawRow, "row">): StoredCells {
  return { c: cells.map(storeCell), ...(group === undefined ? {} : { g: group }) };
}

function storeCell({ column, kind, value, format, identity }: Cell): StoredCell {
  const letter = LETTERS[kind];
  if (identity) return [column, letter, value, "", identity];
  // The format of a text says nothing about it.
  return format === undefined || kind === "text" ? [column, letter, value] : [column, letter, value, format];
}

export function rawRow(row: number, stored: StoredCells): RawRow {
  if ("cells" in stored) return { row, ...stored };
  const cells = stored.c.map(([column, letter, value, format, identity]): Cell => ({
    column,
    kind: KINDS.get(letter) ?? "text",
    value,
    ...(format ? { format } : {}),
    ...(identity ? { identity } : {}),
  }));
  return { row, cells, ...(stored.g === undefined ? {} : { group: stored.g }) };
}

export function storeTyped({ values, blanks, print, group }: TypedRow): StoredTyped {
  return {
    values,
    ...(Object.keys(blanks).length > 0 ? { blanks } : {}),
    ...(print ? { print } : {}),
    ...(group === undefined ? {} : { group }),
  };
}

export function typedRow(stored: StoredTyped | null): TypedRow {
  return { blanks: {}, values: {}, ...stored };
}
