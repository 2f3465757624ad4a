/** My sign-in: who I am here and what I may, each open session with its end, and the way out, here or everywhere at once. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { SessionInfo } from "../hub/session.js";
import type { AdminHub, Me } from "./admin-hub.js";
import { reachWords, roleWords } from "./grant-words.js";
import { Failed, Loading, momentWords, useWords } from "./state.js";

interface SessionsViewProps {
  readonly hub: AdminHub;
  readonly info: SessionInfo | null;
  readonly leave: (everywhere: boolean) => void;
}

export function SessionsView({ hub, info, leave }: SessionsViewProps): ReactNode {
  const m = useWords();
  const [me, setMe] = useState<Me | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = useCallback(async () => {
    const answer = await hub.me();
    setFailure(answer.kind === "ok" ? null : answer);
    if (answer.kind === "ok") setMe(answer.data);
  }, [hub]);
  useEffect(() => void load(), [load]);
  const end = async (id: string): Promise<void> => {
    const answer = await hub.endSession(id);
    if (answer.kind === "ok") await load();
    else setFailure(answer);
  };
  return (
    <section>
      <h2>{m.sessions.title}</h2>
      {failure && <Failed failure={failure} retry={() => void load()} />}
      {me === null && failure === null && <Loading />}
      {me && (
        <>
          <p>{m.sessions.signedInAs(me.name)}</p>
          <Roles me={me} />
          {info?.expiresAt != null && <p className="caption">{m.sessions.expires(momentWords(info.expiresAt))}</p>}
          <h2>{m.sessions.list}</h2>
          <ul className="admin-list">
            {me.sessions.map((session) => (
              <li key={session.id}>
                <div>
                  {session.agent ?? m.sessions.unknownAgent}
                  {session.isThis && <strong> · {m.sessions.isThis}</strong>}
                  <div className="caption">
                    {m.sessions.since(momentWords(session.startedAt))} · {m.sessions.seen(momentWords(session.seenAt))}
                  </div>
                </div>
                {!session.isThis && (
                  <Button
                    size="small"
                    aria-label={m.sessions.endOne(session.agent ?? m.sessions.unknownAgent)}
                    onClick={() => void end(session.id)}
                  >
                    {m.sessions.end}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="admin-actions">
        <Button onClick={() => leave(false)}>{m.sessions.here}</Button>
        <Button onClick={() => leave(true)}>{m.sessions.everywhere}</Button>
      </div>
      <p className="caption">{m.sessions.everywhereHint}</p>
    </section>
  );
}

function Roles({ me }: { readonly me: Me }): ReactNode {
  const m = useWords();
  if (me.roles.length === 0) return <p>{m.sessions.noRoles}</p>;
  return (
    <ul className="admin-list plain" aria-label={m.sessions.roles}>
      {me.roles.map((held, index) => (
        <li key={index}>
          {roleWords(m, held.role)} <span className="caption">{reachWords(m, held, (code) => code)}</span>
        </li>
      ))}
    </ul>
  );
}
