/** Charts of WPS's own, over cells it follows by itself. */
import { formulaAddress } from "../../sheet/place.js";
import { type ChartDrawing, HostError } from "../host.js";
import { type WpsWorkbook, XL } from "./api.js";
import { findSheet, rangeOf } from "./cells.js";
import { colour } from "./marks.js";

export function drawChart(workbook: WpsWorkbook, drawing: ChartDrawing): void {
  const { at, name, kind, title, categories, series } = drawing;
  const sheet = findSheet(workbook, at.sheet);
  if (!sheet) throw new HostError("GONE", { sheet: at.sheet });
  const objects = sheet.ChartObjects();
  for (let index = objects.Count; index >= 1; index--) {
    const before = objects.Item(index);
    if (before.Name === name) before.Delete();
  }
  const { Left, Top, Width, Height } = rangeOf(workbook, at);
  const object = objects.Add(Left, Top, Width, Height);
  object.Name = name;
  const { Chart: chart } = object;
  chart.ChartType = kind === "bars" ? XL.barClustered : XL.lineMarkers;
  for (const one of series) {
    const line = chart.SeriesCollection().NewSeries();
    line.Name = one.name;
    line.Values = `=${formulaAddress(one.values)}`;
    line.XValues = `=${formulaAddress(categories)}`;
    if (kind === "bars") line.Interior.Color = colour(one.color);
    else line.Border.Color = colour(one.color);
  }
  chart.HasTitle = true;
  chart.ChartTitle.Text = title;
  chart.HasLegend = series.length > 1;
  if (kind !== "bars") return;
  // The first row would be drawn at the bottom; people read from the top.
  chart.Axes(XL.category).ReversePlotOrder = true;
  chart.Axes(XL.value).MinimumScale = 0;
}
