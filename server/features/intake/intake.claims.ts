/**
 * Trainings of a roster, just written, whose person has the same subsidy claimed elsewhere: said on the row, without whose
 * it is. A check alone never says it; what was brought in stays, for a training is none the less one.
 */
import { sql } from "kysely";
import { claimedElsewhere, type Claim } from "../row/row.claims.js";
import { report, type Pass, type Planned } from "./writers/writer.js";

export async function tellOfClaims(pass: Pass, target: string, written: readonly Planned<unknown>[]): Promise<void> {
  if (target !== "roster") return;
  const ids = written.flatMap(({ outcome, rowId }) => (outcome === "new" && rowId !== null ? [rowId] : []));
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: string; orgId: string; year: number }>`
    select e.id, e.org_id as "orgId", extract(year from coalesce(a.ends_on, a.starts_on, ${pass.context.today}::date))::int as year
    from enrolment e join activity a on a.org_id = e.org_id and a.id = e.activity_id and a.funding = 'subsidised'
    where e.id = any(${ids}::uuid[])`.execute(pass.db);
  const claims = rows.map(({ id, orgId, year }): Claim => ({
    orgId,
    person: null,
    enrolment: id,
    occupation: null,
    year,
  }));
  const said = await claimedElsewhere(pass.db, claims);
  const met = new Set(rows.filter((_, place) => said.get(place) === "CLAIMED_ELSEWHERE").map(({ id }) => id));
  for (const { source, rowId } of written)
    if (rowId !== null && met.has(rowId)) report(source, "idNumber", "claimedElsewhere");
}
