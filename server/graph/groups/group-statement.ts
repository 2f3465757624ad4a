/**
 * A whole grouped question as one statement: rows summed up once per level, measures made of the levels beside each
 * other, then named, ordered and cut. The answer is one JSON value.
 */
import { sql, type RawBuilder } from "kysely";
import type { Compilation } from "../compile.js";
import { fieldConditions } from "../filters.js";
import type { Register } from "../register.js";
import { personPath } from "./derive-dimensions.js";
import { GroupFacts, holds, indexesOf, keyColumn, type Mask, type Year } from "./group-facts.js";
import type { Shown } from "./group-keys.js";
import { measureAt, sameKeys, type MeasureSql } from "./group-measures.js";
import { yearEarlier } from "./group-periods.js";
import { isOfYearBefore, MOST_GROUPS, timeKeys, type Question } from "./question.js";

type Fragment = RawBuilder<unknown>;

export interface Wanted {
  readonly groups: boolean;
  readonly persons: boolean;
  readonly totals: boolean;
  readonly count: boolean;
  /** All groups of all levels, unordered by measures and uncut: what hiding small groups has to see. */
  readonly everything: boolean;
  /** The day on which the parameter for small groups is read. */
  readonly today: string;
}

/** A group as the statement answers it. */
export interface GroupRow {
  readonly k: readonly (string | null)[];
  readonly l: readonly (string | null)[];
  readonly n: number;
  readonly p: number | null;
  readonly v: readonly (string | null)[];
}

export interface GroupsRow {
  readonly levels: Readonly<Record<string, readonly GroupRow[]>>;
  /** All groups of the year before, where they are needed to hide small groups. */
  readonly before: Readonly<Record<string, readonly Pick<GroupRow, "k" | "p">[]>> | null;
  readonly count: number | null;
  readonly known: readonly boolean[];
  readonly small: number | null;
}

/** What the question names that may not exist: told within the same statement, refused after it. */
export interface NamedThing {
  readonly kind: "organization" | "code" | "indicator";
  readonly code: string;
  readonly list?: string;
}

export interface GroupsStatement {
  readonly sql: Fragment;
  readonly names: readonly NamedThing[];
  readonly full: Mask;
  readonly masks: readonly Mask[];
}

/** The most groups that can be looked through for small ones. */
export const MOST_HIDDEN_FROM = 2000;

export function groupsStatement(
  c: Compilation,
  register: Register,
  question: Question,
  wanted: Wanted,
): GroupsStatement {
  const facts = new GroupFacts(c, register, question);
  const persons = wanted.persons && personPath(c.book, register) !== undefined ? facts.persons() : undefined;
  for (const measure of question.measures) facts.baseOf(measure);
  const full = (1 << question.dimensions.length) - 1;
  const masks = masksOf(question, wanted, full);
  const tables = new Map<string, Fragment>();
  const answers = masks.map((mask) => {
    const measured = measuredAt(facts, question, mask, tables, persons);
    const rows = mask === full ? groupsJson(facts, question, wanted, mask) : totalsJson(facts, question, mask);
    tables.set(`measured_${mask}`, measured);
    return sql`${sql.lit(String(mask))}, ${rows}`;
  });
  const levels = levelTables(facts, question, masks);
  const count = wanted.count && !wanted.everything ? countJson(question, full) : sql`null::int`;
  const { conditions, names } = namesOf(facts, question);
  const all = [...levels, ...tables].map(([name, rows]) => sql`${sql.table(name)} as (${rows})`);
  return {
    sql: sql`(with ${sql.join(all)} select json_build_object('levels', json_build_object(${sql.join(answers)}),
      'before', ${wanted.everything ? beforeJson(facts, question, masks, persons) : sql`null::json`}, 'count', ${count}, 'known', json_build_array(${conditions.length === 0 ? sql`` : sql.join(conditions)}),
      'small', ${wanted.everything ? smallGroup(wanted.today) : sql`null::int`}))`,
    names,
    full,
    masks,
  };
}

function masksOf(question: Question, wanted: Wanted, full: Mask): readonly Mask[] {
  if (wanted.everything) return Array.from({ length: full + 1 }, (_, mask) => full - mask);
  const totals = wanted.totals ? question.totals.map((level) => (1 << level) - 1) : [];
  return [...new Set([...(wanted.groups || wanted.count ? [full] : []), ...totals])];
}

// ── Levels ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** The levels that the asked levels need: themselves, and those they are set in relation to. */
function neededLevels(question: Question, masks: readonly Mask[]): Mask[] {
  const views = new Set(question.measures.map(({ as }) => as));
  const needed = new Set(masks);
  for (const mask of masks) {
    if (views.has("SHARE_OF_TOTAL")) needed.add(0);
    if (views.has("SHARE_OF_PARENT")) needed.add(parentOf(mask));
  }
  return [...needed].sort((a, b) => b - a);
}

function parentOf(mask: Mask): Mask {
  const last = indexesOf(mask).at(-1);
  return last === undefined ? mask : mask & ~(1 << last);
}

