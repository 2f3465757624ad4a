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

async function cookieOf(
  name: string,
  role: string,
  organization?: string,
): Promise<{ name: string; value: string; url: string }> {
  const { authorization = "" } = await hub.signIn({
    role,
    name,
    unmasks: role === "administrator",
    ...(organization !== undefined && { organization }),
  });
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
    for (const tab of ["账号", "授权", "令牌", "审计", "我的登录"]) {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.getByRole("tab", { name: tab }).click();
      await page.locator("[role=status], .admin-list, .admin-empty").first().waitFor();
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
    await analyst.addInitScript(() => {
      const counted = window as unknown as { clicks: number };
      counted.clicks = 0;
      addEventListener("click", () => counted.clicks++, { capture: true });
    });
    await analyst.goto(`${hub.url}/admin`);
    await analyst.getByRole("tab", { name: "令牌" }).click();
    await analyst.getByRole("button", { name: "生成只读令牌" }).click();
    const secret = (await analyst.locator(".admin-once code").innerText()).trim();
    await analyst.screenshot({ path: join(pictures, "token.png") });
    expect(await analyst.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBe(2);
    expect(await analyst.getByRole("tab").allInnerTexts()).toEqual(["令牌", "我的登录"]);
    const bearer = { authorization: `Bearer ${secret}` };
    const answer = await hub.graphql(
      '{ hub { viewer } figures(keys: [{ indicator: "TR01", organization: "YL-S1", period: "2026M10" }]) { value } }',
      {},
      bearer,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({ figures: [{ value: expect.stringMatching(/^\d+$/) }] });
    const written = await hub.graphql('mutation { makeToken(name: "另一个") { id } }', {}, bearer);
    expect(written.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    await own.close();
  },
  PATIENCE,
);

test(
  "a role is given in words: role, organization found by its initials, subjects, and a warning before unmasking",
  async () => {
    await hub.sql(
      "insert into account (login, name, org_id) select 'lu', '陆示例', id from organization where code = 'YL-S1-02'",
    );
    await page.goto(`${hub.url}/admin#grants`);
    await page.getByRole("searchbox").fill("陆示例");
    await page.getByText("1 个账号").waitFor();
    await page.getByText("还没有授权，登录后什么也看不到").waitFor();
    await page.getByRole("button", { name: "授权给 陆示例" }).click();
    const form = page.getByRole("form", { name: "授权给 陆示例" });
    await form.getByRole("combobox", { name: "角色" }).click();
    await page.getByRole("option", { name: "二级学院干事" }).click();
    await form.getByRole("button", { name: "清空单位" }).click();
    await form.getByRole("textbox", { name: "单位" }).fill("xxgc");
    const found = form.getByRole("list", { name: "单位 找到的" }).getByRole("button").first();
    await found.waitFor();
    const place = (await found.innerText()).split(/\s/)[0] ?? "";
    await picture("grant-search");
    await found.click();
    await form.getByRole("combobox", { name: "业务范围" }).click();
    await page.getByRole("menuitemcheckbox", { name: "报表数" }).click();
    await page.keyboard.press("Escape");
    await form.getByRole("checkbox", { name: "可看完整个人信息" }).check();
    await form.getByText("每次查看都要写用途并记入审计").waitFor();
    await picture("grant-form");
    await form.getByRole("button", { name: "授权", exact: true }).click();
    await page.getByText(/已授权给 陆示例/).waitFor();
    await page.getByText(`${place}（含下级） · 报表数 · 可看完整个人信息`, { exact: true }).waitFor();
    await picture("grants");
    const [grant] = await hub.sql(
      `select g.role, o.name as place, g.subjects, g.unmasks, g.granted_by from access_grant g
         join account a on a.id = g.account_id join organization o on o.id = g.org_id where a.login = 'lu' and g.revoked_at is null`,
    );
    expect(grant).toEqual({
      role: "college_clerk",
      place,
      subjects: ["figures"],
      unmasks: true,
      granted_by: "示例管理员",
    });
  },
  PATIENCE,
);

test(
  "a grant is taken back after saying what that ends, and both stand in the audit in words",
  async () => {
    await page.getByRole("button", { name: "收回 陆示例 的 二级学院干事" }).click();
    await page.getByRole("alertdialog").getByText("马上生效").waitFor();
    await picture("grant-revoke");
    await page.getByRole("alertdialog").getByRole("button", { name: "收回" }).click();
    await page.getByText("已收回 陆示例 的 二级学院干事。").waitFor();
    const open = await hub.sql(
      "select g.id from access_grant g join account a on a.id = g.account_id where a.login = 'lu' and g.revoked_at is null",
    );
    expect(open).toEqual([]);

    await page.getByRole("tab", { name: "审计" }).click();
    await page
      .getByRole("button", { name: /^打开 .* 授权$/ })
      .first()
      .click();
    await page.getByText("二级学院干事", { exact: true }).waitFor();
    await page.getByText("报表数", { exact: true }).waitFor();
    const names = await page.locator(".admin-facts dt").allInnerTexts();
    expect(names).toEqual(expect.arrayContaining(["时间", "谁", "角色", "单位", "业务范围", "可看完整个人信息"]));
    expect(names.filter((name) => /[a-z]/i.test(name))).toEqual([]);
    await picture("audit-grant");
    await page.keyboard.press("Escape");
  },
  PATIENCE,
);

test(
  "the head of a school sees and grants within the school alone, and is refused beyond it in words",
  async () => {
    const own = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 900 } });
    own.setDefaultTimeout(10_000);
    await own.addCookies([await cookieOf("示例校办", "school_office", "YL-S1")]);
    await hub.sql(
      "insert into account (login, name, org_id) select 'wai', '外示例', id from organization where code = 'YL-E01'",
    );
    const head = await own.newPage();
    await head.goto(`${hub.url}/admin#grants`);
    await head.getByText("陆示例").waitFor();
    expect(await head.getByText("外示例").count()).toBe(0);
    expect(await head.getByRole("tab").allInnerTexts()).toEqual(["账号", "授权", "令牌", "审计", "我的登录"]);
    const give = async (role: string): Promise<void> => {
      await head.getByRole("combobox", { name: "角色" }).click();
      await head.getByRole("option", { name: role }).click();
      await head.getByRole("form").getByRole("button", { name: "授权", exact: true }).click();
    };
    await head.getByRole("button", { name: "授权给 陆示例" }).click();
    await give("主管局");
    await head.getByRole("alert").waitFor();
    await head.screenshot({ path: join(pictures, "grant-refused.png"), fullPage: true });
    await give("二级学院干事");
    await head.getByText(/已授权给 陆示例/).waitFor();
    // A trainee is somebody on the roster: without saying who, nothing is granted.
    await head.getByRole("button", { name: "授权给 陆示例" }).click();
    await give("学员");
    await head.getByText("先找到并选定名册里的本人").waitFor();
    const [learner] = await hub.sql<{ name: string; four: string }>(
      "select p.name, p.id_last4 as four from person p join organization o on o.id = p.org_id where o.code = 'YL-S1-02' and p.id_last4 is not null order by p.id limit 1",
    );
    await head.getByLabel("全名").fill(learner!.name);
    await head.getByLabel("证件号后四位").fill(learner!.four);
    await head.getByRole("button", { name: "在名册里找" }).click();
    await head
      .getByRole("button", { name: /^就是 / })
      .first()
      .click();
    await head.screenshot({ path: join(pictures, "grant-trainee.png"), fullPage: true });
    await head.getByRole("form").getByRole("button", { name: "授权", exact: true }).click();
    await head.getByText(/已关联名册里的本人/).waitFor();
    await head.screenshot({ path: join(pictures, "grant-tied.png"), fullPage: true });
    const tied = await hub.sql(
      "select p.name, p.id_last4 as four from account a join person p on p.org_id = a.person_org_id and p.id = a.person_id where a.login = 'lu'",
    );
    expect(tied).toEqual([learner]);
    await head.goto(`${hub.url}/admin#accounts`);
    await head.getByText("陆示例").waitFor();
    expect(await head.getByRole("button", { name: /的操作/ }).count()).toBe(0);
    await head.goto(`${hub.url}/admin#audit`);
    await head.getByRole("button", { name: "查找" }).waitFor();
    expect(await head.getByRole("button", { name: "核对记录" }).count()).toBe(0);
    const { status } = await own.request
      .post(`${hub.url}/audit/verify`, { data: {} })
      .then((answer) => ({ status: answer.status() }));
    expect(status).toBe(403);
    await own.close();
  },
  PATIENCE,
);

