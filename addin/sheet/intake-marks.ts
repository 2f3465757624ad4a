/**
 * A looked-at sheet as marks: which rows are new, changed, the same or refused, which of their cells are why, and the
 * outline of each table that was found. Pure; says how many rows had no room, and writes no sentence into the workbook.
 */
import type { CellValue, Mark } from "../host/host.js";
import type { ImportRow, ImportTable } from "../hub/hub.js";
import { type IntakeMarkState, MARK_LOOKS, MARK_ORDER, signedFormat } from "./marks.js";
import { columnIndex, columnLetters, overlaps, parseAddress, type Place, within } from "./place.js";
import { atOnce, type Steps } from "./steps.js";

/** What was sent: where it stood, and its cells as they were read. */
export interface SentSheet {
  readonly place: Place;
  readonly values: readonly (readonly CellValue[])[];
  readonly text: readonly (readonly string[])[];
}

export interface IntakeMarks {
  readonly marks: readonly Mark[];
  /** Rows that carry no mark, because a sheet with too many rules is slow to draw. */
  readonly unmarked: number;
}

type State = Extract<IntakeMarkState, "fresh" | "changed" | "changing" | "same"> | "refused" | "pending";

interface Block {
  readonly state: State;
  readonly format: string | undefined;
  readonly place: Place;
  readonly isLead: boolean;
  /** Only colours the remainder of its rows: the first to go where there is no room. */
  readonly isRest?: true;
}

/** A few fewer than a host paints, so that the outline always has room. */
const MOST_BLOCKS = 360;

/**
 * `rows`: as the hub told them, in the sheet's own row numbers at the time they were sent. `edited`: rows that were mended
 * since, by the same numbers; what the hub said of them is no longer so.
 */
export function intakeMarks(
  sent: SentSheet,
  tables: readonly ImportTable[],
  rows: readonly ImportRow[],
  edited: readonly number[] = [],
): IntakeMarks {
  return atOnce(markingRows(sent, tables, rows, edited));
}

/** The same in steps of a row each: a hundred thousand rows are not looked at in one go. */
export function* markingRows(
  sent: SentSheet,
  tables: readonly ImportTable[],
  rows: readonly ImportRow[],
  edited: readonly number[],
): Steps<IntakeMarks> {
  const here = tables.flatMap((table) => {
    const area = parseAddress(table.range, table.sheet);
    return area && table.sheet === sent.place.sheet ? [{ table, area }] : [];
  });
  const blocks: Block[] = [];
  for (const { table, area } of here) {
    const own = rows.filter((row) => isOf(row, table, area)).sort((a, b) => a.row - b.row);
    const lead = yield* leadOf(sent, area, own);
    const old = new Set(edited);
    const segments = (row: ImportRow): Block[] =>
      old.has(row.row) ? [mendedAt(sent, area, lead, row)] : segmentsOf(sent, table, area, lead, row);
    // One after the other: pushing a hundred thousand arguments at once would not fit.
    for (const block of yield* stacked(own, segments)) blocks.push(block);
  }
  const signed = blocks.length > MOST_BLOCKS ? blocks.filter(({ isRest }) => !isRest) : blocks;
  const inOrder = signed.sort((a, b) => MARK_ORDER.indexOf(a.state) - MARK_ORDER.indexOf(b.state));
  const left = inOrder.slice(MOST_BLOCKS).filter(({ isLead }) => isLead);
  return {
    marks: [
      ...here.flatMap(({ table, area }) => outlineOf(table, area)),
      ...inOrder
        .slice(0, MOST_BLOCKS)
        .map(({ state, format, place }): Mark => ({ state, cells: [place], ...(format && { format }) })),
    ],
    unmarked: left.reduce((sum, { place }) => sum + place.rows, 0),
  };
}

function isOf({ sheet, row }: ImportRow, table: ImportTable, area: Place): boolean {
  return sheet === table.sheet && row > area.row && row <= area.row + area.rows;
}

