/** Signing in with the organization's own provider: a real one, run here, walked through as a browser would. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import { startHub, type TestHub } from "../support/hub.js";
import { startProvider, Walker, type Invented, type TestProvider } from "../support/oidc-provider.js";

const people = new Map<string, Invented>([
  ["sub-known", { email: "Known.Person@school.example", verified: true }],
  ["sub-stranger", { email: "stranger@elsewhere.example", verified: true }],
  ["sub-unverified", { email: "unverified@school.example", verified: false }],
  ["sub-second", { email: "known.person@school.example", verified: true }],
  ["sub-closed", { email: "closed@school.example", verified: true }],
]);

let provider: TestProvider;
let hub: TestHub;
let logged = "";
beforeAll(async () => {
  provider = await startProvider(people);
  const { issuer, clientId, clientSecret } = provider;
  // The provider knows only the real time.
  hub = await startHub({
    signedIn: false,
    now: new Date().toISOString(),
    settings: { oidc: { issuer, clientId, clientSecret, name: "学校统一登录" }, log: "debug" },
  });
  Object.assign(hub.log, { [pino.symbols.streamSym]: { write: (line: string) => (logged += line) } });
  provider.expect(hub.url);
  for (const login of ["known.person", "unverified", "closed"])
    await hub.sql("insert into account (login, name, status, explores) values ($1, $2, $3, true)", [
      `${login}@school.example`,
      `测试·${login}`,
      login === "closed" ? "closed" : "active",
    ]);
});
afterAll(async () => {
  await hub.stop();
  await provider.stop();
});

let browser: Walker;
beforeEach(() => {
  browser = new Walker();
});

const begin = (query = "?to=/explorer"): string => `${hub.url}/session/oidc${query}`;
const whoAmI = async (): Promise<Record<string, unknown>> =>
  (await (await browser.go(`${hub.url}/session`)).json()) as Record<string, unknown>;

/** As `sub`, all the way; answers the page or redirect at the end. */
const signInAs = async (sub: string, query?: string): Promise<Response> =>
  browser.go(await browser.walk(begin(query), hub.url, sub));

describe("the organization's own account", () => {
  test("is offered on the sign-in page by its name", async () => {
    expect((await whoAmI())["ways"]).toMatchObject({ oidc: [{ name: "学校统一登录" }] });
  });

  test("sends people off with a challenge, a state and a nonce, and without anything secret", async () => {
    const response = await browser.go(begin());
    const there = new URL(response.headers.get("location")!);
    expect(there.origin).toBe(provider.issuer);
    expect(Object.fromEntries(there.searchParams)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(there.search).not.toContain(provider.clientSecret);
    expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax$/);
  });

  test("lets in whom the hub knows by a verified address, and leads to where they were going", async () => {
    const page = await signInAs("sub-known");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('content="0;url=/explorer"');
    expect(page.headers.getSetCookie().join()).toMatch(/xunshu=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/);
    expect(await whoAmI()).toMatchObject({ signedIn: true, name: "测试·known.person" });
  });

  test("knows them again by their number there, though the address has changed", async () => {
    await signInAs("sub-known");
    people.set("sub-known", { email: "married.name@school.example", verified: true });
    browser = new Walker();
    await signInAs("sub-known");
    expect(await whoAmI()).toMatchObject({ name: "测试·known.person" });
    people.set("sub-known", { email: "Known.Person@school.example", verified: true });
  });

  test.each([
    ["somebody the hub has no account for", "sub-stranger"],
    ["an address nobody verified", "sub-unverified"],
    ["another person who later got the same address", "sub-second"],
    ["a closed account", "sub-closed"],
  ])("does not let in %s, says so and writes it down", async (_, sub) => {
    await new Walker().go(begin());
    await signInKnownOnce();
    const count = async (): Promise<number> =>
      (await hub.sql("select 1 from access_event where kind = 'sign_in_failed' and detail->>'what' = 'oidc_unknown'"))
        .length;
    const before = await count();
    const refused = await signInAs(sub);
    expect(refused.headers.get("location")).toBe("/sign-in?to=%2Fexplorer&refused=OIDC_UNKNOWN");
    expect(await whoAmI()).toMatchObject({ signedIn: false });
    expect(await count()).toBe(before + 1);
  });

  test("leads nowhere but to the hub's own pages", async () => {
    const page = await signInAs("sub-known", "?to=https://evil.example/");
    expect(await page.text()).toContain('content="0;url=/playground"');
  });

  test("is asked by one hub and may be answered to another, once", async () => {
    const other = await hub.beside();
    const back = new URL(await browser.walk(begin(), hub.url, "sub-known"));
    const elsewhere = new URL(`${back.pathname}${back.search}`, other.url);
    const answer = await fetch(elsewhere, {
      redirect: "manual",
      headers: { cookie: `xunshu-oidc=${browser.cookieOf(hub.url, "xunshu-oidc") ?? ""}` },
    });
    expect(await answer.text()).toContain('content="0;url=/explorer"');
    const again = await browser.go(back.href);
    expect(again.headers.get("location")).toContain("refused=OIDC_FAILED");
    await other.stop();
  });

  test("lets in a pane that waits at the relay, and leaves no cookie in the browser", async () => {
    const verifier = "v".repeat(43);
    const asked = await fetch(`${hub.url}/session/relay`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ challenge: createHash("sha256").update(verifier).digest("base64url") }),
    });
    const opened = (await asked.json()) as { state: string };
    const page = await signInAs("sub-known", `?to=/playground&relay=${opened.state}`);
    expect(await page.text()).toContain('content="0;url=/sign-in?relayed=1"');
    expect(browser.cookieOf(hub.url, "xunshu")).toBeUndefined();
    const handed = (await (
      await fetch(`${hub.url}/session/relay/${opened.state}`, { headers: { "x-hub-verifier": verifier } })
    ).json()) as { token: string };
    const answer = await hub.graphql("{ me { name } }", {}, { authorization: `Bearer ${handed.token}` });
    expect(answer).toMatchObject({ data: { me: { name: "测试·known.person" } } });
  });
});

