/**
 * Exact decimals as text, the way `numeric` travels: no float ever takes part. Reads what people type into a cell.
 * Anything that had to be interpreted (一百三十, 约300) is a suggestion for a person to confirm, never a value.
 */
import { Decimal } from "decimal.js";
import { squeeze } from "./text.js";

/** Canonical text of an exact decimal: `-1234.5`; no exponent, no grouping, no trailing zeros. */
export type DecimalText = string;

const Exact = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -400, toExpPos: 400 });

/** Beyond this an exponent is an attack or a slip: 1e999999 would unfold to a megabyte of zeros. */
const MOST_DIGITS = 60;

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/iu;

/** Whole numbers and short fractions as nearly every cell holds them: canonical already. */
const CANONICAL = /^(0|-?[1-9]\d{0,14}|-?(?:0|[1-9]\d{0,8})\.\d{0,5}[1-9])$/u;

const WHOLE = /^(0|-?[1-9]\d*)$/u;

/** Canonical text of a plain or scientific number, or nothing. */
export function decimalOf(text: string): DecimalText | undefined {
  if (CANONICAL.test(text)) return text;
  if (text.length > 400 || !PLAIN.test(text)) return undefined;
  const value = new Exact(text);
  if (!value.isFinite() || Math.abs(value.e) > MOST_DIGITS || value.precision() > 2 * MOST_DIGITS) return undefined;
  return canonical(value);
}

const canonical = (value: Decimal): DecimalText => (value.isZero() ? "0" : value.toFixed());

/**
 * A number as a workbook stores it. Files hold binary doubles (0.30000000000000004); Excel itself works with 15
 * significant digits, and those are what the person saw.
 */
export function decimalOfFile(text: string): DecimalText | undefined {
  if (CANONICAL.test(text)) return text;
  const exact = decimalOf(text);
  return exact === undefined ? undefined : canonical(new Exact(exact).toSignificantDigits(15));
}

export function compareDecimals(a: DecimalText, b: DecimalText): -1 | 0 | 1 {
  if (a.length < 16 && b.length < 16 && WHOLE.test(a) && WHOLE.test(b))
    return Math.sign(Number(a) - Number(b)) as -1 | 0 | 1;
  return new Exact(a).comparedTo(new Exact(b)) as -1 | 0 | 1;
}

export function addDecimals(...values: readonly DecimalText[]): DecimalText {
  return canonical(values.reduce((sum, value) => sum.plus(value), new Exact(0)));
}

export function subtractDecimals(a: DecimalText, b: DecimalText): DecimalText {
  return canonical(new Exact(a).minus(b));
}

export function multiplyDecimals(a: DecimalText, b: DecimalText): DecimalText {
  return canonical(new Exact(a).times(b));
}

/** Rounds half up (away from zero) to a number of decimals, keeping that many: money on paper. */
export function roundDecimal(value: DecimalText, places: number): string {
  return new Exact(value).toFixed(places, Decimal.ROUND_HALF_UP);
}

/** A ratio is never divided to be compared. */
export interface Ratio {
  readonly numerator: DecimalText;
  readonly denominator: DecimalText;
}

/** Compares a/b with c/d by cross multiplication; `undefined` when a denominator is zero: there is no ratio then. */
export function compareRatios(left: Ratio, right: Ratio): -1 | 0 | 1 | undefined {
  const b = new Exact(left.denominator);
  const d = new Exact(right.denominator);
  if (b.isZero() || d.isZero()) return undefined;
  const order = new Exact(left.numerator).times(d).comparedTo(new Exact(right.numerator).times(b));
  return (b.isNegative() === d.isNegative() ? order : -order + 0) as -1 | 0 | 1;
}

