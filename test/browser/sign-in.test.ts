/**
 * Signing in as people meet it, in a real browser: a wrong and a right password, signing out in two windows, a session
 * that ends in the middle of a send, and two roles with the same workbook. Pictures go to test-results/sign-in.
 */
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import type { Browser, BrowserContext, Page, Response } from "playwright-core";
import { openSession } from "../../addin/hub/session.js";
import { ensureDemoAccounts } from "../../server/features/access/demo.js";
import { hashPassword } from "../../server/features/access/password.js";
import { launchBrowser } from "../support/chromium.js";
import { Clerk } from "../support/clerk.js";
import { startHub, type TestHub } from "../support/hub.js";

const pictures = fileURLToPath(new URL("../../test-results/sign-in", import.meta.url));
const PATIENCE = 240_000;
const PASSWORD = "晴天 铁桥 三只猫 42";

let hub: TestHub;
let browser: Browser;
/** What the hub wrote into its log. */
const logged: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [hub, browser] = await Promise.all([
    startHub({ contents: "city", signedIn: false, settings: { sample: true, log: "debug" } }),
    launchBrowser(),
  ]);
  const stream = (hub.log as unknown as Record<symbol, { write: (line: string) => boolean }>)[pino.symbols.streamSym];
  if (stream === undefined) throw new Error("the log has no stream");
  stream.write = (line) => logged.push(line) > 0;
  await ensureDemoAccounts(hub.database);
  await makeAccount("chen", "陈示例", false);
  await makeAccount("lin", "林示例", true);
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

/** An account with a password, who may do what a school's training office may. */
async function makeAccount(login: string, name: string, isOnce: boolean): Promise<void> {
  await hub.sql("insert into account (login, name, password, password_once) values ($1, $2, $3, $4)", [
    login,
    name,
    await hashPassword(PASSWORD),
    isOnce,
  ]);
  await hub.sql(
    `insert into access_grant (account_id, role, org_id)
     select a.id, 'school_office', o.id from account a, organization o where a.login = $1 and o.code = 'YL-S1'`,
    [login],
  );
}

async function profile(width = 1440, isDark = false): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: "zh-CN",
    colorScheme: isDark ? "dark" : "light",
  });
  context.setDefaultTimeout(30_000);
  return context;
}

