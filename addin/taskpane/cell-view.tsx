/** 单元格: 来历 (every version) and 出处 (how it is counted, from which files and rows, against which target). */
import { Button, Tab, TabList } from "@fluentui/react-components";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import {
  type CellReport,
  cellHistory,
  cellOrigin,
  describeCell,
  goToCell,
  type HistoryReport,
  type OriginReport,
} from "../actions/cell.js";
import { drillToSheet } from "../actions/drill.js";
import type { FigureKey, FigureRevision } from "../hub/hub.js";
import { periodLabel } from "../sheet/period-label.js";
import { parseAddress } from "../sheet/place.js";
import { localMinute } from "../sheet/words.js";
import type { Messages } from "../ui/messages/zh-cn.js";
import { isTrouble, numberWords, sourceSign, troubleWords } from "../ui/words.js";
import { Frame, Waiting } from "./frame.js";
import { usePane } from "./pane.js";

interface CellViewProps {
  readonly figure: FigureKey;
  readonly address: string;
  readonly title: string;
}

export function CellView({ figure, address, title }: CellViewProps): ReactNode {
  const { desk, m } = usePane();
  const [tab, setTab] = useState<"history" | "origin">("history");
  const [history, setHistory] = useState<HistoryReport | null>(null);
  const [origin, setOrigin] = useState<OriginReport | null>(null);
  const [cell, setCell] = useState<CellReport | null>(null);
  const place = useMemo(() => parseAddress(address), [address]);
  useEffect(() => {
    let isGone = false;
    setHistory(null);
    setOrigin(null);
    if (place) void describeCell(desk, place).then((report) => !isGone && setCell(report));
    void cellHistory(desk, figure).then((report) => !isGone && setHistory(report));
    void cellOrigin(desk, figure).then((report) => !isGone && setOrigin(report));
    return () => {
      isGone = true;
    };
  }, [desk, figure, place]);
  const known = cell?.kind === "figure" ? cell.known : null;
  const copy = (): void => {
    const text = tab === "history" ? historyText(history, m) : originText(origin, m);
    void navigator.clipboard?.writeText(`${title} ${address}\n${text}`).catch(() => undefined);
  };
  return (
    <Frame
      secondary={
        <>
          {place && (
            <Button className="primary" onClick={() => void goToCell(desk, place)}>
              {m.goToCell(address.split("!").at(-1) ?? address)}
            </Button>
          )}
          <Button className="primary" onClick={copy}>
            {tab === "history" ? m.cell.copyHistory : m.cell.copyOrigin}
          </Button>
        </>
      }
    >
      <h2 className="title">{title}</h2>
      <div className="row wrap">
        {known && <span className="big">{numberWords(known.value, m)}</span>}
        <span className="caption">
          {cell?.kind === "figure" && cell.unit} {periodLabel(figure.period, m.language === "zh-CN" ? "zh" : "en")}
        </span>
        <span className="addr">{address}</span>
        {known && <span className="tag quiet">{sourceSign(m, known.source)}</span>}
      </div>
      {known?.status === "LOCKED" && <div className="note">{m.finding.LOCKED(address)}</div>}
      <TabList size="small" selectedValue={tab} onTabSelect={(_, data) => setTab(data.value as typeof tab)}>
        <Tab value="history">{m.cell.history}</Tab>
        <Tab value="origin">{m.cell.origin}</Tab>
      </TabList>
      {tab === "history" ? <History report={history} /> : <Origin report={origin} figure={figure} title={title} />}
    </Frame>
  );
}

function History({ report }: { readonly report: HistoryReport | null }): ReactNode {
  const { m } = usePane();
  if (!report) return <Waiting label={m.connecting} />;
  if (isTrouble(report)) return <div role="alert">{troubleWords(m, report)}</div>;
  if (report.revisions.length === 0) return <div>{m.cell.noHistory}</div>;
  return (
    <>
      <ul className="list" aria-label={m.cell.history}>
        {report.revisions.map((revision, index) => (
          <li key={revision.version} className="line">
            <div className="row between">
              <span className="num">
                <span className="was">{beforeWords(report.revisions, index, m)}</span> →{" "}
                {numberWords(revision.value, m)}
              </span>
              <span className="caption">{localMinute(revision.changedAt)}</span>
            </div>
            <div>
              {revision.changedBy} <span className="tag quiet">{sourceSign(m, revision.source)}</span>
            </div>
            {revision.reason && <div>{revision.reason}</div>}
            {revision.place && <div className="caption">{revision.place}</div>}
          </li>
        ))}
      </ul>
      <div className="caption">{m.cell.kept}</div>
    </>
  );
}

