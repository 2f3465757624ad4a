/** From a figure to its rows in a sheet of their own, and from a row to everything that happened to it. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { describeCell, rowHistory } from "../../../addin/actions/cell.js";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import { drillToSheet } from "../../../addin/actions/drill.js";
import { insertRegister, registerTables } from "../../../addin/actions/register.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { cellAt } from "../../../addin/sheet/place.js";
import { MemoryHub } from "./memory-hub.js";

const OCTOBER = { indicator: "TR01", organization: "YL-S1-01", period: "2026M10" };
let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;

beforeEach(() => {
  host = new MemoryHost({ sheets: ["月报"] });
  hub = new MemoryHub();
  desk = openDesk(host, hub, { clock: () => new Date("2026-11-03T01:40:00Z") });
});

describe("Behind a figure", () => {
  test("all its rows go to a new sheet with the file, sheet and row of each, asked for page by page", async () => {
    hub.set("TR01", "YL-S1-01", "2026M10", "2412");

    const report = await drillToSheet(desk, OCTOBER, "信息工程学院 · 培训人次 · 2026 年 10 月");

    expect(report).toMatchObject({ kind: "drilled", rows: 2412, total: 2412 });
    expect((await host.workbook()).sheets).toEqual(["月报", "出处 信息工程学院 · 培训人次 · 2026 年"]);
    expect(hub.asked.filter((question) => question === "figureLedgerRows")).toHaveLength(3);
    const sheet = (await host.workbook()).sheets[1] ?? "";
    const [cells] = await host.read([{ sheet, row: 0, column: 0, rows: 4, columns: 5 }]);
    expect(cells?.values[1]?.[0]).toContain("2412 行 · 在这里改不会发送");
    expect(cells?.values[3]).toEqual(["学员 1", 1, "Enrolment", "名册.xlsx › 名册 › 第 2 行", "Enrolment_1"]);
    expect((await host.selection()).sheet).toBe(sheet);
  });

  test("a figure nobody counted row by row has none, and no empty sheet is left behind", async () => {
    hub.set("FN01", "YL-S1-01", "2026M10", "18600.5");

    const report = await drillToSheet(desk, { ...OCTOBER, indicator: "FN01" }, "到账额");

    expect(report).toEqual({ kind: "blocked", code: "NO_ROWS" });
    expect((await host.workbook()).sheets).toEqual(["月报"]);
  });
});

describe("A register in the sheet", () => {
  const insert = (): ReturnType<typeof insertRegister> =>
    insertRegister(desk, {
      ...{ register: "Credential", columns: ["number", "kind"], conditions: [], order: [], most: 100 },
      ...{ title: "证书", organization: null, at: cellAt("月报", 0, 0) },
    });

  test("says in its header which columns must be filled in, and is found again by it", async () => {
    await insert();

    const [cells] = await host.read([{ sheet: "月报", row: 1, column: 0, rows: 2, columns: 3 }]);
    expect(cells?.values[0]?.[0]).toContain("带 * 的列必填");
    expect(cells?.values[1]).toEqual(["证书编号 *", "类别", "行号（勿改）"]);
    expect(await describeCell(desk, cellAt("月报", 3, 0))).toMatchObject({ kind: "row", column: "证书编号" });
  });

  test("offers the names of a column's code list, also in the rows where people add theirs", async () => {
    await insert();

    const names = ["职业技能等级证书", "职业资格证书"];
    expect(await host.hands.choices(cellAt("月报", 3, 1))).toEqual(names);
    expect(await host.hands.choices(cellAt("月报", 60, 1))).toEqual(names);
    expect(await host.hands.choices(cellAt("月报", 3, 0))).toBeNull();
  });

  test("goes in all the same where a list is longer than a cell can offer", async () => {
    hub.lists.set(
      "credential_kind",
      Array.from({ length: 100 }, (_, index) => `职业技能等级证书第 ${index} 类`),
    );

    expect(await insert()).toMatchObject({ kind: "insertedRegister" });
    expect(await host.hands.choices(cellAt("月报", 3, 1))).toBeNull();
  });
});

describe("A cell of a register", () => {
  test("knows its row wherever it was moved to, and tells what happened to it", async () => {
    await insertRegister(desk, {
      ...{ register: "Credential", columns: ["number", "grade"], conditions: [], order: [], most: 100 },
      ...{ title: "证书", organization: null, at: cellAt("月报", 0, 0) },
    });
    const [placed] = await registerTables(desk);
    const first = placed?.table.rows[0];
    host.insertRows("月报", 0, 2);

    const cell = await describeCell(desk, cellAt("月报", 5, 0));

    expect(cell).toMatchObject({ kind: "row", id: first?.id, address: "月报!A6" });
    const history = await rowHistory(desk, first?.id ?? "");
    expect(history).toMatchObject({ kind: "rowHistory", revisions: [{ by: "王珊", changes: [{ after: "三级" }] }] });
  });
});
