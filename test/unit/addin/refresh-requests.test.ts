/** Twenty thousand bound cells come up to date in at most five questions, however they lie in the workbook. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import { insertBoard } from "../../../addin/actions/board.js";
import { insertTable } from "../../../addin/actions/insert.js";
import { refreshAll } from "../../../addin/actions/refresh.js";
import { insertRegister } from "../../../addin/actions/register.js";
import type { RegisterSheet, RegisterSheetQuestion } from "../../../addin/hub/registers.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { cellAt } from "../../../addin/sheet/place.js";
import { MemoryHub } from "./memory-hub.js";

const months = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `${1900 + Math.floor(index / 12)}M${String((index % 12) + 1).padStart(2, "0")}`,
  );
const organizations = (count: number): string[] => Array.from({ length: count }, (_, index) => `ORG-${index + 1}`);

let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;
let ids = 0;

beforeEach(() => {
  host = new MemoryHost({ sheets: ["大表", "名册", "看板"] });
  hub = new MemoryHub();
  hub.knowsEveryone = true;
  desk = openDesk(host, hub, {
    clock: () => new Date("2026-11-03T01:40:00Z"),
    newId: () => `${++ids}`.padStart(12, "0"),
  });
});

async function table(rows: number, columns: number, at: number): Promise<void> {
  const report = await insertTable(desk, {
    organizations: organizations(rows),
    columns: months(columns).map((period) => ({ indicator: "FN01", period })),
    ...{ title: "", at: cellAt("大表", at, 0) },
  });
  expect(report.kind).toBe("inserted");
}

async function requestsOfRefresh(): Promise<{ requests: number; cells: number; changes: number }> {
  hub.asked.length = 0;
  const report = await refreshAll(desk);
  if (report.kind !== "refreshed") throw new Error(JSON.stringify(report).slice(0, 200));
  expect(hub.asked).toHaveLength(report.requests);
  return { requests: report.requests, cells: report.cells, changes: report.changes.length };
}

describe("A refresh of 20,000 bound cells", () => {
  test("in one table takes at most five questions, telling who changed what included", async () => {
    await table(1_000, 20, 0);
    hub.set("FN01", "ORG-7", "1900M03", "12.5");
    const { requests, cells, changes } = await requestsOfRefresh();
    expect({ cells, changes }).toEqual({ cells: 20_000, changes: 1 });
    expect(requests).toBeLessThanOrEqual(5);
  });

  test("in forty tables takes at most five questions", async () => {
    for (let index = 0; index < 40; index++) await table(50, 10, index * 60);
    hub.set("FN01", "ORG-7", "1900M03", "12.5");
    const { requests, cells, changes } = await requestsOfRefresh();
    expect({ cells, changes }).toEqual({ cells: 20_000, changes: 40 });
    expect(requests).toBeLessThanOrEqual(5);
  });

  test("in functions takes at most five questions", async () => {
    const keys = organizations(1_000).flatMap((organization) =>
      months(20).map((period) => ({ indicator: "FN01", organization, period })),
    );
    await Promise.all(keys.map((key) => desk.cells.figure(key)));
    const { requests, cells } = await requestsOfRefresh();
    expect(cells).toBe(20_000);
    expect(requests).toBeLessThanOrEqual(5);
  });

  test("of which one table names an organization that is gone renews all others and keeps its last value", async () => {
    for (let index = 0; index < 6; index++) await table(5, 2, index * 20);
    hub.set("FN01", "ORG-2", "1900M01", "8");
    hub.gone.add("ORG-3");
    const report = await refreshAll(desk);
    if (report.kind !== "refreshed") throw new Error(report.kind);
    expect(report.changes).toHaveLength(6);
    expect(report.kept.map(({ because, cells }) => [because, cells])).toEqual(Array(6).fill(["unknown", 2]));
  });

  test("beside five tables of rows, two boards, lists, groups, progress and explanations takes at most five questions", async () => {
    const keys = organizations(1_000).flatMap((organization) =>
      months(20).map((period) => ({ indicator: "FN01", organization, period })),
    );
    await Promise.all(keys.map((key) => desk.cells.figure(key)));
    hub.sheets = manyRows(1_200);
    for (let index = 0; index < 5; index++) await rowsTable(index * 8);
    for (let index = 0; index < 2; index++) await board(index * 40);
    await spill();
    hub.setFigure({ indicator: "FN01", organization: "ORG-1", period: "1920M05" }, "31");
    const { requests, cells } = await requestsOfRefresh();
    expect(requests).toBeLessThanOrEqual(5);
    // Figures, rows by three columns, lines of boards, and what spilled.
    expect(cells).toBe(20_000 + 5 * 1_200 * 3 + 2 * 4 + 8);
  });

  test("beside rows and boards, when the cells lie in four large tables and some of them changed", async () => {
    for (let index = 0; index < 4; index++) await table(250, 20, index * 300);
    hub.sheets = manyRows(300);
    for (let index = 0; index < 5; index++) await rowsTable(index * 8);
    await board(0);
    await spill();
    hub.set("FN01", "ORG-7", "1900M03", "12.5");
    const { requests, changes } = await requestsOfRefresh();
    expect(changes).toBe(4);
    expect(requests).toBeLessThanOrEqual(5);
  });

  test("goes on asking for long tables together, each row once", async () => {
    hub.sheets = manyRows(7_000);
    for (let index = 0; index < 2; index++) await rowsTable(index * 8);
    const { requests, cells } = await requestsOfRefresh();
    expect(cells).toBe(2 * 7_000 * 3);
    expect(requests).toBe(2);
  });

  test("one table whose register may no longer be read keeps its rows; the other and the board are renewed", async () => {
    hub.sheets = manyRows(20);
    await rowsTable(0);
    await rowsTable(8, "Enrolment");
    await board(0);
    hub.refusedRegisters.add("Enrolment");
    hub.now = "2026-11-04T01:31:00.000Z";
    const report = await refreshAll(desk);
    if (report.kind !== "partial") throw new Error(report.kind);
    expect(report.kept.map(({ because, code, cells }) => [because, code, cells])).toEqual([
      ["refusal", "UNKNOWN_TARGET", 60],
    ]);
    expect(report.registers).toHaveLength(1);
    expect(report.cells).toBe(60 + 4);
  });
});

/** Rows enough for pages: `ZS-1`, `ZS-2` … */
function manyRows(count: number): (question: RegisterSheetQuestion) => RegisterSheet {
  return ({ register, columns, first, after }) => {
    const from = after === null ? 0 : Number(after);
    const numbers = Array.from({ length: Math.min(first, count - from) }, (_, index) => from + index + 1);
    const next = from + numbers.length;
    return {
      ...{ register, label: "证书", total: count, asOf: hub.now, next: next < count ? String(next) : null },
      columns: columns.map((path) => ({
        path,
        label: path,
        kind: "text",
        writable: true,
        required: false,
        list: null,
      })),
      ids: numbers.map((number) => `Credential_${number}`),
      versions: numbers.map(() => 1),
      values: numbers.map((number) => columns.map((path) => `${path}-${number}`)),
    };
  };
}

