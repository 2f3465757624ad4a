/**
 * Two clerks of one college at the same rows of a register, each in a workbook of the own: what both changed is shown with
 * both sides and written as chosen, what only one changed goes in, and nothing of either is lost. And one of them on a day
 * when the hub is down. Everything is invented.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { launchBrowser } from "../support/chromium.js";
import { Clerk } from "../support/clerk.js";
import { startHub, type TestHub } from "../support/hub.js";

const PATIENCE = 300_000;
const COLLEGE = "YL-S1-01";
const pictures = fileURLToPath(new URL("../../test-results/two-clerks", import.meta.url));
/** Where the table goes: title, time and header, then the rows, found again by their ids and not by these places. */
const TOP = 60;
const ROWS = TOP + 3;

let hub: TestHub;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const port = await freePort();
  [hub, browser] = await Promise.all([startHub({ contents: "city", settings: { port } }), launchBrowser()]);
  await hub.sql(
    `insert into course (org_id, kind, code, name, hours, quota)
     select o.id, (select code from code where list = 'course_kind' order by rank limit 1), 'HB-' || n, '会办第' || n || '班', 40, 20
     from organization o, generate_series(1, 8) n where o.code = $1`,
    [COLLEGE],
  );
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

/** One to come back to, below those that systems hand out by themselves: nobody takes it while the hub is down. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer().once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

interface Course {
  readonly code: string;
  readonly name: string;
  readonly hours: string;
  readonly quota: number;
  readonly version: number;
  readonly by: string;
}

function courses(): Promise<Course[]> {
  return hub.sql<Course>(
    `select code, name, trim_scale(hours)::text as hours, quota, version, updated_by as by from course
     where code like 'HB-%' order by code`,
  );
}

async function clerkCalled(name: string): Promise<Clerk> {
  return Clerk.openIn(await profileOf(name), hub.url);
}

/** A browser profile that somebody of the college is signed in in. */
async function profileOf(name: string): Promise<BrowserContext> {
  const { authorization = "" } = await hub.signIn({ role: "college_clerk", organization: COLLEGE, name });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await context.addCookies([{ name: "xunshu", value: authorization.replace("Bearer ", ""), url: hub.url }]);
  return context;
}

/**
 * Keeps the pages as Office does, so that they open while the hub is down; what the pane asks of the hub is never kept. The
 * playground asks whose workbook it opens, where Excel opens a file: that answer stays, too.
 */
async function keepPages(context: BrowserContext): Promise<void> {
  const kept = new Map<string, { status: number; headers: Record<string, string>; body: Buffer }>();
  await context.route(
    ({ pathname }) => /^\/(?:playground$|session$|addin\/)/.test(pathname),
    async (route) => {
      const isOfPane = route.request().frame().parentFrame() !== null;
      if (isOfPane && new URL(route.request().url()).pathname === "/session") return route.continue();
      const url = route.request().url();
      const answer = await route.fetch().catch(() => null);
      if (answer?.ok())
        kept.set(url, { status: answer.status(), headers: answer.headers(), body: await answer.body() });
      const page = kept.get(url);
      await (page ? route.fulfill(page) : route.abort("connectionrefused"));
    },
  );
}

/** Puts the courses into the sheet as a bound table: 课程代码, 名称, 课时, 招生计划数, 类别. */
async function insertCourses(clerk: Clerk): Promise<void> {
  const { pane } = clerk;
  await clerk.select(`月报!A${TOP}`);
  await clerk.tab("查询");
  await pane.getByRole("radio", { name: "登记表的行" }).check();
  await pane.getByRole("combobox", { name: "登记表" }).selectOption({ label: "课程、专业与标准" });
  const find = pane.getByRole("textbox", { name: /^找列/ });
  for (const column of ["课程代码", "名称", "课时", "招生计划数", "类别"]) {
    await find.fill(column);
    await pane.getByRole("button", { name: `+ ${column}`, exact: true }).click();
  }
  await clerk.press("加一个条件");
  await pane.getByRole("combobox", { name: "条件的列" }).selectOption({ label: "课程代码" });
  await pane.getByRole("combobox", { name: "怎样比较" }).selectOption({ label: "开头是" });
  await pane.getByRole("textbox", { name: "值", exact: true }).fill("HB-");
  await pane.getByRole("combobox", { name: "排序" }).selectOption({ label: "课程代码" });
  await clerk.sees(/^\d 行符合条件$/);
  await clerk.press("用现在选中的格子");
  await clerk.press("插入登记表");
  await clerk.sees(/已把 \d 行放到 月报!A60/);
}

