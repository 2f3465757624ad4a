/** The look before writing: how many rows are new, changed, the same or refused, and why the refused ones are. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useEffect, useState } from "react";
import { goToCell } from "../actions/cell.js";
import { importRows, placeOfFinding } from "../actions/intake.js";
import type { Import, ImportRow, RowOutcome } from "../hub/hub.js";
import type { Place } from "../sheet/place.js";
import { findingWords, isTrouble } from "../ui/words.js";
import { usePane } from "./pane.js";

const MOST_SHOWN = 50;

export function IntakeRows({ staged, place }: { readonly staged: Import; readonly place: Place | null }): ReactNode {
  const { m } = usePane();
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
        {m.intake.rows(counts.rows)} · {m.intake.nothingWritten}
      </div>
      {staged.notListed && staged.notListed.count > 0 && (
        <div className="caption">
          {m.intake.notListed(staged.notListed.count, namesOf(staged.notListed.organizations))}
        </div>
      )}
      {counts.refused > 0 && <Rows staged={staged} place={place} outcome="REFUSED" count={counts.refused} />}
      {counts.changed > 0 && <Rows staged={staged} place={place} outcome="CHANGED" count={counts.changed} />}
    </>
  );
}

const MOST_NAMES = 5;

function namesOf(organizations: readonly { readonly name: string }[]): string {
  const some = organizations.slice(0, MOST_NAMES).map(({ name }) => name);
  return some.join("、") + (organizations.length > MOST_NAMES ? "…" : "");
}

interface RowsProps {
  readonly staged: Import;
  readonly place: Place | null;
  readonly outcome: RowOutcome;
  readonly count: number;
}

function Rows({ staged, place, outcome, count }: RowsProps): ReactNode {
  const { desk, m } = usePane();
  const [rows, setRows] = useState<readonly ImportRow[]>([]);
  useEffect(() => {
    let isGone = false;
    void importRows(desk, staged.id, outcome, MOST_SHOWN).then((report) => {
      if (!isGone && !isTrouble(report)) setRows(report.rows);
    });
    return () => {
      isGone = true;
    };
  }, [desk, staged, outcome]);
  const title = outcome === "REFUSED" ? m.intake.refusedRows(count) : m.intake.changedRows(count);
  return (
    <section aria-label={title}>
      <h3 className="section">{title}</h3>
      <ul className="list">
        {rows.map((row) => (
          <Row key={`${row.sheet}${row.row}`} row={row} place={place} />
        ))}
      </ul>
      {count > rows.length && rows.length > 0 && <div className="caption">{m.intake.more(count - rows.length)}</div>}
    </section>
  );
}

function Row({ row, place }: { readonly row: ImportRow; readonly place: Place | null }): ReactNode {
  const { desk, m } = usePane();
  const [first] = row.findings;
  const cell = first?.cell ?? m.intake.row(row.row);
  const at = placeOfFinding({ place }, { cell: first?.cell ?? null, row: row.row });
  return (
    <li>
      <div className="row">
        <span className="addr">{cell}</span>
        <span className="grow">{row.label}</span>
        {at && (
          <Button size="small" aria-label={m.goToCell(cell)} onClick={() => void goToCell(desk, at)}>
            {m.goTo}
          </Button>
        )}
      </div>
      {row.findings.map((finding, index) => (
        <div key={`${finding.code}${index}`}>{findingWords(m, finding, cell)}</div>
      ))}
      {row.changes.map((change) => (
        <div key={change.field}>
          {change.label} <span className="was">{change.from ?? m.noValue}</span> →{" "}
          <span className="num">{change.to ?? m.noValue}</span>
        </div>
      ))}
    </li>
  );
}
