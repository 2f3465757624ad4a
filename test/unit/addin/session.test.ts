/** Signing in from the pane: over a small server that keeps sessions the way the hub does. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { openCellCache } from "../../../addin/hub/cells.js";
import { createHubClient } from "../../../addin/hub/client.js";
import { openSession, RENEW_EVERY_MS, type Session } from "../../../addin/hub/session.js";
import { ownPath } from "../../../addin/sign-in/destination.js";
import { readHandedOver } from "../../../addin/sign-in/hand-over.js";

const PASSWORD = "晴天 铁桥 三只猫";

/** One account, its running tokens, and everything it was asked. */
class SmallHub {
  tokens = new Set<string>();
  asked: string[] = [];
  bodies: string[] = [];
  relay: string | null = null;
  name = "陈示例";
  figures: unknown[] = [];
  /** Renews the token of the next question by itself. */
  rotates = false;
  private made = 0;

  answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const path = `${request.method} ${request.url}`;
    this.asked.push(path);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const isIn = token !== undefined && this.tokens.has(token);
    const say = (data: unknown, status = 200): void =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(data));
    const signInFirst = (): void => say({ code: "SIGN_IN", args: {}, message: { zh: "请先登录", en: "Sign in" } }, 401);
    if (path === "POST /graphql") {
      if (!isIn) return signInFirst();
      this.bodies.push(body);
      if (this.rotates) {
        this.rotates = false;
        this.tokens.delete(token);
        response.setHeader("x-hub-token", this.make());
      }
      return say({ data: { figures: this.figures, writeFigures: { batchId: "b" } } });
    }
    if (path === "GET /session")
      return say({
        ...{ signedIn: isIn, name: isIn ? this.name : null, roles: ["college_clerk"], mustChangePassword: false },
        ...{ expiresAt: null, demo: false, ways: { password: true, oidc: [], demo: [] } },
      });
    if (path === "POST /session") {
      const said = JSON.parse(body) as { password: string };
      const wrong = { zh: "登录名或密码不对", en: "Login or password is wrong" };
      if (said.password !== PASSWORD) return say({ code: "SIGN_IN_WRONG", args: {}, message: wrong }, 400);
      return say({ token: this.make(), name: this.name, expiresAt: null });
    }
    if (path === "POST /session/renew") {
      if (!isIn) return signInFirst();
      this.tokens.delete(token);
      return say({ token: this.make(), expiresAt: null });
    }
    if (path === "POST /session/relay") return say({ state: "s1", url: "/sign-in?relay=s1" });
    if (path === "GET /session/relay/s1") return this.relay === null ? say({}, 202) : say({ token: this.relay });
    if (path.startsWith("DELETE /session")) {
      this.tokens.clear();
      return say({});
    }
    say({ code: "NOT_FOUND", args: {} }, 404);
  }

  make(): string {
    const token = `token-${++this.made}`;
    this.tokens.add(token);
    return token;
  }
}

let server: Server;
let address: string;
let hub: SmallHub;
let session: Session;
let now: Date;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => hub.answer(request, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  hub = new SmallHub();
  now = new Date("2026-11-05T02:00:00Z");
  session = openSession({ address, keeps: "token", clock: () => now });
});

