/** Makes the report workbook from the grid, and takes a filled one back as a batch like any other. */
import { createHash } from "node:crypto";
import { v7 } from "uuid";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { writeFigures } from "../figure/figure.batch.js";
import { CellOutcome, FigureStatus, type FigureGrid, type WriteReceipt } from "../figure/figure.objects.js";
import { loadLabels } from "../figure/figure.breakdown.js";
import { spelledInCodes } from "../figure/figure.spelling.js";
import { figureGrid } from "../figure/figure.service.js";
import { loadCatalogue, type UnitDimension } from "../indicator/indicator.catalogue.js";
import { openWorkbook } from "../intake/readers/workbook.js";
import type { WorkbookReader } from "../intake/cell.js";
import {
  type ColumnAsked,
  isReport,
  readFilled,
  SHEETS,
  type CellState,
  type FilledReport,
  type ReadRows,
  type Report,
} from "./report.rules.js";
import { reportFile } from "./report.writer.js";

export interface ReportWanted {
  readonly organizations: readonly string[];
  readonly columns: readonly ColumnAsked[];
  readonly title: string;
}

/** A sheet people fill by hand; more than this belongs into the add-in. */
const MOST_CELLS = 20_000;

const FORMATS: Readonly<Record<UnitDimension, string>> = {
  count: "#,##0",
  person: "#,##0",
  participation: "#,##0",
  money: "#,##0.00",
  ratio: "0.0%",
  hour: "#,##0.0",
  other: "General",
};

/** The file's bytes. What the hub does not know is refused: a report with a hole would be filled in vain. */
export async function makeReport(context: Context, wanted: ReportWanted): Promise<Buffer> {
  if (wanted.organizations.length === 0 || wanted.columns.length === 0) throw new Refusal("REPORT_EMPTY");
  if (wanted.organizations.length * wanted.columns.length > MOST_CELLS)
    throw new Refusal("TOO_MANY_CELLS", {
      max: MOST_CELLS,
      asked: wanted.organizations.length * wanted.columns.length,
    });
  const catalogue = await loadCatalogue(await context.tx());
  const asked = await spelledInCodes(await context.tx(), wanted.columns, catalogue);
  const grid = await figureGrid(context, wanted.organizations, asked);
  const problem = [...grid.rows, ...grid.columns].find((axis) => axis.problem)?.problem;
  if (problem) throw new Refusal("REPORT_UNKNOWN", { detail: problem.message });
  // The grid answers columns in the order they were asked for.
  const parts = asked.map(({ dims }) => dims);
  const label = await loadLabels(context, parts);
  const columns = grid.columns.map(({ indicator, name, period, unit }, index) => {
    const entry = catalogue.get(indicator);
    const dims = parts[index] ?? [];
    const shown = { name, period, unit, part: dims.map((mark) => label(mark).label).join(" · ") };
    const format = FORMATS[entry?.unitDim ?? "other"];
    return { indicator, dims, ...shown, format, explanation: entry?.explanation.zh ?? "" };
  });
  const report: Report = {
    batchId: v7(),
    title: wanted.title,
    madeAt: context.now.toISOString(),
    rows: grid.rows.map(({ organization, name }) => ({ organization, name })),
    columns,
    cells: cellsOf(grid),
  };
  return reportFile(report);
}

function cellsOf(grid: FigureGrid): Report["cells"] {
  return grid.values.map((row, r) =>
    row.map((value, c) => ({ value, version: grid.versions[r]?.[c] ?? 0, state: stateOf(grid, r, c) })),
  );
}

/** A counted figure is not typed over on paper: the reason for it is asked face to face, in the add-in. */
function stateOf(grid: FigureGrid, row: number, column: number): CellState {
  if (grid.writable[row]?.[column] !== true) return "closed";
  return grid.statuses[row]?.[column] === FigureStatus.COMPUTED ? "counted" : "open";
}

export interface TakenReport {
  readonly receipt: WriteReceipt;
  readonly madeAt: string;
  readonly untouched: number;
  readonly troubles: readonly Trouble[];
}

/** Why one cell did not go in, and what to do. `cell` is `填报!C5`. */
export interface Trouble {
  readonly cell: string;
  readonly zh: string;
  readonly en: string;
}

