/** The conditions and days of a definition as SQL. Values are always bound; only closed text is written out. */
import { sql, type RawBuilder } from "kysely";
import { aimedSql } from "./indicator.attainment.js";
import type { Condition, Definition } from "./indicator.definitions.js";
import { FIELDS, SKILL_LEVELS, type Field } from "./indicator.fields.js";
import { COLUMNS, SOURCES } from "./indicator.sources.js";
import type { NamedCondition } from "./indicator.words.js";

export type Fragment = RawBuilder<unknown>;

/** The period a row is looked at for: columns of a span, or bound dates. */
export interface SpanSql {
  readonly starts: Fragment;
  readonly ends: Fragment;
  readonly at: Fragment;
}

const HISTORIES =
  "person|course|affiliation|activity|enrolment|attendance|application|credential|asset|fund_entry|target|submission|finding|task|document|organization|form|parameter";
const TABLE = new RegExp(`\\b(from|join) (${HISTORIES}) ([a-z])\\b`, "gu");

/** A figure's values are kept as revisions of their own. */
const FIGURES = /left join figure f on/u;

/**
 * Closed text, with every ledger read as whoever asks may count it, and as it stood at a moment when one is given: who
 * may know a number need not see the rows behind it.
 */
export function closed(text: string, asOf: Date | undefined, reads = counted): Fragment {
  if (asOf === undefined)
    return sql.raw(
      text.replaceAll(TABLE, (_, word: string, table: string, alias: string) => `${word} ${reads(table)} ${alias}`),
    );
  const [before = "", after] = text.split(FIGURES);
  return after === undefined
    ? ledgersAsOf(before, asOf, reads)
    : sql`${ledgersAsOf(before, asOf, reads)} ${figuresAsOf(asOf)} ${ledgersAsOf(after, asOf, reads)}`;
}

