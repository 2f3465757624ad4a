/**
 * Reads a workbook once: finds its tables, proposes what they are, and keeps every data row as it stood, identity numbers
 * taken out, beside what it would change. Works in pages, each a step of its own; while one is stored the next is read.
 */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import type { Cell, WorkbookReader } from "./cell.js";
import { announcesIdentity, identityMasker, type Masker } from "./identity-print.js";
import {
  planRows,
  plannedTable,
  readRows,
  ROWS_PER_PAGE,
  startJob,
  type ImportKey,
  type Job,
  type PlannedTable,
  type Step,
} from "./intake.plan.js";
import { loadMemories } from "./intake.loader.js";
import { addOutcomes, NO_COUNTS, type Counts } from "./intake.counts.js";
import { guessTarget, proposeMapping, type Mapping, type MappingMemory } from "./mapping.rules.js";
import { findTables, readTables, type FoundTables, type SheetTables } from "./read-tables.js";
import { noteImportRefusals } from "./intake.rights.js";
import { recordsOf } from "./records.js";
import { isOfRegister } from "./register.targets.js";
import { showIntakeFinding } from "./shown-finding.js";
import { stagedTable, withSummary, type TableGuess } from "./staged-table.js";
import type { RawRow, ShownFinding, StagedTable } from "./staged.js";
import { storeCells, storeTyped } from "./stored-row.js";
import type { DetectedTable } from "./table.rules.js";
import type { TableRow } from "./table-rows.rules.js";
import type { IntakeTarget } from "./targets/target.js";
import { knownHeaders } from "./targets.js";
import { rankOf } from "./writers/writers.js";
import type { Planned } from "./writers/writer.js";

export interface StagedWorkbook {
  readonly tables: readonly StagedTable[];
  /** About sheets without a table. */
  readonly findings: readonly ShownFinding[];
  readonly counts: Counts;
}

/** A guess below this is shown, but not acted upon. */
const LEAST_SCORE = 0.45;
const SAMPLES = 30;
/** The part of its columns that must be sure before a table is taken for rows of a ledger. */
const LEAST_FIT = 0.8;
const MORE_FIT = 0.25;

export async function stageWorkbook(
  step: Step,
  key: ImportKey,
  fileName: string,
  reader: WorkbookReader,
  wanted?: string,
): Promise<StagedWorkbook> {
  const staging = await step(async (context): Promise<Staging> => {
    const memories = await loadMemories(await context.tx(), key.orgId);
    const job = await startJob(context, key, fileName);
    return new Staging(
      step,
      job,
      memories,
      identityMasker(context.hub.config.identityKey, context.hub.config.identitySealing),
      wanted,
    );
  });
  const known = knownHeaders(staging.known());
  const sheets = await findTables(reader, known, SAMPLES);
  for (const sheet of sheets) staging.announce(sheet);
  // What others lean on is read first: a class ledger before the roster that names its classes.
  const order = [...sheets].sort(
    (a, b) => staging.rankOfSheet(a) - staging.rankOfSheet(b) || a.sheetIndex - b.sheetIndex,
  );
  for (const sheet of order) if (sheet.tables.length > 0) await staging.readSheet(reader, sheet, known);
  const staged = staging.result(sheets);
  await step((context) => noteImportRefusals(context, staging.job));
  return staged;
}

/** A table being staged. */
interface Open {
  staged: StagedTable;
  readonly plan: PlannedTable | undefined;
  readonly secret: ReadonlySet<number>;
  readonly samples: readonly (readonly Cell[])[];
}

