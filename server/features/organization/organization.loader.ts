/** Which organizations a tree holds and in which order: each one directly before what is below it. */
import { sql } from "kysely";

/** A tree beyond this is asked for branch by branch. */
const MOST = 5000;

/** `root`: a code, 学校标识码 or 统一社会信用代码; all when left out. `depth` 0 is the root alone. */
export function chooseTree(root: string | null | undefined, depth: number | null | undefined) {
  const top = root
    ? sql`(top.code = ${root} or top.uscc = ${root} or top.school_code = ${root})`
    : sql`top.parent_id is null`;
  return {
    most: MOST,
    where: (row: string) => sql`${sql.ref(`${row}.id`)} in (
      select below.org_id from organization_tree below join organization top on top.id = below.ancestor_id
      where ${top} ${depth === null || depth === undefined ? sql`` : sql`and below.depth <= ${depth}`})`,
    order: (row: string) => sql`(select array_agg(coalesce(above.code, above.name) order by path.depth desc)
      from organization_tree path join organization above on above.id = path.ancestor_id
      where path.org_id = ${sql.ref(`${row}.id`)})`,
  };
}
