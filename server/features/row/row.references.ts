/**
 * Looks up everything the rows of a batch name, each kind in one statement: organizations, codes, other rows by their id,
 * code, number or name. What is not found, or found twice, is told to whoever asks.
 */
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Database } from "../../database/tables.js";
import { columnOf, type Register, type RegisterBook } from "../../graph/register.js";
import { decodeGlobalId, isUuid } from "../../graph/global-id.js";

export type Found =
  | { readonly kind: "found"; readonly value: string; readonly rank?: number | null }
  | { readonly kind: "several"; readonly count: number }
  | { readonly kind: "otherOwner" }
  | { readonly kind: "none"; readonly similar?: string };

const NONE: Found = { kind: "none" };

/** The key of a global id of this register, or nothing. */
export function globalKey(register: string, text: string): { readonly orgId: string; readonly id: string } | undefined {
  if (!text.startsWith(`${register}_`)) return undefined;
  try {
    return decodeGlobalId(text);
  } catch {
    return undefined;
  }
}

/** By global id, code, 学校标识码, 统一社会信用代码, then exact name; the first kind of key that fits decides. */
export async function findOrganizations(
  tx: Kysely<Database>,
  texts: Iterable<string>,
): Promise<ReadonlyMap<string, Found>> {
  const wanted = [...new Set(texts)];
  if (wanted.length === 0) return new Map();
  const ids = wanted.map((text) => globalKey("Organization", text)?.id ?? null);
  const { rows } = await sql<{ text: string; ids: string[] }>`
    with w as (select text, id from unnest(${wanted}::text[], ${ids}::uuid[]) as w(text, id)),
    hit as (
      select w.text, o.id, 0 as rank from w join organization o on o.id = w.id
      union all select w.text, o.id, 1 from w join organization o on o.code = w.text
      union all select w.text, o.id, 2 from w join organization o on o.school_code = w.text
      union all select w.text, o.id, 3 from w join organization o on o.uscc = w.text
      union all select w.text, o.id, 4 from w join organization o on o.name = w.text)
    select text, array_agg(id::text) as ids from (select hit.*, min(rank) over (partition by text) as surest from hit) h
    where rank = surest group by text`.execute(tx);
  return new Map(rows.map(({ text, ids: hits }) => [text, foundAmong(hits)]));
}

const foundAmong = (hits: readonly string[]): Found => {
  const [value] = hits;
  if (value === undefined) return NONE;
  return hits.length === 1 ? { kind: "found", value } : { kind: "several", count: hits.length };
};

/** A sheet of nothing but unknown words gets this many proposals: each reads its whole list. */
const MOST_SUGGESTIONS = 200;

/** Keys are `list text`. A code is found by itself, its name or another spelling; a near miss is told, never taken. */
export async function findCodes(
  tx: Kysely<Database>,
  wanted: ReadonlyMap<string, readonly [list: string, text: string]>,
): Promise<ReadonlyMap<string, Found>> {
  if (wanted.size === 0) return new Map();
  const keys = [...wanted.keys()];
  const pairs = [...wanted.values()];
  const { rows } = await sql<{ key: string; codes: string[] | null; rank: number | null; similar: string | null }>`
    with w as (select * from unnest(${keys}::text[], ${pairs.map(([list]) => list)}::text[], ${pairs.map(([, text]) => text)}::text[])
        with ordinality as w(key, list, text, n)),
    hit as (
      select w.key, c.code, c.rank, 0 as sure from w join code c on c.list = w.list and c.code = w.text
      union all select w.key, c.code, c.rank, 1 from w join code c on c.list = w.list and c.name_zh = w.text
      union all select w.key, a.code, a.rank, 2 from w join (
        select list, code, rank, alias from code, jsonb_array_elements_text(attrs -> 'aliases') as alias
        where list = any(${[...new Set(pairs.map(([list]) => list))]}::text[])) a on a.list = w.list and a.alias = w.text),
    sure as (select key, min(sure) as sure from hit group by key),
    best as (select key, array_agg(distinct hit.code) as codes, min(hit.rank) as rank from hit join sure using (key, sure) group by key),
    lost as (select * from w where key not in (select key from best) order by n limit ${MOST_SUGGESTIONS})
    select w.key, best.codes, best.rank, near.name as "similar" from w left join best using (key) left join (
      select l.key, (select s.name_zh from code s where s.list = l.list and length(l.text) > 1 and (strpos(s.name_zh, l.text) > 0 or strpos(l.text, s.name_zh) > 0)
        order by length(s.name_zh), s.code limit 1) as name from lost l) near using (key)`.execute(tx);
  return new Map(
    rows.map(({ key, codes, rank, similar }): [string, Found] => {
      const found = foundAmong(codes ?? []);
      if (found.kind === "found") return [key, { ...found, rank }];
      return [key, found.kind === "none" && similar !== null ? { kind: "none", similar } : found];
    }),
  );
}

