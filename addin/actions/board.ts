/**
 * Progress boards and charts: put into the sheet with one click and brought up to date with everything else. Writes over
 * nothing of people's own; a chart is the spreadsheet's and follows its cells by itself.
 */
import type { Cells } from "../host/host.js";
import type { Answer, Asking, Figure, FigureGrid, FigureKey, Progress } from "../hub/hub.js";
import {
  type Board,
  BOARD_BINDING_PREFIX,
  boardBindingName,
  boardChart,
  boardIdOf,
  type BoardLine,
  boardSize,
  boardState,
  boardStoreKey,
  layBoard,
  packBoard,
  renewBoard as renewedBoard,
  unpackBoard,
} from "../sheet/board.js";
import { earlierPeriods } from "../sheet/earlier-periods.js";
import { findLayout } from "../sheet/layout.js";
import { cellAt, type Place, within } from "../sheet/place.js";
import { BOARD_WORDS, defaultTitle } from "../sheet/words.js";
import type { InsertReport, TableRequest } from "./insert.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { besideOthers, isFree, placeForDrawing } from "./room.js";
import { survey } from "./survey.js";

/** More lines than this are a report of their own; a board is looked at. */
export const MOST_BOARD_LINES = 300;
/** Its own period and the five before. */
const PERIODS_BEFORE = 5;
const [TARGET_COLOR, ACTUAL_COLOR, OTHER_COLOR] = ["#9AA5AB", "#0B6670", "#7A4B00"] as const;
const CHART_ROWS = 16;
const CHART_COLUMNS = 6;

/** Puts target, actual, rate, state and trend of each figure into the sheet, with a chart beside it where there is room. */
export async function insertBoard(desk: Desk, request: TableRequest): Promise<InsertReport> {
  const keys = keysOf(request);
  if (keys.length === 0) return { kind: "blocked", code: "NOTHING_CHOSEN" };
  if (keys.length > MOST_BOARD_LINES)
    return { kind: "blocked", code: "TOO_MANY_CELLS", cells: keys.length, most: MOST_BOARD_LINES };
  return inTurn(desk, async () => {
    const lines = await askBoard(desk, keys);
    if (lines.kind !== "ok") return lines;
    const [first] = lines.data.lines;
    const title =
      request.title.trim() ||
      defaultTitle(
        first?.indicatorName ?? "",
        keys.map(({ period }) => period),
      );
    const id = request.id ?? `board_${desk.newId().replaceAll("-", "").slice(0, 12)}`;
    const board: Board = { id, title, ...lines.data };
    const start = request.at ?? (await desk.host.selection());
    const place = { ...cellAt(start.sheet, start.row, start.column), ...boardSize(board) };
    if (!(await isFree(desk, place))) return { kind: "blocked", code: "PLACE_NOT_EMPTY", place };
    await desk.host.write(await besideOthers(desk, place, layBoard(board, place)));
    await keepBoard(desk, board, place);
    if (desk.host.can.charts) await drawBoard(desk, board, place);
    const { asOf } = board;
    return { kind: "inserted", form: "board", table: id, place, cells: keys.length, asOf, problems: [] };
  });
}

/** One line for each figure, organizations first, in the order chosen. */
function keysOf({ organizations, columns }: TableRequest): readonly FigureKey[] {
  return organizations.flatMap((organization) => columns.map((column) => ({ ...column, organization })));
}

async function keepBoard(desk: Desk, board: Board, place: Place | null): Promise<void> {
  await desk.host.save({ [boardStoreKey(board.id)]: packBoard(board) });
  if (place) await desk.host.bind(boardBindingName(board.id), place);
}

/** Two questions: how far each figure is, and how it went before. */
export async function askBoard(
  desk: Pick<Desk, "hub">,
  keys: readonly FigureKey[],
  asking?: Asking,
): Promise<Answer<Pick<Board, "lines" | "asOf">>> {
  const progress = await desk.hub.progress(keys, asking);
  if (progress.kind !== "ok") return progress;
  const organizations = [...new Set(keys.map(({ organization }) => organization))];
  const columns = new Map<string, { indicator: string; period: string }>();
  for (const { indicator, period } of keys)
    for (const each of shownPeriods(period)) columns.set(`${indicator} ${each}`, { indicator, period: each });
  const grid = await desk.hub.figureGrid(organizations, [...columns.values()], null, asking);
  if (grid.kind !== "ok") return grid;
  const lines = keys.map((key, index) => lineOf(key, progress.data[index], grid.data));
  return { kind: "ok", data: { lines, asOf: grid.data.asOf } };
}

