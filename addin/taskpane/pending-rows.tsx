/** 待发送, its part for registers: rows added, changed and deleted in the sheet, what became of each, and sending them. */
import { Button, Checkbox, MessageBar, MessageBarBody, ProgressBar } from "@fluentui/react-components";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { goToCell } from "../actions/cell.js";
import { fixesOfRow, fixRows, type RowFix } from "../actions/fixes.js";
import { findRows, type PendingRow, resolveRows, type RowsReport, undoRow, undoRows } from "../actions/rows.js";
import { checkRows, sendRows, type SendRowsReport } from "../actions/send-rows.js";
import { readableAddress } from "../sheet/place.js";
import type { RowsWords } from "../ui/messages/rows.js";
import { rowsEn, rowsZh } from "../ui/messages/rows.js";
import { isTrouble } from "../ui/words.js";
import { BothSides } from "./both-sides.js";
import { FixAll } from "./fix-all.js";
import { usePane } from "./pane.js";
import { PendingRowItem } from "./pending-row-item.js";
import { ReasonForAll } from "./row-reason.js";
import { ShowMore, useShown } from "./show-more.js";
import { UndoAll } from "./undo-all.js";

/** A burst of typing ends with a pause this long. */
const PAUSE_MS = 600;

/** Fixes are sought in so many rows at once: the next come when these are put right. */
const MOST_FIXED = 1_000;

interface PendingRowsProps {
  readonly onlyErrors: boolean;
  readonly search: string;
  /** Tells the view around it whether there is anything here. */
  readonly onCount: (count: number) => void;
}

