/** Ties an account to the person in a roster whose it is, searched for by name and number. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { Account, AdminHub } from "./admin-hub.js";
import { homeOf } from "./grant-form.js";
import { PersonField, type PersonChosen } from "./person-field.js";
import { Failed, useWords } from "./state.js";

interface TieFormProps {
  readonly hub: AdminHub;
  readonly account: Account;
  readonly tie: (person: PersonChosen) => Promise<Failure | null>;
  readonly cancel: () => void;
}

export function TieForm({ hub, account, tie, cancel }: TieFormProps): ReactNode {
  const m = useWords();
  const [person, setPerson] = useState<PersonChosen | null>(null);
  const [isUnchosen, setUnchosen] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async (): Promise<void> => {
    setUnchosen(person === null);
    if (person !== null) setFailure(await tie(person));
  };
  return (
    <form
      className="admin-filter admin-panel"
      aria-label={m.grants.tie.tieOne(account.name)}
      noValidate
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) cancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 className="whole">{m.grants.tie.tieOne(account.name)}</h2>
      <PersonField hub={hub} home={homeOf(account)} chosen={person} choose={setPerson} />
      <div className="admin-actions">
        <Button type="submit" appearance="primary">
          {m.grants.tie.action}
        </Button>
        <Button type="button" onClick={cancel}>
          {m.cancel}
        </Button>
      </div>
      {isUnchosen && (
        <p role="alert" className="whole">
          {m.grants.tie.unchosen}
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