const hasBefore = (question: Question): boolean => question.measures.some(({ as }) => isOfYearBefore(as));

/** Where all days are asked for, the year before is among them. */
function isOpen(facts: GroupFacts): boolean {
  const { from, to } = facts.timeWindow;
  return from === undefined && to === undefined;
}

function levelTables(facts: GroupFacts, question: Question, masks: readonly Mask[]): [string, Fragment][] {
  const now = tablesOf(facts, neededLevels(question, masks), "now");
  if (!hasBefore(question) || isOpen(facts)) return now;
  return [...now, ...tablesOf(facts, masks, "before")];
}

/** Levels that spread rows alike share one pass over them. */
function tablesOf(facts: GroupFacts, masks: readonly Mask[], year: Year): [string, Fragment][] {
  const name = year === "now" ? "level" : "before";
  const passes = new Map<Mask, Mask[]>();
  for (const mask of masks) {
    const spread = mask & facts.spreading;
    passes.set(spread, [...(passes.get(spread) ?? []), mask]);
  }
  return [...passes].flatMap(([spread, alike]): [string, Fragment][] => {
    const sums = facts.sums(alike, spread, year);
    const [only] = alike;
    if (alike.length === 1 && only !== undefined) return [[`${name}_${only}`, sums]];
    const pass = `${name}s_${spread}`;
    const mark = (mask: Mask): Fragment => sql.lit(facts.levelMark(mask, alike));
    return [
      [pass, sums],
      ...alike.map((mask): [string, Fragment] => [
        `${name}_${mask}`,
        sql`select * from ${sql.table(pass)} as s where s.g = ${mark(mask)}`,
      ]),
    ];
  });
}

// ── Measures ───────────────────────────────────────────────────────────────────────────────────────────────────

function measuredAt(
  facts: GroupFacts,
  question: Question,
  mask: Mask,
  tables: Map<string, Fragment>,
  persons: number | undefined,
): Fragment {
  const measures = question.measures.map((measure, n) => measureAt(facts, question, measure, mask, n));
  for (const { table } of measures) if (table) tables.set(table.name, table.rows);
  const columns = [
    ...indexesOf(mask).map((index) => sql.ref(`f.${keyColumn(index)}`)),
    sql`f.n`,
    sql`${persons === undefined ? sql`null::bigint` : sql.ref(`f.u${persons}`)} as p`,
    ...measures.map(({ value }, n) => sql`${value} as ${sql.ref(`v${n}`)}`),
  ];
  return sql`select ${sql.join(columns)} from ${sql.table(`level_${mask}`)} as f ${besides(facts, question, mask, measures)}`;
}

/** The other levels and years that a level's measures look at. */
function besides(facts: GroupFacts, question: Question, mask: Mask, measures: readonly MeasureSql[]): Fragment {
  const views = new Set(question.measures.map(({ as }) => as));
  const joins: Fragment[] = [];
  if (views.has("SHARE_OF_TOTAL")) joins.push(sql`cross join level_0 as t`);
  if (views.has("SHARE_OF_PARENT")) {
    const parent = parentOf(mask);
    joins.push(sql`left join ${sql.table(`level_${parent}`)} as p on ${sameKeys("f", "p", parent)}`);
  }
  if (hasBefore(question)) {
    const times = timeKeys(question, mask);
    const shifted = (index: number, key: Fragment): Fragment => (times.includes(index) ? yearEarlier(key) : key);
    const before = isOpen(facts) ? `level_${mask}` : `before_${mask}`;
    joins.push(sql`left join ${sql.table(before)} as b on ${sameKeys("f", "b", mask, shifted)}`);
  }
  for (const { join } of measures) if (join) joins.push(join);
  return joins.length === 0 ? sql`` : sql.join(joins, sql` `);
}

// ── Groups as people read them ─────────────────────────────────────────────────────────────────────────────────

function shownAt(facts: GroupFacts, mask: Mask): { index: number; shown: Shown }[] {
  return indexesOf(mask).flatMap((index) => {
    const key = facts.keys[index];
    return key ? [{ index, shown: key.shown(sql.ref(`g.${keyColumn(index)}`), `o${index}`) }] : [];
  });
}

function named(facts: GroupFacts, mask: Mask): { columns: Fragment[]; joins: Fragment } {
  const shown = shownAt(facts, mask);
  const columns = shown.flatMap(({ index, shown: { code, label } }) => [
    sql`${code} as ${sql.ref(`c${index}`)}`,
    sql`${label} as ${sql.ref(`l${index}`)}`,
  ]);
  const joins = shown.flatMap(({ shown: { join } }) => (join ? [join] : []));
  return { columns, joins: joins.length === 0 ? sql`` : sql.join(joins, sql` `) };
}

