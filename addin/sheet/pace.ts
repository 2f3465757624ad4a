/** How long counted work will still take, by its own pace so far. Pure: the moments come in. */

/** So much done at a moment, in milliseconds. */
export interface Pace {
  readonly done: number;
  readonly at: number;
}

/** The first seconds say little of the rest. */
const TELLING_MS = 2_000;
const SOON_SECONDS = 60;

export type Remaining = { readonly seconds: number } | { readonly minutes: number };

/** Null while nobody can tell: nothing done since `began`, too early, or the end is unknown. */
export function remaining(began: Pace, now: Pace, total: number | null): Remaining | null {
  const [done, took] = [now.done - began.done, now.at - began.at];
  if (total === null || done <= 0 || took < TELLING_MS || now.done >= total) return null;
  const seconds = ((total - now.done) * took) / done / 1_000;
  // Rounded up, in steps a person reads as a guess.
  return seconds <= SOON_SECONDS
    ? { seconds: Math.max(5, Math.ceil(seconds / 5) * 5) }
    : { minutes: Math.ceil(seconds / 60) };
}
