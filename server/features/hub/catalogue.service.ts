/**
 * The searched catalogue: indicators and organizations kept spelled out in memory until the tables change, periods made
 * around today. Looking whether anything changed is one statement, so a search never shows what was there before.
 */
import { sql, type Kysely } from "kysely";
import type { Context } from "../../context.js";
import type { Database } from "../../database/tables.js";
import type { LocalDate } from "../../domain/local-date.js";
import {
  formatPeriod,
  halfPeriod,
  monthPeriod,
  periodOf,
  quarterPeriod,
  schoolYearPeriod,
  yearPeriod,
  type Period,
} from "../../domain/period.js";
import {
  readyToSearch,
  searchEntries,
  type CatalogueEntry,
  type CatalogueMatch,
  type SearchedEntry,
} from "./catalogue.rules.js";
import { spell } from "./spelling.js";

interface Kept {
  readonly state: string;
  readonly entries: readonly SearchedEntry[];
}

const keptOf = new WeakMap<object, Kept>();

export async function searchCatalogue(
  context: Context,
  text: string,
  kinds: readonly CatalogueEntry["kind"][],
  most: number,
): Promise<CatalogueMatch[]> {
  const wanted = new Set(kinds);
  const entries = [
    ...(wanted.has("PERIOD") ? periodsNear(context.today, text) : []),
    ...(wanted.has("INDICATOR") || wanted.has("ORGANIZATION") ? await namedEntries(context) : []),
  ];
  return searchEntries(
    entries.filter(({ kind }) => wanted.has(kind)),
    text,
    most,
  );
}

async function namedEntries(context: Context): Promise<readonly SearchedEntry[]> {
  const tx = await context.tx();
  const state = await stateOf(tx);
  const known = keptOf.get(context.hub.database);
  if (known?.state === state) return known.entries;
  const entries = (await load(tx)).map((entry) => readyToSearch(entry, spell));
  keptOf.set(context.hub.database, { state, entries });
  return entries;
}

async function stateOf(tx: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select concat_ws('/',
      (select count(*) || ' ' || max(updated_at) from organization),
      (select count(*) || ' ' || max(import_id::text) from organization_name),
      (select md5(string_agg(concat(code, name_zh, name_en, unit, kind), '|' order by code)) from indicator)) as state
  `.execute(tx);
  return rows[0]?.state ?? "";
}

async function load(tx: Kysely<Database>): Promise<CatalogueEntry[]> {
  const { rows } = await sql<CatalogueEntry>`
    select 'INDICATOR' as kind, code, name_zh as name, name_en as detail, coalesce(display_unit, unit) as unit,
      upper(kind) as source, array[name_en] as others
    from indicator
    union all
    select 'ORGANIZATION', coalesce(o.code, o.school_code, o.uscc), o.name,
      concat_ws(' · ', coalesce((select name_zh from code where list = 'org_kind' and code.code = o.kind), o.kind), up.name), null, null,
      array_remove(array[o.short_name, o.school_code, o.uscc]
        || (select array_agg(former.name) from organization_name former where former.org_id = o.id), null)
    from organization o left join organization up on up.id = o.parent_id
    order by 1, 2
  `.execute(tx);
  return rows;
}

/** What is asked for by its own name first, then the periods people report: this year's and last year's. */
function periodsNear(today: LocalDate, text: string): SearchedEntry[] {
  const year = Number(today.slice(0, 4));
  const named = periodOf(text);
  const near = [year, year - 1, year + 1].flatMap((each) => [
    yearPeriod(each),
    halfPeriod(each, 1),
    halfPeriod(each, 2),
    ...[1, 2, 3, 4].map((quarter) => quarterPeriod(each, quarter)),
    ...Array.from({ length: 12 }, (_, month) => monthPeriod(each, month + 1)),
    schoolYearPeriod(each),
  ]);
  const others = near.filter(({ code }) => code !== named?.code);
  // A period named in any spelling is found by that spelling.
  return [...(named ? [periodEntry(named, [text])] : []), ...others.map((period) => periodEntry(period, []))];
}

function periodEntry(period: Period, others: readonly string[]): SearchedEntry {
  const entry: CatalogueEntry = {
    kind: "PERIOD",
    code: period.code,
    name: formatPeriod(period, "zh"),
    detail: `${period.from} – ${period.to}`,
    unit: null,
    source: null,
    others: [formatPeriod(period, "en"), ...others],
  };
  return readyToSearch(entry, spell);
}