/** A value shown in another unit: `displayDecimal("203800", 4, 2)` → `20.38` (万). `scale` is a power of ten; for % pass −2. */
export function displayDecimal(value: DecimalText, scale: number, places: number, grouped = true): string {
  const shown = new Exact(value).times(new Exact(10).pow(-scale)).toFixed(places, Decimal.ROUND_HALF_UP);
  if (!grouped) return shown;
  const [whole = "", fraction] = shown.split(".");
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/gu, ",");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** Percent of a ratio, rounded half up, but never 100 (or more) while the ratio is below one. */
export function percentOf(ratio: Ratio, places = 1): string | undefined {
  const denominator = new Exact(ratio.denominator);
  if (denominator.isZero()) return undefined;
  const exact = new Exact(ratio.numerator).times(100).dividedBy(denominator);
  const rounded = exact.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
  const unmet = exact.lessThan(100) && rounded.greaterThanOrEqualTo(100);
  return (unmet ? exact.toDecimalPlaces(places, Decimal.ROUND_DOWN) : rounded).toFixed(places);
}

/** What a typed cell turned out to be. */
export type TypedNumber =
  /** `scaled`: the cell carried its own 万, 亿 or %, so a column unit must not be applied again. */
  | { readonly kind: "number"; readonly value: DecimalText; readonly unit?: string; readonly scaled: boolean }
  | { readonly kind: "suggestion"; readonly value: DecimalText; readonly unit?: string }
  | { readonly kind: "blank"; readonly meaning: BlankMeaning }
  | { readonly kind: "notANumber" };

/** 空 is "not reported", — is "does not apply", 无 is "there is none": three different facts. */
export type BlankMeaning = "empty" | "notApplicable" | "none" | "pending";

const BLANK_WORDS: ReadonlyMap<string, BlankMeaning> = new Map([
  ["", "empty"],
  ["空", "empty"],
  ["空白", "empty"],
  ["未填", "empty"],
  ["n/a", "notApplicable"],
  ["na", "notApplicable"],
  ["#n/a", "notApplicable"],
  ["-", "notApplicable"],
  ["--", "notApplicable"],
  ["---", "notApplicable"],
  ["—", "notApplicable"],
  ["——", "notApplicable"],
  ["–", "notApplicable"],
  ["/", "notApplicable"],
  ["\\", "notApplicable"],
  ["//", "notApplicable"],
  ["不适用", "notApplicable"],
  ["不涉及", "notApplicable"],
  ["×", "none"],
  ["无", "none"],
  ["没有", "none"],
  ["暂无", "none"],
  ["none", "none"],
  ["待定", "pending"],
  ["未定", "pending"],
  ["待统计", "pending"],
  ["...", "pending"],
  ["…", "pending"],
  ["xx", "pending"],
  ["××", "pending"],
]);

/** Which kind of nothing a cell says, or `undefined` when it says something. */
export function blankMeaning(text: string): BlankMeaning | undefined {
  return BLANK_WORDS.get(squeeze(text).toLowerCase());
}

const MULTIPLIERS: readonly (readonly [string, string])[] = [
  ["万亿", "1000000000000"],
  ["千万", "10000000"],
  ["百万", "1000000"],
  ["亿", "100000000"],
  ["万", "10000"],
];
const MEASURE_WORDS =
  /(人次|人民币|元整|元|人|名|个|所|家|期|次|届|场|项|件|篇|节|门|学时|课时|小时|天|年|月|岁|分|倍|户|支|台|套|张|册|份|班)$/u;
const APPROXIMATE = /^(约|近|大约|约为|超|超过|逾)|(余|多|左右|以上|以下|不到)$/u;

