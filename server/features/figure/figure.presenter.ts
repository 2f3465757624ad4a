/** Dresses what the hub holds as the graph shows it: one figure, with its value, state, origin and what may be done to it. */
import { periodOf, type Period } from "../../domain/period.js";
import type { LocalDate } from "../../domain/local-date.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { dimensionSpec, DIMENSIONS, dimensionsOf, type Dimension } from "../indicator/indicator.dimensions.js";
import type { DefinitionInForce, Definitions } from "./figure.definitions.js";
import { dimsWords, inOrder, type Mark } from "./figure.dims.js";
import { plainText, quotable, wordFault, type CellPlace, type Fault, type WordedFinding } from "./figure.findings.js";
import type { FoundOrganization } from "./figure.held.js";
import {
  FigureSource,
  FigureStatus,
  type Figure,
  type FigureCoverage,
  type FigureDefinition,
} from "./figure.objects.js";
import { Severity, type Finding } from "./finding.object.js";
import { isClosed, writableFaults } from "./figure.rules.js";
import { nameArgs, worthOf, type Holdings, type StoredFigure, type Worth } from "./figure.values.js";
import type { Coverage } from "./roll-up.rules.js";

export interface FigureKey {
  readonly indicator: string;
  readonly organization: string;
  readonly period: string;
  readonly dims?: readonly Mark[] | null | undefined;
}

/** A key with the meaning of its words; what has none is a fault. */
export interface ReadKey {
  readonly key: FigureKey;
  readonly indicator: IndicatorEntry | undefined;
  readonly period: Period | undefined;
  /** The breakdown, in order; empty for the whole. */
  readonly marks: readonly Mark[];
  /** The catalogue in force for the period. */
  readonly catalogue: Catalogue;
  readonly definition: DefinitionInForce | undefined;
  readonly faults: readonly Fault[];
}

export interface Moment {
  /** The day of the moment asked about. */
  readonly today: LocalDate;
  /** Whether it has passed: then nothing may be typed. */
  readonly past: boolean;
}

export const cleanKey = (text: string): string => plainText(text);
export const indicatorCode = (text: string): string => text.trim().toUpperCase();

/** Codes of the lists that breakdowns are made of: `funding subsidised`. Empty sets stand for lists nobody keeps. */
export type KnownCodes = ReadonlyMap<string, ReadonlySet<string>>;

export function readKey(
  key: FigureKey,
  definitions: Definitions,
  today: LocalDate,
  codes: KnownCodes = NO_CODES,
): ReadKey {
  // No period is that long; reading text without end is no way to find out.
  const period = key.period.length <= 40 ? periodOf(key.period) : undefined;
  const catalogue = period === undefined ? definitions.now : definitions.at(period, today);
  const entry = catalogue.get(indicatorCode(key.indicator));
  const indicator = entry?.part === undefined ? entry : undefined;
  const faults: Fault[] = [];
  if (indicator === undefined) {
    faults.push({ code: "UNKNOWN_INDICATOR", field: "indicator", args: { indicator: quotable(key.indicator) } });
  }
  if (period === undefined)
    faults.push({ code: "BAD_PERIOD", field: "period", args: { period: quotable(key.period) } });
  const marks = key.dims == null || key.dims.length === 0 ? NO_MARKS : inOrder(key.dims.map(cleanMark));
  if (indicator !== undefined && marks.length > 0) faults.push(...markFaults(indicator, marks, codes));
  return {
    key,
    indicator,
    period,
    marks,
    catalogue,
    definition: indicator && period && definitions.inForce(indicator, period, today),
    faults,
  };
}

const NO_MARKS: readonly Mark[] = [];
const NO_CODES: KnownCodes = new Map();
const cleanMark = ({ dimension, code }: Mark): Mark => ({
  dimension: plainText(dimension).toLowerCase(),
  code: plainText(code),
});
const LONGEST_MARK = 60;

/** A breakdown the indicator does not have, named twice, or under a code its list does not have. */
function markFaults(indicator: IndicatorEntry, marks: readonly Mark[], codes: KnownCodes): Fault[] {
  const known = marksOf(indicator);
  return marks.flatMap(({ dimension, code }, i): Fault[] => {
    const args = { ...nameArgs(indicator), dimension: quotable(dimension) };
    if (!known.includes(dimension) || marks[i - 1]?.dimension === dimension) {
      return [
        {
          code: "UNKNOWN_DIMENSION",
          field: "dims",
          args: { ...args, dimensions: known.map(dimensionWords).join("、") || "—" },
        },
      ];
    }
    const listed = codes.get(listOfMark(dimension));
    const fits =
      listed === undefined || listed.size === 0 ? code !== "" && [...code].length <= LONGEST_MARK : listed.has(code);
    return fits ? [] : [{ code: "UNKNOWN_CODE", field: "dims", args: { ...args, code: quotable(code) } }];
  });
}

