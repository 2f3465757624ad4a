/**
 * Works out what a figure is from what the hub holds: the value reported, counted or put in its place, or the formula over
 * others. Pure, in exact decimals; a missing part or a zero denominator leaves no value, and says which.
 */
import { Decimal } from "decimal.js";
import { addDecimals, multiplyDecimals, subtractDecimals, type DecimalText } from "../../domain/decimal.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import type { Expression, Operator } from "../indicator/indicator.language.js";
import type { Fault } from "./figure.findings.js";

export type StoredStatus = "draft" | "submitted" | "approved" | "locked";
export type StoredSource = "reported" | "import" | "excel" | "baseline";

/** A row of the figure table, or the revision that stood at the time asked for. */
export interface StoredFigure {
  readonly id: string;
  readonly value: DecimalText | null;
  readonly version: number;
  readonly status: StoredStatus;
  readonly source: StoredSource;
  readonly computedValue: DecimalText | null;
  readonly reason: string | null;
  readonly changedAt: Date;
  readonly changedBy: string;
}

/** What the hub holds of one organization in one period. `counted` is absent for a time in the past. */
export interface Holdings {
  stored(indicator: string): StoredFigure | undefined;
  counted(indicator: string): DecimalText | undefined;
}

export interface Worth {
  readonly value: DecimalText | null;
  /** What the ledgers say, whatever was put in its place. */
  readonly computed: DecimalText | null;
  readonly numerator: DecimalText | null;
  readonly denominator: DecimalText | null;
  readonly fault?: Fault;
}

const NOTHING: Worth = { value: null, computed: null, numerator: null, denominator: null };

/** `asOf` is the past moment asked for, as people read it; absent for now. */
export function worthOf(entry: IndicatorEntry, holdings: Holdings, catalogue: Catalogue, asOf?: string): Worth {
  const { meaning } = entry;
  const stored = holdings.stored(entry.code);
  if (meaning.kind === "formula") return formulaWorth(entry, meaning.expression, holdings, catalogue, asOf);
  if (meaning.kind === "reported") return { ...NOTHING, value: stored?.value ?? null };
  if (meaning.kind === "notYet") {
    const value = entry.kind === "formula" ? null : (stored?.value ?? null);
    return value === null
      ? { ...NOTHING, fault: { code: "NOT_COUNTED_YET", args: nameArgs(entry) } }
      : { ...NOTHING, value };
  }
  if (asOf !== undefined) {
    if (stored?.value != null) return { ...NOTHING, value: stored.value, computed: stored.computedValue };
    return { ...NOTHING, fault: { code: "AS_OF_NEEDS_REVISIONS", args: { ...nameArgs(entry), asOf } } };
  }
  const computed = holdings.counted(entry.code) ?? null;
  return { ...NOTHING, value: stored?.value ?? computed, computed };
}

export const nameArgs = (
  entry: IndicatorEntry,
): { indicator: string; indicatorName: string; indicatorNameEn: string } => ({
  indicator: entry.code,
  indicatorName: entry.nameZh,
  indicatorNameEn: entry.nameEn,
});

type Part = { readonly value: DecimalText } | { readonly fault: Fault };

function formulaWorth(
  entry: IndicatorEntry,
  expression: Expression,
  holdings: Holdings,
  catalogue: Catalogue,
  asOf?: string,
): Worth {
  const partOf = (part: Expression): Part => {
    if (part.kind === "number") return { value: part.value };
    if (part.kind === "indicator") return operandOf(entry, part.code, holdings, catalogue, asOf);
    const left = partOf(part.left);
    if ("fault" in left) return left;
    const right = partOf(part.right);
    if ("fault" in right) return right;
    const value = operate(part.operator, left.value, right.value);
    const denominator = part.right.kind === "indicator" ? part.right.code : right.value;
    return value === undefined
      ? { fault: { code: "DENOMINATOR_ZERO", args: { ...nameArgs(entry), denominator } } }
      : { value };
  };
  const whole = partOf(expression);
  const isRatio = expression.kind === "operation" && expression.operator === "/";
  const valueOf = (part: Part): DecimalText | null => ("value" in part ? part.value : null);
  const value = valueOf(whole);
  return {
    value,
    computed: value,
    numerator: isRatio ? valueOf(partOf(expression.left)) : null,
    denominator: isRatio ? valueOf(partOf(expression.right)) : null,
    ...("fault" in whole ? { fault: whole.fault } : {}),
  };
}

/** A part that has no value of its own passes on why; one that simply was not reported is missing. */
function operandOf(whole: IndicatorEntry, code: string, holdings: Holdings, catalogue: Catalogue, asOf?: string): Part {
  const entry = catalogue.get(code);
  const worth = entry === undefined ? NOTHING : worthOf(entry, holdings, catalogue, asOf);
  if (worth.value !== null) return { value: worth.value };
  return {
    fault: worth.fault ?? { code: "OPERAND_MISSING", args: { ...nameArgs(whole), missing: entry?.nameZh ?? code } },
  };
}

/** Enough for any ratio people read, and the same on every engine. */
const QUOTIENT_DECIMALS = 12;
const Exact = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP });

/** Exact, rounded half up to 12 decimals; nothing when the divisor is 0. */
export function divideDecimals(a: DecimalText, b: DecimalText): DecimalText | undefined {
  const divisor = new Exact(b);
  return divisor.isZero() ? undefined : new Exact(a).dividedBy(divisor).toDecimalPlaces(QUOTIENT_DECIMALS).toFixed();
}

function operate(operator: Operator, a: DecimalText, b: DecimalText): DecimalText | undefined {
  switch (operator) {
    case "+":
      return addDecimals(a, b);
    case "-":
      return subtractDecimals(a, b);
    case "*":
      return multiplyDecimals(a, b);
    case "/":
      return divideDecimals(a, b);
  }
}
