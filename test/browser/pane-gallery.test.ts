/**
 * Looks at every state of the pane in a real browser: nothing is wider than the narrowest pane, what people press has a
 * name, and the keys do what they say. Pictures go to test-results/pane-gallery.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import express from "express";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/chromium.js";
import { SCENES } from "../../addin/taskpane/gallery/scenes.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pictures = join(root, "test-results", "pane-gallery");
const PATIENCE = 120_000;

let server: Server;
let folder: string;
let base: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  base = await servePages();
  browser = await launchBrowser();
  page = await browser.newPage({ timezoneId: "Asia/Shanghai", reducedMotion: "reduce" });
}, PATIENCE);

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
}, PATIENCE);

/** Vite in a process of its own: its compiler is native and does not live in Jest's modules. */
const BUILD = `
  import react from "@vitejs/plugin-react";
  import { build } from "vite";
  const [root, outDir] = process.argv.slice(1);
  await build({
    configFile: false, root: root + "/addin", base: "/", publicDir: false, logLevel: "error", plugins: [react()],
    build: { outDir, target: "es2022", minify: false, reportCompressedSize: false, chunkSizeWarningLimit: 8000,
      rollupOptions: { input: root + "/addin/taskpane/gallery.html" } },
  });`;

/** Builds the gallery and serves it on a port of its own; answers the address. */
async function servePages(): Promise<string> {
  folder = mkdtempSync(join(tmpdir(), "xunshu-gallery-"));
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", BUILD, root, folder], { cwd: root });
  server = express().use(express.static(folder)).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function open(scene: string, width: number, more = ""): Promise<void> {
  await page.setViewportSize({ width, height: 724 });
  await page.goto(`${base}taskpane/gallery.html?scene=${scene}${more}`);
  await page.waitForSelector("html[data-ready=true]", { state: "attached", timeout: PATIENCE / 2 });
}

/** How far the page, or what scrolls in it, is wider than it may be. */
function excess(): Promise<number> {
  return page.evaluate(() =>
    Math.max(
      document.documentElement.scrollWidth - innerWidth,
      ...[...document.querySelectorAll(".scroll")].map((part) => part.scrollWidth - part.clientWidth),
    ),
  );
}

/** What people press, type into or choose from: all of it is told to those who listen to the screen. */
const CONTROLS = new Set(
  "button checkbox combobox dialog img link listbox menuitem option progressbar radio radiogroup searchbox switch tab textbox".split(" "), // prettier-ignore
);

/** Controls without a name in the tree that screen readers read, as the browser makes it: their roles. */
async function namelessControls(): Promise<string[]> {
  const line = await page.context().newCDPSession(page);
  const { nodes } = await line.send("Accessibility.getFullAXTree");
  await line.detach();
  const controls = nodes.filter(({ ignored, role }) => !ignored && CONTROLS.has(String(role?.value)));
  if (controls.length === 0) throw new Error("the tree tells of no control at all");
  return controls
    .filter(({ name }) => String(name?.value ?? "").trim() === "")
    .map(({ role, backendDOMNodeId }) => `${String(role?.value)} ${backendDOMNodeId ?? ""}`);
}

/** A question is longer than the pane: all of it at the narrowest, in the dark. */
async function pictureWhole(scene: string): Promise<void> {
  await open(scene, 320, "&theme=dark");
  await page.setViewportSize({ width: 320, height: 1800 });
  await page.screenshot({ path: join(pictures, `${scene}-whole-dark.png`) });
}

describe("every state of the pane", () => {
  for (const [scene, { title }] of Object.entries(SCENES)) {
    test(
      `${title} (${scene}) needs no sideways scrolling at 320 or 340 px, and everything pressed has a name`,
      async () => {
        for (const width of [340, 320]) {
          await open(scene, width);
          expect(await excess()).toBeLessThanOrEqual(0);
          expect(await namelessControls()).toEqual([]);
          await page.screenshot({ path: join(pictures, `${scene}-${width}.png`) });
        }
        if (scene.startsWith("query")) await pictureWhole(scene);
      },
      PATIENCE,
    );
  }

  test(
    "English and dark are as narrow as Chinese and light",
    async () => {
      for (const scene of [
        "home",
        "query-ready",
        "pending-checked",
        "intake-look",
        "reports",
        "reports-unsent",
        "home-returned",
        "query-register",
        "pending-rows",
        "conflict",
        "receipt",
        "cell-history",
      ]) {
        await open(scene, 320, "&language=en&theme=dark");
        expect(await excess()).toBeLessThanOrEqual(0);
        await page.screenshot({ path: join(pictures, `${scene}-en-dark.png`) });
      }
    },
    PATIENCE,
  );
});

describe("the keyboard", () => {
  test(
    "Ctrl+Enter presses the primary button and Escape goes back",
    async () => {
      await open("conflict", 340);
      await page.keyboard.press("Escape");
      await page.getByRole("list", { name: "待发送的改动" }).waitFor();
      await open("home", 340);
      await page.keyboard.press("Control+Enter");
      await page.getByRole("button", { name: "处理冲突（1）" }).waitFor();
    },
    PATIENCE,
  );

  test(
    "alone leads from the first page over a check and a conflict to what was sent",
    async () => {
      await open("home", 340);
      await tabTo(/^主页$/);
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      expect(await inFocus()).toMatch(/^待发送/);
      await page.keyboard.press("Enter");
      await page.getByRole("list", { name: "待发送的改动" }).waitFor();
      await tabTo(/^检查/);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "比较并选择" }).first().waitFor();
      await tabTo(/^比较并选择/);
      await page.keyboard.press("Enter");
      await page.getByRole("radio", { name: "我的" }).waitFor();
      const mine = page.getByRole("radio", { name: "我的" });
      for (let stop = 0; stop < MOST_STOPS && !(await isOnRadio()); stop++) await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      for (let step = 0; step < 3 && !(await mine.isChecked()); step++) await page.keyboard.press("ArrowDown");
      expect(await mine.isChecked()).toBe(true);
      await tabTo(/为什么用我的/);
      await page.keyboard.type("含夜间到账一笔");
      await tabTo(/^用我的 /);
      await page.keyboard.press("Enter");
      await page.getByRole("list", { name: "待发送的改动" }).waitFor();
      await tabTo(/发送 \d+ 处/);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "完成" }).waitFor();
    },
    PATIENCE,
  );

  test(
    "a slash goes to the search, Ctrl+E shows errors only, Delete undoes the edit in focus",
    async () => {
      await open("query-ready", 340);
      await page.getByRole("tab", { name: "查询" }).focus();
      await page.keyboard.press("/");
      expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toContain("搜指标");

      await open("pending", 340);
      const edits = page.getByRole("list", { name: "待发送的改动" }).locator(":scope > li");
      await edits.nth(4).waitFor();
      await page.keyboard.press("Control+e");
      await expectCount(edits, 1);
      await page.keyboard.press("Control+e");
      await edits.first().focus();
      await page.keyboard.press("Delete");
      await expectCount(edits, 4);
    },
    PATIENCE,
  );
});

/** What has the keyboard: its name for those who listen. */
const inFocus = (): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    if (at === document.body) return "";
    const label = at?.labels?.[0]?.textContent ?? at?.textContent;
    return (at?.getAttribute("aria-label") ?? label ?? "").trim();
  });

const isOnRadio = (): Promise<boolean> => page.evaluate(() => document.activeElement?.getAttribute("type") === "radio");

const MOST_STOPS = 80;

/** Goes on with Tab until what is called so has the keyboard. */
async function tabTo(name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (name.test(await inFocus())) return;
    passed.push(await inFocus());
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not come to ${String(name)}, only to ${[...new Set(passed)].join(" · ")}`);
}

/** Waits until the list is that long: an undo reads the workbook first. */
async function expectCount(list: ReturnType<Page["locator"]>, count: number): Promise<void> {
  if (count > 0) await list.nth(count - 1).waitFor();
  await list.nth(count).waitFor({ state: "detached" });
  expect(await list.count()).toBe(count);
}
