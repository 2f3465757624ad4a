/**
 * Reports that came back, for every view that shows why: asked for once and again when somebody looks anew, kept beside the
 * desk. Silent where the hub does not answer: what was known stays.
 */
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { attempt, type Desk } from "../actions/desk.js";
import type { Report } from "../hub/reports.js";

/** Somebody with more than these to mend sees them in their list. */
const MOST = 100;
const NONE: readonly Report[] = [];

interface Kept {
  reports: readonly Report[];
  readonly listeners: Set<() => void>;
}

const kept = new WeakMap<Desk, Kept>();

function keptAt(desk: Desk): Kept {
  const known = kept.get(desk) ?? { reports: NONE, listeners: new Set() };
  kept.set(desk, known);
  return known;
}

/** Asks again; to be called after anything that may have moved a report. */
export async function lookForReturned(desk: Desk): Promise<void> {
  const answer = await attempt(() => desk.hub.reports({ returned: true }, { first: MOST }));
  if (answer.kind !== "ok") return;
  const at = keptAt(desk);
  at.reports = answer.data.nodes;
  for (const tell of at.listeners) tell();
}

/** What is known of them. `asks`: looks anew when the view opens. */
export function useReturned(desk: Desk, asks = false): readonly Report[] {
  const listen = useCallback(
    (tell: () => void) => {
      const { listeners } = keptAt(desk);
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    [desk],
  );
  useEffect(() => {
    if (asks) void lookForReturned(desk);
  }, [desk, asks]);
  return useSyncExternalStore(listen, () => keptAt(desk).reports);
}
