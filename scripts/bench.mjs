/**
 * `npm run bench [case …]`: measures the hub beside its peers, case after case, each in a process of its own. Without a
 * name every case runs but `growth`, which needs ten million rows and some 10 GB of disk; `all` runs that one too.
 * BENCH_ROWS, BENCH_ROUNDS, BENCH_SECONDS set the size; BENCH_KEEP=1 keeps the databases for the next run.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { compileFolders } from "./compile.mjs";
import { startPostgres } from "./postgres.mjs";
import { onNewNode, root, run, Stop, tell } from "./toolchain.mjs";

const SHEET = ["sheet-functions", "sheet-edits", "sheet-insert", "pane-load"];
const CASES = [
  "nested",
  "deep-page",
  "grid",
  "groups",
  "write-back",
  "row-security",
  "intake",
  "hostile",
  ...SHEET,
  "growth",
];
const folder = join(root, "test", "bench");

await tell(async () => {
  if (!(await onNewNode(import.meta.url))) return;
  const cases = chosen(process.argv.slice(2));
  await installPeers();
  await build(cases.some((name) => SHEET.includes(name)) ? ["server", "pages"] : ["server"]);
  await compileFolders(["test"]);
  const { url, stop } = await database();
  const failed = [];
  try {
    for (const name of cases) if (!(await measure(name, url))) failed.push(name);
  } finally {
    if (!process.env.BENCH_KEEP) await dropDatabases(url);
    await stop();
  }
  console.log(`→ ${join("test", "bench", "RESULTS.md")}`);
  if (failed.length > 0) throw new Stop(`没有测成：${failed.join("、")} / Not measured: ${failed.join(", ")}`);
});

function chosen(names) {
  if (names.includes("all")) return CASES;
  const unknown = names.filter((name) => !CASES.includes(name));
  if (unknown.length > 0)
    throw new Stop(`没有这样的测量。 / There is no such measurement: ${unknown.join(", ")} (${CASES.join(", ")})`);
  return names.length > 0 ? names : CASES.filter((name) => name !== "growth");
}

/** The peers have a package file of their own: nobody who only runs the hub needs them. */
async function installPeers() {
  if (existsSync(join(folder, "node_modules", "postgraphile", "package.json"))) return;
  const code = await run("npm", ["ci", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error"], {
    shell: process.platform === "win32",
  });
  if (code !== 0)
    throw new Stop("对照软件没有装上，请检查网络。 / The peers could not be installed; check the network.");
}

/** The server that DATABASE_URL names, where databases of its own are made and dropped; else one started for the run. */
async function database() {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => undefined };
  const started = await startPostgres();
  if (started.missing) throw new Stop(`没有 PostgreSQL。 / There is no PostgreSQL:\n${started.missing}`);
  return started;
}

async function measure(name, url) {
  const file = join(root, "dist", "test", "bench", `${name}.bench.js`);
  const env = { NODE_ENV: "production", BENCH_SERVER: url };
  return (await run(process.execPath, ["--enable-source-maps", file], { env })) === 0;
}

async function dropDatabases(url) {
  process.env.BENCH_SERVER = url;
  const { dropBenchDatabases } = await import(pathToFileURL(join(root, "dist", "test", "bench", "data.js")).href);
  await dropBenchDatabases();
}
