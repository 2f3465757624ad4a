/** Dresses what the hub holds as the graph shows it: one figure, with its value, state, origin and what may be done to it. */
import { periodOf, type Period } from "../../domain/period.js";
import type { LocalDate } from "../../domain/local-date.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { plainText, quotable, wordFault, type CellPlace, type Fault, type WordedFinding } from "./figure.findings.js";
import type { FoundOrganization } from "./figure.loader.js";
import { FigureSource, FigureStatus, type Figure, type FigureCoverage } from "./figure.objects.js";
import { Severity, type Finding } from "./finding.object.js";
import { isClosed, writableFaults } from "./figure.rules.js";
import { worthOf, type Holdings, type StoredFigure, type Worth } from "./figure.values.js";
import type { Coverage } from "./roll-up.rules.js";

export interface FigureKey {
  readonly indicator: string;
  readonly organization: string;
  readonly period: string;
}

/** A key with the meaning of its words; what has none is a fault. */
export interface ReadKey {
  readonly key: FigureKey;
  readonly indicator: IndicatorEntry | undefined;
  readonly period: Period | undefined;
  readonly faults: readonly Fault[];
}

export interface Moment {
  readonly today: LocalDate;
  /** A past moment as people read it; absent for now. */
  readonly asOf?: string;
}

export const cleanKey = (text: string): string => plainText(text);
export const indicatorCode = (text: string): string => text.trim().toUpperCase();

export function readKey(key: FigureKey, catalogue: Catalogue): ReadKey {
  const indicator = catalogue.get(indicatorCode(key.indicator));
  // No period is that long; reading text without end is no way to find out.
  const period = key.period.length <= 40 ? periodOf(key.period) : undefined;
  const faults: Fault[] = [];
  if (indicator === undefined) {
    faults.push({ code: "UNKNOWN_INDICATOR", field: "indicator", args: { indicator: quotable(key.indicator) } });
  }
  if (period === undefined)
    faults.push({ code: "BAD_PERIOD", field: "period", args: { period: quotable(key.period) } });
  return { key, indicator, period, faults };
}

export function organizationFault(key: string, found: FoundOrganization): Fault | undefined {
  const organization = quotable(key);
  if (found.kind === "unknown") return { code: "UNKNOWN_ORGANIZATION", field: "organization", args: { organization } };
  if (found.kind === "ambiguous") {
    return { code: "AMBIGUOUS_ORGANIZATION", field: "organization", args: { organization, count: found.count } };
  }
  return undefined;
}

export function nameOfFigure({ key, indicator, period }: ReadKey, found: FoundOrganization): string {
  const organization = found.kind === "found" ? found.name : quotable(key.organization);
  return `${organization} ${indicator?.nameZh ?? quotable(key.indicator)} ${period?.code ?? quotable(key.period)}`;
}

/** A finding of the rules as the graph's type: the severities are the same words. */
export const showFinding = (finding: WordedFinding): Finding => ({ ...finding, severity: Severity[finding.severity] });

export function showFault(fault: Fault, named: string, place?: CellPlace): Finding {
  return showFinding(wordFault(fault, named, place));
}

/** In a question, nothing is blocked: what cannot be found is an error, what has no value yet is only said. */
function showProblem(fault: Fault, named: string): Finding {
  const told = fault.code === "PERIOD_IN_FUTURE" ? "INFO" : undefined;
  const finding = wordFault(fault, named, undefined, told);
  return showFinding(finding.severity === "BLOCK" ? { ...finding, severity: "ERROR" } : finding);
}

/** What a figure is worth now, without its words. */
export interface Standing extends Worth {
  readonly status: FigureStatus;
  readonly source: FigureSource | null;
  readonly version: number;
  readonly writable: boolean;
}

export const ABSENT: Standing = {
  value: null,
  computed: null,
  numerator: null,
  denominator: null,
  coverage: null,
  status: FigureStatus.MISSING,
  source: null,
  version: 0,
  writable: false,
};

