/** Hands rosters and ledgers to the hub: a selection or a file is staged, mapped, looked at, and only then written. */
import { stopIfAsked } from "../hub/patience.js";
import type {
  ColumnMappingInput,
  Failure,
  Import,
  ImportReceipt,
  ImportRow,
  ImportStanding,
  RowOutcome,
  TakenReport,
} from "../hub/hub.js";
import type { SentSheet } from "../sheet/intake-marks.js";
import { cellAt, parseAddress, type Place, cellAddress } from "../sheet/place.js";
import { attempt, type Desk, inTurn, type Trouble } from "./desk.js";
import { forgetSheet, inSheetTurn, namedSheet, nameSheet, readSheet, unmarkSheet } from "./intake-sheet.js";

export type StageReport =
  | {
      readonly kind: "staged";
      readonly import: Import;
      readonly place: Place | null;
      /** What was sent of the sheet; null for a file. Kept in memory alone: it may hold identity numbers. */
      readonly sent: SentSheet | null;
    }
  | { readonly kind: "blocked"; readonly code: "SELECTION_EMPTY" | "SELECTION_ONE_CELL" }
  | { readonly kind: "blocked"; readonly code: "TOO_LARGE"; readonly cells: number; readonly most: number }
  /** A report filled in without the add-in: it went in at once, cell by cell. */
  | { readonly kind: "report"; readonly report: TakenReport }
  | { readonly kind: "stopped" }
  | Trouble;

/** A selection travels as one answer of at most 5 MB; longer ledgers go as files. */
export const MOST_SELECTED_CELLS = 100_000;
const STAGE_PATIENCE_MS = 120_000;
/** The hub writes a hundred thousand rows in about half a minute on a small machine. */
const COMMIT_PATIENCE_MS = 600_000;

/**
 * Sends the selected rectangle to be staged: detected, mapped and checked, nothing written to the ledgers. Of one selected
 * cell the whole filled part of its sheet is taken; the hub finds the tables in it.
 */
export function stageSelection(
  desk: Desk,
  organization: string,
  target: string | null = null,
  signal?: AbortSignal,
): Promise<StageReport> {
  return stoppable(signal, async () => {
    const selected = await desk.host.selection();
    const isOneCell = selected.rows * selected.columns === 1;
    const place = isOneCell ? await usedAround(desk, selected) : selected;
    if (!place) return { kind: "blocked", code: "SELECTION_ONE_CELL" };
    return stagePlace(desk, organization, place, target, signal);
  });
}

async function usedAround(desk: Desk, { sheet }: Place): Promise<Place | null> {
  const used = (await desk.host.usedPlaces()).find((place) => place.sheet === sheet);
  return used && used.rows * used.columns > 1 ? used : null;
}

/**
 * Checks the sheet again after people mended it, in full: a row may repeat one that is in already, and only the hub that
 * sees both can say so. Rows that went in come out unchanged, so nothing is written twice. The earlier look is dropped.
 */
export function stageAgain(
  desk: Desk,
  organization: string,
  before: Import | null,
  signal?: AbortSignal,
): Promise<StageReport> {
  return stoppable(signal, async () => {
    // A mark may be part of what a cell shows, and what it shows is sent along.
    const unmarked = await unmarkSheet(desk);
    if (unmarked.kind !== "unmarked") return unmarked;
    const place = await namedSheet(desk);
    if (!place) return { kind: "hostFailed", code: "GONE", args: {} };
    const [table, ...others] = before?.tables ?? [];
    const target = table && others.length === 0 && table.target !== "" ? table.target : null;
    const report = await stagePlace(desk, organization, place, target, signal);
    if (report.kind === "staged" && before && before.receipt === null) await desk.hub.discardImport(before.id);
    return report;
  });
}

