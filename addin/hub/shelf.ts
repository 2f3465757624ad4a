/**
 * Answers of one kind by key: the last one stays, with its time, until a newer one arrives. Questions of one moment are
 * gathered into few; what is under way is not asked twice.
 */
import type { Json } from "../host/host.js";
import type { Answer, Asking, Failure } from "./hub.js";

/** A value and when the hub said it. */
export interface Kept<Value> {
  readonly value: Value;
  readonly asOf: string;
}

/** The hub answers this many figures at once, and Excel on the web carries 5 MB per answer. */
export const MOST_KEYS_PER_QUESTION = 5_000;
const MOST_QUESTIONS_IN_FLIGHT = 4;
/** Questions that go on coming this soon after the last were sent belong to the same recalculation. */
const SAME_BURST_MS = 300;
/** A sheet that takes seconds to recalculate may wait this long for its next answers, so that they are few. */
const LONGEST_GATHER_MS = 2_000;
const IDLE_REFRESHES = 3;

interface ShelfEntry<Key, Value> extends Kept<Value> {
  readonly key: Key;
  /** Refreshes since a function last asked. */
  idle: number;
}

interface Waiting<Key, Value> {
  readonly key: Key;
  readonly answer: Promise<Answer<Value>>;
  readonly resolve: (answer: Answer<Value>) => void;
}

export interface ShelfOptions<Key> {
  /** The parts of a key, in the order they are kept. */
  readonly partsOf: (key: Key) => readonly string[];
  readonly keyOf: (parts: readonly string[]) => Key;
  readonly clock: () => Date;
  /** How long to gather the first questions of a burst before asking. */
  readonly gatherMs: number;
  readonly onNews: () => void;
}

export class Shelf<Key, Value extends { readonly problem: unknown }> {
  private readonly entries = new Map<string, ShelfEntry<Key, Value>>();
  private readonly waiting = new Map<string, Waiting<Key, Value>>();
  private queue: Waiting<Key, Value>[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private inFlight = 0;
  private gatherMs: number;
  private flushedAt = -Infinity;

  constructor(
    private readonly ask: (keys: readonly Key[], asking?: Asking) => Promise<Answer<readonly Value[]>>,
    private readonly options: ShelfOptions<Key>,
  ) {
    this.gatherMs = options.gatherMs;
  }

  peek(key: Key): Kept<Value> | null {
    return this.entries.get(this.nameOf(key)) ?? null;
  }

  get(key: Key): Promise<Answer<Value>> {
    const name = this.nameOf(key);
    const entry = this.entries.get(name);
    if (entry) {
      entry.idle = 0;
      return Promise.resolve({ kind: "ok", data: entry.value });
    }
    const asked = this.waiting.get(name) ?? this.enqueue(name, key);
    return asked.answer;
  }

  keys(): readonly Key[] {
    return [...this.entries.values()].map((entry) => entry.key);
  }

  put(values: readonly Value[], keys: readonly Key[], asOf: string): void {
    values.forEach((value, index) => {
      const key = keys[index];
      if (!key) return;
      const name = this.nameOf(key);
      // A problem never replaces a value: a mistyped register on the hub's side must not empty a report.
      const before = this.entries.get(name);
      if (value.problem !== null && before && before.value.problem === null) return;
      this.entries.set(name, { key, value, asOf, idle: before?.idle ?? 0 });
    });
    this.options.onNews();
  }

  clear(): void {
    this.entries.clear();
  }

  grow(): void {
    for (const [name, entry] of this.entries) if (++entry.idle >= IDLE_REFRESHES) this.entries.delete(name);
  }

  pack(): Json {
    const packed = [...this.entries.values()].map(({ key, value, asOf, idle }) => [
      ...this.options.partsOf(key),
      value,
      asOf,
      idle,
    ]);
    return packed as unknown as Json; // answers of the hub are plain JSON
  }

  unpack(json: Json | undefined): void {
    for (const packed of (json ?? []) as unknown as unknown[][]) {
      const [value, asOf, idle] = packed.slice(-3) as [Value, string, number]; // written by pack only
      const key = this.options.keyOf(packed.slice(0, -3) as string[]);
      if (!this.entries.has(this.nameOf(key))) this.entries.set(this.nameOf(key), { key, value, asOf, idle });
    }
  }

  private nameOf(key: Key): string {
    return this.options.partsOf(key).join("|");
  }

  private enqueue(name: string, key: Key): Waiting<Key, Value> {
    const { promise: answer, resolve } = deferred<Answer<Value>>();
    const waiting = { key, answer, resolve };
    this.waiting.set(name, waiting);
    this.queue.push(waiting);
    this.gather();
    return waiting;
  }

  /** Each gathering of one burst lasts twice as long as the one before: many cells are few questions, one cell waits little. */
  private gather(): void {
    if (this.queue.length >= MOST_KEYS_PER_QUESTION && this.inFlight < MOST_QUESTIONS_IN_FLIGHT) return this.flush();
    if (this.timer !== null) return;
    const isSameBurst = performance.now() - this.flushedAt < SAME_BURST_MS;
    this.gatherMs = isSameBurst ? Math.min(2 * this.gatherMs, LONGEST_GATHER_MS) : this.options.gatherMs;
    this.timer = setTimeout(() => this.flush(), this.gatherMs);
  }

  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.flushedAt = performance.now();
    while (this.queue.length > 0 && this.inFlight < MOST_QUESTIONS_IN_FLIGHT) {
      const batch = this.queue.splice(0, MOST_KEYS_PER_QUESTION);
      this.inFlight++;
      void this.fetch(batch).finally(() => {
        this.inFlight--;
        // What is still being gathered goes when its time is over.
        if (this.queue.length > 0 && this.timer === null) this.flush();
      });
    }
  }

  private async fetch(batch: readonly Waiting<Key, Value>[]): Promise<void> {
    const keys = batch.map(({ key }) => key);
    const answer = await this.ask(keys).catch((): Failure => ({ kind: "accident", id: null }));
    if (answer.kind === "ok") this.put(answer.data, keys, this.options.clock().toISOString());
    batch.forEach(({ key, resolve }, index) => {
      this.waiting.delete(this.nameOf(key));
      const value = answer.kind === "ok" ? answer.data[index] : undefined;
      if (answer.kind !== "ok") resolve(answer);
      else resolve(value === undefined ? { kind: "accident", id: null } : { kind: "ok", data: value });
    });
  }
}

function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
