/**
 * Who is signed in, and the way in and out. A page of the browser has a cookie it cannot read; a pane inside Office has a
 * token that lives in this object alone: never in storage, in a workbook, in an address or in a log.
 */
import { patienceOf } from "./patience.js";
import { DOCUMENT_IDS } from "../../schema/generated/document-ids.js";
import { type GraphError, failureOf, GATEWAY_DOWN, parsed, SIGN_IN_FIRST } from "./failures.js";
import type { Answer, Failure } from "./hub.js";

export interface Ways {
  readonly password: boolean;
  readonly oidc: readonly { readonly name: string }[];
  /** Accounts of the sample city, offered on one's own machine only. */
  readonly demo: readonly { readonly login: string; readonly name: string; readonly role: string }[];
}

/** What `GET /session` says. */
export interface SessionInfo {
  readonly signedIn: boolean;
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly mustChangePassword: boolean;
  readonly expiresAt: string | null;
  readonly demo: boolean;
  readonly ways: Ways;
}

/** Something granted to whoever is signed in: a role, where it holds (null is everywhere) and for which subjects (null is all). */
export interface HeldGrant {
  readonly role: string;
  readonly organization: string | null;
  readonly organizationName: string | null;
  readonly region: string | null;
  readonly subjects: readonly string[] | null;
  readonly unmasks: boolean;
}

/** What the hub answers to a sign-in. `token` only for a pane. */
export interface Entered {
  readonly token?: string;
  readonly name?: string;
  readonly expiresAt?: string | null;
  readonly mustChangePassword?: boolean;
  /** The pane that waits at the relay has it now. */
  readonly relayed?: boolean;
}

export interface Entrance {
  readonly login: string;
  readonly password: string;
  /** The six digits of the second factor, once the hub asked for them. */
  readonly code?: string;
}

/** `unknown` until the hub was asked for the first time. */
export type Standing = "unknown" | "in" | "out";

export interface SessionOptions {
  /** The hub's address; "" for the page's own origin. */
  readonly address: string;
  /** `cookie` for pages of the browser, `token` for a pane in Office and for the window that signs in for it. */
  readonly keeps: "cookie" | "token";
  /** The state under which a pane waits elsewhere: it gets the token, and this browser stays as it is. */
  readonly relay?: string;
  readonly clock?: () => Date;
  readonly fetch?: typeof globalThis.fetch;
}

export interface Session {
  readonly standing: Standing;
  /** Whether somebody was in before: then this is an expiry and there may be work under way. */
  readonly wasIn: boolean;
  /** Whether a person chose to sign in later: then nothing waits for it. */
  readonly isPutOff: boolean;
  readonly info: SessionInfo | null;
  /** Whether it was a cookie of the browser that said who we are when somebody was in. */
  readonly wasByCookie: boolean;
  onChange(listener: () => void): () => void;
  /** What a request carries, and what tells later whether it carried the latest. */
  pass(): string | null;
  /** Whether a request may go now. `waits`: until somebody signs in. False: nobody did, or somebody else. */
  admits(waits: boolean, signal?: AbortSignal): Promise<boolean>;
  /** The hub answered that it does not know who carries this pass. */
  refused(pass: string | null): void;
  /** The hub gave a fresh token for the one a request carried. */
  renewed(pass: string | null, fresh: string): void;
  /** Notes that somebody is at work, so that the session is worth renewing. */
  touch(): void;

  look(): Promise<Answer<SessionInfo>>;
  grants(): Promise<Answer<readonly HeldGrant[]>>;
  signIn(entrance: Entrance): Promise<Answer<Entered>>;
  signInAsDemo(login: string): Promise<Answer<Entered>>;
  changePassword(old: string, next: string): Promise<Answer<unknown>>;
  signOut(everywhere: boolean): Promise<Answer<unknown>>;
  /** Takes what another window signed in for us. */
  adopt(entered: Entered): Promise<Answer<SessionInfo>>;
  /** Asks for an address to sign in at where the host has no dialog, then for what became of it. */
  openRelay(): Promise<Answer<{ readonly state: string; readonly url: string }>>;
  askRelay(state: string): Promise<Answer<Entered | null>>;
  /** A token for a pane, by the cookie of the browser that signed in elsewhere. */
  fetchByCookie(): Promise<Answer<Entered>>;
  /** Lets the pane that waits at the relay in under whoever is signed in here. */
  admitPane(): Promise<Answer<unknown>>;
  renew(): Promise<void>;
  /** Lets what waits go with a refusal; nothing waits again until the next sign-in. */
  putOff(): void;
  /** Asks again: whoever needs it waits again. */
  resume(): void;
  /** Renews while somebody is at work. Answers the way to end it. */
  keepAlive(): () => void;
}

