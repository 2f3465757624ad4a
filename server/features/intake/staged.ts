/** What an import keeps while it waits: its tables with their mapping, and rows as they stood in the file. Plain data. */
import type { BlankMeaning } from "../../domain/decimal.js";
import type { Cell, IdentityPrint } from "./cell.js";
import type { MappingState } from "./mapping.rules.js";
import type { TypedValue } from "./normalise.rules.js";
import type { DetectedColumn } from "./header.rules.js";
import type { DetectedTable } from "./table.rules.js";

export interface StagedTable {
  readonly index: number;
  readonly sheet: string;
  readonly detected: DetectedTable;
  readonly lastRow: number;
  readonly target: string;
  readonly confidence: number;
  readonly columns: readonly StagedColumn[];
  readonly moneyUnit: string | null;
  /** The period a caption names: 填报期间：2026年10月. */
  readonly period: string | null;
  readonly skipped: readonly string[];
  readonly totalsChecked: number;
  readonly rows: number;
  readonly findings: readonly ShownFinding[];
}

export interface StagedColumn {
  readonly column: DetectedColumn;
  readonly field: string | null;
  readonly state: MappingState;
  readonly confidence: number;
  readonly sample: readonly string[];
}

/** A finding as it is stored and shown: worded once, so that later versions read old imports. */
export interface ShownFinding {
  readonly code: string;
  readonly severity: "INFO" | "WARN" | "ERROR" | "BLOCK";
  readonly args: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly messageEn: string;
  readonly sheet?: string | null;
  readonly cell?: string | null;
  readonly row?: number | null;
  readonly field?: string | null;
  readonly suggestion?: string | null;
}

/** A row as it stood: cells by column number, with the group line above it. */
export interface RawRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly group?: string;
}

/** import_row.typed: what was understood of a row. */
export interface TypedRow {
  readonly values: Readonly<Record<string, TypedValue>>;
  readonly blanks: Readonly<Record<string, BlankMeaning>>;
  readonly print?: IdentityPrint;
  readonly group?: string;
}

export interface Change {
  readonly field: string;
  readonly label: string;
  readonly from: unknown;
  readonly to: unknown;
}

export type Outcome = "new" | "changed" | "unchanged" | "refused";
