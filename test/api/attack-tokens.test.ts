/** Tokens that opened once, tokens in twos and tokens in the wrong place: at every door of the hub each gets its refusal. */
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, TEST_NOW, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ signedIn: false });
});
afterAll(() => hub.stop());

/** Every address that asks who is there, with a method it takes. */
const DOORS = [
  ["POST", "/graphql"],
  ["GET", "/graphql?query=%7Bhub%7Bname%7D%7D"],
  ["POST", "/imports"],
  ["GET", "/imports/00000000-0000-0000-0000-000000000000/refused.csv"],
  ["GET", "/workbooks/report.xlsx?organizations=ZX&columns=FN01@2026M10"],
  ["POST", "/workbooks"],
  ["GET", "/audit/export.csv"],
  ["POST", "/audit/verify"],
] as const;

interface Said {
  readonly status: number;
  readonly text: string;
}

/** Sent as it stands: `fetch` would put two headers of a name together. */
function knock(method: string, path: string, headers: readonly (readonly [string, string])[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(hub.url);
    // Of flat pairs Node sends each, also two of one name.
    const flat = [["host", host], ["content-type", "application/json"], ["x-hub-client", "addin"], ...headers].flat();
    const sent = request(
      { hostname, port, path, method, headers: flat as unknown as Record<string, string> },
      (said) => {
        let text = "";
        said.on("data", (part) => (text += String(part)));
        said.on("end", () => resolve({ status: said.statusCode ?? 0, text }));
      },
    );
    sent.on("error", reject);
    sent.end(method === "POST" ? '{"query":"{ hub { name } }"}' : undefined);
  });
}

const bearer = (token: string) => ["authorization", `Bearer ${token}`] as const;
const cookie = (token: string) => ["cookie", `xunshu=${token}`] as const;
const ASKED = ["POST", "/graphql"] as const;

async function person(name: string): Promise<string> {
  const headers = await hub.signIn({ role: "administrator", name });
  return (headers["authorization"] ?? "").replace("Bearer ", "");
}

/** A program of somebody, and the token it is known by. */
async function program(maker: string): Promise<string> {
  const headers = await hub.signIn({ role: "analyst", name: maker });
  const { data, errors } = await hub.graphql<{ makeToken: { secret: string } }>(
    "mutation ($name: String!) { makeToken(name: $name) { secret } }",
    { name: `${maker}的看板` },
    headers,
  );
  expect(errors).toBeUndefined();
  await hub.sql("update account set explores = true where kind = 'program'");
  return data.makeToken.secret;
}

const PAST = `'${TEST_NOW}'::timestamptz - interval '1 second'`;
const sessionsOf = (name: string): string => `account_id = (select id from account where name = '${name}')`;
const tokensOf = (maker: string): string =>
  `account_id in (select id from account where owner_id = (select id from account where name = '${maker}'))`;

describe("A token that opened a moment ago", () => {
  test.each([
    [
      "its session is past its last hour",
      person,
      "甲一",
      `update session set expires_at = ${PAST} where ${sessionsOf("甲一")}`,
    ],
    ["its session was ended", person, "甲二", `update session set ended_at = ${PAST} where ${sessionsOf("甲二")}`],
    [
      "nobody did anything for hours",
      person,
      "甲三",
      `update session set seen_at = seen_at - interval '11 years' where ${sessionsOf("甲三")}`,
    ],
    ["its account was closed", person, "甲四", "update account set status = 'closed' where name = '甲四'"],
    [
      "a program's day has come",
      program,
      "乙一",
      `update access_token set expires_at = ${PAST} where ${tokensOf("乙一")}`,
    ],
    [
      "a program's was revoked",
      program,
      "乙二",
      `update access_token set revoked_at = ${PAST} where ${tokensOf("乙二")}`,
    ],
    [
      "the program was closed",
      program,
      "乙三",
      "update account set status = 'closed' where owner_id = (select id from account where name = '乙三')",
    ],
    ["the program's maker was closed", program, "乙四", "update account set status = 'closed' where name = '乙四'"],
  ] as const)("opens no door any more: %s", async (_why, make, name, change) => {
    const token = await make(name);
    expect(await knock(...ASKED, [bearer(token)])).toMatchObject({ status: 200 });
    await hub.sql(change);
    for (const [method, path] of DOORS) {
      for (const header of [bearer(token), cookie(token)]) {
        const { status, text } = await knock(method, path, [header]);
        expect({ method, path, status }).toEqual({ method, path, status: 401 });
        expect(text).toContain("SIGN_IN");
        expect(text).not.toContain(token);
      }
    }
  });
});

