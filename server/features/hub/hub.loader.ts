/** What a fresh sheet starts with: the preferred organization or the topmost, and whether the data is the sample city. */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";

export async function loadBeginning(
  db: Kysely<Database>,
  preferred: string,
): Promise<{ code: string | null; sample: boolean }> {
  const { rows } = await sql<{ code: string | null; sample: boolean }>`
    select (select code from organization where code is not null
            order by code = ${preferred} desc, parent_id is null desc, code limit 1) as code,
           exists (select from organization where note like '示例数据%') as sample`.execute(db);
  return rows[0] ?? { code: null, sample: false };
}
