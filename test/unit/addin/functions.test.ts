/** =HUB.… in a workbook: answered from kept values, gathered into few questions, typed over and brought back. */
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { describeCell } from "../../../addin/actions/cell.js";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import { insertFunctions, insertValues } from "../../../addin/actions/insert.js";
import { freeze, thaw } from "../../../addin/actions/freeze.js";
import { findPending, findUnanswered, followFunctions } from "../../../addin/actions/pending.js";
import { overview } from "../../../addin/actions/overview.js";
import { refreshAll } from "../../../addin/actions/refresh.js";
import { scanFunctions } from "../../../addin/actions/scan.js";
import { send } from "../../../addin/actions/send.js";
import { undoAll } from "../../../addin/actions/undo.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { openCellCache } from "../../../addin/hub/cells.js";
import type * as Functions from "../../../addin/functions/functions.js";
import { cellAddress, cellAt } from "../../../addin/sheet/place.js";
import { MemoryHub } from "./memory-hub.js";

class FunctionError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message);
  }
}

let functions: typeof Functions;
let associated: string[];
let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;
let ids = 0;

beforeAll(async () => {
  associated = [];
  // The two words of Excel's runtime that functions use.
  Object.assign(globalThis, {
    CustomFunctions: {
      associate: (name: string) => associated.push(name),
      Error: FunctionError,
      ErrorCode: { notAvailable: "#N/A" },
    },
  });
  functions = await import("../../../addin/functions/functions.js");
});

beforeEach(() => {
  host = new MemoryHost({ sheets: ["查询"] });
  hub = new MemoryHub();
  hub.set("TR01", "YL-S1-01", "2026M10", "412");
  hub.set("TR01", "YL-S1-02", "2026M10", "536");
  hub.set("FN01", "YL-S1-01", "2026M10", "18600.5");
  desk = newDesk();
  functions.answerFrom(desk.cells);
});

function newDesk(): Desk {
  return openDesk(host, hub, { clock: () => new Date("2026-11-03T01:40:00Z"), newId: () => `batch-${++ids}` });
}

describe("A function", () => {
  test("is known to Excel the moment the page is loaded", () => {
    expect(associated).toEqual([
      ...["FIGURE", "TARGET", "PROGRESS", "TABLE", "COUNTED", "ASOF", "EXPLAIN"],
      ...["COUNTED.ASOF", "SOURCE", "LIST", "GROUP", "LIVE"],
    ]);
  });

  test("answers with the number; a figure not reported is blank", async () => {
    expect(await functions.figure("TR01", "YL-S1-01", "2026M10")).toBe(412);
    expect(await functions.figure("TR01", "YL-S1-03", "2026M10")).toBe("");
    expect(await functions.target("TR01", "YL-S1-01", 2026)).toBe(1000);
    expect(await functions.progress("TR01", "YL-S1-01", 2026)).toBe(0.412);
  });

  test("asked a thousand times at once sends one question, and none when asked again", async () => {
    const ask = () =>
      Promise.all(
        Array.from({ length: 1_000 }, (_, index) =>
          functions.figure("TR01", index % 2 ? "YL-S1-01" : "YL-S1-02", "2026M10"),
        ),
      );
    await ask();
    await ask();
    expect(hub.asked).toEqual(["figures"]);
  });

  test("answers from the workbook when it is opened again without a line", async () => {
    await functions.figure("TR01", "YL-S1-01", "2026M10");
    await desk.cells.saved();
    hub.line = "cut";
    functions.answerFrom(openCellCache(host, hub));
    expect(await functions.figure("TR01", "YL-S1-01", "2026M10")).toBe(412);
    expect(hub.asked).toEqual(["figures"]);
  });

  test("never asked before and without a line says so, and asks again once there is one", async () => {
    hub.line = "cut";
    await expect(functions.figure("TR01", "YL-S1-01", "2026M10")).rejects.toMatchObject({
      code: "#N/A",
      message: expect.stringContaining("连不上"),
    });
    hub.line = "open";
    expect(await functions.figure("TR01", "YL-S1-01", "2026M10")).toBe(412);
  });

  test("with an unknown code is #N/A with the reason", async () => {
    await expect(functions.figure("XX99", "YL-S1-01", "2026M10")).rejects.toMatchObject({
      code: "#N/A",
      message: expect.stringContaining("UNKNOWN_INDICATOR"),
    });
    await expect(functions.figure("TR01", "", "2026M10")).rejects.toMatchObject({ code: "#N/A" });
  });

  test("COUNTED shows what the ledgers say, and says so where nothing is counted", async () => {
    expect(await functions.counted("TR01", "YL-S1-01", "2026M10")).toBe(412);
    await expect(functions.counted("FN01", "YL-S1-01", "2026M10")).rejects.toMatchObject({
      code: "#N/A",
      message: expect.stringContaining("不从台账计数"),
    });
  });

  test("ASOF looks back once for each moment and never asks again, also after a refresh", async () => {
    expect(await functions.asOf("TR01", "YL-S1-01", "2026M10", "2026-10-31")).toBe(412);
    expect(await functions.asOf("TR01", "YL-S1-02", "2026M10", 46326)).toBe(536);
    const asked = hub.asked.length;
    await refreshAll(desk);
    expect(await functions.asOf("TR01", "YL-S1-01", "2026M10", "2026年10月31日")).toBe(412);
    expect(hub.asked.length).toBe(asked);
    await expect(functions.asOf("TR01", "YL-S1-01", "2026M10", "月底")).rejects.toMatchObject({ code: "#N/A" });
  });

  test("EXPLAIN says in words how an indicator is counted, and a refresh keeps the words current", async () => {
    expect(await functions.explain("TR01")).toBe("培训人次（人次）：数参与记录");
    await expect(functions.explain("XX99")).rejects.toMatchObject({ message: expect.stringContaining("XX99") });
    await refreshAll(desk);
    expect(hub.asked).toEqual(["indicators", "indicators", "together"]);
    hub.line = "cut";
    expect(await functions.explain("TR01")).toBe("培训人次（人次）：数参与记录");
  });

  test("TABLE spills names and numbers, and one unknown row costs only itself", async () => {
    expect(await functions.table([["TR01", "FN01"]], [["YL-S1-01"], ["没有的单位"]], [["2026M10"]])).toEqual([
      ["", "培训人次", "培训资金到账额"],
      ["信息工程学院", 412, 18600.5],
      ["没有的单位", "#N/A", "#N/A"],
    ]);
    expect(hub.asked).toEqual(["figures"]);
  });
});

