/** Settles a conflict in the sheet: mine, theirs or a third value. Sends nothing; what is kept then waits to be sent. */
import type { CellValue, CellWrite } from "../host/host.js";
import type { Conflict } from "../hub/hub.js";
import type { KnownCell, PendingCell } from "../sheet/edits.js";
import { cellValueOf, readCell } from "../sheet/number.js";
import { type BoundTable, keyAt, keyText } from "../sheet/table.js";
import { type Book, type EditNote, saveBook } from "./book.js";
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
  return resolveConflicts(desk, [id], choice);
}

/** The same choice for each of these; edits that are in no conflict are left as they are. */
export function resolveConflicts(desk: Desk, ids: readonly string[], choice: ConflictChoice): Promise<ResolveReport> {
  return inTurn(desk, async () => {
    const found = await survey(desk);
    const wanted = new Set(ids);
    const edits = found.pending.filter(({ id }) => wanted.has(id));
    if (edits.length === 0) return { kind: "blocked", code: "NO_SUCH_EDIT" };
    const clashing = edits.flatMap((edit) => (edit.conflict ? [{ edit, conflict: edit.conflict }] : []));
    if (clashing.length === 0) return { kind: "blocked", code: "NO_CONFLICT" };
    if (choice.take !== "theirs" && choice.reason.trim() === "") return { kind: "blocked", code: "REASON_NEEDED" };
    const third = choice.take === "other" ? readCell(choice.value) : null;
    if (third && third.kind !== "number") return { kind: "blocked", code: "NOT_A_NUMBER" };

    await stepOver(desk, found, clashing, choice, third?.value ?? null);
    return { kind: "resolved", pending: await lookAgain(desk) };
  });
}

interface Clashing {
  readonly edit: PendingCell;
  readonly conflict: Conflict;
}

/** From here on their version is what the edits are based on. */
async function stepOver(
  desk: Desk,
  { book }: Survey,
  clashing: readonly Clashing[],
  choice: ConflictChoice,
  third: string | null,
): Promise<void> {
  const contents = clashing.flatMap(({ edit, conflict }): CellWrite[] => {
    if (choice.take === "theirs") return [{ place: edit.place, values: [[taken(book, edit, conflict)]] }];
    return third === null ? [] : [{ place: edit.place, values: [[Number(third)]] }];
  });
  if (contents.length > 0) await desk.host.write(contents);
  const isFunctionBack = choice.take === "theirs" && clashing.some(({ edit }) => edit.table === null);
  if (isFunctionBack) await desk.host.recalculate();

  const [inTables, inFunctions] = [new Map<string, Map<string, KnownCell>>(), new Map<string, KnownCell>()];
  const notes: Record<string, EditNote> = { ...book.notes };
  for (const { edit, conflict } of clashing) {
    const base = { ...edit.base, value: conflict.theirs, version: conflict.theirVersion };
    const bases = edit.table === null ? inFunctions : (inTables.get(edit.table) ?? new Map<string, KnownCell>());
    bases.set(keyText(edit.key), base);
    if (edit.table !== null) inTables.set(edit.table, bases);
    const reason = choice.take === "theirs" ? null : choice.reason.trim();
    const editedAt = book.notes[edit.id]?.editedAt ?? desk.clock().toISOString();
    notes[edit.id] = { typed: third ?? edit.typed, editedAt, reason, verdict: null };
  }
  await saveBook(desk.host, {
    tables: book.tables.flatMap(({ table }) => {
      const bases = inTables.get(table.id);
      return bases ? [rebased(table, bases)] : [];
    }),
    functions: book.functions.map((cell) => {
      const base = inFunctions.get(keyText(cell.key));
      return base ? { ...cell, base: choice.take === "theirs" ? null : base } : cell;
    }),
    notes,
    checkedAt: book.checkedAt,
  });
}

/** What stands in the cell when the other side is taken: the hub's value, or the function that stood there. */
function taken({ functions }: Book, edit: PendingCell, { theirs }: Conflict): CellValue {
  const cell = edit.table === null ? functions.find(({ key }) => keyText(key) === keyText(edit.key)) : undefined;
  return cell?.formula ?? cellValueOf(theirs);
}

function rebased(table: BoundTable, bases: ReadonlyMap<string, KnownCell>): BoundTable {
  const cells = table.cells.map((row, r) =>
    row.map((cell, c) => {
      const key = keyAt(table, r, c);
      return (key && bases.get(keyText(key))) ?? cell;
    }),
  );
  return { ...table, cells };
}
