/**
 * What this add-in keeps in the workbook: bound tables, notes on edits, the batch under way, and the cells of functions.
 * One place that knows the keys and shapes; holds no identity number, no token and no name of a person but the hub's own.
 */
import type { Host, Json } from "../host/host.js";
import type { Conflict, FigureCellInput, FigureKey, Finding } from "../hub/hub.js";
import type { KnownCell } from "../sheet/edits.js";
import type { Place } from "../sheet/place.js";
import { BINDING_PREFIX, type BoundTable, packTable, storeKeyOf, tableIdOf, unpackTable } from "../sheet/table.js";

/** What is remembered of an edit besides the cell itself. `verdict` holds only while the cell still reads `typed`. */
export interface EditNote {
  readonly typed: string;
  readonly editedAt: string;
  readonly reason: string | null;
  readonly verdict: { readonly findings: readonly Finding[]; readonly conflict: Conflict | null } | null;
}

/** A batch on its way: kept until its receipt arrives, so that a lost answer is asked for again under the same id. */
export interface Outbox {
  readonly batchId: string;
  readonly since: string;
  readonly atomic: boolean;
  readonly note: string | null;
  readonly cells: readonly { readonly id: string; readonly input: FigureCellInput }[];
}

/** A cell that holds =HUB.FIGURE, or did until someone typed over it: then `base` is what the hub last said. */
export interface FunctionCell {
  readonly place: Place;
  readonly formula: string;
  readonly key: FigureKey;
  readonly base: KnownCell | null;
}

export interface Book {
  readonly tables: readonly { readonly table: BoundTable; readonly place: Place | null }[];
  readonly notes: Readonly<Record<string, EditNote>>;
  readonly checkedAt: string | null;
  readonly outbox: Outbox | null;
  readonly functions: readonly FunctionCell[];
}

const EDITS = "edits";
const OUTBOX = "outbox";
const FUNCTIONS = "functions";

export async function loadBook(host: Host): Promise<Book> {
  const bindings = await host.bindings(BINDING_PREFIX);
  const ids = bindings.map(({ name }) => tableIdOf(name));
  const [edits = null, outbox = null, functions = null, ...tables] = await host.load([
    EDITS,
    OUTBOX,
    FUNCTIONS,
    ...ids.map(storeKeyOf),
  ]);
  // The three casts below read back what `saveBook` wrote; nobody else writes these keys.
  const { notes, plain, checkedAt = null } = (edits ?? {}) as unknown as Partial<KeptNotes>;
  return {
    tables: bindings.flatMap(({ place }, index) => {
      const table = unpackTable(tables[index] ?? null);
      return table ? [{ table, place }] : [];
    }),
    notes: unpackNotes(notes, plain),
    checkedAt,
    outbox: outbox as unknown as Outbox | null,
    functions: (functions ?? []) as unknown as readonly FunctionCell[],
  };
}

/** Writes only the named parts, all in one go. */
export async function saveBook(
  host: Host,
  parts: { -readonly [Part in keyof Book]?: Part extends "tables" ? readonly BoundTable[] : Book[Part] },
): Promise<void> {
  const entries: Record<string, Json> = {};
  for (const table of parts.tables ?? []) entries[storeKeyOf(table.id)] = packTable(table);
  if (parts.notes)
    entries[EDITS] = { ...packNotes(parts.notes), checkedAt: parts.checkedAt ?? null } as unknown as Json;
  if (parts.outbox !== undefined) entries[OUTBOX] = parts.outbox as unknown as Json;
  if (parts.functions) entries[FUNCTIONS] = parts.functions as unknown as Json;
  if (Object.keys(entries).length > 0) await host.save(entries);
}

/** Most notes of a large paste say only what was typed and when: `plain` keeps those by their time, `notes` all others. */
interface KeptNotes {
  readonly notes: Readonly<Record<string, EditNote>>;
  readonly plain: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly checkedAt: string | null;
}

function packNotes(all: Readonly<Record<string, EditNote>>): Pick<KeptNotes, "notes" | "plain"> {
  const notes: Record<string, EditNote> = {};
  const plain: Record<string, Record<string, string>> = {};
  for (const [id, note] of Object.entries(all)) {
    if (note.reason !== null || note.verdict !== null) notes[id] = note;
    else (plain[note.editedAt] ??= {})[id] = note.typed;
  }
  return { notes, plain };
}

function unpackNotes(notes: KeptNotes["notes"] = {}, plain: KeptNotes["plain"] = {}): Book["notes"] {
  const all: Record<string, EditNote> = { ...notes };
  for (const [editedAt, typed] of Object.entries(plain))
    for (const [id, text] of Object.entries(typed)) all[id] = { typed: text, editedAt, reason: null, verdict: null };
  return all;
}