describe("A function of a part", () => {
  const WOMEN = { dims: [{ dimension: "性别", code: "女" }] };
  beforeEach(() => {
    hub.setFigure({ indicator: "TR01", organization: "YL-S1-01", period: "2026M10", ...WOMEN }, "180", {
      computedValue: "179",
    });
    hub.setFigure({ indicator: "TR01", organization: "YL-S1-02", period: "2026M10", ...WOMEN }, "0");
  });

  test("names it as 性别=女; blank and 合计 are the whole, and all of one moment are one question", async () => {
    const [women, wide, whole, told, counted, source] = await Promise.all([
      functions.figure("TR01", "YL-S1-01", "2026M10", "性别=女"),
      functions.figure("TR01", "YL-S1-01", "2026M10", " 性别 ＝ 女 "),
      functions.figure("TR01", "YL-S1-01", "2026M10", ""),
      functions.figure("TR01", "YL-S1-01", "2026M10", "合计"),
      functions.counted("TR01", "YL-S1-01", "2026M10", "性别=女"),
      functions.source("TR01", "YL-S1-01", "2026M10", "性别=女"),
    ]);
    expect([women, wide, whole, told, counted]).toEqual([180, 180, 412, 412, 179]);
    expect(source).not.toBe("");
    expect(hub.asked).toEqual(["figures"]);
    expect(await functions.asOf("TR01", "YL-S1-02", "2026M10", "2026-10-31", "性别=女")).toBe(0);
  });

  test("is kept apart from its whole in the workbook, and answers from there without a line", async () => {
    await functions.figure("TR01", "YL-S1-01", "2026M10", "性别=女");
    await functions.figure("TR01", "YL-S1-01", "2026M10");
    await functions.asOf("TR01", "YL-S1-02", "2026M10", "2026-10-31", "性别=女");
    await desk.cells.saved();
    hub.line = "cut";
    functions.answerFrom(openCellCache(host, hub));
    expect(await functions.figure("TR01", "YL-S1-01", "2026M10", "性别=女")).toBe(180);
    expect(await functions.figure("TR01", "YL-S1-01", "2026M10")).toBe(412);
    expect(await functions.asOf("TR01", "YL-S1-02", "2026M10", "2026-10-31", "性别=女")).toBe(0);
  });

  test("that cannot be read says how to write it, and the cells beside it have their numbers", async () => {
    const [bad, good] = await Promise.allSettled([
      functions.figure("TR01", "YL-S1-01", "2026M10", "女"),
      functions.figure("TR01", "YL-S1-01", "2026M10", "性别=女"),
    ]);
    expect(bad).toMatchObject({ reason: { code: "#N/A", message: expect.stringContaining("性别=女") } });
    expect(good).toMatchObject({ value: 180 });
  });

  test("TABLE puts parts into columns or where the layout says, each bad part costing its own cells", async () => {
    const ask = (layout?: string, parts = "性别=女,合计,女") =>
      functions.table([["TR01"]], [["YL-S1-01,YL-S1-02"]], [["2026M10"]], layout, [[parts]]);
    expect(await ask()).toEqual([
      ["", "培训人次 女", "培训人次 合计", "培训人次 女"],
      ["信息工程学院", 180, 412, "#N/A"],
      ["智能制造学院", 0, 536, "#N/A"],
    ]);
    expect(await ask("单位,细分/期间", "性别=女,合计")).toEqual([
      ["", "2026M10"],
      ["信息工程学院 女", 180],
      ["信息工程学院 合计", 412],
      ["智能制造学院 女", 0],
      ["智能制造学院 合计", 536],
    ]);
    expect(await ask("单位/期间", "性别=女")).toEqual([["", "2026M10"], ["信息工程学院", 180], ["智能制造学院", 0]]); // prettier-ignore
    expect(hub.asked).toEqual(["figures"]);
  });
});

