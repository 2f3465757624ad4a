/**
 * Makes the figure of an organization that reported none itself from what its parts, or its own shorter periods, reported.
 * Pure, in exact decimals. Whoever reports speaks for all that is below, and a longer period for those inside it, so
 * nothing is counted twice; what is missing from a sum is named, never passed over.
 */
import { addDecimals, type DecimalText } from "../../domain/decimal.js";
import { addDays, type LocalDate } from "../../domain/local-date.js";
import {
  childrenOf,
  comparePeriods,
  containsPeriod,
  dayPeriod,
  halfPeriod,
  monthPeriod,
  periodHolding,
  periodOf,
  previousPeriod,
  type Period,
} from "../../domain/period.js";
import type { IndicatorEntry } from "../indicator/indicator.catalogue.js";

/** Flows of shorter periods add up; of a stock, the last one counts. Organizations add up in both. */
export type Nature = "flow" | "stock";

export interface Part {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  /** One that ended is not asked for any more, but what it reported counts. */
  readonly active: boolean;
}

/** What was reported of one indicator at and below the organizations asked about. */
export interface Reports {
  /** By organization, then by period code. */
  readonly own: ReadonlyMap<string, ReadonlyMap<string, DecimalText>>;
  /** The parts of every organization that has a report below it. */
  readonly parts: ReadonlyMap<string, readonly Part[]>;
}

/** `periods` names what lacks; empty where the part has nothing of the whole period. */
export interface Missing {
  readonly part: Part;
  readonly periods: readonly string[];
}

export interface Coverage {
  /** Reports found, of reports looked for: one for each part and, where a sum was made over time, each period. */
  readonly have: number;
  readonly of: number;
  readonly missing: readonly Missing[];
}

export interface RolledUp extends Coverage {
  readonly value: DecimalText;
}

/**
 * How the figures of parts make the whole; undefined where they do not. A rate or an average of parts is none of the
 * whole, and what the ledgers count, they count for the parts too: an override stays where it was typed.
 */
export function natureOf(indicator: IndicatorEntry): Nature | undefined {
  const { kind, additive, meaning, flowStock, unitDim } = indicator;
  const typed = meaning.kind === "reported" || (meaning.kind === "notYet" && kind !== "formula");
  return typed && additive && unitDim !== "ratio" ? flowStock : undefined;
}

/** The periods a period is made of, each level of them without gap or overlap. */
export function stretchesOf(period: Period): readonly Period[] {
  const year = Number(period.from.slice(0, 4));
  const month = Number(period.from.slice(5, 7));
  if (period.kind === "year") return [halfPeriod(year, 1), halfPeriod(year, 2)];
  if (period.kind === "term") {
    return Array.from({ length: month === 9 ? 5 : 7 }, (_, i) => monthAfter(year, month, i));
  }
  if (period.kind === "month") {
    const days: Period[] = [];
    for (let day = period.from; day < period.to; day = addDays(day, 1)) days.push(dayPeriod(day));
    return days;
  }
  return childrenOf(period);
}

const monthAfter = (year: number, month: number, after: number): Period =>
  monthPeriod(year + Math.floor((month - 1 + after) / 12), ((month - 1 + after) % 12) + 1);

/** Every period inside one that may hold reports for it, itself first. Days only for what is reported by the day. */
export function periodsInside(period: Period, daily: boolean): readonly string[] {
  const name = `${period.code} ${daily}`;
  const known = insides.get(name);
  if (known !== undefined) return known;
  if (insides.size > MOST_INSIDES) insides.clear();
  const found = gatherInside(period, daily);
  insides.set(name, found);
  return found;
}

/** The same few periods are asked about again and again, and their days take longest. */
const insides = new Map<string, readonly string[]>();
const MOST_INSIDES = 200;

function gatherInside(period: Period, daily: boolean): readonly string[] {
  const inside = new Set<string>();
  const gather = (each: Period): void => {
    inside.add(each.code);
    if (each.kind === "day" || (each.kind === "month" && !daily)) return;
    stretchesOf(each).forEach(gather);
  };
  gather(period);
  return [...inside];
}

/** One indicator's sums: a walk down the tree and into the periods, each place and period once. */
export class Summing {
  private readonly periods = new Map<string, readonly Period[]>();
  private readonly known = new Map<string, RolledUp | undefined>();

  constructor(
    private readonly nature: Nature,
    private readonly reports: Reports,
    private readonly today: LocalDate,
  ) {}

  /** The figure of an organization in a period, or nothing where neither it nor any part of it reported. */
  of(place: Part, period: Period): RolledUp | undefined {
    const key = `${place.id} ${period.code}`;
    if (!this.known.has(key)) this.known.set(key, this.sum(place, period));
    return this.known.get(key);
  }

