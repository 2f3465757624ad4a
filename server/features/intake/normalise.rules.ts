/**
 * Turns a raw row under a mapping into typed values. What cannot be read is a finding on its cell; all are collected.
 * Identity numbers leave in their own place and never in a value, a label or a finding.
 */
import {
  blankMeaning,
  compareDecimals,
  decimalOfFile,
  multiplyDecimals,
  typedNumber,
  type BlankMeaning,
  type DecimalText,
} from "../../domain/decimal.js";
import { readIdentityNumber, type IdentityNumber, type IdentityProblem } from "../../domain/identity-number.js";
import { fromExcelSerial, isLocalDate, writtenDate } from "../../domain/local-date.js";
import { periodHolding, periodOf } from "../../domain/period.js";
import { oneLine, squeeze } from "../../domain/text.js";
import { readUscc } from "../../domain/uscc.js";
import type { Cell, IdentityPrint } from "./cell.js";
import type { CodeLists } from "./codes.rules.js";
import { findCode } from "./codes.rules.js";
import { finding } from "./finding.js";
import type { FindingArgument, FindingCode, IntakeFinding } from "./findings.js";
import type { ColumnMapping, Mapping } from "./mapping.rules.js";
import { textOf } from "./grid.rules.js";
import type { TableRow } from "./table-rows.rules.js";
import type { RawRow } from "./staged.js";
import type { FieldType, TargetField } from "./targets/target.js";
import { isMoneyUnit, scaleOf } from "./units.rules.js";

export type TypedValue = string | boolean | readonly string[];

export type GoodIdentity = Extract<IdentityNumber, { ok: true }>;

export interface NormalisedRow {
  readonly row: number;
  readonly group?: string;
  /** By field name. Decimals and dates as text, codes as their code. */
  readonly values: Readonly<Record<string, TypedValue>>;
  /** Fields left blank on purpose: 无 is "none", — is "does not apply". */
  readonly blanks: Readonly<Record<string, BlankMeaning>>;
  /** The identity number of the row, when it is good. A secret: hash it and let go. */
  readonly identity?: GoodIdentity;
  /** Its fingerprint, when the number was taken out of the cell before. */
  readonly print?: IdentityPrint;
  readonly label: string;
  readonly findings: readonly IntakeFinding[];
}

export interface NormaliseOptions {
  readonly sheet: string;
  readonly lists: CodeLists;
  /** 单位：万元 of the caption, for money columns that say no unit themselves. */
  readonly moneyUnit?: string;
}

type Outcome =
  | {
      readonly value: TypedValue;
      readonly code?: FindingCode;
      readonly args?: Readonly<Record<string, FindingArgument>>;
    }
  | { readonly code: FindingCode; readonly args?: Readonly<Record<string, FindingArgument>> };

export type RowReader = (row: RawRow) => NormalisedRow;

export function normaliseRow(row: TableRow, mapping: Mapping, options: NormaliseOptions): NormalisedRow {
  return rowReader(
    mapping,
    options,
  )({ row: row.number, cells: [...row.cells.values()], ...(row.group === undefined ? {} : { group: row.group }) });
}

/** Reads the rows of one table. A column repeats itself, so what a cell of it came to is kept while the table is read. */
export function rowReader(mapping: Mapping, options: NormaliseOptions): RowReader {
  const columns = mapping.columns.flatMap((column): FieldColumn[] =>
    column.field
      ? [{ column, field: column.field, known: REPEATING.has(column.field.type) ? new Map() : undefined }]
      : [],
  );
  return (row) => readRow(row, columns, mapping, options);
}

interface FieldColumn {
  readonly column: ColumnMapping;
  readonly field: TargetField;
  /** Outcomes by kind, format and text. */
  readonly known: Map<string, Outcome> | undefined;
}

const REPEATING: ReadonlySet<FieldType> = new Set([
  "decimal",
  "count",
  "date",
  "period",
  "code",
  "codes",
  "boolean",
  "uscc",
]);
const MOST_KNOWN = 5000;

