/** A new grant for one account: role, organization, region, subjects, unmasking. What was chosen stays when it is refused. */
import { Button, Checkbox, Dropdown, Field, MessageBar, MessageBarBody, Option } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { Failure } from "../hub/hub.js";
import { signInZh } from "../ui/messages/sign-in.js";
import type { Account, AdminHub, NewGrant, Place } from "./admin-hub.js";
import { roleWords } from "./grant-words.js";
import { PersonField, type PersonChosen } from "./person-field.js";
import { PlaceField } from "./place-field.js";
import { Failed, useWords } from "./state.js";

interface GrantFormProps {
  readonly hub: AdminHub;
  readonly account: Account;
  /** Whether a grant without a place may be given; heads of a subtree have to choose one. */
  readonly mayEverywhere: boolean;
  /** `person`: the row of a roster the account is to be tied to, by its id. */
  readonly give: (grant: NewGrant, organization: Place | null, person: string | null) => Promise<Failure | null>;
  readonly cancel: () => void;
}

interface Chosen {
  readonly place: Place | null;
  readonly text: string;
}

/** The role that opens one's own record, of whoever the account is tied to. */
const OWN_RECORD = "trainee";
const NOWHERE: Chosen = { place: null, text: "" };

/** Where an account is at home, as a place to begin with. */
export function homeOf({ organization, organizationName }: Account): Place | null {
  return organization === null ? null : { code: organization, name: organizationName ?? organization };
}

export function GrantForm({ hub, account, mayEverywhere, give, cancel }: GrantFormProps): ReactNode {
  const m = useWords();
  const [role, setRole] = useState("");
  const [organization, setOrganization] = useState<Chosen>({ place: homeOf(account), text: "" });
  const [region, setRegion] = useState(NOWHERE);
  const [subjects, setSubjects] = useState<readonly string[]>([]);
  const [person, setPerson] = useState<PersonChosen | null>(null);
  const [unmasks, setUnmasks] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const halfTyped = [organization, region].find(({ place, text }) => place === null && text.trim() !== "");
  const own = role === OWN_RECORD ? person : null;
  const whatLacks = (): string | null => {
    if (role === "") return m.grants.missing;
    if (halfTyped) return m.grants.unchosen(halfTyped.text);
    return role === OWN_RECORD && own === null && !account.tied ? m.grants.personMissing : null;
  };
  const send = async (): Promise<void> => {
    const lacks = whatLacks();
    setProblem(lacks);
    if (lacks !== null || isBusy) return;
    setBusy(true);
    const grant = {
      ...{ account: account.id, role, unmasks, organization: organization.place?.code ?? null },
      ...{ region: region.place?.code ?? null, subjects: subjects.length === 0 ? null : [...subjects] },
    };
    setFailure(await give(grant, organization.place, own?.id ?? null));
    setBusy(false);
  };
  return (
    <form
      className="admin-filter admin-panel"
      aria-label={m.grants.giveTo(account.name)}
      noValidate
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) cancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 className="whole">{m.grants.giveTo(account.name)}</h2>
      <Field label={m.grants.role} required>
        <Dropdown
          className="narrow"
          autoFocus
          placeholder={m.grants.chooseRole}
          selectedOptions={[role]}
          value={role === "" ? "" : roleWords(m, role)}
          onOptionSelect={(_, { optionValue = "" }) => setRole(optionValue)}
        >
          {Object.keys(signInZh.roles).map((name) => (
            <Option key={name} value={name}>
              {roleWords(m, name)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {role === OWN_RECORD && (
        <fieldset className="whole admin-filter">
          <legend>{m.grants.person}</legend>
          {account.tied && <p className="caption whole">{m.grants.tiedHint}</p>}
          <PersonField hub={hub} home={homeOf(account)} chosen={person} choose={setPerson} />
        </fieldset>
      )}
      <PlaceField
        {...{ label: m.grants.where, hint: m.grants.whereHint, search: hub.organizations }}
        {...{ chosen: organization.place, text: organization.text }}
        change={(place, text) => setOrganization({ place, text })}
      />
      <PlaceField
        {...{ label: m.grants.region, hint: m.grants.regionHint, search: hub.regions }}
        {...{ chosen: region.place, text: region.text }}
        change={(place, text) => setRegion({ place, text })}
      />
      <Field label={m.grants.subjects}>
        <Dropdown
          multiselect
          className="narrow"
          placeholder={m.grants.allSubjects}
          selectedOptions={[...subjects]}
          value={subjects.length === 0 ? "" : subjects.map((name) => m.grants.subjectNames[name]).join(m.words.comma)}
          onOptionSelect={(_, { selectedOptions }) => setSubjects(selectedOptions)}
        >
          {Object.entries(m.grants.subjectNames).map(([name, words]) => (
            <Option key={name} value={name}>
              {words}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <div className="whole">
        <Checkbox
          label={m.grants.unmasks}
          checked={unmasks}
          onChange={(_, { checked }) => setUnmasks(checked === true)}
        />
      </div>
      {unmasks && <Warning text={m.grants.unmasksWarning} />}
      {mayEverywhere && organization.place === null && region.place === null && role !== "" && (
        <Warning text={m.grants.everything} />
      )}
      <div className="admin-actions">
        <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
          {m.grants.give}
        </Button>
        <Button type="button" onClick={cancel}>
          {m.cancel}
        </Button>
      </div>
      {problem !== null && (
        <p role="alert" className="whole">
          {problem}
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

function Warning({ text }: { readonly text: string }): ReactNode {
  return (
    <MessageBar intent="warning" layout="multiline" className="whole">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  );
}
