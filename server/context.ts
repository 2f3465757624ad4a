/**
 * What one request carries: who asks, what day it is, and the one transaction it lives in.
 * The actor is only a display name until people sign in; a name that cannot be read is refused, not shortened.
 */
import type { ControlledTransaction } from "kysely";
import type { Logger } from "pino";
import type { Config } from "./config.js";
import type { OpenDatabase } from "./database/database.js";
import type { Database } from "./database/tables.js";
import { requestTransaction, type RequestTransaction } from "./database/transaction.js";
import type { LocalDate } from "./domain/local-date.js";
import { Refusal } from "./errors.js";

/** What lives as long as the process. */
export interface Hub {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly log: Logger;
  readonly clock: () => Date;
}

export interface Context {
  readonly hub: Hub;
  readonly actor: string;
  readonly today: LocalDate;
  readonly now: Date;
  readonly log: Logger;
  /** False hides groups of few persons from grouped answers; not told, everybody may see persons. */
  readonly maySeePersons?: boolean;
  /** The request's transaction, begun now if it was not. */
  tx(): Promise<ControlledTransaction<Database>>;
  /** Whether it was begun: work in transactions of its own must not wait behind it on an engine with one connection. */
  hasBegun(): boolean;
  /** For the executor alone: it ends the transaction before the answer leaves. */
  readonly transaction: RequestTransaction;
}

export const DEFAULT_ACTOR = "本机用户";
const LONGEST_ACTOR = 40;
const chinaDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" });

export function createContext(hub: Hub, actorHeader: string | undefined): Context {
  const actor = readActor(actorHeader);
  const now = hub.clock();
  const transaction = requestTransaction(hub.database.db, actor);
  let begun = false;
  const tx: Context["tx"] = () => {
    begun = true;
    return transaction.tx();
  };
  return { hub, actor, now, today: chinaDay.format(now), log: hub.log, tx, hasBegun: () => begun, transaction };
}

export function readActor(header: string | undefined): string {
  if (header === undefined || header.trim() === "") return DEFAULT_ACTOR;
  const name = decode(header)?.trim();
  if (name === undefined || name === "" || [...name].length > LONGEST_ACTOR || /\p{Cc}/u.test(name))
    throw new Refusal("BAD_ACTOR");
  return name;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
