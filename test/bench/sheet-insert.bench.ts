/** A hundred thousand rows of a register put into the sheet as a bound table, beside a raw write of the same values. */
import { loadavg } from "node:os";
import type { Measured } from "../support/measured-pane.js";
import { keepResult } from "./results.js";
import { openSheetDesk, taskWords } from "./sheet-desk.js";
import { grouped, SHEET_ROWS_LONG, SHEET_ROWS_SHORT } from "./settings.js";

declare const measured: Measured;

const COLUMNS = ["role", "hoursDone", "score", "status", "enrolledOn", "result", "completedOn"];
const SIZES = [SHEET_ROWS_SHORT, SHEET_ROWS_LONG].filter((rows) => rows > 0);
const desk = await openSheetDesk("sheet-insert");
const comparisons = [];
const notes: string[] = [];
try {
  for (const rows of SIZES) {
    const [bound, raw] = [`绑定${rows}`, `原样${rows}`];
    await desk.pane.evaluate(
      (names) => Promise.all(names.map((name) => measured.desk.host.addSheet(name))),
      [bound, raw],
    );
    const inserted = await desk.timed(`insert ${grouped(rows)} rows`, () => insert(bound, rows));
    if (inserted.result !== rows) throw new Error(`${inserted.result} of ${rows} rows were inserted`);
    const written = await desk.timed("write as many as they are", () => writeRaw(bound, raw, rows));
    comparisons.push({
      peer: "a raw write of the same values",
      ours: `${(inserted.ms / 1000).toFixed(1)} s for ${grouped(rows)} rows, ${inserted.requests} requests`,
      theirs: `${(written.result / 1000).toFixed(1)} s`,
      ...{ ratio: inserted.ms / written.result, atMost: 5 },
    });
    notes.push(`${grouped(rows)} rows: ${taskWords(inserted.longest)}`);
    if (rows > SHEET_ROWS_SHORT) continue;
    const compared = await desk.timed("compare them", () =>
      desk.pane.evaluate(() => measured.actions.findRows(measured.desk)),
    );
    notes.push(
      `Comparing ${grouped(rows)} rows afterwards: ${compared.ms.toFixed(0)} ms; ${taskWords(compared.longest)}`,
    );
    await desk.pane.evaluate((name) => measured.desk.host.bindings(name), "XUNSHUR_");
  }
} finally {
  await desk.stop();
}
await keepResult("sheet-insert", {
  title: "Rows of a register as a bound table in the sheet",
  data: `${grouped(desk.database.enrolments)} enrolments, ${COLUMNS.length} columns and the row's id`,
  comparisons,
  notes: [
    "Ours asks the hub, formats dates and texts, keeps what the hub said in the workbook and binds the range; the raw write does none of it",
    ...notes,
    `Load of the machine at the end ${loadavg()[0]?.toFixed(1)}`,
  ],
});

async function insert(sheet: string, most: number): Promise<number> {
  return desk.pane.evaluate(
    async ({ name, rows, columns }) => {
      const report = await measured.actions.insertRegister(measured.desk, {
        ...{ register: "Enrolment", columns, conditions: [], order: [], most: rows, title: name, organization: null },
        at: { sheet: name, row: 0, column: 0, rows: 1, columns: 1 },
      });
      if (report.kind !== "insertedRegister") throw new Error(JSON.stringify(report));
      return report.rows;
    },
    { name: sheet, rows: most, columns: COLUMNS },
  );
}

/** The time of the writing alone: reading what to write is not counted. */
async function writeRaw(from: string, to: string, rows: number): Promise<number> {
  return desk.pane.evaluate(
    async ({ source, target, height, width }) => {
      const [cells] = await measured.desk.host.read([
        { sheet: source, row: 3, column: 0, rows: height, columns: width },
      ]);
      const began = performance.now();
      await measured.desk.host.write([
        { place: { sheet: target, row: 0, column: 0, rows: height, columns: width }, values: cells?.values ?? [] },
      ]);
      return performance.now() - began;
    },
    { source: from, target: to, height: rows, width: COLUMNS.length + 1 },
  );
}
