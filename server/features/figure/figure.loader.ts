/**
 * Reads what the hub holds of many figures in one statement: the organizations the keys name, what was reported or put in
 * place (now or at a past moment), the counts of every ledger involved, and what parts reported where the whole did not.
 * However many cells, one round trip.
 */
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Database } from "../../database/tables.js";
import { addDays, type LocalDate } from "../../domain/local-date.js";
import type { Period } from "../../domain/period.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { dimensionsOf, type Dimension } from "../indicator/indicator.dimensions.js";
import { operandsOf } from "./figure.operands.js";
import { branchesOf, branchSql, type Branch, type Interval } from "../indicator/indicator.sql.js";
import { isTallied, tallyBranchSql, withTallies } from "../indicator/indicator.tallies.js";
import type { Definitions } from "./figure.definitions.js";
import { dimsKeyOf, type Mark } from "./figure.dims.js";
import { heldOf, leafCode, marksFor, type FiguresRow, type Held } from "./figure.held.js";
import { rolledUpSql, rollUpsIn } from "./roll-up.loader.js";

/** One figure wanted: positions in the lists of organizations and columns. */
export interface WantedCell {
  readonly place: number;
  readonly column: number;
}

export interface WantedColumn {
  readonly indicator: IndicatorEntry;
  readonly period: Period;
  /** The breakdown the figure is of; absent for the whole. */
  readonly marks?: readonly Mark[];
  /** Every figure of this breakdown instead. */
  readonly by?: readonly Dimension[];
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
  /** A past moment: revisions, and the ledgers as they stood. `today` is its day then. */
  readonly asOf?: Date;
  /** Values and their state alone, for a sheet: not who typed them, when and why. */
  readonly brief?: boolean;
}

/** The days of a period, and the day to look at what is in force: its last, or today while it runs. */
export function intervalOf(period: Period, today: LocalDate): Interval {
  const last = addDays(period.to, -1);
  return { starts: period.from, ends: period.to, at: last < today ? last : today };
}

export async function loadFigures(tx: Kysely<Database>, definitions: Definitions, wanted: Wanted): Promise<Held> {
  const places = [...new Set(wanted.places)];
  const columns = columnsOf(wanted.columns, definitions, wanted.today);
  const counted = countedIn(tx, wanted, columns);
  const { rows } = await figuresSql(wanted, places, columns, counted).execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Error("one row always comes back");
  return heldOf(row, { places, wanted, columns, counted, definitions });
}

/** A column of the statement: asked for, or needed by a formula that was. */
export interface Column extends WantedColumn {
  readonly marks: readonly Mark[];
  readonly dimsKey: string;
  /** Positions among the columns asked for that need this one. */
  readonly asked: readonly number[];
}

/** The columns asked for and, for formulas, the columns they are made of; each once. */
function columnsOf(asked: readonly WantedColumn[], definitions: Definitions, today: LocalDate): readonly Column[] {
  const columns = new Map<string, Omit<Column, "asked"> & { readonly asked: number[] }>();
  const add = (wanted: WantedColumn, catalogue: Catalogue, position: number): void => {
    const { indicator, period } = wanted;
    const marks = marksFor(indicator, wanted.marks ?? []);
    const by = marksFor(indicator, wanted.by ?? []);
    const dimsKey = dimsKeyOf(marks);
    const key = `${leafCode(indicator)} ${period.code} ${dimsKey} ${by.join(" ")}`;
    const column: Omit<Column, "asked"> & { readonly asked: number[] } = columns.get(key) ?? {
      indicator,
      period,
      marks,
      dimsKey,
      asked: [] as number[],
      ...(by.length === 0 ? {} : { by }),
    };
    if (column.asked.at(-1) !== position) column.asked.push(position);
    columns.set(key, column);
    for (const { code, all } of operandsOf(indicator)) {
      const part = catalogue.get(code);
      if (part !== undefined)
        add(all ? { indicator: part, period } : { indicator: part, period, marks, by }, catalogue, position);
    }
  };
  asked.forEach((column, position) => add(column, definitions.at(column.period, today), position));
  return [...columns.values()];
}

