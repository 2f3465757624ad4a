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
  const { notes = {}, checkedAt = null } = (edits ?? {}) as unknown as Partial<Pick<Book, "notes" | "checkedAt">>;
  return {
    tables: bindings.flatMap(({ place }, index) => {
      const table = unpackTable(tables[index] ?? null);
      return table ? [{ table, place }] : [];
    }),
    notes,
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
  if (parts.notes) entries[EDITS] = { notes: parts.notes, checkedAt: parts.checkedAt ?? null } as unknown as Json;
  if (parts.outbox !== undefined) entries[OUTBOX] = parts.outbox as unknown as Json;
  if (parts.functions) entries[FUNCTIONS] = parts.functions as unknown as Json;
  if (Object.keys(entries).length > 0) await host.save(entries);
}
