/** What every target does with typed rows: say what each would change, then change it. Both work on pages of rows. */
import type { Kysely } from "kysely";
import { v7 } from "uuid";
import type { Context } from "../../../context.js";
import type { Database } from "../../../database/tables.js";
import { addDecimals, compareDecimals } from "../../../domain/decimal.js";
import { columnLetter } from "../cell.js";
import { finding } from "../finding.js";
import type { FindingArgument, FindingCode } from "../findings.js";
import type { FoundOrganizations, KnownOrganization } from "../intake.loader.js";
import type { SeenKeys } from "../seen-keys.js";
import { showIntakeFinding } from "../shown-finding.js";
import type { Change, Outcome, ShownFinding, StagedTable, TypedRow } from "../staged.js";
import type { IntakeTarget } from "../targets/target.js";

/** One pass over an import: a check or a commit. What was seen on earlier pages is remembered here. */
export interface Pass {
  readonly context: Context;
  readonly db: Kysely<Database>;
  readonly orgId: string;
  readonly importId: string;
  readonly fileName: string;
  readonly batchId: string;
  /** Keys met before in this import, with the row: the second of two alike is refused. */
  readonly seen: SeenKeys;
  /** Classes that tables before this one will bring, by code and by title. */
  readonly announced: SeenKeys;
  /** People and classes this page brings; those of earlier pages are in the ledgers by the time anything is written. */
  readonly people: Map<string, string>;
}

export interface PlanRow {
  readonly table: StagedTable;
  readonly target: IntakeTarget;
  readonly row: number;
  readonly label: string;
  readonly typed: TypedRow;
  /** The id the row was promised when it was checked, where it was new. */
  readonly promisedId: string | null;
  /** Findings of reading its cells; a writer adds its own. */
  readonly findings: ShownFinding[];
}

/** What a row comes to. `work` is the writer's own, handed back to it to be written. */
export interface Planned<Work> {
  readonly source: PlanRow;
  readonly outcome: Outcome;
  readonly label: string;
  /** Nothing where a new row brings just what it says: that is worked out when somebody looks. */
  readonly changes: readonly Change[] | null;
  readonly register: string | null;
  readonly rowId: string | null;
  readonly work: Work | undefined;
  /** Where it is written; nothing where the writer asks for itself. */
  readonly places?: readonly { readonly ledger: string; readonly orgId: string }[];
}

export interface Writer<Work> {
  plan(pass: Pass, rows: readonly PlanRow[]): Promise<readonly Planned<Work>[]>;
  write(pass: Pass, planned: readonly (Planned<Work> & { readonly work: Work })[]): Promise<void>;
}

export const newId = (): string => v7();

/** A new row keeps the id it was promised, so a commit need not tell its import row again. */
export const idFor = (row: PlanRow): string => row.promisedId ?? newId();

export const textIn = (row: PlanRow, field: string): string | null => {
  const value = row.typed.values[field];
  return typeof value === "string" ? value : null;
};

export function report(
  row: PlanRow,
  field: string,
  code: FindingCode,
  args: Readonly<Record<string, FindingArgument>> = {},
): void {
  const column = row.table.columns.find((c) => c.field === field)?.column.index ?? row.table.detected.firstColumn;
  row.findings.push(showIntakeFinding(finding(code, row.table.sheet, args, row.row, columnLetter(column), field)));
}

export const isRefused = (row: PlanRow): boolean =>
  row.findings.some((f) => f.severity === "ERROR" || f.severity === "BLOCK");

export function refused<Work>(source: PlanRow): Planned<Work> {
  return {
    source,
    outcome: "refused",
    label: source.label,
    changes: null,
    register: null,
    rowId: null,
    work: undefined,
  };
}

/** The organization a cell names; reports and answers nothing when there is none or more than one. */
export function resolveOrganization(
  row: PlanRow,
  field: string,
  found: FoundOrganizations,
  key = textIn(row, field),
): KnownOrganization | undefined {
  if (key === null) return undefined;
  const hit = found.get(key);
  if (typeof hit === "object") return hit;
  const value = key.slice(0, 60);
  if (hit === undefined) report(row, field, "unknownOrganization", { value });
  else report(row, field, "ambiguousOrganization", { value, count: hit });
  return undefined;
}

/** Says whether a key was met before in this import, and remembers it. */
export function firstSeen(pass: Pass, row: PlanRow, key: string, field: string, label: string): boolean {
  const other = pass.seen.meet(key, row.row);
  if (other === undefined) return true;
  report(row, field, "duplicateRow", { other, label });
  return false;
}

/** Compares what a row says with what the hub holds, field by field; a blank cell changes nothing. */
export function changesBetween(
  row: PlanRow,
  known: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  typed: Readonly<Record<string, unknown>> = row.typed.values,
): Change[] {
  return fields.flatMap((name): Change[] => {
    const to = typed[name];
    if (to === undefined || to === null) return [];
    const from = known[name] ?? null;
    if (isSame(from, to)) return [];
    const label = row.target.fields.find((f) => f.name === name)?.label.zh ?? name;
    return [{ field: name, label, from, to }];
  });
}

export function isSame(from: unknown, to: unknown): boolean {
  if (from === null) return false;
  if (Array.isArray(from) || Array.isArray(to)) {
    const sorted = (value: unknown) => JSON.stringify((Array.isArray(value) ? [...value] : []).sort());
    return sorted(from) === sorted(to);
  }
  const [a, b] = [String(from), String(to)];
  const number = /^-?\d+(\.\d+)?$/u;
  return a === b || (number.test(a) && number.test(b) && !/^0\d/u.test(a) && compareDecimals(a, b) === 0);
}

export const sum = (amounts: readonly string[]): string => addDecimals("0", ...amounts);
