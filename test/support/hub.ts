/**
 * Starts the hub in the test's own process, on a database of the test's own, on the engine HUB_TEST_ENGINE names.
 * Migrating and seeding happen once per state of the sources: after that a test gets a copy.
 */
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CompiledQuery, type KyselyPlugin } from "kysely";
import type { Logger } from "pino";
import { createApp } from "../../server/app.js";
import type { Config } from "../../server/config.js";
import { openDatabase, type OpenDatabase } from "../../server/database/database.js";
import { copyDatabase, type Contents } from "./database-copies.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** The same in every test, so that the same person has the same fingerprint. */
export const TEST_IDENTITY_KEY = Buffer.alloc(32, 7);
/** Shortly after the last day the sample city knows: October is due, November has not been counted. */
export const TEST_NOW = "2026-11-05T02:00:00.000Z";

export interface HubOptions {
  /** `empty` has its tables and nothing in them; `city` is the sample city, small. */
  readonly contents?: Contents;
  /** What the hub takes for now, as an instant. */
  readonly now?: string;
  /** Sees every statement that requests send. */
  readonly plugin?: KyselyPlugin;
  /** False sends requests as they are: nobody has signed in. Else they come from an account that may everything. */
  readonly signedIn?: boolean;
  /** Settings other than the tests' usual ones. */
  readonly settings?: Partial<Config>;
}

/** What a grant of a test opens; without an organization and a region, everything. */
export interface Granted {
  readonly role: string;
  /** By its code. */
  readonly organization?: string;
  readonly region?: string;
  readonly subjects?: readonly string[];
  readonly unmasks?: boolean;
  /** Whether it may send documents of its own. Tests do, so it may unless they say otherwise; null is as its roles say. */
  readonly explores?: boolean | null;
  /** The account's name; the same name is the same account. */
  readonly name?: string;
}

export interface GraphAnswer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors:
    readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[] | undefined;
}

