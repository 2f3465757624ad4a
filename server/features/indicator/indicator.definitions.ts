/**
 * What the words of a definition mean: the ledger it counts, its conditions, and when a row belongs to a period.
 * A word that no ledger carries is a fault with its place, never a guess.
 */
import { comparisonOf, hasOf } from "./indicator.comparisons.js";
import { LanguageFault, type FormulaFault } from "./indicator.faults.js";
import {
  FIELDS,
  fieldNames,
  fieldOf,
  ledgerName,
  PARAMETERS,
  SOURCE_NAMES,
  type Field,
  type Source,
} from "./indicator.fields.js";
import { parse, type Comparator, type Expression, type MeasureText, type Node } from "./indicator.language.js";
import { NAMED_WORDS, USUAL_TIMING, wordsOf, type NamedCondition, type Timing } from "./indicator.words.js";

export type { Field, Source } from "./indicator.fields.js";
export type { Timing } from "./indicator.words.js";

export type Measure =
  | { readonly kind: "rows" }
  | { readonly kind: "distinct" | "sum" | "avg" | "min" | "max" | "last"; readonly field: Field }
  /**
   * The least or greatest of an inner measure over groups. Groups without rows do not take part, unless `among` says which
   * groups there should be: those of a ledger's own field, at 0 where nothing was counted.
   */
  | {
      readonly kind: "extreme";
      readonly pick: "min" | "max";
      readonly by: readonly Field[];
      readonly inner: Measure;
      readonly among?: Definition;
    }
  /** The mean of how far the targets are reached, over everything a target may be set for. */
  | { readonly kind: "attainment"; readonly over: () => readonly Attainable[] };

/** An indicator that a target may be set for, or a part of one. */
export interface Attainable {
  readonly code: string;
  readonly meaning: Meaning;
}

export interface ListCondition {
  readonly kind?: undefined;
  readonly field: Field;
  readonly operator: "=" | "!=" | "in" | "not in";
  readonly values: readonly string[];
}

export type Condition =
  | ListCondition
  | { readonly kind: "named"; readonly name: NamedCondition }
  /** A day compared with another day of the row, with a date, or with the day things are looked at. */
  | {
      readonly kind: "date";
      readonly field: Field;
      readonly operator: Comparator;
      readonly other: Field | "today" | { readonly day: string };
    }
  /** The person holds a credential: of this organization and period, or at all on the period's last day. */
  | { readonly kind: "has"; readonly field: Field; readonly value: string; readonly inPeriod: boolean };

export interface Definition {
  readonly source: Source;
  readonly measure: Measure;
  readonly where: readonly Condition[];
  readonly timing: Timing;
}

/** A measure or parameter inside a formula: an operand under a code of its own. */
export interface Part {
  /** `TR08#1`, or `param(edu_fund_rate)`. */
  readonly code: string;
  readonly definition: Definition;
  readonly node: MeasureText | Extract<Node, { kind: "grouped" | "parameter" | "attainment" }>;
}

/** How an indicator comes by its value. */
export type Meaning =
  | { readonly kind: "reported" }
  | { readonly kind: "counted"; readonly definition: Definition }
  | { readonly kind: "formula"; readonly expression: Expression; readonly parts: readonly Part[] }
  /** The catalogue's text cannot be counted: `at` is where the reading stopped. */
  | { readonly kind: "notYet"; readonly expected: string; readonly at: number; readonly fault: FormulaFault };

/** The definition of another indicator, for `min(by occupation, {EV02})`. */
export interface Lookup {
  (code: string): Definition | undefined;
  /** For `attainment()`: all the catalogue, once it is read. */
  readonly attainable?: () => readonly Attainable[];
}

const NOBODY: Lookup = () => undefined;

/** Decides what an indicator means. Never throws: what cannot be read is `notYet`. */
export function meaningOf(
  kind: "ledger" | "reported" | "formula",
  formula: string | null,
  code = "",
  lookup: Lookup = NOBODY,
): Meaning {
  if (kind === "reported") return { kind: "reported" };
  try {
    return meaningOfNode(parse(formula ?? ""), code, lookup);
  } catch (fault) {
    if (fault instanceof LanguageFault) {
      return { kind: "notYet", expected: fault.expected, at: fault.at, fault: fault.fault };
    }
    throw fault;
  }
}