export function PendingRows({ onlyErrors, search, onCount }: PendingRowsProps): ReactNode {
  const { desk, m, setTrouble } = usePane();
  const w = m.language === "zh-CN" ? rowsZh : rowsEn;
  const [report, setReport] = useState<RowsReport | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [work, setWork] = useState<{ done: number; total: number } | null>(null);
  const [withDeletions, setWithDeletions] = useState(false);
  const stop = useRef<AbortController | null>(null);

  const take = useCallback(
    (found: RowsReport): void => {
      setReport(found);
      onCount(found.rows.length + (found.outstanding ? 1 : 0) + found.lost.length);
    },
    [onCount],
  );
  useEffect(() => {
    const look = (): void => void findRows(desk).then((found) => (isTrouble(found) ? setTrouble(found) : take(found)));
    look();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listening = desk.host.listen(({ kind }) => {
      if (kind !== "changed") return;
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      void listening.then((end) => end());
    };
  }, [desk, setTrouble, take]);

  const run = async (action: typeof sendRows): Promise<void> => {
    setTrouble(null);
    setSaid(null);
    stop.current = new AbortController();
    setWork({ done: 0, total: report?.sendable ?? 0 });
    const ended = await action(desk, { withDeletions, signal: stop.current.signal, onProgress: setWork });
    setWork(null);
    settle(ended);
  };
  const settle = (ended: SendRowsReport): void => {
    if (isTrouble(ended)) return setTrouble(ended);
    take(ended.report);
    if (ended.kind === "rowsInterrupted") {
      if (ended.trouble) setTrouble(ended.trouble);
      setSaid(w.interrupted(ended.report.rows.length));
    } else if (ended.kind === "rowsSent") setSaid(words(w, ended.counts));
  };

  const listed = (report?.rows ?? []).filter(
    (row) => (!onlyErrors || row.state !== "pending") && mentions(row, search),
  );
  const { shown, more, onMore } = useShown(listed);
  const fixes = listed.slice(0, MOST_FIXED).flatMap(fixesOfRow);
  const clashing = listed.filter(
    ({ state, conflict }) => state === "conflict" && conflict && conflict.theirVersion > 0,
  );
  const both = async (side: "mine" | "theirs"): Promise<void> => {
    const done = await resolveRows(
      desk,
      clashing.map(({ id }) => id),
      side,
    );
    if (isTrouble(done)) setTrouble(done);
    else if (done.kind === "rowsDone") take(done.report);
  };
  const fix = async (those: readonly RowFix[]): Promise<void> => {
    const fixed = await fixRows(desk, those);
    if (isTrouble(fixed)) setTrouble(fixed);
    if (fixed.kind !== "rowsFixed") return;
    take(fixed.report);
    // As after typing; a line that fails here is told by the connection.
    const looked = await checkRows(desk, { ids: those.map(({ id }) => id) });
    if (looked.kind === "rowsChecked") take(looked.report);
  };
  if (!report || (report.rows.length === 0 && !report.outstanding && report.lost.length === 0 && said === null))
    return null;
  const sendable = report.sendable - (withDeletions ? 0 : report.deletions);
  return (
    <section className="card" aria-label={w.title}>
      <div className="row between">
        <h2 className="title">{w.title}</h2>
        {report.rows.length > 0 && !work && (
          <UndoAll
            label={w.undoAll}
            ask={w.undoAllAsk(report.rows.length)}
            act={w.undoAllDo(report.rows.length)}
            onUndo={() => void undoRows(desk).then((done) => done.kind === "rowsDone" && take(done.report))}
          />
        )}
      </div>
      <div aria-live="polite">{said}</div>
      {report.lost.map((table) => (
        <MessageBar key={table} intent="warning" layout="multiline">
          <MessageBarBody>{w.lost(table)}</MessageBarBody>
        </MessageBar>
      ))}
      {work ? (
        <>
          <div aria-live="polite">{w.working(work.done, work.total)}</div>
          <ProgressBar aria-label={w.working(work.done, work.total)} />
          <Button onClick={() => stop.current?.abort()}>{w.stop}</Button>
        </>
      ) : (
        <div className="row wrap">
          {report.rows.length > 0 && <Button onClick={() => void run(checkRows)}>{w.check}</Button>}
          {(report.rows.length > 0 || report.outstanding) && (
            <Button
              appearance="primary"
              disabledFocusable={sendable === 0 && !report.outstanding}
              onClick={() => void run(sendRows)}
            >
              {report.outstanding ? w.resend(report.outstanding.rows) : w.send(sendable)}
            </Button>
          )}
        </div>
      )}
      {report.deletions > 0 && (
        <Checkbox
          checked={withDeletions}
          label={w.deletions(report.deletions)}
          onChange={(_, data) => setWithDeletions(data.checked === true)}
        />
      )}
      <BothSides
        ofRows
        count={clashing.length}
        hidden={report.rows.filter(({ state }) => state === "conflict").length - clashing.length}
        onTake={(side) => void both(side)}
      />
      <ReasonForAll rows={listed} words={w} onDone={take} />
      <FixAll fixes={fixes} onFix={(those) => void fix(those)} />
      <ul className="list" aria-label={w.list}>
        {shown.map((row) => (
          <PendingRowItem
            key={row.id}
            row={row}
            words={w}
            onDone={take}
            onFix={(one) => void fix([one])}
            onGoTo={() => void goTo(row)}
            onUndo={() => void undoRow(desk, row.id).then((done) => done.kind === "rowsDone" && take(done.report))}
          />
        ))}
      </ul>
      <ShowMore more={more} onMore={onMore} />
      {report.rows.length > 0 && listed.length === 0 && <div className="caption">{m.pending.nothingListed}</div>}
    </section>
  );

  function goTo(row: PendingRow): Promise<unknown> {
    const place = row.cells[0]?.place ?? row.place;
    return place ? goToCell(desk, place) : Promise.resolve();
  }
}

/** Found by what it is called, where it stands, and what was typed. */
function mentions({ title, tableTitle, place, cells }: PendingRow, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return true;
  const texts = cells.flatMap(({ label, typed, place: at }) => [label, typed ?? "", readableAddress(at)]);
  const all = [title, tableTitle, ...(place ? [readableAddress(place)] : []), ...texts];
  return all.some((text) => text.toLowerCase().includes(wanted));
}

function words(w: RowsWords, { WRITTEN, UNCHANGED, REFUSED, CONFLICT }: Readonly<Record<string, number>>): string {
  const done = w.done(WRITTEN ?? 0, UNCHANGED ?? 0);
  return (REFUSED ?? 0) + (CONFLICT ?? 0) === 0 ? done : `${done} ${w.left(REFUSED ?? 0, CONFLICT ?? 0)}`;
}