const KEY = { indicator: "TR01", organization: "YL-S1", period: "2026" };
const BATCH = {
  batchId: "7c4b",
  cells: [{ ...KEY, value: "1", baseVersion: 0, baseValue: null, reason: null, place: "A1" }],
};
const enter = () => session.signIn({ login: "chen", password: PASSWORD });
/** Lets what is under way come to rest. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 60));

describe("Signing in", () => {
  test("a wrong password is refused in words, the right one lets questions through", async () => {
    const client = createHubClient({ address, session });
    expect(await session.signIn({ login: "chen", password: "x" })).toMatchObject({
      kind: "refusal",
      code: "SIGN_IN_WRONG",
      message: "登录名或密码不对",
    });
    expect(session.standing).not.toBe("in");
    await enter();
    expect(session.standing).toBe("in");
    expect(session.info?.name).toBe("陈示例");
    expect(await client.figures([KEY])).toEqual({ kind: "ok", data: [] });
  });

  test("a cell that asks before sign-in hears at once that somebody has to, and the hub is not troubled", async () => {
    const client = createHubClient({ address, session });
    const heard = await client.figures([KEY], null, { waitsForSignIn: false });
    expect(heard).toMatchObject({ kind: "refusal", code: "SIGN_IN", message: "请先登录" });
    expect(hub.asked).toEqual(["GET /session"]);
  });

  test("a cell without a kept value says 请先登录, and fills when it is asked again after signing in", async () => {
    const cells = openCellCache(new MemoryHost(), createHubClient({ address, session }), { gatherMs: 1 });
    expect(await cells.figure(KEY)).toMatchObject({ kind: "refusal", code: "SIGN_IN", message: "请先登录" });
    await enter();
    hub.figures = [{ ...KEY, value: "7", problem: null }];
    expect(await cells.figure(KEY)).toMatchObject({ kind: "ok", data: { value: "7" } });
  });

  test("a question of the pane waits for the sign-in and is then answered", async () => {
    const client = createHubClient({ address, session });
    const asked = client.figures([KEY]);
    await rest();
    expect(hub.asked).toEqual(["GET /session"]);
    await enter();
    expect(await asked).toEqual({ kind: "ok", data: [] });
  });

  test("where there is no dialog the pane hears from the hub that the browser has signed in", async () => {
    await session.look();
    const opened = await session.openRelay();
    expect(opened).toEqual({ kind: "ok", data: { state: "s1", url: "/sign-in?relay=s1" } });
    expect(await session.askRelay("s1")).toEqual({ kind: "ok", data: null });
    hub.relay = hub.make();
    const answer = await session.askRelay("s1");
    if (answer.kind === "ok" && answer.data) await session.adopt(answer.data);
    expect(session.standing).toBe("in");
  });
});

describe("Expiry in the middle of work", () => {
  test("a send whose session has ended waits, and goes out once and word for word after signing in", async () => {
    const client = createHubClient({ address, session });
    await enter();
    hub.tokens.clear();
    const sent = client.writeFigures(BATCH);
    await rest();
    expect(session).toMatchObject({ standing: "out", wasIn: true });
    expect(hub.bodies).toEqual([]);
    await enter();
    expect(await sent).toMatchObject({ kind: "ok" });
    expect(hub.bodies).toHaveLength(1);
    expect(hub.bodies[0]).toContain(`"batchId":"7c4b"`);
  });

  test("what one person began is not finished under another one's name", async () => {
    const client = createHubClient({ address, session });
    await enter();
    hub.tokens.clear();
    const sent = client.writeFigures(BATCH);
    await rest();
    hub.name = "别人示例";
    await enter();
    expect(await sent).toMatchObject({ kind: "refusal", code: "SIGN_IN" });
    expect(hub.bodies).toEqual([]);
  });

  test("signing in later lets the work go with a refusal, and a person may stop waiting", async () => {
    const client = createHubClient({ address, session });
    await session.look();
    const sent = client.writeFigures(BATCH);
    const stop = new AbortController();
    const stopped = client.writeFigures(BATCH, { signal: stop.signal });
    await rest();
    stop.abort();
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    session.putOff();
    expect(await sent).toMatchObject({ kind: "refusal", code: "SIGN_IN" });
    expect(await client.figures([KEY])).toMatchObject({ kind: "refusal", code: "SIGN_IN" });
  });

  test("a token the hub renewed by itself is taken up from the answer", async () => {
    const client = createHubClient({ address, session });
    await enter();
    const before = session.pass();
    hub.rotates = true;
    expect(await client.figures([KEY])).toMatchObject({ kind: "ok" });
    expect(session.pass()).not.toBe(before);
    expect(await client.figures([KEY])).toMatchObject({ kind: "ok" });
    expect(session.standing).toBe("in");
    // What was sent under the former one and answered late changes nothing.
    const now = session.pass();
    session.renewed(before, "late");
    expect(session.pass()).toBe(now);
  });

  test("a request under way while the token is renewed is asked again instead of asking a person", async () => {
    const client = createHubClient({ address, session });
    await enter();
    const before = session.pass();
    await session.renew();
    expect(session.pass()).not.toBe(before);
    session.refused(before);
    expect(session.standing).toBe("in");
    expect(await client.figures([KEY])).toMatchObject({ kind: "ok" });
  });
});

describe("Signing out", () => {
  test("here or everywhere, the token is forgotten and questions wait again", async () => {
    await enter();
    await session.signOut(true);
    expect(hub.asked).toContain("DELETE /session?everywhere=1");
    expect(session).toMatchObject({ standing: "out", wasIn: false });
    expect(session.pass()).toBeNull();
  });

  test("a hub that cannot be reached does not pretend that somebody signed out", async () => {
    await enter();
    const away = openSession({ address: "http://127.0.0.1:9", keeps: "token" });
    expect(await away.signOut(false)).toMatchObject({ kind: "offline" });
    expect(away.standing).toBe("unknown");
  });
});

test("a session of somebody at work is due for renewal well before it could end", () => {
  expect(RENEW_EVERY_MS).toBeLessThanOrEqual(12 * 60_000);
});

describe("Where a sign-in leads", () => {
  const origin = "http://localhost:4000";

  test.each([
    ["/playground", "/playground"],
    ["/explorer?x=1#y", "/explorer?x=1#y"],
    ["/admin", "/admin"],
  ])("%s is a page of our own", (asked, expected) => expect(ownPath(asked, origin)).toBe(expected));

  test.each([
    ["https://evil.example/"],
    ["//evil.example"],
    ["/\\evil.example"],
    ["/..//evil.example"],
    ["/.//evil.example"],
    ["/\t/evil.example"],
    ["javascript:alert(1)"],
    ["/sign-in?to=/sign-in"],
    ["/session/oidc?to=/"],
    [""],
    [null],
  ])("%s leads to the playground", (asked) => expect(ownPath(asked, origin)).toBe("/playground"));
});

test("a window's message is believed only when it is one of ours", () => {
  expect(readHandedOver(`{"kind":"signedIn","token":"t"}`)).toEqual({ kind: "signedIn", token: "t" });
  for (const text of [null, "", "{", `{"kind":"other"}`, "7"]) expect(readHandedOver(text)).toBeNull();
});
