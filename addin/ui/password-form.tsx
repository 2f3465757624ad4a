/** Changing a password: the present one, the new one twice. Says what is wrong at the field; sends nothing while it is. */
import { Button, Field, Input, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { type FormEvent, type ReactNode, useState } from "react";
import type { SignInWords } from "./messages/sign-in.js";

const SHORTEST = 10;

interface PasswordFormProps {
  readonly words: SignInWords;
  readonly login?: string;
  /** Known already when it was typed a moment ago. */
  readonly present?: string;
  readonly action: string;
  /** Answers what is wrong, or null when it is done. */
  readonly change: (old: string, next: string) => Promise<string | null>;
}

export function PasswordForm({ words, login, present, action, change }: PasswordFormProps): ReactNode {
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [wasTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const length = [...next].length;
  const wrongNext =
    length === 0 ? words.missing(words.newPassword) : length < SHORTEST ? words.tooShort(length) : undefined;
  const wrongAgain = again === next ? undefined : words.notAlike;
  const wrongOld = present === undefined && old === "" ? words.missing(words.oldPassword) : undefined;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (isBusy || wrongNext !== undefined || wrongAgain !== undefined || wrongOld !== undefined) return;
    setBusy(true);
    setRefusal(await change(present ?? old, next));
    setBusy(false);
  };
  return (
    <form className="sign-in-form" onSubmit={(event) => void submit(event)} noValidate>
      {refusal !== null && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{refusal}</MessageBarBody>
        </MessageBar>
      )}
      {/* Password managers want to know whose password this is. */}
      <input type="text" autoComplete="username" value={login ?? ""} readOnly hidden />
      {present === undefined && (
        <Field label={words.oldPassword} validationMessage={wasTried ? wrongOld : undefined}>
          <Input
            type="password"
            autoComplete="current-password"
            value={old}
            onChange={(_, data) => setOld(data.value)}
          />
        </Field>
      )}
      <Field label={words.newPassword} hint={words.newHint} validationMessage={wasTried ? wrongNext : undefined}>
        <Input type="password" autoComplete="new-password" value={next} onChange={(_, data) => setNext(data.value)} />
      </Field>
      <Field label={words.repeat} validationMessage={wasTried ? wrongAgain : undefined}>
        <Input type="password" autoComplete="new-password" value={again} onChange={(_, data) => setAgain(data.value)} />
      </Field>
      <Button appearance="primary" type="submit" disabledFocusable={isBusy}>
        {action}
      </Button>
    </form>
  );
}
