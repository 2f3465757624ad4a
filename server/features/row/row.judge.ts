/** Judges every row of a batch by the rules of its register: what it would change, and every reason why it may not. */
import { compareDecimals, subtractDecimals } from "../../domain/decimal.js";
import { columnOf, type Register } from "../../graph/register.js";
import type { CellShape, Value } from "./row.cells.rules.js";
import { firstStateFault, mergeRow, stepFault, stepsFor, type Merge, type StepFault } from "./row.decide.rules.js";
import type { TableFacts } from "./row.facts.js";
import type { RowFault } from "./row.findings.js";
import type { Judged } from "./row.answer.js";
import type { ReadRow, Reading } from "./row.reading.js";
import { reasonFault, reasonOf, saidFaults } from "./row.reasons.rules.js";
import { decidedFields, deletionFault } from "./row.standing.rules.js";
import type { SaveDoor } from "./row.save.js";
import type { WritableField } from "./row.shape.js";

export type Sheet = Reading;

type Fields = ReadonlyMap<string, WritableField>;

export function judgeRows(
  register: Register,
  facts: TableFacts,
  fields: Fields,
  sheet: Sheet,
  door: SaveDoor,
  note?: string | null,
): Judged[] {
  const shapes = new Map([...fields.values()].map(({ name, shape }) => [name, shape]));
  const twins = twinsOf(register, sheet.rows);
  return sheet.rows.map((row) => {
    const judged = judgeRow(register, facts, fields, shapes, sheet, row, door, reasonOf(row.sent.reason, note));
    const other = twins.get(row.index);
    if (other !== undefined) {
      judged.faults.push({ code: "DUPLICATE_IN_BATCH", args: { other: other + 1 } });
      judged.verdict = "refuse";
    }
    askReason(register, row, judged, door);
    return judged;
  });
}

/** Rows of one batch that are the same row or undo the same row, each with another of them. */
function twinsOf(register: Register, rows: readonly ReadRow[]): ReadonlyMap<number, number> {
  const first = new Map<string, number>();
  const twins = new Map<number, number>();
  const meet = (key: string, index: number): void => {
    const other = first.get(key);
    if (other === undefined) first.set(key, index);
    else {
      twins.set(index, other);
      if (!twins.has(other)) twins.set(other, index);
    }
  };
  for (const { index, id, orgId = "", sent, mine } of rows) {
    if (sent.id != null) meet(`${orgId} ${id}`, index);
    const undone = register.reversedBy === undefined ? null : mine[register.reversedBy];
    if (typeof undone === "string" && sent.id == null) meet(`undoes ${orgId} ${undone}`, index);
  }
  return twins;
}

function judgeRow(
  register: Register,
  facts: TableFacts,
  fields: Fields,
  shapes: ReadonlyMap<string, CellShape>,
  sheet: Sheet,
  row: ReadRow,
  door: SaveDoor,
  reason: string | null,
): Judged {
  const { index, id, orgId = "", current, sent } = row;
  const origin = door.origins?.[index] ?? {};
  const judged: Judged = {
    ...{ index, orgId, id, isNew: current === undefined, version: current?.version ?? 0, columns: {}, reason },
    ...{ verdict: "write", faults: [...row.faults, ...saidFaults(reason)], merged: [], conflicts: [], changed: [] },
  };
  const isDeletion = sent.delete === true;
  if (current === undefined && (row.isKnown || isDeletion)) return gone(judged, sent.baseVersion ?? 0);
  const isStale = current !== undefined && sent.baseVersion != null && sent.baseVersion !== current.version;
  if (isDeletion) return judgeDeletion(register, judged, isStale, current?.values);
  const merge: Merge =
    current === undefined
      ? { changes: row.mine, merged: [], conflicts: [] }
      : mergeRow(row.mine, current.values, isStale ? row.base : current.values, shapes);
  judged.merged.push(...merge.merged);
  judged.conflicts.push(...merge.conflicts);
  judged.faults.push(
    ...requiredFaults(register, facts, fields, row, merge),
    ...fixedFaults(register, fields, row, merge),
    ...stateFaults(register, fields, row, merge),
    ...reversalFaults(register, fields, row),
  );
  const changed = Object.keys(merge.changes).length > 0;
  Object.assign(
    judged.columns,
    columnsOf(register, fields, sheet, row, merge, changed || current === undefined ? origin : {}),
  );
  judged.changed.push(...Object.keys(merge.changes));
  if (judged.conflicts.length > 0) judged.verdict = "conflict";
  else if (judged.faults.length > 0) judged.verdict = "refuse";
  else if (current !== undefined && !changed) judged.verdict = "same";
  return judged;
}

