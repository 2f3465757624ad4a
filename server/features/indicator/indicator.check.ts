/**
 * Checks the units of a definition: 人 and 人次 are never added, a quotient of alike is a share, and the result is what the
 * indicator says it is. Pure: the units of other indicators come in.
 */
import { meaningOfNode, type Definition, type Lookup, type Measure, type Part } from "./indicator.definitions.js";
import { LanguageFault } from "./indicator.faults.js";
import { FIELDS, fieldOf, ledgerName, PARAMETERS, SOURCE_NAMES, type Source } from "./indicator.fields.js";
import type { Node, Operator } from "./indicator.language.js";
import {
  dimensionOf,
  fitsDeclared,
  NO_DIMENSION,
  sameDimension,
  showDimension,
  timesDimension,
  type Dimension,
  type Unit,
} from "./indicator.units.js";

/** The declared unit of an indicator; undefined for a code nobody knows. */
export type UnitOf = (code: string) => Dimension | undefined;

/** What a row may be counted in. An enrolment is 人次, never 人: people are counted by `distinct`. */
const ROW_UNITS: Readonly<Partial<Record<Source, readonly Unit[]>>> = {
  enrolment: ["participation"],
  attendance: ["participation"],
  // One certificate a person and kind, one role a person and organization, one application a person and round.
  credential: ["count", "participation", "person"],
  affiliation: ["count", "person"],
  application: ["count", "person"],
  person: ["person"],
};

/** The units a measure may be in: several where the ledger's rows are read in more than one way. */
export function unitsOf({ source, measure }: Pick<Definition, "source" | "measure">): readonly Unit[] {
  const of = (inner: Measure): readonly Unit[] => {
    if (inner.kind === "rows") return ROW_UNITS[source] ?? ["count"];
    if (inner.kind === "extreme") return of(inner.inner);
    if (inner.kind === "attainment") return ["ratio"];
    return [FIELDS[inner.field].unit ?? "count"];
  };
  return of(measure);
}

function unitsOfPart(part: Part): readonly Dimension[] {
  if (part.node.kind === "parameter") return [dimensionOf(PARAMETERS[part.node.name]?.unit ?? "ratio")];
  return unitsOf(part.definition).map(dimensionOf);
}

/** Every dimension a text may have; throws a LanguageFault with the place where units do not go together. */
export function dimensionsOfNode(node: Node, unitOf: UnitOf, lookup: Lookup): readonly Dimension[] {
  switch (node.kind) {
    case "number":
      return [NO_DIMENSION];
    case "indicator": {
      const unit = unitOf(node.code);
      if (unit === undefined)
        throw new LanguageFault("an indicator of the catalogue", node.at, "UNKNOWN_CODE", node.code);
      return [unit];
    }
    case "operation":
      return combine(
        node.operator,
        dimensionsOfNode(node.left, unitOf, lookup),
        dimensionsOfNode(node.right, unitOf, lookup),
        node.at,
      );
    default: {
      const meaning = meaningOfNode(node, "", lookup);
      if (meaning.kind === "counted") return unitsOf(meaning.definition).map(dimensionOf);
      return meaning.kind === "formula" ? meaning.parts.flatMap(unitsOfPart) : [NO_DIMENSION];
    }
  }
}

function combine(
  operator: Operator,
  left: readonly Dimension[],
  right: readonly Dimension[],
  at: number,
): readonly Dimension[] {
  if (operator === "*" || operator === "/") {
    const products = left.flatMap((a) => right.map((b) => timesDimension(a, b, operator === "*" ? 1 : -1)));
    return onceEach(products, at);
  }
  const both = left.filter((a) => right.some((b) => sameDimension(a, b)));
  if (both.length > 0) return both;
  throw new LanguageFault(shown(left), at, "UNIT_MISMATCH", shown(right));
}

/** Nobody's formula multiplies so many things that are read in several ways. */
const MOST_READINGS = 100;

/** Rows read in several ways multiply; the same dimension is kept once, and there are never too many. */
function onceEach(dimensions: readonly Dimension[], at: number): readonly Dimension[] {
  const key = (dimension: Dimension): string =>
    [...dimension]
      .map(([unit, exponent]) => `${unit}${exponent}`)
      .sort()
      .join(" ");
  const once = [...new Map(dimensions.map((dimension) => [key(dimension), dimension])).values()];
  if (once.length > MOST_READINGS) throw new LanguageFault("fewer factors", at, "TOO_LONG");
  return once;
}

export const shown = (dimensions: readonly Dimension[]): string =>
  [...new Set(dimensions.map(showDimension))].join(" 或 ");

/** Throws where the text is not in the unit that is declared; hands back the units it may be in. */
export function checkUnits(
  node: Node,
  declared: Dimension | undefined,
  unitOf: UnitOf,
  lookup: Lookup,
): readonly Dimension[] {
  const possible = dimensionsOfNode(node, unitOf, lookup);
  if (declared !== undefined && !possible.some((dimension) => fitsDeclared(dimension, declared))) {
    throw new LanguageFault(showDimension(declared), 0, "UNIT_NOT_DECLARED", shown(possible));
  }
  return possible;
}

/** Every value a text compares with a code list, with its place, for whoever knows the lists. */
export function listedValues(node: Node): readonly { list: string; value: string; at: number }[] {
  if (node.kind === "operation") return [...listedValues(node.left), ...listedValues(node.right)];
  if (node.kind === "grouped")
    return [...(node.among === undefined ? [] : listedValues(node.among)), ...listedValues(node.inner)];
  if (node.kind !== "measure") return [];
  const source = SOURCE_NAMES.find((name) => ledgerName(name) === node.source);
  return node.conditions.flatMap((condition) => {
    if (condition.kind === "has") return [{ list: "credential_kind", value: condition.value, at: condition.at }];
    if (condition.kind !== "comparison" || source === undefined) return [];
    const field = fieldOf(source, condition.field);
    // Skill levels are written by name or rank here, and by document number in their list.
    const list = field === undefined || field === "credential.level" ? undefined : FIELDS[field].list;
    return list === undefined ? [] : condition.values.map((value) => ({ list, value, at: condition.valuesAt }));
  });
}
