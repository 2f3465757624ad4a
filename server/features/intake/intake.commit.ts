/**
 * Writes a checked import to the ledgers, once. A short one is one transaction. A long one goes page by page, each page a
 * transaction that also moves the import's mark on, so that others are served in between and a stop in the middle goes on
 * where it was: a page is in or it is not. The receipt is written with the last page. All or nothing is one transaction.
 */
import { createHash } from "node:crypto";
import { setImmediate as pause } from "node:timers/promises";
import { sql } from "kysely";
import { inContext, type Context, type Hub, type Viewer } from "../../context.js";
import { Refusal } from "../../errors.js";
import { encodeGlobalId, isUuid } from "../../graph/global-id.js";
import { rowsOf, type Counts } from "./intake.counts.js";
import type { ImportReceipt } from "./intake.objects.js";
import {
  inOrder,
  planRows,
  plannedTable,
  ROWS_PER_PAGE,
  startJob,
  type ImportKey,
  type Job,
  type PlannedTable,
  type Step,
} from "./intake.plan.js";
import type { StoredImport } from "./intake.presenter.js";
import { importKey, lockImport } from "./intake.queries.js";
import { tellOfClaims } from "./intake.claims.js";
import { noteImportRefusals } from "./intake.rights.js";
import { mergeWithLedger, type CheckedRow } from "./intake.merge.js";
import { recordsOf } from "./records.js";
import { isOfRegister, registerOfTarget } from "./register.targets.js";
import { SeenKeys } from "./seen-keys.js";
import { refusesRow } from "./shown-finding.js";
import type { Change, Outcome, StagedTable } from "./staged.js";
import { typedRow, type StoredTyped } from "./stored-row.js";
import { refuseOneImportMore } from "./upload-limits.js";
import { writerOf } from "./writers/writers.js";
import type { Planned, PlanRow } from "./writers/writer.js";

export interface CommitRequest {
  readonly id: string;
  readonly batchId: string;
  readonly atomic: boolean;
}

export async function commitImport(context: Context, input: CommitRequest): Promise<ImportReceipt> {
  const key = importKey(input.id);
  const batchId = input.batchId.toLowerCase();
  if (!isUuid(batchId)) throw new Refusal("BATCH_ID");
  const requestHash = hashOf(key, input.atomic);
  // Where the request already holds its transaction, or wants all or nothing, everything is done within it.
  if (input.atomic || context.hasBegun()) return commitWithin(context, key, { ...input, batchId, requestHash });
  const step = ownSteps(context.hub, context.viewer);
  const size = await step(async (own) => (await sizeOf(own, key)) ?? 0);
  if (size <= ROWS_PER_PAGE) return commitWithin(context, key, { ...input, batchId, requestHash });
  return underWay(context.hub, key, batchId, () => commitInPages(step, key, { batchId, requestHash }));
}

const hashOf = (key: ImportKey, atomic: boolean): Buffer =>
  createHash("sha256").update(`import ${key.orgId} ${key.id} ${atomic}`).digest();

async function sizeOf(context: Context, { orgId, id }: ImportKey): Promise<number | undefined> {
  const { rows } = await sql<{ total: number | null }>`
    select total from import where org_id = ${orgId} and id = ${id}`.execute(await context.tx());
  return rows[0]?.total ?? undefined;
}

/** Each part in a transaction of its own, under the name of whoever asked. */
export function ownSteps(hub: Hub, viewer: Viewer): Step {
  return async (work) => {
    try {
      return await inContext(hub, viewer, work);
    } finally {
      // The embedded database answers within the turn: without a pause no other request would even be read.
      await pause();
    }
  };
}

// ── Who is at it ────────────────────────────────────────────────────────────────────────────────────────────────

interface UnderWay {
  readonly batchId: string;
  readonly receipt: Promise<ImportReceipt>;
}

const commits = new WeakMap<Hub, Map<string, UnderWay>>();

/** The same batch sent again while it is being written waits for the one receipt. */
async function underWay(
  hub: Hub,
  key: ImportKey,
  batchId: string,
  work: () => Promise<ImportReceipt>,
): Promise<ImportReceipt> {
  const running = commits.get(hub) ?? new Map<string, UnderWay>();
  commits.set(hub, running);
  const other = running.get(key.id);
  if (other?.batchId === batchId) return { ...(await other.receipt), replayed: true };
  if (other) throw new Refusal("IMPORT_NOT_READY", { status: "committing" });
  const receipt = work();
  running.set(key.id, { batchId, receipt });
  try {
    return await receipt;
  } finally {
    running.delete(key.id);
  }
}

