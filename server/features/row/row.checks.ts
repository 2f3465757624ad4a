/**
 * Asks the database, before anything is written, whether it would take the rows: its own checks, unique keys, exclusions
 * and references, worked out over the rows as they would stand. A fixed number of statements, however many rows.
 */
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Database } from "../../database/tables.js";
import type { Register } from "../../graph/register.js";
import type { CheckFact, ExclusionFact, ReferenceFact, TableFacts, UniqueFact } from "./row.facts.js";

/** A row as it would be written: `columns` are those that change, or all that are known of a new one. */
export interface Candidate {
  readonly index: number;
  readonly orgId: string;
  readonly id: string;
  readonly isNew: boolean;
  readonly columns: Readonly<Record<string, unknown>>;
}

export type Complaint =
  | { readonly kind: "check"; readonly index: number; readonly check: CheckFact }
  | { readonly kind: "unique"; readonly index: number; readonly columns: readonly string[] }
  | { readonly kind: "twin"; readonly index: number; readonly other: number; readonly columns: readonly string[] }
  | { readonly kind: "overlap"; readonly index: number; readonly exclusion: ExclusionFact }
  | { readonly kind: "reference"; readonly index: number; readonly columns: readonly string[] };

type Fragment = RawBuilder<unknown>;

/** The rows as JSON that PostgreSQL turns into rows of the table again. */
export function recordsOf(candidates: readonly Candidate[]): Fragment {
  const rows = candidates.map(({ index, orgId, id, isNew, columns }) => ({ index, orgId, id, isNew, columns }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c("index" int, "orgId" uuid, "id" uuid, "isNew" boolean, "columns" jsonb)`;
}

export const keyMatch = (register: Register, row: string, org: string, id: string): Fragment =>
  register.key === "owned" ? sql.raw(`${row}.org_id = ${org} and ${row}.id = ${id}`) : sql.raw(`${row}.id = ${id}`);

/** What a new row gets where nothing is said. */
export function defaultsOf(facts: TableFacts): Fragment {
  const usual = [...facts.columns.values()].filter(({ usual, name }) => usual !== null && name !== "id");
  const pairs = usual.map(({ name, usual }) => sql`${sql.lit(name)}::text, ${sql.raw(usual ?? "null")}`);
  return pairs.length === 0 ? sql`'{}'::jsonb` : sql`jsonb_build_object(${sql.join(pairs)})`;
}

/** `asIf`: the table's rows as they would stand, under the names of its columns, with their index in the batch. */
function asIf(register: Register, facts: TableFacts, candidates: readonly Candidate[]): Fragment {
  const table = sql.table(register.table);
  const key =
    register.key === "owned"
      ? sql`jsonb_build_object('org_id', c."orgId", 'id', c."id")`
      : sql`jsonb_build_object('id', c."id")`;
  return sql`
    usual as materialized (select ${defaultsOf(facts)} as columns),
    stands as materialized (
      select c."index" as "@index", c."id" as "@id", r.*
      from ${recordsOf(candidates)} cross join usual
      left join ${table} now on not c."isNew" and ${keyMatch(register, "now", 'c."orgId"', 'c."id"')}
      cross join lateral jsonb_populate_record(now, case when c."isNew" then usual.columns else '{}'::jsonb end || ${key} || c."columns") r)`;
}

const present = (columns: readonly string[], row: string): Fragment =>
  sql.join(
    columns.map((column) => sql`${sql.ref(`${row}.${column}`)} is not null`),
    sql` and `,
  );

/**
 * A row there with the same key. Written out for every way the columns that may be empty are filled, for no index answers
 * whether two values are alike or both empty.
 */
function sameKeySql(register: Register, facts: TableFacts, { columns, emptyIsAlike }: UniqueFact): Fragment {
  const mayBeEmpty = emptyIsAlike ? columns.filter((column) => facts.columns.get(column)?.nullable === true) : [];
  const ways = Array.from({ length: 2 ** mayBeEmpty.length }, (_, way) => {
    const empty = new Set(mayBeEmpty.filter((_column, n) => (way & (2 ** n)) > 0));
    const filled = columns.filter((column) => !empty.has(column));
    const own = columns.map((column) =>
      empty.has(column) ? sql`${sql.ref(`s.${column}`)} is null` : sql`${sql.ref(`s.${column}`)} is not null`,
    );
    const same = [
      ...filled.map((column) => sql`${sql.ref(`y.${column}`)} = ${sql.ref(`s.${column}`)}`),
      ...[...empty].map((column) => sql`${sql.ref(`y.${column}`)} is null`),
    ];
    return sql`(${sql.join(own, sql` and `)} and exists (select from ${sql.table(register.table)} y where ${sql.join(same, sql` and `)}
      and y.id not in (select "@id" from stands)))`;
  });
  return sql`(${sql.join(ways, sql` or `)})`;
}

function uniqueSql(register: Register, facts: TableFacts, fact: UniqueFact, n: number): readonly Fragment[] {
  const { columns, emptyIsAlike } = fact;
  const all = emptyIsAlike ? sql`true` : present(columns, "s");
  const parts = sql.join(columns.map((column) => sql.ref(`s.${column}`)));
  return [
    // A row that this very batch changes is judged as it would stand, not as it is.
    sql`${sameKeySql(register, facts, fact)} as ${sql.ref(`u${n}`)}`,
    sql`case when ${all} then nullif(case when first_value(s."@index") over twins_${sql.raw(String(n))} = s."@index"
        then last_value(s."@index") over twins_${sql.raw(String(n))} else first_value(s."@index") over twins_${sql.raw(String(n))} end, s."@index") end as ${sql.ref(`t${n}`)}`,
    sql`twins_${sql.raw(String(n))} as (partition by ${parts} order by s."@index" rows between unbounded preceding and unbounded following)`,
  ];
}

function referenceSql({ table, columns, foreignColumns }: ReferenceFact, n: number): Fragment {
  const same = columns.map((column, i) => sql`${sql.ref(`f.${foreignColumns[i] ?? ""}`)} = ${sql.ref(`s.${column}`)}`);
  return sql`(${present(columns, "s")} and not exists (select from ${sql.table(table)} f where ${sql.join(same, sql` and `)})) as ${sql.ref(`f${n}`)}`;
}

/** `looked`: columns whose references were already looked up by name. */
export async function complaintsOf(
  tx: Kysely<Database>,
  register: Register,
  facts: TableFacts,
  candidates: readonly Candidate[],
  looked: ReadonlySet<string>,
): Promise<readonly Complaint[]> {
  if (candidates.length === 0) return [];
  const touched = new Set(candidates.flatMap(({ columns }) => Object.keys(columns)));
  const uniques = facts.uniques.filter(({ columns }) => columns.some((column) => touched.has(column)));
  const references = facts.references.filter(({ columns }) =>
    columns.some((column) => touched.has(column) && !looked.has(column)),
  );
  const unique = uniques.map((fact, n) => uniqueSql(register, facts, fact, n));
  const selected = [
    sql`s."@index" as "index"`,
    ...facts.checks.map(
      ({ expression }, n) => sql`not coalesce((${sql.raw(expression)}), true) as ${sql.ref(`c${n}`)}`,
    ),
    ...unique.flatMap(([there, twin]) => [there ?? sql`null`, twin ?? sql`null`]),
    ...references.map(referenceSql),
  ];
  const windows = unique.length === 0 ? sql`` : sql`window ${sql.join(unique.map(([, , window]) => window ?? sql``))}`;
  const { rows } = await sql<Record<string, boolean | number | null> & { index: number }>`
    with ${asIf(register, facts, candidates)}
    select * from (select ${sql.join(selected)} from stands s ${windows}) judged
    where ${anyOf([
      ...facts.checks.map((_, n) => sql.ref(`c${n}`)),
      ...uniques.flatMap((_, n) => [sql.ref(`u${n}`), sql`${sql.ref(`t${n}`)} is not null`]),
      ...references.map((_, n) => sql.ref(`f${n}`)),
    ])}`.execute(tx);
  const complaints = rows.flatMap((row): Complaint[] => [
    ...facts.checks.flatMap((check, n): Complaint[] =>
      row[`c${n}`] === true ? [{ kind: "check", index: row.index, check }] : [],
    ),
    ...uniques.flatMap(({ columns }, n): Complaint[] => {
      const other = row[`t${n}`];
      if (typeof other === "number") return [{ kind: "twin", index: row.index, other, columns }];
      return row[`u${n}`] === true ? [{ kind: "unique", index: row.index, columns }] : [];
    }),
    ...references.flatMap(({ columns }, n): Complaint[] =>
      row[`f${n}`] === true ? [{ kind: "reference", index: row.index, columns }] : [],
    ),
  ]);
  // A range that ends before it starts cannot be laid beside others at all.
  const faulty = new Set(complaints.map(({ index }) => index));
  const sound = candidates.filter(({ index }) => !faulty.has(index));
  return [...complaints, ...(await overlapsOf(tx, register, facts, sound))];
}

const anyOf = (conditions: readonly Fragment[]): Fragment =>
  conditions.length === 0 ? sql`false` : sql.join(conditions, sql` or `);

/**
 * Whether a row's span meets another of the batch. Laid out in order it meets one before it that ends later than it starts,
 * or the next, if that starts before it ends: no row is compared with every other.
 */
function meetsSql(parts: ExclusionFact["parts"], x: number): Fragment {
  const name = (n: number): Fragment => sql.ref(`m.e${x}_${n}`);
  const spans = parts.flatMap(({ operator }, n) => (operator === "&&" ? [n] : []));
  const [span] = spans;
  const alike = parts.flatMap(({ operator }, n) => (operator === "=" ? [n] : []));
  if (span === undefined || spans.length + alike.length !== parts.length || spans.length > 1)
    throw new Error("an exclusion of other than equal columns and one span is not known here");
  const filled = sql.join(
    alike.map((n) => sql`${name(n)} is not null`),
    sql` and `,
  );
  const row = sql`partition by ${sql.join(alike.map(name))} order by ${name(span)}`;
  const ends = sql`coalesce(upper(${name(span)}), 'infinity')`;
  const starts = sql`coalesce(lower(${name(span)}), '-infinity')`;
  return sql`(${filled} and coalesce(
      max(${ends}) over (${row} rows between unbounded preceding and 1 preceding) > ${starts}, false)
    or ${filled} and coalesce(lead(${starts}) over (${row}) < ${ends}, false))`;
}

async function overlapsOf(
  tx: Kysely<Database>,
  register: Register,
  facts: TableFacts,
  candidates: readonly Candidate[],
): Promise<readonly Complaint[]> {
  if (facts.exclusions.length === 0 || candidates.length === 0) return [];
  const parts = facts.exclusions.flatMap(({ parts }, x) =>
    parts.map(({ expression }, n) => sql`(${sql.raw(expression)}) as ${sql.ref(`e${x}_${n}`)}`),
  );
  const meets = facts.exclusions.map(({ parts }, x) => {
    const there = parts.map(
      ({ expression, operator }, n) => sql`(${sql.raw(expression)}) ${sql.raw(operator)} ${sql.ref(`m.e${x}_${n}`)}`,
    );
    return sql`(exists (select from ${sql.table(register.table)} where id not in (select "@id" from stands) and ${sql.join(there, sql` and `)})
      or ${meetsSql(parts, x)}) as ${sql.ref(`x${x}`)}`;
  });
  const { rows } = await sql<Record<string, boolean> & { index: number }>`
    with ${asIf(register, facts, candidates)},
    measured as materialized (select "@index", ${sql.join(parts)} from stands)
    select * from (select m."@index" as "index", ${sql.join(meets)} from measured m) judged
    where ${anyOf(facts.exclusions.map((_, x) => sql.ref(`x${x}`)))}`.execute(tx);
  return rows.flatMap((row) =>
    facts.exclusions.flatMap((exclusion, x): Complaint[] =>
      row[`x${x}`] === true ? [{ kind: "overlap", index: row.index, exclusion }] : [],
    ),
  );
}

/** Which tables still refer to rows that are to be deleted, by the row's index. Rows deleted along with them do not count. */
export async function usersOf(
  tx: Kysely<Database>,
  register: Register,
  facts: TableFacts,
  doomed: readonly Candidate[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (doomed.length === 0 || facts.usedBy.length === 0) return new Map();
  const uses = facts.usedBy.map(({ table, columns, foreignColumns }) => {
    const same = columns.map(
      (column, i) => sql`${sql.ref(`u.${foreignColumns[i] ?? ""}`)} = ${sql.ref(`d.${column}`)}`,
    );
    const apart = table === register.table ? sql`and u.id not in (select "@id" from stands)` : sql``;
    return sql`select d."@index" as "index", ${sql.lit(table)}::text as "table" from stands d
      where exists (select from ${sql.table(table)} u where ${sql.join(same, sql` and `)} ${apart})`;
  });
  const { rows } = await sql<{ index: number; table: string }>`
    with ${asIf(register, facts, doomed)}
    ${sql.join(uses, sql` union all `)}`.execute(tx);
  const users = new Map<number, string[]>();
  for (const { index, table } of rows) users.set(index, [...(users.get(index) ?? []), table]);
  return users;
}

/** Rows of the batch that would stand under themselves, directly or through others, by the column of their parent. */
export async function circlesOf(
  tx: Kysely<Database>,
  register: Register,
  candidates: readonly Candidate[],
  column: string,
): Promise<ReadonlySet<number>> {
  const moved = candidates.filter(({ columns }) => typeof columns[column] === "string");
  if (moved.length === 0) return new Set();
  const owned = register.key === "owned";
  const keyOf = (orgId: string, id: string): string => (owned ? `${orgId} ${id}` : id);
  const parent = sql.ref(`t.${column}`);
  const org = owned ? sql`t.org_id` : sql`null::uuid`;
  const within = (row: string): Fragment => (owned ? sql`t.org_id = ${sql.ref(`${row}.org`)} and` : sql``);
  const { rows } = await sql<{ org: string | null; id: string; parent: string | null }>`
    with recursive up as (
      select ${org} as org, t.id, ${parent} as parent
      from unnest(${moved.map(({ orgId }) => orgId)}::uuid[], ${moved.map(({ columns }) => columns[column] as string)}::uuid[]) as w(org, id)
      join ${sql.table(register.table)} t on ${within("w")} t.id = w.id
      union select ${org}, t.id, ${parent} from up join ${sql.table(register.table)} t on ${within("up")} t.id = up.parent)
    select org, id, parent from up`.execute(tx);
  const before = new Map(
    rows.map((row) => [keyOf(row.org ?? "", row.id), row.parent === null ? null : keyOf(row.org ?? "", row.parent)]),
  );
  const moves = moved.map(({ index, orgId, id, columns }) => ({
    index,
    from: keyOf(orgId, id),
    to: keyOf(orgId, columns[column] as string),
  }));
  const ringed = onRings(new Map([...before, ...moves.map(({ from, to }) => [from, to] as const)]));
  const circles = new Set(moves.flatMap(({ index, from }) => (ringed.has(from) ? [index] : [])));
  // The tree of organizations is kept row by row: what changes places is moved one after the other.
  if (register.table === "organization") {
    const standing = new Map(before);
    for (const { index, from, to } of moves) {
      if (isAbove(from, to, standing) || isAbove(from, to, before)) circles.add(index);
      else standing.set(from, to);
    }
  }
  return circles;
}

/** All that lead back to themselves. Each is walked through once, however long the way up is. */
function onRings(parentOf: ReadonlyMap<string, string | null>): ReadonlySet<string> {
  const walkOf = new Map<string, number>();
  const ringed = new Set<string>();
  let walk = 0;
  for (const start of parentOf.keys()) {
    walk += 1;
    let here: string | null = start;
    for (; here !== null && !walkOf.has(here); here = parentOf.get(here) ?? null) walkOf.set(here, walk);
    // Met again on the same walk: from here round to here is a ring.
    if (here === null || walkOf.get(here) !== walk) continue;
    for (; here !== null && !ringed.has(here); here = parentOf.get(here) ?? null) ringed.add(here);
  }
  return ringed;
}

function isAbove(id: string, below: string, parentOf: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let here: string | null = below; here !== null && !seen.has(here); here = parentOf.get(here) ?? null) {
    if (here === id) return true;
    seen.add(here);
  }
  return false;
}