export function openSession(options: SessionOptions): Session {
  return new HubSession(options);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

const PATIENCE_MS = 20_000;
/** Well within the life of a token, seldom enough to cost nothing. */
export const RENEW_EVERY_MS = 12 * 60_000;
const LOOK_EVERY_MS = 30_000;
const NOTHING_CAME = 204;
const STILL_WAITING = 202;
const VERIFIER_BYTES = 32;
const ENTRANCES: ReadonlySet<string> = new Set(["/session", "/session/demo", "/session/relay"]);

class HubSession implements Session {
  standing: Standing = "unknown";
  wasIn = false;
  isPutOff = false;
  wasByCookie = false;
  info: SessionInfo | null = null;
  private token: string | null = null;
  /** Under whose name the waiting requests were made. */
  private lastName: string | null = null;
  /** What proves that whoever fetches from the relay is who opened it. */
  private verifier: string | null = null;
  private firstLook: Promise<unknown> | null = null;
  private renewedAt = 0;
  private touchedAt = 0;
  private readonly listeners = new Set<() => void>();
  private readonly waiting = new Set<(isBack: boolean) => void>();

  constructor(private readonly options: SessionOptions) {
    this.renewedAt = this.now();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  pass(): string | null {
    return this.token;
  }

  async admits(waits: boolean, signal?: AbortSignal): Promise<boolean> {
    if (this.standing === "unknown") await (this.firstLook ?? this.look());
    // Nobody answered: let the request find out for itself.
    if (this.standing !== "out") return true;
    if (!waits || this.isPutOff) return false;
    return new Promise<boolean>((resolve, reject) => {
      const stop = (): void => {
        this.waiting.delete(settle);
        reject(signal?.reason instanceof Error ? signal.reason : new DOMException("stopped", "AbortError"));
      };
      const settle = (isBack: boolean): void => {
        signal?.removeEventListener("abort", stop);
        resolve(isBack);
      };
      if (signal?.aborted) return stop();
      signal?.addEventListener("abort", stop, { once: true });
      this.waiting.add(settle);
    });
  }

  refused(pass: string | null): void {
    // It carried a token that was renewed meanwhile.
    if (pass !== this.token || this.standing === "out") return;
    this.leave();
  }

  renewed(pass: string | null, fresh: string): void {
    // Whoever signed in meanwhile has a token of their own.
    if (pass !== null && pass === this.token) this.token = fresh;
  }

  touch(): void {
    this.touchedAt = this.now();
  }

  look(): Promise<Answer<SessionInfo>> {
    const looked = this.ask<SessionInfo>("GET", "/session").then((answer) => {
      if (answer.kind === "ok") this.take(answer.data);
      return answer;
    });
    this.firstLook ??= looked.finally(() => (this.firstLook = null));
    return looked;
  }

  async grants(): Promise<Answer<readonly HeldGrant[]>> {
    const answer = await this.ask<{ readonly data?: { readonly me: { readonly roles: readonly HeldGrant[] } } | null }>(
      "POST",
      "/graphql",
      { documentId: DOCUMENT_IDS["MyAccount"], variables: {} },
    );
    if (answer.kind !== "ok") return answer;
    return answer.data.data ? { kind: "ok", data: answer.data.data.me.roles } : { kind: "accident", id: null };
  }

  signIn(entrance: Entrance): Promise<Answer<Entered>> {
    return this.enter("/session", entrance);
  }

  signInAsDemo(login: string): Promise<Answer<Entered>> {
    return this.enter("/session/demo", { login });
  }

  changePassword(old: string, next: string): Promise<Answer<unknown>> {
    return this.ask<Entered>("POST", "/session/password", { old, new: next }).then(async (answer) => {
      if (answer.kind !== "ok") return answer;
      if (answer.data.token) this.token = answer.data.token;
      return this.look();
    });
  }

  async signOut(everywhere: boolean): Promise<Answer<unknown>> {
    const answer = await this.ask("DELETE", everywhere ? "/session?everywhere=1" : "/session");
    // A hub that no longer knows us has signed us out already.
    const isOut = answer.kind === "ok" || (answer.kind === "refusal" && answer.code === "SIGN_IN");
    if (isOut) {
      this.lastName = null;
      this.leave(false);
    }
    return answer;
  }

  adopt({ token }: Entered): Promise<Answer<SessionInfo>> {
    if (token) this.token = token;
    this.renewedAt = this.now();
    return this.look();
  }

  async openRelay(): Promise<Answer<{ state: string; url: string }>> {
    const verifier = base64url(crypto.getRandomValues(new Uint8Array(VERIFIER_BYTES)));
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    const answer = await this.ask<{ state: string; url: string }>("POST", "/session/relay", {
      challenge: base64url(new Uint8Array(digest)),
    });
    if (answer.kind === "ok") this.verifier = verifier;
    return answer;
  }

  async fetchByCookie(): Promise<Answer<Entered>> {
    const opened = await this.openRelay();
    if (opened.kind !== "ok") return opened;
    const { state } = opened.data;
    const handed = await this.ask("POST", `/session/relay/${encodeURIComponent(state)}`, {});
    if (handed.kind !== "ok") return handed;
    const answer = await this.askRelay(state);
    return answer.kind === "ok" ? { kind: "ok", data: answer.data ?? {} } : answer;
  }

  async askRelay(state: string): Promise<Answer<Entered | null>> {
    const answer = await this.ask<Entered>("GET", `/session/relay/${encodeURIComponent(state)}`);
    if (answer.kind !== "ok") return answer;
    return { kind: "ok", data: answer.data.token ? answer.data : null };
  }

  admitPane(): Promise<Answer<unknown>> {
    return this.ask("POST", `/session/relay/${encodeURIComponent(this.options.relay ?? "")}`, {});
  }

  async renew(): Promise<void> {
    this.renewedAt = this.now();
    const carried = this.token;
    const answer = await this.ask<Entered>("POST", "/session/renew", {});
    // Offline or an accident: what we have may still be good; the next question tells.
    if (answer.kind === "refusal" && answer.code === "SIGN_IN") this.refused(carried);
    if (answer.kind === "ok" && answer.data.token && carried === this.token) this.token = answer.data.token;
  }

  putOff(): void {
    this.isPutOff = true;
    this.letGo(false);
    this.tell();
  }

  resume(): void {
    this.isPutOff = false;
    this.tell();
  }

  keepAlive(): () => void {
    const timer = setInterval(() => {
      const isDue = this.now() - this.renewedAt >= RENEW_EVERY_MS;
      if (this.standing === "in" && isDue && this.touchedAt > this.renewedAt) void this.renew();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }

  private async enter(path: string, body: object): Promise<Answer<Entered>> {
    const { relay } = this.options;
    const answer = await this.ask<Entered>("POST", path, { ...body, ...(relay !== undefined && { relay }) });
    if (answer.kind !== "ok" || answer.data.relayed) return answer;
    const looked = await this.adopt(answer.data);
    if (looked.kind !== "ok") return looked;
    return { kind: "ok", data: { ...answer.data, mustChangePassword: looked.data.mustChangePassword } };
  }

  private take(info: SessionInfo): void {
    this.info = info;
    if (!info.signedIn) {
      if (this.standing === "out") this.tell();
      else this.leave(this.standing === "in");
      return;
    }
    const isSamePerson = this.lastName === null || this.lastName === info.name;
    this.lastName = info.name;
    this.standing = "in";
    this.wasIn = true;
    this.wasByCookie = this.token === null;
    this.isPutOff = false;
    // What one person began must not be finished under another one's name.
    this.letGo(isSamePerson);
    this.tell();
  }

  private leave(wasIn = this.standing === "in"): void {
    this.token = null;
    this.standing = "out";
    this.wasIn = wasIn;
    this.isPutOff = false;
    this.tell();
  }

  private letGo(isBack: boolean): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const settle of waiting) settle(isBack);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private now(): number {
    return (this.options.clock?.() ?? new Date()).getTime();
  }

  private async ask<Body>(method: string, path: string, body?: object): Promise<Answer<Body>> {
    const patience = patienceOf(PATIENCE_MS);
    try {
      const response = await (this.options.fetch ?? globalThis.fetch)(`${this.options.address}${path}`, {
        method,
        headers: {
          "x-hub-client": this.isPane(path) ? "pane" : "page",
          ...(body && { "content-type": "application/json" }),
          ...(path.startsWith("/session/relay/") && this.verifier !== null && { "x-hub-verifier": this.verifier }),
          ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: patience.signal,
      });
      if (GATEWAY_DOWN.has(response.status)) return this.unanswered();
      const text = await response.text();
      if (response.status === NOTHING_CAME || response.status === STILL_WAITING || (response.ok && text === ""))
        return { kind: "ok", data: {} as Body };
      const said = parsed<Body>(text);
      if (said.kind !== "ok" || response.ok) return said;
      return response.status === 401 && (said.data as { code?: string }).code === undefined
        ? SIGN_IN_FIRST
        : failureOf({ extensions: said.data as NonNullable<GraphError["extensions"]> });
    } catch {
      return this.unanswered();
    } finally {
      patience.end();
    }
  }

  /** Whoever holds a cookie must not be given a token beside it: the hub takes two holders of a session for a theft. */
  private isPane(path: string): boolean {
    return this.token !== null || (this.options.keeps === "token" && ENTRANCES.has(path));
  }

  private unanswered(): Failure {
    return { kind: "offline", since: new Date(this.now()).toISOString() };
  }
}
