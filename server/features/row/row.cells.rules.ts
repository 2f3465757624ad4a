/**
 * Reads what stands in a cell as a value of its field: numbers exactly, days and times as people write them, yes and no.
 * Pure. What cannot be read is a fault on its field; codes and references are looked up elsewhere.
 */
import { compareDecimals, decimalOf, typedNumber } from "../../domain/decimal.js";
import { localDateOf } from "../../domain/local-date.js";
import { periodOf } from "../../domain/period.js";
import { toHalfWidth } from "../../domain/text.js";
import { quoted, type RowFault } from "./row.findings.js";

/** A column's value as exact text; a list for columns of several codes; null for empty. */
export type Value = string | readonly string[] | null;

export type CellShape =
  | { readonly kind: "text"; readonly most: number }
  | { readonly kind: "int" }
  | { readonly kind: "decimal"; readonly digits: number | null; readonly places: number | null; readonly unit: string }
  | { readonly kind: "date" | "datetime" | "boolean" | "period" | "texts" | "json" };

export type ReadCell = { readonly value: Value } | { readonly fault: Omit<RowFault, "field"> };

export function readCell(typed: string, shape: CellShape): ReadCell {
  const text = typed.replace(/\p{Cc}|\p{Cs}/gu, " ").trim();
  if (text === "") return { value: null };
  switch (shape.kind) {
    case "text":
      return [...text].length > shape.most
        ? { fault: { code: "TEXT_TOO_LONG", args: { most: shape.most } } }
        : { value: text };
    case "int":
      return readWhole(text);
    case "decimal":
      return readDecimal(text, shape);
    case "date":
      return valueOr(localDateOf(text), "NOT_A_DATE", text);
    case "datetime":
      return valueOr(readTime(text), "NOT_A_TIME", text);
    case "boolean":
      return valueOr(YES_OR_NO.get(toHalfWidth(text).toLowerCase()), "NOT_YES_OR_NO", text);
    case "period":
      return valueOr(periodOf(text)?.code, "BAD_PERIOD", text);
    case "json":
      return valueOr(isJson(text) ? text : undefined, "NOT_JSON", text);
    case "texts":
      return { value: [...new Set(text.split(/[、,，;；|]/u).flatMap((part) => part.trim() || []))] };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const YES_OR_NO: ReadonlyMap<string, string> = new Map([
  ...["是", "有", "对", "已", "y", "yes", "true", "1", "√", "✓"].map((word) => [word, "true"] as const),
  ...["否", "无", "不", "没有", "未", "n", "no", "false", "0", "×"].map((word) => [word, "false"] as const),
]);

function valueOr(value: string | undefined, code: RowFault["code"], typed: string): ReadCell {
  return value === undefined ? { fault: { code, args: { typed: quoted(typed) } } } : { value };
}

const WHOLE_MOST = "2147483647";

function readWhole(text: string): ReadCell {
  const read = readNumber(text);
  if ("fault" in read) return read;
  const { value } = read;
  if (value.includes(".")) return { fault: { code: "NOT_WHOLE", args: { typed: quoted(text) } } };
  return compareDecimals(value.replace(/^-/u, ""), WHOLE_MOST) > 0
    ? { fault: { code: "TOO_LARGE", args: { typed: quoted(text) } } }
    : { value };
}

function readDecimal(text: string, shape: Extract<CellShape, { kind: "decimal" }>): ReadCell {
  const read = readNumber(text);
  if ("fault" in read) return read;
  const { value, unit } = read;
  // 人次 in a field of yuan, or the other way round: nobody can tell what was meant.
  if (unit !== undefined && unit !== "" && shape.unit !== "" && !sameUnit(unit, shape.unit))
    return { fault: { code: "WRONG_UNIT", args: { typed: quoted(text), unit: shape.unit } } };
  const [whole = "", fraction = ""] = value.replace(/^-/u, "").split(".");
  if (shape.places !== null && fraction.length > shape.places)
    return { fault: { code: "TOO_MANY_DECIMALS", args: { typed: quoted(value), places: shape.places } } };
  if (shape.digits !== null && whole.replace(/^0+/u, "").length > shape.digits - (shape.places ?? 0))
    return { fault: { code: "TOO_LARGE", args: { typed: quoted(value) } } };
  return { value };
}

const MONEY = new Set(["元", "人民币", "元整", "¥", "￥"]);
const HOURS = new Set(["学时", "课时", "小时"]);
const sameUnit = (typed: string, unit: string): boolean =>
  typed === unit || [MONEY, HOURS].some((alike) => alike.has(typed) && alike.has(unit));

function readNumber(
  text: string,
): { readonly value: string; readonly unit: string | undefined } | Extract<ReadCell, { fault: unknown }> {
  const exact = decimalOf(text);
  if (exact !== undefined) return { value: exact, unit: undefined };
  const read = text.length > 80 ? ({ kind: "notANumber" } as const) : typedNumber(text);
  if (read.kind === "number") return { value: read.value, unit: read.unit };
  const fault = { code: "NOT_A_NUMBER", args: { typed: quoted(text) } } as const;
  return { fault: read.kind === "suggestion" ? { ...fault, suggestion: read.value } : fault };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/u;
const WRITTEN = /^(.*?\d日?)[ T]+(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?$/u;

/** An instant; without a zone it is China's time, where the hub's users are. */
function readTime(text: string): string | undefined {
  const plain = toHalfWidth(text);
  if (INSTANT.test(plain)) return isoOf(plain);
  const parts = WRITTEN.exec(plain);
  const day = localDateOf(parts?.[1] ?? plain);
  if (day === undefined) return undefined;
  const [hour = "0", minute = "00", second = "00"] = parts?.slice(2) ?? [];
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return isoOf(`${day}T${hour.padStart(2, "0")}:${minute}:${second}+08:00`);
}

function isoOf(text: string): string | undefined {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** Whether two values are the same fact: 12.50 is 12.5, a set has no order, an instant is one in any zone. */
export function isSameValue(a: Value, b: Value, shape: CellShape): boolean {
  if (a === null || b === null) return isEmpty(a) && isEmpty(b);
  if (typeof a !== "string" || typeof b !== "string") {
    const sorted = (value: string | readonly string[]): string => JSON.stringify([...value].sort());
    return typeof a !== "string" && typeof b !== "string" && sorted(a) === sorted(b);
  }
  if (a === b) return true;
  if (shape.kind === "int" || shape.kind === "decimal") return compareDecimals(a, b) === 0;
  if (shape.kind === "json") return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  return shape.kind === "datetime" && new Date(a).getTime() === new Date(b).getTime();
}

const isEmpty = (value: Value): boolean => value === null || (typeof value !== "string" && value.length === 0);