describe("Two at once", () => {
  test.each([
    ["a good token and somebody else's, either first", (a: string, b: string) => [bearer(a), bearer(b)]],
    ["the same token twice", (a: string) => [bearer(a), bearer(a)]],
    ["two in one header", (a: string, b: string) => [["authorization", `Bearer ${a}, Bearer ${b}`] as const]],
    ["two cookies of the name", (a: string, b: string) => [["cookie", `xunshu=${a}; xunshu=${b}`] as const]],
    ["two cookie headers", (a: string, b: string) => [cookie(a), cookie(b)]],
    ["a good cookie beside a bad header", (a: string) => [cookie(a), bearer("A".repeat(43))]],
    [
      "a good cookie beside a header of another scheme",
      (a: string) => [cookie(a), ["authorization", "Basic QQ=="] as const],
    ],
  ])("are nobody's: %s", async (_how, headers) => {
    const [a, b] = [await person("丙一"), await person("丙二")];
    expect((await knock(...ASKED, [bearer(a)])).status).toBe(200);
    expect((await knock(...ASKED, [cookie(b)])).status).toBe(200);
    expect((await knock(...ASKED, headers(a, b))).status).toBe(401);
    expect((await knock(...ASKED, headers(b, a))).status).toBe(401);
  });
});

describe("A token in the wrong place", () => {
  test("a program's opens no session: it cannot be renewed, given a second factor, or exchanged for a pane's", async () => {
    const token = await program("丁一");
    expect((await knock(...ASKED, [bearer(token)])).status).toBe(200);
    for (const [method, path] of [
      ["POST", "/session/renew"],
      ["POST", "/session/password"],
      ["POST", "/session/second-factor"],
      ["DELETE", "/session"],
    ] as const)
      expect({ path, status: (await knock(method, path, [bearer(token)])).status }).toEqual({ path, status: 401 });
    const told = JSON.parse((await knock("GET", "/session", [bearer(token)])).text) as { signedIn: boolean };
    expect(told.signedIn).toBe(false);
  });

  test.each([
    ["in the address", "/graphql?token="],
    ["in the address, as OAuth had it", "/graphql?access_token="],
  ] as const)("%s counts for nothing", async (_where, path) => {
    const token = await person("丁二");
    expect((await knock("POST", `${path}${token}`, [])).status).toBe(401);
  });

  test.each([
    "x-api-key",
    "x-auth-token",
    "proxy-authorization",
    "x-hub-token",
    "x-forwarded-user",
    "remote-user",
    "x-hub-actor",
  ])("in a header %s counts for nothing", async (name) => {
    const token = await person("丁三");
    expect((await knock(...ASKED, [[name, token]])).status).toBe(401);
    expect((await knock(...ASKED, [[name, `Bearer ${token}`]])).status).toBe(401);
    expect((await knock(...ASKED, [[name, "丁三"].map(encodeURIComponent) as [string, string]])).status).toBe(401);
  });

  test.each([
    [
      "its digest, as the database has it",
      async (token: string) =>
        (
          await hub.sql<{ h: string }>("select encode(hash, 'hex') as h from session order by started_at desc limit 1")
        )[0]?.h ?? token.slice(1),
    ],
    [
      "itself with one letter changed",
      async (token: string) => `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
    ],
    ["itself in small letters", async (token: string) => `z${token.toLowerCase().slice(1)}`],
    ["itself with a blank before", async (token: string) => ` ${token}`.replace(" ", "%20")],
    ["itself and a zero byte's code", async (token: string) => `${token}%00`],
  ])("is not guessed by %s", async (_what, change) => {
    const token = await person("丁四");
    expect((await knock(...ASKED, [bearer(await change(token))])).status).toBe(401);
  });

  test("a program of one subtree asks outside of it and is answered as somebody who sees nothing there", async () => {
    await hub.sql(
      "insert into organization (code, name, kind) values ('JX', '示例甲校', 'school'), ('YX', '示例乙校', 'school')",
    );
    await hub.sql(
      "insert into code (list, code, name_zh, name_en) values ('activity_kind', 'class', '培训班', 'Class')",
    );
    for (const code of ["JX", "YX"])
      await hub.sql(
        "insert into activity (org_id, kind, title) select id, 'class', $1 || '的班' from organization where code = $1",
        [code],
      );
    const maker = await hub.signIn({ role: "school_office", name: "戊一" });
    const { data, errors } = await hub.graphql<{ makeToken: { secret: string } }>(
      'mutation { makeToken(name: "甲校看板", organization: "JX") { secret } }',
      {},
      maker,
    );
    expect(errors).toBeUndefined();
    await hub.sql("update account set explores = true where kind = 'program'");
    const titles = async (headers: Record<string, string>) =>
      (
        await hub.graphql<{ activities: { nodes: { title: string }[] } }>(
          "{ activities(first: 9) { nodes { title } } }",
          {},
          headers,
        )
      ).data.activities.nodes
        .map(({ title }) => title)
        .sort();
    expect(await titles(maker)).toEqual(["JX的班", "YX的班"]);
    expect(await titles({ authorization: `Bearer ${data.makeToken.secret}` })).toEqual(["JX的班"]);
  });
});
