/**
 * Which questions a refresh asks: few, whatever the number of tables. A table is asked for as a grid; where that would make
 * many questions, tables and functions are asked for together, figure by figure. Pure.
 */
import { MOST_KEYS_PER_QUESTION } from "../hub/shelf.js";
import type { ColumnKey, FigureKey } from "../hub/hub.js";
import { type BoundTable, keyAt, keyText } from "../sheet/table.js";

export interface GridQuestion {
  readonly kind: "grid";
  readonly table: BoundTable;
  /** The total's organization last, where this question brings it. */
  readonly organizations: readonly string[];
  readonly whole: string | null;
  readonly columns: readonly ColumnKey[];
}

export interface KeysQuestion {
  readonly kind: "keys";
  readonly keys: readonly FigureKey[];
}

export interface RefreshPlan {
  readonly grids: readonly GridQuestion[];
  readonly keys: readonly KeysQuestion[];
}

/** A grid's cell travels in some sixty bytes, a figure of its own in four hundred: Excel on the web carries 5 MB. */
const MOST_CELLS_PER_GRID = 12_500;
/** Up to so many tables each has a question of its own. */
const FEW_QUESTIONS = 4;
/** Asked as a grid even beside many others: figure by figure it would be several questions. */
const LARGE_TABLE = MOST_KEYS_PER_QUESTION;

export function planRefresh(tables: readonly BoundTable[], functions: readonly FigureKey[]): RefreshPlan {
  const grids = tables.flatMap(gridsOf);
  const alone = grids.length + Math.ceil(functions.length / MOST_KEYS_PER_QUESTION);
  if (alone <= FEW_QUESTIONS) return { grids, keys: keyQuestions(functions) };
  const isLarge = (table: BoundTable): boolean => table.rows.length * table.columns.length > LARGE_TABLE;
  const together = new Map<string, FigureKey>();
  for (const key of functions) together.set(keyText(key), key);
  for (const table of tables) if (!isLarge(table)) for (const key of keysOf(table)) together.set(keyText(key), key);
  return { grids: tables.filter(isLarge).flatMap(gridsOf), keys: keyQuestions([...together.values()]) };
}

/** The figures a table shows, and those of its total. */
export function keysOf(table: BoundTable): FigureKey[] {
  const shown = table.rows.flatMap((_, row) => table.columns.flatMap((_, column) => keyAt(table, row, column) ?? []));
  const organization = table.total?.organization;
  const totals = organization
    ? table.columns.map(({ indicator, period }) => ({ indicator, organization, period }))
    : [];
  return [...shown, ...totals];
}

function keyQuestions(keys: readonly FigureKey[]): KeysQuestion[] {
  return chunks(keys, MOST_KEYS_PER_QUESTION).map((chunk) => ({ kind: "keys", keys: chunk }));
}

/** Axes are full, so the distinct organizations by the distinct columns are the table, wherever its axes stand. */
function gridsOf(table: BoundTable): GridQuestion[] {
  const keys = table.rows.flatMap((_, row) => table.columns.flatMap((_, column) => keyAt(table, row, column) ?? []));
  const organizations = [...new Set(keys.map(({ organization }) => organization))];
  const columns = new Map(
    keys.map(({ organization: _, ...column }) => [keyText({ ...column, organization: "" }), column]),
  );
  const perQuestion = Math.max(1, Math.floor(MOST_CELLS_PER_GRID / Math.max(1, columns.size)) - 1);
  const parts = chunks(organizations, perQuestion);
  return parts.map((part, index) => {
    const whole = index === parts.length - 1 ? (table.total?.organization ?? null) : null;
    const asked = whole === null ? part : [...part, whole];
    return { kind: "grid", table, organizations: asked, whole, columns: [...columns.values()] };
  });
}

export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