async function fillIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel("登录名").fill(login);
  await page.getByRole("textbox", { name: "密码" }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** The window that the pane opened. */
const windowOf = (page: Page) => page.frameLocator("dialog iframe");

async function signInInWindow(clerk: Clerk, login: string): Promise<void> {
  const shown = windowOf(clerk.page);
  await shown.getByLabel("登录名").fill(login);
  await shown.getByRole("textbox", { name: "密码" }).fill(PASSWORD);
  await shown.getByRole("button", { name: "登录", exact: true }).click();
}

function excess(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

const endSessionsOf = (name: string): Promise<unknown> =>
  hub.sql("update session set ended_at = now() where account_id = (select id from account where name = $1)", [name]);

function revisionsOf(organization: string): Promise<{ version: number; value: string; changed_by: string }[]> {
  return hub.sql(
    `select r.version, trim_scale(r.value)::text as value, r.changed_by from figure_revision r
       join figure f on f.org_id = r.org_id and f.id = r.figure_id
       join organization o on o.id = f.org_id
     where o.code = $1 and f.indicator = 'FN01' and f.period = '2026M10' order by r.version`,
    [organization],
  );
}

describe("the sign-in page", () => {
  test(
    "asks whoever opens a page, refuses a wrong password in words, and leads on after the right one",
    async () => {
      const context = await profile();
      const page = await context.newPage();
      await page.goto(`${hub.url}/explorer`);
      expect(new URL(page.url()).pathname).toBe("/sign-in");
      await page.getByRole("button", { name: "登录", exact: true }).click();
      await page.getByText("还没有填登录名。").waitFor();
      await fillIn(page, "chen", "不是这个");
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").textContent()).toContain("密码不对");
      expect(await page.getByLabel("登录名").inputValue()).toBe("chen");
      await page.screenshot({ path: join(pictures, "refused.png") });
      await fillIn(page, "chen", PASSWORD);
      await page.waitForURL(`${hub.url}/explorer`);
      const [cookie] = await context.cookies();
      expect(cookie).toMatchObject({ name: "xunshu", httpOnly: true, sameSite: "Strict" });
      expect(await page.evaluate(() => JSON.stringify([localStorage.length, document.cookie]))).not.toContain("xunshu");
      await context.close();
    },
    PATIENCE,
  );

  test(
    "does not lead to another site, whatever the address asks for",
    async () => {
      const context = await profile();
      const page = await context.newPage();
      await page.goto(`${hub.url}/sign-in?to=${encodeURIComponent("//evil.example/x")}`);
      await fillIn(page, "chen", PASSWORD);
      await page.waitForURL(`${hub.url}/playground`);
      await context.close();
    },
    PATIENCE,
  );

  test(
    "has whoever was given a password choose one of their own first",
    async () => {
      const context = await profile();
      const page = await context.newPage();
      await page.goto(`${hub.url}/explorer`);
      await fillIn(page, "lin", PASSWORD);
      await page.getByRole("heading", { name: "先换一个密码" }).waitFor();
      await page.getByLabel("新密码", { exact: true }).fill("短");
      await page.getByRole("button", { name: "换密码并进入" }).click();
      await page.getByText(/至少要 10 个/).waitFor();
      await page.screenshot({ path: join(pictures, "must-change.png") });
      await page.getByLabel("新密码", { exact: true }).fill("海风 纸船 八月 57");
      await page.getByLabel("再输一次新密码").fill("海风 纸船 八月 57");
      await page.getByRole("button", { name: "换密码并进入" }).click();
      await page.waitForURL(`${hub.url}/explorer`);
      await context.close();
    },
    PATIENCE,
  );

  test.each([
    [320, false],
    [320, true],
    [1280, false],
    [1280, true],
  ])(
    "at %d px, dark: %s, needs no sideways scrolling and every control has a name",
    async (width, isDark) => {
      const context = await profile(width, isDark);
      const page = await context.newPage();
      await page.goto(`${hub.url}/sign-in`);
      await page
        .getByRole("button", { name: /以 .+ 的身份进入/ })
        .first()
        .waitFor();
      expect(await excess(page)).toBeLessThanOrEqual(0);
      expect(await page.locator("button:not([aria-label])", { hasNotText: /./ }).count()).toBe(0);
      await page.screenshot({ path: join(pictures, `page-${width}-${isDark ? "dark" : "light"}.png`), fullPage: true });
      await context.close();
    },
    PATIENCE,
  );

  test(
    "lets one in as an invented person with one press, and with the keyboard alone",
    async () => {
      const context = await profile();
      const page = await context.newPage();
      await page.goto(`${hub.url}/sign-in?to=/explorer`);
      const card = page.getByRole("button", { name: "以 信息学院干事 的身份进入" });
      await card.focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(`${hub.url}/explorer`);
      await context.close();
    },
    PATIENCE,
  );
});

describe("for a pane elsewhere", () => {
  test(
    "the window hands its token to the page of ours around it, and leaves no cookie and nothing in storage",
    async () => {
      const context = await profile();
      const page = await context.newPage();
      await page.goto(`${hub.url}/sign-in`);
      const message = page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            addEventListener("message", (event) => resolve(String(event.data)));
            const frame = document.createElement("iframe");
            frame.src = "/sign-in?dialog=1";
            document.body.replaceChildren(frame);
          }),
      );
      const shown = page.frameLocator("iframe");
      await shown.getByLabel("登录名").fill("chen");
      await shown.getByRole("textbox", { name: "密码" }).fill(PASSWORD);
      await shown.getByRole("button", { name: "登录", exact: true }).click();
      const { token } = JSON.parse(await message) as { token: string };
      const answer = await hub.graphql("{ hub { viewer } }", {}, { authorization: `Bearer ${token}` });
      expect(answer.data).toMatchObject({ hub: { viewer: "陈示例" } });
      expect(await context.cookies()).toEqual([]);
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
      await context.close();
    },
    PATIENCE,
  );

  test(
    "where the host has no window the browser signs in, and the pane alone fetches its token, once",
    async () => {
      const session = openSession({ address: hub.url, keeps: "token" });
      await session.look();
      const opened = await session.openRelay();
      if (opened.kind !== "ok") throw new Error("no relay was opened");
      const { state, url } = opened.data;
      expect(await session.askRelay(state)).toEqual({ kind: "ok", data: null });

      const context = await profile();
      const page = await context.newPage();
      await page.goto(url);
      await fillIn(page, "chen", PASSWORD);
      await page.getByText("这个窗口可以关闭了").waitFor();
      await context.close();

      const stranger = openSession({ address: hub.url, keeps: "token" });
      expect(await stranger.askRelay(state)).toMatchObject({ kind: "refusal", code: "RELAY_OVER" });
      const answer = await session.askRelay(state);
      if (answer.kind === "ok" && answer.data) await session.adopt(answer.data);
      expect(session).toMatchObject({ standing: "in", info: { name: "陈示例" } });
      expect(await session.askRelay(state)).toMatchObject({ kind: "refusal", code: "RELAY_OVER" });
    },
    PATIENCE,
  );
});

