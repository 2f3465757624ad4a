/**
 * A grouped question as it was asked, read against a register: dimensions with their levels, measures with their fields,
 * each under the name that orders and conditions call it by. Refuses what does not fit, before the database is asked.
 */
import { addMonths, type LocalDate } from "../../domain/local-date.js";
import { periodOf } from "../../domain/period.js";
import { Refusal } from "../../errors.js";
import { OrderDirection } from "../node.js";
import type { DimensionSpec, PeriodGrain, Register, RegisterBook } from "../register.js";
import { dimensionsOf, measuredOf, personPath, type MeasuredSpec } from "./derive-dimensions.js";

export const MOST_GROUPS = 5000;
export const USUAL_GROUPS = 500;
export const MOST_DIMENSIONS = 4;
export const MOST_MEASURES = 20;

export type RegionLevel = "PROVINCE" | "CITY" | "COUNTY";
export type MeasureKind = "ROWS" | "PERSONS" | "DISTINCT" | "SUM" | "AVERAGE" | "MIN" | "MAX";
export type MeasureView =
  | "VALUE"
  | "SHARE_OF_TOTAL"
  | "SHARE_OF_PARENT"
  | "CUMULATIVE"
  | "YEAR_TO_DATE"
  | "RANK"
  | "RANK_IN_PARENT"
  | "YEAR_BEFORE"
  | "CHANGE"
  | "CHANGE_RATE"
  | "TARGET"
  | "TARGET_RATE";

type Optional<T> = T | null | undefined;

export interface GroupByInput {
  readonly dimension: string;
  readonly name?: Optional<string>;
  readonly grain?: Optional<PeriodGrain>;
  readonly level?: Optional<RegionLevel>;
  readonly kind?: Optional<string>;
  readonly below?: Optional<string>;
  readonly depth?: Optional<number>;
  readonly from?: Optional<string>;
  readonly to?: Optional<string>;
}

export interface MeasureInput {
  readonly measure: MeasureKind;
  readonly of?: Optional<string>;
  readonly as?: Optional<MeasureView>;
  readonly indicator?: Optional<string>;
  readonly name?: Optional<string>;
}

export type Bounds = Readonly<Partial<Record<"eq" | "ne" | "gt" | "gte" | "lt" | "lte", string | null>>> & {
  readonly isNull?: boolean | null;
};

export interface GroupArgs {
  readonly groupBy: readonly GroupByInput[];
  readonly measures?: readonly MeasureInput[] | null;
  readonly filter?: Readonly<Record<string, unknown>> | null;
  readonly having?: readonly { readonly by: string; readonly value: Bounds }[] | null;
  readonly orderBy?: readonly { readonly by: string; readonly direction?: OrderDirection | null }[] | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
  readonly totals?: readonly number[] | null;
  readonly suppressBelow?: number | null;
}

