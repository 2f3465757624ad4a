/** Builds what is out of date: the hub (dist/server), the pages (dist/addin) and what Excel reads of the functions. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fingerprint } from "./fingerprint.mjs";
import { onNewNode, root, runTool, say, tell } from "./toolchain.mjs";

const SETTINGS = ["package-lock.json", "scripts/build.mjs", "scripts/compile.mjs", ".swcrc", "tsconfig.json"];
const SOURCES = {
  server: ["server", "schema", ...SETTINGS],
  pages: ["addin", "schema", "vite.config.ts", "scripts/functions-json.mjs", ...SETTINGS],
};

/** Builds the parts named, each only when its sources have changed since. */
export async function build(parts = ["server", "pages"]) {
  if (parts.includes("server")) await whenStale("server", join("dist", "server", "main.js"), buildServer);
  if (parts.includes("pages")) await whenStale("pages", join("dist", "addin", "playground", "index.html"), buildPages);
}

async function whenStale(part, result, work) {
  const stamp = join(root, "dist", `.${part}`);
  const now = fingerprint(root, SOURCES[part]);
  if (existsSync(join(root, result)) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  await work();
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stamp, now);
}

async function buildServer() {
  say("正在构建服务…", "building the hub…");
  const { compileFolders } = await import("./compile.mjs");
  await compileFolders(["server", "schema"]);
}

async function buildPages() {
  say("正在构建页面，约需一分钟…", "building the pages, about a minute…");
  await runTool(join("vite", "bin", "vite.js"), ["build", "--logLevel", "warn"], { env: { NODE_ENV: "production" } });
  const { writeFunctionsJson } = await import("./functions-json.mjs");
  await writeFunctionsJson();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await tell(async () => {
    if (await onNewNode(import.meta.url)) await build();
  });
