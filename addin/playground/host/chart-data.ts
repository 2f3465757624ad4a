/** What a chart of the playground is made of: plain data kept with its sheet, so that it is saved with the workbook. */
import type { Book } from "./book.js";

/** The name under which the grid finds what draws a chart. */
export const CHART_COMPONENT = "XunshuChart";

export interface ChartSeriesData {
  readonly name: string;
  /** Names of hidden ranges; null where nothing was given yet. */
  readonly values: string | null;
  readonly categories: string | null;
  readonly color: string | null;
}

export interface ChartData {
  readonly name: string;
  /** Excel's word for it: `BarClustered`, `ColumnClustered`, `Line`, `LineMarkers`. */
  readonly type: string;
  readonly title: string;
  readonly series: readonly ChartSeriesData[];
  readonly reversed: boolean;
  readonly legend: boolean;
  readonly valuesFrom: number | null;
  /** In pixels from the sheet's first cell, as it was put; people may have dragged it since. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

interface SheetCharts {
  readonly charts?: Readonly<Record<string, ChartData>>;
}

/** The charts of a sheet by their ids. */
export function chartsOf(book: Book, sheetId: string): Readonly<Record<string, ChartData>> {
  return ((book.sheet(sheetId).getCustomMetadata() ?? {}) as SheetCharts).charts ?? {};
}

/** Keeps a chart with its sheet; null forgets it. */
export function keepChart(book: Book, sheetId: string, id: string, chart: ChartData | null): void {
  const sheet = book.sheet(sheetId);
  const { [id]: _, ...others } = chartsOf(book, sheetId);
  const charts = chart === null ? others : { ...others, [id]: chart };
  sheet.setCustomMetadata({ ...(sheet.getCustomMetadata() ?? {}), charts });
  book.extrasChanged();
}

/** A chart wherever it stands; null when there is none of this id. */
export function chartById(book: Book, id: string): ChartData | null {
  for (const sheet of book.workbook.getSheets()) {
    const chart = chartsOf(book, sheet.getSheetId())[id];
    if (chart) return chart;
  }
  return null;
}
