/** Rows by what they come to, kept beside the import so that nobody counts a million of them to look. */
import type { Outcome } from "./staged.js";

export type Counts = Readonly<Record<Outcome, number>>;

export const NO_COUNTS: Counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };

export function addOutcomes(counts: Counts, rows: readonly { readonly outcome: Outcome }[]): Counts {
  const sum = { ...counts };
  for (const { outcome } of rows) sum[outcome] += 1;
  return sum;
}

export const rowsOf = (counts: Counts): number => counts.new + counts.changed + counts.unchanged + counts.refused;
