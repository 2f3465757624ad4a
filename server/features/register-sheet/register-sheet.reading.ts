/**
 * A sheet's question about a register, read against its description: names in either language become paths, conditions
 * become a filter. Pure; what the register does not have is refused by name.
 */
import type { FieldSpec, Register, RegisterBook } from "../../graph/register.js";
import { Refusal } from "../../errors.js";

export type Comparison =
  "EQ" | "NE" | "IN" | "CONTAINS" | "STARTS_WITH" | "LT" | "LTE" | "GT" | "GTE" | "EMPTY" | "NOT_EMPTY";

export interface Condition {
  readonly path: string;
  readonly is: Comparison;
  readonly values: readonly string[];
}

/** A column of the sheet: the way to it, and the field at its end. */
export interface SheetPath {
  /** As the sheet calls it: `person.name`, or `activity` for the row it points at. */
  readonly path: string;
  /** What is selected, field by field: `["activity", "number"]`. */
  readonly select: readonly string[];
  readonly label: string;
  readonly field: string;
  readonly spec: FieldSpec;
  /** The relation itself was asked for; the field only stands for it. */
  readonly relation: string | undefined;
  /** The register the relations end at. */
  readonly register: Register;
}

/** Rows lead to rows; no sheet needs to go farther. */
const FARTHEST = 3;
/** What stands for a row in a cell, the first that a register has. */
export const NAMING: readonly string[] = ["number", "code", "name", "title"];

/** The Chinese side of a description, without its remarks. */
export function labelOf(description: string): string {
  return (description.split(" / ")[0] ?? description).replace(/[（，：].*$/u, "").trim();
}

export function registerNamed(book: RegisterBook, name: string): Register {
  const asked = name.trim();
  const shown = book.all.filter(({ query }) => query !== undefined);
  const namesOf = ({ name, query = "", description }: Register): string[] => [name, query, labelOf(description)];
  const found =
    shown.find((register) => namesOf(register).some((word) => isSame(word, asked))) ??
    // 证书、称号与荣誉 is called 证书, too.
    shown.find(({ description }) => labelOf(description).split("、")[0] === asked);
  if (!found) throw new Refusal("UNKNOWN_TARGET", { target: asked.slice(0, 40) });
  return found;
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The member called so, by its name or by its label. */
function memberNamed<Member extends { readonly description: string }>(
  members: Readonly<Record<string, Member>> | undefined,
  word: string,
): readonly [string, Member] | undefined {
  const entries = Object.entries(members ?? {});
  return (
    entries.find(([name]) => isSame(name, word)) ?? entries.find(([, { description }]) => labelOf(description) === word)
  );
}

/** Reads `持证人.姓名` or `person.name`. */
export function pathNamed(book: RegisterBook, start: Register, text: string): SheetPath {
  const words = text.trim().split(/[.．]/u);
  const unknown = (): Refusal =>
    new Refusal("UNKNOWN_FIELD", { target: labelOf(start.description), field: text.slice(0, 60) });
  if (words.length > FARTHEST) throw unknown();
  let register = start;
  const way: string[] = [];
  const labels: string[] = [];
  for (const [index, word] of words.entries()) {
    const field = index === words.length - 1 ? memberNamed(register.fields, word) : undefined;
    if (field) {
      const [name, spec] = field;
      const path = [...way, name].join(".");
      const label = [...labels, labelOf(spec.description)].join("·");
      return { path, select: [...way, name], label, field: name, spec, relation: undefined, register };
    }
    const one = memberNamed(register.one, word);
    if (!one) throw unknown();
    const [name, { to, description }] = one;
    way.push(name);
    labels.push(labelOf(description));
    register = book.get(to);
  }
  const field = register.name === "Organization" ? "name" : NAMING.find((name) => register.fields[name]);
  const spec = field === undefined ? undefined : register.fields[field];
  if (field === undefined || spec === undefined) throw unknown();
  const path = way.join(".");
  return { path, select: [...way, field], label: labels.join("·"), field, spec, relation: way.at(-1), register };
}

/** The register's filter that all conditions together make. `codeOf` turns a code's name into the code. */
export function filterOf(
  book: RegisterBook,
  register: Register,
  conditions: readonly Condition[],
  codeOf: (list: string, text: string) => string,
): Readonly<Record<string, unknown>> | null {
  if (conditions.length === 0) return null;
  const each = conditions.map((condition) => {
    const path = pathNamed(book, register, condition.path);
    const way = path.relation === undefined ? path.select.slice(0, -1) : path.path.split(".");
    return way.reduceRight<Readonly<Record<string, unknown>>>(
      (inner, name) => ({ [name]: inner }),
      endOf(path, condition, codeOf),
    );
  });
  return { and: each };
}

function endOf(
  path: SheetPath,
  { is, values }: Condition,
  codeOf: (list: string, text: string) => string,
): Readonly<Record<string, unknown>> {
  // An organization means itself and all below it: that is how people ask for a school.
  if (path.relation !== undefined && path.register.name === "Organization" && (is === "EQ" || is === "IN"))
    return { or: values.flatMap((word) => [{ within: word }, { name: { eq: word } }]) };
  const { spec } = path;
  const read = (text: string): unknown => {
    if (spec.list !== undefined) return codeOf(spec.list, text);
    if (spec.kind === "int") return Number(text);
    if (spec.kind === "boolean") return ["是", "true", "1", "yes"].includes(text.toLowerCase());
    return text;
  };
  const [first = ""] = values;
  return { [path.field]: operatorOf(spec, is, first, values, read) };
}

function operatorOf(
  spec: FieldSpec,
  is: Comparison,
  first: string,
  values: readonly string[],
  read: (text: string) => unknown,
): Readonly<Record<string, unknown>> {
  if (is === "EMPTY" || is === "NOT_EMPTY") return { isNull: is === "EMPTY" };
  if (spec.kind === "texts") return is === "IN" ? { hasAny: values.map(read) } : { has: read(first) };
  if (is === "IN") return { in: values.map(read) };
  const operator = (
    {
      EQ: "eq",
      NE: "ne",
      CONTAINS: "contains",
      STARTS_WITH: "startsWith",
      LT: "lt",
      LTE: "lte",
      GT: "gt",
      GTE: "gte",
    } as const
  )[is];
  return { [operator]: read(first) };
}

/** As a cell shows it: exact text; null is empty. */
export function cellText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((part) => cellText(part) ?? "").join("、");
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number);
}
