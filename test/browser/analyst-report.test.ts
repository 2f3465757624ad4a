/** An analyst composes a report with the keyboard: figures found by pinyin, axes moved by arrows, the preview following. */
import { afterAll, beforeAll, test } from "@jest/globals";
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
