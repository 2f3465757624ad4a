/** Accounts take turns: whatever one of them asks or writes, and however much, a question of another comes soon. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { setTimeout } from "node:timers/promises";
import { startHub, type TestHub } from "../support/hub.js";
import { longRoster, upload, workbook } from "./intake-hub.js";
import { Round } from "../../server/database/taking-turns.js";

const QUICK = "{ organizations(first: 1) { nodes { name } } }";
const MANY = 180;

let hub: TestHub;
let greedy: Record<string, string>;
let modest: Record<string, string>;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
  greedy = await hub.signIn({ role: "administrator", name: "贪" }, { role: "secretary" });
  modest = await hub.signIn({ role: "secretary", name: "谦" });
  for (const headers of [greedy, modest]) await hub.graphql(QUICK, {}, headers);
}, 120_000);
afterAll(() => hub.stop());

/**
 * How many questions another account asked, one after the other, and had answered while the many were under way. Requests
 * of one account move on together, so many of them are answered in one go at the end: when the first one is says little.
 */
async function answeredBeside(many: Promise<unknown>): Promise<number> {
  let isDone = false;
  const done = many.finally(() => (isDone = true));
  let answers = 0;
  // They share a process with the hub: let it first hear of all of them.
  await setTimeout(100);
  while (!isDone) {
    const { data, errors } = await hub.graphql<{ organizations: { nodes: unknown[] } }>(QUICK, {}, modest);
    expect(errors).toBeUndefined();
    expect(data.organizations.nodes).toHaveLength(1);
    if (!isDone) answers++;
  }
  await done;
  return answers;
}

describe("A quick question of one account", () => {
  test("comes after a few of 180 reads of another, not after all of them", async () => {
    const heavy = (n: number): Promise<{ errors: unknown }> =>
      hub.graphql(
        `{ activities(first: 200, filter: { title: { contains: "${n}" } }) { totalCount nodes { title } } enrolments(first: 300) { totalCount nodes { id activity { title } } } }`,
        {},
        greedy,
      );
    expect((await heavy(0)).errors).toBeUndefined();
    const answers = await answeredBeside(Promise.all(Array.from({ length: MANY }, (_, n) => heavy(n))));
    expect(answers).toBeGreaterThan(12);
  }, 120_000);

  test("comes after a few of 80 batches of rows of another", async () => {
    const write = async (n: number): Promise<void> => {
      const { data } = await hub.graphql<{ saveActivities: { written: number } }>(
        "mutation ($input: SaveActivitiesInput!) { saveActivities(input: $input) { written } }",
        {
          input: {
            batchId: crypto.randomUUID(),
            rows: Array.from({ length: 50 }, (_, row) => ({
              organization: "YL-XH",
              kind: "class",
              code: `轮-${n}-${row}`,
              title: `轮流班${n}-${row}`,
            })),
          },
        },
        greedy,
      );
      expect(data.saveActivities.written).toBe(50);
    };
    await write(1000);
    const answers = await answeredBeside(Promise.all(Array.from({ length: 80 }, (_, n) => write(n))));
    expect(answers).toBeGreaterThan(10);
  }, 120_000);

  test("is answered while files of another are read in the background", async () => {
    const [code] = await hub.sql<{ code: string }>(
      "select code from organization where kind = 'school' order by code limit 1",
    );
    const file = await workbook(longRoster(1500));
    const answers = await answeredBeside(upload(hub, file, "长名册.xlsx", code?.code ?? ""));
    expect(answers).toBeGreaterThan(5);
  }, 120_000);

  test("is not held up by a thousand requests under invented tokens", async () => {
    const flood = Array.from({ length: 1000 }, (_, n) =>
      fetch(`${hub.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer invented-token-${n}` },
        body: JSON.stringify({ query: QUICK }),
      }).then(({ status }) => expect(status).toBe(401)),
    );
    const answers = await answeredBeside(Promise.all(flood));
    expect(answers).toBeGreaterThan(5);
  }, 60_000);
});

test("whoever waits gets every second turn beside another, however much that one has waiting", async () => {
  const round = new Round(1);
  const order: string[] = [];
  await round.take("甲");
  const waits = (who: string) =>
    round.take(who).then(() => {
      order.push(who);
      round.giveBack();
    });
  const all = [...["甲", "甲", "甲", "甲", "乙", "丙", "乙"].map(waits)];
  round.giveBack();
  await Promise.all(all);
  expect(order).toEqual(["甲", "乙", "丙", "甲", "乙", "甲", "甲"]);
});
