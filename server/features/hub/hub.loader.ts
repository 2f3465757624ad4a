/**
 * What a fresh sheet starts with: the organization of whoever asks, where their grants name one, the highest of several;
 * else the preferred or the topmost. And whether the data is the sample city.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";

export async function loadBeginning(
  db: Kysely<Database>,
  preferred: string,
): Promise<{ code: string | null; sample: boolean }> {
  const { rows } = await sql<{ code: string | null; sample: boolean }>`
    with own as (
      select o.code from hub_held(hub_account(), '*', 'counts') g join organization o on o.id = g.org_id
      where o.code is not null and g.role <> 'expert'
        and not exists (select from hub_held(hub_account(), '*', 'counts') e where e.org_id is null and e.region is null)
      order by (select count(*) from organization_tree t where t.org_id = o.id), o.code limit 1)
    select coalesce((select code from own), (select code from organization where code is not null
            order by code = ${preferred} desc, parent_id is null desc, code limit 1)) as code,
           exists (select from organization where note like '示例数据%') as sample`.execute(db);
  return rows[0] ?? { code: null, sample: false };
}
