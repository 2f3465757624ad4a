/**
 * A real OpenID Connect provider on this machine, with people invented for it: the login is the subject, and the e-mail
 * address is theirs. Its own pages ask for the login; `walk` fills them in as a browser would.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Lets the hub at this address send people here. */
  expect(hubUrl: string): void;
  stop(): Promise<void>;
}

/** What the provider says of a person. */
export interface Invented {
  readonly email: string;
  readonly verified: boolean;
}

/** The provider warns of what only a test may do; it is one. */
for (const level of ["warn", "info"] as const) {
  const say = console[level].bind(console);
  console[level] = (...words: unknown[]) => {
    if (!words.some((word) => String(word).includes("oidc-provider"))) say(...words);
  };
}

const CLIENT = "xunshu-test";
const SECRET = "a-secret-between-hub-and-provider";

export async function startProvider(people: ReadonlyMap<string, Invented>): Promise<TestProvider> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const redirects: string[] = [];
  const client = {
    client_id: CLIENT,
    client_secret: SECRET,
    redirect_uris: redirects,
    grant_types: ["authorization_code"],
    response_types: ["code" as const],
  };
  const make = (): Provider =>
    new Provider(issuer, {
      clients: [client],
      cookies: { keys: ["for-the-test"] },
      claims: { openid: ["sub"], email: ["email", "email_verified"] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: true } },
      findAccount: (_context, id) => {
        const person = people.get(id);
        return (
          person && {
            accountId: id,
            claims: () => ({ sub: id, email: person.email, email_verified: person.verified }),
          }
        );
      },
    });
  return {
    issuer,
    clientId: CLIENT,
    clientSecret: SECRET,
    expect: (hubUrl) => {
      redirects.push(`${hubUrl}/session/oidc/callback`);
      server.removeAllListeners("request");
      server.on("request", make().callback() as (...of: unknown[]) => void);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A browser that keeps cookies by host and follows redirects until `until` says that it arrived. */
export class Walker {
  private readonly jars = new Map<string, Map<string, string>>();

  async go(address: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(address);
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(address, {
      ...init,
      redirect: "manual",
      headers: { ...(init.headers as Record<string, string>), cookie: cookie || "none=" },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined && value !== "") jar.set(name, value);
      else if (name !== undefined) jar.delete(name);
    }
    return response;
  }

  cookieOf(address: string, name: string): string | undefined {
    return this.jars.get(new URL(address).host)?.get(name);
  }

  /** Goes to the provider by the hub's address, signs in there as `login`, and comes back with the address it leads to. */
  async walk(start: string, hubUrl: string, login: string): Promise<string> {
    let address = start;
    for (let step = 0; step < 15; step++) {
      if (address.startsWith(`${hubUrl}/session/oidc/callback`)) return address;
      const response = await this.go(address);
      const onward = response.headers.get("location");
      if (onward !== null) {
        address = new URL(onward, address).href;
        continue;
      }
      address = await this.fillIn(address, await response.text(), login);
    }
    throw new Error("the provider did not lead back");
  }

  private async fillIn(address: string, page: string, login: string): Promise<string> {
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined)
      throw new Error(`no form on the provider's page: ${page.slice(0, 300)}`);
    const body = new URLSearchParams({ prompt, ...(prompt === "login" ? { login, password: "any" } : {}) });
    const response = await this.go(new URL(action, address).href, { method: "POST", body });
    const onward = response.headers.get("location");
    if (onward === null) throw new Error("the provider's form led nowhere");
    return new URL(onward, address).href;
  }
}