  private sum(place: Part, period: Period): RolledUp | undefined {
    const own = this.reports.own.get(place.id)?.get(period.code);
    return own === undefined ? this.without(place, period) : { value: own, have: 1, of: 1, missing: [] };
  }

  /** The same, were the organization to report nothing for this very period. */
  without(place: Part, period: Period): RolledUp | undefined {
    const overParts = this.overParts(place, period);
    if (this.inside(place, period).length === 0) return overParts;
    const overTime = this.nature === "flow" ? this.added(place, period) : this.last(place, period);
    return fuller(overTime, overParts);
  }

  private overParts(place: Part, period: Period): RolledUp | undefined {
    const parts = this.reports.parts.get(place.id) ?? [];
    const sums = parts.map((part) => this.of(part, period));
    if (sums.every((sum) => sum === undefined)) return undefined;
    return together(parts.flatMap((part, i) => sums[i] ?? (part.active ? [{ value: "0", ...lacking(part, []) }] : [])));
  }

  /** A stretch still running or to come is not missing yet. */
  private added(place: Part, period: Period): RolledUp | undefined {
    const sums = stretchesOf(period).flatMap((stretch) => {
      const sum = stretch.from > this.today ? undefined : this.of(place, stretch);
      if (sum !== undefined) return [{ ...sum, missing: sum.missing.map((missing) => inPeriod(missing, stretch)) }];
      return stretch.to > this.today ? [] : [{ value: "0", ...lacking(place, [stretch.code]) }];
    });
    return sums.some(({ have }) => have > 0) ? together(sums) : undefined;
  }

  /** What the organization last reported; if a period of that kind has ended since without a report, that is said. */
  private last(place: Part, period: Period): RolledUp | undefined {
    const own = this.inside(place, period);
    const latest = own.reduce((best, each) => (each.to >= best.to ? each : best), own[0] ?? period);
    const value = this.reports.own.get(place.id)?.get(latest.code);
    if (value === undefined) return undefined;
    const sum: RolledUp = { value, have: 1, of: 1, missing: [] };
    const due = dueAfter(latest, period, this.today);
    return due === undefined ? sum : together([sum, { value: "0", ...lacking(place, [due]) }]);
  }

  /** The shorter periods the organization itself reported, longest first. */
  private inside(place: Part, period: Period): readonly Period[] {
    let periods = this.periods.get(place.id);
    if (periods === undefined) {
      const codes = [...(this.reports.own.get(place.id)?.keys() ?? [])];
      periods = codes.flatMap((code) => periodOf(code) ?? []).toSorted(comparePeriods);
      this.periods.set(place.id, periods);
    }
    return periods.filter((each) => containsPeriod(period, each) && each.code !== period.code);
  }
}

/** The period of the kind last reported that ended after it; of a day, the whole period, since days are looked at singly. */
function dueAfter(latest: Period, whole: Period, today: LocalDate): string | undefined {
  const { kind } = latest;
  if (kind === "plan" || kind === "span") return undefined;
  if (kind === "day") return whole.to <= today && latest.to < whole.to ? whole.code : undefined;
  const lastDay = addDays(whole.to, -1);
  const running = periodHolding(kind, lastDay < today ? lastDay : today);
  const due = running.to > today ? previousPeriod(running) : running;
  return due.to > latest.to ? due.code : undefined;
}

const lacking = (part: Part, periods: readonly string[]): Coverage => ({
  have: 0,
  of: 1,
  missing: [{ part, periods }],
});

const inPeriod = ({ part, periods }: Missing, stretch: Period): Missing => ({
  part,
  periods: periods.length === 0 ? [stretch.code] : periods,
});

const together = (sums: readonly RolledUp[]): RolledUp => ({
  value: addDecimals(...sums.map(({ value }) => value)),
  ...coverageOf(sums),
});

/** What several sums rest on; of a formula, what its operands rest on. */
export function coverageOf(sums: readonly Coverage[]): Coverage {
  const missing = new Map<string, Missing>();
  for (const each of sums.flatMap((sum) => sum.missing)) {
    const known = missing.get(each.part.id);
    const periods = known === undefined ? each.periods : [...new Set([...known.periods, ...each.periods])];
    missing.set(each.part.id, { part: each.part, periods });
  }
  return {
    have: sums.reduce((total, { have }) => total + have, 0),
    of: sums.reduce((total, sum) => total + sum.of, 0),
    missing: [...missing.values()],
  };
}

/** The one with less missing; of equals, what the organization itself said. */
function fuller(own: RolledUp | undefined, parts: RolledUp | undefined): RolledUp | undefined {
  if (own === undefined || parts === undefined) return own ?? parts;
  return own.have * parts.of >= parts.have * own.of ? own : parts;
}
