/** The graph keeps to GraphQL over HTTP, as the audits of `graphql-http` see it, signed in with a token. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { serverAudits } from "graphql-http";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let headers: Record<string, string>;
beforeAll(async () => {
  hub = await startHub();
  headers = await hub.signIn({ role: "analyst" });
});
afterAll(() => hub.stop());

const audits = serverAudits({
  url: () => `${hub.url}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers, "apollo-require-preflight": "1" },
    }),
});

describe("the audit of GraphQL over HTTP", () => {
  test.each(audits.map((audit) => [`${audit.id}: ${audit.name}`, audit] as const))("%s", async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === "error" ? result.reason : "").toBe("");
  });
});
