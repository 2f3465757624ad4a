/**
 * The last value of every figure a function asked for, kept in the workbook: functions answer from here without the network.
 * Refuses to forget: a value stays, with its time, until a newer one arrives.
 */
import type { Host, Json } from "../host/host.js";
import type { Answer, Asking, Failure, Figure, FigureKey, Hub, Progress } from "./hub.js";

/** A value and when the hub said it. */
export interface Kept<Value> {
  readonly value: Value;
  readonly asOf: string;
}

export interface CellCache {
  /** Resolves when what the workbook kept is loaded. */
  readonly ready: Promise<void>;
  /** The last value at once, or null. */
  peek(key: FigureKey): Kept<Figure> | null;
  /** The last value, or the hub's after gathering all questions of the same moment into one. */
  figure(key: FigureKey): Promise<Answer<Figure>>;
  progress(key: FigureKey): Promise<Answer<Progress>>;
  /** Everything kept, for a refresh. */
  keys(): { readonly figures: readonly FigureKey[]; readonly progress: readonly FigureKey[] };
  putFigures(figures: readonly Figure[], keys: readonly FigureKey[], asOf: string): void;
  putProgress(progress: readonly Progress[], keys: readonly FigureKey[], asOf: string): void;
  /** Counts one refresh; what no function asked for during three of them is dropped. */
  grow(): void;
  /** Resolves when everything is written to the workbook. */
  saved(): Promise<void>;
}

export interface CellCacheOptions {
  readonly clock?: () => Date;
  /** How long to gather questions before asking. */
  readonly gatherMs?: number;
  /** How long to gather news before writing it to the workbook. */
  readonly saveMs?: number;
}

/** The hub answers this many figures at once, and Excel on the web carries 5 MB per answer. */
export const MOST_KEYS_PER_QUESTION = 5_000;
const MOST_QUESTIONS_IN_FLIGHT = 4;
const STORE_KEY = "figures";
const IDLE_REFRESHES = 3;

export function openCellCache(host: Pick<Host, "load" | "save">, hub: Hub, options: CellCacheOptions = {}): CellCache {
  return new WorkbookCellCache(host, hub, options);
}

class WorkbookCellCache implements CellCache {
  readonly ready: Promise<void>;
  private readonly figures: Shelf<Figure>;
  private readonly progresses: Shelf<Progress>;
  private saving: Promise<void> = Promise.resolve();
  private saveTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly host: Pick<Host, "load" | "save">,
    hub: Hub,
    private readonly options: CellCacheOptions,
  ) {
    const shelf = {
      clock: options.clock ?? (() => new Date()),
      gatherMs: options.gatherMs ?? 20,
      onNews: () => this.saveSoon(),
    };
    this.figures = new Shelf((keys, asking) => hub.figures(keys, null, asking), shelf);
    this.progresses = new Shelf((keys, asking) => hub.progress(keys, asking), shelf);
    this.ready = this.loadKept();
  }

  peek(key: FigureKey): Kept<Figure> | null {
    return this.figures.peek(key);
  }

  async figure(key: FigureKey): Promise<Answer<Figure>> {
    await this.ready;
    return this.figures.get(key);
  }

  async progress(key: FigureKey): Promise<Answer<Progress>> {
    await this.ready;
    return this.progresses.get(key);
  }

  keys() {
    return { figures: this.figures.keys(), progress: this.progresses.keys() };
  }

  putFigures(figures: readonly Figure[], keys: readonly FigureKey[], asOf: string): void {
    this.figures.put(figures, keys, asOf);
  }

  putProgress(progress: readonly Progress[], keys: readonly FigureKey[], asOf: string): void {
    this.progresses.put(progress, keys, asOf);
  }

  grow(): void {
    this.figures.grow();
    this.progresses.grow();
    this.saveSoon();
  }

  async saved(): Promise<void> {
    if (this.saveTimer !== null) this.saveNow();
    await this.saving;
  }

  private async loadKept(): Promise<void> {
    // A workbook that cannot be read must not leave every function waiting for ever.
    const [kept] = await this.host.load([STORE_KEY]).catch(() => [null]);
    const { figures, progress } = (kept ?? {}) as { figures?: Json; progress?: Json };
    this.figures.unpack(figures);
    this.progresses.unpack(progress);
  }

  private saveSoon(): void {
    this.saveTimer ??= setTimeout(() => this.saveNow(), this.options.saveMs ?? 800);
  }

  private saveNow(): void {
    if (this.saveTimer !== null) clearTimeout(this.saveTimer);
    this.saveTimer = null;
    const entry = { figures: this.figures.pack(), progress: this.progresses.pack() };
    // A failed save loses nothing on screen; the next news writes everything again.
    this.saving = this.saving.then(() => this.host.save({ [STORE_KEY]: entry })).catch(() => undefined);
  }
}

