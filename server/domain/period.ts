/**
 * A period is a value: `2023`, `2023H1`, `2023Q3`, `2023M07`, `SY2023`, `2023T1`, `2023-12-31`, `P2020/2024`, `2022/2024`.
 * Each is a half-open range of days, so roll-up and comparison are interval tests. Pure; unreadable text is `undefined`.
 */
import { addDays, addMonths, daysBetween, isLocalDate, localDate, localDateOf, type LocalDate } from "./local-date.js";
import { squeeze } from "./text.js";

/** `schoolYear` runs from 1 September; `term` 1 is September–January, term 2 February–August of that school year. */
export type PeriodKind = "year" | "half" | "quarter" | "month" | "day" | "schoolYear" | "term" | "plan" | "span";

export interface Period {
  /** The canonical spelling, unique per period. */
  readonly code: string;
  readonly kind: PeriodKind;
  readonly from: LocalDate;
  /** The first day after it. */
  readonly to: LocalDate;
}

const MONTHS: Partial<Record<PeriodKind, number>> = { year: 12, half: 6, quarter: 3, month: 1, schoolYear: 12 };

const firstOf = (year: number, month: number): LocalDate => `${year}-${String(month).padStart(2, "0")}-01`;

function ofMonths(code: string, kind: PeriodKind, from: LocalDate, months: number): Period {
  return { code, kind, from, to: addMonths(from, months) };
}

export function yearPeriod(year: number): Period {
  return ofMonths(String(year), "year", firstOf(year, 1), 12);
}

export function halfPeriod(year: number, half: number): Period {
  return ofMonths(`${year}H${half}`, "half", firstOf(year, half * 6 - 5), 6);
}

export function quarterPeriod(year: number, quarter: number): Period {
  return ofMonths(`${year}Q${quarter}`, "quarter", firstOf(year, quarter * 3 - 2), 3);
}

export function monthPeriod(year: number, month: number): Period {
  return ofMonths(`${year}M${String(month).padStart(2, "0")}`, "month", firstOf(year, month), 1);
}

export function dayPeriod(date: LocalDate): Period {
  return { code: date, kind: "day", from: date, to: addDays(date, 1) };
}

export function schoolYearPeriod(year: number): Period {
  return ofMonths(`SY${year}`, "schoolYear", firstOf(year, 9), 12);
}

export function termPeriod(year: number, term: number): Period {
  return term === 1
    ? ofMonths(`${year}T1`, "term", firstOf(year, 9), 5)
    : ofMonths(`${year}T2`, "term", firstOf(year + 1, 2), 7);
}

function yearsPeriod(prefix: "P" | "", first: number, last: number): Period | undefined {
  if (last < first || last - first > 49) return undefined;
  const from = firstOf(first, 1);
  return { code: `${prefix}${first}/${last}`, kind: prefix ? "plan" : "span", from, to: firstOf(last + 1, 1) };
}

const CHINESE_ORDINALS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  上: 1,
  下: 2,
  首: 1,
  末: 4,
  秋: 1,
  春: 2,
  "1": 1,
  "2": 2,
  "3": 3,
  "4": 4,
};

