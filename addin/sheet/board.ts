/**
 * A progress board: one line per organization, indicator and period with its target, what is, the rate, a state in words
 * and how the last periods went. It is read only; lines are found again by their first three cells, whatever was sorted.
 *
 *   title
 *   data as of …
 *   单位 | 指标 | 期间 | 目标 | 实际 | 完成率 | 状态 | 比上期 | 走势
 */
import type { Json, CellWrite, Cells } from "../host/host.js";
import type { FigureKey, Progress } from "../hub/hub.js";
import { numberFormat } from "./marks.js";
import { cellValueOf, differenceOf, timesOf } from "./number.js";
import { periodLabel } from "./period-label.js";
import { type Place, within } from "./place.js";
import { AS_OF_BEGINS, BOARD_WORDS, localMinute } from "./words.js";

/** One line and what the hub last said of it. */
export interface BoardLine extends FigureKey {
  readonly organizationName: string;
  readonly indicatorName: string;
  readonly unit: string | null;
  readonly decimals: number;
  readonly target: string | null;
  readonly actual: string | null;
  readonly rate: string | null;
  readonly state: BoardState;
  /** Values of the periods before, oldest first, then its own. */
  readonly trend: readonly (string | null)[];
}

/** `keepsPace`: not there yet, but not behind the time gone. `farBehind`: below four fifths of what is due by now. */
export type BoardState = "reached" | "keepsPace" | "behind" | "farBehind" | "pending" | "noTarget";

export interface Board {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly BoardLine[];
  readonly asOf: string;
}

export const BOARD_BINDING_PREFIX = "XUNSHUB_";
export const boardBindingName = (id: string): string => `${BOARD_BINDING_PREFIX}${id}`;
export const boardIdOf = (binding: string): string => binding.slice(BOARD_BINDING_PREFIX.length);
export const boardStoreKey = (id: string): string => `board:${id}`;

export const BOARD_LEAD = 3;
const HEADERS = BOARD_WORDS.headers;
export const boardSize = (board: Pick<Board, "lines">): { rows: number; columns: number } => ({
  rows: BOARD_LEAD + board.lines.length,
  columns: HEADERS.length,
});

const FAR_BEHIND = "0.8";

/** What the hub says of pace, in the board's states. */
export function boardState({ state, onTrack, expected, actual }: Progress): BoardState {
  if (state === "ACHIEVED") return "reached";
  if (state === "NO_TARGET") return "noTarget";
  if (state === "PENDING" || actual === null) return "pending";
  if (onTrack === true) return "keepsPace";
  const due = expected ?? null;
  if (due !== null && differenceOf(actual, timesOf(due, FAR_BEHIND)).startsWith("-")) return "farBehind";
  return "behind";
}

/** Everything to write when the board is first put at `place`, of its full size. */
export function layBoard(board: Board, place: Place): CellWrite[] {
  const width = place.columns;
  const fill = (first: string): string[] => [first, ...Array.from({ length: width - 1 }, () => "")];
  const header = { bold: true, fill: "#EDF4F5", align: "center", wrap: true } as const;
  const lines = board.lines.map((line) => lineValues(line));
  return [
    {
      place,
      values: [fill(board.title), fill(boardAsOf(board)), [...HEADERS], ...lines],
      formats: [fill2(width), fill2(width), fill2(width), ...board.lines.map((line) => lineFormats(line))],
    },
    { place: within(place, 0, 0), look: { bold: true, size: 13 } },
    { place: within(place, 1, 0), look: { text: "#5C5C5C", size: 9 } },
    { place: within(place, 2, 0, 1, width), look: header },
    { place: within(place, 2, 0, board.lines.length + 1, 2), look: { width: 150 } },
    { place: within(place, 2, 2, board.lines.length + 1, width - 2), look: { width: 96 } },
    ...board.lines.flatMap((line, index) =>
      isQuiet(line.state) ? [] : stateLook(within(place, BOARD_LEAD + index, STATE_COLUMN), line.state),
    ),
  ];
}

const fill2 = (width: number): null[] => Array.from({ length: width }, () => null);
const STATE_COLUMN = HEADERS.indexOf(BOARD_WORDS.state);

export function boardAsOf({ asOf }: Pick<Board, "asOf">): string {
  return `${AS_OF_BEGINS}${localMinute(asOf)} · ${BOARD_WORDS.legend}`;
}

const lineLead = (line: BoardLine): readonly string[] => [
  line.organizationName,
  line.unit ? `${line.indicatorName}（${line.unit}）` : line.indicatorName,
  periodLabel(line.period),
];

function lineValues(line: BoardLine): (string | number | boolean)[] {
  const before = line.trend.at(-2) ?? null;
  const change = before !== null && line.actual !== null ? differenceOf(line.actual, before) : null;
  return [
    ...lineLead(line),
    cellValueOf(line.target),
    cellValueOf(line.actual),
    cellValueOf(line.rate),
    BOARD_WORDS.states[line.state],
    cellValueOf(change),
    sparkline(line.trend),
  ];
}

function lineFormats({ decimals, rate, state }: BoardLine): (string | null)[] {
  const plain = numberFormat(decimals);
  // What is not reached never reads 100%.
  const isNearly = state !== "reached" && rate !== null && Number(rate) >= 0.9995;
  return [null, null, null, plain, plain, isNearly ? "0.0000%" : "0.0%", null, `+${plain};-${plain};0`, null];
}

