/**
 * The catalogue as the hub works with it: every indicator with its meaning read once. Kept per database for a short time,
 * because it changes a few times a year and every figure needs it.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { checkUnits, shown } from "./indicator.check.js";
import {
  meaningOf,
  meaningOfNode,
  type Attainable,
  type Definition,
  type Meaning,
  type Part,
} from "./indicator.definitions.js";
import { explain, partWords, type Wording } from "./indicator.explanation.js";
import { LanguageFault, type FaultCode, type FormulaFault } from "./indicator.faults.js";
import { codesOf, parse, type Node } from "./indicator.language.js";
import type { IndicatorVersion } from "./indicator.versions.js";
import { declaredDimension, dimensionOfText } from "./indicator.units.js";

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
  /** The breakdowns it is meant to have, in the catalogue's words. */
  readonly dims: readonly string[];
  /** Which dated definition this is. */
  readonly version: number;
  /** Every dated definition, the oldest first. */
  readonly versions: readonly IndicatorVersion[];
  readonly meaning: Meaning;
  readonly explanation: Wording;
  /** A measure or parameter inside a formula: nobody asks for it by itself. */
  readonly part?: true;
}

export type Catalogue = ReadonlyMap<string, IndicatorEntry>;

/** An indicator's row as the database holds it. */
export type IndicatorRow = Omit<IndicatorEntry, "meaning" | "explanation" | "part" | "dims" | "version" | "versions"> &
  Partial<Pick<IndicatorEntry, "dims" | "version" | "versions">>;

/**
 * Reads the meaning of every row. A formula over something unknown, over itself, or over units that do not go together is
 * not counted. Measures and parameters inside formulas are entries of their own, marked as parts.
 */
export function catalogueOf(rows: readonly IndicatorRow[]): Catalogue {
  const meanings = meaningsOf(rows);
  const entries = new Map<string, IndicatorEntry>();
  const names = new Map(rows.map((row) => [row.code, { zh: row.nameZh, en: row.nameEn }]));
  for (const meaning of meanings.values()) {
    if (meaning.kind === "formula") for (const part of meaning.parts) names.set(part.code, partWords(part.definition));
  }
  for (const row of rows) {
    const meaning = sound(row, meanings);
    entries.set(row.code, {
      dims: [],
      version: 1,
      versions: [],
      ...row,
      meaning,
      explanation: explain(meaning, (code) => names.get(code)),
    });
    if (meaning.kind === "formula") for (const part of meaning.parts) entries.set(part.code, partEntry(row, part));
  }
  return entries;
}

/** Indicators people ask for, in the catalogue's order. */
export const indicatorsIn = (catalogue: Catalogue): readonly IndicatorEntry[] =>
  [...catalogue.values()].filter((entry) => entry.part === undefined);

/** What each text means by itself. An extreme over another indicator takes that one's definition. */
function meaningsOf(rows: readonly IndicatorRow[]): ReadonlyMap<string, Meaning> {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const meanings = new Map<string, Meaning>();
  const attainable = (): readonly Attainable[] => attainableIn(meanings);
  const dimension = (code: string) => {
    const row = byCode.get(code);
    return row === undefined ? undefined : declaredDimension(row.unitDim, row.unit);
  };
  const read = (row: IndicatorRow, above: readonly string[]): Meaning => {
    const known = meanings.get(row.code);
    if (known !== undefined) return known;
    const lookup = (code: string): Definition | undefined => {
      const inner = byCode.get(code);
      if (inner === undefined || above.includes(code) || code === row.code) return undefined;
      const meaning = read(inner, [...above, row.code]);
      return meaning.kind === "counted" ? meaning.definition : undefined;
    };
    let meaning = meaningOf(row.kind, row.formula, row.code, Object.assign(lookup, { attainable }));
    if (meaning.kind === "counted" || meaning.kind === "formula") {
      try {
        checkUnits(parse(row.formula ?? ""), dimension(row.code), dimension, lookup);
      } catch (fault) {
        if (!(fault instanceof LanguageFault)) throw fault;
        meaning = unsound(fault.fault);
      }
    }
    meanings.set(row.code, meaning);
    return meaning;
  };
  for (const row of rows) read(row, []);
  return meanings;
}

/** What a target may be set for: everything but what is itself made of attainments, and its parts. */
function attainableIn(meanings: ReadonlyMap<string, Meaning>): readonly Attainable[] {
  const isAttainment = (code: string, above: readonly string[]): boolean => {
    const meaning = meanings.get(code);
    if (meaning?.kind === "counted") return meaning.definition.measure.kind === "attainment";
    if (meaning?.kind !== "formula" || above.includes(code)) return above.includes(code);
    return (
      meaning.parts.some(({ definition }) => definition.measure.kind === "attainment") ||
      codesOf(meaning.expression).some((operand) => isAttainment(operand, [...above, code]))
    );
  };
  const found = [...meanings].flatMap(([code, meaning]) => {
    if (meaning.kind === "notYet" || isAttainment(code, [])) return [];
    const parts = meaning.kind === "formula" ? meaning.parts : [];
    return [
      { code, meaning },
      ...parts.map(({ code: part, definition }) => ({ code: part, meaning: { kind: "counted" as const, definition } })),
    ];
  });
  return [...new Map(found.map((each) => [each.code, each])).values()];
}

const unsound = (fault: FormulaFault): Meaning => ({ kind: "notYet", expected: fault.expected, at: fault.at, fault });