/** Reads a number as people type it: `１，２３４．５`, `3.2万元`, `￥1,200`, `60％`, `(120)`; blanks keep their meaning. */
export function typedNumber(text: string): TypedNumber {
  if (CANONICAL.test(text)) return { kind: "number", value: text, scaled: false };
  const meaning = blankMeaning(text);
  if (meaning) return { kind: "blank", meaning };
  const plain = squeeze(text).replace(/^['’]/u, "").replace(/[，]/gu, ",").replace(/[−–—]/gu, "-").replace(/‰$/u, "‰");
  const hedged = plain.replace(/\+$/u, "余");
  const bare = withoutHedge(hedged);
  const read = strictNumber(bare) ?? chineseNumber(bare);
  if (!read) return { kind: "notANumber" };
  if (bare !== plain || read.guessed) {
    return { kind: "suggestion", value: read.value, ...(read.unit ? { unit: read.unit } : {}) };
  }
  return { kind: "number", value: read.value, scaled: read.scaled, ...(read.unit ? { unit: read.unit } : {}) };
}

function withoutHedge(text: string): string {
  let bare = text.replace(APPROXIMATE, "");
  // 300余人: the hedge stands before the measure word.
  bare = bare.replace(/(?<=[\d万亿十百千])(余|多)(?=\p{Script=Han}*$)/u, "");
  return bare.replace(APPROXIMATE, "");
}

interface Read {
  readonly value: DecimalText;
  readonly unit?: string;
  readonly scaled: boolean;
  readonly guessed: boolean;
}

/** Peels sign, currency, unit and multiplier off a number, or gives up. */
function strictNumber(text: string): Read | undefined {
  let rest = text
    .replace(/^(人民币|rmb|cny)/iu, "")
    .replace(/^([+-]?)[¥￥$]/u, "$1")
    .replace(/^[¥￥]([+-]?)/u, "$1");
  const accounting = /^\((.+)\)$/u.exec(rest);
  if (accounting) rest = `-${accounting[1] ?? ""}`;
  let factor = new Exact(1);
  let unit: string | undefined;
  const percent = /(%|‰)$/u.exec(rest);
  if (percent) {
    factor = new Exact(percent[1] === "%" ? "0.01" : "0.001");
    unit = percent[1];
    rest = rest.slice(0, -1);
  } else {
    const measure = MEASURE_WORDS.exec(rest);
    if (measure) {
      unit = measure[1] === "元整" || measure[1] === "人民币" ? "元" : measure[1];
      rest = rest.slice(0, -measure[0].length);
    }
    const multiplier = MULTIPLIERS.find(([word]) => rest.endsWith(word));
    if (multiplier) {
      factor = new Exact(multiplier[1]);
      rest = rest.slice(0, -multiplier[0].length);
    }
  }
  const digits = withoutGrouping(rest);
  const value = digits === undefined ? undefined : decimalOf(digits.text);
  if (value === undefined || digits === undefined) return undefined;
  const scaled = !factor.equals(1);
  return {
    value: canonical(new Exact(value).times(factor)),
    ...(unit ? { unit } : {}),
    scaled,
    guessed: digits.guessed,
  };
}

/** Commas where they belong (every three digits, or every four as 万 is counted) are grouping; elsewhere it is a guess. */
function withoutGrouping(text: string): { text: string; guessed: boolean } | undefined {
  if (!text.includes(",")) return { text, guessed: false };
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/u.test(text) || /^[+-]?\d{1,4}(,\d{4})+(\.\d+)?$/u.test(text)) {
    return { text: text.replace(/,/gu, ""), guessed: false };
  }
  return /^[+-]?\d[\d,]*(\.\d+)?$/u.test(text) ? { text: text.replace(/,/gu, ""), guessed: true } : undefined;
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const PLACES: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** 一百三十 → 130, 三万二千 → 32000. Always a guess: the person confirms it. */
function chineseNumber(text: string): Read | undefined {
  const measure = MEASURE_WORDS.exec(text);
  const body = (measure ? text.slice(0, -measure[0].length) : text).replace(/整$/u, "");
  if (!/^[零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿]+$/u.test(body)) return undefined;
  if (!/[十拾百佰千仟万亿]/u.test(body)) {
    // 二〇二三: digit by digit.
    const digits = [...body].map((c) => String(DIGITS[c] ?? "")).join("");
    const value = decimalOf(digits);
    return value === undefined
      ? undefined
      : { value, scaled: false, guessed: true, ...(measure ? { unit: measure[1] } : {}) };
  }
  let total = new Exact(0);
  let section = 0;
  let digit = 0;
  for (const c of body) {
    if (c === "万" || c === "亿") {
      total = total.plus(section + digit).times(c === "万" ? 1e4 : 1e8);
      section = 0;
      digit = 0;
    } else if (PLACES[c] !== undefined) {
      section += (digit === 0 ? 1 : digit) * (PLACES[c] ?? 1);
      digit = 0;
    } else digit = DIGITS[c] ?? 0;
  }
  const value = canonical(total.plus(section + digit));
  return { value, scaled: false, guessed: true, ...(measure?.[1] ? { unit: measure[1] } : {}) };
}
