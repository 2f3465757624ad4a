/** What =HUB.TABLE spills: headers and figures in any layout. An unknown row or column costs its own cells only. */
import type { Answer, Figure, FigureKey } from "../hub/hub.js";
import type { Axis, Layout } from "../sheet/axes.js";

type Axes = Readonly<Partial<Record<Axis, readonly string[]>>>;
type Codes = Readonly<Partial<Record<Axis, string>>>;

/** As tables were before a layout could be told: each indicator with its periods. */
export const SPILLED_LAYOUT: Layout = { rows: ["organizations"], columns: ["indicators", "periods"], filter: [] };

export async function spilledTable(
  axes: Axes,
  layout: Layout,
  ask: (key: FigureKey) => Promise<Answer<Figure>>,
): Promise<(string | number)[][]> {
  const [rows, columns] = [combined(layout.rows, axes), combined(layout.columns, axes)];
  const fixed: Codes = Object.fromEntries(layout.filter.map((axis) => [axis, axes[axis]?.[0] ?? ""]));
  const answers = await Promise.all(
    rows.map((row) => Promise.all(columns.map((column) => ask(keyOf({ ...fixed, ...row, ...column }))))),
  );
  const names = namesOf(answers.flat());
  const labelOf = (codes: Codes, shown: readonly Axis[]): string =>
    shown.map((axis) => names.get(`${axis} ${codes[axis]}`) ?? codes[axis] ?? "").join(" ");
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

function keyOf({ indicators = "", organizations = "", periods = "" }: Codes): FigureKey {
  return { indicator: indicators, organization: organizations, period: periods };
}

function namesOf(answers: readonly Answer<Figure>[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const answer of answers) {
    if (answer.kind !== "ok") continue;
    const { indicator, indicatorName, organization, organizationName } = answer.data;
    if (indicatorName) names.set(`indicators ${indicator}`, indicatorName);
    if (organizationName) names.set(`organizations ${organization}`, organizationName);
  }
  return names;
}

function shown(answer: Answer<Figure>): string | number {
  if (answer.kind !== "ok") return answer.kind === "offline" ? "连不上" : "#N/A";
  if (answer.data.problem) return "#N/A";
  return answer.data.value === null ? "" : Number(answer.data.value);
}
