/** What counting works on: indicators that share a pass over a ledger, and how they are to be counted and broken down. */
import { sql } from "kysely";
import { closed, type Fragment } from "./indicator.conditions.js";
import type { Definition } from "./indicator.definitions.js";
import { dimensionSpec, type Dimension } from "./indicator.dimensions.js";
import type { Field, Source } from "./indicator.fields.js";
import type { Timing } from "./indicator.words.js";

export interface Leaf {
  readonly code: string;
  readonly definition: Definition;
}

/** Counted indicators that share a pass over a ledger. */
export interface Branch {
  readonly source: Source;
  readonly timing: Timing;
  /** What is counted distinctly; absent for sums and rows, and where rows are looked at per interval. */
  readonly distinct: Field | undefined;
  /** Whether rows are looked at for each interval instead of being gathered by day first. */
  readonly perSpan: boolean;
  readonly leaves: readonly Leaf[];
}

/** How to count: as the ledgers stood at a moment, and broken down into keys `k0`, `k1` … */
export interface How {
  readonly asOf?: Date | undefined;
  readonly by?: readonly Dimension[] | undefined;
}

/** What no fitting row at all means: nothing was counted, or there is nothing to average. */
export const emptyOf = ({ measure, source }: Definition): "0" | null =>
  source !== "parameter" && (measure.kind === "rows" || measure.kind === "sum" || measure.kind === "distinct")
    ? "0"
    : null;

/** `k0, k1 …` of the rows: their expressions, and what must be joined for those that hold several codes. */
export function keysOf(source: Source, { by = [], asOf }: How): { keys: readonly Fragment[]; joins: Fragment } {
  const keys: Fragment[] = [];
  const joins: Fragment[] = [];
  by.forEach((dimension, i) => {
    const { columns, several } = dimensionSpec(dimension);
    const column = columns[source];
    if (column !== undefined && several)
      joins.push(sql.raw(` left join lateral unnest(${column}) as d${i}(key) on true`));
    keys.push(
      column === undefined ? sql`null::text` : several ? sql.raw(`d${i}.key`) : sql`(${closed(column, asOf)})::text`,
    );
  });
  return { keys, joins: sql.join(joins, sql``) };
}

/** `, k0, k1` for lists; with expressions where given. */
export const named = (expressions: readonly Fragment[]): Fragment =>
  sql.join(
    expressions.map((key, i) => sql`, ${key} as ${sql.raw(`k${i}`)}`),
    sql``,
  );

export const placesUpTo = (count: number): Fragment =>
  sql.raw(Array.from({ length: count }, (_, i) => i + 1).join(", "));
