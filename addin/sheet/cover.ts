/** Many single cells ↔ few rectangles: one range per block costs a spreadsheet far less than one per cell. */
import type { Cells } from "../host/host.js";
import type { Place } from "./place.js";

/** Rectangles that hold exactly these cells: vertical runs, and runs side by side joined. */
export function coverCells(cells: readonly Place[]): Place[] {
  const inOrder = [...cells].sort((a, b) =>
    a.sheet === b.sheet ? a.column - b.column || a.row - b.row : a.sheet < b.sheet ? -1 : 1,
  );
  const runs = joined(inOrder, (run, cell) =>
    run.sheet === cell.sheet &&
    run.column === cell.column &&
    run.row + run.rows === cell.row &&
    run.columns === cell.columns
      ? { ...run, rows: run.rows + cell.rows }
      : null,
  );
  const byRows = [...runs].sort((a, b) =>
    a.sheet === b.sheet ? a.row - b.row || a.rows - b.rows || a.column - b.column : a.sheet < b.sheet ? -1 : 1,
  );
  return joined(byRows, (block, run) =>
    block.sheet === run.sheet &&
    block.row === run.row &&
    block.rows === run.rows &&
    block.column + block.columns === run.column
      ? { ...block, columns: block.columns + run.columns }
      : null,
  );
}

function joined(places: readonly Place[], join: (last: Place, next: Place) => Place | null): Place[] {
  const blocks: Place[] = [];
  for (const place of places) {
    const last = blocks.at(-1);
    const grown = last && join(last, place);
    if (grown) blocks[blocks.length - 1] = grown;
    else blocks.push(place);
  }
  return blocks;
}

/** One cell out of several rectangles read; blank where none of them holds it. */
export function cellIn(
  read: readonly Cells[],
  place: Place,
): { value: Cells["values"][0][0]; formula: Cells["formulas"][0][0]; text: string } {
  const cells = read.find(
    ({ place: area }) =>
      area.sheet === place.sheet &&
      place.row >= area.row &&
      place.row < area.row + area.rows &&
      place.column >= area.column &&
      place.column < area.column + area.columns,
  );
  const [row, column] = [place.row - (cells?.place.row ?? 0), place.column - (cells?.place.column ?? 0)];
  return {
    value: cells?.values[row]?.[column] ?? "",
    formula: cells?.formulas[row]?.[column] ?? "",
    text: cells?.text[row]?.[column] ?? "",
  };
}
