/**
 * The words for an edit: a cell of ours whose content differs from what the hub last said, and what became of it.
 * Types only; finding edits is `diff.ts`, deciding between two values is `merge.ts`.
 */
import type { Conflict, FigureKey, FigureSource, FigureStatus, Finding } from "../hub/hub.js";
import type { Place } from "./place.js";

/** What the hub last said of one cell. `asOf` is when it said so. */
export interface KnownCell {
  readonly value: string | null;
  readonly version: number;
  readonly source: FigureSource | null;
  readonly status: FigureStatus;
  readonly writable: boolean;
  readonly asOf: string;
  /** What the ledgers say, where something else was put in its place. */
  readonly computed?: string;
  /** Of a sum of parts: how many have reported, of how many. */
  readonly coverage?: readonly [have: number, of: number];
}

/** `pending` may be sent; `refused` has findings that block it; `conflict` needs a choice. */
export type EditState = "pending" | "refused" | "conflict";

/** One edited cell, as the 待发送 list shows it. */
export interface PendingCell {
  /** Stable while the edit stands: the table (or "fx" for a function cell) and the figure. */
  readonly id: string;
  readonly key: FigureKey;
  readonly place: Place;
  /** `月报!G6`. */
  readonly address: string;
  /** The bound table's id; null for a =HUB.FIGURE cell that was typed over. */
  readonly table: string | null;
  readonly organizationName: string;
  readonly indicatorName: string;
  readonly unit: string | null;
  readonly decimals: number;
  readonly base: KnownCell;
  /** As it stands in the cell. */
  readonly typed: string;
  /** Exact decimal to send; null clears the figure, or nothing can be sent because it is no number. */
  readonly value: string | null;
  /** The user's own formula, when the cell holds one. */
  readonly formula: string | null;
  readonly state: EditState;
  readonly findings: readonly Finding[];
  readonly conflict: Conflict | null;
  readonly reason: string | null;
  /** True when a counted figure is being overridden: the hub wants a reason. */
  readonly needsReason: boolean;
  readonly editedAt: string;
}

/** Codes of findings made in the sheet, before the hub is asked; `args` named beside each. */
export type SheetFindingCode =
  /** {typed, suggestion: string | null} */
  | "NOT_A_NUMBER"
  /** {typed, unit}: the unit that was written, and the figure's own */
  | "UNIT_MISMATCH"
  /** {status} */
  | "LOCKED"
  /** {} */
  | "NOT_WRITABLE"
  /** {typed}: the cell holds an error such as #REF! */
  | "CELL_IN_ERROR"
  /** {other: address}: the same figure typed with another value elsewhere in the workbook */
  | "TYPED_TWICE";
