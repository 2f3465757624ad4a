/** A question about a register: which columns, which rows, in which order; put in as a bound table or one function. */
import { Button, Input, Radio, RadioGroup, Select } from "@fluentui/react-components";
import { ArrowDownRegular, ArrowUpRegular, DismissRegular } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useState } from "react";
import { insertRegister } from "../actions/register.js";
import { insertListFunction } from "../actions/insert-list.js";
import type { RowsQuestion } from "../actions/queries.js";
import type { RegisterFieldShape, RegisterShape } from "../hub/registers.js";
import { isTrouble } from "../ui/words.js";
import { Frame, Waiting } from "./frame.js";
import { type OfflineBook, OfflineLink } from "./offline-link.js";
import { usePane } from "./pane.js";
import { Conditions } from "./query-conditions.js";
import { RegisterPreview } from "./query-register-preview.js";
import { PurposeControl, useWhole } from "./purpose.js";
import type { QueryTools } from "./query.js";
import { useQueryWords } from "./use-query-words.js";

const USUAL_MOST = 1_000;
const MOST_HITS = 12;

export function RegisterQuery({ editing, position, onReport, foot, head }: QueryTools): ReactNode {
  const { desk, m, organization, setTrouble } = usePane();
  const w = useQueryWords();
  const opened = editing?.question.kind === "rows" ? editing.question : null;
  const [shapes, setShapes] = useState<readonly RegisterShape[] | null>(null);
  const [question, setQuestion] = useState<RowsQuestion>(
    opened ?? {
      ...{ kind: "rows", register: "", columns: [], conditions: [], order: [], most: USUAL_MOST },
      organization: organization?.code ?? null,
    },
  );
  const [isSpilled, setSpilled] = useState(false);
  const whole = useWhole(question.register);
  const change = (part: Partial<RowsQuestion>): void => setQuestion((before) => ({ ...before, ...part }));
  useEffect(() => {
    void desk.hub
      .registerShapes()
      .then((answer) => (answer.kind === "ok" ? setShapes(answer.data) : setTrouble(answer)));
  }, [desk, setTrouble]);

  if (shapes === null)
    return (
      <Frame>
        {head}
        <Waiting label={w.loading} />
      </Frame>
    );
  const shape = shapes.find(({ name }) => name === question.register);
  const choose = (name: string): void => change({ register: name, columns: [], conditions: [], order: [] });
  const insert = async (): Promise<void> => {
    setTrouble(null);
    const request = { ...question, title: "", ...(position && { at: position }) };
    const report = await (isSpilled ? insertListFunction(desk, request) : insertRegister(desk, request));
    onReport(report);
    if (!isTrouble(report) && report.kind === "blocked") setTrouble(null);
  };
  const hasPersonal = shape?.fields.some(({ path, personal }) => personal && question.columns.includes(path)) === true;
  const isReady = shape !== undefined && question.columns.length > 0;
  const offline = (): OfflineBook => {
    const { register, columns, conditions, order } = question;
    const title = m.query.offlineTitle(shape?.label ?? register, organization?.name ?? "");
    const words = new URLSearchParams({
      ...{ register, columns: columns.join(","), organization: question.organization ?? "", title },
      ...{ conditions: JSON.stringify(conditions), order: JSON.stringify(order) },
    });
    return { path: `rows.xlsx?${words.toString()}`, name: `${title}.xlsx` };
  };
  const labelOf = (path: string): string => shape?.fields.find((field) => field.path === path)?.label ?? path;
  return (
    <Frame primary={{ label: w.insertRows, run: () => void insert(), disabled: !isReady }}>
      {head}
      <section>
        <h3 className="section">{w.register}</h3>
        <Select aria-label={w.register} value={question.register} onChange={(_, data) => choose(data.value)}>
          <option value="">{w.chooseRegister}</option>
          {shapes.map((one) => (
            <option key={one.name} value={one.name}>
              {m.language === "zh-CN" ? one.label : one.labelEn}
            </option>
          ))}
        </Select>
      </section>
      {shape && (
        <>
          <Columns shape={shape} chosen={question.columns} onChange={(columns) => change({ columns })} />
          <Conditions
            fields={shape.fields}
            conditions={question.conditions}
            onChange={(conditions) => change({ conditions })}
          />
          <Order
            fields={shape.fields.filter(({ orderable }) => orderable)}
            question={question}
            onChange={(order) => change({ order })}
          />
          {isReady ? (
            <>
              {hasPersonal && <PurposeControl whole={whole} />}
              {/* Another purpose, or none any more: what was shown before goes at once. */}
              <RegisterPreview
                key={whole.purpose ?? ""}
                {...{ question, labelOf, purpose: hasPersonal ? whole.purpose : null }}
              />
            </>
          ) : (
            <div className="num">{w.noColumns}</div>
          )}
          <RadioGroup
            className="stack"
            aria-label={m.query.insertAs}
            value={isSpilled ? "spill" : "table"}
            onChange={(_, data) => setSpilled(data.value === "spill")}
          >
            <div className={isSpilled ? "form" : "form on"}>
              <Radio value="table" label={`${w.rowsForm}（${m.query.recommended}）`} />
              <div className="caption">{w.rowsFormHint}</div>
            </div>
            <div className={isSpilled ? "form on" : "form"}>
              <Radio value="spill" label={w.rowsSpill} disabled={!desk.host.can.functions} />
              <div className="caption">{w.rowsSpillHint}</div>
            </div>
          </RadioGroup>
        </>
      )}
      {isReady && shape.writable && <OfflineLink book={offline} />}
      {foot(isReady ? question : null, w.defaultName(shape?.label ?? ""))}
    </Frame>
  );
}

