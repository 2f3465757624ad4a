/**
 * A bound table of register rows: which rows of which register stand in the sheet, in which columns, and what the hub last
 * said of every cell. Rows are known by their global id and found again by a hidden mark, never by address.
 */
import type { Json } from "../host/host.js";

export type RegisterValueKind =
  "text" | "int" | "decimal" | "date" | "datetime" | "boolean" | "texts" | "json" | "uuid";

/** One column: `path` leads over to-one relations, as `person.name` or `organization.name`. */
export interface RegisterColumn {
  readonly path: string;
  /** The text in its header cell; unique within the table. */
  readonly label: string;
  readonly kind: RegisterValueKind;
  /** Whether a sender may fill it in: fields of the row itself only, and a relation by its code or name. */
  readonly writable: boolean;
  readonly required: boolean;
  /** The code list its values come from. */
  readonly list: string | null;
}

export type RegisterComparison =
  "EQ" | "NE" | "IN" | "CONTAINS" | "STARTS_WITH" | "LT" | "LTE" | "GT" | "GTE" | "EMPTY" | "NOT_EMPTY";

/** All conditions hold together. `values`: one for most comparisons, several for IN, none for EMPTY and NOT_EMPTY. */
export interface RegisterCondition {
  readonly path: string;
  readonly is: RegisterComparison;
  readonly values: readonly string[];
}

export interface RegisterOrder {
  readonly path: string;
  readonly descending: boolean;
}

/** What is asked of one register. */
export interface RegisterQuestion {
  /** The graph's name: `Credential`. */
  readonly register: string;
  readonly columns: readonly string[];
  readonly conditions: readonly RegisterCondition[];
  readonly order: readonly RegisterOrder[];
  readonly most: number;
}

/** One row as the hub last said it. Values are exact text in the order of the table's columns; null is empty. */
export interface RegisterTableRow {
  /** Global id. */
  readonly id: string;
  readonly version: number;
  readonly values: readonly (string | null)[];
}

/** Kept in the workbook under `registerStoreKey(id)`, with its range bound to `registerBindingName(id)`. */
export interface RegisterTable {
  readonly id: string;
  readonly title: string;
  readonly register: string;
  /** The organization new rows belong to: its code. */
  readonly organization: string | null;
  readonly columns: readonly RegisterColumn[];
  readonly conditions: readonly RegisterCondition[];
  readonly order: readonly RegisterOrder[];
  readonly most: number;
  /** In the order the hub answered, whatever the order in the sheet. */
  readonly rows: readonly RegisterTableRow[];
  /** How many rows meet the conditions; more than `rows` when they were cut at `most`. */
  readonly total: number;
  readonly asOf: string;
  /** By row: of somebody else's change only the fields that clashed are in the sheet, and one's own went over them. */
  readonly behind?: Readonly<Record<string, RowBehind>>;
}

/** Until a refresh brings the rest, an edit of any other field starts from the version before that change. */
export interface RowBehind {
  readonly version: number;
  /** Paths of the columns that are up to date. */
  readonly settled: readonly string[];
}

export const REGISTER_BINDING_PREFIX = "XUNSHUR_";
export const registerBindingName = (id: string): string => `${REGISTER_BINDING_PREFIX}${id}`;
export const registerTableIdOf = (binding: string): string => binding.slice(REGISTER_BINDING_PREFIX.length);
export const registerStoreKey = (id: string): string => `register:${id}`;

/** The column right of the data that holds each row's id, so that sorting and inserting rows do no harm. */
export const ROW_ID_HEADER = "行号（勿改）";
export const REGISTER_ROWS_ABOVE_DATA = 3;

/** What `packRegisterTable` makes: one array per row, so that ten thousand rows stay below what a workbook part may hold. */
type PackedRow = readonly [id: string, version: number, ...values: (string | null)[]];

export function packRegisterTable(table: RegisterTable): Json {
  const rows = table.rows.map(({ id, version, values }): PackedRow => [id, version, ...values]);
  return { ...table, rows } as unknown as Json; // every field is plain JSON; interfaces lack the index signature Json asks for
}

/** A host hands out the very same value while nothing was saved: ten thousand rows are not made again at every look. */
const unpacked = new WeakMap<object, RegisterTable>();

export function unpackRegisterTable(json: Json): RegisterTable | null {
  if (json === null || typeof json !== "object") return null;
  const known = unpacked.get(json);
  if (known) return known;
  const packed = json as unknown as Omit<RegisterTable, "rows"> & { rows: PackedRow[] }; // written by packRegisterTable only
  const table = { ...packed, rows: packed.rows.map(([id, version, ...values]) => ({ id, version, values })) };
  unpacked.set(json, table);
  return table;
}
