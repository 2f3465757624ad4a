/** What whoever asks may do next with reports they see; of others, nothing. The same rights that the steps are judged by. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { globalKey } from "../row/row.references.js";
import { nextSteps, type ReportStanding } from "./submission.next-steps.rules.js";
import { ReportSteps } from "./submission.objects.js";

const MOST = 500;

export async function stepsOfReports(context: Context, ids: readonly string[]): Promise<ReportSteps[]> {
  if (ids.length > MOST) throw new Refusal("TOO_MANY_ROWS", { max: MOST, asked: ids.length });
  const keys = ids.map((id) => globalKey("Submission", id));
  const owners = keys.map((key) => key?.orgId ?? null);
  const rows = keys.map((key) => key?.id ?? null);
  const { rows: found } = await sql<ReportStanding & { at: number }>`
    select w.n::int as at, s.status, r.writes, r.approves, r.entered,
      exists (select from submission later where later.org_id = s.org_id and later.form_id = s.form_id and later.period = s.period
        and later.correction > s.correction and later.status <> 'draft') as follows
    from unnest(${owners}::uuid[], ${rows}::uuid[]) with ordinality w(org, id, n)
    join submission s on s.org_id = w.org and s.id = w.id
    join hub_row_rights('submission', ${owners}::uuid[], ${rows}::uuid[]) r on r.at = w.n`.execute(await context.tx());
  const standing = new Map(found.map((row) => [row.at - 1, row]));
  return ids.map((id, index) => {
    const row = standing.get(index);
    return Object.assign(new ReportSteps(), { id, steps: row ? nextSteps(row) : [] });
  });
}