/** A pane as WPS opens it: a host without a Dialog, with a storage that every page of the add-in shares. */
async function paneInWps(): Promise<{ context: BrowserContext; page: Page }> {
  const source = await readFile(new URL("../support/wps-double.ts", import.meta.url), "utf8");
  const script = stripTypeScriptTypes(source, { mode: "transform" }).replaceAll(/^export /gmu, "");
  const context = await profile(420);
  const page = await context.newPage();
  await page.addInitScript({
    content: `${script}\nglobalThis.wps_double = new WpsDouble(["月报"]); globalThis.Application = globalThis.wps_double.application;`,
  });
  await page.goto(`${hub.url}/addin/taskpane/index.html?host=wps`);
  return { context, page };
}

/** Everything that a page, its browser and the workbook keep. */
async function keptBy(page: Page): Promise<string> {
  const kept = await page.evaluate(() => {
    const double = (globalThis as unknown as { wps_double?: { storage: Map<string, unknown>; sheets: { cells: Map<string, unknown> }[] } }).wps_double; // prettier-ignore
    const workbook = double && [[...double.storage], double.sheets.map(({ cells }) => [...cells])];
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, name, workbook]);
  });
  return kept + JSON.stringify(await page.context().cookies());
}

const WITHIN = { timeout: 60_000 };

