/** The audit: a search over both logs, its list, and one event opened in the list's place. What is typed stays until cleared. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { AdminHub, AuditEvent, AuditSearch } from "./admin-hub.js";
import { AuditFilter } from "./audit-filter.js";
import { AuditOpenedView } from "./audit-opened.js";
import { originWords } from "./detail-words.js";
import { Failed, Loading, momentWords, useWords } from "./state.js";
import { Verification } from "./verification.js";

const NOTHING: AuditSearch = { from: "", to: "", who: "", kinds: [], organization: "", register: "", batch: "" };

interface Found {
  readonly search: AuditSearch;
  readonly events: readonly AuditEvent[];
  readonly next: string | null;
}

interface AuditViewProps {
  readonly hub: AdminHub;
  /** Working the logs out again is for administrators of everything. */
  readonly mayVerify: boolean;
}

export function AuditView({ hub, mayVerify }: AuditViewProps): ReactNode {
  const m = useWords();
  const [typed, setTyped] = useState(NOTHING);
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const turn = useRef(0);

  const search = useCallback(
    async (wanted: AuditSearch, before: Found | null = null): Promise<void> => {
      turn.current += 1;
      const own = turn.current;
      setBusy(true);
      const answer = await hub.auditEvents(wanted, before?.next ?? null);
      // A later search has been asked since: its answer counts.
      if (own !== turn.current) return;
      setBusy(false);
      setFailure(answer.kind === "ok" ? null : answer);
      if (answer.kind === "ok")
        setFound({
          search: wanted,
          events: [...(before?.events ?? []), ...answer.data.events],
          next: answer.data.next,
        });
    },
    [hub],
  );
  useEffect(() => void search(NOTHING), [search]);

  const again = (wanted: AuditSearch): void => {
    setTyped(wanted);
    setOpened(null);
    void search(wanted);
  };
  if (opened !== null)
    return (
      <AuditOpenedView
        hub={hub}
        id={opened}
        back={() => {
          setOpened(null);
          requestAnimationFrame(() => document.getElementById(`event-${opened}`)?.focus());
        }}
        searchBatch={(batch) => again({ ...NOTHING, batch })}
      />
    );
  return (
    <>
      <p className="caption">{m.audit.hint}</p>
      <AuditFilter
        typed={typed}
        change={setTyped}
        search={() => again(typed)}
        isBusy={isBusy}
        exportAddress={hub.exportAddress(found?.search ?? NOTHING)}
      />
      {mayVerify && <Verification hub={hub} />}
      {failure && <Failed failure={failure} retry={() => void search(typed)} />}
      {found === null && failure === null && <Loading />}
      {found?.events.length === 0 && (
        <div className="admin-empty">
          <p>{m.audit.none}</p>
          <Button onClick={() => again(NOTHING)}>{m.audit.clear}</Button>
        </div>
      )}
      {found !== null && found.events.length > 0 && (
        <>
          <p role="status" className="caption">
            {m.audit.found(found.events.length, found.next !== null)}
          </p>
          <EventList events={found.events} open={setOpened} />
          {found.next !== null && (
            <Button disabledFocusable={isBusy} onClick={() => void search(found.search, found)}>
              {m.audit.next}
            </Button>
          )}
        </>
      )}
    </>
  );
}

interface EventListProps {
  readonly events: readonly AuditEvent[];
  readonly open: (id: string) => void;
}

/** A table on a wide page; the same cells one under the other on a narrow one. */
function EventList({ events, open }: EventListProps): ReactNode {
  const m = useWords();
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th scope="col">{m.audit.at}</th>
          <th scope="col">{m.audit.who}</th>
          <th scope="col">{m.audit.event}</th>
          <th scope="col">{m.audit.where}</th>
          <th scope="col">{m.audit.origin}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => {
          const kind = m.kinds[event.kind] ?? event.kind;
          const time = momentWords(event.at);
          return (
            <tr key={event.id}>
              <td className="time">{time}</td>
              <td>{event.who === "system" ? m.itself : (event.who ?? m.audit.nobody)}</td>
              <td>
                <Button
                  id={`event-${event.id}`}
                  appearance="transparent"
                  size="small"
                  className={`event ${GRAVE.has(event.kind) ? "grave" : ""}`}
                  aria-label={m.audit.open(kind, time)}
                  onClick={() => open(event.id)}
                >
                  {kind}
                </Button>
                {event.rows !== null && <span className="caption"> {m.audit.rows(event.rows)}</span>}
              </td>
              <td>
                {[event.organizationName, event.register && (m.registers[event.register] ?? event.register)]
                  .filter(Boolean)
                  .join(" · ")}
              </td>
              <td className="caption">{originWords(m, event.origin)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Kinds that an auditor looks for first: set in the colour of refusals besides their words. */
const GRAVE: ReadonlySet<string> = new Set(["refused", "sign_in_failed", "rows_removed", "person_erased"]);
