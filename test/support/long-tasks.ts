/**
 * Notes the long tasks of a frame: what ran above 50 ms in one go, the frame's own and those of the page around it apart.
 * The browser says of each whose script it was; a task of both is counted as the frame's own.
 */

/** The longest of each kind since the last `begin`, in milliseconds; 0 where none was above 50 ms. */
export interface Longest {
  readonly own: number;
  readonly ownCount: number;
  /** Of the page around it, where the playground draws its grid. */
  readonly around: number;
  /** The longest wait for a turn: what a person who clicks would feel, whoever was the cause. */
  readonly wait: number;
}

const AROUND = new Set(["same-origin-ancestor", "same-origin", "cross-origin-ancestor"]);

export class LongTasks {
  private entries: { readonly duration: number; readonly from: number; readonly isOwn: boolean; kind: string }[] = [];
  private wait = 0;

  constructor() {
    new PerformanceObserver((list) => {
      for (const { name, duration, startTime } of list.getEntries())
        this.entries.push({ duration, from: startTime, isOwn: !AROUND.has(name), kind: name });
    }).observe({ type: "longtask", buffered: true });
    this.listen();
  }

  begin(): void {
    this.entries = [];
    this.wait = 0;
  }

  /** Waits until the browser has told of everything up to now. */
  async end(): Promise<Longest> {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const longest = (isOwn: boolean) =>
      Math.max(0, ...this.entries.filter((entry) => entry.isOwn === isOwn).map(({ duration }) => duration));
    const ownCount = this.entries.filter(({ isOwn }) => isOwn).length;
    return { own: longest(true), ownCount, around: longest(false), wait: Math.round(this.wait) };
  }

  all() {
    return this.entries.map(({ duration, kind, from }) => ({ duration, kind, from: Math.round(from) }));
  }

  private listen(last = performance.now()): void {
    setTimeout(() => {
      const now = performance.now();
      this.wait = Math.max(this.wait, now - last - 10);
      this.listen(now);
    }, 10);
  }
}
