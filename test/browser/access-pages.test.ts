/**
 * Every page as it is served, under its content policy: nothing it does breaks the policy, fails in the console or asks for
 * what is not there. And a desk that two people share: what one looked at is not there for the next.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { TOTP } from "otpauth";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { hashPassword } from "../../server/features/access/password.js";
import { launchBrowser } from "../support/chromium.js";
import { Clerk } from "../support/clerk.js";
import { startHub, TEST_NOW, type TestHub } from "../support/hub.js";
import { startProvider, type TestProvider } from "../support/oidc-provider.js";

const pictures = fileURLToPath(new URL("../../test-results/access-pages", import.meta.url));
const PATIENCE = 120_000;
const PASSWORD = "晴天 铁桥 三只猫 42";

let hub: TestHub;
let browser: Browser;
let provider: TestProvider;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  provider = await startProvider(new Map([["sub-zhou", { email: "zhou@example.cn", verified: true }]]));
  [hub, browser] = await Promise.all([
    startHub({
      contents: "city",
      signedIn: false,
      settings: {
        oidc: {
          ...{ issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret },
          name: "示例单位账号",
        },
      },
    }),
    launchBrowser(),
  ]);
  provider.expect(hub.url);
  for (const [login, name, role, place] of [
    ["chen", "陈示例", "school_office", "YL-S1"],
    ["gan", "干示例", "college_clerk", "YL-S1-02"],
    ["tao", "陶示例", "school_office", "YL-S1"],
    ["suo", "锁示例", "school_office", "YL-S1"],
    ["zhou", "周示例", "school_office", "YL-S1"],
    ["xue", "学示例", "trainee", "YL-S1"],
  ] as const)
    await makeAccount(login, name, role, place);
  await hub.sql("update account set oidc_issuer = $1, oidc_subject = 'sub-zhou' where login = 'zhou'", [
    provider.issuer,
  ]);
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  await provider?.stop();
});

async function makeAccount(login: string, name: string, role: string, organization: string): Promise<void> {
  const password = await hashPassword(PASSWORD);
  await hub.sql(
    "insert into account (login, name, password, org_id) select $1, $2, $3, id from organization where code = $4",
    [login, name, password, organization],
  );
  await hub.sql(
    `insert into access_grant (account_id, role, org_id)
     select a.id, $2, o.id from account a, organization o where a.login = $1 and o.code = $3`,
    [login, role, organization],
  );
}

async function profile(cookie?: { name: string; value: string; url: string }): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  context.setDefaultTimeout(20_000);
  if (cookie) await context.addCookies([cookie]);
  return context;
}

async function cookieOf(role: string, name: string): Promise<{ name: string; value: string; url: string }> {
  const { authorization = "" } = await hub.signIn({ role, name });
  return { name: "xunshu", value: authorization.replace("Bearer ", ""), url: hub.url };
}

async function fillIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("登录名").fill(login);
  await page.getByRole("textbox", { name: "密码" }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** Everything that went wrong on a page and in its frames, each with where. */
async function watch(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  await page.exposeFunction("reportViolation", (what: string) => wrong.push(`policy: ${what}`));
  await page.addInitScript(() =>
    addEventListener("securitypolicyviolation", (event) => {
      const report = (window as unknown as { reportViolation(what: string): void }).reportViolation;
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    }),
  );
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => wrong.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400) wrong.push(`${response.status()}: ${response.url()}`);
  });
  return wrong;
}

test(
  "the watch sees a script from elsewhere refused, so that its silence means something",
  async () => {
    const context = await profile();
    const page = await context.newPage();
    const wrong = await watch(page);
    await page.goto(`${hub.url}/sign-in`);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    });
    await page.waitForFunction(() => !("ran" in window));
    await page.waitForTimeout(200);
    expect(wrong.some((what) => what.startsWith("policy: script-src"))).toBe(true);
    await context.close();
  },
  PATIENCE,
);

