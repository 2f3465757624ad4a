/** Between Excel's cell values and the grid's cell data, with Excel's habit of reading numbers and dates out of text. */
import { BooleanNumber, CellValueType, type ICellData, type Nullable } from "@univerjs/core";

/** What Office.js gives and takes for a cell. */
export type CellValue = string | number | boolean;

const NUMBER_TEXT = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?(?:[eE][+-]?\d+)?$|^[+-]?\.\d+$/;
const PERCENT_TEXT = /^[+-]?\d+(?:\.\d+)?%$/;
const DATE_TEXT = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;

/** A cell that stays as it is. */
const UNCHANGED: ICellData = {};

/** The cell data that writing this value makes; `format` is the cell's present number format. */
export function toCellData(value: unknown, format: string): ICellData {
  if (value === null || value === undefined) return UNCHANGED;
  if (typeof value === "boolean") return plain(value ? 1 : 0, CellValueType.BOOLEAN);
  if (format === "@" && value !== "") return plain(String(value), CellValueType.STRING);
  if (typeof value === "number") return plain(value, CellValueType.NUMBER);
  const text = String(value);
  if (text === "") return { v: null, f: null, si: null, p: null, t: null };
  if (text.startsWith("=") && text.length > 1) return { f: text, v: null, si: null, p: null, t: null };
  if (text.startsWith("'")) return plain(text.slice(1), CellValueType.FORCE_STRING);
  return fromText(text, format);
}

function fromText(text: string, format: string): ICellData {
  // Excel keeps fifteen digits of a number: longer identity numbers lose their end, here as there.
  if (NUMBER_TEXT.test(text))
    return plain(Number(Number(text.replaceAll(",", "")).toPrecision(15)), CellValueType.NUMBER);
  const general = format === "General";
  if (PERCENT_TEXT.test(text))
    return {
      ...plain(Number(text.slice(0, -1)) / 100, CellValueType.NUMBER),
      ...(general ? { s: { n: { pattern: "0%" } } } : {}),
    };
  const serial = dateSerial(text);
  if (serial !== undefined)
    return { ...plain(serial, CellValueType.NUMBER), ...(general ? { s: { n: { pattern: "yyyy/m/d" } } } : {}) };
  if (/^(true|false)$/i.test(text)) return plain(/^true$/i.test(text) ? 1 : 0, CellValueType.BOOLEAN);
  return plain(text, CellValueType.STRING);
}

function plain(v: string | number, t: CellValueType): ICellData {
  return { v, t, f: null, si: null, p: null };
}

function dateSerial(text: string): number | undefined {
  const [, year, month, day] = DATE_TEXT.exec(text) ?? [];
  if (!year) return undefined;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const real = new Date(time);
  if (real.getUTCMonth() !== Number(month) - 1 || real.getUTCDate() !== Number(day)) return undefined;
  return Math.round(time / 86_400_000) + 25_569;
}

/** The value Office.js reports for a cell. */
export function fromCellData(cell: Nullable<ICellData>): CellValue {
  const rich = cell?.p?.body?.dataStream;
  if (rich) return rich.replace(/\r?\n$/, "");
  const value = cell?.v;
  if (value === null || value === undefined) return "";
  if (cell?.t === CellValueType.BOOLEAN) return value === 1 || value === true || value === "1";
  return value;
}

/** Excel's kind of a value. */
export function valueType(value: CellValue): string {
  if (value === "") return "Empty";
  if (typeof value === "boolean") return "Boolean";
  if (typeof value === "number") return "Double";
  return /^#(N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|GETTING_DATA|SPILL!|CALC!)$/.test(value) ? "Error" : "String";
}

/** A single value for every cell, or a block of exactly this size; anything else is not accepted. */
export function asBlock(value: unknown, rows: number, columns: number): readonly (readonly unknown[])[] | undefined {
  if (!Array.isArray(value)) return Array.from({ length: rows }, () => Array<unknown>(columns).fill(value));
  const block = value as readonly unknown[];
  const fits = block.length === rows && block.every((row) => Array.isArray(row) && row.length === columns);
  return fits ? (block as readonly (readonly unknown[])[]) : undefined;
}

/** The grid's yes and no. */
export function flag(on: unknown): BooleanNumber {
  return on ? BooleanNumber.TRUE : BooleanNumber.FALSE;
}
