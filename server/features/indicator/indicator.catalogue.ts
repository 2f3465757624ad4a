/**
 * The catalogue as the hub works with it: every indicator with its meaning read once. Kept per database for a short time,
 * because it changes a few times a year and every figure needs it.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { meaningOf, type Meaning } from "./indicator.definitions.js";
import { explain, type Wording } from "./indicator.explanation.js";
import { codesOf } from "./indicator.language.js";

export type UnitDimension = "count" | "person" | "participation" | "money" | "ratio" | "hour" | "other";

export interface IndicatorEntry {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly unitDim: UnitDimension;
  readonly displayUnit: string | null;
  readonly displayScale: string;
  readonly decimals: number;
  readonly kind: "ledger" | "reported" | "formula";
  readonly formula: string | null;
  readonly flowStock: "flow" | "stock";
  readonly additive: boolean;
  readonly direction: "up" | "down" | "hold";
  readonly periodKinds: readonly string[];
  readonly meaning: Meaning;
  readonly explanation: Wording;
}

export type Catalogue = ReadonlyMap<string, IndicatorEntry>;

/** An indicator's row as the database holds it. */
export type IndicatorRow = Omit<IndicatorEntry, "meaning" | "explanation">;

/** Reads the meaning of every row. A formula over something unknown, or over itself, is not yet counted. */
export function catalogueOf(rows: readonly IndicatorRow[]): Catalogue {
  const meanings = new Map(rows.map((row) => [row.code, meaningOf(row.kind, row.formula)]));
  const names = new Map(rows.map((row) => [row.code, { zh: row.nameZh, en: row.nameEn }]));
  return new Map(
    rows.map((row) => {
      const meaning = sound(row.code, meanings);
      return [row.code, { ...row, meaning, explanation: explain(meaning, (code) => names.get(code)) }];
    }),
  );
}

function sound(code: string, meanings: ReadonlyMap<string, Meaning>, above: readonly string[] = []): Meaning {
  const meaning = meanings.get(code);
  if (meaning === undefined || above.includes(code)) return { kind: "notYet", expected: "a known indicator", at: 0 };
  if (meaning.kind !== "formula") return meaning;
  const broken = codesOf(meaning.expression).find((part) => {
    const inner = meanings.get(part);
    return (
      inner === undefined ||
      [...above, code].includes(part) ||
      (inner.kind === "formula" && sound(part, meanings, [...above, code]).kind === "notYet")
    );
  });
  return broken === undefined ? meaning : { kind: "notYet", expected: `a meaning of ${broken}`, at: 0 };
}

const LASTS_MS = 60_000;
const kept = new WeakMap<object, { readonly until: number; readonly catalogue: Promise<Catalogue> }>();

/**
 * At most a minute old; a code it does not know makes it read anew, so a new indicator is there at once.
 * The adapter is the one object that all transactions of a database share.
 */
export async function loadCatalogue(tx: Kysely<Database>, codes: readonly string[] = []): Promise<Catalogue> {
  const key = tx.getExecutor().adapter;
  const known = kept.get(key);
  if (known !== undefined && performance.now() < known.until) {
    const catalogue = await known.catalogue;
    if (catalogue.size > 0 && codes.every((code) => catalogue.has(code))) return catalogue;
  }
  const catalogue = readCatalogue(tx);
  kept.set(key, { until: performance.now() + LASTS_MS, catalogue });
  catalogue.catch(() => kept.delete(key));
  return catalogue;
}

async function readCatalogue(tx: Kysely<Database>): Promise<Catalogue> {
  const { rows } = await sql<IndicatorRow>`
    select code, name_zh as "nameZh", name_en as "nameEn", unit, unit_dim as "unitDim", display_unit as "displayUnit",
      display_scale as "displayScale", decimals, kind, formula, flow_stock as "flowStock", additive, direction, period_kinds as "periodKinds"
    from indicator where valid_to is null or valid_to > current_date order by code`.execute(tx);
  return catalogueOf(rows);
}
