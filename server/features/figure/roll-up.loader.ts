/**
 * Gathers, in the statement that reads figures, what parts and shorter periods reported where an organization itself
 * reported none. Only what is lacking is looked for; organizations without a report below them never leave the database.
 */
import { sql, type RawBuilder } from "kysely";
import { Refusal } from "../../errors.js";
import type { DecimalText } from "../../domain/decimal.js";
import type { LocalDate } from "../../domain/local-date.js";
import type { Period } from "../../domain/period.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { natureOf, periodsInside, Summing, type Part } from "./roll-up.rules.js";

/** A column whose figures may be made from parts, with every period that may hold them. */
export interface RollUp {
  readonly column: number;
  readonly indicator: string;
  readonly dimsKey: string;
  readonly periods: readonly string[];
}

interface Column {
  readonly indicator: IndicatorEntry;
  readonly period: Period;
  readonly dimsKey: string;
}

/** Which columns can be rolled up; one that has not begun cannot. */
export function rollUpsIn(columns: readonly Column[], today: LocalDate): readonly RollUp[] {
  return columns.flatMap(({ indicator, period, dimsKey }, column) => {
    if (natureOf(indicator) === undefined || period.from > today) return [];
    const daily = indicator.periodKinds.includes("day") && period.kind !== "plan" && period.kind !== "span";
    return [{ column, indicator: indicator.code, dimsKey, periods: periodsInside(period, daily) }];
  });
}

export interface RolledRows {
  readonly reports: readonly (readonly [
    org: string,
    indicator: string,
    period: string,
    dimsKey: string,
    value: string,
  ])[];
  readonly parts: readonly (readonly [whole: string, id: string, code: string | null, name: string, active: boolean])[];
}

/** A sum over more reports than this is asked for by smaller wholes: what is read must fit in memory. */
const MOST_REPORTS = 500_000;

/** Common table expressions over `place`, `col`, `cell` and `known`; they leave one row, `rolled_up(rolled)`. */
export function rolledUpSql(
  rolls: readonly RollUp[],
  cleared: readonly number[],
  asOf: Date | undefined,
): RawBuilder<unknown> {
  const inside = new Map(
    rolls.flatMap(({ indicator, dimsKey, periods }) =>
      periods.map((period) => [`${indicator} ${period} ${dimsKey}`, { indicator, dimsKey, period }] as const),
    ),
  );
  const wanted = [...inside.values()];
  const value =
    asOf === undefined
      ? sql`f.value`
      : sql`(select r.value from figure_revision r where r.org_id = f.org_id and r.figure_id = f.id
          and date_trunc('milliseconds', r.changed_at) <= ${asOf.toISOString()}::timestamptz order by r.version desc limit 1)`;
  return sql`
    below as materialized (
      select distinct t.org_id from organization_tree t where t.ancestor_id in (
        -- An array is worked out once; joined, the cells would be gone through for every place.
        select p.id from place p where p.place = any(array(
          select distinct w.place from cell w
          where w.col = any(${rolls.map(({ column }) => column)}::int[])
            and (w.place = any(${[...new Set(cleared)]}::int[])
              or not exists (select from known k where k.place = w.place and k.col = w.col and k.value is not null)))))),
    report as materialized (
      select f.org_id, f.indicator, f.period, f.dims_key, ${value} as value
      from unnest(${wanted.map(({ indicator }) => indicator)}::text[], ${wanted.map(({ period }) => period)}::text[],
        ${wanted.map(({ dimsKey }) => dimsKey)}::text[]) as i(indicator, period, dims_key)
      join figure f on f.indicator = i.indicator and f.period = i.period and f.dims_key = i.dims_key
      where f.org_id in (select org_id from below) limit ${MOST_REPORTS + 1}),
    spine as materialized (
      select distinct t.ancestor_id from organization_tree t
      where t.org_id in (select org_id from report where value is not null) and t.ancestor_id in (select org_id from below)),
    rolled_up as (
      select json_build_object(
        'reports', (select coalesce(json_agg(json_build_array(org_id, indicator, period, dims_key, trim_scale(value)::text)), '[]') from report where value is not null),
        'parts', (select coalesce(json_agg(json_build_array(o.parent_id, o.id, o.code, o.name, o.status = 'active') order by o.code, o.id), '[]')
          from organization o where o.parent_id in (select ancestor_id from spine))) as rolled)`;
}

/** What makes the sums of every indicator with a report, by its code and breakdown. */
export function sumsOf(
  rolled: RolledRows | null,
  catalogue: Catalogue,
  today: LocalDate,
): ReadonlyMap<string, Summing> {
  if (rolled === null) return new Map();
  if (rolled.reports.length > MOST_REPORTS)
    throw new Refusal("TOO_MANY_CELLS", { max: MOST_REPORTS, asked: rolled.reports.length });
  const parts = new Map<string, Part[]>();
  for (const [whole, id, code, name, active] of rolled.parts) {
    const known = parts.get(whole);
    if (known === undefined) parts.set(whole, [{ id, code, name, active }]);
    else known.push({ id, code, name, active });
  }
  const own = new Map<string, Map<string, Map<string, DecimalText>>>();
  const sums = new Map<string, Summing>();
  for (const [org, indicator, period, dimsKey, value] of rolled.reports) {
    const name = sumName(indicator, dimsKey);
    let byOrg = own.get(name);
    if (byOrg === undefined) {
      own.set(name, (byOrg = new Map()));
      const entry = catalogue.get(indicator);
      const nature = entry && natureOf(entry);
      if (nature !== undefined) sums.set(name, new Summing(nature, { own: byOrg, parts }, today));
    }
    const periods = byOrg.get(org);
    if (periods === undefined) byOrg.set(org, new Map([[period, value]]));
    else periods.set(period, value);
  }
  return sums;
}

export const sumName = (indicator: string, dimsKey: string): string =>
  dimsKey === "" ? indicator : `${indicator} ${dimsKey}`;
