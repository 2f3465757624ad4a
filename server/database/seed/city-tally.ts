/** Sums gathered while classes stream by: what reported figures and targets of the sample city must agree with. */

export interface Tally {
  /** Completed enrolments by organization code and year: `YL-S1-01 2026`. */
  readonly completed: Map<string, number>;
  readonly enrolled: Map<string, number>;
  readonly classes: Map<string, number>;
  readonly certificates: Map<string, number>;
  /** Completed, subsidised, through the HR bureau. */
  readonly subsidised: Map<string, number>;
  /** Training income in 分 by organization code and month: `YL-S1-01 2026M10`. */
  readonly income: Map<string, number>;
}

export const newTally = (): Tally => ({
  completed: new Map(), enrolled: new Map(), classes: new Map(), certificates: new Map(), subsidised: new Map(), income: new Map(),
}); // prettier-ignore

/** Adds to one of the sums. */
export const add = (sums: Map<string, number>, key: string, amount = 1): void =>
  void sums.set(key, (sums.get(key) ?? 0) + amount);

/** 12345 分 → `123.45`. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
