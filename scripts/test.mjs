/**
 * `npm test`: every tier, or one of them (`unit`, `api`, `browser`) with the files named, and one closing line that sums
 * them up: `N passed, N failed`. A tier that ran no test has failed; an engine that is not there is said, and in CI fails.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { build } from "./build.mjs";
import { runTold } from "./told.mjs";
import { onNewNode, root, say, tell } from "./toolchain.mjs";

const TIERS = ["unit", "api", "browser"];
const inCi = process.env.CI === "true";
const MOST_TRIED_AGAIN = 3;

/** What has been counted so far. */
const total = { passed: 0, failed: 0, skipped: 0 };

async function test() {
  const [first, ...rest] = process.argv.slice(2);
  const chosen = TIERS.includes(first) ? [first] : TIERS;
  const files = TIERS.includes(first) ? rest : process.argv.slice(2);
  const tiers =
    files.length === 0 || chosen.length === 1
      ? chosen
      : chosen.filter((tier) => files.some((file) => isOf(tier, file)));
  const folder = mkdtempSync(join(tmpdir(), "xunshu-test-"));
  try {
    if (tiers.includes("browser")) await build();
    for (const tier of tiers) {
      if (tier !== "api") await runTier(tier, tier, files, folder);
      else await runApi(files, folder);
    }
    if (tiers.length === 0) fail(`没有这样的测试：${files.join(" ")}`, "no such test");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same files on both engines: what holds on one must hold on the other. */
async function runApi(files, folder) {
  await runTier("api", "api, embedded PGlite", files, folder, { HUB_TEST_ENGINE: "pglite" });
  const { startPostgres } = await import("./postgres.mjs");
  const postgres = await startPostgres();
  if (postgres.missing !== undefined) return withoutPostgres(postgres.missing);
  const stop = stopOnce(postgres.stop);
  try {
    const env = { HUB_TEST_ENGINE: "postgres", HUB_TEST_DATABASE_URL: postgres.url };
    await runTier("api", `api, PostgreSQL (${postgres.origin})`, files, folder, env);
  } finally {
    await stop();
  }
}

function withoutPostgres(reason) {
  const zh = `没有找到可用的 PostgreSQL，API 测试只在内置数据库上运行了。请安装 PostgreSQL 15 以上，或设置 TEST_DATABASE_URL。\n${reason}`;
  const en = "the API tests did NOT run on PostgreSQL: install PostgreSQL 15 or newer, or set TEST_DATABASE_URL";
  if (inCi) fail(zh, en);
  else say(zh, en);
}

/** A server that was started for the tests must not outlive a Ctrl+C. */
function stopOnce(stop) {
  let stopped;
  const once = () => (stopped ??= stop());
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void once().finally(() => process.exit(130)));
  return once;
}

async function runTier(tier, title, files, folder, env = {}) {
  console.log(`\n── ${title} ──`);
  const results = join(folder, `${title.replaceAll(/\W+/g, "-")}.json`);
  const first = await runJest(tier, chooseFiles(tier, files), results, env);
  if (first === undefined) return fail(`${title}：测试程序没有完成。`, "Jest ended with no results, see above");
  const again = filesToTryAgain(first);
  if (again.length === 0) return count(title, first);
  say(`${again.length} 个测试文件没有通过，单独再试一次。`, `${again.length} test files failed: tried once more alone`);
  const second = await runJest(tier, ["--runTestsByPath", "--", ...again], results, env);
  if (second === undefined) return count(title, first);
  for (const name of failuresOf(first))
    say(`第一次没有通过：${name}`, "failed the first time; counted as it came out the second time");
  count(title, withSecond(first, second, again));
}

/** Runs Jest once; undefined when it ended without results. */
async function runJest(tier, chosen, results, env) {
  rmSync(results, { force: true });
  const { code, found } = await runTold(
    process.execPath,
    [
      ...[
        "--experimental-vm-modules",
        "--disable-warning=ExperimentalWarning",
        join("node_modules", "jest", "bin", "jest.js"),
      ],
      ...[
        "--selectProjects",
        tier,
        // A browser, its spreadsheet and the hub are two cores' work already.
        `--maxWorkers=${tier === "browser" ? 1 : 2}`,
        ...ending(tier),
        "--json",
        `--outputFile=${results}`,
        ...chosen,
      ],
    ],
    { env: { NODE_ENV: "test", ...env } },
  );
  if (!existsSync(results)) return undefined;
  const { testResults } = JSON.parse(readFileSync(results, "utf8"));
  return { code, found, files: testResults };
}

/**
 * In CI a file that failed may try once more, alone: a machine that stood still for a while is no fault of the change.
 * What fails twice has failed, and so have more than a few files at once.
 */
function filesToTryAgain({ files, found }) {
  const failed = files.filter(({ status }) => status === "failed").map(({ name }) => name);
  return inCi && found === 0 && failed.length <= MOST_TRIED_AGAIN ? failed : [];
}

function failuresOf({ files }) {
  return files.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${relative(root, name)} › ${fullName}`),
  );
}

function withSecond(first, second, again) {
  const files = [...first.files.filter(({ name }) => !again.includes(name)), ...second.files];
  return { code: second.code, found: first.found + second.found, files };
}

function count(title, { code, found, files }) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const number = (...states) => tests.filter(({ status }) => states.includes(status)).length;
  // A file that could not even be loaded has no test that failed.
  const broken = files.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((each) => each.status === "failed"),
  ).length;
  const passed = number("passed");
  const failed = number("failed") + broken;
  total.passed += passed;
  total.failed += failed;
  total.skipped += number("pending", "skipped", "todo", "disabled");
  if (found > 0)
    fail(
      `${title}：测试输出里有 ${found} 处证件号码（已用 * 代替）。`,
      `the tests printed ${found} identity numbers (stars in their place)`,
    );
  if (passed + failed === 0) fail(`${title}：没有运行任何测试。`, "no test ran");
  else if (code !== 0 && failed === 0) fail(`${title}：测试程序以 ${code} 结束。`, `Jest ended with ${code}`);
}

/**
 * A browser's and an engine's last handles may outlive their closing; a finished run must not wait for them. Modules that
 * a test file loaded are never given back, so a worker that holds much of them makes room for a new one: without that,
 * the last files of the tier took three times as long as alone.
 */
function ending(tier) {
  if (tier === "unit") return [];
  return ["--forceExit", ...(tier === "api" ? ["--workerIdleMemoryLimit=400MB"] : [])];
}

function isOf(tier, file) {
  return relative(join(root, "test", tier), resolve(root, file)).split(/[/\\]/)[0] !== "..";
}

/** Existing files are taken as they are; anything else is a pattern, as Jest understands it. */
function chooseFiles(tier, files) {
  if (files.length === 0) return [];
  const exact = files.every((file) => existsSync(resolve(root, file)) && file.endsWith(".ts"));
  const own = exact ? files.filter((file) => isOf(tier, file)) : files;
  return [...(exact ? ["--runTestsByPath"] : []), "--", ...own];
}

function fail(zh, en) {
  say(zh, en);
  total.failed += 1;
}

await tell(async () => {
  if (!(await onNewNode(import.meta.url))) return;
  try {
    await test();
  } catch (error) {
    console.error(error);
    total.failed += 1;
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  if (total.failed > 0) process.exitCode = 1;
});
