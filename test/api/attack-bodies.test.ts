/** Hostile bodies, each with the answer it must get; after each the hub answers as before, and nothing is polluted. */
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let explorer: Record<string, string>;
beforeAll(async () => {
  hub = await startHub({ signedIn: false });
  explorer = await hub.signIn({ role: "analyst", name: "问" });
});
afterAll(() => hub.stop());

interface Said {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string;
}

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Said> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...explorer, ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, code: /"code":"(\w+)"/u.exec(text)?.[1], text };
}

const NAME = '{"query":"{ hub { name } }"}';
const SEARCH = JSON.stringify("query ($text: String!) { searchCatalogue(text: $text) { code } }");
const searched = (text: string): string => `{"query": ${SEARCH}, "variables": {"text": ${text}}}`;
const saved = (rows: string): string =>
  `{"query": ${JSON.stringify("mutation ($input: SaveActivitiesInput!) { saveActivities(input: $input) { written } }")},
    "variables": {"input": {"batchId": "01a20a44-422b-7f2d-80b7-f85903813541", "rows": [${rows}]}}}`;

afterEach(async () => {
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(await post(NAME)).toMatchObject({ status: 200, text: expect.stringContaining("训枢") });
});

describe("Variables", () => {
  test.each([
    ["a text of two megabytes is searched for and not found", searched(`"${"x".repeat(2_000_000)}"`), 200, undefined],
    ["a letter under a hundred thousand accents", searched(`"a${"\\u0301".repeat(100_000)}"`), 200, undefined],
    ["halves of characters", searched(`"${"\\ud800".repeat(1000)}"`), 200, undefined],
    ["a NUL", searched('"\\u0000"'), 200, undefined],
    ["lists ten thousand deep", searched(`${"[".repeat(10_000)}${"]".repeat(10_000)}`), 400, "BAD_USER_INPUT"],
    ["objects ten thousand deep", searched(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`), 400, "BAD_USER_INPUT"],
    [
      "a number of a million digits",
      `{"query":"query ($n: Int) { organizations(first: $n) { totalCount } }","variables":{"n":${"9".repeat(1_000_000)}}}`,
      400,
      "BAD_USER_INPUT",
    ],
    ["a hundred thousand rows", saved(Array(100_000).fill('{"code":"A"}').join(",")), 400, "TOO_MANY_ROWS"],
    [
      "a hundred thousand figures",
      `{"query":"query ($k: [FigureKeyInput!]!) { figures(keys: $k) { value } }","variables":{"k":[${Array(100_000).fill('{"indicator":"A"}').join(",")}]}}`,
      400,
      "TOO_MANY_CELLS",
    ],
    ["more rows than the role may send", saved(Array(501).fill('{"code":"A"}').join(",")), 200, "TOO_MANY_ROWS"],
    ["a list in their place", '{"query":"{ hub { name } }","variables":[1]}', 400, "BAD_REQUEST"],
    ["a text in their place", '{"query":"{ hub { name } }","variables":"x"}', 400, "BAD_REQUEST"],
  ])("%s", async (_name, body, status, code) => {
    const { text, ...said } = await post(body);
    expect(said).toEqual({ status, code });
    if (code === undefined) expect(JSON.parse(text)).toEqual({ data: { searchCatalogue: [] } });
    // What was sent is not sent back.
    expect(text.length).toBeLessThan(10_000);
  });
});

describe("Keys that are JavaScript's own, and names of nothing", () => {
  const PROTO = '"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}';
  test.each([
    ["beside the question", `{"query": "{ hub { name } }", ${PROTO}}`, 200, undefined],
    ["among the variables", `{"query": ${SEARCH}, "variables": {"text": "查无此物", ${PROTO}}}`, 200, undefined],
    ["in the extensions", `{"query": "{ hub { name } }", "extensions": {${PROTO}}}`, 200, undefined],
    ["in a row", saved(`{"code": "A", ${PROTO}}`), 400, "BAD_USER_INPUT"],
    [
      "in a filter",
      `{"query": "query ($f: OrganizationFilter) { organizations(filter: $f) { totalCount } }", "variables": {"f": {${PROTO}}}}`,
      400,
      "BAD_USER_INPUT",
    ],
    [
      "as the operation's name",
      '{"query": "query A { hub { name } }", "operationName": "__proto__"}',
      400,
      "BAD_REQUEST",
    ],
    [
      "as the operation's other name",
      '{"query": "query A { hub { name } }", "operationName": "constructor"}',
      400,
      "BAD_REQUEST",
    ],
    [
      "a name that no operation bears",
      '{"query": "query A { hub { name } }", "operationName": "B"}',
      400,
      "OPERATION_RESOLUTION_FAILURE",
    ],
    [
      "two operations and no name",
      '{"query": "query A { hub { name } } query B { hub { name } }"}',
      400,
      "OPERATION_RESOLUTION_FAILURE",
    ],
    ["as a document's id", '{"documentId": "__proto__"}', 400, "UNKNOWN_DOCUMENT"],
    ["as another document's id", '{"documentId": "constructor"}', 400, "UNKNOWN_DOCUMENT"],
  ])("%s", async (_name, body, status, code) => {
    const { text: _, ...said } = await post(body);
    expect(said).toEqual({ status, code });
  });
});

describe("What is no JSON, or not what it says", () => {
  const bytes = (...each: number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(each);
  test.each([
    ["half an object", "{", {}, 400],
    ["bytes that are no text", bytes(0x7b, 0xff, 0xfe, 0x7d), {}, 400],
    ["a packing nobody knows", "{}", { "content-encoding": "x-none" }, 415],
    ["a form's text", NAME, { "content-type": "text/plain" }, 400],
    ["a form", NAME, { "content-type": "application/x-www-form-urlencoded" }, 400],
  ])("%s", async (_name, body, headers, status) => {
    const said = await post(body as string, headers as Record<string, string>);
    expect({ status: said.status, isAccident: said.text.includes("ACCIDENT") }).toEqual({ status, isAccident: false });
  });

  test("two hundred megabytes packed into two hundred kilobytes are not unpacked", async () => {
    const bomb = Uint8Array.from(gzipSync(Buffer.alloc(200_000_000, 0x20)));
    expect(await post(bomb, { "content-encoding": "gzip" })).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" });
  });
});

describe("A length that lies", () => {
  /** What the hub answers to bytes as they are, at the end of the line. */
  function raw(head: string, body: string): Promise<string> {
    const { hostname, port } = new URL(hub.url);
    const own = `Host: ${hostname}:${port}\r\nconnection: close\r\ncontent-type: application/json`;
    const bytes = `POST /graphql HTTP/1.1\r\n${own}\r\nauthorization: ${explorer["authorization"]}\r\n${head}\r\n\r\n${body}`;
    return new Promise((resolve) => {
      const line = connect(Number(port), hostname, () => line.write(bytes));
      let said = "";
      line.on("data", (data) => (said += data.toString()));
      line.on("error", () => resolve(said));
      line.on("close", () => resolve(said));
    });
  }

  test.each([
    ["too short", "content-length: 5", NAME, 400],
    ["below nothing", "content-length: -5", NAME, 400],
    ["no number", "content-length: abc", NAME, 400],
    ["two of them", `content-length: 5\r\ncontent-length: ${NAME.length}`, NAME, 400],
    ["beside parts", `content-length: ${NAME.length}\r\ntransfer-encoding: chunked`, "5\r\n{\r\n0\r\n\r\n", 400],
    ["parts of no length", "transfer-encoding: chunked", "ZZ\r\n{}\r\n0\r\n\r\n", 400],
    // It is not waited for.
    ["a hundred gigabytes", "content-length: 99999999999", NAME, 413],
  ])("%s", async (_name, head, body, status) => {
    expect(await raw(head, body)).toMatch(new RegExp(`^HTTP/1.1 ${status} `, "u"));
  });
});
