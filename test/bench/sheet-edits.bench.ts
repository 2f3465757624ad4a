/**
 * Ten thousand typed figures in a bound table: finding them beside a plain comparison of two arrays, and sending them
 * beside the bare mutation with the very same chunks.
 */
import { loadavg } from "node:os";
import type { Measured } from "../support/measured-pane.js";
import { median } from "./load.js";
import { keepResult } from "./results.js";
import { ROUNDS } from "./settings.js";
import { openSheetDesk, taskWords, type Timed } from "./sheet-desk.js";

declare const measured: Measured;

const ROUNDS_HERE = Math.min(ROUNDS, 3);
const LEAST = 9_000;
const desk = await openSheetDesk("sheet-edits");
const columns = [...desk.written];
const organizations = [...desk.organizations];
const body = { sheet: "填报", row: 4, column: 1, rows: organizations.length, columns: columns.length };
const [found, plain, sent, bare]: Timed<number>[][] = [[], [], [], []];
let chunks: number[] = [];
let sendable = 0;
try {
  await desk.pane.evaluate(() => measured.desk.host.addSheet("填报"));
  const inserted = await desk.pane.evaluate((request) => measured.actions.insertTable(measured.desk, request), {
    organizations,
    columns,
    title: "填报",
    at: { ...body, row: 0, column: 0, rows: 1, columns: 1 },
  });
  if (inserted.kind !== "inserted") throw new Error(JSON.stringify(inserted).slice(0, 300));
  for (let round = 1; round <= ROUNDS_HERE; round++) {
    await type(10_000 * round);
    found?.push(await desk.timed("find ten thousand edits", find));
    plain?.push(await desk.timed("compare plainly", comparePlainly));
    sent?.push(await desk.timed("send them", sendAll));
    bare?.push(await desk.timed("send as many barely", () => sendBare(10_000 * round + 5_000)));
    await desk.pane.evaluate(() => measured.actions.refreshAll(measured.desk));
  }
} finally {
  await desk.stop();
}
const ms = (runs: readonly Timed<number>[] = []): number => median(runs.map((run) => run.ms));
await keepResult("sheet-edits", {
  title: "10,000 edits in a bound table: found and sent",
  data: `${organizations.length} organizations × ${columns.length} columns, ${sendable} of them may be sent, ${ROUNDS_HERE} rounds`,
  comparisons: [
    {
      ...{
        peer: "reading the same cells and comparing two arrays",
        ours: `${ms(found).toFixed(0)} ms to find and mark`,
      },
      ...{ theirs: `${ms(plain).toFixed(0)} ms`, ratio: ms(found) / ms(plain), atMost: 5 },
    },
    {
      ...{
        peer: "the bare mutation with the same chunks",
        ours: `${(ms(sent) / 1000).toFixed(2)} s to send and settle`,
      },
      ...{ theirs: `${(ms(bare) / 1000).toFixed(2)} s`, ratio: ms(sent) / ms(bare), atMost: 5 },
    },
  ],
  notes: [
    `Chunks of ${chunks.join(", ")} cells`,
    `Finding: ${taskWords(worst(found))}`,
    `Sending: ${taskWords(worst(sent))}`,
    "The bare mutation touches no cell, keeps no batch in the workbook and looks at nothing typed meanwhile",
    `Load of the machine at the end ${loadavg()[0]?.toFixed(1)}`,
  ],
});

function worst(runs: readonly Timed<number>[] = []) {
  const most = (of: "own" | "ownCount" | "around" | "wait") => Math.max(...runs.map(({ longest }) => longest[of]));
  return { own: most("own"), ownCount: most("ownCount"), around: most("around"), wait: most("wait") };
}

async function type(from: number): Promise<void> {
  await desk.pane.evaluate(
    ({ place, first }) => {
      const values = Array.from({ length: place.rows }, (_, row) =>
        Array.from({ length: place.columns }, (__, column) => first + row * place.columns + column),
      );
      return measured.desk.host.write([{ place, values }]);
    },
    { place: body, first: from },
  );
}

async function find(): Promise<number> {
  const edits = await desk.pane.evaluate(async () => {
    const report = await measured.actions.findPending(measured.desk);
    return report.kind === "found" ? report.sendable : -1;
  });
  // A few figures of this city may not be written: they are found and marked, and not sent.
  if (edits < LEAST) throw new Error(`${edits} edits can be sent`);
  return (sendable = edits);
}

async function comparePlainly(): Promise<number> {
  return desk.pane.evaluate(async (place) => {
    const [cells] = await measured.desk.host.read([place]);
    const before = cells?.values.map((row) => row.map((value) => Number(value) - 1)) ?? [];
    return (
      cells?.values.flatMap((row, at) => row.filter((value, column) => value !== before[at]?.[column])).length ?? 0
    );
  }, body);
}

async function sendAll(): Promise<number> {
  const report = await desk.pane.evaluate(async () => {
    let last = 0;
    const sizes: number[] = [];
    const done = await measured.actions.send(measured.desk, {
      onProgress: ({ done: count }) => void (sizes.push(count - last), (last = count)),
    });
    return { kind: done.kind, written: done.kind === "sent" ? done.written : 0, sizes };
  });
  if (report.written !== sendable) throw new Error(JSON.stringify(report));
  chunks = report.sizes;
  return report.written;
}

/** Another ten thousand values for the same figures, as the graph takes them. */
async function sendBare(from: number): Promise<number> {
  return desk.pane.evaluate(
    async ({ organizations: rows, columns: across, sizes, first, least }) => {
      const grid = await measured.desk.hub.figureGrid(rows, across);
      if (grid.kind !== "ok") throw new Error(grid.kind);
      const began = performance.now();
      const cells = rows.flatMap((organization, row) =>
        across.map((column, at) => ({
          ...{ organization, ...column, value: String(first + row * across.length + at), reason: null, place: "" },
          baseVersion: grid.data.versions[row]?.[at] ?? 0,
          baseValue: grid.data.values[row]?.[at] ?? null,
        })),
      );
      let written = 0;
      for (const size of sizes) {
        const answer = await measured.desk.hub.writeFigures({
          ...{ batchId: crypto.randomUUID(), cells: cells.splice(0, size), dryRun: false, atomic: false, note: null },
          origin: "bare",
        });
        if (answer.kind === "ok") written += answer.data.written;
      }
      if (written < least) throw new Error(`${written} written in ${performance.now() - began} ms`);
      return written;
    },
    { organizations, columns, sizes: chunks, first: from, least: LEAST },
  );
}
