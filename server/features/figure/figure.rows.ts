/** The ledger rows behind counted figures as SQL: a page of them, and what became of them between two moments. */
import { sql, type RawBuilder } from "kysely";
import { closed, inTimeSql, valueSql, whereSql, type SpanSql } from "../indicator/indicator.conditions.js";
import type { Definition } from "../indicator/indicator.definitions.js";
import { dimensionSpec, type Dimension } from "../indicator/indicator.dimensions.js";
import { SOURCES } from "../indicator/indicator.sources.js";
import type { Interval } from "../indicator/indicator.sql.js";
import { tableOf } from "../indicator/indicator.tally-definitions.js";
import type { Mark } from "./figure.dims.js";

type Fragment = RawBuilder<unknown>;

/** One counted figure: what is counted, for whom, when, and in which breakdown. */
export interface Behind {
  readonly definition: Definition;
  readonly place: string;
  readonly interval: Interval;
  readonly marks: readonly Mark[];
}

/** Rates of the rule book and codes are no rows of anybody's ledger. */
export const hasRows = ({ source, measure }: Definition): boolean =>
  SOURCES[source].regional !== true && measure.kind !== "attainment";

/** `hit(org_id, id, label, contribution, import_id, import_row)`: a row adds its amount, counts one, or is the value looked at. */
function hitSql({ definition, place, interval, marks }: Behind, asOf: Date | undefined): Fragment {
  const source = SOURCES[definition.source];
  const span: SpanSql = {
    starts: sql`${interval.starts}::date`,
    ends: sql`${interval.ends}::date`,
    at: sql`${interval.at}::date`,
  };
  const imported = source.hasImport
    ? sql`x.import_id, x.import_row`
    : sql`null::uuid as import_id, null::int as import_row`;
  const fits = marks.map((mark) => sql` and ${markSql(definition, mark, asOf)}`);
  return sql`
    select ${sql.raw(source.owner)} as org_id, ${sql.raw(source.id)} as id, ${closed(source.label, asOf)} as label,
      ${contributionSql(definition, asOf)} as contribution, ${imported}
    ${closed(`from ${source.from}`, asOf)}
    where ${sql.raw(source.owner)} in (select org_id from organization_tree where ancestor_id = ${place}::uuid)
      and ${closed(source.always, asOf)} and ${inTimeSql(definition, span, asOf)} and ${whereSql(definition, span, asOf)} ${sql.join(fits, sql``)}`;
}

function contributionSql({ measure }: Definition, asOf: Date | undefined): Fragment {
  switch (measure.kind) {
    case "rows":
      return sql`1::numeric`;
    case "sum":
    case "avg":
    case "min":
    case "max":
    case "last":
      return valueSql(measure.field, asOf);
    case "distinct":
    case "extreme":
    case "attainment":
      return sql`null::numeric`;
  }
}

function markSql({ source }: Definition, { dimension, code }: Mark, asOf: Date | undefined): Fragment {
  const { columns, several } = dimensionSpec(dimension as Dimension);
  const column = columns[source];
  if (column === undefined) return sql`false`;
  const text = closed(column, asOf);
  if (several) return code === "" ? sql`coalesce(cardinality(${text}), 0) = 0` : sql`${code} = any(${text})`;
  return code === "" ? sql`(${text}) is null` : sql`(${text})::text = ${code}`;
}

/** What anchors rows in files: the import, and the sheet a row number means. */
const anchoredSql = (rows: string): Fragment =>
  sql.raw(`
    brought as materialized (select * from import where id in (select import_id from ${rows} where import_id is not null)),
    staged as materialized (
      select r.import_id, r.row_no, r.row_id, r.sheet from import_row r
      where (r.org_id, r.import_id) in (select org_id, id from brought)
        and (r.row_id in (select id from ${rows}) or r.row_no in (select import_row from ${rows}))),
    by_id as (select import_id, row_id, min(sheet) as sheet from staged where row_id is not null group by 1, 2),
    by_row as (select import_id, row_no, min(sheet) as sheet from staged group by 1, 2 having min(sheet) = max(sheet)),
    anchored as (
      select h.*, i.file_name, coalesce(d.sheet, n.sheet) as sheet
      from ${rows} h left join brought i on i.id = h.import_id
      left join by_id d on d.import_id = h.import_id and d.row_id = h.id
      left join by_row n on n.import_id = h.import_id and n.row_no = h.import_row)`);

export type RowJson = readonly [
  org: string,
  id: string,
  label: string | null,
  contribution: string | null,
  file: string | null,
  sheet: string | null,
  row: number | null,
];