/** Of a row that is ready to go in otherwise; a file that brings rows is their origin, and says why by itself. */
function askReason(register: Register, { index, current, reversed }: ReadRow, judged: Judged, door: SaveDoor): void {
  if ((judged.verdict !== "write" && judged.verdict !== "remove") || door.origins?.[index] !== undefined) return;
  const stateField = register.states?.field;
  const deed = {
    ...{ register: register.name, isDeletion: judged.verdict === "remove", changed: judged.changed, stateField },
    isReversal: current === undefined && reversed !== undefined,
    cameFromFile: current?.cameFromFile === true,
    status: stateField && current?.values[stateField],
  };
  const fault = reasonFault(deed, judged.reason);
  if (fault === undefined) return;
  judged.faults.push(fault);
  judged.verdict = "refuse";
}

/** A row that is not there any more: deleted by somebody else, if the sender had once seen it. */
function gone(judged: Judged, baseVersion: number): Judged {
  if (baseVersion > 0) judged.verdict = "conflict";
  else {
    judged.verdict = "refuse";
    judged.faults.push({ code: "ROW_GONE", field: "id" });
  }
  return judged;
}

function judgeDeletion(
  register: Register,
  judged: Judged,
  isStale: boolean,
  values: Readonly<Record<string, Value>> = {},
): Judged {
  const underWay = deletionFault(register.name, register.states && values[register.states.field]);
  if (underWay !== undefined) judged.faults.push(underWay);
  if (register.reversedBy !== undefined) {
    judged.verdict = "refuse";
    judged.faults.push(reversalNeeded(register));
  } else if (isStale) judged.verdict = "conflict";
  else judged.verdict = judged.faults.length > 0 ? "refuse" : "remove";
  return judged;
}

function reversalNeeded(register: Register): RowFault {
  const [reverse = "", reverseEn = ""] = register.one?.[register.reversedBy ?? ""]?.description.split(" / ") ?? [];
  return { code: "CORRECT_BY_REVERSAL", args: { reverse, reverseEn } };
}

const named = ({ label, labelEn }: WritableField) => ({ label, labelEn });

/** A column that takes no empty value and has no default must be filled; of a row that is there it may not be emptied. */
function requiredFaults(
  register: Register,
  facts: TableFacts,
  fields: Fields,
  row: ReadRow,
  merge: Merge,
): readonly RowFault[] {
  const derived = new Set(Object.keys(register.derived ?? {}));
  return [...fields.values()].flatMap((field): RowFault[] => {
    const fact = facts.columns.get(field.column);
    if (fact === undefined || fact.nullable || derived.has(field.name)) return [];
    if (row.faults.some((fault) => fault.field === field.name)) return [];
    const said = field.name in merge.changes;
    const isEmpty = merge.changes[field.name] == null;
    const isMissing =
      row.current === undefined ? (said ? isEmpty && fact.usual === null : fact.usual === null) : said && isEmpty;
    return isMissing ? [{ code: "REQUIRED", field: field.name, args: named(field) }] : [];
  });
}

function fixedFaults(register: Register, fields: Fields, { current }: ReadRow, merge: Merge): readonly RowFault[] {
  if (current === undefined) return [];
  const fixed = new Set(register.fixed);
  const changed = Object.keys(merge.changes).filter((name) => !fixed.has(name));
  const status = register.states && current.values[register.states.field];
  const decided = decidedFields(register.name, status, changed).flatMap((name): RowFault[] => {
    const field = fields.get(name);
    return field === undefined ? [] : [{ code: "DECIDED", field: name, args: named(field) }];
  });
  return [...decided, ...keptFaults(register, fields, current, merge)];
}

