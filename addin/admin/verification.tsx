/** Has the hub work both logs out again, and says that they are whole or names the first broken link of each broken chain. */
import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { ShieldCheckmarkRegular } from "@fluentui/react-icons";
import { type ReactNode, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { AdminHub, LogsVerified } from "./admin-hub.js";
import { Failed, momentWords, useWords } from "./state.js";

export function Verification({ hub }: { readonly hub: AdminHub }): ReactNode {
  const m = useWords();
  const [isBusy, setBusy] = useState(false);
  const [verified, setVerified] = useState<LogsVerified | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const verify = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const answer = await hub.verify();
    setBusy(false);
    setFailure(answer.kind === "ok" ? null : answer);
    setVerified(answer.kind === "ok" ? answer.data : null);
  };
  return (
    <div className="admin-verify">
      <Button icon={<ShieldCheckmarkRegular />} disabledFocusable={isBusy} onClick={() => void verify()}>
        {isBusy ? m.audit.verifying : m.audit.verify}
      </Button>
      {failure && <Failed failure={failure} retry={() => void verify()} />}
      {verified && <Verdict verified={verified} />}
    </div>
  );
}

function Verdict({ verified: { at, changes, access, broken } }: { readonly verified: LogsVerified }): ReactNode {
  const { audit } = useWords();
  if (broken.length === 0)
    return (
      <MessageBar intent="success" layout="multiline" role="status">
        <MessageBarBody>{audit.whole(changes.links, access.links, momentWords(at))}</MessageBarBody>
      </MessageBar>
    );
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {audit.broken(broken.length)}
        <ul>
          {broken.map(({ log, whose, link, fault }) => (
            <li key={`${log} ${whose ?? ""} ${link}`}>
              {audit.brokenAt(
                audit.logs[log] ?? log,
                whose ?? audit.shared[log] ?? "",
                link,
                audit.faults[fault] ?? fault,
              )}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}
