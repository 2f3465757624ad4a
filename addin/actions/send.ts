/**
 * Checks and sends edits in batches. A batch is written into the workbook before it leaves and forgotten when its receipt
 * is in: a lost answer is asked for again under the same id, and the hub counts it once.
 */
import { asksToSignIn } from "../hub/failures.js";
import type { CellAnswer, CellOutcome, Conflict, Failure, Figure, Finding, WriteReceipt } from "../hub/hub.js";
import type { PendingCell } from "../sheet/edits.js";
import { keyText } from "../sheet/table.js";
import { type EditNote, type Outbox, saveBook } from "./book.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { lookAgain, type PendingReport } from "./pending.js";
import { settle } from "./settle.js";
import { survey } from "./survey.js";

export interface SendOptions {
  /** One refused cell refuses them all. */
  readonly atomic?: boolean;
  /** Only these edits; all sendable ones when left out. */
  readonly ids?: readonly string[];
  readonly note?: string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface SentCell {
  readonly cell: PendingCell;
  readonly outcome: CellOutcome;
  readonly figure: Figure | null;
  readonly conflict: Conflict | null;
  readonly findings: readonly Finding[];
}

/** `checked` wrote nothing. `sent` wrote `written`; a `replayed` receipt was already there, nothing went in twice. */
export interface SendDone {
  readonly kind: "checked" | "sent";
  readonly batchIds: readonly string[];
  readonly replayed: boolean;
  readonly receivedAt: string;
  readonly written: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly cells: readonly SentCell[];
  /** What is still to do after this. */
  readonly pending: PendingReport;
}

/** `interrupted`: the hub failed halfway or was stopped. What was written is in `done`; all else is still pending. */
export type SendReport =
  | SendDone
  | { readonly kind: "nothingToSend"; readonly pending: PendingReport }
  | {
      readonly kind: "interrupted";
      /** Null when a person stopped it. */
      readonly trouble: Failure | null;
      readonly done: SendDone | null;
      readonly pending: PendingReport;
    }
  | Trouble;

/** Batches begin at this size, double when the hub is quick and halve when it is slow. */
const FIRST_BATCH = 500;
const MOST_PER_BATCH = 5_000;
const QUICK_MS = 2_000;
const SLOW_MS = 8_000;

/** Asks the hub what it would say of every edit; writes nothing to the hub. */
export function check(desk: Desk, options: SendOptions = {}): Promise<SendReport> {
  return inTurn(desk, async () => {
    const { book, pending } = await survey(desk);
    const asked = chosen(pending, options).filter(isReadable);
    if (asked.length === 0) return { kind: "nothingToSend", pending: await lookAgain(desk) };
    const tally = new Tally("checked");
    let notes = book.notes;
    let trouble: Failure | null = null;
    for (const part of parts(asked, options.atomic ? asked.length : MOST_PER_BATCH)) {
      const batch = { ...outboxOf(desk, part, options), batchId: desk.newId() };
      const answer = await ask(desk, batch, true, options.signal);
      if (answer === null || answer.kind !== "ok") {
        trouble = answer;
        break;
      }
      tally.add(answer.data, part);
      notes = judgedNotes(notes, answer.data, part);
      options.onProgress?.({ done: tally.cells.length, total: asked.length });
    }
    const checkedAt = tally.receivedAt || book.checkedAt;
    await saveBook(desk.host, { notes, checkedAt });
    const after = await lookAgain(desk);
    return tally.cells.length === asked.length ? tally.done(after) : tally.interrupted(trouble, after);
  });
}

/** Sends the edits; written cells become quiet again and typed-over functions come back. */
export function send(desk: Desk, options: SendOptions = {}): Promise<SendReport> {
  return inTurn(desk, async () => {
    const tally = new Tally("sent");
    const lost = await finishLostBatch(desk, tally, options.signal);
    if (lost !== "finished") return tally.interrupted(lost, await lookAgain(desk));

    let size = options.atomic ? Number.MAX_SAFE_INTEGER : FIRST_BATCH;
    let waiting = await sendable(desk, options);
    const total = tally.cells.length + waiting.length;
    while (waiting.length > 0) {
      if (options.signal?.aborted) return tally.interrupted(null, await lookAgain(desk));
      const part = waiting.slice(0, size);
      waiting = waiting.slice(size);
      const batch = outboxOf(desk, part, options);
      await saveBook(desk.host, { outbox: batch });
      const delivered = await deliver(desk, batch, part, tally, options.signal);
      if (delivered.kind !== "delivered") return tally.interrupted(delivered.failure, await lookAgain(desk));
      size = nextSize(size, delivered.took);
      options.onProgress?.({ done: tally.cells.length, total });
    }
    const after = await lookAgain(desk);
    return tally.cells.length === 0 ? { kind: "nothingToSend", pending: after } : tally.done(after);
  });
}

function nextSize(size: number, took: number): number {
  if (took > SLOW_MS) return Math.max(50, Math.floor(size / 2));
  return took < QUICK_MS ? Math.min(MOST_PER_BATCH, size * 2) : size;
}

/** `took` is the hub's time alone: how long the sheet needs says nothing of how much the hub can take. */
type Delivery =
  | { readonly kind: "delivered"; readonly took: number }
  // Null: stopped by a person, the batch stays for next time.
  | { readonly kind: "undelivered"; readonly failure: Failure | null };

/** A batch whose answer never came goes first, word for word as it was. */
async function finishLostBatch(desk: Desk, tally: Tally, signal?: AbortSignal): Promise<Failure | null | "finished"> {
  const { book, pending } = await survey(desk);
  if (!book.outbox) return "finished";
  const byId = new Map(pending.map((cell) => [cell.id, cell]));
  const part = book.outbox.cells.map(({ id }) => byId.get(id) ?? null);
  const delivered = await deliver(desk, book.outbox, part, tally, signal);
  return delivered.kind === "delivered" ? "finished" : delivered.failure;
}

/** Sends one batch and takes its receipt in. */
async function deliver(
  desk: Desk,
  batch: Outbox,
  part: readonly (PendingCell | null)[],
  tally: Tally,
  signal?: AbortSignal,
): Promise<Delivery> {
  const began = performance.now();
  const answer = await ask(desk, batch, false, signal);
  const took = performance.now() - began;
  if (answer === null) return { kind: "undelivered", failure: null };
  if (answer.kind !== "ok") {
    if (isSettled(answer)) await saveBook(desk.host, { outbox: null });
    return { kind: "undelivered", failure: answer };
  }
  tally.add(answer.data, part);
  const figures = new Map<string, Figure>();
  const verdicts: Record<string, EditNote["verdict"]> = {};
  for (const said of answer.data.cells) {
    const sent = batch.cells[said.index];
    if (!sent) continue;
    const isTaken = said.outcome === "WRITTEN" || said.outcome === "UNCHANGED";
    if (isTaken && said.figure) figures.set(keyText(sent.input), said.figure);
    verdicts[sent.id] = isTaken ? null : { findings: said.findings, conflict: said.conflict };
  }
  await settle(desk, figures, verdicts, answer.data.receivedAt);
  return { kind: "delivered", took };
}

/** The hub has spoken and written nothing: the batch need not be asked for again. Signing in makes it go on. */
function isSettled(failure: Failure): boolean {
  if (asksToSignIn(failure)) return false;
  return failure.kind === "refusal" || (failure.kind === "accident" && failure.id !== null);
}

async function ask(desk: Desk, batch: Outbox, dryRun: boolean, signal?: AbortSignal) {
  const { batchId, atomic, note } = batch;
  const cells = batch.cells.map(({ input }) => input);
  const { name } = await desk.host.workbook();
  try {
    return await desk.hub.writeFigures(
      { batchId, cells, dryRun, atomic, note, origin: name },
      { ...(signal && { signal }) },
    );
  } catch (error) {
    if (signal?.aborted) return null;
    throw error;
  }
}

function outboxOf(desk: Desk, part: readonly PendingCell[], options: SendOptions): Outbox {
  return {
    batchId: desk.newId(),
    since: desk.clock().toISOString(),
    atomic: options.atomic ?? false,
    note: options.note ?? null,
    cells: part.map((cell) => ({
      id: cell.id,
      input: {
        indicator: cell.key.indicator,
        organization: cell.key.organization,
        period: cell.key.period,
        ...(cell.key.dims && { dims: cell.key.dims }),
        value: cell.value,
        baseVersion: cell.base.version,
        baseValue: cell.base.value,
        reason: cell.reason,
        place: cell.address,
      },
    })),
  };
}

async function sendable(desk: Desk, options: SendOptions): Promise<PendingCell[]> {
  const { pending } = await survey(desk);
  const wanted = chosen(pending, options).filter(({ state }) => state === "pending");
  // The same figure typed alike in two places is one edit to the hub.
  return [...new Map(wanted.map((cell) => [keyText(cell.key), cell])).values()];
}

function chosen(pending: readonly PendingCell[], { ids }: SendOptions): PendingCell[] {
  return pending.filter(({ id }) => !ids || ids.includes(id));
}

/** The hub can judge everything but what the sheet itself cannot read. */
function isReadable({ findings }: PendingCell): boolean {
  return !findings.some(
    ({ code }) =>
      code === "NOT_A_NUMBER" || code === "UNIT_MISMATCH" || code === "CELL_IN_ERROR" || code === "TYPED_TWICE",
  );
}

function parts<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function judgedNotes(notes: Readonly<Record<string, EditNote>>, receipt: WriteReceipt, part: readonly PendingCell[]) {
  const judged = receipt.cells.flatMap((said) => {
    const id = part[said.index]?.id;
    const note = id === undefined ? undefined : notes[id];
    return id !== undefined && note ? [[id, { ...note, verdict: verdictOf(said) }] as const] : [];
  });
  return { ...notes, ...Object.fromEntries(judged) };
}

function verdictOf({ outcome, findings, conflict }: CellAnswer): EditNote["verdict"] {
  return outcome === "REFUSED" || outcome === "CONFLICT" || findings.length > 0 ? { findings, conflict } : null;
}

/** Adds receipts up into one report. */
class Tally {
  readonly cells: SentCell[] = [];
  receivedAt = "";
  private readonly batchIds: string[] = [];
  private replayed = false;

  constructor(private readonly kind: SendDone["kind"]) {}

  add(receipt: WriteReceipt, part: readonly (PendingCell | null)[]): void {
    this.batchIds.push(receipt.batchId);
    this.replayed ||= receipt.replayed;
    this.receivedAt = receipt.receivedAt;
    for (const { index, outcome, figure, conflict, findings } of receipt.cells) {
      const cell = part[index];
      if (cell) this.cells.push({ cell, outcome, figure, conflict, findings });
    }
  }

  done(pending: PendingReport): SendDone {
    const count = (outcome: CellOutcome) => this.cells.filter((cell) => cell.outcome === outcome).length;
    return {
      kind: this.kind,
      batchIds: this.batchIds,
      replayed: this.replayed,
      receivedAt: this.receivedAt,
      written: count("WRITTEN"),
      unchanged: count("UNCHANGED"),
      conflicts: count("CONFLICT"),
      refused: count("REFUSED"),
      cells: this.cells,
      pending,
    };
  }

  interrupted(trouble: Failure | null, pending: PendingReport): SendReport {
    return { kind: "interrupted", trouble, done: this.batchIds.length > 0 ? this.done(pending) : null, pending };
  }
}
