/** What became of a report that somebody filled in without the add-in: what went in, and each cell that did not. */
import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { TakenReport } from "../hub/hub.js";
import { Frame } from "./frame.js";
import { usePane } from "./pane.js";

export function Taken({
  report,
  onAnother,
}: {
  readonly report: TakenReport;
  readonly onAnother: () => void;
}): ReactNode {
  const { m, go } = usePane();
  const { written, replayed } = report.receipt;
  const isWhole = report.troubles.length === 0;
  return (
    <Frame
      primary={{ label: m.intake.refresh, run: () => go({ at: "tab", tab: "home" }) }}
      secondary={<Button onClick={onAnother}>{m.intake.another}</Button>}
    >
      <MessageBar intent={isWhole ? "success" : "warning"} layout="multiline" role="status">
        <MessageBarBody>
          {m.intake.taken(written, report.untouched, report.troubles.length)} {replayed && m.intake.replayed}
        </MessageBarBody>
      </MessageBar>
      <ul className="list" aria-label={m.intake.troubles}>
        {report.troubles.map(({ cell, zh, en }, index) => (
          <li key={`${cell} ${index}`}>
            <span className="addr">{cell}</span> {m.language === "zh-CN" ? zh : en}
          </li>
        ))}
      </ul>
    </Frame>
  );
}
