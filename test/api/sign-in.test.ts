/** Getting in and staying in: passwords, sessions, the second factor, the first administrator, the sample's people. */
import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { TOTP } from "otpauth";
import { pino } from "pino";
import { ensureDemoAccounts } from "../../server/features/access/demo.js";
import { ensureFirstAdministrator, readmitAdministrator } from "../../server/features/access/first-administrator.js";
import { hashPassword } from "../../server/features/access/password.js";
import { startHub, TEST_NOW, type TestHub } from "../support/hub.js";

const PASSWORD = "梨花院落溶溶月柳絮池塘";
const OTHER_PASSWORD = "correct horse battery";

let hub: TestHub;
let logged = "";
beforeAll(async () => {
  hub = await startHub({ contents: "city", signedIn: false, settings: { sample: true, log: "debug" } });
  Object.assign(hub.log, { [pino.symbols.streamSym]: { write: (line: string) => (logged += line) } });
  await ensureDemoAccounts(hub.database);
});
afterAll(() => hub.stop());

interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cookie: string | undefined;
}

async function call(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(`${hub.url}/session${path}`, {
    method,
    headers: { ...(body && { "content-type": "application/json" }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const [cookie] = response.headers.getSetCookie();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>), cookie };
}

const asPane = { "x-hub-client": "pane" };
const bearer = (token: unknown): Record<string, string> => ({ authorization: `Bearer ${String(token)}`, ...asPane });

let login: string;
let number = 0;
beforeEach(async () => {
  login = `clerk${++number}@school.example`;
  await hub.sql("insert into account (login, name, password, explores) values ($1, $2, $3, true)", [
    login,
    `测试员${number}`,
    await hashPassword(PASSWORD),
  ]);
});

const signIn = (more: object = {}, headers: Record<string, string> = asPane): Promise<Answered> =>
  call("POST", "", { login, password: PASSWORD, ...more }, headers);

/** Puts a moment of this person's sessions into the past. */
const ago = (column: string, interval: string): Promise<unknown> =>
  hub.sql(
    `update session set ${column} = ${column} - $2::interval where account_id = (select id from account where login = $1)`,
    [login, interval],
  );

const asks = async (headers: Record<string, string>): Promise<number> =>
  (await hub.graphql("{ hub { name } }", {}, headers)).status;

const events = async (): Promise<string[]> =>
  (
    await hub.sql<{ kind: string }>(
      "select kind from access_event where account_id = (select id from account where login = $1) order by seq",
      [login],
    )
  ).map(({ kind }) => kind);

describe("a person who signs in", () => {
  test("in a pane gets a token, under which the hub answers", async () => {
    const { status, body, cookie } = await signIn();
    expect([status, body["name"], cookie]).toEqual([200, `测试员${number}`, undefined]);
    expect(body["token"]).toMatch(/^[\w-]{43}$/);
    expect(await asks(bearer(body["token"]))).toBe(200);
    expect(await events()).toEqual(["sign_in"]);
  });

  test("in a browser gets a cookie that no script and no other site can use, and no token to read", async () => {
    const { body, cookie } = await signIn({}, {});
    expect(cookie).toMatch(/^xunshu=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(body["token"]).toBeUndefined();
    expect(await asks({ cookie: cookie!.split(";")[0]! })).toBe(200);
  });

  test("learns who they are and until when", async () => {
    const { body } = await signIn();
    const seen = await call("GET", "", undefined, bearer(body["token"]));
    expect(seen.body).toMatchObject({
      signedIn: true,
      name: `测试员${number}`,
      mustChangePassword: false,
      demo: false,
    });
    expect(new Date(String(seen.body["expiresAt"])).getTime() - new Date(TEST_NOW).getTime()).toBe(12 * 3600_000);
  });

  test("leaves no token in the database", async () => {
    const { body } = await signIn();
    const rows = await hub.sql<{ found: boolean }>(
      "select exists (select from session s where position(convert_to($1, 'UTF8') in s.hash) > 0 or s::text like '%' || $1 || '%') as found",
      [body["token"]],
    );
    expect(rows[0]!.found).toBe(false);
  });
});

describe("a person who does not get in", () => {
  test("hears the same whether the login is unknown, the password wrong, or there is no password", async () => {
    await hub.sql("insert into account (login, name) values ($1, $2)", [`none${number}`, `无密码${number}`]);
    const answers = [
      await call("POST", "", { login: "nobody.at.all", password: PASSWORD }),
      await signIn({ password: "wrong and long enough" }),
      await signIn({ login: `none${number}` }),
      await signIn({ login: "not a login at all" }),
    ];
    for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]!.body]);
    expect(answers[0]!.body["code"]).toBe("SIGN_IN_WRONG");
  });

  test("waits about as long for an unknown login as for a known one", async () => {
    const time = async (more: object): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < 4; i++) {
        const start = performance.now();
        await signIn(more);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const wrong = await time({ password: "wrong and long enough" });
    const unknown = await time({ login: "nobody.at.all" });
    expect(Math.abs(wrong - unknown)).toBeLessThan(0.6 * Math.max(wrong, unknown));
  });

  test("is held up after five wrong ones, also with the right one, in the same words; a minute later gets in", async () => {
    for (let i = 0; i < 5; i++) await signIn({ password: "wrong and long enough" });
    const held = await signIn();
    expect([held.status, held.body["code"]]).toEqual([401, "SIGN_IN_WRONG"]);
    await hub.sql("update account set locked_until = locked_until - interval '61 seconds' where login = $1", [login]);
    expect((await signIn()).status).toBe(200);
    expect((await hub.sql("select failures, locked_until from account where login = $1", [login]))[0]).toEqual({
      failures: 0,
      locked_until: null,
    });
  });

  test("gains nothing by guessing twenty at once", async () => {
    const guesses = Array.from({ length: 20 }, (_, i) =>
      signIn({ password: i === 19 ? PASSWORD : `wrong guess ${i}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
    const [row] = await hub.sql<{ count: string }>(
      "select count(*) from access_event where kind = 'sign_in_failed' and account_id = (select id from account where login = $1)",
      [login],
    );
    expect(Number(row!.count)).toBeLessThanOrEqual(5);
  });

  test("is not let in by a closed account", async () => {
    const { body } = await signIn();
    await hub.sql("update account set status = 'closed' where login = $1", [login]);
    expect(await asks(bearer(body["token"]))).toBe(401);
    expect((await signIn()).body["code"]).toBe("SIGN_IN_WRONG");
  });

  test.each([
    ["nothing", {}],
    ["a password that is a list", { login: "x1", password: ["a"] }],
    ["a login of a megabyte of letters", { login: "a".repeat(9000), password: "x" }],
  ])("is told so when sending %s", async (_, body) => {
    expect((await call("POST", "", body)).status).toBe(400);
  });
});

describe("a session", () => {
  test("is over after an hour in which nobody did anything", async () => {
    const { body } = await signIn();
    await ago("seen_at", "59 minutes");
    expect(await asks(bearer(body["token"]))).toBe(200);
    await ago("seen_at", "61 minutes");
    expect(await asks(bearer(body["token"]))).toBe(401);
  });

  test("is not kept alive by looking whether it is there", async () => {
    const { body } = await signIn();
    await ago("seen_at", "59 minutes");
    expect((await call("GET", "", undefined, bearer(body["token"]))).body["signedIn"]).toBe(true);
    await ago("seen_at", "2 minutes");
    expect((await call("GET", "", undefined, bearer(body["token"]))).body["signedIn"]).toBe(false);
  });

  test("is over after twelve hours, however busy", async () => {
    const { body } = await signIn();
    await ago("expires_at", "12 hours");
    expect(await asks(bearer(body["token"]))).toBe(401);
  });

  test("goes on under a fresh token; the former one is good for half a minute more", async () => {
    const { body } = await signIn();
    const renewed = await call("POST", "/renew", {}, bearer(body["token"]));
    expect(renewed.body["token"]).not.toBe(body["token"]);
    expect(await asks(bearer(renewed.body["token"]))).toBe(200);
    expect(await asks(bearer(body["token"]))).toBe(200);
    const again = await call("POST", "/renew", {}, bearer(body["token"]));
    expect([again.status, again.body["token"]]).toEqual([200, undefined]);
  });

  test("ends for everybody when a former token comes back later: somebody else holds it", async () => {
    const { body } = await signIn();
    const renewed = await call("POST", "/renew", {}, bearer(body["token"]));
    await ago("rotated_at", "31 seconds");
    expect(await asks(bearer(body["token"]))).toBe(401);
    expect(await asks(bearer(renewed.body["token"]))).toBe(401);
    expect(await events()).toEqual(["sign_in", "session_ended"]);
  });

  describe("used for a quarter of an hour", () => {
    const ask = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${hub.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query: "{ hub { name } }" }),
      });

    test("goes on in a pane under the token of the answer, and the former one ends it when it comes back later", async () => {
      const { body } = await signIn();
      expect((await ask(bearer(body["token"]))).headers.get("x-hub-token")).toBeNull();
      await ago("rotated_at", "15 minutes");
      const fresh = (await ask(bearer(body["token"]))).headers.get("x-hub-token");
      expect(fresh).toMatch(/^[\w-]{43}$/);
      expect(fresh).not.toBe(body["token"]);
      expect([await asks(bearer(fresh)), await asks(bearer(body["token"]))]).toEqual([200, 200]);
      await ago("rotated_at", "31 seconds");
      expect([await asks(bearer(body["token"])), await asks(bearer(fresh))]).toEqual([401, 401]);
      expect(await events()).toEqual(["sign_in", "session_ended"]);
    });

    test("goes on in a browser under the cookie of the answer", async () => {
      const { cookie } = await signIn({}, {});
      const first = { cookie: cookie!.split(";")[0]! };
      await ago("rotated_at", "15 minutes");
      const [fresh] = (await ask(first)).headers.getSetCookie();
      expect(fresh).toMatch(/^xunshu=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
      expect(fresh!.split(";")[0]).not.toBe(first.cookie);
      expect((await ask({ cookie: fresh!.split(";")[0]! })).status).toBe(200);
    });

    test("signs nobody out whose answer was lost: the former token opens until the fresh one is used", async () => {
      const { body } = await signIn();
      await ago("rotated_at", "15 minutes");
      const lost = (await ask(bearer(body["token"]))).headers.get("x-hub-token");
      await ago("rotated_at", "5 minutes");
      expect(await asks(bearer(body["token"]))).toBe(200);
      expect(await asks(bearer(lost))).toBe(200);
      await ago("rotated_at", "31 seconds");
      expect(await asks(bearer(body["token"]))).toBe(401);
    });

    test("is renewed once by many requests at the same time, all of which are answered", async () => {
      const { body } = await signIn();
      await ago("rotated_at", "15 minutes");
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(bearer(body["token"]))));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(answers.filter(({ headers }) => headers.has("x-hub-token"))).toHaveLength(1);
    });
  });

  test("in a browser is renewed by a new cookie", async () => {
    const { cookie } = await signIn({}, {});
    const renewed = await call("POST", "/renew", {}, { cookie: cookie!.split(";")[0]!, origin: hub.url });
    expect([renewed.status, renewed.body["token"]]).toEqual([200, undefined]);
    expect(renewed.cookie).toMatch(/^xunshu=/);
    expect(renewed.cookie).not.toBe(cookie);
  });

  test("ends here alone when signing out, and everywhere at once when asked to", async () => {
    const [one, two, three] = [await signIn(), await signIn(), await signIn()].map(({ body }) => bearer(body["token"]));
    expect((await call("DELETE", "", undefined, one!)).status).toBe(204);
    expect([await asks(one!), await asks(two!), await asks(three!)]).toEqual([401, 200, 200]);
    expect((await call("DELETE", "?everywhere=1", undefined, two!)).status).toBe(204);
    expect([await asks(two!), await asks(three!)]).toEqual([401, 401]);
    expect((await call("DELETE", "", undefined, two!)).status).toBe(401);
  });

  test("of the cookie is not ended, renewed or begun by another site", async () => {
    const { cookie } = await signIn({}, {});
    const held = { cookie: cookie!.split(";")[0]! };
    for (const headers of [{ ...held, origin: "https://evil.example" }, { ...held, origin: "null" }, held]) {
      expect((await call("DELETE", "", undefined, headers)).status).toBe(403);
      expect((await call("POST", "/renew", {}, headers)).status).toBe(403);
    }
    expect((await signIn({}, { origin: "https://evil.example" })).status).toBe(403);
    expect(await asks(held)).toBe(200);
  });

  test("of before is closed when the browser signs in again", async () => {
    const { cookie } = await signIn({}, {});
    const held = { cookie: cookie!.split(";")[0]!, origin: hub.url };
    await signIn({}, held);
    expect(await asks({ cookie: held.cookie })).toBe(401);
  });
});

describe("a password", () => {
  test("is changed with the old one; other sessions end, this one goes on under a new token", async () => {
    const [here, there] = [await signIn(), await signIn()].map(({ body }) => bearer(body["token"]));
    const wrong = await call("POST", "/password", { old: "not it at all", new: OTHER_PASSWORD }, here!);
    expect([wrong.status, wrong.body["code"]]).toEqual([403, "PASSWORD_WRONG"]);
    const changed = await call("POST", "/password", { old: PASSWORD, new: OTHER_PASSWORD }, here!);
    expect(changed.status).toBe(200);
    expect(await asks(bearer(changed.body["token"]))).toBe(200);
    expect(await asks(there!)).toBe(401);
    expect((await signIn()).status).toBe(401);
    expect((await signIn({ password: OTHER_PASSWORD })).status).toBe(200);
  });

  test.each([["kurz"], [PASSWORD], ["1234567890"]])("%s is not taken for a new one", async (wanted) => {
    const { body } = await signIn();
    const refused = await call("POST", "/password", { old: PASSWORD, new: wanted }, bearer(body["token"]));
    expect([refused.status, refused.body["code"]]).toEqual([400, "PASSWORD_WEAK"]);
    expect(JSON.stringify(refused.body)).not.toContain(wanted);
  });

  test("for one use opens nothing but its own change", async () => {
    await hub.sql("update account set password_once = true where login = $1", [login]);
    const { body } = await signIn();
    expect(body["mustChangePassword"]).toBe(true);
    const held = bearer(body["token"]);
    const refused = await hub.graphql("{ hub { name } }", {}, held);
    expect([refused.status, JSON.stringify(refused)]).toEqual([403, expect.not.stringContaining('"name"')]);
    expect((await call("POST", "/second-factor", { password: PASSWORD }, held)).body["code"]).toBe("PASSWORD_ONCE");
    const changed = await call("POST", "/password", { old: PASSWORD, new: OTHER_PASSWORD }, held);
    expect(await asks(bearer(changed.body["token"]))).toBe(200);
  });
});

describe("a one-time password", () => {
  const until = async (): Promise<Date | null> =>
    (await hub.sql<{ until: Date | null }>("select password_until as until from account where login = $1", [login]))[0]!
      .until;

  test("is good for three days from the moment it was given, and has no end once it was changed", async () => {
    await hub.sql("update account set password_once = true where login = $1", [login]);
    const hours = ((await until())!.getTime() - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(72);
    await hub.sql("update account set password_once = false where login = $1", [login]);
    expect(await until()).toBeNull();
  });

  test.each([
    ["a millisecond before its end lets one in", 1, 200],
    ["at its end is refused, and one is told where to get another", 0, 403],
  ])("%s", async (_, milliseconds, status) => {
    await hub.sql("update account set password_once = true where login = $1", [login]);
    const end = new Date(new Date(TEST_NOW).getTime() + milliseconds);
    await hub.sql("update account set password_until = $2 where login = $1", [login, end]);
    const entered = await signIn();
    expect(entered.status).toBe(status);
    if (status === 200) return;
    expect(entered.body).toMatchObject({
      code: "PASSWORD_OVER",
      message: { zh: expect.stringContaining("npm run administrator") },
    });
    expect((await signIn({ password: "wrong and long enough" })).body["code"]).toBe("SIGN_IN_WRONG");
    expect(await events()).toContain("sign_in_failed");
  });

  test("of an administrator whom nobody else can let in is made on the server, for administrators alone", async () => {
    expect(await readmitAdministrator(hub.database, login)).toBeUndefined();
    await hub.sql(
      "insert into access_grant (account_id, role) select id, 'administrator' from account where login = $1",
      [login],
    );
    const { body } = await signIn();
    const once = await readmitAdministrator(hub.database, login);
    expect(await asks(bearer(body["token"]))).toBe(401);
    expect((await signIn()).status).toBe(401);
    expect((await signIn({ password: once })).body["mustChangePassword"]).toBe(true);
    expect(await events()).toContain("password_reset");
    await hub.sql("delete from access_grant where account_id = (select id from account where login = $1)", [login]);
  });
});

describe("a second factor", () => {
  const codeOf = (secret: unknown, seconds = 0): string =>
    new TOTP({ secret: String(secret), digits: 6, period: 30 }).generate({
      timestamp: new Date(TEST_NOW).getTime() + seconds * 1000,
    });

  test("counts once it was confirmed, and no code is taken twice", async () => {
    const held = bearer((await signIn()).body["token"]);
    const { body } = await call("POST", "/second-factor", { password: PASSWORD }, held);
    expect((await signIn()).status).toBe(200);
    expect((await call("POST", "/second-factor/confirm", { code: "000000" }, held)).status).toBe(401);
    expect((await call("POST", "/second-factor/confirm", { code: codeOf(body["secret"], -30) }, held)).status).toBe(
      204,
    );

    const asked = await signIn();
    expect([asked.status, asked.body["code"]]).toEqual([401, "SECOND_FACTOR"]);
    expect((await signIn({ code: codeOf(body["secret"], -30) })).body["code"]).toBe("SECOND_FACTOR_WRONG");
    expect((await signIn({ code: codeOf(body["secret"]) })).status).toBe(200);
    expect((await signIn({ code: codeOf(body["secret"]) })).body["code"]).toBe("SECOND_FACTOR_WRONG");
    const [row] = await hub.sql<{ totp: string }>(
      "select encode(totp, 'escape') as totp from account where login = $1",
      [login],
    );
    expect(row!.totp).not.toContain(String(body["secret"]));
  });

  test("is not told of to somebody who does not know the password", async () => {
    const held = bearer((await signIn()).body["token"]);
    const { body } = await call("POST", "/second-factor", { password: PASSWORD }, held);
    await call("POST", "/second-factor/confirm", { code: codeOf(body["secret"]) }, held);
    expect((await signIn({ password: "wrong and long enough" })).body["code"]).toBe("SIGN_IN_WRONG");
  });

  test("is held up like a password when codes are guessed", async () => {
    const held = bearer((await signIn()).body["token"]);
    const { body } = await call("POST", "/second-factor", { password: PASSWORD }, held);
    await call("POST", "/second-factor/confirm", { code: codeOf(body["secret"], -30) }, held);
    for (let i = 0; i < 5; i++) {
      await signIn({ code: "000000" });
      if (i < 4) await signIn();
    }
    expect((await signIn({ code: codeOf(body["secret"]) })).body["code"]).toBe("SIGN_IN_WRONG");
  });

  test("is given up with the password and a code", async () => {
    const held = bearer((await signIn()).body["token"]);
    const { body } = await call("POST", "/second-factor", { password: PASSWORD }, held);
    await call("POST", "/second-factor/confirm", { code: codeOf(body["secret"], -30) }, held);
    expect((await call("DELETE", "/second-factor", { password: PASSWORD, code: "000000" }, held)).status).toBe(401);
    const given = { password: PASSWORD, code: codeOf(body["secret"]) };
    expect((await call("DELETE", "/second-factor", given, held)).status).toBe(204);
    expect((await signIn()).status).toBe(200);
  });
});

describe("a hub that starts for the first time", () => {
  test("makes one administrator with a password for one use, and never another", async () => {
    const once = await ensureFirstAdministrator(hub.database);
    expect(once).toMatch(/^[2-9a-zA-Z]{4}(-[2-9a-zA-Z]{4}){3}$/);
    expect(await ensureFirstAdministrator(hub.database)).toBeUndefined();
    const [{ hours }] = (await hub.sql<{ hours: number }>(
      "select round(extract(epoch from password_until - now()) / 3600)::int as hours from account where login = 'admin'",
    )) as [{ hours: number }];
    expect(hours).toBe(7 * 24);
    const entered = await signIn({ login: "admin", password: once });
    expect(entered.body["mustChangePassword"]).toBe(true);
    const changed = await call("POST", "/password", { old: once, new: OTHER_PASSWORD }, bearer(entered.body["token"]));
    const seen = await call("GET", "", undefined, bearer(changed.body["token"]));
    expect(seen.body).toMatchObject({ roles: ["administrator"], mustChangePassword: false });
    expect(await ensureFirstAdministrator(hub.database)).toBeUndefined();
  });
});

describe("the people of the sample city", () => {
  test("are offered on this machine, and one becomes one of them by choosing", async () => {
    const { body } = await call("GET", "");
    const { demo } = body["ways"] as { demo: { login: string; name: string; role: string }[] };
    expect(demo.map(({ name }) => name)).toEqual(expect.arrayContaining(["示例·全部权限", "示例·分析员"]));
    for (const { name } of demo) expect(name).toContain("示例");
    const entered = await call("POST", "/demo", { login: "demo-clerk" }, asPane);
    const seen = await call("GET", "", undefined, bearer(entered.body["token"]));
    expect(seen.body).toMatchObject({ signedIn: true, demo: true, roles: ["college_clerk"] });
  });

  test("are nobody's way in with a password, nor for those a proxy brings", async () => {
    expect((await signIn({ login: "demo-all", password: "" })).body["code"]).toBe("SIGN_IN_WRONG");
    const brought = { "x-forwarded-for": "203.0.113.9" };
    expect((await call("POST", "/demo", { login: "demo-clerk" }, brought)).status).toBe(401);
    expect((await call("GET", "", undefined, brought)).body["ways"]).toMatchObject({ demo: [] });
  });

  test("do not include anybody real", async () => {
    expect((await call("POST", "/demo", { login }, asPane)).status).toBe(401);
  });
});

describe("a pane whose host has no dialog", () => {
  const verifier = "v".repeat(43);
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const open = async (): Promise<string> => String((await call("POST", "/relay", { challenge }, asPane)).body["state"]);
  const fetchAt = (state: string, proof = verifier): Promise<Answered> =>
    call("GET", `/relay/${state}`, undefined, { ...asPane, "x-hub-verifier": proof });

  test("fetches its token once, after the person signed in in a browser", async () => {
    const opened = await call("POST", "/relay", { challenge }, asPane);
    const state = String(opened.body["state"]);
    expect(opened.body["url"]).toBe(`${hub.url}/sign-in?relay=${state}`);
    expect((await fetchAt(state)).status).toBe(202);
    const entered = await signIn({ relay: state }, {});
    expect([entered.status, entered.cookie, entered.body["token"]]).toEqual([200, undefined, undefined]);
    expect(await asks(bearer((await fetchAt(state)).body["token"]))).toBe(200);
    expect((await fetchAt(state)).status).toBe(404);
    expect((await signIn({ relay: state }, {})).body["code"]).toBe("RELAY_OVER");
  });

  test("keeps to itself what the token is fetched with, so that the address alone is no key", async () => {
    const state = await open();
    await signIn({ relay: state }, {});
    expect((await call("GET", `/relay/${state}`)).status).toBe(404);
    expect((await fetchAt(state, "w".repeat(43))).status).toBe(404);
    expect(await asks(bearer((await fetchAt(state)).body["token"]))).toBe(200);
    expect((await call("POST", "/relay", {}, asPane)).status).toBe(400);
  });

  test("may ask one hub, sign in at another and fetch at the first; what they keep lets nobody in who reads it", async () => {
    const other = await hub.beside();
    const state = await open();
    const at = (where: string, path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`${where}/session${path}`, { ...init, headers: { "content-type": "application/json", ...init.headers } });
    const entered = await at(other.url, "", {
      method: "POST",
      body: JSON.stringify({ login, password: PASSWORD, relay: state }),
    });
    expect(entered.status).toBe(200);
    const [kept] = await hub.sql<{ text: string }>("select encode(sealed, 'escape') || digest::text as text from waiting_sign_in where handed"); // prettier-ignore
    const token = String((await fetchAt(state)).body["token"]);
    expect(token).toMatch(/^[\w-]{43}$/);
    for (const secret of [state, token, challenge]) expect(kept?.text).not.toContain(secret);
    const again = await at(other.url, `/relay/${state}`, { headers: { "x-hub-verifier": verifier } });
    expect(again.status).toBe(404);

    // Nor does it matter that the hub where it began has gone meanwhile.
    const asked = await at(other.url, "/relay", {
      method: "POST",
      headers: asPane,
      body: JSON.stringify({ challenge }),
    });
    const { state: left } = (await asked.json()) as { state: string };
    await other.stop();
    expect((await signIn({ relay: left }, {})).status).toBe(200);
    expect(await asks(bearer((await fetchAt(left)).body["token"]))).toBe(200);
  });

  test("waits ten minutes and not a moment longer, and nothing is kept of it then", async () => {
    const waiting = (): Promise<{ until: Date }[]> => hub.sql("select until from waiting_sign_in");
    await hub.sql("delete from waiting_sign_in");
    const state = await open();
    expect((await waiting())[0]!.until.getTime() - new Date(TEST_NOW).getTime()).toBe(600_000);
    const end = (milliseconds: number): Promise<unknown> =>
      hub.sql("update waiting_sign_in set until = $1", [new Date(new Date(TEST_NOW).getTime() + milliseconds)]);
    await end(1);
    expect((await fetchAt(state)).status).toBe(202);
    await end(0);
    expect((await fetchAt(state)).status).toBe(404);
    expect((await signIn({ relay: state }, {})).body["code"]).toBe("RELAY_OVER");
    await open();
    expect(await waiting()).toHaveLength(1);
  });

  test("is let in by somebody who is signed in in the browser already, with a session of its own", async () => {
    const state = await open();
    const { cookie } = await signIn({}, {});
    const held = { cookie: cookie!.split(";")[0]!, origin: hub.url };
    expect((await call("POST", `/relay/${state}`, {}, held)).status).toBe(200);
    await call("DELETE", "", undefined, bearer((await fetchAt(state)).body["token"]));
    expect(await asks({ cookie: held.cookie })).toBe(200);
  });
});

describe("what is written down", () => {
  afterEach(() => {
    logged = "";
  });

  test("never holds a password or a token, whatever went wrong", async () => {
    const { body } = await signIn();
    await signIn({ password: `${OTHER_PASSWORD} typed wrong` });
    await signIn({ login: PASSWORD });
    await fetch(`${hub.url}/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"login":"x1","password":"${OTHER_PASSWORD}`,
    });
    await hub.graphql(`{ hub { ${OTHER_PASSWORD.replaceAll(" ", "")} } }`, {}, bearer(body["token"]));
    await hub.sql("update account set totp = '\\x00', totp_step = 1 where login = $1", [login]);
    expect((await signIn({ code: "123456" })).status).toBe(500);
    expect(logged).not.toBe("");
    const written = (await hub.sql<{ text: string }>("select e::text as text from access_event e"))
      .map(({ text }) => text)
      .join();
    for (const secret of [PASSWORD, OTHER_PASSWORD, String(body["token"]), "123456"]) {
      expect(logged).not.toContain(secret);
      expect(written).not.toContain(secret);
    }
  });
});
