/**
 * Reads every cell of ours once and says what was edited: the ground every other action stands on.
 * Asks the hub nothing and writes nothing to cells; painting is `paint.ts`.
 */
import type { Cells } from "../host/host.js";
import type { Figure } from "../hub/hub.js";
import { compareCell, diffingTable, sheetFinding, type TableDiff, wantsReason } from "../sheet/diff.js";
import type { KnownCell, PendingCell } from "../sheet/edits.js";
import { readFigureCall } from "../sheet/function-calls.js";
import { cellIn, coverCells } from "../sheet/cover.js";
import { isSameValue } from "../sheet/number.js";
import { type Place, readableAddress } from "../sheet/place.js";
import { eachOf, type Steps } from "../sheet/steps.js";
import { type BoundTable, keyText, besides, wordsAt } from "../sheet/table.js";
import { type Book, type EditNote, type FunctionCell, loadBook, saveBook } from "./book.js";
import type { Desk } from "./desk.js";
import { inSlices } from "./slices.js";

export interface SurveyedTable extends TableDiff {
  readonly table: BoundTable;
  readonly place: Place;
  readonly cells: Cells;
}

export interface Survey {
  readonly book: Book;
  readonly tables: readonly SurveyedTable[];
  readonly pending: readonly PendingCell[];
  /** Functions that were typed over before the hub had ever told their figure: nothing to compare with yet. */
  readonly unanswered: readonly FunctionCell[];
}

/**
 * Reads, compares, and brings the notes up to date: new edits get their time, gone ones lose their verdict. Rests between
 * rows; a `signal` stops it before anything is kept.
 */
export async function survey(desk: Desk, signal?: AbortSignal): Promise<Survey> {
  const { before, ...found } = await look(desk, signal);
  await saveWhatChanged(desk, before, found.book);
  return found;
}

/** The same without keeping anything: for who saves more at once. `before` is what the workbook remembers. */
export async function look(desk: Desk, signal?: AbortSignal): Promise<Survey & { readonly before: Book }> {
  const book = await loadBook(desk.host);
  const placed = book.tables.flatMap(({ table, place }) => (place ? [{ table, place }] : []));
  const reads = await desk.host.read([
    ...placed.map(({ place }) => place),
    ...coverCells(book.functions.map(({ place }) => place)),
  ]);
  const compared = await inSlices(comparing(desk, book, placed, reads), signal);
  const { surveyed, pending } = compared;
  const unanswered = compared.functions.flatMap(({ cell, isUnanswered }) => (isUnanswered ? [cell] : []));
  return { before: book, book: surveyed, tables: compared.tables, pending, unanswered };
}

function* comparing(
  desk: Desk,
  book: Book,
  placed: readonly { readonly table: BoundTable; readonly place: Place }[],
  reads: readonly Cells[],
) {
  const tables: SurveyedTable[] = [];
  for (const [index, { table, place }] of placed.entries()) {
    const cells = reads[index];
    if (cells) tables.push({ table, place, cells, ...(yield* diffingTable(table, cells)) });
  }
  const functionReads = reads.slice(placed.length);
  const looked = yield* eachOf(book.functions, (cell) => lookAtFunction(desk, cell, cellIn(functionReads, cell.place)));
  const functions = looked.flatMap((found) => found ?? []);
  const edits: PendingCell[] = [];
  for (const table of tables) edits.push(...(yield* editsOfTable(table)));
  for (const { edit } of functions) if (edit) edits.push(edit);

  const now = desk.clock().toISOString();
  const noted = yield* eachOf(edits, (edit) => [edit.id, noteFor(edit, book.notes[edit.id], now)] as const);
  const notes = Object.fromEntries(noted);
  const surveyed: Book = { ...book, notes, functions: functions.map(({ cell }) => cell) };
  const pending = yield* withTwins(yield* eachOf(edits, (edit) => judged(edit, notes[edit.id])));
  return { tables, functions, surveyed, pending };
}

/** Saving costs a round trip and dirties the file, so it happens only when something is different. */
async function saveWhatChanged(desk: Desk, before: Book, after: Book): Promise<void> {
  const ids = Object.keys(after.notes);
  // What did not change is the very same object: comparing texts of ten thousand notes would be felt.
  const isNoted =
    ids.length !== Object.keys(before.notes).length || ids.some((id) => before.notes[id] !== after.notes[id]);
  const isMoved =
    before.functions.length !== after.functions.length ||
    before.functions.some((cell, index) => cell !== after.functions[index]);
  await saveBook(desk.host, {
    ...(isNoted && { notes: after.notes, checkedAt: after.checkedAt }),
    ...(isMoved && { functions: after.functions }),
  });
}

