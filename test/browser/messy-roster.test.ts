/**
 * The messy roster: a title, a merged header of two levels, full-width digits, dates that never were, somebody twice, a
 * class of another college. A clerk looks, mends two cells in the sheet, brings in the rest and keeps the list of what is
 * left; nothing is written twice and the sheet looks as before. Everyone in it is invented.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { ROSTER_EXPECTED } from "../../samples/roster.js";
import { launchBrowser } from "../support/chromium.js";
import { DOCUMENT_IDS } from "../../schema/generated/document-ids.js";
import { hashPassword } from "../../server/features/access/password.js";
import { inventedId } from "../api/intake-hub.js";
import { Clerk } from "../support/clerk.js";
import { startHub, type TestHub } from "../support/hub.js";

const PATIENCE = 240_000;
const pictures = fileURLToPath(new URL("../../test-results/messy-roster", import.meta.url));
const COLLEGE = "YL-S1-01";
const [LOGIN, PASSWORD] = ["banshiyuan", "晴天 铁桥 三只猫 42"];
/** Row 9 names a class of another college, row 11 ends on a day that never was. */
const FOREIGN = "班级名册!B9";
const WRONG_DAY = "班级名册!M11";
const MESSY = { new: ROSTER_EXPECTED.new - 2, refused: ROSTER_EXPECTED.refused + 2 };

let hub: TestHub;
let browser: Browser;
let clerk: Clerk;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [hub, browser] = await Promise.all([startHub({ contents: "city" }), launchBrowser()]);
  await hub.cookie();
  await hub.sql("update account set login = $1, password = $2 where name = '本机用户'", [
    LOGIN,
    await hashPassword(PASSWORD),
  ]);
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});
beforeEach(async () => {
  clerk = await Clerk.open(browser, hub.url, await hub.cookie());
  await clerk.workFor("信息工程学院");
}, PATIENCE);
afterEach(() => clerk.leave());

/** Enrolments of the college, by the plainest SQL. */
async function enrolled(): Promise<number> {
  const [row] = await hub.sql<{ n: number }>(
    "select count(*)::int as n from enrolment e join organization o on o.id = e.org_id where o.code = $1",
    [COLLEGE],
  );
  return row?.n ?? Number.NaN;
}

async function foreignClass(): Promise<string> {
  const [row] = await hub.sql<{ code: string }>(
    `select a.code from activity a join organization o on o.id = a.org_id
     where o.code = 'YL-S1-02' and a.kind = 'class' and a.code is not null order by a.code limit 1`,
  );
  if (!row) throw new Error("the other college has no class");
  return row.code;
}

const picture = (name: string): string => join(pictures, `${name}.png`);

