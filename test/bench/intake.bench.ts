/**
 * A roster of 100,000 rows from the upload to the commit, every check on, beside the fastest reader alone plus COPY; and
 * how much memory the hub needs for it, and for a million rows.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, openAsBlob, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { benchDatabase, copyOf, dropDatabase, type BenchDatabase } from "./data.js";
import { writeLargeRoster } from "./large-roster.js";
import { median } from "./load.js";
import { keepResult, type Comparison } from "./results.js";
import { authorization } from "./viewers.js";
import { rootFolder, startHub, type RunningServer } from "./servers.js";
import { grouped, INTAKE_ROWS, LARGE_INTAKE_ROWS } from "./settings.js";

const READERS = ["ours", "hucre", "exceljs", "sheetjs"] as const;
const ROUNDS = 3;
const MOST_MEGABYTES = 350;

interface Took {
  readonly milliseconds: number;
  /** How long the rows alone take by COPY into the same ledgers of another copy of the city. */
  readonly copying: number;
  /** The most memory the process ever held; undefined where the system does not tell. */
  readonly megabytes: number | undefined;
}

const city = await benchDatabase(19_200);
const folder = mkdtempSync(join(tmpdir(), "xunshu-bench-roster-"));
try {
  const roster = await rosterOf(INTAKE_ROWS);
  const readers = await fastestReaders(roster);
  const [fastest] = readers;
  const ours: Took[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await takeIn(roster, INTAKE_ROWS));
    theirs.push((await readWith(fastest?.reader ?? "ours", roster, city.url)).milliseconds);
  }
  const long = LARGE_INTAKE_ROWS > 0 ? await rosterOf(LARGE_INTAKE_ROWS).then((file) => tryLong(file)) : undefined;
  await report(readers, ours, theirs, long);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A long roster that fails must not cost what was measured before it: the table then says so. */
function tryLong(file: string): Promise<Took | string> {
  return takeIn(file, LARGE_INTAKE_ROWS).catch((error: unknown) => String(error).slice(0, 300));
}

async function rosterOf(rows: number): Promise<string> {
  const path = join(folder, `roster-${rows}.xlsx`);
  await writeLargeRoster(path, rows);
  return path;
}

type Reader = { readonly reader: string; readonly milliseconds: number };

async function fastestReaders(file: string): Promise<Reader[]> {
  const took: Reader[] = [];
  for (const reader of READERS) {
    const { rows, milliseconds } = await readWith(reader, file);
    if (rows < INTAKE_ROWS) throw new Error(`${reader} read ${rows} rows`);
    took.push({ reader, milliseconds });
  }
  return took.sort((a, b) => a.milliseconds - b.milliseconds);
}

async function readWith(
  reader: string,
  file: string,
  database?: string,
): Promise<{ rows: number; milliseconds: number }> {
  const script = join(rootFolder(), "test", "bench", "peers", "read-copy.mjs");
  const args = [script, reader, file, ...(database === undefined ? [] : [database])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: "" } });
  return JSON.parse(stdout) as { rows: number; milliseconds: number };
}

/** Into a copy of the city, by a hub that has done nothing else. */
async function takeIn(file: string, rows: number): Promise<Took> {
  const database: BenchDatabase = await copyOf(city, `${city.name}_intake`);
  const hub = await startHub(database.url);
  try {
    const began = performance.now();
    const id = await upload(hub, file);
    const checked = await until(hub, id, ["CHECKED", "MAPPED", "REFUSED"]);
    if (checked.counts.refused > 0 || checked.counts.new < rows) throw new Error(JSON.stringify(checked));
    await ask(hub, "mutation ($id: ID!, $batchId: ID!) { commitImport(id: $id, batchId: $batchId) { batchId } }", {
      id,
      batchId: crypto.randomUUID(),
    });
    const committed = await until(hub, id, ["COMMITTED", "CHECKED", "REFUSED"]);
    if (committed.status !== "COMMITTED") throw new Error(JSON.stringify(committed));
    const milliseconds = performance.now() - began;
    return { milliseconds, megabytes: peakOf(hub.pid), copying: await copyLedgers(database) };
  } finally {
    await hub.stop();
    await dropDatabase(database.name);
  }
}

async function copyLedgers(imported: BenchDatabase): Promise<number> {
  const fresh = await copyOf(city, `${city.name}_copied`);
  try {
    const script = join(rootFolder(), "test", "bench", "peers", "copy-ledgers.mjs");
    const env = { ...process.env, NODE_OPTIONS: "" };
    const { stdout } = await promisify(execFile)(process.execPath, [script, imported.url, fresh.url], { env });
    return (JSON.parse(stdout) as { milliseconds: number }).milliseconds;
  } finally {
    await dropDatabase(fresh.name);
  }
}

