/**
 * The host contract against the Excel host in the playground: the very code that runs in Excel, over a real spreadsheet.
 * Each call crosses into the pane's frame, so what a host takes and gives must be plain data.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, jest } from "@jest/globals";
import type { Browser, Frame, Page } from "playwright-core";
import { HostError, type Host, type HostEvent, type HostFailureCode } from "../../addin/host/host.js";
import { launchBrowser } from "../support/chromium.js";
import { hostContract } from "../unit/addin/host-contract.js";

jest.setTimeout(120_000);

/** What the pane of this test leaves in its window. */
declare const excelHost: Host;
declare const heard: HostEvent[];
declare const playground: { settled(): Promise<void> };

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
const PANE = `<!doctype html><meta charset="utf-8"><meta name="office-js" content="">
<script src="/addin/officejs-loader.js"></script><script src="/addin/host.js"></script>`;
const ENTRY = `import { ExcelHost } from ${JSON.stringify(resolve("addin/host/excel/excel-host.ts"))};
void Office.onReady().then(() => Object.assign(globalThis, { excelHost: new ExcelHost(), heard: [] }));`;

let folder: string;
let server: Server;
let browser: Browser;
let page: Page;

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

afterEach(() => page?.context().close());

afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("Excel's host in the playground", () => hostContract(openHost));

async function openHost(): Promise<Host> {
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/playground?pane=/addin/pane.html`);
  await page.waitForFunction(() => "playground" in window);
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
  if (!frame) throw new Error("The page has no pane.");
  await frame.waitForFunction(() => typeof excelHost !== "undefined");
  await emptyWorkbook(frame);
  return across(frame);
}

/** Two empty sheets in place of the sample's. */
async function emptyWorkbook(frame: Frame): Promise<void> {
  await frame.evaluate(() =>
    Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/name");
      await context.sync();
      const before = [...worksheets.items];
      worksheets.add("表一").activate();
      worksheets.add("表二");
      for (const sheet of before) sheet.delete();
      await context.sync();
    }),
  );
  await page.evaluate(() => playground.settled());
}

const METHODS = [
  "workbook",
  "read",
  "write",
  "usedPlaces",
  "addSheet",
  "bindings",
  "bind",
  "load",
  "save",
  "selection",
  "goTo",
  "mark",
  "recalculate",
];

/** A host whose calls run in the frame. Errors cross as their code. */
function across(frame: Frame): Host {
  const call = async (method: string, args: unknown[]): Promise<unknown> => {
    const answer = await frame.evaluate(
      async ([name, given]) => {
        const act = Reflect.get(excelHost, name) as (...words: unknown[]) => Promise<unknown>;
        try {
          return { value: await act.apply(excelHost, given) };
        } catch (error) {
          const { code, args: told } = error as { code?: string; args?: unknown };
          return { failure: code ?? String(error), told: JSON.stringify(told ?? String(error)) };
        }
      },
      [method, args] as const,
    );
    if ("failure" in answer) throw new HostError(answer.failure as HostFailureCode, { told: answer.told });
    return answer.value;
  };
  const listen = async (listener: (event: HostEvent) => void) => {
    await frame.evaluate(async () => void (await excelHost.listen((event) => heard.push(event))));
    return () => void frame.evaluate(() => heard).then((events) => events.forEach(listener));
  };
  const methods = Object.fromEntries(METHODS.map((method) => [method, (...args: unknown[]) => call(method, args)]));
  return { kind: "excel", ...methods, listen } as unknown as Host; // every member but `can` is there by name
}
