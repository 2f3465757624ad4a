/**
 * Proposes which column is which field: by header, by unit, by what the cells hold, and first of all by what this
 * sender settled before. Guesses the target of a table the same way. Pure; a person has the last word.
 */
import { localDateOf } from "../../domain/local-date.js";
import { periodOf } from "../../domain/period.js";
import { typedNumber } from "../../domain/decimal.js";
import { foldHeader, squeeze } from "../../domain/text.js";
import type { Cell } from "./cell.js";
import { finding } from "./finding.js";
import type { IntakeFinding } from "./findings.js";
import { shapeOf, textOf } from "./grid.rules.js";
import type { DetectedColumn } from "./header.rules.js";
import type { DetectedTable } from "./table.rules.js";
import type { TableRow } from "./table-rows.rules.js";
import type { FieldType, IntakeTarget, TargetField } from "./targets/target.js";
import { isMoneyUnit, splitUnit, unitOf } from "./units.rules.js";

export type MappingState = "MATCHED" | "REMEMBERED" | "UNSURE" | "UNMAPPED" | "IGNORED";

export interface ColumnMapping {
  readonly column: DetectedColumn;
  readonly field?: TargetField;
  readonly state: MappingState;
  readonly confidence: number;
}

export interface Mapping {
  readonly target: IntakeTarget;
  readonly columns: readonly ColumnMapping[];
  /** Mean confidence of the mapped columns, lowered by needs that stay unmet; 0…1. */
  readonly confidence: number;
  readonly findings: readonly IntakeFinding[];
}

/** Folded header → field name, or null when the sender said "do not import". */
export type MappingMemory = ReadonlyMap<string, string | null>;

const SURE = 0.8;
const LEAST = 0.55;

/** The key under which a header is remembered. */
export function memoryKey(column: DetectedColumn): string {
  return foldHeader(column.header);
}

/** `samples`: some data rows of the table, to weigh what the cells hold. `memory`: what this sender chose before. */
export function proposeMapping(
  table: DetectedTable,
  target: IntakeTarget,
  samples: readonly TableRow[] = [],
  memory: MappingMemory = new Map(),
): Mapping {
  const taken = new Map<number, ColumnMapping>();
  const used = new Set<string>();
  for (const column of table.columns) {
    const remembered = column.header === "" ? undefined : memory.get(memoryKey(column));
    if (remembered === undefined) continue;
    const field = target.fields.find((f) => f.name === remembered);
    if (remembered === null) taken.set(column.index, { column, state: "IGNORED", confidence: 1 });
    else if (field && !used.has(field.name)) {
      taken.set(column.index, { column, field, state: "REMEMBERED", confidence: 1 });
      used.add(field.name);
    }
  }
  for (const { column, field, score } of scoredPairs(table, target, samples)) {
    if (taken.has(column.index) || used.has(field.name)) continue;
    taken.set(column.index, {
      column,
      field,
      state: score >= SURE ? "MATCHED" : "UNSURE",
      confidence: Math.min(score, 0.99),
    });
    used.add(field.name);
  }
  const columns = table.columns.map(
    (column): ColumnMapping => taken.get(column.index) ?? { column, state: "UNMAPPED", confidence: 0 },
  );
  return judge(table, target, columns);
}

/** The mapping as a person set it: every column listed gets that field or none. */
export function mappingFrom(
  table: DetectedTable,
  target: IntakeTarget,
  chosen: ReadonlyMap<string, string | null>,
): Mapping {
  const columns = table.columns.map((column): ColumnMapping => {
    const name = chosen.get(column.letter);
    const field = name ? target.fields.find((f) => f.name === name) : undefined;
    return field ? { column, field, state: "MATCHED", confidence: 1 } : { column, state: "IGNORED", confidence: 1 };
  });
  return judge(table, target, columns);
}

