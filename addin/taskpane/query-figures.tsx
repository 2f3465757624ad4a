/** A question of figures: indicators, organizations and periods by search, where each goes, and in which form. */
import { Button, Checkbox, Radio, RadioGroup } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef } from "react";
import { insertBoard } from "../actions/board.js";
import {
  insertFunctions,
  insertSpill,
  insertTable,
  insertValues,
  MANY_FUNCTIONS,
  type InsertForm,
} from "../actions/insert.js";
import { type ChosenPart, type FiguresQuestion, partsOf, requestOf } from "../actions/queries.js";
import { columnKey } from "../sheet/breakdown.js";
import { type Axis, isUsual, USUAL_LAYOUT } from "../sheet/axes.js";
import type { Measure } from "../sheet/measures.js";
import { periodLabel } from "../sheet/period-label.js";
import { Frame } from "./frame.js";
import { type OfflineBook, OfflineLink } from "./offline-link.js";
import { usePane } from "./pane.js";
import { Axes } from "./query-axes.js";
import { BreakdownChooser, dimensionOf } from "./query-breakdown.js";
import { Chooser, type Chosen } from "./query-chooser.js";
import { Preview } from "./query-preview.js";
import type { QueryTools } from "./query.js";
import { type QueryDraft, useQueryDraft } from "./use-query-draft.js";
import { useQueryWords } from "./use-query-words.js";

/** More rows than this are nobody's first table. */
const MOST_BEGUN = 60;
const INSERT = {
  ...{ table: insertTable, spill: insertSpill, functions: insertFunctions, values: insertValues },
  board: insertBoard,
} as const;

const NOTHING: FiguresQuestion = {
  ...{ kind: "figures", indicators: [], organizations: [], periods: [], layout: USUAL_LAYOUT },
  ...{ form: "table", withTotal: false, whole: null },
};