/** A branch with the breakdown it is counted by and the columns it counts. */
export interface CountedBranch {
  readonly branch: Branch;
  readonly by: readonly Dimension[];
  readonly columns: readonly number[];
}

/** Ledgers as they stood and breakdowns are read row by row; for the rest, what is kept as tallies is a short sum. */
function countedIn(tx: Kysely<Database>, wanted: Wanted, columns: readonly Column[]): readonly CountedBranch[] {
  const groups = new Map<
    string,
    { by: readonly Dimension[]; leaves: Map<string, Branch["leaves"][number]>; columns: number[] }
  >();
  columns.forEach(({ indicator, marks, by: asked }, index) => {
    if (indicator.meaning.kind !== "counted") return;
    const { definition } = indicator.meaning;
    const by = asked ?? marks.map(({ dimension }) => dimension as Dimension);
    const carried = dimensionsOf(definition);
    if (!by.every((dimension) => carried.includes(dimension))) return;
    const name = by.join(" ");
    const group = groups.get(name) ?? {
      by,
      leaves: new Map<string, Branch["leaves"][number]>(),
      columns: [] as number[],
    };
    group.leaves.set(leafCode(indicator), { code: leafCode(indicator), definition });
    group.columns.push(index);
    groups.set(name, group);
  });
  return [...groups.values()].flatMap(({ by, leaves, columns: counted }) => {
    const branches = branchesOf([...leaves.values()]);
    const split = wanted.asOf === undefined && by.length === 0 ? withTallies(tx, branches) : branches;
    return split.map((branch) => {
      const codes = new Set(branch.leaves.map(({ code }) => code));
      return { branch, by, columns: counted.filter((index) => codes.has(leafCode(columns[index]?.indicator))) };
    });
  });
}

function figuresSql(
  wanted: Wanted,
  places: readonly string[],
  columns: readonly Column[],
  counted: readonly CountedBranch[],
): RawBuilder<FiguresRow> {
  const pairs = pairsOf(wanted, places, columns);
  const rolls = rollUpsIn(columns, wanted.today);
  const indexOf = new Map(places.map((key, index) => [key, index]));
  const cleared = wanted.cleared?.map((place) => indexOf.get(wanted.places[place] ?? "") ?? -1) ?? [];
  const broken = columns.some(({ by }) => by !== undefined);
  const counting = counted.map(({ branch, by, columns: of }, n) => {
    const spans = spansSql(of, columns, pairs, wanted.today);
    const count = isTallied(branch)
      ? tallyBranchSql(branch, n, spans)
      : branchSql(branch, n, spans, { asOf: wanted.asOf, by });
    return sql`, ${count}`;
  });
  const counts = counted.map(({ branch, by }, n) => {
    const keys = by.map((_, i) => sql.raw(`, k${i}`));
    const values = branch.leaves.map((_, i) => sql.raw(`, v${i}::text`));
    return sql`(select coalesce(json_agg(json_build_array(org_id, starts, ends ${sql.join([...keys, ...values], sql``)})), '[]') from ${sql.raw(`count_${n}`)})`;
  });
  return sql<FiguresRow>`
    with asked as (select key, (place - 1)::int as place from unnest(${places}::text[]) with ordinality as a(key, place)),
    place as materialized (${placesSql}),
    col as materialized (
      select (n - 1)::int as col, indicator, period, dims_key, broken_by
      from unnest(${columns.map((c) => c.indicator.code)}::text[], ${columns.map((c) => c.period.code)}::text[],
        ${columns.map((c) => (c.by === undefined ? c.dimsKey : null))}::text[], ${columns.map((c) => c.by?.toSorted().join(",") ?? null)}::text[])
        with ordinality as c(indicator, period, dims_key, broken_by, n)),
    cell as materialized (${cellsSql(pairs)}),
    known as materialized (
      select w.place, w.col, f.* from cell w join place p on p.place = w.place join col c on c.col = w.col
      join ${storedSql(sql`f.dims_key = c.dims_key`, sql`limit 1`, wanted.asOf)})
    ${
      broken
        ? sql`, broken as materialized (
      select w.place, w.col, f.* from cell w join place p on p.place = w.place join col c on c.col = w.col and c.broken_by is not null
      join ${storedSql(sql`f.dims_key <> '' and (select string_agg(d, ',' order by d collate "C") from jsonb_object_keys(f.dims) d) = c.broken_by`, sql``, wanted.asOf)})`
        : sql``
    }
    ${rolls.length === 0 ? sql`` : sql`, ${rolledUpSql(rolls, cleared, wanted.asOf)}`}
    ${sql.join(counting, sql``)}
    select
      (select coalesce(json_agg(json_build_array(place, id, code, name, hits, active, told)), '[]') from place where id is not null) as places,
      (select coalesce(json_agg(${wanted.brief === true ? briefRow : storedRow}), '[]') from known f) as stored,
      ${broken ? sql`(select coalesce(json_agg(${storedRow}), '[]') from broken f)` : sql`null::json`} as broken,
      ${rolls.length === 0 ? sql`null::json` : sql`(select rolled from rolled_up)`} as rolled,
      json_build_array(${sql.join(counts)}) as counts`;
}