function ledgersAsOf(text: string, asOf: Date, reads: (table: string) => string): Fragment {
  const pieces = text.split(TABLE);
  const fragments: Fragment[] = [sql.raw(pieces[0] ?? "")];
  for (let i = 1; i < pieces.length; i += 4) {
    const [word, table, alias, rest] = pieces.slice(i, i + 4);
    fragments.push(
      sql`${sql.raw(`${word} ${reads(`${table}_as_of`)}(`)}${asOf.toISOString()}::timestamptz) ${sql.raw(`${alias}${rest}`)}`,
    );
  }
  return sql.join(fragments, sql``);
}

/** Reference data is open to everybody; of ledgers there are views to count by. */
function counted(table: string): string {
  return /^(organization|form|parameter)/.test(table) ? table : `counting.${table}`;
}

/** The ledgers themselves: where rows are shown, which are only those whoever asks may see. */
export const itself = (table: string): string => table;

/** People see milliseconds, so a moment includes its own. */
const figuresAsOf = (asOf: Date): Fragment => sql`left join (
        select distinct on (v.org_id, v.id) v.org_id, v.indicator, v.period, v.dims, r.status, r.value
        from figure v join figure_revision r on r.org_id = v.org_id and r.figure_id = v.id
        where date_trunc('milliseconds', r.changed_at) <= ${asOf.toISOString()}::timestamptz
        order by v.org_id, v.id, r.version desc) f on`;

/** Rows of a definition, before time. `span` is needed where `needsSpan` says so. */
export function whereSql(definition: Definition, span?: SpanSql, asOf?: Date): Fragment {
  const conditions = definition.where.map((condition) => conditionSql(condition, span, asOf));
  if (definition.measure.kind === "extreme") {
    conditions.push(...definition.measure.by.map((field) => sql`${closed(COLUMNS[field], asOf)} is not null`));
  }
  if (definition.measure.kind === "attainment") conditions.push(aimedSql(definition.measure.over(), needed(span)));
  const { standing } = SOURCES[definition.source];
  if (definition.timing === "inForce" && standing !== undefined) conditions.push(sql.raw(standing));
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

function conditionSql(condition: Condition, span: SpanSql | undefined, asOf: Date | undefined): Fragment {
  switch (condition.kind) {
    case "named":
      return namedSql(condition.name, span, asOf);
    case "has":
      return hasSql(condition, needed(span), asOf);
    case "date":
      return dateSql(condition, span);
    default:
      return listSql(condition, asOf);
  }
}

function needed(span: SpanSql | undefined): SpanSql {
  if (span === undefined) throw new Error("this condition looks at the period");
  return span;
}

function listSql(
  { field, operator, values }: Extract<Condition, { kind?: undefined }>,
  asOf: Date | undefined,
): Fragment {
  const column = closed(COLUMNS[field], asOf);
  const negated = operator === "!=" || operator === "not in";
  if (field === "credential.level") {
    const ranks = values.map((level) => (SKILL_LEVELS as readonly string[]).indexOf(level) + 1);
    return sql`${column} = any(${ranks}::int[])`;
  }
  if (FIELDS[field].several) {
    return negated ? sql`not ${column} && ${values}::text[]` : sql`${column} && ${values}::text[]`;
  }
  return negated
    ? sql`(${column} is null or ${column} <> all(${values}::text[]))`
    : sql`${column} = any(${values}::text[])`;
}

function dateSql(
  { field, operator, other }: Extract<Condition, { kind: "date" }>,
  span: SpanSql | undefined,
): Fragment {
  const right =
    other === "today" ? needed(span).at : typeof other === "string" ? sql.raw(COLUMNS[other]) : sql`${other.day}::date`;
  return sql`${sql.raw(COLUMNS[field])} ${sql.raw(operator)} ${right}`;
}

function namedSql(name: NamedCondition, span: SpanSql | undefined, asOf: Date | undefined): Fragment {
  switch (name) {
    case "present":
      return sql.raw("x.present");
    case "attended":
      return closed(
        `(x.status = 'completed' or exists
          (select from attendance y where y.org_id = x.org_id and y.enrolment_id = x.id and y.present))`,
        asOf,
      );
    case "notHeld":
      return sql.raw("(a.status is null or a.status not in ('done', 'archived'))");
    case "hasDoneClass": {
      const { starts, ends } = needed(span);
      return sql`exists (${closed(
        `select from activity y where y.org_id = x.org_id and y.course_id = x.id and y.kind = 'class'
          and y.status in ('done', 'archived') and coalesce(y.ends_on, y.starts_on)`,
        asOf,
      )} >= ${starts} and coalesce(y.ends_on, y.starts_on) < ${ends})`;
    }
    case "sanctioned":
      return sql.raw("(x.sanction is not null and x.sanction <> 'none')");
    case "required":
      return sql.raw("coalesce((k.spec ->> 'required')::boolean, true)");
    case "approved":
      return sql.raw("(f.status in ('approved', 'locked') and f.value is not null)");
    case "inRegion":
      // 320500 begins every district of Suzhou with 3205; s is the organization asked for.
      return sql.raw("x.code like regexp_replace(s.region, '(00)+$', '') || '%'");
  }
}

const STANDS = `y.reverses_id is null and not exists (select from credential u where u.org_id = y.org_id and u.reverses_id = y.id)`;

/** In the period: from this organization's own ledger. Otherwise: held by the same human anywhere, in force on the last day. */
function hasSql(
  { field, value, inPeriod }: Extract<Condition, { kind: "has" }>,
  span: SpanSql,
  asOf: Date | undefined,
): Fragment {
  const column = sql.raw(field === "credential.kind" ? "y.kind" : "y.code");
  const stands = closed(STANDS, asOf);
  const own = closed("exists (select from credential y where y.org_id = x.org_id and y.person_id = x.id and", asOf);
  if (inPeriod) {
    return sql`${own} ${column} = ${value} and ${stands} and y.issued_on >= ${span.starts} and y.issued_on < ${span.ends})`;
  }
  const held = sql`${column} = ${value} and ${stands} and y.issued_on <= ${span.at} and (y.revoked_on is null or y.revoked_on > ${span.at})`;
  const elsewhere = closed(
    `x.id_hash is not null and exists (select from person v join credential y on y.org_id = v.org_id and y.person_id = v.id
      where v.id_hash = x.id_hash and`,
    asOf,
  );
  return sql`(${own} ${held}) or (${elsewhere} ${held})))`;
}

/** Whether a row belongs to the period of a span. */
export function inTimeSql({ source, timing }: Definition, { starts, ends, at }: SpanSql, asOf?: Date): Fragment {
  const { days, force } = SOURCES[source];
  if (timing === "whenever") return sql`true`;
  if (timing === "inForce" || timing === "rolling") {
    if (force === undefined) throw new Error(`${source} has no time in force`);
    const [from, to] = force.map((column) => closed(column, asOf)) as [Fragment, Fragment];
    return timing === "inForce"
      ? sql`${from} <= ${at} and (${to} is null or ${to} > ${at})`
      : sql`${from} <= ${at} and (${to} is null or ${to} > (${at} - interval '1 year'))`;
  }
  const column = days[timing];
  if (column === undefined) throw new Error(`${source} has no day it ${timing}`);
  const day = sql.raw(column);
  return sql`${day} >= ${starts} and ${day} < ${ends}`;
}

/** A field as a number: a day is written as eight digits, 20261231. */
export function valueSql(field: Field, asOf?: Date): Fragment {
  const column = closed(COLUMNS[field], asOf);
  return FIELDS[field].type === "date" ? sql`to_char(${column}, 'YYYYMMDD')::numeric` : sql`${column}::numeric`;
}
