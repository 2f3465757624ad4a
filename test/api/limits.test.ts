/** How often an account may ask, and what the database is told of how long it may take. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { requestTransaction } from "../../server/database/transaction.js";
import { DOCUMENT_IDS } from "../../schema/generated/document-ids.js";
import { startHub, TEST_IDENTITY_KEY, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ settings: { requestsPerMinute: 300 } });
});
afterAll(() => hub.stop());

test("more in a minute than an account may send is refused with when to come again; others are not held up", async () => {
  const eager = await hub.signIn({ role: "analyst", name: "急" });
  const send = (): Promise<Response> =>
    fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...eager },
      body: '{"query":""}',
    });
  const statuses: number[] = [];
  for (let n = 0; n < 301; n++) statuses.push((await send()).status);
  expect(statuses.at(-1)).toBe(429);
  expect(Number((await send()).headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await hub.graphql("{ hub { name } }", {}, await hub.signIn({ role: "analyst", name: "缓" }))).status).toBe(
    200,
  );
});

test("the database is told of each operation how long it may take, and by what name to stop it", async () => {
  const patience = { milliseconds: 30_000, mark: "hub test" };
  const transaction = requestTransaction(hub.database.db, { name: "测试", patience });
  const { rows } = await sql<{ time: string; mark: string }>`
    select current_setting('statement_timeout') as time, current_setting('application_name') as mark`.execute(
    await transaction.tx(),
  );
  await transaction.rollback();
  expect(rows).toEqual([{ time: "30s", mark: "hub test" }]);
});

/** Keeps a table to itself until it is let go: whoever reads it waits in the database. */
async function holding(table: string, work: () => Promise<void>): Promise<void> {
  const holder = await hub.database.db.startTransaction().execute();
  try {
    await sql`lock table ${sql.id(table)} in access exclusive mode`.execute(holder);
    await work();
  } finally {
    await holder.rollback().execute();
  }
}

const waitingReads = async (): Promise<number> =>
  (
    await hub.sql<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name like 'hub %' and state = 'active'",
    )
  )[0]?.n ?? -1;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 200; n++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come to be so");
}

if (process.env["HUB_TEST_ENGINE"] === "postgres")
  describe("On PostgreSQL", () => {
    test("a client that goes away takes its statement with it: the database has none left of it", async () => {
      const headers = { "content-type": "application/json", ...(await hub.signIn({ role: "secretary", name: "走" })) };
      const leaving = new AbortController();
      await holding("activity", async () => {
        const asked = fetch(`${hub.url}/graphql`, {
          method: "POST",
          headers,
          body: JSON.stringify({ query: "{ activities { nodes { title } } }" }),
          signal: leaving.signal,
        });
        asked.catch(() => undefined);
        await until(async () => (await waitingReads()) === 1);
        leaving.abort();
        // The table is still held: nothing but a cancel ends the wait.
        await until(async () => (await waitingReads()) === 0);
        await expect(asked).rejects.toThrow();
      });
      expect((await hub.graphql("{ activities { totalCount } }", {}, headers)).errors).toBeUndefined();
    });

    test("an operation past its time is ended by the database itself, and the connection serves on", async () => {
      const [account] = await hub.sql<{ id: string }>("select id from account where name = '走'");
      const requests = await hub.database.requestsUnder(TEST_IDENTITY_KEY);
      await holding("activity", async () => {
        const viewer = {
          name: "走",
          accountId: account?.id ?? "",
          patience: { milliseconds: 300, mark: "hub past its time" },
        };
        const transaction = requestTransaction(requests, viewer);
        const tx = await transaction.tx();
        await expect(sql`select count(*) from activity`.execute(tx)).rejects.toMatchObject({ code: "57014" });
        await transaction.rollback();
        expect(await waitingReads()).toBe(0);
      });
    });
  });
else console.log("Statements are cancelled on PostgreSQL alone: the embedded engine runs each to its end.");

describe("Suggestions of names", () => {
  const send = async (body: object, headers: Record<string, string>): Promise<string> => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return response.text();
  };
  const wrongKind = {
    documentId: DOCUMENT_IDS["SearchCatalogue"],
    variables: { text: "x", kinds: ["INDICATORR"], first: 1 },
  };

  test("help an explorer, in the document and in its variables", async () => {
    const explorer = await hub.signIn({ role: "analyst", name: "探", explores: true });
    expect(await send(wrongKind, explorer)).toContain("Did you mean");
    expect(await send({ query: "{ organizations { nodes { nmae } } }" }, explorer)).toContain("Did you mean");
    expect(await send({ query: "{ __schema { queryType { name } } }" }, explorer)).toContain('"name":"Query"');
  });

  test("are told to nobody else, nor is the schema", async () => {
    const clerk = await hub.signIn({ role: "college_clerk", name: "干", explores: false });
    const answered = await send(wrongKind, clerk);
    expect(answered).toContain("INDICATORR");
    expect(answered).not.toContain("Did you mean");
    for (const query of [
      "{ organizations { nodes { nmae } } }",
      "query ($x: Organisation) { hub { name } }",
      "{ __schema { queryType { name } } }",
      '{ __type(name: "Person") { name } }',
    ]) {
      const refused = await send({ query }, clerk);
      expect(refused).toContain("NOT_TRUSTED");
      expect(refused).not.toMatch(/Did you mean|queryType|"Person"/);
    }
  });
});

test("a batch of ten thousand rows is taken, one row more is refused with how to go on, Chinese first", async () => {
  const headers = await hub.signIn({ role: "secretary", name: "批" });
  const save = async (many: number): Promise<{ code?: unknown; message: string } | undefined> => {
    const { errors } = await hub.graphql(
      "mutation ($input: SaveActivitiesInput!) { saveActivities(input: $input) { refused } }",
      { input: { batchId: crypto.randomUUID(), dryRun: true, rows: Array.from({ length: many }, () => ({})) } },
      headers,
    );
    const [error] = errors ?? [];
    return error && { code: error.extensions["code"], message: error.message };
  };
  expect(await save(10_000)).toBeUndefined();
  expect(await save(10_001)).toEqual({
    code: "TOO_MANY_ROWS",
    message:
      "一批有 10001 行，最多 10000 行。请分批发送。 / A batch of 10001 rows; the limit is 10000. Send them in parts.",
  });
}, 120_000);
