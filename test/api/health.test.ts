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

test("the pane is told where Office.js is, and a house with a copy of its own says so once", async () => {
  const usual = await (await fetch(`${hub.url}/addin/taskpane/index.html`)).text();
  expect(usual).toContain('content="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"');
  const own = await startHub({ settings: { officeJs: "/office/office.js" } });
  const told = await (await fetch(`${own.url}/addin/taskpane/index.html`)).text();
  await own.stop();
  expect(told).toContain('<meta name="office-js" content="/office/office.js"');
});
