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
}, 120_000);
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
  await find.fill("hj");
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
