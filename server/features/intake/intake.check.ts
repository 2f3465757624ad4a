/**
 * Reads staged rows under their mapping and asks the target's writer what each would change; a check keeps the answer,
 * a commit also writes. Pages of rows, a fixed number of statements per page, nothing remembered but keys.
 */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import type { CodeLists } from "./codes.rules.js";
import { loadCodeLists, loadTargets, recordsOf } from "./intake.loader.js";
import type { ImportKey, Step } from "./intake.stage.js";
import type { Mapping } from "./mapping.rules.js";
import { normaliseRow } from "./normalise.rules.js";
import { showIntakeFinding } from "./shown-finding.js";
import type { Outcome, ShownFinding, StagedCells, StagedTable, TypedRow } from "./staged.js";
import type { TableRow } from "./table-rows.rules.js";
import type { IntakeTarget, TargetName } from "./targets.js";
import { classWriter } from "./writers/class.writer.js";
import { employeeWriter } from "./writers/employee.writer.js";
import { figureWriter } from "./writers/figure.writer.js";
import { memberWriter } from "./writers/member.writer.js";
import { organizationWriter } from "./writers/organization.writer.js";
import { rosterWriter } from "./writers/roster.writer.js";
import type { Pass, Planned, PlanRow, Writer } from "./writers/writer.js";

const WRITERS: Readonly<Record<TargetName, Writer<unknown>>> = {
  organizations: organizationWriter as Writer<unknown>,
  members: memberWriter as Writer<unknown>,
  classes: classWriter as Writer<unknown>,
  roster: rosterWriter as Writer<unknown>,
  employeeTraining: employeeWriter as Writer<unknown>,
  figures: figureWriter as Writer<unknown>,
};

/** What others refer to comes first: organizations before members, classes before rosters. */
const ORDER: readonly TargetName[] = ["organizations", "members", "classes", "roster", "employeeTraining", "figures"];

const ROWS_PER_PAGE = 1000;

export interface Run {
  readonly key: ImportKey;
  readonly fileName: string;
  readonly tables: readonly StagedTable[];
  readonly batchId: string;
  readonly isCommit: boolean;
}

export type Counts = Readonly<Record<Outcome, number>>;

export async function runImport(step: Step, run: Run): Promise<Counts> {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  const memory = { seen: new Map<string, number>(), announced: new Set<string>(), people: new Map<string, string>() };
  const { targets, lists } = await step(async (context) => {
    const all = await loadTargets(await context.tx());
    return { targets: all, lists: await loadCodeLists(await context.tx(), all) };
  });
  const rank = (table: StagedTable) => ORDER.indexOf(table.target as TargetName);
  for (const table of [...run.tables].sort((a, b) => rank(a) - rank(b) || a.index - b.index)) {
    const target = targets.find((t) => t.name === table.target);
    if (!target || table.findings.some((f) => f.code === "MISSING_COLUMN")) {
      counts.refused += await step((context) => refuseTable(context, run.key, table));
      continue;
    }
    for (let after = 0; ;) {
      const page = await step((context) => runPage(context, run, { table, target, lists, after, memory }));
      for (const [outcome, count] of Object.entries(page.counts)) counts[outcome as Outcome] += count;
      if (page.last === undefined) break;
      after = page.last;
    }
  }
  return counts;
}

/** Nothing of a table without a target, or with a needed column missing, can go in. */
async function refuseTable(context: Context, { orgId, id }: ImportKey, table: StagedTable): Promise<number> {
  const { rows } =
    await sql`update import_row set typed = null, label = null, outcome = 'refused', changes = '[]', findings = '[]', register = null, row_id = null
    where org_id = ${orgId} and import_id = ${id} and table_no = ${table.index} returning 1`.execute(
      await context.tx(),
    );
  return rows.length;
}