export interface TestHub {
  /** e.g. `http://127.0.0.1:40123` */
  readonly url: string;
  readonly engine: "pglite" | "postgres";
  /** What the hub logs with. */
  readonly log: Logger;
  /** Its database, as `main` has it. */
  readonly database: OpenDatabase;
  graphql<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<GraphAnswer<Data>>;
  /** The headers of an account with just these grants. */
  signIn(...grants: readonly Granted[]): Promise<Record<string, string>>;
  /** The cookie of an account that may everything, for a browser's context. */
  cookie(): Promise<{ name: string; value: string; url: string }>;
  /** Asks the database itself, outside of any request. */
  sql<Row = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Where it keeps its key and what is under way. */
  readonly home: string;
  /** Stops the hub and leaves its database and folder as they are; `resume` starts another on them, at another address. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  /** Another hub on the same database, as behind a proxy. */
  beside(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  stop(): Promise<void>;
}

export async function startHub({
  contents = "empty",
  now = TEST_NOW,
  signedIn = true,
  plugin,
  settings = {},
}: HubOptions = {}): Promise<TestHub> {
  const home = mkdtempSync(join(tmpdir(), "xunshu-hub-"));
  const copy = await copyDatabase(contents, TEST_IDENTITY_KEY);
  const database = await openDatabase(copy.place);
  const watched: OpenDatabase =
    plugin === undefined
      ? database
      : { ...database, requestsUnder: async (key) => (await database.requestsUnder(key)).withPlugin(plugin) };
  const start = () => createApp({ ...configFor(home, copy.place), ...settings }, watched, () => new Date(now));
  let hub = await start();
  let url = await hub.listen();
  const accounts = new TestAccounts(database, now);
  const tokenFor = async (actor: string): Promise<string> =>
    accounts.token([{ role: "*", unmasks: true, name: actor }]);
  if (signedIn) signing.set(url, tokenFor);
  return {
    get url() {
      return url;
    },
    get log() {
      return hub.log;
    },
    database,
    home,
    halt: async () => {
      signing.delete(url);
      await hub.stop();
    },
    resume: async () => {
      hub = await start();
      url = await hub.listen();
      if (signedIn) signing.set(url, tokenFor);
    },
    beside: async () => {
      const other = await start();
      return { url: await other.listen(), stop: () => other.stop() };
    },
    signIn: async (...grants) => ({ authorization: `Bearer ${await accounts.token(grants)}` }),
    cookie: async () => ({ name: "xunshu", value: await tokenFor(USUAL_ACTOR), url }),
    engine: database.engine,
    graphql: (query, variables, headers) => ask(url, query, variables, headers),
    sql: async <Row>(text: string, parameters: readonly unknown[] = []) =>
      (await database.db.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))).rows,
    stop: async () => {
      signing.delete(url);
      await hub.stop();
      await database.close();
      await copy.remove();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Who asks where a test does not say. */
export const USUAL_ACTOR = "本机用户";

/** Makes accounts of a test and signs them in, past passwords: those have tests of their own. */
class TestAccounts {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly database: OpenDatabase,
    private readonly now: string,
  ) {}

  token(grants: readonly Granted[]): Promise<string> {
    const key = JSON.stringify(grants);
    const known = this.tokens.get(key) ?? this.make(grants);
    this.tokens.set(key, known);
    return known;
  }

  private async make(grants: readonly Granted[]): Promise<string> {
    const name = grants.find((grant) => grant.name !== undefined)?.name ?? `测试${randomBytes(4).toString("hex")}`;
    const token = randomBytes(32).toString("base64url");
    const hash = createHash("sha256").update(token).digest();
    const run = (text: string, parameters: readonly unknown[]): Promise<unknown> =>
      this.database.db.executeQuery(CompiledQuery.raw(text, [...parameters]));
    const saying = grants.find((grant) => grant.explores !== undefined);
    const explores = saying === undefined ? true : (saying.explores ?? null);
    await run("insert into account (login, name, explores) values (lower($1), $1, $2) on conflict (name) do nothing", [
      name,
      explores,
    ]);
    await run(
      `insert into session (account_id, hash, started_at, seen_at, rotated_at, expires_at)
       select id, $2, $3, $3::timestamptz + interval '10 years', $3, $3::timestamptz + interval '10 years' from account where name = $1`,
      [name, hash, this.now],
    );
    for (const { role, organization, region, subjects, unmasks = false } of grants)
      await run(
        `insert into access_grant (account_id, role, org_id, region, subjects, unmasks)
         select a.id, r.role, (select id from organization where code = $3), $4, $5::text[], $6
         from account a, (select distinct role from role_right where $2 in ('*', role)) r where a.name = $1`,
        [name, role, organization ?? null, region ?? null, subjects ?? null, unmasks],
      );
    return token;
  }
}

/** Hubs of this process that requests sign in to by themselves: a test of something else says nothing of it. */
const signing = new Map<string, (actor: string) => Promise<string>>();
const plainFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const tokenFor = signing.get(new URL(request.url).origin);
  if (tokenFor === undefined || request.headers.has("authorization") || request.headers.has("cookie"))
    return plainFetch(input, init);
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
  const actor = headers.get("x-hub-actor");
  headers.delete("x-hub-actor");
  headers.set("authorization", `Bearer ${await tokenFor(actor === null ? USUAL_ACTOR : decodeURIComponent(actor))}`);
  if (!headers.has("x-hub-purpose")) headers.set("x-hub-purpose", encodeURIComponent("测试"));
  return plainFetch(input, { ...init, headers });
};

function configFor(home: string, database: Config["database"]): Config {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return {
    port: 0,
    home,
    database,
    identityKey: TEST_IDENTITY_KEY,
    sample: false,
    defaultOrganization: undefined,
    log: (process.env["HUB_TEST_LOG"] ?? "silent") as "silent",
    session: { idleMinutes: 60, hours: 12 },
    // One account sends what a day of many would be.
    requestsPerMinute: 600_000,
    oidc: undefined,
    root,
    version,
  };
}

async function ask<Data>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<GraphAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Omit<GraphAnswer<Data>, "status">;
  return { status: response.status, data, errors };
}
