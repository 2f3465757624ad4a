/** Freezing functions to values and bringing them back, with what became of it. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { MANY_FUNCTIONS } from "../actions/insert.js";
import { countFrozen, freeze, type FreezeReport, thaw } from "../actions/freeze.js";
import type { Trouble } from "../actions/desk.js";
import { isTrouble } from "../ui/words.js";
import { usePane } from "./pane.js";

export function Freezing(props: { readonly functions: number; readonly onDone: () => void }): ReactNode {
  const { desk, m, setTrouble } = usePane();
  const [frozen, setFrozen] = useState(0);
  const [report, setReport] = useState<FreezeReport | null>(null);
  const count = useCallback(() => void countFrozen(desk).then(setFrozen), [desk]);
  useEffect(count, [count]);

  const take = (answer: FreezeReport | Trouble): void => {
    if (isTrouble(answer)) {
      setTrouble(answer);
      return;
    }
    setReport(answer);
    count();
    props.onDone();
  };
  if (props.functions === 0 && frozen === 0 && !report) return null;
  const isMany = props.functions > MANY_FUNCTIONS;
  return (
    <div className={isMany ? "note warn" : undefined}>
      {isMany && <div role="alert">{m.home.manyFunctions(props.functions)}</div>}
      <div className="row">
        {props.functions > 0 && (
          <Button size="small" onClick={() => void freeze(desk).then(take)}>
            {m.home.freeze}
          </Button>
        )}
        {frozen > 0 && (
          <Button size="small" onClick={() => void thaw(desk).then(take)}>
            {m.home.thaw(frozen)}
          </Button>
        )}
      </div>
      <div className="caption" aria-live="polite">
        {report ? m.home[report.kind](report.cells, report.left) : props.functions > 0 && m.home.freezeHint}
      </div>
    </div>
  );
}
