/** 全部撤销, asked for twice: it is the one thing here that cannot be taken back. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTrigger,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { usePane } from "./pane.js";

interface UndoAllProps {
  readonly label: string;
  /** What is asked before. */
  readonly ask: string;
  /** What the button that does it says. */
  readonly act: string;
  readonly onUndo: () => void;
}

export function UndoAll({ label, ask, act, onUndo }: UndoAllProps): ReactNode {
  const { m } = usePane();
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="transparent" size="small">
          {label}
        </Button>
      </DialogTrigger>
      <DialogSurface aria-label={label} style={{ maxWidth: 300 }}>
        <DialogBody>
          <DialogContent>{ask}</DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{m.pending.cancel}</Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button onClick={onUndo}>{act}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
