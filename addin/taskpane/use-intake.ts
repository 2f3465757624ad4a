/**
 * Where an import stands, kept beside the workbook's desk and not in a view: whoever looks at another tab, or has to sign
 * in again, comes back to it. Holds state and the marks' coming and going; it has no words.
 */
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { Desk, Trouble } from "../actions/desk.js";
import { columnOfSelection, findSheetEdits, markSheet, unmarkSheet } from "../actions/intake-sheet.js";
import type { Import, ImportReceipt, TakenReport } from "../hub/hub.js";
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
}

export type Phase =
  | { readonly at: "start"; readonly problem: string | null }
  | {
      readonly at: "reading";
      readonly what: "sheet" | "sending" | "file";
      readonly done: number;
      readonly total: number | null;
    }
  | Look
  | { readonly at: "writing"; readonly done: number; readonly total: number | null }
  | { readonly at: "done"; readonly receipt: ImportReceipt }
  | { readonly at: "taken"; readonly report: TakenReport };

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

/** Marks the sheet while this look is open; they go when it is left, hidden or mended. */
export function useSheetMarks(desk: Desk, { import: staged, sent, receipt }: Look, isShown: boolean): MarksShown {
  const [shown, setShown] = useState<MarksShown>({ unmarked: 0, trouble: null });
  useEffect(() => {
    if (!sent || !isShown) return;
    let isGone = false;
    void markSheet(desk, staged, sent, receipt ? ["REFUSED"] : null).then((report) => {
      if (isGone) return;
      setShown(isTrouble(report) ? { unmarked: 0, trouble: report } : { unmarked: report.unmarked, trouble: null });
    });
    return () => {
      isGone = true;
      void unmarkSheet(desk);
    };
  }, [desk, staged, sent, receipt, isShown]);
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
      setMended(report.kind === "gone" ? { rows: [], isReshaped: true } : report);
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
