/** The first few rows and columns of what would be inserted, in its layout and with the hub's figures in them. */
import { type ReactNode, useEffect, useState } from "react";
import type { FigureGrid } from "../hub/hub.js";
import { type Axis, type Layout, pivotTable } from "../sheet/axes.js";
import { numberWords } from "../ui/words.js";
import { usePane } from "./pane.js";
import type { Chosen } from "./query-chooser.js";

/** A pane 320 px wide shows a name and three numbers. */
const MOST = { rows: 3, columns: 3 };
/** Of each axis: three by three cells need no more, whatever the layout. */
const MOST_MEMBERS = 3;
const PAUSE_MS = 250;

interface PreviewProps {
  readonly axes: Readonly<Record<Axis, readonly Chosen[]>>;
  readonly layout: Layout;
}

export function Preview({ axes, layout }: PreviewProps): ReactNode {
  const { desk, m } = usePane();
  const [grid, setGrid] = useState<FigureGrid | null>(null);
  const first = (axis: Axis): string[] => axes[axis].slice(0, MOST_MEMBERS).map(({ code }) => code);
  const asked = JSON.stringify([first("organizations"), first("indicators"), first("periods")]);
  useEffect(() => {
    const stop = new AbortController();
    const [organizations, indicators, periods] = JSON.parse(asked) as [string[], string[], string[]];
    const columns = periods.flatMap((period) => indicators.map((indicator) => ({ indicator, period })));
    const timer = setTimeout(() => {
      desk.hub.figureGrid(organizations, columns, null, { signal: stop.signal }).then(
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
  const table = pivotTable("preview", "", grid, layout);
  const sizeOf = (order: readonly Axis[]): number => order.reduce((size, axis) => size * axes[axis].length, 1);
  const [rows, columns] = [table.rows.slice(0, MOST.rows), table.columns.slice(0, MOST.columns)];
  const more = { rows: sizeOf(layout.rows) - rows.length, columns: sizeOf(layout.columns) - columns.length };
  return (
    <section aria-label={m.query.previewTitle}>
      <table className="preview">
        <thead>
          <tr>
            <th scope="col" />
            {columns.map((column) => (
              <th key={column.label} scope="col" title={`${column.label} ${column.unit ?? ""}`}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.label}>
              <th scope="row" title={row.label}>
                {row.label}
              </th>
              {columns.map((column, across) => (
                <td key={column.label}>{numberWords(table.cells[at]?.[across]?.value ?? null, m)}</td>
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
