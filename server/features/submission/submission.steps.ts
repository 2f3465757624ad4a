/**
 * Moves reports on: sent, accepted, returned, approved, locked. Each is a change of the report's state, saved as rows are:
 * by version, checked, all or nothing where asked, once under one batch, its figures along with it.
 */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { encodeGlobalId } from "../../graph/global-id.js";
import { registerBook } from "../../registers.js";
import type { RowReceipt } from "../row/row.objects.js";
import { saveRows } from "../row/row.save.js";
import type { SentRow } from "../row/row.sent.js";
import type { ReasonedReportsInput, ReportsInput, SubmitReportInput, SubmitReportsInput } from "./submission.inputs.js";

interface Batch {
  readonly batchId: string;
  readonly dryRun?: boolean | null;
  readonly atomic?: boolean | null;
}

const save = (context: Context, asked: string, { batchId, dryRun, atomic }: Batch, rows: readonly SentRow[]) =>
  saveRows(
    context,
    registerBook,
    registerBook.get("Submission"),
    { batchId, rows, dryRun: dryRun ?? null, atomic: atomic ?? null },
    { asked },
  );

export async function submitReports(context: Context, input: SubmitReportsInput): Promise<RowReceipt> {
  const known = await knownReports(context, input.reports);
  const rows = input.reports.map((report, index): SentRow => {
    const said = report.note == null ? {} : { note: report.note };
    const id = report.id ?? known.get(index);
    const base = { baseVersion: report.baseVersion ?? null, status: "submitted", ...said };
    if (id !== undefined) return { id, ...base };
    const { organization = null, form = null, period = null } = report;
    return { organization, form, period, ...base };
  });
  return save(context, "submitReports", input, rows);
}

/** The last report of an organization by a form for a period, where it waits to be sent; by the report's place in the batch. */
async function knownReports(
  context: Context,
  reports: readonly SubmitReportInput[],
): Promise<ReadonlyMap<number, string>> {
  const named = reports.flatMap(({ id, organization, form, period }, index) =>
    id == null && organization && form && period
      ? [{ index, organization: organization.trim(), form: form.trim(), period: period.trim() }]
      : [],
  );
  if (named.length === 0) return new Map();
  const { rows } = await sql<{ index: number; orgId: string; id: string }>`
    select distinct on (w.index) w.index, s.org_id as "orgId", s.id
    from unnest(${named.map(({ index }) => index)}::int[], ${named.map(({ organization }) => organization)}::text[],
      ${named.map(({ form }) => form)}::text[], ${named.map(({ period }) => period)}::text[]) w(index, organization, form, period)
    join organization o on w.organization in (o.code, o.school_code, o.uscc, o.name)
    join form f on w.form in (f.code, f.name)
    join submission s on s.org_id = o.id and s.form_id = f.id and s.period::text = w.period
    order by w.index, s.correction desc`.execute(await context.tx());
  return new Map(rows.map(({ index, orgId, id }) => [index, encodeGlobalId("Submission", orgId, id)]));
}

type Step = "accepted" | "approved" | "locked";
const NAMES: Readonly<Record<Step, string>> = {
  accepted: "acceptReports",
  approved: "approveReports",
  locked: "lockReports",
};

export function stepReports(context: Context, status: Step, input: ReportsInput): Promise<RowReceipt> {
  const rows = input.reports.map(({ id, baseVersion }): SentRow => ({ id, baseVersion: baseVersion ?? null, status }));
  return save(context, NAMES[status], input, rows);
}

export function returnReports(context: Context, input: ReasonedReportsInput): Promise<RowReceipt> {
  const rows = input.reports.map(({ id, baseVersion, reason }): SentRow => ({
    id,
    baseVersion: baseVersion ?? null,
    status: "returned",
    returnReason: reason,
  }));
  return save(context, "returnReports", input, rows);
}
