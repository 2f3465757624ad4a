/** Finds the merged cells of a sheet. Refuses more than a limit, and merges that share a cell: no program writes those. */
import { rangeOf, type CellRange } from "../cell.js";
import { IntakeRefusal } from "../refusal.js";
import type { ReaderLimits } from "./limits.js";
import type { Package } from "./package.js";

const MERGE = /<(?:\w{1,20}:)?mergeCell\b[^<>]*?\bref="([^"<>]{2,32})"/gu;
/** An element of a merge is shorter. */
const TAIL = 512;

/** Merges stand after the rows. Looking for the element in the text is five times faster than parsing the sheet again. */
export async function readMerges(
  zip: Package,
  part: string,
  file: string,
  limits: ReaderLimits,
): Promise<readonly CellRange[]> {
  const merges: CellRange[] = [];
  let tail = "";
  for await (const chunk of zip.text(part)) {
    const text = tail + chunk;
    let end = 0;
    for (const found of text.matchAll(MERGE)) {
      const range = rangeOf(found[1] ?? "");
      if (range) merges.push(range);
      end = found.index + found[0].length;
    }
    if (merges.length > limits.merges)
      throw new IntakeRefusal("tooLarge", { file, part: "mergeCells", size: merges.length, limit: limits.merges });
    const open = text.lastIndexOf("<");
    tail = text.slice(Math.max(end, open < 0 ? text.length : open)).slice(-TAIL);
  }
  return inOrder(merges, file, part);
}

/** By row, then by column. */
export function inOrder(merges: readonly CellRange[], file: string, part: string): readonly CellRange[] {
  const sorted = merges.toSorted((a, b) => a.top - b.top || a.left - b.left);
  if (sorted.some(isOutside) || doOverlap(sorted)) throw new IntakeRefusal("corrupted", { file, part });
  return sorted;
}

const isOutside = ({ top, left, bottom, right }: CellRange): boolean =>
  top < 1 || left < 1 || bottom > 1_048_576 || right > 16_384 || bottom < top || right < left;

/**
 * Goes down the rows with the merges that reach each of them, by column: a merge may only touch its neighbours to the left
 * and to the right. As long as none overlap there are few at a time, and the first that does ends it.
 */
function doOverlap(sorted: readonly CellRange[]): boolean {
  let reaching: CellRange[] = [];
  let row = 0;
  for (const merge of sorted) {
    if (merge.top !== row) {
      row = merge.top;
      reaching = reaching.filter(({ bottom }) => bottom >= row);
    }
    let low = 0;
    for (let high = reaching.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((reaching[middle]?.left ?? 0) < merge.left) low = middle + 1;
      else high = middle;
    }
    if ((reaching[low - 1]?.right ?? 0) >= merge.left || (reaching[low]?.left ?? 16_385) <= merge.right) return true;
    reaching.splice(low, 0, merge);
  }
  return false;
}
