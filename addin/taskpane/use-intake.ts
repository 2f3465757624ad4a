/**
 * Where an import stands, kept beside the workbook's desk and not in a view: whoever looks at another tab, or has to sign
 * in again, comes back to it. Holds state and the marks' coming and going; it has no words.
 */
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { Desk, Trouble } from "../actions/desk.js";
import { columnOfSelection, findSheetEdits, markSheet, rowsToMark, unmarkSheet } from "../actions/intake-sheet.js";
import type { Import, ImportReceipt, ImportRow, TakenReport } from "../hub/hub.js";
import type { SentSheet } from "../sheet/intake-marks.js";
import type { Place } from "../sheet/place.js";
import { isTrouble } from "../ui/words.js";

export interface Look {
  readonly at: "look";
  readonly import: Import;
  /** Null for a file. */
  readonly sent: SentSheet | null;
  /** What went in already; the rest can still be mended. */
  readonly receipt: ImportReceipt | null;
  /** It is being checked again or written; the look stays as it is behind it. */
  readonly busy: Busy | null;
}

export interface Busy {
  readonly what: "sheet" | "sending" | "file" | "writing";
  readonly done: number;
  readonly total: number | null;
}

export type Phase =
  | { readonly at: "start"; readonly problem: string | null }
  | { readonly at: "reading"; readonly busy: Busy }
  | Look
  | { readonly at: "done"; readonly receipt: ImportReceipt }
  | { readonly at: "taken"; readonly report: TakenReport; readonly file: File | null };

export class IntakeWork {
  phase: Phase = { at: "start", problem: null };
  stop: AbortController | null = null;
  private readonly listeners = new Set<() => void>();

  readonly set = (phase: Phase): void => {
    this.phase = phase;
    for (const listener of this.listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** A signal for what begins now; the button stops it. */
  begin(): AbortSignal {
    this.stop = new AbortController();
    return this.stop.signal;
  }
}

const works = new WeakMap<Desk["host"], IntakeWork>();

export function useIntakeWork({ host }: Desk): IntakeWork {
  const work = works.get(host) ?? new IntakeWork();
  works.set(host, work);
  useSyncExternalStore(work.subscribe, () => work.phase);
  return work;
}

export interface MarksShown {
  readonly unmarked: number;
  readonly trouble: Trouble | null;
}

/** Marks the sheet while this look is open; they go when it is left or hidden, and change as rows are mended. */
export function useSheetMarks(desk: Desk, look: Look, mended: Mended, isShown: boolean): MarksShown {
  const { import: staged, sent, receipt } = look;
  const [shown, setShown] = useState<MarksShown>({ unmarked: 0, trouble: null });
  const [looked, setLooked] = useState<{ readonly of: Import; readonly rows: readonly ImportRow[] } | null>(null);
  const rows = looked?.of === staged ? looked.rows : null;
  useEffect(() => {
    if (!sent) return;
    const left = new AbortController();
    // A long sheet comes in many answers: whoever goes on to something else does not wait for them.
    void rowsToMark(desk, staged, receipt ? ["REFUSED"] : null, { signal: left.signal })
      .catch((error: unknown) => {
        if (!left.signal.aborted) throw error;
      })
      .then((report) => {
        if (left.signal.aborted || report === undefined) return;
        if (isTrouble(report)) setShown({ unmarked: 0, trouble: report });
        else setLooked({ of: staged, rows: report.rows });
      });
    return () => left.abort();
  }, [desk, staged, sent, receipt]);
  useEffect(() => {
    // A sheet whose rows came or went is no longer the one the hub spoke of; its marks moved along with their cells.
    if (!sent || !rows || !isShown || mended.isReshaped) return;
    let isGone = false;
    void markSheet(desk, staged, sent, rows, mended.rows).then((report) => {
      if (isGone) return;
      const passedOver = receipt ? 0 : Math.max(0, staged.counts.rows - rows.length);
      if (isTrouble(report)) setShown({ unmarked: 0, trouble: report });
      else setShown({ unmarked: report.unmarked + passedOver, trouble: null });
    });
    return () => {
      isGone = true;
    };
  }, [desk, staged, sent, receipt, rows, mended, isShown]);
  useEffect(() => {
    if (!sent || !isShown) return;
    return () => void unmarkSheet(desk);
  }, [desk, sent, isShown]);
  return shown;
}

export interface Mended {
  readonly rows: readonly number[];
  /** Rows or columns came or went, or the table itself did. */
  readonly isReshaped: boolean;
}

const NOTHING: Mended = { rows: [], isReshaped: false };
/** Reading a long sheet takes a while: people are left to type. */
const LONG_SHEET_CELLS = 20_000;
const PAUSE_MS = 300;
const LONG_PAUSE_MS = 2_000;

/** What people changed in the sheet since it was sent. */
export function useMended(desk: Desk, sent: SentSheet | null): Mended {
  const [mended, setMended] = useState<Mended>(NOTHING);
  useEffect(() => {
    setMended(NOTHING);
    if (!sent) return;
    let [isGone, timer] = [false, undefined as ReturnType<typeof setTimeout> | undefined];
    let end: (() => void) | undefined;
    const pause = sent.place.rows * sent.place.columns > LONG_SHEET_CELLS ? LONG_PAUSE_MS : PAUSE_MS;
    const look = async (): Promise<void> => {
      const report = await findSheetEdits(desk, sent);
      if (isGone || isTrouble(report)) return;
      const found = report.kind === "gone" ? { rows: [], isReshaped: true } : report;
      setMended((before) => (isSameMended(before, found) ? before : found));
    };
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), pause);
    };
    // Something may have been typed while another tab was open.
    soon();
    void desk.host
      .listen((event) => event.kind === "changed" && soon())
      .then((stop) => (isGone ? stop() : (end = stop)));
    return () => {
      isGone = true;
      clearTimeout(timer);
      end?.();
    };
  }, [desk, sent]);
  return mended;
}

function isSameMended(before: Mended, now: Mended): boolean {
  return before.isReshaped === now.isReshaped && before.rows.join() === now.rows.join();
}

export interface Pointed {
  readonly place: Place | null;
  readonly column: { readonly table: number; readonly letter: string } | null;
}

/** What of the found tables is selected in the sheet: a cell, or a whole column of one. */
export function usePointed(desk: Desk, sent: SentSheet | null, staged: Import): Pointed {
  const [pointed, setPointed] = useState<Pointed>({ place: null, column: null });
  const follow = useCallback(
    async (place: Place): Promise<void> => {
      const column = sent ? await columnOfSelection(desk, sent, staged.tables, place) : null;
      setPointed((before) => ({ place, column: column ?? before.column }));
    },
    [desk, sent, staged],
  );
  useEffect(() => {
    if (!sent) return;
    let isGone = false;
    let end: (() => void) | undefined;
    void desk.host
      .listen((event) => event.kind === "selected" && !isGone && void follow(event.place))
      .then((stop) => (isGone ? stop() : (end = stop)));
    return () => {
      isGone = true;
      end?.();
    };
  }, [desk, sent, follow]);
  return pointed;
}
