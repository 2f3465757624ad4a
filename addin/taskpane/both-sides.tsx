/** Conflicts settled together: all mine or all theirs of what is listed, after saying what will happen. Sends nothing. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTrigger,
  Field,
  Textarea,
} from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { usePane } from "./pane.js";

interface BothSidesProps {
  /** How many are listed and in conflict. */
  readonly count: number;
  /** Conflicts the search or the switch hides: they stay as they are. */
  readonly hidden: number;
  readonly ofRows?: boolean;
  /** `reason` is empty for theirs, and for rows, which carry none. */
  readonly onTake: (side: "mine" | "theirs", reason: string) => void;
}

/** Nothing for a single conflict: that one has its own buttons. */
export function BothSides({ count, hidden, ofRows = false, onTake }: BothSidesProps): ReactNode {
  const { m } = usePane();
  const w = m.conflict.all;
  if (count < 2) return null;
  return (
    <section className="card" aria-label={w.title(count)}>
      <div>{w.title(count)}</div>
      <div className="row wrap">
        <TakeAll
          label={w.mine}
          says={ofRows ? w.mineRows(count) : w.mineCells(count)}
          hidden={hidden}
          act={w.doMine(count)}
          needsReason={!ofRows}
          onTake={(reason) => onTake("mine", reason)}
        />
        <TakeAll
          label={w.theirs}
          says={ofRows ? w.theirsRows(count) : w.theirsCells(count)}
          hidden={hidden}
          act={w.doTheirs(count)}
          onTake={() => onTake("theirs", "")}
        />
      </div>
    </section>
  );
}

interface TakeAllProps {
  readonly label: string;
  /** What will happen. */
  readonly says: string;
  readonly hidden: number;
  readonly act: string;
  readonly needsReason?: boolean;
  readonly onTake: (reason: string) => void;
}

function TakeAll({ label, says, hidden, act, needsReason = false, onTake }: TakeAllProps): ReactNode {
  const { m } = usePane();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const isMissing = needsReason && reason.trim() === "";
  const take = (): void => {
    if (isMissing) return;
    setOpen(false);
    onTake(reason.trim());
  };
  return (
    <Dialog open={isOpen} onOpenChange={(_, { open }) => setOpen(open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button size="small">{label}</Button>
      </DialogTrigger>
      <DialogSurface aria-label={label} style={{ maxWidth: 300 }}>
        <DialogBody>
          <DialogContent>
            <div>{says}</div>
            {hidden > 0 && <div className="caption">{m.conflict.all.hidden(hidden)}</div>}
            {needsReason && (
              <Field label={m.conflict.reason} required>
                <Textarea value={reason} onChange={(_, data) => setReason(data.value)} />
              </Field>
            )}
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{m.pending.cancel}</Button>
            </DialogTrigger>
            <Button disabledFocusable={isMissing} onClick={take}>
              {act}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
