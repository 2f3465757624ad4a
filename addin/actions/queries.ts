/**
 * Saved queries: a question with its layout and way of insertion under a name, kept in the workbook and put in as many
 * places as people like. Each place is a named range, so that nothing breaks when rows move or sheets are renamed.
 */
import type { Json } from "../host/host.js";
import type { Axis, Layout } from "../sheet/axes.js";
import { breakdownCode, readBreakdown } from "../sheet/breakdown.js";
import type { Measure } from "../sheet/measures.js";
import { cellAt, type Place } from "../sheet/place.js";
import { boardBindingName } from "../sheet/board.js";
import { registerBindingName, type RegisterQuestion } from "../sheet/register-table.js";
import { bindingName } from "../sheet/table.js";
import type { Desk, Trouble } from "./desk.js";
import {
  type InsertForm,
  insertFunctions,
  type InsertReport,
  insertSpill,
  insertTable,
  insertValues,
  type TableRequest,
} from "./insert.js";
import { insertBoard } from "./board.js";
import { insertRegister, type RegisterReport } from "./register.js";
import { findPending } from "./pending.js";

/** Something chosen, with the name it was chosen under. */
export interface Chosen {
  readonly code: string;
  readonly name: string;
}

/** A part of a breakdown; `said` is how a function names it: 经费性质=政府补贴. */
export interface ChosenPart extends Chosen {
  readonly said?: string;
}

export interface FiguresQuestion {
  readonly kind: "figures";
  readonly indicators: readonly Chosen[];
  readonly organizations: readonly Chosen[];
  readonly periods: readonly Chosen[];
  /** `funding=subsidised`, or "" for the whole. Left out in queries saved before there were any. */
  readonly breakdowns?: readonly ChosenPart[];
  /** A second dimension: each of these within each of the breakdowns. */
  readonly crossings?: readonly ChosenPart[];
  readonly layout: Layout;
  readonly form: InsertForm;
  readonly withTotal: boolean;
  /** Targets and rates beside the figures; the figures alone when left out. */
  readonly measures?: readonly Measure[];
  /** Stands for all rows in the total of what may not be summed. */
  readonly whole: string | null;
}

export interface RowsQuestion extends RegisterQuestion {
  readonly kind: "rows";
  readonly organization: string | null;
}

export type Question = FiguresQuestion | RowsQuestion;

/** Where a query sits. Bound tables have their own name; the others one made for the query. */
interface KeptPlace {
  readonly binding: string;
  readonly form: InsertForm | "register";
  /** The bound table's id. */
  readonly table: string | null;
}

interface KeptQuery {
  readonly id: string;
  readonly name: string;
  readonly question: Question;
  readonly places: readonly KeptPlace[];
  readonly changedAt: string;
}

export interface SavedQuery extends Omit<KeptQuery, "places"> {
  readonly places: readonly (KeptPlace & { readonly place: Place })[];
}

const QUERIES = "queries";
/** Also the beginning of the names of tables' own ranges: all are read in one go. */
const BINDING_PREFIX = "XUNSHU";
const QUERY_BINDING = "XUNSHUQ_";

/** The saved queries of this workbook, each with the places it still has. */
export async function savedQueries({ host }: Pick<Desk, "host">): Promise<readonly SavedQuery[]> {
  const [kept, bindings] = [await keptQueries({ host }), await host.bindings(BINDING_PREFIX)];
  const placeOf = new Map(bindings.map(({ name, place }) => [name, place]));
  return kept.map((query) => ({
    ...query,
    places: query.places.flatMap((one) => {
      const place = placeOf.get(one.binding);
      return place ? [{ ...one, place }] : [];
    }),
  }));
}

async function keptQueries({ host }: Pick<Desk, "host">): Promise<readonly KeptQuery[]> {
  const [kept] = await host.load([QUERIES]);
  return (kept ?? []) as unknown as readonly KeptQuery[]; // written by keepQueries only
}

async function keepQueries({ host }: Pick<Desk, "host">, queries: readonly KeptQuery[]): Promise<void> {
  await host.save({ [QUERIES]: queries.length > 0 ? (queries as unknown as Json) : null });
}

async function change(desk: Desk, id: string, to: (query: KeptQuery) => KeptQuery): Promise<void> {
  const queries = await keptQueries(desk);
  await keepQueries(
    desk,
    queries.map((query) => (query.id === id ? { ...to(query), changedAt: desk.clock().toISOString() } : query)),
  );
}

