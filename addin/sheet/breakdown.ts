/** Breakdowns of figures as people choose and workbooks keep them: `funding=subsidised`, or nothing for the whole. Pure. */
import type { ColumnKey, FigureGrid, FigureMark } from "../hub/hub.js";

/** Parts the dimensions of one breakdown; no code list has it. */
const AND = "&";

export function breakdownCode(dims: readonly FigureMark[]): string {
  return dims.map(({ dimension, code }) => `${dimension}=${code}`).join(AND);
}

export function readBreakdown(text: string): readonly FigureMark[] {
  return text.split(AND).flatMap((part) => {
    const at = part.indexOf("=");
    return at < 1 ? [] : [{ dimension: part.slice(0, at).trim(), code: part.slice(at + 1).trim() }];
  });
}

/** A column that is asked for, with what its breakdown is called. */
export type AskedColumn = ColumnKey & { readonly breakdownName?: string };

/** The hub answers columns in the order they were asked for: their breakdowns are put back by position. */
export function withBreakdowns(grid: FigureGrid, asked: readonly AskedColumn[]): FigureGrid {
  if (asked.every(({ breakdownName }) => breakdownName === undefined)) return grid;
  const columns = grid.columns.map((column, at) => {
    const { dims, breakdownName } = asked[at] ?? {};
    return { ...column, ...(dims && { dims }), ...(breakdownName !== undefined && { breakdownName }) };
  });
  return { ...grid, columns };
}