class Staging {
  private readonly open: Open[] = [];
  private readonly bySheet = new Map<number, Open[]>();
  private counts = NO_COUNTS;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly step: Step,
    readonly job: Job,
    private readonly memories: ReadonlyMap<string, MappingMemory>,
    private readonly masker: Masker,
    private readonly wanted: string | undefined,
  ) {}

  private get byHand(): readonly IntakeTarget[] {
    return this.job.targets.filter(({ name }) => !isOfRegister(name));
  }

  /** The headers of ledgers speak only where one is asked for: they are too many and too plain to find tables by. */
  known(): readonly IntakeTarget[] {
    const asked = this.job.targets.filter(({ name }) => name === this.wanted && isOfRegister(name));
    return [...this.byHand, ...asked];
  }

  /** Tables get their numbers in the order of the file. */
  announce({ sheetIndex, tables, samples }: SheetTables): void {
    this.bySheet.set(sheetIndex, this.openTables({ tables, samples }));
  }

  rankOfSheet({ sheetIndex }: SheetTables): number {
    return Math.min(...(this.bySheet.get(sheetIndex) ?? []).map(({ staged }) => rankOf(staged.target)), 99);
  }

  /** A page holds rows of one table, so that its writer sees them together. */
  async readSheet(reader: WorkbookReader, sheet: SheetTables, known: ReadonlySet<string>): Promise<void> {
    let here = this.bySheet.get(sheet.sheetIndex) ?? [];
    const pages = new Map<Open, RawRow[]>();
    const flush = async (table: Open): Promise<void> => {
      const rows = pages.get(table) ?? [];
      pages.delete(table);
      if (rows.length > 0) await this.write(table, rows);
    };
    const summaries = await readTables(reader, sheet, known, {
      row: async (row, at) => {
        const table = here[at];
        if (!table) return;
        const page = pages.get(table) ?? [];
        pages.set(table, page);
        page.push(this.maskRow(row, table.secret));
        if (page.length >= ROWS_PER_PAGE) await flush(table);
      },
      below: async (found) => {
        for (const table of [...pages.keys()]) await flush(table);
        here = [...here, ...this.openTables(found)];
      },
    });
    for (const table of [...pages.keys()]) await flush(table);
    await this.writing;
    here.forEach((table, at) => (table.staged = withSummary(table.staged, summaries[at])));
  }

  result(sheets: readonly SheetTables[]): StagedWorkbook {
    const place = (table: StagedTable) =>
      sheets.findIndex(({ sheet }) => sheet === table.sheet) * 2e6 + table.detected.firstRow;
    return {
      tables: this.open.map(({ staged }) => staged).sort((a, b) => place(a) - place(b) || a.index - b.index),
      findings: sheets.flatMap((sheet) => sheet.findings.map(showIntakeFinding)),
      counts: this.counts,
    };
  }

  private openTables({ tables, samples }: FoundTables): Open[] {
    return tables.map((table, i) => {
      const rows = samples[i] ?? [];
      const guess = this.guess(table, rows);
      const secret = identityColumns(table, guess?.mapping);
      const shown = rows.slice(0, SAMPLES).map((row) => this.maskRow(row, secret).cells);
      const staged = stagedTable(table, this.open.length, guess, shown);
      const open: Open = { staged, plan: plannedTable(this.job, staged), secret, samples: shown };
      this.open.push(open);
      return open;
    });
  }

  private guess(table: DetectedTable, samples: readonly TableRow[]): TableGuess | undefined {
    const target = this.job.targets.find((t) => t.name === this.wanted);
    if (target)
      return { mapping: proposeMapping(table, target, samples, this.memories.get(target.name)), isSure: true };
    const best = guessTarget(table, this.byHand, samples, this.memories)[0];
    const isSure = best !== undefined && best.score >= LEAST_SCORE;
    const fit = isSure ? fitOf(best.mapping) : 0;
    if (isSure && fit >= LEAST_FIT) return { mapping: best.mapping, isSure };
    // No kind of sheet that somebody described, or only half of one: perhaps rows of a ledger, where every column fits.
    const ledgers = this.job.targets.filter(({ name }) => isOfRegister(name));
    const ledger = guessTarget(table, ledgers, samples, this.memories)
      .map(({ mapping }) => ({ mapping, fit: fitOf(mapping) }))
      .sort((a, b) => b.fit - a.fit)[0];
    const isRemembered = ledger?.mapping.columns.some((c) => c.state === "REMEMBERED") === true;
    if (ledger && (ledger.fit >= Math.max(LEAST_FIT, fit + MORE_FIT) || (isRemembered && !isSure)))
      return { mapping: ledger.mapping, isSure: true };
    if (isSure) return { mapping: best.mapping, isSure };
    return best && { mapping: best.mapping, isSure: false };
  }

  private maskRow(row: TableRow, secret: ReadonlySet<number>): RawRow {
    const cells: Cell[] = [];
    for (const cell of row.cells.values()) cells.push(this.masker.mask(cell, secret.has(cell.column)));
    return { row: row.number, cells, ...(row.group === undefined ? {} : { group: row.group }) };
  }

  /** One page is on its way while the next is read: the database and the reader work side by side. */
  private async write(table: Open, rows: readonly RawRow[]): Promise<void> {
    await this.writing;
    this.writing = this.step((context) => this.writePage(context, table, rows));
    // Whoever waits next hears of it; until then it must not count as forgotten.
    this.writing.catch(() => undefined);
  }

  private async writePage(context: Context, { staged, plan }: Open, rows: readonly RawRow[]): Promise<void> {
    const { job } = this;
    if (!plan) {
      await insertRaw(context, job.key, staged, rows);
      this.counts = { ...this.counts, refused: this.counts.refused + rows.length };
      return;
    }
    const read = readRows(plan, rows);
    const { planned } = await planRows(context, job, plan.target, read);
    await insertPlanned(context, job.key, staged, rows, planned);
    this.counts = addOutcomes(this.counts, planned);
  }
}

