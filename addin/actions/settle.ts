/**
 * Takes single figures the hub just answered into everything that shows them: bound tables, functions, last values.
 * Used after sending and after a choice; a refresh does the same for whole tables.
 */
import type { CellWrite } from "../host/host.js";
import type { Figure } from "../hub/hub.js";
import { type Absorbed, absorbing, type News } from "../sheet/absorb.js";
import { cellIn, coverCells } from "../sheet/cover.js";
import { isSameValue, readCell } from "../sheet/number.js";
import type { PendingCell } from "../sheet/edits.js";
import { keyText } from "../sheet/table.js";
import { type EditNote, type FunctionCell, saveBook } from "./book.js";
import type { Desk } from "./desk.js";
import { inSlices } from "./slices.js";
import { knownFigure, look } from "./survey.js";

/**
 * Every cell that shows one of these figures follows it, a typed-over function comes back. `asked` names the figures by
 * the key they were asked under. `verdicts` are added to the notes of edits that were not taken.
 */
export async function settle(
  desk: Desk,
  asked: ReadonlyMap<string, Figure>,
  verdicts: Readonly<Record<string, EditNote["verdict"]>>,
  now: string,
): Promise<void> {
  // Looked at only: what is to be remembered of the edits is saved once, below.
  const { book, tables, pending } = await look(desk);
  const news = new Map([...asked].map(([key, figure]) => [key, newsOf(figure, now)]));
  const absorbed: Absorbed[] = [];
  for (const { table, cells } of tables) absorbed.push(await inSlices(absorbing(table, cells, news, table.asOf)));
  const { functions, writes } = await restoreFunctions(desk, book.functions, asked, now);
  const all = [...absorbed.flatMap((taken) => taken.writes), ...writes];

  putIntoCache(desk, asked, now);
  if (all.length > 0) await desk.host.write(all);
  await saveBook(desk.host, {
    tables: absorbed.map(({ table }) => table),
    functions,
    notes: notesAfter(book.notes, pending, asked, verdicts),
    checkedAt: now,
    outbox: null,
  });
  if (writes.length > 0) await desk.host.recalculate();
}

/** What still differs from the hub keeps its note; what was taken is no edit any more. */
function notesAfter(
  notes: Readonly<Record<string, EditNote>>,
  pending: readonly PendingCell[],
  asked: ReadonlyMap<string, Figure>,
  verdicts: Readonly<Record<string, EditNote["verdict"]>>,
): Record<string, EditNote> {
  const quiet = new Set<string>();
  for (const { id, key, value } of pending) {
    const figure = asked.get(keyText(key));
    if (figure && isSameValue(value, figure.value)) quiet.add(id);
  }
  return Object.fromEntries(
    Object.entries(notes)
      .filter(([id]) => !quiet.has(id))
      .map(([id, note]) => [id, id in verdicts ? { ...note, verdict: verdicts[id] ?? null } : note]),
  );
}

function newsOf(figure: Figure, now: string): News {
  const { changedBy, changedAt, reason } = figure;
  return { known: knownFigure(figure, now), changedBy, changedAt, reason, isOurs: true };
}

/** A function comes back only over the very value that was sent: people may have typed on meanwhile. */
async function restoreFunctions(
  desk: Desk,
  cells: readonly FunctionCell[],
  asked: ReadonlyMap<string, Figure>,
  now: string,
) {
  const affected = cells.filter((cell) => cell.base && asked.has(keyText(cell.key)));
  const reads = await desk.host.read(coverCells(affected.map(({ place }) => place)));
  const writes: CellWrite[] = [];
  const functions = cells.map((cell) => {
    const figure = asked.get(keyText(cell.key));
    if (!cell.base || !figure) return cell;
    const { value, text } = cellIn(reads, cell.place);
    const reading = readCell(value, text, figure.unit);
    const shown = reading.kind === "number" ? reading.value : null;
    if (!isSameValue(shown, figure.value)) return { ...cell, base: knownFigure(figure, now) };
    writes.push({ place: cell.place, values: [[cell.formula]] });
    return { ...cell, base: null };
  });
  return { functions, writes };
}

function putIntoCache(desk: Desk, asked: ReadonlyMap<string, Figure>, now: string): void {
  const known = desk.cells.keys().figures.filter((key) => asked.has(keyText(key)));
  const figures = known.flatMap((key) => asked.get(keyText(key)) ?? []);
  if (known.length > 0) desk.cells.putFigures(figures, known, now);
}