/** Columns by search among the register's fields and those of the rows it points at; chosen ones in their order. */
function Columns(props: {
  readonly shape: RegisterShape;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}): ReactNode {
  const { m } = usePane();
  const w = useQueryWords();
  const { shape, chosen, onChange } = props;
  const [text, setText] = useState("");
  const label = (field: RegisterFieldShape | undefined, path: string): string =>
    (m.language === "zh-CN" ? field?.label : field?.labelEn) ?? path;
  const wanted = text.trim().toLowerCase();
  const hits = shape.fields
    .filter(({ path }) => !chosen.includes(path))
    .filter((field) => `${field.label} ${field.labelEn} ${field.path} ${field.spelling}`.toLowerCase().includes(wanted))
    .slice(0, MOST_HITS);
  const swap = (at: number, by: -1 | 1): void => {
    const next = [...chosen];
    const [one, other] = [next[at], next[at + by]];
    if (one === undefined || other === undefined) return;
    next[at] = other;
    next[at + by] = one;
    onChange(next);
  };
  return (
    <section className="card" aria-label={w.columns}>
      <h3 className="section">
        {w.columns} <span className="caption">{w.chosenColumns(chosen.length)}</span>
      </h3>
      <ul className="list">
        {chosen.map((path, at) => {
          const name = label(
            shape.fields.find((field) => field.path === path),
            path,
          );
          return (
            <li key={path}>
              <div className="row">
                <span className="grow">{name}</span>
                <Button size="small" icon={<ArrowUpRegular />} aria-label={w.up(name)} onClick={() => swap(at, -1)} />
                <Button
                  size="small"
                  icon={<ArrowDownRegular />}
                  aria-label={w.down(name)}
                  onClick={() => swap(at, 1)}
                />
                <Button
                  size="small"
                  icon={<DismissRegular />}
                  aria-label={w.drop(name)}
                  onClick={() => onChange(chosen.filter((one) => one !== path))}
                />
              </div>
            </li>
          );
        })}
      </ul>
      <Input
        value={text}
        placeholder={w.findColumn}
        aria-label={w.findColumn}
        onChange={(_, data) => setText(data.value)}
        style={{ width: "100%" }}
      />
      <div className="chips">
        {hits.map((field) => (
          <Button key={field.path} size="small" title={field.path} onClick={() => onChange([...chosen, field.path])}>
            + {label(field, field.path)}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Order(props: {
  readonly fields: readonly RegisterFieldShape[];
  readonly question: RowsQuestion;
  readonly onChange: (order: RowsQuestion["order"]) => void;
}): ReactNode {
  const { m } = usePane();
  const w = useQueryWords();
  const [first] = props.question.order;
  return (
    <section>
      <h3 className="section">{w.order}</h3>
      <div className="row">
        <Select
          className="grow"
          aria-label={w.order}
          value={first?.path ?? ""}
          onChange={(_, data) =>
            props.onChange(data.value === "" ? [] : [{ path: data.value, descending: first?.descending ?? false }])
          }
        >
          <option value="">{w.noOrder}</option>
          {props.fields.map((field) => (
            <option key={field.path} value={field.path}>
              {m.language === "zh-CN" ? field.label : field.labelEn}
            </option>
          ))}
        </Select>
        {first && (
          <Button size="small" onClick={() => props.onChange([{ ...first, descending: !first.descending }])}>
            {first.descending ? w.descending : w.ascending}
          </Button>
        )}
      </div>
    </section>
  );
}
