/** Login and password, then the second factor once the hub asks for it. What was typed stays when it was refused. */
import { Button, Field, Input, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { EyeOffRegular, EyeRegular } from "@fluentui/react-icons";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Entrance } from "../hub/session.js";
import type { SignInWords } from "../ui/messages/sign-in.js";

/** `asksCode`: the password was right and the second factor is wanted. */
export interface Verdict {
  readonly refusal: string | null;
  readonly asksCode: boolean;
}

interface SignInFormProps {
  readonly words: SignInWords;
  readonly enter: (entrance: Entrance) => Promise<Verdict>;
}

export function SignInForm({ words, enter }: SignInFormProps): ReactNode {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [isShown, setShown] = useState(false);
  const [wasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [{ refusal, asksCode }, setVerdict] = useState<Verdict>({ refusal: null, asksCode: false });
  const codeField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asksCode) codeField.current?.focus();
  }, [asksCode]);

  const missing = (value: string, name: string): string | undefined =>
    wasTried && value.trim() === "" ? words.missing(name) : undefined;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (isBusy || login.trim() === "" || password === "" || (asksCode && code.trim() === "")) return;
    setBusy(true);
    const verdict = await enter({
      login: login.trim(),
      password,
      ...(asksCode && { code: code.replaceAll(/\s/g, "") }),
    });
    setBusy(false);
    setTried(false);
    setVerdict((before) => ({ ...verdict, asksCode: verdict.asksCode || before.asksCode }));
    if (verdict.refusal !== null && !verdict.asksCode) passwordField.current?.select();
  };
  return (
    <form className="sign-in-form" onSubmit={(event) => void submit(event)} noValidate>
      {refusal !== null && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{refusal}</MessageBarBody>
        </MessageBar>
      )}
      <Field label={words.login} validationMessage={missing(login, words.login)}>
        <Input
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={login}
          onChange={(_, data) => setLogin(data.value)}
        />
      </Field>
      <Field label={words.password} validationMessage={missing(password, words.password)}>
        <Input
          ref={passwordField}
          name="password"
          type={isShown ? "text" : "password"}
          autoComplete="current-password"
          value={password}
          onChange={(_, data) => setPassword(data.value)}
          contentAfter={
            <Button
              appearance="transparent"
              size="small"
              icon={isShown ? <EyeOffRegular /> : <EyeRegular />}
              aria-label={isShown ? words.hidePassword : words.showPassword}
              onClick={() => setShown((is) => !is)}
            />
          }
        />
      </Field>
      {asksCode && (
        <Field label={words.code} hint={words.codeHint} validationMessage={missing(code, words.code)}>
          <Input
            ref={codeField}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={8}
            value={code}
            onChange={(_, data) => setCode(data.value)}
          />
        </Field>
      )}
      <Button appearance="primary" type="submit" disabledFocusable={isBusy}>
        {isBusy ? words.entering : words.enter}
      </Button>
    </form>
  );
}
