/**
 * The report workbook that is filled in without the add-in: what stands where, and what a filled one says. Pure: rows of
 * cells come and go, a library makes the file. Rows and columns are found by their keys, so people may sort, insert and
 * delete; what they typed is compared with what the file was made with, and only the differences are sent.
 */
import { compareDecimals, decimalOfFile } from "../../domain/decimal.js";

/** Sheet names: what people fill in, what the indicators mean, and what the hub put aside for the way back. */
export const SHEETS = { fill: "填报", meaning: "口径", hub: "训枢" } as const;
export const MARK = "xunshu-report";
export const FORMAT = "1";

/** Rows of the sheet 填报, from 1. The row of keys is hidden. */
export const ROWS = { title: 1, how: 2, keys: 3, header: 4, first: 5 } as const;
/** Column A holds names, B codes, C the first figure. */
export const FIRST_FIGURE = 3;
const ORGANIZATION_KEY = "organization";
const REASON_KEY = "reason";

export type CellState = "open" | "counted" | "closed";

/** One part of a breakdown, as a figure's key has it. */
export interface ReportMark {
  readonly dimension: string;
  readonly code: string;
}

export interface ReportColumn {
  readonly indicator: string;
  readonly name: string;
  readonly period: string;
  /** Its breakdown; empty for the whole. */
  readonly dims: readonly ReportMark[];
  /** What the breakdown is called: 女; "" for the whole. */
  readonly part: string;
  readonly unit: string | null;
  /** How numbers look: a number format of Excel. */
  readonly format: string;
  readonly explanation: string;
}

export interface ReportCell {
  readonly value: string | null;
  readonly version: number;
  readonly state: CellState;
}

export interface Report {
  readonly batchId: string;
  readonly title: string;
  readonly madeAt: string;
  readonly rows: readonly { readonly organization: string; readonly name: string }[];
  readonly columns: readonly ReportColumn[];
  /** [row][column]. */
  readonly cells: readonly (readonly ReportCell[])[];
}

export interface ColumnAsked {
  readonly indicator: string;
  readonly period: string;
  readonly dims: readonly ReportMark[];
}

/** Signs that part keys and lists of keys. */
const escaped = (text: string): string =>
  text.replace(/[%&=@,]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const unescaped = (text: string): string =>
  text.replace(/%([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** `FN01@2026M10`, or `FN01@2026M10@funding=subsidised&sex=f`. */
export function keyOfColumn({ indicator, period, dims }: ColumnAsked): string {
  const marks = dims.map(({ dimension, code }) => `${escaped(dimension)}=${escaped(code)}`).join("&");
  return marks === "" ? `${indicator}@${period}` : `${indicator}@${period}@${marks}`;
}

/** The other way; what cannot be read of a breakdown is kept, so that the hub says what is wrong with it. */
export function readColumnKey(key: string): ColumnAsked {
  const [indicator = "", period = "", marks = ""] = key.split("@");
  const dims = marks.split("&").flatMap((mark) => {
    const [dimension = "", code = ""] = mark.split("=");
    return mark === "" ? [] : [{ dimension: unescaped(dimension), code: unescaped(code) }];
  });
  return { indicator, period, dims };
}

/** The hidden keys of the columns, from A: what makes a column that one wherever it is moved. */
export function columnKeys(report: Report): string[] {
  return ["name", ORGANIZATION_KEY, ...report.columns.map(keyOfColumn), REASON_KEY];
}

/** What the hub keeps in the file: its mark and, for every figure, the version and value it was made with. */
export function hubRows(report: Report): string[][] {
  const figures = report.rows.flatMap(({ organization }, row) =>
    report.columns.map((column, index) => {
      const cell = report.cells[row]?.[index];
      return [keyOfColumn(column), organization, String(cell?.version ?? 0), cell?.value ?? ""];
    }),
  );
  return [[MARK, FORMAT], ["batch", report.batchId], ["made", report.madeAt], ...figures];
}

/** A sheet as it came back: its rows by number, their texts by column. */
export type ReadRows = readonly { readonly number: number; readonly texts: ReadonlyMap<number, string> }[];

export interface FilledCell {
  readonly indicator: string;
  readonly organization: string;
  readonly period: string;
  /** Left out for the whole. */
  readonly dims?: readonly ReportMark[];
  readonly value: string | null;
  readonly baseVersion: number;
  readonly baseValue: string | null;
  readonly reason: string | null;
  readonly place: string;
}

export interface FilledReport {
  readonly batchId: string;
  readonly madeAt: string;
  readonly cells: readonly FilledCell[];
  /** How many figures were left as they were. */
  readonly untouched: number;
}

export type ReportFault = "NO_MARK" | "OTHER_FORMAT" | "NO_KEYS" | "NO_ORGANIZATIONS";

export function isReport(hub: ReadRows): boolean {
  return textAt(hub, 1, 1) === MARK;
}

/** Reads what was filled in; a fault says what is missing from the file. */
export function readFilled(hub: ReadRows, fill: ReadRows): FilledReport | ReportFault {
  if (!isReport(hub)) return "NO_MARK";
  if (textAt(hub, 1, 2) !== FORMAT) return "OTHER_FORMAT";
  const keys = fill.find(({ texts }) => [...texts.values()].includes(ORGANIZATION_KEY));
  if (!keys) return "NO_KEYS";
  const bases = new Map(
    hub.map(({ texts }) => [
      `${texts.get(1) ?? ""} ${texts.get(2) ?? ""}`,
      { version: Number(texts.get(3) ?? "0"), value: texts.get(4) || null },
    ]),
  );
  const columns = [...keys.texts].map(([column, key]) => ({ column, key }));
  const place = (key: string): number => columns.find((each) => each.key === key)?.column ?? 0;
  const figures = columns.filter(({ key }) => key.includes("@"));
  const cells: FilledCell[] = [];
  let untouched = 0;
  // The row behind the keys is the header.
  const body = fill.filter(({ number }) => number > keys.number + 1);
  for (const { number, texts } of body) {
    const organization = texts.get(place(ORGANIZATION_KEY))?.trim() ?? "";
    if (organization === "") continue;
    for (const { column, key } of figures) {
      const { indicator, period, dims } = readColumnKey(key);
      const base = bases.get(`${key} ${organization}`) ?? { version: 0, value: null };
      const value = texts.get(column)?.trim() || null;
      if (isSame(value, base.value)) {
        untouched++;
        continue;
      }
      const reason = texts.get(place(REASON_KEY))?.trim() || null;
      const address = `${SHEETS.fill}!${letterOf(column)}${number}`;
      const known = { baseVersion: base.version, baseValue: base.value };
      const figure = { indicator, organization, period, ...(dims.length > 0 && { dims }) };
      cells.push({ ...figure, value, ...known, reason, place: address });
    }
  }
  if (cells.length + untouched === 0) return "NO_ORGANIZATIONS";
  return { batchId: textAt(hub, 2, 2), madeAt: textAt(hub, 3, 2), cells, untouched };
}

function textAt(rows: ReadRows, number: number, column: number): string {
  return rows.find((row) => row.number === number)?.texts.get(column) ?? "";
}

/** 1200 and 1,200.00 are the same number; a file writes 0.1 as 0.10000000000000001. */
function isSame(typed: string | null, base: string | null): boolean {
  if (typed === null || base === null) return typed === base;
  if (typed === base) return true;
  const [a, b] = [decimalOfFile(typed), decimalOfFile(base)];
  return a !== undefined && b !== undefined && compareDecimals(a, b) === 0;
}

/** 1 → A, 27 → AA. */
export function letterOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? letterOf(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}