test(
  "a grant is given with the keyboard alone, and the focus is always seen",
  async () => {
    await hub.sql(
      "insert into account (login, name, org_id) select 'jian', '键示例', id from organization where code = 'YL-E01'",
    );
    await page.goto(`${hub.url}/admin#grants`);
    await page.reload();
    await page.getByRole("searchbox").focus();
    await page.keyboard.type("键示例");
    await page.getByText("1 个账号").waitFor();
    for (let step = 0; step < 12; step++) {
      if ((await focused()).name.includes("授权给 键示例")) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.getByRole("form").waitFor();
    expect((await focused()).name).toContain("角色");
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "协会秘书处" }).waitFor();
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "角色" }).filter({ hasText: "企业人力" }).waitFor();
    await picture("grant-keyboard");
    for (let step = 0; step < 12 && (await focused()).name !== "授权"; step++) {
      await page.keyboard.press("Tab");
      expect(await focused()).toMatchObject({ isSeen: true });
    }
    await page.keyboard.press("Enter");
    await page.getByText(/已授权给 键示例：企业人力/).waitFor();
  },
  PATIENCE,
);

/** What has the focus: its name as it is read out, and whether its edge or ground tells. */
function focused(): Promise<{ name: string; isSeen: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const label = at.getAttribute("aria-labelledby") ?? "";
    const name =
      at.getAttribute("aria-label") ??
      (document.getElementById(label)?.innerText || (at as HTMLInputElement).labels?.[0]?.innerText || at.innerText);
    // Fluent draws its ring on the control itself or on what stands around a field.
    const around = [at, at.parentElement, at.parentElement?.parentElement].filter((each) => each != null);
    const isSeen = around.some((each) => {
      const style = getComputedStyle(each);
      const after = getComputedStyle(each, "::after");
      const drawn = (of: CSSStyleDeclaration): boolean =>
        (of.outlineStyle !== "none" && parseFloat(of.outlineWidth) > 0) ||
        of.boxShadow !== "none" ||
        (of.content !== "none" && parseFloat(of.borderBottomWidth) >= 2 && of.transform !== "matrix(0, 0, 0, 1, 0, 0)");
      return drawn(style) || drawn(after);
    });
    return { name, isSeen };
  });
}

