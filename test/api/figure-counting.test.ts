import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pino } from "pino";
import type { KyselyPlugin } from "kysely";
import type { Config } from "../../server/config.js";
import { createContext, ITSELF } from "../../server/context.js";
import { openDatabase, type OpenDatabase } from "../../server/database/database.js";
import { loadIndicators } from "../../server/database/codes/load-codes.js";
import { periodOf } from "../../server/domain/period.js";
import { figureGrid, figures } from "../../server/features/figure/figure.service.js";
import { progress } from "../../server/features/target/target.service.js";
import { copyDatabase, type DatabaseCopy } from "../support/database-copies.js";
import { startFigureHub, type FigureHub } from "./figure-fixture.js";

/** The same numbers in every run, so that a failure can be looked at again. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

let hub: FigureHub;
beforeAll(async () => {
  hub = await startFigureHub();
  await fillLedgers(hub, numbersFrom(20261122));
}, 60_000);
afterAll(() => hub.stop());

async function fillLedgers(into: FigureHub, number: (below: number) => number): Promise<void> {
  const pick = <T>(...of: readonly T[]): T => of[number(of.length)] as T;
  const day = (): string =>
    `202${5 + number(2)}-${String(1 + number(12)).padStart(2, "0")}-${String(1 + number(28)).padStart(2, "0")}`;
  const owners = Object.values(into.organizations);
  const statements: string[] = [];
  const uuid = (space: number, n: number): string => `00000000-0000-7000-800${space}-${String(n).padStart(12, "0")}`;
  const text = (value: string | number | null): string => (value === null ? "null" : `'${value}'`);
  for (let n = 0; n < 120; n += 1) {
    const hash = pick(null, `h${number(40)}`);
    for (const owner of owners) {
      statements.push(
        `insert into person (org_id, id, id_hash, name) values (${text(owner)}, ${text(uuid(1, n))}, ${hash === null ? "null" : `'${hash}'::bytea`}, '某人') on conflict do nothing`,
      );
    }
  }
  for (let n = 0; n < 60; n += 1) {
    const owner = pick(...owners);
    statements.push(`insert into activity (org_id, id, kind, title, ends_on, status, channel, funding, mode) values (${text(owner)}, ${text(uuid(2, n))},
      ${text(pick("class", "class", "class", "lecture"))}, '活动', ${text(pick(day(), day(), day(), null))}, ${text(pick("done", "done", "running", "cancelled"))},
      ${text(pick("hr_bureau", "industry", "school", null))}, ${text(pick("subsidised", "non_subsidised"))}, ${text(pick("online", "offline", "blended"))})`);
    for (let e = 0; e < 15; e += 1) {
      statements.push(`insert into enrolment (org_id, activity_id, person_id, status, completed_on, hours_done, outcome, categories)
        select ${text(owner)}, ${text(uuid(2, n))}, id, ${text(pick("completed", "completed", "active", "dropped"))}, ${text(pick(null, null, day()))},
          ${pick("null", "1.5", "8", "0")}, ${text(pick(null, "employed", "unemployed"))}, '{${pick("", "employee", "employee,veteran")}}'
        from person where org_id = ${text(owner)} and id = ${text(uuid(1, number(120)))} on conflict do nothing`);
    }
    statements.push(
      `insert into credential (org_id, id, kind, work_title, issued_on, level_rank) values (${text(owner)}, ${text(uuid(3, n))}, ${text(pick("skill_level", "honour"))}, '作品', ${text(day())}, ${1 + number(8)})`,
    );
    statements.push(
      `insert into fund_entry (org_id, id, kind, direction, amount, occurred_on, status) values (${text(owner)}, ${text(uuid(4, n))}, ${text(pick("subsidy", "fee"))}, ${text(pick("in", "out"))}, ${number(100_000) / 100}, ${text(day())}, ${text(pick("paid", "planned", "void"))})`,
    );
  }
  await into.sql(`do $do$ begin ${statements.join(";\n")}; end $do$`);
}

/** The plainest SQL for the same question, by the chain of parents instead of the kept tree. */
const PLAIN: Readonly<Record<string, string>> = {
  TR01: "select count(*) from enrolment e join activity a using (org_id) where a.id = e.activity_id and a.kind = 'class' and e.status = 'completed' and coalesce(e.completed_on, a.ends_on) between $from and $to and e.org_id in (select id from below)",
  TR02: "select count(distinct coalesce(convert_from(p.id_hash, 'UTF8'), p.org_id::text || p.id)) from enrolment e join activity a on a.org_id = e.org_id and a.id = e.activity_id join person p on p.org_id = e.org_id and p.id = e.person_id where a.kind = 'class' and e.status = 'completed' and coalesce(e.completed_on, a.ends_on) between $from and $to and e.org_id in (select id from below)",
  TR03: "select count(*) from enrolment e join activity a using (org_id) where a.id = e.activity_id and a.kind = 'class' and e.status = 'completed' and a.channel = 'hr_bureau' and a.funding = 'subsidised' and coalesce(e.completed_on, a.ends_on) between $from and $to and e.org_id in (select id from below)",
  TR07: "select count(*) from activity a where a.kind = 'class' and a.status = 'done' and a.ends_on between $from and $to and a.org_id in (select id from below)",
  TR11: "select count(*) from enrolment e join activity a using (org_id) where a.id = e.activity_id and a.kind = 'class' and e.status = 'completed' and 'employee' = any(e.categories) and coalesce(e.completed_on, a.ends_on) between $from and $to and e.org_id in (select id from below)",
  TR12: "select coalesce(sum(hours_done), 0) from enrolment e join activity a using (org_id) where a.id = e.activity_id and a.kind = 'class' and coalesce(e.completed_on, a.ends_on) between $from and $to and e.org_id in (select id from below)",
  TR14: "select count(*) from enrolment e join activity a using (org_id) where a.id = e.activity_id and a.kind = 'class' and a.mode = 'online' and e.status = 'completed' and coalesce(e.completed_on, a.ends_on) between $from and $to and e.org_id in (select id from below)",
  TR15: "select count(*) from enrolment e join activity a using (org_id) where a.id = e.activity_id and a.kind = 'class' and coalesce(e.completed_on, a.ends_on) between $from and $to and e.org_id in (select id from below)",
  TR21: "select count(distinct coalesce(convert_from(p.id_hash, 'UTF8'), p.org_id::text || p.id)) from enrolment e join activity a on a.org_id = e.org_id and a.id = e.activity_id join person p on p.org_id = e.org_id and p.id = e.person_id where e.status = 'completed' and e.outcome = 'employed' and coalesce(e.completed_on, a.ends_on) between $from and $to and e.org_id in (select id from below)",
  EV01: "select count(*) from credential where kind = 'skill_level' and issued_on between $from and $to and org_id in (select id from below)",
  EV19: "select count(*) from credential where kind = 'skill_level' and level_rank >= 7 and issued_on between $from and $to and org_id in (select id from below)",
  FN02: "select coalesce(sum(amount), 0) from fund_entry where kind = 'subsidy' and status = 'paid' and occurred_on between $from and $to and org_id in (select id from below)",
  MB05: "select coalesce(sum(amount), 0) from fund_entry where kind = 'fee' and direction = 'in' and status <> 'void' and occurred_on between $from and $to and org_id in (select id from below)",
};
const ORGANIZATIONS = ["B", "S", "S-1", "S-2", "P"];
const PERIODS = ["2025", "2025H2", "2025Q3", "2026M02", "SY2025", "2025T1", "2026-03-07", "P2025/2026", "2026"];

