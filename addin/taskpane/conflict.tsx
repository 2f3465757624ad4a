/** 冲突: what it was, theirs, mine; who and when; a choice with a reason. Nothing is written until it is sent. */
import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  Textarea,
} from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { goToCell } from "../actions/cell.js";
import { type ConflictChoice, resolveConflict } from "../actions/resolve.js";
import { periodLabel } from "../sheet/period-label.js";
import { localMinute } from "../sheet/words.js";
import { isTrouble, numberWords } from "../ui/words.js";
import { Frame } from "./frame.js";
import { usePane } from "./pane.js";

type Take = ConflictChoice["take"];

export function ConflictView({ id }: { readonly id: string }): ReactNode {
  const { desk, m, pending, setPending, setTrouble, go } = usePane();
  const [take, setTake] = useState<Take | null>(null);
  const [reason, setReason] = useState("");
  const [other, setOther] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const toPending = (): void => go({ at: "tab", tab: "pending" });
  const cell = pending?.cells.find((candidate) => candidate.id === id);
  if (!cell?.conflict)
    return (
      <Frame primary={{ label: m.back, run: toPending }}>
        <div className="empty">{m.conflict.gone}</div>
      </Frame>
    );

  const { base, theirs, changedBy, changedAt, reason: theirReason } = cell.conflict;
  const choose = async (): Promise<void> => {
    if (take === null) return;
    const choice: ConflictChoice =
      take === "theirs" ? { take } : take === "mine" ? { take, reason } : { take, value: other, reason };
    const report = await resolveConflict(desk, id, choice);
    if (isTrouble(report)) setTrouble(report);
    else if (report.kind === "blocked")
      setProblem(report.code === "NOT_A_NUMBER" ? m.conflict.notNumber : m.conflict.reasonNeeded);
    else {
      setPending(report.pending);
      toPending();
    }
  };
  const labels: Record<Take, string> = {
    theirs: m.conflict.useTheirs(numberWords(theirs, m)),
    mine: m.conflict.useMine(numberWords(cell.value, m)),
    other: m.conflict.useOther(other || m.noValue),
  };
  const needsReason = take === "mine" || take === "other";
  const missing =
    take === null
      ? m.conflict.choose
      : take === "other" && other.trim() === ""
        ? m.conflict.notNumber
        : needsReason && reason.trim() === ""
          ? m.conflict.reasonNeeded
          : null;
  return (
    <Frame
      withoutStrip
      primary={{
        label: take === null ? m.conflict.choose : labels[take],
        run: () => void choose(),
        disabled: missing !== null,
      }}
      secondary={
        <Button data-back onClick={toPending}>
          {m.conflict.later}
        </Button>
      }
    >
      <h2 className="title">
        {cell.organizationName} · {cell.indicatorName}
      </h2>
      <div className="row">
        <span className="caption">
          {periodLabel(cell.key.period, m.language === "zh-CN" ? "zh" : "en")} {cell.unit}
        </span>
        <Button size="small" aria-label={m.goToCell(cell.address)} onClick={() => void goToCell(desk, cell.place)}>
          <span className="addr">{cell.address}</span>
        </Button>
      </div>
      <div>{m.conflict.intro}</div>
      <div className="choice base">
        <div className="row between">
          <span>{m.conflict.base}</span>
          <span>{numberWords(base, m)}</span>
        </div>
        <div className="caption">{m.conflict.baseNote}</div>
      </div>
      <RadioGroup
        className="stack"
        value={take ?? ""}
        onChange={(_, data) => setTake(data.value as Take)}
        aria-label={m.conflict.choose}
      >
        <div className={take === "theirs" ? "choice on" : "choice"}>
          <div className="row between">
            <Radio value="theirs" label={m.conflict.theirs} />
            <span className="num">{numberWords(theirs, m)}</span>
          </div>
          <div className="caption">{m.conflict.by(changedBy, localMinute(changedAt))}</div>
          {theirReason && <div className="caption">{theirReason}</div>}
        </div>
        <div className={take === "mine" ? "choice on" : "choice"}>
          <div className="row between">
            <Radio value="mine" label={m.conflict.mine} />
            <span className="num">{numberWords(cell.value, m)}</span>
          </div>
          <div className="caption">{localMinute(cell.editedAt)}</div>
        </div>
        <div className={take === "other" ? "choice on" : "choice"}>
          <Radio value="other" label={m.conflict.other} />
          {take === "other" && (
            <Input
              value={other}
              aria-label={m.conflict.other}
              inputMode="decimal"
              onChange={(_, data) => setOther(data.value)}
            />
          )}
        </div>
      </RadioGroup>
      {needsReason && (
        <Field label={m.conflict.reason} required>
          <Textarea value={reason} onChange={(_, data) => setReason(data.value)} />
        </Field>
      )}
      {missing && <div className="caption missing">{missing}</div>}
      {problem && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
    </Frame>
  );
}
