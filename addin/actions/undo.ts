/** Takes edits back: what the hub last said returns to the cell, or the function that stood there. */
import type { CellWrite } from "../host/host.js";
import type { PendingCell } from "../sheet/edits.js";
import { cellValueOf } from "../sheet/number.js";
import { keyText } from "../sheet/table.js";
import { type Book, saveBook } from "./book.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { lookAgain, type PendingReport } from "./pending.js";
import { survey } from "./survey.js";

export type UndoReport =
  | { readonly kind: "undone"; readonly cells: number; readonly pending: PendingReport }
  | { readonly kind: "blocked"; readonly code: "NO_SUCH_EDIT" }
  | Trouble;

export function undoEdit(desk: Desk, id: string): Promise<UndoReport> {
  return undoThose(desk, (cell) => cell.id === id);
}

export function undoAll(desk: Desk): Promise<UndoReport> {
  return undoThose(desk, () => true);
}

function undoThose(desk: Desk, isMeant: (cell: PendingCell) => boolean): Promise<UndoReport> {
  return inTurn(desk, async () => {
    const { book, pending } = await survey(desk);
    const undone = pending.filter(isMeant);
    if (undone.length === 0) return { kind: "blocked", code: "NO_SUCH_EDIT" };
    const keys = new Set(undone.filter(({ table }) => table === null).map(({ key }) => keyText(key)));
    await desk.host.write(undone.map((cell) => takingBack(cell, book)));
    await saveBook(desk.host, {
      functions: book.functions.map((cell) => (keys.has(keyText(cell.key)) ? { ...cell, base: null } : cell)),
    });
    if (keys.size > 0) await desk.host.recalculate();
    return { kind: "undone", cells: undone.length, pending: await lookAgain(desk) };
  });
}

function takingBack({ table, key, place, base }: PendingCell, book: Book): CellWrite {
  const formula =
    table === null ? book.functions.find((cell) => keyText(cell.key) === keyText(key))?.formula : undefined;
  return { place, values: [[formula ?? cellValueOf(base.value)]] };
}
