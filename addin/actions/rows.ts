/**
 * Rows of registers that were added, changed or deleted in the sheet and not yet sent: found, painted, taken back, settled.
 * Asks the hub nothing; sending is `send-rows.ts`.
 */
import type { Cells, CellWrite, Host, Json, Mark } from "../host/host.js";
import type { Finding } from "../hub/hub.js";
import type { RowConflict, SentRow } from "../hub/rows.js";
import type { EditState } from "../sheet/edits.js";
import { overlaps, type Place, within } from "../sheet/place.js";
import { diffingRegister, lineBack, type RegisterDiff, type RowEdit } from "../sheet/register-diff.js";
import { contentOf } from "../sheet/register-layout.js";
import {
  packRegisterTable,
  registerBindingName,
  registerStoreKey,
  type RegisterTable,
} from "../sheet/register-table.js";
import { eachOf, type Steps } from "../sheet/steps.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { registerTables } from "./register.js";
import { inSlices } from "./slices.js";

export interface RowVerdict {
  /** Holds only while the row still reads so. */
  readonly reads: string;
  readonly findings: readonly Finding[];
  readonly conflict: RowConflict | null;
}

/** One batch on its way. `edits` says of each row sent what it was. */
export interface RowOutbox {
  readonly batchId: string;
  readonly table: string;
  readonly register: string;
  readonly since: string;
  readonly rows: readonly SentRow[];
  readonly edits: readonly { readonly id: string; readonly kind: RowEdit["kind"]; readonly reads: string }[];
}

/** What the workbook keeps of rows besides their tables. */
export interface RowBook {
  readonly verdicts: Readonly<Record<string, RowVerdict>>;
  readonly outbox: RowOutbox | null;
  /** Why, by the edit it was written beside; a new row is known by its place alone, so there it holds only while it reads so. */
  readonly reasons: Readonly<Record<string, { readonly reads: string; readonly text: string }>>;
  readonly checkedAt: string | null;
}

export interface PendingRow extends RowEdit {
  /** Stable while the edit stands. */
  readonly id: string;
  readonly table: string;
  readonly tableTitle: string;
  readonly register: string;
  readonly state: EditState;
  readonly findings: readonly Finding[];
  readonly conflict: RowConflict | null;
  readonly reads: string;
  /** Written by a person, sent with the row. */
  readonly reason: string | null;
  /** The hub does not take the row without one. */
  readonly needsReason: boolean;
}

export interface RowsReport {
  readonly kind: "rowsFound";
  readonly rows: readonly PendingRow[];
  readonly sendable: number;
  readonly refused: number;
  readonly conflicts: number;
  /** Of the sendable ones: how many would be deleted in the hub. */
  readonly deletions: number;
  readonly outstanding: { readonly batchId: string; readonly rows: number; readonly since: string } | null;
  /** Tables whose header or ids are gone: nothing of them can be sent. */
  readonly lost: readonly string[];
  readonly checkedAt: string | null;
}

export interface SurveyedRegister {
  readonly table: RegisterTable;
  /** The bound range, and rows typed right below it. */
  readonly place: Place;
  readonly cells: Cells;
  readonly diff: RegisterDiff;
}

export interface RowSurvey {
  readonly book: RowBook;
  readonly tables: readonly SurveyedRegister[];
  readonly rows: readonly PendingRow[];
}

const ROWS = "rows";

export async function loadRowBook(host: Host): Promise<RowBook> {
  const [kept = null] = await host.load([ROWS]);
  const book = (kept ?? {}) as unknown as Partial<RowBook>; // written by saveRowBook only
  const { verdicts = {}, outbox = null, reasons = {}, checkedAt = null } = book;
  return { verdicts, outbox, reasons, checkedAt };
}

export async function saveRowBook(host: Host, book: RowBook): Promise<void> {
  await host.save({ [ROWS]: book as unknown as Json });
}

export async function saveRegisterTable(host: Host, table: RegisterTable): Promise<void> {
  await host.save({ [registerStoreKey(table.id)]: packRegisterTable(table) });
}

/** Rests between rows; a `signal` stops it. */
export async function surveyRows(desk: Pick<Desk, "host">, signal?: AbortSignal): Promise<RowSurvey> {
  const book = await loadRowBook(desk.host);
  const placed = (await registerTables(desk)).flatMap(({ table, place }) => (place ? [{ table, place }] : []));
  if (placed.length === 0) return { book, tables: [], rows: [] };
  const used = await desk.host.usedPlaces();
  const others = placed.map(({ place }) => place);
  const wide = placed.map(({ place }) => downToLast(place, used, others));
  const read = await desk.host.read(wide);
  const tables: SurveyedRegister[] = [];
  const rows: PendingRow[] = [];
  for (const [index, { table, place }] of placed.entries()) {
    const all = read[index];
    if (!all) continue;
    const cells = upToBlank(all, place.rows);
    const diff = await inSlices(diffingRegister(table, cells), signal);
    tables.push({ table, place: cells.place, cells, diff });
    rows.push(
      ...(await inSlices(
        eachOf(diff.edits, (edit) => pendingRow(table, edit, book)),
        signal,
      )),
    );
  }
  return { book, tables, rows };
}

