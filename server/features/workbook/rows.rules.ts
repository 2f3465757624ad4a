/**
 * The workbook in which rows of a register are filled in without the add-in: what stands where, and what a filled one
 * says. Pure. Rows are found by the id they carry and columns by their hidden keys, so people may sort and move; what they
 * typed is compared with what the file was made with. A row that is missing is left alone: only 删除 removes one.
 */
import { compareDecimals, decimalOfFile } from "../../domain/decimal.js";
import { FORMAT, letterOf, type ReadRows, SHEETS } from "./report.rules.js";

export const ROWS_MARK = "xunshu-rows";
/** Its lists of allowed values, one a column; hidden. */
export const CHOICES_SHEET = "选项";
/** Before the id of a row that is not in the hub yet: made with the file, so that sending twice adds once. */
export const NEW_ROW = "+";

const KEYS = { reason: "reason", remove: "delete", id: "id" } as const;

export interface RowsColumn {
  readonly path: string;
  readonly label: string;
  readonly kind: string;
  readonly writable: boolean;
  readonly required: boolean;
  /** What may stand in it, where the hub has a list; longer ones too. */
  readonly choices: readonly string[] | null;
  /** Whether nothing but a choice goes in; else choices only help. */
  readonly strict: boolean;
}

export interface RowsBook {
  readonly batchId: string;
  readonly title: string;
  readonly madeAt: string;
  /** The register's name in the graph. */
  readonly register: string;
  /** Whose new rows are: a code; null where none may be added. */
  readonly organization: string | null;
  readonly columns: readonly RowsColumn[];
  readonly rows: readonly KnownRow[];
  /** Ids for rows people add. */
  readonly spare: readonly string[];
}

export interface KnownRow {
  readonly id: string;
  readonly version: number;
  /** Exact text in the order of the columns; null is empty. */
  readonly values: readonly (string | null)[];
}

/** The hidden keys of the columns, from A. */
export const rowKeys = ({ columns }: RowsBook): string[] => [
  ...columns.map(({ path }) => path),
  ...[KEYS.reason, KEYS.remove, KEYS.id],
];

/** What the hub keeps in the file: whose rows they are, and for every row the version and values it was made with. */
export function rowsHubRows(book: RowsBook): string[][] {
  return [
    [ROWS_MARK, FORMAT],
    ["batch", book.batchId],
    ["made", book.madeAt],
    ["register", book.register, book.organization ?? ""],
    ["columns", ...book.columns.map(({ path }) => path)],
    ["kinds", ...book.columns.map(({ kind, writable }) => (writable ? kind : ""))],
    ...book.rows.map(({ id, version, values }) => [id, String(version), ...values.map((value) => value ?? "")]),
  ];
}

export interface FilledRow {
  readonly id: string;
  /** 0 for a row that is not in the hub yet. */
  readonly baseVersion: number;
  /** Only what was changed, by path; all of a new row. "" empties a cell. */
  readonly cells: Readonly<Record<string, string>>;
  readonly remove: boolean;
  readonly reason: string | null;
  /** `填报!A7`, and the place of every cell of it. */
  readonly place: string;
  readonly places: Readonly<Record<string, string>>;
}

export interface FilledRows {
  readonly batchId: string;
  readonly madeAt: string;
  readonly register: string;
  readonly organization: string | null;
  readonly rows: readonly FilledRow[];
  /** How many rows were left as they were. */
  readonly untouched: number;
}

export type RowsFault = "OTHER_FORMAT" | "NO_KEYS";

export const isRowsBook = (hub: ReadRows): boolean => textAt(hub, 1, 1) === ROWS_MARK;

