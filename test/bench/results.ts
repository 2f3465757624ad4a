/**
 * Keeps what was measured: `results.json` holds the last run of every case, `RESULTS.md` is written from it. A case run
 * alone replaces its own section and leaves the others as they were.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describeMachine, type Machine } from "./machine.js";
import { serverUrl } from "./settings.js";

export interface Comparison {
  readonly peer: string;
  /** In words, with its unit: `44.1 requests/s`. */
  readonly ours: string;
  readonly theirs: string;
  /** Ours against the peer's, in the sense of `atLeast` or `atMost`. */
  readonly ratio: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface CaseResult {
  readonly title: string;
  readonly data: string;
  readonly comparisons: readonly Comparison[];
  /** What else was measured and what limits it: Markdown lines. */
  readonly notes: readonly string[];
}

interface Kept extends CaseResult {
  readonly date: string;
  readonly machine: Machine;
}

const folder = join(findRoot(), "test", "bench");
const store = join(folder, "results.json");
const SHEET = ["sheet-functions", "sheet-edits", "sheet-insert", "pane-load"];
const ORDER = [
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

export async function keepResult(name: string, result: CaseResult): Promise<void> {
  const all = existsSync(store) ? (JSON.parse(readFileSync(store, "utf8")) as Record<string, Kept>) : {};
  all[name] = { ...result, date: new Date().toISOString().slice(0, 16), machine: await describeMachine(serverUrl()) };
  writeFileSync(store, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(join(folder, "RESULTS.md"), asMarkdown(all));
  for (const comparison of result.comparisons) console.log(`${name}: ${lineOf(comparison)}`);
}

export function isReached({ ratio, atLeast, atMost }: Comparison): boolean {
  return (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost);
}

function goalOf({ atLeast, atMost }: Comparison): string {
  return atLeast === undefined ? `≤ ${atMost} ×` : `≥ ${atLeast} ×`;
}

function lineOf(c: Comparison): string {
  return `${c.ours} ⟷ ${c.peer} ${c.theirs}: ${c.ratio.toFixed(2)} × (${goalOf(c)}) ${isReached(c) ? "✓" : "✗"}`;
}

function asMarkdown(all: Record<string, Kept>): string {
  const names = [...ORDER.filter((name) => name in all), ...Object.keys(all).filter((name) => !ORDER.includes(name))];
  const cases = names.flatMap((name) => (all[name] ? [[name, all[name]] as const] : []));
  const rows = cases.flatMap(([name, kept]) =>
    kept.comparisons.map((c) => {
      const reached = isReached(c) ? "yes" : "**no**";
      return `| [${kept.title}](#${name}) | ${c.ours} | ${c.peer} | ${c.theirs} | ${c.ratio.toFixed(2)} × | ${goalOf(c)} | ${reached} |`;
    }),
  );
  return [
    "# Measurements",
    "",
    "Written by `npm run bench`; do not edit. Every row is one run of all its parties side by side on one machine, against the",
    "same PostgreSQL and the same rows: warm, in turns, medians of the rounds, the asking client on the same machine.",
    "",
    "| case | ours | against | theirs | ratio | to reach | reached |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
    ...cases.flatMap(([name, kept]) => section(name, kept)),
    "",
  ].join("\n");
}

function section(name: string, { title, date, data, machine, notes }: Kept): string[] {
  return [
    "",
    `## ${name}`,
    "",
    `${title}. ${data}.`,
    "",
    `- ${date.replace("T", " ")} UTC; ${machine.cpu}, ${machine.memory}, ${machine.system}; Node ${machine.node}`,
    `- PostgreSQL ${machine.postgres}: ${machine.settings}`,
    ...notes.map((note) => `- ${note}`),
  ];
}

function findRoot(): string {
  let at = import.meta.dirname;
  while (!existsSync(join(at, "package-lock.json")) || !existsSync(join(at, "server"))) at = dirname(at);
  return at.endsWith("dist") ? dirname(at) : at;
}
