/**
 * Holds checked rows against what the ledgers say by now. What somebody else changed meanwhile and the row leaves alone
 * stays as it is; what both changed is a conflict: the row stays out, and is told what stands there.
 */
import { isSame, refused, report, type Pass, type Planned, type PlanRow } from "./writers/writer.js";
import type { Change, Outcome } from "./staged.js";

export interface CheckedRow {
  readonly row: PlanRow;
  /** What it came to when it was checked, and from what. */
  readonly outcome: Outcome;
  readonly changes: readonly Change[] | null;
}

type PlanSome = (
  rows: readonly PlanRow[],
  isAgain: boolean,
) => Promise<{ readonly pass: Pass; readonly planned: readonly Planned<unknown>[] }>;

export interface Merged {
  readonly planned: readonly Planned<unknown>[];
  readonly conflicts: number;
  readonly pass: Pass;
}

export async function mergeWithLedger(checked: readonly CheckedRow[], plan: PlanSome): Promise<Merged> {
  const { pass, planned } = await plan(
    checked.map(({ row }) => row),
    false,
  );
  const result = [...planned];
  const again = new Map<number, PlanRow>();
  let conflicts = 0;
  planned.forEach((found, at) => {
    const was = checked[at];
    if (!was || found.outcome !== "changed") return;
    const { conflicting, leftAlone } = compare(was, found.changes ?? []);
    const [first] = conflicting;
    if (first) {
      conflicts += 1;
      report(found.source, first.field, "changedMeanwhile", {
        label: first.label,
        theirs: shown(first.from),
        mine: shown(first.to),
      });
      result[at] = refused(found.source);
    } else if (leftAlone.length > 0) again.set(at, without(found.source, leftAlone));
  });
  if (again.size > 0) {
    const { planned: merged } = await plan([...again.values()], true);
    [...again.keys()].forEach((at, i) => (result[at] = merged[i] ?? refused(checked[at]?.row as PlanRow)));
  }
  return { planned: result, conflicts, pass };
}

function compare(
  was: CheckedRow,
  changes: readonly Change[],
): { readonly conflicting: readonly Change[]; readonly leftAlone: readonly string[] } {
  const conflicting: Change[] = [];
  const leftAlone: string[] = [];
  for (const change of changes) {
    const base = was.outcome === "changed" ? was.changes?.find((c) => c.field === change.field) : { from: null };
    if (!base) leftAlone.push(change.field);
    else if (!isAlike(base.from, change.from)) conflicting.push(change);
  }
  return { conflicting, leftAlone };
}

const isAlike = (a: unknown, b: unknown): boolean => (a === null || b === null ? a === b : isSame(a, b));

const shown = (value: unknown): string =>
  (Array.isArray(value) ? value.join("、") : String(value ?? "空")).slice(0, 60);

function without(row: PlanRow, fields: readonly string[]): PlanRow {
  const values = Object.fromEntries(Object.entries(row.typed.values).filter(([name]) => !fields.includes(name)));
  return { ...row, typed: { ...row.typed, values } };
}
