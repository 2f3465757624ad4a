/** Reads one code list, or the part of it that a search or a parent leaves; nothing when there is no such list. */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";

export interface CodeRow {
  list: string;
  code: string;
  nameZh: string;
  nameEn: string | null;
  parent: string | null;
  rank: number | null;
  attrs: unknown;
  validFrom: string | null;
  validTo: string | null;
}

export interface CodeQuestion {
  readonly list: string;
  readonly search?: string | null | undefined;
  readonly parent?: string | null | undefined;
  readonly first: number;
}

export async function loadCodes(
  db: Kysely<Database>,
  { list, search, parent, first }: CodeQuestion,
): Promise<CodeRow[] | undefined> {
  const found = search?.trim()
    ? sql`and (strpos(lower(name_zh), lower(${search.trim()}::text)) > 0 or strpos(lower(coalesce(name_en, '')), lower(${search.trim()}::text)) > 0
          or starts_with(lower(code), lower(${search.trim()}::text)))`
    : sql``;
  const below = parent ? sql`and parent = ${parent}` : sql``;
  const { rows } = await sql<{ known: boolean; codes: CodeRow[] }>`
      select exists (select from code where list = ${list}) as known,
        (select coalesce(json_agg(row_to_json(c) order by c.rank nulls last, c.code), '[]') from (
          select list, code, name_zh as "nameZh", name_en as "nameEn", parent, rank, attrs, valid_from as "validFrom", valid_to as "validTo"
          from code where list = ${list} ${found} ${below} order by rank nulls last, code limit ${sql.lit(first)}) c) as codes
    `.execute(db);
  return rows[0]?.known ? rows[0].codes : undefined;
}
