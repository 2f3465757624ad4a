/** One event opened: what it says of itself, and each row it touched, before and after. Personal data comes masked. */
import { Button } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { AdminHub, AuditOpened } from "./admin-hub.js";
import { detailWords, originWords } from "./detail-words.js";
import { Failed, Loading, momentWords, useWords } from "./state.js";

interface AuditOpenedProps {
  readonly hub: AdminHub;
  readonly id: string;
  readonly back: () => void;
  readonly searchBatch: (batch: string) => void;
}

export function AuditOpenedView({ hub, id, back, searchBatch }: AuditOpenedProps): ReactNode {
  const m = useWords();
  const [opened, setOpened] = useState<AuditOpened | null | undefined>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const backButton = useRef<HTMLButtonElement>(null);
  const load = useCallback(async () => {
    const answer = await hub.auditEvent(id);
    setFailure(answer.kind === "ok" ? null : answer);
    if (answer.kind === "ok") setOpened(answer.data);
  }, [hub, id]);
  useEffect(() => {
    backButton.current?.focus();
    void load();
  }, [load]);
  return (
    <section
      onKeyDown={(event) => {
        if (event.key === "Escape") back();
      }}
    >
      <Button ref={backButton} appearance="subtle" icon={<ArrowLeftRegular />} onClick={back}>
        {m.audit.back}
      </Button>
      {failure && <Failed failure={failure} retry={() => void load()} />}
      {opened === undefined && failure === null && <Loading />}
      {opened === null && <p className="admin-empty">{m.audit.gone}</p>}
      {opened && <Opened opened={opened} searchBatch={searchBatch} />}
    </section>
  );
}

interface OpenedProps {
  readonly opened: AuditOpened;
  readonly searchBatch: (batch: string) => void;
}

function Opened({ opened: { event, changes, more }, searchBatch }: OpenedProps): ReactNode {
  const m = useWords();
  const isChange = event.kind.startsWith("rows_");
  const facts: readonly (readonly [string, string | null])[] = [
    [m.audit.at, momentWords(event.at)],
    [m.audit.who, event.who ?? m.audit.nobody],
    [m.audit.origin, originWords(m, event.origin)],
    [
      m.audit.where,
      [event.organizationName, event.register && (m.registers[event.register] ?? event.register)]
        .filter(Boolean)
        .join(" · ") || null,
    ],
    ...detailWords(m, event.detail),
  ];
  return (
    <>
      <h2>
        {m.kinds[event.kind] ?? event.kind}
        {event.rows !== null && <span className="count"> {m.audit.rows(event.rows)}</span>}
      </h2>
      <dl className="admin-facts">
        {facts.map(([name, value], index) =>
          value === null ? null : (
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {event.batch !== null && (
        <Button size="small" onClick={() => searchBatch(event.batch ?? "")}>
          {m.audit.batchOf(event.batch)}
        </Button>
      )}
      {isChange && changes.length === 0 && <p className="admin-empty">{m.audit.noRows}</p>}
      {isChange && changes.length > 0 && <p className="caption">{m.audit.masked}</p>}
      {changes.map((row, index) => (
        <RowChange key={row.row ?? index} row={row} index={index + 1} />
      ))}
      {more > 0 && changes.length > 0 && <p className="caption">{m.audit.moreRows(more)}</p>}
    </>
  );
}

function RowChange({
  row,
  index,
}: {
  readonly row: AuditOpened["changes"][number];
  readonly index: number;
}): ReactNode {
  const m = useWords();
  const isEnglish = m.language === "en";
  return (
    <table className="admin-table diff">
      <caption>{row.title ?? m.audit.row(index)}</caption>
      <thead>
        <tr>
          <th scope="col">{m.audit.field}</th>
          <th scope="col">{m.audit.before}</th>
          <th scope="col">{m.audit.after}</th>
        </tr>
      </thead>
      <tbody>
        {row.fields.map(({ name, label, before, after }) => (
          <tr key={name}>
            <th scope="row">{label.split(" / ")[isEnglish ? 1 : 0] ?? label}</th>
            <td data-label={m.audit.before}>{before ?? <span className="caption">{m.audit.empty}</span>}</td>
            <td data-label={m.audit.after}>{after ?? <span className="caption">{m.audit.empty}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
