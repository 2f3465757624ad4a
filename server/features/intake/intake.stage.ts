/**
 * Stages a workbook: finds its tables, proposes what they are, and keeps every data row as it stood, identity numbers
 * taken out. Works in steps of bounded size, each its own transaction where the caller has it so.
 */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { periodOf } from "../../domain/period.js";
import type { Cell, WorkbookReader } from "./cell.js";
import { announcesIdentity, identityMasker, type Masker } from "./identity-print.js";
import { loadMemories, loadTargets, recordsOf } from "./intake.loader.js";
import { guessTarget, proposeMapping, type Mapping, type MappingMemory } from "./mapping.rules.js";
import { findTables, readTables, sampleRows, type SheetTables } from "./read-tables.js";
import { showIntakeFinding } from "./shown-finding.js";
import type { ShownFinding, StagedColumn, StagedTable } from "./staged.js";
import { textOf } from "./grid.rules.js";
import { tableUnit, type DetectedTable } from "./table.rules.js";
import type { TableRow, TableSummary } from "./table-rows.rules.js";
import { knownHeaders, type IntakeTarget } from "./targets.js";

/** Runs one part of the work with a context of its own, or with the request's. */
export type Step = <T>(work: (context: Context) => Promise<T>) => Promise<T>;

export interface ImportKey {
  readonly orgId: string;
  readonly id: string;
}

export interface StagedWorkbook {
  readonly tables: readonly StagedTable[];
  /** About sheets without a table. */
  readonly findings: readonly ShownFinding[];
}

const ROWS_PER_STEP = 1000;
/** A guess below this is shown, but not acted upon. */
const LEAST_SCORE = 0.45;
const SAMPLES = 30;

interface Knowledge {
  readonly targets: readonly IntakeTarget[];
  readonly memories: ReadonlyMap<string, MappingMemory>;
  readonly masker: Masker;
  readonly wanted: string | undefined;
}

export async function stageWorkbook(
  step: Step,
  key: ImportKey,
  reader: WorkbookReader,
  wanted?: string,
): Promise<StagedWorkbook> {
  const knowledge = await step(async (context): Promise<Knowledge> => {
    const tx = await context.tx();
    const [targets, memories] = [await loadTargets(tx), await loadMemories(tx, key.orgId)];
    return { targets, memories, masker: identityMasker(context.hub.config.identityKey), wanted };
  });
  const sheets = await findTables(reader, knownHeaders(knowledge.targets));
  const tables: StagedTable[] = [];
  const findings: ShownFinding[] = [];
  for (const sheet of sheets) {
    findings.push(...sheet.findings.map(showIntakeFinding));
    if (sheet.tables.length > 0) tables.push(...(await stageSheet(step, key, reader, sheet, tables.length, knowledge)));
  }
  return { tables, findings };
}

async function stageSheet(
  step: Step,
  key: ImportKey,
  reader: WorkbookReader,
  sheet: SheetTables,
  firstIndex: number,
  knowledge: Knowledge,
): Promise<readonly StagedTable[]> {
  const samples = await sampleRows(reader, sheet, SAMPLES);
  const mappings = sheet.tables.map((table, i) => mappingOf(table, samples[i] ?? [], knowledge));
  const secret = sheet.tables.map((table, i) => identityColumns(table, mappings[i]?.mapping));
  let waiting: StagedRow[] = [];
  const flush = async (): Promise<void> => {
    const rows = waiting;
    waiting = [];
    if (rows.length > 0) await step((context) => insertRows(context, key, rows));
  };
  const summaries = await readTables(reader, sheet, async (row, at) => {
    const cells = [...row.cells.values()].map((cell) =>
      knowledge.masker.mask(cell, secret[at]?.has(cell.column) ?? false),
    );
    waiting.push({
      table_no: firstIndex + at,
      row_no: row.number,
      sheet: sheet.tables[at]?.sheet ?? "",
      cells: { cells, ...(row.group === undefined ? {} : { group: row.group }) },
    });
    if (waiting.length >= ROWS_PER_STEP) await flush();
  });
  await flush();
  return sheet.tables.map((table, i) => {
    const masked = (samples[i] ?? []).map((row) => maskRow(row, knowledge.masker, secret[i] ?? new Set()));
    return stagedTable(table, firstIndex + i, mappings[i], masked, summaries[i]);
  });
}

function mappingOf(table: DetectedTable, samples: readonly TableRow[], { targets, memories, wanted }: Knowledge) {
  const target = targets.find((t) => t.name === wanted);
  if (target) return { mapping: proposeMapping(table, target, samples, memories.get(target.name)), isSure: true };
  const best = guessTarget(table, targets, samples, memories)[0];
  return best && { mapping: best.mapping, isSure: best.score >= LEAST_SCORE };
}