/** The cell of a course in a column of the sheet, wherever its row has gone. */
async function cellOf(clerk: Clerk, course: number, column: string): Promise<string> {
  const codes = await clerk.page.evaluate(
    (at) => window.playground.valuesOf(at) as unknown[][],
    `月报!A${ROWS}:A${ROWS + 11}`,
  );
  const at = codes.findIndex(([code]) => code === `HB-${course}`);
  if (at < 0) throw new Error(`HB-${course} is not in the sheet`);
  return `月报!${column}${ROWS + at}`;
}

async function deleteRow(clerk: Clerk, course: number): Promise<void> {
  const row = Number((await cellOf(clerk, course, "A")).slice("月报!A".length));
  await clerk.page.evaluate((at) => window.playground.deleteRow("月报", at), row);
}

/** What waits in the pane for a course, by its code. */
const waiting = (clerk: Clerk, course: number) =>
  clerk.pane.getByRole("list", { name: "待发送的行" }).locator(":scope > li", { hasText: `HB-${course}` });

test(
  "two clerks change and delete the same rows: both sides are shown, one by one and all are chosen, and the hub holds just that",
  async () => {
    const [first, second] = [await clerkCalled("先来的干事"), await clerkCalled("后来的干事")];
    await insertCourses(first);
    await insertCourses(second);
    for (const [course, hours] of [
      [1, "48"],
      [2, "50"],
      [3, "52"],
      [7, "70"],
    ] as const)
      // prettier-ignore
      await first.type(await cellOf(first, course, "C"), hours);
    await first.type(await cellOf(first, 4, "D"), "30");
    await deleteRow(first, 6);

    // The second one has the hours of four courses from a letter, and knows nothing of the first.
    await second.paste(`月报!C${ROWS}:C${ROWS + 3}`, [[60], [61], [62], [64]], () => second.copyText("60\n61\n62\n64"));
    await second.type(await cellOf(second, 6, "C"), "66");
    await second.type(await cellOf(second, 5, "B"), "会办夜班");
    await deleteRow(second, 8);
    await deleteRow(second, 7);

    await first.tab("待发送");
    await first.pane.getByRole("checkbox", { name: "同时删除表里已删的 1 行" }).check();
    await first.press("发送 6 行");
    await first.sees("6 行已写入，0 行本来就一致。");

    await second.tab("待发送");
    await second.pane.getByRole("checkbox", { name: /^同时删除表里已删的 \d 行$/ }).check();
    await second.press("检查这些行");
    for (const course of [1, 2, 3, 6, 7]) await waiting(second, course).getByText("冲突", { exact: true }).waitFor();
    await second.press("发送 3 行");
    await second.sees(/^3 行已写入/);
    const between = await courses();
    expect(between.map(({ code, hours, by }) => [code, hours, by])).toEqual([
      ...[["HB-1", "48"], ["HB-2", "50"], ["HB-3", "52"]].map((row) => [...row, "先来的干事"]), // prettier-ignore
      ...[["HB-4", "64"], ["HB-5", "40"]].map((row) => [...row, "后来的干事"]), // prettier-ignore
      ["HB-7", "70", "先来的干事"],
    ]);

    // Each clash tells who, and all three values.
    const one = waiting(second, 1);
    for (const said of ["先来的干事 改过", "课时 · 原值 40", "用我的：60", "用对方的：48"])
      await one.getByText(said).waitFor();
    await waiting(second, 6)
      .getByText(/对方已删除这一行/)
      .waitFor();
    await second.picture(join(pictures, "both-sides.png"));

    // One field, one deletion and one row that is gone are chosen by themselves, the other two together.
    await one.getByRole("radio", { name: /^用对方的/ }).check();
    await one.getByRole("button", { name: "就这样定" }).click();
    await one.waitFor({ state: "detached" });
    expect(await second.value(await cellOf(second, 1, "C"))).toBe(48);
    await waiting(second, 7).getByRole("button", { name: "整行用对方的" }).click();
    await waiting(second, 7).waitFor({ state: "detached" });
    expect(await cellOf(second, 7, "C")).toMatch(/^月报!C\d+$/);
    await waiting(second, 6).getByRole("button", { name: "整行用我的" }).click();
    await waiting(second, 6).getByText("待发送", { exact: true }).waitFor();
    await second.press("全部用我的");
    await second.press("2 处用我的");
    await waiting(second, 3).getByText("待发送", { exact: true }).waitFor();
    expect(await courses()).toEqual(between);
    await second.press("发送 3 行");
    for (const course of [2, 3, 6]) await waiting(second, course).waitFor({ state: "detached" });
    await second.sees(/^3 行已写入/);

    const mine = (code: string, hours: string, version: number) => ({ code, hours, version, by: "后来的干事" });
    expect(await courses()).toMatchObject([
      { code: "HB-1", hours: "48", version: 2, by: "先来的干事" },
      mine("HB-2", "61", 3),
      mine("HB-3", "62", 3),
      { ...mine("HB-4", "64", 3), quota: 30 },
      { ...mine("HB-5", "40", 2), name: "会办夜班" },
      { ...mine("HB-6", "66", 1), name: "会办第6班", quota: 20 },
      { code: "HB-7", hours: "70", version: 2, by: "先来的干事" },
    ]);
    await second.refresh();
    expect(await second.value(await cellOf(second, 7, "C"), (value) => value === 70)).toBe(70);
    expect(await second.value(await cellOf(second, 4, "D"), (value) => value === 30)).toBe(30);
    await first.leave();
    await second.leave();
  },
  PATIENCE,
);

