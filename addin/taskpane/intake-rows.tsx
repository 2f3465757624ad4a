/** The look before writing: how many rows are new, changed, the same or refused, and why the refused ones are. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Trouble } from "../actions/desk.js";
import { importRows, placeOfFinding, refusedReport } from "../actions/intake.js";
import { goToSent } from "../actions/intake-sheet.js";
import type { ImportRow, RowOutcome } from "../hub/hub.js";
import type { SentSheet } from "../sheet/intake-marks.js";
import type { Place } from "../sheet/place.js";
import { saveFile } from "../ui/save-file.js";
import { findingWords, isTrouble, troubleWords } from "../ui/words.js";
import { usePane } from "./pane.js";
import type { Look } from "./use-intake.js";

const ROWS_PER_PAGE = 50;

interface IntakeRowsProps {
  readonly look: Look;
  /** What is selected in the sheet; its row is shown. */
  readonly pointed: Place | null;
}

export function IntakeRows({ look, pointed }: IntakeRowsProps): ReactNode {
  const { m } = usePane();
  const { import: staged, receipt } = look;
  const { counts } = staged;
  const tiles = [
    ["＋", m.intake.counts.new, counts.new, "new"],
    ["↻", m.intake.counts.changed, counts.changed, "changed"],
    ["＝", m.intake.counts.unchanged, counts.unchanged, "same"],
    ["✕", m.intake.counts.refused, counts.refused, "refused"],
  ] as const;
  return (
    <>
      <div className="counts" aria-live="polite">
        {tiles.map(([sign, label, count, look]) => (
          <div key={label} className={`tile ${look}`} role="group" aria-label={`${label} ${count}`}>
            <b>{count}</b>
            <span className="caption">
              {sign} {label}
            </span>
          </div>
        ))}
      </div>
      <div className="caption">
        {m.intake.rows(counts.rows)} {!receipt && `· ${m.intake.nothingWritten}`}
      </div>
      {staged.notListed && staged.notListed.count > 0 && (
        <div className="caption">
          {m.intake.notListed(staged.notListed.count, namesOf(staged.notListed.organizations))}
        </div>
      )}
      {counts.refused > 0 && <Rows look={look} outcome="REFUSED" count={counts.refused} pointed={pointed} />}
      {counts.changed > 0 && !receipt && (
        <Rows look={look} outcome="CHANGED" count={counts.changed} pointed={pointed} />
      )}
    </>
  );
}

const MOST_NAMES = 5;

function namesOf(organizations: readonly { readonly name: string }[]): string {
  const some = organizations.slice(0, MOST_NAMES).map(({ name }) => name);
  return some.join("、") + (organizations.length > MOST_NAMES ? "…" : "");
}

interface RowsProps extends IntakeRowsProps {
  readonly outcome: RowOutcome;
  readonly count: number;
}

