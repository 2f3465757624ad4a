/** A long list in parts: what is not shown yet is counted, and the next part comes with a press. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { usePane } from "./pane.js";

/** Ten thousand lines at once would stop the pane. */
const PART = 200;

export interface Shown<Item> {
  readonly shown: readonly Item[];
  /** How many are not shown yet. */
  readonly more: number;
  readonly onMore: () => void;
}

/** The first part of the list, and one part more each time it is asked for. */
export function useShown<Item>(all: readonly Item[]): Shown<Item> {
  const [most, setMost] = useState(PART);
  return {
    shown: all.slice(0, most),
    more: Math.max(0, all.length - most),
    onMore: () => setMost((before) => before + PART),
  };
}

/** Says how many more there are and shows the next of them; nothing when all are shown. */
export function ShowMore({ more, onMore }: Pick<Shown<unknown>, "more" | "onMore">): ReactNode {
  const { m } = usePane();
  if (more === 0) return null;
  return (
    <div className="row wrap">
      <span className="caption" aria-live="polite">
        {m.pending.more(more)}
      </span>
      <Button size="small" onClick={onMore}>
        {m.pending.showMore(Math.min(more, PART))}
      </Button>
    </div>
  );
}
