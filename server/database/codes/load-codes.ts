/**
 * Puts the product's reference lists and its indicator catalogue into the hub, each in one statement.
 * Running it again updates the rows it knows and leaves codes that an administrator added.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../tables.js";
import { readCsv, readTsv, type Row } from "./delimited.js";

interface CodeRow {
  readonly list: string;
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string | null;
  readonly parent: string | null;
  readonly rank: number | null;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** Every row of the lists; what is not a name or a rank (level, marks, other spellings) is in `attrs`. */
export function codeRows(): CodeRow[] {
  return [
    ...readTsv("regions.tsv").map((row) => standardCode("region", row, { edition: row.edition })),
    ...readTsv("industries.tsv").map((row) => standardCode("industry", row, {})),
    ...readTsv("occupations.tsv").map((row) =>
      standardCode("occupation", row, { green: row.marks?.includes("L"), digital: row.marks?.includes("S") }),
    ),
    ...readTsv("lists.tsv").map(localCode),
  ];
}

/** Loads all lists and returns how many rows they have. */
export async function loadCodes(db: Kysely<Database>): Promise<number> {
  const rows = codeRows();
  await sql`
    insert into code (list, code, name_zh, name_en, parent, rank, attrs)
    select list, code, name_zh, name_en, parent, rank, attrs
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as row (list text, code text, name_zh text, name_en text, parent text, rank int, attrs jsonb)
    on conflict (list, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
      parent = excluded.parent, rank = excluded.rank, attrs = excluded.attrs
    where (code.name_zh, code.name_en, code.parent, code.rank, code.attrs)
      is distinct from (excluded.name_zh, excluded.name_en, excluded.parent, excluded.rank, excluded.attrs)
  `.execute(db);
  return rows.length;
}

/**
 * Loads the indicator catalogue and returns how many indicators it has. A definition that is not the one known until now
 * becomes a version of its own, valid from today: one edited in the hub, then the one that ships.
 */
export async function loadIndicators(db: Kysely<Database>): Promise<number> {
  const rows = readCsv("indicators.csv").map(indicatorRow);
  await keepIndicatorVersions(db);
  await sql`
    insert into indicator (${sql.raw(INDICATOR_COLUMNS.join(", "))})
    select ${sql.raw(INDICATOR_COLUMNS.join(", "))}
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as row (code text, name_zh text, name_en text, unit text,
      unit_dim text, display_unit text, display_scale numeric, decimals int, kind text, formula text,
      flow_stock text, additive boolean, direction text, dims text[], period_kinds text[])
    on conflict (code) do update set ${sql.raw(INDICATOR_COLUMNS.map((column) => `${column} = excluded.${column}`).join(", "))}
    where (${sql.raw(INDICATOR_COLUMNS.map((column) => `indicator.${column}`).join(", "))})
      is distinct from (${sql.raw(INDICATOR_COLUMNS.map((column) => `excluded.${column}`).join(", "))})
  `.execute(db);
  await keepIndicatorVersions(db);
  return rows.length;
}

const INDICATOR_COLUMNS = [
  "code", "name_zh", "name_en", "unit", "unit_dim", "display_unit", "display_scale", "decimals", "kind", "formula", "flow_stock",
  "additive", "direction", "dims", "period_kinds",
]; // prettier-ignore

/** The first version of a definition holds for all time before it, too. */
const EVER = "1900-01-01";

/** Adds a version for every definition that differs from its newest, in one statement; returns how many. */
export async function keepIndicatorVersions(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ added: number }>`
    with newest as (
      select distinct on (indicator) indicator, version, kind, formula, unit_dim from indicator_version order by indicator, version desc),
    changed as (
      select i.code, i.kind, i.formula, i.unit_dim, coalesce(n.version, 0) + 1 as version
      from indicator i left join newest n on n.indicator = i.code
      where n.indicator is null or (n.kind, n.formula, n.unit_dim) is distinct from (i.kind, i.formula, i.unit_dim)),
    closed as (
      update indicator_version v set valid_to = greatest(current_date, v.valid_from) from changed c
      where v.indicator = c.code and v.version = c.version - 1 returning 1),
    added as (
      insert into indicator_version (indicator, version, kind, formula, unit_dim, valid_from)
      select code, version, kind, formula, unit_dim, case when version = 1 then ${EVER}::date else current_date end from changed
      returning indicator, version),
    numbered as (
      update indicator i set definition_version = a.version from added a where i.code = a.indicator and i.definition_version <> a.version returning 1)
    select count(*)::int as added from added`.execute(db);
  return rows[0]?.added ?? 0;
}

function standardCode(list: string, row: Row, extra: Readonly<Record<string, unknown>>): CodeRow {
  const attrs = Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== "" && value !== false));
  return {
    list,
    code: row.code ?? "",
    name_zh: row.name_zh ?? "",
    name_en: null,
    parent: row.parent || null,
    rank: null,
    attrs: { level: Number(row.level), ...attrs },
  };
}

function localCode(row: Row): CodeRow {
  return {
    list: row.list ?? "",
    code: row.code ?? "",
    name_zh: row.name_zh ?? "",
    name_en: row.name_en ?? "",
    parent: row.parent || null,
    rank: Number(row.rank),
    attrs: {
      ...(row.key ? { key: row.key } : {}),
      ...(row.aliases ? { aliases: row.aliases.split(",") } : {}),
    },
  };
}

function indicatorRow(row: Row): Readonly<Record<string, unknown>> {
  return {
    ...row,
    formula: row.formula || null,
    decimals: Number(row.decimals),
    additive: row.additive === "true",
    dims: wordsOf(row.dims),
    period_kinds: wordsOf(row.period_kinds),
  };
}

const wordsOf = (text = ""): string[] => text.split(" ").filter((word) => word !== "");
