/**
 * OpenID Connect: the code way with PKCE, state and nonce, each good once and for ten minutes. The hub learns who it is
 * and keeps no token of the provider; somebody without an account here stays outside.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import * as client from "openid-client";
import type { OidcSettings } from "../../config.js";
import type { Hub } from "../../context.js";
import { Refusal } from "../../errors.js";
import { onAccounts, recordAccess, type Whose } from "./access.events.js";
import { readLogin } from "./sign-in.rules.js";
import { WaitingStates } from "./waiting-states.js";

interface Started {
  readonly verifier: string;
  readonly nonce: string;
  readonly redirectUri: string;
  readonly to: string;
  /** The relay state of the pane the person signs in for. */
  readonly relay?: string | undefined;
  /** Digest of what the browser that began keeps in a cookie, base64url: another one cannot end it. */
  readonly browser: string;
}

export interface Person {
  readonly issuer: string;
  readonly subject: string;
  /** Only where the provider says that it was verified. */
  readonly email: string | undefined;
}

export interface Finished extends Pick<Started, "to" | "relay"> {
  readonly person: Person;
}

export class OidcSignIn {
  private readonly started: WaitingStates<Started>;
  private discovered: Promise<client.Configuration> | undefined;

  constructor(
    private readonly settings: OidcSettings,
    hub: Pick<Hub, "database" | "clock">,
  ) {
    this.started = new WaitingStates(hub);
  }

  /** Where to send the browser, and what it keeps until it comes back. */
  async begin(redirectUri: string, to: string, relay: string | undefined): Promise<{ url: URL; browser: string }> {
    const configuration = await this.configuration();
    const verifier = client.randomPKCECodeVerifier();
    const nonce = client.randomNonce();
    const browser = randomBytes(32).toString("base64url");
    const kept = { verifier, nonce, redirectUri, to, relay, browser: sha256(browser).toString("base64url") };
    const state = await this.started.open(kept);
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: "openid email",
      response_type: "code",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    });
    return { url, browser };
  }

  /** Who came back. `query` is what the provider put into the address. */
  async finish(query: string, browser: string | undefined): Promise<Finished> {
    const state = new URLSearchParams(query).get("state") ?? "";
    const started = await this.started.take(state);
    if (started === undefined || !timingSafeEqual(sha256(browser ?? ""), Buffer.from(started.browser, "base64url")))
      throw new Refusal("OIDC_FAILED");
    const configuration = await this.configuration();
    const tokens = await client.authorizationCodeGrant(configuration, new URL(`${started.redirectUri}?${query}`), {
      pkceCodeVerifier: started.verifier,
      expectedState: state,
      expectedNonce: started.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Refusal("OIDC_FAILED");
    const told =
      claims["email"] === undefined ? await this.askMore(configuration, tokens.access_token, claims.sub) : claims;
    const email = told["email_verified"] === true && typeof told["email"] === "string" ? told["email"] : undefined;
    return { to: started.to, relay: started.relay, person: { issuer: claims.iss, subject: claims.sub, email } };
  }

  /** Many providers tell the e-mail address only there. */
  private async askMore(
    configuration: client.Configuration,
    accessToken: string,
    subject: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return client.fetchUserInfo(configuration, accessToken, subject);
  }

  /** Asked at the first sign-in and kept; a provider that was away is asked again. */
  private configuration(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const address = new URL(issuer);
    this.discovered ??= client
      .discovery(
        address,
        clientId,
        undefined,
        clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
        // The settings take http only for this very machine.
        { timeout: 10, ...(address.protocol === "http:" ? { execute: [client.allowInsecureRequests] } : {}) },
      )
      .catch((error: unknown) => {
        this.discovered = undefined;
        throw error;
      });
    return this.discovered;
  }
}

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * The account of a person the provider vouches for: known by issuer and subject, or met for the first time by a verified
 * address that is its login. Nobody else gets in, and that is written down.
 */
export async function accountOf(hub: Hub, person: Person, origin: string): Promise<Whose> {
  const login = readLogin(person.email);
  const found = await onAccounts(hub, async (tx) => {
    const people = tx
      .selectFrom("account")
      .select(["id", "name", "password_once"])
      .where("kind", "=", "person")
      .where("demo", "=", false);
    const known = await people
      .where("oidc_issuer", "=", person.issuer)
      .where("oidc_subject", "=", person.subject)
      .select("status")
      .executeTakeFirst();
    if (known !== undefined) return known.status === "active" ? known : undefined;
    if (login === undefined) return undefined;
    const met = await people
      .where("login", "=", login)
      .where("status", "=", "active")
      .where("oidc_subject", "is", null)
      .executeTakeFirst();
    if (met === undefined) return undefined;
    await tx
      .updateTable("account")
      .set({
        oidc_issuer: person.issuer,
        oidc_subject: person.subject,
        // Whoever comes by the provider needs no one-time password: it would only lie about.
        ...(met.password_once ? { password: null, password_once: false } : {}),
      })
      .where("id", "=", met.id)
      .execute();
    return met;
  });
  if (found !== undefined) return { id: found.id, name: found.name };
  await onAccounts(hub, (tx) => recordAccess(tx, undefined, "sign_in_failed", { what: "oidc_unknown" }, origin));
  throw new Refusal("OIDC_UNKNOWN");
}
