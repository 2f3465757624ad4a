/** The hub's port for rows of registers on their way in: one batch, one receipt, an answer for each row. Field for field the graph. */
import type { Answer, Asking, Finding } from "./hub.js";

/** The envelope, and beside it what stands in the cells under the names of fields. */
export interface SentRow {
  /** A global id, or for a new row a UUID of the sender's. */
  readonly id: string;
  readonly delete?: boolean;
  readonly baseVersion?: number;
  readonly organization?: string;
  /** The cell, `名册!B5`. */
  readonly at?: string;
  /** Why; the hub says where it must be said. */
  readonly reason?: string;
  readonly [field: string]: string | number | boolean | null | undefined;
}

export interface SaveRowsInput {
  readonly batchId: string;
  readonly rows: readonly SentRow[];
  readonly dryRun?: boolean;
  readonly atomic?: boolean;
  readonly origin?: string;
}

export interface RowFieldConflict {
  readonly field: string;
  readonly label: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** `theirVersion` 0: somebody deleted the row. */
export interface RowConflict {
  readonly theirVersion: number;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  readonly fields: readonly RowFieldConflict[];
}

export type RowOutcome = "WRITTEN" | "UNCHANGED" | "CONFLICT" | "REFUSED";

export interface RowAnswer {
  readonly index: number;
  readonly id: string | null;
  readonly version: number;
  readonly outcome: RowOutcome;
  /** Fields others changed meanwhile, kept as they made them. */
  readonly merged: readonly string[];
  readonly conflict: RowConflict | null;
  readonly findings: readonly Finding[];
}

export interface RowReceipt {
  readonly batchId: string;
  readonly dryRun: boolean;
  readonly replayed: boolean;
  readonly receivedAt: string;
  readonly rows: readonly RowAnswer[];
}

export interface RowHub {
  /** `register` by the graph's name: `Credential`. */
  saveRows(register: string, input: SaveRowsInput, asking?: Asking): Promise<Answer<RowReceipt>>;
}
