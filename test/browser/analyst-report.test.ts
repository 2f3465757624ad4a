/** An analyst composes a report with the keyboard: figures found by pinyin, axes moved by arrows, the preview following. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/chromium.js";
import { Clerk } from "../support/clerk.js";
import { startHub, type TestHub } from "../support/hub.js";

const PICTURES = fileURLToPath(new URL("../../test-results/analyst-report/", import.meta.url));

let hub: TestHub;
let browser: Browser;
let clerk: Clerk;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  [hub, browser] = await Promise.all([startHub({ contents: "city" }), launchBrowser()]);
  clerk = await Clerk.open(browser, hub.url, await hub.cookie());
}, 240_000);
afterAll(async () => {
  await clerk?.leave();
  await browser?.close();
  await hub?.stop();
});

async function picture(name: string, isDark: boolean): Promise<void> {
  await clerk.page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
  await clerk.page.locator("iframe#pane").screenshot({ path: `${PICTURES}${name}-${isDark ? "dark" : "light"}.png` });
}

/** A colleague reports another income for the first college. */
async function anotherWrites(value: string): Promise<void> {
  const [held] = await hub.sql<{ version: number }>(
    `select f.version from figure f join organization o on o.id = f.org_id
     where o.code = 'YL-S1-01' and f.indicator = 'FN01' and f.period = '2026M10'`,
  );
  const cell = { indicator: "FN01", organization: "YL-S1-01", period: "2026M10", value, baseVersion: held?.version };
  const answer = await hub.graphql(
    `mutation ($input: WriteFiguresInput!) { writeFigures(input: $input) { written } }`,
    { input: { batchId: crypto.randomUUID(), cells: [cell] } },
    { "x-hub-actor": encodeURIComponent("王珊") },
  );
  expect(answer.data).toMatchObject({ writeFigures: { written: 1 } });
}

test("an indicator is found by its initials and by its full pinyin, and shown before it is put in", async () => {
  await clerk.tab("查询");
  const search = clerk.pane.getByRole("searchbox", { name: /搜指标/ });
  await search.fill("pxzjdze");
  await clerk.pane.getByRole("checkbox", { name: "培训资金到账额 FN01" }).check();
  await search.fill("peixunrenci");
  await clerk.pane.getByRole("checkbox", { name: /^培训人次 TR01/ }).waitFor();
  await search.fill("");
  await clerk.pane.getByRole("region", { name: "预览" }).getByRole("table").waitFor();
}, 60_000);

test("axes go to rows and columns by the arrow keys, the keyboard staying on the one that moves", async () => {
  const organizations = clerk.pane.getByRole("button", { name: /^单位，在行/ });
  await organizations.focus();
  // Rows may not stay empty: first the indicators come, then the organizations go.
  await clerk.page.keyboard.press("ArrowRight");
  await organizations.waitFor();
  await clerk.pane.getByRole("button", { name: /^指标，在列/ }).focus();
  await clerk.page.keyboard.press("ArrowLeft");
  await clerk.pane.getByRole("button", { name: /^指标，在行第 2 位/ }).waitFor();
  await clerk.page.keyboard.press("ArrowRight");
  await clerk.pane.getByRole("button", { name: /^指标，在列第 2 位/ }).waitFor();
  await picture("figures", false);
  await picture("figures", true);
}, 60_000);

/** A chip taken by the mouse and let go over a place. */
async function drag(axis: RegExp, place: string): Promise<void> {
  const [chip, zone] = [clerk.pane.getByRole("button", { name: axis }), clerk.pane.getByRole("group", { name: place, exact: true })]; // prettier-ignore
  await chip.scrollIntoViewIfNeeded();
  const [from, to] = [await chip.boundingBox(), await zone.boundingBox()];
  if (!from || !to) throw new Error(`${String(axis)} or ${place} cannot be seen`);
  const { mouse } = clerk.page;
  await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await mouse.down();
  await mouse.move(from.x + from.width / 2 + 6, from.y + from.height / 2 + 6, { steps: 3 });
  await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await mouse.up();
}

test("axes are dragged by the mouse to the filter and back, and nowhere that would leave no rows", async () => {
  await drag(/^期间，在列/, "筛选");
  await clerk.pane.getByRole("button", { name: /^期间，在筛选/ }).waitFor();
  await clerk.sees("期间已放到筛选");
  await drag(/^期间，在筛选/, "列");
  await clerk.pane.getByRole("button", { name: /^期间，在列第 2 位/ }).waitFor();
  await clerk.sees("期间已放到列");
  // The only axis of the rows stays, whoever drags it.
  await drag(/^单位，在行/, "列");
  await clerk.pane.getByRole("button", { name: /^单位，在行第 1 位/ }).waitFor();
  await clerk.sees("期间已放到列");
}, 60_000);

test("a progress board goes in with one click, its chart below it, and both follow when a figure changes", async () => {
  await clerk.select("A15");
  await clerk.press("用现在选中的格子");
  await clerk.pane.getByRole("radio", { name: "进度看板" }).check();
  await clerk.press(/^插入看板（\d+ 行）$/);
  await clerk.sees("6 格已放到 月报!A15:I23。");
  const chart = clerk.page.getByRole("img", { name: /^培训资金到账额 · 2026 年 10 月。目标：信息工程学院 缺/ });
  await chart.getByText("信息工程学院").waitFor();
  expect(await clerk.value("E18")).toBe(2940);

  await clerk.page.evaluate(() => window.playground.select("A18"));
  await picture("board", false);
  await clerk.page.screenshot({ path: `${PICTURES}board.png` });
  await anotherWrites("3100.5");
  await clerk.refresh();

  expect(await clerk.value("E18", (value) => value === 3100.5)).toBe(3100.5);
  await clerk.page.getByRole("img", { name: /实际：信息工程学院 3100\.5，/ }).waitFor();
}, 60_000);

