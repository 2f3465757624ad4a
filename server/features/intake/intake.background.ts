/**
 * The work on imports that no request waits for: files are read in the background, and what a stopped hub left is taken up
 * again when one starts. An upload is kept in the hub's folder until it has been read, and not a moment longer: it may
 * hold identity numbers, which nothing else here keeps.
 */
import { mkdirSync } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { sql } from "kysely";
import { ITSELF, type Context, type Hub, type Viewer } from "../../context.js";
import { accountNamed } from "../access/access.session.js";
import { logAccident, Refusal } from "../../errors.js";
import { limitsOf } from "../../graph/limits-by-role.js";
import { commitInPages, ownSteps } from "./intake.commit.js";
import type { ImportKey, Step } from "./intake.plan.js";
import { abandonImport, fillImport } from "./intake.service.js";
import { StagingEnded } from "./intake.stage.js";
import { openWorkbook } from "./readers/workbook.js";

/** Without a sign of life for so long, nobody is at it any more. A page takes a second. */
const GIVEN_UP_SECONDS = 20;
const FORGOTTEN = "30 minutes";

/**
 * A file is a stream of garbage: left to itself the heap grows to several times what it holds before anything is swept.
 * A long import then costs less memory than it holds time up: a tenth more of it.
 */
const HEAP_GROWTH = "--heap-growing-percent=40";

/** The hub is stopping: the page under way is finished or undone, the rest is for the next start. */
class Stopping extends Error {}

interface Desk {
  readonly running: Set<Promise<void>>;
  stopping: boolean;
  later: NodeJS.Timeout | undefined;
}

const desks = new WeakMap<Hub, Desk>();

function deskOf(hub: Hub): Desk {
  const desk = desks.get(hub) ?? { running: new Set(), stopping: false, later: undefined };
  desks.set(hub, desk);
  return desk;
}

