/**
 * Reads what the hub holds of many figures in one statement: the organizations the keys name, what was reported or put in
 * place (now or at a past moment), and the counts of every ledger involved. However many cells, one round trip.
 */
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Database } from "../../database/tables.js";
import type { DecimalText } from "../../domain/decimal.js";
import { addDays, type LocalDate } from "../../domain/local-date.js";
import type { Period } from "../../domain/period.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { codesOf } from "../indicator/indicator.language.js";
import { branchesOf, branchSql, type Branch, type Interval } from "../indicator/indicator.sql.js";
import type { Holdings, StoredFigure, StoredSource, StoredStatus } from "./figure.values.js";
import { rolledUpSql, rollUpsIn, sumsOf, type RolledRows } from "./roll-up.loader.js";

/** What a key for an organization turned out to be. */
export type FoundOrganization =
  | {
      readonly kind: "found";
      readonly id: string;
      readonly code: string | null;
      readonly name: string;
      readonly active: boolean;
    }
  | { readonly kind: "ambiguous"; readonly count: number }
  | { readonly kind: "unknown" };

/** One figure wanted: positions in the lists of organizations and columns. */
export interface WantedCell {
  readonly place: number;
  readonly column: number;
}

export interface WantedColumn {
  readonly indicator: IndicatorEntry;
  readonly period: Period;
}

export interface Wanted {
  /** Organization keys as people wrote them. */
  readonly places: readonly string[];
  readonly columns: readonly WantedColumn[];
  /** Absent: every organization in every column. */
  readonly cells?: readonly WantedCell[];
  /** Positions in `places` whose own reports are about to go: what their parts say is wanted beside them. */
  readonly cleared?: readonly number[];
  readonly today: LocalDate;
  /** A past moment: counts are left out then, since ledgers keep no history. */
  readonly asOf?: Date;
}

export interface Held {
  readonly places: readonly FoundOrganization[];
  holdings(place: number, period: Period): Holdings;
}

/** The days of a period, and the day to look at what is in force: its last, or today while it runs. */
export function intervalOf(period: Period, today: LocalDate): Interval {
  const last = addDays(period.to, -1);
  return { starts: period.from, ends: period.to, at: last < today ? last : today };
}

type PlaceRow = readonly [place: number, id: string, code: string | null, name: string, hits: number, active: boolean];
type StoredRow = readonly [
  place: number,
  column: number,
  id: string,
  value: string | null,
  version: number,
  status: StoredStatus,
  source: StoredSource,
  computed: string | null,
  reason: string | null,
  at: string,
  by: string,
];
type CountRow = readonly [organization: string, starts: string, ends: string, ...values: string[]];

export async function loadFigures(tx: Kysely<Database>, catalogue: Catalogue, wanted: Wanted): Promise<Held> {
  const places = [...new Set(wanted.places)];
  const columns = columnsOf(wanted.columns, catalogue);
  const branches = wanted.asOf === undefined ? branchesOf(countedIn(columns)) : [];
  const { rows } = await figuresSql(wanted, places, columns, branches).execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Error("one row always comes back");
  const found = new Map(row.places.map((place) => [place[0], foundOf(place)]));
  const stored = new Map(
    row.stored.map((figure) => [`${figure[0]} ${columns[figure[1]]?.key ?? ""}`, storedOf(figure)]),
  );
  const counts = countsOf(branches, row.counts ?? []);
  const sums = sumsOf(row.rolled, catalogue, wanted.today);
  const indexOf = new Map(places.map((key, index) => [key, index]));
  const placeOf = (index: number): number => indexOf.get(wanted.places[index] ?? "") ?? -1;
  const organizationOf = (index: number): FoundOrganization => found.get(placeOf(index)) ?? { kind: "unknown" };
  return {
    places: wanted.places.map((_, index) => organizationOf(index)),
    holdings: (place, period) => ({
      stored: (indicator) => stored.get(`${placeOf(place)} ${indicator} ${period.code}`),
      counted(indicator) {
        const organization = organizationOf(place);
        if (wanted.asOf !== undefined || organization.kind !== "found" || period.from > wanted.today) return undefined;
        // A ledger without a fitting row says 0, not nothing.
        return counts.get(`${organization.id} ${period.from} ${period.to} ${indicator}`) ?? "0";
      },
      rolledUp(indicator) {
        const organization = organizationOf(place);
        return organization.kind === "found" ? sums.get(indicator)?.without(organization, period) : undefined;
      },
    }),
  };
}

interface Column extends WantedColumn {
  /** `indicator period`, unique. */
  readonly key: string;
  /** Positions among the columns asked for that need this one. */
  readonly asked: readonly number[];
}