function judge(table: DetectedTable, target: IntakeTarget, columns: readonly ColumnMapping[]): Mapping {
  const mapped = columns.filter((c) => c.field);
  const names = new Set(mapped.map((c) => c.field?.name ?? ""));
  const needs = [...target.needs, ...target.fields.filter((f) => f.required).map((f) => [f.name])];
  const missing = needs.filter((set) => !set.some((name) => names.has(name)));
  const findings: IntakeFinding[] = [];
  for (const label of new Set(missing.map((set) => needLabel(target, set, "zh")))) {
    findings.push(finding("missingColumn", table.sheet, { label }, table.headerRows.at(-1)));
  }
  for (const { column, state } of columns) {
    if (state !== "UNMAPPED" || column.header === "" || isSerial(column)) continue;
    findings.push(
      finding("unmappedColumn", table.sheet, { header: column.header }, table.headerRows.at(-1), column.letter),
    );
  }
  const mean = mapped.length === 0 ? 0 : mapped.reduce((sum, c) => sum + c.confidence, 0) / mapped.length;
  const met = needs.length === 0 ? 1 : (needs.length - missing.length) / needs.length;
  return { target, columns, confidence: Math.round(mean * met * 100) / 100, findings };
}

function needLabel(target: IntakeTarget, set: readonly string[], locale: "zh" | "en"): string {
  return set
    .map((name) => target.fields.find((f) => f.name === name)?.label[locale] ?? name)
    .join(locale === "zh" ? "”或“" : " or ");
}

const isSerial = (column: DetectedColumn): boolean =>
  ["序号", "no", "行号", "序", "顺序号"].includes(foldHeader(column.header));

interface ScoredPair {
  readonly column: DetectedColumn;
  readonly field: TargetField;
  readonly score: number;
}

function scoredPairs(table: DetectedTable, target: IntakeTarget, samples: readonly TableRow[]): readonly ScoredPair[] {
  const pairs: ScoredPair[] = [];
  for (const column of table.columns) {
    if (column.header === "" || isSerial(column)) continue;
    const cells = samples
      .map((row) => row.cells.get(column.index))
      .filter((cell): cell is Cell => shapeOf(cell) !== "blank");
    for (const field of target.fields) {
      const score = pairScore(column, field, cells);
      if (score >= LEAST) pairs.push({ column, field, score });
    }
  }
  // Of equals the earlier column and the earlier field win, so that a proposal never depends on chance.
  return pairs.sort((a, b) => b.score - a.score || a.column.index - b.column.index);
}

function pairScore(column: DetectedColumn, field: TargetField, cells: readonly Cell[]): number {
  let score = headerScore(column, field);
  if (score === 0) return 0;
  score += unitScore(column, field);
  if (cells.length > 0) {
    const units = cells.filter((cell) => unitOf(textOf(cell)) !== undefined).length / cells.length;
    // 单位 is an organization in one table and 万元 in the next: only the cells can tell.
    if (units > 0.7 && field.type === "text") return field.name === "unit" ? score + 0.1 : score * 0.4;
    const fit = cells.filter((cell) => fits(cell, field.type)).length / cells.length;
    if (fit < 0.5) score *= 0.6;
    else if (field.type !== "text") score += 0.05 * fit;
  }
  return score;
}

function headerScore(column: DetectedColumn, field: TargetField): number {
  const whole = foldHeader(column.path.join(""));
  const last = foldHeader(column.path.at(-1) ?? "");
  const first = foldHeader(column.path[0] ?? "");
  let best = 0;
  field.synonyms.forEach((synonym, order) => {
    const wanted = foldHeader(splitUnit(synonym).text);
    const exact = foldHeader(synonym);
    // The label itself outweighs its synonyms, and those named first the later ones.
    const rank = order < 2 ? 0.97 : 0.93 - Math.min(order, 20) * 0.003;
    if (whole === wanted || whole === exact) best = Math.max(best, rank);
    else if (column.path.length > 1 && (last === wanted || last === exact)) best = Math.max(best, rank - 0.06);
    else if (column.path.length > 1 && first === wanted) best = Math.max(best, 0.5);
    else best = Math.max(best, partialScore(whole, wanted));
  });
  return best;
}

