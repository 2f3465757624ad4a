/** 查询: choose indicators, organizations and periods by searching, then put them into the sheet in one of three forms. */
import {
  Button,
  Checkbox,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  SearchBox,
} from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import {
  insertFunctions,
  insertTable,
  insertValues,
  type InsertForm,
  type InsertReport,
  type TableRequest,
} from "../actions/insert.js";
import type { CatalogueHit, CatalogueKind } from "../hub/hub.js";
import { readableAddress } from "../sheet/place.js";
import { isTrouble, findingWords } from "../ui/words.js";
import { Frame } from "./frame.js";
import { usePane } from "./pane.js";
import { useCatalogue } from "./use-catalogue.js";

interface Chosen {
  readonly code: string;
  readonly name: string;
}

const INSERT = { table: insertTable, functions: insertFunctions, values: insertValues } as const;

export function Query(): ReactNode {
  const { desk, m, organization, info, setTrouble } = usePane();
  const [indicators, setIndicators] = useState<readonly Chosen[]>([]);
  const [organizations, setOrganizations] = useState<readonly Chosen[]>([]);
  const [periods, setPeriods] = useState<readonly Chosen[]>([]);
  const [form, setForm] = useState<InsertForm>("table");
  const [report, setReport] = useState<InsertReport | null>(null);

  // The fastest start: my own organization with its parts, and the month that is being reported.
  useEffect(() => {
    if (!organization || organizations.length > 0) return;
    void desk.hub.organizationTree(organization.code, 1).then((answer) => {
      if (answer.kind !== "ok") return;
      const parts = answer.data.filter(({ parent }) => parent === organization.code);
      const rows = parts.length > 0 ? parts : answer.data;
      setOrganizations(rows.slice(0, 60).map(({ code, name }) => ({ code, name })));
    });
  }, [desk, organization, organizations.length]);
  useEffect(() => {
    if (!info || periods.length > 0) return;
    const month = lastFullMonth(info.today);
    setPeriods([{ code: month, name: month }]);
  }, [info, periods.length]);

  const columns = periods.flatMap(({ code: period }) => indicators.map(({ code }) => ({ indicator: code, period })));
  const cells = columns.length * organizations.length;
  const insert = async (): Promise<void> => {
    setTrouble(null);
    const request: TableRequest = { organizations: organizations.map(({ code }) => code), columns, title: "" };
    const answer = await INSERT[form](desk, request);
    if (isTrouble(answer)) setTrouble(answer);
    else setReport(answer);
  };
  return (
    <Frame primary={{ label: m.query.insert(cells), run: () => void insert(), disabled: cells === 0 }}>
      <Chooser
        kind="INDICATOR"
        label={m.query.indicators}
        placeholder={m.query.search}
        chosen={indicators}
        onChange={setIndicators}
      />
      <Chooser
        kind="ORGANIZATION"
        label={m.query.organizations}
        placeholder={m.query.addOrganization}
        chosen={organizations}
        onChange={setOrganizations}
      />
      <Chooser
        kind="PERIOD"
        label={m.query.periods}
        placeholder={m.query.addPeriod}
        chosen={periods}
        onChange={setPeriods}
      />
      <div aria-live="polite" className="num">
        {cells > 0 ? m.query.preview(organizations.length, columns.length) : m.query.nothingChosen}
      </div>
      <div>
        <h3 className="section">{m.query.insertAs}</h3>
        <RadioGroup
          value={form}
          onChange={(_, data) => setForm(data.value as InsertForm)}
          aria-label={m.query.insertAs}
        >
          <Radio value="table" label={`${m.query.table}：${m.query.tableHint}`} />
          <Radio value="functions" label={`${m.query.functions}：${m.query.functionsHint}`} />
          <Radio value="values" label={`${m.query.values}：${m.query.valuesHint}`} />
        </RadioGroup>
        <div className="caption">{m.query.somewhere}</div>
      </div>
      {report && <Inserted report={report} />}
    </Frame>
  );
}

function Inserted({ report }: { readonly report: InsertReport }): ReactNode {
  const { m } = usePane();
  if (isTrouble(report)) return null;
  if (report.kind === "inserted")
    return (
      <MessageBar intent={report.problems.length === 0 ? "success" : "warning"} layout="multiline" aria-live="polite">
        <MessageBarBody>
          {m.query.inserted(report.cells, readableAddress(report.place))}
          {report.problems.slice(0, 5).map((finding) => (
            <div key={finding.code + (finding.message ?? "")}>{findingWords(m, finding, "")}</div>
          ))}
        </MessageBarBody>
      </MessageBar>
    );
  const said =
    report.code === "PLACE_NOT_EMPTY"
      ? m.query.placeNotEmpty(readableAddress(report.place))
      : report.code === "TOO_MANY_CELLS"
        ? m.query.tooMany(report.cells, report.most)
        : m.query.nothingChosen;
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{said}</MessageBarBody>
    </MessageBar>
  );
}

interface ChooserProps {
  readonly kind: CatalogueKind;
  readonly label: string;
  readonly placeholder: string;
  readonly chosen: readonly Chosen[];
  readonly onChange: (chosen: readonly Chosen[]) => void;
}

function Chooser({ kind, label, placeholder, chosen, onChange }: ChooserProps): ReactNode {
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
      <div className="chips">
        {chosen.slice(0, 12).map((one) => (
          <InteractionTag key={one.code} size="small">
            <InteractionTagPrimary hasSecondaryAction>{one.name}</InteractionTagPrimary>
            <InteractionTagSecondary aria-label={m.query.remove(one.name)} onClick={() => toggle(one)} />
          </InteractionTag>
        ))}
        {chosen.length > 12 && <span className="caption">+{chosen.length - 12}</span>}
        {chosen.length > 1 && (
          <Button size="small" appearance="transparent" onClick={() => onChange([])}>
            ✕
          </Button>
        )}
      </div>
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

/** The month before `today`, which is the one being reported. */
function lastFullMonth(today: string): string {
  const [year = 0, month = 0] = today.split("-").map(Number);
  return month === 1 ? `${year - 1}M12` : `${year}M${String(month - 1).padStart(2, "0")}`;
}
