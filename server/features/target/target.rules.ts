/**
 * Compares what is with what was set. Pure, in exact decimals: a target without a value is pending, and nothing is invented
 * for it; the strictest of several targets drives the answer.
 */
import { compareDecimals, multiplyDecimals, subtractDecimals, type DecimalText } from "../../domain/decimal.js";
import type { LocalDate } from "../../domain/local-date.js";
import { elapsedShare, monthPeriod, type Period } from "../../domain/period.js";
import type { IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { divideDecimals } from "../figure/figure.values.js";

export type Comparator = ">=" | "<=" | "=" | ">" | "<" | "between" | "~" | "trend";

export interface TargetValue {
  readonly comparator: Comparator;
  readonly value: DecimalText | null;
  readonly valueMax: DecimalText | null;
}

export type ProgressState = "ACHIEVED" | "BEHIND" | "PENDING" | "NO_TARGET";

export interface Verdict {
  readonly state: ProgressState;
  /** Actual over target, 12 decimals; none where there is nothing to divide by. */
  readonly rate: DecimalText | null;
}

export function judge(actual: DecimalText | null, target: TargetValue | undefined): Verdict {
  if (target === undefined) return { state: "NO_TARGET", rate: null };
  const { value, comparator } = target;
  const rate = actual === null || value === null ? null : (divideDecimals(actual, value) ?? null);
  // "Step by step higher" names a direction, not a number that could be reached.
  if (actual === null || value === null || comparator === "trend") return { state: "PENDING", rate };
  return { state: holds(actual, target, value) ? "ACHIEVED" : "BEHIND", rate };
}

function holds(actual: DecimalText, { comparator, valueMax }: TargetValue, value: DecimalText): boolean {
  const order = compareDecimals(actual, value);
  switch (comparator) {
    case ">=":
      return order >= 0;
    // "Some fifty thousand" is said of a number a little above it.
    case "~":
      return order >= 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case "<":
      return order < 0;
    case "=":
      return order === 0;
    case "between":
      return order >= 0 && (valueMax === null || compareDecimals(actual, valueMax) <= 0);
    case "trend":
      return false;
  }
}

/** The target that decides: one with a value before one without, and of floors the highest, of ceilings the lowest. */
export function strictest<Target extends TargetValue>(targets: readonly Target[]): Target | undefined {
  return targets.reduce<Target | undefined>((best, target) => {
    if (best === undefined || (best.value === null && target.value !== null)) return target;
    if (best.value === null || target.value === null) return best;
    const order = compareDecimals(target.value, best.value);
    return (isCeiling(target) ? order < 0 : order > 0) ? target : best;
  }, undefined);
}

const isCeiling = ({ comparator }: TargetValue): boolean => comparator === "<=" || comparator === "<";

export interface Pace {
  /** How much of the period has passed, of what grows with it; null for what does not. */
  readonly elapsed: DecimalText | null;
  /** What the target asks for by now: its share of what grows with time, all of it otherwise. */
  readonly expected: DecimalText | null;
  /** Whether that is reached; null where there is no number to reach. */
  readonly onTrack: boolean | null;
  /** What is still to come until the period ends. */
  readonly remaining: DecimalText | null;
  /** That, for each month that has not ended. */
  readonly neededPerMonth: DecimalText | null;
}

const NO_PACE: Pace = { elapsed: null, expected: null, onTrack: null, remaining: null, neededPerMonth: null };
const GROWING: ReadonlySet<string> = new Set(["count", "person", "participation", "money", "hour"]);

/** Sums over time grow towards their target; stocks and ratios stand beside all of it from the first day. */
export const growsOverTime = ({ flowStock, unitDim }: Pick<IndicatorEntry, "flowStock" | "unitDim">): boolean =>
  flowStock === "flow" && GROWING.has(unitDim);

export function paceOf(
  actual: DecimalText | null,
  target: TargetValue | undefined,
  grows: boolean,
  period: Period,
  today: LocalDate,
): Pace {
  const { elapsed, days } = elapsedShare(period, today);
  const share = grows ? (divideDecimals(String(elapsed), String(days)) ?? null) : null;
  const { state } = judge(actual, target);
  if (target === undefined || state === "NO_TARGET" || target.value === null || target.comparator === "trend") {
    return { ...NO_PACE, elapsed: share };
  }
  const { value } = target;
  if (isCeiling(target) || !grows) {
    return { ...NO_PACE, elapsed: share, expected: value, onTrack: actual === null ? null : state === "ACHIEVED" };
  }
  const expected = divideDecimals(multiplyDecimals(value, String(elapsed)), String(days)) ?? null;
  if (actual === null) return { ...NO_PACE, elapsed: share, expected };
  // By multiplying, so that a third of a target is a third.
  const inTime = compareDecimals(multiplyDecimals(actual, String(days)), multiplyDecimals(value, String(elapsed))) >= 0;
  const remaining = compareDecimals(actual, value) >= 0 ? "0" : subtractDecimals(value, actual);
  const months = monthsLeft(period, today);
  return {
    elapsed: share,
    expected,
    onTrack: state === "ACHIEVED" || (inTime && elapsed < days),
    remaining,
    neededPerMonth: months === 0 ? null : (divideDecimals(remaining, String(months)) ?? null),
  };
}

/** Months of the period that have not ended, the running one included; none for periods shorter than two. */
function monthsLeft(period: Period, today: LocalDate): number {
  if (period.kind === "month" || period.kind === "day" || period.to <= today) return 0;
  let left = 0;
  const year = Number(period.from.slice(0, 4));
  const month = Number(period.from.slice(5, 7)) - 1;
  for (let i = 0; ; i += 1) {
    const each = monthPeriod(year + Math.floor((month + i) / 12), ((month + i) % 12) + 1);
    if (each.from >= period.to) return left;
    if (each.to > today) left += 1;
  }
}

/** What the parts of a target add up to, of floors only: parts of a ceiling or a direction do not have to cover it. */
export interface PartsOfTarget {
  readonly count: number;
  /** Null when one of them has no number. */
  readonly sum: DecimalText | null;
}

/** Whether parts fall short of the whole: then reaching all of them does not reach it. */
export function partsFallShort(target: TargetValue, parts: PartsOfTarget, adds: boolean): boolean {
  if (!adds || parts.count === 0 || parts.sum === null || target.value === null) return false;
  if (isCeiling(target) || target.comparator === "trend") return false;
  return compareDecimals(parts.sum, target.value) < 0;
}
