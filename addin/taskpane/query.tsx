/** 查询: choose indicators, organizations and periods by searching, then put them into the sheet in one of three forms. */
import { Button, Checkbox, Link, MessageBar, MessageBarBody, Radio, RadioGroup } from "@fluentui/react-components";
import { TargetRegular } from "@fluentui/react-icons";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import {
  insertFunctions,
  insertTable,
  insertValues,
  MANY_FUNCTIONS,
  type InsertForm,
  type InsertReport,
  type TableRequest,
} from "../actions/insert.js";
import { periodLabel } from "../sheet/period-label.js";
import { cellAt, type Place, readableAddress } from "../sheet/place.js";
import { isTrouble, findingWords } from "../ui/words.js";
import { goToCell } from "../actions/cell.js";
import { Frame } from "./frame.js";
import { usePane } from "./pane.js";
import { Chooser, type Chosen } from "./query-chooser.js";
import { Preview } from "./query-preview.js";

/** More rows than this are nobody's first table. */
const MOST_BEGUN = 60;
const INSERT = { table: insertTable, functions: insertFunctions, values: insertValues } as const;

export function Query(): ReactNode {
  const { desk, m, organization, info, setTrouble } = usePane();
  const [indicators, setIndicators] = useState<readonly Chosen[]>([]);
  const [organizations, setOrganizations] = useState<readonly Chosen[]>([]);
  const [periods, setPeriods] = useState<readonly Chosen[]>([]);
  const [form, setForm] = useState<InsertForm>("table");
  const [report, setReport] = useState<InsertReport | null>(null);

  const [position, setPosition] = useState<Place | null>(null);
  const [withTotal, setWithTotal] = useState(false);
  const begun = useRef({ organization: "", period: false });
  /** The organization whose parts these are: it can stand for all of them where a sum would be wrong. */
  const whole = useRef<string | null>(null);

  // The fastest start: my own organization with its parts, and the month that is being reported. Once: cleared is cleared.
  useEffect(() => {
    if (!organization || begun.current.organization === organization.code) return;
    begun.current.organization = organization.code;
    void desk.hub.organizationTree(organization.code, 1).then((answer) => {
      if (answer.kind !== "ok") return;
      const parts = answer.data.filter(({ parent }) => parent === organization.code);
      const rows = parts.length > 0 ? parts : answer.data;
      whole.current = parts.length > 0 && parts.length <= MOST_BEGUN ? organization.code : null;
      setOrganizations(rows.slice(0, MOST_BEGUN).map(({ code, name }) => ({ code, name })));
    });
  }, [desk, organization]);
  useEffect(() => {
    if (!info || begun.current.period) return;
    begun.current.period = true;
    const month = lastFullMonth(info.today);
    setPeriods([{ code: month, name: periodLabel(month, m.language === "zh-CN" ? "zh" : "en") }]);
  }, [info, m]);
  const here = useCallback(async () => {
    const { sheet, row, column } = await desk.host.selection();
    setPosition(cellAt(sheet, row, column));
  }, [desk]);
  useEffect(() => void here(), [here]);

  const columns = periods.flatMap(({ code: period }) => indicators.map(({ code }) => ({ indicator: code, period })));
  const cells = columns.length * organizations.length;
  const insert = async (): Promise<void> => {
    setTrouble(null);
    const request: TableRequest = {
      organizations: organizations.map(({ code }) => code),
      columns,
      title: "",
      ...(position && { at: position }),
      ...(withTotal && { total: { organization: whole.current } }),
    };
    const answer = await INSERT[form](desk, request);
    if (isTrouble(answer)) setTrouble(answer);
    else setReport(answer);
  };
  const offlineAddress = (): string => {
    const words = new URLSearchParams({
      organizations: organizations.map(({ code }) => code).join(","),
      columns: columns.map(({ indicator, period }) => `${indicator}@${period}`).join(","),
      title: m.query.offlineTitle(organization?.name ?? "", periods[0]?.name ?? ""),
    });
    return `${desk.hub.address}/workbooks/report.xlsx?${words.toString()}`;
  };
  const missing = [
    ...(indicators.length === 0 ? [m.query.indicators] : []),
    ...(organizations.length === 0 ? [m.query.organizations] : []),
    ...(periods.length === 0 ? [m.query.periods] : []),
  ];
  const forms = [
    { value: "table", name: `${m.query.table}（${m.query.recommended}）`, hint: m.query.tableHint },
    {
      value: "functions",
      name: m.query.functions,
      hint: desk.host.can.functions ? m.query.functionsHint : m.query.noFunctions,
    },
    { value: "values", name: m.query.values, hint: m.query.valuesHint },
  ];
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
        onChange={(chosen) => {
          whole.current = null;
          setOrganizations(chosen);
        }}
      />
      <Chooser
        kind="PERIOD"
        label={m.query.periods}
        placeholder={m.query.addPeriod}
        chosen={periods}
        onChange={setPeriods}
      />
      <div aria-live="polite" className="num">
        {cells > 0 ? m.query.preview(organizations.length, columns.length) : m.query.missing(missing)}
      </div>
      {cells > 0 && <Preview organizations={organizations} columns={columns} />}
      <section>
        <h3 className="section">{m.query.insertAs}</h3>
        <RadioGroup
          className="stack"
          value={form}
          onChange={(_, data) => setForm(data.value as InsertForm)}
          aria-label={m.query.insertAs}
        >
          {forms.map(({ value, name, hint }) => (
            <div key={value} className={form === value ? "form on" : "form"}>
              <Radio value={value} label={name} disabled={value === "functions" && !desk.host.can.functions} />
              <div className="caption">{hint}</div>
            </div>
          ))}
        </RadioGroup>
        {form === "functions" && cells > MANY_FUNCTIONS && <div className="note warn">{m.query.many(cells)}</div>}
      </section>
      <Checkbox checked={withTotal} label={m.query.total} onChange={(_, data) => setWithTotal(data.checked === true)} />
      <div className="row" role="group" aria-label={m.query.position}>
        <span>{m.query.position}</span>
        <span className="addr">{position ? readableAddress(position) : m.noValue}</span>
        <Button size="small" icon={<TargetRegular />} onClick={() => void here()}>
          {m.query.here}
        </Button>
      </div>
      {cells > 0 && (
        <div>
          <Link href={offlineAddress()} download>
            {m.query.offline}
          </Link>
          <div className="caption">{m.query.offlineHint}</div>
        </div>
      )}
      {report && <Inserted report={report} />}
    </Frame>
  );
}

function Inserted({ report }: { readonly report: InsertReport }): ReactNode {
  const { desk, m } = usePane();
  if (isTrouble(report)) return null;
  if (report.kind === "inserted")
    return (
      <MessageBar intent={report.problems.length === 0 ? "success" : "warning"} layout="multiline" aria-live="polite">
        <MessageBarBody>
          {m.query.inserted(report.cells, readableAddress(report.place))}
          <Button size="small" appearance="transparent" onClick={() => void goToCell(desk, report.place)}>
            {m.query.goToTable}
          </Button>
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

/** The month before `today`, which is the one being reported. */
function lastFullMonth(today: string): string {
  const [year = 0, month = 0] = today.split("-").map(Number);
  return month === 1 ? `${year - 1}M12` : `${year}M${String(month - 1).padStart(2, "0")}`;
}
