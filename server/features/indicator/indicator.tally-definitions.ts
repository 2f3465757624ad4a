/**
 * Which definitions can be kept as tallies, and what each means in SQL with its values written out. Refused: whatever a
 * change of a row alone does not decide — today's date, rolling windows, other rows of a ledger, tables joined sideways.
 */
import { createHash } from "node:crypto";
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type { RawBuilder } from "kysely";
import { needsSpan, type Definition, type Source, type Timing } from "./indicator.definitions.js";
import { COLUMNS, SOURCES } from "./indicator.sources.js";
import { whereSql } from "./indicator.sql.js";

/** One definition as the tallies keep it. */
export interface TallyMeasure {
  /** The digest of its meaning in SQL, as a bigint. */
  readonly key: string;
  readonly source: Source;
  readonly timing: Timing;
  readonly where: string;
  /** The column added up; absent where rows are counted. */
  readonly column: string | undefined;
}

/** A table joined to a ledger: many rows of the ledger to one of it. */
export interface Join {
  readonly left: boolean;
  readonly table: string;
  readonly alias: string;
  readonly on: string;
}

/** The days a timing looks at: one, or the first in force and the first no longer. */
export interface TallyDays {
  readonly first: string;
  readonly end: string | undefined;
}

/** Compiles fragments without a database. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Anything a row's own change does not decide. */
const DEPENDENT = /\b(?:current_date|current_timestamp|now|clock_timestamp|select|exists|span_\d+|param)\b/u;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A trigger has no parameters: values of the catalogue are written as literals. */
function literal(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `array[${value.map(literal).join(", ")}]`;
  if (typeof value === "string") return text(value);
  throw new Error("a definition holds texts, numbers and lists of them");
}

/** The fragment as text, or undefined where it looks at more than the row. */
function written(fragment: RawBuilder<unknown>): string | undefined {
  const { sql, parameters } = fragment.compile(compiler);
  if (DEPENDENT.test(sql)) return undefined;
  // A trigger counts what is written, whoever writes it: the ledgers themselves.
  return sql
    .replaceAll("counting.", "")
    .replaceAll(/\$(\d+)/gu, (_, place: string) => literal(parameters[Number(place) - 1]));
}

const read = new WeakMap<Definition, TallyMeasure | null>();

/** What a definition means to the tallies; undefined where it is counted from the ledger at reading instead. */
export function tallyMeasureOf(definition: Definition): TallyMeasure | undefined {
  let measure = read.get(definition);
  if (measure === undefined) read.set(definition, (measure = measureOf(definition) ?? null));
  return measure ?? undefined;
}

function measureOf(definition: Definition): TallyMeasure | undefined {
  const { source, timing, measure } = definition;
  if ((measure.kind !== "rows" && measure.kind !== "sum") || needsSpan(definition)) return undefined;
  const joins = joinsOf(source);
  const days = daysOf(source, timing);
  const where = written(whereSql(definition));
  const column = measure.kind === "sum" ? COLUMNS[measure.field] : undefined;
  if (joins === undefined || days === undefined || where === undefined || !isOwned(source)) return undefined;
  const known = new Set(["x", ...joins.map(({ alias }) => alias)]);
  const texts = [where, column, days.first, days.end];
  if (texts.some((each) => each !== undefined && DEPENDENT.test(withoutTexts(each)))) return undefined;
  if (![...aliasesIn(texts)].every((alias) => known.has(alias))) return undefined;
  const meaning = JSON.stringify([
    SOURCES[source].from,
    SOURCES[source].owner,
    SOURCES[source].always,
    days,
    where,
    column,
  ]);
  return { key: keyOf(meaning), source, timing, where, column };
}

/** 63 bits of the digest: a few hundred definitions never meet, and the database compares whole numbers quickly. */
function keyOf(meaning: string): string {
  return (createHash("sha256").update(meaning).digest().readBigUInt64BE() >> 1n).toString();
}

export const withoutTexts = (sql: string): string => sql.replaceAll(/'(?:[^']|'')*'/gu, "''");

/** The one-letter names of tables a text looks at. */
export function aliasesIn(texts: readonly (string | undefined)[]): ReadonlySet<string> {
  const found = texts.flatMap((each) =>
    [...withoutTexts(each ?? "").matchAll(/\b([a-z])\.\w/gu)].map(([, alias]) => alias ?? ""),
  );
  return new Set(found);
}

/** Only what belongs to organizations is kept by organization, and only where `always` looks at the row or at reversals. */
function isOwned(source: Source): boolean {
  const { owner, always } = SOURCES[source];
  if (!/\bx\./u.test(owner)) return false;
  const plain = withoutTexts(always).replace(REVERSALS, "");
  return !DEPENDENT.test(plain) && [...aliasesIn([plain])].every((alias) => alias === "x");
}

/** How `always` leaves out a row that another row of the same ledger reverses. */
const REVERSALS = /\(select u\.org_id, u\.reverses_id from (\w+) u where u\.reverses_id is not null\)/u;

/** Whether rows of this ledger are undone by reversing rows. */
export const isReversible = (source: Source): boolean => REVERSALS.test(SOURCES[source].always);

/** The ledger's own table. */
export const tableOf = (source: Source): string => /^\s*(\w+) x\b/u.exec(SOURCES[source].from)?.[1] ?? "";

/** The tables joined to a ledger, or undefined where one is not simply joined by its key. */
export function joinsOf(source: Source): readonly Join[] | undefined {
  const [, ...joined] = SOURCES[source].from
    .replaceAll(/\s+/gu, " ")
    .trim()
    .split(/ (?=(?:left|cross|inner) join )| (?<!(?:left|cross|inner) )(?=join )/u);
  const joins: Join[] = [];
  for (const each of joined) {
    const found = /^(left )?join (\w+) ([a-z]) on (.+)$/u.exec(each);
    if (found === null || DEPENDENT.test(each)) return undefined;
    joins.push({ left: found[1] !== undefined, table: found[2] ?? "", alias: found[3] ?? "", on: found[4] ?? "" });
  }
  return joins;
}

/** When a row counts; undefined for a timing that has no day of its own. */
export function daysOf(source: Source, timing: Timing): TallyDays | undefined {
  const { days, force } = SOURCES[source];
  if (timing === "inForce") return force === undefined ? undefined : { first: force[0], end: force[1] };
  const day = days[timing];
  return day === undefined ? undefined : { first: day, end: undefined };
}
