/**
 * The self-test: runs what every spreadsheet must do for us in two temporary sheets of the open workbook, and leaves a
 * report for whoever keeps the system. Nothing is sent to the hub.
 */
import { Button, MessageBar, MessageBarBody, ProgressBar } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { inTurn } from "../actions/desk.js";
import { selfTest, type SelfTestReport } from "../host/self-test.js";
import { saveFile } from "../ui/save-file.js";
import { isTrouble } from "../ui/words.js";
import { usePane } from "./pane.js";

export function SelfTest(): ReactNode {
  const { m, desk, setTrouble } = usePane();
  const words = m.selfTest;
  const [progress, setProgress] = useState<readonly [number, number] | null>(null);
  const [report, setReport] = useState<SelfTestReport | null>(null);
  const run = async (): Promise<void> => {
    setReport(null);
    setTrouble(null);
    setProgress([0, 1]);
    const ended = await inTurn(desk, async () => {
      const made = await selfTest(desk.host, {
        program: { userAgent: navigator.userAgent },
        onProgress: (done, all) => setProgress([done, all]),
      });
      return { kind: "selfTested" as const, made };
    });
    setProgress(null);
    if (isTrouble(ended)) setTrouble(ended);
    else setReport(ended.made);
  };
  return (
    <div className="scroll">
      <p>{words.what}</p>
      <Button appearance="primary" disabled={progress !== null} onClick={() => void run()}>
        {words.run}
      </Button>
      {progress && (
        <div role="status">
          <ProgressBar value={progress[0]} max={progress[1]} aria-label={words.title} />
          <div className="caption">{words.running(...progress)}</div>
        </div>
      )}
      {report && <Outcome report={report} />}
    </div>
  );
}

function Outcome({ report }: { readonly report: SelfTestReport }): ReactNode {
  const words = usePane().m.selfTest;
  const asked = report.results.filter(({ state }) => state !== "notHere");
  const failed = asked.filter(({ state }) => state === "failed");
  // What failed is read first.
  const inOrder = [...failed, ...report.results.filter((result) => !failed.includes(result))];
  return (
    <>
      <MessageBar intent={failed.length === 0 ? "success" : "error"} layout="multiline" role="status">
        <MessageBarBody>
          {failed.length === 0 ? words.passed(asked.length) : words.failed(failed.length, asked.length)}
        </MessageBarBody>
      </MessageBar>
      {!report.isRestored && (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{words.notRestored}</MessageBarBody>
        </MessageBar>
      )}
      <Keep text={JSON.stringify(report, null, 2)} name={`xunshu-${report.host}-${report.at.slice(0, 10)}.json`} />
      <ul aria-label={words.title}>
        {inOrder.map(({ code, state, detail }) => (
          <li key={code}>
            <strong>{words.state[state]}</strong> {words.sentences[code]}
            {detail && <div className="caption">{detail}</div>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Some panes give no clipboard and some no downloads: both are offered. */
function Keep({ text, name }: { readonly text: string; readonly name: string }): ReactNode {
  const words = usePane().m.selfTest;
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="row">
      <Button onClick={() => saveFile(new Blob([text], { type: "application/json" }), name)}>{words.download}</Button>
      <Button onClick={() => void copy().catch(() => setCopied(false))}>{words.copy}</Button>
      {copied !== null && <span role="status">{copied ? words.copied : words.notCopied}</span>}
    </div>
  );
}
