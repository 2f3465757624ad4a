import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { openDatabase, type OpenDatabase } from "../../server/database/database.js";
import { HUB_CHAIN, verifyChain } from "../../server/database/history.js";
import { loadIndicators } from "../../server/database/codes/load-codes.js";
import { migrate, migrations, splitStatements } from "../../server/database/migrate.js";
import { inTransaction } from "../../server/database/transaction.js";
import { ensureTallies } from "../../server/features/indicator/indicator.tallies.js";
import { copyDatabase, type DatabaseCopy } from "../support/database-copies.js";

const COLLEGE = "0190a000-0000-7000-8000-000000000001";
const FACTORY = "0190a000-0000-7000-8000-000000000002";
const LEDGERS = [
  ...["person", "course", "affiliation", "activity", "enrolment", "attendance", "application", "credential", "asset"],
  ...["fund_entry", "target", "submission", "finding", "task", "document", "organization", "form", "rule", "parameter"],
];

let copy: DatabaseCopy;
let database: OpenDatabase;
beforeAll(async () => {
  copy = await copyDatabase("empty", Buffer.alloc(32, 7));
  database = await openDatabase(copy.place);
  await run(
    `insert into organization (id, code, name, kind) values ('${COLLEGE}', 'H1', '示例学院', 'college'), ('${FACTORY}', 'H2', '示例工厂', 'enterprise')`,
  );
});
afterAll(async () => {
  await database.close();
  await copy.remove();
});

async function run<Row = Record<string, unknown>>(text: string): Promise<Row[]> {
  return (await sql.raw<Row>(text).execute(database.db)).rows;
}

/** One transaction, as a viewer, with whatever settings the writer makes. */
async function write(
  viewer: string,
  settings: Readonly<Record<string, string>>,
  ...statements: string[]
): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    for (const [name, value] of Object.entries({ "hub.viewer": viewer, ...settings }))
      await sql`select set_config(${name}, ${value}, true)`.execute(tx);
    for (const statement of statements) await sql.raw(statement).execute(tx);
  });
}

/** A moment after everything so far and before everything to come: moments include their own millisecond. */
async function moment(): Promise<string> {
  const wait = "select pg_sleep(0.003)";
  await run(wait);
  const [row] = await run<{ at: string }>("select clock_timestamp()::text as at");
  await run(wait);
  return row!.at;
}

const log = (where: string) =>
  run<{
    org_id: string;
    seq: string;
    by: string;
    batch_id: string | null;
    origin: string | null;
    operation: string;
    row_count: number;
  }>(
    `select org_id, seq, by, batch_id, origin, operation, row_count from change_log where ${where} order by org_id, seq`,
  );