describe("A messy roster", () => {
  test(
    "is marked in the sheet, mended there, and brought in once; the list of the rest can be kept",
    async () => {
      const before = await enrolled();
      const ownClass = String(await clerk.value(FOREIGN));
      const ownLook = [await clerk.fill("班级名册!D6"), await clerk.fill(WRONG_DAY), await clerk.fill("班级名册!B4")];
      await clerk.type(FOREIGN, await foreignClass());
      await clerk.type(WRONG_DAY, "2026年2月30日");

      // Looked at: the table is found under its title, and every row says what it would come to.
      await clerk.select("班级名册!A1");
      await clerk.tab("导入");
      await clerk.press("从选中的区域");
      await clerk.sees("认作“学员名册” · 班级名册!A3:N28");
      await clerk.sees(`新增`);
      await clerk.counts({ 新增: MESSY.new, 变更: 0, 不变: 0, 拒绝: MESSY.refused });
      expect(await clerk.fill("班级名册!D6", "#E4F2F3")).toBe("#E4F2F3");
      expect(await clerk.fill(WRONG_DAY, "#FBD9D4")).toBe("#FBD9D4");
      expect(await clerk.fill(FOREIGN, "#FBD9D4")).toBe("#FBD9D4");
      expect(await clerk.value(WRONG_DAY)).toBe("2026年2月30日");
      await clerk.picture(picture("looked-at"));
      expect(await enrolled()).toBe(before);

      // One cell is mended before anything is in, …
      await clerk.press("定位到 M11");
      await clerk.selects("!M11");
      await clerk.type(WRONG_DAY, "2026-10-23", "46318");
      await clerk.sees(/检查之后表里改了 1 行/);
      expect(await clerk.fill("班级名册!A11", "#FFF0BF")).toBe("#FFF0BF");
      expect(await clerk.fill(FOREIGN, "#FBD9D4")).toBe("#FBD9D4");
      expect(await clerk.fill(WRONG_DAY, ownLook[1])).toBe(ownLook[1]);
      await clerk.picture(picture("mended"));
      await clerk.press("再检查 1 行改动");
      await clerk.counts({ 新增: MESSY.new + 1, 拒绝: MESSY.refused - 1 });
      await clerk.press(`导入 ${MESSY.new + 1} 行`);
      await clerk.sees(/已导入：新增 21 行/);
      expect(await enrolled()).toBe(before + MESSY.new + 1);
      expect(await clerk.fill(FOREIGN, "#FBD9D4")).toBe("#FBD9D4");
      expect(await clerk.fill("班级名册!D6", ownLook[0])).toBe(ownLook[0]);
      await clerk.picture(picture("brought-in"));

      // … the other one after the rest went in: it alone goes in, and the rest is the same.
      await clerk.type(FOREIGN, ownClass);
      await clerk.press("再检查 1 行改动");
      await clerk.counts({ 新增: 1, 变更: 0, 不变: MESSY.new + 1, 拒绝: ROSTER_EXPECTED.refused });
      await clerk.picture(picture("checked-again"));
      await clerk.press("导入 1 行");
      await clerk.sees(/已导入：新增 1 行/);
      expect(await enrolled()).toBe(before + ROSTER_EXPECTED.new);

      // What stays out is listed cell by cell, without a whole identity number.
      const list = readFileSync(await clerk.downloads("下载清单"), "utf8");
      expect(list.split("\r\n").filter((line) => line.includes("班级名册"))).toHaveLength(ROSTER_EXPECTED.refused);
      expect(list).toContain("F17");
      expect(list).toContain("F28");
      expect(list).not.toMatch(/\d{15}/);

      // Leaving takes every mark away.
      await clerk.tab("主页");
      expect(await clerk.fill(WRONG_DAY, ownLook[1])).toBe(ownLook[1]);
      expect(await clerk.fill("班级名册!F17", ownLook[1])).toBe(ownLook[1]);
      expect(await clerk.notes("班级名册!F17")).toBe("");
      await clerk.picture(picture("left"));
    },
    PATIENCE,
  );

  test(
    "has a column that nobody knows: it is clicked in the sheet, told what it is once, and known the next time",
    async () => {
      const plain = await clerk.fill("班级名册!F17");
      await clerk.type("班级名册!L4", "办结");
      await clerk.select("班级名册!A1");
      await clerk.tab("导入");
      await clerk.press("从选中的区域");
      const line = clerk.pane.getByRole("combobox", { name: "培训结果·办结 → 存为" });
      await line.waitFor();
      await clerk.select("班级名册!L4");
      await clerk.pane.locator(".mapping .pointed", { hasText: "办结" }).waitFor();
      expect(await line.textContent()).toBe("不导入");
      await clerk.choose(/办结 → 存为/, "状态");
      await clerk.picture(picture("column-chosen"));

      // The line is down, then the sign-in has ended: what was chosen is still there, and goes when it can.
      await clerk.page.route("**/graphql", (route) => route.abort("connectionreset"));
      await clerk.press("按新的对应重新检查");
      await clerk.sees(/连不上数据中枢/);
      await clerk.page.unroute("**/graphql");
      expect(await line.textContent()).toBe("状态");
      await hub.sql("update session set ended_at = now() where ended_at is null");
      await clerk.press("按新的对应重新检查");
      await clerk.pane.getByRole("dialog", { name: "登录已过期" }).waitFor();
      await clerk.picture(picture("signed-out"));
      await clerk.signInAgain(LOGIN, PASSWORD);
      await clerk.pane.getByRole("button", { name: "14 列中 14 列已定" }).waitFor();
      await hub.sql("update session set ended_at = null");

      await clerk.press("重选");
      await clerk.press("从选中的区域");
      await clerk.press(/14 列中 14 列已定/);
      await clerk.pane.locator(".mapping").getByText("照上次").first().waitFor();
      expect(await line.textContent()).toBe("状态");
      await clerk.picture(picture("remembered"));

      // The workbook is closed in the middle, marks and all: opened again it carries none, and the work goes on.
      expect(await clerk.fill("班级名册!F17", "#FBD9D4")).toBe("#FBD9D4");
      await clerk.reopen();
      expect(await clerk.fill("班级名册!F17", plain)).toBe(plain);
      await clerk.tab("导入");
      await clerk.sees(/上次检查的“.*”还没有导完/);
      await clerk.picture(picture("left-open"));
      await clerk.press("接着做");
      await clerk.sees(/认作“学员名册”/);
      expect(await clerk.fill("班级名册!F17", "#FBD9D4")).toBe("#FBD9D4");
    },
    PATIENCE,
  );

  test(
    "of thousands of rows comes as a file: it says how far it is, may be stopped, and lists every cell that stays out",
    async () => {
      const file = { name: "大名册.csv", mimeType: "text/csv", buffer: Buffer.from(longRoster(6_000)) };
      const before = await enrolled();
      await clerk.tab("导入");
      const letGo = await holdProgress(clerk);
      await clerk.pane.locator('input[type="file"]').setInputFiles(file);
      await clerk.sees(/已读 [1-9]\d* 行/);
      await clerk.picture(picture("reading"));
      await clerk.press("停止");
      await clerk.sees("已停止，什么都没有写入。");
      await letGo();
      await until(async () => (await statusOf(file.name)).join() === "discarded");

      await clerk.pane.locator('input[type="file"]').setInputFiles(file);
      await clerk.counts({ 新增: 5_940, 拒绝: 60 });
      expect(await clerk.fill("班级名册!A5")).not.toBe("#E4F2F3");
      const list = readFileSync(await clerk.downloads("下载清单"), "utf8");
      expect(list.match(/NOT_A_DATE/g)).toHaveLength(60);
      expect(list).not.toMatch(/\d{15}/);
      await clerk.press("再看，另有 10 行");
      await clerk.sees("D6001");

      await clerk.press("导入 5940 行");
      await clerk.sees(/[1-9]\d* \/ 6000 行/);
      await clerk.picture(picture("writing"));
      await clerk.sees(/已导入：新增 5940 行/);
      await clerk.sees(/还有 60 行没有进去：下载清单/);
      expect(await enrolled()).toBe(before + 5_940);
      await clerk.picture(picture("file-in"));
    },
    PATIENCE,
  );
});

