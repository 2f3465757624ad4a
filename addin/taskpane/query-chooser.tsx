/** Choosing several of one kind by searching the catalogue: hits with boxes, what is chosen as chips. */
import { Checkbox, SearchBox } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { CatalogueHit, CatalogueKind } from "../hub/hub.js";
import { usePane } from "./pane.js";
import { Chips } from "./query-chips.js";
import { useCatalogue } from "./use-catalogue.js";

export interface Chosen {
  readonly code: string;
  readonly name: string;
}

interface ChooserProps {
  readonly kind: CatalogueKind;
  readonly label: string;
  readonly placeholder: string;
  readonly chosen: readonly Chosen[];
  readonly onChange: (chosen: readonly Chosen[]) => void;
}

export function Chooser({ kind, label, placeholder, chosen, onChange }: ChooserProps): ReactNode {
  const { m } = usePane();
  const [text, setText] = useState("");
  const hits = useCatalogue(text, kind);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (kind !== "INDICATOR") return;
    const press = (event: KeyboardEvent): void => {
      if (event.key !== "/" || document.activeElement instanceof HTMLInputElement) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [kind]);
  const toggle = ({ code, name }: Chosen): void =>
    onChange(
      chosen.some((one) => one.code === code) ? chosen.filter((one) => one.code !== code) : [...chosen, { code, name }],
    );
  return (
    <section className="card" aria-label={label}>
      <h3 className="section">
        {label} <span className="caption">{m.query.chosen(chosen.length)}</span>
      </h3>
      <SearchBox
        ref={box}
        value={text}
        placeholder={placeholder}
        aria-label={placeholder}
        onChange={(_, data) => setText(data.value)}
        style={{ maxWidth: "none" }}
      />
      {text.trim() !== "" && (
        <div className="hits">
          {hits.length === 0 && <div className="caption hit">{m.query.nothing(text)}</div>}
          {hits.map((hit) => (
            <HitLine
              key={hit.code}
              hit={hit}
              text={text}
              isChosen={chosen.some(({ code }) => code === hit.code)}
              onToggle={() => toggle(hit)}
            />
          ))}
        </div>
      )}
      <Chips chosen={chosen} label={label} onChange={onChange} />
    </section>
  );
}

interface HitLineProps {
  readonly hit: CatalogueHit;
  readonly text: string;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function HitLine({ hit, text, isChosen, onToggle }: HitLineProps): ReactNode {
  const { m } = usePane();
  const at = hit.name.indexOf(text.trim());
  return (
    <label className="hit" title={hit.detail ?? hit.name}>
      <Checkbox checked={isChosen} onChange={onToggle} aria-label={`${hit.name} ${hit.code}`} />
      <span className="grow">
        {at < 0 ? (
          hit.name
        ) : (
          <>
            {hit.name.slice(0, at)}
            <u>{text.trim()}</u>
            {hit.name.slice(at + text.trim().length)}
          </>
        )}
      </span>
      <span className="caption">
        {hit.unit ? `${hit.unit} ` : ""}
        {hit.code}
      </span>
      {hit.source && (
        <span className="tag quiet">
          {hit.source === "LEDGER" ? m.source.counted : hit.source === "FORMULA" ? m.source.formula : m.source.reported}
        </span>
      )}
    </label>
  );
}