/** Reads what was filled in; a fault says what is missing from the file. */
export function readFilledRows(hub: ReadRows, fill: ReadRows): FilledRows | RowsFault {
  if (textAt(hub, 1, 2) !== FORMAT) return "OTHER_FORMAT";
  const keys = fill.find(({ texts }) => [...texts.values()].includes(KEYS.id) && texts.size > 1);
  if (!keys) return "NO_KEYS";
  const batchId = textAt(hub, 2, 2);
  const of = columnsOf(hub, keys.texts);
  const known = new Map(hub.filter(({ number }) => number > 6).map(({ texts }) => [texts.get(1) ?? "", texts]));
  const rows: FilledRow[] = [];
  let untouched = 0;
  // The row behind the keys is the header.
  for (const { number, texts } of fill.filter((row) => row.number > keys.number + 1)) {
    const row = readRow(of, known, number, texts, batchId);
    if (row === "untouched") untouched++;
    else if (row !== null) rows.push(row);
  }
  const [register, organization] = [textAt(hub, 4, 2), textAt(hub, 4, 3) || null];
  return { batchId, madeAt: textAt(hub, 3, 2), register, organization, rows, untouched };
}

interface ColumnsFound {
  readonly open: readonly {
    readonly path: string;
    readonly kind: string;
    readonly base: number;
    readonly at: number;
  }[];
  readonly at: (key: string) => number;
}

function columnsOf(hub: ReadRows, keys: ReadonlyMap<number, string>): ColumnsFound {
  const at = (key: string): number => [...keys].find(([, each]) => each === key)?.[0] ?? 0;
  const paths = hub.find(({ number }) => number === 5)?.texts ?? new Map<number, string>();
  const open = [...paths].flatMap(([column, path]) => {
    const kind = textAt(hub, 6, column);
    // Behind the word "columns"; in the rows below, values stand one further, behind the version.
    return column === 1 || kind === "" || at(path) === 0 ? [] : [{ path, kind, base: column + 1, at: at(path) }];
  });
  return { open, at };
}

function readRow(
  { open, at }: ColumnsFound,
  known: ReadonlyMap<string, ReadonlyMap<number, string>>,
  number: number,
  texts: ReadonlyMap<number, string>,
  batchId: string,
): FilledRow | "untouched" | null {
  const typedAt = (column: number): string => texts.get(column)?.trim() ?? "";
  const id = typedAt(at(KEYS.id));
  const base = known.get(id);
  const remove = REMOVES.has(typedAt(at(KEYS.remove)));
  const changed = open.filter(
    ({ at: column, kind, base: from }) => !isSame(typedAt(column), base?.get(from) ?? "", kind),
  );
  if (!base && open.every(({ at: column }) => typedAt(column) === "")) return null;
  if (base && !remove && changed.length === 0) return "untouched";
  const isNew = base === undefined && (id === "" || id.startsWith(NEW_ROW));
  const place = (column: number): string => `${SHEETS.fill}!${letterOf(Math.max(1, column))}${number}`;
  return {
    id: isNew ? id.slice(NEW_ROW.length) || `${batchId}/${number}` : id,
    baseVersion: Number(base?.get(2) ?? "0"),
    cells: Object.fromEntries(changed.map(({ path, at: column }) => [path, typedAt(column)])),
    remove,
    reason: typedAt(at(KEYS.reason)) || null,
    place: place(open[0]?.at ?? 1),
    places: Object.fromEntries(open.map(({ path, at: column }) => [path, place(column)])),
  };
}

const REMOVES: ReadonlySet<string> = new Set(["是", "删除", "√", "✓"]);

function textAt(rows: ReadRows, number: number, column: number): string {
  return rows.find((row) => row.number === number)?.texts.get(column) ?? "";
}

const NUMBERS: ReadonlySet<string> = new Set(["int", "decimal"]);

/** 1200 and 1,200.00 are the same number; a time that a program wrote without its zone is told by the hub. */
function isSame(typed: string, base: string, kind: string): boolean {
  if (typed === base.trim()) return true;
  if (typed === "" || base === "" || !NUMBERS.has(kind)) return false;
  const [a, b] = [decimalOfFile(typed), decimalOfFile(base)];
  return a !== undefined && b !== undefined && compareDecimals(a, b) === 0;
}
