/** Reads staged rows under a new mapping and keeps what each would change now. Pages of rows, a few statements per page. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { addOutcomes, NO_COUNTS, type Counts } from "./intake.counts.js";
import {
  inOrder,
  planRows,
  plannedTable,
  readRows,
  ROWS_PER_PAGE,
  startJob,
  type ImportKey,
  type Job,
  type PlannedTable,
} from "./intake.plan.js";
import { noteImportRefusals } from "./intake.rights.js";
import { recordsOf } from "./records.js";
import type { StagedTable } from "./staged.js";
import { rawRow, storeTyped, type StoredCells } from "./stored-row.js";
import type { Planned } from "./writers/writer.js";

export async function checkAgain(
  context: Context,
  key: ImportKey,
  fileName: string,
  tables: readonly StagedTable[],
): Promise<Counts> {
  const job = await startJob(context, key, fileName);
  let counts = NO_COUNTS;
  for (const table of inOrder(tables)) {
    const plan = plannedTable(job, table);
    counts = plan
      ? await checkTable(context, job, plan, counts)
      : { ...counts, refused: counts.refused + (await refuseTable(context, key, table)) };
  }
  await noteImportRefusals(context, job);
  return counts;
}

async function checkTable(context: Context, job: Job, plan: PlannedTable, before: Counts): Promise<Counts> {
  const { key } = job;
  const db = await context.tx();
  let counts = before;
  for (let after = 0; ;) {
    const { rows } = await sql<{ row: number; cells: StoredCells }>`
      select row_no as row, cells from import_row
      where org_id = ${key.orgId} and import_id = ${key.id} and table_no = ${plan.table.index} and row_no > ${after}
      order by row_no limit ${ROWS_PER_PAGE}`.execute(db);
    if (rows.length === 0) return counts;
    const read = readRows(
      plan,
      rows.map(({ row, cells }) => rawRow(row, cells)),
    );
    const { planned } = await planRows(context, job, plan.target, read);
    await saveOutcomes(context, key, plan.table, planned);
    counts = addOutcomes(counts, planned);
    after = rows.at(-1)?.row ?? after;
  }
}

/** Nothing of a table without a target, or with a needed column missing, can go in. */
async function refuseTable(context: Context, { orgId, id }: ImportKey, table: StagedTable): Promise<number> {
  const { numAffectedRows } =
    await sql`update import_row set typed = null, label = null, outcome = 'refused', changes = null, findings = '[]', register = null, row_id = null
    where org_id = ${orgId} and import_id = ${id} and table_no = ${table.index}`.execute(await context.tx());
  return Number(numAffectedRows ?? 0);
}

async function saveOutcomes(
  context: Context,
  { orgId, id }: ImportKey,
  table: StagedTable,
  planned: readonly Planned<unknown>[],
): Promise<void> {
  const records = planned.map(({ source, outcome, label, changes, register, rowId }) => ({
    row_no: source.row,
    typed: storeTyped(source.typed),
    label,
    outcome,
    changes,
    findings: source.findings,
    register: outcome === "refused" ? null : register,
    row_id: outcome === "refused" ? null : rowId,
  }));
  await sql`update import_row t set typed = r.typed, label = r.label, outcome = r.outcome, changes = r.changes, findings = r.findings, register = r.register, row_id = r.row_id
    from ${recordsOf(records, "row_no int, typed jsonb, label text, outcome text, changes jsonb, findings jsonb, register text, row_id uuid")}
    where t.org_id = ${orgId} and t.import_id = ${id} and t.table_no = ${table.index} and t.row_no = r.row_no`.execute(
    await context.tx(),
  );
}