function peakOf(pid: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

async function upload(hub: RunningServer, file: string): Promise<string> {
  const form = new FormData();
  form.set("file", await openAsBlob(file), "大名册.xlsx");
  form.set("organization", "YL-S1-01");
  const response = await fetch(hub.url.replace("/graphql", "/imports"), {
    method: "POST",
    body: form,
    headers: authorization(hub.url),
  });
  const body = (await response.json()) as { id?: string };
  if (body.id === undefined) throw new Error(JSON.stringify(body));
  return body.id;
}

interface Seen {
  readonly status: string;
  readonly counts: { readonly rows: number; readonly new: number; readonly refused: number };
}

async function until(hub: RunningServer, id: string, statuses: readonly string[]): Promise<Seen> {
  for (const began = Date.now(); Date.now() - began < 20 * 60_000;) {
    const data = await ask<{ import: Seen }>(
      hub,
      "query ($id: ID!) { import(id: $id) { status counts { rows new refused } } }",
      { id },
    );
    if (statuses.includes(data.import.status)) return data.import;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the import did not come to an end within twenty minutes");
}

async function ask<Data>(hub: RunningServer, query: string, variables: unknown): Promise<Data> {
  const response = await fetch(hub.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function report(
  readers: readonly Reader[],
  ours: readonly Took[],
  theirs: readonly number[],
  long: Took | string | undefined,
): Promise<void> {
  const large = typeof long === "string" ? undefined : long;
  const own = median(ours.map(({ milliseconds }) => milliseconds));
  const other = median(theirs);
  const ledgers = (readers[0]?.milliseconds ?? 0) + median(ours.map(({ copying }) => copying));
  const peak = Math.max(...ours.map(({ megabytes }) => megabytes ?? 0));
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
  const megabytes = (value: number): string => `${value.toFixed(0)} MB`;
  const memory: Comparison[] =
    peak === 0
      ? []
      : [{ peer: "the limit", ours: `${megabytes(peak)} at its peak`, theirs: megabytes(MOST_MEGABYTES), ratio: peak / MOST_MEGABYTES, atMost: 1 }]; // prettier-ignore
  const growth: Comparison[] =
    peak === 0 || large?.megabytes === undefined
      ? []
      : [{ peer: `itself at ${grouped(INTAKE_ROWS)} rows`, ours: `${megabytes(large.megabytes)} at ${grouped(LARGE_INTAKE_ROWS)} rows`, theirs: megabytes(peak), ratio: large.megabytes / peak, atMost: 1.2 }]; // prettier-ignore
  await keepResult("intake", {
    title: `Intake of a ${grouped(INTAKE_ROWS)}-row xlsx roster, all checks on`,
    data: `${grouped(INTAKE_ROWS)} people in ${grouped(Math.ceil(INTAKE_ROWS / 40))} classes, ${(statSync(join(folder, `roster-${INTAKE_ROWS}.xlsx`)).size / 2 ** 20).toFixed(1)} MB`,
    comparisons: [
      { peer: `the fastest reader (${readers[0]?.reader}) plus COPY into a plain table`, ours: seconds(own), theirs: seconds(other), ratio: own / other, atMost: 3 },
      { peer: `the fastest reader (${readers[0]?.reader}) plus COPY of the same rows into the same ledgers`, ours: seconds(own), theirs: seconds(ledgers), ratio: own / ledgers, atMost: 3 },
      ...memory,
      ...growth,
    ], // prettier-ignore
    notes: [
      `Readers alone: ${readers.map(({ reader, milliseconds }) => `${reader} ${seconds(milliseconds)}`).join(", ")}`,
      `${ROUNDS} rounds in turns, each with a fresh hub and a fresh database; from the upload to the commit, classes and people, ${ours.map((took) => seconds(took.milliseconds)).join(", ")}`,
      ...(large ? [`${grouped(LARGE_INTAKE_ROWS)} rows: ${seconds(large.milliseconds)}`] : []),
      ...(typeof long === "string" ? [`${grouped(LARGE_INTAKE_ROWS)} rows were **not** taken in: ${long}`] : []),
      "The first peer reads one sheet into a plain table of text columns without an index; the second copies finished rows into the ledgers, with their keys, indexes, log and tallies. The hub finds tables and columns, checks every cell, matches persons and classes, stages every row, then writes persons, enrolments and the log of changes",
    ],
  });
}
