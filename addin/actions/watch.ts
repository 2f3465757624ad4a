/**
 * Follows people while they type: after a pause the edits are found and painted, and after a longer one the hub is asked
 * what it would say of them, by a dry run. It never sends, and it is silent while there is no line.
 */
import type { PendingCell } from "../sheet/edits.js";
import type { Desk, Trouble } from "./desk.js";
import { findPending, followFunctions, type PendingReport } from "./pending.js";
import { findRows, type RowsReport } from "./rows.js";
import { check } from "./send.js";
import { checkRows } from "./send-rows.js";

export interface WatchOptions {
  /** People type faster than a workbook is read; a pause this long ends a burst. */
  readonly pauseMs?: number;
  /** Nobody wants to be corrected in the middle of a row: the hub is asked after a pause this long. */
  readonly checkMs?: number;
}

/** More edits than this were pasted, not typed: they are checked when somebody asks for it. */
const MOST_CHECKED_AT_ONCE = 500;

/** Looks again after every edit. Answers how to stop. */
export async function watchEdits(
  desk: Desk,
  listener: (report: PendingReport | Trouble) => void,
  { pauseMs = 400, checkMs = 1_200 }: WatchOptions = {},
): Promise<() => void> {
  const watch = new Watch(desk, listener, pauseMs, checkMs);
  const stopListening = await desk.host.listen((event) => {
    if (event.kind !== "changed") return;
    void followFunctions(desk, event);
    watch.edited();
  });
  return () => {
    watch.stop();
    stopListening();
  };
}

class Watch {
  private looking: ReturnType<typeof setTimeout> | null = null;
  private checking: ReturnType<typeof setTimeout> | null = null;
  private checkingRows: ReturnType<typeof setTimeout> | null = null;
  /** Ends a comparison that a newer edit has overtaken. */
  private stale = new AbortController();
  /** What the hub was asked about, so that the same edit is not asked about at every key. */
  private readonly asked = new Map<string, string>();

  constructor(
    private readonly desk: Desk,
    private readonly listener: (report: PendingReport | Trouble) => void,
    private readonly pauseMs: number,
    private readonly checkMs: number,
  ) {}

  edited(): void {
    this.stop();
    this.stale = new AbortController();
    this.looking = setTimeout(() => void this.look(), this.pauseMs);
  }

  stop(): void {
    this.stale.abort();
    if (this.looking) clearTimeout(this.looking);
    if (this.checking) clearTimeout(this.checking);
    if (this.checkingRows) clearTimeout(this.checkingRows);
  }

  private async look(): Promise<void> {
    const { signal } = this.stale;
    try {
      await this.lookUntil(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  private async lookUntil(signal: AbortSignal): Promise<void> {
    const report = await findPending(this.desk, signal);
    this.listener(report);
    const rows = await findRows(this.desk, signal);
    if (signal.aborted) return;
    if (rows.kind === "rowsFound") this.checkRowsLater(rows);
    if (report.kind !== "found" || this.unasked(report.cells).length === 0) return;
    this.checking = setTimeout(() => void this.check(report.cells), this.checkMs);
  }

  /** Rows of registers are asked about in the same way; what the sheet itself refuses is not. */
  private checkRowsLater({ rows }: RowsReport): void {
    const unasked = rows.filter(
      ({ id, reads, state, kind }) => state === "pending" && kind !== "deleted" && this.asked.get(id) !== reads,
    );
    if (unasked.length === 0 || unasked.length > MOST_CHECKED_AT_ONCE) return;
    this.checkingRows = setTimeout(() => {
      if (this.desk.hub.connection.state === "offline") return;
      void checkRows(this.desk, { ids: unasked.map(({ id }) => id) }).then((answer) => {
        if (answer.kind === "rowsChecked") for (const { id, reads } of unasked) this.asked.set(id, reads);
      });
    }, this.checkMs);
  }

  private async check(cells: readonly PendingCell[]): Promise<void> {
    const unasked = this.unasked(cells);
    if (unasked.length > MOST_CHECKED_AT_ONCE || this.desk.hub.connection.state === "offline") return;
    const answer = await check(this.desk, { ids: unasked.map(({ id }) => id) });
    // A line that fails here is told by the connection; a check nobody asked for complains of nothing.
    if (answer.kind !== "checked") return;
    for (const cell of unasked) this.asked.set(cell.id, contentOf(cell));
    this.listener(answer.pending);
  }

  private unasked(cells: readonly PendingCell[]): readonly PendingCell[] {
    return cells.filter((cell) => this.asked.get(cell.id) !== contentOf(cell));
  }
}

const contentOf = ({ typed, reason, base }: PendingCell): string => JSON.stringify([typed, reason, base.version]);
