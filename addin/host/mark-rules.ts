/**
 * Marks as rules: which rectangles are painted in which state, and the formula that is always true and names ours among
 * the user's. The same in every host that has conditional formats.
 */
import { coverCells } from "../sheet/cover.js";
import { MARK_ORDER, type MarkState } from "../sheet/marks.js";
import type { Place } from "../sheet/place.js";
import type { Mark } from "./host.js";

export const SIGNATURE = "xunshu:";
/** Sentences of ours on cells begin with it. */
export const NAME = "训枢：";
/** Beyond this many rules a sheet is slow to draw; what is work to do comes first, quiet cells go unpainted. */
const MOST_RULES = 400;

export interface MarkRule {
  readonly state: MarkState;
  readonly format: string | undefined;
  readonly place: Place;
}

export function rulesOf(marks: readonly Mark[]): readonly MarkRule[] {
  return groups(marks)
    .flatMap(({ state, format, cells }) => coverCells(cells).map((place) => ({ state, format, place })))
    .slice(0, MOST_RULES);
}

export function ruleFormula(state: MarkState): string {
  return `=LEN("${SIGNATURE}${state}")>0`;
}

/** One group per state and number format, most urgent first. */
function groups(marks: readonly Mark[]): { state: MarkState; format: string | undefined; cells: Place[] }[] {
  const found = new Map<string, { state: MarkState; format: string | undefined; cells: Place[] }>();
  for (const { state, format, cells } of marks) {
    const name = `${state} ${format}`;
    const group = found.get(name) ?? { state, format, cells: [] };
    group.cells.push(...cells);
    found.set(name, group);
  }
  return [...found.values()].sort((a, b) => MARK_ORDER.indexOf(a.state) - MARK_ORDER.indexOf(b.state));
}
