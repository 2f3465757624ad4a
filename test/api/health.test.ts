/** The hub says of itself that it is up, and on which engine. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.stop());

test("a fresh hub is ready, and says which engine it runs on", async () => {
  const response = await fetch(`${hub.url}/ready`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: "ready", engine: hub.engine });
});

test("a hub that was asked for its name over the graph answers", async () => {
  const { status, data, errors } = await hub.graphql("{ __typename }");
  expect({ status, data, errors }).toEqual({ status: 200, data: { __typename: "Query" }, errors: undefined });
});

test("a fresh hub holds no organization", async () => {
  expect(await hub.sql("select count(*)::int as count from organization where code <> $1", ["-"])).toEqual([
    { count: 0 },
  ]);
});