const FORMS: readonly (readonly [
  RegExp,
  (part: (index: number) => number, raw: RegExpExecArray) => Period | undefined,
])[] = [
  [/^(\d{4})年?度?$/u, (n) => yearPeriod(n(1))],
  [/^(\d{4})-?H([12])$/u, (n) => halfPeriod(n(1), n(2))],
  [/^(\d{4})年?(?:第)?([上下])半年度?$/u, (n) => halfPeriod(n(1), n(2))],
  [/^(\d{4})-?Q([1-4])$/u, (n) => quarterPeriod(n(1), n(2))],
  [/^(\d{4})年?(?:第)?([一二三四1234首末])季度?$/u, (n) => quarterPeriod(n(1), n(2))],
  [/^(\d{4})-?M(0?[1-9]|1[0-2])$/u, (n) => monthPeriod(n(1), n(2))],
  [/^(\d{4})年(0?[1-9]|1[0-2])月份?$/u, (n) => monthPeriod(n(1), n(2))],
  [/^(\d{4})[-/.](0[1-9]|1[0-2]|[1-9])$/u, (n) => monthPeriod(n(1), n(2))],
  [/^SY(\d{4})$/u, (n) => schoolYearPeriod(n(1))],
  [/^(\d{4})(?:年?[-—–~至/]+)(\d{4})学年度?$/u, (n) => (n(2) === n(1) + 1 ? schoolYearPeriod(n(1)) : undefined)],
  [/^(\d{4})学年度?$/u, (n) => schoolYearPeriod(n(1))],
  [/^(\d{4})-?T([12])$/u, (n) => termPeriod(n(1), n(2))],
  [
    /^(\d{4})(?:年?[-—–~至/]+)(\d{4})学年度?(?:第)?([一二上下秋春12])(?:季)?学期$/u,
    (n) => (n(2) === n(1) + 1 ? termPeriod(n(1), n(3)) : undefined),
  ],
  [/^P(\d{4})\/(\d{4})$/u, (n) => yearsPeriod("P", n(1), n(2))],
  [/^(\d{4})\/(\d{4})$/u, (n) => yearsPeriod("", n(1), n(2))],
  [
    /^(\d{4})年?[-—–~至]+(\d{4})年(?:规划期?)?$/u,
    (n, raw) => yearsPeriod(raw[0].includes("规划") ? "P" : "", n(1), n(2)),
  ],
];

/** Reads a code or a Chinese spelling (2026年10月, 2026年第三季度, 2026年上半年, 2023-2024学年). */
export function periodOf(text: string): Period | undefined {
  const plain = squeeze(text).toUpperCase();
  if (isLocalDate(plain)) return plausibleYear(Number(plain.slice(0, 4))) ? dayPeriod(plain) : undefined;
  for (const [form, make] of FORMS) {
    const parts = form.exec(plain);
    if (!parts) continue;
    const period = make((index) => CHINESE_ORDINALS[parts[index] ?? ""] ?? Number(parts[index]), parts);
    return period && plausibleYear(Number(period.from.slice(0, 4))) ? period : undefined;
  }
  const day = /[年/.]/u.test(plain) ? localDateOf(plain) : undefined;
  return day ? dayPeriod(day) : undefined;
}

const plausibleYear = (year: number): boolean => year >= 1900 && year < 2200;

export function isPeriodCode(code: string): boolean {
  return periodOf(code)?.code === code;
}

/** `2023Q3` → `2023年第三季度` / `2023 Q3`. */
export function formatPeriod(period: Period, locale: "zh" | "en" = "zh"): string {
  const year = Number(period.from.slice(0, 4));
  const month = Number(period.from.slice(5, 7));
  const last = Number(period.to.slice(0, 4)) - 1;
  const zh: Record<PeriodKind, () => string> = {
    year: () => `${year}年`,
    half: () => `${year}年${month === 1 ? "上" : "下"}半年`,
    quarter: () => `${year}年第${"一二三四"[(month - 1) / 3] ?? ""}季度`,
    month: () => `${year}年${month}月`,
    day: () => `${year}年${month}月${Number(period.from.slice(8))}日`,
    schoolYear: () => `${year}-${year + 1}学年`,
    term: () => (month === 9 ? `${year}-${year + 1}学年第一学期` : `${year - 1}-${year}学年第二学期`),
    plan: () => `${year}-${last}年规划期`,
    span: () => `${year}-${last}年`,
  };
  const en: Record<PeriodKind, () => string> = {
    year: () => `${year}`,
    half: () => `${year} H${month === 1 ? 1 : 2}`,
    quarter: () => `${year} Q${(month + 2) / 3}`,
    month: () => period.from.slice(0, 7),
    day: () => period.from,
    schoolYear: () => `school year ${year}/${String(year + 1).slice(2)}`,
    term: () => (month === 9 ? `autumn term ${year}` : `spring term ${year}`),
    plan: () => `plan ${year}–${last}`,
    span: () => `${year}–${last}`,
  };
  return (locale === "zh" ? zh : en)[period.kind]();
}

/** Orders by start; of two that start together the longer comes first, so a year precedes its January. */
export function comparePeriods(a: Period, b: Period): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  if (a.to !== b.to) return a.to > b.to ? -1 : 1;
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

export function containsPeriod(outer: Period, inner: Period): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

export function containsDay(period: Period, date: LocalDate): boolean {
  return period.from <= date && date < period.to;
}

