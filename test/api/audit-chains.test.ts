import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { openDatabase, type OpenDatabase } from "../../server/database/database.js";
import { compareWithSeal, NOBODY_CHAIN, sealLogs, verifyAccess, verifyChain } from "../../server/database/history.js";
import { copyDatabase, type DatabaseCopy } from "../support/database-copies.js";

const COLLEGE = "0190a000-0000-7000-8000-000000000011";
const CLERK = "0190a000-0000-7000-8000-0000000000a1";
const HEAD = "0190a000-0000-7000-8000-0000000000a2";

let copy: DatabaseCopy;
let database: OpenDatabase;
beforeAll(async () => {
  copy = await copyDatabase("empty", Buffer.alloc(32, 7));
  database = await openDatabase(copy.place);
  await run(`insert into organization (id, code, name, kind) values ('${COLLEGE}', 'A1', '示例学院', 'college')`);
  await run(`insert into account (id, login, name) values ('${CLERK}', 'jia', '甲某'), ('${HEAD}', 'yi', '乙某')`);
  await run(`insert into person (org_id, name) values ('${COLLEGE}', '某甲'), ('${COLLEGE}', '某乙')`);
  await run(`update person set name = '某丙' where name = '某甲'`);
  for (const kind of ["sign_in_failed", "sign_in_failed"]) await happen("", kind);
  for (const kind of ["sign_in", "token_made", "personal_read", "sign_out"]) await happen(CLERK, kind);
  for (const kind of ["sign_in", "granted", "sign_out"]) await happen(HEAD, kind);
});
afterAll(async () => {
  await database.close();
  await copy.remove();
});

async function run<Row = Record<string, unknown>>(text: string): Promise<Row[]> {
  return (await sql.raw<Row>(text).execute(database.db)).rows;
}

async function happen(account: string, kind: string): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    await sql`select set_config('hub.account', ${account}, true), set_config('hub.viewer', ${account === "" ? "" : "某人"}, true)`.execute(
      tx,
    );
    await sql`select record_access(${kind}::text, '{"way":"password"}'::jsonb, 'page 127.0.0.1')`.execute(tx);
  });
}