/** A formula stands only when everything under it does. */
function sound({ code }: IndicatorRow, meanings: ReadonlyMap<string, Meaning>, above: readonly string[] = []): Meaning {
  const meaning = meanings.get(code);
  if (meaning === undefined) return faulty("UNKNOWN_CODE", code, "an indicator of the catalogue");
  if (meaning.kind !== "formula") return meaning;
  const path = [...above, code];
  const own = new Set(meaning.parts.map((part) => part.code));
  for (const operand of codesOf(meaning.expression)) {
    if (own.has(operand)) continue;
    if (path.includes(operand)) return faulty("CYCLE", [...path, operand].join(" → "), "other indicators");
    const inner = meanings.get(operand);
    if (inner === undefined) return faulty("UNKNOWN_CODE", operand, "an indicator of the catalogue");
    const under = inner.kind === "formula" ? sound({ code: operand } as IndicatorRow, meanings, path) : inner;
    if (under.kind === "notYet") {
      const broken =
        under.fault.code === "CYCLE" ? under.fault : { ...under.fault, code: "UNKNOWN_CODE" as const, found: operand };
      return unsound(broken);
    }
  }
  return meaning;
}

const faulty = (code: FaultCode, found: string, expected: string): Meaning => unsound({ code, at: 0, found, expected });

/** A part is counted like an indicator of its own; it has the unit of the whole only where that says nothing. */
function partEntry(whole: IndicatorRow, { code, definition }: Part): IndicatorEntry {
  const name = partWords(definition);
  const meaning: Meaning = { kind: "counted", definition };
  return {
    dims: [],
    version: 1,
    versions: [],
    ...whole,
    code,
    nameZh: name.zh,
    nameEn: name.en,
    unit: "",
    unitDim: "other",
    displayUnit: null,
    displayScale: "1",
    decimals: 0,
    kind: "ledger",
    formula: null,
    meaning,
    explanation: explain(meaning, () => undefined),
    part: true,
  };
}

export interface Verdict {
  /** The tree of the text, where it could be read at all. */
  readonly node?: Node;
  readonly meaning?: Meaning;
  readonly unit?: string;
  readonly explanation?: Wording;
  readonly fault?: FormulaFault;
}

/** What a text would mean as an indicator of this catalogue; `unit` is the one it should be in. */
export function verdictOn(text: string, unit: string | null, catalogue: Catalogue): Verdict {
  const verdict: { -readonly [K in keyof Verdict]: Verdict[K] } = {};
  const lookup = (code: string): Definition | undefined => {
    const meaning = catalogue.get(code)?.meaning;
    return meaning?.kind === "counted" ? meaning.definition : undefined;
  };
  const unitOf = (code: string) => {
    const entry = catalogue.get(code);
    return entry === undefined ? undefined : declaredDimension(entry.unitDim, entry.unit);
  };
  try {
    verdict.node = parse(text);
    const meaning = meaningOfNode(verdict.node, "", lookup);
    verdict.unit = shown(checkUnits(verdict.node, undefined, unitOf, lookup));
    verdict.meaning = meaning;
    verdict.explanation = explain(meaning, (code) => namedIn(meaning, code, catalogue));
    checkUnits(verdict.node, unit === null ? undefined : dimensionOfText(unit), unitOf, lookup);
    const codes = meaning.kind === "formula" ? codesOf(meaning.expression) : [];
    const broken = codes.find((code) => catalogue.get(code)?.meaning.kind === "notYet");
    if (broken !== undefined) throw new LanguageFault("an indicator that can be counted", 0, "UNKNOWN_CODE", broken);
  } catch (fault) {
    if (!(fault instanceof LanguageFault)) throw fault;
    verdict.fault = fault.fault;
  }
  return verdict;
}

function namedIn(meaning: Meaning, code: string, catalogue: Catalogue): Wording | undefined {
  const part = meaning.kind === "formula" ? meaning.parts.find((each) => each.code === code) : undefined;
  const entry = catalogue.get(code);
  return part ? partWords(part.definition) : entry && { zh: entry.nameZh, en: entry.nameEn };
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

const VERSIONS = `(select coalesce(json_agg(json_build_object('version', v.version, 'kind', v.kind, 'formula', v.formula, 'unitDim', v.unit_dim,
        'validFrom', v.valid_from, 'validTo', v.valid_to) order by v.version), '[]') from indicator_version v where v.indicator = i.code)`;

const columnsOf = (
  definition: string,
  version: string,
): string => `i.code, i.name_zh as "nameZh", i.name_en as "nameEn", i.unit, ${definition}.unit_dim as "unitDim",
      i.display_unit as "displayUnit", i.display_scale as "displayScale", i.decimals, ${definition}.kind, ${definition}.formula,
      i.flow_stock as "flowStock", i.additive, i.direction, i.period_kinds as "periodKinds", i.dims, ${version} as version, ${VERSIONS} as versions`;

async function readCatalogue(tx: Kysely<Database>): Promise<Catalogue> {
  const { rows } = await sql<IndicatorRow>`
    select ${sql.raw(columnsOf("i", "i.definition_version"))}
    from indicator i where i.valid_to is null or i.valid_to > current_date order by i.code`.execute(tx);
  return catalogueOf(rows);
}

/** The catalogue with the definitions that held on a day, for figures as they were defined then. */
export async function loadCatalogueAt(tx: Kysely<Database>, date: string): Promise<Catalogue> {
  const { rows } = await sql<IndicatorRow>`
    select ${sql.raw(columnsOf("d", "d.version"))}
    from indicator i cross join lateral (
      select w.* from indicator_version w where w.indicator = i.code
      order by w.valid_from <= ${date}::date desc, case when w.valid_from <= ${date}::date then -w.version else w.version end limit 1) d
    order by i.code`.execute(tx);
  return catalogueOf(rows);
}