/** What stood there before; of the oldest version the hub tells, nothing typed did. */
function beforeWords(revisions: readonly FigureRevision[], index: number, m: Messages): string {
  const before = revisions[index + 1];
  return before ? numberWords(before.value, m) : m.cell.notReported;
}

function historyText(report: HistoryReport | null, m: Messages): string {
  if (report?.kind !== "history") return "";
  return report.revisions
    .map((revision, index) => {
      const { value, changedAt, changedBy, reason, place } = revision;
      const line = `${beforeWords(report.revisions, index, m)} → ${numberWords(value, m)}`;
      return [line, localMinute(changedAt), changedBy, reason ?? "", place ?? ""].join("\t");
    })
    .join("\n");
}

function originText(report: OriginReport | null, m: Messages): string {
  if (report?.kind !== "origin") return "";
  const { explanation, explanationEn, imports } = report.origin;
  const files = imports.map(
    ({ file, sheet, fromRow, toRow, rows }) => `${file}\t${m.cell.importLine(sheet, fromRow, toRow, rows)}`,
  );
  return [m.language === "zh-CN" ? explanation : explanationEn, ...files].join("\n");
}

/** The way from the number to a sheet with the rows behind it. */
function ToSheet(props: { readonly figure: FigureKey; readonly title: string; readonly rows: number }): ReactNode {
  const { desk, m, setTrouble } = usePane();
  const [said, setSaid] = useState<string | null>(null);
  const drill = async (): Promise<void> => {
    const period = periodLabel(props.figure.period);
    const report = await drillToSheet(desk, props.figure, `${props.title} · ${period}`);
    if (isTrouble(report)) setTrouble(report);
    else
      setSaid(
        report.kind === "drilled" ? m.cell.drilled(report.rows, report.total, report.place.sheet) : m.cell.noRows,
      );
  };
  return (
    <div className="row wrap">
      <Button size="small" onClick={() => void drill()}>
        {m.cell.toSheet(props.rows)}
      </Button>
      {said && <span role="status">{said}</span>}
    </div>
  );
}

function Origin(props: {
  readonly report: OriginReport | null;
  readonly figure: FigureKey;
  readonly title: string;
}): ReactNode {
  const { report, figure, title } = props;
  const { m } = usePane();
  if (!report) return <Waiting label={m.connecting} />;
  if (isTrouble(report)) return <div role="alert">{troubleWords(m, report)}</div>;
  const { origin, progress } = report;
  return (
    <>
      <h3 className="section">{m.cell.how}</h3>
      <div>{m.language === "zh-CN" ? origin.explanation : origin.explanationEn}</div>
      <h3 className="section">{m.cell.from}</h3>
      <div className="caption">{m.cell.rows(origin.total)}</div>
      {origin.total > 0 && <ToSheet figure={figure} title={title} rows={origin.total} />}
      {origin.imports.map((one) => (
        <div key={`${one.importId}${one.sheet}${one.fromRow}`} className="card">
          <div className="num">{one.file}</div>
          <div className="caption">{m.cell.importLine(one.sheet, one.fromRow, one.toRow, one.rows)}</div>
          <div className="caption">
            {one.by} {localMinute(one.at)}
          </div>
        </div>
      ))}
      <ul className="list" aria-label={m.cell.from}>
        {origin.rows.slice(0, 20).map((row) => (
          <li key={row.id}>
            <span>{row.label}</span>
            {row.place && <span className="caption">{row.place}</span>}
          </li>
        ))}
      </ul>
      {progress && progress.state !== "NO_TARGET" && (
        <>
          <h3 className="section">{m.cell.target}</h3>
          <div className="quote">
            {progress.state === "PENDING"
              ? m.cell.pendingTarget
              : m.cell.progress(
                  numberWords(progress.actual, m),
                  `${progress.comparator ?? ""} ${numberWords(progress.target, m)}`,
                )}
            {progress.quote && <div>“{progress.quote}”</div>}
            {progress.documentName && <div className="caption">{progress.documentName}</div>}
          </div>
        </>
      )}
    </>
  );
}
