/**
 * The sign-in page: asks the hub which ways in it offers, takes the one chosen, and goes where the person was going, or
 * hands over to the pane that opened this window.
 */
import { Button, FluentProvider, MessageBar, MessageBarBody, Spinner } from "@fluentui/react-components";
import { LocalLanguageRegular } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useState } from "react";
import type { Answer, Failure } from "../hub/hub.js";
import type { Entered, Entrance, Session, SessionInfo } from "../hub/session.js";
import { signInEn, signInZh, type SignInWords } from "../ui/messages/sign-in.js";
import { PasswordForm } from "../ui/password-form.js";
import { darkTheme, lightTheme } from "../ui/theme.js";
import { DemoCards } from "./demo-cards.js";
import { SignInForm, type Verdict } from "./sign-in-form.js";

/** Where this page leads to. */
export interface Purpose {
  /** The query under which the organization's account is asked, so that it comes back here. */
  readonly oidc: string;
  /** Called once somebody is in and may go on; answers what failed. */
  readonly done: (entered: Entered) => Promise<Failure | null>;
  /** Whether a pane waits for this window. */
  readonly isForPane: boolean;
  /** What the pane that waits elsewhere shows, too; null where none does. */
  readonly code: string | null;
  /** The organization's account let somebody in and the waiting pane has heard of it. */
  readonly wasRelayed: boolean;
  /** The code under which the organization's account sent somebody back. */
  readonly refusal: string | null;
}

type Step =
  | { readonly at: "asking" }
  | { readonly at: "unreachable" }
  | { readonly at: "ways"; readonly info: SessionInfo }
  | { readonly at: "inside"; readonly info: SessionInfo }
  | { readonly at: "password"; readonly present: string | undefined; readonly entered: Entered }
  | { readonly at: "done" };

interface SignInPageProps {
  readonly session: Session;
  readonly purpose: Purpose;
}

export function SignInPage({ session, purpose }: SignInPageProps): ReactNode {
  const [isEnglish, setEnglish] = useState(!navigator.language.startsWith("zh") && navigator.language !== "");
  const isDark = useDark();
  const words = isEnglish ? signInEn : signInZh;
  useEffect(() => {
    document.documentElement.lang = isEnglish ? "en" : "zh-CN";
    document.title = isEnglish ? `${words.title} · Xunshu` : `${words.title} · 训枢`;
  }, [isEnglish, words]);
  return (
    <FluentProvider theme={isDark ? darkTheme : lightTheme} className="sign-in-page">
      <main className="sign-in-card">
        <header>
          <span className="mark" aria-hidden="true">
            训枢
          </span>
          <Button
            appearance="subtle"
            size="small"
            icon={<LocalLanguageRegular />}
            onClick={() => setEnglish((is) => !is)}
            lang={isEnglish ? "zh-CN" : "en"}
          >
            {isEnglish ? "中文" : "English"}
          </Button>
        </header>
        <h1>{words.welcome}</h1>
        <p className="caption">{words.about}</p>
        <Steps session={session} purpose={purpose} words={words} />
      </main>
    </FluentProvider>
  );
}

function useDark(): boolean {
  const [query] = useState(() => matchMedia("(prefers-color-scheme: dark)"));
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const follow = (): void => setDark(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, [query]);
  return isDark;
}