/** How many of the named columns have a field, and are sure of it. */
function fitOf({ columns }: Mapping): number {
  const named = columns.filter(({ column }) => column.header !== "" && column.header !== "序号");
  const sure = named.filter(({ field, state }) => field && state !== "UNSURE").length;
  return named.length < 3 ? 0 : sure / named.length;
}

function identityColumns(table: DetectedTable, mapping: Mapping | undefined): ReadonlySet<number> {
  const mapped = mapping?.columns.filter((c) => c.field?.type === "identity").map((c) => c.column.index) ?? [];
  return new Set([...mapped, ...table.columns.filter(announcesIdentity).map((c) => c.index)]);
}

/** Nothing of a table without a target, or with a needed column missing, can go in. */
async function insertRaw(
  context: Context,
  { orgId, id }: ImportKey,
  table: StagedTable,
  rows: readonly RawRow[],
): Promise<void> {
  const records = rows.map((row) => ({ row_no: row.row, cells: storeCells(row) }));
  await sql`insert into import_row (org_id, import_id, table_no, row_no, sheet, cells, outcome)
    select ${orgId}::uuid, ${id}::uuid, ${table.index}::int, row_no, ${table.sheet}::text, cells, 'refused'
    from ${recordsOf(records, "row_no int, cells jsonb")}`.execute(await context.tx());
  await advance(context, { orgId, id }, rows.length);
}

async function insertPlanned(
  context: Context,
  { orgId, id }: ImportKey,
  table: StagedTable,
  rows: readonly RawRow[],
  planned: readonly Planned<unknown>[],
): Promise<void> {
  const cells = new Map(rows.map((row) => [row.row, row]));
  const records = planned.map(({ source, outcome, label, changes, register, rowId }) => ({
    row_no: source.row,
    cells: storeCells(cells.get(source.row) ?? { cells: [] }),
    typed: storeTyped(source.typed),
    label,
    outcome,
    changes,
    findings: source.findings,
    register: outcome === "refused" ? null : register,
    row_id: outcome === "refused" ? null : rowId,
  }));
  await sql`insert into import_row (org_id, import_id, table_no, row_no, sheet, cells, typed, label, outcome, changes, findings, register, row_id)
    select ${orgId}::uuid, ${id}::uuid, ${table.index}::int, row_no, ${table.sheet}::text, cells, typed, label, outcome, changes, findings, register, row_id
    from ${recordsOf(records, "row_no int, cells jsonb, typed jsonb, label text, outcome text, changes jsonb, findings jsonb, register text, row_id uuid")}`.execute(
    await context.tx(),
  );
  await advance(context, { orgId, id }, rows.length);
}

/** Somebody discarded the import while it was being read: there is nothing to go on with. */
export class StagingEnded extends Error {}

/**
 * Progress, and a sign of life: an import without one is taken up by the next hub that starts. A page of an import that
 * was discarded meanwhile is undone with its step.
 */
async function advance(context: Context, { orgId, id }: ImportKey, rows: number): Promise<void> {
  const { rows: found } = await sql`update import set done = done + ${rows}, worked_at = clock_timestamp()
    where org_id = ${orgId} and id = ${id} and status = 'staging' returning 1`.execute(await context.tx());
  if (found.length === 0) throw new StagingEnded();
}
