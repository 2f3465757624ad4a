/** 主页: what of the hub is in this workbook, from when, and bringing it up to date. */
import { Button } from "@fluentui/react-components";
import {
  ArrowImportRegular,
  ChevronRightRegular,
  DataBarHorizontalRegular,
  DocumentCheckmarkRegular,
  SearchRegular,
  TableAddRegular,
} from "@fluentui/react-icons";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { chartOf } from "../actions/board.js";
import { goToCell } from "../actions/cell.js";
import { type Overview, overview } from "../actions/overview.js";
import { findPending } from "../actions/pending.js";
import { refreshAll } from "../actions/refresh.js";
import type { RefreshDone, RefreshProgress } from "../actions/refresh-report.js";
import { readableAddress } from "../sheet/place.js";
import { localMinute } from "../sheet/words.js";
import { reportsEn, reportsZh } from "../ui/messages/reports.js";
import { isTrouble } from "../ui/words.js";
import { Frame, Waiting } from "./frame.js";
import { Freezing } from "./home-freeze.js";
import { Offline, Refreshed, Refreshing } from "./home-refresh.js";
import { usePane } from "./pane.js";
import { ReturnedNotes } from "./returned-note.js";
import { lookForReturned } from "./use-returned.js";

type Phase =
  | { readonly at: "idle" }
  | { readonly at: "refreshing"; readonly progress: RefreshProgress | null }
  | { readonly at: "done"; readonly report: RefreshDone };

export function Home(): ReactNode {
  const { desk, m, pending, connection, go, setPending, setTrouble } = usePane();
  const [book, setBook] = useState<Overview | null>(null);
  const [phase, setPhase] = useState<Phase>({ at: "idle" });
  const [drawn, setDrawn] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);

  const look = useCallback(async () => {
    const report = await overview(desk);
    if (isTrouble(report)) setTrouble(report);
    else setBook(report);
  }, [desk, setTrouble]);
  // Edits and functions found meanwhile change what is in the workbook.
  useEffect(() => void look(), [look, pending]);

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
    void lookForReturned(desk);
    await look();
  };

  if (!book) return <Frame>{<Waiting label={m.connecting} />}</Frame>;
  const draw = async (id: string): Promise<void> => {
    const report = await chartOf(desk, id);
    if (isTrouble(report)) setTrouble(report);
    else setDrawn(report.kind === "charted" ? m.home.charted(readableAddress(report.place)) : m.home.noChart);
  };
  const cells = book.tables.reduce((sum, table) => sum + table.cells, book.functionCells);
  const conflicts = pending?.cells.find(({ state }) => state === "conflict");

  if (phase.at === "refreshing") {
    return (
      <Frame
        secondary={
          <Button className="primary" data-back onClick={() => stop.current?.abort()}>
            {m.stop}
          </Button>
        }
      >
        <Refreshing progress={phase.progress} />
      </Frame>
    );
  }
  if (phase.at === "done") {
    const close = (): void => setPhase({ at: "idle" });
    const primary = conflicts
      ? { label: m.home.resolve(pending?.conflicts ?? 0), run: () => go({ at: "conflict", id: conflicts.id }) }
      : phase.report.trouble
        ? {
            label: phase.report.trouble.kind === "offline" ? m.trouble.retryNow : m.retry,
            run: () => void refresh(),
          }
        : { label: m.close, run: close };
    const done = (
      <Button data-back onClick={close}>
        {phase.report.trouble ? m.back : m.close}
      </Button>
    );
    return (
      <Frame primary={primary} secondary={primary.run === close ? undefined : done}>
        <Refreshed report={phase.report} />
      </Frame>
    );
  }
  if (book.tables.length === 0 && book.functionCells === 0) return <Empty onThawed={() => void look()} />;
  return (
    <Frame primary={{ label: m.home.refreshCells(cells), run: () => void refresh() }}>
      {connection.state === "offline" && <Offline since={connection.since} />}
      <ReturnedNotes />
      <h2 className="title">{m.home.title}</h2>
      <div className="card">
        <div className="num">{book.asOf ? m.home.asOf(localMinute(book.asOf)) : m.home.neverRefreshed}</div>
        <div className="caption">{m.home.quiet}</div>
      </div>
      <ul className="list" aria-label={m.home.title}>
        {book.tables.map((table) => (
          <li key={table.id}>
            <div className="row">
              <span className="grow" title={table.title}>
                {table.title}
              </span>
              <span className="caption">{m.home.cells(table.cells)}</span>
              {table.place && table.draws && desk.host.can.charts && (
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<DataBarHorizontalRegular />}
                  title={m.home.chart(table.title)}
                  aria-label={m.home.chart(table.title)}
                  onClick={() => void draw(table.id)}
                />
              )}
              {table.place ? (
                <Button
                  size="small"
                  aria-label={m.goToCell(readableAddress(table.place))}
                  onClick={() => table.place && void goToCell(desk, table.place)}
                >
                  {readableAddress(table.place)}
                </Button>
              ) : (
                <span className="tag refused">{m.home.deleted}</span>
              )}
            </div>
          </li>
        ))}
        {book.functionCells > 0 && <li>{m.home.functions(book.functionCells)}</li>}
      </ul>
      {drawn && (
        <div className="note" role="status">
          {drawn}
        </div>
      )}
      <Freezing functions={book.functionCells} onDone={() => void look()} />
      <PendingCard />
      <ReportsCard />
    </Frame>
  );
}