function identityColumns(table: DetectedTable, mapping: Mapping | undefined): ReadonlySet<number> {
  const mapped = mapping?.columns.filter((c) => c.field?.type === "identity").map((c) => c.column.index) ?? [];
  return new Set([...mapped, ...table.columns.filter(announcesIdentity).map((c) => c.index)]);
}

function maskRow(row: TableRow, masker: Masker, secret: ReadonlySet<number>): readonly Cell[] {
  return [...row.cells.values()].map((cell) => masker.mask(cell, secret.has(cell.column)));
}

function stagedTable(
  table: DetectedTable,
  index: number,
  guess: { readonly mapping: Mapping; readonly isSure: boolean } | undefined,
  samples: readonly (readonly Cell[])[],
  summary: TableSummary | undefined,
): StagedTable {
  const isTaken = guess?.isSure === true;
  const columns = table.columns.map((column, i): StagedColumn => {
    const mapped = isTaken ? guess.mapping.columns[i] : undefined;
    return {
      column,
      field: mapped?.field?.name ?? null,
      state: mapped?.state ?? "UNMAPPED",
      confidence: mapped?.confidence ?? 0,
      sample: samples
        .flatMap((cells) =>
          cells.filter((cell) => cell.column === column.index).map((cell) => textOf(cell).slice(0, 60)),
        )
        .slice(0, 3),
    };
  });
  const rules = [...table.findings, ...(summary?.findings ?? []), ...(isTaken ? guess.mapping.findings : [])];
  return {
    index,
    sheet: table.sheet,
    detected: table,
    lastRow: Math.max(summary?.lastRow ?? 0, table.firstRow - 1),
    target: isTaken ? guess.mapping.target.name : "",
    confidence: isTaken ? guess.mapping.confidence : 0,
    columns,
    moneyUnit: tableUnit(table) ?? null,
    period: captionPeriod(table),
    skipped: skippedOf(table, summary),
    totalsChecked: (summary?.totals ?? []).reduce((sum, total) => sum + total.checks.length, 0),
    rows: summary?.dataRows ?? 0,
    findings: rules.map(showIntakeFinding),
  };
}

/** 填报期间：2026年10月, or a month in the title: the period of figures that name none. */
function captionPeriod(table: DetectedTable): string | null {
  for (const { text } of [...table.captions].reverse()) {
    for (const found of text.matchAll(
      /\d{4}\s*年\s*(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}\s*月|度)?|\d{4}(?:M\d{2}|Q[1-4]|H[12])/gu,
    )) {
      const period = periodOf(found[0]);
      if (period) return period.code;
    }
  }
  return null;
}

/** What was passed over, in words: people check first what is missing. */
function skippedOf(table: DetectedTable, summary: TableSummary | undefined): readonly string[] {
  const notes = summary?.notes ?? [];
  const range = (rows: readonly number[]) =>
    rows.length === 0 ? "" : rows.length === 1 ? `${rows[0]}` : `${rows[0]}–${rows.at(-1)}`;
  return [
    ...(table.captions.length > 0 ? [`标题与说明 ${range(table.captions.map((c) => c.row))}`] : []),
    ...(table.underHeader.length > 0 ? [`单位行 ${range(table.underHeader)}`] : []),
    ...(summary?.groups.length ? [`分组行 ${summary.groups.length}`] : []),
    ...(summary?.totals.length ? [`合计行 ${summary.totals.map((t) => t.row).join("、")}`] : []),
    ...(notes.length > 0 ? [`表下说明 ${range(notes.map((n) => n.row))}`] : []),
    ...(summary?.blankNumbered ? [`空白序号行 ${summary.blankNumbered}`] : []),
  ];
}

interface StagedRow {
  readonly table_no: number;
  readonly row_no: number;
  readonly sheet: string;
  readonly cells: { readonly cells: readonly Cell[]; readonly group?: string };
}

async function insertRows(context: Context, { orgId, id }: ImportKey, rows: readonly StagedRow[]): Promise<void> {
  const tx = await context.tx();
  await sql`insert into import_row (org_id, import_id, table_no, row_no, sheet, cells)
    select ${orgId}::uuid, ${id}::uuid, table_no, row_no, sheet, cells from ${recordsOf(rows, "table_no int, row_no int, sheet text, cells jsonb")}`.execute(
    tx,
  );
  await sql`update import set done = done + ${rows.length} where org_id = ${orgId} and id = ${id}`.execute(tx);
}
