/** One edit in the 待发送 list: old and new, its state, why it was refused and the fix where there is one. */
import { Button, Field, Input } from "@fluentui/react-components";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { setReason } from "../actions/pending.js";
import { takeSuggestion } from "../actions/undo.js";
import type { PendingCell } from "../sheet/edits.js";
import { localMinute } from "../sheet/words.js";
import { findingWords, isTrouble, numberWords, suggestionOf } from "../ui/words.js";
import { usePane } from "./pane.js";

interface EditItemProps {
  readonly cell: PendingCell;
  readonly onGoTo: () => void;
  readonly onUndo: () => void;
  readonly onCompare: () => void;
}

export function EditItem({ cell, onGoTo, onUndo, onCompare }: EditItemProps): ReactNode {
  const { desk, m, setPending } = usePane();
  const address = cell.address.split("!").at(-1) ?? cell.address;
  const suggestion = cell.findings.map(suggestionOf).find((value) => value !== null) ?? null;
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
      {cell.needsReason && !cell.reason && <ReasonField id={cell.id} />}
      <div className="row wrap">
        {cell.state === "conflict" && (
          <Button size="small" onClick={onCompare}>
            {m.pending.compare}
          </Button>
        )}
        {suggestion !== null && (
          <Button
            size="small"
            onClick={() =>
              void takeSuggestion(desk, cell.id, suggestion).then(
                (done) => done.kind === "undone" && setPending(done.pending),
              )
            }
          >
            {m.pending.fix(suggestion)}
          </Button>
        )}
        <Button appearance="subtle" size="small" aria-label={m.goToCell(address)} onClick={onGoTo}>
          {m.goTo}
        </Button>
        <Button appearance="subtle" size="small" aria-label={`${m.pending.undo} ${address}`} onClick={onUndo}>
          {m.pending.undo}
        </Button>
      </div>
    </li>
  );
}

/** A counted figure is changed with a reason, or not at all. */
function ReasonField({ id }: { readonly id: string }): ReactNode {
  const { desk, m, setPending } = usePane();
  const [text, setText] = useState("");
  const save = (): void => void setReason(desk, id, text).then((report) => !isTrouble(report) && setPending(report));
  return (
    <Field label={m.pending.reason} required size="small">
      <div className="row">
        <Input
          style={{ flex: 1, minWidth: 0 }}
          size="small"
          value={text}
          onChange={(_, data) => setText(data.value)}
          onKeyDown={(event) => event.key === "Enter" && text.trim() !== "" && save()}
        />
        <Button size="small" disabledFocusable={text.trim() === ""} onClick={save}>
          {m.pending.reasonSave}
        </Button>
      </div>
    </Field>
  );
}
