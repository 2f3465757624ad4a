import type { Desk, Trouble } from "./desk.js";
import type { PendingReport } from "./pending.js";

export type ConflictChoice =
  /** Keep what I typed; the other side sees the reason. */
  | { readonly take: "mine"; readonly reason: string }
  /** Put the hub's value into the cell. */
  | { readonly take: "theirs" }
  /** Type a third value. */
  | { readonly take: "other"; readonly value: string; readonly reason: string };

export type ResolveReport =
  | { readonly kind: "resolved"; readonly pending: PendingReport }
  | { readonly kind: "blocked"; readonly code: "NO_SUCH_EDIT" | "NO_CONFLICT" | "REASON_NEEDED" | "NOT_A_NUMBER" }
  | Trouble;

/** Settles one conflict in the sheet; `mine` and `other` then wait to be sent on top of their version. */
export async function resolveConflict(_desk: Desk, _id: string, _choice: ConflictChoice): Promise<ResolveReport> {
  throw new Error("not built yet");
}
