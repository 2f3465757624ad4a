/** Saved queries: many places, any layout, four ways of insertion; and registers as tables. Whatever people do to the sheet. */
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import {
  changeQuery,
  deleteQuery,
  duplicateQuery,
  type FiguresQuestion,
  insertQuery,
  renameQuery,
  savedQueries,
  saveQuery,
  updatePlaces,
} from "../../../addin/actions/queries.js";
import { insertRegister, registerTables } from "../../../addin/actions/register.js";
import { findPending } from "../../../addin/actions/pending.js";
import { refreshAll } from "../../../addin/actions/refresh.js";
import { send } from "../../../addin/actions/send.js";
import type * as Functions from "../../../addin/functions/functions.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { layoutWith, moveAxis, readLayout, shiftAxis, USUAL_LAYOUT } from "../../../addin/sheet/axes.js";
import { saidBy } from "../../../addin/sheet/breakdown.js";
import { fullPinyin } from "../../../addin/taskpane/full-pinyin.js";
import { initialsOf } from "../../../addin/sheet/initials.js";
import { cellAt, type Place } from "../../../addin/sheet/place.js";
import { conditionsText, readConditions, readOrder } from "../../../addin/sheet/register-words.js";
import { MemoryHub } from "./memory-hub.js";

let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;
let ids = 0;

const MONTH = "2026M10";
const QUESTION: FiguresQuestion = {
  kind: "figures",
  indicators: [
    { code: "TR01", name: "培训人次" },
    { code: "FN01", name: "培训资金到账额" },
  ],
  organizations: [
    { code: "YL-S1-01", name: "信息工程学院" },
    { code: "YL-S1-02", name: "智能制造学院" },
  ],
  periods: [{ code: MONTH, name: "2026 年 10 月" }],
  ...{ layout: USUAL_LAYOUT, form: "table", withTotal: false, whole: null },
};

beforeEach(() => {
  host = new MemoryHost({ sheets: ["报告", "附表"] });
  hub = new MemoryHub();
  hub.set("TR01", "YL-S1-01", MONTH, "412");
  hub.set("TR01", "YL-S1-02", MONTH, "536");
  hub.set("FN01", "YL-S1-01", MONTH, "18600.5");
  desk = newDesk();
});

function newDesk(): Desk {
  return openDesk(host, hub, {
    clock: () => new Date("2026-11-03T01:40:00Z"),
    newId: () => `${++ids}`.padStart(12, "0"),
  });
}

async function valuesAt(place: Place | null | undefined) {
  if (!place) throw new Error("no place");
  const [cells] = await host.read([place]);
  return (cells?.values ?? []).map((row) => row.map(String));
}

describe("A saved query", () => {
  test("is kept in the workbook, renamed, copied and deleted", async () => {
    const id = await saveQuery(desk, "月报", QUESTION);
    await saveQuery(desk, "月报", QUESTION);
    await renameQuery(desk, id, "十月月报");
    await duplicateQuery(desk, id);
    desk = newDesk();
    expect((await savedQueries(desk)).map(({ name }) => name)).toEqual(["十月月报", "月报 2", "十月月报 2"]);
    await deleteQuery(desk, id);
    expect((await savedQueries(desk)).map(({ name }) => name)).toEqual(["月报 2", "十月月报 2"]);
  });

  test("sits in many places, and all of them follow a change", async () => {
    const id = await saveQuery(desk, "月报", QUESTION);
    await insertQuery(desk, id, cellAt("报告", 0, 0));
    await insertQuery(desk, id, cellAt("附表", 3, 2));
    expect((await savedQueries(desk))[0]?.places).toHaveLength(2);
    await changeQuery(desk, id, { ...QUESTION, indicators: QUESTION.indicators.slice(0, 1) });
    const report = await updatePlaces(desk, id);
    expect(report.places.map(({ outcome }) => outcome)).toEqual(["updated", "updated"]);
    for (const { place } of (await savedQueries(desk))[0]?.places ?? []) {
      const values = await valuesAt(place);
      expect(values[2]).toEqual(["单位", "培训人次", "状态"]);
      expect(values[4]?.slice(0, 2)).toEqual(["信息工程学院", "412"]);
    }
    // What stood right of the narrower table is gone.
    expect(await valuesAt(cellAt("报告", 2, 3))).toEqual([[""]]);
  });

  test("keeps its hands off a place with unsent edits, and off a place without room", async () => {
    const id = await saveQuery(desk, "月报", QUESTION);
    const first = await insertQuery(desk, id, cellAt("报告", 0, 0));
    await insertQuery(desk, id, cellAt("附表", 0, 0));
    if (first.kind !== "inserted") throw new Error(first.kind);
    host.type("报告!B5", 430);
    host.type("附表!B7", "我的备注");
    const more = [...QUESTION.organizations, { code: "YL-S1-03", name: "建筑工程学院" }];
    await changeQuery(desk, id, { ...QUESTION, organizations: more });
    const report = await updatePlaces(desk, id);
    expect(report.places.map(({ outcome }) => outcome)).toEqual(["edited", "noRoom"]);
    expect(await valuesAt(cellAt("附表", 6, 1))).toEqual([["我的备注"]]);
    expect((await valuesAt(cellAt("附表", 4, 1)))[0]).toEqual(["412"]);
  });

  test("survives rows inserted above, a moved block and a renamed sheet", async () => {
    const id = await saveQuery(desk, "月报", { ...QUESTION, form: "values" });
    await insertQuery(desk, id, cellAt("报告", 0, 0));
    host.insertRows("报告", 0, 3);
    host.renameSheet("报告", "十月");
    const [query] = await savedQueries(desk);
    expect(query?.places[0]?.place).toMatchObject({ sheet: "十月", row: 3 });
    await changeQuery(desk, id, { ...QUESTION, form: "values", indicators: QUESTION.indicators.slice(1) });
    expect((await updatePlaces(desk, id)).places[0]?.outcome).toBe("updated");
    expect((await valuesAt(cellAt("十月", 5, 1)))[0]).toEqual(["培训资金到账额"]);
  });
});

