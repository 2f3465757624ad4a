/**
 * Databases for tests, each a copy of one that was prepared once: on PostgreSQL by CREATE DATABASE … TEMPLATE, on the
 * embedded engine by loading a dump kept in node_modules/.cache. What was prepared from older sources is thrown away.
 */
import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import pg from "pg";
import { openDatabase, type DatabasePlace } from "../../server/database/database.js";
import { migrate } from "../../server/database/migrate.js";

export type Contents = "empty" | "city";

export interface DatabaseCopy {
  readonly place: DatabasePlace;
  remove(): Promise<void>;
}

/** The sample city of the tests: a tenth of the people, every organization. */
const CITY = { factor: 0.1, seed: 20261122 };
const sources = fileURLToPath(new URL("../../server/database", import.meta.url));
const cache = fileURLToPath(new URL("../../node_modules/.cache/xunshu-tests", import.meta.url));
/** Test files that start together prepare one after the other: an arbitrary number. */
const PREPARING = 7_2026_1123;

export async function copyDatabase(contents: Contents, identityKey: Buffer): Promise<DatabaseCopy> {
  if (process.env["HUB_TEST_ENGINE"] !== "postgres") return copyOfDump(contents, identityKey);
  const url = process.env["HUB_TEST_DATABASE_URL"];
  if (url === undefined)
    throw new Error("HUB_TEST_ENGINE=postgres needs HUB_TEST_DATABASE_URL; npm run test:api sets both");
  return copyOfTemplate(url, contents, identityKey);
}

async function prepare(place: DatabasePlace, contents: Contents, identityKey: Buffer): Promise<void> {
  const database = await openDatabase(place);
  try {
    await migrate(database.db);
    if (contents === "empty") return;
    const { seedSampleCity } = await import("../../server/database/seed/sample-city.js");
    await seedSampleCity(database.db, { ...CITY, identityKey });
    // Counted once here rather than by the hub of every test.
    const { ensureTallies } = await import("../../server/features/indicator/indicator.tallies.js");
    await ensureTallies(database.db);
  } finally {
    await database.close();
  }
}

/** Everything a prepared database is made from. */
function stateOfSources(): string {
  const digest = createHash("sha256").update(JSON.stringify(CITY));
  for (const entry of readdirSync(sources, { recursive: true, encoding: "utf8" }).sort()) {
    if (/\.\w+$/.test(entry)) digest.update(entry).update(readFileSync(join(sources, entry)));
  }
  return digest.digest("hex").slice(0, 12);
}

// ── PostgreSQL ──────────────────────────────────────────────────────────────────────────────────────────────────

async function copyOfTemplate(url: string, contents: Contents, identityKey: Buffer): Promise<DatabaseCopy> {
  const state = stateOfSources();
  const template = `xunshu_template_${state}_${contents}`;
  const name = `xunshu_test_${randomBytes(6).toString("hex")}`;
  await asAdministrator(url, async (admin) => {
    await admin.query("select pg_advisory_lock($1)", [PREPARING]);
    const { rows } = await admin.query<{ datname: string }>(
      "select datname from pg_database where datname like 'xunshu\\_template\\_%'",
    );
    const known = rows.map((row) => row.datname);
    for (const old of known.filter((each) => !each.includes(state)))
      await admin.query(`drop database ${old} with (force)`);
    if (!known.includes(template)) await makeTemplate(admin, url, template, contents, identityKey);
    await admin.query(`create database ${name} template ${template}`);
  });
  return {
    place: { engine: "postgres", url: addressOf(url, name), poolSize: 5 },
    remove: () => asAdministrator(url, async (admin) => void (await admin.query(`drop database ${name} with (force)`))),
  };
}

/** Prepared under another name first: half a template must never be taken for a whole one. */
async function makeTemplate(
  admin: pg.Client,
  url: string,
  template: string,
  contents: Contents,
  identityKey: Buffer,
): Promise<void> {
  const draft = "xunshu_draft";
  await admin.query(`drop database if exists ${draft} with (force)`);
  await admin.query(`create database ${draft}`);
  await prepare({ engine: "postgres", url: addressOf(url, draft), poolSize: 2 }, contents, identityKey);
  await admin.query(`alter database ${draft} rename to ${template}`);
}

async function asAdministrator(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function addressOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

// ── Embedded ────────────────────────────────────────────────────────────────────────────────────────────────────

async function copyOfDump(contents: Contents, identityKey: Buffer): Promise<DatabaseCopy> {
  const file = join(cache, `${stateOfSources()}-${contents}.tar`);
  if (!existsSync(file)) await makeDump(file, contents, identityKey);
  // Read whole: a file that another test puts in its place meanwhile would break a blob that only points at it.
  return { place: { engine: "pglite", dump: new Blob([readFileSync(file)]) }, remove: async () => undefined };
}

async function makeDump(file: string, contents: Contents, identityKey: Buffer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "xunshu-dump-"));
  try {
    await prepare({ engine: "pglite", folder: join(folder, "data") }, contents, identityKey);
    const pglite = await PGlite.create({ dataDir: join(folder, "data"), extensions: { btree_gist } });
    const dump = await pglite.dumpDataDir("none");
    await pglite.close();
    mkdirSync(cache, { recursive: true });
    for (const old of readdirSync(cache))
      if (!old.startsWith(stateOfSources())) rmSync(join(cache, old), { force: true });
    // Another test file may be making the same: whoever is last wins, and both are whole.
    const draft = `${file}.${randomBytes(4).toString("hex")}`;
    writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
    renameSync(draft, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
