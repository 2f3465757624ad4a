/** Twenty thousand bound cells come up to date in at most five questions, however they lie in the workbook. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import { insertTable } from "../../../addin/actions/insert.js";
import { refreshAll } from "../../../addin/actions/refresh.js";
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
  host = new MemoryHost({ sheets: ["大表"] });
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
});