describe("The axes of a table", () => {
  test("go to rows, columns or the filter, and neither rows nor columns stay empty", () => {
    const flipped = moveAxis(moveAxis(USUAL_LAYOUT, "indicators", "rows"), "organizations", "columns");
    expect(flipped).toEqual({ rows: ["indicators"], columns: ["periods", "organizations"], filter: [] });
    expect(moveAxis(flipped, "indicators", "filter")).toBe(flipped);
    expect(shiftAxis(flipped, "organizations", -1).columns).toEqual(["organizations", "periods"]);
    expect(readLayout("指标/单位,期间")).toEqual({
      ...{ rows: ["indicators"], columns: ["organizations", "periods"], filter: [] },
    });
    expect(readLayout("指标/指标")).toBeNull();
  });

  test("turned around show each figure where it belongs, find edits there, and follow the hub", async () => {
    const layout = { rows: ["indicators"], columns: ["organizations"], filter: ["periods"] } as const;
    const id = await saveQuery(desk, "转置", { ...QUESTION, layout });
    const report = await insertQuery(desk, id, cellAt("报告", 0, 0));
    if (report.kind !== "inserted") throw new Error(report.kind);
    const values = await valuesAt(report.place);
    expect(values[2]).toEqual(["单位", "信息工程学院", "智能制造学院", "状态"]);
    expect(values[4]?.slice(0, 3)).toEqual(["培训人次（人次）", "412", "536"]);
    expect(values[5]?.slice(0, 3)).toEqual(["培训资金到账额（元）", "18600.5", ""]);

    host.type("报告!C6", 900);
    const pending = await findPending(desk);
    if (!("cells" in pending)) throw new Error(pending.kind);
    expect(pending.cells).toMatchObject([
      {
        key: { indicator: "FN01", organization: "YL-S1-02", period: MONTH },
        organizationName: "智能制造学院",
        indicatorName: "培训资金到账额",
        value: "900",
      },
    ]);
    hub.set("TR01", "YL-S1-02", MONTH, "540");
    await refreshAll(desk);
    expect((await valuesAt(cellAt("报告", 4, 2)))[0]).toEqual(["540"]);
    expect((await valuesAt(cellAt("报告", 5, 2)))[0]).toEqual(["900"]);
  });
});

