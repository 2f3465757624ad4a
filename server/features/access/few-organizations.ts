/** Whether an account sees the rows of few organizations: a hint for the database's plans, asked anew with every request. */
import { sql } from "kysely";
import type { Hub } from "../../context.js";

/** So many may be looked up one by one in an index before reading all of it would be quicker. */
const FEW = 100;
/** They see single rows of organizations that are not theirs, or some rows of many. */
const ELSEWHERE = ["expert", "analyst", "public"];
/** They see their own record, however wide the grant. */
const THEMSELVES = "trainee";

export async function seesFew(hub: Hub, accountId: string): Promise<boolean> {
  // Counted no further than one beyond few, and by a look-up where no region was granted.
  const { rows } = await sql<{ few: boolean }>`
    select not exists (select from access_grant g where g.account_id = ${accountId} and g.revoked_at is null
        and ((g.org_id is null and g.region is null and g.role <> ${THEMSELVES}) or g.role = any(${ELSEWHERE})))
      and not exists (select from access_held h where h.account_id = ${accountId} and h.subject = '*' and h.use = 'all'
        and ${sql.lit(FEW)} < case when h.regional then (select count(distinct o) from hub_organizations_of(${accountId}, '*', 'all') o)
          else (select count(*) from (select distinct t.org_id from unnest(h.tops) as u (top) cross join lateral (
            select x.org_id from organization_tree x where x.ancestor_id = u.top limit ${sql.lit(FEW + 1)}) t limit ${sql.lit(FEW + 1)}) o) end) as few`.execute(
    hub.database.db,
  );
  return rows[0]?.few === true;
}
