/**
 * Reports of whichever organization that wait for whoever asks: sent or accepted, where they may say yes. What is due first
 * comes first; counted whole, told page by page. Nothing of reports they may only read.
 */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { encodeGlobalId } from "../../graph/global-id.js";
import { globalKey } from "../row/row.references.js";
import { stepsOfReports } from "./submission.next-steps.js";
import { WaitingReports } from "./submission.objects.js";

const MOST = 100;

interface Page {
  readonly first: number;
  /** The last one seen. One that nobody sees, or never was, ends the list. */
  readonly after: string | null;
}

export async function reportsThatWait(context: Context, { first, after }: Page): Promise<WaitingReports> {
  if (first < 1 || first > MOST) throw new Refusal("TOO_MANY_ROWS", { max: MOST, asked: first });
  const tx = await context.tx();
  const waiting = sql`from submission s where s.status in ('submitted', 'accepted')
    and (hub_approves_all('figures') or s.org_id in (select hub_approvable('figures')))`;
  const key = after === null ? null : (globalKey("Submission", after) ?? { orgId: null, id: null });
  const place = sql`(coalesce(s.due_on, 'infinity'::date), s.period::text, s.org_id, s.id)`;
  const behind =
    key === null
      ? sql``
      : sql`and ${place} > (select coalesce(l.due_on, 'infinity'::date), l.period::text, l.org_id, l.id from submission l
          where l.org_id = ${key.orgId}::uuid and l.id = ${key.id}::uuid)`;
  const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n ${waiting}`.execute(tx);
  const { rows } = await sql<{ orgId: string; id: string }>`
    select s.org_id as "orgId", s.id ${waiting} ${behind} order by ${place} limit ${first + 1}`.execute(tx);
  const ids = rows.slice(0, first).map(({ orgId, id }) => encodeGlobalId("Submission", orgId, id));
  return Object.assign(new WaitingReports(), {
    total: counted[0]?.n ?? 0,
    reports: await stepsOfReports(context, ids),
    next: rows.length > first ? (ids.at(-1) ?? null) : null,
  });
}