/** The header in a frame of its own, and a line around the rest. */
export function outlineOf(table: ImportTable, area: Place): Mark[] {
  const header = Math.max(0, ...table.headerRows) - area.row;
  const body = area.rows - header;
  if (header <= 0) return [];
  return [
    { state: "found", cells: [within(area, 0, 0, header, area.columns)] },
    ...(body > 0
      ? ([
          { state: "foundLeft", cells: [within(area, header, 0, body, 1)] },
          { state: "foundRight", cells: [within(area, header, area.columns - 1, body, 1)] },
          { state: "foundBottom", cells: [within(area, area.rows - 1, 0, 1, area.columns)] },
        ] satisfies Mark[])
      : []),
  ];
}

/** The column that carries the rows' signs: the first that holds words in every row, else the one with the most. */
function* leadOf(sent: SentSheet, area: Place, rows: readonly ImportRow[]): Steps<number> {
  let best = { column: area.column, words: -1 };
  for (let column = area.column; column < area.column + area.columns; column++) {
    let words = 0;
    for (const { row } of rows) {
      if (carriesSign(sent, row - 1, column)) words++;
      yield;
    }
    if (words > best.words) best = { column, words };
    if (words === rows.length) break;
  }
  return best.column;
}

/**
 * A blank cell shows no number format, and a formatted number would lose its own. Long digits, also those kept as text,
 * would be shown by their size alone, so they are left as they are.
 */
function carriesSign(sent: SentSheet, row: number, column: number): boolean {
  const [down, right] = [row - sent.place.row, column - sent.place.column];
  const value = sent.values[down]?.[right] ?? "";
  if (typeof value !== "number") return value !== "" && !LONG_DIGITS.test(String(value));
  return Math.abs(value) < LONG_NUMBER && sent.text[down]?.[right] === String(value);
}

const LONG_NUMBER = 1e11;
const LONG_DIGITS = /^\s*[\d.]{11,}\s*$/;

function mendedAt(sent: SentSheet, area: Place, lead: number, { row }: ImportRow): Block {
  const place = { sheet: area.sheet, row: row - 1, column: lead, rows: 1, columns: 1 };
  return { state: "pending", format: formatAt(sent, "pending", place), place, isLead: true };
}

/** Words get a format for words alone. */
function formatAt(sent: SentSheet, state: State, { row, column }: Place): string | undefined {
  if (!carriesSign(sent, row, column)) return undefined;
  const sign = `${MARK_LOOKS[state].sign} `;
  const value = sent.values[row - sent.place.row]?.[column - sent.place.column];
  return typeof value === "number" ? signedFormat(sign, "General") : `"${sign}"* @`;
}

const STATES: Readonly<Record<ImportRow["outcome"], State>> = {
  NEW: "fresh",
  CHANGED: "changed",
  UNCHANGED: "same",
  REFUSED: "refused",
};

/** One row from left to right: its sign, the cells that are why, and the rest of it. */
function segmentsOf(sent: SentSheet, table: ImportTable, area: Place, lead: number, row: ImportRow): Block[] {
  const state = STATES[row.outcome];
  const why = new Set(row.outcome === "REFUSED" ? faultyColumns(row) : changedColumns(table, row));
  const blocks: Block[] = [];
  const rest: Place[] = [];
  for (let column = area.column; column < area.column + area.columns; column++) {
    const place = { sheet: area.sheet, row: row.row - 1, column, rows: 1, columns: 1 };
    const own = why.has(column) && state === "changed" ? "changing" : state;
    if (column === lead || why.has(column))
      blocks.push({ state: own, format: formatAt(sent, own, place), place, isLead: column === lead });
    else rest.push(place);
  }
  // What is the same stays as it is, and of a refused row only the cells that are why: colour is for work to do.
  if (state === "fresh" || state === "changed")
    for (const place of beside(rest)) blocks.push({ state, format: undefined, place, isLead: false, isRest: true });
  return blocks;
}

