/**
 * Each asked dimension as SQL: the raw key rows are grouped by (an id, a code, a day), and what is made of it once the
 * groups are few: the code and the name to show, and what to order by.
 */
import { sql, type RawBuilder } from "kysely";
import type { Compilation } from "../compile.js";
import { shownColumn } from "../personal.js";
import { columnOf, type Division, type Register } from "../register.js";
import { periodCode, periodStart } from "./group-periods.js";
import type { AskedDimension, RegionLevel, Window } from "./question.js";
import type { ToOneJoins } from "./to-one-joins.js";

type Fragment = RawBuilder<unknown>;

/** A key of the groups, as people read it. */
export interface Shown {
  readonly join?: Fragment;
  readonly code: Fragment;
  readonly label: Fragment;
}

export interface GroupKey {
  readonly asked: AskedDimension;
  readonly raw: Fragment;
  /** A row with several codes stands in the group of each: this join lists them. */
  readonly spread?: Fragment;
  readonly conditions: (window: Window) => readonly Fragment[];
  readonly day?: Fragment;
  readonly shown: (key: Fragment, alias: string) => Shown;
  /** Whether a code that the question names exists; asked within the same statement. */
  readonly known?: { readonly holds: Fragment; readonly list?: string; readonly code: string };
}

type Of<By extends Division["by"]> = Extract<Division, { by: By }>;

export function groupKey(c: Compilation, joins: ToOneJoins, asked: AskedDimension): GroupKey {
  const { division } = asked.spec;
  switch (division.by) {
    case "organization":
      return organizationKey(c, joins, asked, division);
    case "region":
      return regionKey(c, joins, asked, division);
    case "code":
      return plainKey(asked, joins.column(division.of), (key) => labelIn(division.list, key));
    case "codes":
      return codesKey(c, joins, asked, division);
    case "text":
      return plainKey(asked, sql`${joins.column(division.of)}::text`, (key) => key);
    case "boolean":
      return plainKey(asked, joins.column(division.of), (key) => sql`case when ${key} then '是' else '否' end`);
    case "period":
      return periodKey(joins, asked, division);
    case "row":
      return rowKey(c, joins, asked, division);
  }
}

const always = (): readonly Fragment[] => [];

function plainKey(asked: AskedDimension, raw: Fragment, label: (key: Fragment) => Fragment): GroupKey {
  const shown = (key: Fragment): Shown => ({
    code: sql`${key}::text`,
    label: sql`case when ${key} is not null then ${label(key)} end`,
  });
  return { asked, raw, conditions: always, shown };
}

/** A code that its list does not know is its own label: nothing is hidden. */
function labelIn(list: string, key: Fragment): Fragment {
  return sql`coalesce((select l.name_zh from code l where l.list = ${sql.lit(list)} and l.code = ${key}), ${key})`;
}

function codesKey(c: Compilation, joins: ToOneJoins, asked: AskedDimension, { of, list }: Of<"codes">): GroupKey {
  const each = c.alias();
  const column = joins.column(of);
  const key = plainKey(asked, sql.ref(`${each}.code`), (code) => (list === undefined ? code : labelIn(list, code)));
  // A code written twice in one row is still one.
  const spread = sql`left join lateral (select distinct v.code from unnest(${column}) as v(code)) as ${sql.table(each)} on true`;
  return { ...key, spread };
}

function periodKey(joins: ToOneJoins, asked: AskedDimension, { day }: Of<"period">): GroupKey {
  const on = sql`(${day(joins.row, joins.to)})`;
  return {
    asked,
    raw: periodStart(asked.grain, on),
    day: on,
    conditions: ({ from, to }) => [
      ...(from === undefined ? [] : [sql`${on} >= ${from}::date`]),
      ...(to === undefined ? [] : [sql`${on} < ${to}::date`]),
    ],
    // The name of a period is made of its code by the rules of periods.
    shown: (key) => ({ code: periodCode(asked.grain, key), label: sql`null` }),
  };
}

// ── Organizations ──────────────────────────────────────────────────────────────────────────────────────────────

function organizationKey(
  c: Compilation,
  joins: ToOneJoins,
  asked: AskedDimension,
  { of }: Of<"organization">,
): GroupKey {
  const shown = (key: Fragment, alias: string): Shown => ({
    join: sql`left join organization as ${sql.table(alias)} on ${sql.ref(`${alias}.id`)} = ${key}`,
    code: nameInCells(alias),
    label: sql.ref(`${alias}.name`),
  });
  const column = joins.column(of);
  const { kind, below } = asked;
  if (kind === undefined && below === undefined) return { asked, raw: column, conditions: always, shown };
  const place = c.alias();
  const places = below === undefined ? nearestOfKind(kind ?? "") : partsOf(below, asked.depth);
  joins.add(sql`left join (${places}) as ${sql.table(place)} on ${sql.ref(`${place}.org_id`)} = ${column}`);
  const raw = sql.ref(`${place}.ancestor_id`);
  if (below === undefined) {
    // What a register's own dimension names need not be looked up.
    const isWritten = asked.spec.division.by === "organization" && asked.spec.division.nearest !== undefined;
    const holds = sql`exists (select from code l where l.list = 'org_kind' and l.code = ${kind})`;
    const known = isWritten ? {} : { known: { holds, list: "org_kind", code: kind ?? "" } };
    return { asked, raw, conditions: always, shown, ...known };
  }
  const holds = sql`exists (select from organization top where ${isNamed("top", below)})`;
  return { asked, raw, conditions: () => [sql`${raw} is not null`], shown, known: { holds, code: below } };
}