/** The columns asked for and, for formulas, the columns they are made of; each once. */
function columnsOf(asked: readonly WantedColumn[], catalogue: Catalogue): readonly Column[] {
  const columns = new Map<string, { indicator: IndicatorEntry; period: Period; key: string; asked: number[] }>();
  const add = (indicator: IndicatorEntry, period: Period, position: number): void => {
    const key = `${indicator.code} ${period.code}`;
    const column = columns.get(key) ?? { indicator, period, key, asked: [] };
    if (column.asked.at(-1) !== position) column.asked.push(position);
    columns.set(key, column);
    if (indicator.meaning.kind !== "formula") return;
    for (const code of codesOf(indicator.meaning.expression)) {
      const part = catalogue.get(code);
      if (part !== undefined) add(part, period, position);
    }
  };
  asked.forEach(({ indicator, period }, position) => add(indicator, period, position));
  return [...columns.values()];
}

function countedIn(columns: readonly Column[]): Branch["leaves"][number][] {
  const counted = new Map<string, Branch["leaves"][number]>();
  for (const { indicator } of columns) {
    if (indicator.meaning.kind === "counted") {
      counted.set(indicator.code, { code: indicator.code, definition: indicator.meaning.definition });
    }
  }
  return [...counted.values()];
}

interface FiguresRow {
  readonly places: readonly PlaceRow[];
  readonly stored: readonly StoredRow[];
  readonly counts: readonly (readonly CountRow[])[] | null;
  readonly rolled: RolledRows | null;
}

function figuresSql(
  wanted: Wanted,
  places: readonly string[],
  columns: readonly Column[],
  branches: readonly Branch[],
): RawBuilder<FiguresRow> {
  const pairs = pairsOf(wanted, places, columns);
  const rolls = rollUpsIn(columns, wanted.today);
  const indexOf = new Map(places.map((key, index) => [key, index]));
  const counting = branches.map(
    (branch, n) => sql`, ${branchSql(branch, n, spansSql(branch, columns, pairs, wanted.today))}`,
  );
  const counts = branches.map((branch, n) => {
    const values = branch.leaves.map((_, i) => sql.raw(`, v${i}::text`));
    return sql`(select coalesce(json_agg(json_build_array(org_id, starts, ends ${sql.join(values, sql``)})), '[]') from ${sql.raw(`count_${n}`)})`;
  });
  return sql<FiguresRow>`
    with asked as (select key, (place - 1)::int as place from unnest(${places}::text[]) with ordinality as a(key, place)),
    place as materialized (${placesSql}),
    col as materialized (
      select (n - 1)::int as col, indicator, period
      from unnest(${columns.map((c) => c.indicator.code)}::text[], ${columns.map((c) => c.period.code)}::text[]) with ordinality as c(indicator, period, n)),
    cell as materialized (${cellsSql(pairs)}),
    known as materialized (
      select w.place, w.col, f.* from cell w join place p on p.place = w.place join col c on c.col = w.col join ${storedSql(wanted.asOf)})
    ${rolls.length === 0 ? sql`` : sql`, ${rolledUpSql(rolls, wanted.cleared?.map((place) => indexOf.get(wanted.places[place] ?? "") ?? -1) ?? [], wanted.asOf)}`}
    ${sql.join(counting, sql``)}
    select
      (select coalesce(json_agg(json_build_array(place, id, code, name, hits, active)), '[]') from place where id is not null) as places,
      (select coalesce(json_agg(json_build_array(f.place, f.col, f.id, f.value::text, f.version, f.status, f.source,
          f.computed_value::text, f.reason, f.changed_at, f.changed_by)), '[]') from known f) as stored,
      ${rolls.length === 0 ? sql`null::json` : sql`(select rolled from rolled_up)`} as rolled,
      json_build_array(${sql.join(counts)}) as counts`;
}

/** By code, 学校标识码, 统一社会信用代码, then exact name; the first kind of key that fits decides. */
const placesSql = sql`
  select a.place, f.id, f.code, f.name, f.hits, f.status = 'active' as active from asked a left join lateral (
    select m.id, m.code, m.name, m.status, (count(*) over (partition by m.rank))::int as hits from (
      select o.id, o.code, o.name, o.status, 1 as rank from organization o where o.code = a.key
      union all select o.id, o.code, o.name, o.status, 2 from organization o where o.school_code = a.key
      union all select o.id, o.code, o.name, o.status, 3 from organization o where o.uscc = a.key
      union all select o.id, o.code, o.name, o.status, 4 from organization o where o.name = a.key) m
    order by m.rank limit 1) f on true`;

/** Which organization in which column, each pair once; absent when it is simply all of them. */
type Pairs = readonly (readonly [place: number, column: number])[] | undefined;

function pairsOf(wanted: Wanted, places: readonly string[], columns: readonly Column[]): Pairs {
  if (wanted.cells === undefined) return undefined;
  const indexOf = new Map(places.map((key, index) => [key, index]));
  const columnsAsked = new Map<number, number[]>();
  columns.forEach(({ asked }, column) => {
    for (const position of asked) columnsAsked.set(position, [...(columnsAsked.get(position) ?? []), column]);
  });
  const pairs = new Map<string, readonly [number, number]>();
  for (const cell of wanted.cells) {
    const place = indexOf.get(wanted.places[cell.place] ?? "") ?? -1;
    for (const column of columnsAsked.get(cell.column) ?? []) pairs.set(`${place} ${column}`, [place, column]);
  }
  return [...pairs.values()];
}

