/** The line to the hub: what answers become, over a server of our own on this machine. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, print } from "graphql";
import { DOCUMENT_IDS } from "../../../schema/generated/document-ids.js";
import { createHubClient } from "../../../addin/hub/client.js";
import * as documents from "../../../addin/hub/documents.js";
import { saveRowsText } from "../../../addin/hub/row-documents.js";
import type { Connection } from "../../../addin/hub/hub.js";

let server: Server;
let address: string;
let answer: (request: IncomingMessage, body: string, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => answer(request, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

function says(body: unknown, status = 200): void {
  answer = (_request, _body, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Somebody who is signed in for good. */
const session = { admits: async () => true, pass: () => "a-token", refused: () => undefined, touch: () => undefined };
const client = () => createHubClient({ address, session, clock: () => new Date("2026-11-03T01:40:00Z") });

describe("What personal data is needed for", () => {
  test("goes with the one question that was asked so, in a header, and with no other", async () => {
    const heard: { purpose: string | undefined; words: string }[] = [];
    answer = (request, body, response) => {
      const purpose = request.headers["x-hub-purpose"];
      heard.push({
        purpose: typeof purpose === "string" ? decodeURIComponent(purpose) : undefined,
        words: request.url + body,
      });
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ data: { registerSheet: null, hub: null } }));
    };
    const hub = client();
    const question = { register: "Person", columns: ["name"], conditions: [], order: [], first: 3, after: null };
    await hub.registerSheet(question, { purpose: "核对名单" });
    await hub.registerSheet(question);
    await hub.info();
    expect(heard.map(({ purpose }) => purpose)).toEqual(["核对名单", undefined, undefined]);
    expect(heard.map(({ words }) => decodeURIComponent(words)).join("")).not.toContain("核对");
  });
});

describe("What the hub says", () => {
  test("an answer is its data, asked with the document, the variables and who asks", async () => {
    let heard: { documentId: string; variables: unknown } | null = null;
    let pass: string | undefined;
    answer = (request, body, response) => {
      heard = JSON.parse(body) as typeof heard;
      pass = request.headers.authorization;
      response.end(JSON.stringify({ data: { figures: [] } }));
    };
    const keys = [{ indicator: "TR01", organization: "YL-S1", period: "2026" }];
    expect(await client().figures(keys)).toEqual({ kind: "ok", data: [] });
    expect(heard).toMatchObject({ documentId: DOCUMENT_IDS["Figures"], variables: { keys, asOf: null } });
    expect(pass).toBe("Bearer a-token");
  });

  test("a refusal keeps its code, its arguments and both languages", async () => {
    says({
      errors: [
        {
          message: "x",
          extensions: {
            code: "TOO_MANY_CELLS",
            args: { max: 5000 },
            message: { zh: "一次最多 5000", en: "At most 5000" },
          },
        },
      ],
    });
    expect(await client().info()).toEqual({
      kind: "refusal",
      code: "TOO_MANY_CELLS",
      args: { max: 5000 },
      message: "一次最多 5000",
      messageEn: "At most 5000",
    });
  });

  test("an accident keeps its number; a broken answer and a question of ours gone wrong are accidents too", async () => {
    says({ errors: [{ message: "x", extensions: { code: "ACCIDENT", args: { id: "E-7F3A-2291" } } }] });
    expect(await client().info()).toEqual({ kind: "accident", id: "E-7F3A-2291" });
    says("<html>");
    expect(await client().info()).toEqual({ kind: "accident", id: null });
    says({ errors: [{ message: "x", extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] }, 400);
    expect(await client().info()).toEqual({ kind: "accident", id: null });
  });

  test("nobody answering is offline since then, told once, and over with the next answer", async () => {
    const hub = client();
    const heard: Connection["state"][] = [];
    hub.onConnection(({ state }) => heard.push(state));
    answer = (request) => request.socket.destroy();
    expect(await hub.info()).toEqual({ kind: "offline", since: "2026-11-03T01:40:00.000Z" });
    says("", 503);
    expect(await hub.info()).toMatchObject({ kind: "offline" });
    says({ data: { hub: {} } });
    await hub.info();
    expect(heard).toEqual(["offline", "online"]);
  });

  test("waiting has an end, and stopping is no news about the line", async () => {
    answer = () => undefined;
    const hub = client();
    expect(await hub.info({ timeoutMs: 30 })).toMatchObject({ kind: "offline" });
    const stop = new AbortController();
    const asked = hub.info({ signal: stop.signal });
    stop.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });

  test("a file goes up in parts with its organization, and a refused file says why", async () => {
    let body = "";
    answer = (_request, heard, response) => {
      body = heard;
      response.writeHead(202).end(JSON.stringify({ id: "abc" }));
    };
    expect(await client().upload(new Blob(["姓名"]), "名册.csv", "YL-S1-01", null)).toEqual({
      kind: "ok",
      data: { id: "abc" },
    });
    expect(body).toContain("YL-S1-01");
    says({ code: "FILE_KIND", args: {}, message: { zh: "不是表格", en: "no table" } }, 400);
    expect(await client().upload(new Blob([""]), "a.exe", "YL-S1-01", null)).toMatchObject({
      kind: "refusal",
      code: "FILE_KIND",
    });
  });
});

describe("The documents this add-in sends", () => {
  const folder = join(process.cwd(), "schema", "operations");
  const written = readdirSync(folder).flatMap((file) => parse(readFileSync(join(folder, file), "utf8")).definitions);
  const named = new Map(
    written.map((definition) => [
      (definition as OperationDefinitionNode | FragmentDefinitionNode).name?.value,
      print(definition),
    ]),
  );

  // Each register's rows are saved by a document of its own.
  const sent = Object.entries(documents).filter(([, document]) => typeof document !== "function");
  test.each([...sent, ["SaveActivities", saveRowsText("Activity")], ["SaveTasks", saveRowsText("Task")]] as const)(
    "%s is word for word the one in schema/operations",
    (name, document) => {
      const { definitions } = parse(String(document));
      expect(
        definitions.some(
          (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === name,
        ),
      ).toBe(true);
      for (const definition of definitions) {
        const { value } = (definition as OperationDefinitionNode | FragmentDefinitionNode).name ?? { value: "" };
        expect(print(definition)).toBe(named.get(value));
      }
    },
  );
});