/** The way to sending and reviewing reports: where the month ends. */
function ReportsCard(): ReactNode {
  const { m, go } = usePane();
  const w = m.language === "zh-CN" ? reportsZh : reportsEn;
  return (
    <button type="button" className="start" onClick={() => go({ at: "reports" })}>
      <DocumentCheckmarkRegular />
      <span className="grow">
        {w.card}
        <span className="caption" style={{ display: "block" }}>
          {w.cardHint}
        </span>
      </span>
      <ChevronRightRegular />
    </button>
  );
}

/** What waits to be sent, as a way to it. */
function PendingCard(): ReactNode {
  const { m, pending, go } = usePane();
  const waiting = pending?.cells.length ?? 0;
  if (!pending || (waiting === 0 && !pending.outstanding)) return null;
  return (
    <button type="button" className="start" onClick={() => go({ at: "tab", tab: "pending" })}>
      <span className="grow">
        <span className="num">{m.home.pendingCard(waiting)}</span>
        <span className="caption" style={{ display: "block" }}>
          {pending.outstanding
            ? m.home.outstanding(pending.outstanding.cells)
            : m.home.pendingDetail(pending.sendable, pending.refused, pending.conflicts)}
        </span>
      </span>
      <ChevronRightRegular />
    </button>
  );
}

/** Why it is empty, and the two fastest ways to begin. */
function Empty({ onThawed }: { readonly onThawed: () => void }): ReactNode {
  const { m, go } = usePane();
  const ways = [
    { tab: "query", icon: <SearchRegular />, title: m.home.startQuery, hint: m.home.startQueryHint },
    { tab: "intake", icon: <ArrowImportRegular />, title: m.home.startIntake, hint: m.home.startIntakeHint },
  ] as const;
  return (
    <Frame primary={{ label: m.home.startQuery, run: () => go({ at: "tab", tab: "query" }) }}>
      <div className="empty">
        <TableAddRegular fontSize={48} />
        <h2 className="title">{m.home.emptyTitle}</h2>
        <div className="caption">{m.home.emptyHint}</div>
        <Freezing functions={0} onDone={onThawed} />
        {ways.map(({ tab, icon, title, hint }) => (
          <button key={tab} type="button" className="start" onClick={() => go({ at: "tab", tab })}>
            {icon}
            <span className="grow">
              {title}
              <span className="caption" style={{ display: "block" }}>
                {hint}
              </span>
            </span>
            <ChevronRightRegular />
          </button>
        ))}
        <ReportsCard />
        <ReturnedNotes />
      </div>
    </Frame>
  );
}
