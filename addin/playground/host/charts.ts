/**
 * `Excel.Chart` and what belongs to it: drawings over the grid that read their cells anew whenever these change. Which
 * cells a chart shows is kept as hidden names, so that they move with inserted rows as they do in Excel.
 */
import { OfficeError } from "../officejs/errors.js";
import type { Book } from "./book.js";
import { CHART_COMPONENT, type ChartData, type ChartSeriesData, chartsOf, keepChart } from "./chart-data.js";
import { addChartName, dropChartNames } from "./chart-names.js";
import { Range } from "./range.js";

const TYPES: ReadonlySet<string> = new Set(["BarClustered", "ColumnClustered", "Line", "LineMarkers"]);
/** Where and how large Excel puts a new chart, about. */
const USUAL_BOX = { left: 40, top: 40, width: 480, height: 288 };

export class ChartCollection {
  constructor(
    private readonly book: Book,
    private readonly sheetId: string,
  ) {}

  get items(): Chart[] {
    return Object.keys(chartsOf(this.book, this.sheetId)).map((id) => new Chart(this.book, this.sheetId, id));
  }

  add(type: string, source: unknown, seriesBy = "Auto"): Chart {
    if (!TYPES.has(type)) throw new OfficeError("InvalidArgument", `The playground draws no chart of type '${type}'.`);
    if (!(source instanceof Range)) throw new OfficeError("InvalidArgument", "A chart shows a range.");
    const id = `chart_${crypto.randomUUID().slice(0, 8)}`;
    const series = linesOf(source, seriesBy).map((line, index): ChartSeriesData => {
      const values = addChartName(this.book, `${id}.${index}.values`, line);
      return { name: `系列${index + 1}`, values, categories: null, color: null };
    });
    const name = `图表 ${this.getCount() + 1}`;
    const shown = { title: "", reversed: false, legend: true, valuesFrom: null };
    const chart = new Chart(this.book, this.sheetId, id);
    chart.keep({ name, type, series, ...shown, box: USUAL_BOX });
    return chart;
  }

  getItem(name: string): Chart {
    const chart = this.getItemOrNullObject(name);
    if (!chart) throw new OfficeError("ItemNotFound", `There is no chart '${name}'.`);
    return chart;
  }

  getItemOrNullObject(name: string): Chart | null {
    return this.items.find((chart) => chart.name === name) ?? null;
  }

  getCount(): number {
    return this.items.length;
  }
}

function linesOf(source: Range, seriesBy: string): Range[] {
  const { row, column, rows, columns } = source.area;
  const at = (area: Range["area"]): Range => new Range(source.book, source.sheetId, area);
  return seriesBy === "Rows"
    ? Array.from({ length: rows }, (_, index) => at({ row: row + index, column, rows: 1, columns }))
    : Array.from({ length: columns }, (_, index) => at({ row, column: column + index, rows, columns: 1 }));
}

export class Chart {
  constructor(
    readonly book: Book,
    private readonly sheetId: string,
    readonly id: string,
  ) {}

  get data(): ChartData {
    const data = chartsOf(this.book, this.sheetId)[this.id];
    if (!data) throw new OfficeError("ItemNotFound", "The chart was deleted.");
    return data;
  }

