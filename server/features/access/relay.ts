/**
 * Signing in for a pane whose host has no dialog: the person signs in in a browser under a state, and the pane, which
 * alone may ask with its proof, fetches the token once. The address carries the state and nothing else.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { OpenedSession } from "./session.service.js";
import { WaitingStates } from "./waiting-states.js";

/** What the pane is handed. */
export interface Handed extends OpenedSession {
  readonly name: string;
}

interface Waiting {
  /** SHA-256 of what the pane keeps to itself, base64url: whoever only saw the address cannot fetch the token. */
  readonly challenge: string;
  handed: Handed | undefined;
}

export type Fetched =
  { readonly kind: "waiting" } | { readonly kind: "unknown" } | { readonly kind: "handed"; readonly handed: Handed };

export class Relay {
  private readonly states: WaitingStates<Waiting>;

  constructor(clock: () => Date) {
    this.states = new WaitingStates(clock);
  }

  open(challenge: string): string {
    return this.states.open({ challenge, handed: undefined });
  }

  /** Whether somebody may still sign in under this state. */
  isOpen(state: string): boolean {
    const waiting = this.states.look(state);
    return waiting !== undefined && waiting.handed === undefined;
  }

  /** False where the state is gone or somebody signed in under it before. */
  hand(state: string, handed: Handed): boolean {
    const waiting = this.states.look(state);
    if (waiting === undefined || waiting.handed !== undefined) return false;
    waiting.handed = handed;
    return true;
  }

  fetch(state: string, verifier: string | undefined): Fetched {
    const waiting = this.states.look(state);
    if (waiting === undefined || !isProof(waiting.challenge, verifier)) return { kind: "unknown" };
    if (waiting.handed === undefined) return { kind: "waiting" };
    this.states.take(state);
    return { kind: "handed", handed: waiting.handed };
  }
}

function isProof(challenge: string, verifier: string | undefined): boolean {
  const said = createHash("sha256")
    .update(verifier ?? "")
    .digest();
  const wanted = Buffer.from(challenge, "base64url");
  return said.length === wanted.length && timingSafeEqual(said, wanted);
}