describe("A figure broken down", () => {
  const BREAKDOWNS = [
    { code: "", name: "合计" },
    { code: "funding=subsidised", name: "政府补贴" },
    { code: "funding=non_subsidised", name: "非补贴" },
  ];
  const part = (code: string, organization = "YL-S1-01") => ({
    ...{ indicator: "FN01", organization, period: MONTH, dims: [{ dimension: "funding", code }] },
  });
  const BROKEN: FiguresQuestion = {
    ...{ ...QUESTION, indicators: QUESTION.indicators.slice(1), breakdowns: BREAKDOWNS },
    layout: { rows: ["organizations", "breakdowns"], columns: ["periods", "indicators"], filter: [] },
  };
  beforeEach(() => {
    hub.setFigure(part("subsidised"), "12000");
    hub.setFigure(part("non_subsidised"), "6600.5");
  });

  test("stands on rows beside its whole, is edited, sent and refreshed there, wherever it was moved", async () => {
    const id = await saveQuery(desk, "经费性质", BROKEN);
    const report = await insertQuery(desk, id, cellAt("报告", 0, 0));
    if (report.kind !== "inserted") throw new Error(report.kind);
    expect(report.cells).toBe(6);
    expect((await valuesAt(report.place)).slice(4, 7).map((row) => row.slice(0, 2))).toEqual([
      ["信息工程学院 · 合计", "18600.5"],
      ["信息工程学院 · 政府补贴", "12000"],
      ["信息工程学院 · 非补贴", "6600.5"],
    ]);
    host.insertRows("报告", 0, 2);
    host.renameSheet("报告", "十月");
    host.type("十月!B8", 12500);
    const pending = await findPending(desk);
    expect("cells" in pending && pending.cells).toMatchObject([
      { address: "十月!B8", indicatorName: "培训资金到账额 · 政府补贴", key: part("subsidised"), value: "12500" },
    ]);
    expect(await send(desk)).toMatchObject({ kind: "sent", written: 1 });
    expect(hub.figureOf(part("subsidised")).value).toBe("12500");
    expect(hub.get("FN01", "YL-S1-01", MONTH)).toBe("18600.5");

    hub.setFigure(part("non_subsidised"), "7000");
    expect(await refreshAll(desk)).toMatchObject({ kind: "refreshed", changes: [{ key: part("non_subsidised") }] });
    expect(await valuesAt({ ...cellAt("十月", 6, 1), rows: 3 })).toEqual([["18600.5"], ["12500"], ["7000"]]);
  });

  test("goes to columns and to the filter, which keeps one part and says so in the title", async () => {
    const across = await saveQuery(desk, "并列", { ...BROKEN, layout: layoutWith(USUAL_LAYOUT, true) });
    const first = await insertQuery(desk, across, cellAt("报告", 0, 0));
    if (first.kind !== "inserted") throw new Error(first.kind);
    expect((await valuesAt(first.place))[4]?.slice(0, 4)).toEqual(["信息工程学院", "18600.5", "12000", "6600.5"]);

    const layout = moveAxis(layoutWith(USUAL_LAYOUT, true), "breakdowns", "filter");
    const only = { ...BROKEN, layout, breakdowns: BREAKDOWNS.slice(1), form: "values" as const };
    const second = await insertQuery(desk, await saveQuery(desk, "一项", only), cellAt("附表", 0, 0));
    if (second.kind !== "inserted") throw new Error(second.kind);
    const values = await valuesAt(second.place);
    expect(values[0]?.[0]).toBe("一项 · 政府补贴");
    expect(values[4]?.slice(0, 2)).toEqual(["信息工程学院", "12000"]);
  });

  test("is put in as functions that name it in words; typed over it is sent, and the function comes back", async () => {
    const said = (code: string) => ({ ...part(code), dims: [{ dimension: "经费性质", code: NAMES[code] ?? code }] });
    const NAMES: Readonly<Record<string, string>> = { subsidised: "政府补贴", non_subsidised: "非补贴" };
    hub.setFigure(said("subsidised"), "12000");
    hub.setFigure(said("non_subsidised"), "6600.5");
    const breakdowns = BREAKDOWNS.map((one) => {
      const name = NAMES[one.code.split("=")[1] ?? ""];
      return name === undefined ? one : { ...one, said: `经费性质=${name}` };
    });
    const asFunctions: FiguresQuestion = { ...BROKEN, breakdowns, form: "functions" };
    const report = await insertQuery(desk, await saveQuery(desk, "函数", asFunctions), cellAt("报告", 0, 0));
    expect(report).toMatchObject({ kind: "inserted", form: "functions", cells: 6 });
    expect([host.content("报告!B5"), host.content("报告!B6")]).toEqual([
      `=HUB.FIGURE("FN01","YL-S1-01","${MONTH}")`,
      `=HUB.FIGURE("FN01","YL-S1-01","${MONTH}","经费性质=政府补贴")`,
    ]);
    // What was just fetched answers them.
    expect(desk.cells.peek(said("subsidised"))?.value.value).toBe("12000");
    host.type("报告!B6", 12500);
    const pending = await findPending(desk);
    expect("cells" in pending && pending.cells).toMatchObject([{ key: said("subsidised"), value: "12500" }]);
    expect(await send(desk)).toMatchObject({ kind: "sent", written: 1 });
    expect(hub.figureOf(said("subsidised")).value).toBe("12500");
    expect(host.content("报告!B6")).toBe(`=HUB.FIGURE("FN01","YL-S1-01","${MONTH}","经费性质=政府补贴")`);

    const spilled = await saveQuery(desk, "溢出", { ...BROKEN, breakdowns, form: "spill" });
    expect(await insertQuery(desk, spilled, cellAt("附表", 0, 0))).toMatchObject({ kind: "inserted", form: "spill" });
    expect(host.content("附表!A1")).toContain('"单位,细分/期间,指标","合计,经费性质=政府补贴,经费性质=非补贴")');
  });

  test("by two dimensions has each part of the one within each of the other, also as functions", async () => {
    const crossings = [
      { code: "", name: "合计" },
      { code: "sex=2", name: "女性", said: "性别=女性" },
    ];
    const breakdowns = [BREAKDOWNS[0]!, { ...BREAKDOWNS[1]!, said: "经费性质=政府补贴" }];
    const both = { dims: [...part("subsidised").dims, { dimension: "sex", code: "2" }] };
    hub.setFigure({ ...part("subsidised"), ...both }, "5000");
    const crossed: FiguresQuestion = { ...BROKEN, breakdowns, crossings };
    const report = await insertQuery(desk, await saveQuery(desk, "交叉", crossed), cellAt("报告", 0, 0));
    if (report.kind !== "inserted") throw new Error(report.kind);
    expect((await valuesAt(report.place)).slice(4, 8).map((row) => row.slice(0, 2))).toEqual([
      ["信息工程学院 · 合计", "18600.5"],
      ["信息工程学院 · 合计 · 女性", ""],
      ["信息工程学院 · 政府补贴 · 合计", "12000"],
      ["信息工程学院 · 政府补贴 · 女性", "5000"],
    ]);
    const called = await saveQuery(desk, "交叉函数", { ...crossed, form: "functions" });
    await insertQuery(desk, called, cellAt("附表", 0, 0));
    expect(host.content("附表!B8")).toBe(`=HUB.FIGURE("FN01","YL-S1-01","${MONTH}","经费性质=政府补贴;性别=女性")`);
  });

  test("names a member by its name only where the name is that member's alone", () => {
    const listed = [{ code: "f", nameZh: "女" }, { code: "a", nameZh: "甲" }, { code: "b", nameZh: "甲" }]; // prettier-ignore
    const said = saidBy({ nameZh: "性别", list: "sex" }, listed);
    expect(listed.map(said)).toEqual(["性别=女", "性别=a", "性别=b"]);
    expect(said({ code: "x,y", nameZh: "不在表里" })).toBe("性别=x,y");
    expect(saidBy({ nameZh: "机构", list: null }, [])({ code: "YL-S1", nameZh: "云岭" })).toBe("机构=YL-S1");
  });

  test("leaves the layout when nothing is broken down any more", () => {
    const layout = layoutWith(USUAL_LAYOUT, true);
    expect(layout.columns).toEqual(["periods", "indicators", "breakdowns"]);
    expect(layoutWith(layout, false)).toEqual(USUAL_LAYOUT);
    expect(layoutWith({ rows: ["breakdowns"], columns: ["periods"], filter: [] }, false)).toEqual(USUAL_LAYOUT);
  });

  test("is found by its Chinese name spelled out, as on a keyboard, whatever stands between", () => {
    expect(["政府补贴", "高级工（三级）", "Web前端", "女"].map(fullPinyin)).toEqual([
      ...["zhengfubutie", "gaojigong（sanji）", "webqianduan", "nv"],
    ]);
  });

  test("is found by the initials of its Chinese name", () => {
    expect(["政府补贴", "非补贴", "高级工（三级）", "Web前端", "女"].map(initialsOf)).toEqual([
      ...["zfbt", "fbt", "gjgsj", "webqd", "n"],
    ]);
  });
});