/** The parts whose flows add up to the period: a year's quarters, a quarter's months, a school year's terms, a plan's years. */
export function childrenOf(period: Period): readonly Period[] {
  const year = Number(period.from.slice(0, 4));
  const month = Number(period.from.slice(5, 7));
  switch (period.kind) {
    case "year":
      return [1, 2, 3, 4].map((q) => quarterPeriod(year, q));
    case "half":
      return (month === 1 ? [1, 2] : [3, 4]).map((q) => quarterPeriod(year, q));
    case "quarter":
      return [0, 1, 2].map((m) => monthPeriod(year, month + m));
    case "schoolYear":
      return [termPeriod(year, 1), termPeriod(year, 2)];
    case "plan":
    case "span":
      return Array.from({ length: Number(period.to.slice(0, 4)) - year }, (_, i) => yearPeriod(year + i));
    case "month":
    case "day":
    case "term":
      return [];
  }
}

/** The period just before it, of the same kind and length. */
export function previousPeriod(period: Period): Period {
  if (period.kind === "day") return dayPeriod(addDays(period.from, -1));
  if (period.kind === "term") {
    const year = Number(period.from.slice(0, 4));
    return period.code.endsWith("T1") ? termPeriod(year - 1, 2) : termPeriod(year - 1, 1);
  }
  if (period.kind === "plan" || period.kind === "span") return shiftYears(period, -lengthInYears(period));
  return fromStart(period.kind, addMonths(period.from, -(MONTHS[period.kind] ?? 12)));
}

/** The same stretch one year earlier; 29 February becomes the 28th. */
export function samePeriodLastYear(period: Period): Period {
  return shiftYears(period, -1);
}

const lengthInYears = (period: Period): number => Number(period.to.slice(0, 4)) - Number(period.from.slice(0, 4));

function shiftYears(period: Period, years: number): Period {
  const from = addMonths(period.from, years * 12);
  const year = Number(from.slice(0, 4));
  if (period.kind === "day") return dayPeriod(from);
  if (period.kind === "term") return period.code.endsWith("T1") ? termPeriod(year, 1) : termPeriod(year - 1, 2);
  if (period.kind === "plan" || period.kind === "span") {
    const prefix = period.kind === "plan" ? "P" : "";
    const to = addMonths(period.to, years * 12);
    return { code: `${prefix}${year}/${Number(to.slice(0, 4)) - 1}`, kind: period.kind, from, to };
  }
  return fromStart(period.kind, from);
}

function fromStart(kind: PeriodKind, from: LocalDate): Period {
  const year = Number(from.slice(0, 4));
  const month = Number(from.slice(5, 7));
  if (kind === "half") return halfPeriod(year, month === 1 ? 1 : 2);
  if (kind === "quarter") return quarterPeriod(year, (month + 2) / 3);
  if (kind === "month") return monthPeriod(year, month);
  if (kind === "schoolYear") return schoolYearPeriod(year);
  return yearPeriod(year);
}

/** How much of the period has passed at the end of `date`, as exact days: the plan-to-date share of a flow target. */
export function elapsedShare(period: Period, date: LocalDate): { readonly elapsed: number; readonly days: number } {
  const days = daysBetween(period.from, period.to);
  return { elapsed: Math.min(Math.max(daysBetween(period.from, date) + 1, 0), days), days };
}

/** The period of a kind that holds a day: the month of 2026-10-03 is 2026M10. */
export function periodHolding(
  kind: "year" | "half" | "quarter" | "month" | "day" | "schoolYear" | "term",
  date: LocalDate,
): Period {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const schoolYear = month >= 9 ? year : year - 1;
  switch (kind) {
    case "year":
      return yearPeriod(year);
    case "half":
      return halfPeriod(year, month <= 6 ? 1 : 2);
    case "quarter":
      return quarterPeriod(year, Math.ceil(month / 3));
    case "month":
      return monthPeriod(year, month);
    case "day":
      return dayPeriod(localDate(year, month, Number(date.slice(8, 10))) ?? date);
    case "schoolYear":
      return schoolYearPeriod(schoolYear);
    case "term":
      return termPeriod(schoolYear, month >= 9 || month === 1 ? 1 : 2);
  }
}
