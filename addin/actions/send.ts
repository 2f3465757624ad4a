import type { CellOutcome, Conflict, Figure, Finding } from "../hub/hub.js";
import type { PendingCell } from "../sheet/edits.js";
import type { Desk, Trouble } from "./desk.js";
import type { PendingReport } from "./pending.js";

export interface SendOptions {
  /** One refused cell refuses them all. */
  readonly atomic?: boolean;
  /** Only these edits; all sendable ones when left out. */
  readonly ids?: readonly string[];
  readonly note?: string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface SentCell {
  readonly cell: PendingCell;
  readonly outcome: CellOutcome;
  readonly figure: Figure | null;
  readonly conflict: Conflict | null;
  readonly findings: readonly Finding[];
}

/** `checked` wrote nothing. `sent` wrote `written`; a `replayed` receipt was already there, nothing went in twice. */
export interface SendDone {
  readonly kind: "checked" | "sent";
  readonly batchIds: readonly string[];
  readonly replayed: boolean;
  readonly receivedAt: string;
  readonly written: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly cells: readonly SentCell[];
  /** What is still to do after this. */
  readonly pending: PendingReport;
}

/** `interrupted`: the answer was lost or the hub failed halfway. What was written is in `done`; all else is still pending. */
export type SendReport =
  | SendDone
  | { readonly kind: "nothingToSend"; readonly pending: PendingReport }
  | {
      readonly kind: "interrupted";
      readonly trouble: Trouble;
      readonly done: SendDone | null;
      readonly pending: PendingReport;
    }
  | Trouble;

/** Asks the hub what it would say of every edit; writes nothing to the hub. */
export async function check(_desk: Desk, _options: SendOptions = {}): Promise<SendReport> {
  throw new Error("not built yet");
}

/** Sends the edits; written cells become quiet again and typed-over functions come back. */
export async function send(_desk: Desk, _options: SendOptions = {}): Promise<SendReport> {
  throw new Error("not built yet");
}
