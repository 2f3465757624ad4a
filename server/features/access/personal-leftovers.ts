/**
 * Files that hold what people sent and that nobody needs any more: uploads whose import is done with or was never opened,
 * and working folders of a hub that was cut off. A file of an import under way stays, however old.
 */
import { readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";

/** As the intake and the reports name theirs. */
const WORKING_FOLDERS = /^xunshu-(?:reports|texts)-/u;

/** Older than the moment by their own last change. `temporary`: where working folders lie. */
export async function leftovers(
  db: Kysely<Database>,
  home: string,
  before: Date,
  temporary = tmpdir(),
): Promise<readonly string[]> {
  const folder = join(home, "imports");
  const uploads = await namesIn(folder);
  const underWay = await importsUnderWay(db, uploads);
  const folders = (await namesIn(temporary)).filter((name) => WORKING_FOLDERS.test(name));
  const candidates = [
    ...uploads.filter((name) => !underWay.has(name)).map((name) => join(folder, name)),
    ...folders.map((name) => join(temporary, name)),
  ];
  const old = await Promise.all(candidates.map(async (path) => ((await isOlder(path, before)) ? [path] : [])));
  return old.flat();
}

export async function removeLeftovers(paths: readonly string[]): Promise<number> {
  for (const path of paths) await rm(path, { recursive: true, force: true });
  return paths.length;
}

/** What is not there has no names. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

async function isOlder(path: string, before: Date): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  const own = process.getuid?.();
  // Another's folder of the same name is not ours to judge.
  return found !== undefined && (own === undefined || found.uid === own) && found.mtime < before;
}

async function importsUnderWay(db: Kysely<Database>, names: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = names.filter((name) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(name));
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id::text from import where id = any(${ids}::uuid[]) and status in ('staging', 'committing')`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
