/** The fixed order of every view: content that scrolls, the strip of the selected cell, one primary action. */
import { Button, Spinner } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { CellStrip } from "./cell-strip.js";

export interface Primary {
  readonly label: string;
  readonly run: () => void;
  /** It stays focusable when disabled; the view above says what is missing. */
  readonly disabled?: boolean;
}

interface FrameProps {
  readonly children: ReactNode;
  readonly primary?: Primary;
  readonly secondary?: ReactNode;
  /** The strip gives way where a form needs the height. */
  readonly withoutStrip?: boolean;
}

export function Frame({ children, primary, secondary, withoutStrip = false }: FrameProps): ReactNode {
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) {
        foot.current?.querySelector<HTMLButtonElement>("[data-back]")?.click();
      }
      if (event.key !== "Enter" || !event.ctrlKey || !primary || primary.disabled) return;
      event.preventDefault();
      primary.run();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
  return (
    <>
      <main className="scroll">{children}</main>
      {!withoutStrip && <CellStrip />}
      {(primary ?? secondary) !== undefined && (
        <div className="foot" ref={foot}>
          {secondary}
          {primary && (
            <Button
              className="primary"
              appearance="primary"
              disabledFocusable={primary.disabled ?? false}
              onClick={primary.run}
            >
              {primary.label}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** Shown only when waiting takes long enough to be felt. */
export function Waiting({ label }: { readonly label: string }): ReactNode {
  const [isFelt, setFelt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setFelt(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return isFelt ? <Spinner size="small" label={label} /> : null;
}
