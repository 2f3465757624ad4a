/** A1 addresses and rectangles. Pure; refuses what is not one rectangle. */
import { OfficeError } from "../officejs/errors.js";

/** The size of a sheet in Excel; the playground's sheets have the same. */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;

/** A rectangle of cells, zero-based. */
export interface Rectangle {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** An address with the sheet it may name. */
export interface SheetAddress {
  readonly sheet: string | undefined;
  readonly area: string;
}

/** 0 → A, 26 → AA. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

function columnNumber(name: string): number {
  return [...name.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Takes `'some sheet'!A1` apart. */
export function splitAddress(address: string): SheetAddress {
  const bang = address.lastIndexOf("!");
  if (bang < 0) return { sheet: undefined, area: address };
  const name = address.slice(0, bang);
  return {
    sheet: name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name,
    area: address.slice(bang + 1),
  };
}

/** The sheet's name as a formula writes it. */
export function quoteSheet(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name)
    ? name
    : `'${name.replaceAll("'", "''")}'`;
}

const CORNER = /^\$?([A-Za-z]{1,3})?\$?(\d{1,7})?$/;

/** Reads A1, A1:C3, A:C or 1:3; nothing when it is none of these. */
export function tryParseArea(area: string): Rectangle | undefined {
  const [from = "", to = from, ...more] = area.trim().split(":");
  const start = CORNER.exec(from);
  const end = CORNER.exec(to);
  if (more.length || !from || !start || !end) return undefined;
  const [, startColumn, startRow] = start;
  const [, endColumn, endRow] = end;
  if ((startColumn === undefined) !== (endColumn === undefined) || (startRow === undefined) !== (endRow === undefined))
    return undefined;
  // A lone column or row letter is a name, not an address: Excel asks for A:A.
  if ((startColumn === undefined || startRow === undefined) && !area.includes(":")) return undefined;
  const columnsOf =
    startColumn === undefined ? [0, SHEET_COLUMNS - 1] : [columnNumber(startColumn), columnNumber(endColumn!)];
  const rowsOf = startRow === undefined ? [0, SHEET_ROWS - 1] : [Number(startRow) - 1, Number(endRow) - 1];
  const row = Math.min(...rowsOf);
  const column = Math.min(...columnsOf);
  const lastRow = Math.max(...rowsOf);
  const lastColumn = Math.max(...columnsOf);
  if (row < 0 || lastRow >= SHEET_ROWS || lastColumn >= SHEET_COLUMNS) return undefined;
  return { row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 };
}

/** Reads an area or refuses it as Excel does. */
export function parseArea(area: string): Rectangle {
  const parsed = tryParseArea(area);
  if (!parsed) throw new OfficeError("InvalidArgument", `'${area}' is not the address of one range.`);
  return parsed;
}

/** A rectangle inside the sheet, or a refusal. */
export function checked(area: Rectangle): Rectangle {
  const { row, column, rows, columns } = area;
  const whole = [row, column, rows, columns].every(Number.isInteger);
  if (
    !whole ||
    row < 0 ||
    column < 0 ||
    rows < 1 ||
    columns < 1 ||
    row + rows > SHEET_ROWS ||
    column + columns > SHEET_COLUMNS
  ) {
    throw new OfficeError("InvalidArgument", "The range lies outside the sheet.");
  }
  return area;
}

/** The address without its sheet: A1, A1:C3, A:C, 1:3. */
export function areaText(area: Rectangle, absolute = false): string {
  const mark = absolute ? "$" : "";
  const lastRow = area.row + area.rows;
  const lastColumn = columnName(area.column + area.columns - 1);
  const firstColumn = columnName(area.column);
  if (area.columns === SHEET_COLUMNS && area.rows < SHEET_ROWS) return `${mark}${area.row + 1}:${mark}${lastRow}`;
  if (area.rows === SHEET_ROWS) return `${mark}${firstColumn}:${mark}${lastColumn}`;
  const first = `${mark}${firstColumn}${mark}${area.row + 1}`;
  return area.rows === 1 && area.columns === 1 ? first : `${first}:${mark}${lastColumn}${mark}${lastRow}`;
}

/** The common part of two rectangles. */
export function intersection(one: Rectangle, other: Rectangle): Rectangle | undefined {
  const row = Math.max(one.row, other.row);
  const column = Math.max(one.column, other.column);
  const rows = Math.min(one.row + one.rows, other.row + other.rows) - row;
  const columns = Math.min(one.column + one.columns, other.column + other.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : undefined;
}

/** The smallest rectangle around both. */
export function around(one: Rectangle, other: Rectangle): Rectangle {
  const row = Math.min(one.row, other.row);
  const column = Math.min(one.column, other.column);
  const rows = Math.max(one.row + one.rows, other.row + other.rows) - row;
  const columns = Math.max(one.column + one.columns, other.column + other.columns) - column;
  return { row, column, rows, columns };
}
