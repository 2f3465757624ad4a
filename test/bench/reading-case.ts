/** Runs one reading question beside the peers: equal answers first, then the rates, then the table. */
import type { BenchDatabase } from "./data.js";
import { askOnce, compareRates, type Rate } from "./load.js";
import type { Question } from "./reading.js";
import { keepResult } from "./results.js";
import { CONCURRENCY, grouped, ROUNDS, SECONDS } from "./settings.js";

export interface ReadingCase {
  readonly name: string;
  readonly title: string;
  readonly database: BenchDatabase;
  readonly question: Question;
  /** To reach: times PostGraphile, times bare. */
  readonly goals: readonly [number, number];
  readonly leastBytes: number;
  readonly notes?: readonly string[];
}

export async function runReadingCase(c: ReadingCase): Promise<void> {
  await sameContents(c);
  const rates = await compareRates(c.question.parties);
  const [ours, postgraphile, bare] = rates as [Rate, Rate, Rate];
  const rate = ({ perSecond }: Rate): string => `${perSecond.toFixed(1)} requests/s`;
  const beside = (peer: Rate, atLeast: number) => ({
    peer: peer.name,
    ours: rate(ours),
    theirs: rate(peer),
    ratio: ours.perSecond / peer.perSecond,
    atLeast,
  });
  await keepResult(c.name, {
    title: c.title,
    data: `${grouped(c.database.enrolments)} enrolments, ${c.database.size}`,
    comparisons: [beside(postgraphile, c.goals[0]), beside(bare, c.goals[1])],
    notes: [
      `${ROUNDS} rounds of ${SECONDS} s each in turns, ${CONCURRENCY} requests at once`,
      ...rates.map(
        (r) =>
          `${r.name}: median ${r.milliseconds.toFixed(1)} ms, 95 % within ${r.slowest.toFixed(1)} ms, ${(r.bytes / 1024).toFixed(0)} KB an answer; rounds ${r.rounds.map((x) => x.toFixed(1)).join(", ")}`,
      ),
      "Every request of the hub runs in a transaction that names its viewer; the peers run without one",
      ...(c.notes ?? []),
    ],
  });
}

/** The speed of another answer would say nothing: the same values must stand in the same places. */
async function sameContents({ question, leastBytes }: ReadingCase): Promise<void> {
  const said: string[] = [];
  for (const [index, party] of question.parties.entries()) {
    const read = question.contents[index] as (answer: unknown) => unknown;
    said.push(JSON.stringify(read(await askOnce(party, 3))));
  }
  if ((said[0] ?? "").length < leastBytes) throw new Error("the page is not full");
  said.forEach((text, index) => {
    if (text !== said[0])
      throw new Error(`${question.parties[index]?.name} answers otherwise:\n${firstDifference(said[0] ?? "", text)}`);
  });
}

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `${one.slice(Math.max(0, at - 60), at + 60)}\n${other.slice(Math.max(0, at - 60), at + 60)}`;
}