/** A page of rows at a time; what could not be asked says so and keeps what is there. */
function Rows({ look, outcome, count, pointed }: RowsProps): ReactNode {
  const { desk, m } = usePane();
  const { import: staged, sent } = look;
  const [rows, setRows] = useState<readonly ImportRow[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const ask = async (after: number, isGone: () => boolean): Promise<void> => {
    const report = await importRows(desk, staged.id, outcome, ROWS_PER_PAGE, after);
    if (isGone()) return;
    setTrouble(isTrouble(report) ? report : null);
    if (!isTrouble(report)) setRows((before) => [...before.slice(0, after), ...report.rows]);
  };
  useEffect(() => {
    let isGone = false;
    setRows([]);
    void ask(0, () => isGone);
    return () => {
      isGone = true;
    };
    // Asked anew when another look stands here.
  }, [desk, staged, outcome]);
  const title = outcome === "REFUSED" ? m.intake.refusedRows(count) : m.intake.changedRows(count);
  return (
    <section aria-label={title}>
      <div className="row">
        <h3 className="section grow">{title}</h3>
        {outcome === "REFUSED" && <ReportButton look={look} />}
      </div>
      {trouble && (
        <div className="missing" role="alert">
          {troubleWords(m, trouble)}{" "}
          <Button size="small" onClick={() => void ask(rows.length, () => false)}>
            {m.retry}
          </Button>
        </div>
      )}
      <ul className="list">
        {rows.map((row) => (
          <Row key={`${row.sheet}${row.row}`} row={row} sent={sent} pointed={pointed} />
        ))}
      </ul>
      {count > rows.length && rows.length > 0 && (
        <Button size="small" onClick={() => void ask(rows.length, () => false)}>
          {m.intake.more(count - rows.length)}
        </Button>
      )}
    </section>
  );
}

/** Every refused cell as a file, however many there are. */
function ReportButton({ look }: { readonly look: Look }): ReactNode {
  const { desk, m, setTrouble } = usePane();
  const [isBusy, setBusy] = useState(false);
  const download = async (): Promise<void> => {
    setBusy(true);
    const report = await refusedReport(desk, look.import);
    setBusy(false);
    if (report.kind !== "file") return setTrouble(report);
    saveFile(report.file, report.name);
  };
  return (
    <Button size="small" disabledFocusable={isBusy} onClick={() => void download()}>
      {m.intake.report}
    </Button>
  );
}

interface RowProps {
  readonly row: ImportRow;
  readonly sent: SentSheet | null;
  readonly pointed: Place | null;
}

function Row({ row, sent, pointed }: RowProps): ReactNode {
  const { m } = usePane();
  const item = useRef<HTMLLIElement>(null);
  const [first] = row.findings;
  const cell = first?.cell ?? m.intake.row(row.row);
  const isPointed = isRowPointed(row, sent, pointed);
  useEffect(() => {
    if (isPointed) item.current?.scrollIntoView({ block: "nearest" });
  }, [isPointed]);
  return (
    <li ref={item} {...(isPointed && { "aria-current": true, className: "pointed" })}>
      <div className="row">
        <span className="addr">{cell}</span>
        <span className="grow">{row.label}</span>
        {sent && <GoTo sent={sent} row={row} cell={first?.cell ?? null} label={m.goToCell(cell)} />}
      </div>
      {row.findings.map((finding, index) => (
        <div key={`${finding.code}${index}`}>
          {findingWords(m, finding, finding.cell ?? cell)}
          {index > 0 && sent && finding.cell && finding.cell !== first?.cell && (
            <GoTo sent={sent} row={row} cell={finding.cell} label={m.goToCell(finding.cell)} />
          )}
        </div>
      ))}
      {row.outcome === "CHANGED" &&
        row.changes.map((change) => (
          <div key={change.field}>
            {change.label} <span className="was">{change.from ?? m.noValue}</span> →{" "}
            <span className="num">{change.to ?? m.noValue}</span>
          </div>
        ))}
    </li>
  );
}

interface GoToProps {
  readonly sent: SentSheet;
  readonly row: ImportRow;
  readonly cell: string | null;
  readonly label: string;
}

function GoTo({ sent, row, cell, label }: GoToProps): ReactNode {
  const { desk, m } = usePane();
  const at = placeOfFinding({ place: sent.place }, { cell, row: row.row });
  return (
    at && (
      <Button size="small" aria-label={label} onClick={() => void goToSent(desk, sent, at)}>
        {m.goTo}
      </Button>
    )
  );
}

/** Good as long as the sheet stands where it was sent from; afterwards nothing is pointed at rather than a wrong row. */
function isRowPointed(row: ImportRow, sent: SentSheet | null, pointed: Place | null): boolean {
  return (
    sent !== null &&
    pointed !== null &&
    pointed.rows === 1 &&
    pointed.sheet === sent.place.sheet &&
    row.sheet === pointed.sheet &&
    row.row === pointed.row + 1
  );
}
