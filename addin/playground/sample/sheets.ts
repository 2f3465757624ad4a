/** The three sheets of the sample workbook, as rows of cells. Everything in them is invented. */
import type { ICellData } from "@univerjs/core";
import { ROSTER_GRID, type RosterCell } from "../../../samples/roster.js";
import { COLLEGES, MONTHLY_INDICATORS, PERIODS, SCHOOL, SCHOOLS } from "./codes.js";

/** One sheet before the grid's own format. */
export interface SampleSheet {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly (readonly (ICellData | undefined)[])[];
  readonly columnWidths: readonly number[];
  /** Rows above the ones that scroll. */
  readonly frozenRows: number;
  /** Rows that are higher than the others, by index. */
  readonly rowHeights: Readonly<Record<number, number>>;
}

function text(v: string, s: string): ICellData {
  return { v, s, t: 1 };
}

function formula(f: string, s: string): ICellData {
  return { f, s };
}

function figure(indicator: string, organization: string, period: string): string {
  return `=HUB.FIGURE("${indicator}","${organization}","${period}")`;
}

/** The monthly report: colleges down, indicators across, the school's own figures and last year's below. */
export function monthlyReport(): SampleSheet {
  const line = (
    name: string,
    code: string,
    period: string,
    labelStyle: string,
    styleOf: (indicator: (typeof MONTHLY_INDICATORS)[number]) => string,
  ) => [
    text(name, labelStyle),
    ...MONTHLY_INDICATORS.map((indicator) => formula(figure(indicator.code, code, period), styleOf(indicator))),
  ];
  return {
    id: "monthly",
    name: "月报",
    rows: [
      [text(`${SCHOOL.name} 社会培训月报 · 2026 年 10 月`, "title")],
      [text("灰底 = 台账算出 · 蓝字 = 单位填报 · 示例数据，均为虚构", "caption")],
      [text("二级学院", "header"), ...MONTHLY_INDICATORS.map(({ name }) => text(name, "header"))],
      [text("", "unit"), ...MONTHLY_INDICATORS.map(({ unit }) => text(unit, "unit"))],
      ...COLLEGES.map(({ name, code }) => line(name, code, PERIODS.due, "label", ({ origin }) => origin)),
      line("全校（中枢已收）", SCHOOL.code, PERIODS.due, "totalLabel", ({ additive }) =>
        additive ? "total" : "notAdditive",
      ),
      line("2025 年 10 月", SCHOOL.code, PERIODS.yearBefore, "pastLabel", () => "past"),
    ],
    columnWidths: [150, 90, 100, 130, 110, 100, 130],
    frozenRows: 4,
    rowHeights: { 0: 30, 2: 28 },
  };
}

/** Targets of the year and how far each school has come. */
export function targets(): SampleSheet {
  const headers = ["单位", "指标", "2026 年目标", "已完成", "进度"];
  const units = ["", "", "人次", "人次", "%"];
  return {
    id: "targets",
    name: "目标",
    rows: [
      [text("2026 年培训目标与进度", "title")],
      [text("目标来自已登记的计划文件；完成数由台账算出 · 示例数据，均为虚构", "caption")],
      headers.map((header) => text(header, "header")),
      units.map((unit) => text(unit, "unit")),
      ...SCHOOLS.map(({ name, code }) => {
        const call = (name_: string): string => `=HUB.${name_}("TR01","${code}","${PERIODS.year}")`;
        return [
          text(name, "label"),
          text("培训人次", "label"),
          formula(call("TARGET"), "counted"),
          formula(call("FIGURE"), "counted"),
          formula(call("PROGRESS"), "percent"),
        ];
      }),
    ],
    columnWidths: [160, 110, 120, 110, 90],
    frozenRows: 4,
    rowHeights: { 0: 30, 2: 28 },
  };
}

const HEADER_ROWS = [2, 3];
const IDENTITY_COLUMN = 5;

/** A class roster as people keep it: a title, a caption, two header levels, the rows, a note below. */
export function classRoster(): SampleSheet {
  const cell = (value: RosterCell, row: number, column: number): ICellData | undefined => {
    if (HEADER_ROWS.includes(row)) return text(String(value ?? ""), "header");
    if (value === null) return undefined;
    if (typeof value === "number") return { v: value, t: 2, s: "center" };
    if (row === 0) return text(value, "title");
    if (row === 1 || row === ROSTER_GRID.length - 1) return text(value, "caption");
    return text(value, column === IDENTITY_COLUMN ? "text" : "label");
  };
  return {
    id: "roster",
    name: "班级名册",
    rows: ROSTER_GRID.map((row, index) => row.map((value, column) => cell(value, index, column))),
    columnWidths: [48, 104, 220, 72, 48, 170, 80, 130, 170, 72, 60, 72, 130, 150],
    frozenRows: 4,
    rowHeights: { 0: 30 },
  };
}