test(
  "the logs are verified with one press, and a link that somebody altered is named",
  async () => {
    await page.getByRole("tab", { name: "审计" }).click();
    await page.getByRole("button", { name: "查找" }).waitFor();
    await picture("audit-before-verify");
    await page.getByRole("button", { name: "核对记录" }).click();
    await page.getByText(/都完整，没有被改过/).waitFor();
    await picture("audit-whole");
    await hub.sql("alter table access_event disable trigger user");
    await hub.sql(
      "update access_event set detail = detail || '{\"role\": \"leader\"}' where kind = 'granted' and by = '示例管理员' and link = (select min(link) from access_event where kind = 'granted' and by = '示例管理员')",
    );
    const [altered] = await hub.sql<{ link: string }>(
      "select min(link)::text as link from access_event where kind = 'granted' and by = '示例管理员'",
    );
    await page.getByRole("button", { name: "核对记录" }).click();
    await page.getByText(`访问记录，示例管理员，第 ${altered?.link ?? ""} 环起：内容被改过`).waitFor();
    await picture("audit-broken");
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
    await clerk.getByRole("alert").filter({ hasText: "“审计”不归你管" }).waitFor();
    expect(await clerk.getByRole("tab").allInnerTexts()).toEqual(["令牌", "我的登录"]);
    await clerk.screenshot({ path: join(pictures, "clerk.png") });
    await own.close();
  },
  PATIENCE,
);
