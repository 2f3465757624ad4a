/** The first few rows and columns of what would be inserted, with the hub's figures in them. */
import { type ReactNode, useEffect, useState } from "react";
import type { FigureGrid } from "../hub/hub.js";
import { periodLabel } from "../sheet/period-label.js";
import { numberWords } from "../ui/words.js";
import { usePane } from "./pane.js";
import type { Chosen } from "./query-chooser.js";

/** A pane 320 px wide shows a name and three numbers. */
const MOST = { rows: 3, columns: 3 };
const PAUSE_MS = 250;

interface PreviewProps {
  readonly organizations: readonly Chosen[];
  readonly columns: readonly { readonly indicator: string; readonly period: string }[];
}

export function Preview({ organizations, columns }: PreviewProps): ReactNode {
  const { desk, m } = usePane();
  const [grid, setGrid] = useState<FigureGrid | null>(null);
  const rowCodes = organizations.slice(0, MOST.rows).map(({ code }) => code);
  const shown = columns.slice(0, MOST.columns);
  const asked = JSON.stringify([rowCodes, shown]);
  useEffect(() => {
    const stop = new AbortController();
    const [rows, heads] = JSON.parse(asked) as [string[], { indicator: string; period: string }[]];
    const timer = setTimeout(() => {
      desk.hub.figureGrid(rows, heads, null, { signal: stop.signal }).then(
        (answer) => !stop.signal.aborted && answer.kind === "ok" && setGrid(answer.data),
        () => undefined, // stopped: the choice has changed meanwhile
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [desk, asked]);

  if (!grid) return null;
  const isOnePeriod = new Set(columns.map(({ period }) => period)).size === 1;
  const more = { rows: organizations.length - grid.rows.length, columns: columns.length - grid.columns.length };
  return (
    <section aria-label={m.query.previewTitle}>
      <table className="preview">
        <thead>
          <tr>
            <th scope="col">{isOnePeriod ? periodLabel(columns[0]?.period ?? "") : ""}</th>
            {grid.columns.map((column) => (
              <th key={column.indicator + column.period} scope="col" title={`${column.name} ${column.unit ?? ""}`}>
                {isOnePeriod ? column.name : `${column.name} ${periodLabel(column.period)}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, at) => (
            <tr key={row.organization}>
              <th scope="row" title={row.name}>
                {row.name}
              </th>
              {grid.columns.map((column, across) => (
                <td key={column.indicator + column.period}>{numberWords(grid.values[at]?.[across] ?? null, m)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(more.rows > 0 || more.columns > 0) && (
        <div className="caption">{m.query.moreShown(Math.max(0, more.rows), Math.max(0, more.columns))}</div>
      )}
    </section>
  );
}