function faultyColumns({ findings }: ImportRow): number[] {
  return findings.flatMap(({ cell, severity }) => {
    const place = cell && (severity === "ERROR" || severity === "BLOCK") ? parseAddress(cell) : null;
    return place ? [place.column] : [];
  });
}

function changedColumns({ columns }: ImportTable, { changes }: ImportRow): number[] {
  const fields = new Set(changes.filter(({ from }) => from !== null).map(({ field }) => field));
  return columns.flatMap(({ letter, field }) => (field !== null && fields.has(field) ? [columnIndex(letter)] : []));
}

/** Neighbours in one row become one. */
function beside(cells: readonly Place[]): Place[] {
  const runs: Place[] = [];
  for (const cell of cells) {
    const last = runs.at(-1);
    if (last && last.column + last.columns === cell.column)
      runs[runs.length - 1] = { ...last, columns: last.columns + 1 };
    else runs.push(cell);
  }
  return runs;
}

/** Rows that look alike and follow each other become one rectangle. */
function* stacked(rows: readonly ImportRow[], segments: (row: ImportRow) => readonly Block[]): Steps<Block[]> {
  const done: Block[] = [];
  let open = new Map<string, Block>();
  for (const row of rows) {
    const next = new Map<string, Block>();
    for (const block of segments(row)) {
      const { state, format, place, isLead } = block;
      const key = `${place.column} ${place.columns} ${state} ${format} ${isLead}`;
      const above = open.get(key);
      const goesOn = above !== undefined && above.place.row + above.place.rows === place.row;
      next.set(key, goesOn ? { ...above, place: { ...above.place, rows: above.place.rows + 1 } } : block);
      if (goesOn) open.delete(key);
    }
    done.push(...open.values());
    open = next;
    yield;
  }
  return [...done, ...open.values()];
}

/** The same marks where the sheet has moved to since: rows were inserted above, a column to the left. */
export function movedMarks(marks: readonly Mark[], from: Place, to: Place): Mark[] {
  return marks.map((mark) => ({ ...mark, cells: mark.cells.map((place) => movedPlace(place, from, to)) }));
}

export function movedPlace(place: Place, from: Place, to: Place): Place {
  return {
    ...place,
    sheet: to.sheet,
    row: place.row + to.row - from.row,
    column: place.column + to.column - from.column,
  };
}

export interface SheetEdits {
  /** Rows whose cells differ from what was sent, as they were numbered then. */
  readonly rows: readonly number[];
  /** Rows or columns were put in or taken out, so nothing can be compared by its place. */
  readonly isReshaped: boolean;
}

/** What was mended since, a row at a time. */
export function* comparingWithSent(sent: SentSheet, now: SentSheet): Steps<SheetEdits> {
  if (sent.place.rows !== now.place.rows || sent.place.columns !== now.place.columns)
    return { rows: [], isReshaped: true };
  const rows: number[] = [];
  for (const [down, row] of now.values.entries()) {
    const before = sent.values[down] ?? [];
    if (row.some((value, right) => value !== (before[right] ?? ""))) rows.push(sent.place.row + down + 1);
    yield;
  }
  return { rows, isReshaped: false };
}

/** Which column of a found table was pointed at: its header, or several of its cells. One cell below is being mended. */
export function columnSelected(
  tables: readonly ImportTable[],
  selected: Place,
): { readonly table: number; readonly letter: string } | null {
  if (selected.columns !== 1) return null;
  for (const table of tables) {
    const area = parseAddress(table.range, table.sheet);
    if (!area || !overlaps(area, selected)) continue;
    const isHeader = table.headerRows.some((row) => row - 1 === selected.row);
    if (isHeader || selected.rows > 1) return { table: table.index, letter: columnLetters(selected.column) };
  }
  return null;
}
