/** What the hub answers to any request: who asks, what is too much, what is masked, and what stays undone. */
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
});
afterAll(() => hub.stop());

test("the hub says its name, its engine, today in Beijing and who is asking", async () => {
  const asked = "{ hub { name version engine today sampleData viewer defaultOrganization } }";
  const { data } = await hub.graphql(asked, {}, { "x-hub-actor": encodeURIComponent("王老师") });
  expect(data).toEqual({
    hub: {
      name: "训枢 Xunshu",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      engine: hub.engine,
      today: "2026-11-05",
      sampleData: false,
      viewer: "王老师",
      defaultOrganization: "T",
    },
  });
});

test("whoever has not signed in is told to, whatever the token or the cookie", async () => {
  const ask = async (headers: Record<string, string>): Promise<unknown> => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query: "{ hub { viewer } }" }),
    });
    return { status: response.status, code: ((await response.json()) as { code?: string }).code };
  };
  for (const authorization of ["Bearer nobody-knows-this", "Basic YTpi", "Bearer", "x"])
    expect(await ask({ authorization })).toEqual({ status: 401, code: "SIGN_IN" });
  expect(await ask({ cookie: "xunshu=nobody-knows-this" })).toEqual({ status: 401, code: "SIGN_IN" });
});

test("a query too deep, with too many fields or too many questions is refused before anything is asked", async () => {
  const deep = (levels: number): string => (levels === 0 ? "{ name }" : `{ parent ${deep(levels - 1)} }`);
  const codeOf = async (query: string): Promise<unknown> => (await hub.graphql(query)).errors?.[0]?.extensions["code"];
  expect(await codeOf(`{ organizations { nodes ${deep(11)} } }`)).toBeUndefined();
  expect(await codeOf(`{ organizations { nodes ${deep(12)} } }`)).toBe("TOO_DEEP");
  const names = (count: number): string => Array.from({ length: count }, (_, n) => `a${n}: name`).join(" ");
  expect(await codeOf(`{ organizations { nodes { ${names(1001)} } } }`)).toBe("TOO_MANY_FIELDS");
  const roots = (count: number): string => Array.from({ length: count }, (_, n) => `q${n}: hub { name }`).join(" ");
  expect(await codeOf(`{ ${roots(20)} }`)).toBeUndefined();
  expect(await codeOf(`{ ${roots(21)} }`)).toBe("TOO_MANY_ROOTS");
});

test("fragments that double at every step are measured, not walked", async () => {
  const fragments = Array.from(
    { length: 40 },
    (_, n) => `fragment F${n} on Organization { ...F${n + 1} ...F${n + 1} }`,
  ).join(" ");
  const query = `{ organizations { nodes { ...F0 } } } ${fragments} fragment F40 on Organization { name }`;
  const { errors } = await hub.graphql(query);
  expect(errors?.[0]?.extensions["code"]).toBe("TOO_MANY_FIELDS");
});

test("a query that may return too many rows is refused with how many", async () => {
  const { errors } = await hub.graphql(
    "{ organizations(first: 500) { nodes { activities(first: 500) { nodes { title } } } } }",
  );
  expect(errors?.[0]?.extensions).toMatchObject({ code: "TOO_COSTLY", args: { rows: 250_500, max: 100_000 } });
});

test("a body of more than ten megabytes is refused by its code", async () => {
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ hub { name } }", variables: { x: "x".repeat(10_600_000) } }),
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: "BODY_TOO_LARGE", args: { max: 10 } });
});

test("an accident is shown as an id alone", async () => {
  await hub.sql("alter table document rename to document_away");
  try {
    const { errors } = await hub.graphql("{ documents { nodes { title } } }");
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "ACCIDENT",
      args: { id: expect.stringMatching(/^E-[0-9A-F]{4}-[0-9A-F]{4}$/) },
    });
    expect(JSON.stringify(errors)).not.toMatch(/relation|document"|select|stack/);
  } finally {
    await hub.sql("alter table document_away rename to document");
  }
  expect((await hub.graphql("{ documents { totalCount } }")).data).toEqual({ documents: { totalCount: 0 } });
});

test("an identity number typed into a query does not come back in the error", async () => {
  const { errors } = await hub.graphql("query ($n: Int!) { persons(first: $n) { totalCount } }", {
    n: "990000199001011234",
  });
  expect(errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
  expect(JSON.stringify(errors)).not.toContain("990000199001011234");
});

test("words that are no query are the asker's mistake, not an accident", async () => {
  expect((await hub.graphql("{ organizations { nodes { nmae } } }")).errors?.[0]?.extensions["code"]).toBe(
    "GRAPHQL_VALIDATION_FAILED",
  );
  expect((await hub.graphql("{ organizations ")).errors?.[0]?.extensions["code"]).toBe("GRAPHQL_PARSE_FAILED");
});

test("many requests at the same time are all answered, each in its own name", async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      hub.graphql<{ hub: { viewer: string }; organizations: { totalCount: number } }>(
        "{ hub { viewer } organizations { totalCount } }",
        {},
        { "x-hub-actor": `user${n}` },
      ),
    ),
  );
  expect(answers.map(({ data }) => data.hub.viewer)).toEqual(answers.map((_, n) => `user${n}`));
  expect(new Set(answers.map(({ data }) => data.organizations.totalCount))).toEqual(new Set([4]));
});

test("another site's request is refused, whatever name it calls this machine by", async () => {
  const post = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: '{"query":"{ hub { name } }"}',
    });
  expect((await post({ origin: "https://elsewhere.example" })).status).toBe(403);
  expect((await post({ origin: hub.url })).status).toBe(200);
  expect(await statusUnderName("rebound.example")).toBe(403);
});

/** `fetch` does not let a request lie about its host; a plain one may. */
async function statusUnderName(name: string): Promise<number> {
  const { request } = await import("node:http");
  const { port } = new URL(hub.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, path: "/health", headers: { host: `${name}:${port}` } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on("error", reject).end();
  });
}

test("the hub listens on this machine alone", async () => {
  expect(new URL(hub.url).hostname).toBe("127.0.0.1");
  // The same port is still free on another address of this machine, so nobody listens there.
  const other = createServer();
  await new Promise<void>((resolve, reject) =>
    other.once("error", reject).listen(Number(new URL(hub.url).port), "127.0.0.2", resolve),
  );
  await new Promise((resolve) => other.close(resolve));
});

test("answers carry no digest and are not kept; pages say what they may load", async () => {
  const graph = await fetch(`${hub.url}/graphql?query={hub{name}}`, { headers: { "apollo-require-preflight": "1" } });
  expect(graph.headers.get("etag")).toBeNull();
  expect(graph.headers.get("cache-control")).toBe("no-store");
  const health = await fetch(`${hub.url}/health`);
  expect(await health.json()).toMatchObject({ status: "ok" });
  expect(health.headers.get("content-security-policy")).toContain("default-src 'self'");
});
