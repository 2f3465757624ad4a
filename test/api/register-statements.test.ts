/** However deep a question is, the database is asked once for each root field, and once for who is asking. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { KyselyPlugin } from "kysely";
import { startHub, type TestHub } from "../support/hub.js";

let sent = 0;
const counter: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  // Compiled once, a statement may be sent often: what counts is what came back.
  transformResult: ({ result }) => {
    sent += 1;
    return Promise.resolve(result);
  },
};

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ plugin: counter });
});
afterAll(() => hub.stop());

async function statementsOf(query: string): Promise<number> {
  const before = sent;
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-hub-purpose": "" },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  expect(errors).toBeUndefined();
  return sent - before;
}

const deep = `{ organizations(first: 5) { totalCount edges { cursor node { name ancestors { name } children(first: 5) { nodes { name } }
  activities(first: 5) { totalCount nodes { title course { name } enrolments(first: 5) { nodes { person { name } sponsor { name } credentials { nodes { number } } } } } } } } } }`;

test.each<[string, string, number]>([
  ["the hub itself", "{ hub { name defaultOrganization } }", 1],
  ["a page of rows within rows, six levels deep, with totals", deep, 1],
  [
    "grouped counts with persons and sums",
    "{ enrolmentGroups(groupBy: [{ dimension: SCHOOL }, { dimension: MONTH }], totals: [0, 1]) { groups { key labels rows persons } totals { persons } groupCount } }",
    // First, whether the viewer may see the persons that are counted.
    2,
  ],
  ["the tree", "{ organizationTree { name parent { name } } }", 1],
  ["three pages at once", "{ organizations { totalCount } activities { totalCount } persons { totalCount } }", 3],
])("%s", async (_, query, roots) => {
  const statements = await statementsOf(query);
  // On PostgreSQL the one statement of a page brings its viewer along.
  if (hub.engine === "postgres" && roots === 1) expect([1, 2]).toContain(statements);
  else expect(statements).toBe(roots + 1);
});

test("a question about the schema alone asks the database nothing", async () => {
  expect(await statementsOf("{ __schema { queryType { name } } }")).toBe(0);
});