export function meaningOfNode(node: Node, code: string, lookup: Lookup): Meaning {
  if (node.kind === "measure" || node.kind === "grouped" || node.kind === "attainment") {
    return { kind: "counted", definition: definitionOfNode(node, lookup) };
  }
  const parts: Part[] = [];
  return { kind: "formula", expression: expressionOf(node, code, lookup, parts), parts };
}

/** Arithmetic over codes: measures and parameters become parts with codes of their own. */
function expressionOf(node: Node, code: string, lookup: Lookup, parts: Part[]): Expression {
  switch (node.kind) {
    case "number":
      return node;
    case "indicator":
      return { kind: "indicator", code: node.code, at: node.at, ...(node.all ? { all: true as const } : {}) };
    case "operation": {
      const { operator, at } = node;
      const left = expressionOf(node.left, code, lookup, parts);
      return { kind: "operation", operator, left, right: expressionOf(node.right, code, lookup, parts), at };
    }
    default: {
      const name = node.kind === "parameter" ? `param(${node.name})` : `${code}#${parts.length + 1}`;
      if (!parts.some((part) => part.code === name)) {
        parts.push({ code: name, definition: definitionOfNode(node, lookup), node });
      }
      return { kind: "indicator", code: name, at: node.at };
    }
  }
}

/** Reads a measure; throws a LanguageFault. */
export function definitionOf(text: string, lookup: Lookup = NOBODY): Definition {
  const node = parse(text);
  if (node.kind !== "measure" && node.kind !== "grouped") {
    throw new LanguageFault("count, distinct, sum, avg, min, max or last of a ledger", 0);
  }
  return definitionOfNode(node, lookup);
}

function definitionOfNode(node: Part["node"], lookup: Lookup): Definition {
  if (node.kind === "parameter") return parameterOf(node);
  if (node.kind === "grouped") return groupedOf(node, lookup);
  if (node.kind === "attainment") {
    const over = lookup.attainable ?? (() => []);
    return { source: "target", measure: { kind: "attainment", over }, where: [], timing: "happened" };
  }
  const source = sourceOf(node);
  const measure = measureOf(source, node);
  return { source, measure, ...circumstancesOf(source, measure, node) };
}

function parameterOf({ name, at }: Extract<Node, { kind: "parameter" }>): Definition {
  if (PARAMETERS[name] === undefined) {
    throw new LanguageFault(Object.keys(PARAMETERS).join(", "), at, "UNKNOWN_PARAMETER", name);
  }
  return {
    source: "parameter",
    measure: { kind: "last", field: "parameter.value" },
    where: [{ field: "parameter.name", operator: "=", values: [name] }],
    timing: "whenever",
  };
}

function groupedOf({ pick, by, among, inner, at }: Extract<Node, { kind: "grouped" }>, lookup: Lookup): Definition {
  const definition =
    inner.kind === "measure"
      ? definitionOfNode(inner, lookup)
      : inner.kind === "indicator"
        ? lookup(inner.code)
        : undefined;
  if (definition === undefined || definition.measure.kind === "extreme" || definition.measure.kind === "attainment") {
    throw new LanguageFault(
      "a measure of a ledger",
      inner.at,
      "NOT_A_MEASURE",
      inner.kind === "indicator" ? inner.code : "",
    );
  }
  const fields = by.map(({ name, at: place }) => {
    const field = fieldOf(definition.source, name);
    const spec = field === undefined ? undefined : FIELDS[field];
    if (
      field === undefined ||
      spec === undefined ||
      (spec.type !== "identity" && spec.type !== "code") ||
      spec.several
    ) {
      const names = fieldNames(
        definition.source,
        ({ type, several }) => (type === "identity" || type === "code") && !several,
      );
      throw new LanguageFault(names, place, "UNKNOWN_FIELD", name);
    }
    return field;
  });
  if (fields.length === 0) throw new LanguageFault("what to group by", at);
  const extreme = { kind: "extreme", pick, by: fields, inner: definition.measure } as const;
  return { ...definition, measure: among === undefined ? extreme : { ...extreme, among: amongOf(among, by, lookup) } };
}

/** The groups there should be: one field, of the same name in the other ledger. */
function amongOf(
  among: MeasureText,
  by: readonly { readonly name: string; readonly at: number }[],
  lookup: Lookup,
): Definition {
  const [first, second] = by;
  if (first === undefined || second !== undefined || among.field !== undefined) {
    throw new LanguageFault("one field to group by, and a ledger", among.at);
  }
  const source = sourceOf(among);
  if (fieldOf(source, first.name) === undefined) {
    const names = fieldNames(source, ({ type, distinct }) => type === "identity" || distinct === true);
    throw new LanguageFault(names, first.at, "UNKNOWN_FIELD", first.name);
  }
  return definitionOfNode({ ...among, field: first.name }, lookup);
}