async function stagePlace(
  desk: Desk,
  organization: string,
  place: Place,
  target: string | null,
  signal?: AbortSignal,
): Promise<StageReport> {
  const cells = place.rows * place.columns;
  if (cells > MOST_SELECTED_CELLS) return { kind: "blocked", code: "TOO_LARGE", cells, most: MOST_SELECTED_CELLS };
  const [sent, workbook] = await Promise.all([readSheet(desk, place), desk.host.workbook()]);
  if (!sent || sent.text.every((row) => row.every((text) => text.trim() === "")))
    return { kind: "blocked", code: "SELECTION_EMPTY" };
  const { values, text } = sent;
  const input = {
    organization,
    workbook: workbook.name,
    sheet: place.sheet,
    address: cellAddress(place),
    values,
    text,
    target,
  };
  const answer = await desk.hub.stageSelection(input, { timeoutMs: STAGE_PATIENCE_MS, ...(signal && { signal }) });
  if (answer.kind !== "ok") return answer;
  await inSheetTurn(desk, async () => {
    await nameSheet(desk, place);
    await keepOpen(desk, answer.data, organization, true);
  });
  return { kind: "staged", import: answer.data, place, sent };
}

/** A question that a person may stop answers `stopped` then, whatever it was about. */
function stoppable(signal: AbortSignal | undefined, action: () => Promise<StageReport>): Promise<StageReport> {
  return attempt(async () => {
    try {
      return await action();
    } catch (error) {
      if (signal?.aborted) return { kind: "stopped" };
      throw error;
    }
  });
}

// ── What is left open ────────────────────────────────────────────────────────────────────────────────────────────

const OPEN_KEY = "intake.open";

/** An import that was looked at and not finished; the workbook remembers which, never what is in it. */
export interface OpenIntake {
  readonly id: string;
  readonly file: string;
  readonly organization: string;
  /** It came from a sheet of this workbook. */
  readonly isSheet: boolean;
}

function keepOpen(desk: Desk, { id, file }: Import, organization: string, isSheet: boolean): Promise<void> {
  return desk.host.save({ [OPEN_KEY]: { id, file, organization, isSheet } });
}

/** What was left open when the workbook was closed, or null. */
export async function openIntake(desk: Desk): Promise<OpenIntake | null> {
  const [kept = null] = await desk.host.load([OPEN_KEY]);
  return isOpenIntake(kept) ? kept : null;
}

function isOpenIntake(kept: unknown): kept is OpenIntake {
  return typeof kept === "object" && kept !== null && "id" in kept && "organization" in kept && "isSheet" in kept;
}

/** Goes on with what was left open: a sheet is checked anew, for it may have changed; a file is where the hub has it. */
export function resumeIntake(desk: Desk, open: OpenIntake, options: UploadOptions = {}): Promise<StageReport> {
  if (!open.isSheet) return stoppable(options.signal, () => follow(desk, open.id, options));
  return stoppable(options.signal, async () => {
    const before = await desk.hub.import(open.id, options.signal ? { signal: options.signal } : {});
    if (before.kind !== "ok") return before;
    return stageAgain(
      desk,
      open.organization,
      before.data?.status === "DISCARDED" ? null : before.data,
      options.signal,
    );
  });
}

/** Ends the work: the marks go, the name goes, and what was only looked at is dropped in the hub. */
export async function closeIntake(desk: Desk, staged: Pick<Import, "id" | "receipt"> | null): Promise<void> {
  const forgotten = forgetSheet(desk);
  await inSheetTurn(desk, () => attempt(() => desk.host.save({ [OPEN_KEY]: null })));
  await forgotten;
  if (staged && staged.receipt === null) await discardImport(desk, staged.id);
}

export interface UploadOptions {
  readonly target?: string;
  readonly onProgress?: (standing: ImportStanding) => void;
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
  return stoppable(options.signal, async () => {
    const sent = await desk.hub.upload(file, name, organization, options.target ?? null, asking);
    if (sent.kind !== "ok") return sent;
    if ("report" in sent.data) return { kind: "report", report: sent.data.report };
    const { id } = sent.data;
    await desk.host.save({ [OPEN_KEY]: { id, file: name, organization, isSheet: false } });
    const report = await follow(desk, id, options).catch(async (error: unknown) => {
      // Whoever stops the reading does not want its rows kept, either.
      if (options.signal?.aborted) await closeIntake(desk, { id, receipt: null });
      throw error;
    });
    return report;
  });
}

