/** A number to pass on to someone, with a button that copies it. */
import { Button } from "@fluentui/react-components";
import { CopyRegular } from "@fluentui/react-icons";
import { type ReactNode, useState } from "react";
import { usePane } from "./pane.js";

export function CopyNumber({ label, number }: { readonly label: string; readonly number: string }): ReactNode {
  const { m } = usePane();
  const [isCopied, setCopied] = useState(false);
  // Some panes give no clipboard; the number stays selectable on the page.
  const copy = (): void =>
    void navigator.clipboard?.writeText(number).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="note row">
      <span className="caption">{label}</span>
      <span className="addr" style={{ userSelect: "all" }}>
        {number}
      </span>
      <Button appearance="transparent" size="small" icon={<CopyRegular />} aria-live="polite" onClick={copy}>
        {isCopied ? m.trouble.copied : m.trouble.copy}
      </Button>
    </div>
  );
}
