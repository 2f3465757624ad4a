/**
 * How far an organization's targets of a period are reached, on the mean: each target's figure (typed, counted or worked
 * out) over its value, at most 1. In the same statement: only ledgers that a target there asks for are looked at.
 */
import { sql } from "kysely";
import type { Fragment, SpanSql } from "./indicator.conditions.js";
import type { Attainable, Meaning } from "./indicator.definitions.js";
import type { Expression } from "./indicator.language.js";
import { firstDay, lastDay } from "./indicator.sources.js";
import type { Branch, How } from "./indicator.branches.js";

/** Counting as `indicator.sql` does it, handed in because that file compiles this measure too. */
export interface Counting {
  branchesOf(leaves: Branch["leaves"]): readonly Branch[];
  branchSql(branch: Branch, n: number, spans: Fragment, how: How): Fragment;
  emptyOf(definition: Branch["leaves"][number]["definition"]): "0" | null;
}

/** Branches of an attainment are numbered apart from all others. */
const APART = 1000;

/** Common table expressions over `span_<n>` that leave `count_<n>(org_id, starts, ends, at, v0)`. */
export function attainmentSql(over: readonly Attainable[], n: number, how: How, counting: Counting): Fragment {
  const world = new Map(over.map(({ code, meaning }) => [code, meaning]));
  const leavesOf = new Map(over.map(({ code }) => [code, leafCodes(code, world)]));
  const needed = new Set([...leavesOf.values()].flatMap((codes) => [...codes]));
  const leaves = [...needed].flatMap((code) => {
    const meaning = world.get(code);
    return meaning?.kind === "counted" ? [{ code, definition: meaning.definition }] : [];
  });
  const branches = counting.branchesOf(leaves);
  const [span, aim, typed, leaf, count] = ["span", "aim", "typed", "leaf", "count"].map((name) =>
    sql.raw(`${name}_${n}`),
  );
  const counted = branches.map((branch, b) => {
    const asking = [...leavesOf].flatMap(([code, codes]) =>
      branch.leaves.some((each) => codes.has(each.code)) ? [code] : [],
    );
    const spans = sql`select distinct org_id, starts, ends, at from ${aim} where indicator = any(${asking}::text[])`;
    return sql`${counting.branchSql(branch, APART * (n + 1) + b, spans, { asOf: how.asOf })},`;
  });
  const rows = branches.map((branch, b) => {
    const values = branch.leaves.map(({ code, definition }, i) => {
      const v = sql.raw(`c.v${i}::numeric`);
      return sql`(${code}, ${counting.emptyOf(definition) === null ? v : sql`coalesce(${v}, 0)`})`;
    });
    return sql`select a.org_id, a.starts, a.ends, l.code, l.v from (select distinct org_id, starts, ends, at from ${aim}) a
        left join ${sql.raw(`count_${APART * (n + 1) + b}`)} c on c.org_id = a.org_id and c.starts = a.starts and c.ends = a.ends
        cross join lateral (values ${sql.join(values)}) as l(code, v)`;
  });
  const formulas = over.flatMap(({ code, meaning }) =>
    meaning.kind === "formula" ? [sql`when ${code} then ${expressionSql(meaning.expression, world, n)}`] : [],
  );
  // A mean over targets of different indicators has no breakdown.
  const keys = sql.join(
    (how.by ?? []).map((_, i) => sql.raw(`, null::text as k${i}`)),
    sql``,
  );
  const own = operandSql(sql.raw("a.indicator"), n);
  return sql`
    ${aim} as materialized (
      select s.org_id, s.starts, s.ends, s.at, x.indicator, x.period, x.comparator, x.value as goal, x.value_max as most
      from ${span} s join ${how.asOf === undefined ? sql.raw("target") : sql`target_as_of(${how.asOf.toISOString()}::timestamptz)`} x
        on coalesce(x.subject_org_id, x.org_id) = s.org_id
      where ${aimedSql(over, { starts: sql.raw("s.starts"), ends: sql.raw("s.ends"), at: sql.raw("s.at") })}),
    ${typed} as materialized (${typedSql(aim as Fragment, how.asOf)}),
    ${sql.join(counted, sql``)}
    ${leaf} as materialized (${rows.length === 0 ? sql`select null::uuid as org_id, null::date as starts, null::date as ends, null::text as code, null::numeric as v where false` : sql.join(rows, sql` union all `)}),
    ${count} as materialized (
      select r.org_id, r.starts, r.ends, r.at ${keys}, round(avg(${reachedSql}), 12) as v0
      from (select a.*, ${formulas.length === 0 ? own : sql`case a.indicator ${sql.join(formulas, sql` `)} else ${own} end`} as actual from ${aim} a) r
      where r.actual is not null group by 1, 2, 3, 4)`;
}

