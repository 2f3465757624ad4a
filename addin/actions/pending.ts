import type { PendingCell } from "../sheet/edits.js";
import type { Desk, Trouble } from "./desk.js";

export interface PendingReport {
  readonly kind: "found";
  readonly cells: readonly PendingCell[];
  readonly sendable: number;
  readonly refused: number;
  readonly conflicts: number;
  /** Edits of a batch whose answer was lost; sending goes on with the same batch. Null when there is none. */
  readonly outstanding: { readonly batchId: string; readonly cells: number; readonly since: string } | null;
  /** Rows typed into a table that belong to no organization of it. */
  readonly strangers: readonly { readonly table: string; readonly address: string; readonly label: string }[];
  /** When the last check or sending answered; null before the first. */
  readonly checkedAt: string | null;
}

/** Reads every bound range, compares it with what the hub last said, repaints the marks. Asks the hub nothing. */
export async function findPending(_desk: Desk): Promise<PendingReport | Trouble> {
  throw new Error("not built yet");
}

/** Remembers why this edit is made; sent with it. */
export async function setReason(_desk: Desk, _id: string, _reason: string): Promise<PendingReport | Trouble> {
  throw new Error("not built yet");
}
