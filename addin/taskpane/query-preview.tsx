/** The first few rows and columns of what would be inserted, in its layout and with the hub's figures in them. */
import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { type ReactNode, useEffect, useState } from "react";
import type { Failure, FigureGrid } from "../hub/hub.js";
import { type Axis, type Layout, pivotTable } from "../sheet/axes.js";
import { type AskedColumn, readBreakdown, withBreakdowns } from "../sheet/breakdown.js";
import { numberWords, troubleWords } from "../ui/words.js";
import { usePane } from "./pane.js";
import type { Chosen } from "./query-chooser.js";
import { useQueryWords } from "./use-query-words.js";

/** A pane 320 px wide shows a name and three numbers. */
const MOST = { rows: 3, columns: 3 };
/** Of each axis: three by three cells need no more, whatever the layout. */
const MOST_MEMBERS = 3;
const PAUSE_MS = 250;

type Asked = readonly [
  organizations: readonly string[],
  indicators: readonly string[],
  periods: readonly string[],
  breakdowns: readonly Pick<AskedColumn, "dims" | "breakdownName">[],
];

interface PreviewProps {
  readonly axes: Readonly<Record<Axis, readonly Chosen[]>>;
  readonly layout: Layout;
}

export function Preview({ axes, layout }: PreviewProps): ReactNode {
  const { desk, m, connection } = usePane();
  const w = useQueryWords();
  const isOffline = connection.state === "offline";
  const [grid, setGrid] = useState<FigureGrid | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** What was last answered, well or not. */
  const [answered, setAnswered] = useState("");
  const [attempts, setAttempts] = useState(0);
  const first = (axis: Axis): string[] => axes[axis].slice(0, MOST_MEMBERS).map(({ code }) => code);
  const breakdowns = axes.breakdowns
    .slice(0, MOST_MEMBERS)
    .map(({ code, name }) => ({ dims: readBreakdown(code), breakdownName: name }));
  const asked = JSON.stringify([first("organizations"), first("indicators"), first("periods"), breakdowns]);
  useEffect(() => {
    const stop = new AbortController();
    const [organizations, indicators, periods, broken] = JSON.parse(asked) as Asked;
    const plain = periods.flatMap((period) => indicators.map((indicator) => ({ indicator, period })));
    const columns: readonly AskedColumn[] =
      broken.length === 0 ? plain : plain.flatMap((column) => broken.map((one) => ({ ...column, ...one })));
    const timer = setTimeout(() => {
      desk.hub.figureGrid(organizations, columns, null, { signal: stop.signal }).then(
        (answer) => {
          if (stop.signal.aborted) return;
          setFailure(answer.kind === "ok" ? null : answer);
          if (answer.kind === "ok") setGrid(withBreakdowns(answer.data, columns));
          setAnswered(asked);
        },
        () => undefined, // stopped: the choice has changed meanwhile
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [desk, asked, isOffline, attempts]);

  const isLoading = answered !== asked;
  if (failure && !isLoading)
    return (
      <section aria-label={m.query.previewTitle}>
        <MessageBar intent="warning" layout="multiline" aria-live="polite">
          <MessageBarBody>
            {failure.kind === "offline" ? w.previewOffline : `${troubleWords(m, failure)} ${w.noReplacement}`}
            <Button size="small" onClick={() => setAttempts(attempts + 1)}>
              {w.previewAgain}
            </Button>
          </MessageBarBody>
        </MessageBar>
      </section>
    );
  if (!grid)
    return (
      <section aria-label={m.query.previewTitle} aria-busy>
        <div className="caption" aria-live="polite">
          {w.previewLoading}
        </div>
      </section>
    );
  const isBare = !isLoading && grid.values.every((row) => row.every((value) => value === null));
  const table = pivotTable("preview", "", grid, layout);
  const sizeOf = (order: readonly Axis[]): number => order.reduce((size, axis) => size * axes[axis].length, 1);
  const [rows, columns] = [table.rows.slice(0, MOST.rows), table.columns.slice(0, MOST.columns)];
  const short = {
    rows: tellingApart(rows, layout.rows, axes),
    columns: tellingApart(columns, layout.columns, axes),
  };
  const more = { rows: sizeOf(layout.rows) - rows.length, columns: sizeOf(layout.columns) - columns.length };
  return (
    <section aria-label={m.query.previewTitle} aria-busy={isLoading}>
      <table className="preview">
        <thead>
          <tr>
            <th scope="col" />
            {columns.map((column, at) => (
              <th key={column.label} scope="col" title={`${column.label} ${column.unit ?? ""}`}>
                {short.columns[at]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.label}>
              <th scope="row" title={row.label} style={{ whiteSpace: "normal" }}>
                {short.rows[at]}
              </th>
              {columns.map((column, across) => (
                <td key={column.label}>{numberWords(table.cells[at]?.[across]?.value ?? null, m)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isBare && <div className="note">{w.previewEmpty}</div>}
      {(more.rows > 0 || more.columns > 0) && (
        <div className="caption">{m.query.moreShown(Math.max(0, more.rows), Math.max(0, more.columns))}</div>
      )}
    </section>
  );
}

/** A narrow table has no room for axes of a single member, unless there are no others. */
function tellingApart(
  labelled: readonly { readonly label: string }[],
  order: readonly Axis[],
  axes: PreviewProps["axes"],
): readonly string[] {
  const isTold = order.map((axis) => axes[axis].length > 1);
  if (!isTold.includes(true)) return labelled.map(({ label }) => label);
  return labelled.map(({ label }) => {
    const parts = label.split(" · ");
    // A name with the sign of its own cannot be taken apart.
    return parts.length === order.length ? parts.filter((_, at) => isTold[at]).join(" · ") : label;
  });
}
