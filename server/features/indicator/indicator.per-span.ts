/**
 * Counts row by row for each interval what cannot be summed from days: averages, extremes, last values, what looks at the
 * period itself, and reference data that counts by region.
 */
import { sql } from "kysely";
import { emptyOf, keysOf, named, placesUpTo, type Branch, type How } from "./indicator.branches.js";
import { closed, inTimeSql, valueSql, whereSql, type Fragment, type SpanSql } from "./indicator.conditions.js";
import type { Definition, Measure } from "./indicator.definitions.js";
import { dimensionSpec } from "./indicator.dimensions.js";
import { COLUMNS, SOURCES } from "./indicator.sources.js";

export const OF_SPAN: SpanSql = { starts: sql.raw("s.starts"), ends: sql.raw("s.ends"), at: sql.raw("s.at") };

export function perSpanSql(branch: Branch, n: number, how: How): Fragment {
  const { keys, joins } = keysOf(branch.source, how);
  const [first] = branch.leaves;
  if (first === undefined) throw new Error("a branch has indicators");
  const rows = rowsSql(
    first.definition,
    n,
    branch.leaves.map((leaf) => leaf.definition),
    joins,
    how,
  );
  const count = sql.raw(`count_${n}`);
  if (first.definition.measure.kind === "extreme") {
    return sql`${count} as materialized (${extremeSql(first.definition, first.definition.measure, n, keys, rows, how)})`;
  }
  const totals = branch.leaves.map(({ definition }, i) => {
    const fits = whereSql(definition, OF_SPAN, how.asOf);
    return sql`${aggregateSql(definition, definition.measure, fits, how)} as ${sql.raw(`v${i}`)}`;
  });
  return sql`${count} as materialized (
      select s.org_id, s.starts, s.ends, s.at ${named(keys)}, ${sql.join(totals)}
      ${rows} group by ${placesUpTo(4 + keys.length)})`;
}

/** `from … where …`: the rows that any of the definitions counts, beside each span that holds them. */
function rowsSql(
  { source: name, timing }: Pick<Definition, "source" | "timing">,
  n: number,
  definitions: readonly Definition[],
  joins: Fragment,
  { asOf }: How,
): Fragment {
  const source = SOURCES[name];
  const [first] = definitions;
  if (first === undefined) throw new Error("a branch has indicators");
  const some = sql.join(
    definitions.map((definition) => whereSql(definition, OF_SPAN, asOf)),
    sql` or `,
  );
  return sql`${closed(
    `from span_${n} s join organization_tree t on t.ancestor_id = s.org_id cross join ${source.from}`,
    asOf,
  )} ${joins}
        where ${sql.raw(source.owner)} = t.org_id and ${closed(source.always, asOf)}
          and ${inTimeSql({ ...first, timing }, OF_SPAN, asOf)} and (${some})`;
}

type Extreme = Extract<Measure, { kind: "extreme" }>;

/** The least or greatest over groups of rows, or over the groups there should be. */
function extremeSql(
  definition: Definition,
  { pick, by, inner, among }: Extreme,
  n: number,
  keys: readonly Fragment[],
  rows: Fragment,
  how: How,
): Fragment {
  const groups = by.map((field, i) => sql`, ${closed(COLUMNS[field], how.asOf)} as ${sql.raw(`g${i}`)}`);
  const grouped = sql`select s.org_id, s.starts, s.ends, s.at ${named(keys)} ${sql.join(groups, sql``)}, ${aggregateSql(definition, inner, sql`true`, how)} as v
        ${rows} group by ${placesUpTo(4 + keys.length + groups.length)}`;
  const place = sql`i.org_id, i.starts, i.ends, i.at ${named(keys.map((_, k) => sql.raw(`i.k${k}`)))}`;
  const should = among === undefined ? undefined : amongSql(among, n, keys.length, how);
  if (should === undefined) {
    return sql`select ${place}, ${sql.raw(pick)}(i.v) as v0 from (${grouped}) i group by ${placesUpTo(4 + keys.length)}`;
  }
  const same = keys.map((_, k) => sql.raw(` and j.k${k} is not distinct from i.k${k}`));
  const nothing = emptyOf({ ...definition, measure: inner });
  return sql`select ${place}, ${sql.raw(pick)}(${nothing === null ? sql`j.v` : sql`coalesce(j.v, 0)`}) as v0
      from (${should}) i left join (${grouped}) j
        on j.org_id = i.org_id and j.starts = i.starts and j.ends = i.ends and j.at = i.at and j.g0 = i.g0 ${sql.join(same, sql``)}
      group by ${placesUpTo(4 + keys.length)}`;
}

