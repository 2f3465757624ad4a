/**
 * Registers as bound tables: put into the sheet, brought up to date, let go of. Writes over nothing of people's own: an
 * edited cell keeps what was typed, and a row they added stays.
 */
import type { Answer, Asking } from "../hub/hub.js";
import type { RegisterSheet, RegisterSheetQuestion } from "../hub/registers.js";
import { type CellWrite, type Cells, HostError } from "../host/host.js";
import { cellAt, type Place, within } from "../sheet/place.js";
import {
  contentOf,
  findRegister,
  type FoundRegister,
  layRegister,
  rowsWrite,
  registerAsOf,
  registerSize,
  stillShows,
} from "../sheet/register-layout.js";
import {
  packRegisterTable,
  REGISTER_ROWS_ABOVE_DATA,
  REGISTER_BINDING_PREFIX,
  registerBindingName,
  type RegisterQuestion,
  registerStoreKey,
  type RegisterTable,
  registerTableIdOf,
  unpackRegisterTable,
} from "../sheet/register-table.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { besideOthers, isFree } from "./room.js";
import { rest } from "./slices.js";

export interface RegisterRequest extends RegisterQuestion {
  /** Its first line; "" makes one of the register's name. */
  readonly title: string;
  /** Whose rows new ones become: a code. */
  readonly organization: string | null;
  readonly at?: Place;
  /** The table it replaces, where a query was changed. */
  readonly id?: string;
}

export type RegisterReport =
  | {
      readonly kind: "insertedRegister";
      readonly table: string;
      readonly place: Place;
      readonly rows: number;
      readonly total: number;
    }
  | { readonly kind: "blocked"; readonly code: "PLACE_NOT_EMPTY"; readonly place: Place }
  | { readonly kind: "blocked"; readonly code: "NOTHING_CHOSEN" }
  | Trouble;

/** More rows than this are a file's work. */
export const MOST_REGISTER_ROWS = 100_000;
const ROWS_PER_QUESTION = 5_000;
const ROWS_PER_WRITE = 2_000;

/** Puts a register's rows into the sheet as a bound table. */
export async function insertRegister(desk: Desk, request: RegisterRequest): Promise<RegisterReport> {
  if (request.columns.length === 0) return { kind: "blocked", code: "NOTHING_CHOSEN" };
  return inTurn(desk, async () => {
    const answer = await askRegister(desk, request);
    if (answer.kind !== "ok") return answer;
    const start = request.at ?? (await desk.host.selection());
    const id = request.id ?? `reg_${desk.newId().replaceAll("-", "").slice(0, 12)}`;
    const table = tableOf(id, request, answer.data);
    const place = { ...cellAt(start.sheet, start.row, start.column), ...registerSize(table) };
    if (!(await isFree(desk, place))) return { kind: "blocked", code: "PLACE_NOT_EMPTY", place };
    await desk.host.write(await besideOthers(desk, place, layRegister(table, place)));
    await writeRows(desk, table, place);
    await keep(desk, table, place);
    await offerCodes(desk, table, place);
    return { kind: "insertedRegister", table: id, place, rows: table.rows.length, total: table.total };
  });
}

/** Part by part, with a rest in between: a hundred thousand rows made at once would stop the pane. */
async function writeRows(desk: Desk, table: RegisterTable, place: Place): Promise<void> {
  for (let from = 0; from < table.rows.length; from += ROWS_PER_WRITE) {
    await rest();
    await desk.host.write([rowsWrite(table, place, from, ROWS_PER_WRITE)]);
  }
}

async function keep(desk: Desk, table: RegisterTable, place: Place | null): Promise<void> {
  await desk.host.save({ [registerStoreKey(table.id)]: packRegisterTable(table) });
  if (place) await desk.host.bind(registerBindingName(table.id), place);
}

/** Rows below the last one that also offer a choice: where people add theirs. */
const ROWS_TO_ADD = 200;

/**
 * Lets people choose codes by name where a column takes them from a list. What is too long for a cell's list is left to the
 * check, and a hub that does not answer leaves cells as they are: choosing is a help, not a rule.
 */
async function offerCodes(desk: Desk, table: RegisterTable, place: Place): Promise<void> {
  const [first, height] = [REGISTER_ROWS_ABOVE_DATA, place.rows - REGISTER_ROWS_ABOVE_DATA + ROWS_TO_ADD];
  for (const [index, { list, writable }] of table.columns.entries()) {
    if (list === null || !writable) continue;
    const names = await desk.hub.codeNames(list);
    if (names.kind !== "ok" || names.data.length === 0) continue;
    try {
      await desk.host.offer(within(place, first, index, height), names.data);
    } catch (error) {
      if (!(error instanceof HostError) || error.code !== "TOO_LARGE") throw error;
    }
  }
}