test(
  "a pane without windows shows a code, the browser's page shows the same, and the pane goes on; its token is nowhere else",
  async () => {
    const { context, page } = await paneInWps();
    const asked: string[] = [];
    const tokens = new Set<string>();
    context.on("request", (request) => asked.push(request.url(), request.headers()["referer"] ?? ""));
    const gather = async (response: Response): Promise<void> => {
      if (!/\/session\/relay\/[^/]+$/u.test(response.url()) || response.request().method() !== "GET") return;
      const { token } = JSON.parse((await response.text()) || "{}") as { token?: string };
      if (token !== undefined) tokens.add(token);
    };
    context.on("response", (response) => void gather(response).catch(() => undefined));
    /** What the pane has fetched is read here a moment later. */
    const fetched = async (count: number): Promise<void> => {
      while (tokens.size < count) await page.waitForTimeout(50);
    };

    // The one who has not signed in yet opens the page from the pane and gives the password there.
    await page.getByRole("button", { name: "登录", exact: true }).click();
    const code = (await page.getByText(/^核对码 \d{3} \d{3}$/u).textContent(WITHIN)) ?? "";
    await page.screenshot({ path: join(pictures, "relay-pane.png") });
    const [opened] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "打开登录页" }).click()]); // prettier-ignore
    await opened.getByText(new RegExp(`核对码应是 ${code.slice(4)}；`, "u")).waitFor(WITHIN);
    await opened.screenshot({ path: join(pictures, "relay-page.png") });
    await fillIn(opened, "chen", PASSWORD);
    await opened.getByText("这个窗口可以关闭了").waitFor(WITHIN);
    await page.getByRole("tab", { name: /主页/ }).waitFor(WITHIN);
    await page.getByRole("button", { name: "账号：陈示例" }).click(WITHIN);
    await page.screenshot({ path: join(pictures, "relay-in.png") });
    await fetched(1);
    const [token] = tokens;
    expect((await hub.graphql("{ hub { viewer } }", {}, { authorization: `Bearer ${token}` })).data).toEqual({ hub: { viewer: "陈示例" } }); // prettier-ignore

    // After signing out, somebody whose browser is signed in already lets the pane in by one press.
    await page.getByRole("button", { name: /^退出登录/ }).click();
    await page.getByRole("button", { name: "登录", exact: true }).click(WITHIN);
    const next = (await page.getByText(/^核对码 \d{3} \d{3}$/u).textContent(WITHIN)) ?? "";
    expect(next).not.toBe(code);
    const address = (await page.locator("code.address").textContent()) ?? "";
    const elsewhere = await profile();
    const browserOf = await elsewhere.newPage();
    await browserOf.goto(`${hub.url}/sign-in?to=/explorer`);
    await fillIn(browserOf, "chen", PASSWORD);
    await browserOf.waitForURL(`${hub.url}/explorer`);
    await browserOf.goto(address);
    await browserOf.getByText(new RegExp(`核对码应是 ${next.slice(4)}；`, "u")).waitFor(WITHIN);
    await browserOf.screenshot({ path: join(pictures, "relay-admit.png") });
    await browserOf.getByRole("button", { name: "核对码相同，让它登录" }).click();
    await browserOf.getByText("这个窗口可以关闭了").waitFor(WITHIN);
    await page.locator(".sign-in-layer").waitFor({ state: "detached", ...WITHIN });
    await page.getByText("已连接").waitFor(WITHIN);
    await fetched(2);

    hub.log.info("what is written here is seen by this test");

    const places = {
      ...{ pane: await keptBy(page), window: await keptBy(opened), elsewhere: await keptBy(browserOf) },
      ...{ addresses: asked.join(" "), log: logged.join("\n") },
    };
    expect(places.log).toContain("seen by this test");
    expect(places.addresses).toContain("/session/relay");
    expect(places.pane).toContain("taskpane");
    for (const token of tokens)
      for (const [place, kept] of Object.entries(places)) expect([place, kept.includes(token)]).toEqual([place, false]);
    await elsewhere.close();
    await context.close();
  },
  PATIENCE,
);

/** The playground of a profile of its own, after signing in on the page. */
async function signedIn(login: string): Promise<Clerk> {
  const context = await profile();
  const page = await context.newPage();
  await page.goto(`${hub.url}/sign-in?to=/explorer`);
  await fillIn(page, login, PASSWORD);
  await page.waitForURL(`${hub.url}/explorer`);
  await page.close();
  return Clerk.openIn(context, hub.url);
}

