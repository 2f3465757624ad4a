/**
 * Turns definitions into SQL: one common table expression per ledger and timing, whatever the number of indicators,
 * organizations and periods. Facts are first gathered per owner and day, then summed up the tree and over the
 * intervals, so a year, its months and every level of the tree cost one pass over the ledger.
 */
import { sql, type RawBuilder } from "kysely";
import {
  isDistinct,
  SKILL_LEVELS,
  type Condition,
  type Definition,
  type Field,
  type Source,
  type Timing,
} from "./indicator.definitions.js";
import { COLUMNS, SOURCES } from "./indicator.sources.js";

type Fragment = RawBuilder<unknown>;

function conditionSql({ field, operator, values }: Condition): Fragment {
  const column = sql.raw(COLUMNS[field]);
  if (field === "credential.level") {
    const ranks = values.map((level) => (SKILL_LEVELS as readonly string[]).indexOf(level) + 1);
    return sql`${column} = any(${ranks}::int[])`;
  }
  if (field === "enrolment.category") {
    return operator === "!=" ? sql`not ${column} && ${values}::text[]` : sql`${column} && ${values}::text[]`;
  }
  return operator === "!="
    ? sql`(${column} is null or ${column} <> all(${values}::text[]))`
    : sql`${column} = any(${values}::text[])`;
}

function whereSql(definition: Definition): Fragment {
  return definition.where.length === 0 ? sql`true` : sql`(${sql.join(definition.where.map(conditionSql), sql` and `)})`;
}

/** Counted indicators that share a pass over a ledger. */
export interface Branch {
  readonly source: Source;
  readonly timing: Timing;
  /** What is counted distinctly; absent for sums and rows. */
  readonly distinct: Field | undefined;
  readonly leaves: readonly { readonly code: string; readonly definition: Definition }[];
}

/** Groups indicators by ledger, timing and what they count distinctly; the order of `leaves` is the order asked. */
export function branchesOf(
  leaves: readonly { readonly code: string; readonly definition: Definition }[],
): readonly Branch[] {
  const branches = new Map<
    string,
    { source: Source; timing: Timing; distinct: Field | undefined; leaves: (typeof leaves)[number][] }
  >();
  for (const leaf of leaves) {
    const { source, timing, measure } = leaf.definition;
    const distinct = measure.kind === "distinct" ? measure.field : undefined;
    const key = `${source} ${timing} ${distinct ?? ""}`;
    const branch = branches.get(key) ?? { source, timing, distinct, leaves: [] };
    branch.leaves.push(leaf);
    branches.set(key, branch);
  }
  return [...branches.values()];
}

/**
 * The common table expressions of a branch over `spans`, a query of (org_id, starts, ends, at); they leave a table
 * `count_<n>(org_id, starts, ends, at, v0, v1 …)`.
 */
export function branchSql(branch: Branch, n: number, spans: Fragment): Fragment {
  const source = SOURCES[branch.source];
  const [span, under, fact, count] = ["span", "under", "fact", "count"].map((name) => sql.raw(`${name}_${n}`));
  const owner = sql.raw(source.owner);
  const inTime = timeSql(branch, n);
  const some = sql.join(
    branch.leaves.map((leaf) => whereSql(leaf.definition)),
    sql` or `,
  );
  const facts = branch.leaves.map((leaf, i) => sql`${factSql(leaf.definition)} as ${sql.raw(`m${i}`)}`);
  const totals = branch.leaves.map((leaf, i) => sql`${totalSql(leaf.definition, i)} as ${sql.raw(`v${i}`)}`);
  const who = branch.distinct === undefined ? sql`` : sql`, ${sql.raw(COLUMNS[branch.distinct])} as who`;
  return sql`
    ${span} as materialized (${spans}),
    ${under} as materialized (
      select distinct t.org_id from organization_tree t where t.ancestor_id in (select org_id from ${span})),
    ${fact} as materialized (
      select ${owner} as owner_id, ${inTime.first} as first_day, ${inTime.last} as last_day ${who}, ${sql.join(facts)}
      from ${sql.raw(source.from)}
      where ${owner} in (select org_id from ${under}) and ${sql.raw(source.always)} and ${inTime.bounds} and (${some})
      group by ${sql.raw(branch.distinct === undefined ? "1, 2, 3" : "1, 2, 3, 4")}),
    ${count} as materialized (
      select s.org_id, s.starts, s.ends, s.at, ${sql.join(totals)}
      from ${span} s join organization_tree t on t.ancestor_id = s.org_id
      join ${fact} f on f.owner_id = t.org_id and ${inTime.join}
      group by 1, 2, 3, 4)`;
}

/** A measure over the rows of one owner on one day; of a distinct count, whether somebody counts at all. */
function factSql(definition: Definition): Fragment {
  const filter = sql`filter (where ${whereSql(definition)})`;
  if (isDistinct(definition)) return sql`coalesce(bool_or(true) ${filter}, false)`;
  return definition.measure.kind === "sum"
    ? sql`sum(${sql.raw(COLUMNS[definition.measure.field])}) ${filter}`
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

function timeSql(branch: Branch, n: number): TimeSql {
  const { days, force } = SOURCES[branch.source];
  const span = sql.raw(`span_${n}`);
  if (branch.timing === "inForce") {
    if (force === undefined) throw new Error(`${branch.source} has no time in force`);
    const [from, to] = force.map((column) => sql.raw(column));
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
  { starts, ends, at }: Interval,
  first: number,
): Fragment {
  const source = SOURCES[definition.source];
  const { days, force } = source;
  const inTime =
    definition.timing === "inForce" && force !== undefined
      ? sql`${sql.raw(force[0])} <= ${at}::date and (${sql.raw(force[1])} is null or ${sql.raw(force[1])} > ${at}::date)`
      : sql`${sql.raw(days[definition.timing] ?? "null::date")} >= ${starts}::date and ${sql.raw(days[definition.timing] ?? "null::date")} < ${ends}::date`;
  const imported = source.hasImport
    ? sql`x.import_id, x.import_row`
    : sql`null::uuid as import_id, null::int as import_row`;
  return sql`
    with hit as materialized (
      select ${sql.raw(source.owner)} as org_id, ${sql.raw(source.id)} as id, ${sql.raw(source.label)} as label, ${imported}
      from ${sql.raw(source.from)}
      where ${sql.raw(source.owner)} in (select org_id from organization_tree where ancestor_id = ${place}::uuid)
        and ${sql.raw(source.always)} and ${inTime} and ${whereSql(definition)}),
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
