/**
 * Orders and the place in them. A cursor holds the order it belongs to and the row's values in it, the key last, so a
 * page starts exactly behind a row whatever was added meanwhile. A cursor of another order is refused.
 */
import { sql, type RawBuilder } from "kysely";
import { Refusal } from "../errors.js";
import { isLocalDate } from "../domain/local-date.js";
import { isUuid } from "./global-id.js";
import { columnOf, type Register, type ValueKind } from "./register.js";
import { OrderDirection } from "./node.js";

export interface OrderTerm {
  readonly column: string;
  /** The field, where it is not the key. */
  readonly field?: string;
  readonly kind: ValueKind;
  readonly nullable: boolean;
  readonly descending: boolean;
}

export interface OrderInput {
  readonly field: string;
  readonly direction?: OrderDirection | null;
}

type Fragment = RawBuilder<unknown>;

/** The asked order, made total by the key; the key runs in the last term's direction, so one index serves both. */
export function orderTerms(register: Register, asked: readonly OrderInput[]): OrderTerm[] {
  const seen = new Set<string>();
  const terms: OrderTerm[] = [];
  for (const { field, direction } of asked) {
    const spec = register.fields[field];
    if (spec === undefined || seen.has(field)) continue;
    seen.add(field);
    const descending = direction === OrderDirection.DESC;
    terms.push({ column: columnOf(field, spec), field, kind: spec.kind, nullable: spec.nullable, descending });
  }
  const descending = terms.at(-1)?.descending ?? false;
  const keys = register.keyColumns.map((column) => ({ column, kind: "uuid" as const, nullable: false, descending }));
  return [...terms, ...keys];
}

export function reversed(terms: readonly OrderTerm[]): OrderTerm[] {
  return terms.map((term) => ({ ...term, descending: !term.descending }));
}

export function orderBy(row: string, terms: readonly OrderTerm[]): Fragment {
  return sql.join(
    terms.map((term) => sql`${sql.ref(`${row}.${term.column}`)} ${sql.raw(term.descending ? "desc" : "asc")}`),
  );
}

/** The row's values in this order, as JSON: what its cursor holds. */
export function cursorValues(row: string, terms: readonly OrderTerm[]): Fragment {
  const values = terms.map((term) => {
    const column = sql.ref(`${row}.${term.column}`);
    return term.kind === "decimal" ? sql`${column}::text` : column;
  });
  return sql`json_build_array(${sql.join(values)})`;
}

/** The row's cursor itself, as `encodeCursor` writes it. */
export function cursorText(row: string, terms: readonly OrderTerm[]): Fragment {
  const values = terms.map(({ column, kind, nullable }) => {
    const value = sql.ref(`${row}.${column}`);
    const text = kind === "decimal" ? sql`to_json(${value}::text)::text` : sql`to_json(${value})::text`;
    return sql` || ',' || ${nullable ? sql`coalesce(${text}, 'null')` : text}`;
  });
  const content = sql`${sql.lit(`["${signature(terms)}"`)}${sql.join(values, sql``)} || ']'`;
  return sql`translate(encode(convert_to(${content}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

function signature(terms: readonly OrderTerm[]): string {
  return terms.map((term) => `${term.descending ? "-" : "+"}${term.column}`).join("");
}

export function encodeCursor(terms: readonly OrderTerm[], values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([signature(terms), ...values])).toString("base64url");
}

export function decodeCursor(terms: readonly OrderTerm[], cursor: string): unknown[] {
  const content = parse(Buffer.from(cursor, "base64url").toString("utf8"));
  if (!Array.isArray(content)) throw new Refusal("BAD_CURSOR");
  const [sign, ...values] = content as unknown[];
  const fits = values.length === terms.length && terms.every((term, index) => fitsTerm(term, values[index]));
  if (sign !== signature(terms) || !fits) throw new Refusal("BAD_CURSOR");
  return values;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const FITS: Readonly<Record<ValueKind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string" && !value.includes("\0"),
  int: (value) => Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31,
  decimal: (value) => typeof value === "string" && /^-?\d{1,30}(\.\d{1,20})?$/.test(value),
  date: (value) => typeof value === "string" && isLocalDate(value),
  datetime: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]{8,15}[+-]\d\d:\d\d$/.test(value),
  boolean: (value) => typeof value === "boolean",
  texts: () => false,
  json: () => false,
  uuid: isUuid,
};

function fitsTerm(term: OrderTerm, value: unknown): boolean {
  return value === null ? term.nullable : FITS[term.kind](value);
}

/**
 * The rows behind the cursor's row, as ranges that lie one behind the other: an index on the order's columns can begin
 * at each, however deep it lies. One range where all terms run the same way and no value is empty.
 */
export function rangesBehind(row: string, terms: readonly OrderTerm[], values: readonly unknown[]): Fragment[][] {
  const ranges: Fragment[][] = [];
  let alike: Fragment[] = [];
  for (let at = 0; at < terms.length;) {
    const end = endOfRun(terms, values, at);
    if (end === at) {
      // PostgreSQL's own places for empty values: last when ascending, first when descending.
      if (terms[at]?.descending) ranges.push([...alike, sql`${columnAt(row, terms, at)} is not null`]);
      alike = [...alike, sql`${columnAt(row, terms, at)} is null`];
      at += 1;
      continue;
    }
    ranges.push(...runBehind(row, terms, values, at, end).map((range) => [...alike, ...range]));
    for (; at < end; at += 1) alike = [...alike, sql`${columnAt(row, terms, at)} = ${values[at]}`];
  }
  return ranges;
}

/** As far as terms run the same way and values are there, one comparison of whole rows serves. */
function endOfRun(terms: readonly OrderTerm[], values: readonly unknown[], from: number): number {
  let end = from;
  while (end < terms.length && values[end] !== null && terms[end]?.descending === terms[from]?.descending) end += 1;
  return end;
}

function runBehind(
  row: string,
  terms: readonly OrderTerm[],
  values: readonly unknown[],
  from: number,
  end: number,
): Fragment[][] {
  const places = Array.from({ length: end - from }, (_, index) => from + index);
  const columns = sql.join(places.map((at) => columnAt(row, terms, at)));
  const compare = sql.raw(terms[from]?.descending ? "<" : ">");
  const ranges = [[sql`(${columns}) ${compare} (${sql.join(places.map((at) => sql`${values[at]}`))})`]];
  // The comparison passes over empty values, which come last when ascending.
  for (const at of places)
    if (terms[at]?.nullable && !terms[at].descending)
      ranges.push([
        ...places.filter((before) => before < at).map((b) => sql`${columnAt(row, terms, b)} = ${values[b]}`),
        sql`${columnAt(row, terms, at)} is null`,
      ]);
  return ranges;
}

function columnAt(row: string, terms: readonly OrderTerm[], at: number): Fragment {
  return sql.ref(`${row}.${terms[at]?.column ?? ""}`);
}
