/**
 * Passes over rows of nothing but empty cells without parsing them: people format a million rows below their table, and
 * looking at each of those cells would take longer than all the rest.
 */
const EMPTY_ROW = /<row\b([^<>]*?)(?:\/>|>(?:<c\b[^<>]*(?:\/>|><\/c>))*<\/row>)/y;
const NUMBER = /\sr=["'](\d{1,7})["']/u;
const ROW_ENDS = /<\/row>|<row\b[^<>]*\/>/u;

export interface PassedRows {
  /** Characters of the text that were passed over. */
  readonly length: number;
  readonly rows: number;
  readonly cells: number;
  /** The number of the last of these rows. */
  readonly last: number;
}

/** Rows with a number, one after another from the start of a text that begins between two rows. */
export function passEmptyRows(text: string): PassedRows {
  let length = 0;
  let rows = 0;
  let last = 0;
  EMPTY_ROW.lastIndex = 0;
  for (let found = EMPTY_ROW.exec(text); found; found = EMPTY_ROW.exec(text)) {
    const number = NUMBER.exec(found[1] ?? "")?.[1];
    if (number === undefined) break;
    last = Number(number);
    rows += 1;
    length = EMPTY_ROW.lastIndex;
  }
  return { length, rows, cells: countCells(text, length), last };
}

function countCells(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf("<c", 0); at >= 0 && at < end; at = text.indexOf("<c", at + 2)) count += 1;
  return count;
}

export const mayHoldValues = (text: string): boolean => text.includes("<v") || text.includes("<is");

/** Where the first row in a text ends, or -1. */
export function endOfRow(text: string): number {
  const found = ROW_ENDS.exec(text);
  return found ? found.index + found[0].length : -1;
}