// ── The batch ───────────────────────────────────────────────────────────────────────────────────────────────────

interface Batch {
  readonly batchId: string;
  readonly requestHash: Buffer;
}

async function earlierReceipt(context: Context, { batchId, requestHash }: Batch): Promise<ImportReceipt | undefined> {
  const tx = await context.tx();
  await sql`select pg_advisory_xact_lock(hashtextextended(${batchId}, 20261122))`.execute(tx);
  const { rows } = await sql<{ same: boolean; receipt: ImportReceipt }>`
    select request_hash = ${requestHash} as same, receipt from hub_batch(${batchId}::uuid)`.execute(tx);
  const [earlier] = rows;
  if (earlier && !earlier.same) throw new Refusal("BATCH_DIFFERS", { batchId });
  return earlier && { ...earlier.receipt, replayed: true };
}

/** How far a commit has come: the last row of the table in this place of the order. */
interface Mark {
  readonly rank: number;
  readonly row: number;
}

interface Progress {
  readonly counts: Counts;
  readonly conflicts: number;
}

async function commitWithin(
  context: Context,
  key: ImportKey,
  { atomic, ...batch }: Batch & { readonly atomic: boolean },
): Promise<ImportReceipt> {
  const earlier = await earlierReceipt(context, batch);
  if (earlier) return earlier;
  const found = await lockImport(context, key);
  requireChecked(found);
  const counts = checkedCounts(found);
  if (atomic && counts.refused > 0) throw new Refusal("BATCH_REFUSED", { refused: counts.refused, conflicts: 0 });
  await lockOrganization(context, key);
  const job = await startJob(context, key, found.fileName, batch.batchId);
  let progress: Progress = { counts, conflicts: 0 };
  for (const table of inOrder(found.tables)) {
    for (let after: number | undefined = 0; after !== undefined;) {
      const page: Page = await writePage(context, job, table, after, progress);
      progress = page.progress;
      after = page.last;
    }
  }
  if (atomic && progress.counts.refused > 0)
    throw new Refusal("BATCH_REFUSED", { refused: progress.counts.refused, conflicts: progress.conflicts });
  await noteImportRefusals(context, job);
  return keepReceipt(context, key, batch, progress);
}

function requireChecked({ status }: StoredImport): void {
  if (status === "committed" || status === "discarded" || status === "refused")
    throw new Refusal("IMPORT_CLOSED", { status });
  if (status !== "checked") throw new Refusal("IMPORT_NOT_READY", { status });
}

const checkedCounts = (found: StoredImport): Counts => {
  if (!found.counts) throw new Error("a checked import has its counts");
  return found.counts;
};

/** Writers of one organization take turns. */
async function lockOrganization(context: Context, { orgId }: ImportKey): Promise<void> {
  await sql`select hold_organizations(array[${orgId}]::uuid[])`.execute(await context.tx());
}

// ── Page by page ────────────────────────────────────────────────────────────────────────────────────────────────

/** Also takes up a commit that a stop cut short: it goes on from its mark, under the batch it began with. */
export async function commitInPages(step: Step, key: ImportKey, batch: Batch | undefined): Promise<ImportReceipt> {
  const begun = await step((context) => beginCommit(context, key, batch));
  if ("receipt" in begun) return begun.receipt;
  const { found, batch: own } = begun;
  const job = await step((context) => startJob(context, key, found.fileName, own.batchId));
  const tables = inOrder(found.tables);
  let mark: Mark = { rank: found.commitRank, row: found.commitRow };
  let progress: Progress = { counts: checkedCounts(found), conflicts: begun.conflicts };
  let written = 0;
  let dueAt = FIRST_STATISTICS;
  for (;;) {
    const table = tables[mark.rank];
    if (!table) break;
    const { rank, row } = mark;
    const page = await step((context) => writeMarked(context, job, table, { rank, row }, progress));
    progress = page.progress;
    mark = page.mark;
    written += page.rows;
    if (written < dueAt) continue;
    dueAt *= 4;
    await step((context) => refreshStatistics(context, tables));
  }
  if (written > FIRST_STATISTICS) await step((context) => refreshStatistics(context, tables));
  return step(async (context) => {
    await noteImportRefusals(context, job);
    return keepReceipt(context, key, own, progress);
  });
}

