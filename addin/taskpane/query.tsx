/** 查询: figures of indicators or rows of a register, chosen by searching, put into the sheet, and kept under a name. */
import { Button, Input, MessageBar, MessageBarBody, Radio, RadioGroup } from "@fluentui/react-components";
import { TargetRegular } from "@fluentui/react-icons";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { InsertReport } from "../actions/insert.js";
import {
  changeQuery,
  insertQuery,
  type Question,
  type SavedQuery,
  savedQueries,
  saveQuery,
  updatePlaces,
  type UpdateReport,
} from "../actions/queries.js";
import type { RegisterReport } from "../actions/register.js";
import { cellAt, type Place, readableAddress } from "../sheet/place.js";
import { isTrouble } from "../ui/words.js";
import { usePane } from "./pane.js";
import { FiguresQuery } from "./query-figures.js";
import { RegisterQuery } from "./query-register.js";
import { Inserted } from "./query-report.js";
import { SavedQueries } from "./query-saved.js";
import { useQueryWords } from "./use-query-words.js";

/** What the two kinds of question share: where it goes, its name, and what became of it. */
export interface QueryTools {
  /** The query being changed. */
  readonly editing: SavedQuery | null;
  readonly position: Place | null;
  readonly onReport: (report: InsertReport | RegisterReport) => void;
  /** Below the question: naming, the place, the report. `question` null: nothing to keep yet. */
  readonly foot: (question: Question | null, name: string) => ReactNode;
  /** Above it: saved queries and the choice of kind. */
  readonly head: ReactNode;
}

export function Query(): ReactNode {
  const { desk, m, setTrouble } = usePane();
  const w = useQueryWords();
  const [kind, setKind] = useState<Question["kind"]>("figures");
  const [queries, setQueries] = useState<readonly SavedQuery[]>([]);
  const [editing, setEditing] = useState<SavedQuery | null>(null);
  const [position, setPosition] = useState<Place | null>(null);
  const [report, setReport] = useState<InsertReport | RegisterReport | null>(null);
  const [offered, setOffered] = useState<string | null>(null);
  const [updated, setUpdated] = useState<UpdateReport | null>(null);

  const look = useCallback(() => void savedQueries(desk).then(setQueries), [desk]);
  useEffect(look, [look]);
  const here = useCallback(async () => {
    const { sheet, row, column } = await desk.host.selection();
    setPosition(cellAt(sheet, row, column));
  }, [desk]);
  useEffect(() => void here(), [here]);

  const onReport = (done: InsertReport | RegisterReport): void => {
    if (isTrouble(done)) setTrouble(done);
    else setReport(done);
    look();
  };
  const insertSaved = async (query: SavedQuery): Promise<void> => {
    setTrouble(null);
    const { sheet, row, column } = await desk.host.selection();
    onReport(await insertQuery(desk, query.id, cellAt(sheet, row, column)));
  };
  const open = (query: SavedQuery | null): void => {
    setEditing(query);
    setUpdated(null);
    setOffered(null);
    if (query) setKind(query.question.kind);
  };
  const keep = async (question: Question, name: string): Promise<void> => {
    if (editing) {
      await changeQuery(desk, editing.id, question);
      setOffered(editing.places.length > 0 ? editing.id : null);
      setEditing(null);
    } else await saveQuery(desk, name, question);
    look();
  };
  const update = async (id: string): Promise<void> => {
    const done = await updatePlaces(desk, id);
    setUpdated(done);
    setOffered(null);
    if (done.trouble) setTrouble(done.trouble);
    look();
  };
  const head = (
    <>
      <SavedQueries queries={queries} onOpen={open} onInsert={(query) => void insertSaved(query)} onChanged={look} />
      {offered !== null && (
        <UpdateOffer query={queries.find(({ id }) => id === offered)} onUpdate={() => void update(offered)} />
      )}
      {updated && <Updated report={updated} />}
      {editing && (
        <div className="row note" aria-live="polite">
          <span className="grow">{w.editing(editing.name)}</span>
          <Button size="small" onClick={() => open(null)}>
            {w.stopEditing}
          </Button>
        </div>
      )}
      <RadioGroup
        layout="horizontal"
        value={kind}
        aria-label={w.kind}
        disabled={editing !== null}
        onChange={(_, data) => setKind(data.value as Question["kind"])}
      >
        <Radio value="figures" label={w.figures} />
        <Radio value="rows" label={w.rows} />
      </RadioGroup>
    </>
  );
  const foot = (question: Question | null, name: string): ReactNode => (
    <>
      <div className="row" role="group" aria-label={m.query.position}>
        <span>{m.query.position}</span>
        <span className="addr">{position ? readableAddress(position) : m.noValue}</span>
        <Button size="small" icon={<TargetRegular />} onClick={() => void here()}>
          {m.query.here}
        </Button>
      </div>
      {question && (
        <Keeping
          key={editing?.id ?? "new"}
          name={editing?.name ?? name}
          isChange={editing !== null}
          onKeep={(as) => void keep(question, as)}
        />
      )}
      {report && <Inserted report={report} />}
    </>
  );
  const tools: QueryTools = { editing, position, onReport, foot, head };
  // A query opened anew begins with what it asks.
  const key = editing?.id ?? "new";
  return kind === "figures" ? <FiguresQuery key={key} {...tools} /> : <RegisterQuery key={key} {...tools} />;
}

function Keeping(props: {
  readonly name: string;
  readonly isChange: boolean;
  readonly onKeep: (name: string) => void;
}): ReactNode {
  const w = useQueryWords();
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? props.name;
  return (
    <div className="row">
      <Input
        className="grow"
        size="small"
        aria-label={w.name}
        value={name}
        disabled={props.isChange}
        onChange={(_, data) => setTyped(data.value)}
      />
      <Button size="small" onClick={() => props.onKeep(name)}>
        {props.isChange ? w.saveChange : w.save}
      </Button>
    </div>
  );
}

function UpdateOffer(props: { readonly query: SavedQuery | undefined; readonly onUpdate: () => void }): ReactNode {
  const w = useQueryWords();
  const count = props.query?.places.length ?? 0;
  if (count === 0) return null;
  return (
    <MessageBar intent="info" layout="multiline" aria-live="polite">
      <MessageBarBody>
        {w.offerUpdate(count)}
        <Button size="small" onClick={props.onUpdate}>
          {w.updateAll(count)}
        </Button>
      </MessageBarBody>
    </MessageBar>
  );
}

function Updated({ report }: { readonly report: UpdateReport }): ReactNode {
  const w = useQueryWords();
  const count = (wanted: string): number => report.places.filter(({ outcome }) => outcome === wanted).length;
  const isWhole = count("updated") === report.places.length;
  return (
    <MessageBar intent={isWhole ? "success" : "warning"} layout="multiline" aria-live="polite">
      <MessageBarBody>{w.updated(count("updated"), count("edited"), count("noRoom"), count("failed"))}</MessageBarBody>
    </MessageBar>
  );
}