/** Rows that came since the last look are in the same part, unless they are many. */
const ROWS_TO_COME = 500;

/** The next part of a bound table's rows, or null when `whole` has all of them. */
export function nextPart(table: RegisterTable, whole: RegisterSheet | null): RegisterSheetQuestion | null {
  const { register, conditions, order, rows } = table;
  const most = Math.min(table.most, MOST_REGISTER_ROWS);
  const have = whole?.ids.length ?? 0;
  if (whole && (whole.next === null || have >= most)) return null;
  const expected = whole ? whole.total - have : rows.length + ROWS_TO_COME;
  const first = Math.max(1, Math.min(ROWS_PER_QUESTION, most - have, expected));
  return {
    register,
    columns: table.columns.map(({ path }) => path),
    conditions,
    order,
    first,
    after: whole?.next ?? null,
  };
}

export function withPart(whole: RegisterSheet | null, part: RegisterSheet): RegisterSheet {
  return whole === null ? part : joined(whole, part);
}

/** All rows up to `most`, part by part. */
export async function askRegister(
  desk: Pick<Desk, "hub">,
  question: RegisterQuestion,
  asking?: Asking,
): Promise<Answer<RegisterSheet>> {
  const { register, columns, conditions, order } = question;
  const most = Math.min(question.most, MOST_REGISTER_ROWS);
  let whole: RegisterSheet | null = null;
  let after: string | null = null;
  do {
    const first: number = Math.min(ROWS_PER_QUESTION, most - (whole?.ids.length ?? 0));
    const answer: Answer<RegisterSheet> = await desk.hub.registerSheet(
      { register, columns, conditions, order, first, after },
      asking,
    );
    if (answer.kind !== "ok") return answer;
    whole = withPart(whole, answer.data);
    after = answer.data.next;
  } while (after !== null && whole.ids.length < most);
  return { kind: "ok", data: whole };
}

function joined(first: RegisterSheet, next: RegisterSheet): RegisterSheet {
  const ids = [...first.ids, ...next.ids];
  const versions = [...first.versions, ...next.versions];
  return { ...first, ids, versions, values: [...first.values, ...next.values], next: next.next };
}

function tableOf(id: string, request: RegisterRequest, sheet: RegisterSheet): RegisterTable {
  const { conditions, order, most, organization } = request;
  return {
    ...{ id, title: request.title.trim() || sheet.label, register: sheet.register, organization },
    ...{ columns: sheet.columns, conditions, order, most, rows: rowsOf(sheet), total: sheet.total, asOf: sheet.asOf },
  };
}

function rowsOf(sheet: RegisterSheet): RegisterTable["rows"] {
  return sheet.ids.map((id, index) => ({
    ...{ id, version: sheet.versions[index] ?? 0, values: sheet.values[index] ?? [] },
  }));
}

export interface PlacedRegister {
  readonly table: RegisterTable;
  /** Null when its cells were deleted. */
  readonly place: Place | null;
}

/** The register tables of this workbook. */
export async function registerTables({ host }: Pick<Desk, "host">): Promise<readonly PlacedRegister[]> {
  const bindings = await host.bindings(REGISTER_BINDING_PREFIX);
  const kept = await host.load(bindings.map(({ name }) => registerStoreKey(registerTableIdOf(name))));
  return bindings.flatMap(({ place }, index) => {
    const table = unpackRegisterTable(kept[index] ?? null);
    return table ? [{ table, place }] : [];
  });
}

/** What a refresh did to one register table. */
export interface RegisterRenewed {
  readonly table: string;
  readonly title: string;
  readonly changed: number;
  readonly added: number;
  readonly gone: number;
  /** Cells with something typed in them that the hub has another value for now. */
  readonly kept: number;
  /** New rows for which there was no free room below. */
  readonly noRoom: number;
}

