/**
 * The sheet that is being brought in: it is named, so that it is found again wherever it moves; marked while people look
 * at it; and read back to see what they mended. Marks are conditional formats and go without a trace; no cell is written.
 */
import type { Asking, Import, ImportRow, ImportTable, RowOutcome } from "../hub/hub.js";
import {
  columnSelected,
  comparingWithSent,
  markingRows,
  movedMarks,
  movedPlace,
  type SentSheet,
  type SheetEdits,
} from "../sheet/intake-marks.js";
import { columnIndex, parseAddress, type Place } from "../sheet/place.js";
import { attempt, type Desk, type Trouble } from "./desk.js";
import { inSlices } from "./slices.js";

const BINDING_PREFIX = "XUNSHUI_";
const BINDING = `${BINDING_PREFIX}1`;
/** The hub answers as many rows at once. */
const ROWS_PER_QUESTION = 1_000;
/** More rows than this are a file's work, and no sheet's. */
const MOST_MARKED_ROWS = 100_000;

const turns = new WeakMap<Desk["host"], Promise<unknown>>();

/**
 * What is done to the sheet is done in the order it was asked for: a slow workbook must not take away the name or the
 * marks of the look that follows.
 */
export function inSheetTurn<Done>({ host }: Pick<Desk, "host">, action: () => Promise<Done>): Promise<Done> {
  const mine = (turns.get(host) ?? Promise.resolve()).then(action);
  turns.set(
    host,
    mine.catch(() => undefined),
  );
  return mine;
}

export function nameSheet(desk: Desk, place: Place): Promise<void> {
  return desk.host.bind(BINDING, place);
}

/** Where the named sheet is now; null when it was deleted or none is named. */
export async function namedSheet(desk: Desk): Promise<Place | null> {
  return (await desk.host.bindings(BINDING_PREFIX))[0]?.place ?? null;
}

export async function readSheet(desk: Desk, place: Place): Promise<SentSheet | null> {
  const [read] = await desk.host.read([place]);
  return read ? { place, values: read.values, text: read.text } : null;
}

/** Which picture was asked for last, by workbook: one that comes after people went on is not painted. */
const looks = new WeakMap<Desk["host"], number>();

function nextLook({ host }: Desk): number {
  const look = (looks.get(host) ?? 0) + 1;
  looks.set(host, look);
  return look;
}

export type LookedReport = { readonly kind: "looked"; readonly rows: readonly ImportRow[] } | Trouble;

/** The rows that marks speak of. `only`: after rows went in, what is left to mend. */
export function rowsToMark(
  desk: Desk,
  staged: Import,
  only: readonly RowOutcome[] | null = null,
  asking?: Asking,
): Promise<LookedReport> {
  return attempt(async () => {
    const rows: ImportRow[] = [];
    for (const outcome of only ?? [null]) {
      const answer = await rowsOf(desk, staged.id, outcome, asking);
      if (answer.kind !== "rows") return answer;
      rows.push(...answer.rows);
    }
    return { kind: "looked", rows };
  });
}

export type MarkedReport = { readonly kind: "marked"; readonly unmarked: number } | Trouble;

/** Marks every row by what it would come to; `edited` rows only say that they were mended and wait for a check. */
export function markSheet(
  desk: Desk,
  staged: Import,
  sent: SentSheet,
  rows: readonly ImportRow[],
  edited: readonly number[] = [],
): Promise<MarkedReport> {
  const look = nextLook(desk);
  const paint = async (): Promise<MarkedReport> => {
    const { marks, unmarked } = await inSlices(markingRows(sent, staged.tables, rows, edited));
    if (looks.get(desk.host) !== look) return { kind: "marked", unmarked };
    const now = (await namedSheet(desk)) ?? sent.place;
    await desk.host.mark(now, movedMarks(marks, sent.place, now));
    return { kind: "marked", unmarked };
  };
  return inSheetTurn(desk, () => attempt(paint));
}

async function rowsOf(
  desk: Desk,
  id: string,
  outcome: RowOutcome | null,
  asking?: Asking,
): Promise<{ readonly kind: "rows"; readonly rows: readonly ImportRow[] } | Trouble> {
  const rows: ImportRow[] = [];
  while (rows.length < MOST_MARKED_ROWS) {
    const answer = await desk.hub.importRows(id, outcome, ROWS_PER_QUESTION, rows.length, asking);
    if (answer.kind !== "ok") return answer;
    rows.push(...answer.data);
    if (answer.data.length < ROWS_PER_QUESTION) break;
  }
  return { kind: "rows", rows };
}

export type UnmarkedReport = { readonly kind: "unmarked" } | Trouble;

/** Takes the marks away; the sheet looks as its people left it. Its name stays while the work does. */
export function unmarkSheet(desk: Desk): Promise<UnmarkedReport> {
  nextLook(desk);
  return inSheetTurn(desk, () =>
    attempt(async () => {
      const place = await namedSheet(desk);
      if (place) await desk.host.mark(place, []);
      return { kind: "unmarked" };
    }),
  );
}

/** Ends the work on a sheet: no mark, no name. */
export async function forgetSheet(desk: Desk): Promise<UnmarkedReport> {
  const unmarked = unmarkSheet(desk);
  const forgotten = inSheetTurn(desk, () => attempt(() => desk.host.bind(BINDING, null)));
  await forgotten;
  return unmarked;
}

export type EditsReport = ({ readonly kind: "edits" } & SheetEdits) | { readonly kind: "gone" } | Trouble;

/** What was changed in the sheet since it was sent. Asks the hub nothing. */
export function findSheetEdits(desk: Desk, sent: SentSheet): Promise<EditsReport> {
  return attempt(async () => {
    const place = await namedSheet(desk);
    const now = place && (await readSheet(desk, place));
    return now ? { kind: "edits", ...(await inSlices(comparingWithSent(sent, now))) } : { kind: "gone" };
  });
}

/** Selects a column of a found table, for a person who picked it in the pane. */
export function goToColumn(
  desk: Desk,
  sent: SentSheet,
  table: ImportTable,
  letter: string,
): Promise<{ readonly kind: "gone" } | Trouble> {
  return attempt(async () => {
    const area = parseAddress(table.range, table.sheet);
    const now = await namedSheet(desk);
    if (area && now)
      await desk.host.goTo(movedPlace({ ...area, column: columnIndex(letter), columns: 1 }, sent.place, now));
    return { kind: "gone" };
  });
}

/** Selects a cell or a row the hub told of, where it is now. */
export function goToSent(desk: Desk, sent: SentSheet, place: Place): Promise<{ readonly kind: "gone" } | Trouble> {
  return attempt(async () => {
    const now = (await namedSheet(desk)) ?? sent.place;
    await desk.host.goTo(movedPlace(place, sent.place, now));
    return { kind: "gone" };
  });
}

/** Where a selected place was when the sheet was sent, and which column of which table that is. */
export async function columnOfSelection(
  desk: Desk,
  sent: SentSheet,
  tables: readonly ImportTable[],
  selected: Place,
): Promise<{ readonly table: number; readonly letter: string } | null> {
  const now = await namedSheet(desk);
  return now && columnSelected(tables, movedPlace(selected, now, sent.place));
}

/** Marks that a closed pane left in the workbook go when the next one opens. */
export function clearLeftMarks(desk: Desk): Promise<{ readonly kind: "unmarked" } | Trouble> {
  return unmarkSheet(desk);
}
