/** What is kept too long goes, kind by kind, and the log of access only behind a seal. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CompiledQuery } from "kysely";
import { retain, type RetainedKind } from "../../server/features/access/personal-retention.js";
import type { Retained } from "../../server/features/access/personal-periods.js";
import { compareWithSeal, sealLogs, verifyAccess } from "../../server/database/history.js";
import { readTsv } from "../../server/database/codes/delimited.js";
import { loadParameters } from "../../server/database/codes/load-rules.js";
import { inTransaction } from "../../server/database/transaction.js";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster, ORG } from "../support/small-roster.js";

let hub: TestHub;
let temporary: string;
const NOW = new Date("2026-11-05T00:00:00Z");

beforeAll(async () => {
  hub = await startHub();
  temporary = mkdtempSync(join(tmpdir(), "retention-test-"));
  await addSmallRoster(hub);
  await inTransaction(hub.database.db, "system", loadParameters);
});
afterAll(async () => {
  await hub.stop();
  rmSync(temporary, { recursive: true });
});

const run = (remove: boolean, more: object = {}) =>
  retain(hub.database.db, NOW, { remove, home: hub.home, temporary, ...more });
const of = (report: readonly RetainedKind[], kind: Retained): { due: number; removed: number; held?: string } => {
  const { due, removed, held } = report.find((each) => each.kind === kind) as RetainedKind;
  return { due, removed, ...(held ? { held } : {}) };
};
const count = async (from: string): Promise<number> =>
  (await hub.sql<{ n: number }>(`select count(*)::int as n from ${from}`))[0]?.n ?? -1;

async function addImport(status: string, at: string, rows: number): Promise<string> {
  const [made] = await hub.sql<{ id: string }>(
    `insert into import (org_id, file_name, origin, status, created_at, committed_at, tables)
     values ($1, '示例名册.xlsx', 'upload', $2, $3, case when $2 = 'committed' then $3::timestamptz end,
       '[{"sheet": "名册", "findings": [], "skipped": [], "columns": [{"field": "personName", "sample": ["示例丙"]}]}]') returning id`,
    [ORG.workshop, status, at],
  );
  await hub.sql(
    `insert into import_row (org_id, import_id, table_no, row_no, sheet, cells, label)
     select $1, $2, 0, n, '名册', '{"c": [[1, "t", "示例丙"]]}', '示例丙' from generate_series(1, $3::int) n`,
    [ORG.workshop, made?.id, rows],
  );
  return made?.id ?? "";
}

describe("periods", () => {
  test("each is a parameter in the graph with its basis, and the product's file names one for every kind", async () => {
    const { data } = await hub.graphql<{ parameters: { nodes: { name: string; unit: string; basis: string }[] } }>(
      `{ parameters(filter: { name: { startsWith: "keep_" } }, first: 50) { nodes { name unit basis } } }`,
    );
    const report = await run(false);
    expect(data.parameters.nodes.map(({ name }) => name).sort()).toEqual(report.map(({ kind }) => kind).sort());
    for (const { basis } of data.parameters.nodes) expect(basis).toMatch(/法》第.+条|训枢默认/u);
    const file = readTsv("parameters.tsv").filter(({ name }) => name?.startsWith("keep_"));
    expect(file.map(({ name, unit }) => [name, unit]).sort()).toEqual(
      report.map(({ kind, unit }) => [kind, unit]).sort(),
    );
  });

  test("a parameter changes what is due, but not below what law asks for", async () => {
    await addImport("committed", "2026-08-01", 1);
    await hub.sql("update parameter set value = 2 where name in ('keep_import_rows', 'keep_access_events')");
    const report = await run(false);
    const lengths = Object.fromEntries(report.map(({ kind, length }) => [kind, length]));
    expect(lengths).toMatchObject({ keep_import_rows: 2, keep_access_events: 36 });
    expect(of(report, "keep_import_rows").due).toBe(2);
    await hub.sql("update parameter set value = 24 where name = 'keep_import_rows'");
    expect(of(await run(false), "keep_import_rows").due).toBe(0);
  });
});

test("what is due is shown and stays until removing is asked for", async () => {
  await addImport("committed", "2023-01-01", 3);
  await addImport("checked", "2026-02-01", 2);
  await addImport("checked", "2026-10-01", 1);
  await hub.sql(
    "insert into batch (id, kind, request_hash, received_at, receipt) values (gen_random_uuid(), 'rows', '', '2023-05-01', '{}')",
  );
  const before = await count("import_row where cells <> '{\"c\": []}'");
  const report = await run(false);
  expect(of(report, "keep_import_rows")).toEqual({ due: 4, removed: 0 });
  expect(of(report, "keep_waiting_imports")).toEqual({ due: 3, removed: 0 });
  expect(of(report, "keep_receipts")).toEqual({ due: 1, removed: 0 });
  expect(await count("import_row where cells <> '{\"c\": []}'")).toBe(before);
});

test("a removal that was cut off goes on where it stopped, piece by piece, each piece logged", async () => {
  let pieces = 0;
  const cut = hub.database.db.withPlugin({
    transformQuery: ({ node }) => {
      if (JSON.stringify(node).includes("update import_row r set cells") && (pieces += 1) > 2)
        throw new Error("cut off");
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  await expect(retain(cut, NOW, { remove: true, piece: 1 })).rejects.toThrow("cut off");
  const emptied = (): Promise<number> => count("import_row where cells = '{\"c\": []}'");
  const after = await emptied();
  expect(after).toBeGreaterThan(0);
  expect(after).toBeLessThan(3);
  const report = await run(true, { piece: 2 });
  expect(await emptied()).toBe(3);
  expect(of(report, "keep_waiting_imports")).toEqual({ due: 3, removed: 3 });
  expect(of(report, "keep_receipts")).toEqual({ due: 1, removed: 1 });
  expect(await count("import_row where label = '示例丙'")).toBe(2);
  expect(await count("import where tables::text like '%示例丙%'")).toBe(2);
  expect(await hub.sql("select status from import where created_at = '2026-02-01'")).toEqual([{ status: "discarded" }]);
  const [logged] = await hub.sql<{ n: number }>(
    "select sum((detail ->> 'removed')::int)::int as n from access_event where kind = 'retention' and detail ->> 'kind' = 'keep_import_rows'",
  );
  expect(logged?.n).toBe(4);
  expect((await run(true)).map(({ removed }) => removed)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test("an upload left behind and a cut-off hub's working folder go; the file of an import under way stays", async () => {
  const folder = join(hub.home, "imports");
  mkdirSync(folder, { recursive: true });
  const [underWay] = await hub.sql<{ id: string }>(
    "insert into import (org_id, file_name, origin, status, worked_at) values ($1, 'x.xlsx', 'upload', 'staging', '2026-11-04T23:00:00Z') returning id",
    [ORG.workshop],
  );
  const old = new Date("2026-11-01T00:00:00Z");
  const made = ["incoming-00ff", crypto.randomUUID(), underWay?.id ?? ""].map((name) => join(folder, name));
  const work = join(temporary, "xunshu-texts-abc");
  const foreign = join(temporary, "somebody-elses");
  const fresh = join(folder, "incoming-fresh");
  for (const path of [...made, fresh]) writeFileSync(path, "示例");
  for (const path of [work, foreign]) mkdirSync(path);
  for (const path of [...made, work, foreign]) utimesSync(path, old, old);
  utimesSync(fresh, NOW, NOW);
  expect(of(await run(false), "keep_uploads")).toEqual({ due: 3, removed: 0 });
  expect(of(await run(true), "keep_uploads")).toEqual({ due: 3, removed: 3 });
  expect([...made, work, foreign, fresh].map((path) => existsSync(path))).toEqual([
    false,
    false,
    true,
    false,
    true,
    true,
  ]);
});

describe("the log of access", () => {
  const LONG_AGO = "2020-03-01";
  /** Three accounts with links of long ago and of now, and one that is only old. */
  const fill = async (): Promise<void> => {
    for (const name of ["甲账号", "乙账号", "旧账号"]) {
      await hub.signIn({ role: "analyst", name });
      await hub.database.db.transaction().execute(async (tx) => {
        const say = (text: string): Promise<unknown> => tx.executeQuery(CompiledQuery.raw(text));
        await say(`select set_config('hub.account', (select id::text from account where name = '${name}'), true)`);
        for (let n = 0; n < 3; n += 1) await say("select record_access('sign_in', '{}')");
      });
    }
    // As written years ago: the chain is worked out anew with the moments of then.
    await hub.sql("alter table access_event disable trigger access_event_stands");
    await hub.sql(`do $$ declare e record; last bytea; begin
      for e in select * from access_event order by chain, link loop
        last := case when e.link = 1 then ''::bytea else last end;
        if e.account_id is not null and (e.link < 3 or e.account_id = (select id from account where name = '旧账号')) then e.at := '${LONG_AGO}'; end if;
        update access_event set at = e.at, previous = last, hash = sha256(last || access_link(e.link, e.at, e.account_id, e."by", e.kind, e.origin, e.detail)) where seq = e.seq returning hash into last;
        update access_head set hash = last where chain = e.chain and link = e.link;
      end loop; end $$`);
    await hub.sql("alter table access_event enable trigger access_event_stands");
  };
  const old = (): Promise<number> => count(`access_event where at < '2023-01-01'`);

  test("is not shortened by the hub's daily work, nor by anybody without a seal", async () => {
    await fill();
    expect((await verifyAccess(hub.database.db)).broken).toEqual([]);
    expect(await old()).toBe(7);
    expect(of(await run(true), "keep_access_events")).toEqual({ due: 7, removed: 0, held: "by command" });
    await expect(hub.sql("delete from access_event where at < '2023-01-01'")).rejects.toThrow("append-only");
    await expect(hub.sql("update access_event set kind = 'x'")).rejects.toThrow("append-only");
  });

  test("is never shortened by the role of requests, which cannot seal either", async () => {
    const asRequest = (text: string): Promise<unknown> =>
      hub.database.db.transaction().execute(async (tx) => {
        await tx.executeQuery(CompiledQuery.raw("set local role xunshu_hub"));
        await tx.executeQuery(CompiledQuery.raw(text));
      });
    for (const text of [
      "delete from access_event",
      "select seal_access(now())",
      "insert into access_sealed (chain, link, hash) select chain, link, hash from access_head",
      "delete from access_sealed",
    ])
      await expect(asRequest(text)).rejects.toThrow(/permission denied|insufficient/u);
    expect(await old()).toBe(7);
  });

  test("is cut behind a seal, in pieces; half cut and whole cut it verifies, and an earlier seal still holds", async () => {
    const earlier = await sealLogs(hub.database.db);
    let pieces = 0;
    const cut = hub.database.db.withPlugin({
      transformQuery: ({ node }) => {
        if (JSON.stringify(node).includes("delete from access_event") && (pieces += 1) > 2) throw new Error("cut off");
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
    await expect(retain(cut, NOW, { remove: true, log: true, piece: 2 })).rejects.toThrow("cut off");
    expect(await old()).toBe(3);
    expect((await verifyAccess(hub.database.db)).broken).toEqual([]);
    expect(of(await run(true, { log: true }), "keep_access_events")).toEqual({ due: 3, removed: 3 });
    expect(await old()).toBe(0);
    expect((await verifyAccess(hub.database.db)).broken).toEqual([]);
    expect(await compareWithSeal(hub.database.db, earlier)).toEqual({ kind: "known", missing: [] });
    const [told] = await hub.sql<{ detail: { sealed: string } }>(
      "select detail from access_event where kind = 'retention' and detail ? 'sealed' order by seq desc limit 1",
    );
    expect(told?.detail.sealed).toMatch(/^[0-9a-f]{64}$/u);
  });

  test("goes on behind its seal: a link lost or changed after it is still found, and so is a seal that was moved", async () => {
    const [chain] = await hub.sql<{ chain: string }>(
      "select s.chain from access_sealed s where exists (select from access_event e where e.chain = s.chain) limit 1",
    );
    const broken = async (): Promise<string[]> =>
      (await verifyAccess(hub.database.db)).broken.map(({ fault }) => fault).sort();
    await hub.sql("update access_sealed set link = link - 1 where chain = $1", [chain?.chain]);
    expect(await broken()).toContain("seal");
    await hub.sql("update access_sealed set link = link + 1 where chain = $1", [chain?.chain]);
    expect(await broken()).toEqual([]);
    await hub.sql("alter table access_event disable trigger access_event_stands");
    await hub.sql("update access_event set kind = 'refused' where chain = $1", [chain?.chain]);
    await hub.sql("alter table access_event enable trigger access_event_stands");
    expect(await broken()).toEqual(["link"]);
  });

  test("is left alone when it is broken", async () => {
    await hub.sql("update parameter set value = 36 where name = 'keep_access_events'");
    const report = await retain(hub.database.db, new Date("2036-01-01T00:00:00Z"), { remove: true, log: true });
    expect(of(report, "keep_access_events")).toMatchObject({ removed: 0, held: "log broken" });
  });
});

test("persons nothing is recorded of any more are counted for somebody to judge, and never go by age", async () => {
  const due = async (at: string, more: object = {}): Promise<object> =>
    of(await retain(hub.database.db, new Date(at), { remove: false, ...more }), "keep_persons");
  expect(await due("2026-11-05T00:00:00Z")).toEqual({ due: 0, removed: 0, held: "by name" });
  expect(await due("2060-01-01T00:00:00Z")).toEqual({ due: 5, removed: 0, held: "by name" });
  const people = await hub.sql<{ id: string }>("select id from person order by id");
  await hub.sql(
    "insert into affiliation (org_id, role, person_id, valid_from) select org_id, 'teacher_full', id, '2020-01-01' from person where id = $1",
    [people[0]?.id],
  );
  await hub.sql(
    "insert into fund_entry (org_id, kind, direction, amount, occurred_on, person_id, updated_at) select org_id, 'subsidy', 'out', 1, '2059-01-01', id, '2059-01-01' from person where id = $1",
    [people[1]?.id],
  );
  expect(await due("2060-01-01T00:00:00Z")).toMatchObject({ due: 3 });
  await retain(hub.database.db, new Date("2060-01-01T00:00:00Z"), { remove: true });
  expect(await count("person")).toBe(5);
});

test("money, certificates and who took part are no kind of it", async () => {
  expect(await count("fund_entry")).toBe(4);
  expect(await count("enrolment")).toBe(9);
  expect(await count("person")).toBe(5);
});
