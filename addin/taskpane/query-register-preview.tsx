/**
 * The first rows a question about a register would bring, and how many there are. Personal data is masked; somebody who
 * may see it whole says what for, and sees it here alone: what goes into cells is asked anew, without a purpose.
 */
import { type ReactNode, useEffect, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { RegisterSheet } from "../hub/registers.js";
import type { RowsQuestion } from "../actions/queries.js";
import { troubleWords } from "../ui/words.js";
import { usePane } from "./pane.js";
import { useQueryWords } from "./use-query-words.js";

const MOST = { rows: 3, columns: 3 };
/** Who said what for came to read them. */
const MOST_WHOLE = { rows: 20, columns: 8 };
const PAUSE_MS = 300;

export function RegisterPreview(props: {
  readonly question: RowsQuestion;
  readonly labelOf: (path: string) => string;
  /** What personal data is needed for; null: masks. */
  readonly purpose: string | null;
}): ReactNode {
  const { desk, m } = usePane();
  const w = useQueryWords();
  const [sheet, setSheet] = useState<RegisterSheet | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { register, columns, order } = props.question;
  const { purpose } = props;
  const most = purpose === null ? MOST : MOST_WHOLE;
  // A condition whose value is being typed is none yet.
  const conditions = props.question.conditions.filter(
    ({ is, values }) => is === "EMPTY" || is === "NOT_EMPTY" || values.some((value) => value.trim() !== ""),
  );
  const asked = JSON.stringify({
    ...{ register, columns: columns.slice(0, most.columns), conditions, order, first: most.rows, after: null },
  });
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const question = JSON.parse(asked) as Parameters<typeof desk.hub.registerSheet>[0];
      desk.hub.registerSheet(question, { signal: stop.signal, ...(purpose !== null && { purpose }) }).then(
        (answer) => {
          if (stop.signal.aborted) return;
          setFailure(answer.kind === "ok" ? null : answer);
          if (answer.kind === "ok") setSheet(answer.data);
        },
        () => undefined, // stopped: the question has changed meanwhile
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [desk, asked, purpose]);

  if (failure) return <div className="note warn">{troubleWords(m, failure)}</div>;
  if (!sheet) return null;
  return (
    <section aria-label={m.query.previewTitle}>
      <div className="num" aria-live="polite">
        {w.rowsPreview(sheet.total)}
      </div>
      <table className="preview">
        <thead>
          <tr>
            {sheet.columns.map(({ path, label }) => (
              <th key={path} scope="col" title={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.values.map((row, at) => (
            <tr key={sheet.ids[at]}>
              {row.map((value, column) => (
                <td key={sheet.columns[column]?.path ?? column} title={value ?? ""}>
                  {value ?? m.noValue}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