async function rowsTable(column: number, register = "Credential"): Promise<void> {
  const report = await insertRegister(desk, {
    ...{ register, columns: ["number", "kind", "issuedOn"], conditions: [], order: [], most: 100_000 },
    ...{ title: "", organization: null, at: cellAt("名册", 0, column) },
  });
  expect(report.kind).toBe("insertedRegister");
}

async function board(row: number): Promise<void> {
  const report = await insertBoard(desk, {
    ...{ organizations: organizations(4), columns: [{ indicator: "FN01", period: "1920M06" }] },
    ...{ title: "", at: cellAt("看板", row, 0) },
  });
  expect(report.kind).toBe("inserted");
}

/** Four blocks, two figures' progress and two explanations, as functions ask for them. */
async function spill(): Promise<void> {
  const list = {
    kind: "list",
    register: "Credential",
    columns: ["number"],
    conditions: [],
    order: [],
    most: 200,
  } as const;
  const group = { kind: "group", register: "Credential", dimensions: ["单位"], measures: [], conditions: [] } as const;
  const [at] = [{ indicator: "FN01", period: "1901M01" }];
  const answers = await Promise.all([
    ...[list, { ...list, most: 50 }, group, { ...group, dimensions: ["MONTH"] }].map((each) => desk.cells.block(each)),
    ...organizations(2).map((organization) => desk.cells.progress({ ...at, organization })),
    ...["FN01", "TR01"].map((code) => desk.cells.explained(code)),
  ]);
  expect(answers.map(({ kind }) => kind)).toEqual(Array(8).fill("ok"));
}