function sourceOf({ source, at }: MeasureText): Source {
  const known = SOURCE_NAMES.find((name) => ledgerName(name) === source && name !== "parameter");
  if (known !== undefined) return known;
  const names = SOURCE_NAMES.filter((name) => name !== "parameter").map(ledgerName);
  throw new LanguageFault(names.join(", "), at, "UNKNOWN_LEDGER", source);
}

function measureOf(source: Source, { verb, field: name, at, source: written }: MeasureText): Measure {
  if (verb === "count") {
    if (name === undefined) return { kind: "rows" };
    throw new LanguageFault(
      `count(${written}), or distinct(${written}.${name})`,
      at + written.length + 1,
      "EXPECTED",
      name,
    );
  }
  // People are counted by who they are, so `distinct(Person[…])` needs no field.
  const field = fieldOf(source, name ?? (source === "person" && verb === "distinct" ? "person" : ""));
  const place = name === undefined ? at : at + written.length + 1;
  const fits = (key: Field): boolean => {
    const { type, distinct, unit } = FIELDS[key];
    if (verb === "distinct") return type === "identity" || distinct === true;
    return type === "number" || (verb !== "sum" && verb !== "avg" && (type === "date" || unit === "grade"));
  };
  if (field !== undefined && fits(field)) return { kind: verb, field };
  const names = fieldNames(source)
    .split(", ")
    .filter((each) => each !== "" && fits(`${source}.${each}` as Field))
    .join(", ");
  const code = field === undefined ? "UNKNOWN_FIELD" : verb === "distinct" ? "NOT_AN_IDENTITY" : "NOT_NUMERIC";
  throw new LanguageFault(names === "" ? "count" : names, place, code, name ?? "");
}

/** Conditions in the order written, and when a row counts. */
function circumstancesOf(
  source: Source,
  measure: Measure,
  { conditions, at }: MeasureText,
): Pick<Definition, "where" | "timing"> {
  const where: Condition[] = [];
  let named: Timing | undefined;
  for (const text of conditions) {
    if (text.kind === "comparison") {
      where.push(comparisonOf(source, text));
    } else if (text.kind === "has") {
      where.push(hasOf(source, text));
    } else {
      const effect = NAMED_WORDS[text.words]?.[source];
      if (effect === undefined) throw new LanguageFault(wordsOf(source), text.at, "UNKNOWN_WORD", text.words);
      if (effect.timing !== undefined) {
        if (named !== undefined && named !== effect.timing) {
          throw new LanguageFault("one condition of time", text.at, "TIMING_TWICE", text.words);
        }
        named = effect.timing;
      }
      if (effect.condition !== undefined) where.push({ kind: "named", name: effect.condition });
    }
  }
  const timing = named ?? (isDecided(source, measure, where) ? "decided" : USUAL_TIMING[source]);
  if (timing === undefined) throw new LanguageFault(wordsOf(source), at, "TIMING_MISSING");
  return { where, timing };
}

/** What was decided belongs to the period of the decision: an approval, a result, a score. */
function isDecided(source: Source, measure: Measure, where: readonly Condition[]): boolean {
  if (source !== "application") return false;
  if ("field" in measure && measure.field === "application.score") return true;
  const order = FIELDS["application.status"].order ?? {};
  return where.some(
    (condition) =>
      condition.kind === undefined &&
      (condition.field === "application.result" ||
        (condition.field === "application.status" &&
          (condition.operator === "=" || condition.operator === "in") &&
          condition.values.every((value) => value === "rejected" || (order[value] ?? 0) >= 4))),
  );
}

/** Whether sums over parts are the whole: distinct persons and things in force are not. */
export function isDistinct(definition: Definition): boolean {
  return definition.measure.kind === "distinct";
}

/** Whether counting looks at the period itself row by row, so that facts per day cannot be kept. */
export function needsSpan({ measure, where, timing }: Definition): boolean {
  if (measure.kind !== "rows" && measure.kind !== "sum" && measure.kind !== "distinct") return true;
  if (timing === "rolling" || timing === "whenever") return true;
  return where.some(
    (condition) =>
      condition.kind === "has" ||
      (condition.kind === "date" && condition.other === "today") ||
      (condition.kind === "named" && condition.name === "hasDoneClass"),
  );
}
