/**
 * Writes docs/systems.md from the table that the tests record: which register holds each system, what tells its rows
 * apart, which indicator counts it, which test shows it. With --check it only compares, and answers 1 where they differ.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onNewNode, root, say, tell } from "./toolchain.mjs";

const FILE = join("docs", "systems.md");
const TABLE = join("test", "api", "systems", "systems.ts");
const DOCUMENTS = [
  "协会年度计划 / An association's yearly plan",
  "协会五年规划 / An association's five years",
  "院校社会培训要点 / A school's year of social training",
  "三年行动计划 / Three-year plans",
  "城市工作方案 / A city's plan",
];

const isOurs = (url) => url.startsWith(pathToFileURL(join(root, "test")).href);

/** The table is TypeScript without build: its types are taken off while it is read. */
async function readTable() {
  // An older Node, which only hands over to a newer one, has no such hooks.
  const { registerHooks } = await import("node:module");
  const { default: typescript } = await import("typescript");
  const compilerOptions = { module: "esnext", target: "es2022" };
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith(".") && isOurs(context.parentURL ?? "")
        ? next(specifier.replace(/\.js$/, ".ts"), context)
        : next(specifier, context),
    load: (url, context, next) => {
      if (!isOurs(url)) return next(url, context);
      const { outputText } = typescript.transpileModule(readFileSync(fileURLToPath(url), "utf8"), { compilerOptions });
      return { format: "module", source: outputText, shortCircuit: true };
    },
  });
  const { SYSTEMS } = await import(pathToFileURL(join(root, TABLE)).href);
  hooks.deregister();
  return SYSTEMS;
}

function indicatorNames() {
  const lines = readFileSync(join(root, "server", "database", "codes", "indicators.csv"), "utf8").split(/\r?\n/);
  return new Map(
    lines
      .slice(1)
      .map((line) => /^(\w+),("[^"]*"|[^,]*)/.exec(line) ?? [])
      .map(([, code, name]) => [code, name]),
  );
}

function counted({ figures, grouped }, names) {
  if (grouped) return `按 ${grouped[0]} 分组 = ${grouped[1]} / grouped by ${grouped[0]}`;
  return Object.entries(figures)
    .map(([key, value]) => `${key} ${names.get(key.split(" ")[0])} = ${value}`)
    .join("<br>");
}

const line = (system, names) =>
  `| ${system.id} | ${system.zh} | ${system.en} | ${system.register} | \`${system.where}\` | ${counted(system, names)} | ` +
  `${system.relevance === "core" ? "" : "模式 / pattern"} |`;

/** The page as it should be. */
export async function systemsPage() {
  const systems = await readTable();
  const names = indicatorNames();
  const sections = DOCUMENTS.map((title, index) => {
    const rows = systems.filter(({ id }) => id.startsWith(`S${index}.`)).map((system) => line(system, names));
    return [
      `## ${title}`,
      "",
      "| 编号 / No. | 系统 | System | 台账 / Register | 怎样识别 / Told apart by | 怎样计数 / Counted by | |",
      "|---|---|---|---|---|---|---|",
      ...rows,
      "",
    ].join("\n");
  });
  const text = [
    "<!-- Made by `node scripts/systems.mjs` from test/api/systems/. Do not edit. -->",
    "",
    "# 系统对照 / Where every system lives",
    "",
    `${systems.length} 个系统，每个都不另建表：它是某个台账的一类行。下面各行由 \`test/api/systems.test.ts\` 中同编号的测试录入、查回并计数，年份未写的为 2025 年。`,
    "",
    `${systems.length} systems, none with a table of its own: each is a kind of row in a register. The test of the same number in \`test/api/systems.test.ts\` records, finds and counts it; periods that are not named are 2025.`,
    "",
    ...sections,
  ].join("\n");
  const { format } = await import("prettier");
  return format(text, { parser: "markdown", printWidth: 120 });
}

/** Tells whether the committed page is what the table makes. */
export async function isSystemsPageCurrent() {
  const file = join(root, FILE);
  return existsSync(file) && readFileSync(file, "utf8").replaceAll("\r\n", "\n") === (await systemsPage());
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await tell(async () => {
    if (!(await onNewNode(import.meta.url))) return;
    if (process.argv.includes("--check")) {
      if (await isSystemsPageCurrent()) return;
      say(`${FILE} 已过期，请运行 node scripts/systems.mjs。`, `${FILE} is out of date: run node scripts/systems.mjs`);
      process.exitCode = 1;
      return;
    }
    mkdirSync(dirname(join(root, FILE)), { recursive: true });
    writeFileSync(join(root, FILE), await systemsPage());
    say(`已写入 ${FILE}`, `wrote ${FILE}`);
  });
