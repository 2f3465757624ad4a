/** Finds indicators of the catalogue, by code or by words. */
import type { Context } from "../../context.js";
import { foldName } from "../../domain/text.js";
import { Refusal } from "../../errors.js";
import { indicatorsIn, loadCatalogue, type IndicatorEntry } from "./indicator.catalogue.js";
import { FlowStock, IndicatorKind, type Indicator } from "./indicator.objects.js";

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
    .map(showIndicator);
}

function showIndicator(entry: IndicatorEntry): Indicator {
  return {
    code: entry.code,
    nameZh: entry.nameZh,
    nameEn: entry.nameEn,
    unit: entry.unit,
    unitDim: entry.unitDim,
    displayUnit: entry.displayUnit,
    displayScale: entry.displayScale,
    kind: IndicatorKind[entry.kind.toUpperCase() as keyof typeof IndicatorKind],
    formula: entry.formula,
    additive: entry.additive,
    flowStock: FlowStock[entry.flowStock.toUpperCase() as keyof typeof FlowStock],
    direction: entry.direction,
    explanation: entry.explanation.zh,
    explanationEn: entry.explanation.en,
    counted: entry.meaning.kind !== "notYet",
    periodKinds: [...entry.periodKinds],
    decimals: entry.decimals,
  };
}
