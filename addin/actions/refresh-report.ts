/** What a refresh tells: how far it is, what changed, and what still shows an older value. */
import type { Failure, FigureKey } from "../hub/hub.js";
import type { Place } from "../sheet/place.js";
import type { Trouble } from "./desk.js";
import type { RegisterRenewed } from "./register.js";

export interface RefreshProgress {
  readonly done: number;
  readonly total: number;
  /** The region now being fetched; null for function cells and at the end. */
  readonly region: { readonly table: string; readonly place: Place } | null;
  readonly regions: readonly RegionProgress[];
}

export interface RegionProgress {
  /** Table id, or null for all function cells together. */
  readonly table: string | null;
  readonly title: string;
  readonly place: Place | null;
  readonly cells: number;
  readonly done: number;
  readonly changed: number;
}

export interface RefreshOptions {
  readonly onProgress?: (progress: RefreshProgress) => void;
  readonly signal?: AbortSignal;
}

export interface FigureChange {
  readonly key: FigureKey;
  /** Null for a figure that only functions show. */
  readonly place: Place | null;
  readonly organizationName: string;
  readonly indicatorName: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  /** The cell holds an unsent edit: it was left alone. */
  readonly conflicts: boolean;
}

/** What still shows an older value, and why. */
export interface KeptOld {
  readonly table: string | null;
  readonly place: Place | null;
  readonly cells: number;
  readonly asOf: string | null;
  readonly because: "stopped" | "offline" | "accident" | "refusal" | "unknown" | "gone";
  /** Code of the finding, refusal or accident. */
  readonly code: string | null;
}

export interface RefreshDone {
  /** `partial`: stopped or cut off; what came stays, the rest is in `kept`. */
  readonly kind: "refreshed" | "partial";
  readonly cells: number;
  readonly requests: number;
  readonly milliseconds: number;
  readonly asOf: string | null;
  readonly changes: readonly FigureChange[];
  readonly conflicts: number;
  readonly kept: readonly KeptOld[];
  /** What became of tables of register rows. */
  readonly registers: readonly RegisterRenewed[];
  /** Why it is partial, when the hub was the reason. */
  readonly trouble: Failure | null;
}

export type RefreshReport = RefreshDone | { readonly kind: "nothingBound" } | Trouble;