function cellsSql(pairs: Pairs): RawBuilder<unknown> {
  // Every organization in every column: the database multiplies, so the arrays stay short.
  if (pairs === undefined) return sql`select p.place, c.col from place p cross join col c`;
  return sql`select place, col from unnest(${pairs.map(([place]) => place)}::int[], ${pairs.map(([, column]) => column)}::int[]) as w(place, col)`;
}

/** The organizations and intervals a branch counts, told in arrays whose length the planner knows. */
function spansSql(branch: Branch, columns: readonly Column[], pairs: Pairs, today: LocalDate): RawBuilder<unknown> {
  const codes = new Set(branch.leaves.map((leaf) => leaf.code));
  const counted = columns.flatMap(({ indicator, period }, column) =>
    codes.has(indicator.code) ? [{ column, period }] : [],
  );
  const arrays = (intervals: readonly Interval[]): RawBuilder<unknown> =>
    sql`${intervals.map((i) => i.starts)}::date[], ${intervals.map((i) => i.ends)}::date[], ${intervals.map((i) => i.at)}::date[]`;
  if (pairs === undefined) {
    const intervals = new Map(counted.map(({ period }) => [`${period.from} ${period.to}`, intervalOf(period, today)]));
    return sql`select distinct p.id as org_id, i.starts, i.ends, i.at
      from place p cross join unnest(${arrays([...intervals.values()])}) as i(starts, ends, at) where p.id is not null`;
  }
  const periods = new Map(counted.map(({ column, period }) => [column, period]));
  const spans = new Map<string, { place: number; interval: Interval }>();
  for (const [place, column] of pairs) {
    const period = periods.get(column);
    if (period) spans.set(`${place} ${period.from} ${period.to}`, { place, interval: intervalOf(period, today) });
  }
  const each = [...spans.values()];
  return sql`select distinct p.id as org_id, w.starts, w.ends, w.at
    from unnest(${each.map(({ place }) => place)}::int[], ${arrays(each.map(({ interval }) => interval))}) as w(place, starts, ends, at)
    join place p on p.place = w.place where p.id is not null`;
}

/**
 * The figure as it stands, or its last revision up to a moment. People see milliseconds, so a moment includes its own.
 * Looked up cell by cell: `limit` keeps the planner from comparing every figure with every cell when, on an embedded
 * engine that never gathers statistics, it takes the table for empty.
 */
function storedSql(asOf: Date | undefined): RawBuilder<unknown> {
  const figure = sql`f.org_id = p.id and f.indicator = c.indicator and f.period = c.period and f.dims_key = ''`;
  if (asOf === undefined) {
    return sql`lateral (
      select f.id, f.value, f.version, f.status, f.source, f.computed_value, f.reason, f.updated_at as changed_at, f.updated_by as changed_by
      from figure f where ${figure} limit 1) f on true`;
  }
  return sql`lateral (
      select f.id, r.value, r.version, r.status, r.source, r.computed_value, r.reason, r.changed_at, r.changed_by
      from figure f join figure_revision r on r.org_id = f.org_id and r.figure_id = f.id
      where ${figure} and date_trunc('milliseconds', r.changed_at) <= ${asOf.toISOString()}::timestamptz
      order by r.version desc limit 1) f on true`;
}

function foundOf([, id, code, name, hits, active]: PlaceRow): FoundOrganization {
  return hits > 1 ? { kind: "ambiguous", count: hits } : { kind: "found", id, code, name, active };
}

function storedOf([, , id, value, version, status, source, computed, reason, at, by]: StoredRow): StoredFigure {
  return {
    id,
    value: value === null ? null : plain(value),
    version,
    status,
    source,
    computedValue: computed === null ? null : plain(computed),
    reason,
    changedAt: new Date(at),
    changedBy: by,
  };
}

function countsOf(
  branches: readonly Branch[],
  counts: readonly (readonly CountRow[])[],
): ReadonlyMap<string, DecimalText> {
  const values = new Map<string, DecimalText>();
  branches.forEach((branch, n) => {
    for (const [organization, starts, ends, ...row] of counts[n] ?? []) {
      branch.leaves.forEach((leaf, i) =>
        values.set(`${organization} ${starts} ${ends} ${leaf.code}`, plain(row[i] ?? "0")),
      );
    }
  });
  return values;
}

/** `numeric` keeps the zeros it was written with; a value is the same without them. */
const plain = (numeric: string): DecimalText => (numeric.includes(".") ? numeric.replace(/\.?0+$/u, "") : numeric);
