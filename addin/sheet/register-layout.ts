/**
 * How a bound register table lies in the sheet, and how its rows and columns are found again after people sorted, inserted
 * or deleted some: columns by their headers, rows by the id in the last column.
 *
 *   证书（176 行）                              ┐
 *   数据截至 …                                  │ all of it is the bound range
 *   证书编号 | 类别 | 发证日期 | 行号（勿改）      │
 *   ZS-…     | …    | 2026-…   | Credential_…   ┘
 */
import type { Cells, CellValue, CellWrite } from "../host/host.js";
import { type Place, within } from "./place.js";
import { REGISTER_ROWS_ABOVE_DATA, type RegisterColumn, type RegisterTable, ROW_ID_HEADER } from "./register-table.js";
import { atOnce, type Steps } from "./steps.js";
import { localMinute } from "./words.js";

const HEADER_ROW = REGISTER_ROWS_ABOVE_DATA - 1;

export function registerSize(table: Pick<RegisterTable, "rows" | "columns">): { rows: number; columns: number } {
  // One row stays free where there are none: a range cannot be empty below its header.
  return { rows: REGISTER_ROWS_ABOVE_DATA + Math.max(1, table.rows.length), columns: table.columns.length + 1 };
}

/** 数据截至 2026-11-03 09:31 · 176 行 */
export function registerAsOf(table: Pick<RegisterTable, "asOf" | "total" | "rows" | "columns">): string {
  const { asOf, total, rows, columns } = table;
  const cut = total > rows.length ? `，共 ${total} 行` : "";
  const required = columns.some((column) => column.required && column.writable) ? " · 带 * 的列必填" : "";
  return `数据截至 ${localMinute(asOf)} · ${rows.length} 行${cut}${required}`;
}

/** Head and looks at `place`, which is of the table's full size; the rows themselves are `rowsWrite`. */
export function layRegister(table: RegisterTable, place: Place): CellWrite[] {
  const width = place.columns;
  const fill = (first: string): string[] => [first, ...Array.from({ length: width - 1 }, () => "")];
  const head = [fill(table.title), fill(registerAsOf(table)), [...table.columns.map(headerOf), ROW_ID_HEADER]];
  const headerPlace = within(place, HEADER_ROW, 0, 1, width);
  const writes: CellWrite[] = [
    { place: within(place, 0, 0, REGISTER_ROWS_ABOVE_DATA, width), values: head },
    { place: within(place, 0, 0), look: { bold: true, size: 13 } },
    { place: within(place, 1, 0), look: { text: "#5C5C5C", size: 9 } },
    { place: headerPlace, look: { bold: true, fill: "#EDF4F5", align: "center", wrap: true } },
  ];
  const ids = within(place, HEADER_ROW, width - 1, place.rows - HEADER_ROW);
  writes.push({ place: ids, look: { text: "#767676", size: 8, width: 40 } });
  return writes;
}

const REQUIRED = " *";

/** A required column says so in its header. */
function headerOf({ label, required, writable }: RegisterColumn): string {
  return required && writable ? `${label}${REQUIRED}` : label;
}

/** The rows from `from` on, written where the table's order puts them. */
export function rowsWrite(table: RegisterTable, place: Place, from: number, count: number): CellWrite {
  const rows = table.rows.slice(from, from + count);
  return {
    place: within(place, REGISTER_ROWS_ABOVE_DATA + from, 0, rows.length, table.columns.length + 1),
    values: rows.map(({ id, values }) => [
      ...table.columns.map((column, index) => contentOf(values[index] ?? null, column)),
      id,
    ]),
    formats: rows.map(() => [...table.columns.map(formatOf), "@"]),
  };
}

/** What is written for a value. A text that looks like a formula stays a text. */
export function contentOf(value: string | null, { kind }: Pick<RegisterColumn, "kind">): CellValue {
  if (value === null) return "";
  if (kind === "int" || kind === "decimal") {
    const number = Number(value);
    // More digits than a sheet's number can hold stay as text, exactly.
    return Number.isFinite(number) && value.replace(/\D/g, "").length <= 15 ? number : value;
  }
  return /^[=+\-@]/.test(value) ? `'${value}` : value;
}

function formatOf({ kind }: Pick<RegisterColumn, "kind">): string | null {
  if (kind === "int" || kind === "decimal") return null;
  return kind === "date" ? "yyyy-mm-dd" : "@";
}

/** Where a table's rows and columns are now, as offsets within the bound range; null for what is gone from the sheet. */
export interface FoundRegister {
  readonly headerRow: number | null;
  readonly idColumn: number | null;
  /** By index in the table. */
  readonly rows: readonly (number | null)[];
  readonly columns: readonly (number | null)[];
  /** Rows below the header that hold something but no id of the table: people's own. */
  readonly strangers: readonly number[];
}

export function findRegister(table: RegisterTable, cells: Cells): FoundRegister {
  return atOnce(findingRegister(table, cells));
}

/** The same, resting after every row. */
export function* findingRegister(table: RegisterTable, cells: Cells): Steps<FoundRegister> {
  const headerRow = cells.values.findIndex((row) => row.some((value) => value === ROW_ID_HEADER));
  if (headerRow < 0) {
    const none = { headerRow: null, idColumn: null, strangers: [] };
    return { ...none, rows: table.rows.map(() => null), columns: table.columns.map(() => null) };
  }
  const headers = (cells.values[headerRow] ?? []).map((value) => String(value).trim().replace(/ ?\*$/u, ""));
  const idColumn = headers.indexOf(ROW_ID_HEADER);
  const rowOf = new Map<string, number>();
  const strangers: number[] = [];
  const known = new Set<string>();
  for (const { id } of table.rows) {
    known.add(id);
    yield;
  }
  for (let at = headerRow + 1; at < cells.values.length; at++) {
    const row = cells.values[at] ?? [];
    const id = String(row[idColumn] ?? "");
    if (known.has(id) && !rowOf.has(id)) rowOf.set(id, at);
    else if (row.some((value, column) => column !== idColumn && value !== "")) strangers.push(at);
    yield;
  }
  return {
    ...{ headerRow, idColumn, strangers },
    rows: table.rows.map(({ id }) => rowOf.get(id) ?? null),
    columns: table.columns.map(({ label }) => {
      const at = headers.indexOf(label.trim());
      return at < 0 ? null : at;
    }),
  };
}

/** Whether a cell still shows what the hub last said of it. */
export function stillShows(
  value: string | null,
  shown: { readonly value: CellValue; readonly text: string },
  { kind }: Pick<RegisterColumn, "kind">,
): boolean {
  if (value === null) return shown.value === "";
  if (kind === "int" || kind === "decimal")
    return String(shown.value).trim() !== "" && Number(shown.value) === Number(value);
  return String(shown.value) === value || shown.text === value || String(shown.value) === `'${value}`;
}
