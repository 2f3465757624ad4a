/**
 * Reads the two languages of the catalogue: arithmetic of other indicators (`{TR01}/{ST01}`) and measures of a ledger
 * (`count(Enrolment[act.kind=class, status=completed])`). Only the shape is read here; what a word means is decided
 * by the definitions. Text that does not fit is a fault with its position, never a guess.
 */

export type Operator = "+" | "-" | "*" | "/";

export type Expression =
  | { readonly kind: "indicator"; readonly code: string; readonly at: number }
  | { readonly kind: "number"; readonly value: string; readonly at: number }
  | { readonly kind: "operation"; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

/** `count`, `distinct`, `sum` … over a source, perhaps one of its fields, under conditions. */
export interface MeasureText {
  readonly verb: string;
  readonly source: string;
  readonly field: string | undefined;
  readonly conditions: readonly ConditionText[];
  readonly at: number;
}

export type ConditionText =
  | {
      readonly kind: "comparison";
      readonly field: string;
      readonly operator: "=" | "!=" | ">=" | "<=" | ">" | "<" | "in";
      readonly values: readonly string[];
      readonly at: number;
    }
  /** A named condition such as `active` or `start in period`. */
  | { readonly kind: "words"; readonly words: string; readonly at: number };

/** `at` counts characters from 0. */
export class LanguageFault extends Error {
  constructor(
    readonly expected: string,
    readonly at: number,
  ) {
    super(`expected ${expected} at ${at}`);
  }
}

/** A cursor over the text: blanks are skipped before everything. */
class Cursor {
  at = 0;

  constructor(readonly text: string) {}

  take(pattern: RegExp): string | undefined {
    const blanks = /\s*/uy;
    blanks.lastIndex = this.at;
    blanks.exec(this.text);
    const sticky = new RegExp(pattern.source, "uy");
    sticky.lastIndex = blanks.lastIndex;
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

  fault(expected: string): LanguageFault {
    const blanks = /\s*/uy;
    blanks.lastIndex = this.at;
    blanks.exec(this.text);
    return new LanguageFault(expected, blanks.lastIndex);
  }
}

/** Deeper nesting is a slip or an attack; no formula of people needs it. */
const DEEPEST = 20;

/** Reads `{A}/({B}+{C})`; throws a LanguageFault. */
export function parseFormula(text: string): Expression {
  const cursor = new Cursor(text);
  const expression = readSum(cursor, 0);
  cursor.end();
  return expression;
}

function readSum(cursor: Cursor, depth: number): Expression {
  let left = readProduct(cursor, depth);
  for (let operator = cursor.take(/[+-]/u); operator !== undefined; operator = cursor.take(/[+-]/u)) {
    left = { kind: "operation", operator: operator as Operator, left, right: readProduct(cursor, depth) };
  }
  return left;
}

function readProduct(cursor: Cursor, depth: number): Expression {
  let left = readOperand(cursor, depth);
  for (let operator = cursor.take(/[*/]/u); operator !== undefined; operator = cursor.take(/[*/]/u)) {
    left = { kind: "operation", operator: operator as Operator, left, right: readOperand(cursor, depth) };
  }
  return left;
}

function readOperand(cursor: Cursor, depth: number): Expression {
  if (depth > DEEPEST) throw cursor.fault(`at most ${DEEPEST} brackets`);
  const number = cursor.take(/\d+(?:\.\d+)?/u);
  if (number !== undefined) return { kind: "number", value: number, at: cursor.at - number.length };
  if (cursor.take(/\(/u)) {
    const inner = readSum(cursor, depth + 1);
    cursor.expect(/\)/u, ")");
    return inner;
  }
  const at = cursor.at;
  cursor.expect(/\{/u, "an indicator in braces, a number or (");
  const code = cursor.expect(/[A-Z]{2,4}\d{2,4}/u, "an indicator code");
  cursor.expect(/\}/u, "}");
  return { kind: "indicator", code, at };
}

/** Reads `sum(FundEntry.amount[kind=fee, direction=in])`; throws a LanguageFault. */
export function parseMeasure(text: string): MeasureText {
  const cursor = new Cursor(text);
  const verb = cursor.expect(/[a-z]+/u, "count, distinct or sum");
  cursor.expect(/\(/u, "(");
  const at = cursor.at;
  const source = cursor.expect(/[A-Z][A-Za-z]*/u, "a ledger");
  const field = cursor.take(/\./u) === undefined ? undefined : cursor.expect(/[a-z_]+/u, "a field");
  const conditions: ConditionText[] = [];
  if (cursor.take(/\[/u)) {
    do conditions.push(readCondition(cursor));
    while (cursor.take(/,/u));
    cursor.expect(/\]/u, "]");
  }
  cursor.expect(/\)/u, ")");
  cursor.end();
  return { verb, source, field, conditions, at };
}

const VALUE = /[A-Za-z0-9_-]+/u;

function readCondition(cursor: Cursor): ConditionText {
  const start = cursor.fault("").at;
  const field = cursor.take(/[a-z_]+(?:\.[a-z_]+)?(?=\s*(?:=|!=|>=|<=|>|<|in\s*\(|in\s+[a-z]))(?!\s+in\s+period)/u);
  if (field === undefined) {
    return { kind: "words", words: cursor.expect(/[a-z]+(?: [a-z]+)*/u, "a condition"), at: start };
  }
  const operator = cursor.expect(/!=|>=|<=|=|>|<|in\b/u, "a comparison") as "=" | "!=" | ">=" | "<=" | ">" | "<" | "in";
  return { kind: "comparison", field, operator, values: readValues(cursor, operator === "in"), at: start };
}

function readValues(cursor: Cursor, several: boolean): string[] {
  if (!several) return [cursor.expect(VALUE, "a value")];
  cursor.expect(/\(/u, "( and a list of values");
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
