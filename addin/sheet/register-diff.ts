/**
 * What people did to a bound register table: new, changed and deleted rows, found by comparing with what the hub last said.
 * Rows are known by the id in their last column; a copied row is a new one, a sorted or moved one is not. Pure.
 */
import type { Cells, CellValue } from "../host/host.js";
import { decimalOf } from "./number.js";
import { type Place, within } from "./place.js";
import { contentOf, findingRegister, type FoundRegister, stillShows } from "./register-layout.js";
import type { RegisterColumn, RegisterTable, RegisterTableRow } from "./register-table.js";
import { atOnce, eachOf, type Steps } from "./steps.js";

/** Stands in the id column of a row that is on its way: the same row keeps the same id however often it is sent. */
export const NEW_ROW_MARK = "新 ";

export type RowProblemCode = "NOT_WRITABLE" | "CELL_IN_ERROR" | "REQUIRED";

export interface RowCell {
  readonly path: string;
  readonly label: string;
  readonly place: Place;
  readonly was: string | null;
  readonly typed: string | null;
  readonly kind: RegisterColumn["kind"];
  /** The code list its values come from. */
  readonly list: string | null;
  readonly problem: RowProblemCode | null;
}

export interface RowEdit {
  readonly kind: "new" | "changed" | "deleted";
  /** The global id; of a new row the id it was given, null before it was first sent. */
  readonly row: string | null;
  readonly version: number;
  /** Its first words, for people. */
  readonly title: string;
  /** Where it lies, the id column left out; null for a deleted row. */
  readonly place: Place | null;
  readonly idPlace: Place | null;
  readonly cells: readonly RowCell[];
  /** Only of a new row: its owner, where people wrote one. */
  readonly organization: string | null;
}

export interface RegisterDiff {
  readonly layout: FoundRegister;
  readonly edits: readonly RowEdit[];
  /** The header or all ids are gone: nobody can tell what was deleted, so nothing is said to be. */
  readonly isLost: boolean;
}

export function diffRegister(table: RegisterTable, cells: Cells): RegisterDiff {
  return atOnce(diffingRegister(table, cells));
}

/** The same in steps of a row each: ten thousand rows in one go would hold up whoever types meanwhile. */
export function* diffingRegister(table: RegisterTable, cells: Cells): Steps<RegisterDiff> {
  const layout = yield* findingRegister(table, cells);
  const { headerRow, idColumn } = layout;
  if (headerRow === null || idColumn === null) return { layout, edits: [], isLost: true };
  const at = yield* placeRows(table, cells, layout);
  const edits: RowEdit[] = [];
  const missing: RegisterTableRow[] = [];
  for (const row of table.rows) {
    const rowAt = at.of.get(row.id);
    if (rowAt === undefined) missing.push(row);
    else edits.push(...changed(table, cells, layout, row, rowAt));
    yield;
  }
  const isLost = table.rows.length > 1 && missing.length === table.rows.length && at.strangers.length > 0;
  if (isLost) return { layout, edits: [], isLost };
  const made = [
    ...(yield* newRows(table, cells, layout, at.strangers)),
    ...(yield* eachOf(missing, (row) => deleted(row))),
  ];
  const rows = table.rows.map(({ id }) => at.of.get(id) ?? null);
  return { layout: { ...layout, rows }, edits: [...edits, ...made], isLost };
}

/**
 * Of several rows with one id the one that still reads most like the hub's is that row; the others are copies. A row whose
 * id was wiped out is known again when all else is as it was.
 */
function* placeRows(
  table: RegisterTable,
  cells: Cells,
  layout: FoundRegister,
): Steps<{ readonly of: ReadonlyMap<string, number>; readonly strangers: readonly number[] }> {
  const known = new Map<string, RegisterTableRow>();
  for (const row of table.rows) {
    known.set(row.id, row);
    yield;
  }
  const claims = new Map<string, number[]>();
  const strangers: number[] = [];
  const [first, idColumn] = [(layout.headerRow ?? 0) + 1, layout.idColumn ?? 0];
  for (let at = first; at < cells.values.length; at++) {
    const id = String(cells.values[at]?.[idColumn] ?? "");
    const claimed = claims.get(id);
    if (claimed) claimed.push(at);
    else if (known.has(id)) claims.set(id, [at]);
    else if (hasContent(table, cells, layout, at)) strangers.push(at);
    yield;
  }
  const of = new Map<string, number>();
  for (const [id, rows] of claims) {
    const likeness = (at: number) => (rows.length > 1 ? alike(table, cells, layout, known.get(id), at) : 0);
    const mine = rows.reduce((best, at) => (likeness(at) > likeness(best) ? at : best));
    of.set(id, mine);
    strangers.push(...rows.filter((at) => at !== mine && hasContent(table, cells, layout, at)));
    yield;
  }
  const left = yield* withoutLost(table, cells, layout, of, strangers);
  return { of, strangers: left.sort((a, b) => a - b) };
}