/** What is answered after somebody with all power over the database did something, which is then undone. */
async function tampered<T>(statements: readonly string[], ask: (tx: OpenDatabase["db"]) => Promise<T>): Promise<T> {
  const undo = new Error("undo");
  let answer: T | undefined;
  await database.db
    .transaction()
    .execute(async (tx) => {
      for (const table of ["access_event", "change_log", "change_row", "audit_seal"])
        await sql.raw(`alter table ${table} disable trigger user`).execute(tx);
      for (const statement of statements) await sql.raw(statement).execute(tx);
      answer = await ask(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return answer as T;
}

const brokenAfter = (...statements: string[]) => tampered(statements, async (tx) => (await verifyAccess(tx)).broken);

describe("the log of access", () => {
  test("is whole as it was written: one chain for each account, one for those who never signed in", async () => {
    expect(await verifyAccess(database.db)).toMatchObject({ chains: 3, links: "9", broken: [] });
  });

  test("an event told otherwise, an event lost and two events changing places are each named", async () => {
    expect(
      await brokenAfter(`update access_event set kind = 'sign_out' where chain = '${CLERK}' and link = 3`),
    ).toEqual([{ account: CLERK, link: "3", fault: "link" }]);
    expect(await brokenAfter(`delete from access_event where chain = '${CLERK}' and link = 2`)).toEqual([
      { account: CLERK, link: "3", fault: "gap" },
    ]);
    const swap = [
      `update access_event set link = 99 where chain = '${CLERK}' and link = 2`,
      `update access_event set link = 2 where chain = '${CLERK}' and link = 3`,
      `update access_event set link = 3 where chain = '${CLERK}' and link = 99`,
    ];
    expect(await brokenAfter(...swap)).toEqual([{ account: CLERK, link: "2", fault: "chain" }]);
  });

  test("an event moved to the account of somebody else is named", async () => {
    expect(
      await brokenAfter(`update access_event set account_id = '${HEAD}' where chain = '${CLERK}' and link = 1`),
    ).toEqual([{ account: CLERK, link: "1", fault: "link" }]);
    expect(await brokenAfter(`delete from access_event where chain = '${NOBODY_CHAIN}' and link = 2`)).toEqual([
      { account: NOBODY_CHAIN, link: "2", fault: "head" },
    ]);
  });
});

describe("a seal written down elsewhere", () => {
  const cutAccess = [
    `delete from access_event where chain = '${HEAD}' and link = 3`,
    `update access_head h set link = 2, hash = e.hash from access_event e where h.chain = '${HEAD}' and e.chain = h.chain and e.link = 2`,
  ];
  const cutChanges = [
    `delete from change_row where org_id = '${COLLEGE}' and seq = (select max(seq) from change_log where org_id = '${COLLEGE}')`,
    `delete from change_log where org_id = '${COLLEGE}' and seq = (select max(seq) from change_log where org_id = '${COLLEGE}')`,
    `update change_head h set seq = l.seq, hash = l.hash, previous = l.previous from (select * from change_log where org_id = '${COLLEGE}' order by seq desc limit 1) l where h.org_id = '${COLLEGE}'`,
  ];

  test("stands as long as the logs only grow", async () => {
    const seal = await sealLogs(database.db);
    await happen(CLERK, "sign_in");
    await run(`insert into person (org_id, name) values ('${COLLEGE}', '某丁')`);
    expect(await compareWithSeal(database.db, seal)).toEqual({ kind: "known", missing: [] });
    expect(await sealLogs(database.db)).not.toBe(seal);
  });

  test("shows an end cut off together with its head, which the chains themselves cannot show", async () => {
    const seal = await sealLogs(database.db);
    expect(await brokenAfter(...cutAccess)).toEqual([]);
    expect(await tampered(cutAccess, (tx) => compareWithSeal(tx, seal))).toEqual({
      kind: "known",
      missing: [{ log: "access", chain: HEAD, link: "3" }],
    });
    expect(await tampered(cutChanges, async (tx) => (await verifyChain(tx)).broken)).toEqual([]);
    expect(await tampered(cutChanges, (tx) => compareWithSeal(tx, seal))).toEqual({
      kind: "known",
      missing: [{ log: "change", chain: COLLEGE, link: expect.any(String) }],
    });
  });

  test("shows that the hub's own copy of it was taken away or rewritten", async () => {
    const seal = await sealLogs(database.db);
    expect(await tampered([`delete from audit_seal`], (tx) => compareWithSeal(tx, seal))).toEqual({ kind: "unknown" });
    const rewritten = [`update audit_seal set heads = '[]' where seal = '${seal}'`];
    expect(await tampered(rewritten, (tx) => compareWithSeal(tx, seal))).toEqual({ kind: "altered" });
  });
});

describe("the role that requests run as", () => {
  const statements = ["change_log", "change_row", "access_event", "access_head", "change_head", "audit_seal"].flatMap(
    (table) => [
      `delete from ${table}`,
      `truncate ${table}`,
      `update ${table} set ${table === "audit_seal" ? "seal = ''" : table === "change_row" ? "row_no = 2" : "hash = ''"}`,
    ],
  );

  test.each(statements)("may not: %s", async (statement) => {
    const asHub = database.db.transaction().execute(async (tx) => {
      await sql`set local role xunshu_hub`.execute(tx);
      await sql.raw(statement).execute(tx);
    });
    await expect(asHub).rejects.toThrow(/permission denied/);
  });

  test("may not write a link itself, nor switch the triggers off", async () => {
    for (const statement of [
      "insert into access_event (by, kind, chain, link, previous, hash) values ('x', 'sign_in', gen_random_uuid(), 1, '', '')",
      "insert into change_log (org_id, seq, register, operation, row_count, digest, previous, hash) values (gen_random_uuid(), 1, 'person', 'insert', 1, '', '', '')",
      "alter table access_event disable trigger user",
    ]) {
      const asHub = database.db.transaction().execute(async (tx) => {
        await sql`set local role xunshu_hub`.execute(tx);
        await sql.raw(statement).execute(tx);
      });
      await expect(asHub).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});
