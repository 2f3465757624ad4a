/** What hostile documents, headers and tokens must get: each its refusal, by status and code. */
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { HubInfoDocument } from "../../schema/generated/documents.js";
import { DOCUMENT_IDS } from "../../schema/generated/document-ids.js";
import { print } from "graphql";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let explorer: Record<string, string>;
let usual: Record<string, string>;
beforeAll(async () => {
  hub = await startHub({ signedIn: false });
  explorer = await hub.signIn({ role: "analyst" });
  usual = await hub.signIn({ role: "contact", explores: null });
});
afterAll(() => hub.stop());

async function post(
  body: unknown,
  headers: Record<string, string>,
): Promise<{ status: number; code: unknown; text: string }> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const said = JSON.parse(text) as { code?: string; errors?: { extensions: { code?: string } }[] };
  return { status: response.status, code: said.errors?.[0]?.extensions.code ?? said.code, text };
}

const many = (count: number, word: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => word(n)).join(" ");
const deep = (levels: number): string => (levels === 0 ? "{ name }" : `{ parent ${deep(levels - 1)} }`);

describe("documents of an explorer", () => {
  test.each([
    ["nested too deep", `{ organizations { nodes ${deep(12)} } }`, 400, "TOO_DEEP"],
    ["nested ten thousand deep", `{ hub ${"{ a ".repeat(4000)}${"}".repeat(4000)} }`, 400, "GRAPHQL_PARSE_FAILED"],
    ["too wide", `{ hub { ${many(1001, () => "name")} } }`, 400, "TOO_MANY_FIELDS"],
    ["one field under a thousand names", `{ hub { ${many(1001, (n) => `a${n}: name`)} } }`, 400, "TOO_MANY_FIELDS"],
    ["too many questions", `{ ${many(21, (n) => `a${n}: hub { name }`)} }`, 400, "TOO_MANY_ROOTS"],
    [
      "fragments in a circle",
      "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
      400,
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["a field under ten thousand directives", `{ hub { name ${"@a ".repeat(10_000)} } }`, 400, "TOO_MANY_WORDS"],
    ["more words than anybody reads", `{ hub { ${"name ".repeat(20_000)} } }`, 400, "TOO_MANY_WORDS"],
    ["no GraphQL", "drop table person", 400, "GRAPHQL_PARSE_FAILED"],
  ])("%s", async (_name, query, status, code) => {
    expect(await post({ query }, explorer)).toMatchObject({ status, code });
  });

  test("several operations in one body are refused", async () => {
    expect((await post([{ query: "{ hub { name } }" }, { query: "{ hub { name } }" }], explorer)).status).toBe(400);
  });
});

describe("documents of somebody who may not explore", () => {
  test("our own operation is answered, by its id and by its text", async () => {
    expect(await post({ documentId: DOCUMENT_IDS["HubInfo"] }, usual)).toMatchObject({ status: 200, code: undefined });
    expect(await post({ query: print(HubInfoDocument) }, usual)).toMatchObject({ status: 200, code: undefined });
  });

  test.each([
    ["an operation of their own", { query: "{ hub { name } }" }, 403, "NOT_TRUSTED"],
    ["a look at the schema", { query: "{ __schema { types { name } } }" }, 403, "NOT_TRUSTED"],
    ["a misspelt field, for a suggestion", { query: "{ hubb { name } }" }, 403, "NOT_TRUSTED"],
    ["an id nobody gave", { documentId: "sha256:00" }, 400, "UNKNOWN_DOCUMENT"],
    ["an id that is no text", { documentId: { $ne: null } }, 400, "UNKNOWN_DOCUMENT"],
    [
      "a text left in a cache",
      { extensions: { persistedQuery: { version: 1, sha256Hash: "00" } } },
      400,
      "PERSISTED_QUERY_NOT_SUPPORTED",
    ],
  ])("%s", async (_name, body, status, code) => {
    const answer = await post(body, usual);
    expect({ code: answer.code, hint: answer.text.includes("Did you mean") }).toEqual({ code, hint: false });
    if (code !== "PERSISTED_QUERY_NOT_SUPPORTED") expect(answer.status).toBe(status);
  });
});

describe("tokens", () => {
  test.each([
    ["none", {}],
    ["forged", { authorization: `Bearer ${"A".repeat(43)}` }],
    ["with SQL in it", { authorization: "Bearer ' or 1=1 --" }],
    ["of another scheme", { authorization: "Basic YWRtaW46YWRtaW4=" }],
    ["too long", { authorization: `Bearer ${"a".repeat(5000)}` }],
    ["in a cookie, forged", { cookie: "xunshu=AAAAAAAAAAAA" }],
  ])("%s", async (_name, headers) => {
    expect(await post({ query: "{ hub { name } }" }, headers as Record<string, string>)).toMatchObject({
      status: 401,
      code: "SIGN_IN",
    });
  });

  test("cut short", async () => {
    const authorization = (explorer["authorization"] ?? "").slice(0, -2);
    expect((await post({ query: "{ hub { name } }" }, { authorization })).status).toBe(401);
  });
});

describe("headers", () => {
  const status = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(hub.url);
      request({ hostname, port, path: "/graphql", method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on("error", reject)
        .end();
    });

  test.each([
    ["another site's name", { host: "rebound.example" }, 403],
    ["another site's page", { origin: "https://elsewhere.example" }, 403],
    ["a page without an origin", { origin: "null" }, 403],
    ["a proxy's word where there is no proxy", { host: "rebound.example", "x-forwarded-host": "localhost" }, 403],
    ["more than anybody has to say", { "x-long": "x".repeat(100_000) }, 431],
  ])("%s", async (_name, headers, expected) => {
    expect(await status(headers as unknown as Record<string, string>)).toBe(expected);
  });

  test("a form of another site, which needs no permission of the browser, is refused", async () => {
    const response = await fetch(`${hub.url}/graphql?query={hub{name}}`, { headers: explorer });
    expect(response.status).toBe(400);
  });
});
