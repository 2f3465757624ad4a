/** The strip that follows the selection: address, what, value, mark. It opens the cell's history and source. */
import { type ReactNode, useEffect, useState } from "react";
import { type CellReport, describeCell } from "../actions/cell.js";
import { findingWords, isTrouble, numberWords, sourceSign } from "../ui/words.js";
import { usePane } from "./pane.js";
import { ReturnedStrip } from "./returned-note.js";

const PAUSE_MS = 150;

export function CellStrip(): ReactNode {
  const { desk, m, pending, go } = usePane();
  const [cell, setCell] = useState<CellReport | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop: (() => void) | undefined;
    let isGone = false;
    const look = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void describeCell(desk).then((report) => !isGone && setCell(report)), PAUSE_MS);
    };
    look();
    void desk.host.listen(look).then((end) => (isGone ? end() : (stop = end)));
    return () => {
      isGone = true;
      clearTimeout(timer);
      stop?.();
    };
    // A new list of edits may have changed the selected cell's mark.
  }, [desk, pending]);

  if (!cell || isTrouble(cell)) return <div className="strip" />;
  if (cell.kind === "plain")
    return (
      <div className="strip" role="status" aria-label={m.cellStrip}>
        <span className="addr">{cell.address.split("!").at(-1)}</span>
      </div>
    );
  if (cell.kind === "row")
    return (
      <button
        type="button"
        className="strip"
        aria-label={`${m.cellStrip} ${cell.address} ${cell.label} ${cell.column} ${cell.value ?? ""}`}
        onClick={() => go({ at: "row", id: cell.id, address: cell.address, title: cell.label })}
      >
        <span className="addr">{cell.address.split("!").at(-1)}</span>
        <span className="grow">
          {cell.label} {cell.column && `· ${cell.column}`}
        </span>
        <span aria-hidden="true">›</span>
      </button>
    );
  if (cell.kind === "total")
    return (
      <div className="strip" role="status" aria-label={m.cellStrip}>
        <span className="addr">{cell.address.split("!").at(-1)}</span>
        <span className="grow">{cell.indicatorName}</span>
        {!cell.additive && <span className="tag quiet">≠Σ {m.mark.notAdditive}</span>}
      </div>
    );
  const { key, address, organizationName, indicatorName, known, mark, pending: edit, problem } = cell;
  if (problem && !edit)
    return (
      <div className="strip told" role="status" aria-label={m.cellStrip}>
        <span className="addr">{address.split("!").at(-1)}</span>
        <span className="grow">{findingWords(m, problem, address)}</span>
      </div>
    );
  const shown = edit ? edit.typed : numberWords(known.value, m);
  return (
    <>
      <ReturnedStrip figure={key} />
      <button
        type="button"
        className="strip"
        aria-label={`${m.cellStrip} ${address} ${organizationName} ${indicatorName} ${shown}`}
        onClick={() => go({ at: "cell", key, address, title: `${organizationName} · ${indicatorName}` })}
      >
        <span className="addr">{address.split("!").at(-1)}</span>
        <span className="grow">
          {organizationName} · {indicatorName}
        </span>
        <span className="num">{shown}</span>
        {known.coverage && known.coverage[0] < known.coverage[1] && (
          <span className="tag refused">{m.mark.coverage(...known.coverage)}</span>
        )}
        <span className={`tag ${edit ? edit.state : "quiet"}`}>
          {edit
            ? m.mark[edit.state]
            : mark === "stale" || mark === "locked" || mark === "override"
              ? m.mark[mark]
              : sourceSign(m, known.source)}
        </span>
        <span aria-hidden="true">›</span>
      </button>
    </>
  );
}
