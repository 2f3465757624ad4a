/**
 * What one request carries: who asks, what day it is, and the one transaction it lives in.
 * Nobody asks without an account; what the hub does for itself runs as the hub.
 */
import type { ControlledTransaction, Kysely } from "kysely";
import type { Logger } from "pino";
import type { Config } from "./config.js";
import type { OpenDatabase } from "./database/database.js";
import type { Actor } from "./database/postgres.js";
import type { Database } from "./database/tables.js";
import { requestTransaction, type RequestTransaction } from "./database/transaction.js";
import type { LocalDate } from "./domain/local-date.js";

/** What lives as long as the process. */
export interface Hub {
  readonly config: Config;
  /** With the owner's rights: for the hub's own work, never for a request's. */
  readonly database: OpenDatabase;
  /** As the role of requests, under row security. */
  readonly requests: Kysely<Database>;
  readonly log: Logger;
  readonly clock: () => Date;
}

/** Who asks, and what that allows besides the rows, which the database decides. */
export interface Viewer extends Actor {
  readonly kind: "person" | "program";
  readonly roles: readonly string[];
  /** A program that only reads. */
  readonly readOnly: boolean;
  /** May send documents of its own, introspect and be helped with suggestions. */
  readonly explores: boolean;
  /** What personal fields are needed for: asks for them unmasked, and is logged. */
  readonly purpose: string | undefined;
  readonly sessionId?: string;
  /** Sees the rows of few organizations: a hint for the database, nothing that decides. */
  readonly seesFew: boolean;
  readonly demo: boolean;
  readonly mustChangePassword: boolean;
}

/** The hub itself: upkeep, and taking up what a stopped hub left. */
export const ITSELF: Viewer = {
  name: "system",
  kind: "program",
  roles: [],
  readOnly: false,
  explores: false,
  purpose: undefined,
  seesFew: false,
  demo: false,
  mustChangePassword: false,
};

export interface Context {
  readonly hub: Hub;
  readonly viewer: Viewer;
  /** The viewer's name. */
  readonly actor: string;
  readonly today: LocalDate;
  readonly now: Date;
  readonly log: Logger;
  /** The request's transaction, begun now if it was not. */
  tx(): Promise<ControlledTransaction<Database>>;
  /** Whether it was begun: work in transactions of its own must not wait behind it on an engine with one connection. */
  hasBegun(): boolean;
  /** For the executor alone: it ends the transaction before the answer leaves. */
  readonly transaction: RequestTransaction;
}

const chinaDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" });

export function createContext(hub: Hub, viewer: Viewer): Context {
  const now = hub.clock();
  const db = viewer.accountId === undefined ? hub.database.db : hub.requests;
  const transaction = requestTransaction(db, viewer);
  let begun = false;
  const tx: Context["tx"] = () => {
    begun = true;
    return transaction.tx();
  };
  const today = chinaDay.format(now);
  return { hub, viewer, actor: viewer.name, now, today, log: hub.log, tx, hasBegun: () => begun, transaction };
}

/** Work outside of the graph in a transaction of its own: all of it or nothing. */
export async function inContext<T>(hub: Hub, viewer: Viewer, work: (context: Context) => Promise<T>): Promise<T> {
  const context = createContext(hub, viewer);
  try {
    const result = await work(context);
    await context.transaction.commit();
    return result;
  } catch (error) {
    await context.transaction.rollback();
    throw error;
  }
}