function readRow(
  row: RawRow,
  columns: readonly FieldColumn[],
  mapping: Mapping,
  options: NormaliseOptions,
): NormalisedRow {
  const values: Record<string, TypedValue> = {};
  const blanks: Record<string, BlankMeaning> = {};
  const findings: IntakeFinding[] = [];
  let identity: GoodIdentity | undefined;
  let print: IdentityPrint | undefined;
  for (const entry of columns) {
    const { column, field } = entry;
    const report = (code: FindingCode, args: Readonly<Record<string, FindingArgument>> = {}): void =>
      void findings.push(finding(code, options.sheet, args, row.row, column.column.letter, field.name));
    const cell = cellAt(row.cells, column.column.index);
    const blank = blankOf(cell);
    if (blank) {
      if (blank !== "empty") blanks[field.name] = blank;
      if (field.required) report("required", { label: field.label.zh, labelEn: field.label.en });
      continue;
    }
    if (!cell) continue;
    if (cell.kind === "blank") report("formulaWithoutValue");
    else if (cell.kind === "error") report("errorValue", { value: textOf(cell) });
    else if (field.type === "identity") {
      const read = cell.identity ?? readIdentityNumber(textOf(cell), cell.kind === "number");
      if ("hash" in read) print = read;
      else if ("number" in read) identity = read;
      else report(IDENTITY_FINDINGS[read.problem]);
    } else {
      const outcome = outcomeOf(cell, entry, options);
      if ("value" in outcome) values[field.name] = outcome.value;
      if (outcome.code) report(outcome.code, outcome.args);
    }
  }
  const label = mapping.target.labelFields.map((name) => values[name]).find((value) => typeof value === "string");
  return {
    row: row.row,
    values,
    blanks,
    label: typeof label === "string" ? label : "",
    findings,
    ...(identity ? { identity } : {}),
    ...(print ? { print } : {}),
    ...(row.group === undefined ? {} : { group: row.group }),
  };
}

function cellAt(cells: readonly Cell[], column: number): Cell | undefined {
  // Most rows have every cell, so the cell of a column is at its own place or a little before it.
  for (let i = Math.min(column, cells.length) - 1; i >= 0; i -= 1) {
    const cell = cells[i];
    if (cell && cell.column === column) return cell;
  }
  return cells.find((cell) => cell.column === column);
}

function outcomeOf(cell: Cell, { column, field, known }: FieldColumn, options: NormaliseOptions): Outcome {
  if (!known) return readValue(cell, field, column, options);
  const key = `${cell.kind} ${cell.format ?? ""} ${String(cell.value)}`;
  const met = known.get(key);
  if (met) return met;
  const outcome = readValue(cell, field, column, options);
  if (known.size < MOST_KNOWN) known.set(key, outcome);
  return outcome;
}

const IDENTITY_FINDINGS: Readonly<Record<IdentityProblem, FindingCode>> = {
  malformed: "idMalformed",
  badBirthDate: "idBadBirthDate",
  badCheckDigit: "idBadCheckDigit",
  digitsLost: "idDigitsLost",
};

function blankOf(cell: Cell | undefined): BlankMeaning | undefined {
  if (!cell) return "empty";
  return cell.kind === "text" ? blankMeaning(textOf(cell)) : undefined;
}

