/** Reads conditions that compare a field: with codes, with an order of codes, with a day, or with a credential held. */
import type { Condition, ListCondition } from "./indicator.definitions.js";
import { LanguageFault } from "./indicator.faults.js";
import { FIELDS, fieldNames, fieldOf, NAMED_SETS, SKILL_LEVELS, type Field, type Source } from "./indicator.fields.js";
import type { Comparator, ConditionText } from "./indicator.language.js";

type Comparison = Extract<ConditionText, { kind: "comparison" }>;

export function comparisonOf(source: Source, text: Comparison): Condition {
  const field = fieldOf(source, text.field);
  const spec = field === undefined ? undefined : FIELDS[field];
  if (field === undefined || spec === undefined || spec.type === "number" || spec.type === "identity") {
    const names = fieldNames(source, ({ type }) => type === "code" || type === "date");
    throw new LanguageFault(names, text.at, "UNKNOWN_FIELD", text.field);
  }
  if (spec.type === "date") return dateOf(source, field, text);
  const values = text.set === undefined ? text.values : NAMED_SETS[text.set];
  if (values === undefined) {
    throw new LanguageFault(Object.keys(NAMED_SETS).join(", "), text.valuesAt, "UNKNOWN_SET", text.set ?? "");
  }
  checkClosed(field, values, text);
  const { operator } = text;
  if (spec.order !== undefined && (isLevel(field) || !isPlain(operator)))
    return orderedOf(field, spec.order, operator, values, text);
  if (!isPlain(operator)) throw new LanguageFault("=, !=, in or not in", text.at, "NOT_ORDERED", text.field);
  return { field, operator, values };
}

const isPlain = (operator: Comparator): operator is ListCondition["operator"] =>
  operator === "=" || operator === "!=" || operator === "in" || operator === "not in";

const isLevel = (field: Field): boolean => field.endsWith(".level") && FIELDS[field].order !== undefined;

/** Fields whose values no list holds. */
const CLOSED: Readonly<Partial<Record<Field, readonly string[]>>> = {
  "credential.holder": ["person", "org", "work", "asset"],
  "credential.mutual_recognition": ["true", "false"],
  "target.strict": ["true", "false"],
  "code.level": ["province", "city", "county"],
};

function checkClosed(field: Field, values: readonly string[], text: Comparison): void {
  const closed = CLOSED[field];
  const wrong = values.find((value) => closed !== undefined && !closed.includes(value));
  if (wrong !== undefined) throw new LanguageFault(closed?.join(", ") ?? "", text.valuesAt, "UNKNOWN_VALUE", wrong);
}

/** An ordered comparison becomes the codes it means; a skill level's own rank (1–8) may stand for its name. */
function orderedOf(
  field: Field,
  order: Readonly<Record<string, number>>,
  operator: Comparator,
  values: readonly string[],
  text: Comparison,
): ListCondition {
  const places = values.map((value) => order[field === "credential.level" ? skillOf(value) : value]);
  const [first] = places;
  const unknown = places.indexOf(undefined);
  if (first === undefined || unknown >= 0) {
    throw new LanguageFault(Object.keys(order).join(", "), text.valuesAt, "UNKNOWN_VALUE", values[unknown] ?? "");
  }
  const holds: Readonly<Record<Comparator, (place: number) => boolean>> = {
    "=": (place) => place === first,
    "!=": (place) => place !== first,
    ">=": (place) => place >= first,
    "<=": (place) => place <= first,
    ">": (place) => place > first,
    "<": (place) => place < first,
    in: (place) => places.includes(place),
    "not in": (place) => !places.includes(place),
  };
  return {
    field,
    operator: "in",
    values: Object.entries(order)
      .filter(([, place]) => holds[operator](place))
      .map(([code]) => code),
  };
}

const skillOf = (value: string): string =>
  /^[1-8]$/u.test(value) ? (SKILL_LEVELS[Number(value) - 1] ?? value) : value;

function dateOf(source: Source, field: Field, text: Comparison): Condition {
  const [value = ""] = text.values;
  const other = fieldOf(source, value);
  if (text.operator === "in" || text.operator === "not in" || text.operator === "!=") {
    throw new LanguageFault("=, <, <=, > or >=", text.at, "EXPECTED", text.operator);
  }
  if (value === "today") return { kind: "date", field, operator: text.operator, other: "today" };
  if (/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u.test(value)) {
    return { kind: "date", field, operator: text.operator, other: { day: value } };
  }
  if (other !== undefined && FIELDS[other].type === "date")
    return { kind: "date", field, operator: text.operator, other };
  const names = fieldNames(source, ({ type }) => type === "date");
  throw new LanguageFault(`today, 2026-01-31, ${names}`, text.valuesAt, "NOT_A_DATE", value);
}

export function hasOf(source: Source, text: Extract<ConditionText, { kind: "has" }>): Condition {
  const field = fieldOf("credential", text.field);
  if (source !== "person" || text.source !== "Credential") {
    throw new LanguageFault("Person[has Credential …]", text.at, "UNKNOWN_WORD", `has ${text.source}`);
  }
  if (field !== "credential.kind" && field !== "credential.code") {
    throw new LanguageFault("kind, code", text.at, "UNKNOWN_FIELD", text.field);
  }
  return { kind: "has", field, value: text.value, inPeriod: text.inPeriod };
}