test(
  "no page breaks its content policy, errs in the console or asks for what is not there",
  async () => {
    const context = await profile(await cookieOf("administrator", "示例管理员"));
    const visit = async (path: string, look: (page: Page) => Promise<unknown>): Promise<string[]> => {
      const page = await context.newPage();
      const wrong = await watch(page);
      await page.goto(`${hub.url}${path}`);
      await look(page);
      await page.close({ runBeforeUnload: false });
      return wrong.map((what) => `${path} ${what}`);
    };
    const wrong: string[] = [];
    wrong.push(...(await visit("/sign-in", (page) => page.getByRole("button", { name: "继续" }).waitFor())));
    for (const tab of ["accounts", "grants", "tokens", "audit", "sessions"])
      wrong.push(
        ...(await visit(`/admin#${tab}`, async (page) => {
          await page.getByRole("tab", { selected: true }).waitFor();
          await page.locator("[role=status], .admin-list, .admin-empty").first().waitFor();
        })),
      );
    wrong.push(
      ...(await visit("/explorer", async (page) => {
        await page.getByRole("button", { name: /Execute query/ }).click();
        await page
          .locator(".graphiql-response, [aria-label='Operation Response'], section.result-window")
          .first()
          .waitFor();
        await page.getByText('"data"').first().waitFor();
        await page.screenshot({ path: join(pictures, "explorer.png") });
      })),
    );
    wrong.push(
      ...(await visit("/playground", async (page) => {
        await page.waitForFunction(() => window.playground !== undefined);
        await page.evaluate(() => window.playground.ready);
        const pane = page.frameLocator("iframe#pane");
        for (const tab of ["查询", "待发送", "导入", "主页"])
          await pane.getByRole("tab", { name: new RegExp(tab) }).click();
        await page.evaluate(() => window.playground.settled());
      })),
    );
    wrong.push(
      ...(await visit("/addin/taskpane/index.html", (page) =>
        page
          .getByText(/Excel|WPS|表格/)
          .first()
          .waitFor(),
      )),
    );
    expect(wrong.filter((what) => !OFFICE_ELSEWHERE.test(what))).toEqual([]);
    await context.close();
  },
  PATIENCE,
);

/** Outside of a spreadsheet, and without the network of this test, Microsoft's own script is not there. */
const OFFICE_ELSEWHERE = /appsforoffice|office\.js|ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED/;

test(
  "the head of a school finds in the roster whose an account is, ties it, and unties it again",
  async () => {
    await hub.sql(
      "insert into person (org_id, name, id_last4, birth_ym) select id, '虚构学员甲', '123X', '1999-03' from organization where code = 'YL-S1-01'",
    );
    const own = async (): Promise<string> => {
      const [account] = await hub.sql<{ name: string | null }>(
        "select p.name from account a left join person p on p.org_id = a.person_org_id and p.id = a.person_id where a.login = 'xue'",
      );
      return account?.name ?? "nobody";
    };
    const context = await profile();
    const page = await context.newPage();
    await page.goto(`${hub.url}/sign-in?to=${encodeURIComponent("/admin#grants")}`);
    await fillIn(page, "chen");
    await page.waitForURL(/\/admin/);
    await page.getByRole("tab", { name: "授权" }).click();
    await page.getByRole("button", { name: "关联 学示例 与名册里的本人" }).click();
    const form = page.getByRole("form", { name: "关联 学示例 与名册里的本人" });
    await form.getByLabel("全名").fill("虚构学员甲");
    await form.getByLabel("证件号后四位").fill("4321");
    await form.getByLabel("证件号后四位").press("Enter");
    await form.getByText(/没有对得上的人/).waitFor();
    await form.getByLabel("证件号后四位").fill("123X");
    await form.getByRole("button", { name: "在名册里找" }).click();
    await form.getByRole("button", { name: /^就是 虚构学员甲 · .+ · 1999 年生$/ }).waitFor();
    await page.screenshot({ path: join(pictures, "tie-found.png") });
    await form.getByRole("button", { name: /^就是 虚构学员甲/ }).click();
    await form.getByText(/^选定：虚构学员甲/).waitFor();
    await form.getByRole("button", { name: "关联本人", exact: true }).click();
    await page.getByText("学示例 已关联名册里的本人。马上生效。").waitFor();
    expect(await own()).toBe("虚构学员甲");
    await page.screenshot({ path: join(pictures, "tied.png") });

    await page.getByRole("button", { name: "解除 学示例 的关联" }).click();
    await page.getByRole("button", { name: "解除关联", exact: true }).last().click();
    await page.getByText("学示例 的关联已解除。").waitFor();
    expect(await own()).toBe("nobody");
    const logged = await hub.sql<{ by: string; tied: boolean }>(
      "select by, (detail ->> 'tied')::boolean as tied from access_event where kind = 'account_tied' order by seq",
    );
    expect(logged).toEqual([
      { by: "陈示例", tied: true },
      { by: "陈示例", tied: false },
    ]);
    await context.close();
  },
  PATIENCE,
);

