/**
 * Reads the one language of the catalogue: arithmetic over measures of ledgers, other indicators (`{TR01}`, `{MB01:all}`),
 * parameters (`param(edu_fund_rate)`) and numbers. Only the shape is read here; what a word means is decided by the
 * definitions. Text that does not fit is a fault with its position, never a guess.
 */
import { LanguageFault } from "./indicator.faults.js";

/** `min` and `max` take the lesser and the greater of two values. */
export type Operator = "+" | "-" | "*" | "/" | "min" | "max";

/** What a formula comes down to. An operand's code is an indicator's, or that of a part of the formula (see `Part`). */
export type Expression =
  | { readonly kind: "indicator"; readonly code: string; readonly at: number; readonly all?: true }
  | { readonly kind: "number"; readonly value: string; readonly at: number }
  | {
      readonly kind: "operation";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at?: number;
    };

export const VERBS = ["count", "distinct", "sum", "avg", "min", "max", "last"] as const;
export type Verb = (typeof VERBS)[number];

/** `count`, `distinct`, `sum` … over a source, perhaps one of its fields, under conditions. */
export interface MeasureText {
  readonly kind: "measure";
  readonly verb: Verb;
  readonly source: string;
  readonly field: string | undefined;
  readonly conditions: readonly ConditionText[];
  /** Where the ledger is named. */
  readonly at: number;
}

export type Comparator = "=" | "!=" | ">=" | "<=" | ">" | "<" | "in" | "not in";

export type ConditionText =
  | {
      readonly kind: "comparison";
      readonly field: string;
      readonly operator: Comparator;
      readonly values: readonly string[];
      /** The name of a set of values, as in `category in priority_groups`. */
      readonly set?: string;
      readonly at: number;
      /** Where the values begin. */
      readonly valuesAt: number;
    }
  /** `has Credential kind=diploma in period` */
  | {
      readonly kind: "has";
      readonly source: string;
      readonly field: string;
      readonly value: string;
      readonly inPeriod: boolean;
      readonly at: number;
    }
  /** A named condition such as `active` or `start in period`. */
  | { readonly kind: "words"; readonly words: string; readonly at: number };

/** The tree of a text, as written. */
export type Node =
  | { readonly kind: "number"; readonly value: string; readonly at: number }
  | { readonly kind: "indicator"; readonly code: string; readonly all: boolean; readonly at: number }
  | { readonly kind: "parameter"; readonly name: string; readonly at: number }
  /** `attainment()`: how far the organization's targets of the period are reached. */
  | { readonly kind: "attainment"; readonly at: number }
  | {
      readonly kind: "operation";
      readonly operator: Operator;
      readonly left: Node;
      readonly right: Node;
      readonly at: number;
    }
  | MeasureText
  /** `min(by person, …)`, or over every group there should be: `min(by course of Course[kind=major, active], …)` */
  | {
      readonly kind: "grouped";
      readonly pick: "min" | "max";
      readonly by: readonly { readonly name: string; readonly at: number }[];
      readonly among: MeasureText | undefined;
      readonly inner: Node;
      readonly at: number;
    };

/** A cursor over the text: blanks are skipped before everything. */
class Cursor {
  at = 0;

  constructor(readonly text: string) {}

  /** Where the next word begins. */
  get next(): number {
    const blanks = /\s*/uy;
    blanks.lastIndex = this.at;
    blanks.exec(this.text);
    return blanks.lastIndex;
  }

  take(pattern: RegExp): string | undefined {
    const sticky = new RegExp(pattern.source, "uy");
    sticky.lastIndex = this.next;
    const found = sticky.exec(this.text);
    if (!found) return undefined;
    this.at = sticky.lastIndex;
    return found[0];
  }

  expect(pattern: RegExp, expected: string): string {
    const found = this.take(pattern);
    if (found === undefined) throw this.fault(expected);
    return found;
  }

  end(): void {
    this.expect(/$/u, "the end");
  }

