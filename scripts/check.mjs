/** `npm run check`: what a change must pass. Every check runs, so that one run tells everything there is to mend. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findNode, onNewNode, root, run, say, Stop, tell } from "./toolchain.mjs";
import { membersTooNew } from "./office-sets.mjs";
import { generate } from "./schema.mjs";
import { isSystemsPageCurrent } from "./systems.mjs";

const tool =
  (file, ...args) =>
  () =>
    run(findNode(), [join(root, "node_modules", file), ...args]);

const CHECKS = [
  ["类型 types", tool("typescript/bin/tsc", "--noEmit", "-p", ".")],
  ["写法 lint", tool("eslint/bin/eslint.js", "--max-warnings=0", ".")],
  ["格式 format", tool("prettier/bin/prettier.cjs", "--check", "--log-level=warn", ".")],
  [
    "方向 dependencies",
    tool(
      "dependency-cruiser/bin/dependency-cruise.mjs",
      "--config",
      ".dependency-cruiser.cjs",
      "server",
      "addin",
      "schema",
      "test",
    ),
  ],
  ["Office 版本 Office requirement sets", () => Promise.resolve(askOfficeSets())],
  ["生成文件 generated files", compareGenerated],
];

/** What is committed must be what the sources make. */
async function compareGenerated() {
  let stale = 0;
  if (!(await isSystemsPageCurrent())) {
    say(
      "docs/systems.md 已过期，请运行 node scripts/systems.mjs。",
      "docs/systems.md is out of date: run node scripts/systems.mjs",
    );
    stale += 1;
  }
  for await (const { path, text } of generate()) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, "utf8").replaceAll("\r\n", "\n") === text) continue;
    say(`${path} 已过期，请运行 npm run schema。`, `${path} is out of date: run npm run schema`);
    stale += 1;
  }
  return stale;
}

/** Excel 2021 must be able to load every page: what it lacks is asked for before it is used. */
function askOfficeSets() {
  const found = membersTooNew();
  for (const use of found) say(`${use}：先用 offers(…) 询问。`, `${use}: ask offers(…) first`);
  return found.length;
}

await tell(async () => {
  if (!(await onNewNode(import.meta.url))) return;
  const failed = [];
  for (const [name, check] of CHECKS) {
    const code = await check().catch((error) => {
      console.error(error instanceof Stop ? error.message : error);
      return 1;
    });
    console.log(`${code === 0 ? "✓" : "✗"} ${name}`);
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0)
    throw new Stop(
      `没有通过：${failed.join("、")}。可先试 npm run fix。 / Failed; npm run fix repairs what can be repaired.`,
    );
});