describe("Targets beside figures", () => {
  const BESIDE: FiguresQuestion = { ...QUESTION, measures: ["rate", "target"], withTotal: false };

  test("stand in a bound range as functions that follow refreshes, and only figures are edited and sent", async () => {
    const id = await saveQuery(desk, "完成情况", BESIDE);
    const report = await insertQuery(desk, id, cellAt("报告", 0, 0));
    if (report.kind !== "inserted") throw new Error(report.kind);
    const [headers = []] = (await valuesAt(report.place)).slice(2, 3);
    const [first] = QUESTION.indicators;
    const at = headers.findIndex((header) => header === first?.name);
    expect(headers.slice(at - 1, at + 2)).toEqual([`${first?.name}\n目标`, first?.name, `${first?.name}\n完成率`]);
    const cell = (column: number) => `报告!${String.fromCharCode(65 + column)}5`;
    const [organization] = QUESTION.organizations;
    const args = `"${first?.code}","${organization?.code}","${MONTH}"`;
    expect(host.content(cell(at - 1))).toBe(`=HUB.TARGET(${args})`);
    expect(host.content(cell(at + 1))).toBe(`=HUB.PROGRESS(${args})`);
    expect(String(host.content(cell(at)))).not.toContain("HUB");

    // The hub's answer is there already, and a refresh asks for it again with everything else.
    expect(desk.cells.keys().progress).toHaveLength(report.cells / 3);
    host.insertRows("报告", 0, 1);
    host.type(cell(at).replace("5", "6"), 77);
    const pending = await findPending(desk);
    expect("cells" in pending && pending.cells).toMatchObject([{ value: "77", key: { indicator: first?.code } }]);
    expect(await refreshAll(desk)).toMatchObject({ kind: "refreshed" });
    expect(host.content(cell(at - 1).replace("5", "6"))).toBe(`=HUB.TARGET(${args})`);
  });

  test("go in as plain numbers, and as functions figure and all", async () => {
    const values = await insertQuery(
      desk,
      await saveQuery(desk, "数", { ...BESIDE, form: "values" }),
      cellAt("报告", 0, 0),
    );
    if (values.kind !== "inserted") throw new Error(values.kind);
    expect((await valuesAt(values.place))[4]).toEqual(expect.arrayContaining(["1000", "0.412"]));
    const all = await insertQuery(desk, await saveQuery(desk, "函数", { ...BESIDE, form: "functions" }), cellAt("附表", 0, 0)); // prettier-ignore
    if (all.kind !== "inserted") throw new Error(all.kind);
    expect(all.cells).toBe(values.cells);
    expect(["B5", "C5", "D5"].map((cell) => String(host.content(`附表!${cell}`)).split("(")[0])).toEqual([
      ...["=HUB.TARGET", "=HUB.FIGURE", "=HUB.PROGRESS"],
    ]);
  });
});

