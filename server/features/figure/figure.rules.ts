/**
 * Decides what becomes of every cell of a batch: written, unchanged, in conflict, or refused with findings. Pure: what the
 * hub knows and today's date come in. All findings are collected; a bad cell never stops a good one, unless the sender
 * asked for all or nothing.
 */
import { compareDecimals, roundDecimal, typedNumber, type DecimalText } from "../../domain/decimal.js";
import type { LocalDate } from "../../domain/local-date.js";
import type { Period, PeriodKind } from "../../domain/period.js";
import type { IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { quotable, type Fault } from "./figure.findings.js";
import { nameArgs, type StoredFigure } from "./figure.values.js";

/** A cell as it was sent, with what its words were found to mean. */
export interface SentCell {
  readonly indicator: IndicatorEntry | undefined;
  readonly organization: { readonly id: string } | undefined;
  readonly period: Period | undefined;
  /** The breakdown; empty or absent for the whole. */
  readonly dimsKey?: string;
  /** Why indicator, organization or period is absent, or the breakdown none of the indicator's. */
  readonly identityFaults: readonly Fault[];
  /** How people call the cell: its address, else its figure. */
  readonly where: string;
  readonly typed: string | null;
  readonly baseVersion: number;
  readonly reason: string | null;
}

export interface KnownFigure {
  readonly stored: StoredFigure | undefined;
  /** What the ledgers say now; null for a figure that is not counted. */
  readonly computed: DecimalText | null;
}

export type Decision =
  | {
      readonly outcome: "WRITTEN";
      readonly value: DecimalText | null;
      readonly reason: string | null;
      readonly faults: readonly Fault[];
    }
  | { readonly outcome: "UNCHANGED"; readonly faults: readonly Fault[] }
  | { readonly outcome: "CONFLICT"; readonly mine: DecimalText | null; readonly faults: readonly Fault[] }
  | { readonly outcome: "REFUSED"; readonly faults: readonly Fault[] };

export const LONGEST_REASON = 500;

export function decideCells(
  cells: readonly SentCell[],
  known: (index: number) => KnownFigure,
  today: LocalDate,
  atomic: boolean,
): readonly Decision[] {
  const twins = twinsOf(cells);
  const decisions = cells.map((cell, index) => decideCell(cell, known(index), today, twins.get(index)));
  return atomic ? allOrNothing(decisions) : decisions;
}

/** One cell, on its own. `twin` is another cell of the batch for the same figure. */
export function decideCell(cell: SentCell, known: KnownFigure, today: LocalDate, twin?: SentCell): Decision {
  const { indicator, period } = cell;
  if (
    indicator === undefined ||
    period === undefined ||
    cell.organization === undefined ||
    cell.identityFaults.length > 0
  ) {
    const read = indicator === undefined ? [] : readValue(cell.typed, indicator).faults;
    return { outcome: "REFUSED", faults: [...cell.identityFaults, ...read] };
  }
  const read = readValue(cell.typed, indicator);
  const faults = [
    ...(twin === undefined
      ? []
      : [
          { code: "DUPLICATE_CELL" as const, args: { ...nameArgs(indicator), other: twin.where, period: period.code } },
        ]),
    ...writableFaults(indicator, period, today),
    ...read.faults,
    ...(cell.reason !== null && [...cell.reason].length > LONGEST_REASON
      ? [{ code: "TEXT_TOO_LONG" as const, field: "reason" as const, args: { most: LONGEST_REASON } }]
      : []),
  ];
  if (faults.length > 0) return { outcome: "REFUSED", faults };
  const mine = read.value;
  if (agrees(mine, known)) return { outcome: "UNCHANGED", faults: [] };
  const { stored, computed } = known;
  if (stored !== undefined && isClosed(stored)) return { outcome: "REFUSED", faults: [lockedFault(stored)] };
  const needsReason = computed !== null && mine !== null && cell.reason === null;
  const late: readonly Fault[] = needsReason
    ? [{ code: "REASON_REQUIRED", field: "reason", args: { ...nameArgs(indicator), computed, value: mine } }]
    : [];
  if ((stored?.version ?? 0) !== cell.baseVersion) return { outcome: "CONFLICT", mine, faults: late };
  return needsReason
    ? { outcome: "REFUSED", faults: late }
    : { outcome: "WRITTEN", value: mine, reason: cell.reason, faults: [] };
}

/** Mine is what the hub already shows: nothing to do, whoever wrote it. Clearing what was never typed is nothing either. */
function agrees(mine: DecimalText | null, { stored, computed }: KnownFigure): boolean {
  const theirs = stored?.value ?? null;
  if (mine === null) return theirs === null;
  const shown = theirs ?? computed;
  return shown !== null && compareDecimals(mine, shown) === 0;
}

export const isClosed = (stored: Pick<StoredFigure, "status">): boolean => stored.status !== "draft";

const CLOSED_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  submitted: ["报送", "submitted"],
  approved: ["审定", "approved"],
  locked: ["锁定", "locked"],
};

