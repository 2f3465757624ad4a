/**
 * Starts the hub in the test's own process, on a database of the test's own, on the engine HUB_TEST_ENGINE names.
 * Migrating and seeding happen once per state of the sources: after that a test gets a copy.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CompiledQuery } from "kysely";
import { createApp } from "../../server/app.js";
import type { Config } from "../../server/config.js";
import { openDatabase } from "../../server/database/database.js";
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
  graphql<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<GraphAnswer<Data>>;
  /** Asks the database itself, outside of any request. */
  sql<Row = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Where it keeps its key and what is under way. */
  readonly home: string;
  /** Stops the hub and leaves its database and folder as they are; `resume` starts another on them, at another address. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export async function startHub({ contents = "empty", now = TEST_NOW }: HubOptions = {}): Promise<TestHub> {
  const home = mkdtempSync(join(tmpdir(), "xunshu-hub-"));
  const copy = await copyDatabase(contents, TEST_IDENTITY_KEY);
  const database = await openDatabase(copy.place);
  const start = () => createApp(configFor(home, copy.place), database, () => new Date(now));
  let hub = await start();
  let url = await hub.listen();
  return {
    get url() {
      return url;
    },
    home,
    halt: () => hub.stop(),
    resume: async () => {
      hub = await start();
      url = await hub.listen();
    },
    engine: database.engine,
    graphql: (query, variables, headers) => ask(url, query, variables, headers),
    sql: async <Row>(text: string, parameters: readonly unknown[] = []) =>
      (await database.db.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))).rows,
    stop: async () => {
      await hub.stop();
      await database.close();
      await copy.remove();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function configFor(home: string, database: Config["database"]): Config {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return {
    port: 0,
    home,
    database,
    identityKey: TEST_IDENTITY_KEY,
    sample: false,
    defaultOrganization: undefined,
    log: "silent",
    session: { idleMinutes: 60, hours: 12 },
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
