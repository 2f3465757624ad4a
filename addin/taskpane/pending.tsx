/** 待发送: every edit with what became of it; check looks, send writes, undo takes back. */
import {
  Button,
  Checkbox,
  MessageBar,
  MessageBarBody,
  ProgressBar,
  SearchBox,
  Switch,
} from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { goToCell } from "../actions/cell.js";
import { type FigureFix, fixFigures } from "../actions/fixes.js";
import { findPending, type PendingReport } from "../actions/pending.js";
import { type ConflictChoice, resolveConflicts } from "../actions/resolve.js";
import { check, send, type SendDone, type SendReport } from "../actions/send.js";
import { undoAll, undoEdit } from "../actions/undo.js";
import type { PendingCell } from "../sheet/edits.js";
import { figureFix } from "../sheet/fixes.js";
import { localMinute } from "../sheet/words.js";
import { isTrouble } from "../ui/words.js";
import { BothSides } from "./both-sides.js";
import { EditItem } from "./edit-item.js";
import { FixAll } from "./fix-all.js";
import { Frame } from "./frame.js";
import { usePane } from "./pane.js";
import { ReturnedNotes } from "./returned-note.js";
import { Receipt } from "./pending-receipt.js";
import { PendingRows } from "./pending-rows.js";
import { ShowMore, useShown } from "./show-more.js";
import { UndoAll } from "./undo-all.js";

/** So many are seen at a glance; more are searched. */
const FEW = 8;

type Phase =
  | { readonly at: "list"; readonly cutOff: string | null }
  | { readonly at: "working"; readonly done: number; readonly total: number }
  | { readonly at: "sent"; readonly report: SendDone };

