/**
 * A thousand, five thousand and twenty thousand =HUB.FIGURE cells in the playground: how long until each has its value, in
 * how many requests, beside the bare questions for the same figures; then one refresh of them all.
 */
import { loadavg } from "node:os";
import type { Measured } from "../support/measured-pane.js";
import type { Comparison } from "./results.js";
import { keepResult } from "./results.js";
import { openSheetDesk, taskWords } from "./sheet-desk.js";
import { grouped, SHEET_CELLS } from "./settings.js";

declare const measured: Measured;

/** Cells by columns. */
const SIZES = [
  [1_000, 10],
  [5_000, 50],
  [20_000, 125],
] as const;
const desk = await openSheetDesk("sheet-functions");
const comparisons: Comparison[] = [];
const notes: string[] = [];
try {
  for (const [index, [size, columns]] of SIZES.filter(([cells]) => cells <= SHEET_CELLS).entries()) {
    const keys = keysOf(size, columns);
    const sheet = `函数${index + 1}`;
    await desk.pane.evaluate((name) => measured.desk.host.addSheet(name), sheet);
    const bare = await desk.timed(`the bare questions for ${grouped(size)} figures`, () => askBare(keys));
    const shown = await desk.timed(`${grouped(size)} function cells`, () => writeFunctions(sheet, keys));
    if (shown.result !== size) throw new Error(`${shown.result} of ${size} cells have a value`);
    // Only these: what the sheets before them hold would be counted with them.
    const refreshed = await desk.timed("refresh", () =>
      desk.pane.evaluate(() => measured.actions.refreshAll(measured.desk)),
    );
    if (refreshed.result.kind !== "refreshed") throw new Error(JSON.stringify(refreshed.result).slice(0, 300));
    await desk.pane.evaluate(
      async ({ name, rows, columns }) => {
        const values = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ""));
        await measured.desk.host.write([{ place: { sheet: name, row: 0, column: 0, rows, columns }, values }]);
      },
      { name: sheet, ...sizeOf(keys) },
    );
    comparisons.push({
      peer: `the bare questions for ${grouped(size)} figures`,
      ours: `${(shown.ms / 1000).toFixed(2)} s, ${shown.requests} requests`,
      theirs: `${(bare.ms / 1000).toFixed(2)} s, ${bare.requests} requests`,
      ratio: shown.requests / Math.max(1, bare.requests),
      atMost: 1,
    });
    notes.push(
      `${grouped(size)} cells: ${(shown.ms / bare.ms).toFixed(1)} × the time of the bare questions; ${taskWords(shown.longest)}`,
      `Refresh afterwards: ${grouped(refreshed.result.cells)} cells in ${(refreshed.ms / 1000).toFixed(2)} s, ${refreshed.result.requests} requests; ${taskWords(refreshed.longest)}`,
    );
  }
} finally {
  await desk.stop();
}
await keepResult("sheet-functions", {
  title: "Function cells in the sheet: until each has its value",
  data: `${desk.organizations.length} organizations × ${desk.columns.length} columns, all reported`,
  comparisons,
  notes: [
    "The ratio is of requests; what the grid needs to calculate is its own and is in the times",
    ...notes,
    `Load of the machine at the end ${loadavg()[0]?.toFixed(1)}`,
  ],
});

type Key = { organization: string; indicator: string; period: string };

function keysOf(size: number, columns: number): Key[][] {
  const across = desk.columns.slice(0, columns);
  return desk.organizations
    .slice(0, size / columns)
    .map((organization) => across.map((column) => ({ organization, ...column })));
}

function sizeOf(keys: Key[][]): { rows: number; columns: number } {
  return { rows: keys.length, columns: keys[0]?.length ?? 0 };
}

async function askBare(keys: Key[][]): Promise<void> {
  await desk.pane.evaluate(async (asked) => {
    for (let from = 0; from < asked.length; from += 5_000) {
      const answer = await measured.desk.hub.figures(asked.slice(from, from + 5_000));
      if (answer.kind !== "ok") throw new Error(answer.kind);
    }
  }, keys.flat());
}

/** Answers how many cells hold a number once the grid has come to rest. */
async function writeFunctions(sheet: string, keys: Key[][]): Promise<number> {
  const place = { sheet, row: 0, column: 0, ...sizeOf(keys) };
  const size = place.rows * place.columns;
  await desk.pane.evaluate(
    async ({ place: at, keys: all }) => {
      const values = all.map((row) =>
        row.map((k) => `=HUB.FIGURE("${k.indicator}","${k.organization}","${k.period}")`),
      );
      await measured.desk.host.write([{ place: at, values }]);
    },
    { place, keys },
  );
  let filled = 0;
  for (let tries = 0; tries < 200 && filled < size; tries++) {
    await desk.page.evaluate(() => window.playground.settled());
    filled = await desk.pane.evaluate(async (at) => {
      const [cells] = await measured.desk.host.read([at]);
      return cells?.values.flat().filter((value) => typeof value === "number").length ?? 0;
    }, place);
  }
  return filled;
}