function lockedFault(stored: StoredFigure): Fault {
  const [statusZh, statusEn] = CLOSED_WORDS[stored.status] ?? [stored.status, stored.status];
  const [remedyZh, remedyEn] =
    stored.status === "submitted" ? ["退回", "return it"] : ["责令更正", "order a correction"];
  const names = { statusZh, statusEn, remedyZh, remedyEn };
  return { code: "LOCKED", args: { ...names, by: stored.changedBy, at: chinaDay(stored.changedAt) } };
}

/** The day in China, where the hub's users are; a fixed offset, since China has had no summer time since 1991. */
export const chinaDay = (moment: Date): string => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Whether anybody may type this indicator in this period at all. */
export function writableFaults(indicator: IndicatorEntry, period: Period, today: LocalDate): readonly Fault[] {
  const faults: Fault[] = [];
  if (indicator.kind === "formula") {
    faults.push({
      code: "FORMULA_NOT_WRITABLE",
      field: "indicator",
      args: { ...nameArgs(indicator), formula: indicator.formula ?? "" },
    });
  }
  if (period.from > today) {
    faults.push({ code: "PERIOD_IN_FUTURE", field: "period", args: { period: period.code, from: period.from } });
  }
  const { periodKinds } = indicator;
  if (periodKinds.length > 0 && !periodKinds.includes(period.kind)) {
    faults.push({
      code: "PERIOD_KIND_NOT_ALLOWED",
      field: "period",
      args: { ...nameArgs(indicator), ...kindArgs(period.kind, periodKinds) },
    });
  }
  return faults;
}

const KIND_WORDS: Readonly<Record<PeriodKind, readonly [string, string]>> = {
  year: ["年", "year"],
  half: ["半年", "half-year"],
  quarter: ["季", "quarter"],
  month: ["月", "month"],
  day: ["日（时点）", "day"],
  schoolYear: ["学年", "school year"],
  term: ["学期", "term"],
  plan: ["规划期", "plan"],
  span: ["跨年周期", "span of years"],
};

function kindArgs(
  kind: PeriodKind,
  allowed: readonly string[],
): Record<"kindZh" | "kindEn" | "allowedZh" | "allowedEn", string> {
  const words = allowed.map((name) => KIND_WORDS[name as PeriodKind] ?? [name, name]);
  return {
    kindZh: KIND_WORDS[kind][0],
    kindEn: KIND_WORDS[kind][1],
    allowedZh: words.map(([zh]) => zh).join("、"),
    allowedEn: words.map(([, en]) => en).join(", "),
  };
}

export interface ReadValue {
  /** Null clears the figure; meaningless beside faults. */
  readonly value: DecimalText | null;
  readonly faults: readonly Fault[];
}

const WHOLE_UNITS: ReadonlySet<string> = new Set(["count", "person", "participation"]);
/** How finely each kind of unit is kept: money to the fen, a ratio as a fraction (31.6050 % is 0.316050). */
const PLACES: Readonly<Record<IndicatorEntry["unitDim"], number>> = {
  count: 0,
  person: 0,
  participation: 0,
  money: 2,
  ratio: 6,
  hour: 2,
  other: 6,
};

/**
 * How many decimals a figure shows in its own unit: catalogues give them for the display unit, 2 of 万人次 being none of
 * 人次 and 1 of % being 3 of a fraction. Money always shows its fen.
 */
export function shownDecimals(indicator: Pick<IndicatorEntry, "unitDim" | "displayScale" | "decimals">): number {
  if (WHOLE_UNITS.has(indicator.unitDim)) return 0;
  if (indicator.unitDim === "money") return PLACES.money;
  const [, zeros = "", fraction = ""] = /^1(0*)$|^0?\.(0*1)0*$/.exec(indicator.displayScale) ?? [];
  const shift = fraction === "" ? -zeros.length : fraction.length;
  return Math.min(PLACES[indicator.unitDim], Math.max(0, indicator.decimals + shift));
}
const LARGEST = "1000000000000000";
/** Text longer than this is no number anybody typed. */
const LONGEST_NUMBER = 80;

