/**
 * Puts the product's rules, parameters and forms into the hub at start. Running it again brings what is new and corrects
 * what nobody touched; a row that an administrator changed (its version is past 1) stays as it is.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../tables.js";
import { readTsv, type Row } from "./delimited.js";

/** One cell of a form, as `form.cells` keeps it. */
export interface FormCell {
  readonly indicator: string;
  readonly dims: Readonly<Record<string, string>>;
  readonly label: string | null;
  readonly required: boolean;
}

const words = (text = ""): string[] => text.split(" ").filter((word) => word !== "");

/** `TR01! TR02` → two cells, the first of which must be filled in. */
export function formCells(text: string): FormCell[] {
  return words(text).map((word) => ({
    indicator: word.replace(/!$/, ""),
    dims: {},
    label: null,
    required: word.endsWith("!"),
  }));
}

export function ruleRows(): (Row & { readonly listed: readonly string[] })[] {
  return readTsv("rules.tsv").map((row) => ({ ...row, listed: words(row.moments) }) as never);
}

export function formRows(): Readonly<Record<string, unknown>>[] {
  return readTsv("forms.tsv").map((row) => ({
    ...row,
    audience_kind: row.audience_kind || null,
    cells: formCells(row.cells ?? ""),
  }));
}

/** Loads the rules and returns how many there are. */
export async function loadRules(db: Kysely<Database>): Promise<number> {
  const rows = ruleRows();
  await sql`
    insert into rule (code, name, name_en, expression, severity, moments, basis, message, message_en)
    select code, name, name_en, expression, severity, listed, basis, message, message_en
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as row (code text, name text, name_en text,
      expression text, severity text, listed text[], basis text, message text, message_en text)
    on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, expression = excluded.expression,
      severity = excluded.severity, moments = excluded.moments, basis = excluded.basis, message = excluded.message,
      message_en = excluded.message_en
    where rule.version = 1 and (rule.name, rule.name_en, rule.expression, rule.severity, rule.moments, rule.basis, rule.message, rule.message_en)
      is distinct from (excluded.name, excluded.name_en, excluded.expression, excluded.severity, excluded.moments, excluded.basis,
        excluded.message, excluded.message_en)
  `.execute(db);
  return rows.length;
}

/** Loads the parameters and returns how many there are; one whose name and region are known is left alone. */
export async function loadParameters(db: Kysely<Database>): Promise<number> {
  const rows = readTsv("parameters.tsv");
  await sql`
    insert into parameter (name, region, value, unit, note, basis, valid_from)
    select name, region, value, unit, note, nullif(basis, ''), valid_from
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as row (name text, region text, value numeric, unit text, note text, basis text, valid_from date)
    where not exists (select from parameter known where known.name = row.name and known.region = row.region)
  `.execute(db);
  return rows.length;
}

/** Loads the forms and returns how many there are. */
export async function loadForms(db: Kysely<Database>): Promise<number> {
  const rows = formRows();
  await sql`
    insert into form (code, edition, name, audience_kind, period_kind, due_days, cells)
    select code, edition, name, audience_kind, period_kind, due_days, cells
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as row (code text, edition int, name text,
      audience_kind text, period_kind text, due_days int, cells jsonb)
    on conflict (code, edition) do update set name = excluded.name, audience_kind = excluded.audience_kind,
      period_kind = excluded.period_kind, due_days = excluded.due_days, cells = excluded.cells
    where form.version = 1 and (form.name, form.audience_kind, form.period_kind, form.due_days, form.cells)
      is distinct from (excluded.name, excluded.audience_kind, excluded.period_kind, excluded.due_days, excluded.cells)
  `.execute(db);
  return rows.length;
}

/** Everything the hub's own rule book holds: rules, parameters, forms. */
export async function loadRuleBook(db: Kysely<Database>): Promise<void> {
  await loadRules(db);
  await loadParameters(db);
  await loadForms(db);
}
