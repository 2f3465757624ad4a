/**
 * Decides what becomes of a row that was sent, from what it says, what it was based on and what the hub holds. Pure.
 * What nobody else touched merges by itself; a field that both changed comes back with base, mine and theirs.
 */
import { isSameValue, type CellShape, type Value } from "./row.cells.rules.js";
import type { RowFault } from "./row.findings.js";

export type Values = Readonly<Record<string, Value>>;

/** Which states a row may begin in and which may follow which, as a register's description has them. */
export interface StateSteps {
  readonly first: readonly string[];
  readonly steps: Readonly<Record<string, readonly string[]>>;
}

export interface StateMachine extends StateSteps {
  readonly byKind?: Readonly<Record<string, StateSteps>>;
}

export interface FieldConflict {
  readonly field: string;
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

export interface Merge {
  /** What is to be written. */
  readonly changes: Values;
  /** Fields somebody else changed meanwhile, which are kept. */
  readonly merged: readonly string[];
  readonly conflicts: readonly FieldConflict[];
}

/** `base` is what the sender had seen; absent when nobody knows, and then every difference is a conflict. */
export function mergeRow(
  mine: Values,
  theirs: Values,
  base: Values | undefined,
  shapes: ReadonlyMap<string, CellShape>,
): Merge {
  const changes: Record<string, Value> = {};
  const merged: string[] = [];
  const conflicts: FieldConflict[] = [];
  for (const [field, value] of Object.entries(mine)) {
    const shape = shapes.get(field) ?? { kind: "text", most: 0 };
    const same = (a: Value, b: Value): boolean => isSameValue(a, b, shape);
    const now = theirs[field] ?? null;
    if (same(value, now)) continue;
    const before = base === undefined || !(field in base) ? undefined : (base[field] ?? null);
    if (before !== undefined && same(value, before)) merged.push(field);
    else if (before !== undefined && same(now, before)) changes[field] = value;
    else conflicts.push({ field, base: before ?? null, mine: value, theirs: now });
  }
  return { changes, merged, conflicts };
}

/** The course of states a row of this kind takes. */
export function stepsFor(states: StateMachine, kind: string | null): StateSteps {
  return (kind === null ? undefined : states.byKind?.[kind]) ?? states;
}

export type StepFault = Pick<RowFault, "code"> & { readonly next: readonly string[] };

/** A new row begins in a first state: nothing is born approved or paid, and rows of past years are no other. */
export function firstStateFault(steps: StateSteps, to: string): StepFault | undefined {
  return steps.first.includes(to) ? undefined : { code: "FIRST_STATE", next: steps.first };
}

export function stepFault(steps: StateSteps, from: string, to: string): StepFault | undefined {
  const next = steps.steps[from] ?? [];
  return from === to || next.includes(to) ? undefined : { code: "STEP_FORBIDDEN", next };
}