const shownPeriods = (period: string): string[] => [...earlierPeriods(period, PERIODS_BEFORE), period];

/** Every figure a board shows: a line's own and those before it. */
export function boardFigures({ lines }: Pick<Board, "lines">): readonly FigureKey[] {
  return lines.flatMap(({ indicator, organization, period }) =>
    shownPeriods(period).map((each) => ({ indicator, organization, period: each })),
  );
}

/** The lines as they are now; null where anything of them was not told. */
export function boardNews(
  { lines }: Pick<Board, "lines">,
  figureOf: (key: FigureKey) => Figure | null,
  progressOf: (key: FigureKey) => Progress | null,
): readonly BoardLine[] | null {
  const news = lines.map((line): BoardLine | null => {
    const { indicator, organization, period } = line;
    const progress = progressOf({ indicator, organization, period });
    const trend = shownPeriods(period).map((each) => figureOf({ indicator, organization, period: each }));
    const own = trend.at(-1);
    if (!progress || !own || trend.includes(null)) return null;
    const { target, rate } = progress;
    return {
      ...line,
      organizationName: own.organizationName ?? line.organizationName,
      indicatorName: own.indicatorName ?? line.indicatorName,
      ...{ unit: own.unit ?? line.unit, actual: own.value, target, rate },
      state: boardState({ ...progress, actual: own.value }),
      trend: trend.map((each) => each?.value ?? null),
    };
  });
  return news.includes(null) ? null : (news as readonly BoardLine[]);
}

function lineOf(key: FigureKey, progress: Progress | undefined, grid: FigureGrid): BoardLine {
  const row = grid.rows.findIndex(({ organization }) => organization === key.organization);
  const at = (period: string): number =>
    grid.columns.findIndex((column) => column.indicator === key.indicator && column.period === period);
  const own = grid.columns[at(key.period)];
  const actual = grid.values[row]?.[at(key.period)] ?? null;
  const { indicator, organization, period } = key;
  const periods = shownPeriods(period);
  return {
    ...{ indicator, organization, period },
    organizationName: grid.rows[row]?.name ?? progress?.organizationName ?? organization,
    indicatorName: own?.name ?? progress?.indicatorName ?? indicator,
    ...{ unit: own?.unit ?? null, decimals: own?.decimals ?? 0, actual },
    ...{ target: progress?.target ?? null, rate: progress?.rate ?? null },
    state: progress ? boardState({ ...progress, actual }) : "noTarget",
    trend: periods.map((each) => grid.values[row]?.[at(each)] ?? null),
  };
}

export interface PlacedBoard {
  readonly board: Board;
  /** Null when its cells were deleted. */
  readonly place: Place | null;
}

/** The boards of this workbook. */
export async function boards({ host }: Pick<Desk, "host">): Promise<readonly PlacedBoard[]> {
  const bindings = await host.bindings(BOARD_BINDING_PREFIX);
  const kept = await host.load(bindings.map(({ name }) => boardStoreKey(boardIdOf(name))));
  return bindings.flatMap(({ place }, index) => {
    const board = unpackBoard(kept[index] ?? null);
    return board ? [{ board, place }] : [];
  });
}

/** Writes what the hub now says into a board; answers how many lines changed. For whoever holds the turn already. */
export async function renewBoard(
  desk: Desk,
  board: Board,
  place: Place,
  news: Pick<Board, "lines" | "asOf">,
): Promise<number> {
  const [cells] = await desk.host.read([place]);
  if (!cells) return 0;
  const next: Board = { ...board, ...news };
  const { writes, changed } = renewedBoard(board, next, cells);
  await desk.host.write(writes);
  await keepBoard(desk, next, null);
  return changed;
}

