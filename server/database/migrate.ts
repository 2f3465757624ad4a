/**
 * Brings a database to the newest shape by the numbered SQL files of `migrations/`. A file, once landed, never changes:
 * its digest is kept beside its name, and a changed file stops the start with a clear word instead of drifting silently.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { sql, type Kysely } from "kysely";
import type { Database } from "./tables.js";

const folder = new URL("./migrations/", import.meta.url);
/** Two hubs that start at the same time migrate one after the other: an arbitrary number, the same in all of them. */
const migrationLock = 7_2026_1122;

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly digest: string;
}

export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), "utf8").replaceAll("\r\n", "\n");
      return { name, text, digest: createHash("sha256").update(text).digest("hex") };
    });
}

/** Returns the names of the migrations it ran: empty when the database was up to date. */
export async function migrate(db: Kysely<Database>): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(tx);
    await sql`create table if not exists hub_migration (name text primary key, digest text not null, ran_at timestamptz not null default now())`.execute(
      tx,
    );
    const { rows } = await sql<{ name: string; digest: string }>`select name, digest from hub_migration`.execute(tx);
    const known = new Map(rows.map((row) => [row.name, row.digest]));
    const ran: string[] = [];
    for (const migration of migrations()) {
      const digest = known.get(migration.name);
      if (digest === migration.digest) continue;
      if (digest !== undefined)
        throw new Error(
          `迁移 ${migration.name} 已运行过，但文件后来被改动。恢复原文件，改动另写一个新迁移。 / Migration ${migration.name} changed after it ran: restore it and add a new one.`,
        );
      await runStatements(tx, migration.text);
      await sql`insert into hub_migration (name, digest) values (${migration.name}, ${migration.digest})`.execute(tx);
      ran.push(migration.name);
    }
    return ran;
  });
}

export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from hub_migration`.execute(db);
  const known = new Set(rows.map((row) => row.name));
  return migrations().every((migration) => known.has(migration.name));
}

/** PGlite prepares every statement, and a prepared statement holds one command: so the file is sent command by command. */
async function runStatements(db: Kysely<Database>, text: string): Promise<void> {
  for (const statement of splitStatements(text)) await sql.raw(statement).execute(db);
}

/** Splits at semicolons outside of quotes, dollar quotes and comments. */
export function splitStatements(text: string): string[] {
  const token = /--[^\n]*|'(?:[^']|'')*'|(\$[a-z_]*\$)[\s\S]*?\1|;/gi;
  const statements: string[] = [];
  let start = 0;
  for (const match of text.matchAll(token)) {
    if (match[0] !== ";") continue;
    statements.push(text.slice(start, match.index));
    start = match.index + 1;
  }
  statements.push(text.slice(start));
  return statements
    .map((statement) => statement.trim())
    .filter((statement) => statement.replaceAll(/--[^\n]*/g, "").trim() !== "");
}