/** An organization as cells name it. One of the three is always there: the table sees to it. */
function nameInCells(row: string): Fragment {
  return sql`coalesce(${sql.ref(`${row}.code`)}, ${sql.ref(`${row}.school_code`)}, ${sql.ref(`${row}.uscc`)})`;
}

function isNamed(row: string, name: string): Fragment {
  return sql`(${sql.ref(`${row}.code`)} = ${name} or ${sql.ref(`${row}.uscc`)} = ${name} or ${sql.ref(`${row}.school_code`)} = ${name})`;
}

/** Every organization with the nearest of a kind at or above it. */
function nearestOfKind(kind: string): Fragment {
  return sql`select distinct on (tree.org_id) tree.org_id, tree.ancestor_id
    from organization_tree tree join organization above on above.id = tree.ancestor_id
    where above.kind = ${kind} order by tree.org_id, tree.depth`;
}

/** Every organization at or below one, with its ancestor so many levels below that; what is nearer stands for itself. */
function partsOf(top: string, depth: number): Fragment {
  return sql`select distinct on (tree.org_id) tree.org_id, tree.ancestor_id
    from organization top join organization_tree upper on upper.ancestor_id = top.id
      join organization_tree tree on tree.ancestor_id = upper.org_id
    where ${isNamed("top", top)} and upper.depth <= ${sql.lit(depth)} order by tree.org_id, upper.depth desc`;
}

// ── Regions ────────────────────────────────────────────────────────────────────────────────────────────────────

/** GB/T 2260: two digits name the province, four the city, six the county. */
const DIGITS: Readonly<Record<RegionLevel, number>> = { PROVINCE: 2, CITY: 4, COUNTY: 6 };
const GB_CODE = sql.lit("^[0-9]{6}$");

function regionKey(c: Compilation, joins: ToOneJoins, asked: AskedDimension, { of }: Of<"region">): GroupKey {
  const column = joins.column(of);
  const label = (key: Fragment): Fragment => labelIn("region", key);
  if (asked.level === undefined) return plainKey(asked, column, label);
  const place = c.alias();
  joins.add(
    sql`left join (${regionsAt(asked.level)}) as ${sql.table(place)} on ${sql.ref(`${place}.code`)} = ${column}`,
  );
  const known = sql.ref(`${place}.code`);
  const raw = sql`case when ${known} is not null then ${sql.ref(`${place}.region`)}
    when ${column} ~ ${GB_CODE} then ${atLevel(column, asked.level)} end`;
  return plainKey(asked, raw, label);
}

/** How many local extensions may hang below each other: village, street, and one to spare. */
const EXTENSIONS = [1, 2, 3] as const;

/**
 * Every listed region with the one of a level that holds it; a local extension belongs where its parents lead. Plain
 * joins, though parents call for recursion: the database does not share recursive queries among its workers.
 */
function regionsAt(level: RegionLevel): Fragment {
  const above = EXTENSIONS.map((n) => {
    const [own, below] = [sql.ref(`l${n}`), n - 1];
    return sql`left join code as ${own} on l0.code !~ ${GB_CODE} and ${own}.list = 'region' and ${own}.code = ${sql.ref(`l${below}.parent`)}`;
  });
  const national = [0, ...EXTENSIONS].map((n) => {
    const code = sql.ref(`l${n}.code`);
    return sql`when ${code} ~ ${GB_CODE} then ${atLevel(code, level)}`;
  });
  return sql`select l0.code, case ${sql.join(national, sql` `)} end as region
    from code as l0 ${sql.join(above, sql` `)} where l0.list = 'region'`;
}

/** A region above the level asked for is in no region of that level. */
function atLevel(code: Fragment, level: RegionLevel): Fragment {
  const digits = DIGITS[level];
  const above = digits === 2 ? sql`false` : sql`substr(${code}, ${sql.lit(digits - 1)}, 2) = '00'`;
  return sql`case when ${code} ~ ${GB_CODE} and not ${above}
    then rpad(left(${code}, ${sql.lit(digits)}), 6, '0') end`;
}

// ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A title may name somebody: then it is shown as in the row itself. */
function shownName(c: Compilation, to: Register, alias: string, name: string): Fragment {
  const field = Object.entries(to.fields).find(([each, spec]) => columnOf(each, spec) === name);
  return field === undefined ? sql.ref(`${alias}.${name}`) : shownColumn(c.personal, to, alias, ...field);
}

/** By another row: its key is its global id's own text, and its title or name the label. */
function rowKey(c: Compilation, joins: ToOneJoins, asked: AskedDimension, { path, name }: Of<"row">): GroupKey {
  const to = joins.registerAt(path);
  const row = joins.to(...path);
  const [first = "id"] = to.keyColumns;
  const raw = sql`${sql.ref(`${row}.${first}`)}::text || '/' || ${sql.ref(`${row}.id`)}::text`;
  const shown = (key: Fragment, alias: string): Shown => {
    const owner = sql`${sql.ref(`${alias}.${first}`)} = split_part(${key}, '/', 1)::uuid`;
    return {
      join: sql`left join ${sql.table(to.table)} as ${sql.table(alias)}
        on ${owner} and ${sql.ref(`${alias}.id`)} = split_part(${key}, '/', 2)::uuid`,
      code: sql`${sql.lit(`${to.name}/`)} || ${key}`,
      label: sql`${shownName(c, to, alias, name)}::text`,
    };
  };
  return { asked, raw, conditions: always, shown };
}