/** Writes what the hub now says into a register table. For whoever holds the turn already. */
export async function renewRegister(
  desk: Desk,
  table: RegisterTable,
  place: Place,
  sheet: RegisterSheet,
): Promise<RegisterRenewed> {
  const [cells] = await desk.host.read([place]);
  const none = { table: table.id, title: table.title, changed: 0, added: 0, gone: 0, kept: 0, noRoom: 0 };
  if (!cells) return none;
  const layout = findRegister(table, cells);
  if (layout.headerRow === null) return none;
  const news = new Map(rowsOf(sheet).map((row) => [row.id, row]));
  const { writes, changed, kept, rows, gone } = renewed(table, cells, layout, news);
  const held = new Set(table.rows.map(({ id }) => id));
  const added = rowsOf(sheet).filter(({ id }) => !held.has(id));
  const fresh = (await hasRoomBelow(desk, place, added.length)) ? added : [];
  const { behind, ...known } = table;
  const still = Object.entries(behind ?? {}).filter(([id]) => !news.has(id));
  const next: RegisterTable = {
    ...{ ...known, rows: [...rows, ...fresh], total: sheet.total, asOf: sheet.asOf },
    ...(still.length > 0 && { behind: Object.fromEntries(still) }),
  };
  writes.push(...addedWrites(table, cells, layout, fresh));
  writes.push({ place: within(place, Math.max(0, layout.headerRow - 1), 0), values: [[registerAsOf(next)]] });
  await desk.host.write(writes);
  await keep(desk, next, { ...place, rows: place.rows + fresh.length });
  const noRoom = added.length - fresh.length;
  return { table: table.id, title: table.title, changed, added: fresh.length, gone, kept, noRoom };
}

/** Quiet cells follow the hub; edited ones keep what was typed and their base, so that sending finds the clash. */
function renewed(
  table: RegisterTable,
  cells: Cells,
  layout: FoundRegister,
  news: ReadonlyMap<string, RegisterTable["rows"][number]>,
) {
  const writes: CellWrite[] = [];
  let [changed, kept, gone] = [0, 0, 0];
  const rows = table.rows.flatMap((row, index) => {
    const fresh = news.get(row.id);
    const at = layout.rows[index] ?? null;
    const edited = table.columns.map((column, each) => {
      const columnAt = layout.columns[each] ?? null;
      if (at === null || columnAt === null) return false;
      const shown = { value: cells.values[at]?.[columnAt] ?? "", text: cells.text[at]?.[columnAt] ?? "" };
      return !stillShows(row.values[each] ?? null, shown, column);
    });
    if (!fresh) {
      // With something typed into it the row stays, so that its sender learns what became of it.
      if (edited.includes(true)) return [row];
      gone++;
      if (at !== null)
        writes.push({ place: within(cells.place, at, 0, 1, cells.place.columns), values: [blank(cells)] });
      return [];
    }
    let clashes = false;
    table.columns.forEach((column, each) => {
      const [was, is] = [row.values[each] ?? null, fresh.values[each] ?? null];
      const columnAt = layout.columns[each] ?? null;
      if (was === is) return;
      if (edited[each]) {
        clashes = true;
        kept++;
        return;
      }
      changed++;
      if (at !== null && columnAt !== null)
        writes.push({ place: within(cells.place, at, columnAt), values: [[contentOf(is, column)]] });
    });
    if (!clashes) return [fresh];
    return [
      {
        ...fresh,
        version: table.behind?.[row.id]?.version ?? row.version,
        values: fresh.values.map((value, i) => (edited[i] ? (row.values[i] ?? null) : value)),
      },
    ];
  });
  return { writes, changed, kept, rows, gone };
}

const blank = (cells: Cells): string[] => Array.from({ length: cells.place.columns }, () => "");

async function hasRoomBelow(desk: Desk, place: Place, rows: number): Promise<boolean> {
  return rows === 0 || isFree(desk, within(place, place.rows, 0, rows, place.columns));
}

/** New rows go below the last one, each value under its header wherever that was moved to. */
function addedWrites(
  table: RegisterTable,
  { place }: Cells,
  layout: FoundRegister,
  added: RegisterTable["rows"],
): CellWrite[] {
  if (added.length === 0) return [];
  const values = added.map((row) => {
    const line: (string | number | boolean | null)[] = Array.from({ length: place.columns }, () => null);
    table.columns.forEach((column, each) => {
      const at = layout.columns[each] ?? null;
      if (at !== null) line[at] = contentOf(row.values[each] ?? null, column);
    });
    if (layout.idColumn !== null) line[layout.idColumn] = row.id;
    return line;
  });
  return [{ place: within(place, place.rows, 0, added.length, place.columns), values }];
}

/** Lets go of a register table; its cells stay as they are. */
export async function forgetRegister(desk: Desk, id: string): Promise<void> {
  await desk.host.bind(registerBindingName(id), null);
  await desk.host.save({ [registerStoreKey(id)]: null });
}
