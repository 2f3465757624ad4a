/**
 * The desk an action works at: the spreadsheet, the hub, the last values kept, a clock and a source of batch ids.
 * Actions take it and answer a report; they hold no state of their own and no words for people.
 */
import { type CellCache, openCellCache } from "../hub/cells.js";
import type { Failure, Finding, Hub } from "../hub/hub.js";
import { type Host, HostError, type HostFailureCode } from "../host/host.js";

export interface Desk {
  readonly host: Host;
  readonly hub: Hub;
  readonly cells: CellCache;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Turns a finding into the sentence a comment on the cell shows. Without it the hub's own message is used. */
  readonly describe?: (finding: Finding) => string;
}

/** Every action may end in a failure of the hub, or here: a spreadsheet that did not do as told. */
export type Trouble =
  | Failure
  | {
      readonly kind: "hostFailed";
      readonly code: HostFailureCode;
      readonly args: Readonly<Record<string, unknown>>;
    };

export interface DeskOptions {
  readonly clock?: () => Date;
  readonly newId?: () => string;
  readonly describe?: (finding: Finding) => string;
}

/** Sets up a desk; functions answer from its cells as soon as the workbook's last values are loaded. */
export function openDesk(host: Host, hub: Hub, options: DeskOptions = {}): Desk {
  const clock = options.clock ?? (() => new Date());
  return {
    host,
    hub,
    cells: openCellCache(host, hub, { clock }),
    clock,
    newId: options.newId ?? (() => crypto.randomUUID()),
    ...(options.describe && { describe: options.describe }),
  };
}

const turns = new WeakMap<Desk, Promise<unknown>>();

/**
 * Runs an action when those before it at this desk have ended: two of them would overwrite each other's notes in the
 * workbook. A spreadsheet that refuses becomes part of the report instead of an exception.
 */
export function inTurn<Report>(desk: Desk, action: () => Promise<Report>): Promise<Report | Trouble> {
  const before = turns.get(desk) ?? Promise.resolve();
  const mine = before.then(() => attempt(action));
  turns.set(
    desk,
    mine.catch(() => undefined),
  );
  return mine;
}

/** For actions that keep nothing in the workbook: no need to wait for others. */
export async function attempt<Report>(action: () => Promise<Report>): Promise<Report | Trouble> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof HostError) return { kind: "hostFailed", code: error.code, args: error.args };
    throw error;
  }
}
