/** What became of a workbook that somebody filled in without the add-in: what went in, each cell that did not, what clashes. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { BookSending, TakenReport } from "../hub/hub.js";
import { offlineEn, offlineZh } from "../ui/messages/offline.js";
import { TakenBook } from "../ui/taken-book.js";
import { Frame } from "./frame.js";
import { usePane } from "./pane.js";

interface TakenProps {
  readonly report: TakenReport;
  /** Sent again with what was chosen. */
  readonly file: File | null;
  readonly onAnother: () => void;
}

export function Taken({ report, file, onAnother }: TakenProps): ReactNode {
  const { desk, m, go, setTrouble } = usePane();
  const [latest, setLatest] = useState(report);
  const [isBusy, setBusy] = useState(false);
  const settle = async (book: File, choices: BookSending["choices"]): Promise<void> => {
    setBusy(true);
    const answer = await desk.hub.sendBook(book, book.name, { dryRun: false, choices });
    setBusy(false);
    setTrouble(answer.kind === "ok" ? null : answer);
    if (answer.kind === "ok") setLatest(answer.data);
  };
  return (
    <Frame
      primary={{ label: m.intake.refresh, run: () => go({ at: "tab", tab: "home" }) }}
      secondary={<Button onClick={onAnother}>{m.intake.another}</Button>}
    >
      <TakenBook
        report={latest}
        isLook={false}
        words={m.language === "zh-CN" ? offlineZh : offlineEn}
        isBusy={isBusy}
        {...(file && { onSettle: (choices: BookSending["choices"]) => void settle(file, choices) })}
      />
    </Frame>
  );
}
