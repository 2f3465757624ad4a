/**
 * Understands a page of rows and asks the target's writer what each would change. Used alike when a file is read, when
 * its columns are mapped anew and when it is committed; nothing is remembered from page to page but prints of keys.
 */
import type { Context } from "../../context.js";
import type { CodeLists } from "./codes.rules.js";
import { countRefusals, refuseUnwritable } from "./intake.rights.js";
import { loadCodeLists, loadTargets } from "./intake.loader.js";
import type { Mapping } from "./mapping.rules.js";
import { rowReader, type RowReader } from "./normalise.rules.js";
import { SeenKeys } from "./seen-keys.js";
import { showIntakeFinding } from "./shown-finding.js";
import type { RawRow, StagedTable } from "./staged.js";
import type { IntakeTarget } from "./targets/target.js";
import { rankOf, writerOf } from "./writers/writers.js";
import type { Pass, Planned, PlanRow } from "./writers/writer.js";

/** Which import of whom. */
export interface ImportKey {
  readonly orgId: string;
  readonly id: string;
}

/** Runs one part of the work with a context of its own, or with the request's. */
export type Step = <T>(work: (context: Context) => Promise<T>) => Promise<T>;

/** Rows that are planned and written together: few large statements, and a transaction short enough to share a connection. */
export const ROWS_PER_PAGE = 1000;

/** One pass over an import: what it must know, and what it has met. */
export interface Job {
  readonly key: ImportKey;
  readonly fileName: string;
  readonly batchId: string;
  readonly targets: readonly IntakeTarget[];
  readonly lists: CodeLists;
  readonly seen: SeenKeys;
  readonly announced: SeenKeys;
  /** Rows refused for lack of a right, by code. */
  readonly refusals: Map<string, number>;
}

const NO_BATCH = "00000000-0000-0000-0000-000000000000";

export async function startJob(
  context: Context,
  key: ImportKey,
  fileName: string,
  batchId: string = NO_BATCH,
): Promise<Job> {
  const tx = await context.tx();
  const targets = await loadTargets(tx);
  const lists = await loadCodeLists(tx, targets);
  return {
    key,
    fileName,
    batchId,
    targets,
    lists,
    seen: new SeenKeys(),
    announced: new SeenKeys(),
    refusals: new Map(),
  };
}

/** A table that can be planned: it has a target, and every column that target needs. */
export interface PlannedTable {
  readonly table: StagedTable;
  readonly target: IntakeTarget;
  readonly read: RowReader;
}

export function plannedTable(job: Job, table: StagedTable): PlannedTable | undefined {
  const target = job.targets.find((t) => t.name === table.target);
  if (!target || table.findings.some((f) => f.code === "MISSING_COLUMN")) return undefined;
  const read = rowReader(mappingOf(table, target), {
    sheet: table.sheet,
    lists: job.lists,
    ...(table.moneyUnit ? { moneyUnit: table.moneyUnit } : {}),
  });
  return { table, target, read };
}

/** Tables in the order in which they lean on each other. */
export const inOrder = (tables: readonly StagedTable[]): readonly StagedTable[] =>
  [...tables].sort((a, b) => rankOf(a.target) - rankOf(b.target) || a.index - b.index);

export function readRows({ table, target, read }: PlannedTable, rows: readonly RawRow[]): readonly PlanRow[] {
  return rows.map((raw): PlanRow => {
    const { values, blanks, print, group, label, findings } = read(raw);
    return {
      table,
      target,
      row: raw.row,
      label,
      typed: { values, blanks, ...(print ? { print } : {}), ...(group === undefined ? {} : { group }) },
      promisedId: null,
      findings: findings.map(showIntakeFinding),
    };
  });
}

export async function planRows(
  context: Context,
  job: Job,
  target: IntakeTarget,
  rows: readonly PlanRow[],
): Promise<{ readonly pass: Pass; readonly planned: readonly Planned<unknown>[] }> {
  const { key, fileName, batchId, seen, announced } = job;
  const pass: Pass = {
    context,
    db: await context.tx(),
    orgId: key.orgId,
    importId: key.id,
    fileName,
    batchId,
    seen,
    announced,
    people: new Map(),
  };
  const planned = await refuseUnwritable(pass, await writerOf(target.name).plan(pass, rows));
  countRefusals(job.refusals, planned);
  return { pass, planned };
}

export function mappingOf(table: StagedTable, target: IntakeTarget): Mapping {
  const columns = table.columns.map(({ column, field, state, confidence }) => {
    const found = target.fields.find((f) => f.name === field);
    return { column, state, confidence, ...(found ? { field: found } : {}) };
  });
  return { target, columns, confidence: table.confidence, findings: [] };
}
