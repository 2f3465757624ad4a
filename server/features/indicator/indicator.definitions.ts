/**
 * What the words of the catalogue mean: the ledgers it may count, their fields, and when a row belongs to a period.
 * Closed on purpose: a word that no ledger of this version carries makes the indicator "not counted yet", never a guess.
 */
import {
  LanguageFault,
  parseFormula,
  parseMeasure,
  type ConditionText,
  type Expression,
} from "./indicator.language.js";

export type Source = "enrolment" | "activity" | "credential" | "affiliation" | "fundEntry" | "organization" | "course";

/** Every field a definition may test, count distinctly or add up, as `source.field`. */
export const FIELDS = [
  "enrolment.act.kind", "enrolment.act.mode", "enrolment.act.form", "enrolment.act.series", "enrolment.status", "enrolment.role",
  "enrolment.funding", "enrolment.channel", "enrolment.category", "enrolment.course_kind", "enrolment.program", "enrolment.outcome",
  "enrolment.person", "enrolment.org", "enrolment.hours_done",
  "activity.kind", "activity.status", "activity.level", "activity.course_kind", "activity.series", "activity.mode", "activity.form",
  "activity.funding", "activity.channel", "activity.hours", "activity.quantity",
  "credential.kind", "credential.code", "credential.level", "credential.issuer", "credential.mutual_recognition", "credential.holder",
  "credential.holder.kind", "credential.act.series", "credential.person",
  "affiliation.role", "affiliation.course", "affiliation.org", "affiliation.person",
  "fundEntry.kind", "fundEntry.direction", "fundEntry.status", "fundEntry.purpose", "fundEntry.fund_source", "fundEntry.amount",
  "organization.kind", "organization.parent",
  "course.kind", "course.status", "course.occupation",
] as const; // prettier-ignore
export type Field = (typeof FIELDS)[number];

/** Fields that are numbers, and so may be added up. */
const NUMBERS: ReadonlySet<string> = new Set<Field>([
  "enrolment.hours_done",
  "activity.hours",
  "activity.quantity",
  "fundEntry.amount",
]);
/** Fields that name somebody or something, and so may be counted distinctly. */
const IDENTITIES: ReadonlySet<string> = new Set<Field>([
  "enrolment.person",
  "enrolment.org",
  "credential.person",
  "affiliation.person",
  "affiliation.course",
  "affiliation.org",
  "organization.parent",
  "course.occupation",
]);

export type Measure = { readonly kind: "rows" } | { readonly kind: "distinct" | "sum"; readonly field: Field };

export interface Condition {
  readonly field: Field;
  readonly operator: "=" | "!=" | "in";
  readonly values: readonly string[];
}

/**
 * When a row belongs to a period. `happened`: its day lies in the period. `inForce`: it holds on the period's last day
 * (today, while the period still runs). `began`, `ended`, `revoked`: that day of it lies in the period.
 */
export type Timing = "happened" | "inForce" | "began" | "ended" | "revoked";

export interface Definition {
  readonly source: Source;
  readonly measure: Measure;
  readonly where: readonly Condition[];
  readonly timing: Timing;
}

/** How an indicator comes by its value. */
export type Meaning =
  | { readonly kind: "reported" }
  | { readonly kind: "counted"; readonly definition: Definition }
  | { readonly kind: "formula"; readonly expression: Expression }
  /** The catalogue says how, but this version's ledgers cannot: `at` is where the reading stopped. */
  | { readonly kind: "notYet"; readonly expected: string; readonly at: number };

const SOURCES: Readonly<Record<string, Source>> = {
  Enrolment: "enrolment",
  Activity: "activity",
  Credential: "credential",
  Affiliation: "affiliation",
  FundEntry: "fundEntry",
  Organization: "organization",
  Course: "course",
};

/** What a source's rows do in time when no named condition says otherwise; an affiliation must say. */
const USUAL_TIMING: Readonly<Partial<Record<Source, Timing>>> = {
  enrolment: "happened",
  activity: "happened",
  credential: "happened",
  fundEntry: "happened",
  organization: "inForce",
  course: "inForce",
};

const NAMED_TIMINGS: Readonly<Record<string, readonly [Timing, ...Source[]]>> = {
  active: ["inForce", "affiliation", "organization", "course"],
  valid: ["inForce", "credential"],
  "start in period": ["began", "affiliation"],
  "end in period": ["ended", "affiliation"],
  "revoked in period": ["revoked", "credential"],
};

