/** What a formula is made of, each operand once; `all` where it is meant whole, whatever the figure is broken down by. Pure. */
import type { IndicatorEntry } from "../indicator/indicator.catalogue.js";
import type { Expression } from "../indicator/indicator.language.js";

export interface Operand {
  readonly code: string;
  readonly all: boolean;
}

const NONE: readonly Operand[] = [];

export function operandsOf({ meaning }: IndicatorEntry): readonly Operand[] {
  if (meaning.kind !== "formula") return NONE;
  const operands = new Map<string, Operand>();
  const gather = (part: Expression): void => {
    if (part.kind === "operation") {
      gather(part.left);
      gather(part.right);
    } else if (part.kind === "indicator") {
      const all = part.all === true;
      operands.set(`${part.code} ${all}`, { code: part.code, all });
    }
  };
  gather(meaning.expression);
  return [...operands.values()];
}
