/**
 * A place in a workbook: one rectangle on one sheet, counted from zero, and its A1 spelling.
 * Refuses nothing but malformed addresses: `parseAddress` answers null for them.
 */

/** One rectangle of cells; `row` and `column` are zero-based, `rows` and `columns` at least 1. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A → 0, AA → 26. */
export function columnIndex(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The cell without its sheet: `G6`, or `B5:G11` for more than one. */
export function cellAddress(place: Place): string {
  const first = `${columnLetters(place.column)}${place.row + 1}`;
  if (place.rows === 1 && place.columns === 1) return first;
  return `${first}:${columnLetters(place.column + place.columns - 1)}${place.row + place.rows}`;
}

/** The address people read: `月报!G6`. */
export function readableAddress(place: Place): string {
  return `${place.sheet}!${cellAddress(place)}`;
}

/** The address a formula may hold: the sheet is quoted whenever it is not plainly a word. */
export function formulaAddress(place: Place): string {
  const isPlain =
    /^[\p{L}_][\p{L}\p{N}_]*$/u.test(place.sheet) && !/^[A-Za-z]{1,3}\d+$|^[Rr]\d*[Cc]\d*$/.test(place.sheet);
  const sheet = isPlain ? place.sheet : `'${place.sheet.replaceAll("'", "''")}'`;
  const dollar = (row: number, column: number) => `$${columnLetters(column)}$${row + 1}`;
  const last = dollar(place.row + place.rows - 1, place.column + place.columns - 1);
  const first = dollar(place.row, place.column);
  return `${sheet}!${first === last ? first : `${first}:${last}`}`;
}

const ADDRESS =
  /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/;

/** Reads `月报!B5:G11`, `'10 月'!$B$5` or `B5`; an address without a sheet takes `sheet`. Null when it is none. */
export function parseAddress(address: string, sheet = ""): Place | null {
  const parts = ADDRESS.exec(address.trim().replace(/^=/, ""));
  if (!parts) return null;
  const [, quoted, plain, left, top, right, bottom] = parts;
  if (left === undefined || top === undefined) return null;
  const columns = [columnIndex(left), columnIndex(right ?? left)].sort((a, b) => a - b);
  const rows = [Number(top) - 1, Number(bottom ?? top) - 1].sort((a, b) => a - b);
  const [column = 0, lastColumn = 0] = columns;
  const [row = 0, lastRow = 0] = rows;
  if (row < 0) return null;
  return {
    sheet: quoted?.replaceAll("''", "'") ?? plain ?? sheet,
    row,
    column,
    rows: lastRow - row + 1,
    columns: lastColumn - column + 1,
  };
}

/** One cell. */
export function cellAt(sheet: string, row: number, column: number): Place {
  return { sheet, row, column, rows: 1, columns: 1 };
}

/** A rectangle moved and resized from the first cell of another. */
export function within(place: Place, row: number, column: number, rows = 1, columns = 1): Place {
  return { sheet: place.sheet, row: place.row + row, column: place.column + column, rows, columns };
}

/** True when the two share at least one cell. */
export function overlaps(a: Place, b: Place): boolean {
  return (
    a.sheet === b.sheet &&
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  );
}

export function isSamePlace(a: Place, b: Place): boolean {
  return (
    a.sheet === b.sheet && a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns
  );
}
