/** One edit in the 待发送 list: old and new, its state, why it was refused and the fix where there is one. */
import { Button, Field, Input } from "@fluentui/react-components";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { setReason } from "../actions/pending.js";
import type { PendingCell } from "../sheet/edits.js";
import { type Fix, figureFix } from "../sheet/fixes.js";
import { localMinute } from "../sheet/words.js";
import { findingWords, isTrouble, numberWords } from "../ui/words.js";
import { FixButton } from "./fix-all.js";
import { usePane } from "./pane.js";

interface EditItemProps {
  readonly cell: PendingCell;
  readonly onGoTo: () => void;
  readonly onUndo: () => void;
  readonly onCompare: () => void;
  readonly onFix: (fix: Fix) => void;
}

export function EditItem({ cell, onGoTo, onUndo, onCompare, onFix }: EditItemProps): ReactNode {
  const { m } = usePane();
  const address = cell.address.split("!").at(-1) ?? cell.address;
  const fix = figureFix(cell);
  const [isWriting, setWriting] = useState(false);
  const toReason = cell.reason ? m.pending.reasonChange : m.pending.comment;
  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") onGoTo();
    if (event.key === "Delete") onUndo();
  };
  return (
    <li
      tabIndex={0}
      onKeyDown={press}
      aria-label={`${address} ${cell.organizationName} ${cell.indicatorName} ${m.mark[cell.state]}`}
    >
      <div className="row">
        <span className="addr">{address}</span>
        <span className="grow" title={`${cell.organizationName} · ${cell.indicatorName}`}>
          {cell.organizationName} · {cell.indicatorName}
        </span>
        <span className={`tag ${cell.state}`}>{m.mark[cell.state]}</span>
      </div>
      <div className="num">
        <span className="was">{numberWords(cell.base.value, m)}</span> →{" "}
        {cell.value === null ? cell.typed : numberWords(cell.value, m)}
      </div>
      {cell.findings.map((finding) => (
        <div key={finding.code} role={cell.state === "refused" ? "alert" : undefined}>
          {findingWords(m, finding, address)}
        </div>
      ))}
      {cell.conflict && (
        <div>
          {m.conflict.theirs} {m.conflict.by(cell.conflict.changedBy, localMinute(cell.conflict.changedAt).slice(5))} →{" "}
          <span className="num">{numberWords(cell.conflict.theirs, m)}</span>
        </div>
      )}
      {fix && <FixButton fix={fix} onFix={() => onFix(fix)} />}
      {isWriting || (cell.needsReason && !cell.reason) ? (
        <ReasonField cell={cell} onDone={() => setWriting(false)} />
      ) : (
        cell.reason && (
          <div style={{ overflowWrap: "anywhere" }}>
            {m.pending.reasonIs} {cell.reason}
          </div>
        )
      )}
      <div className="row wrap">
        {cell.state === "conflict" && (
          <Button size="small" onClick={onCompare}>
            {m.pending.compare}
          </Button>
        )}
        <Button appearance="subtle" size="small" aria-label={m.goToCell(address)} onClick={onGoTo}>
          {m.goTo}
        </Button>
        <Button appearance="subtle" size="small" aria-label={`${m.pending.undo} ${address}`} onClick={onUndo}>
          {m.pending.undo}
        </Button>
        {!isWriting && (cell.reason || !cell.needsReason) && (
          <Button
            appearance="subtle"
            size="small"
            aria-label={`${toReason} ${address}`}
            onClick={() => setWriting(true)}
          >
            {toReason}
          </Button>
        )}
      </div>
    </li>
  );
}

/** A counted figure is changed with a reason, or not at all; what is said of any other may be taken away again. */
function ReasonField({ cell, onDone }: { readonly cell: PendingCell; readonly onDone: () => void }): ReactNode {
  const { desk, m, setPending } = usePane();
  const [text, setText] = useState(cell.reason ?? "");
  const isMissing = cell.needsReason && text.trim() === "";
  const save = (): void =>
    void setReason(desk, cell.id, text).then((report) => {
      if (isTrouble(report)) return;
      setPending(report);
      onDone();
    });
  return (
    <Field
      label={cell.needsReason ? m.pending.reason : m.pending.commentField}
      required={cell.needsReason}
      size="small"
    >
      <div className="row">
        <Input
          style={{ flex: 1, minWidth: 0 }}
          size="small"
          value={text}
          onChange={(_, data) => setText(data.value)}
          onKeyDown={(event) => event.key === "Enter" && !isMissing && save()}
        />
        <Button size="small" disabledFocusable={isMissing} onClick={() => !isMissing && save()}>
          {cell.needsReason ? m.pending.reasonSave : m.pending.commentSave}
        </Button>
      </div>
    </Field>
  );
}
