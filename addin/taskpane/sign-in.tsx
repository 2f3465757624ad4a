/**
 * The pane while nobody is signed in. It covers the views without taking them away: what they began waits behind it and
 * goes on afterwards. Password and token are typed and made in a window of their own.
 */
import { Button, Link, MessageBar, MessageBarBody, Spinner } from "@fluentui/react-components";
import { LocalLanguageRegular, LockClosedRegular } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Session } from "../hub/session.js";
import { PasswordForm } from "../ui/password-form.js";
import { troubleWords } from "../ui/words.js";
import { relayCode } from "../sign-in/relay-code.js";
import { readHandedOver } from "../sign-in/hand-over.js";
import { usePane } from "./pane.js";
import type { Presence } from "./use-session.js";

/** How often to ask whether the browser has signed in, and for how long. */
const POLL_MS = 2_000;
const MOST_POLLS = 300;

type Phase =
  | { readonly at: "idle"; readonly trouble: string | null }
  | { readonly at: "window" }
  | { readonly at: "browser"; readonly url: string; readonly code: string };

export function SignIn({ session, presence }: { readonly session: Session; readonly presence: Presence }): ReactNode {
  const { desk, m, pending, switchLanguage } = usePane();
  const words = m.signIn;
  const [phase, setPhase] = useState<Phase>({ at: "idle", trouble: null });
  const stop = useRef<AbortController | null>(null);
  const primary = useRef<HTMLButtonElement>(null);
  useEffect(() => primary.current?.focus(), []);
  useEffect(() => () => stop.current?.abort(), []);

  const begin = (): AbortSignal => {
    stop.current?.abort();
    stop.current = new AbortController();
    return stop.current.signal;
  };
  const idle = (trouble: string | null): void => setPhase({ at: "idle", trouble });

  const byWindow = async (): Promise<void> => {
    const signal = begin();
    setPhase({ at: "window" });
    // A page that has the browser's cookie needs no token: it is enough to hear that the cookie is there.
    const keeps = presence.wasIn && session.wasByCookie ? "cookie" : "1";
    try {
      const message = await desk.host.openDialog(`${desk.hub.address}/sign-in?dialog=${keeps}`, signal);
      if (signal.aborted) return;
      const said = readHandedOver(message);
      if (said) await session.adopt(said);
      idle(null);
    } catch {
      if (!signal.aborted) idle(words.notOpened);
    }
  };

  const byBrowser = async (): Promise<void> => {
    const signal = begin();
    const opened = await session.openRelay();
    if (signal.aborted) return;
    if (opened.kind !== "ok") return idle(opened.kind === "offline" ? words.unreachable : words.relayOver);
    const url = new URL(opened.data.url, desk.hub.address).href;
    setPhase({ at: "browser", url, code: relayCode(opened.data.state) });
    for (let poll = 0; poll < MOST_POLLS && !signal.aborted; poll++) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      if (signal.aborted) return;
      const answer = await session.askRelay(opened.data.state);
      if (answer.kind === "ok" && answer.data !== null) return void (await session.adopt(answer.data));
      if (answer.kind === "refusal") break;
    }
    if (!signal.aborted) idle(words.relayOver);
  };

  const change = async (old: string, next: string): Promise<string | null> => {
    const answer = await session.changePassword(old, next);
    return answer.kind === "ok" ? null : troubleWords(m, answer);
  };
  const start = (): void => void (desk.host.can.dialogs ? byWindow() : byBrowser());
  const count = pending?.cells.length ?? 0;
  return (
    <div className="sign-in-layer" role="dialog" aria-modal="true" aria-labelledby="sign-in-title">
      <div className="sign-in-body">
        <span className="mark" aria-hidden="true">
          训枢
        </span>
        <h1 id="sign-in-title">{presence.wasIn ? words.lost : words.welcome}</h1>
        <p>{presence.wasIn ? words.lostHint(count) : words.about}</p>
        {phase.at === "idle" && phase.trouble !== null && (
          <MessageBar intent="error" layout="multiline" role="alert">
            <MessageBarBody>{phase.trouble}</MessageBarBody>
          </MessageBar>
        )}
        <p className="caption">
          {words.hubAddress} {desk.hub.address.replace(/^https?:\/\//, "")}
        </p>
        {presence.info?.mustChangePassword && presence.standing === "in" ? (
          <>
            <p>{words.changeHint}</p>
            <PasswordForm words={words} action={words.change} change={change} />
          </>
        ) : presence.standing === "unknown" ? (
          <Spinner size="small" label={m.connecting} />
        ) : phase.at === "browser" ? (
          <InBrowser url={phase.url} code={phase.code} />
        ) : (
          <Button ref={primary} appearance="primary" onClick={start}>
            {phase.at === "window" ? words.openAgain : words.open}
          </Button>
        )}
        {phase.at === "window" && <p role="status">{words.opening}</p>}
        {presence.standing === "out" && presence.wasIn && (
          <Button onClick={() => session.putOff()}>{words.later}</Button>
        )}
        {desk.host.can.dialogs && phase.at !== "browser" && presence.standing === "out" && (
          <Link as="button" onClick={() => void byBrowser()}>
            {words.byBrowser}
          </Link>
        )}
      </div>
      <div className="sign-in-foot">
        <p className="caption">
          <LockClosedRegular /> {words.safe}
        </p>
        <Button appearance="subtle" size="small" icon={<LocalLanguageRegular />} onClick={switchLanguage}>
          {m.switchLanguage}
        </Button>
      </div>
    </div>
  );
}

/** Where the host has no window: the address to open, which the browser may be told to open, too. */
function InBrowser({ url, code }: { readonly url: string; readonly code: string }): ReactNode {
  const { m } = usePane();
  return (
    <>
      <p role="status">{m.signIn.relayHint}</p>
      <p>
        <strong>{m.signIn.relayCode(code)}</strong>
      </p>
      <p className="caption">{m.signIn.relayCodeHere}</p>
      <code className="address">{url}</code>
      <Button as="a" appearance="primary" href={url} target="_blank" rel="noopener noreferrer">
        {m.signIn.relayOpen}
      </Button>
      <Button onClick={() => void navigator.clipboard.writeText(url)}>{m.signIn.relayCopy}</Button>
    </>
  );
}