/** Keeps a question under a name; a name already there gets a number. Answers its id. */
export async function saveQuery(desk: Desk, name: string, question: Question): Promise<string> {
  const queries = await keptQueries(desk);
  const id = `query_${desk.newId().replaceAll("-", "").slice(0, 12)}`;
  const free = freeName(
    name,
    queries.map((query) => query.name),
  );
  const changedAt = desk.clock().toISOString();
  await keepQueries(desk, [...queries, { id, name: free, question, places: [], changedAt }]);
  return id;
}

function freeName(name: string, taken: readonly string[]): string {
  const wanted = name.trim().slice(0, 60) || "查询";
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.includes(`${wanted} ${number}`)) return `${wanted} ${number}`;
}

export async function renameQuery(desk: Desk, id: string, name: string): Promise<void> {
  const others = (await keptQueries(desk)).filter((query) => query.id !== id).map((query) => query.name);
  await change(desk, id, (query) => ({ ...query, name: freeName(name, others) }));
}

/** A copy without places. */
export async function duplicateQuery(desk: Desk, id: string): Promise<string | null> {
  const query = (await keptQueries(desk)).find((one) => one.id === id);
  return query ? saveQuery(desk, query.name, query.question) : null;
}

/** Forgets the query; what it put into sheets stays, and bound tables stay bound. */
export async function deleteQuery(desk: Desk, id: string): Promise<void> {
  const queries = await keptQueries(desk);
  const gone = queries.find((query) => query.id === id);
  await keepQueries(
    desk,
    queries.filter((query) => query.id !== id),
  );
  for (const { binding } of gone?.places ?? [])
    if (binding.startsWith(QUERY_BINDING)) await desk.host.bind(binding, null);
}

/** Changes what a saved query asks. Its places show the old answer until `updatePlaces`. */
export async function changeQuery(desk: Desk, id: string, question: Question): Promise<void> {
  await change(desk, id, (query) => ({ ...query, question }));
}

/** Puts a saved query into the sheet, here or at `at`, and remembers the place. */
export async function insertQuery(
  desk: Desk,
  id: string,
  at?: Place,
  evenIfMany = false,
): Promise<InsertReport | RegisterReport> {
  const query = (await keptQueries(desk)).find((one) => one.id === id);
  if (!query) return { kind: "blocked", code: "NOTHING_CHOSEN" };
  const report = await put(desk, query, null, at, evenIfMany);
  if (report.kind === "inserted" || report.kind === "insertedRegister")
    await remember(desk, id, await placed(desk, query, report));
  return report;
}

async function remember(desk: Desk, id: string, place: KeptPlace): Promise<void> {
  await change(desk, id, (query) => ({
    ...query,
    places: [...query.places.filter(({ binding }) => binding !== place.binding), place],
  }));
}

type Put = Extract<InsertReport, { kind: "inserted" }> | Extract<RegisterReport, { kind: "insertedRegister" }>;

/** Names the place where it has no name of its own. */
async function placed(desk: Desk, { id }: KeptQuery, report: Put, binding?: string): Promise<KeptPlace> {
  if (report.kind === "insertedRegister")
    return { binding: registerBindingName(report.table), form: "register", table: report.table };
  if (report.table !== null && report.form === "board")
    return { binding: boardBindingName(report.table), form: "board", table: report.table };
  if (report.table !== null) return { binding: bindingName(report.table), form: "table", table: report.table };
  const name = binding ?? `${QUERY_BINDING}${id}_${desk.newId().replaceAll("-", "").slice(0, 8)}`;
  await desk.host.bind(name, report.place);
  return { binding: name, form: report.form, table: null };
}

/** `over`: the place it is put into again, with the form it has there. */
function put(
  desk: Desk,
  { id, name, question }: KeptQuery,
  over: KeptPlace | null,
  at: Place | undefined,
  evenIfMany: boolean,
): Promise<InsertReport | RegisterReport> {
  const where = { ...(at && { at }), ...(over?.table && { id: over.table }) };
  if (question.kind === "rows") return insertRegister(desk, { ...question, title: name, ...where });
  const request = { ...requestOf(question), title: name, query: id, ...where };
  const wanted = over === null || over.form === "register" ? question.form : over.form;
  // A board is of wholes.
  const form = (question.breakdowns?.length ?? 0) > 0 && wanted === "board" ? "table" : wanted;
  switch (form) {
    case "table":
      return insertTable(desk, request);
    case "spill":
      return insertSpill(desk, request);
    case "functions":
      return insertFunctions(desk, request, evenIfMany);
    case "values":
      return insertValues(desk, request);
    case "board":
      return insertBoard(desk, request);
  }
}

