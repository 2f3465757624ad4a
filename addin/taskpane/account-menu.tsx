/** Who is signed in, in the head of the pane: name and roles, change the password, sign out here or everywhere. */
import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Popover,
  PopoverSurface,
  PopoverTrigger,
} from "@fluentui/react-components";
import { DismissRegular, PersonRegular } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useState } from "react";
import { reachWords } from "../admin/grant-words.js";
import type { HeldGrant, Session } from "../hub/session.js";
import { localMinute } from "../sheet/words.js";
import { tellOtherWindows } from "../sign-in/other-windows.js";
import { auditEn, auditZh } from "../ui/messages/audit.js";
import { grantsEn, grantsZh } from "../ui/messages/grants.js";
import { PasswordForm } from "../ui/password-form.js";
import { troubleWords } from "../ui/words.js";
import { usePane } from "./pane.js";
import { useSession } from "./use-session.js";

export function AccountMenu({ session }: { readonly session: Session }): ReactNode {
  const { m, go } = usePane();
  const { standing, isPutOff, info } = useSession(session);
  const [isOpen, setOpen] = useState(false);
  const [isChanging, setChanging] = useState(false);
  // Whoever comes next does not find the menu of the last one open.
  useEffect(() => {
    if (standing !== "in") setOpen(false);
  }, [standing]);
  if (standing !== "in" && !isPutOff) return null;
  if (standing !== "in")
    return (
      <Button size="small" appearance="primary" onClick={() => session.resume()}>
        {m.signIn.open}
      </Button>
    );
  const name = info?.name ?? "";
  return (
    <>
      <Popover open={isOpen} onOpenChange={(_, data) => setOpen(data.open)} trapFocus>
        <PopoverTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            size="small"
            icon={<PersonRegular />}
            aria-label={m.signIn.account(name)}
            title={name}
          />
        </PopoverTrigger>
        <PopoverSurface aria-label={m.signIn.account(name)}>
          <Account
            session={session}
            onChangePassword={() => {
              setOpen(false);
              setChanging(true);
            }}
            onSelfTest={() => {
              setOpen(false);
              go({ at: "selfTest" });
            }}
          />
        </PopoverSurface>
      </Popover>
      {isChanging && <ChangePassword session={session} onClose={() => setChanging(false)} />}
    </>
  );
}

function Account({
  session,
  onChangePassword,
  onSelfTest,
}: {
  readonly session: Session;
  readonly onChangePassword: () => void;
  readonly onSelfTest: () => void;
}): ReactNode {
  const { m, pending, setTrouble } = usePane();
  const { info } = useSession(session);
  const words = m.signIn;
  const roles = (info?.roles ?? []).map((role) => words.roles[role] ?? role);
  const [grants, setGrants] = useState<readonly HeldGrant[] | null>(null);
  useEffect(() => {
    let isGone = false;
    void session.grants().then((answer) => {
      if (!isGone && answer.kind === "ok") setGrants(answer.data);
    });
    return () => {
      isGone = true;
    };
  }, [session]);
  const isEnglish = m.language === "en";
  const reach = { grants: isEnglish ? grantsEn : grantsZh, words: isEnglish ? auditEn : auditZh };
  const leave = async (everywhere: boolean): Promise<void> => {
    const answer = await session.signOut(everywhere);
    if (answer.kind !== "ok" && session.standing === "in") setTrouble(answer);
    else tellOtherWindows();
  };
  return (
    <div className="account">
      <strong>{info?.name}</strong>
      {grants === null || grants.length === 0 ? (
        <div>{roles.length > 0 ? roles.join(words.comma) : words.noRoles}</div>
      ) : (
        <ul aria-label={reach.grants.role}>
          {grants.map((held, index) => (
            <li key={index}>
              {words.roles[held.role] ?? held.role}
              <div className="caption">{reachWords(reach, held, (code) => code)}</div>
            </li>
          ))}
        </ul>
      )}
      {info?.expiresAt && <div className="caption">{words.expires(localMinute(info.expiresAt).slice(5))}</div>}
      <div className="caption">{words.signOutKept(pending?.cells.length ?? 0)}</div>
      {info?.demo !== true && <Button onClick={onChangePassword}>{words.changeOwn}</Button>}
      <Button onClick={onSelfTest}>{m.selfTest.open}</Button>
      <Button onClick={() => void leave(false)}>{words.signOut}</Button>
      <Button onClick={() => void leave(true)}>{words.signOutEverywhere}</Button>
    </div>
  );
}

function ChangePassword({ session, onClose }: { readonly session: Session; readonly onClose: () => void }): ReactNode {
  const { m } = usePane();
  const [isDone, setDone] = useState(false);
  const change = async (old: string, next: string): Promise<string | null> => {
    const answer = await session.changePassword(old, next);
    if (answer.kind !== "ok") return troubleWords(m, answer);
    setDone(true);
    return null;
  };
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle
            action={<Button appearance="subtle" aria-label={m.close} icon={<DismissRegular />} onClick={onClose} />}
          >
            {m.signIn.changeOwn}
          </DialogTitle>
          <DialogContent>
            {isDone ? (
              <p role="status">{m.signIn.changed}</p>
            ) : (
              <PasswordForm words={m.signIn} action={m.signIn.changeOwn} change={change} />
            )}
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