function keptFaults(
  register: Register,
  fields: Fields,
  current: NonNullable<ReadRow["current"]>,
  merge: Merge,
): readonly RowFault[] {
  return (register.fixed ?? []).flatMap((name): RowFault[] => {
    const before = current.values[name] ?? null;
    const field = fields.get(name);
    if (!(name in merge.changes) || before === null || field === undefined) return [];
    if (register.reversedBy !== undefined) return [{ ...reversalNeeded(register), field: name }];
    const shown = field.to === undefined && typeof before === "string" ? before : "…";
    return [{ code: "FIELD_FIXED", field: name, args: { ...named(field), before: shown } }];
  });
}

function stateFaults(register: Register, fields: Fields, row: ReadRow, merge: Merge): readonly RowFault[] {
  const { states } = register;
  const field = states && fields.get(states.field);
  if (states === undefined || field === undefined) return [];
  const to = merge.changes[states.field];
  if (typeof to !== "string") return [];
  const kind = merge.changes["kind"] ?? row.current?.values["kind"] ?? null;
  const steps = stepsFor(states, typeof kind === "string" ? kind : null);
  const from = row.current?.values[states.field];
  const fault = typeof from === "string" ? stepFault(steps, from, to) : firstStateFault(steps, to);
  return fault === undefined ? [] : [stepWords(field, fault, typeof from === "string" ? from : "", to)];
}

/** The codes stand for their names until the answer is put into words. */
function stepWords(field: WritableField, { code, next }: StepFault, from: string, to: string): RowFault {
  const args = {
    ...named(field),
    from,
    fromCode: from,
    to,
    toCode: to,
    next: next.join("、"),
    nextCodes: next.join(", "),
  };
  return { code, field: field.name, args };
}

/** Of what kind a reversal is, is said by the row it undoes. */
const ALIKE = ["kind", "direction", "currency"];

/** A reversal undoes a row once, as what it is, and of money the whole of it. */
function reversalFaults(register: Register, fields: Fields, row: ReadRow): readonly RowFault[] {
  const { reversedBy } = register;
  const reversed = reversedBy === undefined ? undefined : row.reversed;
  if (reversed === undefined || row.current !== undefined || reversedBy === undefined) return [];
  if (reversed.isUndone) return [{ code: "REVERSAL_REPEATED", field: reversedBy }];
  const others = ALIKE.flatMap((name): RowFault[] => {
    const field = fields.get(name);
    const [mine, theirs] = [row.mine[name] ?? null, reversed.values[name] ?? null];
    if (field === undefined || mine === null || theirs === null || mine === theirs) return [];
    return [{ code: "REVERSAL_DIFFERS", field: name, args: { ...named(field), expected: String(theirs) } }];
  });
  if (others.length > 0) return others;
  const amount = row.mine["amount"];
  if (reversed.amount === null || typeof amount !== "string") return [];
  const expected = subtractDecimals("0", reversed.amount);
  return compareDecimals(amount, expected) === 0
    ? []
    : [{ code: "REVERSAL_AMOUNT", field: "amount", args: { expected, typed: amount } }];
}

function columnsOf(
  register: Register,
  fields: Fields,
  { ranks }: Sheet,
  row: ReadRow,
  merge: Merge,
  origin: Readonly<Record<string, Value>>,
): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(merge.changes)) {
    const field = fields.get(name);
    if (field === undefined) continue;
    // An empty cell of a new row leaves the usual value.
    if (value === null && row.current === undefined && field.fact.usual !== null) continue;
    columns[field.column] = field.shape.kind === "json" && typeof value === "string" ? JSON.parse(value) : value;
  }
  for (const [name, { from, list }] of Object.entries(register.derived ?? {})) {
    const spec = register.fields[name];
    const code = merge.changes[from];
    if (spec && code !== undefined)
      columns[columnOf(name, spec)] =
        typeof code === "string" ? (ranks.get(`${list} ${code}`)?.toString() ?? null) : null;
  }
  const changed = Object.keys(columns).length > 0;
  return { ...columns, ...("idNumber" in merge.changes ? row.beside : {}), ...(changed ? origin : {}) };
}
