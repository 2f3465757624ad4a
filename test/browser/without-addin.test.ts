/**
 * Filling in without the add-in, in a real browser: a clerk downloads a report and a register, fills them in elsewhere and
 * sends them back; a colleague was faster in one cell. Pictures go to test-results/without-addin.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { launchBrowser } from "../support/chromium.js";
import { Clerk } from "../support/clerk.js";
import { startHub, type TestHub } from "../support/hub.js";

const pictures = fileURLToPath(new URL("../../test-results/without-addin", import.meta.url));
const PATIENCE = 120_000;
/** What a college and an account are called. */
const SCRIPT = `<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>`;
/** Of the workbook of classes: its first row of data, and where name and hours stand. */
const [FIRST, TITLE, HOURS] = [5, "名称 *", "课时"];

let hub: TestHub;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [hub, browser] = await Promise.all([startHub({ contents: "city", signedIn: false }), launchBrowser()]);
  // Before anything is asked: names are kept at hand from then on.
  await hub.sql("update organization set name = $1 where code = 'YL-S1-03'", [`${SCRIPT} 院`]);
  context = await browser.newContext({
    viewport: { width: 1100, height: 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    acceptDownloads: true,
  });
  context.setDefaultTimeout(30_000);
  const { authorization = "" } = await hub.signIn({ role: "school_office", name: "离线示例", organization: "YL-S1" });
  await context.addCookies([{ name: "xunshu", value: authorization.replace("Bearer ", ""), url: hub.url }]);
  page = await context.newPage();
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

async function picture(name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

async function downloaded(press: Locator): Promise<ExcelJS.Workbook> {
  const [download] = await Promise.all([page.waitForEvent("download"), press.click()]);
  return fileOf(await download.path());
}

async function fileOf(path: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book;
}

async function asUpload(book: ExcelJS.Workbook): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { name: "填好了.xlsx", mimeType, buffer: Buffer.from(await book.xlsx.writeBuffer()) };
}

async function sendBack(book: ExcelJS.Workbook): Promise<void> {
  await page.getByLabel("选一个填好的文件").setInputFiles(await asUpload(book));
  await page.getByText("已选：填好了.xlsx").waitFor();
}

function cell(book: ExcelJS.Workbook, header: string, row: number): ExcelJS.Cell {
  const sheet = book.getWorksheet("填报");
  const headers = (sheet?.getRow(4).values ?? []) as readonly unknown[];
  const found = sheet?.getCell(row, headers.indexOf(header));
  if (!found) throw new Error(`no column ${header}`);
  return found;
}

async function chooseCollege(): Promise<void> {
  await page.getByLabel("单位", { exact: true }).fill("信息");
  await page.getByRole("button", { name: /^信息工程学院/u }).click();
}

const looked = (): Locator => page.getByLabel("检查结果（还没有写入）");
const sent = (): Locator => page.getByLabel("送出结果", { exact: true });

test(
  "a clerk downloads classes, fills them in elsewhere, looks, sends, and settles what a colleague was faster in",
  async () => {
    await page.goto(`${hub.url}/offline`);
    await chooseCollege();
    await page.getByRole("combobox", { name: "登记表" }).selectOption({ label: "活动" });
    const press = page.getByRole("region", { name: "1 下载" }).getByRole("button", { name: "下载", exact: true });
    const [mine, colleague] = [await downloaded(press), await downloaded(press)];
    const code = String(cell(mine, "编号", FIRST).value);
    expect(code).toMatch(/^YL-/u);
    await picture("page");

    cell(colleague, TITLE, FIRST).value = "同事起的名";
    await sendBack(colleague);
    await page.getByRole("button", { name: "送出", exact: true }).click();
    await sent().getByText("写入 1 行").waitFor();

    cell(mine, TITLE, FIRST).value = "我起的名";
    cell(mine, HOURS, FIRST + 1).value = 33;
    cell(mine, HOURS, FIRST + 2).value = "三十来个";
    await sendBack(mine);
    await page.getByRole("button", { name: "先看看" }).click();
    await looked().getByText("可以写入 1 行").waitFor();
    await page.getByRole("button", { name: "送出", exact: true }).click();
    await sent().getByText("写入 1 行").waitFor();
    // What is no number names its cell; what clashes shows all three sides.
    await sent()
      .getByText(/三十来个/u)
      .waitFor();
    const clash = sent().getByRole("listitem").filter({ hasText: "同事起的名" });
    await clash.getByText("我起的名").waitFor();
    await picture("clash");
    await clash.getByText("用我填的").click();
    await page.getByRole("button", { name: "按选择送出 1 格" }).click();
    await sent().getByText("别人先改了").waitFor({ state: "detached" });
    const [row] = await hub.sql<{ title: string }>("select title from activity where code = $1", [code]);
    expect(row?.title).toBe("我起的名");
    await picture("settled");
  },
  PATIENCE,
);

test(
  "a report that is due is downloaded by its name, filled in and sent back; another file is told what it is not",
  async () => {
    await page.goto(`${hub.url}/offline`);
    await chooseCollege();
    const press = page.getByRole("button", { name: /^下载 社会培训月报/u }).first();
    const book = await downloaded(press);
    const sheet = book.getWorksheet("填报");
    const headers = (sheet?.getRow(4).values ?? []) as readonly string[];
    const open = headers.findIndex((_, column) => column > 2 && sheet?.getCell(5, column).protection?.locked === false);
    expect(headers[open]).toMatch(/\d{4}M\d\d/u);
    for (const [column, value] of [
      [open, 4321],
      [headers.indexOf("改动原因"), "示例更正"],
    ] as const)
      if (sheet) sheet.getCell(5, column).value = value;
    await sendBack(book);
    await page.getByRole("button", { name: "送出", exact: true }).click();
    await sent().getByText("写入 1 格").waitFor();
    // The same file once more writes nothing.
    await page.getByRole("button", { name: "送出", exact: true }).click();
    await sent().getByText("没有重复写入").waitFor();

    const other = new ExcelJS.Workbook();
    other.addWorksheet("名单").addRow(["姓名", "班级"]);
    await sendBack(other);
    await page.getByRole("button", { name: "送出", exact: true }).click();
    await page.getByRole("alert").getByText("不是训枢的填报表").waitFor();
    await picture("refused");
  },
  PATIENCE,
);

test(
  "a clerk with the add-in makes such a workbook of a query for somebody without it, and brings it in when it comes back",
  async () => {
    const clerk = await Clerk.openIn(context, hub.url);
    await clerk.tab("查询");
    await clerk.pane.getByRole("radio", { name: "登记表的行" }).check();
    await clerk.pane.getByRole("combobox", { name: "登记表" }).selectOption({ label: "课程、专业与标准" });
    for (const column of ["课程代码", "名称"]) {
      await clerk.pane.getByRole("textbox", { name: /^找列/u }).fill(column);
      await clerk.pane.getByRole("button", { name: `+ ${column}`, exact: true }).click();
    }
    const [mine, colleague] = [
      await fileOf(await clerk.downloads("做成离线填报表")),
      await fileOf(await clerk.downloads("做成离线填报表")),
    ];
    cell(colleague, TITLE, FIRST).value = "同事改的课名";
    cell(mine, TITLE, FIRST).value = "我改的课名";
    cell(mine, TITLE, FIRST + 1).value = "另一门课的新名";
    await clerk.tab("导入");
    const bringIn = async (book: ExcelJS.Workbook): Promise<void> =>
      clerk.pane.locator('input[type="file"]').setInputFiles(await asUpload(book));
    await bringIn(colleague);
    await clerk.sees("写入 1 行");
    await clerk.press("再导一份");
    await bringIn(mine);
    await clerk.sees("别人先改了 1 格");
    await clerk.picture(join(pictures, "pane.png"));
    await clerk.pane.getByText("用别人的").click();
    await clerk.press("按选择送出 1 格");
    await clerk.pane.getByText("别人先改了").waitFor({ state: "detached" });
    const rows = await hub.sql<{ name: string }>(
      "select name from course where name in ('同事改的课名', '我改的课名', '另一门课的新名') order by name",
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(["另一门课的新名", "同事改的课名"]);
    await clerk.page.close();
  },
  PATIENCE,
);

test("fits the narrowest window, in the dark and in English", async () => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${hub.url}/offline`);
  await page.getByText("要报的报表").waitFor();
  await picture("narrow-dark");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Filling in offline" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test(
  "names that are scripts are shown as they were typed, on every page, and run nowhere",
  async () => {
    const { authorization = "" } = await hub.signIn({ role: "administrator", name: `${SCRIPT} 员` });
    const own = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: "zh-CN" });
    await own.addCookies([{ name: "xunshu", value: authorization.replace("Bearer ", ""), url: hub.url }]);
    const shown = await own.newPage();
    const isUnhurt = async (): Promise<void> => expect(await shown.evaluate(() => "hurt" in window)).toBe(false);
    await shown.goto(`${hub.url}/offline`);
    await shown.getByText(`${SCRIPT} 员`).waitFor();
    await shown.getByLabel("单位", { exact: true }).fill("YL-S1-03");
    await shown.getByRole("button", { name: `${SCRIPT} 院` }).click();
    await isUnhurt();
    await shown.goto(`${hub.url}/admin`);
    await shown.getByText(`${SCRIPT} 员`).first().waitFor();
    await isUnhurt();
    await shown.goto(`${hub.url}/admin#audit`);
    await shown.getByText(`${SCRIPT} 员`).first().waitFor();
    await isUnhurt();
    await own.close();
  },
  PATIENCE,
);