/** Rows without an id that read as one the hub knows: they are placed, the others are answered. */
function* withoutLost(
  table: RegisterTable,
  cells: Cells,
  layout: FoundRegister,
  of: Map<string, number>,
  strangers: readonly number[],
): Steps<number[]> {
  const idAt = (at: number): string => String(cells.values[at]?.[layout.idColumn ?? 0] ?? "");
  if (!strangers.some((at) => idAt(at) === "")) return [...strangers];
  const lost = new Map<string, string>();
  for (const row of table.rows) {
    if (!of.has(row.id)) lost.set(lineOf(table, layout, row), row.id);
    yield;
  }
  const left: number[] = [];
  for (const at of strangers) {
    const line = lost.size > 0 && idAt(at) === "" ? shownLine(table, cells, layout, at) : null;
    const id = line === null ? undefined : lost.get(line);
    if (line === null || id === undefined) left.push(at);
    else {
      of.set(id, at);
      lost.delete(line);
    }
    yield;
  }
  return left;
}

function alike(
  table: RegisterTable,
  cells: Cells,
  layout: FoundRegister,
  row: RegisterTableRow | undefined,
  at: number,
): number {
  return table.columns.filter((column, each) => {
    const columnAt = layout.columns[each] ?? null;
    return columnAt !== null && shows(row?.values[each] ?? null, cells, at, columnAt, column);
  }).length;
}

const lineOf = ({ columns }: RegisterTable, layout: FoundRegister, row: RegisterTableRow): string =>
  JSON.stringify(columns.map((_, each) => ((layout.columns[each] ?? null) === null ? null : row.values[each] || null)));

const shownLine = ({ columns }: RegisterTable, cells: Cells, layout: FoundRegister, at: number): string =>
  JSON.stringify(
    columns.map((column, each) => {
      const columnAt = layout.columns[each] ?? null;
      return columnAt === null ? null : readTyped(cells.values[at]?.[columnAt] ?? "", column);
    }),
  );

function hasContent({ columns }: RegisterTable, cells: Cells, layout: FoundRegister, at: number): boolean {
  return columns.some((_, each) => {
    const columnAt = layout.columns[each] ?? null;
    return columnAt !== null && (cells.values[at]?.[columnAt] ?? "") !== "";
  });
}

function shows(value: string | null, cells: Cells, at: number, columnAt: number, column: RegisterColumn): boolean {
  const shown = { value: cells.values[at]?.[columnAt] ?? "", text: cells.text[at]?.[columnAt] ?? "" };
  return stillShows(value === "" ? null : value, shown, column) || readTyped(shown.value, column) === value;
}

function changed(
  table: RegisterTable,
  cells: Cells,
  layout: FoundRegister,
  row: RegisterTableRow,
  at: number,
): RowEdit[] {
  const edited = table.columns.flatMap((column, each): RowCell[] => {
    const columnAt = layout.columns[each] ?? null;
    const was = row.values[each] ?? null;
    if (columnAt === null || shows(was, cells, at, columnAt, column)) return [];
    const typed = readTyped(cells.values[at]?.[columnAt] ?? "", column);
    return [rowCell(column, within(cells.place, at, columnAt), was, typed)];
  });
  if (edited.length === 0) return [];
  const found = { place: rowPlace(cells, at), idPlace: within(cells.place, at, layout.idColumn ?? 0) };
  return [
    {
      kind: "changed",
      row: row.id,
      version: baseVersion(table, row, edited),
      title: titleOf(row),
      ...found,
      cells: edited,
      organization: null,
    },
  ];
}

