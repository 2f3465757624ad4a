/**
 * What is being asked, kept beside the workbook and not in the view: whoever looks at a cell or another tab, or whose view is
 * drawn anew, finds what was chosen as it was left.
 */
import { useEffect, useRef, useState } from "react";
import type { Desk } from "../actions/desk.js";
import type { FiguresQuestion } from "../actions/queries.js";
import { layoutWith } from "../sheet/axes.js";

interface Draft {
  readonly question: FiguresQuestion;
  /** Whose usual start was put in. */
  readonly begun: { organization: string; period: boolean };
}

const drafts = new WeakMap<Desk["host"], Draft>();

export type ChangeOf<Whole> = Partial<Whole> | ((before: Whole) => Partial<Whole>);

export interface QueryDraft {
  readonly question: FiguresQuestion;
  readonly change: (part: ChangeOf<FiguresQuestion>) => void;
  readonly begun: Draft["begun"];
}

/** `opened`: a saved query is being changed, which has nothing to do with what was being asked before. */
export function useQueryDraft(
  { host }: Desk,
  opened: FiguresQuestion | null,
  nothing: FiguresQuestion,
  organization: string,
): QueryDraft {
  const kept = opened ? undefined : drafts.get(host);
  const [question, setQuestion] = useState<FiguresQuestion>(opened ?? kept?.question ?? nothing);
  const begun = useRef(kept?.begun ?? { organization: opened ? organization : "", period: opened !== null });
  const isDraft = opened === null;
  useEffect(() => {
    if (isDraft) drafts.set(host, { question, begun: begun.current });
  }, [host, isDraft, question]);
  const change = (part: ChangeOf<FiguresQuestion>): void =>
    setQuestion((before) => {
      const after = { ...before, ...(typeof part === "function" ? part(before) : part) };
      return { ...after, layout: layoutWith(after.layout, (after.breakdowns?.length ?? 0) > 0) };
    });
  return { question, change, begun: begun.current };
}
