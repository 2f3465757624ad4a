/**
 * How long until the pane can be used in the playground: in a new browser profile and in one that was here before, beside
 * an empty page in the very same frame. Counted from the frame's own start, and from the page's.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import { readdirSync } from "node:fs";
import { loadavg } from "node:os";
import type { BrowserContext } from "playwright-core";
import { median } from "./load.js";
import { keepResult } from "./results.js";
import { rootFolder } from "./servers.js";
import { openSheetDesk } from "./sheet-desk.js";

const ROUNDS_HERE = 5;
const EMPTY = "/addin/empty-pane.html";
const USABLE = '[role="tab"]';

interface Load {
  /** Since the frame began to load. */
  readonly frame: number;
  /** Since the page around it was asked for. */
  readonly page: number;
}

const desk = await openSheetDesk("pane-load");
await desk.page.close();
const runs: Record<"cold" | "warm" | "emptyCold" | "emptyWarm", Load[]> = {
  cold: [],
  warm: [],
  emptyCold: [],
  emptyWarm: [],
};
try {
  for (let round = 0; round <= ROUNDS_HERE; round++) {
    // In turns, so that whatever else goes on meets all of them; the first round warms the hub.
    const [ours, empty] = [await desk.newContext(), await desk.newContext()];
    const loads = {
      ...{ emptyCold: await load(empty, EMPTY), cold: await load(ours, null) },
      ...{ emptyWarm: await load(empty, EMPTY), warm: await load(ours, null) },
    };
    await Promise.all([ours.close(), empty.close()]);
    if (round === 0) continue;
    for (const kind of ["cold", "warm", "emptyCold", "emptyWarm"] as const) runs[kind].push(loads[kind]);
  }
} finally {
  await desk.stop();
}
const of = (kind: keyof typeof runs, part: keyof Load): number => median(runs[kind].map((one) => one[part]));
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
await keepResult("pane-load", {
  title: "Loading the pane in the playground until it can be used",
  data: `${kilobytes("taskpane")} KB of script of its own, ${kilobytes("playground")} KB of the playground's grid`,
  comparisons: [
    {
      ...{ peer: "1.5 s", ours: `${seconds(of("cold", "frame"))} in a new profile`, theirs: "1.50 s" },
      ...{ ratio: of("cold", "frame") / 1500, atMost: 1 },
    },
    {
      ...{ peer: "1.5 s", ours: `${seconds(of("warm", "frame"))} in a profile that was here before`, theirs: "1.50 s" },
      ...{ ratio: of("warm", "frame") / 1500, atMost: 1 },
    },
    {
      ...{
        peer: "the playground with an empty page in the frame",
        ours: `${seconds(of("cold", "page"))} for all of it, new profile`,
      },
      ...{ theirs: seconds(of("emptyCold", "page")), ratio: of("cold", "page") / of("emptyCold", "page"), atMost: 2 },
    },
  ],
  notes: [
    `From the start of the frame until its four tabs are there; ${ROUNDS_HERE} rounds in turns, medians`,
    `New profile: ${each("cold", "frame")} ms; before: ${each("warm", "frame")} ms; an empty page in the frame ${each("emptyCold", "frame")} ms`,
    `The whole page, grid engine included: ${each("cold", "page")} ms new, ${each("warm", "page")} ms before; with an empty frame ${each("emptyCold", "page")} and ${each("emptyWarm", "page")} ms`,
    `Load of the machine at the end ${loadavg()[0]?.toFixed(1)}`,
  ],
});

function each(kind: keyof typeof runs, part: keyof Load): string {
  return runs[kind].map((one) => one[part].toFixed(0)).join(", ");
}

/** The entry's own file; what it shares with other pages is counted with neither. */
function kilobytes(page: string): number {
  const folder = join(rootFolder(), "dist", "addin", "assets");
  const files = readdirSync(folder).filter((name) => name.startsWith(`${page}-`) && name.endsWith(".js"));
  return Math.round(files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1024);
}

async function load(context: BrowserContext, pane: string | null): Promise<Load> {
  const page = await context.newPage();
  await context.route(
    (address) => address.pathname === EMPTY,
    (route) =>
      route.fulfill({
        contentType: "text/html",
        body: '<!doctype html><html lang="zh-CN"><div role="tab">一</div></html>',
      }),
  );
  const began = performance.now();
  await page.goto(`${desk.url}/playground${pane === null ? "" : `?pane=${pane}`}`, { waitUntil: "commit" });
  const handle = await page.waitForSelector("iframe#pane[src]", { state: "attached" });
  const frame = await handle.contentFrame();
  if (!frame) throw new Error("the playground has no frame");
  // Looked for by the frame itself at every turn: a round trip would be counted in.
  const waited = await frame
    .waitForFunction((tabs) => document.querySelector(tabs) !== null && performance.now(), USABLE, { polling: "raf" })
    .then((found) => found.jsonValue());
  const whole = performance.now() - began;
  await page.close();
  return { frame: Number(waited), page: whole };
}