/** A name does not grow when somebody types below its range. */
function downToLast(place: Place, used: readonly Place[], others: readonly Place[]): Place {
  const last = used.find(({ sheet }) => sheet === place.sheet);
  const bottom = Math.max(place.row + place.rows, last ? last.row + last.rows : 0);
  const deep = { ...place, rows: bottom - place.row };
  const next = others
    .filter((other) => other !== place && other.row >= place.row + place.rows && overlaps(other, deep))
    .reduce((top, { row }) => Math.min(top, row), bottom);
  return { ...place, rows: next - place.row };
}

function upToBlank(cells: Cells, rows: number): Cells {
  let end = Math.min(rows, cells.values.length);
  while (cells.values[end]?.some((value) => value !== "")) end++;
  const { values, formulas, text, place } = cells;
  const cut = { values: values.slice(0, end), formulas: formulas.slice(0, end), text: text.slice(0, end) };
  return { ...cut, place: { ...place, rows: end } };
}

function pendingRow(table: RegisterTable, edit: RowEdit, book: RowBook): PendingRow {
  const id = `${table.id}:${edit.row ?? `${edit.place?.sheet ?? ""}:${edit.place?.row ?? ""}`}`;
  const reads = JSON.stringify([edit.kind, edit.version, edit.cells.map(({ path, typed }) => [path, typed])]);
  const verdict = book.verdicts[id]?.reads === reads ? book.verdicts[id] : undefined;
  const findings = [
    ...edit.cells.flatMap(({ problem, label, path }) => (problem ? [found(problem, label, path)] : [])),
  ];
  findings.push(...(verdict?.findings ?? []));
  const isBlocked = findings.some(({ severity }) => severity === "BLOCK");
  const conflict = verdict?.conflict ?? null;
  const state = conflict ? "conflict" : isBlocked ? "refused" : "pending";
  const of = { table: table.id, tableTitle: table.title, register: table.register };
  const said = book.reasons[id];
  const reason = said && (edit.row !== null || said.reads === reads) ? said.text : null;
  const needsReason = findings.some(({ code }) => code === "REASON_REQUIRED");
  return { ...edit, ...of, id, state, findings, conflict, reads, reason, needsReason };
}

function found(code: string, label: string, field: string): Finding {
  return { code, severity: "BLOCK", args: { label }, message: null, messageEn: null, field };
}

export function rowsReport({ book, tables, rows }: RowSurvey): RowsReport {
  const count = (state: EditState) => rows.filter((row) => row.state === state).length;
  const { outbox } = book;
  return {
    ...{ kind: "rowsFound", rows, sendable: count("pending"), refused: count("refused"), conflicts: count("conflict") },
    deletions: rows.filter(({ kind, state }) => kind === "deleted" && state === "pending").length,
    outstanding: outbox && { batchId: outbox.batchId, rows: outbox.rows.length, since: outbox.since },
    lost: tables.filter(({ diff }) => diff.isLost).map(({ table }) => table.title),
    checkedAt: book.checkedAt,
  };
}

/** Reads every register table, compares it with what the hub last said, repaints the marks. */
export function findRows(desk: Desk, signal?: AbortSignal): Promise<RowsReport | Trouble> {
  return inTurn(desk, () => lookAtRows(desk, signal));
}

/** For actions that have their turn already. */
export async function lookAtRows(desk: Desk, signal?: AbortSignal): Promise<RowsReport> {
  const survey = await surveyRows(desk, signal);
  await paintRows(desk, survey);
  return rowsReport(survey);
}

const painted = new WeakMap<Host, Map<string, string>>();

async function paintRows(desk: Desk, { tables, rows }: RowSurvey): Promise<void> {
  const pictures = painted.get(desk.host) ?? new Map<string, string>();
  painted.set(desk.host, pictures);
  for (const { table, place } of tables) {
    const mine = rows.filter((row) => row.table === table.id);
    const { marks, picture } = await inSlices(picturing(desk, place, mine));
    if ((pictures.get(table.id) ?? "") === picture || (marks.length === 0 && !pictures.has(table.id))) continue;
    await desk.host.mark(place, marks);
    pictures.set(table.id, picture);
  }
}

