/**
 * The administrators' page in a real browser: an account made and handed over, the audit searched and opened, sessions
 * ended, on a wide and the narrowest page, light and dark. Pictures go to test-results/admin.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../support/chromium.js";
import { startHub, type TestHub } from "../support/hub.js";

const pictures = fileURLToPath(new URL("../../test-results/admin", import.meta.url));
const PATIENCE = 120_000;

let hub: TestHub;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [hub, browser] = await Promise.all([startHub({ contents: "city", signedIn: false }), launchBrowser()]);
  context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  context.setDefaultTimeout(10_000);
  await context.addCookies([await cookieOf("示例管理员", "administrator")]);
  page = await context.newPage();
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});
beforeEach(() => page.setViewportSize({ width: 1280, height: 900 }));

async function cookieOf(name: string, role: string): Promise<{ name: string; value: string; url: string }> {
  const { authorization = "" } = await hub.signIn({ role, name });
  return { name: "xunshu", value: authorization.replace("Bearer ", ""), url: hub.url };
}

async function picture(name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** Nothing is wider than the window. */
async function fits(): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

test(
  "an administrator makes an account, and the new person signs in with the password shown once",
  async () => {
    await page.goto(`${hub.url}/admin`);
    await page.getByRole("button", { name: "新建账号" }).click();
    const form = page.locator("form");
    await form.getByLabel("登录名").fill("He.Shili");
    await form.getByLabel("姓名").fill("何示例");
    await form.getByLabel("所在单位代码").fill("YL-S1");
    await picture("account-form");
    await page.keyboard.press("Enter");
    const password = (await page.locator(".admin-once code").innerText()).trim();
    await page.getByText("he.shili", { exact: true }).waitFor();
    await picture("account-made");
    const entered = await fetch(`${hub.url}/session`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-hub-client": "pane" },
      body: JSON.stringify({ login: "he.shili", password }),
    });
    expect(entered.status).toBe(200);
    expect(await entered.json()).toMatchObject({ mustChangePassword: true });
    await page.getByRole("button", { name: "记下了，关闭" }).click();
    expect(await page.content()).not.toContain(password);
  },
  PATIENCE,
);

test(
  "an account is closed only after saying what that ends",
  async () => {
    await page.getByRole("button", { name: "何示例 的操作" }).click();
    await page.getByRole("menuitem", { name: "关闭账号" }).click();
    await page.getByText("名下的程序和令牌一起停用").waitFor();
    await picture("account-close-asked");
    await page.getByRole("alertdialog").getByRole("button", { name: "关闭账号" }).click();
    await page.getByText("何示例 已关闭。").waitFor();
    const [account] = await hub.sql<{ status: string }>("select status from account where login = 'he.shili'");
    expect(account?.status).toBe("closed");
  },
  PATIENCE,
);

test(
  "the audit finds who made the account, and shows a change before and after with names masked",
  async () => {
    await hub.sql(
      "update person set name = '欧阳示例', sex = case sex when '1' then '2' else '1' end where id = (select id from person order by id limit 1)",
    );
    await page.getByRole("tab", { name: "审计" }).click();
    await page.getByRole("combobox", { name: "事件" }).click();
    await page.getByRole("menuitemcheckbox", { name: "新建账号" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "查找" }).click();
    await page.getByText("共 1 个事件").waitFor();
    expect(await page.getByRole("row").filter({ hasText: "示例管理员" }).count()).toBe(1);

    await page.reload();
    await page
      .getByRole("button", { name: /打开 .* 改动/ })
      .first()
      .waitFor();
    await picture("audit");
    await page
      .getByRole("button", { name: /打开 .* 改动/ })
      .first()
      .click();
    await page.getByText("个人信息已遮盖。").waitFor();
    await page.getByRole("cell", { name: "欧阳**" }).waitFor();
    expect(await page.content()).not.toContain("欧阳示例");
    await picture("audit-opened");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "查找" }).waitFor();
  },
  PATIENCE,
);

test(
  "what was found is exported as a file that ends with a seal",
  async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "导出 CSV" }).click();
    const stream = await (await download).createReadStream();
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    expect(Buffer.concat(parts).toString("utf8").trim().split("\r\n").at(-1)).toMatch(/^印记,[0-9a-f]{64}$/);
  },
  PATIENCE,
);

test(
  "nothing found says what to do next",
  async () => {
    await page.getByLabel("谁").fill("没有这个人");
    await page.getByLabel("谁").press("Enter");
    await page.getByText("放宽日期").waitFor();
    await picture("audit-none");
    await page.getByRole("button", { name: "清空条件" }).click();
    await page
      .getByText(/个事件/)
      .first()
      .waitFor();
  },
  PATIENCE,
);

test(
  "every view fits a page of 320 px and is shown in the dark as well",
  async () => {
    for (const tab of ["账号", "审计", "会话"]) {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.getByRole("tab", { name: tab }).click();
      await page.locator("[role=status], .admin-list").first().waitFor();
      await fits();
      await picture(`narrow-${tab}`);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: "dark" });
      await picture(`dark-${tab}`);
      await page.emulateMedia({ colorScheme: "light" });
    }
  },
  PATIENCE,
);

test(
  "an analyst makes a read-only token in two clicks, and it reads",
  async () => {
    const own = await browser.newContext({ locale: "zh-CN" });
    own.setDefaultTimeout(10_000);
    await own.addCookies([await cookieOf("示例分析员", "analyst")]);
    const analyst = await own.newPage();
    await analyst.goto(`${hub.url}/admin`);
    await analyst.getByRole("tab", { name: "令牌" }).click();
    await analyst.getByRole("button", { name: "生成只读令牌" }).click();
    const secret = (await analyst.locator(".admin-once code").innerText()).trim();
    await analyst.screenshot({ path: join(pictures, "token.png") });
    const answer = await hub.graphql("{ hub { viewer } }", {}, { authorization: `Bearer ${secret}` });
    expect(answer.errors).toBeUndefined();
    await own.close();
  },
  PATIENCE,
);

test(
  "a clerk is told that the audit is not theirs",
  async () => {
    const own = await browser.newContext({ locale: "zh-CN" });
    await own.addCookies([await cookieOf("示例干事", "college_clerk")]);
    const clerk = await own.newPage();
    await clerk.goto(`${hub.url}/admin#audit`);
    await clerk.getByRole("alert").filter({ hasText: "审计" }).waitFor();
    await clerk.screenshot({ path: join(pictures, "clerk.png") });
    await own.close();
  },
  PATIENCE,
);
