/** Puts figures into the sheet: as a bound table, as functions, or as plain values. Never writes over anything. */
import type { CellWrite } from "../host/host.js";
import type { Answer, Failure, FigureGrid, Finding, Progress } from "../hub/hub.js";
import { isUsual, type Layout, layoutText, tableIn, USUAL_LAYOUT } from "../sheet/axes.js";
import { figureFormula, textLiteral } from "../sheet/function-calls.js";
import { layTable, ROWS_ABOVE_DATA, sizeOf } from "../sheet/layout.js";
import { type AskedColumn, breakdownWords, saidColumns, withBreakdowns } from "../sheet/breakdown.js";
import { cellAt, type Place, within } from "../sheet/place.js";
import { layMeasured, type Measure, measured, measuredKeys, MEASURES } from "../sheet/measures.js";
import { bindingName, type BoundTable, keyAt, keyText } from "../sheet/table.js";
import { defaultTitle } from "../sheet/words.js";
import { saveBook } from "./book.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { lookAgain } from "./pending.js";
import { besideOthers, isFree } from "./room.js";
import { scanFunctions } from "./scan.js";

/** What to insert: rows are organizations, columns are an indicator in a period, whole or broken down. */
export interface TableRequest {
  readonly organizations: readonly string[];
  readonly columns: readonly AskedColumn[];
  /** Its first line; "" makes one of the first column's period. */
  readonly title: string;
  /** Where its first cell goes; the selected cell when left out. */
  readonly at?: Place;
  /** A total row; `organization` is the one that stands for all rows, used for what may not be summed. */
  readonly total?: { readonly organization: string | null };
  /** Where its axes go; rows of organizations when left out. */
  readonly layout?: Layout;
  /** What stands beside each figure; the figure alone when left out. Targets are of wholes. */
  readonly measures?: readonly Measure[];
  /** The saved query it shows. */
  readonly query?: string;
  /** The bound table it replaces, where a query was changed. */
  readonly id?: string;
}

/** `spill`: one =HUB.TABLE that fills the cells beside and below it. `board`: target, actual, rate, state and trend. */
export type InsertForm = "table" | "spill" | "functions" | "values" | "board";

export type InsertReport =
  | {
      readonly kind: "inserted";
      readonly form: InsertForm;
      /** Id of the bound table or board; null for functions and values. */
      readonly table: string | null;
      readonly place: Place;
      readonly cells: number;
      readonly asOf: string;
      /** Rows and columns the hub does not know or does not count yet; their cells are empty. */
      readonly problems: readonly Finding[];
    }
  | { readonly kind: "blocked"; readonly code: "PLACE_NOT_EMPTY"; readonly place: Place }
  | { readonly kind: "blocked"; readonly code: "NOTHING_CHOSEN" }
  | { readonly kind: "blocked"; readonly code: "TOO_MANY_CELLS"; readonly cells: number; readonly most: number }
  | Trouble;

/** More cells than this in one table are slow in every spreadsheet; a query for a machine is not a sheet. */
export const MOST_TABLE_CELLS = 50_000;
/** Above this many formulas recalculation is felt; people are offered values instead. */
export const MANY_FUNCTIONS = 5_000;

/** A bound range: refreshed and edited in place. */
export function insertTable(desk: Desk, request: TableRequest): Promise<InsertReport> {
  return insert(desk, request, "table", MOST_TABLE_CELLS);
}

/** One =HUB.FIGURE per cell. Above 5,000 cells blocked unless `evenIfMany`. */
export function insertFunctions(desk: Desk, request: TableRequest, evenIfMany = false): Promise<InsertReport> {
  return insert(desk, request, "functions", evenIfMany ? MOST_TABLE_CELLS : MANY_FUNCTIONS);
}

/** One function that spills; its cells come up to date with it. */
export function insertSpill(desk: Desk, request: TableRequest): Promise<InsertReport> {
  return insert(desk, request, "spill", MANY_FUNCTIONS);
}

/** Plain numbers that never change again. */
export function insertValues(desk: Desk, request: TableRequest): Promise<InsertReport> {
  return insert(desk, request, "values", MOST_TABLE_CELLS);
}

async function insert(desk: Desk, request: TableRequest, form: InsertForm, most: number): Promise<InsertReport> {
  const isCalled = form === "functions" || form === "spill";
  const columns = isCalled ? saidColumns(request.columns) : request.columns;
  const measures = form === "spill" ? [] : measuresOf(request);
  const count = request.organizations.length * columns.length * Math.max(1, measures.length);
  if (count === 0) return { kind: "blocked", code: "NOTHING_CHOSEN" };
  // Targets and rates in a bound table are functions, too.
  const bound = measures.length > 0 ? Math.min(most, MANY_FUNCTIONS) : most;
  if (count > bound) return { kind: "blocked", code: "TOO_MANY_CELLS", cells: count, most: bound };
  return inTurn(desk, async () => {
    const whole = request.total?.organization;
    const organizations = whole ? [...request.organizations, whole] : request.organizations;
    const answer = await desk.hub.figureGrid(organizations, columns);
    if (answer.kind !== "ok") return answer;
    const table = tableOf(desk, request, withBreakdowns(answer.data, columns));

    const progress = measures.length > 0 ? await progressOf(desk, table) : NO_PROGRESS;
    if (progress.kind !== "ok") return progress;
    const start = request.at ?? (await desk.host.selection());
    const shown = measures.length > 0 ? measured(table, measures, progress.data) : table;
    const size = form === "spill" ? spillSize(table) : sizeOf(shown);
    const place = { ...cellAt(start.sheet, start.row, start.column), ...size };
    if (!(await isFree(desk, place))) return { kind: "blocked", code: "PLACE_NOT_EMPTY", place };

    if (isCalled) await fillCache(desk, table);
    const writes =
      measures.length > 0
        ? layMeasured(table, measures, progress.data, place, laidAs(desk, form))
        : writesOf(form, { ...request, columns }, table, place);
    await desk.host.write(await besideOthers(desk, place, writes));
    if (form === "table") await bind(desk, table, place);
    if (form === "functions") await scanFunctions(desk);
    const problems = problemsOf(answer.data);
    return {
      kind: "inserted",
      form,
      table: form === "table" ? table.id : null,
      place,
      cells: count,
      asOf: table.asOf,
      problems,
    };
  });
}

