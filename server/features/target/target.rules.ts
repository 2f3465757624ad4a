/**
 * Compares what is with what was set. Pure, in exact decimals: a target without a value is pending, and nothing is invented
 * for it; the strictest of several targets drives the answer.
 */
import { compareDecimals, type DecimalText } from "../../domain/decimal.js";
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
