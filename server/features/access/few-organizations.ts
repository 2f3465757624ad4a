/** Whether an account sees the rows of few organizations: a hint for the database's plans, asked anew with every request. */
import { sql } from "kysely";
import type { Hub } from "../../context.js";

/** So many may be looked up one by one in an index before reading all of it would be quicker. */
const FEW = 100;
/** They see single rows of organizations that are not theirs, or some rows of many. */
const ELSEWHERE = ["expert", "analyst"];

export async function seesFew(hub: Hub, accountId: string): Promise<boolean> {
  const { rows } = await sql<{ few: boolean }>`
    select not exists (select from access_grant g where g.account_id = ${accountId} and g.revoked_at is null
        and ((g.org_id is null and g.region is null) or g.role = any(${ELSEWHERE})))
      and (select count(*) <= ${sql.lit(FEW)} from (
        select distinct o from hub_organizations_of(${accountId}, '*', 'all') o limit ${sql.lit(FEW + 1)}) o) as few`.execute(
    hub.database.db,
  );
  return rows[0]?.few === true;
}
