/** Hands rosters and ledgers to the hub: a selection or a file is staged, mapped, looked at, and only then written. */
import type {
  Answer,
  ColumnMappingInput,
  Failure,
  Import,
  ImportReceipt,
  ImportRow,
  RowOutcome,
  TakenReport,
} from "../hub/hub.js";
import { cellAt, parseAddress, type Place, cellAddress } from "../sheet/place.js";
import { attempt, type Desk, inTurn, type Trouble } from "./desk.js";

export type StageReport =
  | { readonly kind: "staged"; readonly import: Import; readonly place: Place | null }
  | { readonly kind: "blocked"; readonly code: "SELECTION_EMPTY" | "SELECTION_ONE_CELL" }
  | { readonly kind: "blocked"; readonly code: "TOO_LARGE"; readonly cells: number; readonly most: number }
  /** A report filled in without the add-in: it went in at once, cell by cell. */
  | { readonly kind: "report"; readonly report: TakenReport }
  | { readonly kind: "stopped" }
  | Trouble;

/** A selection travels as one answer of at most 5 MB; longer ledgers go as files. */
export const MOST_SELECTED_CELLS = 100_000;

/** Sends the selected rectangle to be staged: detected, mapped and checked, nothing written to the ledgers. */
export function stageSelection(desk: Desk, organization: string, target: string | null = null): Promise<StageReport> {
  return attempt(async () => {
    const place = await desk.host.selection();
    const cells = place.rows * place.columns;
    if (cells === 1) return { kind: "blocked", code: "SELECTION_ONE_CELL" };
    if (cells > MOST_SELECTED_CELLS) return { kind: "blocked", code: "TOO_LARGE", cells, most: MOST_SELECTED_CELLS };
    const [[read], workbook] = await Promise.all([desk.host.read([place]), desk.host.workbook()]);
    if (!read || read.text.every((row) => row.every((text) => text.trim() === "")))
      return { kind: "blocked", code: "SELECTION_EMPTY" };
    const { values, text } = read;
    const input = {
      organization,
      workbook: workbook.name,
      sheet: place.sheet,
      address: cellAddress(place),
      values,
      text,
      target,
    };
    return staged(await desk.hub.stageSelection(input), place);
  });
}

export interface UploadOptions {
  readonly target?: string;
  readonly onProgress?: (staging: Import) => void;
  readonly signal?: AbortSignal;
  /** Between two looks at the progress. */
  readonly pauseMs?: number;
}

/** Sends a whole file, then follows its progress until it is checked or refused. */
export function uploadFile(
  desk: Desk,
  file: Blob,
  name: string,
  organization: string,
  options: UploadOptions = {},
): Promise<StageReport> {
  const asking = options.signal ? { signal: options.signal } : {};
  return attempt(async () => {
    try {
      const sent = await desk.hub.upload(file, name, organization, options.target ?? null, asking);
      if (sent.kind !== "ok") return sent;
      return "report" in sent.data
        ? { kind: "report", report: sent.data.report }
        : await follow(desk, sent.data.id, options);
    } catch (error) {
      if (options.signal?.aborted) return { kind: "stopped" };
      throw error;
    }
  });
}

/** A staging the hub forgot, or a line that broke, ends the following; the import itself goes on in the hub. */
async function follow(
  desk: Desk,
  id: string,
  { onProgress, signal, pauseMs = 500 }: UploadOptions,
): Promise<StageReport> {
  for (;;) {
    const answer = await desk.hub.import(id, signal ? { signal } : {});
    if (answer.kind !== "ok") return answer;
    if (answer.data === null) return { kind: "accident", id: null };
    onProgress?.(answer.data);
    if (answer.data.status !== "STAGING") return { kind: "staged", import: answer.data, place: null };
    await pause(pauseMs, signal);
  }
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true });
  });
}

/** Changes what the columns mean; the hub checks again. */
export function mapColumns(
  desk: Desk,
  id: string,
  table: number,
  target: string,
  columns: readonly ColumnMappingInput[],
  remember = true,
): Promise<StageReport> {
  return attempt(async () => staged(await desk.hub.setImportMapping(id, table, target, columns, remember), null));
}

function staged(answer: Answer<Import>, place: Place | null): StageReport {
  return answer.kind === "ok" ? { kind: "staged", import: answer.data, place } : answer;
}

export type RowsReport = { readonly kind: "rows"; readonly rows: readonly ImportRow[] } | Trouble;

export function importRows(
  desk: Desk,
  id: string,
  outcome: RowOutcome | null,
  first = 100,
  after: number | null = null,
): Promise<RowsReport> {
  return attempt(async () => {
    const answer = await desk.hub.importRows(id, outcome, first, after);
    return answer.kind === "ok" ? { kind: "rows", rows: answer.data } : answer;
  });
}

export type CommitReport = { readonly kind: "committed"; readonly receipt: ImportReceipt } | Trouble;

/** Writes the staged rows. The batch id is kept in the workbook until a receipt arrives, so asking again never doubles. */
export function commitImport(desk: Desk, id: string, atomic = false): Promise<CommitReport> {
  return inTurn(desk, async () => {
    const key = `commit:${id}`;
    const [kept] = await desk.host.load([key]);
    const batchId = typeof kept === "string" ? kept : desk.newId();
    if (kept !== batchId) await desk.host.save({ [key]: batchId });
    const answer = await desk.hub.commitImport(id, batchId, atomic);
    if (answer.kind === "ok" || isSettled(answer)) await desk.host.save({ [key]: null });
    return answer.kind === "ok" ? { kind: "committed", receipt: answer.data } : answer;
  });
}

function isSettled(failure: Failure): boolean {
  return failure.kind === "refusal";
}

export function discardImport(desk: Desk, id: string): Promise<{ readonly kind: "discarded" } | Trouble> {
  return attempt(async () => {
    const answer = await desk.hub.discardImport(id);
    return answer.kind === "ok" ? { kind: "discarded" } : answer;
  });
}

/** Where a finding of a staged selection is in the sheet, for 定位. Null for an uploaded file. */
export function placeOfFinding(
  { place }: { readonly place: Place | null },
  finding: { readonly cell?: string | null; readonly row?: number | null },
): Place | null {
  if (!place) return null;
  const cell = finding.cell ? parseAddress(finding.cell, place.sheet) : null;
  if (cell) return cell;
  return finding.row ? { ...cellAt(place.sheet, finding.row - 1, place.column), columns: place.columns } : null;
}