/** Tells no more of the reading once some rows were told of, so that a slow test still stops it in the middle. */
async function holdProgress({ page }: Clerk): Promise<() => Promise<void>> {
  let isTold = false;
  await page.route("**/graphql", async (route) => {
    if (!(route.request().postData() ?? "").includes(DOCUMENT_IDS["ImportProgress"] ?? "")) return route.continue();
    if (isTold) return;
    const response = await route.fetch();
    const { data } = (await response.json()) as { data: { import: { progress: { done: number } } } };
    isTold = data.import.progress.done > 0;
    await route.fulfill({ response });
  });
  return () => page.unroute("**/graphql");
}

/** Every hundredth person ended on a day that never was. */
function longRoster(people: number): string {
  const rows = Array.from({ length: people }, (_, i) => {
    const id = inventedId(`19${70 + Math.floor(i / 900)}0101`, (i % 900) + 1);
    return `XG202610-A,示例${i + 1},${id},${i % 100 === 99 ? "2026-02-30" : "2026-10-20"}`;
  });
  return ["班级编号,姓名,身份证号,结业日期", ...rows].join("\r\n");
}

async function statusOf(file: string): Promise<string[]> {
  const found = await hub.sql<{ status: string }>("select status from import where file_name = $1", [file]);
  return found.map(({ status }) => status);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("it did not come to be so in half a minute");
}
