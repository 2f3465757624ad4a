/** 主页: what of the hub is in this workbook, from when, and bringing it up to date. */
import { Button, MessageBar, MessageBarBody, ProgressBar } from "@fluentui/react-components";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { goToCell } from "../actions/cell.js";
import { type Overview, overview } from "../actions/overview.js";
import { findPending } from "../actions/pending.js";
import { refreshAll, type RefreshDone, type RefreshProgress } from "../actions/refresh.js";
import { readableAddress } from "../sheet/place.js";
import { localMinute } from "../sheet/words.js";
import { isTrouble, numberWords, troubleWords } from "../ui/words.js";
import { Frame, Waiting } from "./frame.js";
import { usePane } from "./pane.js";

type Phase =
  | { readonly at: "idle" }
  | { readonly at: "refreshing"; readonly progress: RefreshProgress | null }
  | { readonly at: "done"; readonly report: RefreshDone };

export function Home(): ReactNode {
  const { desk, m, pending, go, setPending, setTrouble } = usePane();
  const [book, setBook] = useState<Overview | null>(null);
  const [phase, setPhase] = useState<Phase>({ at: "idle" });
  const stop = useRef<AbortController | null>(null);

  const look = useCallback(async () => {
    const report = await overview(desk);
    if (isTrouble(report)) setTrouble(report);
    else setBook(report);
  }, [desk, setTrouble]);
  useEffect(() => void look(), [look]);

  const refresh = async (): Promise<void> => {
    setTrouble(null);
    stop.current = new AbortController();
    setPhase({ at: "refreshing", progress: null });
    const report = await refreshAll(desk, {
      signal: stop.current.signal,
      onProgress: (progress) => setPhase({ at: "refreshing", progress }),
    });
    if (isTrouble(report)) {
      setTrouble(report);
      setPhase({ at: "idle" });
    } else setPhase(report.kind === "nothingBound" ? { at: "idle" } : { at: "done", report });
    const found = await findPending(desk);
    if (!isTrouble(found)) setPending(found);
    await look();
  };

  if (!book) return <Frame>{<Waiting label={m.connecting} />}</Frame>;
  const isEmpty = book.tables.length === 0 && book.functionCells === 0;
  const waiting = pending?.cells.length ?? 0;

  if (phase.at === "refreshing") {
    const { done = 0, total = 0 } = phase.progress ?? {};
    return (
      <Frame
        secondary={
          <Button className="primary" onClick={() => stop.current?.abort()}>
            {m.stop}
          </Button>
        }
      >
        <h2 className="title">{m.home.refreshing}</h2>
        <div aria-live="polite">{m.home.progress(done, total)}</div>
        <ProgressBar {...(total > 0 ? { value: done / total } : {})} aria-label={m.home.refreshing} />
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{m.home.stopSafe}</MessageBarBody>
        </MessageBar>
      </Frame>
    );
  }
  if (isEmpty) {
    return (
      <Frame
        primary={{ label: m.home.startQuery, run: () => go({ at: "tab", tab: "query" }) }}
        secondary={<Button onClick={() => go({ at: "tab", tab: "intake" })}>{m.tabs.intake}</Button>}
      >
        <div className="empty">
          <h2 className="title">{m.home.emptyTitle}</h2>
          <div className="caption">{m.home.emptyHint}</div>
        </div>
      </Frame>
    );
  }
  return (
    <Frame primary={{ label: m.home.refresh, run: () => void refresh() }}>
      {phase.at === "done" && <Done report={phase.report} />}
      <h2 className="title">{m.home.title}</h2>
      <div className="card">
        <div className="num">{book.asOf ? m.home.asOf(localMinute(book.asOf)) : m.home.neverRefreshed}</div>
        <div className="caption">{m.home.quiet}</div>
        {book.functionCells > 0 && <div>{m.home.functions(book.functionCells)}</div>}
        {book.tables.map((table) => (
          <div key={table.id} className="row">
            <span className="grow">{table.title}</span>
            {table.place ? (
              <Button size="small" onClick={() => table.place && void goToCell(desk, table.place)}>
                {readableAddress(table.place)}
              </Button>
            ) : (
              <span className="caption">{m.home.deleted}</span>
            )}
          </div>
        ))}
      </div>
      {(waiting > 0 || pending?.outstanding) && (
        <div className="card">
          <div className="num">{m.home.pendingCard(waiting)}</div>
          <div className="caption">
            {pending?.outstanding
              ? m.home.outstanding(pending.outstanding.cells)
              : m.home.pendingDetail(pending?.sendable ?? 0, pending?.refused ?? 0, pending?.conflicts ?? 0)}
          </div>
          <Button onClick={() => go({ at: "tab", tab: "pending" })}>{m.home.handlePending(waiting)}</Button>
        </div>
      )}
    </Frame>
  );
}

/** What the refresh did: what came, what changed, what stayed old and why. */
function Done({ report }: { readonly report: RefreshDone }): ReactNode {
  const { desk, m } = usePane();
  const kept = report.kept.reduce((sum, { cells }) => sum + cells, 0);
  return (
    <section aria-live="polite" className="card">
      <MessageBar intent={report.kind === "refreshed" && kept === 0 ? "success" : "warning"} layout="multiline">
        <MessageBarBody>
          {m.home.done(report.cells, report.asOf ? localMinute(report.asOf) : m.noValue)}{" "}
          {report.changes.length === 0 ? m.home.noChange : m.home.changed(report.changes.length)}
          {report.conflicts > 0 && ` ${m.home.conflictsAfter(report.conflicts)}`}
          {kept > 0 && ` ${m.home.kept(kept)}`}
          {report.trouble && ` ${troubleWords(m, report.trouble)}`}
        </MessageBarBody>
      </MessageBar>
      {report.changes.slice(0, 20).map((change) => (
        <div key={`${change.key.indicator}${change.key.organization}${change.key.period}`} className="row">
          <span className="grow" title={`${change.organizationName} · ${change.indicatorName}`}>
            {change.organizationName} · {change.indicatorName}
          </span>
          <span className="num">
            <span className="was">{numberWords(change.from, m)}</span> → {numberWords(change.to, m)}
          </span>
          {change.place && (
            <Button size="small" onClick={() => change.place && void goToCell(desk, change.place)}>
              {m.goTo}
            </Button>
          )}
        </div>
      ))}
      <div className="caption">{m.home.took((report.milliseconds / 1000).toFixed(1), report.requests)}</div>
    </section>
  );
}
