/** The parties as processes of their own, as they would run: the hub itself, PostGraphile, and bare Node over bare SQL. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { IDENTITY_KEY } from "./data.js";
import { askAs, signIn } from "./viewers.js";

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const root = rootFolder();

/** The hub as it is installed: its own start, its own settings, NODE_ENV=production. */
export async function startHub(databaseUrl: string): Promise<RunningServer> {
  const home = mkdtempSync(join(tmpdir(), "xunshu-bench-"));
  writeFileSync(join(home, "identity.key"), IDENTITY_KEY.toString("hex"));
  const port = await freePort();
  // As `npm start` does, unless told otherwise.
  const flags = (process.env["BENCH_HUB_FLAGS"] ?? "--max-semi-space-size=8").split(" ").filter((flag) => flag !== "");
  const server = await start([...flags, join(root, "dist", "server", "main.js")], port, "/ready", {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HUB_HOME: home,
    HUB_SAMPLE: "0",
    HUB_LOG: "error",
    HUB_REQUESTS_PER_MINUTE: "600000",
  });
  askAs(server.url, await signIn(databaseUrl, [{ role: "*" }]));
  return {
    ...server,
    url: `${server.url}/graphql`,
    stop: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export async function startPostgraphile(databaseUrl: string): Promise<RunningServer> {
  const port = await freePort();
  const server = await start([join(root, "test", "bench", "peers", "postgraphile.mjs")], port, "/graphql", {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    GRAPHILE_ENV: "production",
  });
  return { ...server, url: `${server.url}/graphql` };
}

/** Answers one fixed statement with what it returns: the least that any hub in Node could do. */
export async function startBare(databaseUrl: string, statement: string): Promise<RunningServer> {
  const port = await freePort();
  return start([join(root, "test", "bench", "peers", "bare.mjs")], port, "/", {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    BARE_SQL: statement,
  });
}

async function start(args: string[], port: number, ready: string, env: Record<string, string>): Promise<RunningServer> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "", ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(child, `${url}${ready}`);
  return { url, pid: child.pid ?? 0, stop: () => end(child) };
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 12_000; tries += 1) {
    if (child.exitCode !== null) throw new Error(`a measured server ended with ${child.exitCode}`);
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    // A graph asked without a question says so: it is there.
    if (status !== 0 && status !== 503) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`${url} did not answer within twenty minutes`);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill("SIGKILL"), 8000);
    child.once("exit", () => {
      clearTimeout(late);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export function rootFolder(): string {
  let at = import.meta.dirname;
  while (!existsSync(join(at, "package-lock.json")) || !existsSync(join(at, "scripts"))) at = dirname(at);
  return at;
}