describe("Functions in cells", () => {
  beforeEach(async () => {
    host.select("查询!A1");
    await insertFunctions(desk, {
      organizations: ["YL-S1-01", "YL-S1-02"],
      columns: [
        { indicator: "TR01", period: "2026M10" },
        { indicator: "FN01", period: "2026M10" },
      ],
      title: "",
    });
  });

  test("are inserted one per cell and ask nothing when Excel first calculates them", async () => {
    expect(host.content("B5")).toBe('=HUB.FIGURE("TR01","YL-S1-01","2026M10")');
    const asked = hub.asked.length;
    expect(await functions.figure("TR01", "YL-S1-02", "2026M10")).toBe(536);
    expect(hub.asked.length).toBe(asked);
    expect(await overview(desk)).toMatchObject({ functionCells: 4, tables: [] });
  });

  test("typed over are pending, sent, and the function comes back", async () => {
    host.type("C5", 20000);
    expect(await findPending(desk)).toMatchObject({
      cells: [{ address: "查询!C5", table: null, base: { value: "18600.5" }, value: "20000" }],
    });
    expect(host.markOf("C5")?.state).toBe("pending");
    expect(await send(desk)).toMatchObject({ kind: "sent", written: 1, pending: { cells: [] } });
    expect(host.content("C5")).toBe('=HUB.FIGURE("FN01","YL-S1-01","2026M10")');
    expect(host.markOf("C5")).toBeNull();
    expect(await functions.figure("FN01", "YL-S1-01", "2026M10")).toBe(20000);
  });

  test("typed over come back by undo, also after rows were inserted above", async () => {
    host.type("C5", 20000);
    await findPending(desk);
    host.insertRows("查询", 0, 3);
    await followFunctions(desk, {
      kind: "changed",
      change: "rowsInserted",
      place: { sheet: "查询", row: 0, column: 0, rows: 3, columns: 16_384 },
    });
    expect(await undoAll(desk)).toMatchObject({ kind: "undone", cells: 1 });
    expect(host.content("C8")).toBe('=HUB.FIGURE("FN01","YL-S1-01","2026M10")');
  });

  test("typed over before the hub ever answered are told, and compared and sent once it does", async () => {
    host.type("查询!C30", '=HUB.FIGURE("FN01","YL-S1-01","2026M9")');
    hub.set("FN01", "YL-S1-01", "2026M9", "17000");
    await scanFunctions(desk);
    hub.line = "cut";
    host.type("查询!C30", 15000);
    expect(await findPending(desk)).toMatchObject({ cells: [], unanswered: ["查询!C30"] });
    expect(host.content("C30")).toBe(15000);
    expect(await findUnanswered(desk)).toMatchObject({ cells: [], unanswered: ["查询!C30"] });
    hub.line = "open";
    expect(await findUnanswered(desk)).toMatchObject({
      cells: [{ address: "查询!C30", base: { value: "17000", version: 1 }, value: "15000" }],
      unanswered: [],
    });
    expect(await send(desk)).toMatchObject({ kind: "sent", written: 1, pending: { cells: [] } });
  });

  test("deleted are given up: clearing a function never clears the figure", async () => {
    host.type("C5", "");
    expect(await findPending(desk)).toMatchObject({ cells: [] });
  });

  test("typed over in conflict with the hub are shown by a refresh, and the cell keeps what was typed", async () => {
    host.type("C5", 20000);
    hub.set("FN01", "YL-S1-01", "2026M10", "19000");
    expect(await refreshAll(desk)).toMatchObject({
      conflicts: 1,
      changes: [{ from: "18600.5", to: "19000", changedBy: "王珊", conflicts: true }],
    });
    expect(host.content("C5")).toBe(20000);
    expect(await findPending(desk)).toMatchObject({ cells: [{ state: "conflict", conflict: { theirs: "19000" } }] });
  });

  test("are renewed together, and Excel is told to calculate", async () => {
    hub.set("TR01", "YL-S1-01", "2026M10", "420");
    const before = hub.asked.length;
    expect(await refreshAll(desk)).toMatchObject({
      kind: "refreshed",
      changes: [{ from: "412", to: "420", place: { row: 4, column: 1 } }],
    });
    expect(hub.asked.slice(before)).toEqual(["figures"]);
    expect(await functions.figure("TR01", "YL-S1-01", "2026M10")).toBe(420);
    expect(host.recalculations).toHaveLength(1);
  });
});

