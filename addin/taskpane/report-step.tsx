/** One step of a report, thought over: what it does, the reason or note, and for a report that is sent what is not sent yet. */
import { Button, Checkbox, Field, MessageBar, MessageBarBody, Textarea } from "@fluentui/react-components";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { Trouble } from "../actions/desk.js";
import { type LostTry, moveReport, needsReason, type ReportLine } from "../actions/reports.js";
import { findUnsent, type Unsent } from "../actions/unsent.js";
import type { ReportStep } from "../hub/reports.js";
import { periodLabel } from "../sheet/period-label.js";
import type { ReportWords } from "../ui/messages/reports.js";
import { findingWords, isTrouble, troubleWords } from "../ui/words.js";
import { Frame } from "./frame.js";
import { usePane } from "./pane.js";

/** A step that is being thought over. */
export interface AskedStep {
  readonly step: ReportStep;
  readonly line: ReportLine;
}

export interface EndedStep {
  readonly intent: "success" | "warning";
  readonly words: string;
}

interface StepFormProps {
  readonly asked: AskedStep;
  readonly words: ReportWords;
  readonly onGivenUp: () => void;
  readonly onEnded: (said: EndedStep) => void;
}

/** What holds a report up: edited figures of its own always, rows until somebody says that they do not concern it. */
const holdsUp = ({ cells, rows, lost }: Unsent, withoutRows: boolean): boolean =>
  cells > 0 || (!withoutRows && (rows > 0 || lost.length > 0));

export function StepForm({ asked: { step, line }, words: w, onGivenUp, onEnded }: StepFormProps): ReactNode {
  const { desk, m, pending } = usePane();
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isWorking, setWorking] = useState(false);
  const [unsent, setUnsent] = useState<Unsent | Trouble | null>(null);
  const [withoutRows, setWithoutRows] = useState(false);
  const lost = useRef<LostTry | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isSending = step === "SUBMIT";
  const isWordy = isSending || needsReason(step);
  const period = periodLabel(line.period, m.language === "zh-CN" ? "zh" : "en");

  const look = useCallback(
    () => findUnsent(desk, { organization: line.organization.code, period: line.period }),
    [desk, line],
  );
  // Every edit that is found, sent or undone meanwhile makes a new list of them.
  useEffect(() => {
    if (!isSending) return;
    let isGone = false;
    void look().then((found) => !isGone && setUnsent(found));
    return () => {
      isGone = true;
    };
  }, [isSending, look, pending]);
  useEffect(() => (field.current ?? heading.current)?.focus(), []);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      onGivenUp();
    };
    document.addEventListener("keydown", press, { capture: true });
    return () => document.removeEventListener("keydown", press, { capture: true });
  }, [onGivenUp]);

  const isKnown = !isSending || (unsent !== null && !isTrouble(unsent));
  const isHeld = isSending && unsent?.kind === "unsent" && holdsUp(unsent, withoutRows);
  const run = async (): Promise<void> => {
    if (isWorking) return;
    if (needsReason(step) && text.trim() === "") {
      field.current?.focus();
      return setFault(w.reasonMissing);
    }
    setWorking(true);
    setFault(null);
    // Somebody may have typed since the last look.
    const now = isSending ? await look() : null;
    if (now !== null) setUnsent(now);
    if (now !== null && (now.kind !== "unsent" || holdsUp(now, withoutRows))) return setWorking(false);
    const taken = await moveReport(desk, { step, report: line, words: text }, lost.current);
    lost.current = taken.lost;
    setWorking(false);
    const { ended } = taken;
    if (isTrouble(ended)) setFault(`${troubleWords(m, ended)}${taken.lost ? ` ${w.tryAgain}` : ""}`);
    else if (ended.kind === "refused")
      setFault(ended.findings.map((finding) => findingWords(m, finding, line.form.name)).join(" "));
    else if (ended.kind === "overtaken")
      onEnded({ intent: "warning", words: ended.afterLost ? w.overtakenAfterLost : w.overtaken });
    else onEnded({ intent: "success", words: w.moved(w.steps[step], line.form.name, period) });
  };
  return (
    <Frame
      withoutStrip
      primary={{
        label: isWorking ? w.working : w.steps[step],
        run: () => void run(),
        disabled: isWorking || !isKnown || isHeld,
      }}
      secondary={
        <Button data-back onClick={onGivenUp}>
          {w.cancel}
        </Button>
      }
    >
      <h2 className="title" tabIndex={-1} ref={heading}>
        {line.organization.name} · {line.form.name} {period}
      </h2>
      <div>{w.asks[step]}</div>
      {isSending && <UnsentFirst unsent={unsent} words={w} withoutRows={withoutRows} onWithoutRows={setWithoutRows} />}
      {isWordy && (
        <Field
          label={needsReason(step) ? w.reason : w.noteField}
          required={needsReason(step)}
          {...(fault !== null && { validationMessage: fault })}
        >
          <Textarea
            textarea={{ ref: field }}
            value={text}
            resize="vertical"
            onChange={(_, data) => setText(data.value)}
          />
        </Field>
      )}
      {fault !== null && !isWordy && (
        <div className="note bad" role="alert">
          {fault}
        </div>
      )}
    </Frame>
  );
}

interface UnsentFirstProps {
  readonly unsent: Unsent | Trouble | null;
  readonly words: ReportWords;
  readonly withoutRows: boolean;
  readonly onWithoutRows: (checked: boolean) => void;
}

/** What of the workbook would be missing in the report; said also while that is not known yet. */
function UnsentFirst({ unsent, words: w, withoutRows, onWithoutRows }: UnsentFirstProps): ReactNode {
  const { m, go } = usePane();
  if (unsent === null)
    return (
      <div className="caption" role="status">
        {w.looksUnsent}
      </div>
    );
  if (unsent.kind !== "unsent") return <div role="alert">{troubleWords(m, unsent)}</div>;
  const { cells, unanswered, rows, lost, elsewhere } = unsent;
  const isAboutRows = rows > 0 || lost.length > 0;
  return (
    <div aria-live="polite" className="stacked">
      {(cells > 0 || isAboutRows) && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {cells > 0 && <div>{w.unsent(cells)}</div>}
            {unanswered > 0 && <div>{w.unanswered(unanswered)}</div>}
            {rows > 0 && <div>{w.unsentRows(rows)}</div>}
            {lost.length > 0 && <div>{w.lostTables(lost.join("”“"))}</div>}
            <Button size="small" onClick={() => go({ at: "tab", tab: "pending" })}>
              {w.toPending}
            </Button>
          </MessageBarBody>
        </MessageBar>
      )}
      {isAboutRows && (
        <Checkbox
          label={w.withoutRows}
          checked={withoutRows}
          onChange={(_, data) => onWithoutRows(data.checked === true)}
        />
      )}
      {elsewhere > 0 && <div className="caption">{w.elsewhere(elsewhere)}</div>}
    </div>
  );
}