describe("the pane", () => {
  test(
    "tells who one is with roles and organizations; after signing out no window shows anything any more",
    async () => {
      const clerk = await signedIn("chen");
      const other = await clerk.context.newPage();
      await other.goto(`${hub.url}/explorer`);
      expect(new URL(other.url()).pathname).toBe("/explorer");

      await clerk.press("账号：陈示例");
      await clerk.sees("校培训处");
      await clerk.sees(/（含下级） · 这个角色的全部业务/);
      await clerk.picture(join(pictures, "account.png"));
      await clerk.press("退出登录");
      await clerk.page.waitForURL(/\/sign-in/);
      await other.reload();
      expect(new URL(other.url()).pathname).toBe("/sign-in");
      await clerk.leave();
    },
    PATIENCE,
  );

  test(
    "when the session ends in the middle of a send nothing typed is lost, and it is written once",
    async () => {
      const clerk = await signedIn("chen");
      const before = await revisionsOf("YL-S1-03");
      await clerk.type("月报!G7", "87001");
      await clerk.tab("待发送");
      await clerk.sees("87,001");
      await endSessionsOf("陈示例");
      const batches: string[] = [];
      clerk.page.on("request", (request) => {
        const batch = /"batchId":"([^"]+)"/.exec(request.postData() ?? "")?.[1];
        if (batch !== undefined && request.url().endsWith("/graphql")) batches.push(batch);
      });
      await clerk.press("发送 1 处");
      await clerk.pane.getByRole("dialog", { name: "登录已过期" }).waitFor();
      await clerk.sees(/待发送 1 处都在/);
      await clerk.picture(join(pictures, "pane-expired.png"));
      expect(await revisionsOf("YL-S1-03")).toEqual(before);

      await clerk.pane.getByRole("button", { name: "登录", exact: true }).click();
      await windowOf(clerk.page).getByLabel("登录名").waitFor();
      await clerk.picture(join(pictures, "pane-window.png"));
      await signInInWindow(clerk, "chen");
      await clerk.sees(/1 处已写入数据中枢/);
      const after = await revisionsOf("YL-S1-03");
      expect(after).toHaveLength(before.length + 1);
      expect(after.at(-1)).toMatchObject({ value: "87001", changed_by: "陈示例" });
      expect(batches).toHaveLength(2);
      expect(new Set(batches).size).toBe(1);
      await clerk.leave();
    },
    PATIENCE,
  );

  test(
    "a send put off at the sign-in goes out later under the same number",
    async () => {
      const clerk = await signedIn("chen");
      const before = await revisionsOf("YL-S1-04");
      await clerk.type("月报!G8", "4321");
      await clerk.tab("待发送");
      await clerk.sees("4,321");
      await endSessionsOf("陈示例");
      await clerk.press("发送 1 处");
      await clerk.press("以后再说");
      await clerk.press(/再发送 1 处/);
      await clerk.sees("请先登录");
      expect(await revisionsOf("YL-S1-04")).toEqual(before);
      await clerk.pane.getByRole("button", { name: "登录", exact: true }).click();
      await clerk.pane.getByRole("dialog").getByRole("button", { name: "登录", exact: true }).click();
      await signInInWindow(clerk, "chen");
      await clerk.press(/再发送 1 处/);
      await clerk.sees(/1 处已写入数据中枢/);
      expect(await revisionsOf("YL-S1-04")).toHaveLength(before.length + 1);
      await clerk.leave();
    },
    PATIENCE,
  );
});

/** The playground as an account with just this grant. */
async function asClerkOf(college: string): Promise<Clerk> {
  const { authorization = "" } = await hub.signIn({ role: "college_clerk", organization: college });
  return Clerk.open(browser, hub.url, { name: "xunshu", value: authorization.replace("Bearer ", ""), url: hub.url });
}

test(
  "two colleges' clerks open the same workbook: each gets the own counts, and nothing of the other's or of the school's",
  async () => {
    const rows = { "YL-S1-01": "月报!C5", "YL-S1-02": "月报!C6" } as const;
    const whole = await signedIn("chen");
    const held = new Map<string, unknown>();
    for (const at of [...Object.values(rows), "月报!C11"]) held.set(at, await whole.value(at));
    await whole.leave();
    expect(held.get("月报!C5")).toBeGreaterThan(0);
    for (const [college, own] of Object.entries(rows)) {
      const clerk = await asClerkOf(college);
      expect(await clerk.value(own)).toBe(held.get(own));
      for (const [at, value] of held) {
        if (at === own) continue;
        expect(await clerk.value(at)).not.toBe(value);
        expect(await clerk.value(at)).toBe("#N/A");
      }
      // The pane says why, and starts with the clerk's own college.
      await clerk.select("月报!C11");
      await clerk.sees(/无权查看“.+”的数。要看，请管理员授权。/);
      await clerk.pane
        .getByRole("button", { name: /切换单位/ })
        .getByText(college === "YL-S1-01" ? "信息工程学院" : "智能制造学院")
        .waitFor();
      await clerk.picture(join(pictures, `foreign-${college}.png`));
      await clerk.leave();
    }
  },
  PATIENCE,
);

