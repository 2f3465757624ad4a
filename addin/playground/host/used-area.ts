/** Which part of a sheet is in use: cells with something in them, and, unless only values count, with a format. */
import type { ICellData, Nullable } from "@univerjs/core";
import type { Rectangle } from "./address.js";
import type { Book } from "./book.js";

/** The smallest rectangle around the used cells within an area; nothing when there is none. */
export function usedArea(book: Book, sheetId: string, valuesOnly: boolean, within?: Rectangle): Rectangle | undefined {
  let top = Infinity;
  let left = Infinity;
  let bottom = -1;
  let right = -1;
  const note = (row: number, column: number): void => {
    if (
      within &&
      (row < within.row ||
        row >= within.row + within.rows ||
        column < within.column ||
        column >= within.column + within.columns)
    )
      return;
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  };
  const matrix = book.sheet(sheetId).getSheet().getCellMatrix();
  matrix.forValue((row, column, cell) => {
    if (isUsed(cell, valuesOnly) || book.spilledValue(sheetId, row, column) !== undefined) note(row, column);
  });
  return bottom < 0 ? undefined : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}

function isUsed(cell: Nullable<ICellData>, valuesOnly: boolean): boolean {
  if (!cell) return false;
  const filled =
    (cell.v !== undefined && cell.v !== null && cell.v !== "") ||
    Boolean(cell.f) ||
    Boolean(cell.si) ||
    Boolean(cell.p);
  return filled || (!valuesOnly && Boolean(cell.s));
}