function* picturing(desk: Desk, place: Place, rows: readonly PendingRow[]): Steps<{ marks: Mark[]; picture: string }> {
  const marks: Mark[] = [];
  const lines = [JSON.stringify(place)];
  for (const row of rows) {
    const own = marksOf(desk, row);
    marks.push(...own);
    lines.push(JSON.stringify(own));
    yield;
  }
  return { marks, picture: lines.join("") };
}

/** A faulty cell is marked itself, the others of its row as pending. */
function marksOf(desk: Desk, row: PendingRow): Mark[] {
  return row.cells.map(({ path, place, problem }): Mark => {
    const finding = row.findings.find(({ field }) => field === path);
    const clashes = row.conflict?.fields.some(({ field }) => field === path) ?? false;
    const state = problem || finding?.severity === "BLOCK" ? "refused" : clashes ? "conflict" : "pending";
    const note = finding && (desk.describe?.(finding) ?? finding.message);
    return { state, cells: [place], ...(note && { note }) };
  });
}

export type RowsDone =
  | { readonly kind: "rowsDone"; readonly report: RowsReport }
  | { readonly kind: "blocked"; readonly code: "NO_SUCH_EDIT" | "NO_CONFLICT" | "CHOICE_MISSING" }
  | Trouble;

/** What the hub last said returns: old values, a deleted row below the others; a new row is cleared. */
export function undoRow(desk: Desk, id: string): Promise<RowsDone> {
  return undoThose(desk, (row) => row.id === id);
}

/** The same for every row that was edited, in one go. */
export function undoRows(desk: Desk): Promise<RowsDone> {
  return undoThose(desk, () => true);
}

function undoThose(desk: Desk, isMeant: (row: PendingRow) => boolean): Promise<RowsDone> {
  return inTurn(desk, async () => {
    const survey = await surveyRows(desk);
    const undone = survey.rows.filter(isMeant);
    if (undone.length === 0) return { kind: "blocked", code: "NO_SUCH_EDIT" };
    for (const of of survey.tables) {
      const mine = undone.filter(({ table }) => table === of.table.id);
      const deleted = mine.filter(({ kind }) => kind === "deleted");
      const writes = mine.flatMap((row) => takingBack(row, of, deleted.indexOf(row)));
      if (writes.length > 0) await desk.host.write(writes);
      if (deleted.length > 0) await bindTo(desk, of, of.place.rows + deleted.length);
    }
    return { kind: "rowsDone", report: await forgetReasons(desk, await lookAtRows(desk)) };
  });
}

/** What was said of an edit that is no more must not be said of a later one. */
async function forgetReasons(desk: Desk, report: RowsReport): Promise<RowsReport> {
  const book = await loadRowBook(desk.host);
  const kept = new Set(report.rows.map(({ id }) => id));
  const known = Object.entries(book.reasons);
  const reasons = known.filter(([id]) => kept.has(id));
  if (reasons.length < known.length) await saveRowBook(desk.host, { ...book, reasons: Object.fromEntries(reasons) });
  return report;
}

export const bindTo = (desk: Desk, { table, place }: SurveyedRegister, rows: number): Promise<void> =>
  desk.host.bind(registerBindingName(table.id), { ...place, rows });

/** `below`: a deleted row comes back that many rows below the last. */
function takingBack(row: PendingRow, { table, place, diff }: SurveyedRegister, below: number): CellWrite[] {
  if (row.kind === "new" && row.place) {
    const blank = Array.from({ length: row.place.columns }, () => "");
    return [{ place: row.place, values: [blank] }];
  }
  if (row.kind === "changed")
    return row.cells.map(({ place: at, path, was }) => {
      const column = table.columns.find((each) => each.path === path);
      return { place: at, values: [[contentOf(was, { kind: column?.kind ?? "text" })]] };
    });
  const known = table.rows.find(({ id }) => id === row.row);
  if (!known) return [];
  const line = lineBack(table, diff.layout, known, place.columns);
  return [{ place: within(place, place.rows + below, 0, 1, place.columns), values: [line] }];
}

type Side = "mine" | "theirs";

/** A side for a clashing field; for null that of the whole row, which is all there is to choose of a row deleted here. */
type Choosing = (field: RowConflict["fields"][number] | null) => Side | undefined;

/**
 * Settles a row at once, by one side for all of it or by a side for each clashing field; what is kept then waits to be sent
 * on top of the other side's version.
 */
export function resolveRow(desk: Desk, id: string, choices: Side | Readonly<Record<string, Side>>): Promise<RowsDone> {
  return settleRows(
    desk,
    [id],
    (field) => (typeof choices === "string" ? choices : field && choices[field.field]) ?? undefined,
  );
}