test(
  "a clerk who may see names says what for, sees them in the pane's preview alone, and puts them away again",
  async () => {
    const [first] = await hub.sql<{ org: string; id: string }>(
      "select p.org_id as org, p.id from person p join organization o on o.id = p.org_id where o.code = 'YL-S1-02' order by p.id limit 1",
    );
    await hub.sql("update person set name = '欧阳青禾' where org_id = $1 and id = $2", [first!.org, first!.id]);
    const { authorization = "" } = await hub.signIn({ role: "college_clerk", organization: "YL-S1-02", unmasks: true });
    const cookie = { name: "xunshu", value: authorization.replace("Bearer ", ""), url: hub.url };
    const clerk = await Clerk.open(browser, hub.url, cookie);
    const { pane, page } = clerk;
    const asked: { readonly purpose: string | undefined; readonly words: string }[] = [];
    page.on("request", (request) => {
      const purpose = request.headers()["x-hub-purpose"];
      asked.push({
        purpose: purpose && decodeURIComponent(purpose),
        words: request.url() + (request.postData() ?? ""),
      });
    });
    await page.evaluate(() => window.playground.activate(window.playground.sheets()[0] ?? ""));
    await clerk.select("月报!N30");
    await clerk.tab("查询");
    await pane.getByRole("radio", { name: "登记表的行" }).click();
    await pane.getByRole("combobox", { name: "登记表", exact: true }).selectOption("Person");
    // Nothing personal is chosen yet: there is nothing to see whole.
    await pane.getByRole("button", { name: "+ 性别", exact: true }).click();
    const preview = pane.getByRole("region", { name: /预览/ });
    await preview.getByRole("row").nth(1).waitFor();
    expect(await pane.getByRole("button", { name: "查看完整信息" }).count()).toBe(0);
    await pane.getByRole("button", { name: "+ 姓名", exact: true }).click();
    await preview.getByText("欧阳**").first().waitFor();
    await pane.getByRole("button", { name: "查看完整信息" }).click();
    await pane.getByRole("textbox", { name: "用途" }).fill("看");
    await pane.getByRole("button", { name: "显示", exact: true }).click();
    await pane.getByText(/用途太短/).waitFor();
    await pane.getByRole("textbox", { name: "用途" }).fill("核对结业证名单");
    await pane.getByRole("button", { name: "显示", exact: true }).click();
    await preview.getByText("欧阳青禾").waitFor();
    await clerk.sees("正在显示完整个人信息，已记入审计。");
    await clerk.sees("用途：核对结业证名单");
    await clerk.picture(join(pictures, "purpose-on.png"));
    const reads = (): Promise<{ detail: Record<string, unknown> }[]> =>
      hub.sql("select detail from access_event where kind = 'personal_read' order by seq");
    expect((await reads()).at(-1)?.detail).toMatchObject({
      ...{ purpose: "核对结业证名单", registers: ["Person"], fields: ["Person.name"] },
      rows: expect.any(Number),
    });

    // What is put into the sheet meanwhile is asked without it.
    await pane.getByRole("button", { name: "插入登记表" }).click();
    await clerk.sees(/已把.*行/u);
    await clerk.settled();
    const count = (await reads()).length;
    await pane.getByRole("button", { name: "不再显示" }).click();
    await preview.getByText("欧阳**").first().waitFor();
    expect(await preview.getByText("欧阳青禾").count()).toBe(0);
    expect((await reads()).length).toBe(count);

    const spoken = asked.filter(({ purpose }) => purpose !== undefined);
    expect(spoken.length).toBeGreaterThan(0);
    for (const { purpose, words } of spoken) {
      expect(purpose).toBe("核对结业证名单");
      expect(words).toContain('"register":"Person"');
    }
    expect(asked.some(({ words }) => decodeURIComponent(words).includes("核对结业证"))).toBe(false);
    await page.evaluate(() => window.playground.saved());
    const kept = await everythingKept(page);
    expect(kept).toContain("欧阳**");
    for (const whole of ["欧阳青禾", "核对结业证"]) expect(kept.includes(whole)).toBe(false);
    await clerk.leave();
  },
  PATIENCE,
);

/** The saved workbook with its hidden sheets, settings and parts, and all else the browser keeps. */
function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("not read"));
      });
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ""));
      for (const store of database.objectStoreNames)
        kept.push(await done(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    return JSON.stringify(kept);
  });
}