test("Values are plain numbers that nothing follows", async () => {
  host.select("查询!A1");
  expect(
    await insertValues(desk, {
      organizations: ["YL-S1-01"],
      columns: [{ indicator: "TR01", period: "2026M10" }],
      title: "",
    }),
  ).toMatchObject({ kind: "inserted", table: null });
  expect(host.content("B5")).toBe(412);
  expect(await refreshAll(desk)).toEqual({ kind: "nothingBound" });
});

describe("A sum of parts", () => {
  test("says how many of them have reported", async () => {
    hub.set("FN01", "YL-S1", "2026M10", "49801", { source: "ROLLED_UP", coverage: { have: 2, of: 3 } });
    host.type("查询!D9", '=HUB.FIGURE("FN01","YL-S1","2026M10")');
    await functions.figure("FN01", "YL-S1", "2026M10");
    expect(await describeCell(desk, cellAt("查询", 8, 3))).toMatchObject({
      kind: "figure",
      known: { source: "ROLLED_UP", coverage: [2, 3] },
    });
  });
});

describe("Freezing to values", () => {
  beforeEach(() => {
    const shown: Readonly<Record<string, number>> = { A1: 412, B1: 1072 };
    host = new MemoryHost({ sheets: ["查询"], calculate: (_, place) => shown[cellAddress(place)] ?? "" });
    desk = newDesk();
    host.type("查询!A1", [
      ['=HUB.FIGURE("TR01","YL-S1-01","2026M10")', '=HUB.FIGURE("TR01","YL-S1-02","2026M10")*2'],
      ['=HUB.TABLE("TR01","YL-S1-01","2026M10")', "=SUM(A1:B1)"],
    ]);
  });

  test("puts numbers where functions stood, leaves other formulas and whole tables, and brings the functions back", async () => {
    expect(await freeze(desk)).toEqual({ kind: "frozen", cells: 2, left: 1, frozen: 2 });
    expect([host.content("A1"), host.content("B1"), host.content("B2")]).toEqual([412, 1072, "=SUM(A1:B1)"]);
    expect(await findPending(desk)).toMatchObject({ cells: [] });
    expect(await thaw(desk)).toEqual({ kind: "thawed", cells: 2, left: 0, frozen: 0 });
    expect(host.content("B1")).toBe('=HUB.FIGURE("TR01","YL-S1-02","2026M10")*2');
  });

  test("what was typed over since is not taken away", async () => {
    await freeze(desk);
    host.type("查询!A1", 400);
    expect(await thaw(desk)).toMatchObject({ cells: 1, left: 1 });
    expect(host.content("A1")).toBe(400);
  });
});