/** Reads what was typed, in the indicator's own unit: yuan, persons, a ratio as fraction or percent. */
export function readValue(typed: string | null, indicator: IndicatorEntry): ReadValue {
  if (typed === null || typed.trim() === "") return { value: null, faults: [] };
  if (typed.length > LONGEST_NUMBER) return unreadable(typed, undefined);
  const read = typedNumber(typed);
  if (read.kind === "blank") {
    // 空 clears; 无 may mean zero, — may mean nothing to report: a person says which.
    return read.meaning === "empty"
      ? { value: null, faults: [] }
      : unreadable(typed, read.meaning === "none" ? "0" : undefined);
  }
  if (read.kind === "notANumber") return unreadable(typed, undefined);
  if (read.kind === "suggestion") return unreadable(typed, read.value);
  const faults = valueFaults(read.value, read.unit, indicator);
  return { value: read.value, faults };
}

function unreadable(typed: string, suggestion: string | undefined): ReadValue {
  const fault: Fault =
    suggestion === undefined
      ? { code: "NOT_A_NUMBER", field: "value", args: { typed: quotable(typed) } }
      : { code: "NOT_A_NUMBER_READ", field: "value", args: { typed: quotable(typed) }, suggestion };
  return { value: null, faults: [fault] };
}

function valueFaults(value: DecimalText, unit: string | undefined, indicator: IndicatorEntry): readonly Fault[] {
  const names = nameArgs(indicator);
  if (compareDecimals(value.replace(/^-/u, ""), LARGEST) >= 0)
    return [{ code: "TOO_LARGE", field: "value", args: names }];
  const faults: Fault[] = [];
  if (unit !== undefined && !fits(unit, indicator)) {
    faults.push({ code: "UNIT_MISMATCH", field: "value", args: { ...names, typedUnit: unit, unit: indicator.unit } });
  }
  if (compareDecimals(value, "0") < 0)
    faults.push({ code: "NEGATIVE_NOT_ALLOWED", field: "value", args: { ...names, value } });
  const decimals = value.split(".")[1]?.length ?? 0;
  const places = PLACES[indicator.unitDim];
  if (decimals > places && WHOLE_UNITS.has(indicator.unitDim)) {
    faults.push({ code: "NOT_WHOLE", field: "value", args: { ...names, value, unit: indicator.unit } });
  } else if (decimals > places) {
    const suggestion = roundDecimal(value, places);
    faults.push({ code: "TOO_MANY_DECIMALS", field: "value", args: { ...names, value, places }, suggestion });
  }
  return faults;
}

/** 人次 and 人 never mix, nor money with anything; measure words (个 所 家 项 …) are one dimension of things. */
function fits(unit: string, indicator: IndicatorEntry): boolean {
  if (unit === indicator.unit || unit === indicator.displayUnit) return true;
  switch (indicator.unitDim) {
    case "money":
    case "participation":
      return false;
    case "person":
      return unit === "人" || unit === "名" || unit === "个";
    case "ratio":
      return unit === "%" || unit === "‰" || unit === "倍";
    case "hour":
      return unit === "学时" || unit === "课时" || unit === "小时";
    case "count":
      return !["元", "人次", "%", "‰", "倍", "学时", "课时", "小时", "人"].includes(unit);
    case "other":
      return true;
  }
}

/** Cells of one batch that are the same figure, each with another of them. */
function twinsOf(cells: readonly SentCell[]): ReadonlyMap<number, SentCell> {
  const same = new Map<string, number[]>();
  cells.forEach(({ indicator, organization, period, dimsKey = "" }, index) => {
    if (!indicator || !organization || !period) return;
    const key = `${organization.id} ${indicator.code} ${period.code} ${dimsKey}`;
    const known = same.get(key);
    if (known === undefined) same.set(key, [index]);
    else known.push(index);
  });
  const twins = new Map<number, SentCell>();
  for (const indices of same.values()) {
    if (indices.length < 2) continue;
    indices.forEach((index, i) => {
      const other = cells[indices[i === 0 ? 1 : 0] ?? index];
      if (other) twins.set(index, other);
    });
  }
  return twins;
}

/** One cell that cannot go in keeps all out; the good ones say so. */
function allOrNothing(decisions: readonly Decision[]): readonly Decision[] {
  const others = decisions.filter(({ outcome }) => outcome === "REFUSED" || outcome === "CONFLICT").length;
  if (others === 0) return decisions;
  return decisions.map((decision) =>
    decision.outcome === "WRITTEN"
      ? { outcome: "REFUSED", faults: [{ code: "NOT_WRITTEN", args: { others } }] }
      : decision,
  );
}