export function standingOf(
  indicator: IndicatorEntry,
  period: Period,
  holdings: Holdings,
  catalogue: Catalogue,
  { today, asOf }: Moment,
): Standing {
  const stored = holdings.stored(indicator.code);
  const begun = period.from <= today;
  const worth: Worth = begun
    ? worthOf(indicator, holdings, catalogue, asOf)
    : {
        ...ABSENT,
        fault: { code: "PERIOD_IN_FUTURE", field: "period", args: { period: period.code, from: period.from } },
      };
  const writable =
    asOf === undefined &&
    writableFaults(indicator, period, today).length === 0 &&
    (stored === undefined || !isClosed(stored));
  return { ...worth, ...stateOf(indicator, stored, worth), version: stored?.version ?? 0, writable };
}

const STATUSES: Readonly<Record<StoredFigure["status"], FigureStatus>> = {
  draft: FigureStatus.DRAFT,
  submitted: FigureStatus.SUBMITTED,
  approved: FigureStatus.APPROVED,
  locked: FigureStatus.LOCKED,
};
const SOURCES: Readonly<Record<StoredFigure["source"], FigureSource>> = {
  reported: FigureSource.REPORTED,
  import: FigureSource.IMPORT,
  excel: FigureSource.EXCEL,
  baseline: FigureSource.BASELINE,
};

function stateOf(
  indicator: IndicatorEntry,
  stored: StoredFigure | undefined,
  worth: Worth,
): { status: FigureStatus; source: FigureSource | null } {
  if (worth.value === null) return { status: FigureStatus.MISSING, source: null };
  if (indicator.kind === "formula") return { status: FigureStatus.COMPUTED, source: FigureSource.FORMULA };
  if (stored === undefined || stored.value === null) {
    const source = worth.coverage === null ? FigureSource.COMPUTED : FigureSource.ROLLED_UP;
    return { status: FigureStatus.COMPUTED, source };
  }
  return { status: STATUSES[stored.status], source: SOURCES[stored.source] };
}

/** More names than anybody reads; `of` less `have` still says how many lack. */
const MOST_MISSING = 200;

const showCoverage = ({ have, of, missing }: Coverage): FigureCoverage => ({
  have,
  of,
  missing: missing.slice(0, MOST_MISSING).map(({ part, periods }) => ({
    organization: part.code ?? part.name,
    name: part.name,
    periods: [...periods],
  })),
});

export function showFigure(
  read: ReadKey,
  found: FoundOrganization,
  holdings: Holdings,
  catalogue: Catalogue,
  moment: Moment,
): Figure {
  const { key, indicator, period } = read;
  const fault = read.faults[0] ?? organizationFault(key.organization, found);
  const known = fault === undefined && indicator !== undefined && period !== undefined;
  const standing = known ? standingOf(indicator, period, holdings, catalogue, moment) : ABSENT;
  const stored = known ? holdings.stored(indicator.code) : undefined;
  const problem = fault ?? standing.fault;
  return {
    indicator: indicator?.code ?? plainText(key.indicator),
    organization: found.kind === "found" ? (found.code ?? key.organization) : plainText(key.organization),
    organizationName: found.kind === "found" ? found.name : null,
    indicatorName: indicator?.nameZh ?? null,
    period: period?.code ?? plainText(key.period),
    value: standing.value,
    unit: indicator?.unit ?? null,
    displayUnit: indicator?.displayUnit ?? null,
    version: standing.version,
    status: standing.status,
    source: standing.source,
    computedValue: standing.computed,
    numerator: standing.numerator,
    denominator: standing.denominator,
    coverage: standing.coverage === null ? null : showCoverage(standing.coverage),
    changedAt: stored?.changedAt ?? null,
    changedBy: stored?.changedBy ?? null,
    reason: stored?.reason ?? null,
    writable: standing.writable,
    problem: problem === undefined ? null : showProblem(problem, nameOfFigure(read, found)),
  };
}
