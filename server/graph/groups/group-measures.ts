/**
 * What is made of the sums: shares, running totals, ranks, the year before, targets. Rates are exact: divided without
 * rounding on the way, rounded half up at twelve places, and null where there is nothing to divide by.
 */
import { sql, type RawBuilder } from "kysely";
import { indexesOf, keyColumn, type GroupFacts, type Mask } from "./group-facts.js";
import { eraOf, periodCode } from "./group-periods.js";
import { timeKeys, type AskedMeasure, type Question } from "./question.js";

type Fragment = RawBuilder<unknown>;

const ref = (alias: string, column: string): Fragment => sql.ref(`${alias}.${column}`);

/** `a` over `b`. */
export function rate(a: Fragment, b: Fragment): Fragment {
  const [over, under] = [sql`(${a})::numeric`, sql`(${b})::numeric`];
  return sql`case when ${under} <> 0 then trim_scale(sign(${over}) * sign(${under})
    * div(abs(${over}) * 2000000000000 + abs(${under}), 2 * abs(${under})) * 0.000000000001) end`;
}

function valueAt(measure: AskedMeasure, base: number, alias: string): Fragment {
  switch (measure.kind) {
    case "ROWS":
      return ref(alias, "n");
    case "PERSONS":
    case "DISTINCT":
      return ref(alias, `u${base}`);
    case "SUM":
      return ref(alias, `s${base}`);
    case "AVERAGE":
      return rate(ref(alias, `s${base}`), ref(alias, `c${base}`));
    case "MIN":
      return ref(alias, `lo${base}`);
    case "MAX":
      return ref(alias, `hi${base}`);
  }
}

/** Where nothing was a year before, counts and sums were nought; averages were not. */
function valueBefore(measure: AskedMeasure, base: number): Fragment {
  const value = valueAt(measure, base, "b");
  if (measure.kind === "SUM") return sql`case when b.n is null then 0 else ${value} end`;
  return measure.kind === "AVERAGE" || measure.kind === "MIN" || measure.kind === "MAX"
    ? value
    : sql`coalesce(${value}, 0)`;
}

export interface MeasureSql {
  readonly value: Fragment;
  /** What the value joins to its level `f`, with the names of the tables it needs. */
  readonly join?: Fragment;
  readonly table?: { readonly name: string; readonly rows: Fragment };
}

/** One measure at one level. `n` numbers it. */
export function measureAt(
  facts: GroupFacts,
  question: Question,
  measure: AskedMeasure,
  mask: Mask,
  n: number,
): MeasureSql {
  const base = facts.baseOf(measure);
  const value = valueAt(measure, base, "f");
  const nothing: MeasureSql = { value: sql`null::numeric` };
  const last = indexesOf(mask).at(-1);
  const parent = last === undefined ? [] : indexesOf(mask & ~(1 << last));
  switch (measure.as) {
    case "VALUE":
      return { value };
    case "SHARE_OF_TOTAL":
      return { value: rate(value, valueAt(measure, base, "t")) };
    case "SHARE_OF_PARENT":
      return { value: rate(value, valueAt(measure, base, "p")) };
    case "RANK":
      return { value: rankOf(value, []) };
    case "RANK_IN_PARENT":
      return { value: rankOf(value, parent) };
    case "CUMULATIVE":
    case "YEAR_TO_DATE":
      return timeKeys(question, mask).length === 0 ? nothing : running(facts, question, measure, mask, base, n);
    case "YEAR_BEFORE":
      return hasYearBefore(facts, question, mask) ? { value: valueBefore(measure, base) } : nothing;
    case "CHANGE":
      return hasYearBefore(facts, question, mask) ? { value: sql`${value} - ${valueBefore(measure, base)}` } : nothing;
    case "CHANGE_RATE": {
      const before = valueBefore(measure, base);
      return hasYearBefore(facts, question, mask) ? { value: rate(sql`${value} - ${before}`, before) } : nothing;
    }
    case "TARGET":
    case "TARGET_RATE": {
      const target = targetOf(question, measure, mask);
      if (target === undefined) return nothing;
      return { value: measure.as === "TARGET" ? target : rate(value, target) };
    }
  }
}

/** A total of all periods has a year before only where the question says from when to when it is. */
function hasYearBefore(facts: GroupFacts, question: Question, mask: Mask): boolean {
  const { from, to } = facts.timeWindow;
  return timeKeys(question, mask).length > 0 || (from !== undefined && to !== undefined);
}

function rankOf(value: Fragment, within: readonly number[]): Fragment {
  const part = within.length === 0 ? sql`` : sql`partition by ${keys("f", within)}`;
  return sql`case when ${value} is not null then rank() over (${part} order by ${value} desc nulls last) end`;
}

