/**
 * Two clerks of one college at the same rows of a register, each in a workbook of the own: what both changed is shown with
 * both sides and written as chosen, what only one changed goes in, and nothing of either is lost. Everything is invented.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
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
  [hub, browser] = await Promise.all([startHub({ contents: "city" }), launchBrowser()]);
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
  const { authorization = "" } = await hub.signIn({ role: "college_clerk", organization: COLLEGE, name });
  return Clerk.open(browser, hub.url, { name: "xunshu", value: authorization.replace("Bearer ", ""), url: hub.url });
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
  await clerk.sees("8 行符合条件");
  await clerk.press("用现在选中的格子");
  await clerk.press("插入登记表");
  await clerk.sees(/已把 8 行放到 月报!A60/);
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