type Begun =
  | { readonly receipt: ImportReceipt }
  | { readonly found: StoredImport; readonly batch: Batch; readonly conflicts: number };

async function beginCommit(context: Context, key: ImportKey, batch: Batch | undefined): Promise<Begun> {
  const earlier = batch && (await earlierReceipt(context, batch));
  if (earlier) return { receipt: earlier };
  const found = await lockImport(context, key);
  if (found.status === "committing" && found.batchId && found.commitHash)
    return {
      found,
      batch: { batchId: found.batchId, requestHash: Buffer.from(found.commitHash) },
      conflicts: found.counts?.conflicts ?? 0,
    };
  requireChecked(found);
  if (!batch) throw new Refusal("IMPORT_NOT_READY", { status: found.status });
  await refuseOneImportMore(context, key);
  await sql`update import set status = 'committing', phase = 'committing', done = 0, total = ${rowsOf(checkedCounts(found))}, batch_id = ${batch.batchId},
      commit_hash = ${batch.requestHash}, commit_rank = 0, commit_row = 0, worked_at = clock_timestamp()
    where org_id = ${key.orgId} and id = ${key.id}`.execute(await context.tx());
  return { found: { ...found, commitRank: 0, commitRow: 0 }, batch, conflicts: 0 };
}

async function writeMarked(
  context: Context,
  job: Job,
  table: StagedTable,
  mark: Mark,
  before: Progress,
): Promise<{ readonly progress: Progress; readonly mark: Mark; readonly rows: number }> {
  const { orgId, id } = job.key;
  const tx = await context.tx();
  const { rows } = await sql<{ rank: number; row: number }>`
    select commit_rank as rank, commit_row as row from import where org_id = ${orgId} and id = ${id} and status = 'committing' for update`.execute(
    tx,
  );
  // Another hub has taken it up: one of the two stops, and no page is written twice.
  if (rows[0]?.rank !== mark.rank || rows[0].row !== mark.row) throw new Error("the commit went on elsewhere");
  await lockOrganization(context, job.key);
  const page = await writePage(context, job, table, mark.row, before);
  const next: Mark = page.last === undefined ? { rank: mark.rank + 1, row: 0 } : { rank: mark.rank, row: page.last };
  const counts = JSON.stringify({ ...page.progress.counts, conflicts: page.progress.conflicts });
  await sql`update import set commit_rank = ${next.rank}, commit_row = ${next.row}, done = done + ${page.rows}, counts = ${counts}::jsonb, worked_at = clock_timestamp()
    where org_id = ${orgId} and id = ${id}`.execute(tx);
  return { progress: page.progress, mark: next, rows: page.rows };
}

interface Page {
  readonly progress: Progress;
  readonly rows: number;
  /** The last row of a full page; nothing when the table is through. */
  readonly last: number | undefined;
}

interface StoredChecked {
  readonly row: number;
  readonly typed: StoredTyped;
  readonly label: string | null;
  readonly outcome: Outcome;
  readonly changes: readonly Change[] | null;
  readonly rowId: string | null;
}

/** Only rows that were new or changed are looked at: what was refused stays out, what was the same stays as it is. */
async function writePage(
  context: Context,
  job: Job,
  table: StagedTable,
  after: number,
  before: Progress,
): Promise<Page> {
  const plan = plannedTable(job, table);
  if (!plan) return { progress: before, rows: 0, last: undefined };
  const { orgId, id } = job.key;
  const { rows } = await sql<StoredChecked>`
    select row_no as row, typed, label, outcome, changes, row_id as "rowId" from import_row
    where org_id = ${orgId} and import_id = ${id} and table_no = ${table.index} and row_no > ${after} and outcome in ('new', 'changed')
    order by row_no limit ${ROWS_PER_PAGE}`.execute(await context.tx());
  if (rows.length === 0) return { progress: before, rows: 0, last: undefined };
  const checked = rows.map((row): CheckedRow => ({
    row: planRow(plan, row),
    outcome: row.outcome,
    changes: row.changes,
  }));
  const { planned, conflicts, pass } = await mergeWithLedger(checked, (some, isAgain) =>
    planRows(context, isAgain ? { ...job, seen: new SeenKeys() } : job, plan.target, some),
  );
  const going = planned.filter((p) => p.outcome !== "refused" && p.work !== undefined);
  if (going.length > 0) {
    await writerOf(plan.target.name).write(pass, going as never);
    await tellOfClaims(pass, plan.target.name, going);
  }
  const counts = await saveDifferences(context, job.key, table, rows, planned, before.counts);
  return {
    progress: { counts, conflicts: before.conflicts + conflicts },
    rows: rows.length,
    last: rows.length < ROWS_PER_PAGE ? undefined : rows.at(-1)?.row,
  };
}

