/** Draws a chart of the playground: reads its cells, and again after every change. Missing values are gaps, never 0. */
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type ReactNode, useEffect, useRef } from "react";
import type { Book } from "./book.js";
import { CHART_COMPONENT, chartById, type ChartData } from "./chart-data.js";
import { chartRange } from "./chart-names.js";

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, AriaComponent, SVGRenderer]);

const FONT = '"Segoe UI","Microsoft YaHei UI","Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif';
const COLORS = ["#0B6670", "#9AA5AB", "#7A4B00", "#5A2D91"];
const REDRAW_AFTER_MS = 120;

/** Makes the grid able to show charts. Before a workbook is opened, so that saved ones find it. */
export function showCharts(book: Book): void {
  const redraws = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  book.grid.commands.onCommandExecuted(({ id }) => {
    if (redraws.size === 0 || !id.includes("mutation")) return;
    clearTimeout(timer);
    timer = setTimeout(() => redraws.forEach((redraw) => redraw()), REDRAW_AFTER_MS);
  });
  book.grid.api.registerComponent(CHART_COMPONENT, ({ data }: { readonly data?: { readonly id: string } }) => (
    <Drawing book={book} id={data?.id ?? ""} redraws={redraws} />
  ));
}

function Drawing(props: { readonly book: Book; readonly id: string; readonly redraws: Set<() => void> }): ReactNode {
  const { book, id, redraws } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const drawn = init(place.current, null, { renderer: "svg" });
    let shown = "";
    const redraw = (): void => {
      const data = chartById(book, id);
      if (!data) return;
      const options = optionsOf(book, data);
      const text = JSON.stringify(options);
      if (text === shown) return;
      shown = text;
      drawn.setOption(options, { notMerge: true });
    };
    const resized = new ResizeObserver(() => drawn.resize());
    resized.observe(place.current);
    redraws.add(redraw);
    redraw();
    return () => {
      redraws.delete(redraw);
      resized.disconnect();
      drawn.dispose();
    };
  }, [book, id, redraws]);
  return <div ref={place} className="chart" data-chart={id} role="img" />;
}

function optionsOf(book: Book, data: ChartData): EChartsCoreOption {
  const isBar = data.type === "BarClustered";
  const isLine = data.type.startsWith("Line");
  const [first] = data.series;
  const names = first?.categories ? cellsOf(book, first.categories).map(String) : [];
  const categories = {
    ...{ type: "category", data: names, inverse: isBar && data.reversed, axisTick: { show: false } },
    axisLabel: { fontFamily: FONT, fontSize: 12, width: 120, overflow: "truncate", color: "#424242" },
  };
  const values = {
    ...{ type: "value", min: data.valuesFrom ?? undefined, splitLine: { lineStyle: { color: "#E0E0E0" } } },
    axisLabel: { fontFamily: FONT, fontSize: 12, color: "#5C5C5C" },
  };
  const shown = data.series.map(({ name, values: cells, color }) => {
    // What is no number is not drawn.
    const numbers = (cells ? cellsOf(book, cells) : []).map((value) => (typeof value === "number" ? value : null));
    return { name, numbers, color };
  });
  return {
    aria: { enabled: true, label: { description: inWords(data.title, names, shown) } },
    ...{ animation: false, backgroundColor: "#FFFFFF", color: COLORS },
    title: { text: data.title, left: 12, top: 8, textStyle: { fontFamily: FONT, fontSize: 14, fontWeight: 600 } },
    legend: { show: data.legend && data.series.length > 1, right: 12, top: 10, textStyle: { fontFamily: FONT } },
    grid: { left: 12, right: 24, top: 48, bottom: 12, containLabel: true },
    ...(isBar ? { xAxis: values, yAxis: categories } : { xAxis: categories, yAxis: values }),
    series: shown.map(({ name, numbers, color }) => ({
      ...{ type: isLine ? "line" : "bar", name, barMaxWidth: 22, symbol: "circle", symbolSize: 6, data: numbers },
      ...{ connectNulls: false, ...(color && { itemStyle: { color }, lineStyle: { color } }) },
    })),
  };
}

/** The chart for whoever hears it: every value by its name, 缺 where there is none. */
function inWords(
  title: string,
  names: readonly string[],
  series: readonly { readonly name: string; readonly numbers: readonly (number | null)[] }[],
): string {
  const lines = series.map(({ name, numbers }) => {
    const values = numbers.map((value, index) => `${names[index] ?? index + 1} ${value ?? "缺"}`);
    return `${name}：${values.join("，")}`;
  });
  return [title, ...lines].join("。");
}

function cellsOf(book: Book, name: string): readonly unknown[] {
  return chartRange(book, name)?.values?.flat() ?? [];
}
