/**
 * The rows that are measured: a sample city from the generator, multiplied inside the database with new organizations,
 * ids and fingerprints, so that a million rows take a minute and ten million some minutes. Triggers are off meanwhile.
 */
import { createHash } from "node:crypto";
import { sql, type Kysely } from "kysely";
import { openDatabase } from "../../server/database/database.js";
import { migrate, migrations } from "../../server/database/migrate.js";
import { seedSampleCity } from "../../server/database/seed/sample-city.js";
import type { Database } from "../../server/database/tables.js";
import { grouped, serverUrl } from "./settings.js";

/** One city: 19,200 enrolments, eleven colleges with some thirty classes each. */
const FACTOR = 1.6;
const CITY_ROWS = 12_000 * FACTOR;
/** The same in every measurement; it guards nothing, as everybody is invented. */
export const IDENTITY_KEY = Buffer.alloc(32, 7);
/** What the reading cases touch; at ten million rows the rest would only fill the disk. */
const READ_TABLES = ["organization_tree", "document", "course", "person", "activity", "enrolment"];
/**
 * Rows that speak of other rows by hash or in JSON, which multiplying cannot renew; and affiliations, whose constraint
 * against overlapping times takes a minute for every hundred thousand rows, and which no case reads.
 */
const NOT_MULTIPLIED = /^(account|session|access_|person_|change_|import|mapping_memory|batch|affiliation|attendance)/;
const COPIES_AT_ONCE = 26;

export interface BenchDatabase {
  readonly name: string;
  readonly url: string;
  /** How many enrolments it really holds. */
  readonly enrolments: number;
  readonly size: string;
}

/** The database with about so many enrolments: made at the first need, then used by every case of the run. */
export async function benchDatabase(rows: number, extent: "all" | "read" = "all"): Promise<BenchDatabase> {
  const digest = createHash("sha256").update(migrations().map((migration) => migration.digest).join()); // prettier-ignore
  const name = `xunshu_bench_${extent}_${rows}_${digest.digest("hex").slice(0, 8)}`;
  const url = urlOf(name);
  if (!(await exists(name))) await make(name, url, rows, extent);
  const { db, close } = await openDatabase({ engine: "postgres", url, poolSize: 1 });
  const { rows: found } = await sql<{ count: string; size: string }>`
    select (select count(*) from enrolment) as count, pg_size_pretty(pg_database_size(current_database())) as size`.execute(
    db,
  );
  await close();
  return { name, url, enrolments: Number(found[0]?.count), size: found[0]?.size ?? "?" };
}

/** Drops what the cases of this run made. */
export async function dropBenchDatabases(): Promise<void> {
  const { db, close } = await openDatabase({ engine: "postgres", url: serverUrl(), poolSize: 1 });
  const { rows } = await sql<{
    name: string;
  }>`select datname as name from pg_database where datname like 'xunshu\\_bench\\_%'`.execute(db);
  for (const { name } of rows) await sql`drop database if exists ${sql.id(name)} with (force)`.execute(db);
  await close();
}

/** A copy of its own for cases that write. */
export async function copyOf(source: BenchDatabase, name: string): Promise<BenchDatabase> {
  const { db, close } = await openDatabase({ engine: "postgres", url: serverUrl(), poolSize: 1 });
  await sql`drop database if exists ${sql.id(name)} with (force)`.execute(db);
  await sql`create database ${sql.id(name)} template ${sql.id(source.name)}`.execute(db);
  await sql`alter database ${sql.id(name)} set jit = off`.execute(db);
  await close();
  return { ...source, name, url: urlOf(name) };
}

export async function dropDatabase(name: string): Promise<void> {
  const { db, close } = await openDatabase({ engine: "postgres", url: serverUrl(), poolSize: 1 });
  await sql`drop database if exists ${sql.id(name)} with (force)`.execute(db);
  await close();
}