export function uploadFolder(hub: Hub): string {
  const folder = join(hub.config.home, "imports");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

const keptFile = (hub: Hub, { id }: ImportKey): string => join(uploadFolder(hub), id);

/** From now on the file belongs to the import. */
export async function keepUpload(hub: Hub, key: ImportKey, path: string): Promise<void> {
  await rename(path, keptFile(hub, key));
}

export interface Upload {
  readonly key: ImportKey;
  readonly fileName: string;
  readonly target: string | undefined;
  readonly viewer: Viewer;
}

/** Reads a kept file; whatever comes of it, the import says so. */
export function readUpload(hub: Hub, { key, fileName, target, viewer }: Upload): void {
  const file = keptFile(hub, key);
  start(
    hub,
    async (step) => {
      try {
        await fillImport(step, key, fileName, () => openWorkbook(file, fileName), target);
      } catch (error) {
        if (error instanceof Stopping) return release(hub, viewer, key);
        if (!(error instanceof StagingEnded)) {
          logAccident(hub.log, error);
          await step((context) => abandonImport(context, key));
        }
      }
      await rm(file, { force: true });
    },
    viewer,
  );
}

function start(hub: Hub, work: (step: Step) => Promise<void>, viewer: Viewer): void {
  setFlagsFromString(HEAP_GROWTH);
  const desk = deskOf(hub);
  const { writeSeconds } = limitsOf(viewer, hub.config.limits);
  // Whoever hangs up has long had the answer: its mark is nobody's, only its time is.
  const patience = { milliseconds: writeSeconds * 1000, mark: "hub import" };
  const own = ownSteps(hub, { ...viewer, patience });
  const step: Step = (part) => (desk.stopping ? Promise.reject(new Stopping()) : own(part));
  const running = work(step)
    .catch((error: unknown) => {
      if (!(error instanceof Stopping)) logAccident(hub.log, error);
    })
    .finally(() => desk.running.delete(running));
  desk.running.add(running);
}

/** The next hub need not wait to see that nobody is at it. */
async function release(hub: Hub, viewer: Viewer, { orgId, id }: ImportKey): Promise<void> {
  await ownSteps(
    hub,
    viewer,
  )(async (context) => {
    await sql`update import set worked_at = null where org_id = ${orgId} and id = ${id}`.execute(await context.tx());
  });
}

/** Waits for the pages under way; what is left is taken up at the next start. */
export async function stopImports(hub: Hub): Promise<void> {
  const desk = deskOf(hub);
  desk.stopping = true;
  clearTimeout(desk.later);
  await Promise.all(desk.running);
}

interface Unfinished extends ImportKey {
  readonly status: "staging" | "committing";
  readonly fileName: string;
  readonly wanted: string | null;
  readonly actor: string;
}

/** Takes up what a stopped hub left: files are read anew from the kept upload, commits go on from their last page. */
export async function resumeInterrupted(hub: Hub): Promise<void> {
  const desk = deskOf(hub);
  try {
    const step = ownSteps(hub, ITSELF);
    for (const found of await step(unfinished)) await resume(hub, step, found);
    const isAnyBusy = await step(anyBusy);
    // Somebody may be at those, or was until a moment ago: look once more when they would have shown it.
    if (isAnyBusy && !desk.stopping)
      desk.later = setTimeout(() => void resumeInterrupted(hub), (GIVEN_UP_SECONDS + 1) * 1000).unref();
  } catch (error) {
    logAccident(hub.log, error);
  }
}

const QUIET = sql.raw(`(worked_at is null or worked_at < clock_timestamp() - interval '${GIVEN_UP_SECONDS} seconds')`);

async function unfinished(context: Context): Promise<readonly Unfinished[]> {
  const { rows } = await sql<Unfinished>`
    select org_id as "orgId", id, status, file_name as "fileName", wanted, created_by as actor from import
    where status in ('staging', 'committing') and ${QUIET} order by created_at`.execute(await context.tx());
  return rows;
}

async function anyBusy(context: Context): Promise<boolean> {
  const { rows } = await sql<{ busy: boolean }>`
    select exists (select from import where status in ('staging', 'committing') and not ${QUIET}) as busy`.execute(
    await context.tx(),
  );
  return rows[0]?.busy === true;
}

async function resume(hub: Hub, step: Step, found: Unfinished): Promise<void> {
  const key: ImportKey = { orgId: found.orgId, id: found.id };
  const viewer = await accountNamed(hub, found.actor);
  // Whoever began it may not go on: nobody else goes on under that name.
  if (viewer === undefined) return step((context) => abandonImport(context, key));
  if (found.status === "committing") {
    if (await step((context) => claim(context, key)))
      start(hub, async (own) => void (await commitInPages(own, key, undefined).catch(endedElsewhere)), viewer);
    return;
  }
  const isHere = await access(keptFile(hub, key)).then(
    () => true,
    () => false,
  );
  // Its file may lie with another hub on the same database; only after long is it nobody's.
  if (!isHere) return step((context) => abandonForgotten(context, key));
  if (await step((context) => claim(context, key, true)))
    readUpload(hub, { key, fileName: found.fileName, target: found.wanted ?? undefined, viewer });
}

function endedElsewhere(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** Of several hubs that start at once, one takes it. What was staged is read again from the file. */
async function claim(context: Context, { orgId, id }: ImportKey, anew = false): Promise<boolean> {
  const tx = await context.tx();
  const { rows } = await sql`update import set worked_at = clock_timestamp()
    where org_id = ${orgId} and id = ${id} and status in ('staging', 'committing') and ${QUIET} returning 1`.execute(
    tx,
  );
  if (rows.length === 0) return false;
  if (anew) {
    await sql`delete from import_row where org_id = ${orgId} and import_id = ${id}`.execute(tx);
    await sql`update import set done = 0 where org_id = ${orgId} and id = ${id}`.execute(tx);
  }
  return true;
}

async function abandonForgotten(context: Context, key: ImportKey): Promise<void> {
  const { rows } = await sql`select from import where org_id = ${key.orgId} and id = ${key.id} and status = 'staging'
    and coalesce(worked_at, created_at) < now() - ${sql.lit(FORGOTTEN)}::interval`.execute(await context.tx());
  if (rows.length > 0) await abandonImport(context, key);
}
