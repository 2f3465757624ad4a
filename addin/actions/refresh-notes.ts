/** What a refresh writes into notes and its report: conflicts, the names in them, and one line per reason instead of one per cell. */
import type { Figure } from "../hub/hub.js";
import type { AbsorbedChange } from "../sheet/absorb.js";
import { keyText } from "../sheet/table.js";
import type { EditNote } from "./book.js";
import type { FigureChange, KeptOld } from "./refresh-report.js";

/** Notes with the conflicts a refresh found. */
export function withConflicts(
  notes: Readonly<Record<string, EditNote>>,
  changes: readonly AbsorbedChange[],
  idOf: (change: AbsorbedChange) => string,
  now: Date,
): Readonly<Record<string, EditNote>> {
  return changes.reduce(
    (all, change) =>
      change.conflict ? withConflict(all, idOf(change), change.conflict.mine ?? "", change.conflict, now) : all,
    notes,
  );
}

export function withConflict(
  notes: Readonly<Record<string, EditNote>>,
  id: string,
  typed: string,
  conflict: NonNullable<AbsorbedChange["conflict"]>,
  now: Date,
): Readonly<Record<string, EditNote>> {
  const note = notes[id] ?? { typed, editedAt: now.toISOString(), reason: null, verdict: null };
  return { ...notes, [id]: { ...note, verdict: { findings: [], conflict } } };
}

/** Puts the other person's name into a conflict once it is known. */
export function namedConflict(
  id: string,
  note: EditNote,
  named: ReadonlyMap<FigureChange | undefined, Figure>,
): EditNote {
  const conflict = note.verdict?.conflict;
  if (!conflict || conflict.changedBy !== "") return note;
  for (const [change, figure] of named) {
    if (!change || !id.endsWith(`:${keyText(change.key)}`)) continue;
    const { changedBy, changedAt, reason } = figure;
    const told = { ...conflict, changedBy: changedBy ?? "", changedAt: changedAt ?? conflict.changedAt, reason };
    return { ...note, verdict: { findings: note.verdict?.findings ?? [], conflict: told } };
  }
  return note;
}

/** One line per region and reason instead of one per cell. */
export function gathered(kept: readonly KeptOld[]): KeptOld[] {
  const lines = new Map<string, KeptOld>();
  for (const one of kept) {
    const name = `${one.table} ${one.because} ${one.code}`;
    const before = lines.get(name);
    lines.set(name, before ? { ...before, cells: before.cells + one.cells } : one);
  }
  return [...lines.values()];
}
