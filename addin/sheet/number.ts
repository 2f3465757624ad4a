/**
 * Cell content ↔ exact decimal text. Refuses to guess: what is not plainly a number comes back with a suggested reading
 * that a person confirms.
 */
import { Decimal } from "decimal.js";
import type { CellValue } from "../host/host.js";
import { isSameThing, readUnit } from "./units.js";

const Exact = Decimal.clone({ precision: 60, toExpNeg: -60, toExpPos: 60 });

/** How a cell reads. `error`: the cell itself holds one, such as #REF!. */
export type Reading =
  | { readonly kind: "blank" }
  | { readonly kind: "number"; readonly value: string }
  | { readonly kind: "notANumber"; readonly suggestion: string | null }
  | { readonly kind: "error" };

/**
 * A spreadsheet's number as people see it: the shortest text that reads back as the same number, cut to the 15 digits
 * a spreadsheet shows at most, so that 0.1 + 0.2 is 0.3.
 */
export function decimalOf(number: number): string {
  const shortest = new Exact(String(number));
  return plain(shortest.precision() > 15 ? shortest.toSignificantDigits(15) : shortest);
}

/** True when a cell holding one of them would show the other: same number, or same to the 15 digits of a spreadsheet. */
export function isSameNumber(a: string, b: string): boolean {
  const [left, right] = [new Exact(a), new Exact(b)];
  return left.equals(right) || left.toSignificantDigits(15).equals(right.toSignificantDigits(15));
}

/** Same, where null stands for an empty cell. */
export function isSameValue(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : isSameNumber(a, b);
}

/** The exact sum; blanks count as nothing, all blank is blank. */
export function sumOf(values: readonly (string | null)[]): string | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : plain(present.reduce((sum, value) => sum.plus(value), new Exact(0)));
}

/** The exact difference. */
export function differenceOf(value: string, less: string): string {
  return plain(new Exact(value).minus(less));
}

/** The exact product. */
export function timesOf(value: string, times: string): string {
  return plain(new Exact(value).times(times));
}

/** What to put into a cell for an exact decimal; blank for null. */
export function cellValueOf(value: string | null): CellValue {
  return value === null ? "" : Number(value);
}

/** Reads a cell. `text` is what it shows and `unit` the figure's: 63.4% typed into a % figure is stored as 0.634. */
export function readCell(value: CellValue, text = "", unit: string | null = null): Reading {
  if (typeof value === "boolean") return { kind: "notANumber", suggestion: null };
  if (typeof value === "number")
    return { kind: "number", value: isPercentTyped(text, unit) ? hundredfold(value) : decimalOf(value) };
  const typed = value.trim();
  if (typed === "") return { kind: "blank" };
  if (/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|BUSY!|GETTING_DATA)/.test(typed))
    return { kind: "error" };
  if (PLAIN.test(typed)) return { kind: "number", value: plain(new Exact(typed.replaceAll(",", ""))) };
  return { kind: "notANumber", suggestion: suggestNumber(typed, unit) };
}

/** Whether the text is a number as it stands, 千分位 allowed. */
export const isPlainNumber = (typed: string): boolean => PLAIN.test(typed);

const PLAIN = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;

function isPercentTyped(text: string, unit: string | null): boolean {
  return unit === "%" && text.trim().endsWith("%");
}

function hundredfold(value: number): string {
  return plain(new Exact(decimalOf(value)).times(100));
}

function plain(value: Decimal): string {
  return value.isZero() ? "0" : value.toFixed();
}

/**
 * The number a person most likely meant: full-width digits, spaces, 千分位, 万 and 亿, 一百三十, and a unit written after it,
 * said in the figure's own `unit` where that is known: 3.5万元 is 35000 in 元. Null when there is no single such reading, as
 * for 12人 where 人次 are counted; 无 and — stay unread because they may mean nothing or nought.
 */