/** Ascending: a later level is a higher one. */
export const ACTIVITY_LEVELS = ["unit", "county", "city", "province", "national"] as const;
/** Ranks 1 to 8 of the skill levels, in the ledgers' `level_rank`. */
export const SKILL_LEVELS = [
  "apprentice",
  "junior",
  "intermediate",
  "senior",
  "technician",
  "senior_technician",
  "super_technician",
  "chief_technician",
] as const;

const HOLDERS: ReadonlySet<string> = new Set(["person", "org", "work"]);

/** Decides what an indicator of the catalogue means. Never throws: what cannot be read is `notYet`. */
export function meaningOf(kind: "ledger" | "reported" | "formula", formula: string | null): Meaning {
  if (kind === "reported") return { kind: "reported" };
  try {
    return kind === "formula"
      ? { kind: "formula", expression: parseFormula(formula ?? "") }
      : { kind: "counted", definition: definitionOf(formula ?? "") };
  } catch (fault) {
    if (fault instanceof LanguageFault) return { kind: "notYet", expected: fault.expected, at: fault.at };
    throw fault;
  }
}

/** Reads a measure of the catalogue; throws a LanguageFault where a word has no ledger behind it. */
export function definitionOf(text: string): Definition {
  const read = parseMeasure(text);
  const source = SOURCES[read.source];
  if (source === undefined) throw new LanguageFault("a ledger of this version", read.at);
  const measure = measureOf(source, read.verb, read.field, read.at);
  let timing = USUAL_TIMING[source];
  const where: Condition[] = [];
  for (const condition of read.conditions) {
    if (condition.kind === "comparison") {
      where.push(conditionOf(source, condition));
      continue;
    }
    const [named, ...sources] = NAMED_TIMINGS[condition.words] ?? [];
    if (named === undefined || !(sources as readonly Source[]).includes(source))
      throw new LanguageFault("a known condition", condition.at);
    timing = named;
  }
  if (timing === undefined) throw new LanguageFault("when a row counts, such as active", read.at);
  return { source, measure, where, timing };
}

function measureOf(source: Source, verb: string, field: string | undefined, at: number): Measure {
  if (verb === "count" && field === undefined) return { kind: "rows" };
  const known = field === undefined ? undefined : fieldOf(source, field);
  if (verb === "sum" && known !== undefined && NUMBERS.has(known)) return { kind: "sum", field: known };
  if (verb === "distinct" && known !== undefined && IDENTITIES.has(known)) return { kind: "distinct", field: known };
  throw new LanguageFault("count, distinct or sum of a fitting field", at);
}

const fieldOf = (source: Source, name: string): Field | undefined =>
  FIELDS.find((field) => field === `${source}.${name}`);

type Comparison = Extract<ConditionText, { kind: "comparison" }>;

function conditionOf(source: Source, text: Comparison): Condition {
  const field = fieldOf(source, text.field);
  if (field === undefined || NUMBERS.has(field) || IDENTITIES.has(field))
    throw new LanguageFault("a known field", text.at);
  if (field === "activity.level" || field === "credential.level") return levelCondition(field, text);
  if (field === "credential.holder" && !text.values.every((value) => HOLDERS.has(value))) {
    throw new LanguageFault("person, org or work", text.at);
  }
  if (text.operator === "=" || text.operator === "!=" || text.operator === "in") {
    return { field, operator: text.operator, values: text.values };
  }
  throw new LanguageFault("=, != or in", text.at);
}

/** An ordered comparison becomes the list of levels it means; a skill level's own rank (1–8) may stand for its name. */
function levelCondition(field: "activity.level" | "credential.level", text: Comparison): Condition {
  const scale: readonly string[] = field === "activity.level" ? ACTIVITY_LEVELS : SKILL_LEVELS;
  const places = text.values.map((value) =>
    field === "credential.level" && /^[1-8]$/u.test(value) ? Number(value) - 1 : scale.indexOf(value),
  );
  const [first] = places;
  if (first === undefined || places.includes(-1)) throw new LanguageFault("a known level", text.at);
  const holds: Readonly<Record<Comparison["operator"], (place: number) => boolean>> = {
    "=": (place) => place === first,
    "!=": (place) => place !== first,
    ">=": (place) => place >= first,
    "<=": (place) => place <= first,
    ">": (place) => place > first,
    "<": (place) => place < first,
    in: (place) => places.includes(place),
  };
  return { field, operator: "in", values: scale.filter((_, place) => holds[text.operator](place)) };
}

/** Whether sums over parts are the whole: distinct persons and things in force are not. */
export function isDistinct(definition: Definition): boolean {
  return definition.measure.kind === "distinct";
}
