/**
 * How values of parts make the whole, by an indicator's own nature. Parts are the organizations below, or the months of a
 * year. Pure.
 */
import type { IndicatorEntry } from "./indicator.catalogue.js";

export type PartsRule =
  /** Values of parts are added. */
  | "sum"
  /** The value of the last period that has one. */
  | "last"
  /** Numerators and denominators, or operands, are each rolled up, then worked out. */
  | "recompute"
  /** Counted anew over all rows: persons in two parts are one. */
  | "recount"
  /** Nothing is said about the whole. */
  | "none";

export interface RollUp {
  readonly overOrganizations: PartsRule;
  readonly overTime: PartsRule;
}

type Natured = Pick<IndicatorEntry, "meaning" | "flowStock" | "additive" | "unitDim">;

export function rollUpOf({ meaning, flowStock, additive }: Natured): RollUp {
  if (meaning.kind === "formula") return { overOrganizations: "recompute", overTime: "recompute" };
  if (meaning.kind === "counted") {
    const { kind } = meaning.definition.measure;
    const adds = kind === "rows" || kind === "sum";
    const overOrganizations = adds ? "sum" : kind === "attainment" ? "none" : "recount";
    if (meaning.definition.timing === "inForce" || flowStock === "stock") {
      return { overOrganizations, overTime: adds ? "last" : "recount" };
    }
    return { overOrganizations, overTime: adds ? "sum" : kind === "attainment" ? "none" : "recount" };
  }
  // Reported: a rate or an average of parts is none of the whole.
  if (!additive) return { overOrganizations: "none", overTime: flowStock === "stock" ? "last" : "none" };
  return { overOrganizations: "sum", overTime: flowStock === "stock" ? "last" : "sum" };
}
