/** What is chosen, as chips that can be taken away one by one or all together. */
import { Button, InteractionTag, InteractionTagPrimary, InteractionTagSecondary } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { usePane } from "./pane.js";
import type { Chosen } from "./query-chooser.js";

const MOST_CHIPS = 12;

interface ChipsProps {
  readonly chosen: readonly Chosen[];
  /** What they are: 指标, 单位. */
  readonly label: string;
  readonly onChange: (chosen: readonly Chosen[]) => void;
}

export function Chips({ chosen, label, onChange }: ChipsProps): ReactNode {
  const { m } = usePane();
  return (
    <div className="chips">
      {chosen.slice(0, MOST_CHIPS).map((one) => (
        <InteractionTag key={one.code} size="small">
          <InteractionTagPrimary hasSecondaryAction>{one.name}</InteractionTagPrimary>
          <InteractionTagSecondary
            aria-label={m.query.remove(one.name)}
            onClick={() => onChange(chosen.filter(({ code }) => code !== one.code))}
          />
        </InteractionTag>
      ))}
      {chosen.length > MOST_CHIPS && <span className="caption">+{chosen.length - MOST_CHIPS}</span>}
      {chosen.length > 1 && (
        <Button size="small" appearance="transparent" onClick={() => onChange([])}>
          {m.query.clear(label)}
        </Button>
      )}
    </div>
  );
}