/** What figures are broken down into: each part of the first dimension within each of the second. */
export function partsOf({ breakdowns = [], crossings = [] }: FiguresQuestion): readonly ChosenPart[] {
  if (crossings.length === 0) return breakdowns;
  return breakdowns.flatMap((first) => crossings.map((second) => crossed(first, second)));
}

function crossed(first: ChosenPart, second: ChosenPart): ChosenPart {
  // The whole of one dimension leaves the other one alone.
  const marked = [first, second].filter(({ code }) => code !== "");
  const code = breakdownCode(marked.flatMap((part) => readBreakdown(part.code)));
  const said = marked.flatMap((part) => part.said ?? []);
  const name = first.code === "" && second.code === "" ? first.name : `${first.name} · ${second.name}`;
  return { code, name, ...(said.length === marked.length && said.length > 0 && { said: said.join(";") }) };
}

/** What the hub is asked for a question of figures. An axis in the filter keeps its first member. */
export function requestOf(question: FiguresQuestion): TableRequest {
  const { layout, withTotal, whole } = question;
  const broken = partsOf(question);
  const members = (axis: Axis): readonly Chosen[] => {
    const chosen = axis === "breakdowns" ? broken : (question[axis] ?? []);
    return layout.filter.includes(axis) ? chosen.slice(0, 1) : chosen;
  };
  const kept = (axis: Axis): string[] => members(axis).map(({ code }) => code);
  const [indicators, periods] = [kept("indicators"), kept("periods")];
  const order = [...layout.rows, ...layout.columns];
  const plain =
    order.indexOf("periods") < order.indexOf("indicators")
      ? periods.flatMap((period) => indicators.map((indicator) => ({ indicator, period })))
      : indicators.flatMap((indicator) => periods.map((period) => ({ indicator, period })));
  const parts = layout.filter.includes("breakdowns") ? broken.slice(0, 1) : broken;
  const breakdowns = parts.map(({ code, name, said }) => ({
    ...{ dims: readBreakdown(code), breakdownName: name },
    ...(said !== undefined && { said }),
  }));
  const columns =
    breakdowns.length === 0 ? plain : plain.flatMap((column) => breakdowns.map((one) => ({ ...column, ...one })));
  const total = withTotal ? { total: { organization: whole } } : {};
  const { measures = [] } = question;
  const beside = measures.length > 0 ? { measures } : {};
  return { organizations: kept("organizations"), columns, title: "", layout, ...total, ...beside };
}

/** What became of one place of a changed query. */
export interface PlaceUpdate {
  readonly place: Place;
  /** `edited`: unsent edits stand there, so it was left alone. `noRoom`: something of people's own is in the way. */
  readonly outcome: "updated" | "edited" | "noRoom" | "failed";
}

export interface UpdateReport {
  readonly kind: "updatedPlaces";
  readonly places: readonly PlaceUpdate[];
  readonly trouble: Trouble | null;
}

/** Puts the query's present question into every place it has. A place that cannot take it keeps what it shows. */
export async function updatePlaces(desk: Desk, id: string): Promise<UpdateReport> {
  const query = (await savedQueries(desk)).find((one) => one.id === id);
  const pending = await findPending(desk);
  const edited = new Set("cells" in pending ? pending.cells.map(({ table }) => table) : []);
  const updates: PlaceUpdate[] = [];
  let trouble: Trouble | null = null;
  for (const one of query?.places ?? []) {
    const { place, binding } = one;
    if (trouble || (one.table !== null && edited.has(one.table))) {
      updates.push({ place, outcome: trouble ? "failed" : "edited" });
      continue;
    }
    // Of a spilled block only the first cell is ours; the others follow it.
    const own = one.form === "spill" ? cellAt(place.sheet, place.row, place.column) : place;
    const before = await clear(desk, own);
    const report = query ? await put(desk, { ...query, places: [] }, one, place, true) : null;
    if (report?.kind === "inserted" || report?.kind === "insertedRegister") {
      const kept = await placed(desk, { ...query!, places: [] }, report, binding);
      await remember(desk, id, kept);
      updates.push({ place: report.place, outcome: "updated" });
      continue;
    }
    await desk.host.write([{ place: own, values: before }]);
    if (report && report.kind !== "blocked") trouble = report;
    updates.push({ place, outcome: trouble ? "failed" : "noRoom" });
  }
  return { kind: "updatedPlaces", places: updates, trouble };
}

/** Empties a place and answers what stood there, formulas as formulas. */
async function clear(desk: Desk, place: Place) {
  const [cells] = await desk.host.read([place]);
  const before = cells?.formulas ?? [];
  await desk.host.mark(place, []);
  await desk.host.write([{ place, values: before.map((row) => row.map(() => "")) }]);
  return before;
}
