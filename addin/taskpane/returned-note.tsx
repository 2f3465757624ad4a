/** Why a report came back, where its figures are mended: beside the workbook, the edits and the selected cell. */
import { Button } from "@fluentui/react-components";
import { ArrowUndoRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { FigureKey } from "../hub/hub.js";
import type { Report } from "../hub/reports.js";
import { periodLabel } from "../sheet/period-label.js";
import { reportsEn, reportsZh, type ReportWords } from "../ui/messages/reports.js";
import { usePane } from "./pane.js";
import { useReturned } from "./use-returned.js";

/** The others are in their list. */
const MOST_SHOWN = 2;

/** A correction that was ordered comes back without ever having been sent. */
const isOrdered = ({ correction, submittedAt }: Report): boolean => correction > 1 && submittedAt === null;

export const reasonWords = (w: ReportWords, report: Report): string =>
  (isOrdered(report) ? w.toCorrect : w.returned)(report.returnReason ?? "");

/** Those of the chosen organization, with the way to sending them again. */
export function ReturnedNotes(): ReactNode {
  const { desk, m, organization, go } = usePane();
  const reports = useReturned(desk, true).filter((report) => report.organization.code === organization?.code);
  const w = m.language === "zh-CN" ? reportsZh : reportsEn;
  if (reports.length === 0) return null;
  return (
    <section className="note warn returned" aria-label={w.returnedTitle("", "").trim()}>
      <ArrowUndoRegular fontSize={16} />
      <div className="grow">
        {reports.slice(0, MOST_SHOWN).map((report) => (
          <div key={report.id}>
            <b>{titleWords(w, report, m.language)}</b>
            <div>{reasonWords(w, report)}</div>
          </div>
        ))}
        {reports.length > MOST_SHOWN && <div>{w.returnedMore(reports.length - MOST_SHOWN)}</div>}
        <div className="row wrap between">
          <span>{w.mendHint}</span>
          <Button size="small" onClick={() => go({ at: "reports" })}>
            {w.toReports}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Above the strip of a selected figure whose report came back. */
export function ReturnedStrip({ figure }: { readonly figure: FigureKey }): ReactNode {
  const { desk, m } = usePane();
  const w = m.language === "zh-CN" ? reportsZh : reportsEn;
  const report = useReturned(desk).find(
    ({ organization, period }) => organization.code === figure.organization && period === figure.period,
  );
  if (!report) return null;
  return (
    <div className="strip told back" role="status">
      <ArrowUndoRegular fontSize={16} />
      <span className="grow">{reasonWords(w, report)}</span>
    </div>
  );
}

function titleWords(w: ReportWords, report: Report, language: string): string {
  const period = periodLabel(report.period, language === "zh-CN" ? "zh" : "en");
  return (isOrdered(report) ? w.toCorrectTitle : w.returnedTitle)(report.form.name, period);
}
