/** What became of an insertion, said below what was asked. */
import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef } from "react";
import { goToCell } from "../actions/cell.js";
import type { InsertReport } from "../actions/insert.js";
import type { RegisterReport } from "../actions/register.js";
import { readableAddress } from "../sheet/place.js";
import { findingWords, isTrouble } from "../ui/words.js";
import { usePane } from "./pane.js";
import { useQueryWords } from "./use-query-words.js";

/** Brought into view: it stands below a long form, and whoever pressed the button looks for it. */
export function Inserted({ report }: { readonly report: InsertReport | RegisterReport }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: "nearest" });
  }, [report]);
  return (
    <div ref={place}>
      <Said report={report} />
    </div>
  );
}

function Said({ report }: { readonly report: InsertReport | RegisterReport }): ReactNode {
  const { desk, m } = usePane();
  const w = useQueryWords();
  if (isTrouble(report)) return null;
  if (report.kind === "inserted" || report.kind === "insertedRegister") {
    const problems = report.kind === "inserted" ? report.problems : [];
    const where = readableAddress(report.place);
    return (
      <MessageBar intent={problems.length === 0 ? "success" : "warning"} layout="multiline" aria-live="polite">
        <MessageBarBody>
          {report.kind === "inserted"
            ? m.query.inserted(report.cells, where)
            : w.insertedRows(report.rows, report.total, where)}
          <Button size="small" appearance="transparent" onClick={() => void goToCell(desk, report.place)}>
            {m.query.goToTable}
          </Button>
          {problems.slice(0, 5).map((finding) => (
            <div key={finding.code + (finding.message ?? "")}>{findingWords(m, finding, "")}</div>
          ))}
        </MessageBarBody>
      </MessageBar>
    );
  }
  const said =
    report.code === "PLACE_NOT_EMPTY"
      ? m.query.placeNotEmpty(readableAddress(report.place))
      : report.code === "TOO_MANY_CELLS"
        ? m.query.tooMany(report.cells, report.most)
        : m.query.nothingChosen;
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{said}</MessageBarBody>
    </MessageBar>
  );
}
