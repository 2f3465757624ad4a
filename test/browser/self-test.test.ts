/** The pane's self-test in the playground: every sentence of the contract through the product's own pages. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { CONTRACT_CODES } from "../../addin/host/contract.js";
import type { SelfTestReport } from "../../addin/host/self-test.js";
import { launchBrowser } from "../support/chromium.js";
import { Clerk } from "../support/clerk.js";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let browser: Browser;
let clerk: Clerk;

beforeAll(async () => {
  [hub, browser] = await Promise.all([startHub({ contents: "city" }), launchBrowser()]);
  clerk = await Clerk.open(browser, hub.url, await hub.cookie());
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

test("the self-test passes in the playground, leaves a report to download, and the workbook is as it was", async () => {
  const before = { formula: await clerk.formula("月报!G5"), value: await clerk.value("月报!C5") };
  await clerk.press(/^账号/);
  await clerk.press("自检这个表格软件");
  await clerk.press("开始自检");
  await clerk.pane.getByText(/项全部通过|项没有通过/).waitFor({ timeout: 240_000 });
  const [file] = await Promise.all([clerk.page.waitForEvent("download"), clerk.press("下载报告（JSON）")]);
  const report = JSON.parse(await readFile(await file.path(), "utf8")) as SelfTestReport;

  expect(report.results.filter(({ state }) => state === "failed")).toEqual([]);
  expect(report.results.map(({ code }) => code)).toEqual(CONTRACT_CODES);
  // Office.js cannot type: only real keys count.
  expect(report.results.filter(({ state }) => state === "notHere").map(({ code }) => code)).toEqual(["typingIsHeard"]);
  expect(report).toMatchObject({ host: "excel", isRestored: true });
  expect({ formula: await clerk.formula("月报!G5"), value: await clerk.value("月报!C5") }).toEqual(before);
  // What is told of the workbook is nothing that it holds.
  expect(JSON.stringify(report)).not.toMatch(/月报|YL-S1/);
}, 300_000);
