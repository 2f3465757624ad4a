/** Breaking figures down: one dimension all chosen indicators have, and which of its codes, by name, pinyin or code. */
import { Checkbox, SearchBox, Select } from "@fluentui/react-components";
import { type ReactNode, useMemo, useState } from "react";
import type { BreakdownMember, BreakdownMembers, FigureKey } from "../hub/hub.js";
import { breakdownCode, readBreakdown, saidBy } from "../sheet/breakdown.js";
import { initialsOf } from "../sheet/initials.js";
import { troubleWords } from "../ui/words.js";
import { usePane } from "./pane.js";
import { Chips } from "./query-chips.js";
import type { ChosenPart } from "../actions/queries.js";
import type { Chosen } from "./query-chooser.js";
import { useDimensions, useMembers } from "./use-breakdown.js";
import { useSpelling } from "./use-spelling.js";
import { useQueryWords } from "./use-query-words.js";

/** So few are shown without searching, and chosen at once. */
const FEW = 12;
const MOST_HITS = 30;

interface BreakdownProps {
  /** What it is called: 细分, or 再细分 for the second dimension. */
  readonly label: string;
  /** The dimension that the other one uses. */
  readonly without: string;
  readonly indicators: readonly Chosen[];
  /** A figure whose own codes are offered first. */
  readonly example: FigureKey | null;
  readonly chosen: readonly ChosenPart[];
  readonly onChange: (chosen: readonly ChosenPart[]) => void;
  /** What to begin with, once the hub told it: whoever was quicker and chose keeps what they chose. */
  readonly onOffer: (offered: readonly ChosenPart[]) => void;
}

/** The dimension of what was chosen; "" where nothing was. */
export const dimensionOf = (chosen: readonly Chosen[]): string =>
  chosen.flatMap(({ code }) => readBreakdown(code)[0]?.dimension ?? [])[0] ?? "";

export function BreakdownChooser(props: BreakdownProps): ReactNode {
  const { label, without, indicators, example, chosen, onChange, onOffer } = props;
  const { m } = usePane();
  const w = useQueryWords();
  const [picked, setPicked] = useState(dimensionOf(chosen));
  const known = useDimensions(indicators.map(({ code }) => code));
  const dimensions = (known.kind === "known" ? known.data : []).filter(({ code }) => code !== without);
  const dimension = dimensions.find(({ code }) => code === picked) ?? null;
  const isChinese = m.language === "zh-CN";
  const nameOf = ({ nameZh, nameEn }: { readonly nameZh: string; readonly nameEn: string }): string =>
    isChinese ? nameZh : nameEn;
  const chosenOf = ({ listed }: BreakdownMembers): ((member: BreakdownMember) => ChosenPart) => {
    const said = dimension && saidBy(dimension, listed);
    return (member) => ({
      code: breakdownCode([{ dimension: picked, code: member.code }]),
      name: nameOf(member),
      ...(said && { said: said(member) }),
    });
  };
  const members = useMembers(example, dimension, (first) => {
    if (first.held.length <= FEW) onOffer(first.held.map(chosenOf(first)));
  });
  const pick = (code: string): void => {
    setPicked(code);
    onChange([]);
  };
  return (
    <section className="card" aria-label={label}>
      <h3 className="section">
        {label} <span className="caption">{m.query.chosen(chosen.length)}</span>
      </h3>
      {indicators.length === 0 ? (
        <div className="caption">{w.dimensionsFirst}</div>
      ) : (
        <Select size="small" aria-label={w.dimension(label)} value={picked} onChange={(_, data) => pick(data.value)}>
          <option value="">{w.undivided}</option>
          {picked !== "" && dimension === null && <option value={picked}>{picked}</option>}
          {dimensions.map((one) => (
            <option key={one.code} value={one.code}>
              {nameOf(one)}
            </option>
          ))}
        </Select>
      )}
      {known.kind === "known" && dimensions.length === 0 && indicators.length > 0 && (
        <div className="caption">{w.noDimensions}</div>
      )}
      {known.kind === "failed" && <div className="note warn">{troubleWords(m, known.trouble)}</div>}
      {dimension && members.kind === "loading" && (
        <div className="caption" aria-live="polite">
          {w.membersLoading}
        </div>
      )}
      {dimension && members.kind === "failed" && <div className="note warn">{troubleWords(m, members.trouble)}</div>}
      {dimension && members.kind === "known" && (
        <Members
          label={label}
          held={members.data.held.map(chosenOf(members.data))}
          listed={members.data.listed.map(chosenOf(members.data))}
          chosen={chosen}
          onChange={onChange}
        />
      )}
      <Chips chosen={chosen} label={label} onChange={onChange} />
    </section>
  );
}

interface MembersProps {
  readonly label: string;
  readonly held: readonly ChosenPart[];
  readonly listed: readonly ChosenPart[];
  readonly chosen: readonly ChosenPart[];
  readonly onChange: (chosen: readonly ChosenPart[]) => void;
}

function Members({ label, held, listed, chosen, onChange }: MembersProps): ReactNode {
  const w = useQueryWords();
  const [text, setText] = useState("");
  const spell = useSpelling();
  const hasFigures = useMemo(() => new Set(held.map(({ code }) => code)), [held]);
  const all = useMemo(() => {
    const others = listed.filter(({ code }) => !hasFigures.has(code));
    return [{ code: "", name: w.whole }, ...held, ...others].map((one) => ({
      ...{ ...one, initials: initialsOf(one.name), spelled: spell(one.name) },
    }));
  }, [held, listed, hasFigures, w, spell]);
  const asked = text.trim().toLowerCase();
  const fits = all.filter(
    ({ code, name, initials, spelled }) =>
      name.toLowerCase().includes(asked) ||
      initials.startsWith(asked) ||
      spelled.includes(asked) ||
      code.split("=")[1]?.toLowerCase().startsWith(asked),
  );
  const hits = asked === "" ? all.slice(0, held.length > FEW ? 1 : held.length + 1) : fits.slice(0, MOST_HITS);
  const toggle = ({ code, name, said }: ChosenPart): void =>
    onChange(
      chosen.some((one) => one.code === code)
        ? chosen.filter((one) => one.code !== code)
        : [...chosen, { code, name, ...(said !== undefined && { said }) }],
    );
  return (
    <>
      <SearchBox
        size="small"
        value={text}
        placeholder={w.findMember(label)}
        aria-label={w.findMember(label)}
        onChange={(_, data) => setText(data.value)}
        style={{ maxWidth: "none" }}
      />
      <div className="hits" role="group" aria-label={label}>
        {hits.length === 0 && <div className="caption hit">{w.noMember(text)}</div>}
        {hits.map((hit) => (
          <label key={hit.code} className="hit" title={hit.name}>
            <Checkbox
              checked={chosen.some(({ code }) => code === hit.code)}
              onChange={() => toggle(hit)}
              aria-label={hit.name}
            />
            <span className="grow">{hit.name}</span>
            <span className="caption">{hit.code.split("=")[1] ?? ""}</span>
            {hasFigures.has(hit.code) && <span className="tag quiet">{w.held}</span>}
          </label>
        ))}
      </div>
    </>
  );
}
