/** The second step: a filled workbook is looked at or sent, and what became of it is told by cell. */
import { Button, MessageBar, MessageBarBody, Spinner } from "@fluentui/react-components";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import type { BookSending, Failure, TakenReport } from "../hub/hub.js";
import { TakenBook } from "../ui/taken-book.js";
import { failureWords, useTools } from "./tools.js";

interface Taken {
  readonly report: TakenReport;
  readonly isLook: boolean;
}

export function SendBook(): ReactNode {
  const { hub, w } = useTools();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const choose = (chosen: File | undefined): void => {
    if (!chosen) return;
    setFile(chosen);
    setTaken(null);
    setFailure(null);
  };
  const send = async (how: BookSending): Promise<void> => {
    if (!file || isBusy) return;
    setBusy(true);
    setFailure(null);
    const answer = await hub.sendBook(file, file.name, how);
    setBusy(false);
    if (answer.kind === "ok") setTaken({ report: answer.data, isLook: how.dryRun });
    else setFailure(answer);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    choose(event.dataTransfer.files[0]);
  };
  return (
    <section aria-label={w.send}>
      <h2>{w.send}</h2>
      <div className="offline-drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <Button onClick={() => input.current?.click()}>{w.choose}</Button>
        <div className="caption">{file ? w.chosen(file.name) : w.drop}</div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx"
          aria-label={w.choose}
          onChange={(event) => {
            choose(event.target.files?.[0]);
            // The same file, changed and saved, may be chosen again.
            event.target.value = "";
          }}
        />
      </div>
      {file && (
        <div className="row">
          <Button disabledFocusable={isBusy} onClick={() => void send({ dryRun: true, choices: {} })}>
            {w.look}
          </Button>
          <Button
            appearance="primary"
            disabledFocusable={isBusy}
            onClick={() => void send({ dryRun: false, choices: {} })}
          >
            {w.write}
          </Button>
          {isBusy && <Spinner size="tiny" label={w.busy} />}
        </div>
      )}
      {failure && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{failureWords(w, failure)}</MessageBarBody>
        </MessageBar>
      )}
      {taken && (
        <div aria-label={taken.isLook ? w.looked : w.written}>
          <h3>{taken.isLook ? w.looked : w.written}</h3>
          <TakenBook
            {...{ ...taken, words: w, isBusy }}
            {...(!taken.isLook && {
              onSettle: (choices: BookSending["choices"]) => void send({ dryRun: false, choices }),
            })}
          />
        </div>
      )}
    </section>
  );
}
