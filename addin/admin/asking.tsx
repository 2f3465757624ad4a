/** Asks before something that ends the work of others: says what will happen, and focuses the way back. */
import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useWords } from "./state.js";

export interface Asked {
  readonly text: string;
  readonly action: string;
  readonly go: () => void;
}

export function Asking({ text, action, go, cancel }: Asked & { readonly cancel: () => void }): ReactNode {
  const m = useWords();
  return (
    <MessageBar intent="warning" layout="multiline" role="alertdialog" aria-label={action}>
      <MessageBarBody>{text}</MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={go}>
          {action}
        </Button>
        <Button size="small" autoFocus onClick={cancel}>
          {m.cancel}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