const planRow = ({ table, target }: PlannedTable, stored: StoredChecked): PlanRow => ({
  table,
  target,
  row: stored.row,
  label: stored.label ?? "",
  typed: typedRow(stored.typed),
  promisedId: stored.outcome === "new" ? stored.rowId : null,
  findings: [],
});

/** What came out as it was checked is left alone; the rest is told on its row. */
async function saveDifferences(
  context: Context,
  { orgId, id }: ImportKey,
  table: StagedTable,
  stored: readonly StoredChecked[],
  planned: readonly Planned<unknown>[],
  before: Counts,
): Promise<Counts> {
  const counts = { ...before };
  const records = planned.flatMap((plan, at) => {
    const was = stored[at];
    const rowId = plan.outcome === "refused" ? null : plan.rowId;
    const { source, outcome, changes, register } = plan;
    const findings = source.findings.filter((found) => refusesRow(found) || found.code === "CLAIMED_ELSEWHERE");
    if (!was || (was.outcome === plan.outcome && was.rowId === rowId && findings.length === 0)) return [];
    counts[was.outcome] -= 1;
    counts[plan.outcome] += 1;
    return [
      { row_no: source.row, outcome, changes, findings, register: rowId === null ? null : register, row_id: rowId },
    ];
  });
  if (records.length > 0)
    await sql`update import_row t set outcome = r.outcome, changes = r.changes, findings = t.findings || r.findings, register = r.register, row_id = r.row_id
      from ${recordsOf(records, "row_no int, outcome text, changes jsonb, findings jsonb, register text, row_id uuid")}
      where t.org_id = ${orgId} and t.import_id = ${id} and t.table_no = ${table.index} and t.row_no = r.row_no`.execute(
      await context.tx(),
    );
  return counts;
}

/** After this many rows, and again after four times as many. */
const FIRST_STATISTICS = 5000;

/**
 * Plans made for nearly empty tables read them from end to end once they are full. The embedded database has nobody who
 * looks after its statistics, and a server looks once a minute: too late for an import that takes half of one.
 */
async function refreshStatistics(context: Context, tables: readonly StagedTable[]): Promise<void> {
  const touched = new Set(
    tables.flatMap(({ target }) => (isOfRegister(target) ? [registerOfTarget(target).table] : (TOUCHES[target] ?? []))),
  );
  for (const table of touched) await sql`analyze ${sql.table(table)}`.execute(await context.tx());
}

const TOUCHES: Readonly<Record<string, readonly string[]>> = {
  organizations: ["organization"],
  members: ["affiliation", "fund_entry"],
  classes: ["activity", "fund_entry"],
  roster: ["person", "enrolment", "credential"],
  employeeTraining: ["activity", "person", "enrolment", "fund_entry"],
  figures: ["figure", "figure_revision"],
};

async function keepReceipt(
  context: Context,
  key: ImportKey,
  { batchId, requestHash }: Batch,
  { counts, conflicts }: Progress,
): Promise<ImportReceipt> {
  const tx = await context.tx();
  const { new: fresh, changed, unchanged, refused } = counts;
  const receipt: ImportReceipt = {
    importId: encodeGlobalId("Import", key.orgId, key.id),
    batchId,
    replayed: false,
    committedAt: context.now,
    counts: { rows: rowsOf(counts), new: fresh, changed, unchanged, refused },
    conflicts,
  };
  const kept = JSON.stringify(receipt);
  await sql`insert into batch (id, kind, request_hash, received_at, receipt)
    values (${batchId}, 'import', ${requestHash}, ${context.now.toISOString()}, ${kept}::jsonb)`.execute(tx);
  await sql`update import set status = 'committed', phase = 'committed', done = coalesce(total, 0), batch_id = ${batchId}, receipt = ${kept}::jsonb,
      counts = ${JSON.stringify(receipt.counts)}::jsonb, committed_at = ${context.now.toISOString()}
    where org_id = ${key.orgId} and id = ${key.id}`.execute(tx);
  return receipt;
}
