/**
 * What a mark in the grid is: a state, its one-character sign, its colours and edge, and which of two wins.
 * Decides nothing about cells; the host only paints what stands here.
 */

/** Every state a cell of ours may be in; a cell shows one at most. */
export type MarkState =
  "refused" | "conflict" | "pending" | "locked" | "stale" | "override" | "computed" | "reported" | "notAdditive";

export type MarkEdge = "none" | "solid" | "dashed" | "dotted";

/** How a state looks. `fill` or `text` undefined: the cell keeps its own. */
export interface MarkLook {
  readonly sign: string | null;
  readonly fill?: string;
  readonly text?: string;
  readonly edge: MarkEdge;
  readonly bold?: true;
  readonly italic?: true;
}

export const MARK_LOOKS: Record<MarkState, MarkLook> = {
  refused: { sign: "拒", fill: "#FBD9D4", text: "#8F1D14", edge: "solid", bold: true },
  conflict: { sign: "冲", fill: "#E6DAF5", text: "#46217A", edge: "dotted" },
  pending: { sign: "待", fill: "#FFF0BF", text: "#5C3A00", edge: "dashed" },
  locked: { sign: "锁", fill: "#ECECEC", text: "#4A4A4A", edge: "none" },
  stale: { sign: "旧", text: "#5C5C5C", edge: "none", italic: true },
  override: { sign: "改", fill: "#FFFFFF", text: "#0F4C9C", edge: "none" },
  computed: { sign: null, fill: "#F5F5F5", text: "#242424", edge: "none" },
  reported: { sign: null, fill: "#FFFFFF", text: "#0F4C9C", edge: "none" },
  notAdditive: { sign: "≠Σ", edge: "none" },
};

/** First wins. */
export const MARK_ORDER: readonly MarkState[] = [
  "refused",
  "conflict",
  "pending",
  "locked",
  "stale",
  "override",
  "notAdditive",
  "computed",
  "reported",
];

/** A number format that pushes the sign left and leaves the number a number: `"待"* #,##0;…`. */
export function signedFormat(sign: string | null, number: string): string {
  if (sign === null) return number;
  return [`"${sign}"* ${number}`, `"${sign}"* -${number}`, `"${sign}"* ${number}`, `"${sign}"* @`].join(";");
}

/** The plain number format of a figure with that many decimals. */
export function numberFormat(decimals: number): string {
  return decimals > 0 ? `#,##0.${"0".repeat(decimals)}` : "#,##0";
}
