/**
 * Asks over HTTP as fast as it is answered: a fixed number of requests under way, connections kept open. Parties are asked
 * in turns, round after round, so that whatever else the machine does meanwhile meets all of them.
 */
import { Agent, request } from "node:http";
import { authorization } from "./viewers.js";
import { CONCURRENCY, ROUNDS, SECONDS } from "./settings.js";

export interface Party {
  readonly name: string;
  readonly url: string;
  /** The body of the nth request. */
  readonly body: (n: number) => string;
  /** Whoever asks, where it is not whom the address is usually asked by. */
  readonly token?: string;
}

export interface Rate {
  readonly name: string;
  /** Medians over the rounds. */
  readonly perSecond: number;
  readonly milliseconds: number;
  readonly slowest: number;
  readonly bytes: number;
  readonly rounds: readonly number[];
}

interface Round {
  readonly perSecond: number;
  readonly median: number;
  readonly slow: number;
  readonly bytes: number;
}

export interface Pace {
  readonly concurrency?: number;
  readonly rounds?: number;
  readonly seconds?: number;
}

export async function compareRates(parties: readonly Party[], pace: Pace = {}): Promise<Rate[]> {
  const { concurrency = CONCURRENCY, rounds = ROUNDS, seconds = SECONDS } = pace;
  const clients = parties.map((party) => new Client(party, concurrency));
  // Warm: compiled code, prepared statements and the database's pages, on every connection.
  for (const client of clients) await client.round(Math.max(2, seconds / 2));
  const measured = clients.map((): Round[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, client] of clients.entries()) measured[index]?.push(await client.round(seconds));
  clients.forEach((client) => client.close());
  return parties.map(({ name }, index) => {
    const own = measured[index] ?? [];
    return {
      name,
      perSecond: median(own.map(({ perSecond }) => perSecond)),
      milliseconds: median(own.map((round) => round.median)),
      slowest: median(own.map(({ slow }) => slow)),
      bytes: own[0]?.bytes ?? 0,
      rounds: own.map(({ perSecond }) => perSecond),
    };
  });
}

class Client {
  private readonly agent: Agent;
  private readonly target: URL;
  private sent = 0;

  constructor(
    private readonly party: Party,
    private readonly concurrency: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: concurrency });
    this.target = new URL(party.url);
  }

  async round(seconds: number): Promise<Round> {
    const began = performance.now();
    const until = began + seconds * 1000;
    const times: number[] = [];
    let bytes = 0;
    const worker = async (): Promise<void> => {
      while (performance.now() < until) {
        const at = performance.now();
        bytes = await this.ask();
        times.push(performance.now() - at);
      }
    };
    await Promise.all(Array.from({ length: this.concurrency }, worker));
    const took = (performance.now() - began) / 1000;
    times.sort((a, b) => a - b);
    return {
      perSecond: times.length / took,
      median: times[times.length >> 1] ?? 0,
      slow: times[Math.floor(times.length * 0.95)] ?? 0,
      bytes,
    };
  }

  close(): void {
    this.agent.destroy();
  }

  private ask(): Promise<number> {
    const body = Buffer.from(this.party.body(this.sent++));
    return new Promise((resolve, reject) => {
      const sent = request(
        this.target,
        {
          method: "POST",
          agent: this.agent,
          headers: { ...headersOf(this.party), "content-length": body.length },
        },
        (response) => {
          let length = 0;
          response.on("data", (chunk: Buffer) => (length += chunk.length));
          response.on("error", reject);
          response.on("end", () => {
            if (response.statusCode === 200) resolve(length);
            else reject(new Error(`${this.party.name} answered ${response.statusCode}`));
          });
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }
}

function headersOf({ url, token }: Party): Record<string, string> {
  const who = token === undefined ? authorization(url) : { authorization: `Bearer ${token}` };
  return { "content-type": "application/json", accept: "application/json", ...who };
}

/** One answer, read: for comparing what the parties say before they are timed. */
export async function askOnce<Answer>(party: Party, n = 0): Promise<Answer> {
  const response = await fetch(party.url, {
    method: "POST",
    headers: headersOf(party),
    body: party.body(n),
  });
  const answer = (await response.json()) as { errors?: unknown };
  if (response.status !== 200 || answer.errors)
    throw new Error(
      `${party.name} answered ${response.status}: ${JSON.stringify(answer.errors ?? answer).slice(0, 500)}`,
    );
  return answer as Answer;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