  fault(expected: string, code: LanguageFault["code"] = "EXPECTED"): LanguageFault {
    const at = this.next;
    const found = /^(?:[\p{L}\p{N}_]+|.)/u.exec(this.text.slice(at))?.[0] ?? "";
    return new LanguageFault(expected, at, code, found.slice(0, 40));
  }
}

/** Deeper nesting is a slip or an attack; no formula of people needs it. */
const DEEPEST = 20;
const LONGEST = 2000;

/** Reads any definition; throws a LanguageFault. */
export function parse(text: string): Node {
  if (text.length > LONGEST) throw new LanguageFault(`at most ${LONGEST} characters`, LONGEST, "TOO_LONG");
  const cursor = new Cursor(text);
  if (cursor.take(/$/u) !== undefined) throw new LanguageFault(OPERAND, 0, "EMPTY");
  const node = readSum(cursor, 0);
  cursor.end();
  return node;
}

const OPERAND = "an indicator in braces, a measure, param(…), a number or (";

function readSum(cursor: Cursor, depth: number): Node {
  let left = readProduct(cursor, depth);
  for (;;) {
    const at = cursor.next;
    const operator = cursor.take(/[+-]/u);
    if (operator === undefined) return left;
    left = { kind: "operation", operator: operator as Operator, left, right: readProduct(cursor, depth), at };
  }
}

function readProduct(cursor: Cursor, depth: number): Node {
  let left = readOperand(cursor, depth);
  for (;;) {
    const at = cursor.next;
    const operator = cursor.take(/[*/]/u);
    if (operator === undefined) return left;
    left = { kind: "operation", operator: operator as Operator, left, right: readOperand(cursor, depth), at };
  }
}

function readOperand(cursor: Cursor, depth: number): Node {
  if (depth > DEEPEST) throw cursor.fault(`at most ${DEEPEST} brackets`, "TOO_DEEP");
  const at = cursor.next;
  const number = cursor.take(/\d+(?:\.\d+)?/u);
  if (number !== undefined) return { kind: "number", value: number, at };
  if (cursor.take(/\(/u)) {
    const inner = readSum(cursor, depth + 1);
    cursor.expect(/\)/u, ")");
    return inner;
  }
  if (cursor.take(/\{/u)) return readIndicator(cursor, at);
  const verb = cursor.take(/[a-z]+(?=\s*\()/u);
  if (verb === undefined) throw cursor.fault(OPERAND);
  cursor.expect(/\(/u, "(");
  if (verb === "param") {
    const name = cursor.expect(/[a-z][a-z0-9_]*/u, "the name of a parameter");
    cursor.expect(/\)/u, ")");
    return { kind: "parameter", name, at };
  }
  if (verb === "attainment") {
    cursor.expect(/\)/u, ")");
    return { kind: "attainment", at };
  }
  if (!(VERBS as readonly string[]).includes(verb)) {
    throw new LanguageFault([...VERBS, "param", "attainment"].join(", "), at, "UNKNOWN_VERB", verb);
  }
  const node = readCall(cursor, verb as Verb, at, depth);
  cursor.expect(/\)/u, ")");
  return node;
}

function readIndicator(cursor: Cursor, at: number): Node {
  const code = cursor.expect(/[A-Z]{2,4}\d{2,4}/u, "an indicator code");
  const all = cursor.take(/:\s*all\b/u) !== undefined;
  cursor.expect(/\}/u, "}");
  return { kind: "indicator", code, all, at };
}

