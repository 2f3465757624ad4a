/**
 * Reads the tables of an open workbook: detection on the head of each visible sheet, then the rows as a stream. A further
 * table under another on the same sheet is found on the way: a break, then rows that head columns of their own.
 */
import { withoutIdentityNumbers } from "../../domain/identity-scan.js";
import type { CellRange, Row, WorkbookReader } from "./cell.js";
import { finding } from "./finding.js";
import type { IntakeFinding } from "./findings.js";
import { READER_LIMITS } from "./readers/limits.js";
import { IntakeRefusal } from "./refusal.js";
import { StackWatch } from "./stacked-tables.rules.js";
import { detectTables, HEAD_ROWS, type DetectedTable } from "./table.rules.js";
import { TableReader, type TableRow, type TableSummary } from "./table-rows.rules.js";

/** Tables side by side, with the first rows of each. */
export interface FoundTables {
  readonly tables: readonly DetectedTable[];
  readonly samples: readonly (readonly TableRow[])[];
}

export interface SheetTables extends FoundTables {
  readonly sheet: string;
  readonly sheetIndex: number;
  readonly merges: readonly CellRange[];
  readonly findings: readonly IntakeFinding[];
}

const NOTHING = { tables: [], samples: [], merges: [] };

/** Hidden sheets are named and left alone: people hide what they do not mean to send. */
export async function findTables(
  reader: WorkbookReader,
  known: ReadonlySet<string>,
  samples = 30,
): Promise<readonly SheetTables[]> {
  const found: SheetTables[] = [];
  for (const { name, index, hidden } of reader.sheets) {
    const place = { sheet: withoutIdentityNumbers(name), sheetIndex: index };
    if (hidden) {
      found.push({ ...place, ...NOTHING, findings: [finding("hiddenSheet", name)] });
      continue;
    }
    const rows = await firstRows(reader, index, HEAD_ROWS);
    const merges = rows.length === 0 ? [] : await reader.merges(index);
    const { tables, findings } = detectTables({ sheet: place.sheet, rows, merges }, known);
    found.push({ ...place, tables, merges, findings, samples: sampleRows(tables, merges, rows, samples) });
  }
  return found;
}

async function firstRows(reader: WorkbookReader, sheetIndex: number, count: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const row of reader.rows(sheetIndex)) {
    rows.push(row);
    if (rows.length >= count) break;
  }
  return rows;
}

/** The first data rows of each table, to weigh a mapping with. */
function sampleRows(
  tables: readonly DetectedTable[],
  merges: readonly CellRange[],
  rows: readonly Row[],
  count: number,
): readonly (readonly TableRow[])[] {
  return tables.map((table) => {
    const reader = new TableReader(table, merges);
    const samples: TableRow[] = [];
    for (const row of rows) {
      const data = reader.read(row);
      if (data) samples.push(data);
      if (samples.length >= count) break;
    }
    return samples;
  });
}

export interface Readers {
  /** `table` counts on through the tables below. */
  row(row: TableRow, table: number): void | Promise<void>;
  /** Further tables begin; their rows follow. */
  below?(found: FoundTables): void | Promise<void>;
}

/** Streams the data rows of a sheet's tables (several when lists stand side by side); the summaries come at the end. */
export async function readTables(
  reader: WorkbookReader,
  sheet: SheetTables,
  known: ReadonlySet<string>,
  take: Readers,
): Promise<readonly TableSummary[]> {
  const { merges } = sheet;
  const summaries: TableSummary[] = [];
  let readers = sheet.tables.map((table) => new TableReader(table, merges));
  let first = 0;
  const feed = async (row: Row): Promise<void> => {
    for (const [index, tableReader] of readers.entries()) {
      const data = tableReader.read(row);
      if (data) {
        const taken = take.row(data, first + index);
        if (taken) await taken;
      }
    }
  };
  const watch = new StackWatch(sheet.sheet, sheet.tables, merges, known);
  const handle = async (step: ReturnType<StackWatch["pass"]>): Promise<void> => {
    if (step.found) {
      summaries.push(...readers.map((tableReader) => tableReader.finish()));
      first += readers.length;
      readers = step.found.map((table) => new TableReader(table, merges));
      refuseMany(sheet.sheet, first + readers.length);
      await take.below?.({ tables: step.found, samples: sampleRows(step.found, merges, step.rows, 30) });
    }
    for (const row of step.rows) await feed(row);
  };
  refuseMany(sheet.sheet, readers.length);
  for await (const row of reader.rows(sheet.sheetIndex)) {
    const step = watch.pass(row);
    // Nearly every row is let through at once.
    if (step.rows.length === 1 && !step.found) await feed(row);
    else if (step.rows.length > 0) await handle(step);
  }
  for (let rest = watch.finish(); rest.rows.length > 0; rest = watch.finish()) await handle(rest);
  return [...summaries, ...readers.map((tableReader) => tableReader.finish())];
}

/** Each table is kept with its columns and mapping: a sheet of nothing but headers would fill the memory with them. */
function refuseMany(sheet: string, tables: number): void {
  const { tables: limit } = READER_LIMITS;
  if (tables > limit) throw new IntakeRefusal("tooManyTables", { sheet, limit });
}
