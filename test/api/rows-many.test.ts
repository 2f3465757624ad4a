/** However many rows a batch has, the database is asked the same number of times, and memory stays within bounds. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { KyselyPlugin } from "kysely";
import { startHub, type TestHub } from "../support/hub.js";
import { fillRowHub, save, told, type Batch, type Cells, type Receipt } from "./rows-fixture.js";

const MANY = 10_000;

let sent = 0;
const counter: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: ({ result }) => {
    sent += 1;
    return Promise.resolve(result);
  },
};

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ plugin: counter });
  await fillRowHub(hub);
});
afterAll(() => hub.stop());

async function counted(register: string, rows: readonly Cells[], batch?: Batch): Promise<[Receipt, number, number]> {
  const before = sent;
  const began = performance.now();
  const receipt = await save(hub, register, rows, batch);
  return [receipt, sent - before, Math.round(performance.now() - began)];
}

const people = (many: number, mark: string): Cells[] =>
  Array.from({ length: many }, (_, n) => ({
    organization: "S",
    name: `学员${mark}${n}`,
    sex: n % 2 === 0 ? "男" : "女",
  }));

test("three rows and ten thousand ask the database equally often: added, changed, removed", async () => {
  await save(hub, "Activity", [{ organization: "S", kind: "class", code: "M-1", title: "大班" }]);
  // What a table looks like is read once.
  await save(hub, "Person", []);
  await save(hub, "Enrolment", []);
  const times: string[] = [];
  const rounds = [];
  for (const [many, mark] of [[3, "甲"], [MANY, "乙"]] as const) {
    const [made, a, t1] = await counted("Person", people(many, mark));
    expect(made).toMatchObject({ written: many, refused: 0 });
    const enrolments = made.rows.map(({ id }) => ({ organization: "S", activity: "M-1", person: id, role: "学员", categories: "企业职工" }));
    const [enrolled, b, t2] = await counted("Enrolment", enrolments);
    expect(enrolled).toMatchObject({ written: many, refused: 0 });
    const changes = enrolled.rows.map(({ id }) => ({ id, baseVersion: 1, status: "已结业", completedOn: "2026-03-20", score: "88.5" }));
    const [changed, c, t3] = await counted("Enrolment", changes);
    expect(changed).toMatchObject({ written: many, refused: 0 });
    const [same, d, t4] = await counted("Enrolment", changes.map((row) => ({ ...row, baseVersion: 2 })));
    expect(same).toMatchObject({ unchanged: many });
    const [removed, e, t5] = await counted("Enrolment", enrolled.rows.map(({ id }) => ({ id, baseVersion: 2, delete: true })));
    expect(removed).toMatchObject({ written: many, refused: 0 });
    rounds.push([a, b, c, d, e]);
    times.push(`${many}: persons ${t1} ms, enrolments ${t2} ms, changes ${t3} ms, unchanged ${t4} ms, removals ${t5} ms`);
  }
  console.log(times.join("\n"));
  expect(rounds[1]).toEqual(rounds[0]);
  expect(Math.max(...(rounds[0] ?? []))).toBeLessThanOrEqual(20);
}, 300_000); // prettier-ignore

test("ten thousand rows, each with findings, are all told, and memory stays within bounds", async () => {
  const rows = Array.from({ length: MANY }, (_, n) => ({
    organization: "S", kind: `没有这类${n}`, title: "", startsOn: "某日", hours: "很多", capacity: "3.5",
  })); // prettier-ignore
  const before = process.memoryUsage().rss;
  const [receipt, statements] = await counted("Activity", rows);
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  expect(receipt).toMatchObject({ written: 0, refused: MANY });
  expect(receipt.rows.every(({ findings }) => findings.length === 5)).toBe(true);
  expect(statements).toBeLessThanOrEqual(20);
  console.log(`memory grew by ${Math.round(grown)} MB, receipt and its reading included`);
  expect(grown).toBeLessThan(600);
}, 300_000);

test("a chain of five thousand tasks, each under the next, is walked once; closed to a ring, every one is told", async () => {
  const tasks = Array.from({ length: 5_000 }, (_, n) => ({ organization: "S", title: `任务${n}`, kind: "task", origin: "meeting" }));
  const [made] = await counted("Task", tasks);
  const ids = made.rows.map(({ id }) => id);
  const [ring, , ms] = await counted("Task", ids.map((id, n) => ({ id, baseVersion: 1, parent: ids[(n + 1) % ids.length] })));
  expect(new Set(told(ring))).toEqual(new Set(["UNDER_ITSELF"]));
  console.log(`ring of ${ids.length}: ${ms} ms`);
  const [chain, , time] = await counted("Task", ids.map((id, n) => ({ id, baseVersion: 1, parent: ids[n + 1] ?? null })));
  expect(chain).toMatchObject({ written: ids.length - 1, unchanged: 1 });
  console.log(`chain of ${ids.length}: ${time} ms`);
}, 300_000); // prettier-ignore