export function Pending(): ReactNode {
  const { desk, m, pending, setPending, setTrouble, go } = usePane();
  const [phase, setPhase] = useState<Phase>({ at: "list", cutOff: null });
  const [onlyErrors, setOnlyErrors] = useState(false);
  const [search, setSearch] = useState("");
  const [isAtomic, setAtomic] = useState(false);
  const [rowCount, setRowCount] = useState(0);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => {
    void findPending(desk).then((report) => (isTrouble(report) ? setTrouble(report) : setPending(report)));
  }, [desk, setPending, setTrouble]);

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey && event.key.toLowerCase() === "e") {
        event.preventDefault();
        setOnlyErrors((is) => !is);
      }
      if (event.key === "Escape") stop.current?.abort();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  const work = async (action: typeof check): Promise<void> => {
    setTrouble(null);
    stop.current = new AbortController();
    setPhase({ at: "working", done: 0, total: pending?.cells.length ?? 0 });
    const report = await action(desk, {
      atomic: isAtomic,
      signal: stop.current.signal,
      onProgress: (progress) => setPhase({ at: "working", ...progress }),
    });
    take(report);
  };

  const take = (report: SendReport): void => {
    if (isTrouble(report)) {
      setTrouble(report);
      setPhase({ at: "list", cutOff: null });
      return;
    }
    setPending(report.pending);
    if (report.kind === "interrupted") {
      if (report.trouble) setTrouble(report.trouble);
      setPhase({ at: "list", cutOff: m.pending.interrupted(report.pending.cells.length) });
    } else setPhase(report.kind === "sent" ? { at: "sent", report } : { at: "list", cutOff: null });
  };

  const report = pending;
  const cells = report?.cells ?? [];
  const listed = cells.filter((cell) => (!onlyErrors || cell.state !== "pending") && mentions(cell, search));
  const { shown, more, onMore } = useShown(listed);
  const fixes = listed.flatMap((cell) => {
    const one = cell.state === "refused" ? figureFix(cell) : null;
    return one ? [{ ...one, id: cell.id }] : [];
  });
  if (phase.at === "working")
    return (
      <Frame
        secondary={
          <Button className="primary" onClick={() => stop.current?.abort()}>
            {m.stop}
          </Button>
        }
      >
        <div aria-live="polite">{m.pending.sending(phase.done, phase.total)}</div>
        <ProgressBar aria-label={m.pending.sending(phase.done, phase.total)} />
      </Frame>
    );
  if (phase.at === "sent")
    return <Receipt report={phase.report} onClose={() => setPhase({ at: "list", cutOff: null })} />;

  const isChecked = report?.checkedAt !== null;
  const sendable = report?.sendable ?? 0;
  // Without edited figures the rows below bring their own buttons.
  const hasCells = cells.length > 0 || Boolean(report?.outstanding);
  const checkButton = (
    <Button onClick={() => void work(check)}>{isChecked ? m.pending.recheck : m.pending.check(cells.length)}</Button>
  );
  const primary = report?.outstanding
    ? { label: m.pending.resend(report.outstanding.cells), run: () => void work(send) }
    : {
        label: sendable === cells.length ? m.pending.sendAll(sendable) : m.pending.send(sendable),
        run: () => void work(send),
        disabled: sendable === 0,
      };
  const fix = async (those: readonly FigureFix[]): Promise<void> => {
    const fixed = await fixFigures(desk, those);
    if (isTrouble(fixed)) setTrouble(fixed);
    if (fixed.kind !== "fixed") return;
    setPending(fixed.pending);
    // What was typed is looked at by the hub; so is what was put right. A line that fails here is told by the connection.
    const looked = await check(desk, { ids: those.map(({ id }) => id) });
    if (looked.kind === "checked") setPending(looked.pending);
  };
  const clashing = listed.filter(({ state }) => state === "conflict");
  const settle = async (choice: ConflictChoice): Promise<void> => {
    const done = await resolveConflicts(
      desk,
      clashing.map(({ id }) => id),
      choice,
    );
    if (isTrouble(done)) setTrouble(done);
    else if (done.kind === "resolved") setPending(done.pending);
  };
  const undo = async (): Promise<void> => {
    const undone = await undoAll(desk);
    if (undone.kind === "undone") setPending(undone.pending);
  };
  return (
    <Frame {...(hasCells && { primary, secondary: checkButton })}>
      {phase.cutOff && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{phase.cutOff}</MessageBarBody>
        </MessageBar>
      )}
      <ReturnedNotes />
      {hasCells && report && <Summary report={report} />}
      {(hasCells || rowCount > 0) && (
        <div className="row between">
          <Switch
            checked={onlyErrors}
            label={m.pending.onlyErrors}
            onChange={(_, data) => setOnlyErrors(data.checked)}
          />
          {cells.length > 0 && (
            <UndoAll
              label={m.pending.undoAll}
              ask={m.pending.undoAllAsk(cells.length)}
              act={m.pending.undoAllDo(cells.length)}
              onUndo={() => void undo()}
            />
          )}
        </div>
      )}
      {(cells.length + rowCount > FEW || search !== "") && (
        <SearchBox
          value={search}
          aria-label={m.pending.search}
          placeholder={m.pending.search}
          onChange={(_, data) => setSearch(data.value)}
        />
      )}
      {hasCells && (
        <>
          <BothSides
            count={clashing.length}
            hidden={cells.filter(({ state }) => state === "conflict").length - clashing.length}
            onTake={(side, reason) => void settle(side === "mine" ? { take: side, reason } : { take: side })}
          />
          <FixAll fixes={fixes} onFix={(those) => void fix(those)} />
          <ul className="list" aria-label={m.pending.list}>
            {shown.map((cell) => (
              <EditItem
                key={cell.id}
                cell={cell}
                onGoTo={() => void goToCell(desk, cell.place)}
                onUndo={() =>
                  void undoEdit(desk, cell.id).then((undone) => undone.kind === "undone" && setPending(undone.pending))
                }
                onCompare={() => go({ at: "conflict", id: cell.id })}
                onFix={(one) => void fix([{ ...one, id: cell.id }])}
              />
            ))}
          </ul>
          <ShowMore more={more} onMore={onMore} />
          {cells.length > 0 && listed.length === 0 && <div className="caption">{m.pending.nothingListed}</div>}
        </>
      )}
      {report && <Unanswered addresses={report.unanswered} />}
      {report?.strangers.map(({ address, label }) => (
        <MessageBar key={address} intent="warning" layout="multiline">
          <MessageBarBody>{m.pending.strangers(label, address)}</MessageBarBody>
        </MessageBar>
      ))}
      <PendingRows onlyErrors={onlyErrors} search={search} onCount={setRowCount} />
      {hasCells ? (
        <>
          <Checkbox
            checked={isAtomic}
            label={m.pending.atomic}
            onChange={(_, data) => setAtomic(data.checked === true)}
          />
          <div className="caption">{isChecked ? m.pending.keep : m.pending.checkFirst}</div>
        </>
      ) : (
        rowCount === 0 && !report?.unanswered.length && <Nothing />
      )}
    </Frame>
  );
}

function Nothing(): ReactNode {
  const { m } = usePane();
  return (
    <div className="empty">
      <h2 className="title">{m.pending.emptyTitle}</h2>
      <div className="caption">{m.pending.emptyHint}</div>
    </div>
  );
}

/** Typed before the hub had told what stood there: nothing is lost, only not comparable yet. */
function Unanswered({ addresses }: { readonly addresses: readonly string[] }): ReactNode {
  const { m } = usePane();
  if (addresses.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{m.pending.unanswered(addresses.length, addresses.slice(0, 3).join("、"))}</MessageBarBody>
    </MessageBar>
  );
}

function mentions({ organizationName, indicatorName, address }: PendingCell, search: string): boolean {
  return `${organizationName} ${indicatorName} ${address}`.toLowerCase().includes(search.trim().toLowerCase());
}

function Summary({ report }: { readonly report: PendingReport }): ReactNode {
  const { m } = usePane();
  return (
    <div className="row wrap" aria-live="polite">
      <span className="tag good">✓ {m.pending.sendable(report.sendable)}</span>
      {report.refused > 0 && <span className="tag refused">✕ {m.pending.refused(report.refused)}</span>}
      {report.conflicts > 0 && <span className="tag conflict">⇄ {m.pending.conflicts(report.conflicts)}</span>}
      {report.checkedAt && (
        <span className="caption">{m.pending.checkedAt(localMinute(report.checkedAt).slice(-5))}</span>
      )}
    </div>
  );
}
