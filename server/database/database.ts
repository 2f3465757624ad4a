/**
 * Opens the one database the hub works on: PostgreSQL where DATABASE_URL says so, else the embedded PGlite in the data folder.
 * Both engines hand out the same JavaScript values: numeric, bigint and date as text, timestamps as Date.
 */
import { mkdirSync } from "node:fs";
import { PGlite, types as pgliteTypes } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { Kysely, PGliteDialect } from "kysely";
import pg from "pg";
import { postgresDialect } from "./postgres.js";
import { requestLogin } from "./request-role.js";
import { takingTurns } from "./taking-turns.js";
import type { Database } from "./tables.js";

export type Engine = "pglite" | "postgres";

export interface OpenDatabase {
  readonly db: Kysely<Database>;
  readonly engine: Engine;
  /** What `select version()` says, for people. */
  readonly serverVersion: string;
  /**
   * The same data as requests see it: as a role that owns nothing, under row security. On PostgreSQL on connections of
   * its own, whose role is made when it is first needed; its password follows from the key, so every hub knows it.
   */
  requestsUnder(key: Buffer): Promise<Kysely<Database>>;
  close(): Promise<void>;
}

/** Where the data is: a PostgreSQL address, or a folder for the embedded engine (`undefined` keeps it in memory, for tests). */
export type DatabasePlace =
  | { readonly engine: "postgres"; readonly url: string; readonly poolSize?: number }
  | { readonly engine: "pglite"; readonly folder?: string; readonly dump?: Blob };

const asText = (value: string): string => value;

export async function openDatabase(place: DatabasePlace): Promise<OpenDatabase> {
  return place.engine === "postgres"
    ? openPostgres(place.url, place.poolSize ?? 10)
    : openPglite(place.folder, place.dump);
}

async function openPostgres(url: string, poolSize: number): Promise<OpenDatabase> {
  const pool = poolAt(url, poolSize);
  const db = new Kysely<Database>({ dialect: takingTurns(postgresDialect(pool), poolSize) });
  const version = await serverVersionOf(pool);
  let requests: Promise<Kysely<Database>> | undefined;
  return {
    db,
    engine: "postgres",
    serverVersion: version,
    requestsUnder: (key) =>
      (requests ??= requestLogin(pool, url, key).then(({ address, sign }) => {
        const guarded = poolAt(address, poolSize, GUARDED);
        return new Kysely<Database>({ dialect: takingTurns(postgresDialect(guarded, sign), poolSize) });
      })),
    close: async () => {
      await (await requests?.catch(() => undefined))?.destroy();
      await db.destroy();
    },
  };
}

// Behind row security the planner takes joins for several times larger than they are, and then would rather sort whole
// registers on disk than hash them: counting a million rows took a quarter to a half more work.
const GUARDED = "-c enable_mergejoin=off";

function poolAt(url: string, poolSize: number, more = ""): pg.Pool {
  const { DATE, INT8, NUMERIC } = pg.types.builtins;
  const exact = new Set<number>([DATE, INT8, NUMERIC]);
  const settings: pg.PoolConfig & { pipeline: boolean } = {
    connectionString: url,
    max: poolSize,
    // Compiling a statement to machine code takes longer than any of ours runs.
    options: `-c jit=off ${more}`,
    // A statement need not wait for the answer to the one before it.
    pipeline: true,
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        exact.has(oid) ? asText : pg.types.getTypeParser(oid, format as "text"),
    } as pg.CustomTypesConfig,
  };
  const pool = new pg.Pool(settings);
  // An idle connection that the server drops is replaced at the next request; without a listener it would end the process.
  pool.on("error", () => undefined);
  return pool;
}

async function serverVersionOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string; number: number }>(
    "select version(), current_setting('server_version_num')::int as number",
  );
  const row = rows[0];
  if (!row || row.number < 150_000) {
    await pool.end();
    throw new Error(
      "PostgreSQL 15 或更高版本才能运行训枢。升级服务器，或去掉 DATABASE_URL 用内置数据库。 / Xunshu needs PostgreSQL 15 or newer.",
    );
  }
  return row.version;
}

async function openPglite(folder: string | undefined, dump: Blob | undefined): Promise<OpenDatabase> {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const pglite = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(dump === undefined ? {} : { loadDataDir: dump }),
    extensions: { btree_gist },
    parsers: { [pgliteTypes.NUMERIC]: asText, [pgliteTypes.DATE]: asText, [pgliteTypes.INT8]: asText },
  });
  const db = new Kysely<Database>({ dialect: takingTurns(new PGliteDialect({ pglite }), 1) });
  const { rows } = await pglite.query<{ version: string }>("select version()");
  return {
    db,
    engine: "pglite",
    serverVersion: rows[0]?.version ?? "PGlite",
    // One connection: each request's transaction takes the role for as long as it lasts.
    requestsUnder: () => Promise.resolve(db),
    close: () => db.destroy(),
  };
}