interface PageTask {
  readonly table: StagedTable;
  readonly target: IntakeTarget;
  readonly lists: CodeLists;
  readonly after: number;
  readonly memory: Pick<Pass, "seen" | "announced" | "people">;
}

async function runPage(
  context: Context,
  run: Run,
  task: PageTask,
): Promise<{ counts: Record<string, number>; last: number | undefined }> {
  const { key, isCommit, batchId, fileName } = run;
  const db = await context.tx();
  const { rows } = await sql<{ row: number; cells: StagedCells }>`
    select row_no as row, cells from import_row where org_id = ${key.orgId} and import_id = ${key.id} and table_no = ${task.table.index} and row_no > ${task.after}
    order by row_no limit ${ROWS_PER_PAGE}`.execute(db);
  if (rows.length === 0) return { counts: {}, last: undefined };
  const pass: Pass = { context, db, orgId: key.orgId, importId: key.id, fileName, batchId, ...task.memory };
  const plans = rows.map((row) => planRow(task, row.row, row.cells));
  const writer = WRITERS[task.target.name];
  const planned = await writer.plan(pass, plans);
  if (isCommit)
    await writer.write(pass, planned.filter((p) => p.outcome !== "refused" && p.work !== undefined) as never);
  await saveOutcomes(context, run, task.table, planned);
  const counts: Record<string, number> = {};
  for (const { outcome } of planned) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return { counts, last: rows.length < ROWS_PER_PAGE ? undefined : rows.at(-1)?.row };
}

function planRow({ table, target, lists }: PageTask, number: number, stored: StagedCells): PlanRow {
  const row: TableRow = {
    number,
    cells: new Map(stored.cells.map((cell) => [cell.column, cell])),
    filledFrom: new Map(),
    ...(stored.group === undefined ? {} : { group: stored.group }),
  };
  const read = normaliseRow(row, mappingOf(table, target), {
    sheet: table.sheet,
    lists,
    ...(table.moneyUnit ? { moneyUnit: table.moneyUnit } : {}),
  });
  const typed: TypedRow = {
    values: read.values,
    blanks: read.blanks,
    ...(read.print ? { print: read.print } : {}),
    ...(read.group === undefined ? {} : { group: read.group }),
  };
  return { table, target, row: number, label: read.label, typed, findings: read.findings.map(showIntakeFinding) };
}

export function mappingOf(table: StagedTable, target: IntakeTarget): Mapping {
  const columns = table.columns.map(({ column, field, state, confidence }) => {
    const found = target.fields.find((f) => f.name === field);
    return { column, state, confidence, ...(found ? { field: found } : {}) };
  });
  return { target, columns, confidence: table.confidence, findings: [] };
}

async function saveOutcomes(
  context: Context,
  { key, isCommit }: Run,
  table: StagedTable,
  planned: readonly Planned<unknown>[],
): Promise<void> {
  const records = planned.map(({ source, outcome, label, changes, register, rowId }) => ({
    row_no: source.row,
    typed: source.typed,
    label,
    outcome,
    changes,
    findings: source.findings satisfies readonly ShownFinding[],
    register: outcome === "refused" ? null : register,
    // Until it is written a new row has no id that anybody could find.
    row_id: outcome === "refused" || (outcome === "new" && !isCommit) ? null : rowId,
  }));
  const tx = await context.tx();
  await sql`update import_row t set typed = r.typed, label = r.label, outcome = r.outcome, changes = r.changes, findings = r.findings, register = r.register, row_id = r.row_id
    from ${recordsOf(records, "row_no int, typed jsonb, label text, outcome text, changes jsonb, findings jsonb, register text, row_id uuid")}
    where t.org_id = ${key.orgId} and t.import_id = ${key.id} and t.table_no = ${table.index} and t.row_no = r.row_no`.execute(
    tx,
  );
  if (!isCommit)
    await sql`update import set done = done + ${records.length} where org_id = ${key.orgId} and id = ${key.id}`.execute(
      tx,
    );
}
