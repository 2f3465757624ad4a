/** Finds a code by code or by name, tolerating width, blanks and brackets; suggests a near miss, never takes it. Pure. */
import { foldName } from "../../domain/text.js";

export interface CodeEntry {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | null;
  readonly aliases?: readonly string[];
}

export interface CodeIndex {
  readonly byCode: ReadonlyMap<string, CodeEntry>;
  readonly byName: ReadonlyMap<string, readonly CodeEntry[]>;
}

export type CodeLists = ReadonlyMap<string, CodeIndex>;

export type CodeFound =
  | { readonly kind: "found"; readonly code: string }
  | { readonly kind: "several"; readonly count: number }
  | { readonly kind: "similar"; readonly code: string; readonly name: string }
  | { readonly kind: "none" };

export function indexCodes(entries: readonly CodeEntry[]): CodeIndex {
  const byCode = new Map<string, CodeEntry>();
  const byName = new Map<string, CodeEntry[]>();
  for (const entry of entries) {
    byCode.set(foldName(entry.code), entry);
    for (const name of new Set(
      [entry.name, entry.nameEn ?? "", ...(entry.aliases ?? [])].map(foldCodeName).filter(Boolean),
    )) {
      const same = byName.get(name);
      if (same) same.push(entry);
      else byName.set(name, [entry]);
    }
  }
  return { byCode, byName };
}

/** Bracketed remarks and ／ are dropped from names: 中级工（四级） and 中级工/四级 are the same to people. */
const foldCodeName = (name: string): string => foldName(name).replace(/[()[\]【】/／、·-]/gu, "");

/** Columns of codes repeat themselves: what was found once for a list is kept while that list is in use. */
const FOUND = new WeakMap<CodeIndex, Map<string, CodeFound>>();
const MOST_KEPT = 20_000;

export function findCode(index: CodeIndex, text: string): CodeFound {
  const kept = FOUND.get(index) ?? new Map<string, CodeFound>();
  FOUND.set(index, kept);
  const known = kept.get(text);
  if (known) return known;
  const found = lookUp(index, text);
  if (kept.size < MOST_KEPT) kept.set(text, found);
  return found;
}

function lookUp(index: CodeIndex, text: string): CodeFound {
  const byCode = index.byCode.get(foldName(text));
  if (byCode) return { kind: "found", code: byCode.code };
  const name = foldCodeName(text);
  const named = index.byName.get(name) ?? [];
  if (named.length === 1 && named[0]) return { kind: "found", code: named[0].code };
  if (named.length > 1) return { kind: "several", count: named.length };
  return similarTo(index, name);
}

/** Exactly one name that is one character off, or that holds the text: worth asking about. */
function similarTo(index: CodeIndex, name: string): CodeFound {
  if (name.length < 2) return { kind: "none" };
  const near: CodeEntry[] = [];
  for (const [known, entries] of index.byName) {
    const entry = entries[0];
    if (entry && entries.length === 1 && isNear(name, known) && !near.includes(entry)) near.push(entry);
    if (near.length > 1) return { kind: "none" };
  }
  return near[0] ? { kind: "similar", code: near[0].code, name: near[0].name } : { kind: "none" };
}

function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) <= 1 && Math.min(a.length, b.length) >= 3) return oneEditApart(a, b);
  return a.length >= 2 && b.length > a.length && b.length - a.length <= 4 && b.includes(a);
}

function oneEditApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let i = 0;
  while (i < short.length && short[i] === long[i]) i += 1;
  return short.slice(i + (short.length === long.length ? 1 : 0)) === long.slice(i + 1);
}