export function suggestNumber(typed: string, unit: string | null = null): string | null {
  const narrow = narrowOf(typed);
  const written = WRITTEN.exec(narrow);
  if (written?.[1] !== undefined) {
    const money = narrow.startsWith("¥") || narrow.startsWith("人民币") ? "元" : "";
    return saidIn(written[1], `${written[2] ?? ""}` || money, unit);
  }
  const counted = /^(.*?)(人次|人|次|期|班|个|学时|课时|小时|元|本|份|家|项|名|场)?$/u.exec(narrow);
  const value = chineseNumber(counted?.[1] ?? "");
  return value === null ? null : saidIn(value, counted?.[2] ?? "", unit);
}

/** The unit somebody wrote where another is counted, both as they are written; null where they agree or none was written. */
export function mismatchOf(
  typed: string,
  unit: string | null,
): { readonly typed: string; readonly unit: string } | null {
  const written = WRITTEN.exec(narrowOf(typed))?.[2];
  if (!written || unit === null || suggestNumber(typed) === null) return null;
  return suggestNumber(typed, unit) === null ? { typed: written, unit } : null;
}

const WRITTEN = /^(?:人民币|¥)?([+-]?\d+(?:\.\d+)?)(\D*)$/u;

const narrowOf = (typed: string): string =>
  typed.normalize("NFKC").replace(/[\s,，\u00AD\u200B-\u200F\u2060\uFEFF]/gu, "");

/** A number written in one unit, said in the other; null where they are not the same thing. */
function saidIn(value: string, writtenIn: string, unit: string | null): string | null {
  const written = writtenIn === "" ? { scale: "1", base: null } : readUnit(writtenIn);
  if (!written) return null;
  const wanted = unit === null ? null : readUnit(unit);
  const said = new Exact(value).times(written.scale);
  // Nothing said of the unit: the number is in the figure's own. The same where the figure's own is not known here.
  if (written.base === null) return plain(said);
  if (unit !== null && writtenIn === unit) return plain(new Exact(value));
  if (!wanted) return unit === null || written.base === "" ? plain(said) : null;
  return isSameThing(written, wanted) ? plain(said.dividedBy(wanted.scale)) : null;
}

const SCALES: Readonly<Record<string, number>> = { 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 };
const DIGITS = new Map(
  [..."零一二三四五六七八九"]
    .map((digit, value) => [digit, value])
    .concat([
      ["〇", 0],
      ["两", 2],
      ["俩", 2],
    ]) as [string, number][],
);
const FORMAL = new Map(
  [..."壹贰叁肆伍陆柒捌玖拾佰仟"].map((formal, index) => [formal, [..."一二三四五六七八九十百千"][index] ?? formal]),
);
const UNITS = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1_000],
]);

/** 一百三十 → 130, 三万五千 → 35000, 十二 → 12; null for anything else, also for 一三零 read digit by digit. */
function chineseNumber(typed: string): string | null {
  const letters = [...typed].map((letter) => FORMAL.get(letter) ?? letter);
  if (letters.length === 0) return null;
  let [total, section, digit] = [0, 0, null as number | null];
  /** What the unit just read stands for; 0 after 零 and at the beginning. */
  let lastUnit = 0;
  for (const letter of letters) {
    const value = DIGITS.get(letter);
    const unit = UNITS.get(letter);
    const scale = letter === "万" || letter === "亿" ? SCALES[letter] : undefined;
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      if (value === 0) lastUnit = 0;
      digit = value;
    } else if (unit !== undefined) {
      section += (digit ?? (section === 0 ? 1 : 0)) * unit;
      digit = null;
      lastUnit = unit;
    } else if (scale !== undefined) {
      const below = section + (digit ?? 0);
      total = letter === "亿" ? (total + below) * scale : total + below * scale;
      [section, digit] = [0, null];
      lastUnit = scale;
    } else {
      return null;
    }
  }
  // 一百二 is 120 and 一万二 is 12000; 一百零二 is 102.
  const last = digit === null ? 0 : digit * Math.max(1, lastUnit / 10);
  return String(total + section + last);
}