function tableOf(desk: Desk, request: TableRequest, grid: FigureGrid): BoundTable {
  const plain =
    request.title.trim() ||
    defaultTitle(
      grid.columns[0]?.name ?? "",
      grid.columns.map(({ period }) => period),
    );
  // What only one part of the figures is shown of must say so.
  const only = request.layout?.filter.includes("breakdowns") ? grid.columns[0]?.breakdownName : undefined;
  const title = only === undefined || plain.includes(only) ? plain : `${plain} · ${only}`;
  // Names of ranges may not look like cells, so the id carries letters no column has.
  const id = request.id ?? `table_${desk.newId().replaceAll("-", "").slice(0, 12)}`;
  const table = tableIn(request.layout ?? USUAL_LAYOUT, id, title, grid, request.total ?? null);
  return request.query === undefined ? table : { ...table, query: request.query };
}

function writesOf(form: InsertForm, request: TableRequest, table: BoundTable, place: Place): CellWrite[] {
  if (form === "functions") return withFunctions(table, place);
  if (form !== "spill") return layTable(table, place);
  return [{ place: cellAt(place.sheet, place.row, place.column), values: [[tableFormula(request)]] }];
}

/** A header row and a first column; no title, no status, no total. */
function spillSize(table: BoundTable): { rows: number; columns: number } {
  return { rows: table.rows.length + 1, columns: table.columns.length + 1 };
}

/** The whole question in one function, codes parted by commas. */
function tableFormula({ organizations, columns, layout = USUAL_LAYOUT }: TableRequest): string {
  const indicators = [...new Set(columns.map(({ indicator }) => indicator))];
  const periods = [...new Set(columns.map(({ period }) => period))];
  const isBroken = columns.some(({ dims }) => dims !== undefined);
  const breakdowns = isBroken ? [[...new Set(columns.map(({ dims = [] }) => breakdownWords(dims)))]] : [];
  const codes = [indicators, organizations, periods].map((each) => textLiteral(each.join(",")));
  const axes = isUsual(layout) && !isBroken ? [] : [textLiteral(layoutText(layout))];
  return `=HUB.TABLE(${[...codes, ...axes, ...breakdowns.map((each) => textLiteral(each.join(",")))].join(",")})`;
}

async function bind(desk: Desk, table: BoundTable, place: Place): Promise<void> {
  await saveBook(desk.host, { tables: [table] });
  await desk.host.bind(bindingName(table.id), place);
  await lookAgain(desk);
}

function withFunctions(table: BoundTable, place: Place): CellWrite[] {
  const formulas = table.rows.map((_, row) =>
    table.columns.map((_, column) => {
      const key = keyAt(table, row, column);
      return key ? figureFormula(key) : "";
    }),
  );
  const body = within(place, ROWS_ABOVE_DATA, 1, table.rows.length, table.columns.length);
  return [...layTable(table, place), { place: body, values: formulas }];
}

/** The figures just fetched answer the functions: written into cells, they ask the hub nothing. */
async function fillCache(desk: Desk, table: BoundTable): Promise<void> {
  const keys = table.rows.flatMap((_, row) => table.columns.flatMap((_, column) => keyAt(table, row, column) ?? []));
  const answer = await desk.hub.figures(keys);
  if (answer.kind === "ok") desk.cells.putFigures(answer.data, keys, desk.clock().toISOString());
  await desk.cells.saved();
}

/** Nothing where only figures are shown, as for parts of them, which have no targets of their own. */
function measuresOf({ measures = [], columns }: TableRequest): readonly Measure[] {
  const isWhole = columns.every(({ dims = [] }) => dims.length === 0);
  const shown = MEASURES.filter((measure) => measure === "actual" || measures.includes(measure));
  return isWhole && shown.length > 1 ? shown : [];
}

/** A spreadsheet without functions is given numbers. */
function laidAs({ host }: Desk, form: InsertForm): "values" | "table" | "functions" {
  if (!host.can.functions || form === "values") return "values";
  return form === "functions" ? "functions" : "table";
}

type KnownProgress = Extract<Answer<ReadonlyMap<string, Progress>>, { kind: "ok" }>;
const NO_PROGRESS: KnownProgress = { kind: "ok", data: new Map() };

/** Asked once for all; the functions find it already there. */
async function progressOf(desk: Desk, table: BoundTable): Promise<KnownProgress | Failure> {
  const keys = measuredKeys(table);
  const answer = await desk.hub.progress(keys);
  if (answer.kind !== "ok") return answer;
  desk.cells.putProgress(answer.data, keys, desk.clock().toISOString());
  await desk.cells.saved();
  const told = keys.flatMap((key, index) => {
    const progress = answer.data[index];
    return progress ? [[keyText(key), progress] as const] : [];
  });
  return { kind: "ok", data: new Map(told) };
}

function problemsOf(grid: FigureGrid): Finding[] {
  return [...grid.rows, ...grid.columns].flatMap(({ problem }) => problem ?? []);
}