/** The same side for every clashing field of these rows. A row the other side deleted is left for a choice of its own. */
export function resolveRows(desk: Desk, ids: readonly string[], side: Side): Promise<RowsDone> {
  return settleRows(
    desk,
    ids,
    () => side,
    ({ theirVersion }) => theirVersion > 0,
  );
}

function settleRows(
  desk: Desk,
  ids: readonly string[],
  sideOf: Choosing,
  isMeant: (conflict: RowConflict) => boolean = () => true,
): Promise<RowsDone> {
  return inTurn(desk, async () => {
    const survey = await surveyRows(desk);
    const wanted = new Set(ids);
    const rows = survey.rows.filter(({ id }) => wanted.has(id));
    if (rows.length === 0) return { kind: "blocked", code: "NO_SUCH_EDIT" };
    const clashing = rows.filter(({ conflict }) => conflict && isMeant(conflict));
    if (clashing.length === 0) return { kind: "blocked", code: "NO_CONFLICT" };
    if (clashing.some((row) => toChoose(row).some((field) => sideOf(field) === undefined)))
      return { kind: "blocked", code: "CHOICE_MISSING" };
    for (const of of survey.tables) {
      const mine = clashing.filter((row) => row.table === of.table.id);
      if (mine.length > 0) await settleIn(desk, of, mine, sideOf);
    }
    const settled = new Set(clashing.map(({ id }) => id));
    const verdicts = Object.fromEntries(Object.entries(survey.book.verdicts).filter(([id]) => !settled.has(id)));
    await saveRowBook(desk.host, { ...survey.book, verdicts });
    return { kind: "rowsDone", report: await forgetReasons(desk, await lookAtRows(desk)) };
  });
}

const toChoose = ({ kind, conflict }: PendingRow) => (kind === "deleted" ? [null] : (conflict?.fields ?? []));

async function settleIn(
  desk: Desk,
  of: SurveyedRegister,
  rows: readonly PendingRow[],
  sideOf: Choosing,
): Promise<void> {
  const writes: CellWrite[] = [];
  let after = of.table;
  let back = 0;
  for (const row of rows) {
    const { fields, theirVersion } = row.conflict ?? { fields: [], theirVersion: 0 };
    if (row.kind === "deleted") {
      // Theirs: the row is there again as it was, and what they changed comes with a refresh, as for one nobody touched.
      if (sideOf(null) === "theirs") writes.push(...takingBack(row, of, back++));
      else after = rebased(after, row, new Map(), theirVersion);
      continue;
    }
    const theirs = new Map(fields.map((field) => [field.field, wordsOf(field.theirs)]));
    const isTheirs = new Set(fields.filter((field) => sideOf(field) === "theirs").map(({ field }) => field));
    for (const { place, path, kind } of row.cells)
      if (isTheirs.has(path)) writes.push({ place, values: [[contentOf(theirs.get(path) ?? null, { kind })]] });
    // Where nothing of mine goes over theirs the old version stays the base: what else they changed is not in the sheet yet,
    // and a later edit of it must still meet theirs.
    const version = theirVersion > 0 && isTheirs.size === fields.length ? row.version : theirVersion;
    after = rebased(after, row, theirs, version);
    if (theirVersion > 0 && isTheirs.size < fields.length) after = behindOf(after, row, [...theirs.keys()]);
  }
  if (writes.length > 0) await desk.host.write(writes);
  if (back > 0) await bindTo(desk, of, of.place.rows + back);
  await saveRegisterTable(desk.host, after);
}

/** Only what clashed is known of their change: what else it holds comes with a refresh. */
function behindOf(table: RegisterTable, row: PendingRow, settled: readonly string[]): RegisterTable {
  if (row.row === null) return table;
  const before = table.behind?.[row.row];
  const version = before?.version ?? row.version;
  return {
    ...table,
    behind: { ...table.behind, [row.row]: { version, settled: [...(before?.settled ?? []), ...settled] } },
  };
}

/** A deleted row that comes back keeps its values; one that is gone in the hub leaves the table and is a new one here. */
function rebased(table: RegisterTable, row: PendingRow, theirs: ReadonlyMap<string, string | null>, version: number) {
  if (version === 0) return { ...table, rows: table.rows.filter(({ id }) => id !== row.row) };
  return {
    ...table,
    rows: table.rows.map((each) =>
      each.id !== row.row
        ? each
        : {
            ...{ id: each.id, version },
            values: table.columns.map(({ path }, index) =>
              theirs.has(path) ? (theirs.get(path) ?? null) : (each.values[index] ?? null),
            ),
          },
    ),
  };
}

export function wordsOf(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) return value.map(String).join("、");
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
}
