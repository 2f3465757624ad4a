/** My sign-in: who I am here, until when, and the way out, here or everywhere at once. */
import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { SessionInfo } from "../hub/session.js";
import { signInEn, signInZh } from "../ui/messages/sign-in.js";
import { Loading, momentWords, useWords } from "./state.js";

interface SessionsViewProps {
  readonly info: SessionInfo | null;
  readonly leave: (everywhere: boolean) => void;
}

export function SessionsView({ info, leave }: SessionsViewProps): ReactNode {
  const m = useWords();
  if (info === null) return <Loading />;
  const names = (m.language === "en" ? signInEn : signInZh).roles;
  const roles = info.roles.map((role) => names[role] ?? role);
  return (
    <section className="admin-card">
      <h2>{m.sessions.title}</h2>
      <p>{m.sessions.signedInAs(info.name ?? "")}</p>
      <p>
        {roles.length === 0
          ? m.sessions.noRoles
          : `${m.sessions.roles}：${roles.join(m.language === "en" ? ", " : "、")}`}
      </p>
      {info.expiresAt !== null && <p className="caption">{m.sessions.expires(momentWords(info.expiresAt))}</p>}
      <div className="admin-actions">
        <Button appearance="primary" onClick={() => leave(false)}>
          {m.sessions.here}
        </Button>
        <Button onClick={() => leave(true)}>{m.sessions.everywhere}</Button>
      </div>
      <p className="caption">{m.sessions.everywhereHint}</p>
    </section>
  );
}
