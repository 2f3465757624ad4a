/** Finds indicators of the catalogue, by code or by words, and checks what people write for new ones. */
import { sql, type Kysely } from "kysely";
import type { Context } from "../../context.js";
import type { Database } from "../../database/tables.js";
import { foldName } from "../../domain/text.js";
import { Refusal } from "../../errors.js";
import { indicatorsIn, loadCatalogue, verdictOn, type Catalogue, type IndicatorEntry } from "./indicator.catalogue.js";
import { listedValues } from "./indicator.check.js";
import type { Meaning } from "./indicator.definitions.js";
import { breakdownsOf, dimensionSpec, listOfDimension, sourcesUnder } from "./indicator.dimensions.js";
import { faultWords, type FormulaFault } from "./indicator.faults.js";
import {
  FlowStock,
  IndicatorKind,
  type FormulaCheck,
  type FormulaFault as FormulaFaultObject,
  type Indicator,
  type IndicatorDimension,
} from "./indicator.objects.js";
import { rollUpOf } from "./indicator.roll-up.js";

const MOST = 500;

export interface IndicatorQuestion {
  readonly codes?: readonly string[] | null;
  readonly search?: string | null;
  readonly first?: number | null;
}

/** In the order of the codes asked for, else of the catalogue; codes nobody knows are left out. */
export async function indicators(context: Context, { codes, search, first }: IndicatorQuestion): Promise<Indicator[]> {
  const most = first ?? MOST;
  if (most < 1 || most > MOST) throw new Refusal("PAGE_SIZE", { max: MOST });
  const catalogue = await loadCatalogue(await context.tx());
  const entries = codes
    ? codes.flatMap((code) => catalogue.get(code.trim().toUpperCase()) ?? [])
    : [...indicatorsIn(catalogue)];
  const sought = foldName(search ?? "");
  return entries
    .filter(({ code, nameZh, nameEn }) => [code, nameZh, nameEn].some((text) => foldName(text).includes(sought)))
    .slice(0, most)
    .map((entry) => showIndicator(entry, catalogue));
}

/** Reads and checks a formula as the catalogue would, and its codes against the hub's lists. */
export async function checkFormula(context: Context, text: string, unit: string | null): Promise<FormulaCheck> {
  const tx = await context.tx();
  const catalogue = await loadCatalogue(tx);
  const verdict = verdictOn(text, unit, catalogue);
  const values = verdict.node === undefined ? [] : listedValues(verdict.node);
  const unknown = values.length === 0 ? [] : await unknownValues(tx, values);
  const faults = [...(verdict.fault === undefined ? [] : [verdict.fault]), ...unknown];
  return {
    ok: faults.length === 0,
    unit: verdict.unit ?? null,
    explanation: verdict.explanation?.zh ?? null,
    explanationEn: verdict.explanation?.en ?? null,
    dimensions: verdict.meaning === undefined ? [] : showDimensions(verdict.meaning, catalogue),
    faults: faults.map(showFault),
  };
}

type Listed = ReturnType<typeof listedValues>[number];

/** Values that their list does not have; a list nobody keeps allows everything, and the great standards are not compared. */
async function unknownValues(tx: Kysely<Database>, values: readonly Listed[]): Promise<readonly FormulaFault[]> {
  const { rows } = await sql<{ list: string; codes: string[] }>`
    select list, (array_agg(code order by rank nulls last, code))[1:200] as codes from code
    where list = any(${[...new Set(values.map(({ list }) => list))]}::text[]) and list not in ('region', 'industry', 'occupation')
    group by list`.execute(tx);
  const codes = new Map(rows.map((row) => [row.list, row.codes]));
  return values.flatMap(({ list, value, at }) => {
    const known = codes.get(list);
    return known === undefined || known.includes(value)
      ? []
      : [{ code: "UNKNOWN_VALUE" as const, at, found: value, expected: known.join(", ") }];
  });
}

const showFault = (fault: FormulaFault): FormulaFaultObject => {
  const { zh, en } = faultWords(fault);
  return { ...fault, message: zh, messageEn: en };
};

/** The list of a dimension is told where the ledgers under the indicator agree on it. */
function showDimensions(meaning: Meaning, catalogue: Catalogue): IndicatorDimension[] {
  const meaningOf = (code: string): Meaning | undefined => catalogue.get(code)?.meaning;
  const sources = [...sourcesUnder(meaning, meaningOf)];
  return breakdownsOf(meaning, meaningOf).map((dimension) => {
    const { zh, en, several } = dimensionSpec(dimension);
    const [list, ...others] = new Set(sources.map((source) => listOfDimension(dimension, source)));
    return {
      code: dimension,
      nameZh: zh,
      nameEn: en,
      list: others.length === 0 ? (list ?? null) : null,
      several: several === true,
    };
  });
}

const kindOf = (kind: IndicatorEntry["kind"]): IndicatorKind =>
  IndicatorKind[kind.toUpperCase() as keyof typeof IndicatorKind];

function showIndicator(entry: IndicatorEntry, catalogue: Catalogue): Indicator {
  const rollUp = rollUpOf(entry);
  return {
    code: entry.code,
    nameZh: entry.nameZh,
    nameEn: entry.nameEn,
    unit: entry.unit,
    unitDim: entry.unitDim,
    displayUnit: entry.displayUnit,
    displayScale: entry.displayScale,
    kind: kindOf(entry.kind),
    formula: entry.formula,
    additive: entry.additive,
    flowStock: FlowStock[entry.flowStock.toUpperCase() as keyof typeof FlowStock],
    direction: entry.direction,
    explanation: entry.explanation.zh,
    explanationEn: entry.explanation.en,
    counted: entry.meaning.kind !== "notYet",
    periodKinds: [...entry.periodKinds],
    decimals: entry.decimals,
    dimensions: showDimensions(entry.meaning, catalogue),
    fault: entry.meaning.kind === "notYet" ? showFault(entry.meaning.fault) : null,
    rollUpOrganizations: rollUp.overOrganizations,
    rollUpPeriods: rollUp.overTime,
    version: entry.version,
    versions: entry.versions.map((version) => ({ ...version, kind: kindOf(version.kind) })),
  };
}
