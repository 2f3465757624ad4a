/**
 * What waits for its answer under a state: hard to guess, good once, gone after ten minutes. It is kept in memory alone
 * and there is an end to how many wait, so that asking for states fills nothing.
 */
import { randomBytes } from "node:crypto";

const WAITS_MS = 10 * 60_000;
const MOST_WAITING = 10_000;

export class WaitingStates<Kept> {
  private readonly kept = new Map<string, { readonly value: Kept; readonly until: number }>();

  constructor(private readonly clock: () => Date) {}

  /** Keeps it under a fresh state; the oldest gives way where too many wait. */
  open(value: Kept): string {
    this.forgetOld();
    const [oldest] = this.kept.keys();
    if (this.kept.size >= MOST_WAITING && oldest !== undefined) this.kept.delete(oldest);
    const state = randomBytes(32).toString("base64url");
    this.kept.set(state, { value, until: this.clock().getTime() + WAITS_MS });
    return state;
  }

  look(state: string): Kept | undefined {
    this.forgetOld();
    return this.kept.get(state)?.value;
  }

  /** Takes it away: nobody gets it twice. */
  take(state: string): Kept | undefined {
    const value = this.look(state);
    this.kept.delete(state);
    return value;
  }

  /** The oldest stand first, so the first that is still good ends the search. */
  private forgetOld(): void {
    const now = this.clock().getTime();
    for (const [state, { until }] of this.kept) {
      if (until > now) return;
      this.kept.delete(state);
    }
  }
}
