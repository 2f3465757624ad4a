/** Finds what was edited and not yet sent, and follows edits while people work. */
import type { HostEvent } from "../host/host.js";
import type { PendingCell } from "../sheet/edits.js";
import { followMove } from "../sheet/function-calls.js";
import { readableAddress, within } from "../sheet/place.js";
import { loadBook, saveBook } from "./book.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { paint } from "./paint.js";
import { type Survey, survey } from "./survey.js";

export interface PendingReport {
  readonly kind: "found";
  readonly cells: readonly PendingCell[];
  readonly sendable: number;
  readonly refused: number;
  readonly conflicts: number;
  /** Edits of a batch whose answer was lost; sending goes on with the same batch. Null when there is none. */
  readonly outstanding: { readonly batchId: string; readonly cells: number; readonly since: string } | null;
  /** Rows typed into a table that belong to no organization of it. */
  readonly strangers: readonly { readonly table: string; readonly address: string; readonly label: string }[];
  /** Cells typed into before the hub had told what stood there: they are compared, and can be sent, once it answers. */
  readonly unanswered: readonly string[];
  /** When the last check or sending answered; null before the first. */
  readonly checkedAt: string | null;
}

/** Reads every bound range, compares it with what the hub last said, repaints the marks. Asks the hub nothing. */
export function findPending(desk: Desk, signal?: AbortSignal): Promise<PendingReport | Trouble> {
  return inTurn(desk, () => lookAgain(desk, signal));
}

/** Asks the hub what stood in the cells that were typed over before its first answer, and compares them if it tells. */
export async function findUnanswered(desk: Desk): Promise<PendingReport | Trouble> {
  const found = await inTurn(desk, () => survey(desk));
  if (!("unanswered" in found)) return found;
  // Outside of the turn: others need not wait for the line.
  await Promise.all(found.unanswered.map(({ key }) => desk.cells.figure(key)));
  return findPending(desk);
}

/** For actions that already have their turn. */
export async function lookAgain(desk: Desk, signal?: AbortSignal): Promise<PendingReport> {
  const found = await survey(desk, signal);
  await paint(desk, found);
  return reportOf(found);
}

export function reportOf({ book, tables, pending, unanswered }: Survey): PendingReport {
  const count = (state: PendingCell["state"]) => pending.filter((cell) => cell.state === state).length;
  return {
    kind: "found",
    cells: pending,
    sendable: count("pending"),
    refused: count("refused"),
    conflicts: count("conflict"),
    outstanding: book.outbox && {
      batchId: book.outbox.batchId,
      cells: book.outbox.cells.length,
      since: book.outbox.since,
    },
    strangers: tables.flatMap(({ table, place, layout }) =>
      layout.strangers.map(({ row, label }) => ({
        table: table.id,
        address: readableAddress(within(place, row, 0)),
        label,
      })),
    ),
    unanswered: unanswered.map(({ place }) => readableAddress(place)),
    checkedAt: book.checkedAt,
  };
}

/** Remembers why this edit is made; sent with it. */
export function setReason(desk: Desk, id: string, reason: string): Promise<PendingReport | Trouble> {
  return inTurn(desk, async () => {
    const { book } = await survey(desk);
    const note = book.notes[id];
    if (note) {
      // A conflict stays one, whatever is written beside it; anything else the hub judges anew.
      const verdict = note.verdict?.conflict ? note.verdict : null;
      const notes = { ...book.notes, [id]: { ...note, reason: reason.trim() || null, verdict } };
      await saveBook(desk.host, { notes, checkedAt: book.checkedAt });
    }
    return lookAgain(desk);
  });
}

/** Function cells are known by address, so inserted and deleted rows must move what is remembered of them. */
export function followFunctions(desk: Desk, event: HostEvent): Promise<void | Trouble> {
  if (event.kind !== "changed" || event.change === "values" || event.change === "moved") return Promise.resolve();
  const change = { change: event.change, place: event.place };
  return inTurn(desk, async () => {
    const { functions } = await loadBook(desk.host);
    if (functions.length === 0) return;
    const followed = functions.flatMap((cell) => {
      const place = followMove(cell.place, change);
      return place ? [{ ...cell, place }] : [];
    });
    await saveBook(desk.host, { functions: followed });
  });
}
