/**
 * Which number formats show a date. Decides on the format alone: Excel keeps no other trace that a number is a day.
 * Elapsed times (`[h]:mm`) are durations and stay numbers.
 */
import { fromExcelSerial } from "../../../domain/local-date.js";
import { decimalOf } from "../../../domain/decimal.js";
import type { Cell } from "../cell.js";

/** Built-in formats that are dates or times, the Chinese ones (27–36, 50–58) included. */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: "General",
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "m/d/yy",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "m/d/yy h:mm",
  27: "yyyy年m月",
  28: "m月d日",
  29: "m月d日",
  30: "m-d-yy",
  31: "yyyy年m月d日",
  32: "h时mm分",
  33: "h时mm分ss秒",
  34: "yyyy年m月",
  35: "m月d日",
  36: "yyyy年m月",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
  49: "@",
  50: "yyyy年m月",
  51: "m月d日",
  52: "yyyy年m月",
  53: "m月d日",
  54: "m月d日",
  55: "yyyy年m月",
  56: "m月d日",
  57: "yyyy年m月",
  58: "m月d日",
};

export function builtInFormat(id: number): string | undefined {
  return BUILT_IN[id];
}

const known = new Map<string, boolean>();

/** Excel lets a format be 255 characters long; what is longer shows nothing and is not taken apart. */
const LONGEST_FORMAT = 1024;

export function isDateFormat(format: string): boolean {
  if (format.length > LONGEST_FORMAT) return false;
  const answer = known.get(format);
  if (answer !== undefined) return answer;
  const first = format.split(";", 1)[0] ?? "";
  const bare = first
    .replace(/"[^"]*"/gu, "")
    .replace(/\\.|_.|\*./gu, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, "")
    .replace(/general|am\/pm|上午\/下午/giu, "");
  const isDate =
    !/\[(h+|m+|s+)\]/iu.test(bare) && /[ymdhs]/iu.test(bare) && !/[#0?](?!\d*s)/u.test(bare.replace(/s\.0+/giu, "s"));
  if (known.size < 5000) known.set(format, isDate);
  return isDate;
}

/** A stored number under its format: a day, a day with a time, a time of day (as text), or the number itself. */
export function numberCell(column: number, text: string, format: string | undefined, date1904: boolean): Cell {
  const shown = format === undefined || format === "General" ? {} : { format };
  if (format !== undefined && isDateFormat(format)) {
    const moment = fromExcelSerial(text, date1904);
    if (moment && hasDay(format)) {
      return { column, kind: "date", value: moment.time ? `${moment.date}T${moment.time}` : moment.date, ...shown };
    }
    const clock = fromExcelSerial(String(1 + (Number(text) % 1)), date1904);
    if (!hasDay(format) && clock) return { column, kind: "text", value: clock.time ?? "00:00:00", ...shown };
  }
  return { column, kind: "number", value: decimalOf(text) === undefined ? text : plainInteger(text), ...shown };
}

const hasDay = (format: string): boolean => /[yd]/iu.test(format) || /m月/u.test(format) || /mmm/iu.test(format);

/** `4111010001.0` is written by some producers for a whole number; nothing else about the text changes. */
function plainInteger(text: string): string {
  return /^-?\d+\.0+$/u.test(text) ? text.slice(0, text.indexOf(".")) : text;
}
