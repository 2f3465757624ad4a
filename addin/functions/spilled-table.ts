/** What =HUB.TABLE spills: headers and figures in any layout. An unknown row or column costs its own cells only. */
import type { Answer, Figure, FigureKey } from "../hub/hub.js";
import type { Axis, Layout } from "../sheet/axes.js";
import { readBreakdownWords } from "../sheet/breakdown.js";

type Axes = Readonly<Partial<Record<Axis, readonly string[]>>>;
type Codes = Readonly<Partial<Record<Axis, string>>>;

/** As tables were before a layout could be told: each indicator with its periods. */
export const SPILLED_LAYOUT: Layout = { rows: ["organizations"], columns: ["indicators", "periods"], filter: [] };

export async function spilledTable(
  axes: Axes,
  layout: Layout,
  asking: (key: FigureKey) => Promise<Answer<Figure>>,
): Promise<(string | number)[][]> {
  const [rows, columns] = [combined(layout.rows, axes), combined(layout.columns, axes)];
  const placed = [...layout.rows, ...layout.columns];
  const left = (Object.keys(axes) as Axis[]).filter((axis) => !placed.includes(axis));
  const fixed: Codes = Object.fromEntries(left.map((axis) => [axis, axes[axis]?.[0] ?? ""]));
  const ask = async (key: FigureKey | null): Promise<Answer<Figure> | null> => key && asking(key);
  const answers = await Promise.all(
    rows.map((row) => Promise.all(columns.map((column) => ask(keyOf({ ...fixed, ...row, ...column }))))),
  );
  const names = namesOf(answers.flat());
  const labelOf = (codes: Codes, shown: readonly Axis[]): string =>
    shown.map((axis) => names.get(`${axis} ${codes[axis]}`) ?? nameOf(axis, codes)).join(" ");
  const told = layout.columns.filter((axis) => (axes[axis]?.length ?? 0) > 1 || layout.columns.length === 1);
  const across = told.length === 0 ? layout.columns.slice(0, 1) : withNames(told, layout.columns);
  return [
    ["", ...columns.map((column) => labelOf(column, across))],
    ...answers.map((row, index) => [labelOf(rows[index] ?? {}, layout.rows), ...row.map(shown)]),
  ];
}

/** A single period needs no telling; a single indicator is told all the same. */
function withNames(told: readonly Axis[], all: readonly Axis[]): readonly Axis[] {
  return all.filter((axis) => told.includes(axis) || axis === "indicators");
}

function combined(order: readonly Axis[], axes: Axes): readonly Codes[] {
  return order.reduce<readonly Codes[]>(
    (before, axis) => before.flatMap((codes) => (axes[axis] ?? []).map((code) => ({ ...codes, [axis]: code }))),
    [{}],
  );
}

/** Null where the breakdown cannot be read. */
function keyOf({ indicators = "", organizations = "", periods = "", breakdowns = "" }: Codes): FigureKey | null {
  const dims = readBreakdownWords(breakdowns);
  if (dims === null) return null;
  return { indicator: indicators, organization: organizations, period: periods, ...(dims.length > 0 && { dims }) };
}

/** A part of a breakdown is called by its own word; 性别 need not be said at each of 女 and 男. */
function nameOf(axis: Axis, codes: Codes): string {
  const code = codes[axis] ?? "";
  if (axis !== "breakdowns") return code;
  const dims = readBreakdownWords(code);
  return dims === null || dims.length === 0 ? code : dims.map((mark) => mark.code).join(" · ");
}

function namesOf(answers: readonly (Answer<Figure> | null)[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const answer of answers) {
    if (answer?.kind !== "ok") continue;
    const { indicator, indicatorName, organization, organizationName } = answer.data;
    if (indicatorName) names.set(`indicators ${indicator}`, indicatorName);
    if (organizationName) names.set(`organizations ${organization}`, organizationName);
  }
  return names;
}

function shown(answer: Answer<Figure> | null): string | number {
  if (answer === null) return "#N/A";
  if (answer.kind !== "ok") return answer.kind === "offline" ? "连不上" : "#N/A";
  if (answer.data.problem) return "#N/A";
  return answer.data.value === null ? "" : Number(answer.data.value);
}