export interface RowsAnswer {
  readonly total: number;
  readonly rows: readonly RowJson[];
}

/** The rows after a row, one more than asked for where there are more. */
export function rowsSql(
  behind: Behind,
  first: number,
  after: readonly [string, string] | undefined,
  asOf?: Date,
): RawBuilder<RowsAnswer> {
  const later = after === undefined ? sql`` : sql`where (org_id, id) > (${after[0]}::uuid, ${after[1]}::uuid)`;
  return sql<RowsAnswer>`
    with hit as materialized (${hitSql(behind, asOf)}),
    page as materialized (select * from hit ${later} order by org_id, id limit ${first + 1}),
    ${anchoredSql("page")}
    select (select count(*)::int from hit) as total,
      coalesce((select json_agg(json_build_array(org_id, id, label, trim_scale(contribution)::text, file_name, sheet, import_row)
        order by org_id, id) from anchored), '[]') as rows`;
}

/** How a row came to count, or ceased to: it was written, changed, deleted, or only time or another row's change did it. */
export type Cause = "WRITTEN" | "EDITED" | "DELETED" | "OTHER";

export type ChangeJson = readonly [
  org: string,
  id: string,
  label: string | null,
  before: string | null,
  after: string | null,
  kind: "ADDED" | "REMOVED" | "CHANGED",
  cause: Cause,
  file: string | null,
  sheet: string | null,
  row: number | null,
];

export interface ChangesAnswer {
  readonly key: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly rows: readonly ChangeJson[];
}

export interface Between {
  readonly key: number;
  readonly then: Behind;
  readonly now: Behind;
}

/** For each figure, the rows that count now and did not then, did then and do not now, or add something else; one statement. */
export function changesSql(
  figures: readonly Between[],
  from: Date,
  to: Date | undefined,
  first: number,
): RawBuilder<ChangesAnswer> {
  return sql<ChangesAnswer>`${sql.join(
    figures.map((figure) => sql`(${changeSql(figure, from, to, first)})`),
    sql` union all `,
  )}`;
}

function changeSql({ key, then, now }: Between, from: Date, to: Date | undefined, first: number): Fragment {
  const { source } = now.definition;
  const table = tableOf(source);
  const same = source === "organization" ? sql.raw("w.id = d.id") : sql.raw("w.org_id = d.org_id and w.id = d.id");
  const end =
    to === undefined ? sql`'infinity'::timestamptz` : sql`${to.toISOString()}::timestamptz + interval '1 millisecond'`;
  const begin = sql`${from.toISOString()}::timestamptz + interval '1 millisecond'`;
  return sql`
    with earlier as materialized (${hitSql(then, from)}),
    later as materialized (${hitSql(now, to)}),
    difference as materialized (
      select coalesce(l.org_id, e.org_id) as org_id, coalesce(l.id, e.id) as id, coalesce(l.label, e.label) as label,
        e.contribution as before, l.contribution as after, coalesce(l.import_id, e.import_id) as import_id,
        coalesce(l.import_row, e.import_row) as import_row,
        case when e.id is null then 'ADDED' when l.id is null then 'REMOVED' else 'CHANGED' end as kind
      from earlier e full join later l on l.org_id = e.org_id and l.id = e.id
      where e.id is null or l.id is null or e.contribution is distinct from l.contribution),
    page as materialized (
      select d.*, case
          when not exists (select from ${sql.table(table)} w where ${same}) then 'DELETED'
          when exists (select from ${sql.table(table)} w where ${same} and w.created_at >= ${begin} and w.created_at < ${end}) then 'WRITTEN'
          when exists (select from change_row r where r.org_id = d.org_id and r.register = ${table} and r.row_id = d.id
            and r.at >= ${begin} and r.at < ${end}) then 'EDITED'
          else 'OTHER' end as cause
      from (select * from difference order by kind, org_id, id limit ${first}) d),
    ${anchoredSql("page")}
    select ${key}::int as key, c.added, c.removed, c.changed,
      coalesce((select json_agg(json_build_array(org_id, id, label, trim_scale(before)::text, trim_scale(after)::text, kind, cause,
        file_name, sheet, import_row) order by kind, org_id, id) from anchored), '[]') as rows
    from (select count(*) filter (where kind = 'ADDED')::int as added, count(*) filter (where kind = 'REMOVED')::int as removed,
      count(*) filter (where kind = 'CHANGED')::int as changed from difference) c`;
}
