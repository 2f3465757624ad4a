/** What a sending answered: the receipt with what was written and under which batch. */
import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { SendDone } from "../actions/send.js";
import { localMinute } from "../sheet/words.js";
import { Frame } from "./frame.js";
import { usePane } from "./pane.js";
import { ShowMore, useShown } from "./show-more.js";

/** The receipt: what was written, under which batch, and whether the hub had it already. */
export function Receipt({ report, onClose }: { readonly report: SendDone; readonly onClose: () => void }): ReactNode {
  const { m } = usePane();
  const { shown, more, onMore } = useShown(report.cells);
  return (
    <Frame primary={{ label: m.close, run: onClose }}>
      <section role="status" aria-live="polite" className="card">
        <MessageBar intent={report.refused + report.conflicts === 0 ? "success" : "warning"} layout="multiline">
          <MessageBarBody>
            {m.pending.sentTitle(report.written, report.unchanged)}{" "}
            {m.pending.sentDetail(report.conflicts, report.refused)}
          </MessageBarBody>
        </MessageBar>
        {report.replayed && <div>{m.pending.replayed}</div>}
        <div className="caption">
          {m.pending.batch} <span className="addr">{report.batchIds.at(-1)?.slice(-9)}</span>{" "}
          {localMinute(report.receivedAt)}
        </div>
      </section>
      <ul className="list">
        {shown.map(({ cell, outcome }) => (
          <li key={cell.id}>
            <div className="row">
              <span aria-hidden="true">{outcome === "WRITTEN" || outcome === "UNCHANGED" ? "✓" : "✕"}</span>
              <span className="addr">{cell.address.split("!").at(-1)}</span>
              <span className="grow">
                {cell.organizationName} · {cell.indicatorName}
              </span>
              <span className="num">{cell.typed}</span>
            </div>
          </li>
        ))}
      </ul>
      <ShowMore more={more} onMore={onMore} />
    </Frame>
  );
}