test("every counted value is what the plainest SQL says, for each organization and kind of period, asked all at once", async () => {
  const columns = Object.keys(PLAIN).flatMap((indicator) => PERIODS.map((period) => ({ indicator, period })));
  const { data, errors } = await hub.graphql<{ figureGrid: { values: string[][] } }>(
    "query ($o: [String!]!, $c: [GridColumnInput!]!) { figureGrid(organizations: $o, columns: $c) { values } }",
    { o: ORGANIZATIONS, c: columns },
  );
  expect(errors).toBeUndefined();
  const plain = await Promise.all(ORGANIZATIONS.map((code) => plainRow(code, columns)));
  expect(data.figureGrid.values).toEqual(plain);
  expect(new Set(plain.flat()).size).toBeGreaterThan(60);
});

async function plainRow(code: string, columns: readonly { indicator: string; period: string }[]): Promise<string[]> {
  const values = columns.map(({ indicator, period }) => {
    const { from, to } = periodOf(period) ?? { from: "", to: "" };
    return `(${(PLAIN[indicator] ?? "").replace("$from", `'${from}'`).replace("$to", `('${to}'::date - 1)`)})::numeric`;
  });
  const [row] = await hub.sql<{ values: string[] }>(
    `with recursive below as (select id from organization where code = $1 union select o.id from organization o join below on o.parent_id = below.id)
     select array[${values.join(", ")}]::text[] as values`,
    [code],
  );
  return (row?.values ?? []).map((value) => (value.includes(".") ? value.replace(/\.?0+$/u, "") : value));
}

// ── Statements ──────────────────────────────────────────────────────────────────────────────────────────────────

/** A database that says how many statements were sent to it. */
async function countedDatabase(): Promise<{ database: OpenDatabase; copy: DatabaseCopy; statements: () => number }> {
  const copy = await copyDatabase("empty", Buffer.alloc(32));
  const opened = await openDatabase(copy.place);
  await loadIndicators(opened.db);
  let sent = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      sent += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { database: { ...opened, db: opened.db.withPlugin(counter) }, copy, statements: () => sent };
}

test("a grid of any size is one statement, figures by key too, and progress two", async () => {
  const { database, copy, statements } = await countedDatabase();
  const config = { log: "silent" } as unknown as Config;
  const context = createContext(
    {
      config,
      database,
      requests: database.db,
      log: pino({ level: "silent" }),
      clock: () => new Date("2026-11-05T02:00:00Z"),
    },
    ITSELF,
  );
  await (await context.tx()).insertInto("organization").values({ code: "O-1", name: "一院", kind: "school" }).execute();
  await figures(context, []);
  const sentBy = async (work: () => Promise<unknown>): Promise<number> => {
    const before = statements();
    await work();
    return statements() - before;
  };
  const columns = ["TR01", "TR02", "TR16", "FN01", "MB01", "EV01", "FN12"].flatMap((indicator) =>
    ["2026", "2026M01", "2026M02"].map((period) => ({ indicator, period })),
  );
  const keys = columns.map((column) => ({ ...column, organization: "O-1" }));
  expect(await sentBy(() => figureGrid(context, ["O-1"], columns.slice(0, 1)))).toBe(1);
  expect(await sentBy(() => figureGrid(context, ["O-1", "一院", "nobody"], columns))).toBe(1);
  expect(await sentBy(() => figures(context, keys))).toBe(1);
  expect(await sentBy(() => progress(context, keys))).toBe(2);
  await context.transaction.rollback();
  await database.close();
  await copy.remove();
}, 60_000);
