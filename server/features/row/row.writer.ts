/** Writes the rows a batch decided on: one statement to add, one to change, one to remove, whatever their number. */
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Database } from "../../database/tables.js";
import type { Register } from "../../graph/register.js";
import { defaultsOf, keyMatch, recordsOf, type Candidate } from "./row.checks.js";
import type { TableFacts } from "./row.facts.js";

export interface Writing {
  readonly added: readonly Candidate[];
  /** Each with the version it replaces. */
  readonly changed: readonly (Candidate & { readonly version: number })[];
  readonly removed: readonly Candidate[];
}

export async function writeRows(
  tx: Kysely<Database>,
  register: Register,
  facts: TableFacts,
  { added, changed, removed }: Writing,
): Promise<void> {
  const count =
    (await remove(tx, register, removed)) +
    (await change(tx, register, changed)) +
    (await add(tx, register, facts, added));
  const wanted = added.length + changed.length + removed.length;
  // The lock on the owners makes this impossible, unless somebody wrote past it: then nothing at all is written.
  if (count !== wanted) throw new Error(`${wanted} rows sent, ${count} written`);
}

async function add(
  tx: Kysely<Database>,
  register: Register,
  facts: TableFacts,
  rows: readonly Candidate[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.columns)))];
  const keys = register.key === "owned" ? ["org_id", "id"] : ["id"];
  const key =
    register.key === "owned"
      ? sql`jsonb_build_object('org_id', c."orgId", 'id', c."id")`
      : sql`jsonb_build_object('id', c."id")`;
  const all = [...keys, ...columns.filter((column) => !keys.includes(column))];
  return counted(
    sql<{ count: number }>`
    with usual as materialized (select ${defaultsOf(facts)} as columns),
    written as (insert into ${sql.table(register.table)} (${sql.join(all.map((column) => sql.ref(column)))})
    select ${sql.join(all.map((column) => sql.ref(`r.${column}`)))}
    from ${recordsOf(rows)} cross join usual
    cross join lateral jsonb_populate_record(null::${sql.table(register.table)}, usual.columns || ${key} || c."columns") r
    order by c."index" returning 1)
    select count(*)::int as count from written`,
    tx,
  );
}

async function change(
  tx: Kysely<Database>,
  register: Register,
  rows: readonly (Candidate & { readonly version: number })[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.columns)))];
  // One set of records with all that is said of a row: two joined by their index would be compared each with each.
  const records = rows.map(({ orgId, id, version, columns: changed }) => ({ orgId, id, version, columns: changed }));
  return counted(
    sql<{ count: number }>`
    with written as (update ${sql.table(register.table)} x
    set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`r.${column}`)}`))},
      version = x.version + 1, updated_at = now(), updated_by = hub_viewer()
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as c("orgId" uuid, "id" uuid, version int, "columns" jsonb)
    join ${sql.table(register.table)} now on ${keyMatch(register, "now", 'c."orgId"', 'c."id"')}
    cross join lateral jsonb_populate_record(now, c."columns") r
    where ${keyMatch(register, "x", 'c."orgId"', 'c."id"')} and x.version = c.version returning 1)
    select count(*)::int as count from written`,
    tx,
  );
}

async function remove(tx: Kysely<Database>, register: Register, rows: readonly Candidate[]): Promise<number> {
  if (rows.length === 0) return 0;
  return counted(
    sql<{ count: number }>`
    with written as (delete from ${sql.table(register.table)} x using ${recordsOf(rows)}
      where ${keyMatch(register, "x", 'c."orgId"', 'c."id"')} returning 1)
    select count(*)::int as count from written`,
    tx,
  );
}

async function counted(statement: RawBuilder<{ count: number }>, tx: Kysely<Database>): Promise<number> {
  const { rows } = await statement.execute(tx);
  return rows[0]?.count ?? 0;
}