describe("what is logged", () => {
  test("whoever writes, by whatever statement, is logged with who, from which batch and how many rows", async () => {
    const batch = "0190b000-0000-7000-8000-000000000001";
    await write(
      "王某",
      { "hub.batch": batch, "hub.origin": "excel" },
      `insert into person (org_id, name) select '${COLLEGE}', '张' || n from generate_series(1, 40) n`,
    );
    await write(
      "李某",
      {},
      `insert into person (org_id, name) values ('${COLLEGE}', '赵甲'), ('${FACTORY}', '赵乙'), ('${FACTORY}', '赵丙')`,
    );
    expect(await log("register = 'person'")).toMatchObject([
      { org_id: COLLEGE, by: "王某", batch_id: batch, origin: "excel", operation: "insert", row_count: 40 },
      { org_id: COLLEGE, by: "李某", batch_id: null, origin: null, operation: "insert", row_count: 1 },
      { org_id: FACTORY, by: "李某", batch_id: null, origin: null, operation: "insert", row_count: 2 },
    ]);
  });

  test("an update that changes nothing is not logged, and a row changed keeps what it was", async () => {
    await write(
      "王某",
      {},
      `insert into course (org_id, kind, code, name) values ('${COLLEGE}', 'skill', 'K1', '焊工')`,
    );
    await write("王某", {}, `update course set name = '焊工' where code = 'K1'`);
    expect(await log("register = 'course' and operation = 'update'")).toEqual([]);
    await write("王某", {}, `update course set name = '电工', version = 2 where code = 'K1'`);
    const kept = await run(
      "select version_before, before ->> 'name' as name from change_row where register = 'course'",
    );
    expect(kept).toEqual([{ version_before: 1, name: "焊工" }]);
  });

  test("a change undone with its transaction leaves nothing in the log", async () => {
    const before = await run("select * from change_head order by org_id");
    await write("王某", {}, `insert into person (org_id, name) values ('${COLLEGE}', '钱某')`, "select 1 / 0").catch(
      () => undefined,
    );
    expect(await run("select * from change_head order by org_id")).toEqual(before);
  });

  test("shared reference data is chained under the hub itself", async () => {
    await write("王某", {}, "insert into code (list, code, name_zh) values ('colour', 'red', '红')");
    await write("王某", {}, "update code set name_zh = '大红' where list = 'colour' and code = 'red'");
    await write("王某", {}, "delete from code where list = 'colour' and code = 'red'");
    const logged = await log(`org_id = '${HUB_CHAIN}' and register = 'code'`);
    expect(logged.slice(-3).map((each) => each.operation)).toEqual(["insert", "update", "delete"]);
  });

  test("every ledger is logged and can be asked as it stood", async () => {
    const triggers = await run<{ name: string; kinds: string[] }>(`
      select c.relname as name, array_agg(t.tgname::text order by t.tgname) as kinds
      from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname like 'change\\_%' and c.relname not like 'change\\_%' group by 1`);
    const kinds = new Map(triggers.map((each) => [each.name, each.kinds]));
    for (const ledger of LEDGERS) {
      expect([ledger, kinds.get(ledger)]).toEqual([ledger, ["change_delete", "change_insert", "change_update"]]);
      expect(await run(`select count(*) from ${ledger}_as_of(now())`)).toHaveLength(1);
    }
    expect(kinds.has("figure_revision")).toBe(true);
    expect(kinds.has("figure")).toBe(false);
  });

  test("the log itself stands: it is neither changed, deleted nor emptied", async () => {
    await expect(run("update change_log set by = 'nobody'")).rejects.toThrow(/append-only/);
    await expect(run("delete from change_row")).rejects.toThrow(/append-only/);
    await expect(run("truncate change_log")).rejects.toThrow(/append-only/);
  });
});

describe("the ledgers as they stood", () => {
  const course = "0190c000-0000-7000-8000-000000000001";
  const names = async (at: string) =>
    (await run<{ name: string }>(`select name from course_as_of('${at}') where id = '${course}'`)).map(
      (row) => row.name,
    );

  test("a row is there from its creation to its deletion, with the values of the moment", async () => {
    const before = await moment();
    await write(
      "王某",
      {},
      `insert into course (org_id, id, kind, name) values ('${COLLEGE}', '${course}', 'skill', '一')`,
    );
    const first = await moment();
    await write("王某", {}, `update course set name = '二' where id = '${course}'`);
    const second = await moment();
    await write(
      "王某",
      {},
      `update course set name = '三' where id = '${course}'`,
      `update course set name = '四' where id = '${course}'`,
    );
    const fourth = await moment();
    await write("王某", {}, `delete from course where id = '${course}'`);
    const after = await moment();
    expect([
      await names(before),
      await names(first),
      await names(second),
      await names(fourth),
      await names(after),
    ]).toEqual([[], ["一"], ["二"], ["四"], []]);
  });

  test("every column comes back as it was: dates, arrays, exact numbers and fingerprints", async () => {
    const person = "0190c000-0000-7000-8000-000000000002";
    const activity = "0190c000-0000-7000-8000-000000000003";
    await write(
      "王某",
      {},
      `insert into person (org_id, id, name, id_hash) values ('${COLLEGE}', '${person}', '孙某', '\\x00ff10')`,
      `insert into activity (org_id, id, kind, title, starts_on) values ('${COLLEGE}', '${activity}', 'class', '班', '2024-02-29')`,
      `insert into enrolment (org_id, activity_id, person_id, categories, hours_done, score)
       values ('${COLLEGE}', '${activity}', '${person}', '{a,"b c"}', 12.5, 88.25)`,
    );
    const tables = ["person", "activity", "enrolment"];
    const stood = await Promise.all(tables.map((table) => run(`select * from ${table} order by id`)));
    const then = await moment();
    await write(
      "王某",
      {},
      "delete from enrolment",
      `update activity set starts_on = null, title = '改'`,
      "update person set id_hash = null, name = '改'",
    );
    for (const [i, table] of tables.entries())
      expect(await run(`select * from ${table}_as_of('${then}') order by id`)).toEqual(stood[i]);
  });

  test("many statements at once are told apart: a batch that inserts, changes and deletes the same row", async () => {
    const id = "0190c000-0000-7000-8000-000000000004";
    const before = await moment();
    await write(
      "王某",
      {},
      `insert into course (org_id, id, kind, name) values ('${COLLEGE}', '${id}', 'skill', '短')`,
      `update course set name = '更短' where id = '${id}'`,
      `delete from course where id = '${id}'`,
    );
    const after = await moment();
    for (const at of [before, after])
      expect(await run(`select * from course_as_of('${at}') where id = '${id}'`)).toEqual([]);
  });
});

