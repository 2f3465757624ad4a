/**
 * Checks and sends rows of registers in batches. New rows get their id in the sheet, and the batch is written into the
 * workbook, before it leaves: whatever is cut off afterwards, the same rows go again under the same ids.
 */
import { asksToSignIn } from "../hub/failures.js";
import type { Failure } from "../hub/hub.js";
import type { RowAnswer, RowOutcome, RowReceipt, SentRow } from "../hub/rows.js";
import { readableAddress } from "../sheet/place.js";
import { NEW_ROW_MARK } from "../sheet/register-diff.js";
import type { RegisterTable } from "../sheet/register-table.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import {
  bindTo,
  loadRowBook,
  lookAtRows,
  type PendingRow,
  type RowOutbox,
  type RowsReport,
  type RowVerdict,
  saveRegisterTable,
  saveRowBook,
  surveyRows,
} from "./rows.js";

export interface SendRowsOptions {
  /** Only these; all sendable ones when left out. */
  readonly ids?: readonly string[];
  /** Rows missing from the sheet are deleted in the hub only when a person said so. */
  readonly withDeletions?: boolean;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface SendRowsDone {
  readonly kind: "rowsChecked" | "rowsSent";
  readonly counts: Readonly<Record<RowOutcome, number>>;
  readonly replayed: boolean;
  readonly report: RowsReport;
}

/** `rowsInterrupted`: what was answered is settled, all else still waits; `trouble` null when a person stopped it. */
export type SendRowsReport =
  | SendRowsDone
  | {
      readonly kind: "rowsInterrupted";
      readonly trouble: Failure | null;
      readonly counts: SendRowsDone["counts"];
      readonly report: RowsReport;
    }
  | Trouble;

const FIRST_BATCH = 200;
const MOST_PER_BATCH = 5_000;
const QUICK_MS = 2_000;
const SLOW_MS = 8_000;

type Course = { counts: Record<RowOutcome, number>; replayed: boolean };
const newCourse = (): Course => ({ counts: { WRITTEN: 0, UNCHANGED: 0, CONFLICT: 0, REFUSED: 0 }, replayed: false });

/** Asks the hub what it would say of every row; writes nothing to the hub. */
export function checkRows(desk: Desk, options: SendRowsOptions = {}): Promise<SendRowsReport> {
  return inTurn(desk, async () => {
    const { rows, tables } = await surveyRows(desk);
    const course = newCourse();
    const asked = rows.filter((row) => isMeant(row, { withDeletions: true, ...options }) && !isUnreadable(row));
    for (const { table } of tables) {
      const part = asked.filter((row) => row.table === table.id);
      for (let from = 0; from < part.length; from += MOST_PER_BATCH) {
        const batch = outboxOf(desk, table, part.slice(from, from + MOST_PER_BATCH));
        const failure = await ask(desk, batch, true, options.signal);
        if (failure === null || failure.kind !== "ok") return interrupted(desk, failure, course);
        await takeVerdicts(desk, batch, failure.data, course);
      }
    }
    return { kind: "rowsChecked", ...course, report: await lookAtRows(desk) };
  });
}

/** Sends the rows; what was written is quiet from then on. */
export function sendRows(desk: Desk, options: SendRowsOptions = {}): Promise<SendRowsReport> {
  return inTurn(desk, async () => {
    const course = newCourse();
    const { outbox } = await loadRowBook(desk.host);
    if (outbox) {
      const failure = await deliver(desk, outbox, course, options.signal);
      if (failure !== "delivered") return interrupted(desk, failure, course);
    }
    const { rows } = await surveyRows(desk);
    const waiting = rows.filter((row) => row.state === "pending" && isMeant(row, options)).map(({ id }) => id);
    let [done, size] = [0, FIRST_BATCH];
    while (done < waiting.length) {
      const wanted = new Set(waiting.slice(done, done + size));
      const started = performance.now();
      const failure = await sendPart(desk, wanted, course, options.signal);
      if (failure !== "delivered") return interrupted(desk, failure, course);
      done += wanted.size;
      options.onProgress?.({ done, total: waiting.length });
      const took = performance.now() - started;
      if (took > SLOW_MS) size = Math.max(20, Math.floor(size / 2));
      else if (took < QUICK_MS) size = Math.min(MOST_PER_BATCH, size * 2);
    }
    return { kind: "rowsSent", ...course, report: await lookAtRows(desk) };
  });
}

/** People go on working while a batch is under way: each part is read anew before it leaves. */
async function sendPart(desk: Desk, wanted: ReadonlySet<string>, course: Course, signal?: AbortSignal) {
  if (signal?.aborted) return null;
  const { rows, tables } = await surveyRows(desk);
  const part = rows.filter(({ id, state }) => wanted.has(id) && state === "pending");
  for (const { table } of tables) {
    const mine = part.filter((row) => row.table === table.id);
    if (mine.length === 0) continue;
    const named = await nameNewRows(desk, table, mine);
    const batch = outboxOf(desk, table, named);
    const book = await loadRowBook(desk.host);
    const reasons = { ...book.reasons };
    // A new row is called otherwise from here on.
    for (const { id, reads, reason } of named) if (reason !== null) reasons[id] = { reads, text: reason };
    await saveRowBook(desk.host, { ...book, reasons, outbox: batch });
    const failure = await deliver(desk, batch, course, signal);
    if (failure !== "delivered") return failure;
  }
  return "delivered" as const;
}

async function nameNewRows(desk: Desk, { id }: RegisterTable, rows: readonly PendingRow[]): Promise<PendingRow[]> {
  const named = rows.map((row) => {
    if (row.row !== null) return row;
    const given = desk.newId();
    return { ...row, row: given, id: `${id}:${given}` };
  });
  const fresh = named.filter((row, index) => row !== rows[index]);
  await desk.host.write(
    fresh.flatMap(({ idPlace, row }) =>
      idPlace ? [{ place: idPlace, values: [[`${NEW_ROW_MARK}${row ?? ""}`]] }] : [],
    ),
  );
  return named;
}

function outboxOf(desk: Desk, table: RegisterTable, rows: readonly PendingRow[]): RowOutbox {
  return {
    ...{ batchId: desk.newId(), table: table.id, register: table.register, since: desk.clock().toISOString() },
    rows: rows.map((row) => sentRow(desk, table, row)),
    edits: rows.map(({ id, kind, reads }) => ({ id, kind, reads })),
  };
}

function sentRow(desk: Desk, { organization }: RegisterTable, row: PendingRow): SentRow {
  const at = row.cells[0]?.place ?? row.place;
  const { reason } = row;
  const base = {
    ...{ id: row.row ?? desk.newId(), ...(at && { at: readableAddress(at) }) },
    ...(reason !== null && { reason }),
  };
  if (row.kind === "deleted") return { ...base, delete: true, baseVersion: row.version };
  const cells = Object.fromEntries(row.cells.map(({ path, typed }) => [path, typed]));
  if (row.kind === "changed") return { ...base, baseVersion: row.version, ...cells };
  const owner = row.organization ?? organization;
  return { ...base, ...(owner !== null && { organization: owner }), ...cells };
}

async function ask(desk: Desk, batch: RowOutbox, dryRun: boolean, signal?: AbortSignal) {
  const { name } = await desk.host.workbook();
  const input = { batchId: batch.batchId, rows: batch.rows, dryRun, origin: name };
  try {
    return await desk.hub.saveRows(batch.register, input, signal && { signal });
  } catch (error) {
    if (signal?.aborted) return null;
    throw error;
  }
}

async function deliver(
  desk: Desk,
  batch: RowOutbox,
  course: Course,
  signal?: AbortSignal,
): Promise<Failure | null | "delivered"> {
  const answer = await ask(desk, batch, false, signal);
  if (answer === null) return null;
  if (answer.kind !== "ok") {
    // The hub has spoken and written nothing: nothing is to be asked for again.
    const isSettled = answer.kind === "refusal" || (answer.kind === "accident" && answer.id !== null);
    if (isSettled && !asksToSignIn(answer))
      await saveRowBook(desk.host, { ...(await loadRowBook(desk.host)), outbox: null });
    return answer;
  }
  await settleTable(desk, batch, answer.data);
  await takeVerdicts(desk, batch, answer.data, course);
  await saveRowBook(desk.host, { ...(await loadRowBook(desk.host)), outbox: null });
  return "delivered";
}

async function takeVerdicts(desk: Desk, batch: RowOutbox, receipt: RowReceipt, course: Course): Promise<void> {
  const book = await loadRowBook(desk.host);
  const verdicts: Record<string, RowVerdict> = { ...book.verdicts };
  const reasons = { ...book.reasons };
  for (const { index, outcome, findings, conflict } of receipt.rows) {
    course.counts[outcome]++;
    const edit = batch.edits[index];
    if (!edit) continue;
    if (outcome === "WRITTEN" && !receipt.dryRun) Reflect.deleteProperty(reasons, edit.id);
    const isGood = outcome === "WRITTEN" || outcome === "UNCHANGED";
    if (isGood && findings.length === 0) Reflect.deleteProperty(verdicts, edit.id);
    else verdicts[edit.id] = { reads: edit.reads, findings, conflict };
  }
  course.replayed ||= receipt.replayed;
  await saveRowBook(desk.host, { ...book, verdicts, reasons, checkedAt: receipt.receivedAt });
}

/** What was written is what the hub holds from now on; a new row gets the id the hub knows it by. */
async function settleTable(desk: Desk, batch: RowOutbox, receipt: RowReceipt): Promise<void> {
  const survey = await surveyRows(desk);
  const of = survey.tables.find(({ table }) => table.id === batch.table);
  if (!of) return;
  const answers = new Map<string, { sent: SentRow; answer: RowAnswer; kind: string }>();
  for (const answer of receipt.rows) {
    const [sent, edit] = [batch.rows[answer.index], batch.edits[answer.index]];
    if (sent && edit && (answer.outcome === "WRITTEN" || answer.outcome === "UNCHANGED"))
      answers.set(sent.id, { sent, answer, kind: edit.kind });
  }
  const { columns } = of.table;
  const rows = of.table.rows.flatMap((row) => {
    const said = answers.get(row.id);
    if (!said) return [row];
    if (said.kind === "deleted") return [];
    const values = columns.map(({ path }, index) => textOf(said.sent[path]) ?? row.values[index] ?? null);
    columns.forEach(({ path }, index) => said.sent[path] === null && (values[index] = null));
    // Somebody else's fields were merged in: they are not in the sheet yet, so the old version stays the base.
    return [{ id: row.id, version: said.answer.merged.length > 0 ? row.version : said.answer.version, values }];
  });
  const born = [...answers.values()].flatMap(({ sent, answer, kind }) => {
    if (kind !== "new" || answer.id === null) return [];
    const values = columns.map(({ path }) => textOf(sent[path]) ?? null);
    return [{ was: sent.id, row: { id: answer.id, version: answer.version, values } }];
  });
  // After a stop in the middle of settling the table knows them already, and only their cells do not.
  const added = born.flatMap(({ row }) => (rows.some(({ id }) => id === row.id) ? [] : [row]));
  const total = of.table.total + added.length - (of.table.rows.length - rows.length);
  // The table first: a row whose id is in the sheet but not in the table would be taken for a new one.
  await saveRegisterTable(desk.host, { ...of.table, rows: [...rows, ...added], total });
  const places = new Map(survey.rows.map(({ row, idPlace }) => [row, idPlace]));
  await desk.host.write(
    born.flatMap(({ was, row }) => {
      const place = places.get(was);
      return place ? [{ place, values: [[row.id]] }] : [];
    }),
  );
  if (born.length > 0) await bindTo(desk, of, of.place.rows);
}

const textOf = (value: SentRow[string]): string | undefined =>
  value === null || value === undefined ? undefined : String(value);

function isMeant({ id, kind }: PendingRow, { ids, withDeletions }: SendRowsOptions): boolean {
  return (!ids || ids.includes(id)) && (kind !== "deleted" || withDeletions === true);
}

/** What the sheet itself knows to be wrong need not be asked about. */
const isUnreadable = ({ cells }: PendingRow): boolean => cells.some(({ problem }) => problem !== null);

async function interrupted(
  desk: Desk,
  failure: Failure | { kind: "ok" } | null,
  { counts }: Course,
): Promise<SendRowsReport> {
  const trouble = failure === null || failure.kind === "ok" ? null : failure;
  return { kind: "rowsInterrupted", trouble, counts, report: await lookAtRows(desk) };
}