/** A staging the hub forgot, or a line that broke, ends the following; the import itself goes on in the hub. */
async function follow(
  desk: Desk,
  id: string,
  { onProgress, signal, pauseMs = 500 }: UploadOptions,
): Promise<StageReport> {
  const asking = signal ? { signal } : {};
  for (;;) {
    const answer = await desk.hub.importProgress(id, asking);
    if (answer.kind !== "ok") return answer;
    if (answer.data === null) return { kind: "accident", id: null };
    onProgress?.(answer.data);
    if (answer.data.status !== "STAGING") break;
    await pause(pauseMs, signal);
  }
  const answer = await desk.hub.import(id, asking);
  if (answer.kind !== "ok") return answer;
  if (answer.data === null) return { kind: "accident", id: null };
  return { kind: "staged", import: answer.data, place: null, sent: null };
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    stopIfAsked(signal);
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
  return attempt(async () => {
    const answer = await desk.hub.setImportMapping(id, table, target, columns, remember, {
      timeoutMs: STAGE_PATIENCE_MS,
    });
    return answer.kind === "ok" ? { kind: "staged", import: answer.data, place: null, sent: null } : answer;
  });
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

export interface CommitOptions {
  readonly atomic?: boolean;
  readonly onProgress?: (standing: ImportStanding) => void;
  readonly pauseMs?: number;
}

/**
 * Writes the staged rows. The batch id is kept in the workbook until a receipt arrives, so asking again never doubles. A
 * long one goes on in the hub whatever becomes of the line; meanwhile the hub is asked how far it has come.
 */
export async function commitImport(
  desk: Desk,
  id: string,
  { atomic = false, onProgress, pauseMs = 700 }: CommitOptions = {},
): Promise<CommitReport> {
  const key = `commit:${id}`;
  const batch = await inTurn(desk, async () => {
    const [kept] = await desk.host.load([key]);
    const batchId = typeof kept === "string" ? kept : desk.newId();
    if (kept !== batchId) await desk.host.save({ [key]: batchId });
    return { kind: "batch" as const, batchId };
  });
  if (batch.kind !== "batch") return batch;
  const { batchId } = batch;
  const done = new AbortController();
  if (onProgress) void tellProgress(desk, id, onProgress, pauseMs, done.signal);
  const answer = await desk.hub.commitImport(id, batchId, atomic, { timeoutMs: COMMIT_PATIENCE_MS });
  done.abort();
  return inTurn(desk, async () => {
    if (answer.kind === "ok" || isSettled(answer)) await desk.host.save({ [key]: null });
    return answer.kind === "ok" ? { kind: "committed", receipt: answer.data } : answer;
  });
}

/** Only for people to see: nothing depends on it, and it ends with the first trouble. */
async function tellProgress(
  desk: Desk,
  id: string,
  onProgress: (standing: ImportStanding) => void,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      await pause(pauseMs, signal);
      const answer = await desk.hub.importProgress(id, { signal });
      if (answer.kind !== "ok") return;
      if (!signal.aborted && answer.data?.status === "COMMITTING") onProgress(answer.data);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
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

export type DownloadReport = { readonly kind: "file"; readonly name: string; readonly file: Blob } | Trouble;

/** Every refused cell of an import with its reason, as a file for the browser to keep. */
export function refusedReport(desk: Desk, { id, file }: Pick<Import, "id" | "file">): Promise<DownloadReport> {
  return attempt(async () => {
    const answer = await desk.hub.refusedReport(id);
    if (answer.kind !== "ok") return answer;
    return { kind: "file", name: `${file.replace(/\.[^.]+$/u, "")}-未导入的行.csv`, file: answer.data };
  });
}
