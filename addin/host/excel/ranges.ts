/** Places ↔ Excel's ranges, and cutting large rectangles into pieces that fit one call (5 MB on the web). */
import { cellAddress, columnIndex, parseAddress, type Place, within } from "../../sheet/place.js";

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/** About 1 MB of values, formulas and text. */
export const CELLS_PER_CALL = 25_000;

export function rangeOf(context: Excel.RequestContext, place: Place): Excel.Range {
  return context.workbook.worksheets.getItem(place.sheet).getRange(cellAddress(place));
}

/** Whole rows at a time, each piece at most `CELLS_PER_CALL`. */
export function pieces(place: Place): Place[] {
  const height = Math.max(1, Math.floor(CELLS_PER_CALL / place.columns));
  return Array.from({ length: Math.ceil(place.rows / height) }, (_, index) => {
    const row = index * height;
    return within(place, row, 0, Math.min(height, place.rows - row), place.columns);
  });
}

/** Groups pieces so that each group fits one call. */
export function callsFor(places: readonly Place[]): Place[][] {
  const calls: Place[][] = [];
  let room = 0;
  for (const place of places) {
    const cells = place.rows * place.columns;
    if (cells > room) {
      calls.push([]);
      room = CELLS_PER_CALL;
    }
    calls.at(-1)?.push(place);
    room -= cells;
  }
  return calls;
}

/** The address of an event or a selection: a rectangle, whole rows (5:7), whole columns (B:C), or the first of several. */
export function placeOf(address: string, sheet: string): Place | null {
  const first = splitAreas(address)[0] ?? "";
  const bang = first.lastIndexOf("!");
  const area = bang < 0 ? first : first.slice(bang + 1);
  const name = bang < 0 ? sheet : first.slice(0, bang).replace(/^'|'$/g, "").replaceAll("''", "'");
  const rows = /^\$?(\d+):\$?(\d+)$/.exec(area);
  if (rows?.[1] && rows[2]) {
    const [top, bottom] = [Number(rows[1]) - 1, Number(rows[2]) - 1];
    return { sheet: name, row: top, column: 0, rows: bottom - top + 1, columns: LAST_COLUMN };
  }
  const columns = /^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$/i.exec(area);
  if (columns?.[1] && columns[2]) {
    const [left, right] = [columnIndex(columns[1]), columnIndex(columns[2])];
    return { sheet: name, row: 0, column: left, rows: LAST_ROW, columns: right - left + 1 };
  }
  return parseAddress(area, name);
}

/** Several areas are parted by commas; a quoted sheet name may hold one. */
function splitAreas(address: string): string[] {
  return address.match(/(?:'(?:[^']|'')*'|[^,'])+/g) ?? [];
}