test(
  "after too many wrong passwords the right one does not open either, and one is told to try later",
  async () => {
    const context = await profile();
    const page = await context.newPage();
    await page.goto(`${hub.url}/sign-in?to=/explorer`);
    for (let attempt = 0; attempt < 6; attempt++) {
      const answered = page.waitForResponse(
        (response) => response.url().endsWith("/session") && response.request().method() === "POST",
      );
      await fillIn(page, "suo", "不是这个密码");
      await answered;
    }
    await fillIn(page, "suo");
    await page
      .getByRole("alert")
      .filter({ hasText: /暂时锁定.*过一会儿再试/ })
      .waitFor();
    await page.screenshot({ path: join(pictures, "locked.png") });
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await context.close();
  },
  PATIENCE,
);

test(
  "the second factor is asked for after the password, and a wrong code is refused in words",
  async () => {
    const call = (path: string, body: object, token = ""): Promise<Response> =>
      fetch(`${hub.url}/session${path}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-hub-client": "pane",
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      });
    const codeOf = (secret: string, seconds: number): string =>
      new TOTP({ secret, digits: 6, period: 30 }).generate({
        timestamp: new Date(TEST_NOW).getTime() + seconds * 1000,
      });
    const { token } = (await (await call("", { login: "tao", password: PASSWORD })).json()) as { token: string };
    const { secret } = (await (await call("/second-factor", { password: PASSWORD }, token)).json()) as {
      secret: string;
    };
    expect((await call("/second-factor/confirm", { code: codeOf(secret, -30) }, token)).status).toBe(204);

    const context = await profile();
    const page = await context.newPage();
    await page.goto(`${hub.url}/sign-in?to=/explorer`);
    await fillIn(page, "tao");
    const code = page.getByRole("textbox", { name: "验证码" });
    await code.fill("000000");
    await page.screenshot({ path: join(pictures, "second-factor.png") });
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.getByRole("alert").filter({ hasText: /不对/ }).waitFor();
    await code.fill(codeOf(secret, 0));
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.waitForURL(`${hub.url}/explorer`);
    await context.close();
  },
  PATIENCE,
);

test(
  "one signs in with the organization's account at its own provider, and comes back where one was going",
  async () => {
    const context = await profile();
    const page = await context.newPage();
    await page.goto(`${hub.url}/sign-in?to=/explorer`);
    await page.getByRole("link", { name: "用 示例单位账号 登录" }).click();
    await page.waitForURL(`${provider.issuer}/**`);
    await page.locator("[name=login]").fill("sub-zhou");
    await page.locator("[name=password]").fill("any");
    await page.locator("[type=submit]").first().click();
    await page.locator("[type=submit]").first().click();
    await page.waitForURL(`${hub.url}/explorer`);
    const answer = await page.evaluate(async () => (await fetch("/session")).json() as Promise<{ name: string }>);
    expect(answer.name).toBe("周示例");
    await context.close();
  },
  PATIENCE,
);

test(
  "signing out in one window ends the playground in another at once, and the next person there gets the own workbook",
  async () => {
    const context = await profile();
    const page = await context.newPage();
    await page.goto(`${hub.url}/sign-in?to=/admin`);
    await fillIn(page, "chen");
    await page.waitForURL(`${hub.url}/admin`);
    const clerk = await Clerk.openIn(context, hub.url);
    const held = await clerk.value("月报!C5", (value) => typeof value === "number" && value > 0);
    expect(held).toBeGreaterThan(0);
    await clerk.type("月报!G7", "77123");
    await clerk.tab("待发送");
    await clerk.sees("77,123");
    await clerk.page.waitForTimeout(1_500);

    await page.getByRole("button", { name: "退出登录" }).click();
    await clerk.page.waitForURL(/\/sign-in/);

    await fillIn(clerk.page, "gan");
    await clerk.page.waitForURL(`${hub.url}/playground`);
    await clerk.page.waitForFunction(() => window.playground !== undefined);
    await clerk.page.evaluate(() => window.playground.ready);
    await clerk.sees(/函数 \d+ 格/);
    expect(await clerk.value("月报!C5", (value) => value !== held && String(value).startsWith("#"))).not.toBe(held);
    expect(await clerk.value("月报!G7")).not.toBe(77123);
    await clerk.press("账号：干示例");
    await clerk.sees("二级学院干事");
    await clerk.sees(/（含下级） · 这个角色的全部业务/);
    await clerk.picture(join(pictures, "next-person.png"));
    await clerk.press("退出登录");
    await clerk.page.waitForURL(/\/sign-in/);

    await fillIn(clerk.page, "chen");
    await clerk.page.waitForURL(`${hub.url}/playground`);
    await clerk.page.waitForFunction(() => window.playground !== undefined);
    await clerk.page.evaluate(() => window.playground.ready);
    expect(await clerk.value("月报!G7", (value) => value === 77123)).toBe(77123);
    await context.close();
  },
  PATIENCE,
);
