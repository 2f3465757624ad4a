/**
 * Calendar days without time zones: ISO text `2026-10-03`, arithmetic on day numbers, and the ways people and Excel
 * write a day. Pure: there is no "today" here. What is not certainly a day is `undefined`, never a guess.
 */
import { squeeze, toHalfWidth, trimText } from "./text.js";

/** `YYYY-MM-DD`, a day that exists. */
export type LocalDate = string;

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month, 1-based. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day with these parts, or nothing when there is no such day. */
export function localDate(year: number, month: number, day: number): LocalDate | undefined {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function isLocalDate(text: string): text is LocalDate {
  const parts = ISO_DAY.exec(text);
  return parts !== null && localDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) === text;
}

/** Days since 1970-01-01 (the proleptic Gregorian calendar). The caller passes a day that exists. */
export function dayNumber(date: LocalDate): number {
  return Math.round(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 864e5,
  );
}

export function fromDayNumber(day: number): LocalDate {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day in another month; the 31st becomes the last day of a shorter month. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * A day and, where there is one, the time of day of an Excel serial number given as text.
 * Excel's 1900 calendar holds a 29 February 1900 that never was: serial 60 is nothing, earlier ones shift by a day.
 */
export function fromExcelSerial(serial: string, date1904 = false): { date: LocalDate; time?: string } | undefined {
  const value = Number(serial);
  if (!Number.isFinite(value) || value < 0 || value >= 2958466) return undefined;
  // Half a second of rounding: serials are binary fractions of a day.
  const seconds = Math.round(value * 86400);
  const whole = Math.floor(seconds / 86400);
  const rest = seconds - whole * 86400;
  if (!date1904 && (whole === 0 || whole === 60)) return undefined;
  const epoch = date1904 ? "1904-01-01" : whole < 60 ? "1899-12-31" : "1899-12-30";
  const date = addDays(epoch, whole);
  if (rest === 0) return { date };
  const pad = (n: number) => String(n).padStart(2, "0");
  return { date, time: `${pad(Math.floor(rest / 3600))}:${pad(Math.floor(rest / 60) % 60)}:${pad(rest % 60)}` };
}

/** A date as written, no more precise than it was written: `2026-10` stays a month. */
export interface WrittenDate {
  readonly iso: string;
  readonly precision: "day" | "month" | "year";
}

const TIME = "(?:[T ]*\\d{1,2}[:时点]\\d{1,2}(?:[:分]\\d{1,2}(?:\\.\\d+)?秒?|分)?(?:Z|\\+08:?00)?)?";
const DAY_FORMS: readonly RegExp[] = [
  new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${TIME}$`),
  new RegExp(`^(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]?${TIME}$`),
  /^(\d{4})(\d{2})(\d{2})$/,
];
const MONTH_FORMS: readonly RegExp[] = [
  /^(\d{4})[-/.](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月份?$/,
  /^(\d{4})(0[1-9]|1[0-2])$/,
];

/** Chinese digits in a written date: 二〇二六年十月三日 → 2026年10月3日. */
function westernDigits(text: string): string {
  if (!/[〇零一二三四五六七八九十]/u.test(text)) return text;
  const digit = (c: string) => String("零一二三四五六七八九".indexOf(c === "〇" ? "零" : c));
  return text
    .replace(/([一二三四五六七八九])?十([一二三四五六七八九])?/gu, (_, tens?: string, ones?: string) => {
      return `${tens ? digit(tens) : "1"}${ones ? digit(ones) : "0"}`;
    })
    .replace(/[〇零一二三四五六七八九]/gu, digit);
}

/** Reads `2026-10-3`, `2026/10/3`, `2026年10月3日`, `20261003`, `2026.10`, `2026年`, with or without a time of day. */
export function writtenDate(text: string): WrittenDate | undefined {
  const plain = westernDigits(trimText(toHalfWidth(text)).replace(/\s*([年月日号])\s*/gu, "$1")).replace(
    /日(?=\d)/u,
    "日 ",
  );
  for (const form of DAY_FORMS) {
    const parts = form.exec(plain);
    if (!parts) continue;
    const date = localDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
    return date && plausible(date) ? { iso: date, precision: "day" } : undefined;
  }
  const packed = squeeze(plain);
  for (const form of MONTH_FORMS) {
    const parts = form.exec(packed);
    if (!parts) continue;
    const date = localDate(Number(parts[1]), Number(parts[2]), 1);
    return date && plausible(date) ? { iso: date.slice(0, 7), precision: "month" } : undefined;
  }
  const year = /^(\d{4})年$/.exec(packed)?.[1];
  return year && plausible(`${year}-01-01`) ? { iso: year, precision: "year" } : undefined;
}

/** Days in training records lie between 1900 and 2199; `99991231` and room numbers are not days. */
const plausible = (date: LocalDate): boolean => date >= "1900-01-01" && date < "2200-01-01";

/** A whole day as people write it, or nothing: a month alone is not a day. */
export function localDateOf(text: string): LocalDate | undefined {
  const written = writtenDate(text);
  return written?.precision === "day" ? written.iso : undefined;
}
