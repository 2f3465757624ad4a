/** Chooses one organization or region by typing part of it. What is typed counts only once one of those found was pressed. */
import { Button, Field, Input } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Answer } from "../hub/hub.js";
import type { Place } from "./admin-hub.js";
import { useWords } from "./state.js";

const PAUSE_MS = 150;

interface PlaceFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly search: (text: string) => Promise<Answer<readonly Place[]>>;
  readonly chosen: Place | null;
  readonly text: string;
  readonly change: (chosen: Place | null, text: string) => void;
}

export function PlaceField({ label, hint, search, chosen, text, change }: PlaceFieldProps): ReactNode {
  const m = useWords();
  const [found, setFound] = useState<readonly Place[] | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (chosen !== null || text.trim() === "") return setFound(null);
    let isGone = false;
    const timer = setTimeout(
      () =>
        void search(text.trim()).then((answer) => {
          if (!isGone && answer.kind === "ok") setFound(answer.data);
        }),
      PAUSE_MS,
    );
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [chosen, text, search]);
  const step = (from: Element | null, by: 1 | -1): void => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const next = buttons[buttons.findIndex((button) => button === from) + by];
    (next ?? field.current)?.focus();
  };
  return (
    <div className="admin-place">
      <Field label={label}>
        <Input
          input={{ ref: field }}
          value={chosen?.name ?? text}
          placeholder={hint}
          autoComplete="off"
          onChange={(_, { value }) => change(null, value)}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") step(null, 1);
          }}
          contentAfter={
            chosen !== null || text !== "" ? (
              <Button
                appearance="transparent"
                size="small"
                icon={<DismissRegular />}
                aria-label={m.grants.clear(label)}
                onClick={() => {
                  change(null, "");
                  field.current?.focus();
                }}
              />
            ) : undefined
          }
        />
      </Field>
      {found !== null && (
        <ul ref={list} aria-label={`${label} ${m.grants.found}`} aria-live="polite">
          {found.length === 0 && <li className="caption">{m.grants.nothingFound}</li>}
          {found.map((place) => (
            <li key={place.code}>
              <button
                type="button"
                onClick={() => {
                  change(place, place.name);
                  field.current?.focus();
                }}
                onKeyDown={(event) => {
                  if (event.key === "ArrowDown") step(event.currentTarget, 1);
                  if (event.key === "ArrowUp") step(event.currentTarget, -1);
                }}
              >
                {place.name} <span className="caption">{place.code}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
