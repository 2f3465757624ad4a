/**
 * Definitions are dated: which one held on a day, and the catalogue as it stood then. Pure but for the reading.
 */
import type { IndicatorEntry } from "./indicator.catalogue.js";

/** One dated definition of an indicator. */
export interface IndicatorVersion {
  readonly version: number;
  readonly kind: "ledger" | "reported" | "formula";
  readonly formula: string | null;
  readonly unitDim: string;
  readonly validFrom: string;
  /** The first day it no longer holds; null while it does. */
  readonly validTo: string | null;
}

/** The version in force on a day (`2026-01-31`): the newest that had begun, else the first there ever was. */
export function definitionAt(
  { versions }: Pick<IndicatorEntry, "versions">,
  date: string,
): IndicatorVersion | undefined {
  const begun = versions.filter(({ validFrom }) => validFrom <= date);
  return begun.at(-1) ?? versions[0];
}
