/** What an import needs to know of the hub: organizations by any of their names, code lists, indicators, remembered mappings. */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { indexCodes, type CodeEntry, type CodeLists } from "./codes.rules.js";
import type { MappingMemory } from "./mapping.rules.js";
import { ALL_TARGETS } from "./register.targets.js";
import type { IntakeTarget } from "./targets/target.js";
import { figuresTarget, type IndicatorName } from "./targets/figures.target.js";

type Db = Kysely<Database>;

export interface KnownOrganization {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly kind: string;
}

/** By key: the organization, or how many bear that name. */
export type FoundOrganizations = ReadonlyMap<string, KnownOrganization | number>;

/** Finds organizations by code, school code, credit code or exact name; a code goes before a name. */
export async function findOrganizations(db: Db, keys: Iterable<string>): Promise<FoundOrganizations> {
  const wanted = [...new Set([...keys].map((key) => key.trim()).filter(Boolean))];
  const found = new Map<string, KnownOrganization | number>();
  if (wanted.length === 0) return found;
  const { rows } = await sql<KnownOrganization & { key: string; rank: number }>`
    select k.key, o.rank, o.id, o.code, o.name, o.kind from unnest(${wanted}::text[]) as k(key)
    cross join lateral (
      select 1 as rank, id, code, name, kind from organization where code = k.key
      union all select 1, id, code, name, kind from organization where school_code = k.key
      union all select 1, id, code, name, kind from organization where uscc = k.key
      union all select 2, id, code, name, kind from organization where name = k.key or short_name = k.key) o
    order by k.key, o.rank, o.id`.execute(db);
  for (const [key, hits] of groupBy(rows, (row) => row.key)) {
    const best = hits.filter((hit) => hit.rank === hits[0]?.rank);
    const ids = new Set(best.map((hit) => hit.id));
    if (best[0]) found.set(key, ids.size === 1 ? best[0] : ids.size);
  }
  return found;
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** The lists the targets name, by list. */
export async function loadCodeLists(db: Db, targets: readonly IntakeTarget[]): Promise<CodeLists> {
  const lists = [...new Set(targets.flatMap((target) => target.fields.flatMap((field) => field.list ?? [])))];
  const { rows } = await sql<{
    list: string;
    code: string;
    name: string;
    nameEn: string | null;
    aliases: string[] | null;
  }>`
    select list, code, name_zh as name, name_en as "nameEn", attrs->'aliases' as aliases
    from code where list = any(${lists}::text[])`.execute(db);
  const byList = groupBy(rows, (row) => row.list);
  return new Map([...byList].map(([list, entries]) => [list, indexCodes(entries.map(entryOf))]));
}

const entryOf = (row: { code: string; name: string; nameEn: string | null; aliases: string[] | null }): CodeEntry => ({
  code: row.code,
  name: row.name,
  nameEn: row.nameEn,
  aliases: row.aliases ?? [],
});

/** The targets with a field per indicator of the catalogue. */
export async function loadTargets(db: Db): Promise<readonly IntakeTarget[]> {
  const { rows } = await sql<IndicatorName>`
    select code, name_zh as "nameZh", name_en as "nameEn", unit from indicator order by code`.execute(db);
  return ALL_TARGETS.map((target) => (target.name === "figures" ? figuresTarget(rows) : target));
}

export async function loadMemories(db: Db, orgId: string): Promise<ReadonlyMap<string, MappingMemory>> {
  const { rows } = await sql<{ target: string; header: string; field: string | null }>`
    select target, header, field from mapping_memory where org_id = ${orgId}`.execute(db);
  return new Map(
    [...groupBy(rows, (row) => row.target)].map(([target, list]) => [
      target,
      new Map(list.map((row) => [row.header, row.field])),
    ]),
  );
}

export async function rememberMapping(
  db: Db,
  orgId: string,
  target: string,
  entries: readonly { readonly header: string; readonly field: string | null }[],
): Promise<void> {
  const unique = [...new Map(entries.map((entry) => [entry.header, entry])).values()];
  if (unique.length === 0) return;
  await sql`insert into mapping_memory (org_id, target, header, field)
    select ${orgId}::uuid, ${target}, header, field from unnest(${unique.map((e) => e.header)}::text[], ${unique.map((e) => e.field)}::text[]) as e(header, field)
    on conflict (org_id, target, header) do update set field = excluded.field, updated_at = now(), updated_by = hub_viewer()`.execute(
    db,
  );
}
