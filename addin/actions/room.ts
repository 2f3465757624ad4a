/** Room in the sheet: whether cells are free, and what may be done beside other people's work. Asks only the spreadsheet. */
import type { CellWrite } from "../host/host.js";
import { type Place, within } from "../sheet/place.js";
import type { Desk } from "./desk.js";

export async function isFree({ host }: Pick<Desk, "host">, place: Place): Promise<boolean> {
  // Outside of what is used nothing stands: reading a hundred thousand blank rows would take longer than writing them.
  const used = (await host.usedPlaces()).find(({ sheet }) => sheet === place.sheet);
  const shared = used && shareOf(place, used);
  if (!shared) return true;
  const [cells] = await host.read([shared]);
  return cells?.formulas.every((row) => row.every((content) => content === "")) ?? true;
}

function shareOf(a: Place, b: Place): Place | null {
  const [row, column] = [Math.max(a.row, b.row), Math.max(a.column, b.column)];
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { sheet: a.sheet, row, column, rows, columns } : null;
}

/** Leaves the widths of columns alone where something stands above or below: it was fitted by its own people. */
export async function besideOthers(
  { host }: Pick<Desk, "host">,
  place: Place,
  writes: readonly CellWrite[],
): Promise<readonly CellWrite[]> {
  const used = (await host.usedPlaces()).find(({ sheet }) => sheet === place.sheet);
  const sharesColumns =
    used !== undefined && used.column < place.column + place.columns && place.column < used.column + used.columns;
  if (!sharesColumns) return writes;
  return writes.map(({ look, ...write }) => {
    const { width: _, ...others } = look ?? {};
    return look ? { ...write, look: others } : write;
  });
}

/** Where a drawing of that size covers least: below when nothing else is there, beside otherwise. */
export async function placeForDrawing(
  { host }: Pick<Desk, "host">,
  shown: Place,
  rows: number,
  columns: number,
): Promise<Place> {
  const used = (await host.usedPlaces()).find(({ sheet }) => sheet === shown.sheet);
  const isLast = used === undefined || used.row + used.rows <= shown.row + shown.rows;
  return isLast ? within(shown, shown.rows + 1, 0, rows, columns) : within(shown, 0, shown.columns + 1, rows, columns);
}
