/** Fixes of one kind in many cells at once: what would become what, and one button for all of them. */
import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Fix, FixKind } from "../sheet/fixes.js";
import { usePane } from "./pane.js";

/** So many are written out; the others are in the list below. */
const EXAMPLES = 3;

interface FixAllProps<Each extends Fix> {
  readonly fixes: readonly Each[];
  readonly onFix: (fixes: readonly Each[]) => void;
}

/** Nothing where no kind has two cells: each of those has its own button. */
export function FixAll<Each extends Fix>({ fixes, onFix }: FixAllProps<Each>): ReactNode {
  const { m } = usePane();
  const byKind = new Map<FixKind, Each[]>();
  for (const fix of fixes) {
    const alike = byKind.get(fix.kind);
    if (alike) alike.push(fix);
    else byKind.set(fix.kind, [fix]);
  }
  return [...byKind]
    .filter(([, alike]) => alike.length > 1)
    .map(([kind, alike]) => {
      const examples = alike.slice(0, EXAMPLES).map(({ from, to }) => m.pending.fixLine(from, to));
      const words = m.pending.fixMore(examples, alike.length - examples.length);
      return (
        <section key={kind} className="card" aria-label={m.pending.fixKind[kind]}>
          <div>{m.pending.fixExamples(m.pending.fixKind[kind], alike.length, words)}</div>
          <Button
            size="small"
            aria-label={`${m.pending.fixKind[kind]} ${m.pending.fixAll(alike.length)}`}
            onClick={() => onFix(alike)}
          >
            {m.pending.fixAll(alike.length)}
          </Button>
        </section>
      );
    });
}

/** One fix: the old text and the new before the button is pressed. */
export function FixButton({ fix, label, onFix }: { fix: Fix; label?: string; onFix: () => void }): ReactNode {
  const { m } = usePane();
  const line = `${label === undefined ? "" : `${label}：`}${m.pending.fixLine(fix.from, fix.to)}`;
  return (
    <div className="row wrap">
      {/* Never cut off: what will be written is read before the button is pressed. */}
      <span style={{ flex: "1 1 auto", minWidth: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>{line}</span>
      <Button
        size="small"
        aria-label={`${m.pending.fix(fix.to)}，${m.pending.fixKind[fix.kind]} ${line}`}
        onClick={onFix}
      >
        {m.pending.fix(fix.to)}
      </Button>
    </div>
  );
}
