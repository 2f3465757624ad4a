/**
 * Figures that follow the hub while someone looks at them: one timer and one question for all of them, none at all while
 * nobody looks or nothing is followed. A lost line is silent: the last value stays, and the next round asks again.
 */
import type { Answer, Figure, FigureKey } from "./hub.js";

const ROUND_MS = 10_000;
/** Above this it is a refresh, not a glance. */
const MOST_FOLLOWED = 500;

export interface LiveOptions {
  readonly roundMs?: number;
  /** Whether anybody can see the sheet; a page without a screen is looked at. */
  readonly isLooked?: () => boolean;
}

type Listener = (figure: Figure) => void;

export class LiveFigures {
  private readonly followed = new Map<string, { readonly key: FigureKey; readonly listeners: Set<Listener> }>();
  private timer: ReturnType<typeof setInterval> | null = null;
  private isAsking = false;
  private isLooked: () => boolean;
  private roundMs: number;
  /** Rounds that asked the hub, for whoever wants to know what following costs. */
  rounds = 0;

  constructor(
    private readonly ask: (keys: readonly FigureKey[]) => Promise<Answer<readonly Figure[]>>,
    { roundMs = ROUND_MS, isLooked = isPageVisible }: LiveOptions = {},
  ) {
    this.roundMs = roundMs;
    this.isLooked = isLooked;
  }

  /** Says how often to ask and when somebody looks; for hosts that know more than whether the page is visible. */
  tune({ roundMs = this.roundMs, isLooked = this.isLooked }: LiveOptions): void {
    this.roundMs = roundMs;
    this.isLooked = isLooked;
    if (this.timer === null) return;
    this.stop();
    this.start();
  }

  /** Follows a figure until the answer is called. */
  follow(key: FigureKey, listener: Listener): () => void {
    const name = JSON.stringify([key.indicator, key.organization, key.period, key.dims ?? []]);
    const entry = this.followed.get(name) ?? { key, listeners: new Set<Listener>() };
    entry.listeners.add(listener);
    this.followed.set(name, entry);
    this.start();
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0) this.followed.delete(name);
      if (this.followed.size === 0) this.stop();
    };
  }

  private start(): void {
    this.timer ??= setInterval(() => void this.round(), this.roundMs);
  }

  private stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private async round(): Promise<void> {
    if (this.isAsking || !this.isLooked()) return;
    this.isAsking = true;
    try {
      const entries = [...this.followed.values()].slice(0, MOST_FOLLOWED);
      if (entries.length === 0) return;
      this.rounds++;
      const answer = await this.ask(entries.map(({ key }) => key));
      if (answer.kind !== "ok") return;
      entries.forEach(({ listeners }, index) => {
        const figure = answer.data[index];
        if (figure) for (const listener of listeners) listener(figure);
      });
    } finally {
      this.isAsking = false;
    }
  }
}

function isPageVisible(): boolean {
  return typeof document === "undefined" || document.visibilityState === "visible";
}
