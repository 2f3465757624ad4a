import type { FigureKey, FigureOrigin, FigureRevision, Progress } from "../hub/hub.js";
import type { MarkState } from "../sheet/marks.js";
import type { KnownCell, PendingCell } from "../sheet/edits.js";
import type { Place } from "../sheet/place.js";
import type { Desk, Trouble } from "./desk.js";

/** What the cell strip shows. `plain`: not a cell of ours. */
export type CellReport =
  | { readonly kind: "plain"; readonly place: Place; readonly address: string }
  | {
      readonly kind: "figure";
      readonly place: Place;
      readonly address: string;
      readonly key: FigureKey;
      readonly table: string | null;
      readonly organizationName: string;
      readonly indicatorName: string;
      readonly unit: string | null;
      readonly decimals: number;
      readonly known: KnownCell;
      /** The mark it carries; null for a quiet cell. */
      readonly mark: MarkState | null;
      readonly pending: PendingCell | null;
    }
  /** A total of a bound table; `additive` false: it may not be summed. */
  | {
      readonly kind: "total";
      readonly place: Place;
      readonly address: string;
      readonly indicatorName: string;
      readonly additive: boolean;
    }
  | Trouble;

/** What the first selected cell (or the one given) is. Asks the hub nothing. */
export async function describeCell(_desk: Desk, _place?: Place): Promise<CellReport> {
  throw new Error("not built yet");
}

export type HistoryReport = { readonly kind: "history"; readonly revisions: readonly FigureRevision[] } | Trouble;
/** 来历: every version of a figure, newest first. */
export async function cellHistory(_desk: Desk, _key: FigureKey): Promise<HistoryReport> {
  throw new Error("not built yet");
}

export type OriginReport =
  { readonly kind: "origin"; readonly origin: FigureOrigin; readonly progress: Progress | null } | Trouble;
/** 出处: how it is counted, from which files and rows, and the target it is held against. */
export async function cellOrigin(_desk: Desk, _key: FigureKey, _first = 50): Promise<OriginReport> {
  throw new Error("not built yet");
}

export type GoToReport = { readonly kind: "there" } | Trouble;
/** 定位. */
export async function goToCell(_desk: Desk, _place: Place): Promise<GoToReport> {
  throw new Error("not built yet");
}
