/** Settles a conflict in the sheet: mine, theirs or a third value. Sends nothing; what is kept then waits to be sent. */
import type { PendingCell } from "../sheet/edits.js";
import { cellValueOf, readCell } from "../sheet/number.js";
import { type BoundTable, keyAt, keyText } from "../sheet/table.js";
import { type EditNote, saveBook } from "./book.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { lookAgain, type PendingReport } from "./pending.js";
import { type Survey, survey } from "./survey.js";

export type ConflictChoice =
  /** Keep what I typed; the other side sees the reason. */
  | { readonly take: "mine"; readonly reason: string }
  /** Put the hub's value into the cell. */
  | { readonly take: "theirs" }
  /** Type a third value. */
  | { readonly take: "other"; readonly value: string; readonly reason: string };

export type ResolveReport =
  | { readonly kind: "resolved"; readonly pending: PendingReport }
  | { readonly kind: "blocked"; readonly code: "NO_SUCH_EDIT" | "NO_CONFLICT" | "REASON_NEEDED" | "NOT_A_NUMBER" }
  | Trouble;

/** `mine` and `other` then wait to be sent on top of the other side's version. */
export function resolveConflict(desk: Desk, id: string, choice: ConflictChoice): Promise<ResolveReport> {
  return inTurn(desk, async () => {
    const found = await survey(desk);
    const edit = found.pending.find((cell) => cell.id === id);
    if (!edit) return { kind: "blocked", code: "NO_SUCH_EDIT" };
    if (!edit.conflict) return { kind: "blocked", code: "NO_CONFLICT" };
    if (choice.take !== "theirs" && choice.reason.trim() === "") return { kind: "blocked", code: "REASON_NEEDED" };
    const third = choice.take === "other" ? readCell(choice.value) : null;
    if (third && third.kind !== "number") return { kind: "blocked", code: "NOT_A_NUMBER" };

    await stepOver(desk, found, edit, choice, third?.value ?? null);
    return { kind: "resolved", pending: await lookAgain(desk) };
  });
}

/** From here on their version is what the edit is based on. */
async function stepOver(
  desk: Desk,
  found: Survey,
  edit: PendingCell,
  choice: ConflictChoice,
  third: string | null,
): Promise<void> {
  const { conflict } = edit;
  if (!conflict) return;
  const base = { ...edit.base, value: conflict.theirs, version: conflict.theirVersion };
  if (choice.take === "theirs") await takeBack(desk, found, edit, conflict.theirs);
  if (third !== null) await desk.host.write([{ place: edit.place, values: [[Number(third)]] }]);

  const typed = third ?? edit.typed;
  const before = found.book.notes[edit.id];
  const reason = choice.take === "theirs" ? null : choice.reason.trim();
  const note: EditNote = { typed, editedAt: before?.editedAt ?? desk.clock().toISOString(), reason, verdict: null };
  const tables = found.book.tables
    .filter(({ table }) => table.id === edit.table)
    .map(({ table }) => rebased(table, edit, base));
  const functions = found.book.functions.map((cell) =>
    edit.table === null && keyText(cell.key) === keyText(edit.key)
      ? { ...cell, base: choice.take === "theirs" ? null : base }
      : cell,
  );
  await saveBook(desk.host, {
    tables,
    functions,
    notes: { ...found.book.notes, [edit.id]: note },
    checkedAt: found.book.checkedAt,
  });
}

/** Puts the hub's value into the cell, or the function that stood there. */
async function takeBack(desk: Desk, { book }: Survey, edit: PendingCell, value: string | null): Promise<void> {
  const functionCell =
    edit.table === null ? book.functions.find((cell) => keyText(cell.key) === keyText(edit.key)) : undefined;
  const content = functionCell?.formula ?? cellValueOf(value);
  await desk.host.write([{ place: edit.place, values: [[content]] }]);
  if (functionCell) await desk.host.recalculate();
}

function rebased(table: BoundTable, edit: PendingCell, base: PendingCell["base"]): BoundTable {
  const isEdited = (row: number, column: number) => {
    const key = keyAt(table, row, column);
    return key !== null && keyText(key) === keyText(edit.key);
  };
  return { ...table, cells: table.cells.map((row, r) => row.map((cell, c) => (isEdited(r, c) ? base : cell))) };
}
