/**
 * Turns definitions into SQL: one common table expression per ledger and timing, whatever the number of indicators,
 * organizations and periods. Facts are first gathered per owner and day, then summed up the tree and over the
 * intervals, so a year, its months and every level of the tree cost one pass over the ledger. What cannot be summed from
 * days (averages, extremes, what looks at the period itself) is counted row by row for each interval.
 */
import { sql } from "kysely";
import { attainmentSql } from "./indicator.attainment.js";
import { closed, inTimeSql, valueSql, whereSql, type Fragment, type SpanSql } from "./indicator.conditions.js";
import { isDistinct, needsSpan, type Definition, type Measure } from "./indicator.definitions.js";
import { dimensionSpec, type Dimension } from "./indicator.dimensions.js";
import type { Field, Source } from "./indicator.fields.js";
import { COLUMNS, SOURCES } from "./indicator.sources.js";
import type { Timing } from "./indicator.words.js";

export { whereSql } from "./indicator.conditions.js";

interface Leaf {
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

/** Groups indicators by ledger, timing and what they count distinctly; the order of `leaves` is the order asked. */
export function branchesOf(leaves: readonly Leaf[]): readonly Branch[] {
  const branches = new Map<string, Omit<Branch, "leaves"> & { leaves: Leaf[] }>();
  for (const leaf of leaves) {
    const { source, timing, measure } = leaf.definition;
    const perSpan = needsSpan(leaf.definition);
    const distinct = !perSpan && measure.kind === "distinct" ? measure.field : undefined;
    // An extreme has groups of its own, an attainment branches of its own.
    const key = `${source} ${timing} ${perSpan ? "span" : ""} ${measure.kind === "extreme" || measure.kind === "attainment" ? leaf.code : (distinct ?? "")}`;
    const branch = branches.get(key) ?? { source, timing, distinct, perSpan, leaves: [] };
    branch.leaves.push(leaf);
    branches.set(key, branch);
  }
  return [...branches.values()];
}

/** What no fitting row at all means: nothing was counted, or there is nothing to average. */
export const emptyOf = ({ measure, source }: Definition): "0" | null =>
  source !== "parameter" && (measure.kind === "rows" || measure.kind === "sum" || measure.kind === "distinct")
    ? "0"
    : null;

/**
 * The common table expressions of a branch over `spans`, a query of (org_id, starts, ends, at); they leave a table
 * `count_<n>(org_id, starts, ends, at, [k0, k1 …,] v0, v1 …)`. A key is null where the row does not say.
 */
export function branchSql(branch: Branch, n: number, spans: Fragment, how: How = {}): Fragment {
  const span = sql.raw(`span_${n}`);
  if (SOURCES[branch.source].regional) {
    return sql`${span} as materialized (${spans}), ${regionalSql(branch, n, how)}`;
  }
  const measure = branch.leaves[0]?.definition.measure;
  if (measure?.kind === "attainment") {
    const counting = { branchesOf, branchSql, emptyOf };
    return sql`${span} as materialized (${spans}), ${attainmentSql(measure.over(), n, how, counting)}`;
  }
  return branch.perSpan
    ? sql`${span} as materialized (${spans}), ${perSpanSql(branch, n, how)}`
    : sql`${span} as materialized (${spans}), ${byDaySql(branch, n, how)}`;
}

/** `k0, k1 …` of the rows: their expressions, and what must be joined for those that hold several codes. */
function keysOf(source: Source, { by = [], asOf }: How): { keys: readonly Fragment[]; joins: Fragment } {
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
const named = (expressions: readonly Fragment[]): Fragment =>
  sql.join(
    expressions.map((key, i) => sql`, ${key} as ${sql.raw(`k${i}`)}`),
    sql``,
  );

const placesUpTo = (count: number): Fragment => sql.raw(Array.from({ length: count }, (_, i) => i + 1).join(", "));

function byDaySql(branch: Branch, n: number, how: How): Fragment {
  const source = SOURCES[branch.source];
  const [span, under, fact, count] = ["span", "under", "fact", "count"].map((name) => sql.raw(`${name}_${n}`));
  const owner = sql.raw(source.owner);
  const inTime = timeSql(branch, n, how);
  const { keys, joins } = keysOf(branch.source, how);
  const some = sql.join(
    branch.leaves.map((leaf) => whereSql(leaf.definition, undefined, how.asOf)),
    sql` or `,
  );
  const facts = branch.leaves.map((leaf, i) => sql`${factSql(leaf.definition, how)} as ${sql.raw(`m${i}`)}`);
  const totals = branch.leaves.map((leaf, i) => sql`${totalSql(leaf.definition, i)} as ${sql.raw(`v${i}`)}`);
  const who = branch.distinct === undefined ? sql`` : sql`, ${closed(COLUMNS[branch.distinct], how.asOf)} as who`;
  const outer = keys.map((_, i) => sql.raw(`f.k${i}`));
  return sql`
    ${under} as materialized (
      select distinct t.org_id from organization_tree t where t.ancestor_id in (select org_id from ${span})),
    ${fact} as materialized (
      select ${owner} as owner_id, ${inTime.first} as first_day, ${inTime.last} as last_day ${named(keys)} ${who}, ${sql.join(facts)}
      ${closed(`from ${source.from}`, how.asOf)} ${joins}
      where ${owner} in (select org_id from ${under}) and ${closed(source.always, how.asOf)} and ${inTime.bounds} and (${some})
      group by ${placesUpTo(3 + keys.length + (branch.distinct === undefined ? 0 : 1))}),
    ${count} as materialized (
      select s.org_id, s.starts, s.ends, s.at ${named(outer)}, ${sql.join(totals)}
      from ${span} s join organization_tree t on t.ancestor_id = s.org_id
      join ${fact} f on f.owner_id = t.org_id and ${inTime.join}
      group by ${placesUpTo(4 + keys.length)})`;
}

/** A measure over the rows of one owner on one day; of a distinct count, whether somebody counts at all. */
function factSql(definition: Definition, how: How): Fragment {
  const filter = sql`filter (where ${whereSql(definition, undefined, how.asOf)})`;
  if (isDistinct(definition)) return sql`coalesce(bool_or(true) ${filter}, false)`;
  return definition.measure.kind === "sum"
    ? sql`sum(${closed(COLUMNS[definition.measure.field], how.asOf)}) ${filter}`
    : sql`count(*) ${filter}`;
}

function totalSql(definition: Definition, i: number): Fragment {
  const m = sql.raw(`f.m${i}`);
  return isDistinct(definition) ? sql`count(distinct f.who) filter (where ${m})` : sql`coalesce(sum(${m}), 0)`;
}

interface TimeSql {
  readonly first: Fragment;
  readonly last: Fragment;
  /** Leaves out what no requested interval can hold, before anything is joined. */
  readonly bounds: Fragment;
  readonly join: Fragment;
}

function timeSql(branch: Branch, n: number, { asOf }: How): TimeSql {
  const { days, force } = SOURCES[branch.source];
  const span = sql.raw(`span_${n}`);
  if (branch.timing === "inForce") {
    if (force === undefined) throw new Error(`${branch.source} has no time in force`);
    const [from, to] = force.map((column) => closed(column, asOf));
    return {
      first: sql`${from}::date`,
      last: sql`${to}::date`,
      bounds: sql`${from} <= (select max(at) from ${span})`,
      join: sql`f.first_day <= s.at and (f.last_day is null or f.last_day > s.at)`,
    };
  }
  const column = days[branch.timing];
  if (column === undefined) throw new Error(`${branch.source} has no day it ${branch.timing}`);
  const day = sql.raw(column);
  return {
    first: day,
    last: sql`null::date`,
    bounds: sql`${day} >= (select min(starts) from ${span}) and ${day} < (select max(ends) from ${span})`,
    join: sql`f.first_day >= s.starts and f.first_day < s.ends`,
  };
}

// ── Row by row for each interval ────────────────────────────────────────────────────────────────────────────────────

const OF_SPAN: SpanSql = { starts: sql.raw("s.starts"), ends: sql.raw("s.ends"), at: sql.raw("s.at") };

function perSpanSql(branch: Branch, n: number, how: How): Fragment {
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

// ── Reference data, by the region of the organization ───────────────────────────────────────────────────────────────

/** The region of an organization, or of the nearest above it that has one. */
const regionOf = (
  id: string,
): string => `(select o.region from organization_tree u join organization o on o.id = u.ancestor_id
        where u.org_id = ${id} and o.region is not null order by u.depth limit 1)`;

/** A parameter holds where it is dated, for the region, else the city, the province, or everywhere. */
const HOLDS = `x.region in ('', s.region, left(s.region, 4) || '00', left(s.region, 2) || '0000')
        and x.valid_from <= s.at and (x.valid_to is null or x.valid_to > s.at)`;
const NEAREST = "order by length(regexp_replace(x.region, '(00)+$', '')) desc limit 1";

function regionalSql(branch: Branch, n: number, how: How): Fragment {
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

// ── Origin ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** One interval of days, and the day on which things in force are looked at. */
export interface Interval {
  readonly starts: string;
  readonly ends: string;
  readonly at: string;
}

/** The rows behind one counted figure: `total`, and the first of them with the import, sheet and row they came from. */
export function originSql(
  definition: Definition,
  place: string,
  interval: Interval,
  first: number,
  how: How = {},
): Fragment {
  const source = SOURCES[definition.source];
  const imported = source.hasImport
    ? sql`x.import_id, x.import_row`
    : sql`null::uuid as import_id, null::int as import_row`;
  return sql`
    with hit as materialized (
      select ${source.regional ? sql`s.place` : sql.raw(source.owner)} as org_id, ${sql.raw(source.id)} as id, ${closed(source.label, how.asOf)} as label, ${imported}
      from (select p.place, p.starts, p.ends, p.at, ${sql.raw(regionOf("p.place"))} as region
        from (select ${place}::uuid as place, ${interval.starts}::date as starts, ${interval.ends}::date as ends, ${interval.at}::date as at) p) s
      ${closed(`cross join ${source.from}`, how.asOf)}
      where ${originBoundsSql(definition)}
        and ${closed(source.always, how.asOf)} and ${inTimeSql(definition, OF_SPAN, how.asOf)} and ${whereSql(definition, OF_SPAN, how.asOf)}),
    staged as materialized (
      select r.org_id, r.import_id, r.row_no, r.row_id, r.sheet from import_row r
      where (r.org_id, r.import_id) in (select org_id, import_id from hit where import_id is not null)),
    by_id as (select org_id, import_id, row_id, min(sheet) as sheet from staged where row_id is not null group by 1, 2, 3),
    -- A row number names a sheet only where no other sheet of the file has that row.
    by_row as (select org_id, import_id, row_no, min(sheet) as sheet from staged group by 1, 2, 3 having min(sheet) = max(sheet)),
    anchored as (
      select h.*, i.file_name, i.created_by, i.committed_at, i.created_at, coalesce(d.sheet, n.sheet) as sheet
      from hit h left join import i on i.org_id = h.org_id and i.id = h.import_id
      left join by_id d on d.org_id = h.org_id and d.import_id = h.import_id and d.row_id = h.id
      left join by_row n on n.org_id = h.org_id and n.import_id = h.import_id and n.row_no = h.import_row)
    select ${source.register}::text as register, (select count(*)::int from hit) as total,
      coalesce((select json_agg(json_build_array(o.org_id, o.id, o.label, o.file_name, o.sheet, o.import_row))
        from (select * from anchored order by org_id, id limit ${first}) o), '[]') as rows,
      coalesce((select json_agg(json_build_array(g.org_id, g.import_id, g.file_name, g.sheet, g.from_row, g.to_row, g.rows, g.by, g.at))
        from (select org_id, import_id, file_name, coalesce(sheet, '') as sheet, min(import_row) as from_row, max(import_row) as to_row,
                count(*) as rows, min(created_by) as by, min(coalesce(committed_at, created_at)) as at
              from anchored where import_id is not null and file_name is not null
              group by 1, 2, 3, 4 order by at limit 100) g), '[]') as imports`;
}

/** Rows of the organization and its parts; reference data by its region. */
function originBoundsSql({ source }: Definition): Fragment {
  if (source === "parameter") return sql.raw(HOLDS);
  if (source === "code") return sql`true`;
  return sql`${sql.raw(SOURCES[source].owner)} in (select org_id from organization_tree where ancestor_id = s.place)`;
}