export function FiguresQuery({ editing, position, onReport, foot, head }: QueryTools): ReactNode {
  const { desk, m, organization, setTrouble } = usePane();
  const w = useQueryWords();
  const opened = editing?.question.kind === "figures" ? editing.question : null;
  const { question, change, begun } = useQueryDraft(desk, opened, NOTHING, organization?.code ?? "");
  useUsualStart(question, begun, change);

  const { indicators, organizations, periods, layout } = question;
  const [first, second, breakdowns] = [question.breakdowns ?? [], question.crossings ?? [], partsOf(question)];
  // A board is of wholes.
  const form: InsertForm = breakdowns.length > 0 && question.form === "board" ? "table" : question.form;
  const request = requestOf(question);
  const canBeside = breakdowns.length === 0 && form !== "spill" && form !== "board";
  const perFigure = 1 + (canBeside ? (question.measures?.length ?? 0) : 0);
  const cells = request.organizations.length * request.columns.length * perFigure;
  const missing = [
    ...(indicators.length === 0 ? [m.query.indicators] : []),
    ...(organizations.length === 0 ? [m.query.organizations] : []),
    ...(periods.length === 0 ? [m.query.periods] : []),
  ];
  const insert = async (): Promise<void> => {
    setTrouble(null);
    onReport(await INSERT[form](desk, { ...request, ...(position && { at: position }) }));
  };
  const offline = (): OfflineBook => {
    const words = new URLSearchParams({
      organizations: request.organizations.join(","),
      columns: request.columns.map(columnKey).join(","),
      title: m.query.offlineTitle(organization?.name ?? "", periods[0]?.name ?? ""),
    });
    return { path: `report.xlsx?${words.toString()}`, name: `${words.get("title") ?? ""}.xlsx` };
  };
  const chosenOf = (axis: Axis): readonly Chosen[] => (axis === "breakdowns" ? breakdowns : question[axis]);
  const kept = (axis: Axis): readonly Chosen[] =>
    layout.filter.includes(axis) ? chosenOf(axis).slice(0, 1) : chosenOf(axis);
  const sizeOf = (order: readonly Axis[]): number => order.reduce((size, axis) => size * kept(axis).length, 1);
  const [indicator, period] = [indicators[0]?.code, periods[0]?.code];
  const asOrganization = question.whole ?? organizations[0]?.code;
  const example = indicator && period && asOrganization ? { indicator, organization: asOrganization, period } : null;
  return (
    <Frame
      primary={{
        label: form === "board" ? w.insertBoard(cells) : m.query.insert(cells),
        run: () => void insert(),
        disabled: cells === 0,
      }}
    >
      {head}
      <Chooser
        kind="INDICATOR"
        label={m.query.indicators}
        placeholder={m.query.search}
        chosen={indicators}
        onChange={(chosen) => change({ indicators: chosen })}
      />
      <Chooser
        kind="ORGANIZATION"
        label={w.axis.organizations}
        placeholder={m.query.addOrganization}
        chosen={organizations}
        onChange={(chosen) => change({ organizations: chosen, whole: null })}
      />
      <Chooser
        kind="PERIOD"
        label={m.query.periods}
        placeholder={m.query.addPeriod}
        chosen={periods}
        onChange={(chosen) => change({ periods: chosen })}
      />
      <BreakdownChooser
        label={w.breakdown}
        without={dimensionOf(second)}
        indicators={indicators}
        example={example}
        chosen={first}
        onChange={(chosen) => change((before) => brokenDown(before, chosen))}
        onOffer={(offered) =>
          change((before) => ((before.breakdowns?.length ?? 0) === 0 ? brokenDown(before, offered) : {}))
        }
      />
      {first.length > 0 && (
        <BreakdownChooser
          label={w.crossing}
          without={dimensionOf(first)}
          indicators={indicators}
          example={example}
          chosen={second}
          onChange={(chosen) => change({ crossings: chosen })}
          onOffer={(offered) =>
            change((before) => ((before.crossings?.length ?? 0) === 0 ? { crossings: offered } : {}))
          }
        />
      )}
      <Axes
        layout={layout}
        counts={{
          indicators: indicators.length,
          organizations: organizations.length,
          periods: periods.length,
          breakdowns: breakdowns.length,
        }}
        onChange={(next) => change({ layout: next, ...(!isUsual(next) && { withTotal: false }) })}
      />
      {layout.filter.map((axis) => {
        const [only, another] = chosenOf(axis);
        return only && another ? (
          <div key={axis} className="note">
            {w.filterOne(w.axis[axis], only.name)}
          </div>
        ) : null;
      })}
      <div aria-live="polite" className="num">
        {cells > 0
          ? m.query.preview(sizeOf(layout.rows), sizeOf(layout.columns) * perFigure)
          : m.query.missing(missing)}
      </div>
      {cells > 0 && (
        <Preview
          axes={{
            ...{ indicators: kept("indicators"), organizations: kept("organizations"), periods: kept("periods") },
            breakdowns: kept("breakdowns"),
          }}
          layout={layout}
        />
      )}
      {canBeside && <Measures chosen={question.measures ?? []} onChange={(measures) => change({ measures })} />}
      <Forms form={form} cells={cells} isWhole={breakdowns.length === 0} onChange={(next) => change({ form: next })} />
      {isUsual(layout) && form !== "spill" && form !== "board" && (
        <Checkbox
          checked={question.withTotal}
          label={m.query.total}
          onChange={(_, data) => change({ withTotal: data.checked === true })}
        />
      )}
      {cells > 0 && <OfflineLink book={offline} />}
      {foot(cells > 0 ? question : null, w.defaultName(indicators[0]?.name ?? ""))}
    </Frame>
  );
}

/** What stands beside each figure. */
function Measures(props: {
  readonly chosen: readonly Measure[];
  readonly onChange: (measures: readonly Measure[]) => void;
}): ReactNode {
  const w = useQueryWords();
  const { chosen, onChange } = props;
  const toggle = (measure: Measure): void =>
    onChange(chosen.includes(measure) ? chosen.filter((one) => one !== measure) : [...chosen, measure]);
  return (
    <section role="group" aria-label={w.beside}>
      <h3 className="section">{w.beside}</h3>
      <Checkbox checked={chosen.includes("target")} label={w.besideTarget} onChange={() => toggle("target")} />
      <Checkbox checked={chosen.includes("rate")} label={w.besideRate} onChange={() => toggle("rate")} />
      {chosen.length > 0 && <div className="caption">{w.besideHint}</div>}
    </section>
  );
}