function urlOf(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

async function exists(name: string): Promise<boolean> {
  const { db, close } = await openDatabase({ engine: "postgres", url: serverUrl(), poolSize: 1 });
  const { rows } = await sql`select from pg_database where datname = ${name}`.execute(db);
  await close();
  return rows.length > 0;
}

async function make(name: string, url: string, rows: number, extent: "all" | "read"): Promise<void> {
  const began = performance.now();
  const making = `${name}_new`;
  const server = await openDatabase({ engine: "postgres", url: serverUrl(), poolSize: 1 });
  await sql`drop database if exists ${sql.id(making)} with (force)`.execute(server.db);
  await sql`create database ${sql.id(making)}`.execute(server.db);
  const { db, close } = await openDatabase({ engine: "postgres", url: urlOf(making), poolSize: 1 });
  await migrate(db);
  await seedSampleCity(db, { factor: FACTOR, seed: 20_261_122, identityKey: IDENTITY_KEY });
  await multiply(db, Math.max(1, Math.round(rows / CITY_ROWS)), extent);
  await sql`vacuum analyze`.execute(db);
  await close();
  // For every party alike: compiling a statement to machine code takes longer than any of these runs.
  await sql`alter database ${sql.id(making)} set jit = off`.execute(server.db);
  await sql`alter database ${sql.id(making)} rename to ${sql.id(name)}`.execute(server.db);
  await server.close();
  console.log(`${name}: ${grouped(rows)} enrolments made in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** From one city to `cities`: every copy has its own organizations, whose rows are the first city's rows anew. */
async function multiply(db: Kysely<Database>, cities: number, extent: "all" | "read"): Promise<void> {
  if (cities < 2) return;
  await sql`set session_replication_role = replica`.execute(db);
  const columns = await columnsOf(db, extent);
  const restore = await dropIndexes(db, [...columns.keys()]);
  await sql`set synchronous_commit = off`.execute(db);
  await sql`set maintenance_work_mem = '512MB'`.execute(db);
  for (let from = 1; from < cities; from += COPIES_AT_ONCE) {
    const to = Math.min(cities - 1, from + COPIES_AT_ONCE - 1);
    for (const [table, own] of columns) await copyRows(db, table, own, from, to);
  }
  for (const statement of restore) await sql.raw(statement).execute(db);
  await sql`set session_replication_role = origin`.execute(db);
}

async function columnsOf(db: Kysely<Database>, extent: "all" | "read"): Promise<Map<string, Column[]>> {
  const { rows } = await sql<Column>`
    select c.table_name as table, c.column_name as column, c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and (c.table_name = 'organization' or exists (select from information_schema.columns o
        where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'org_id'))
    order by c.table_name <> 'organization', c.table_name, c.ordinal_position`.execute(db);
  const tables = new Map<string, Column[]>();
  for (const row of rows) {
    if (NOT_MULTIPLIED.test(row.table)) continue;
    if (extent === "read" && row.table !== "organization" && !READ_TABLES.includes(row.table)) continue;
    tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  }
  return tables;
}

/** Building an index over all rows is several times quicker than keeping it up row by row. */
async function dropIndexes(db: Kysely<Database>, tables: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ drop: string; create: string }>`
    select case when k.conname is null then format('drop index %I', i.relname) else format('alter table %I drop constraint %I', t.relname, k.conname) end as drop,
      case when k.conname is null then pg_get_indexdef(i.oid) else format('alter table %I add constraint %I %s', t.relname, k.conname, pg_get_constraintdef(k.oid)) end as create
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    left join pg_constraint k on k.conindid = i.oid and k.contype in ('u', 'x', 'p')
    where t.relnamespace = 'public'::regnamespace and t.relname in (${sql.join(tables)}) and not x.indisprimary
      and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = i.oid)`.execute(db);
  for (const { drop } of rows) await sql.raw(drop).execute(db);
  return rows.map(({ create }) => create);
}

async function copyRows(
  db: Kysely<Database>,
  table: string,
  columns: readonly Column[],
  from: number,
  to: number,
): Promise<void> {
  const names = columns.map(({ column }) => `"${column}"`).join(", ");
  const values = columns.map(valueInCopy).join(", ");
  const first = table === "organization_tree" ? "x.org_id" : table === "organization" ? "x.id" : "x.org_id";
  // Only the first city's rows are copied: its organizations have a zero where copies have their number.
  const original = `substr(${first}::text, 21, 3) = '000'`;
  await sql
    .raw(
      `insert into "${table}" (${names}) select ${values} from generate_series(${from}, ${to}) as c, "${table}" as x where ${original}`,
    ) // prettier-ignore
    .execute(db);
}

/** Sample ids read …-8000-…: the copy's number goes into those three zeros. */
function valueInCopy({ table, column, type }: Column): string {
  const own = `x."${column}"`;
  if (type === "uuid") return `overlay(${own}::text placing lpad(to_hex(c), 3, '0') from 21 for 3)::uuid`;
  if (table === "person" && column === "id_hash") return `sha256(${own} || int4send(c))`;
  if (table !== "organization") return own;
  if (column === "code") return `${own} || '-' || c`;
  if (column === "uscc") return `left(${own}, 8) || lpad(c::text, 4, '0') || right(${own}, 6)`;
  if (column === "school_code") return `lpad(c::text, 5, '0') || right(${own}, 5)`;
  return own;
}