/** In the places of the whole row, up to the definition. */
const briefRow = sql`json_build_array(f.place, f.col, '', trim_scale(f.value)::text, f.version, f.status, f.source,
  trim_scale(f.computed_value)::text, null, 0, '', f.definition_version)`;

const storedRow = sql`json_build_array(f.place, f.col, f.id, trim_scale(f.value)::text, f.version, f.status, f.source,
  trim_scale(f.computed_value)::text, f.reason, f.changed_at, f.changed_by, f.definition_version, nullif(f.dims, '{}'))`;

/**
 * By code, 学校标识码, 统一社会信用代码, then exact name; the first kind of key that fits decides. Whether its figures may be
 * told, or of them the approved ones alone, is asked of each.
 */
const placesSql = sql`
  select a.place, f.id, f.code, f.name, f.hits, f.status = 'active' as active,
      case when (select hub_counts_all('figures')) or f.id in (select hub_countable('figures')) then 'open'
        when (select hub_may_all('figures', 'approved')) or f.id in (select hub_may('figures', 'approved')) then 'published'
        else 'closed' end as told from asked a left join lateral (
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
function spansSql(
  counted: readonly number[],
  columns: readonly Column[],
  pairs: Pairs,
  today: LocalDate,
): RawBuilder<unknown> {
  const arrays = (intervals: readonly Interval[]): RawBuilder<unknown> =>
    sql`${intervals.map((i) => i.starts)}::date[], ${intervals.map((i) => i.ends)}::date[], ${intervals.map((i) => i.at)}::date[]`;
  const periods = new Map<number, Period>();
  for (const column of counted) {
    const period = columns[column]?.period;
    // What has not begun is not counted.
    if (period !== undefined && period.from <= today) periods.set(column, period);
  }
  if (pairs === undefined) {
    const intervals = new Map(
      [...periods.values()].map((each) => [`${each.from} ${each.to}`, intervalOf(each, today)]),
    );
    return sql`select distinct p.id as org_id, i.starts, i.ends, i.at
      from place p cross join unnest(${arrays([...intervals.values()])}) as i(starts, ends, at) where p.id is not null`;
  }
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
function storedSql(dims: RawBuilder<unknown>, limit: RawBuilder<unknown>, asOf: Date | undefined): RawBuilder<unknown> {
  const figure = sql`f.org_id = p.id and f.indicator = c.indicator and f.period = c.period and ${dims}`;
  if (asOf === undefined) {
    return sql`lateral (
      select f.id, f.value, f.version, f.status, f.source, f.computed_value, f.reason, f.updated_at as changed_at, f.updated_by as changed_by,
        f.definition_version, f.dims
      from figure f where ${figure} ${limit}) f on true`;
  }
  return sql`lateral (
      select distinct on (f.id) f.id, r.value, r.version, r.status, r.source, r.computed_value, r.reason, r.changed_at, r.changed_by,
        r.definition_version, f.dims
      from figure f join figure_revision r on r.org_id = f.org_id and r.figure_id = f.id
      where ${figure} and date_trunc('milliseconds', r.changed_at) <= ${asOf.toISOString()}::timestamptz
      order by f.id, r.version desc ${limit}) f on true`;
}