function incomes(organization: string): Promise<{ version: number; value: string; by: string }[]> {
  return hub.sql(
    `select r.version, trim_scale(r.value)::text as value, r.changed_by as by from figure_revision r
       join figure f on f.org_id = r.org_id and f.id = r.figure_id join organization o on o.id = f.org_id
     where o.code = $1 and f.indicator = 'FN01' and f.period = '2026M10' order by r.version`,
    [organization],
  );
}

test(
  "the hub is down all day: the workbook keeps its values, figures and rows are typed, it is closed and opened, and in the evening all goes once",
  async () => {
    const context = await profileOf("没网的干事");
    await keepPages(context);
    const morning = await Clerk.openIn(context, hub.url);
    await insertCourses(morning);
    const [counted, before] = [await morning.value("月报!C5"), await incomes(COLLEGE)];
    expect(counted).toEqual(expect.any(Number));
    await morning.page.evaluate(() => window.playground.saved());
    await morning.page.close();
    await hub.halt();

    // Opened with nobody to ask: everything is as it was.
    const noon = await Clerk.openIn(context, hub.url, { isHasty: true });
    await noon.sees("离线");
    expect(await noon.value("月报!C5", (value) => value === counted)).toBe(counted);
    await noon.type("月报!G5", "70001.5");
    await noon.type(await cellOf(noon, 1, "C"), "44");
    await noon.tab("待发送");
    await noon.press("发送 1 处");
    await noon.sees(/连不上数据中枢/);
    await noon.page.evaluate(() => window.playground.saved());
    await noon.page.close();

    // Opened once more and typed on, still without the hub; then it is back.
    const evening = await Clerk.openIn(context, hub.url, { isHasty: true });
    await evening.sees("离线");
    expect(await evening.value("月报!G5")).toBe(70001.5);
    expect(await evening.value(await cellOf(evening, 1, "C"))).toBe(44);
    expect(await evening.value("月报!C5")).toBe(counted);
    await evening.type(await cellOf(evening, 2, "D"), "25");
    await hub.resume();
    await evening.tab("主页");
    await evening.sees("已连接");
    await evening.tab("待发送");
    await evening.press("发送 2 行");
    await waiting(evening, 2).waitFor({ state: "detached" });
    await evening.sees(/^2 行已写入/);
    await evening.press(/发送 1 处/);
    await evening.sees(/1 处已写入数据中枢/);
    const after = await incomes(COLLEGE);
    const [one, two, ...others] = await courses();
    expect([one, two]).toMatchObject([
      { code: "HB-1", hours: "44", version: 3, by: "没网的干事" },
      { code: "HB-2", hours: "61", quota: 25, version: 4, by: "没网的干事" },
    ]);
    expect(others.filter(({ by }) => by === "没网的干事")).toEqual([]);
    expect(others).toHaveLength(5);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toMatchObject([{ value: "70001.5", by: "没网的干事" }]);
    await evening.picture(join(pictures, "evening.png"));
    await evening.leave();
  },
  PATIENCE,
);