/** Whether a file is one of the hub's own reports on its way back. What cannot be read is told by whoever reads it. */
export async function isFilledReport(path: string, fileName: string): Promise<boolean> {
  if (!fileName.toLowerCase().endsWith(".xlsx")) return false;
  const book = await openWorkbook(path, fileName).catch(() => undefined);
  if (book === undefined) return false;
  try {
    const sheet = book.sheets.find(({ name }) => name === SHEETS.hub);
    if (sheet === undefined) return false;
    for await (const row of book.rows(sheet.index))
      return isReport([
        { number: row.number, texts: new Map(row.cells.map((c) => [c.column, String(c.value ?? "")])) },
      ]);
    return false;
  } finally {
    await book.close();
  }
}

/** Sends what was filled in. The same file again is the same batch; changed and sent again it is a new one. */
export async function takeReport(
  context: Context,
  path: string,
  fileName: string,
  dryRun: boolean,
): Promise<TakenReport> {
  const filled = await readReport(path, fileName);
  const batchId = batchOf(filled);
  const { cells } = filled;
  const receipt =
    cells.length === 0
      ? emptyReceipt(context, batchId, dryRun)
      : await writeFigures(context, { batchId, cells: cells.map(withMarks), dryRun, origin: fileName });
  return { receipt, madeAt: filled.madeAt, untouched: filled.untouched, troubles: troublesOf(receipt, cells) };
}

const withMarks = ({ dims, ...cell }: FilledReport["cells"][number]) => ({ ...cell, dims: dims ? [...dims] : null });

async function readReport(path: string, fileName: string): Promise<FilledReport> {
  const book = await openWorkbook(path, fileName);
  try {
    const filled = readFilled(await rowsOf(book, SHEETS.hub), await rowsOf(book, SHEETS.fill));
    if (typeof filled === "string") throw new Refusal(`REPORT_${filled}`, { file: fileName });
    return filled;
  } finally {
    await book.close();
  }
}

async function rowsOf(book: WorkbookReader, name: string): Promise<ReadRows> {
  const sheet = book.sheets.find((each) => each.name === name);
  if (sheet === undefined) return [];
  const rows: { number: number; texts: Map<number, string> }[] = [];
  for await (const row of book.rows(sheet.index)) {
    if (rows.length > MOST_CELLS + 10) throw new Refusal("TOO_MANY_CELLS", { max: MOST_CELLS, asked: rows.length });
    rows.push({ number: row.number, texts: new Map(row.cells.map((cell) => [cell.column, textOf(cell.value)])) });
  }
  return rows;
}

const textOf = (value: string | boolean | null): string => (value === null ? "" : String(value));

/** A batch id made from the report's own and what stands in it: UUID version 8, the version for one's own making. */
function batchOf({ batchId, cells }: FilledReport): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([batchId, cells]))
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/u, "$1-$2-$3-$4-");
}

function emptyReceipt(context: Context, batchId: string, dryRun: boolean): WriteReceipt {
  const none = { written: 0, unchanged: 0, conflicts: 0, refused: 0, cells: [] };
  return { batchId, dryRun, replayed: false, receivedAt: context.now, ...none };
}

/** The cells that did not go in, in words: what a person without the add-in is told. */
function troublesOf({ cells }: WriteReceipt, sent: FilledReport["cells"]): readonly Trouble[] {
  return cells.flatMap(({ index, outcome, findings, conflict }): readonly Trouble[] => {
    const cell = sent[index]?.place ?? "";
    if (outcome === CellOutcome.CONFLICT && conflict) {
      const { theirs, mine, changedBy } = conflict;
      const zh = `别人已改为 ${theirs ?? "空"}（${changedBy ?? "—"}），你填的是 ${mine ?? "空"}。请重新下载填报表再填。`;
      const en = `Changed meanwhile to ${theirs ?? "blank"}; you filled in ${mine ?? "blank"}. Download the report again.`;
      return [{ cell, zh, en }];
    }
    if (outcome !== CellOutcome.REFUSED) return [];
    return findings.map((found) => ({ cell, zh: found.message, en: found.messageEn }));
  });
}
