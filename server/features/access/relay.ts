/**
 * Signing in for a pane whose host has no dialog: the person signs in in a browser under a state, and the pane, which
 * alone may ask with its proof, fetches the token once. The address carries the state and nothing else.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Hub } from "../../context.js";
import type { OpenedSession } from "./session.service.js";
import { WaitingStates } from "./waiting-states.js";

/** What the pane is handed. */
export interface Handed extends OpenedSession {
  readonly name: string;
}

interface Waiting {
  /** SHA-256 of what the pane keeps to itself, base64url: whoever only saw the address cannot fetch the token. */
  readonly challenge: string;
  readonly handed?: Omit<Handed, "expiresAt"> & { readonly expiresAt: string };
}

export type Fetched =
  { readonly kind: "waiting" } | { readonly kind: "unknown" } | { readonly kind: "handed"; readonly handed: Handed };

export class Relay {
  private readonly states: WaitingStates<Waiting>;

  constructor(hub: Pick<Hub, "database" | "clock">) {
    this.states = new WaitingStates(hub);
  }

  open(challenge: string): Promise<string> {
    return this.states.open({ challenge });
  }

  /** Whether somebody may still sign in under this state. */
  async isOpen(state: string): Promise<boolean> {
    return (await this.states.look(state))?.handed === false;
  }

  /** False where the state is gone or somebody signed in under it before. */
  async hand(state: string, handed: Handed): Promise<boolean> {
    const found = await this.states.look(state);
    if (found === undefined) return false;
    const { challenge } = found.value;
    return this.states.hand(state, { challenge, handed: { ...handed, expiresAt: handed.expiresAt.toISOString() } });
  }

  async fetch(state: string, verifier: string | undefined): Promise<Fetched> {
    const found = await this.states.look(state);
    if (found === undefined || !isProof(found.value.challenge, verifier)) return { kind: "unknown" };
    if (!found.handed) return { kind: "waiting" };
    const handed = (await this.states.take(state))?.handed;
    if (handed === undefined) return { kind: "unknown" };
    return { kind: "handed", handed: { ...handed, expiresAt: new Date(handed.expiresAt) } };
  }
}

function isProof(challenge: string, verifier: string | undefined): boolean {
  const said = createHash("sha256")
    .update(verifier ?? "")
    .digest();
  const wanted = Buffer.from(challenge, "base64url");
  return said.length === wanted.length && timingSafeEqual(said, wanted);
}