/** The groups there should be; undefined where their ledger does not carry the breakdown asked for. */
function amongSql(among: Definition, n: number, breakdowns: number, how: How): Fragment | undefined {
  const { measure } = among;
  if (measure.kind !== "distinct") throw new Error("groups are those of a field");
  if ((how.by ?? []).some((dimension) => dimensionSpec(dimension).columns[among.source] === undefined))
    return undefined;
  const { keys, joins } = keysOf(among.source, how);
  const column = closed(COLUMNS[measure.field], how.asOf);
  return sql`select s.org_id, s.starts, s.ends, s.at ${named(keys)}, ${column} as g0
        ${rowsSql(among, n, [among], joins, how)} and ${column} is not null group by ${placesUpTo(5 + breakdowns)}`;
}

/** Enough for any average people read, and the same on every engine. */
const AVERAGE_DECIMALS = 12;

function aggregateSql({ source, timing }: Definition, measure: Measure, fits: Fragment, { asOf }: How): Fragment {
  const filter = sql`filter (where ${fits})`;
  switch (measure.kind) {
    case "rows":
      return sql`count(*) ${filter}`;
    case "distinct":
      return sql`count(distinct ${closed(COLUMNS[measure.field], asOf)}) ${filter}`;
    case "sum":
      return sql`coalesce(sum(${closed(COLUMNS[measure.field], asOf)}) ${filter}, 0)`;
    case "avg":
      return sql`round(avg(${valueSql(measure.field, asOf)}) ${filter}, ${sql.raw(String(AVERAGE_DECIMALS))})`;
    case "min":
    case "max":
      return sql`${sql.raw(measure.kind)}(${valueSql(measure.field, asOf)}) ${filter}`;
    case "last": {
      const { days, force, id } = SOURCES[source];
      const day = closed(days[timing] ?? days.happened ?? force?.[0] ?? id, asOf);
      const value = valueSql(measure.field, asOf);
      return sql`(array_agg(${value} order by ${day} desc, ${sql.raw(id)} desc) filter (where ${fits} and ${value} is not null))[1]`;
    }
    case "extreme":
    case "attainment":
      throw new Error("an extreme has groups of its own");
  }
}

/** The region of an organization, or of the nearest above it that has one. */
export const regionOf = (
  id: string,
): string => `(select o.region from organization_tree u join organization o on o.id = u.ancestor_id
        where u.org_id = ${id} and o.region is not null order by u.depth limit 1)`;

/** A parameter holds where it is dated, for the region, else the city, the province, or everywhere. */
export const HOLDS = `x.region in ('', s.region, left(s.region, 4) || '00', left(s.region, 2) || '0000')
        and x.valid_from <= s.at and (x.valid_to is null or x.valid_to > s.at)`;
const NEAREST = "order by length(regexp_replace(x.region, '(00)+$', '')) desc limit 1";

export function regionalSql(branch: Branch, n: number, how: How): Fragment {
  const source = SOURCES[branch.source];
  const totals = branch.leaves.map(({ definition }, i) => {
    const rows = sql`${closed(`from ${source.from}`, how.asOf)} where ${sql.raw(source.always)} and ${whereSql(definition, OF_SPAN, how.asOf)}`;
    const value =
      branch.source === "parameter"
        ? sql`select x.value ${rows} and ${sql.raw(HOLDS)} ${sql.raw(NEAREST)}`
        : sql`select ${aggregateSql(definition, definition.measure, sql`true`, how)} ${rows}`;
    return sql`(${value}) as ${sql.raw(`v${i}`)}`;
  });
  const keys = (how.by ?? []).map(() => sql`null::text`);
  return sql`${sql.raw(`count_${n}`)} as materialized (
      select s.org_id, s.starts, s.ends, s.at ${named(keys)}, ${sql.join(totals)}
      from (select s.*, ${sql.raw(regionOf("s.org_id"))} as region from ${sql.raw(`span_${n}`)} s) s)`;
}
