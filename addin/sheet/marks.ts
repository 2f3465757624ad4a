/**
 * What a mark in the grid is: a state, its one-character sign, its colours and edge, and which of two wins.
 * Decides nothing about cells; the host only paints what stands here.
 */

/** Every state a cell of ours may be in; a cell shows one at most. */
export type MarkState =
  | "refused"
  | "conflict"
  | "pending"
  | "locked"
  | "stale"
  | "override"
  | "computed"
  | "reported"
  | "notAdditive"
  | IntakeMarkState;

/**
 * States of a sheet that is looked at before it is brought in: rows by what they would come to, and the outline of the
 * table that was found, which lies over the cells' own marks as lines only.
 */
export type IntakeMarkState =
  "fresh" | "changed" | "changing" | "same" | "found" | "foundLeft" | "foundRight" | "foundBottom";

export type MarkEdge = "none" | "solid" | "dashed" | "dotted";

export type MarkSide = "left" | "right" | "bottom";

/** How a state looks. `fill` or `text` undefined: the cell keeps its own. */
export interface MarkLook {
  readonly sign: string | null;
  readonly fill?: string;
  readonly text?: string;
  readonly edge: MarkEdge;
  /** The one side that has the edge; all four when left out. */
  readonly side?: MarkSide;
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
  fresh: { sign: "新", fill: "#E4F2F3", text: "#08525A", edge: "none" },
  changed: { sign: "变", fill: "#E8F1FA", text: "#0F548C", edge: "none" },
  changing: { sign: "变", fill: "#CFE2F5", text: "#0B4474", edge: "dashed", bold: true },
  same: { sign: "同", text: "#5C5C5C", edge: "none" },
  found: { sign: null, edge: "solid", text: "#063F46", bold: true },
  foundLeft: { sign: null, edge: "solid", side: "left" },
  foundRight: { sign: null, edge: "solid", side: "right" },
  foundBottom: { sign: null, edge: "solid", side: "bottom" },
};

/** The colour of an edge whose cells keep their own text. */
export const LINE = "#0B6670";

/** First wins. */
export const MARK_ORDER: readonly MarkState[] = [
  "found",
  "foundLeft",
  "foundRight",
  "foundBottom",
  "refused",
  "conflict",
  "pending",
  "changing",
  "locked",
  "stale",
  "override",
  "notAdditive",
  "computed",
  "reported",
  "changed",
  "fresh",
  "same",
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
