/** How names are spelled in pinyin, kept in memory: spelling a name costs far more than comparing it. */
import { pinyin } from "pinyin-pro";

/** Spelling a name costs more than finding it, and most names stay when some change. */
const MOST_SPELLED = 50_000;
const spelled = new Map<string, readonly string[]>();

/** The syllables of a name without tones; what is not Chinese stays as it is. */
export function spell(name: string): readonly string[] {
  const known = spelled.get(name);
  if (known) return known;
  const syllables = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
  if (spelled.size >= MOST_SPELLED) spelled.clear();
  spelled.set(name, syllables);
  return syllables;
}

/** Initials and full spelling of a name, parted by a blank: `zsbh zhengshubianhao`. */
export function spelling(name: string): string {
  const syllables = spell(name);
  return `${syllables.map((syllable) => syllable.slice(0, 1)).join("")} ${syllables.join("")}`.toLowerCase();
}