/** What an edit was made on top of, so that it meets whatever somebody else changed since in the very same fields. */
function baseVersion({ behind }: RegisterTable, row: RegisterTableRow, edited: readonly RowCell[]): number {
  const before = behind?.[row.id];
  return before && edited.some(({ path }) => !before.settled.includes(path)) ? before.version : row.version;
}

function rowCell(column: RegisterColumn, place: Place, was: string | null, typed: string | null): RowCell {
  const problem: RowProblemCode | null = !column.writable
    ? "NOT_WRITABLE"
    : typed !== null && ERROR.test(typed)
      ? "CELL_IN_ERROR"
      : column.required && typed === null
        ? "REQUIRED"
        : null;
  const { path, label, kind, list } = column;
  return { path, label, kind, list, place, was, typed, problem };
}

const ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BUSY!|GETTING_DATA)$/;

function newRows(
  table: RegisterTable,
  cells: Cells,
  layout: FoundRegister,
  strangers: readonly number[],
): Steps<RowEdit[]> {
  const taken = new Set<string>();
  return eachOf(strangers, (at): RowEdit => {
    const mark = String(cells.values[at]?.[layout.idColumn ?? 0] ?? "");
    const given = mark.startsWith(NEW_ROW_MARK) && !taken.has(mark) ? mark.slice(NEW_ROW_MARK.length) : null;
    if (given !== null) taken.add(mark);
    const all = table.columns.flatMap((column, each): RowCell[] => {
      const columnAt = layout.columns[each] ?? null;
      if (columnAt === null) return [];
      const typed = readTyped(cells.values[at]?.[columnAt] ?? "", column);
      return [rowCell(column, within(cells.place, at, columnAt), null, typed)];
    });
    // What a copied row brings along in columns that are not for writing is nobody's wish.
    const written = all.filter(({ problem, typed }) => problem !== "NOT_WRITABLE" && (typed !== null || problem));
    return {
      ...{ kind: "new", row: given, version: 0, cells: written },
      title: all.find(({ typed }) => typed !== null)?.typed ?? "",
      ...{ place: rowPlace(cells, at), idPlace: within(cells.place, at, layout.idColumn ?? 0) },
      organization: all.find(({ path }) => path === "organization")?.typed ?? null,
    };
  });
}

function deleted(row: RegisterTableRow): RowEdit {
  const where = { place: null, idPlace: null, cells: [], organization: null };
  return { kind: "deleted", row: row.id, version: row.version, title: titleOf(row), ...where };
}

const titleOf = ({ values }: RegisterTableRow): string => values.find((value) => value !== null && value !== "") ?? "";

const rowPlace = ({ place }: Cells, at: number): Place => within(place, at, 0, 1, place.columns);

/** What is sent for a cell: exact text; a day that the sheet keeps as a number is a day again; null for an empty cell. */
export function readTyped(value: CellValue, { kind }: Pick<RegisterColumn, "kind">): string | null {
  if (value === "") return null;
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return (kind === "date" ? dayOf(value) : null) ?? decimalOf(value) ?? String(value);
  const text = value.startsWith("'") ? value.slice(1) : value;
  return text.trim() === "" ? null : text;
}

const DAY_ONE = Date.UTC(1899, 11, 30);
const [FIRST_DAY, LAST_DAY] = [61, 2_958_465];

/** 46296 → 2026-10-01. Whole years such as 2026 are days of 1905 to the sheet; nobody means those. */
function dayOf(serial: number): string | null {
  if (!Number.isInteger(serial) || serial < FIRST_DAY || serial > LAST_DAY) return null;
  if (serial >= 1900 && serial <= 2100) return null;
  return new Date(DAY_ONE + serial * 86_400_000).toISOString().slice(0, 10);
}

/** A row as the hub last said it, to be written back. */
export function lineBack(table: RegisterTable, layout: FoundRegister, row: RegisterTableRow, width: number) {
  const line: (CellValue | null)[] = Array.from({ length: width }, () => null);
  table.columns.forEach((column, each) => {
    const columnAt = layout.columns[each] ?? null;
    if (columnAt !== null) line[columnAt] = contentOf(row.values[each] ?? null, column);
  });
  if (layout.idColumn !== null) line[layout.idColumn] = row.id;
  return line;
}
