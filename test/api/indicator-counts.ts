/** Counts indicators straight from their definitions, in one statement, for tests of the language. */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../server/database/tables.js";
import { loadCatalogue, type IndicatorEntry } from "../../server/features/indicator/indicator.catalogue.js";
import type { Dimension } from "../../server/features/indicator/indicator.dimensions.js";
import { branchesOf, branchSql, emptyOf, originSql, type How } from "../../server/features/indicator/indicator.sql.js";

export interface Span {
  readonly organization: string;
  readonly starts: string;
  readonly ends: string;
  readonly at: string;
}

/** Values by indicator, then by the keys of the breakdown (`""` without one); null where there is no value. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, string | null>>;

export async function countedIn(db: Kysely<Database>): Promise<readonly IndicatorEntry[]> {
  return [...(await loadCatalogue(db)).values()].filter((entry) => entry.meaning.kind === "counted");
}

export async function count(
  db: Kysely<Database>,
  entries: readonly IndicatorEntry[],
  span: Span,
  how: How = {},
): Promise<Counts> {
  const leaves = entries.flatMap(({ code, meaning }) =>
    meaning.kind === "counted" ? [{ code, definition: meaning.definition }] : [],
  );
  const branches = branchesOf(leaves);
  const spans = sql`select ${span.organization}::uuid as org_id, ${span.starts}::date as starts, ${span.ends}::date as ends, ${span.at}::date as at`;
  const counting = branches.map((branch, n) => branchSql(branch, n, spans, how));
  const keys = (how.by ?? []).map((_, i) => `k${i}`);
  const answers = branches.map((branch, n) => {
    const values = [...keys, ...branch.leaves.map((_, i) => `v${i}::text`)].join(", ");
    return sql.raw(`(select coalesce(json_agg(json_build_array(${values})), '[]') from count_${n})`);
  });
  const { rows } = await sql<{ counts: (string | null)[][][] }>`
    with ${sql.join(counting)} select json_build_array(${sql.join(answers)}) as counts`.execute(db);
  const counts = new Map<string, Map<string, string | null>>();
  branches.forEach((branch, n) => {
    branch.leaves.forEach(({ code, definition }, i) => {
      const found = (rows[0]?.counts[n] ?? []).map(
        (row) => [row.slice(0, keys.length).join(" "), plain(row[keys.length + i] ?? null)] as const,
      );
      counts.set(code, new Map(found.length === 0 && keys.length === 0 ? [["", emptyOf(definition)]] : found));
    });
  });
  return counts;
}

const plain = (value: string | null): string | null =>
  value?.includes(".") === true ? value.replace(/\.?0+$/u, "") : value;

export async function valuesOf(
  db: Kysely<Database>,
  codes: readonly string[],
  span: Span,
  how: How = {},
): Promise<Readonly<Record<string, string | null>>> {
  const catalogue = await loadCatalogue(db, codes);
  const counts = await count(
    db,
    codes.flatMap((code) => catalogue.get(code) ?? []),
    span,
    how,
  );
  return Object.fromEntries(codes.map((code) => [code, counts.get(code)?.get("") ?? null]));
}

/** One indicator by its breakdown: `{ hr_bureau: "3" }`. */
export async function breakdown(
  db: Kysely<Database>,
  code: string,
  span: Span,
  by: readonly Dimension[],
): Promise<Record<string, string | null>> {
  const entry = (await loadCatalogue(db, [code])).get(code);
  const counts = await count(db, entry === undefined ? [] : [entry], span, { by });
  return Object.fromEntries(counts.get(code) ?? []);
}

export async function originOf(
  db: Kysely<Database>,
  code: string,
  span: Span,
  how: How = {},
): Promise<{ total: number; labels: string[] }> {
  const entry = (await loadCatalogue(db, [code])).get(code);
  if (entry?.meaning.kind !== "counted") throw new Error(`${code} is not counted`);
  const { rows } = await sql<{
    total: number;
    rows: string[][];
  }>`${originSql(entry.meaning.definition, span.organization, span, 100, how)}`.execute(db);
  return { total: rows[0]?.total ?? 0, labels: (rows[0]?.rows ?? []).map((row) => row[2] ?? "") };
}
