/** What each role may do with each subject area, as `roles.tsv` says it; what the file no longer has is no longer a right. */
import { readFileSync } from "node:fs";
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";

export interface RoleRight {
  readonly role: string;
  readonly subject: string;
  readonly reads: string;
  readonly writes: boolean;
  readonly approves: boolean;
}

export function roleRights(): readonly RoleRight[] {
  const [, ...lines] = readFileSync(new URL("./roles.tsv", import.meta.url), "utf8")
    .trimEnd()
    .split(/\r?\n/u);
  return lines.map((line) => {
    const [role = "", subject = "", reads = "", writes, approves] = line.split("\t");
    return { role, subject, reads, writes: writes === "yes", approves: approves === "yes" };
  });
}

export const roleCodes = (): readonly string[] => [...new Set(roleRights().map(({ role }) => role))];

export async function loadRoles(tx: Kysely<Database>): Promise<void> {
  const rights = JSON.stringify(roleRights());
  await sql`
    with shipped as (select * from jsonb_to_recordset(${rights}::jsonb)
      as r (role text, subject text, reads text, writes boolean, approves boolean)),
    gone as (delete from role_right r where not exists (select from shipped s where s.role = r.role and s.subject = r.subject))
    insert into role_right select * from shipped
    on conflict (role, subject) do update set reads = excluded.reads, writes = excluded.writes, approves = excluded.approves
    where (role_right.reads, role_right.writes, role_right.approves) is distinct from (excluded.reads, excluded.writes, excluded.approves)`.execute(
    tx,
  );
}
