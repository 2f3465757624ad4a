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
    terms.push({ column: columnOf(field, spec), kind: spec.kind, nullable: spec.nullable, descending });
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

/** Holds for the rows behind the cursor's row: later in the first term that differs. */
export function behind(row: string, terms: readonly OrderTerm[], values: readonly unknown[]): Fragment {
  const first = terms[0];
  const alike = terms.every((term) => !term.nullable && term.descending === first?.descending);
  // One comparison of whole rows is what an index on these columns can start from.
  if (alike) {
    const columns = sql.join(terms.map((term) => sql.ref(`${row}.${term.column}`)));
    const compare = sql.raw(first?.descending ? "<" : ">");
    return sql`(${columns}) ${compare} (${sql.join(values.map((value) => sql`${value}`))})`;
  }
  const cases = terms.map((term, index) => {
    const same = terms.slice(0, index).map((before, at) => sameAs(row, before, values[at]));
    return sql`(${sql.join([...same, laterThan(row, term, values[index])], sql` and `)})`;
  });
  return sql`(${sql.join(cases, sql` or `)})`;
}

function sameAs(row: string, term: OrderTerm, value: unknown): Fragment {
  const column = sql.ref(`${row}.${term.column}`);
  return value === null ? sql`${column} is null` : sql`${column} = ${value}`;
}

/** PostgreSQL's own places for empty values: last when ascending, first when descending. */
function laterThan(row: string, term: OrderTerm, value: unknown): Fragment {
  const column = sql.ref(`${row}.${term.column}`);
  if (value === null) return term.descending ? sql`${column} is not null` : sql`false`;
  if (term.descending) return sql`${column} < ${value}`;
  return term.nullable ? sql`(${column} > ${value} or ${column} is null)` : sql`${column} > ${value}`;
}