/** What was chosen, as the chip that takes it away. */
const chip = (name: string) => clerk.pane.getByRole("button", { name: new RegExp(`去掉 ${name}$`) });

test("what was being asked is still there after a look at another tab", async () => {
  await clerk.tab("查询");
  await clerk.pane.getByRole("button", { name: /^插入看板（\d+ 行）$/ }).waitFor();
  await chip("培训资金到账额").waitFor();
}, 60_000);

test("a breakdown goes to the rows by the keyboard, into the sheet, and follows the hub under a row inserted above and a new name", async () => {
  // The finished board gives way to a report of one counted indicator.
  await chip("培训资金到账额").click();
  const search = clerk.pane.getByRole("searchbox", { name: /搜指标/ });
  await search.fill("pxrc");
  await clerk.pane.getByRole("checkbox", { name: /^培训人次 TR01/ }).check();
  await search.fill("");
  await clerk.pane.getByRole("combobox", { name: "按什么细分" }).selectOption("sex");
  const find = clerk.pane.getByRole("searchbox", { name: /搜细分/ });
  await find.fill("nvxing");
  await clerk.pane.getByRole("checkbox", { name: "女性", exact: true }).waitFor();
  await find.fill("heji");
  await clerk.pane.getByRole("checkbox", { name: "合计", exact: true }).check();
  await find.fill("");
  await clerk.pane.getByRole("button", { name: /^细分，在列/ }).focus();
  await clerk.page.keyboard.press("ArrowLeft");
  await clerk.pane.getByRole("button", { name: /^细分，在行第 \d 位/ }).waitFor();
  await clerk.sees("细分已放到行");
  await clerk.sees(/^\d+ 行 × 1 列 = \d+ 格$/);
  await picture("breakdown", false);
  await picture("breakdown", true);

  await clerk.select("A40");
  await clerk.press("用现在选中的格子");
  await clerk.press(/^插入 \d+ 格$/);
  await clerk.sees(/已放到 月报!A40/);
  const labels = await clerk.page.evaluate(() => window.playground.valuesOf("A44:B60") as unknown[][]);
  const at = labels.findIndex(([label, value]) => !String(label).includes("合计") && Number(value) > 0);
  expect(labels.some(([label]) => String(label).includes(" · 合计"))).toBe(true);
  expect(at).toBeGreaterThanOrEqual(0);
  const [label, before] = labels[at] as [string, number];
  expect(label).toContain(" · ");

  await clerk.page.evaluate(() => {
    window.playground.insertRow("月报", 1);
    window.playground.renameSheet("月报", "十月");
  });
  const [name, moved] = [`A${45 + at}`, `B${45 + at}`];
  expect(await clerk.value(name)).toBe(label);
  // One enrolment of that part is taken back in the ledger; the hub counts anew.
  const [organization = "", part = ""] = label.split(" · ");
  const [gone] = await hub.sql<{ id: string }>(
    `update enrolment set status = 'dropped' where id = (
       select e.id from enrolment e join person p on p.id = e.person_id join organization o on o.id = e.org_id
       join code c on c.list = 'sex' and c.code = p.sex
       where o.name = '${organization}' and c.name_zh = '${part}' and e.status = 'completed'
         and e.completed_on between '2026-10-01' and '2026-10-31' limit 1) returning id`,
  );
  expect(gone).toBeDefined();
  await clerk.refresh();
  expect(await clerk.value(moved, (value) => value === before - 1)).toBe(before - 1);
}, 120_000);

test("the same report goes in as functions that name their parts in words, and as one that spills", async () => {
  await clerk.tab("查询");
  await clerk.pane.getByRole("radio", { name: "函数", exact: true }).check();
  await clerk.select("F41");
  await clerk.press("用现在选中的格子");
  await clerk.press(/^插入 \d+ 格$/);
  await clerk.sees(/已放到 十月!F41/);
  const women = await clerk.page.evaluate(() => {
    const rows = Array.from({ length: 30 }, (_, index) => 45 + index);
    return rows.find((row) => window.playground.formulaOf(`G${row}`).includes('"性别=女性")')) ?? 0;
  });
  expect(women).toBeGreaterThan(0);
  const beside = await clerk.value(`B${women}`);
  expect(await clerk.value(`F${women}`)).toBe(await clerk.value(`A${women}`));
  expect(Number(beside)).toBeGreaterThan(0);
  expect(await clerk.value(`G${women}`, (value) => value === beside)).toBe(beside);

  await clerk.pane.getByRole("radio", { name: "溢出函数" }).check();
  await clerk.select("K41");
  await clerk.press("用现在选中的格子");
  await clerk.press(/^插入 \d+ 格$/);
  await clerk.sees(/已放到 十月!K41/);
  expect(await clerk.formula("K41")).toContain("性别=女性");
  // Its header row stands where the table has four.
  expect(await clerk.value(`L${women - 3}`, (value) => value === beside)).toBe(beside);
  await picture("functions", false);
}, 120_000);