/** Every order ends with the dimensions: groups that are level in a measure keep one order from page to page. */
function orderOf(facts: GroupFacts, question: Question, mask: Mask): Fragment {
  const byKey = (index: number, descending: boolean): Fragment => {
    const isPeriod = facts.keys[index]?.day !== undefined;
    const key = sql.ref(`g.${keyColumn(index)}`);
    const code = facts.keys[index]?.shown(key, `o${index}`).code ?? key;
    return sql`${isPeriod ? key : sql`(${code}) collate "C"`} ${sql.raw(descending ? "desc" : "asc")} nulls last`;
  };
  const asked = question.orderBy.flatMap(({ on, index, descending }) => {
    if (on === "dimension") return holds(mask, index) ? [byKey(index, descending)] : [];
    return [sql`${sql.ref(`g.v${index}`)} ${sql.raw(descending ? "desc" : "asc")} nulls last`];
  });
  const terms = [...asked, ...indexesOf(mask).map((index) => byKey(index, false))];
  return terms.length === 0 ? sql`` : sql`order by ${sql.join(terms)}`;
}

function groupsJson(facts: GroupFacts, question: Question, wanted: Wanted, mask: Mask): Fragment {
  if (wanted.everything) return listed(facts, question, mask, sql`true`, sql`limit ${sql.lit(MOST_HIDDEN_FROM + 1)}`);
  const cut = sql`limit ${sql.lit(question.limit)} offset ${sql.lit(question.offset)}`;
  return listed(facts, question, mask, having(question), cut);
}

function totalsJson(facts: GroupFacts, question: Question, mask: Mask): Fragment {
  return listed(facts, { ...question, orderBy: [] }, mask, sql`true`, sql`limit ${sql.lit(MOST_GROUPS)}`);
}

function listed(facts: GroupFacts, question: Question, mask: Mask, where: Fragment, cut: Fragment): Fragment {
  const { columns, joins } = named(facts, mask);
  const indexes = indexesOf(mask);
  const list = (letter: string): Fragment => arrayOf(indexes.map((index) => sql.ref(`x.${letter}${index}`)));
  const values = question.measures.map((_, n) => sql`${sql.ref(`x.v${n}`)}::text`);
  return sql`(select coalesce(json_agg(json_build_object('k', ${list("c")}, 'l', ${list("l")},
      'n', x.n, 'p', x.p, 'v', ${arrayOf(values)})), '[]')
    from (select g.*${columns.length === 0 ? sql`` : sql`, ${sql.join(columns)}`}
      from ${sql.table(`measured_${mask}`)} as g ${joins} where ${where} ${orderOf(facts, question, mask)} ${cut}) as x)`;
}

/** Last year's table as it stands by itself: what it would hide is hidden beside this year too. */
function beforeJson(
  facts: GroupFacts,
  question: Question,
  masks: readonly Mask[],
  persons: number | undefined,
): Fragment {
  if (persons === undefined || !hasBefore(question) || isOpen(facts)) return sql`null::json`;
  const levels = masks.map((mask) => {
    const { columns, joins } = named(facts, mask);
    const keys = arrayOf(indexesOf(mask).map((index) => sql.ref(`x.c${index}`)));
    return sql`${sql.lit(String(mask))}, (select coalesce(json_agg(json_build_object('k', ${keys}, 'p', x.p)), '[]')
      from (select ${sql.join([sql.ref(`g.u${persons}`), ...columns].map((column, n) => (n === 0 ? sql`${column} as p` : column)))}
        from ${sql.table(`before_${mask}`)} as g ${joins}) as x)`;
  });
  return sql`json_build_object(${sql.join(levels)})`;
}

function arrayOf(parts: readonly Fragment[]): Fragment {
  return sql`json_build_array(${parts.length === 0 ? sql`` : sql.join(parts)})`;
}

function having(question: Question): Fragment {
  const conditions = question.having.flatMap(({ index, bounds }) =>
    fieldConditions(sql`${sql.ref(`g.v${index}`)}::numeric`, bounds),
  );
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

function countJson(question: Question, mask: Mask): Fragment {
  return sql`(select count(*) from ${sql.table(`measured_${mask}`)} as g where ${having(question)})`;
}

// ── What was named ─────────────────────────────────────────────────────────────────────────────────────────────

function namesOf(facts: GroupFacts, question: Question): { conditions: Fragment[]; names: NamedThing[] } {
  const places = facts.keys.flatMap(({ known }) => (known ? [known] : []));
  const indicators = [...new Set(question.measures.flatMap(({ indicator }) => indicator ?? []))];
  return {
    conditions: [
      ...places.map(({ holds: exists }) => exists),
      ...indicators.map((code) => sql`exists (select from indicator i where i.code = ${code})`),
    ],
    names: [
      ...places.map(({ code, list }): NamedThing =>
        list === undefined ? { kind: "organization", code } : { kind: "code", code, list },
      ),
      ...indicators.map((code): NamedThing => ({ kind: "indicator", code })),
    ],
  };
}

function smallGroup(today: string): Fragment {
  return sql`(select ceil(p.value)::int from parameter p where p.name = 'small_group_k' and p.region = ''
    and p.valid_from <= ${today}::date and (p.valid_to is null or p.valid_to > ${today}::date) limit 1)`;
}