/** Targets of exactly this period that have a number. */
export function aimedSql(over: readonly Attainable[], { starts, ends }: SpanSql): Fragment {
  return sql`x.indicator = any(${over.map(({ code }) => code)}::text[]) and x.value is not null and x.comparator <> 'trend' and x.dims = '{}'
        and ${sql.raw(firstDay("x.period"))} = ${starts} and ${sql.raw(lastDay("x.period"))} + 1 = ${ends}`;
}

/** What was typed in for the very period, which stands before what is counted. */
function typedSql(aim: Fragment, asOf: Date | undefined): Fragment {
  const match = sql.raw("f.org_id = a.org_id and f.period = a.period and f.dims_key = ''");
  const periods = sql`(select distinct org_id, starts, ends, period from ${aim}) a`;
  if (asOf === undefined) {
    return sql`select a.org_id, a.starts, a.ends, f.indicator as code, f.value as v from ${periods} join figure f on ${match} where f.value is not null`;
  }
  return sql`select distinct on (f.org_id, f.id) a.org_id, a.starts, a.ends, f.indicator as code, r.value as v
      from ${periods} join figure f on ${match} join figure_revision r on r.org_id = f.org_id and r.figure_id = f.id
      where date_trunc('milliseconds', r.changed_at) <= ${asOf.toISOString()}::timestamptz order by f.org_id, f.id, r.version desc`;
}

/** How far one target is reached, 0 to 1. A ceiling is reached while it is kept, and less the further it is exceeded. */
const reachedSql = sql.raw(`case
        when r.comparator in ('<=', '<') then case when r.actual <= r.goal then 1 else greatest(0, r.goal) / nullif(r.actual, 0) end
        when r.comparator = 'between' and r.actual > r.most then greatest(0, r.most) / nullif(r.actual, 0)
        when r.goal <= 0 then case when r.actual >= r.goal then 1 else 0 end
        else greatest(0, least(1, r.actual / r.goal)) end`);

function operandSql(code: Fragment, n: number): Fragment {
  const of = (table: string): Fragment =>
    sql`(select o.v from ${sql.raw(`${table}_${n}`)} o where o.org_id = a.org_id and o.starts = a.starts and o.ends = a.ends and o.code = ${code} limit 1)`;
  return sql`coalesce(${of("typed")}, ${of("leaf")})`;
}

function expressionSql(expression: Expression, world: ReadonlyMap<string, Meaning>, n: number): Fragment {
  if (expression.kind === "number") return sql`${expression.value}::numeric`;
  if (expression.kind === "indicator") {
    const meaning = world.get(expression.code);
    return meaning?.kind === "formula"
      ? expressionSql(meaning.expression, world, n)
      : operandSql(sql`${expression.code}`, n);
  }
  const { operator } = expression;
  const left = expressionSql(expression.left, world, n);
  const right = expressionSql(expression.right, world, n);
  switch (operator) {
    case "/":
      return sql`(${left} / nullif(${right}, 0))`;
    case "min":
      return sql`(select case when count(v) = 2 then min(v) end from (values (${left}), (${right})) as pair(v))`;
    case "max":
      return sql`(select case when count(v) = 2 then max(v) end from (values (${left}), (${right})) as pair(v))`;
    default:
      return sql`(${left} ${sql.raw(operator)} ${right})`;
  }
}

/** The counted indicators and parts under a code. */
function leafCodes(code: string, world: ReadonlyMap<string, Meaning>): ReadonlySet<string> {
  const meaning = world.get(code);
  if (meaning?.kind === "counted") return new Set([code]);
  if (meaning?.kind !== "formula") return new Set();
  const under = (expression: Expression): readonly string[] => {
    if (expression.kind === "number") return [];
    if (expression.kind === "indicator") return [...leafCodes(expression.code, world)];
    return [...under(expression.left), ...under(expression.right)];
  };
  return new Set(under(meaning.expression));
}