function readValue(cell: Cell, field: TargetField, column: ColumnMapping, options: NormaliseOptions): Outcome {
  switch (field.type) {
    case "text":
      return readText(cell, field);
    case "decimal":
    case "count":
      return readNumber(cell, field, column, options);
    case "date":
      return readDate(cell);
    case "period":
      return readPeriod(cell);
    case "code":
      return readCode(textOfValue(cell), field, options.lists);
    case "codes":
      return readCodes(textOfValue(cell), field, options.lists);
    case "uscc": {
      const uscc = readUscc(textOfValue(cell));
      if (uscc.verdict === "malformed") return { code: "usccMalformed", args: { value: uscc.code.slice(0, 24) } };
      return uscc.verdict === "ok" ? { value: uscc.code } : { value: uscc.code, code: "usccBadCheckDigit" };
    }
    case "phone": {
      const phone = squeeze(textOfValue(cell)).replace(/^\+?86-?(?=1\d{10}$)/u, "");
      return /^1[3-9]\d{9}$|^(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?$/u.test(phone)
        ? { value: phone }
        : { value: phone.slice(0, 40), code: "badPhone" };
    }
    case "boolean":
      return readBoolean(cell);
    case "identity":
      return { code: "idMalformed" };
  }
}

/** A number in a text column keeps its digits; above 15 of them Excel has already lost the last. */
function textOfValue(cell: Cell): string {
  if (cell.kind !== "number") return oneLine(textOf(cell));
  return decimalOfFile(textOf(cell)) ?? textOf(cell);
}

function readText(cell: Cell, field: TargetField): Outcome {
  if (cell.kind === "number" && /^\d{16,}$/u.test(decimalOfFile(textOf(cell)) ?? "")) return { code: "codeDigitsLost" };
  const value = textOfValue(cell);
  const most = field.longest ?? 2000;
  return value.length > most ? { code: "textTooLong", args: { length: value.length, most } } : { value };
}

function readNumber(cell: Cell, field: TargetField, column: ColumnMapping, options: NormaliseOptions): Outcome {
  const read = numberOf(cell);
  if (read === undefined) return { code: "notANumber" };
  const unit = column.column.unit ?? (isMoneyUnit(field.unit) ? options.moneyUnit : undefined);
  const value = read.scaled ? read.value : inBaseUnit(read.value, unit, field);
  if (read.guessed) return { code: "confirmNumber", args: { reading: value } };
  if (field.type === "count" && !/^-?\d+$/u.test(value)) return { code: "notANumber" };
  // Figures may be negative and are judged by their indicator.
  if (field.indicator || field.name === "value") return { value };
  if (compareDecimals(value, "0") < 0) return { code: "negativeNumber", args: { value } };
  const most = mostOf(field);
  return compareDecimals(value, most) > 0 ? { code: "numberTooLarge", args: { value, most } } : { value };
}

/** What the ledgers have room for. */
function mostOf(field: TargetField): DecimalText {
  if (field.type === "count") return "2000000000";
  if (field.unit === "学时") return "999999";
  return field.unit === "分" ? "9999" : "1000000000000000";
}

/** Multiplies by the column's scale: 20.38 in 万元 is 203800 元, 60 in % is 0.6. The same scale on both sides is none. */
function inBaseUnit(value: DecimalText, unit: string | undefined, field: TargetField): DecimalText {
  const power = scaleOf(unit) - scaleOf(field.unit);
  return power === 0
    ? value
    : multiplyDecimals(value, power > 0 ? `1${"0".repeat(power)}` : `0.${"0".repeat(-power - 1)}1`);
}

function numberOf(cell: Cell): { value: DecimalText; scaled: boolean; guessed: boolean } | undefined {
  if (cell.kind === "number") {
    const value = decimalOfFile(textOf(cell));
    return value === undefined ? undefined : { value, scaled: /%/u.test(cell.format ?? ""), guessed: false };
  }
  if (cell.kind !== "text") return undefined;
  const typed = typedNumber(textOf(cell));
  if (typed.kind === "number")
    return { value: typed.value, scaled: typed.scaled || typed.unit === "元", guessed: false };
  return typed.kind === "suggestion" ? { value: typed.value, scaled: false, guessed: true } : undefined;
}

function readDate(cell: Cell): Outcome {
  const text = textOf(cell);
  if (cell.kind === "date") {
    const day = text.slice(0, 10);
    return isLocalDate(day) ? { value: day } : { code: "notADate" };
  }
  // A serial whose date format was lost; outside 1950–2099 it is some other number.
  if (cell.kind === "number" && /^\d{5}(\.\d+)?$/u.test(text) && Number(text) >= 18264 && Number(text) < 73051) {
    const moment = fromExcelSerial(text);
    return moment ? { value: moment.date } : { code: "notADate" };
  }
  const written = writtenDate(text);
  if (written?.precision === "day") return { value: written.iso };
  return written ? { code: "dateTooCoarse", args: { reading: written.iso } } : { code: "notADate" };
}

function readPeriod(cell: Cell): Outcome {
  const text = textOf(cell);
  if (cell.kind === "date") {
    const day = text.slice(0, 10);
    if (!isLocalDate(day)) return { code: "notAPeriod" };
    // A month typed into Excel becomes its first day, shown as 2026年10月.
    return { value: day.endsWith("-01") && !/d/iu.test(cell.format ?? "") ? periodHolding("month", day).code : day };
  }
  const period = periodOf(text);
  return period ? { value: period.code } : { code: "notAPeriod" };
}

function readCode(text: string, field: TargetField, lists: CodeLists): Outcome {
  const list = field.list ?? "";
  const index = lists.get(list);
  // A list the hub does not hold holds no code; only where any text will do is that no fault.
  if (!index)
    return field.open
      ? { value: text }
      : { code: "unknownCode", args: { value: text.slice(0, 60), list: field.label.zh } };
  const found = findCode(index, text);
  if (found.kind === "found") return { value: found.code };
  if (field.open && found.kind === "none") return { value: text };
  const args = { value: text.slice(0, 60), list: field.label.zh };
  if (found.kind === "several")
    return field.open ? { value: text } : { code: "ambiguousCode", args: { ...args, count: found.count } };
  if (found.kind === "similar")
    return field.open ? { value: text } : { code: "similarCode", args: { ...args, reading: found.name } };
  return { code: "unknownCode", args };
}

function readCodes(text: string, field: TargetField, lists: CodeLists): Outcome {
  const codes: string[] = [];
  for (const part of text
    .split(/[、,，;；|/\n]+/u)
    .map(oneLine)
    .filter(Boolean)) {
    const outcome = readCode(part, field, lists);
    if (!("value" in outcome) || typeof outcome.value !== "string") return outcome;
    codes.push(outcome.value);
  }
  return { value: codes };
}

const YES = new Set(["是", "有", "√", "✓", "y", "yes", "true", "1", "对", "已"]);
const NO = new Set(["否", "不是", "没有", "×", "x", "n", "no", "false", "0", "未", "错"]);

function readBoolean(cell: Cell): Outcome {
  if (typeof cell.value === "boolean") return { value: cell.value };
  const text = squeeze(textOf(cell)).toLowerCase();
  if (YES.has(text)) return { value: true };
  return NO.has(text) ? { value: false } : { code: "notABoolean" };
}
