/** Charts of Excel's own, over cells it follows by itself. Needs ExcelApi 1.7 for series with categories of their own. */
import { cellAt } from "../../sheet/place.js";
import type { ChartDrawing } from "../host.js";
import { rangeOf } from "./ranges.js";

export async function drawChart(context: Excel.RequestContext, drawing: ChartDrawing): Promise<void> {
  const { at, name, kind, title, categories, series } = drawing;
  const [first, ...others] = series;
  if (!first) return;
  const { charts } = context.workbook.worksheets.getItem(at.sheet);
  const before = charts.getItemOrNullObject(name);
  before.load("name");
  await context.sync();
  if (!before.isNullObject) before.delete();
  const chart = charts.add(kind === "bars" ? "BarClustered" : "LineMarkers", rangeOf(context, first.values), "Columns");
  chart.name = name;
  chart.title.text = title;
  chart.legend.visible = series.length > 1;
  if (kind === "bars") {
    // Excel draws the first row at the bottom; people read from the top.
    chart.axes.categoryAxis.reversePlotOrder = true;
    chart.axes.valueAxis.minimum = 0;
  }
  const drawn = [chart.series.getItemAt(0), ...others.map((one) => chart.series.add(one.name))];
  drawn.forEach((line, index) => {
    const one = series[index];
    if (!one) return;
    line.name = one.name;
    line.setValues(rangeOf(context, one.values));
    line.setXAxisValues(rangeOf(context, categories));
    if (kind === "bars") line.format.fill.setSolidColor(one.color);
    else line.format.line.color = one.color;
  });
  const corner = cellAt(at.sheet, at.row + at.rows - 1, at.column + at.columns - 1);
  chart.setPosition(rangeOf(context, cellAt(at.sheet, at.row, at.column)), rangeOf(context, corner));
  await context.sync();
}
