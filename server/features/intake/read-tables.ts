/** Reads the tables of an open workbook: detection on the head of each visible sheet, then the rows as a stream. */
import type { CellRange, Row, WorkbookReader } from "./cell.js";
import { finding } from "./finding.js";
import type { IntakeFinding } from "./findings.js";
import { detectTables, HEAD_ROWS, type DetectedTable } from "./table.rules.js";
import { TableReader, type TableRow, type TableSummary } from "./table-rows.rules.js";

export interface SheetTables {
  readonly sheetIndex: number;
  readonly tables: readonly DetectedTable[];
  readonly merges: readonly CellRange[];
  readonly findings: readonly IntakeFinding[];
}

/** Hidden sheets are named and left alone: people hide what they do not mean to send. */
export async function findTables(reader: WorkbookReader, known: ReadonlySet<string>): Promise<readonly SheetTables[]> {
  const found: SheetTables[] = [];
  for (const sheet of reader.sheets) {
    if (sheet.hidden) {
      found.push({ sheetIndex: sheet.index, tables: [], merges: [], findings: [finding("hiddenSheet", sheet.name)] });
      continue;
    }
    const rows = await firstRows(reader, sheet.index, HEAD_ROWS);
    const merges = rows.length === 0 ? [] : await reader.merges(sheet.index);
    found.push({ sheetIndex: sheet.index, merges, ...detectTables({ sheet: sheet.name, rows, merges }, known) });
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

/** Streams the data rows of a sheet's tables (several when lists stand side by side); the summaries come at the end. */
export async function readTables(
  reader: WorkbookReader,
  sheet: SheetTables,
  take: (row: TableRow, table: number) => void | Promise<void>,
): Promise<readonly TableSummary[]> {
  const readers = sheet.tables.map((table) => new TableReader(table, sheet.merges));
  for await (const row of reader.rows(sheet.sheetIndex)) {
    for (const [index, tableReader] of readers.entries()) {
      const data = tableReader.read(row);
      if (data) await take(data, index);
    }
  }
  return readers.map((tableReader) => tableReader.finish());
}

/** The first data rows of each table, to weigh a mapping with. */
export async function sampleRows(
  reader: WorkbookReader,
  sheet: SheetTables,
  count = 30,
): Promise<readonly (readonly TableRow[])[]> {
  const samples = sheet.tables.map((): TableRow[] => []);
  const readers = sheet.tables.map((table) => new TableReader(table, sheet.merges));
  let seen = 0;
  for await (const row of reader.rows(sheet.sheetIndex)) {
    readers.forEach((tableReader, index) => {
      const data = tableReader.read(row);
      const list = samples[index];
      if (data && list && list.length < count) list.push(data);
    });
    seen += 1;
    if (samples.every((list) => list.length >= count) || seen > HEAD_ROWS * 5) break;
  }
  return samples;
}
