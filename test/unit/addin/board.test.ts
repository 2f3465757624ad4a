/** The progress board: target, actual, rate and pace in words, found again after sorting, and a chart that is Excel's own. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { chartOf, insertBoard } from "../../../addin/actions/board.js";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import { insertTable } from "../../../addin/actions/insert.js";
import { forgetTable, overview } from "../../../addin/actions/overview.js";
import { refreshAll } from "../../../addin/actions/refresh.js";
import type { Progress } from "../../../addin/hub/hub.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { boardState, sparkline } from "../../../addin/sheet/board.js";
import { earlierPeriods } from "../../../addin/sheet/earlier-periods.js";
import { cellAt } from "../../../addin/sheet/place.js";
import { MemoryHub } from "./memory-hub.js";

let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;

const REQUEST = {
  organizations: ["YL-S1-01", "YL-S1-02"],
  columns: [{ indicator: "TR01", period: "2026M10" }],
  title: "十月培训进度",
  at: cellAt("看板", 1, 1),
};

beforeEach(() => {
  host = new MemoryHost({ sheets: ["看板"] });
  hub = new MemoryHub();
  hub.set("TR01", "YL-S1-01", "2026M08", "100");
  hub.set("TR01", "YL-S1-01", "2026M09", "300");
  hub.set("TR01", "YL-S1-01", "2026M10", "412");
  hub.set("TR01", "YL-S1-02", "2026M10", "980");
  let ids = 0;
  desk = openDesk(host, hub, {
    clock: () => new Date("2026-11-03T01:40:00Z"),
    newId: () => `${++ids}`.padStart(12, "0"),
  });
});

async function lines(): Promise<readonly (readonly unknown[])[]> {
  const [cells] = await host.read([{ sheet: "看板", row: 1, column: 1, rows: 6, columns: 9 }]);
  return cells?.values ?? [];
}

describe("A progress board", () => {
  test("says target, actual, rate, pace, the change since last month and how it went", async () => {
    const report = await insertBoard(desk, REQUEST);

    expect(report).toMatchObject({ kind: "inserted", form: "board", cells: 2 });
    const [title, asOf, header, first, second] = await lines();
    expect(title?.[0]).toBe("十月培训进度");
    expect(String(asOf?.[0])).toMatch(/^数据截至 2026-11-03 /);
    expect(header).toEqual(["单位", "指标", "期间", "目标", "实际", "完成率", "进度", "比上期", "走势"]);
    const lead = ["信息工程学院", "培训人次（人次）", "2026 年 10 月"];
    expect(first).toEqual([...lead, 1000, 412, 0.412, "▼ 落后", 112, "···▂▆█"]);
    expect(second?.slice(4, 9)).toEqual([980, 0.412, "▼ 落后", "", ""]);
  });

  test("is renewed with everything else, also after its rows were sorted and rows put above it", async () => {
    await insertBoard(desk, REQUEST);
    host.insertRows("看板", 0, 2);
    const [cells] = await host.read([{ sheet: "看板", row: 6, column: 1, rows: 2, columns: 9 }]);
    const [one = [], two = []] = cells?.values ?? [];
    await host.write([{ place: { sheet: "看板", row: 6, column: 1, rows: 2, columns: 9 }, values: [two, one] }]);
    hub.set("TR01", "YL-S1-01", "2026M10", "450");

    const report = await refreshAll(desk);

    expect(report).toMatchObject({ kind: "refreshed", cells: 2 });
    const [after] = await host.read([{ sheet: "看板", row: 6, column: 1, rows: 2, columns: 6 }]);
    expect(after?.values.map((row) => [row[0], row[4]])).toEqual([
      ["智能制造学院", 980],
      ["信息工程学院", 450],
    ]);
  });

  test("writes over nothing, and is let go of like any table", async () => {
    await host.write([{ place: cellAt("看板", 4, 2), values: [["我的备注"]] }]);
    expect(await insertBoard(desk, REQUEST)).toMatchObject({ kind: "blocked", code: "PLACE_NOT_EMPTY" });

    const report = await insertBoard(desk, { ...REQUEST, at: cellAt("看板", 20, 0) });
    const id = report.kind === "inserted" ? (report.table ?? "") : "";
    expect(await overview(desk)).toMatchObject({ tables: [{ id, title: "十月培训进度", cells: 2 }] });
    expect(await forgetTable(desk, id)).toMatchObject({ tables: [] });
  });

  test("comes with a chart of target beside actual over its own cells", async () => {
    await insertBoard(desk, REQUEST);

    expect(host.charts).toHaveLength(1);
    const [chart] = host.charts;
    expect(chart).toMatchObject({ kind: "bars", title: "十月培训进度" });
    expect(chart?.categories).toEqual({ sheet: "看板", row: 4, column: 1, rows: 2, columns: 1 });
    expect(chart?.series.map(({ name, values }) => [name, values.column])).toEqual([
      ["目标", 4],
      ["实际", 5],
    ]);
  });

  test("offers a chart of a bound table, of what has one unit, without its total", async () => {
    const report = await insertTable(desk, {
      organizations: ["YL-S1-01", "YL-S1-02"],
      columns: [
        { indicator: "TR01", period: "2026M10" },
        { indicator: "FN01", period: "2026M10" },
      ],
      ...{ title: "月报", at: cellAt("看板", 0, 0), total: { organization: null } },
    });
    const id = report.kind === "inserted" ? (report.table ?? "") : "";

    expect(await chartOf(desk, id)).toMatchObject({ kind: "charted", series: 1 });
    expect(host.charts[0]?.series.map(({ name, values }) => [name, values.row, values.rows])).toEqual([
      ["培训人次", 4, 2],
    ]);
  });
});

describe("Pace in words", () => {
  const progress: Progress = {
    ...{ indicator: "TR01", organization: "A", period: "2026", target: "1000", comparator: ">=", rate: "0.4" },
    ...{ documentName: null, quote: null, anchor: null, problem: null, state: "BEHIND", actual: "400" },
  };

  test.each([
    ["reached", { state: "ACHIEVED", onTrack: true, expected: "500" }],
    ["keepsPace", { onTrack: true, expected: "390" }],
    ["behind", { onTrack: false, expected: "500" }],
    ["farBehind", { onTrack: false, expected: "500.01" }],
    ["pending", { state: "PENDING" }],
    ["noTarget", { state: "NO_TARGET" }],
  ] as const)("%s", (state, part) => {
    expect(boardState({ ...progress, ...(part as Partial<Progress>) })).toBe(state);
  });

  test("a trend needs two values, and what was not reported is a dot", () => {
    expect(sparkline([null, "4"])).toBe("");
    expect(sparkline(["0", null, "8", "4"])).toBe("▁·█▅");
  });

  test("counts back over the turn of the year in every kind of period", () => {
    expect(earlierPeriods("2026M02", 3)).toEqual(["2025M11", "2025M12", "2026M01"]);
    expect(earlierPeriods("2026Q1", 1)).toEqual(["2025Q4"]);
    expect(earlierPeriods("2026H1", 1)).toEqual(["2025H2"]);
    expect(earlierPeriods("SY2026", 2)).toEqual(["SY2024", "SY2025"]);
    expect(earlierPeriods("2022/2024", 2)).toEqual([]);
  });
});
