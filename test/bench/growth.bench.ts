/** Whether pages grow slower with the register: the first two cases at 100,000, 1,000,000 and 10,000,000 enrolments. */
import { benchDatabase, dropDatabase, type BenchDatabase } from "./data.js";
import { compareRates, type Party } from "./load.js";
import { deepPlaces, nestedQuestion, pageQuestion } from "./reading.js";
import { keepResult } from "./results.js";
import { startHub, type RunningServer } from "./servers.js";
import { grouped, ROUNDS, ROWS } from "./settings.js";

const sizes = [ROWS / 10, ROWS, ROWS * 10].map((size) => Math.max(100_000, Math.round(size)));
const databases: BenchDatabase[] = [];
const hubs: RunningServer[] = [];
try {
  for (const size of sizes) databases.push(await benchDatabase(size, "read"));
  for (const { url } of databases) hubs.push(await startHub(url));
  const nested = hubs.map((hub, index) => named(nestedQuestion(hub.url, "", "").parties[0] as Party, index));
  const deep: Party[] = [];
  for (const [index, hub] of hubs.entries()) {
    const places = await deepPlaces(databases[index]?.url ?? "", 2000);
    deep.push(named(pageQuestion(places, hub.url, "", "").parties[0] as Party, index));
  }
  const growths = [];
  for (const [name, parties] of [["nested page", nested], ["deep page", deep]] as const) {
    // One request at a time: what is compared is how long an answer takes, not how many fit beside each other.
    const rates = await compareRates(parties, { concurrency: 1 });
    const times = rates.map(({ milliseconds }) => milliseconds);
    growths.push({ name, times, ratio: Math.max(...times) / (times[0] ?? 1) });
  } // prettier-ignore
  await keepResult("growth", {
    title: "Growth of the two pages over a hundredfold register",
    data: databases.map(({ enrolments, size }) => `${grouped(enrolments)} enrolments (${size})`).join(", "),
    comparisons: growths.map(({ name, times, ratio }) => ({
      peer: "itself at the smallest size",
      ours: `${name}: ${times.at(-1)?.toFixed(1)} ms`,
      theirs: `${times[0]?.toFixed(1)} ms`,
      ratio,
      atMost: 1.3,
    })),
    notes: [
      `${ROUNDS} rounds in turns, one request at a time; the ratio is the slowest size by the smallest`,
      ...growths.map(({ name, times }) => `${name}: ${times.map((time) => `${time.toFixed(2)} ms`).join(", ")}`),
      "These databases hold organizations, courses, activities, persons and enrolments",
    ],
  });
} finally {
  for (const hub of hubs) await hub.stop();
  if (!process.env["BENCH_KEEP"]) for (const { name } of databases) await dropDatabase(name);
}

function named(party: Party, index: number): Party {
  return { ...party, name: grouped(sizes[index] ?? 0) };
}