function Steps({ session, purpose, words }: SignInPageProps & { readonly words: SignInWords }): ReactNode {
  const [step, setStep] = useState<Step>({ at: purpose.wasRelayed ? "done" : "asking" });
  const [refusal, setRefusal] = useState<string | null>(null);
  const look = async (): Promise<void> => {
    const answer = await session.look();
    if (answer.kind !== "ok") setStep({ at: "unreachable" });
    else setStep(stepFor(answer.data));
  };
  useEffect(() => {
    if (!purpose.wasRelayed) void look();
  }, [session, purpose]);

  const goOn = async (entered: Entered): Promise<void> => {
    setStep({ at: "done" });
    const failure = await purpose.done(entered);
    if (failure === null) return;
    setRefusal(failureWords(words, failure));
    await look();
  };
  const take = async (answer: Answer<Entered>, present?: string): Promise<Verdict> => {
    if (answer.kind !== "ok") return { refusal: failureWords(words, answer), asksCode: asksForCode(answer) };
    // With a relay it is the pane that holds the session, and asks for the new password itself.
    if (answer.data.mustChangePassword && !answer.data.relayed)
      setStep({ at: "password", present, entered: answer.data });
    else await goOn(answer.data);
    return { refusal: null, asksCode: false };
  };
  const enter = async (entrance: Entrance): Promise<Verdict> => take(await session.signIn(entrance), entrance.password);
  const enterAs = async (login: string): Promise<void> =>
    setRefusal((await take(await session.signInAsDemo(login))).refusal);
  const change = async (entered: Entered, old: string, next: string): Promise<string | null> => {
    const answer = await session.changePassword(old, next);
    if (answer.kind !== "ok") return failureWords(words, answer);
    await goOn({ ...entered, ...(session.pass() !== null && { token: session.pass() ?? "" }) });
    return null;
  };

  switch (step.at) {
    case "asking":
      return <Spinner size="small" label={words.title} />;
    case "unreachable":
      return (
        <Notice text={words.unreachable}>
          <Button appearance="primary" onClick={() => void look()}>
            {words.open}
          </Button>
        </Notice>
      );
    case "done":
      return <p role="status">{purpose.isForPane ? words.dialogDone : words.entering}</p>;
    case "password":
      return (
        <>
          <h2>{words.changeTitle}</h2>
          <p className="caption">{words.changeHint}</p>
          <PasswordForm
            words={words}
            {...(step.present !== undefined && { present: step.present })}
            action={words.change}
            change={(old, next) => change(step.entered, old, next)}
          />
        </>
      );
    case "inside":
      return (
        <div className="sign-in-form">
          <p role="status">{words.already(step.info.name ?? "")}</p>
          <RelayCheck code={purpose.code} words={words} />
          <Button appearance="primary" onClick={() => void goOn({})}>
            {purpose.code === null ? words.goOn : words.relayAdmit}
          </Button>
          <Button onClick={() => void session.signOut(false).then(look)}>{words.another}</Button>
        </div>
      );
    case "ways":
      return (
        <>
          <RelayCheck code={purpose.code} words={words} />
          {(refusal ?? purpose.refusal) !== null && (
            <Notice text={refusal ?? words.refusedOidc(purpose.refusal === "OIDC_UNKNOWN")} />
          )}
          <Ways
            info={step.info}
            words={words}
            oidc={purpose.oidc}
            enter={enter}
            enterAs={(login) => void enterAs(login)}
          />
        </>
      );
  }
}

/** Nobody signs in a pane that somebody else opened: its code stands here to be compared. */
function RelayCheck({ code, words }: { readonly code: string | null; readonly words: SignInWords }): ReactNode {
  if (code === null) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{words.relayCheck(code)}</MessageBarBody>
    </MessageBar>
  );
}

function stepFor(info: SessionInfo): Step {
  if (!info.signedIn) return { at: "ways", info };
  return info.mustChangePassword ? { at: "password", present: undefined, entered: {} } : { at: "inside", info };
}

interface WaysProps {
  readonly info: SessionInfo;
  readonly words: SignInWords;
  readonly oidc: string;
  readonly enter: (entrance: Entrance) => Promise<Verdict>;
  readonly enterAs: (login: string) => void;
}

function Ways({ info: { ways }, words, oidc, enter, enterAs }: WaysProps): ReactNode {
  const hasOthers = ways.oidc.length > 0;
  if (!ways.password && !hasOthers && ways.demo.length === 0) return <Notice text={words.noWay} />;
  return (
    <>
      {hasOthers && (
        <div className="sign-in-form">
          {ways.oidc.map(({ name }) => (
            <Button
              key={name}
              as="a"
              appearance={ways.password ? "secondary" : "primary"}
              href={`/session/oidc?${oidc}`}
            >
              {words.with(name)}
            </Button>
          ))}
        </div>
      )}
      {hasOthers && ways.password && <p className="or caption">{words.or}</p>}
      {ways.password && <SignInForm words={words} enter={enter} />}
      {ways.demo.length > 0 && <DemoCards words={words} accounts={ways.demo} enter={enterAs} />}
    </>
  );
}

function Notice({ text, children }: { readonly text: string; readonly children?: ReactNode }): ReactNode {
  return (
    <div className="sign-in-form">
      <MessageBar intent="error" layout="multiline" role="alert">
        <MessageBarBody>{text}</MessageBarBody>
      </MessageBar>
      {children}
    </div>
  );
}

function failureWords(words: SignInWords, failure: Failure): string {
  if (failure.kind === "offline") return words.unreachable;
  if (failure.kind === "accident") return words.accident(failure.id ?? "—");
  return words === signInZh ? failure.message : failure.messageEn;
}

function asksForCode(failure: Failure): boolean {
  return failure.kind === "refusal" && /SECOND_FACTOR|CODE/.test(failure.code);
}
