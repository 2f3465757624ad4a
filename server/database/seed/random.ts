/**
 * Chance that repeats: the same seed and path give the same numbers, in any order and without holding what came before.
 * Good enough for sample data, never for keys or secrets.
 */
export interface Dice {
  /** 0 ≤ x < 1 */
  unit(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** True in `share` of the throws. */
  happens(share: number): boolean;
}

/** Dice of their own for a path such as `("person", 17)`. */
export function diceOf(seed: number, ...path: readonly (string | number)[]): Dice {
  const unit = mulberry32(path.reduce<number>((hash, step) => fnv1a(String(step), hash), seed >>> 0));
  return {
    unit,
    between: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    pick: (items) => items[Math.floor(unit() * items.length)] ?? items[0],
    happens: (share) => unit() < share,
  };
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function fnv1a(text: string, start: number): number {
  let hash = (start ^ 0x811c9dc5) >>> 0;
  for (const letter of `${text}/`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

const ID_SPACES = [
  "organization", "person", "course", "affiliation", "activity", "enrolment",
  "credential", "fund_entry", "document", "target", "figure",
  "attendance", "asset", "application", "submission", "finding", "task",
] as const; // prettier-ignore

/** 2026-11-01 in milliseconds, as a UUIDv7 writes it: sample rows sort before everything entered later. */
const ID_TIME = "01a19467-e800";

/** A UUIDv7-shaped id that can be worked out again from its number, so nothing has to be remembered while streaming. */
export function sampleId(space: (typeof ID_SPACES)[number], number: number): string {
  const mark = (ID_SPACES.indexOf(space) + 1).toString(16).padStart(3, "0");
  return `${ID_TIME}-7${mark}-8000-${number.toString(16).padStart(12, "0")}`;
}