function keys(alias: string, indexes: readonly number[]): Fragment {
  return sql.join(indexes.map((index) => ref(alias, keyColumn(index))));
}

// ── Over time ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Sums run; who was there before is not counted again: a person belongs to the first period they appear in. */
function running(
  facts: GroupFacts,
  question: Question,
  measure: AskedMeasure,
  mask: Mask,
  base: number,
  n: number,
): MeasureSql {
  const times = timeKeys(question, mask);
  const [main = 0] = times;
  const others = indexesOf(mask).filter((index) => !times.includes(index));
  const grain = question.dimensions[main]?.grain ?? "MONTH";
  const era = (alias: string): Fragment[] =>
    measure.as === "YEAR_TO_DATE" ? [eraOf(grain, ref(alias, keyColumn(main)))] : [];
  const part = [...others.map((index) => ref("f", keyColumn(index))), ...era("f")];
  const over = sql`over (${part.length === 0 ? sql`` : sql`partition by ${sql.join(part)}`} order by ${keys("f", times)})`;
  const where = (value: Fragment): Fragment =>
    sql`case when ${ref("f", keyColumn(main))} is not null then ${value} end`;
  const column = (letter: string): Fragment => ref("f", `${letter}${base}`);
  switch (measure.kind) {
    case "ROWS":
      return { value: where(sql`sum(f.n) ${over}`) };
    case "SUM":
      return { value: where(sql`sum(${column("s")}) ${over}`) };
    case "AVERAGE":
      return { value: where(rate(sql`sum(${column("s")}) ${over}`, sql`sum(${column("c")}) ${over}`)) };
    case "MIN":
      return { value: where(sql`min(${column("lo")}) ${over}`) };
    case "MAX":
      return { value: where(sql`max(${column("hi")}) ${over}`) };
    case "PERSONS":
    case "DISTINCT": {
      const name = `first_${mask}_${n}`;
      const d = ref("r", `d${base}`);
      const same = sql.join([...others.map((index) => ref("r", keyColumn(index))), ...era("r"), d]);
      const all = indexesOf(mask);
      const rows = sql`from (${facts.rows(mask & facts.spreading, "now")}) as r
        where ${d} is not null and ${ref("r", keyColumn(main))} is not null`;
      // Of one period the least is the first; of several that go together the first row's.
      const firsts =
        times.length === 1
          ? sql`select ${sql.join([...others.map((index) => ref("r", keyColumn(index))), sql`min(${ref("r", keyColumn(main))}) as ${sql.ref(keyColumn(main))}`])}
              ${rows} group by ${same}`
          : sql`select distinct on (${same}) ${keys("r", all)} ${rows} order by ${same}, ${keys("r", times)}`;
      const table = sql`select ${keys("e", all)}, count(*) as n from (${firsts}) as e group by ${keys("e", all)}`;
      return {
        value: where(sql`coalesce(sum(${ref(name, "n")}) ${over}, 0)`),
        join: sql`left join ${sql.table(name)} on ${sameKeys("f", name, mask)}`,
        table: { name, rows: table },
      };
    }
  }
}

/** Equality that holds for empty keys too, written so that the database can join by hashes. */
export function sameKeys(
  left: string,
  right: string,
  mask: Mask,
  shift?: (index: number, key: Fragment) => Fragment,
): Fragment {
  const conditions = indexesOf(mask).map((index) => {
    const own = ref(left, keyColumn(index));
    const [a, b] = [shift ? shift(index, own) : own, ref(right, keyColumn(index))];
    return sql`coalesce(${a}::text, '') = coalesce(${b}::text, '') and (${a} is null) = (${b} is null)`;
  });
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

// ── Targets ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The target set for the group's organization and period; of several the strictest. */
function targetOf(question: Question, { indicator }: AskedMeasure, mask: Mask): Fragment | undefined {
  const organization = indexesOf(mask).find((index) => question.dimensions[index]?.spec.division.by === "organization");
  const [period] = timeKeys(question, mask);
  if (organization === undefined || period === undefined) return undefined;
  const grain = question.dimensions[period]?.grain ?? "YEAR";
  return sql`(select trim_scale(x.value) from target x
    where x.subject_org_id = ${ref("f", keyColumn(organization))} and x.indicator = ${indicator}
      and x.period = ${periodCode(grain, ref("f", keyColumn(period)))} and x.dims = '{}' and x.value is not null
    order by case when x.comparator in ('<=', '<') then x.value end, x.value desc, x.org_id, x.id limit 1)`;
}