describe("A register in the sheet", () => {
  const REQUEST = {
    ...{ register: "Credential", columns: ["number", "kind", "issuedOn"], conditions: [], order: [], most: 100 },
    ...{ title: "", organization: "YL-S1" },
  };

  test("is a bound table whose rows are known by id after sorting, inserting and renaming", async () => {
    const report = await insertRegister(desk, { ...REQUEST, at: cellAt("报告", 0, 0) });
    expect(report).toMatchObject({ kind: "insertedRegister", rows: 6, total: 6 });
    const [before] = await registerTables(desk);
    expect(before?.table).toMatchObject({ register: "Credential", columns: [{ path: "number" }, {}, {}] });
    expect(before?.table.rows[0]).toMatchObject({ id: "Credential_1", version: 1 });
    // Someone sorts the other way round and inserts a row above.
    host.sort("报告!A4:D9", 0, true);
    host.insertRows("报告", 0, 2);
    host.renameSheet("报告", "证书");
    host.type("证书!B6", "我改的");
    const refreshed = await refreshAll(desk);
    expect(refreshed).toMatchObject({ kind: "refreshed", registers: [{ changed: 0, added: 0, gone: 0, kept: 0 }] });
    expect((await valuesAt(cellAt("证书", 5, 0)))[0]).toEqual(["ZS-2026-0006"]);
    expect((await valuesAt(cellAt("证书", 5, 1)))[0]).toEqual(["我改的"]);
  });

  test("never writes over what stands there", async () => {
    host.type("报告!B5", "我的");
    const report = await insertRegister(desk, { ...REQUEST, at: cellAt("报告", 0, 0) });
    expect(report).toMatchObject({ kind: "blocked", code: "PLACE_NOT_EMPTY" });
  });
});

