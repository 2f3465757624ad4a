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

/** Loads the indicator catalogue and returns how many indicators it has. */
export async function loadIndicators(db: Kysely<Database>): Promise<number> {
  const rows = readCsv("indicators.csv").map(indicatorRow);
  await sql`
    insert into indicator (code, name_zh, name_en, unit, unit_dim, display_unit, display_scale, decimals, kind, formula,
      flow_stock, additive, direction, dims, period_kinds)
    select code, name_zh, name_en, unit, unit_dim, display_unit, display_scale, decimals, kind, formula,
      flow_stock, additive, direction, dims, period_kinds
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as row (code text, name_zh text, name_en text, unit text,
      unit_dim text, display_unit text, display_scale numeric, decimals int, kind text, formula text,
      flow_stock text, additive boolean, direction text, dims text[], period_kinds text[])
    on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, unit = excluded.unit,
      unit_dim = excluded.unit_dim, display_unit = excluded.display_unit, display_scale = excluded.display_scale,
      decimals = excluded.decimals, kind = excluded.kind, formula = excluded.formula,
      flow_stock = excluded.flow_stock, additive = excluded.additive, direction = excluded.direction,
      dims = excluded.dims, period_kinds = excluded.period_kinds
  `.execute(db);
  return rows.length;
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
