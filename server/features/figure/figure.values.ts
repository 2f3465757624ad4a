/**
 * Works out what a figure is from what the hub holds: the value reported, counted or put in its place, or the formula over
 * others. Pure, in exact decimals; a missing part or a zero denominator leaves no value, and says which.
 */
import { Decimal } from "decimal.js";
import {
  addDecimals,
  compareDecimals,
  multiplyDecimals,
  subtractDecimals,
  type DecimalText,
} from "../../domain/decimal.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import type { Expression, Operator } from "../indicator/indicator.language.js";
import type { Fault } from "./figure.findings.js";
import { coverageOf, type Coverage, type RolledUp } from "./roll-up.rules.js";

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
  /** The dated definition that made or accompanied the value; null where it was not kept. */
  readonly definitionVersion: number | null;
}

/** What the hub holds of one organization in one period. */
export interface Holdings {
  stored(indicator: string): StoredFigure | undefined;
  /** Null where the ledgers have nothing to say, such as an average of no rows. */
  counted(indicator: string): DecimalText | null;
  /** What parts and shorter periods reported, where the organization itself reported none. */
  rolledUp(indicator: string): RolledUp | undefined;
  /** The same organization and period without a breakdown. */
  readonly whole: Holdings;
  /** The organization's name, where no figure of it may be told but an approved one. */
  readonly published?: string | undefined;
}

export interface Worth {
  readonly value: DecimalText | null;
  /** What the ledgers say, whatever was put in its place. */
  readonly computed: DecimalText | null;
  readonly numerator: DecimalText | null;
  readonly denominator: DecimalText | null;
  /** Where parts were added up, here or in an operand: how many of them had something to add. */
  readonly coverage: Coverage | null;
  readonly fault?: Fault;
}

const NOTHING: Worth = { value: null, computed: null, numerator: null, denominator: null, coverage: null };

export function worthOf(entry: IndicatorEntry, holdings: Holdings, catalogue: Catalogue): Worth {
  const { meaning, code } = entry;
  if (meaning.kind === "formula") return formulaWorth(entry, meaning.expression, holdings, catalogue);
  const typed = holdings.stored(code)?.value ?? null;
  if (holdings.published !== undefined) return publishedWorth(typed, holdings.published);
  if (meaning.kind !== "counted") {
    if (typed !== null) return { ...NOTHING, value: typed };
    const sum = holdings.rolledUp(code);
    if (sum !== undefined) return { ...NOTHING, value: sum.value, computed: sum.value, coverage: sum };
    if (meaning.kind === "reported") return NOTHING;
    return { ...NOTHING, fault: { code: "NOT_COUNTED_YET", args: nameArgs(entry) } };
  }
  const computed = holdings.counted(code);
  return { ...NOTHING, value: typed ?? computed, computed };
}

/** Of what is not approved nobody is told more than that: neither a draft, nor that there is none, nor a count. */
function publishedWorth(approved: DecimalText | null, organization: string): Worth {
  if (approved !== null) return { ...NOTHING, value: approved };
  return { ...NOTHING, fault: { code: "NOT_READABLE", field: "organization", args: { organization } } };
}

export const nameArgs = (
  entry: IndicatorEntry,
): { indicator: string; indicatorName: string; indicatorNameEn: string } => ({
  indicator: entry.code,
  indicatorName: entry.nameZh,
  indicatorNameEn: entry.nameEn,
});

type Part = { readonly value: DecimalText } | { readonly fault: Fault };

const valueOf = (part: Part): DecimalText | null => ("value" in part ? part.value : null);

/** Works out one formula for one organization and period; what its operands rest on, it rests on. */
class Reckoning {
  readonly coverages: Coverage[] = [];

  constructor(
    private readonly whole: IndicatorEntry,
    private readonly holdings: Holdings,
    private readonly catalogue: Catalogue,
  ) {}

  of(part: Expression): Part {
    if (part.kind === "number") return { value: part.value };
    return part.kind === "indicator"
      ? this.operand(part.code, part.all === true)
      : this.joined(part, this.of(part.left), this.of(part.right));
  }

  joined({ operator, right }: Extract<Expression, { kind: "operation" }>, a: Part, b: Part): Part {
    if ("fault" in a) return a;
    if ("fault" in b) return b;
    const value = operate(operator, a.value, b.value);
    if (value !== undefined) return { value };
    const denominator = right.kind === "indicator" ? right.code : b.value;
    return { fault: { code: "DENOMINATOR_ZERO", args: { ...nameArgs(this.whole), denominator } } };
  }

  /** A part that has no value of its own passes on why; one that simply was not reported is missing. */
  private operand(code: string, all: boolean): Part {
    const entry = this.catalogue.get(code);
    const worth =
      entry === undefined ? NOTHING : worthOf(entry, all ? this.holdings.whole : this.holdings, this.catalogue);
    if (worth.coverage !== null) this.coverages.push(worth.coverage);
    if (worth.value !== null) return { value: worth.value };
    const args = { ...nameArgs(this.whole), missing: entry?.nameZh ?? code };
    return { fault: worth.fault ?? { code: "OPERAND_MISSING", args } };
  }
}

function formulaWorth(entry: IndicatorEntry, expression: Expression, holdings: Holdings, catalogue: Catalogue): Worth {
  const reckoning = new Reckoning(entry, holdings, catalogue);
  const isRatio = expression.kind === "operation" && expression.operator === "/";
  const above = isRatio ? reckoning.of(expression.left) : undefined;
  const below = isRatio ? reckoning.of(expression.right) : undefined;
  const whole = isRatio && above && below ? reckoning.joined(expression, above, below) : reckoning.of(expression);
  const value = valueOf(whole);
  return {
    value,
    computed: value,
    numerator: above ? valueOf(above) : null,
    denominator: below ? valueOf(below) : null,
    coverage: reckoning.coverages.length === 0 ? null : coverageOf(reckoning.coverages),
    ...("fault" in whole ? { fault: whole.fault } : {}),
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
    case "min":
      return compareDecimals(a, b) <= 0 ? a : b;
    case "max":
      return compareDecimals(a, b) >= 0 ? a : b;
  }
}
