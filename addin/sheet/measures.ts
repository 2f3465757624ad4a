/**
 * Targets and rates beside figures: each column of a table with its target before it and its rate behind it. They are read
 * only and no cells of the bound table itself: what is typed, compared and sent are the figures. Pure.
 */
import type { CellValue, CellWrite } from "../host/host.js";
import type { FigureKey, Progress } from "../hub/hub.js";
import type { KnownCell } from "./edits.js";
import { callFormula } from "./function-calls.js";
import { layTable, ROWS_ABOVE_DATA } from "./layout.js";
import { type Place, within } from "./place.js";
import { type BoundTable, keyAt, keyText, type TableColumn } from "./table.js";

/** What is shown of a figure, in this order. The figure itself always is. */
export type Measure = "target" | "actual" | "rate";
export const MEASURES: readonly Measure[] = ["target", "actual", "rate"];

const WORDS: Readonly<Record<Measure, string>> = { target: "目标", actual: "", rate: "完成率" };
const FUNCTIONS: Readonly<Record<Measure, string>> = { target: "TARGET", actual: "FIGURE", rate: "PROGRESS" };
const RATE_FORMAT = "0.0%";

/** Where a column of the sheet comes from. */
interface Shown {
  readonly measure: Measure;
  /** Index in the table's own columns. */
  readonly column: number;
}

const shownOf = (table: BoundTable, measures: readonly Measure[]): readonly Shown[] =>
  table.columns.flatMap((_, column) => measures.map((measure) => ({ measure, column })));

/** The table with columns for its targets and rates, as it is laid into the sheet; it is never kept. */
export function measured(
  table: BoundTable,
  measures: readonly Measure[],
  progress: ReadonlyMap<string, Progress>,
): BoundTable {
  const shown = shownOf(table, measures);
  const columns = shown.map(({ measure, column }) => measuredColumn(table.columns[column]!, measure));
  const cells = table.cells.map((row, at) =>
    shown.map(({ measure, column }): KnownCell => {
      const cell = row[column]!;
      if (measure === "actual") return cell;
      const key = keyAt(table, at, column);
      const came = key ? progress.get(keyText(key)) : undefined;
      const value = (measure === "target" ? came?.target : came?.rate) ?? null;
      return { value, version: 0, source: null, status: "MISSING", writable: false, asOf: cell.asOf };
    }),
  );
  const { total } = table;
  const values = shown.map(({ measure, column }) => (measure === "actual" ? (total?.values[column] ?? null) : null));
  return { ...table, columns, cells, total: total && { ...total, values } };
}

function measuredColumn(column: TableColumn, measure: Measure): TableColumn {
  if (measure === "actual") return column;
  const unit = measure === "rate" ? null : column.unit;
  return { ...column, label: `${column.label}\n${WORDS[measure]}`, unit, additive: false };
}

/** Lays it: targets and rates as functions or as numbers, figures as functions where `allFunctions`. */
export function layMeasured(
  table: BoundTable,
  measures: readonly Measure[],
  progress: ReadonlyMap<string, Progress>,
  place: Place,
  as: "values" | "table" | "functions",
): CellWrite[] {
  const shown = shownOf(table, measures);
  const whole = measured(table, measures, progress);
  const body = within(place, ROWS_ABOVE_DATA, 1, table.rows.length, shown.length);
  const formulas = table.rows.map((_, row) =>
    shown.map(({ measure, column }): CellValue | null => {
      const key = keyAt(table, row, column);
      return key && (as === "functions" || measure !== "actual") ? callFormula(FUNCTIONS[measure], key) : null;
    }),
  );
  const rates = shown.flatMap(({ measure }, at) => (measure === "rate" ? [at] : []));
  return [
    ...layTable(whole, place),
    ...rates.map((at) => ({
      place: within(place, ROWS_ABOVE_DATA, 1 + at, table.rows.length, 1),
      formats: table.rows.map(() => [RATE_FORMAT]),
    })),
    ...(as === "values" ? [] : [{ place: body, values: formulas }]),
  ];
}

/** The figures whose progress is asked. */
export function measuredKeys(table: BoundTable): readonly FigureKey[] {
  return table.rows.flatMap((_, row) => table.columns.flatMap((_, column) => keyAt(table, row, column) ?? []));
}