/** Totals and boards are of wholes. */
function brokenDown(before: FiguresQuestion, breakdowns: readonly ChosenPart[]): Partial<FiguresQuestion> {
  if (breakdowns.length === 0) return { breakdowns, crossings: [] };
  return { breakdowns, withTotal: false, form: before.form === "board" ? "table" : before.form };
}

/** The fastest start: my own organization with its parts, and the month that is being reported. Once: cleared is cleared. */
function useUsualStart(question: FiguresQuestion, begun: QueryDraft["begun"], change: QueryDraft["change"]): void {
  const { desk, m, organization, info } = usePane();
  const put = useRef(change);
  const now = useRef(question);
  [put.current, now.current] = [change, question];
  useEffect(() => {
    if (!organization || begun.organization === organization.code) return;
    begun.organization = organization.code;
    const then = now.current.organizations;
    void desk.hub.organizationTree(organization.code, 1).then((answer) => {
      if (answer.kind !== "ok") return;
      const parts = answer.data.filter(({ parent }) => parent === organization.code);
      const rows = parts.length > 0 ? parts : answer.data;
      // The organization whose parts these are can stand for all of them where a sum would be wrong.
      const whole = parts.length > 0 && parts.length <= MOST_BEGUN ? organization.code : null;
      const usual = rows.slice(0, MOST_BEGUN).map(({ code, name }) => ({ code, name }));
      // What was chosen while the hub was answering stands.
      put.current((before) => (before.organizations === then ? { whole, organizations: usual } : {}));
    });
  }, [desk, organization, begun]);
  useEffect(() => {
    if (!info || begun.period) return;
    begun.period = true;
    const month = lastFullMonth(info.today);
    const usual = [{ code: month, name: periodLabel(month, m.language === "zh-CN" ? "zh" : "en") }];
    put.current((before) => (before.periods.length === 0 ? { periods: usual } : {}));
  }, [info, m, begun]);
}

function Forms(props: {
  readonly form: InsertForm;
  readonly cells: number;
  /** Nothing is broken down. */
  readonly isWhole: boolean;
  readonly onChange: (form: InsertForm) => void;
}): ReactNode {
  const { desk, m } = usePane();
  const w = useQueryWords();
  const { form, cells, isWhole, onChange } = props;
  const { functions } = desk.host.can;
  const { noFunctions } = m.query;
  const forms: readonly { value: InsertForm; name: string; hint: string; isPossible: boolean }[] = [
    { value: "table", name: `${m.query.table}（${m.query.recommended}）`, hint: m.query.tableHint, isPossible: true },
    {
      value: "functions",
      name: m.query.functions,
      hint: functions ? m.query.functionsHint : noFunctions,
      isPossible: functions,
    },
    { value: "spill", name: w.spill, hint: functions ? w.spillHint : noFunctions, isPossible: functions },
    { value: "board", name: w.board, hint: isWhole ? w.boardHint : w.onlyWholes, isPossible: isWhole },
    { value: "values", name: m.query.values, hint: m.query.valuesHint, isPossible: true },
  ];
  return (
    <section>
      <h3 className="section">{m.query.insertAs}</h3>
      <RadioGroup
        className="stack"
        value={form}
        onChange={(_, data) => onChange(data.value as InsertForm)}
        aria-label={m.query.insertAs}
      >
        {forms.map(({ value, name, hint, isPossible }) => (
          <div key={value} className={form === value ? "form on" : "form"}>
            <Radio value={value} label={name} disabled={!isPossible} />
            <div className="caption">{hint}</div>
          </div>
        ))}
      </RadioGroup>
      {form === "functions" && cells > MANY_FUNCTIONS && (
        <div className="note warn">
          {m.query.many(cells)}{" "}
          <Button size="small" onClick={() => onChange("table")}>
            {w.manyRemedy}
          </Button>
        </div>
      )}
    </section>
  );
}

/** The month before `today`, which is the one being reported. */
function lastFullMonth(today: string): string {
  const [year = 0, month = 0] = today.split("-").map(Number);
  return month === 1 ? `${year - 1}M12` : `${year}M${String(month - 1).padStart(2, "0")}`;
}
