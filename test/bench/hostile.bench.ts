/**
 * Files made to hurt, each read in a process of its own as an import reads it: how long until it is refused and how much
 * memory that takes, beside an honest roster of a thousand rows and what is allowed.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { HOSTILE_KINDS, honestRoster } from "../support/hostile-kinds.js";
import { median } from "./load.js";
import { keepResult } from "./results.js";
import { ROUNDS } from "./settings.js";

const MOST_MS = 1_000;
const MOST_MEGABYTES = 200;
const ROUNDS_HERE = Math.min(ROUNDS, 3);

interface Cost {
  readonly outcome: string;
  readonly rows: number;
  readonly ms: number;
  readonly megabytes: number;
}

const folder = mkdtempSync(join(tmpdir(), "xunshu-hostile-"));
const program = fileURLToPath(new URL("./hostile-read.js", import.meta.url));
const run = promisify(execFile);

async function costOf(name: string, bytes: Buffer): Promise<Cost> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS_HERE; round++) {
    const { stdout } = await run(process.execPath, [program, path]);
    costs.push(JSON.parse(stdout) as Cost);
  }
  const [first] = costs;
  if (!first) throw new Error("no round was run");
  return {
    ...first,
    ms: median(costs.map(({ ms }) => ms)),
    megabytes: median(costs.map(({ megabytes }) => megabytes)),
  };
}

try {
  const honest = await costOf("名册.xlsx", honestRoster(1_000));
  const large = await costOf("大名册.xlsx", honestRoster(100_000));
  if (honest.rows !== 1_000 || large.rows !== 100_000) throw new Error(JSON.stringify({ honest, large }));
  const found: (Cost & { readonly what: string; readonly name: string })[] = [];
  for (const { what, name, code, bytes } of HOSTILE_KINDS) {
    const cost = await costOf(name, bytes("many"));
    if (cost.outcome !== code) throw new Error(`${name}: ${cost.outcome}, not ${code}`);
    console.log(`${name}: ${cost.ms.toFixed(0)} ms, ${cost.megabytes.toFixed(0)} MB`);
    found.push({ what, name, ...cost });
  }
  const slowest = found.reduce((one, other) => (other.ms > one.ms ? other : one));
  const largest = found.reduce((one, other) => (other.megabytes > one.megabytes ? other : one));
  const [ms, megabytes] = [
    `${slowest.ms.toFixed(0)} ms (${slowest.name})`,
    `${largest.megabytes.toFixed(0)} MB (${largest.name})`,
  ];
  await keepResult("hostile", {
    title: "Files made to hurt, until they are refused",
    data: `${found.length} kinds, each in a process of its own, medians of ${ROUNDS_HERE}`,
    comparisons: [
      { peer: "a second", ours: ms, theirs: `${MOST_MS} ms`, ratio: slowest.ms / MOST_MS, atMost: 1 },
      {
        peer: "200 MB",
        ours: megabytes,
        theirs: `${MOST_MEGABYTES} MB`,
        ratio: largest.megabytes / MOST_MEGABYTES,
        atMost: 1,
      },
      {
        peer: "reading an honest roster of 1,000 rows",
        ours: ms,
        theirs: `${honest.ms.toFixed(0)} ms`,
        ratio: slowest.ms / honest.ms,
        atMost: 10,
      },
    ],
    notes: [
      `An honest roster of 100,000 rows is read in ${large.ms.toFixed(0)} ms with ${large.megabytes.toFixed(0)} MB`,
      ...found.map(
        (each) =>
          `${each.what} (${each.name}): ${each.outcome}, ${each.ms.toFixed(0)} ms, ${each.megabytes.toFixed(0)} MB`,
      ),
      `Load of the machine at the end ${loadavg()[0]?.toFixed(1)}`,
    ],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