/** A header that holds the synonym, or the other way round: the more of it, the better. One character proves nothing. */
function partialScore(header: string, wanted: string): number {
  const shorter = Math.min(header.length, wanted.length);
  if (shorter < 2 || (/^[a-z0-9]+$/u.test(wanted) && wanted.length < 4)) return 0;
  if (!header.includes(wanted) && !wanted.includes(header)) return 0;
  return 0.35 + 0.4 * (shorter / Math.max(header.length, wanted.length)) + (header.endsWith(wanted) ? 0.06 : 0);
}

function unitScore(column: DetectedColumn, field: TargetField): number {
  if (!column.unit || !field.unit) return 0;
  if (isMoneyUnit(column.unit) !== isMoneyUnit(field.unit)) return -0.4;
  const persons = (unit: string) => /人次$/u.test(unit);
  return persons(column.unit) === persons(field.unit) ? 0.03 : -0.05;
}

function fits(cell: Cell, type: FieldType): boolean {
  const text = squeeze(textOf(cell));
  const typed = () => (cell.kind === "number" ? "number" : typedNumber(text).kind);
  switch (type) {
    case "decimal":
    case "count":
      return typed() !== "notANumber" && cell.kind !== "date";
    case "date":
      return (
        cell.kind === "date" || localDateOf(text) !== undefined || periodOf(text) !== undefined || /^\d{5}$/u.test(text)
      );
    case "period":
      return cell.kind === "date" || periodOf(text) !== undefined;
    case "identity":
      return /^\d{6,17}[\dXx]$/u.test(text) || /E\+?1[67]$/u.test(text);
    case "uscc":
      return /^[0-9A-Z]{15,18}$/iu.test(text);
    case "phone":
      return /^[\d+\-()]{7,20}$/u.test(text);
    case "boolean":
      return text.length <= 4;
    case "text":
    case "code":
    case "codes":
      return cell.kind !== "date";
  }
}

export interface TargetGuess {
  readonly mapping: Mapping;
  readonly score: number;
}

/** Ranks the targets for a table, best first. `memories` holds what the sender settled for each target. */
export function guessTarget(
  table: DetectedTable,
  targets: readonly IntakeTarget[],
  samples: readonly TableRow[] = [],
  memories: ReadonlyMap<string, MappingMemory> = new Map(),
): readonly TargetGuess[] {
  const words = [table.sheet, ...table.captions.map((caption) => caption.text.slice(0, 200))].join(" ").toLowerCase();
  return targets
    .map((target): TargetGuess => {
      const mapping = proposeMapping(table, target, samples, memories.get(target.name));
      const named = table.columns.filter((c) => c.header !== "" && !isSerial(c)).length || 1;
      const weight = mapping.columns.reduce((sum, c) => sum + (c.field ? c.confidence : 0), 0) / named;
      const remembered = mapping.columns.filter((c) => c.state === "REMEMBERED").length / named;
      const titled = target.titles.some((title) => words.includes(title)) ? 0.15 : 0;
      return { mapping, score: weight * 0.5 + needsMet(mapping) * 0.35 + remembered * 0.3 + titled };
    })
    .sort((a, b) => b.score - a.score);
}

function needsMet(mapping: Mapping): number {
  const names = new Set(mapping.columns.flatMap((c) => (c.field ? [c.field.name] : [])));
  const { target } = mapping;
  if (target.name === "figures") return figuresNeed(names);
  const needs = [...target.needs, ...target.fields.filter((f) => f.required).map((f) => [f.name])];
  return needs.filter((set) => set.some((name) => names.has(name))).length / Math.max(needs.length, 1);
}

/** Figures come as a column per indicator, or as indicator and value side by side. */
function figuresNeed(names: ReadonlySet<string>): number {
  const wide = [...names].some((name) => name.startsWith("indicator:"));
  const long = (names.has("indicator") || names.has("indicatorCode")) && names.has("value");
  return wide || long
    ? 0.7 + (names.has("organization") || names.has("organizationCode") ? 0.2 : 0) + (names.has("period") ? 0.1 : 0)
    : 0;
}