interface ShelfEntry<Value> extends Kept<Value> {
  readonly key: FigureKey;
  /** Refreshes since a function last asked. */
  idle: number;
}

interface Waiting<Value> {
  readonly key: FigureKey;
  readonly answer: Promise<Answer<Value>>;
  readonly resolve: (answer: Answer<Value>) => void;
}

interface ShelfOptions {
  readonly clock: () => Date;
  readonly gatherMs: number;
  readonly onNews: () => void;
}

/** Values of one kind by key, and the questions under way for those not there yet. */
class Shelf<Value extends { readonly problem: unknown }> {
  private readonly entries = new Map<string, ShelfEntry<Value>>();
  private readonly waiting = new Map<string, Waiting<Value>>();
  private queue: Waiting<Value>[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private inFlight = 0;

  constructor(
    private readonly ask: (keys: readonly FigureKey[], asking?: Asking) => Promise<Answer<readonly Value[]>>,
    private readonly options: ShelfOptions,
  ) {}

  peek(key: FigureKey): Kept<Value> | null {
    return this.entries.get(nameOf(key)) ?? null;
  }

  get(key: FigureKey): Promise<Answer<Value>> {
    const name = nameOf(key);
    const entry = this.entries.get(name);
    if (entry) {
      entry.idle = 0;
      return Promise.resolve({ kind: "ok", data: entry.value });
    }
    const asked = this.waiting.get(name) ?? this.enqueue(name, key);
    return asked.answer;
  }

  keys(): readonly FigureKey[] {
    return [...this.entries.values()].map((entry) => entry.key);
  }

  put(values: readonly Value[], keys: readonly FigureKey[], asOf: string): void {
    values.forEach((value, index) => {
      const key = keys[index];
      if (!key) return;
      const name = nameOf(key);
      // A problem never replaces a value: a mistyped register on the hub's side must not empty a report.
      const before = this.entries.get(name);
      if (value.problem !== null && before && before.value.problem === null) return;
      this.entries.set(name, { key, value, asOf, idle: before?.idle ?? 0 });
    });
    this.options.onNews();
  }

  grow(): void {
    for (const [name, entry] of this.entries) if (++entry.idle >= IDLE_REFRESHES) this.entries.delete(name);
  }

  pack(): Json {
    const packed = [...this.entries.values()].map(({ key, value, asOf, idle }) => [
      key.indicator,
      key.organization,
      key.period,
      value,
      asOf,
      idle,
    ]);
    return packed as unknown as Json; // answers of the hub are plain JSON
  }

  unpack(json: Json | undefined): void {
    const packed = (json ?? []) as unknown as [string, string, string, Value, string, number][]; // written by pack only
    for (const [indicator, organization, period, value, asOf, idle] of packed) {
      const key = { indicator, organization, period };
      if (!this.entries.has(nameOf(key))) this.entries.set(nameOf(key), { key, value, asOf, idle });
    }
  }

  private enqueue(name: string, key: FigureKey): Waiting<Value> {
    const { promise: answer, resolve } = deferred<Answer<Value>>();
    const waiting = { key, answer, resolve };
    this.waiting.set(name, waiting);
    this.queue.push(waiting);
    this.timer ??= setTimeout(() => this.flush(), this.options.gatherMs);
    return waiting;
  }

  private flush(): void {
    this.timer = null;
    while (this.queue.length > 0 && this.inFlight < MOST_QUESTIONS_IN_FLIGHT) {
      const batch = this.queue.splice(0, MOST_KEYS_PER_QUESTION);
      this.inFlight++;
      void this.fetch(batch).finally(() => {
        this.inFlight--;
        if (this.queue.length > 0) this.flush();
      });
    }
  }

  private async fetch(batch: readonly Waiting<Value>[]): Promise<void> {
    const keys = batch.map(({ key }) => key);
    const answer = await this.ask(keys).catch((): Failure => ({ kind: "accident", id: null }));
    if (answer.kind === "ok") this.put(answer.data, keys, this.options.clock().toISOString());
    batch.forEach(({ key, resolve }, index) => {
      this.waiting.delete(nameOf(key));
      const value = answer.kind === "ok" ? answer.data[index] : undefined;
      if (answer.kind !== "ok") resolve(answer);
      else resolve(value === undefined ? { kind: "accident", id: null } : { kind: "ok", data: value });
    });
  }
}

function nameOf(key: FigureKey): string {
  return `${key.indicator}|${key.organization}|${key.period}`;
}

function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