  /** What is drawn catches up once, after the batch. */
  keep(chart: ChartData): void {
    keepChart(this.book, this.sheetId, this.id, chart);
    this.book.atEndOfBatch(`chart ${this.id}`, () => this.#draw());
  }

  change(part: Partial<ChartData>): void {
    this.keep({ ...this.data, ...part });
  }

  changeSeries(index: number, part: Partial<ChartSeriesData>): void {
    this.change({ series: this.data.series.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  }

  #draw(): void {
    const sheet = this.book.sheet(this.sheetId);
    const { left, top, width, height } = this.data.box;
    sheet.removeFloatDom(this.id);
    // The grid counts from the corner of its headers.
    const { rowHeaderWidth = 0, columnHeaderHeight = 0 } = sheet.getSkeleton() ?? {};
    const [startX, startY] = [left + rowHeaderWidth, top + columnHeaderHeight];
    const initPosition = { startX, startY, endX: startX + width, endY: startY + height };
    const drawing = { componentKey: CHART_COMPONENT, allowTransform: true, data: { id: this.id }, initPosition };
    if (!sheet.addFloatDomToPosition(drawing, this.id))
      throw new OfficeError("GeneralException", "The grid took no drawing.");
  }

  get name(): string {
    return this.data.name;
  }

  set name(name: string) {
    this.change({ name });
  }

  get title(): ChartTitle {
    return new ChartTitle(this);
  }

  get legend(): ChartLegend {
    return new ChartLegend(this);
  }

  get axes(): ChartAxes {
    return new ChartAxes(this);
  }

  get series(): ChartSeriesCollection {
    return new ChartSeriesCollection(this);
  }

  /** Covers the cells from the first to the last. */
  setPosition(start: unknown, end: unknown = start): void {
    if (!(start instanceof Range) || !(end instanceof Range))
      throw new OfficeError("InvalidArgument", "A chart is put over ranges.");
    const sheet = this.book.sheet(this.sheetId);
    const across = (to: number): number => total(to, (at) => sheet.getColumnWidth(at));
    const down = (to: number): number => total(to, (at) => sheet.getRowHeight(at));
    const [left, top] = [across(start.area.column), down(start.area.row)];
    const width = across(end.area.column + end.area.columns) - left;
    const height = down(end.area.row + end.area.rows) - top;
    this.change({ box: { left, top, width, height } });
  }

  delete(): void {
    dropChartNames(this.book, this.id);
    this.book.dropAtEnd(`chart ${this.id}`);
    this.book.sheet(this.sheetId).removeFloatDom(this.id);
    keepChart(this.book, this.sheetId, this.id, null);
  }
}

function total(count: number, size: (at: number) => number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += size(at);
  return sum;
}

class ChartTitle {
  constructor(private readonly chart: Chart) {}

  get text(): string {
    return this.chart.data.title;
  }

  set text(title: string) {
    this.chart.change({ title });
  }
}

class ChartLegend {
  constructor(private readonly chart: Chart) {}

  get visible(): boolean {
    return this.chart.data.legend;
  }

  set visible(legend: boolean) {
    this.chart.change({ legend });
  }
}

class ChartAxes {
  constructor(private readonly chart: Chart) {}

  get categoryAxis(): ChartCategoryAxis {
    return new ChartCategoryAxis(this.chart);
  }

  get valueAxis(): ChartValueAxis {
    return new ChartValueAxis(this.chart);
  }
}

class ChartCategoryAxis {
  constructor(private readonly chart: Chart) {}

  get reversePlotOrder(): boolean {
    return this.chart.data.reversed;
  }

  set reversePlotOrder(reversed: boolean) {
    this.chart.change({ reversed });
  }
}

class ChartValueAxis {
  constructor(private readonly chart: Chart) {}

  get minimum(): number | string {
    return this.chart.data.valuesFrom ?? "";
  }

  set minimum(from: number | string) {
    this.chart.change({ valuesFrom: typeof from === "number" ? from : null });
  }
}

class ChartSeriesCollection {
  constructor(private readonly chart: Chart) {}

  get items(): ChartSeries[] {
    return this.chart.data.series.map((_, index) => new ChartSeries(this.chart, index));
  }

  add(name = ""): ChartSeries {
    const { series } = this.chart.data;
    this.chart.change({ series: [...series, { name, values: null, categories: null, color: null }] });
    return new ChartSeries(this.chart, series.length);
  }

  getItemAt(index: number): ChartSeries {
    if (!this.chart.data.series[index]) throw new OfficeError("InvalidArgument", `The chart has no series ${index}.`);
    return new ChartSeries(this.chart, index);
  }

  getCount(): number {
    return this.chart.data.series.length;
  }
}

class ChartSeries {
  constructor(
    private readonly chart: Chart,
    private readonly index: number,
  ) {}

  get name(): string {
    return this.chart.data.series[this.index]?.name ?? "";
  }

  set name(name: string) {
    this.chart.changeSeries(this.index, { name });
  }

  get format(): ChartSeriesFormat {
    return new ChartSeriesFormat(this.chart, this.index);
  }

  setValues(range: unknown): void {
    this.chart.changeSeries(this.index, { values: this.#keep("values", range) });
  }

  setXAxisValues(range: unknown): void {
    this.chart.changeSeries(this.index, { categories: this.#keep("categories", range) });
  }

  delete(): void {
    this.chart.change({ series: this.chart.data.series.filter((_, at) => at !== this.index) });
  }

  #keep(part: string, range: unknown): string {
    if (!(range instanceof Range)) throw new OfficeError("InvalidArgument", "A series shows a range.");
    return addChartName(this.chart.book, `${this.chart.id}.${this.index}.${part}`, range);
  }
}

class ChartSeriesFormat {
  constructor(
    private readonly chart: Chart,
    private readonly index: number,
  ) {}

  get fill(): { setSolidColor(color: string): void } {
    return { setSolidColor: (color) => this.chart.changeSeries(this.index, { color }) };
  }

  get line(): ChartLineFormat {
    return new ChartLineFormat(this.chart, this.index);
  }
}

class ChartLineFormat {
  constructor(
    private readonly chart: Chart,
    private readonly index: number,
  ) {}

  get color(): string {
    return this.chart.data.series[this.index]?.color ?? "";
  }

  set color(color: string) {
    this.chart.changeSeries(this.index, { color });
  }
}
