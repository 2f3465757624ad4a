/** One row of a register: every change of it, newest first, with who, when, and from what to what. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useEffect, useState } from "react";
import { goToCell, rowHistory, type RowHistoryReport } from "../actions/cell.js";
import { parseAddress } from "../sheet/place.js";
import { localMinute } from "../sheet/words.js";
import { isTrouble, troubleWords } from "../ui/words.js";
import { Frame, Waiting } from "./frame.js";
import { usePane } from "./pane.js";

export function RowView(props: { readonly id: string; readonly address: string; readonly title: string }): ReactNode {
  const { id, address, title } = props;
  const { desk, m } = usePane();
  const [report, setReport] = useState<RowHistoryReport | null>(null);
  const place = parseAddress(address);
  useEffect(() => {
    let isGone = false;
    setReport(null);
    void rowHistory(desk, id).then((done) => !isGone && setReport(done));
    return () => {
      isGone = true;
    };
  }, [desk, id]);
  return (
    <Frame
      secondary={
        place && (
          <Button className="primary" onClick={() => void goToCell(desk, place)}>
            {m.goToCell(address.split("!").at(-1) ?? address)}
          </Button>
        )
      }
    >
      <h2 className="title">{title}</h2>
      <h3 className="section">{m.cell.history}</h3>
      <Revisions report={report} />
    </Frame>
  );
}

function Revisions({ report }: { readonly report: RowHistoryReport | null }): ReactNode {
  const { m } = usePane();
  if (!report) return <Waiting label={m.connecting} />;
  if (isTrouble(report)) return <div role="alert">{troubleWords(m, report)}</div>;
  if (report.revisions.length === 0) return <div>{m.cell.noRowHistory}</div>;
  return (
    <>
      <ul className="list" aria-label={m.cell.history}>
        {report.revisions.map((revision) => (
          <li key={`${revision.version} ${revision.at}`} className="line">
            <div className="row between">
              <span className="num">{m.cell.operation(revision.operation)}</span>
              <span className="caption">{localMinute(revision.at)}</span>
            </div>
            <div>{revision.by}</div>
            {revision.reason && (
              <div style={{ overflowWrap: "anywhere" }}>
                {m.pending.reasonIs} {revision.reason}
              </div>
            )}
            {revision.file && <div className="caption">{m.cell.fromFile(revision.file)}</div>}
            {revision.changes.map(({ field, label, before, after }) => (
              <div key={field} className="caption">
                {m.cell.changed(label, shown(before, m.noValue), shown(after, m.noValue))}
              </div>
            ))}
          </li>
        ))}
      </ul>
      <div className="caption">{m.cell.kept}</div>
    </>
  );
}

/** A value of the log in one line. */
function shown(value: unknown, blank: string): string {
  if (value === null || value === undefined || value === "") return blank;
  return typeof value === "string" ? value : JSON.stringify(value);
}