/** Nothing to paint, so that the grid's own lines stay. */
const isQuiet = (state: BoardState): boolean => state === "reached" || state === "keepsPace";

/** Quiet where it is right; colour and word where there is work. */
function stateLook(place: Place, state: BoardState): CellWrite[] {
  const [fill, text] = {
    ...{ reached: ["#FFFFFF", "#242424"], keepsPace: ["#FFFFFF", "#242424"] },
    ...{ behind: ["#FFF4D6", "#7A4B00"], farBehind: ["#FDECEA", "#A3241C"] },
    ...{ pending: ["#F5F5F5", "#5C5C5C"], noTarget: ["#F5F5F5", "#5C5C5C"] },
  }[state] as [string, string];
  return [{ place, look: { fill, text, bold: state === "behind" || state === "farBehind" } }];
}

const BLOCKS = [..."▁▂▃▄▅▆▇█"];

/** One block for each period, by its share of the range from nothing to the highest; · where nothing was reported. */
export function sparkline(trend: readonly (string | null)[]): string {
  const numbers = trend.map((value) => (value === null ? null : Number(value)));
  const present = numbers.filter((value) => value !== null);
  if (present.length < 2) return "";
  const [low, high] = [Math.min(0, ...present), Math.max(...present)];
  return numbers
    .map((value) => {
      if (value === null) return "·";
      const share = high === low ? 0 : (value - low) / (high - low);
      return BLOCKS[Math.min(BLOCKS.length - 1, Math.floor(share * BLOCKS.length))] ?? "";
    })
    .join("");
}

/** Where a board's parts are now, as offsets within the bound range. */
interface FoundBoard {
  readonly rows: readonly (number | null)[];
  readonly columns: readonly (number | null)[];
  readonly asOfRow: number | null;
}

function findBoard(board: Board, cells: Cells): FoundBoard {
  const text = (row: number, column: number): string => String(cells.values[row]?.[column] ?? "").trim();
  const headerRow = cells.values.findIndex((row) => row.includes(BOARD_WORDS.state) && row.includes(HEADERS[0]));
  const columns = HEADERS.map((header) => {
    const at = (cells.values[headerRow] ?? []).indexOf(header);
    return at < 0 ? null : at;
  });
  const leads = new Map<string, number>();
  for (let row = headerRow + 1; headerRow >= 0 && row < cells.values.length; row++) {
    const lead = columns.slice(0, 3).map((at) => (at === null ? "" : text(row, at)));
    if (!leads.has(lead.join("|"))) leads.set(lead.join("|"), row);
  }
  const asOfRow = cells.values.findIndex((row) => row.some((value) => String(value).startsWith(AS_OF_BEGINS)));
  return {
    rows: board.lines.map((line) => leads.get(lineLead(line).join("|")) ?? null),
    columns,
    asOfRow: asOfRow < 0 ? null : asOfRow,
  };
}

/** What a refresh writes: the lines still in the sheet, wherever they were sorted to. `gone`: lines people deleted. */
export function renewBoard(
  before: Board,
  after: Board,
  cells: Cells,
): { readonly writes: readonly CellWrite[]; readonly changed: number; readonly gone: number } {
  const found = findBoard(before, cells);
  const writes: CellWrite[] = [];
  let [changed, gone] = [0, 0];
  after.lines.forEach((line, index) => {
    const row = found.rows[index] ?? null;
    if (row === null) return void gone++;
    const [now, was] = [lineValues(line), lineValues(before.lines[index] ?? line)];
    if (JSON.stringify(now) !== JSON.stringify(was)) changed++;
    now.slice(3).forEach((value, offset) => {
      const at = found.columns[offset + 3] ?? null;
      if (at !== null) writes.push({ place: within(cells.place, row, at), values: [[value]] });
    });
    const stateAt = found.columns[STATE_COLUMN] ?? null;
    if (stateAt !== null && line.state !== before.lines[index]?.state)
      writes.push(...stateLook(within(cells.place, row, stateAt), line.state));
  });
  if (found.asOfRow !== null)
    writes.push({ place: within(cells.place, found.asOfRow, 0), values: [[boardAsOf(after)]] });
  return { writes, changed, gone };
}

/** The columns a chart of the board shows, as they lie now; null when people took one away. */
export function boardChart(
  board: Board,
  cells: Cells,
): { readonly categories: Place; readonly target: Place; readonly actual: Place } | null {
  const { columns, rows } = findBoard(board, cells);
  const present = rows.filter((row) => row !== null);
  if (present.length === 0) return null;
  const [top, bottom] = [Math.min(...present), Math.max(...present)];
  const differs = (of: (line: BoardLine) => string): boolean => new Set(board.lines.map(of)).size > 1;
  const label = differs(({ organization }) => organization) ? 0 : differs(({ indicator }) => indicator) ? 1 : 2;
  const column = (index: number): Place | null => {
    const at = columns[index] ?? null;
    return at === null ? null : within(cells.place, top, at, bottom - top + 1);
  };
  const [categories, target, actual] = [column(label), column(3), column(4)];
  return categories && target && actual ? { categories, target, actual } : null;
}

export function packBoard(board: Board): Json {
  return board as unknown as Json; // plain JSON; interfaces lack the index signature Json asks for
}

export function unpackBoard(json: Json): Board | null {
  return json as unknown as Board | null; // written by packBoard only
}
