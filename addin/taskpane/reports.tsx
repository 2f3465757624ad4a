/** 报送与审核: how each report of the organization stands, why one came back, what waits for me, and the steps I may take. */
import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { DocumentCheckmarkRegular, ErrorCircleRegular, WarningRegular } from "@fluentui/react-icons";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { Trouble } from "../actions/desk.js";
import {
  FIRST,
  joined,
  moreReports,
  type ReportLine,
  type ReportList,
  type ReportListName,
  type ReportLists,
  readReports,
} from "../actions/reports.js";
import type { ReportStep } from "../hub/reports.js";
import { periodLabel } from "../sheet/period-label.js";
import { localMinute } from "../sheet/words.js";
import { reportsEn, reportsZh, type ReportWords } from "../ui/messages/reports.js";
import { isTrouble, troubleWords } from "../ui/words.js";
import { CopyNumber } from "./copy-number.js";
import { Frame, Waiting } from "./frame.js";
import { usePane } from "./pane.js";
import { type AskedStep, type EndedStep, StepForm } from "./report-step.js";
import { reasonWords } from "./returned-note.js";
import { lookForReturned } from "./use-returned.js";

export function ReportsView(): ReactNode {
  const { desk, m, organization } = usePane();
  const w = m.language === "zh-CN" ? reportsZh : reportsEn;
  const [lists, setLists] = useState<ReportLists | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [asked, setAsked] = useState<AskedStep | null>(null);
  const [said, setSaid] = useState<EndedStep | null>(null);
  const opened = useRef<AskedStep | null>(null);

  const code = organization?.code;
  const look = useCallback(async (): Promise<void> => {
    if (code === undefined) return;
    const report = await readReports(desk, code);
    setTrouble(isTrouble(report) ? report : null);
    if (!isTrouble(report)) setLists(report.lists);
  }, [desk, code]);
  useEffect(() => {
    setLists(null);
    setAsked(null);
    setSaid(null);
    void look();
  }, [look]);
  // The keyboard goes on where it was: at the button that opened the form, or what was said where it is gone.
  useEffect(() => {
    if (asked || !opened.current || !lists) return;
    const { step, line } = opened.current;
    const button = document.querySelector<HTMLElement>(`[data-step="${CSS.escape(`${step} ${line.id}`)}"]`);
    (button ?? document.querySelector<HTMLElement>("[data-said]"))?.focus();
    opened.current = null;
  }, [asked, lists]);
  const giveUp = useCallback(() => setAsked(null), []);

  if (asked)
    return (
      <StepForm
        asked={asked}
        words={w}
        onGivenUp={giveUp}
        onEnded={(ended) => {
          setAsked(null);
          setSaid(ended);
          void lookForReturned(desk);
          void look();
        }}
      />
    );
  if (trouble && !lists) return <NotThere trouble={trouble} words={w} onRetry={() => void look()} />;
  if (!lists || !organization) return <Frame>{<Waiting label={w.looking} />}</Frame>;
  const ask = (step: ReportStep, line: ReportLine): void => {
    setSaid(null);
    opened.current = { step, line };
    setAsked({ step, line });
  };
  const add = (name: ReportListName, list: ReportList): void =>
    setLists((before) => before && { ...before, [name]: joined(before[name], list) });
  const isEmpty = lists.open.total + lists.waiting.total + lists.done.total === 0;
  return (
    <Frame>
      <div aria-live="polite">
        {said && (
          <MessageBar intent={said.intent} layout="multiline" tabIndex={-1} data-said>
            <MessageBarBody>{said.words}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {trouble && (
        <div className="note warn" role="alert">
          <WarningRegular fontSize={16} />
          <span className="grow">{troubleWords(m, trouble)}</span>
          <Button size="small" onClick={() => void look()}>
            {m.retry}
          </Button>
        </div>
      )}
      {isEmpty ? (
        <div className="empty">
          <DocumentCheckmarkRegular fontSize={48} />
          <h2 className="title">{w.emptyTitle}</h2>
          <div className="caption">{w.emptyHint(organization.name)}</div>
        </div>
      ) : (
        inOrder(lists).map((name) => (
          <Section key={name} name={name} list={lists[name]} words={w} onAsk={ask} onMore={add} />
        ))
      )}
    </Frame>
  );
}

/** What I am to do comes first; of lists in which I am to do nothing the own one. */
function inOrder({ open, waiting, done }: ReportLists): readonly ReportListName[] {
  const mine = open.lines.some(({ steps }) => steps.length > 0);
  const order: readonly ReportListName[] = !mine && waiting.total > 0 ? ["waiting", "open"] : ["open", "waiting"];
  return done.total > 0 ? [...order, "done"] : order;
}

interface SectionProps {
  readonly name: ReportListName;
  readonly list: ReportList;
  readonly words: ReportWords;
  readonly onAsk: (step: ReportStep, line: ReportLine) => void;
  readonly onMore: (name: ReportListName, list: ReportList) => void;
}

function Section({ name, list, words: w, onAsk, onMore }: SectionProps): ReactNode {
  const { desk, m, organization } = usePane();
  const [isLooking, setLooking] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const title = w.lists[name](organization?.name ?? "");
  const { lines, total, next } = list;
  const goOn = async (): Promise<void> => {
    if (next === null || isLooking || !organization) return;
    setLooking(true);
    const report = await moreReports(desk, organization.code, name, next);
    setLooking(false);
    setTrouble(isTrouble(report) ? report : null);
    if (!isTrouble(report)) onMore(name, report.list);
  };
  return (
    <section aria-label={title}>
      <div className="row wrap between">
        <h2 className="title">{title}</h2>
        {total > 0 && <span className="caption">{w.count(lines.length, total)}</span>}
      </div>
      {total === 0 && name !== "done" && <div className="caption">{w.nothing[name]}</div>}
      {lines.length > 0 && (
        <ul className="list" aria-label={title}>
          {lines.map((line) => (
            <Line key={line.id} line={line} words={w} onAsk={onAsk} isOthers={name === "waiting"} />
          ))}
        </ul>
      )}
      {trouble && (
        <div className="note warn" role="alert">
          {troubleWords(m, trouble)}
        </div>
      )}
      {next !== null && (
        <Button size="small" disabledFocusable={isLooking} onClick={() => void goOn()}>
          {isLooking ? w.moreLooking : w.more(Math.max(1, Math.min(total - lines.length, FIRST[name])))}
        </Button>
      )}
    </section>
  );
}

interface LineProps {
  readonly line: ReportLine;
  readonly words: ReportWords;
  readonly onAsk: (step: ReportStep, line: ReportLine) => void;
  readonly isOthers: boolean;
}

function Line({ line, words: w, onAsk, isOthers }: LineProps): ReactNode {
  const { m } = usePane();
  const period = periodLabel(line.period, m.language === "zh-CN" ? "zh" : "en");
  return (
    <li>
      <div className="row between">
        <span className="grow whole">
          {isOthers && <b>{line.organization.name} </b>}
          {line.form.name} {period}
        </span>
        <span className={`tag ${tagOf(line.status)}`}>{w.status[line.status] ?? line.statusLabel ?? line.status}</span>
      </div>
      <Course line={line} words={w} />
      {line.status === "returned" && line.returnReason && <div className="note warn">{reasonWords(w, line)}</div>}
      {line.note && <div className="caption">{w.note(line.note)}</div>}
      {line.steps.length > 0 && (
        <div className="row wrap">
          {line.steps.map((step) => (
            <Button
              key={step}
              size="small"
              data-step={`${step} ${line.id}`}
              aria-label={w.label(w.steps[step], line.organization.name, line.form.name, period)}
              onClick={() => onAsk(step, line)}
            >
              {w.steps[step]}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

const TAGS: Readonly<Record<string, string>> = { returned: "refused", approved: "good", locked: "good" };
const tagOf = (status: string): string => TAGS[status] ?? "quiet";

/** Who did what when; of a report that nobody sent yet, when it is due. */
function Course({ line, words: w }: { readonly line: ReportLine; readonly words: ReportWords }): ReactNode {
  const { info } = usePane();
  const isOpen = line.status === "draft" || line.status === "returned";
  const isLate = isOpen && line.dueOn !== null && info !== null && line.dueOn < info.today;
  const parts = [
    line.correction > 1 && w.correction(line.correction),
    line.dueOn && (isLate ? w.overdue : w.due)(line.dueOn),
    line.submittedBy && line.submittedAt && w.submitted(line.submittedBy, localMinute(line.submittedAt)),
    line.reviewedBy && line.reviewedAt && w.reviewed(line.reviewedBy, localMinute(line.reviewedAt)),
    line.approvedBy && line.approvedAt && w.approved(line.approvedBy, localMinute(line.approvedAt)),
  ].filter((part) => part !== null && part !== "" && part !== false);
  return <div className="caption">{parts.join(" · ")}</div>;
}

/** Nothing was fetched yet and nothing came: what is safe, what waits, and trying again. */
function NotThere({
  trouble,
  words: w,
  onRetry,
}: {
  readonly trouble: Trouble;
  readonly words: ReportWords;
  readonly onRetry: () => void;
}): ReactNode {
  const { m } = usePane();
  const isOffline = trouble.kind === "offline";
  return (
    <Frame primary={{ label: isOffline ? m.trouble.retryNow : m.retry, run: onRetry }}>
      {isOffline ? (
        <>
          <div className="note warn" role="alert">
            <WarningRegular fontSize={16} />
            <b>{troubleWords(m, trouble)}</b>
          </div>
          <div className="caption">{w.offlineHint}</div>
        </>
      ) : (
        <div className="empty fault" role="alert">
          <ErrorCircleRegular fontSize={32} />
          <h2 className="title">{w.failedTitle}</h2>
          <div>{trouble.kind === "accident" ? `${m.trouble.inside} ${w.safe}` : troubleWords(m, trouble)}</div>
          {trouble.kind === "accident" && trouble.id && <CopyNumber label={m.trouble.number} number={trouble.id} />}
          {trouble.kind === "accident" && <div className="caption">{m.trouble.tellNumber}</div>}
        </div>
      )}
    </Frame>
  );
}
