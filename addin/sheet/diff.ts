/**
 * Compares a freshly read range with what the hub last said: which cells were edited, to what, and what is wrong with them.
 * Pure. Never looks at events: sorting, pasting, undo and inserted rows all come out right because only content counts.
 */
import type { Cells } from "../host/host.js";
import type { FigureKey, FigureSource, Finding } from "../hub/hub.js";
import type { KnownCell, SheetFindingCode } from "./edits.js";
import { type FoundLayout, findLayout } from "./layout.js";
import { isSameValue, mismatchOf, readCell } from "./number.js";
import { type Place, within } from "./place.js";
import { atOnce, type Steps } from "./steps.js";
import { type BoundTable, keyAt, wordsAt } from "./table.js";

/** A cell whose content is not what the hub last said. `value` null: cleared, or unreadable (then a finding says so). */
export interface FoundEdit {
  readonly key: FigureKey;
  readonly place: Place;
  readonly row: number;
  readonly column: number;
  readonly typed: string;
  readonly value: string | null;
  readonly formula: string | null;
  readonly base: KnownCell;
  readonly findings: readonly Finding[];
}

export interface TableDiff {
  readonly layout: FoundLayout;
  readonly edits: readonly FoundEdit[];
}

export function diffTable(table: BoundTable, cells: Cells): TableDiff {
  return atOnce(diffingTable(table, cells));
}

/** The same in steps of a row each. */
export function* diffingTable(table: BoundTable, cells: Cells): Steps<TableDiff> {
  const layout = findLayout(table, cells);
  const edits: FoundEdit[] = [];
  for (const [row, rowAt] of layout.rows.entries()) {
    if (rowAt === null) continue;
    for (const [column, columnAt] of layout.columns.entries()) {
      const edit = columnAt === null ? null : editAt(table, cells, row, column, rowAt, columnAt);
      if (edit) edits.push(edit);
    }
    yield;
  }
  return { layout, edits };
}

function editAt(
  table: BoundTable,
  cells: Cells,
  row: number,
  column: number,
  rowAt: number,
  columnAt: number,
): FoundEdit | null {
  const base = table.cells[row]?.[column];
  const key = keyAt(table, row, column);
  if (!base || !key) return null;
  const content = compareCell(
    {
      value: cells.values[rowAt]?.[columnAt] ?? "",
      formula: cells.formulas[rowAt]?.[columnAt] ?? "",
      text: cells.text[rowAt]?.[columnAt] ?? "",
    },
    base,
    wordsAt(table, row, column).unit,
  );
  return content && { key, place: within(cells.place, rowAt, columnAt), row, column, base, ...content };
}

/** One cell against what is known of it; null when nothing was changed. */
export function compareCell(
  cell: {
    readonly value: string | number | boolean;
    readonly formula: string | number | boolean;
    readonly text: string;
  },
  base: KnownCell,
  unit: string | null,
): Pick<FoundEdit, "typed" | "value" | "formula" | "findings"> | null {
  const reading = readCell(cell.value, cell.text, unit);
  const value = reading.kind === "number" ? reading.value : null;
  const isReadable = reading.kind === "number" || reading.kind === "blank";
  if (isReadable && isSameValue(value, base.value)) return null;
  const formula = typeof cell.formula === "string" && cell.formula.startsWith("=") ? cell.formula : null;
  const typed = typeof cell.value === "number" ? (value ?? String(cell.value)) : String(cell.value);
  const findings: Finding[] = [];
  if (reading.kind === "notANumber") {
    const mismatch = mismatchOf(typed, unit);
    if (mismatch) findings.push(sheetFinding("UNIT_MISMATCH", mismatch));
    else findings.push(sheetFinding("NOT_A_NUMBER", { typed, suggestion: reading.suggestion }, reading.suggestion));
  }
  if (reading.kind === "error") findings.push(sheetFinding("CELL_IN_ERROR", { typed }));
  if (base.status === "LOCKED") findings.push(sheetFinding("LOCKED", { status: base.status }, base.value));
  else if (!base.writable) findings.push(sheetFinding("NOT_WRITABLE", {}, base.value));
  return { typed, value, formula, findings };
}

/** A fault found in the sheet; its sentence is made from code and arguments where it is shown. */
export function sheetFinding(
  code: SheetFindingCode,
  args: Readonly<Record<string, unknown>>,
  suggestion: string | null = null,
): Finding {
  return { code, severity: "BLOCK", args, message: null, messageEn: null, suggestion };
}

/** Typing over a counted figure replaces a count by a word: the hub wants to know why. */
export function wantsReason(base: { readonly source: FigureSource | null }): boolean {
  return base.source === "COMPUTED" || base.source === "FORMULA";
}
