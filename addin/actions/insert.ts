import type { Finding } from "../hub/hub.js";
import type { Place } from "../sheet/place.js";
import type { Desk, Trouble } from "./desk.js";

/** What to insert: rows are organizations, columns are an indicator in a period. */
export interface TableRequest {
  readonly organizations: readonly string[];
  readonly columns: readonly { readonly indicator: string; readonly period: string }[];
  readonly title: string;
  /** Where its first cell goes; the selected cell when left out. */
  readonly at?: Place;
  /** A total row; `organization` is the one that stands for all rows, used for what may not be summed. */
  readonly total?: { readonly organization: string | null };
}

export type InsertReport =
  | {
      readonly kind: "inserted";
      readonly form: "table" | "functions" | "values";
      /** Id of the bound table; null for functions and values. */
      readonly table: string | null;
      readonly place: Place;
      readonly cells: number;
      readonly asOf: string;
      /** Rows and columns the hub does not know or does not count yet; their cells are empty. */
      readonly problems: readonly Finding[];
    }
  | { readonly kind: "blocked"; readonly code: "PLACE_NOT_EMPTY"; readonly place: Place }
  | { readonly kind: "blocked"; readonly code: "NOTHING_CHOSEN" }
  | { readonly kind: "blocked"; readonly code: "TOO_MANY_CELLS"; readonly cells: number; readonly most: number }
  | Trouble;

/** A bound range: refreshed and edited in place. */
export async function insertTable(_desk: Desk, _request: TableRequest): Promise<InsertReport> {
  throw new Error("not built yet");
}

/** One =HUB.FIGURE per cell. Above 5,000 cells blocked unless `evenIfMany`. */
export async function insertFunctions(_desk: Desk, _request: TableRequest, _evenIfMany = false): Promise<InsertReport> {
  throw new Error("not built yet");
}

/** Plain numbers that never change again. */
export async function insertValues(_desk: Desk, _request: TableRequest): Promise<InsertReport> {
  throw new Error("not built yet");
}
