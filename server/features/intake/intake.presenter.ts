/** Shows stored imports and rows as the graph's types. */
import { encodeGlobalId } from "../../graph/global-id.js";
import {
  ImportStatus,
  RowOutcome,
  type Import,
  type ImportColumn,
  type ImportReceipt,
  type ImportRow,
  type ImportTable,
} from "./intake.objects.js";
import { maskedSample } from "../access/personal-intake.js";
import { rangeText } from "./readers/selection.js";
import type { Counts } from "./intake.counts.js";
import type { Change, ShownFinding, StagedTable } from "./staged.js";
import { ALL_TARGETS } from "./register.targets.js";

export interface StoredImport {
  readonly orgId: string;
  readonly id: string;
  readonly fileName: string;
  readonly status: string;
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  readonly tables: readonly StagedTable[];
  readonly refusal: readonly ShownFinding[] | null;
  readonly receipt: ImportReceipt | null;
  readonly counts: (Counts & { readonly conflicts?: number }) | null;
  readonly batchId: string | null;
  readonly commitHash: Uint8Array | null;
  readonly commitRank: number;
  readonly commitRow: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface StoredRow {
  readonly sheet: string;
  readonly row: number;
  readonly outcome: string;
  readonly label: string | null;
  readonly changes: unknown;
  readonly target: string | null;
  /** The values of a new row, where its changes follow from them. */
  readonly values: Readonly<Record<string, unknown>> | null;
  readonly findings: readonly ShownFinding[];
}

export function presentImport(stored: StoredImport): Import {
  return {
    id: encodeGlobalId("Import", stored.orgId, stored.id),
    file: stored.fileName,
    status: ImportStatus[stored.status.toUpperCase() as keyof typeof ImportStatus],
    createdAt: stored.createdAt,
    createdBy: stored.createdBy,
    progress: { phase: stored.phase, done: stored.done, total: stored.total },
    tables: stored.tables.map(presentTable),
    receipt:
      stored.receipt === null
        ? null
        : {
            ...stored.receipt,
            conflicts: stored.receipt.conflicts ?? 0,
            committedAt: new Date(stored.receipt.committedAt),
          },
    orgId: stored.orgId,
    storedCounts: stored.counts,
    tableFindings: [...(stored.refusal ?? []), ...stored.tables.flatMap((table) => table.findings)],
  };
}

function presentTable(table: StagedTable): ImportTable {
  const { detected } = table;
  const target = ALL_TARGETS.find((t) => t.name === table.target);
  return {
    index: table.index,
    sheet: table.sheet,
    range: rangeText(
      detected.firstColumn,
      detected.headerRows[0] ?? 1,
      detected.lastColumn,
      Math.max(table.lastRow, detected.firstRow - 1),
    ),
    headerRows: [...detected.headerRows],
    target: table.target,
    targetLabel: target?.label.zh ?? "",
    confidence: table.confidence,
    columns: table.columns.map((c): ImportColumn => {
      const field = target?.fields.find((f) => f.name === c.field);
      const label = field?.label.zh ?? (c.field ? c.column.header : null);
      return {
        letter: c.column.letter,
        header: c.column.header,
        field: c.field,
        fieldLabel: label,
        confidence: c.confidence,
        sample: [...maskedSample(c).sample],
        state: c.state,
      };
    }),
    fields: (target?.fields ?? []).map((f) => ({
      name: f.name,
      label: f.label.zh,
      labelEn: f.label.en,
      required: f.required,
    })),
    skipped: [...table.skipped],
    totalsChecked: table.totalsChecked,
  };
}

export function presentRow(stored: StoredRow): ImportRow {
  return {
    sheet: stored.sheet,
    row: stored.row,
    outcome: RowOutcome[stored.outcome.toUpperCase() as keyof typeof RowOutcome],
    label: stored.label ?? "",
    changes: stored.changes ?? bringing(stored),
    findings: stored.findings as ImportRow["findings"],
  };
}

/** What a new row brings, as changes from nothing. */
function bringing({ outcome, target, values }: StoredRow): readonly Change[] {
  if (outcome !== "new" || values === null) return [];
  const fields = ALL_TARGETS.find((t) => t.name === target)?.fields ?? [];
  return Object.entries(values).map(([field, to]) => ({
    field,
    label: fields.find((f) => f.name === field)?.label.zh ?? field,
    from: null,
    to,
  }));
}
