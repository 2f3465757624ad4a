/** Why a row is sent: asked where the hub needs it, else offered as a comment; and one for all rows that need it. */
import { Button, Field, Input } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { setRowReasons } from "../actions/row-reasons.js";
import type { PendingRow, RowsReport } from "../actions/rows.js";
import type { RowsWords } from "../ui/messages/rows.js";
import { isTrouble } from "../ui/words.js";
import { usePane } from "./pane.js";

const LONGEST = 500;

interface RowReasonProps {
  readonly row: PendingRow;
  readonly onDone: (report: RowsReport) => void;
}

export function RowReason({ row, onDone }: RowReasonProps): ReactNode {
  const { m } = usePane();
  const [isWriting, setWriting] = useState(false);
  const isAsked = row.needsReason && row.reason === null;
  if (isAsked || isWriting)
    return (
      <ReasonInput
        label={row.needsReason ? m.pending.reason : m.pending.commentField}
        act={row.needsReason ? m.pending.reasonSave : m.pending.commentSave}
        required={row.needsReason}
        ids={[row.id]}
        before={row.reason ?? ""}
        onDone={(report) => {
          setWriting(false);
          onDone(report);
        }}
      />
    );
  const toReason = row.reason === null ? m.pending.comment : m.pending.reasonChange;
  return (
    <div className="row wrap">
      {row.reason !== null && (
        <span className="grow" style={{ overflowWrap: "anywhere" }}>
          {m.pending.reasonIs} {row.reason}
        </span>
      )}
      <Button appearance="subtle" size="small" aria-label={`${toReason} ${row.title}`} onClick={() => setWriting(true)}>
        {toReason}
      </Button>
    </div>
  );
}

interface ReasonForAllProps {
  readonly rows: readonly PendingRow[];
  readonly words: RowsWords;
  readonly onDone: (report: RowsReport) => void;
}

/** Several rows are often taken back, or deleted, for the same reason. */
export function ReasonForAll({ rows, words: w, onDone }: ReasonForAllProps): ReactNode {
  const asked = rows.filter(({ needsReason, reason }) => needsReason && reason === null);
  if (asked.length < 2) return null;
  return (
    <ReasonInput
      label={w.reasonForAll(asked.length)}
      act={w.reasonForAllDo}
      required
      ids={asked.map(({ id }) => id)}
      before=""
      onDone={onDone}
    />
  );
}

interface ReasonInputProps {
  readonly label: string;
  readonly act: string;
  readonly required: boolean;
  readonly ids: readonly string[];
  readonly before: string;
  readonly onDone: (report: RowsReport) => void;
}

function ReasonInput({ label, act, required, ids, before, onDone }: ReasonInputProps): ReactNode {
  const { desk, setTrouble } = usePane();
  const [text, setText] = useState(before);
  const isMissing = required && text.trim() === "";
  const save = (): void =>
    void setRowReasons(desk, ids, text).then((report) => (isTrouble(report) ? setTrouble(report) : onDone(report)));
  return (
    <Field label={label} required={required} size="small">
      <div className="row">
        <Input
          style={{ flex: 1, minWidth: 0 }}
          size="small"
          value={text}
          maxLength={LONGEST}
          onChange={(_, data) => setText(data.value)}
          onKeyDown={(event) => event.key === "Enter" && !isMissing && save()}
        />
        <Button size="small" disabledFocusable={isMissing} onClick={() => !isMissing && save()}>
          {act}
        </Button>
      </div>
    </Field>
  );
}
