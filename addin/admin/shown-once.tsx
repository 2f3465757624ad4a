/** A secret shown once, to be copied or read out: it is nowhere else, and closing forgets it. */
import { Button } from "@fluentui/react-components";
import { CopyRegular } from "@fluentui/react-icons";
import { type ReactNode, useState } from "react";
import { useWords } from "./state.js";

interface ShownOnceProps {
  readonly text: string;
  readonly secret: string;
  readonly done: string;
  readonly close: () => void;
}

export function ShownOnce({ text, secret, done, close }: ShownOnceProps): ReactNode {
  const m = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <div className="admin-panel admin-once" role="status">
      <p>{text}</p>
      <code>{secret}</code>
      <div className="admin-actions">
        <Button appearance="primary" icon={<CopyRegular />} onClick={() => void copy().catch(() => setCopied(false))}>
          {isCopied ? m.copied : m.copy}
        </Button>
        <Button onClick={close}>{done}</Button>
      </div>
    </div>
  );
}
