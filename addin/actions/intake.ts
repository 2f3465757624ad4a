import type { ColumnMappingInput, Import, ImportReceipt, ImportRow, RowOutcome } from "../hub/hub.js";
import type { Place } from "../sheet/place.js";
import type { Desk, Trouble } from "./desk.js";

export type StageReport =
  | { readonly kind: "staged"; readonly import: Import; readonly place: Place | null }
  | { readonly kind: "blocked"; readonly code: "SELECTION_EMPTY" | "SELECTION_ONE_CELL" }
  | { readonly kind: "blocked"; readonly code: "TOO_LARGE"; readonly cells: number; readonly most: number }
  | Trouble;

/** Sends the selected rectangle to be staged: detected, mapped and checked, nothing written to the ledgers. */
export async function stageSelection(
  _desk: Desk,
  _organization: string,
  _target: string | null = null,
): Promise<StageReport> {
  throw new Error("not built yet");
}

/** Sends a whole file, then follows its progress until it is checked or refused. */
export async function uploadFile(
  _desk: Desk,
  _file: Blob,
  _name: string,
  _organization: string,
  _options: {
    readonly target?: string;
    readonly onProgress?: (staging: Import) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<StageReport> {
  throw new Error("not built yet");
}

/** Changes what the columns mean; the hub checks again. */
export async function mapColumns(
  _desk: Desk,
  _id: string,
  _table: number,
  _target: string,
  _columns: readonly ColumnMappingInput[],
  _remember = true,
): Promise<StageReport> {
  throw new Error("not built yet");
}

export type RowsReport = { readonly kind: "rows"; readonly rows: readonly ImportRow[] } | Trouble;
export async function importRows(
  _desk: Desk,
  _id: string,
  _outcome: RowOutcome | null,
  _first = 100,
  _after: number | null = null,
): Promise<RowsReport> {
  throw new Error("not built yet");
}

export type CommitReport = { readonly kind: "committed"; readonly receipt: ImportReceipt } | Trouble;
/** Writes the staged rows. The batch id is kept in the workbook until a receipt arrives, so asking again never doubles. */
export async function commitImport(_desk: Desk, _id: string, _atomic = false): Promise<CommitReport> {
  throw new Error("not built yet");
}

export async function discardImport(_desk: Desk, _id: string): Promise<{ readonly kind: "discarded" } | Trouble> {
  throw new Error("not built yet");
}

/** Where a finding of a staged selection is in the sheet, for 定位. Null for an uploaded file. */
export function placeOfFinding(
  _staged: { readonly place: Place | null },
  _finding: { readonly cell?: string | null; readonly row?: number | null },
): Place | null {
  throw new Error("not built yet");
}
