/** Decides between what was there, what I typed and what the hub says now. Pure; knows only exact decimals and blanks. */
import { isSameValue } from "./number.js";

/**
 * `same`: nothing happened. `mine`: only I changed it. `theirs`: only the hub did. `converged`: both to the same value.
 * `conflict`: both, differently; a person chooses.
 */
export type Merge = "same" | "mine" | "theirs" | "converged" | "conflict";

export function mergeValues(base: string | null, mine: string | null, theirs: string | null): Merge {
  const [iChanged, theyChanged] = [!isSameValue(base, mine), !isSameValue(base, theirs)];
  if (!iChanged) return theyChanged ? "theirs" : "same";
  if (!theyChanged) return "mine";
  return isSameValue(mine, theirs) ? "converged" : "conflict";
}
