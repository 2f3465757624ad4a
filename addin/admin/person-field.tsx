/**
 * Finds whose an account is in a roster: organization, whole name and last four together, for nobody leafs through rosters
 * here. What is typed is asked only when told, counts once one of those found was pressed, and is kept nowhere.
 */
import { Button, Field, Input } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { AdminHub, PersonFound, Place } from "./admin-hub.js";
import { PlaceField } from "./place-field.js";
import { Failed, useWords } from "./state.js";

/** Whoever was pressed, with the name that was searched. */
export interface PersonChosen {
  readonly id: string;
  readonly words: string;
}

interface PersonFieldProps {
  readonly hub: AdminHub;
  /** Where to look first. */
  readonly home: Place | null;
  readonly chosen: PersonChosen | null;
  readonly choose: (person: PersonChosen | null) => void;
}

const LAST_FOUR = /^(?:\d{3}[\dXx])?$/u;

export function PersonField({ hub, home, chosen, choose }: PersonFieldProps): ReactNode {
  const m = useWords();
  const words = m.grants.tie;
  const [organization, setOrganization] = useState<{ readonly place: Place | null; readonly text: string }>({
    place: home,
    text: "",
  });
  const [name, setName] = useState("");
  const [lastFour, setLastFour] = useState("");
  const [found, setFound] = useState<readonly PersonFound[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), [found]);

  const change = (): void => {
    setFound(null);
    choose(null);
  };
  const search = async (): Promise<void> => {
    const { place } = organization;
    const lacks =
      place === null || name.trim() === "" ? words.lacks : LAST_FOUR.test(lastFour.trim()) ? null : words.badFour;
    setProblem(lacks);
    if (lacks !== null || place === null) return;
    const answer = await hub.personsToTie(place.code, name, lastFour);
    setFailure(answer.kind === "ok" ? null : answer);
    setFound(answer.kind === "ok" ? answer.data : null);
  };
  const toldOf = ({ organizationName, birthYear }: PersonFound): string =>
    [name.trim(), organizationName, birthYear && words.born(birthYear)].filter(Boolean).join(" · ");
  return (
    <div
      className="admin-filter whole"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        void search();
      }}
    >
      <p className="caption whole">{words.hint}</p>
      <PlaceField
        {...{ label: words.where, hint: m.grants.whereHint, search: hub.organizations }}
        {...{ chosen: organization.place, text: organization.text }}
        change={(place, text) => {
          setOrganization({ place, text });
          change();
        }}
      />
      <Field label={words.name}>
        <Input
          value={name}
          autoComplete="off"
          onChange={(_, { value }) => {
            setName(value);
            change();
          }}
        />
      </Field>
      <Field label={words.lastFour}>
        <Input
          value={lastFour}
          placeholder={words.lastFourHint}
          autoComplete="off"
          maxLength={4}
          onChange={(_, { value }) => {
            setLastFour(value);
            change();
          }}
        />
      </Field>
      <Button type="button" icon={<SearchRegular />} onClick={() => void search()}>
        {words.search}
      </Button>
      {problem !== null && (
        <p role="alert" className="whole">
          {problem}
        </p>
      )}
      {failure && <Failed failure={failure} retry={() => void search()} />}
      {found?.length === 0 && (
        <p role="status" className="whole">
          {words.nobody}
        </p>
      )}
      {found !== null && found.length > 0 && chosen === null && (
        <ul ref={list} className="admin-found whole" aria-label={words.found}>
          {found.map((person) => (
            <li key={person.id}>
              <Button
                type="button"
                appearance="outline"
                onClick={() => choose({ id: person.id, words: toldOf(person) })}
              >
                {words.isThis(toldOf(person))}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {chosen !== null && (
        <p role="status" className="whole">
          {words.chosen(chosen.words)}
        </p>
      )}
    </div>
  );
}
