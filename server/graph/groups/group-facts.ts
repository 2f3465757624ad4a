/**
 * The rows of a question and their first summing-up: one pass over the ledger for all the levels (groups, subtotals,
 * grand total) that read the same rows. Every level is summed from rows, never from other sums, so that distinct counts
 * and averages of totals are right.
 */
import { sql, type RawBuilder } from "kysely";
import { filterConditions, type Compilation } from "../compile.js";
import { allOf } from "../filters.js";
import { dividesByPersonal } from "./personal-groups.js";
import { mayUnmask } from "../personal.js";
import type { Register } from "../register.js";
import { personPath, type MeasuredSpec } from "./derive-dimensions.js";
import { groupKey, type GroupKey } from "./group-keys.js";
import { timeKeys, yearBefore, type AskedMeasure, type Question, type Window } from "./question.js";
import { ToOneJoins } from "./to-one-joins.js";

type Fragment = RawBuilder<unknown>;

/** The days asked for, or the same a year earlier. */
export type Year = "now" | "before";

/** Which dimensions a level keeps: bit i for the dimension i. */
export type Mask = number;
export const holds = (mask: Mask, index: number): boolean => (mask & (1 << index)) !== 0;
export const indexesOf = (mask: Mask): number[] => [0, 1, 2, 3].filter((index) => holds(mask, index));

export const keyColumn = (index: number): string => `k${index}`;

/** What of the rows is summed: things counted distinctly, and numbers. */
interface Bases {
  readonly distinct: Map<string, Fragment>;
  readonly numbers: Map<string, Fragment>;
}

export class GroupFacts {
  readonly keys: readonly GroupKey[];
  /** The dimensions that put a row into several groups. */
  readonly spreading: Mask;
  private readonly joins: ToOneJoins;
  private readonly bases: Bases = { distinct: new Map(), numbers: new Map() };
  private readonly conditions: readonly Fragment[];

  constructor(
    private readonly c: Compilation,
    private readonly register: Register,
    private readonly question: Question,
  ) {
    this.joins = new ToOneJoins(c, register, c.alias());
    this.keys = question.dimensions.map((asked) => groupKey(c, this.joins, asked));
    this.spreading = this.keys.reduce((mask, { spread }, index) => (spread ? mask | (1 << index) : mask), 0);
    this.conditions = [
      ...c.countable(register, this.joins.row),
      ...filterConditions(c, register, this.joins.row, question.filter),
      ...(dividesByPersonal(c, register, question) ? [mayUnmask(register, this.joins.row)] : []),
    ];
  }

  /** Between which days measures over time are asked for. */
  get timeWindow(): Window {
    const times = timeKeys(this.question, (1 << this.keys.length) - 1);
    return times.reduce<Window>((all, index) => ({ ...all, ...this.question.dimensions[index]?.window }), {});
  }

  /** The days a dimension is limited to; a year earlier for those measures over time go by. */
  private windowOf(index: number, year: Year): Window {
    const window = this.question.dimensions[index]?.window ?? {};
    const isTime = timeKeys(this.question, (1 << this.keys.length) - 1).includes(index);
    return year === "before" && isTime ? yearBefore(window) : window;
  }

  /** The place of a measure's base among the columns of a level. */
  baseOf({ kind, of }: AskedMeasure): number {
    if (kind === "ROWS") return 0;
    if (kind === "PERSONS") return this.persons();
    if (of?.is === "number") return place(this.bases.numbers, of.description, () => of.value(this.joins.row));
    return of ? this.distinctOf(of) : 0;
  }

  /** Persons, each counted once whoever knows them: by the fingerprint of the identity number where there is one. */
  persons(): number {
    const path = personPath(this.c.book, this.register) ?? [];
    return place(this.bases.distinct, `row ${path.join(".")}`, () => {
      const who = this.joins.to(...path);
      return sql`coalesce(${sql.ref(`${who}.id_hash`)}, uuid_send(${sql.ref(`${who}.id`)}))`;
    });
  }