/** What stands between the brackets: a measure of a ledger, `by` groups, or two values to choose from. */
function readCall(cursor: Cursor, verb: Verb, at: number, depth: number): Node {
  const ledger = cursor.take(/(?=[A-Z])/u) !== undefined;
  if (ledger || (verb !== "min" && verb !== "max")) return readMeasure(cursor, verb);
  if (cursor.take(/by\b/u) !== undefined) {
    const by: { name: string; at: number }[] = [];
    do by.push({ at: cursor.next, name: cursor.expect(/[a-z][a-z_.]*(?=\s*,|\s+of\s)/u, "what to group by") });
    while (cursor.take(/,(?=\s*[a-z_.]+(?:\s*,|\s+of\s))/u) !== undefined);
    const among = cursor.take(/of\b/u) === undefined ? undefined : readMeasure(cursor, "distinct");
    cursor.expect(/,/u, ",");
    return { kind: "grouped", pick: verb, by, among, inner: readSum(cursor, depth + 1), at };
  }
  let left = readSum(cursor, depth + 1);
  cursor.expect(/,/u, ",");
  do left = { kind: "operation", operator: verb, left, right: readSum(cursor, depth + 1), at };
  while (cursor.take(/,/u) !== undefined);
  return left;
}

function readMeasure(cursor: Cursor, verb: Verb): MeasureText {
  const at = cursor.next;
  const source = cursor.expect(/[A-Z][A-Za-z]*/u, "a ledger");
  const field = cursor.take(/\./u) === undefined ? undefined : cursor.expect(/[a-z_]+(?:\.[a-z_]+)?/u, "a field");
  const conditions: ConditionText[] = [];
  if (cursor.take(/\[/u)) {
    do conditions.push(readCondition(cursor));
    while (cursor.take(/,/u));
    cursor.expect(/\]/u, "]");
  }
  return { kind: "measure", verb, source, field, conditions, at };
}

const VALUE = /[A-Za-z0-9_-]+/u;
const NAME = /[a-z_]+(?:\.[a-z_]+)?/u;

function readCondition(cursor: Cursor): ConditionText {
  const at = cursor.next;
  if (cursor.take(/has\s+(?=[A-Z])/u) !== undefined) return readHas(cursor, at);
  const field = cursor.take(
    /[a-z_]+(?:\.[a-z_]+)?(?=\s*(?:=|!=|>=|<=|>|<|in\s*\(|in\s+[a-z]|not\s+in\b))(?!\s+in\s+period\b)/u,
  );
  if (field === undefined) {
    const words = cursor.expect(/[a-z][a-z0-9]*(?: +[a-z0-9]+)*/u, "a condition");
    return { kind: "words", words: words.replace(/ +/gu, " "), at };
  }
  const sign = cursor.expect(/!=|>=|<=|=|>|<|in\b|not\s+in\b/u, "a comparison");
  const operator = (sign.startsWith("not") ? "not in" : sign) as Comparator;
  const valuesAt = cursor.next;
  if (operator !== "in" && operator !== "not in") {
    return { kind: "comparison", field, operator, values: [cursor.expect(VALUE, "a value")], at, valuesAt };
  }
  if (cursor.take(/(?=\()/u) === undefined) {
    const set = cursor.expect(/[a-z_]+/u, "( and a list of values, or a named set");
    return { kind: "comparison", field, operator, values: [], set, at, valuesAt };
  }
  return { kind: "comparison", field, operator, values: readValues(cursor), at, valuesAt };
}

function readHas(cursor: Cursor, at: number): ConditionText {
  const source = cursor.expect(/[A-Z][A-Za-z]*/u, "a ledger");
  const field = cursor.expect(NAME, "a field");
  cursor.expect(/=/u, "=");
  const value = cursor.expect(VALUE, "a value");
  return { kind: "has", source, field, value, inPeriod: cursor.take(/in\s+period\b/u) !== undefined, at };
}

function readValues(cursor: Cursor): string[] {
  cursor.expect(/\(/u, "(");
  const values = [cursor.expect(VALUE, "a value")];
  while (cursor.take(/,/u)) values.push(cursor.expect(VALUE, "a value"));
  cursor.expect(/\)/u, ")");
  return values;
}

/** The codes a formula names, each once. */
export function codesOf(expression: Expression): readonly string[] {
  if (expression.kind === "indicator") return [expression.code];
  if (expression.kind === "number") return [];
  return [...new Set([...codesOf(expression.left), ...codesOf(expression.right)])];
}
