/** The rows of a register from a sheet to a real hub and back: new, changed, in conflict, and after a lost answer. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openDesk } from "../../addin/actions/desk.js";
import { insertRegister } from "../../addin/actions/register.js";
import { findRows } from "../../addin/actions/rows.js";
import { sendRows } from "../../addin/actions/send-rows.js";
import { createHubClient } from "../../addin/hub/client.js";
import { MemoryHost } from "../../addin/host/memory/memory-host.js";
import { cellAt } from "../../addin/sheet/place.js";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let isDeaf = false;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
});
afterAll(() => hub.stop());

async function openSheet() {
  const { authorization = "" } = await hub.signIn({ role: "secretary" });
  const client = createHubClient({
    address: hub.url,
    fetch: async (input, init) => {
      const headers = { ...(init?.headers as Record<string, string>), authorization };
      const answer = await fetch(input, { ...init, headers });
      await answer.clone().text();
      if (isDeaf) throw new TypeError("the answer is lost");
      return answer;
    },
  });
  const host = new MemoryHost({ name: "课程.xlsx", sheets: ["课程"] });
  const desk = openDesk(host, client);
  const question = { register: "Course", columns: ["code", "name", "kind"], conditions: [], order: [], most: 5 };
  const report = await insertRegister(desk, {
    ...{ ...question, title: "课程", organization: "YL-S1", at: cellAt("课程", 0, 0) },
  });
  if (report.kind !== "insertedRegister") throw new Error(JSON.stringify(report));
  return { host, desk, rows: report.rows };
}

const count = async (name: string): Promise<number> =>
  Number((await hub.sql<{ count: string }>(`select count(*) from course where name = '${name}'`))[0]?.count);

test("A changed and a new row are written once, though the answer was lost", async () => {
  const { host, desk, rows } = await openSheet();
  expect(rows).toBeGreaterThan(1);
  host.type("课程!B4", "改过的课程");
  const below = 4 + rows;
  host.type(`课程!A${below}`, [["SHEET-01", "表里新增的课程", host.content("课程!C4")]]);
  isDeaf = true;
  expect(await sendRows(desk)).toMatchObject({ kind: "rowsInterrupted", trouble: { kind: "offline" } });
  isDeaf = false;
  const again = await sendRows(desk);
  expect(again).toMatchObject({ kind: "rowsSent", replayed: true, report: { rows: [] } });
  expect(again).toMatchObject({ counts: { WRITTEN: 2 } });
  expect([await count("改过的课程"), await count("表里新增的课程")]).toEqual([1, 1]);
  expect(host.content(`课程!D${below}`)).toMatch(/^Course_/);
});

test("Two clerks in one field: the second is asked, and nothing is overwritten", async () => {
  const [first, second] = [await openSheet(), await openSheet()];
  first.host.type("课程!B5", "甲的名字");
  second.host.type("课程!B5", "乙的名字");
  expect(await sendRows(first.desk)).toMatchObject({ counts: { WRITTEN: 1 } });
  expect(await sendRows(second.desk)).toMatchObject({ counts: { CONFLICT: 1 }, report: { conflicts: 1 } });
  expect(await findRows(second.desk)).toMatchObject({
    rows: [{ conflict: { fields: [{ field: "name", mine: "乙的名字", theirs: "甲的名字" }] } }],
  });
  expect([await count("甲的名字"), await count("乙的名字")]).toEqual([1, 0]);
});