  private distinctOf(of: Exclude<MeasuredSpec, { is: "number" }>): number {
    if (of.is === "value")
      return place(this.bases.distinct, `value ${of.column.column}`, () => this.joins.column(of.column));
    const to = this.joins.registerAt(of.path);
    return place(this.bases.distinct, `row ${of.path.join(".")}`, () => {
      const row = this.joins.to(...of.path);
      if (to.name === "Person") return sql`coalesce(${sql.ref(`${row}.id_hash`)}, uuid_send(${sql.ref(`${row}.id`)}))`;
      const columns = to.keyColumns.map((column) => sql.ref(`${row}.${column}`));
      return columns.length === 1
        ? (columns[0] ?? sql`null`)
        : sql`(${sql.join(columns, sql`::text || '/' || `)}::text)`;
    });
  }

  /** The rows as keys and bases. `spread` are the several-valued dimensions that take part. */
  rows(spread: Mask, year: Year): Fragment {
    const taking = this.takingPart(spread);
    const columns = [
      ...taking.map((index) => sql`${this.keys[index]?.raw ?? sql`null`} as ${sql.ref(keyColumn(index))}`),
      ...[...this.bases.distinct.values()].map((value, j) => sql`${value} as ${sql.ref(`d${j}`)}`),
      ...[...this.bases.numbers.values()].map((value, j) => sql`${value} as ${sql.ref(`x${j}`)}`),
    ];
    const spreads = taking.map((index) => this.keys[index]?.spread ?? sql``);
    const conditions = [
      ...this.conditions,
      ...this.keys.flatMap((key, index) => key.conditions(this.windowOf(index, year))),
    ];
    return sql`select ${columns.length === 0 ? sql`1 as one` : sql.join(columns)}
      from ${this.c.tableOf(this.register)} as ${sql.table(this.joins.row)} ${this.joins.sql} ${sql.join([sql``, ...spreads], sql` `)}
      where ${allOf(conditions)}`;
  }

  /** The sums of all levels that spread alike, told apart by `g`. */
  sums(masks: readonly Mask[], spread: Mask, year: Year): Fragment {
    const keys = indexesOf(masks.reduce((all, mask) => all | mask, 0));
    const refs = (indexes: readonly number[]): Fragment[] => indexes.map((index) => sql.ref(`f.${keyColumn(index)}`));
    const level = masks.length === 1 || keys.length === 0 ? sql`0` : sql`grouping(${sql.join(refs(keys))})`;
    const sets = masks.map((mask) => sql`(${mask === 0 ? sql`` : sql.join(refs(indexesOf(mask)))})`);
    const group =
      masks.length > 1
        ? sql`group by grouping sets (${sql.join(sets)})`
        : keys.length > 0
          ? sql`group by ${sql.join(refs(keys))}`
          : sql``;
    const columns = [...refs(keys), sql`${level} as g`, ...this.aggregates()];
    return sql`select ${sql.join(columns)} from (${this.rows(spread, year)}) as f ${group}`;
  }

  /** The `g` that `sums` gives to a level: the keys it lacks, as bits, the first key highest. */
  levelMark(mask: Mask, masks: readonly Mask[]): number {
    if (masks.length === 1) return 0;
    const keys = indexesOf(masks.reduce((all, each) => all | each, 0));
    return keys.reduce((mark, index) => mark * 2 + (holds(mask, index) ? 0 : 1), 0);
  }

  private takingPart(spread: Mask): number[] {
    return this.keys.flatMap(({ spread: isSpread }, index) => (isSpread && !holds(spread, index) ? [] : [index]));
  }

  private aggregates(): Fragment[] {
    const distinct = [...this.bases.distinct.keys()].map(
      (_, j) => sql`count(distinct ${sql.ref(`f.d${j}`)}) as ${sql.ref(`u${j}`)}`,
    );
    const numbers = [...this.bases.numbers.keys()].flatMap((_, j) => {
      const x = sql.ref(`f.x${j}`);
      return [
        sql`sum(${x}) as ${sql.ref(`s${j}`)}`,
        sql`count(${x}) as ${sql.ref(`c${j}`)}`,
        sql`min(${x}) as ${sql.ref(`lo${j}`)}`,
        sql`max(${x}) as ${sql.ref(`hi${j}`)}`,
      ];
    });
    return [sql`count(*) as n`, ...distinct, ...numbers];
  }
}

function place(map: Map<string, Fragment>, key: string, make: () => Fragment): number {
  if (!map.has(key)) map.set(key, make());
  return [...map.keys()].indexOf(key);
}
