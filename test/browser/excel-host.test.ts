/**
 * The host contract against the Excel host in the playground: the very code that runs in Excel, over a real spreadsheet.
 * The sentences run inside the pane, where a spreadsheet runs them too.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser, Frame, Page } from "playwright-core";
import {
  type CONTRACT,
  CONTRACT_CODES,
  CONTRACT_KEYS,
  CONTRACT_NAMES,
  type ContractCode,
} from "../../addin/host/contract.js";
import type { Host } from "../../addin/host/host.js";
import { selfTestEn } from "../../addin/ui/messages/self-test.js";
import { launchBrowser } from "../support/chromium.js";

jest.setTimeout(120_000);

/** What the pane of this test leaves in its window. */
declare const excelHost: Host;
declare const contract: typeof CONTRACT;
declare const playground: { settled(): Promise<void> };

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
const PANE = `<!doctype html><meta charset="utf-8"><meta name="office-js" content="">
<script src="/addin/officejs-loader.js"></script><script src="/addin/host.js"></script>`;
const ENTRY = `import { ExcelHost } from ${JSON.stringify(resolve("addin/host/excel/excel-host.ts"))};
import { CONTRACT } from ${JSON.stringify(resolve("addin/host/contract.ts"))};
void Office.onReady().then(() => Object.assign(globalThis, { excelHost: new ExcelHost(), contract: CONTRACT }));`;

/** What Office.js cannot show of itself: only real keys count as typing there. */
const NOT_HERE: readonly ContractCode[] = ["typingIsHeard"];

let folder: string;
let server: Server;
let browser: Browser;
let page: Page;
let pane: Frame | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "excel-host-"));
  const vite = (...words: string[]) =>
    promisify(execFile)(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", ...words]);
  await vite("--mode", "playground", "--outDir", folder, "--emptyOutDir");
  await writeFile(join(folder, "entry.ts"), ENTRY);
  const library = { entry: join(folder, "entry.ts"), formats: ["iife"], name: "pane", fileName: () => "host.js" };
  const config = `export default { publicDir: false, build: { outDir: ${JSON.stringify(folder)}, emptyOutDir: false, lib: { ...${JSON.stringify(library)}, fileName: () => "host.js" } } };`;
  await writeFile(join(folder, "vite.config.mjs"), config);
  await vite("--config", join(folder, "vite.config.mjs"));
  await writeFile(join(folder, "pane.html"), PANE);

  server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = join(folder, path === "/playground" ? "playground/index.html" : path.replace(/^\/addin\//, ""));
    const type = `${TYPES[extname(file)] ?? "application/octet-stream"}; charset=utf-8`;
    readFile(file).then(
      (body) => response.writeHead(200, { "content-type": type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("Excel's host in the playground", () => {
  for (const code of CONTRACT_CODES)
    test(selfTestEn.sentences[code], async () => {
      const frame = (pane ??= await openPane());
      await emptyWorkbook(frame);
      const outcome = await frame.evaluate(async (asked) => {
        const bench = { host: excelHost, first: "表一", second: "表二" };
        return contract[asked](bench).then(
          () => "passed",
          (error: Error & { args?: unknown }) => `${error.name} ${error.message} ${JSON.stringify(error.args ?? "")}`,
        );
      }, code);
      expect(outcome).toMatch(NOT_HERE.includes(code) ? /^NotHere/ : /^passed$/);
    });
});

async function openPane(): Promise<Frame> {
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/playground?pane=/addin/pane.html`);
  await page.waitForFunction(() => "playground" in window);
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
  if (!frame) throw new Error("The page has no pane.");
  await frame.waitForFunction(() => typeof excelHost !== "undefined");
  return frame;
}

/** Two empty sheets in place of whatever there is, and none of the contract's names and kept values. */
async function emptyWorkbook(frame: Frame): Promise<void> {
  await frame.evaluate(() =>
    Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/name");
      await context.sync();
      const before = [...worksheets.items];
      worksheets.add("空").activate();
      for (const sheet of before) sheet.delete();
      worksheets.add("表一").activate();
      worksheets.add("表二");
      worksheets.getItem("空").delete();
      await context.sync();
    }),
  );
  await frame.evaluate(
    async ([prefix, keys]) => {
      for (const { name } of await excelHost.bindings(prefix)) await excelHost.bind(name, null);
      await excelHost.save(Object.fromEntries(keys.map((key) => [key, null])));
    },
    [CONTRACT_NAMES, CONTRACT_KEYS] as const,
  );
  await page.evaluate(() => playground.settled());
}
