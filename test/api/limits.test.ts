/** How often an account may ask, and what the database is told of how long it may take. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { requestTransaction } from "../../server/database/transaction.js";
import { startHub, type TestHub } from "../support/hub.js";

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