describe("Conditions in people's words", () => {
  test("are read as they are written", () => {
    expect(readConditions("类别=甲|乙；发证日期>=2026-01-01;备注<>;撤销日期=;证书编号~2026")).toEqual([
      { path: "类别", is: "IN", values: ["甲", "乙"] },
      { path: "发证日期", is: "GTE", values: ["2026-01-01"] },
      { path: "备注", is: "NOT_EMPTY", values: [] },
      { path: "撤销日期", is: "EMPTY", values: [] },
      { path: "证书编号", is: "CONTAINS", values: ["2026"] },
    ]);
    expect(conditionsText(readConditions("类别=甲|乙;备注<>;a>=3"))).toBe("类别=甲|乙;备注<>;a>=3");
    expect(readOrder("发证日期 降序，-number,a")).toEqual([
      { path: "发证日期", descending: true },
      { path: "number", descending: true },
      { path: "a", descending: false },
    ]);
  });
});

describe("=HUB.LIST, GROUP, SOURCE and LIVE", () => {
  let functions: typeof Functions;
  class FunctionError extends Error {
    constructor(
      readonly code: string,
      message?: string,
    ) {
      super(message);
    }
  }
  beforeAll(async () => {
    Object.assign(globalThis, {
      CustomFunctions: { associate: () => undefined, Error: FunctionError, ErrorCode: { notAvailable: "#N/A" } },
    });
    functions = await import("../../../addin/functions/functions.js");
  });
  beforeEach(() => functions.answerFrom(desk.cells));

  test("list rows and group them from what the workbook keeps, without a line too", async () => {
    const ask = () => functions.list("Credential", [["证书编号,等级序"]], "类别=职业技能等级证书", "", 2);
    const rows = [
      ["证书编号", "等级序"],
      ["ZS-2026-0001", 1],
      ["ZS-2026-0002", 2],
    ];
    expect(await ask()).toEqual(rows);
    expect(await functions.group("Credential", [["单位"]])).toEqual([
      ["单位", "行数"],
      ["信息工程学院", 3],
    ]);
    await desk.cells.saved();
    hub.line = "cut";
    desk = newDesk();
    functions.answerFrom(desk.cells);
    expect(await ask()).toEqual(rows);
  });

  test("one list the hub refuses says so and spoils no other", async () => {
    hub.nextFailure = {
      kind: "refusal",
      code: "UNKNOWN_TARGET",
      args: {},
      message: "没有这张表",
      messageEn: "no such",
    };
    await expect(functions.list("无此表", [["a"]])).rejects.toMatchObject({ code: "#N/A" });
    expect(await functions.list("Credential", [["证书编号"]])).toHaveLength(7);
    const report = await refreshAll(desk);
    expect(report.kind).toBe("refreshed");
  });

  test("tell where a figure came from in a line", async () => {
    expect(await functions.source("FN01", "YL-S1-01", MONTH)).toMatch(/^填报：王珊 2026-11-03 \d\d:31$/);
    expect(await functions.source("TR01", "YL-S1-01", MONTH)).toBe("由台账计出");
  });

  test("turn a spilled table around", async () => {
    const table = await functions.table([["TR01,FN01"]], [["YL-S1-01,YL-S1-02"]], [[MONTH]], "指标/单位");
    expect(table).toEqual([
      ["", "信息工程学院", "智能制造学院"],
      ["培训人次", 412, 536],
      ["培训资金到账额", 18600.5, ""],
    ]);
  });

  test("follow a figure while someone looks, ask nothing while nobody does, and stop when the cell is gone", async () => {
    let isLooked = true;
    let release = (): void => undefined;
    desk.cells.live.tune({ roundMs: 5, isLooked: () => isLooked });
    const shown: unknown[] = [];
    const invocation = {
      setResult: (value: unknown) => {
        shown.push(value);
        release();
      },
    } as unknown as Parameters<typeof functions.live>[4];
    const next = () => new Promise<void>((resolve) => (release = resolve));
    let shows = next();
    functions.live("TR01", "YL-S1-01", MONTH, "", invocation);
    await shows;
    shows = next();
    hub.set("TR01", "YL-S1-01", MONTH, "415");
    await shows;
    expect(shown).toEqual([412, 415]);
    isLooked = false;
    await rounds(3);
    const asked = hub.asked.length;
    await rounds(5);
    expect(hub.asked.length).toBe(asked);
    isLooked = true;
    invocation.onCanceled?.();
    await rounds(5);
    expect(hub.asked.length).toBe(asked);
  });
});

/** Waits as long as so many rounds would take. */
function rounds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 6));
}