/** Days from the first to before the last. */
export interface Window {
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

export interface AskedDimension {
  readonly name: string;
  readonly spec: DimensionSpec;
  readonly grain: PeriodGrain;
  readonly window: Window;
  readonly level: RegionLevel | undefined;
  readonly kind: string | undefined;
  readonly below: string | undefined;
  readonly depth: number;
}

export interface AskedMeasure {
  readonly name: string;
  readonly kind: MeasureKind;
  readonly of: MeasuredSpec | undefined;
  readonly as: MeasureView;
  readonly indicator: string | undefined;
}

export interface Ordering {
  readonly on: "dimension" | "measure";
  readonly index: number;
  readonly descending: boolean;
}

export interface Question {
  readonly dimensions: readonly AskedDimension[];
  readonly measures: readonly AskedMeasure[];
  readonly filter: Readonly<Record<string, unknown>> | undefined;
  readonly having: readonly { readonly index: number; readonly bounds: Bounds }[];
  readonly orderBy: readonly Ordering[];
  readonly limit: number;
  readonly offset: number;
  /** How many leading dimensions each asked total keeps. */
  readonly totals: readonly number[];
  readonly suppressBelow: number | undefined;
}

export function readQuestion(book: RegisterBook, register: Register, args: GroupArgs): Question {
  if (args.groupBy.length > MOST_DIMENSIONS) throw new Refusal("TOO_MANY_DIMENSIONS", { max: MOST_DIMENSIONS });
  const asked = args.measures ?? [];
  if (asked.length > MOST_MEASURES) throw new Refusal("TOO_MANY_MEASURES", { max: MOST_MEASURES });
  const dimensions = args.groupBy.map((input) => readDimension(book, register, input));
  const measures = asked.map((input) => readMeasure(book, register, input));
  for (const measure of measures) checkFit(book, register, measure, dimensions);
  const places = placesOf(dimensions, measures);
  const placeOf = (name: string): Place => {
    const place = places.get(name);
    if (!place) throw new Refusal("UNKNOWN_GROUP_NAME", { name });
    return place;
  };
  return {
    dimensions,
    measures,
    filter: args.filter ?? undefined,
    having: (args.having ?? []).map(({ by, value }) => {
      const { on, index } = placeOf(by);
      if (on !== "measure") throw new Refusal("UNKNOWN_GROUP_NAME", { name: by });
      return { index, bounds: value };
    }),
    orderBy: (args.orderBy ?? []).map(({ by, direction }) => ({
      ...placeOf(by),
      descending: direction === OrderDirection.DESC,
    })),
    limit: sizeOf(args.limit),
    offset: Math.max(args.offset ?? 0, 0),
    totals: [...new Set(args.totals ?? [])].map((level) => totalOf(level, dimensions.length)),
    suppressBelow: args.suppressBelow ?? undefined,
  };
}

function sizeOf(limit: number | null | undefined): number {
  const size = limit ?? USUAL_GROUPS;
  if (size < 1 || size > MOST_GROUPS) throw new Refusal("PAGE_SIZE", { max: MOST_GROUPS });
  return size;
}

function totalOf(level: number, dimensions: number): number {
  if (level < 0 || level >= Math.max(dimensions, 1)) throw new Refusal("BAD_TOTAL", { level, max: dimensions - 1 });
  return level;
}

interface Place {
  readonly on: "dimension" | "measure";
  readonly index: number;
}

/** A name says one thing: a second of the same name would leave an order or a condition open. */
function placesOf(
  dimensions: readonly { readonly name: string }[],
  measures: readonly { readonly name: string }[],
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const put = (name: string, place: Place): void => {
    if (places.has(name)) throw new Refusal("GROUP_NAME_TWICE", { name });
    places.set(name, place);
  };
  dimensions.forEach(({ name }, index) => put(name, { on: "dimension", index }));
  measures.forEach(({ name }, index) => put(name, { on: "measure", index }));
  return places;
}

function readDimension(book: RegisterBook, register: Register, input: GroupByInput): AskedDimension {
  const spec = dimensionsOf(book, register)[input.dimension];
  if (!spec) throw new Refusal("UNKNOWN_DIMENSION", { target: register.name, dimension: input.dimension });
  const { division } = spec;
  const only = (option: string, fits: boolean): void => {
    if (!fits) throw new Refusal("BAD_GROUP_LEVEL", { dimension: input.dimension, option });
  };
  const { grain, level, kind, below, depth, from, to } = input;
  if (grain != null) only("grain", division.by === "period" && (division.grain ?? grain) === grain);
  if (from != null || to != null) only("from/to", division.by === "period");
  if (level != null) only("level", division.by === "region");
  const isOrganization = division.by === "organization" && division.nearest === undefined;
  if (kind != null) only("kind", isOrganization && below == null);
  if (below != null) only("below", isOrganization);
  if (depth != null) only("depth", below != null && depth >= 1 && depth <= 20);
  const fixed = division.by === "period" ? division.grain : undefined;
  return {
    name: input.name ?? input.dimension,
    spec,
    grain: fixed ?? grain ?? "MONTH",
    window: windowOf(from, to),
    level: level ?? undefined,
    kind: division.by === "organization" ? (division.nearest ?? kind ?? undefined) : undefined,
    below: below ?? undefined,
    depth: depth ?? 1,
  };
}

function windowOf(from: Optional<string>, to: Optional<string>): Window {
  const read = (text: string): { from: LocalDate; to: LocalDate } => {
    const period = periodOf(text);
    if (!period) throw new Refusal("BAD_PERIOD", { period: text.slice(0, 40) });
    return period;
  };
  return {
    ...(from == null ? {} : { from: read(from).from }),
    ...(to == null ? {} : { to: read(to).to }),
  };
}

/** From the finest to the widest. */
const GRAINS: readonly PeriodGrain[] = ["DAY", "MONTH", "QUARTER", "TERM", "HALF", "YEAR", "SCHOOL_YEAR"];

/**
 * Of the dimensions that `mask` keeps, those that are periods of the day measures over time go by,
 * which is the first period's; the finest first.
 */
export function timeKeys(question: Question, mask: number): readonly number[] {
  const periods = question.dimensions.flatMap(({ spec }, index) =>
    spec.division.by === "period" && (mask & (1 << index)) !== 0 ? [index] : [],
  );
  const dayOf = (index: number | undefined): unknown => {
    const division = question.dimensions[index ?? -1]?.spec.division;
    return division?.by === "period" ? division.day : undefined;
  };
  const main = dayOf(periods[0]);
  const grainOf = (index: number): number => GRAINS.indexOf(question.dimensions[index]?.grain ?? "YEAR");
  return periods.filter((index) => dayOf(index) === main).sort((a, b) => grainOf(a) - grainOf(b));
}

/** The same days one year earlier. */
export function yearBefore({ from, to }: Window): Window {
  return {
    ...(from === undefined ? {} : { from: addMonths(from, -12) }),
    ...(to === undefined ? {} : { to: addMonths(to, -12) }),
  };
}

function readMeasure(book: RegisterBook, register: Register, input: MeasureInput): AskedMeasure {
  const { measure: kind, of } = input;
  const as = input.as ?? "VALUE";
  const found = of == null ? undefined : measuredOf(book, register)[of];
  if (of != null && !found) throw new Refusal("UNKNOWN_FIELD", { target: register.name, field: of });
  const usual = [kind, of, as === "VALUE" ? undefined : as].filter((part) => part != null).join("_");
  return { name: input.name ?? usual, kind, of: found, as, indicator: input.indicator ?? undefined };
}

const ADDS_UP: ReadonlySet<MeasureKind> = new Set(["ROWS", "PERSONS", "DISTINCT", "SUM"]);
const OVER_TIME: ReadonlySet<MeasureView> = new Set([
  "CUMULATIVE",
  "YEAR_TO_DATE",
  "YEAR_BEFORE",
  "CHANGE",
  "CHANGE_RATE",
  "TARGET",
  "TARGET_RATE",
]);
export const isTarget = (as: MeasureView): boolean => as === "TARGET" || as === "TARGET_RATE";
export const isShare = (as: MeasureView): boolean => as === "SHARE_OF_TOTAL" || as === "SHARE_OF_PARENT";
export const isOfYearBefore = (as: MeasureView): boolean =>
  as === "YEAR_BEFORE" || as === "CHANGE" || as === "CHANGE_RATE";
export const runsOn = (as: MeasureView): boolean => as === "CUMULATIVE" || as === "YEAR_TO_DATE";

function checkFit(
  book: RegisterBook,
  register: Register,
  measure: AskedMeasure,
  dimensions: readonly AskedDimension[],
): void {
  const { kind, of, as, name } = measure;
  const fits: Readonly<Record<MeasureKind, boolean>> = {
    ROWS: of === undefined,
    PERSONS: of === undefined && personPath(book, register) !== undefined,
    DISTINCT: of !== undefined,
    SUM: of?.is === "number",
    AVERAGE: of?.is === "number",
    MIN: of?.is === "number",
    MAX: of?.is === "number",
  };
  if (!fits[kind] || (isShare(as) && !ADDS_UP.has(kind)) || isTarget(as) !== (measure.indicator !== undefined))
    throw new Refusal("MEASURE_MISFIT", { target: register.name, measure: name });
  const has = (by: string): boolean => dimensions.some(({ spec }) => spec.division.by === by);
  if (OVER_TIME.has(as) && !has("period")) throw new Refusal("MEASURE_NEEDS", { measure: name, dimension: "PERIOD" });
  if (isTarget(as) && !has("organization"))
    throw new Refusal("MEASURE_NEEDS", { measure: name, dimension: "ORGANIZATION" });
}