/** Lets go of a board; its cells and its chart stay as they are. */
export async function forgetBoard(desk: Desk, id: string): Promise<void> {
  await desk.host.bind(boardBindingName(id), null);
  await desk.host.save({ [boardStoreKey(id)]: null });
}

/** Answers where it stands; null when there is nothing to draw. */
async function drawBoard(desk: Desk, board: Board, place: Place): Promise<Place | null> {
  const [cells] = await desk.host.read([place]);
  const shown = cells && boardChart(board, cells);
  if (!shown) return null;
  const at = await placeForDrawing(desk, place, CHART_ROWS, CHART_COLUMNS);
  const { categories, target, actual } = shown;
  await desk.host.chart({
    ...{ name: `训枢 ${board.id}`, kind: "bars", title: board.title, categories },
    series: [
      { name: BOARD_WORDS.target, values: target, color: TARGET_COLOR },
      { name: BOARD_WORDS.actual, values: actual, color: ACTUAL_COLOR },
    ],
    at,
  });
  return at;
}

export type ChartReport =
  | { readonly kind: "charted"; readonly place: Place; readonly series: number }
  /** `NO_CHARTS`: this spreadsheet draws none. `NOTHING_TO_DRAW`: its rows or columns were taken away. */
  | { readonly kind: "blocked"; readonly code: "NO_CHARTS" | "NOTHING_TO_DRAW" }
  | Trouble;

/** More lines in one chart cannot be told apart. */
const MOST_SERIES = 4;

/** Draws a chart of a bound table or board beside it: bars by row, or lines where the columns are periods. */
export function chartOf(desk: Desk, id: string): Promise<ChartReport> {
  if (!desk.host.can.charts) return Promise.resolve({ kind: "blocked", code: "NO_CHARTS" });
  return inTurn(desk, async (): Promise<ChartReport> => {
    const placed = (await boards(desk)).find(({ board }) => board.id === id);
    if (placed) {
      if (!placed.place) return { kind: "blocked", code: "NOTHING_TO_DRAW" };
      const at = await drawBoard(desk, placed.board, placed.place);
      return at ? { kind: "charted", place: at, series: 2 } : { kind: "blocked", code: "NOTHING_TO_DRAW" };
    }
    const { tables } = await survey(desk);
    const found = tables.find(({ table }) => table.id === id);
    if (!found) return { kind: "blocked", code: "NOTHING_TO_DRAW" };
    return drawTable(desk, found.table, found.cells, found.place);
  });
}

async function drawTable(
  desk: Desk,
  table: Parameters<typeof findLayout>[0],
  cells: Cells,
  place: Place,
): Promise<ChartReport> {
  const { rows, columns } = findLayout(table, cells);
  const present = rows.filter((row) => row !== null);
  const shown = columns.flatMap((at, index) => (at === null ? [] : [{ at, column: table.columns[index] }]));
  if (present.length === 0 || shown.length === 0) return { kind: "blocked", code: "NOTHING_TO_DRAW" };
  const [top, bottom] = [Math.min(...present), Math.max(...present)];
  const down = (at: number): Place => within(cells.place, top, at, bottom - top + 1);
  const colors = [ACTUAL_COLOR, TARGET_COLOR, OTHER_COLOR, "#5A2D91"];
  // Units do not mix: what has the first column's unit is drawn, the rest is in the table.
  const alike = shown.filter(({ column }) => column?.unit === shown[0]?.column?.unit).slice(0, MOST_SERIES);
  const at = await placeForDrawing(desk, place, CHART_ROWS, CHART_COLUMNS);
  const overTime = table.rows.length > 1 && table.rows.every(({ part }) => part?.period !== undefined);
  await desk.host.chart({
    ...{ name: `训枢 ${table.id}`, kind: overTime ? "lines" : "bars", title: table.title, categories: down(0) },
    series: alike.map(({ at: offset, column }, index) => ({
      ...{
        name: (column?.label ?? "").replaceAll("\n", " "),
        values: down(offset),
        color: colors[index] ?? OTHER_COLOR,
      },
    })),
    at,
  });
  return { kind: "charted", place: at, series: alike.length };
}