async function signInKnownOnce(): Promise<void> {
  const other = new Walker();
  await other.go(await other.walk(begin(), hub.url, "sub-known"));
}

describe("an answer that is not what it should be", () => {
  const failed = "/sign-in?to=%2Fplayground&refused=OIDC_FAILED";

  test("is not taken a second time", async () => {
    const back = await browser.walk(begin(), hub.url, "sub-known");
    expect((await browser.go(back)).status).toBe(200);
    expect((await browser.go(back)).headers.get("location")).toBe(failed);
  });

  test("is not taken from a browser that did not begin it", async () => {
    const back = await browser.walk(begin(), hub.url, "sub-known");
    const victim = new Walker();
    expect((await victim.go(back)).headers.get("location")).toBe(failed);
    expect(victim.cookieOf(hub.url, "xunshu")).toBeUndefined();
  });

  test.each([
    ["another state", (url: URL) => url.searchParams.set("state", "x".repeat(43))],
    ["another code", (url: URL) => url.searchParams.set("code", "x".repeat(43))],
    ["the word of another issuer", (url: URL) => url.searchParams.set("iss", "https://evil.example")],
    ["no code", (url: URL) => url.searchParams.delete("code")],
    [
      "a refusal of the provider",
      (url: URL) => (url.search = `?error=access_denied&state=${url.searchParams.get("state")}`),
    ],
  ])("is not taken with %s", async (_, spoil) => {
    const back = new URL(await browser.walk(begin("?to=/playground"), hub.url, "sub-known"));
    spoil(back);
    expect((await browser.go(back.href)).headers.get("location")).toBe(failed);
    expect(await whoAmI()).toMatchObject({ signedIn: false });
  });

  test("leaves neither codes, states nor tokens in the log or the database", async () => {
    const back = new URL(await browser.walk(begin(), hub.url, "sub-known"));
    const code = back.searchParams.get("code")!;
    const state = back.searchParams.get("state")!;
    const spoiled = new URL(back);
    spoiled.searchParams.set("iss", "https://evil.example");
    await browser.go(spoiled.href);
    await browser.go(back.href);
    const [row] = await hub.sql<{ text: string }>(
      "select concat((select string_agg(a::text, ' ') from account a), (select string_agg(s::text, ' ') from session s), (select string_agg(e::text, ' ') from access_event e)) as text",
    );
    expect(logged).not.toBe("");
    for (const secret of [code, state, provider.clientSecret]) {
      expect(logged).not.toContain(secret);
      expect(row!.text).not.toContain(secret);
    }
  });
});

test("a hub without a provider has no such way in", async () => {
  const other = await startHub({ signedIn: false });
  try {
    const seen = (await (await fetch(`${other.url}/session`)).json()) as { ways: { oidc: unknown[] } };
    expect(seen.ways.oidc).toEqual([]);
    expect((await fetch(`${other.url}/session/oidc`)).status).toBe(404);
  } finally {
    await other.stop();
  }
});