function editsOfTable({ table, edits }: SurveyedTable): Steps<PendingCell[]> {
  const known = edits.filter(({ row, column }) => table.rows[row] && table.columns[column]);
  return eachOf(known, ({ key, place, row, column, base, typed, value, formula, findings }) => ({
    ...blankEdit,
    ...{ id: `${table.id}:${keyText(key)}`, key, place, address: readableAddress(place), table: table.id },
    ...wordsAt(table, row, column),
    ...{ base, typed, value, formula, findings, needsReason: wantsReason(base) },
  }));
}

const blankEdit = { state: "pending", conflict: null, reason: null, editedAt: "" } as const;

/** A cell that held a function: null when it is no longer ours, with an edit when someone typed a value over it. */
function lookAtFunction(
  desk: Desk,
  cell: FunctionCell,
  { value, formula, text }: ReturnType<typeof cellIn>,
): { cell: FunctionCell; edit?: PendingCell; isUnanswered?: true } | null {
  if (readFigureCall(formula, cell.place.sheet)) return { cell: cell.base === null ? cell : { ...cell, base: null } };
  // Cleared or replaced by another formula: people took the cell back. Clearing it never clears the figure.
  if (value === "" || (typeof formula === "string" && formula.startsWith("="))) return null;
  const kept = desk.cells.peek(cell.key);
  const base = cell.base ?? (kept && knownFigure(kept.value, kept.asOf));
  if (!base) return { cell, isUnanswered: true };
  const figure = kept?.value;
  const found = compareCell({ value, formula: "", text }, base, figure?.unit ?? null);
  const typedOver = cell.base === base ? cell : { ...cell, base };
  if (!found) return { cell: typedOver };
  return {
    cell: typedOver,
    edit: {
      ...blankEdit,
      ...{
        id: `fx:${keyText(cell.key)}`,
        key: cell.key,
        place: cell.place,
        address: readableAddress(cell.place),
        table: null,
      },
      organizationName: figure?.organizationName ?? cell.key.organization,
      indicatorName: figure?.indicatorName ?? cell.key.indicator,
      unit: figure?.unit ?? null,
      decimals: 0,
      ...{ ...found, base, formula: null, needsReason: wantsReason(base) },
    },
  };
}

/** What the hub said of a figure, as a table keeps it. */
export function knownFigure(figure: Figure, asOf: string): KnownCell {
  const { value, version, source, status, writable, computedValue, coverage } = figure;
  const known = { value, version, source, status, writable, asOf };
  return { ...known, ...besides(value, source, computedValue, coverage ? [coverage.have, coverage.of] : null) };
}

function noteFor(edit: PendingCell, before: EditNote | undefined, now: string): EditNote {
  if (before?.typed === edit.typed) return before;
  return { typed: edit.typed, editedAt: now, reason: before?.reason ?? null, verdict: null };
}

/** The sheet's own findings come first; a hub's verdict on the same text still stands. */
function judged(edit: PendingCell, note: EditNote | undefined): PendingCell {
  const findings = [...edit.findings, ...(note?.verdict?.findings ?? [])];
  const conflict = note?.verdict?.conflict ?? null;
  const isRefused = findings.some(({ severity }) => severity === "BLOCK" || severity === "ERROR");
  const state = isRefused ? "refused" : conflict ? "conflict" : "pending";
  return { ...edit, findings, conflict, state, reason: note?.reason ?? null, editedAt: note?.editedAt ?? "" };
}

/** The same figure typed twice with different values: neither goes, both say where the other is. */
function* withTwins(edits: readonly PendingCell[]): Steps<PendingCell[]> {
  const byFigure = new Map<string, PendingCell[]>();
  for (const edit of edits) {
    const alike = byFigure.get(keyText(edit.key));
    if (alike) alike.push(edit);
    else byFigure.set(keyText(edit.key), [edit]);
    yield;
  }
  return yield* eachOf(edits, (edit): PendingCell => {
    const alike = byFigure.get(keyText(edit.key)) ?? [];
    const twin = alike.length > 1 ? alike.find((other) => !isSameValue(other.value, edit.value)) : undefined;
    if (!twin) return edit;
    const finding = sheetFinding("TYPED_TWICE", { other: twin.address });
    return { ...edit, state: "refused", findings: [...edit.findings, finding] };
  });
}
