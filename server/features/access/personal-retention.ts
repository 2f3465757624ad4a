/**
 * Lets go of what was kept long enough, kind by kind, each piece in a transaction of its own that logs what went: stopped
 * anywhere, it goes on where it stopped. It shows what is due, and removes where told to. The log of access is only
 * shortened by command: verified first, sealed, and cut behind the seal; a broken log is never cut.
 */
import { sql, type Kysely } from "kysely";
import { verifyAccess } from "../../database/history.js";
import type { Database } from "../../database/tables.js";
import { inTransaction } from "../../database/transaction.js";
import { leftovers, removeLeftovers } from "./personal-leftovers.js";
import {
  KEPT_IN_DATABASE,
  momentBefore,
  PERIODS,
  periodsOf,
  quietPersons,
  RETAINED,
  type Retained,
} from "./personal-periods.js";

export interface RetainedKind {
  readonly kind: Retained;
  readonly zh: string;
  readonly en: string;
  /** So many of `unit`. */
  readonly length: number;
  readonly unit: "month" | "day";
  readonly due: number;
  readonly removed: number;
  /** Why nothing went though it was due. */
  readonly held?: "by command" | "log broken" | "by name";
}

export interface Retaining {
  /** False only counts what is due. */
  readonly remove: boolean;
  /** Whether the log of access is shortened too. */
  readonly log?: boolean;
  /** The hub's folder; without it no file is looked at. */
  readonly home?: string;
  /** Where working folders lie, if not where the machine puts them. */
  readonly temporary?: string;
  /** How much one transaction lets go of. */
  readonly piece?: number;
}

const PIECE = 5000;

export async function retain(db: Kysely<Database>, now: Date, how: Retaining): Promise<readonly RetainedKind[]> {
  const lengths = await periodsOf(db, now);
  const report: RetainedKind[] = [];
  for (const kind of RETAINED) {
    const { zh, en, unit } = PERIODS[kind];
    const length = lengths[kind];
    report.push({ kind, zh, en, unit, length, ...(await done(db, now, kind, length, how)) });
  }
  return report;
}

type Done = Pick<RetainedKind, "due" | "removed" | "held">;

async function done(db: Kysely<Database>, now: Date, kind: Retained, length: number, how: Retaining): Promise<Done> {
  if (kind === "keep_uploads") return files(db, now, length, how);
  if (kind !== "keep_persons") return rows(db, now, kind, length, how);
  // To look through a whole roster is worth it where somebody reads the answer.
  if (how.remove && how.log !== true) return { due: 0, removed: 0 };
  return { due: await quietPersons(db, momentBefore(now, kind, length)), removed: 0, held: "by name" };
}

async function rows(
  db: Kysely<Database>,
  now: Date,
  kind: Exclude<Retained, "keep_uploads" | "keep_persons">,
  length: number,
  { remove, log = false, piece = PIECE }: Retaining,
): Promise<Done> {
  const before = momentBefore(now, kind, length);
  const kept = KEPT_IN_DATABASE[kind];
  const due = await kept.count(db, before);
  if (!remove) return { due, removed: 0 };
  if (kind === "keep_access_events") {
    if (!log) return { due, removed: 0, ...(due > 0 ? { held: "by command" as const } : {}) };
    if ((await verifyAccess(db)).broken.length > 0) return { due, removed: 0, held: "log broken" };
    await inTransaction(db, "system", async (tx) => sql`select seal_access(${before})`.execute(tx));
  }
  let removed = 0;
  for (let went = 1; went > 0; removed += went)
    went = await inTransaction(db, "system", async (tx) => {
      const count = await kept.removeSome(tx, before, piece);
      if (count > 0) await record(tx, { kind, length, unit: PERIODS[kind].unit, removed: count });
      return count;
    });
  return { due, removed };
}

async function files(
  db: Kysely<Database>,
  now: Date,
  length: number,
  { remove, home, temporary }: Retaining,
): Promise<Done> {
  if (home === undefined) return { due: 0, removed: 0 };
  const found = await leftovers(db, home, new Date(now.getTime() - length * A_DAY), temporary);
  if (!remove || found.length === 0) return { due: found.length, removed: 0 };
  const removed = await removeLeftovers(found);
  await inTransaction(db, "system", (tx) => record(tx, { kind: "keep_uploads", length, unit: "day", removed }));
  return { due: found.length, removed };
}

async function record(tx: Kysely<Database>, detail: Readonly<Record<string, unknown>>): Promise<void> {
  await sql`select record_access('retention', ${JSON.stringify(detail)}::jsonb)`.execute(tx);
}

const A_DAY = 24 * 60 * 60 * 1000;

/** Once a day while the hub runs; returns what ends it. `failed` hears of a run that did not go through. */
export function retainDaily(
  db: Kysely<Database>,
  clock: () => Date,
  home: string,
  failed: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => void retain(db, clock(), { remove: true, home }).catch(failed), A_DAY);
  timer.unref();
  return () => clearInterval(timer);
}
