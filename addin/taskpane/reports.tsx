/** 报送与审核: how each report of the organization stands, why one came back, what waits for me, and the steps I may take. */
import { Button, Field, MessageBar, MessageBarBody, Textarea } from "@fluentui/react-components";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { moveReport, needsReason, type ReportLine, readReports, type ReportsReport } from "../actions/reports.js";
import type { ReportStep } from "../hub/reports.js";
import { periodLabel } from "../sheet/period-label.js";
import { localMinute } from "../sheet/words.js";
import { reportsEn, reportsZh, type ReportWords } from "../ui/messages/reports.js";
import { findingWords, isTrouble, troubleWords } from "../ui/words.js";
import { Frame, Waiting } from "./frame.js";
import { usePane } from "./pane.js";

/** A step that is being thought over. Its number stays the same until it is done or given up. */
interface Asked {
  readonly step: ReportStep;
  readonly line: ReportLine;
  readonly batchId: string;
}

export function ReportsView(): ReactNode {
  const { desk, m, organization } = usePane();
  const w = m.language === "zh-CN" ? reportsZh : reportsEn;
  const [report, setReport] = useState<ReportsReport | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState<{ readonly intent: "success" | "warning"; readonly words: string } | null>(null);

  const code = organization?.code;
  const look = useCallback(async (): Promise<void> => {
    if (code !== undefined) setReport(await readReports(desk, code));
  }, [desk, code]);
  useEffect(() => {
    setReport(null);
    void look();
  }, [look]);

  if (!report || !organization) return <Frame>{<Waiting label={m.connecting} />}</Frame>;
  if (isTrouble(report))
    return (
      <Frame primary={{ label: m.retry, run: () => void look() }}>
        <div role="alert">{troubleWords(m, report)}</div>
      </Frame>
    );
  if (asked)
    return (
      <StepForm
        asked={asked}
        words={w}
        onGivenUp={() => setAsked(null)}
        onEnded={(ended) => {
          setAsked(null);
          setSaid(ended);
          void look();
        }}
      />
    );
  const ask = (step: ReportStep, line: ReportLine): void => {
    setSaid(null);
    setAsked({ step, line, batchId: desk.newId() });
  };
  return (
    <Frame>
      <div aria-live="polite">
        {said && (
          <MessageBar intent={said.intent} layout="multiline">
            <MessageBarBody>{said.words}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <h2 className="title">{w.own(organization.name)}</h2>
      {report.own.length === 0 && <div className="caption">{w.none}</div>}
      <Lines label={w.own(organization.name)} lines={report.own} words={w} onAsk={ask} />
      <h2 className="title">{w.waiting}</h2>
      {report.waiting.length === 0 && <div className="caption">{w.noneWaiting}</div>}
      <Lines label={w.waiting} lines={report.waiting} words={w} onAsk={ask} isOthers />
    </Frame>
  );
}

interface LinesProps {
  readonly label: string;
  readonly lines: readonly ReportLine[];
  readonly words: ReportWords;
  readonly onAsk: (step: ReportStep, line: ReportLine) => void;
  readonly isOthers?: boolean;
}

function Lines({ label, lines, words: w, onAsk, isOthers = false }: LinesProps): ReactNode {
  const { m } = usePane();
  const language = m.language === "zh-CN" ? "zh" : "en";
  if (lines.length === 0) return null;
  return (
    <ul className="list" aria-label={label}>
      {lines.map((line) => {
        const period = periodLabel(line.period, language);
        return (
          <li key={line.id} className="line">
            <div className="row between">
              <span className="grow">
                {isOthers && <b>{line.organization.name} </b>}
                {line.form.name} {period}
              </span>
              <span className={`tag ${tagOf(line.status)}`}>{line.statusLabel ?? line.status}</span>
            </div>
            <Course line={line} words={w} />
            {line.status === "returned" && line.returnReason && (
              <div className="note warn">{w.returned(line.returnReason)}</div>
            )}
            {line.note && <div className="caption">{w.note(line.note)}</div>}
            {line.steps.length > 0 && (
              <div className="row wrap">
                {line.steps.map((step) => (
                  <Button
                    key={step}
                    size="small"
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
      })}
    </ul>
  );
}

const TAGS: Readonly<Record<string, string>> = { returned: "refused", approved: "good", locked: "good" };
const tagOf = (status: string): string => TAGS[status] ?? "quiet";

/** Who did what when; of a report that nobody sent yet, when it is due. */
function Course({ line, words: w }: { readonly line: ReportLine; readonly words: ReportWords }): ReactNode {
  const done = [
    line.submittedBy && line.submittedAt && w.submitted(line.submittedBy, localMinute(line.submittedAt)),
    line.reviewedBy && line.reviewedAt && w.reviewed(line.reviewedBy, localMinute(line.reviewedAt)),
    line.approvedBy && line.approvedAt && w.approved(line.approvedBy, localMinute(line.approvedAt)),
  ].filter((part) => part !== null && part !== "");
  return (
    <div className="caption">
      {line.correction > 1 && `${w.correction(line.correction)} · `}
      {line.dueOn && `${w.due(line.dueOn)}${done.length > 0 ? " · " : ""}`}
      {done.join(" · ")}
    </div>
  );
}

interface StepFormProps {
  readonly asked: Asked;
  readonly words: ReportWords;
  readonly onGivenUp: () => void;
  readonly onEnded: (said: { readonly intent: "success" | "warning"; readonly words: string }) => void;
}

function StepForm({ asked: { step, line, batchId }, words: w, onGivenUp, onEnded }: StepFormProps): ReactNode {
  const { desk, m, pending, go } = usePane();
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isWorking, setWorking] = useState(false);
  const period = periodLabel(line.period, m.language === "zh-CN" ? "zh" : "en");
  const unsent = step === "SUBMIT" ? (pending?.cells.length ?? 0) : 0;

  const run = async (): Promise<void> => {
    if (isWorking) return;
    if (needsReason(step) && text.trim() === "") return setFault(w.reasonMissing);
    setWorking(true);
    setFault(null);
    const ended = await moveReport(desk, { step, report: line, words: text, batchId });
    setWorking(false);
    if (isTrouble(ended)) setFault(troubleWords(m, ended));
    else if (ended.kind === "refused")
      setFault(ended.findings.map((finding) => findingWords(m, finding, line.form.name)).join(" "));
    else if (ended.kind === "overtaken") onEnded({ intent: "warning", words: w.overtaken });
    else onEnded({ intent: "success", words: w.moved(w.steps[step], line.form.name, period) });
  };
  return (
    <Frame
      withoutStrip
      primary={{
        label: isWorking ? w.working : w.steps[step],
        run: () => void run(),
        disabled: isWorking || unsent > 0,
      }}
      secondary={
        <Button data-back onClick={onGivenUp}>
          {w.cancel}
        </Button>
      }
    >
      <h2 className="title">
        {line.organization.name} · {line.form.name} {period}
      </h2>
      <div>{w.asks[step]}</div>
      {unsent > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {w.unsent(unsent)}{" "}
            <Button size="small" onClick={() => go({ at: "tab", tab: "pending" })}>
              {w.toPending}
            </Button>
          </MessageBarBody>
        </MessageBar>
      )}
      {(needsReason(step) || step === "SUBMIT") && (
        <Field
          label={needsReason(step) ? w.reason : w.noteField}
          required={needsReason(step)}
          {...(fault !== null && { validationMessage: fault })}
        >
          <Textarea value={text} resize="vertical" onChange={(_, data) => setText(data.value)} />
        </Field>
      )}
      {fault !== null && !(needsReason(step) || step === "SUBMIT") && <div role="alert">{fault}</div>}
    </Frame>
  );
}
