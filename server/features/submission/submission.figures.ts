/**
 * A report takes its figures along: sent, they are closed; returned, open again; approved and locked with it. Nobody
 * approves a report that holds a figure of their own.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import type { Register } from "../../graph/register.js";
import type { Judged } from "../row/row.answer.js";

/** The states in which a report takes its figures from another state to the next. */
const CARRIED: ReadonlySet<unknown> = new Set(["submitted", "returned", "approved", "locked"]);
const APPROVED: ReadonlySet<unknown> = new Set(["approved", "locked"]);

const changing = (register: Register, judged: readonly Judged[], states: ReadonlySet<unknown>): readonly Judged[] =>
  register.name === "Submission"
    ? judged.filter(({ verdict, columns }) => verdict === "write" && states.has(columns["status"]))
    : [];

/** Keeps out of the batch the reports whose figures were entered by whoever approves them. */
export async function refuseOwnFigures(
  tx: Kysely<Database>,
  register: Register,
  judged: readonly Judged[],
): Promise<void> {
  const approved = changing(register, judged, APPROVED);
  if (approved.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select distinct f.submission_id as id from unnest(${approved.map(({ orgId }) => orgId)}::uuid[], ${approved.map(({ id }) => id)}::uuid[]) w(org, id)
    join figure f on f.org_id = w.org and f.submission_id = w.id and f.status <> 'draft' and hub_entered('figure', f.org_id, f.id)`.execute(
    tx,
  );
  const own = new Set(rows.map(({ id }) => id));
  for (const row of approved) {
    if (!own.has(row.id)) continue;
    row.faults.push({ code: "SAME_PERSON" });
    row.verdict = "refuse";
  }
}

/** Brings the figures of written reports to the reports' state, each with its revision. */
export async function carryFigures(
  tx: Kysely<Database>,
  register: Register,
  judged: readonly Judged[],
  batchId: string,
): Promise<void> {
  const carried = changing(register, judged, CARRIED);
  if (carried.length === 0) return;
  await sql`
    with stamp as materialized (select clock_timestamp() as at),
    report as materialized (
      select s.org_id, s.id, s.status, s.period::text as period, array(select c ->> 'indicator' from jsonb_array_elements(form.cells) c) as indicators
      from unnest(${carried.map(({ orgId }) => orgId)}::uuid[], ${carried.map(({ id }) => id)}::uuid[]) w(org, id)
      join submission s on s.org_id = w.org and s.id = w.id join form on form.id = s.form_id),
    carried as (
      update figure f set submission_id = r.id, version = f.version + 1, batch_id = ${batchId}::uuid, updated_at = stamp.at, updated_by = hub_viewer(),
        status = case r.status when 'returned' then 'draft' else r.status end
      from report r, stamp where f.org_id = r.org_id and case r.status
        when 'submitted' then f.status = 'draft' and f.period::text = r.period and f.indicator = any (r.indicators)
        when 'returned' then f.status = 'submitted' and f.submission_id = r.id
        when 'approved' then f.status = 'submitted' and f.submission_id = r.id
        when 'locked' then f.status = 'approved' and f.submission_id = r.id end
      returning f.*)
    insert into figure_revision (org_id, figure_id, version, value, source, status, computed_value, reason, definition_version, batch_id, changed_at)
    select org_id, id, version, value, source, status, computed_value, reason, definition_version, batch_id, updated_at from carried`.execute(
    tx,
  );
}