export interface WantedRow {
  readonly owner: string;
  readonly text: string;
}

/** What people call a row by, the surest first. */
const NATURAL = ["code", "number", "voucherNo", "title", "name"];

/**
 * Rows of another register that a field names: by global id, or by code, number or name among the rows of the same owner.
 * Answers the value of the column `key` there. Keys of the answer are `owner text`.
 */
export async function findRows(
  tx: Kysely<Database>,
  book: RegisterBook,
  to: { readonly register: string; readonly key: string; readonly sameOwner: boolean },
  wanted: readonly WantedRow[],
): Promise<ReadonlyMap<string, Found>> {
  const register = book.get(to.register);
  const each = [...new Map(wanted.map((row) => [`${row.owner} ${row.text}`, row])).entries()];
  if (each.length === 0) return new Map();
  const ids = each.map(([, { text }]) => globalKey(register.name, text));
  const branches = branchesOf(register, to.key);
  const { rows } = await sql<{ key: string; owner: string | null; values: string[] }>`
    with w as (
      select * from unnest(${each.map(([key]) => key)}::text[], ${each.map(([, row]) => row.owner)}::uuid[], ${each.map(([, row]) => row.text)}::text[],
        ${ids.map((id) => id?.orgId ?? null)}::uuid[], ${ids.map((id) => id?.id ?? null)}::uuid[]) as w(key, owner, text, id_org, id)),
    hit as (${sql.join(branches, sql` union all `)})
    select key, min(owner::text) as owner, array_agg(distinct value::text) as values
    from (select hit.*, min(rank) over (partition by key) as surest from hit) h
    where rank = surest group by key`.execute(tx);
  return new Map(
    rows.map(({ key, owner, values }) => {
      const asked = key.slice(0, 36);
      return [key, to.sameOwner && owner !== asked ? { kind: "otherOwner" } : foundAmong(values)];
    }),
  );
}

/** One search for each kind of key; `where` names are found among the owner's own rows only. */
function branchesOf(register: Register, key: string): RawBuilder<unknown>[] {
  const table = sql.table(register.table);
  const owned = register.key === "owned";
  const owner = owned ? sql.raw("t.org_id") : sql.raw("null::uuid");
  const value = sql.ref(`t.${key}`);
  const byId = owned ? sql`t.org_id = w.id_org and t.id = w.id` : sql`t.id = w.id`;
  const natural = NATURAL.flatMap((name, index) => {
    const spec = register.fields[name];
    if (!spec) return [];
    const own = owned ? sql`t.org_id = w.owner and` : sql``;
    const rank = sql.lit(index + 1);
    return [
      sql`select w.key, ${owner} as owner, ${value} as value, ${rank} as rank from w join ${table} t on ${own} ${sql.ref(`t.${columnOf(name, spec)}`)} = w.text`,
    ];
  });
  return [
    sql`select w.key, ${owner} as owner, ${value} as value, 0 as rank from w join ${table} t on ${byId}`,
    ...natural,
  ];
}

/** A row's own id as a sender gives it: a global id of this register, or a plain UUID of the sender's making. */
export function rowIdOf(
  register: Register,
  text: string,
): { readonly orgId?: string; readonly id: string } | undefined {
  const key = globalKey(register.name, text);
  if (key) return key;
  const plain = text.toLowerCase();
  return isUuid(plain) ? { id: plain } : undefined;
}