describe("checking the chain", () => {
  beforeEach(async () => {
    expect((await verifyChain(database.db)).broken).toEqual([]);
  });

  /** As somebody with the database's own password might: triggers off. Undone afterwards. */
  async function tamper(statement: string) {
    const answer: { broken?: unknown } = {};
    const undo = new Error("undo");
    await database.db
      .transaction()
      .execute(async (tx) => {
        for (const table of ["change_log", "change_row"])
          await sql.raw(`alter table ${table} disable trigger user`).execute(tx);
        await sql.raw(statement).execute(tx);
        answer.broken = (await verifyChain(tx)).broken;
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return answer.broken;
  }

  test("an untouched log is whole, and its seal changes with every write", async () => {
    const first = await verifyChain(database.db);
    await write("王某", {}, `insert into person (org_id, name) values ('${FACTORY}', '周某')`);
    const second = await verifyChain(database.db);
    expect(second.broken).toEqual([]);
    expect(Number(second.links)).toBe(Number(first.links) + 1);
    expect(second.seal).not.toBe(first.seal);
  });

  test("a changed name, a changed digest, a lost link, a cut end and a changed before-image are each found", async () => {
    expect(await tamper(`update change_log set by = '别人' where org_id = '${COLLEGE}' and seq = 2`)).toEqual([
      { organization: COLLEGE, seq: "2", fault: "link" },
    ]);
    expect(await tamper(`update change_log set digest = sha256('x') where org_id = '${FACTORY}' and seq = 1`)).toEqual([
      { organization: FACTORY, seq: "1", fault: "link" },
    ]);
    expect(await tamper(`delete from change_log where org_id = '${COLLEGE}' and seq = 3`)).toEqual([
      { organization: COLLEGE, seq: expect.any(String), fault: expect.stringMatching(/gap|rows/) },
    ]);
    expect(
      await tamper(
        `delete from change_log l where org_id = '${FACTORY}' and seq = (select max(seq) from change_log where org_id = l.org_id)`,
      ),
    ).toEqual([{ organization: FACTORY, seq: expect.any(String), fault: "head" }]);
    expect(
      await tamper(
        `update change_row set before = before || '{"name":"假"}' where register = 'course' and row_no = 1 and org_id = '${COLLEGE}'`,
      ),
    ).toEqual([{ organization: COLLEGE, seq: expect.any(String), fault: "rows" }]);
  });

  test("why a row was changed is in its link: a reason put in, changed or taken away is found", async () => {
    await database.db.transaction().execute(async (tx) => {
      const said = { person: { insert: { [COLLEGE]: { "*": "补录名册" } } } };
      await sql`select set_config('hub.reasons', ${JSON.stringify(said)}, true)`.execute(tx);
      await sql.raw(`insert into person (org_id, name) values ('${COLLEGE}', '吴某')`).execute(tx);
    });
    const { rows } = await sql<{ seq: string; reasons: unknown }>`
      select seq::text, reasons from change_log where org_id = ${COLLEGE}::uuid order by change_log.seq desc limit 1`.execute(
      database.db,
    );
    expect(rows).toEqual([{ seq: expect.any(String), reasons: { "*": "补录名册" } }]);
    expect((await verifyChain(database.db)).broken).toEqual([]);
    const at = `where org_id = '${COLLEGE}' and seq = ${rows[0]?.seq}`;
    for (const reasons of ["null", `'{"*": "另一原因"}'`])
      expect(await tamper(`update change_log set reasons = ${reasons} ${at}`)).toEqual([
        { organization: COLLEGE, seq: rows[0]?.seq, fault: "link" },
      ]);
    expect(
      await tamper(`update change_log set reasons = '{"*": "x"}' where org_id = '${COLLEGE}' and seq = 2`),
    ).toEqual([{ organization: COLLEGE, seq: "2", fault: "link" }]);
  });

  test("a link rewritten together with its hash is found by the link after it", async () => {
    const forged = `update change_log set by = '别人', hash = sha256(previous || int8send(seq) ||
      change_link(org_id, at, '别人', batch_id, origin, register, operation, row_count, digest, before_digest))
      where org_id = '${COLLEGE}' and seq = 2`;
    expect(await tamper(forged)).toEqual([{ organization: COLLEGE, seq: "3", fault: "chain" }]);
  });

  test("the chain reads the same in another time zone", async () => {
    await database.db.transaction().execute(async (tx) => {
      await sql`set local timezone = 'Asia/Shanghai'`.execute(tx);
      expect((await verifyChain(tx)).broken).toEqual([]);
    });
  });
});

describe("a database of the version before", () => {
  test("is brought up to date: rows of then count as they are, and changes from now on are kept", async () => {
    const old = await openDatabase({ engine: "pglite" });
    try {
      await old.db.transaction().execute(async (tx) => {
        const [first] = migrations();
        for (const statement of splitStatements(first!.text)) await sql.raw(statement).execute(tx);
        await sql`create table hub_migration (name text primary key, digest text not null, ran_at timestamptz not null default now())`.execute(
          tx,
        );
        await sql`insert into hub_migration (name, digest) values (${first!.name}, ${first!.digest})`.execute(tx);
      });
      const ask = async (text: string) => (await sql.raw<Record<string, unknown>>(text).execute(old.db)).rows;
      await ask(`insert into organization (id, code, name, kind) values ('${COLLEGE}', 'H1', '示例学院', 'college')`);
      await ask(
        `insert into activity (org_id, kind, title, status, ends_on) values ('${COLLEGE}', 'class', '班', 'done', '2024-05-31')`,
      );
      await ask(`insert into person (org_id, name) values ('${COLLEGE}', '旧某'), ('${COLLEGE}', '新某')`);
      await ask(
        `insert into enrolment (org_id, activity_id, person_id, status) select a.org_id, a.id, p.id, 'completed' from activity a, person p`,
      );
      expect(await migrate(old.db)).toContain("0003-history.sql");
      await inTransaction(old.db, "system", loadIndicators);
      expect(await ensureTallies(old.db)).toBe(true);
      const kept =
        "select grain, day, value from tally where key = (select key from tally where value = 2 and grain = 0 limit 1) order by 1";
      expect(await ask(kept)).toEqual([
        { grain: 0, day: "2024-05-31", value: "2" },
        { grain: 1, day: "2024-05-01", value: "2" },
        { grain: 2, day: "2024-01-01", value: "2" },
      ]);
      const [{ then }] = (await ask(
        "select (clock_timestamp() + interval '1 millisecond')::text as then, pg_sleep(0.01)",
      )) as [{ then: string }];
      await ask("update activity set ends_on = '2024-06-30'");
      expect(await ask(`select ends_on from activity_as_of('${then}')`)).toEqual([{ ends_on: "2024-05-31" }]);
      expect((await verifyChain(old.db)).broken).toEqual([]);
    } finally {
      await old.close();
    }
  });
});
