/** Places ↔ WPS's ranges, and grids as the port has them: never a single value, never null. */
import { cellAddress, cellAt, type Place } from "../../sheet/place.js";
import { type Cells, type CellValue, HostError } from "../host.js";
import type { WpsGrid, WpsRange, WpsSheet, WpsValue, WpsWorkbook } from "./api.js";
import { XL } from "./api.js";

/** What an error in a cell reads as: a number of this range, as everywhere in the family of COM. */
const ERRORS = { from: -2_146_826_288, to: -2_146_826_240 };

export function sheetsOf(workbook: WpsWorkbook): WpsSheet[] {
  return Array.from({ length: workbook.Sheets.Count }, (_, index) => workbook.Sheets.Item(index + 1));
}

export function findSheet(workbook: WpsWorkbook, name: string): WpsSheet | null {
  return sheetsOf(workbook).find((sheet) => sheet.Name === name) ?? null;
}

export function rangeOf(workbook: WpsWorkbook, place: Place): WpsRange {
  const sheet = findSheet(workbook, place.sheet);
  if (!sheet) throw new HostError("GONE", { sheet: place.sheet });
  return sheet.Range(cellAddress(place));
}

export function placeOf(range: WpsRange): Place {
  const [rows, columns] = [range.Rows.Count, range.Columns.Count];
  return { ...cellAt(range.Worksheet.Name, range.Row - 1, range.Column - 1), rows, columns };
}

/** One cell answers a value, several answer a grid. */
function gridOf(held: WpsGrid): readonly (readonly WpsValue[])[] {
  return Array.isArray(held) ? (held as readonly (readonly WpsValue[])[]) : [[held as WpsValue]];
}

export function readRange(range: WpsRange, place: Place): Cells {
  const held = gridOf(range.Value2);
  const shown = textsOf(range, held);
  const values = held.map((row, down) =>
    row.map((value, right): CellValue => (isError(value) ? (shown[down]?.[right] ?? "#N/A") : (value ?? ""))),
  );
  const formulas = gridOf(range.Formula).map((row, down) =>
    row.map((formula, right): CellValue =>
      typeof formula === "string" && formula.startsWith("=") ? formula : (values[down]?.[right] ?? ""),
    ),
  );
  return { place, values, formulas, text: shown };
}

/** A column in one plain format shows its values as they are; only others are asked cell by cell, which is slow. */
function textsOf(range: WpsRange, values: readonly (readonly WpsValue[])[]): readonly (readonly string[])[] {
  const width = values[0]?.length ?? 0;
  const isPlain = Array.from({ length: width }, (_, right) => {
    const hasNumbers = values.some((row) => typeof row[right] === "number");
    return !hasNumbers || (isGeneral(range, right, values.length) && !values.some((row) => isError(row[right])));
  });
  return values.map((row, down) =>
    row.map((value, right) => {
      if (typeof value === "boolean") return String(value).toUpperCase();
      if (isPlain[right] || typeof value !== "number") return String(value ?? "");
      return range.Cells.Item(down + 1, right + 1).Text ?? String(value);
    }),
  );
}

function isGeneral(range: WpsRange, right: number, height: number): boolean {
  const { sheet, row, column } = placeOf(range);
  const one = range.Worksheet.Range(cellAddress({ sheet, row, column: column + right, rows: height, columns: 1 }));
  return one.NumberFormat === "General";
}

function isError(value: WpsValue): boolean {
  return typeof value === "number" && value >= ERRORS.from && value <= ERRORS.to;
}

/**
 * Writes a grid as few rectangles without holes: WPS blanks a cell where the grid holds null, the port leaves it.
 * Neighbouring rows with the same holes are one rectangle.
 */
export function writeWithoutHoles<Value>(
  place: Place,
  grid: readonly (readonly (Value | null)[])[],
  write: (place: Place, values: readonly (readonly Value[])[]) => void,
): void {
  let from = 0;
  for (let row = 1; row <= place.rows; row++) {
    if (row < place.rows && holesOf(grid[row], place) === holesOf(grid[from], place)) continue;
    const block = grid.slice(from, row);
    for (const { column, columns } of runsOf(block[0] ?? [], place.columns)) {
      const at = {
        sheet: place.sheet,
        row: place.row + from,
        column: place.column + column,
        rows: row - from,
        columns,
      };
      write(
        at,
        block.map((cells) => cells.slice(column, column + columns) as Value[]),
      );
    }
    from = row;
  }
}

const holesOf = (row: readonly unknown[] | undefined, { columns }: Place): string =>
  Array.from({ length: columns }, (_, column) => ((row?.[column] ?? null) === null ? "0" : "1")).join("");

function runsOf(row: readonly unknown[], columns: number): { column: number; columns: number }[] {
  const runs: { column: number; columns: number }[] = [];
  for (let column = 0; column < columns; column++) {
    if ((row[column] ?? null) === null) continue;
    const last = runs.at(-1);
    if (last && last.column + last.columns === column) last.columns += 1;
    else runs.push({ column, columns: 1 });
  }
  return runs;
}

/** The used rectangle; WPS's own also counts cells that only have a look. */
export function usedPlace(sheet: WpsSheet): Place | null {
  const last = (order: number): WpsRange | null =>
    sheet.Cells.Find("*", undefined, XL.formulas, XL.part, order, XL.previous);
  const [lowest, rightmost] = [last(XL.byRows), last(XL.byColumns)];
  if (!lowest || !rightmost) return null;
  const { Row, Column } = sheet.UsedRange;
  return {
    ...{ sheet: sheet.Name, row: Row - 1, column: Column - 1 },
    ...{ rows: lowest.Row - Row + 1, columns: rightmost.Column - Column + 1 },
  };
}