/** 性别 sex: either may be typed. */
const dimensionWords = (dimension: string): string =>
  dimension in DIMENSIONS ? `${dimensionSpec(dimension as Dimension).zh} ${dimension}` : dimension;

/** The list that names the codes of a dimension; one without a list of its own takes the list called like it. */
export const listOfMark = (dimension: string): string =>
  (dimension in DIMENSIONS ? dimensionSpec(dimension as Dimension).list : undefined) ?? dimension;

/** The dimensions figures of an indicator may be broken down by: what its ledger carries, else what the catalogue names. */
export function marksOf(indicator: IndicatorEntry): readonly string[] {
  return indicator.meaning.kind === "counted" ? dimensionsOf(indicator.meaning.definition) : indicator.dims;
}

export function organizationFault(key: string, found: FoundOrganization): Fault | undefined {
  const organization = quotable(key);
  if (found.kind === "unknown") return { code: "UNKNOWN_ORGANIZATION", field: "organization", args: { organization } };
  if (found.kind === "closed") return { code: "NOT_READABLE", field: "organization", args: { organization } };
  if (found.kind === "ambiguous") {
    return { code: "AMBIGUOUS_ORGANIZATION", field: "organization", args: { organization, count: found.count } };
  }
  return undefined;
}

export function nameOfFigure({ key, indicator, period, marks }: ReadKey, found: FoundOrganization): string {
  const organization = found.kind === "found" ? found.name : quotable(key.organization);
  return `${organization} ${indicator?.nameZh ?? quotable(key.indicator)}${dimsWords(marks)} ${period?.code ?? quotable(key.period)}`;
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
  /** The definition a typed value was typed under. */
  readonly typedUnder: number | null;
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
  typedUnder: null,
};

export function standingOf(
  indicator: IndicatorEntry,
  period: Period,
  holdings: Holdings,
  catalogue: Catalogue,
  { today, past }: Moment,
): Standing {
  const stored = holdings.stored(indicator.code);
  const begun = period.from <= today;
  const worth: Worth = begun
    ? worthOf(indicator, holdings, catalogue)
    : {
        ...ABSENT,
        fault: { code: "PERIOD_IN_FUTURE", field: "period", args: { period: period.code, from: period.from } },
      };
  const writable =
    !past && writableFaults(indicator, period, today).length === 0 && (stored === undefined || !isClosed(stored));
  const { status, source } = stateOf(indicator, stored, worth);
  const typedUnder = stored === undefined || stored.value === null ? null : stored.definitionVersion;
  return { ...worth, status, source, version: stored?.version ?? 0, writable, typedUnder };
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

/** What made the value: of one that was typed, the definition it was typed under. */
function showDefinition({ definition }: ReadKey, stored: StoredFigure | undefined): FigureDefinition | null {
  if (definition === undefined) return null;
  const version = stored?.value == null ? null : stored.definitionVersion;
  return version === null || version === definition.version ? definition : { version, validFrom: null, formula: null };
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

export function showFigure(read: ReadKey, found: FoundOrganization, holdings: Holdings, moment: Moment): Figure {
  const { key, indicator, period, catalogue } = read;
  const fault = read.faults[0] ?? organizationFault(key.organization, found);
  const known = fault === undefined && indicator !== undefined && period !== undefined;
  const standing = known ? standingOf(indicator, period, holdings, catalogue, moment) : ABSENT;
  const stored = known ? holdings.stored(indicator.code) : undefined;
  const signed = holdings.published === undefined ? stored : undefined;
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
    definition: showDefinition(read, stored),
    dims: read.marks.map(({ dimension, code }) => ({ dimension, code })),
    changedAt: signed?.changedAt ?? null,
    changedBy: signed?.changedBy ?? null,
    reason: signed?.reason ?? null,
    writable: standing.writable,
    problem: problem === undefined ? null : showProblem(problem, nameOfFigure(read, found)),
  };
}
