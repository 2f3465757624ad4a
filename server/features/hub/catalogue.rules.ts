/**
 * Finding a name by what people type: 汉字, initials (pxrc), full pinyin (peixunrenci), or a code. Pure: the spelling of
 * names comes in. Closer matches go first; what matches nothing is left out.
 */
export interface CatalogueEntry {
  readonly kind: "INDICATOR" | "ORGANIZATION" | "PERIOD";
  readonly code: string;
  readonly name: string;
  readonly detail: string | null;
  readonly unit: string | null;
  readonly source: string | null;
  /** Other names it is looked up by. */
  readonly others: readonly string[];
}

/** An entry made ready to be searched. */
export interface SearchedEntry extends CatalogueEntry {
  readonly plainCode: string;
  readonly plainNames: readonly string[];
  /** The name's syllables, e.g. `["pei", "xun", "ren", "ci"]`. */
  readonly syllables: readonly string[];
}

export type MatchedBy = "CODE" | "NAME" | "INITIALS" | "PINYIN";

export interface CatalogueMatch {
  readonly entry: SearchedEntry;
  readonly matchedBy: MatchedBy;
}

/** Full-width letters, case and blanks make no difference to what is meant. */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s'’]/gu, "");
}

export function readyToSearch(entry: CatalogueEntry, spell: (name: string) => readonly string[]): SearchedEntry {
  return {
    ...entry,
    plainCode: plain(entry.code),
    plainNames: [entry.name, ...entry.others].map(plain).filter((name) => name !== ""),
    syllables: spell(entry.name)
      .map(plain)
      .filter((syllable) => syllable !== ""),
  };
}

export function searchEntries(entries: readonly SearchedEntry[], text: string, most: number): CatalogueMatch[] {
  const asked = plain(text);
  if (asked === "") return [];
  return entries
    .flatMap((entry, index) => {
      const match = matchOf(entry, asked);
      return match ? [{ entry, index, ...match }] : [];
    })
    .sort((a, b) => a.rank - b.rank || a.entry.name.length - b.entry.name.length || a.index - b.index)
    .slice(0, most)
    .map(({ entry, matchedBy }) => ({ entry, matchedBy }));
}

/** The lower the rank, the closer: a whole before a beginning, a beginning before a middle, letters of a name last. */
function matchOf(entry: SearchedEntry, asked: string): { rank: number; matchedBy: MatchedBy } | undefined {
  const { plainCode, plainNames, syllables } = entry;
  if (plainCode === asked) return { rank: 0, matchedBy: "CODE" };
  if (plainNames.includes(asked)) return { rank: 1, matchedBy: "NAME" };
  if (plainNames.some((name) => name.startsWith(asked))) return { rank: 2, matchedBy: "NAME" };
  if (plainCode.startsWith(asked)) return { rank: 3, matchedBy: "CODE" };
  if (plainNames.some((name) => name.includes(asked))) return { rank: 4, matchedBy: "NAME" };
  // Spelling is only looked for where something could have been spelled.
  if (!/^[a-z0-9]+$/.test(asked)) return undefined;
  const initials = syllables.map((syllable) => syllable[0] ?? "").join("");
  if (initials === asked) return { rank: 5, matchedBy: "INITIALS" };
  const spelled = placeOfSpelling(syllables, asked);
  if (spelled === 0) return { rank: 6, matchedBy: "PINYIN" };
  if (initials.startsWith(asked)) return { rank: 7, matchedBy: "INITIALS" };
  if (asked.length > 1 && initials.includes(asked)) return { rank: 8, matchedBy: "INITIALS" };
  if (spelled !== undefined) return { rank: 9, matchedBy: "PINYIN" };
  return undefined;
}

/** At which syllable the spelling begins; the last one may be unfinished: `peix` finds 培训. */
function placeOfSpelling(syllables: readonly string[], asked: string): number | undefined {
  const from = syllables.findIndex((_, index) => syllables.slice(index).join("").startsWith(asked));
  return from < 0 ? undefined : from;
}
