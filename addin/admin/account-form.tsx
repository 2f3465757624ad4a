/** A new account: login, name and home organization. What was typed stays when the hub refuses it. */
import { Button, Field, Input } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { NewAccount } from "./admin-hub.js";
import { Failed, useWords } from "./state.js";

interface NewAccountFormProps {
  readonly make: (account: NewAccount) => Promise<Failure | null>;
  readonly cancel: () => void;
}

export function NewAccountForm({ make, cancel }: NewAccountFormProps): ReactNode {
  const m = useWords();
  const [typed, setTyped] = useState<NewAccount>({ login: "", name: "", organization: "" });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isIncomplete, setIncomplete] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    const lacks = typed.login.trim() === "" || typed.name.trim() === "";
    setIncomplete(lacks);
    if (lacks || isBusy) return;
    setBusy(true);
    setFailure(await make(typed));
    setBusy(false);
  };
  const field = (name: keyof NewAccount, hint: string): ReactNode => (
    <Field label={m.accounts[name]} hint={hint} required={name !== "organization"}>
      <Input
        value={typed[name]}
        autoComplete="off"
        autoFocus={name === "login"}
        onChange={(_, { value }) => setTyped({ ...typed, [name]: value })}
      />
    </Field>
  );
  return (
    <form
      className="admin-filter admin-panel"
      noValidate
      onKeyDown={(event) => {
        if (event.key === "Escape") cancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {field("login", m.accounts.loginHint)}
      {field("name", m.accounts.nameHint)}
      {field("organization", m.accounts.organizationHint)}
      <div className="admin-actions">
        <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
          {m.accounts.make}
        </Button>
        <Button type="button" onClick={cancel}>
          {m.cancel}
        </Button>
      </div>
      {isIncomplete && (
        <p role="alert" className="whole">
          {m.accounts.missing}
        </p>
      )}
      {failure && (
        <div className="whole">
          <Failed failure={failure} />
        </div>
      )}
    </form>
  );
}
