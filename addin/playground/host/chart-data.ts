/** What a chart of the playground is made of: plain data in the drawing itself, so that it is saved with the workbook. */
import type { Serializable } from "@univerjs/core";
import type { FacadeSheet } from "./book.js";

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
}

/** The chart under this id on a sheet; null when there is none any more. */
export function chartOn(sheet: FacadeSheet, id: string): ChartData | null {
  const data = sheet.getFloatDomById(id)?.data as { readonly chart: ChartData } | undefined;
  return data?.chart ?? null;
}

/** As the grid keeps it with the drawing. */
export function keptChart(id: string, chart: ChartData): Serializable {
  return { id, chart } as unknown as Serializable; // plain data; interfaces lack the index signature it asks for
}
