/** Finds every cell of the workbook that holds =HUB.FIGURE, so that typing over one is noticed and undone after sending. */
import type { Cells } from "../host/host.js";
import { cellIn } from "../sheet/cover.js";
import { keyOfCall, readFigureCall } from "../sheet/function-calls.js";
import { cellAt, isSamePlace } from "../sheet/place.js";
import { type FunctionCell, loadBook, saveBook } from "./book.js";
import type { Desk } from "./desk.js";

/** Reads all used cells once. What was typed over stays remembered unless a function stands there again. */
export async function scanFunctions(desk: Desk): Promise<readonly FunctionCell[]> {
  const [book, places] = [await loadBook(desk.host), await desk.host.usedPlaces()];
  const read = await desk.host.read(places);
  const found = read.flatMap((cells) => functionsIn(cells, read));
  const typedOver = book.functions.filter(
    (cell) => cell.base && !found.some(({ place }) => isSamePlace(place, cell.place)),
  );
  const functions = [...found, ...typedOver];
  await saveBook(desk.host, { functions });
  return functions;
}

function functionsIn(cells: Cells, all: readonly Cells[]): FunctionCell[] {
  const { sheet, row: top, column: left } = cells.place;
  return cells.formulas.flatMap((row, down) =>
    row.flatMap((formula, right) => {
      const call = readFigureCall(formula, sheet);
      const key = call && keyOfCall(call, (place) => cellIn(all, place).value);
      return key ? [{ place: cellAt(sheet, top + down, left + right), formula: String(formula), key, base: null }] : [];
    }),
  );
}
