/**
 * Turns definitions into SQL: one common table expression per ledger and timing, whatever the number of indicators,
 * organizations and periods. Facts are first gathered per owner and day, then summed up the tree and over the
 * intervals, so a year, its months and every level of the tree cost one pass over the ledger. What cannot be summed from
 * days (averages, extremes, what looks at the period itself) is counted row by row for each interval.
 */
import { sql } from "kysely";
import { attainmentSql } from "./indicator.attainment.js";
import { emptyOf, keysOf, named, placesUpTo, type Branch, type How, type Leaf } from "./indicator.branches.js";
import { closed, itself, inTimeSql, whereSql, type Fragment } from "./indicator.conditions.js";
import { isDistinct, needsSpan, type Definition } from "./indicator.definitions.js";
import { HOLDS, OF_SPAN, perSpanSql, regionalSql, regionOf } from "./indicator.per-span.js";
import { COLUMNS, SOURCES } from "./indicator.sources.js";

export { emptyOf, type Branch, type How } from "./indicator.branches.js";
export { whereSql } from "./indicator.conditions.js";

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
      ${closed(`cross join ${source.from}`, how.asOf, itself)}
      where ${originBoundsSql(definition)}
        and ${closed(source.always, how.asOf)} and ${inTimeSql(definition, OF_SPAN, how.asOf)} and ${whereSql(definition, OF_SPAN, how.asOf)}),
    -- A school's import may bring rows of its colleges: they name the import alone.
    brought as materialized (select * from import where id in (select import_id from hit where import_id is not null)),
    staged as materialized (
      select r.import_id, r.row_no, r.row_id, r.sheet from import_row r
      where (r.org_id, r.import_id) in (select org_id, id from brought)),
    by_id as (select import_id, row_id, min(sheet) as sheet from staged where row_id is not null group by 1, 2),
    -- A row number names a sheet only where no other sheet of the file has that row.
    by_row as (select import_id, row_no, min(sheet) as sheet from staged group by 1, 2 having min(sheet) = max(sheet)),
    anchored as (
      select h.*, i.org_id as import_org, i.file_name, i.created_by, i.committed_at, i.created_at, coalesce(d.sheet, n.sheet) as sheet
      from hit h left join brought i on i.id = h.import_id
      left join by_id d on d.import_id = h.import_id and d.row_id = h.id
      left join by_row n on n.import_id = h.import_id and n.row_no = h.import_row)
    select ${source.register}::text as register, (select count(*)::int from hit) as total,
      coalesce((select json_agg(json_build_array(o.org_id, o.id, o.label, o.file_name, o.sheet, o.import_row))
        from (select * from anchored order by org_id, id limit ${first}) o), '[]') as rows,
      coalesce((select json_agg(json_build_array(g.import_org, g.import_id, g.file_name, g.sheet, g.from_row, g.to_row, g.rows, g.by, g.at))
        from (select import_org, import_id, file_name, coalesce(sheet, '') as sheet, min(import_row) as from_row, max(import_row) as to_row,
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
