/**
 * What every script stands on: the project's folder, a Node that is new enough, and installed packages.
 * Plain JavaScript without packages: it must run on Node 20 in a fresh clone, on Linux, macOS and Windows.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const stamp = join(modules, ".xunshu-installed");
/** The oldest Node the hub runs on; the packages of optionalDependencies bring a newer one. */
const OLDEST = [22, 17];
/** Older ones are refused the native parts of the build tools while npm installs. */
const OLDEST_INSTALLER = [20, 19];

/** Something to tell the person who ran the command; it needs no stack trace. */
export class Stop extends Error {}

export function say(zh, en) {
  console.log(`${zh}  /  ${en}`);
}

/** Runs a script's story; a `Stop` or a failed program ends it with its word and exit code 1. */
export async function tell(story) {
  try {
    await story();
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/** Runs a program in the project's folder, its output shown, and answers its exit code. */
export function run(program, args, { env = {}, shell = false, signals = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: "inherit", shell, env: { ...process.env, ...env } });
    // A terminal sends Ctrl+C to the child as well, and a second one would cut its farewell short. We leave after it.
    const pass = (signal) => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal));
    if (signals) for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, pass);
    child.once("error", reject);
    child.once("exit", (code) => {
      if (signals) for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, pass);
      resolve(code ?? 1);
    });
  });
}

/** Runs a program of an installed package on the new Node; anything but success stops the story. */
export async function runTool(file, args, options) {
  const code = await run(findNode(), [join(modules, file), ...args], options);
  if (code !== 0) throw new Stop(`${file} ${args.join(" ")} → ${code}`);
}

/** A Node ≥ 22.17: this one, or the one that came with the packages. Each candidate is run, not trusted. */
export function findNode() {
  const candidates = [process.execPath, ...broughtAlong()];
  const found = candidates.find((file) => isNewEnough(versionOf(file), OLDEST));
  if (found) return found;
  throw new Stop(
    `训枢需要 Node.js 22.17 或更高版本，本机是 ${process.version}，随安装包带来的版本也不能在这台电脑上运行。` +
      `请从 https://nodejs.org 安装 Node.js 24，再运行一次。\n` +
      `Xunshu needs Node.js 22.17 or newer; this is ${process.version} and the one that npm brought along cannot run here. ` +
      `Install Node.js 24 from https://nodejs.org and run the command again.`,
  );
}

function broughtAlong() {
  const system = process.platform === "win32" ? "win" : process.platform;
  const file = process.platform === "win32" ? "node.exe" : "node";
  return [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]
    .map((name) => join(modules, name, "bin", file))
    .filter((path) => existsSync(path));
}

function versionOf(file) {
  if (file === process.execPath) return process.versions.node;
  const { status, stdout } = spawnSync(file, ["-p", "process.versions.node"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function isNewEnough(version, [major, minor]) {
  if (version === undefined) return false;
  const [itsMajor = 0, itsMinor = 0] = version.split(".").map(Number);
  return itsMajor > major || (itsMajor === major && itsMinor >= minor);
}

/** Scripts that load the hub's own code begin here: on an older Node they start themselves again on a newer one. */
export async function onNewNode(script) {
  await ensureInstalled();
  if (isNewEnough(process.versions.node, OLDEST)) return true;
  process.exitCode = await run(findNode(), [fileURLToPath(script), ...process.argv.slice(2)], { signals: true });
  return false;
}

/** Installs when nothing is installed yet or the lock file has changed since. */
export async function ensureInstalled() {
  const wanted = digestOfLock();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const fresh = !existsSync(modules);
  say("正在安装依赖包，第一次约需几分钟…", "installing packages, a few minutes the first time…");
  // `npm ci` would delete the Node that may be running this very script, which Windows refuses.
  await npm(process.execPath, fresh ? ["ci"] : ["install", "--no-save"]);
  if (fresh && !isNewEnough(process.versions.node, OLDEST_INSTALLER)) await npm(findNode(), ["install", "--no-save"]);
  dropUnusableNode();
  writeFileSync(stamp, wanted);
}

function digestOfLock() {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8").replaceAll("\r\n", "\n");
  return createHash("sha256").update(`${process.platform} ${process.arch} ${lock}`).digest("hex");
}

async function npm(node, command) {
  const args = [...command, "--no-audit", "--no-fund", "--loglevel=error"];
  const path = process.env.npm_execpath;
  const own = path !== undefined && /npm-cli\.c?js$/.test(path);
  const windows = process.platform === "win32";
  const code = own ? await run(node, [path, ...args]) : await run("npm", args, { shell: windows });
  if (code === 0) return;
  throw new Stop(
    `安装没有完成。请检查网络（或 npm 镜像设置），再运行一次。\n` +
      `The packages could not be installed. Check the network (or npm's registry setting) and run the command again.`,
  );
}

/** npm puts the Node of our packages first on the path of scripts. Where it cannot run (musl), that would break them all. */
function dropUnusableNode() {
  if (broughtAlong().some((file) => versionOf(file) !== undefined)) return;
  for (const name of ["node", "node.cmd", "node.ps1"]) rmSync(join(modules, ".bin", name), { force: true });
}
