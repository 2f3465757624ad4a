/**
 * 10,000 cells written back as one batch, with versions compared, revisions kept and a receipt for every cell, beside one
 * bare statement that writes the same values and revisions over whatever is there.
 */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { benchDatabase, copyOf, dropDatabase } from "./data.js";
import { askOnce, median } from "./load.js";
import { keepResult } from "./results.js";
import { startBare, startHub } from "./servers.js";
import { grouped, ROUNDS, ROWS } from "./settings.js";

const MUTATION = `mutation Write($input: WriteFiguresInput!) { writeFigures(input: $input) {
  written unchanged conflicts refused cells { index outcome figure { version } findings { code message } } } }`;

const BARE = `with sent as (select o.id as org_id, s.* from unnest($1::text[], $2::text[], $3::text[], $4::numeric[]) as s(org, indicator, period, value) join organization o on o.code = s.org),
written as (insert into figure (org_id, indicator, period, value, source, batch_id) select org_id, indicator, period, value, 'excel', $5::uuid from sent
  on conflict (indicator, period, org_id, dims_key) do update set value = excluded.value, version = figure.version + 1, batch_id = excluded.batch_id, updated_at = now()
  returning org_id, id, version, value),
revised as (insert into figure_revision (org_id, figure_id, version, value, source, status, batch_id) select org_id, id, version, value, 'excel', 'draft', $5::uuid from written returning 1)
select json_build_object('written', (select count(*) from written), 'revised', (select count(*) from revised))::text as answer`;

interface Receipt {
  readonly written: number;
  readonly cells: readonly { readonly outcome: string; readonly findings: readonly unknown[] }[];
}

const source = await benchDatabase(ROWS);
const database = await copyOf(source, `${source.name}_write`);
const { organizations, indicators } = await choose(database.url);
const hub = await startHub(database.url);
const bare = await startBare(database.url, BARE);
const ours: number[] = [];
const theirs: number[] = [];
try {
  for (let round = 0; round < ROUNDS + 2; round += 1) {
    ours.push(await timed(() => writeOurs(round)));
    theirs.push(await timed(() => writeTheirs(round)));
  }
} finally {
  await hub.stop();
  await bare.stop();
  await dropDatabase(database.name);
}

// The first batch inserts, the second warms the way of changes; what counts are changes.
const [own, other] = [median(ours.slice(2)), median(theirs.slice(2))];
await keepResult("write-back", {
  title: "Write-back of 10,000 cells with versions, revisions and receipts",
  data: `${grouped(database.enrolments)} enrolments, ${database.size}; 200 organizations × 50 columns of reported figures`,
  comparisons: [
    {
      peer: "bare `insert … select unnest … on conflict` with revisions",
      ours: `${own.toFixed(0)} ms`,
      theirs: `${other.toFixed(0)} ms`,
      ratio: own / other,
      atMost: 2,
    },
  ],
  notes: [
    `${ROUNDS} rounds in turns, each changing all 10,000 values; the first batch, which inserts them, took ${ours[0]?.toFixed(0)} ms against ${theirs[0]?.toFixed(0)} ms`,
    `rounds ${ours.slice(2).map((x) => x.toFixed(0)).join(", ")} ms against ${theirs.slice(2).map((x) => x.toFixed(0)).join(", ")} ms`,
    "Both over HTTP; the bare statement compares no version, tells no conflict, checks no value and keeps no receipt",
  ],
}); // prettier-ignore

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function cells(years: readonly number[]): { organization: string; indicator: string; period: string }[] {
  return organizations.flatMap((organization) =>
    indicators.flatMap((indicator) => years.map((year) => ({ organization, indicator, period: String(year) }))),
  );
}

async function writeOurs(round: number): Promise<void> {
  const sent = cells([2021, 2022, 2023, 2024, 2025]).map((cell, index) => ({
    ...cell,
    value: String(1000 + round + index),
    baseVersion: round,
    baseValue: round === 0 ? null : String(999 + round + index),
    place: `表1!B${index + 2}`,
  }));
  const body = JSON.stringify({ query: MUTATION, variables: { input: { batchId: randomUUID(), cells: sent } } });
  const { data } = await askOnce<{ data: { writeFigures: Receipt } }>({
    name: "the hub",
    url: hub.url,
    body: () => body,
  });
  if (data.writeFigures.written !== sent.length) {
    const odd = data.writeFigures.cells.findIndex(({ outcome }) => outcome !== "WRITTEN");
    throw new Error(
      `${data.writeFigures.written} written; ${JSON.stringify([sent[odd], data.writeFigures.cells[odd]])}`,
    );
  }
}

async function writeTheirs(round: number): Promise<void> {
  const sent = cells([2016, 2017, 2018, 2019, 2020]);
  const values = sent.map((_, index) => String(1000 + round + index));
  const columns = [sent.map((c) => c.organization), sent.map((c) => c.indicator), sent.map((c) => c.period)];
  const body = JSON.stringify([...columns, values, randomUUID()]);
  const answer = await askOnce<{ written: number; revised: number }>({ name: "bare", url: bare.url, body: () => body });
  if (answer.written !== sent.length || answer.revised !== sent.length) throw new Error(JSON.stringify(answer));
}

/** 200 organizations and ten indicators that are reported by the year. */
async function choose(url: string): Promise<{ organizations: string[]; indicators: string[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const codes = async (text: string): Promise<string[]> =>
    (await client.query<{ code: string }>(text)).rows.map(({ code }) => code);
  const found = {
    organizations: await codes("select code from organization where kind in ('college', 'enterprise', 'provider') order by id limit 200"),
    indicators: await codes(
      "select code from indicator where kind = 'reported' and 'year' = any(period_kinds) and unit_dim in ('person', 'money', 'count') and valid_from is null and not code in (select distinct indicator from figure where period ~ '^\\d{4}$') order by code limit 10",
    ),
  }; // prettier-ignore
  await client.end();
  if (found.organizations.length * found.indicators.length !== 2000)
    throw new Error("raise BENCH_ROWS to 150,000 at least");
  return found;
}
