/** A found table as the import keeps it: its mapping when it is opened, and what its rows summed up to when it is read. */
import { periodOf } from "../../domain/period.js";
import type { Cell } from "./cell.js";
import { textOf } from "./grid.rules.js";
import type { Mapping } from "./mapping.rules.js";
import { showIntakeFinding } from "./shown-finding.js";
import type { StagedColumn, StagedTable } from "./staged.js";
import { tableUnit, type DetectedTable } from "./table.rules.js";
import type { TableSummary } from "./table-rows.rules.js";

export interface TableGuess {
  readonly mapping: Mapping;
  readonly isSure: boolean;
}

export function stagedTable(
  table: DetectedTable,
  index: number,
  guess: TableGuess | undefined,
  samples: readonly (readonly Cell[])[],
): StagedTable {
  const mapping = guess?.isSure ? guess.mapping : undefined;
  const columns = table.columns.map((column, i): StagedColumn => {
    const mapped = mapping?.columns[i];
    return {
      column,
      field: mapped?.field?.name ?? null,
      state: mapped?.state ?? "UNMAPPED",
      confidence: mapped?.confidence ?? 0,
      sample: samples
        .flatMap((cells) =>
          cells.filter((cell) => cell.column === column.index).map((cell) => textOf(cell).slice(0, 60)),
        )
        .slice(0, 3),
    };
  });
  return {
    index,
    sheet: table.sheet,
    detected: table,
    lastRow: table.firstRow - 1,
    target: mapping?.target.name ?? "",
    confidence: mapping?.confidence ?? 0,
    columns,
    moneyUnit: tableUnit(table) ?? null,
    period: captionPeriod(table),
    skipped: skippedOf(table, undefined),
    totalsChecked: 0,
    rows: 0,
    findings: [...table.findings, ...(mapping?.findings ?? [])].map(showIntakeFinding),
  };
}

/** Of a long table with a wrong total in every group the first are enough to act upon. */
const MOST_OF_SUMMARY = 500;

export function withSummary(table: StagedTable, summary: TableSummary | undefined): StagedTable {
  if (!summary) return table;
  return {
    ...table,
    lastRow: Math.max(summary.lastRow, table.detected.firstRow - 1),
    skipped: skippedOf(table.detected, summary),
    totalsChecked: summary.totals.reduce((sum, total) => sum + total.checks.length, 0),
    rows: summary.dataRows,
    findings: [...table.findings, ...summary.findings.slice(0, MOST_OF_SUMMARY).map(showIntakeFinding)],
  };
}

/** 填报期间：2026年10月, or a month in the title: the period of figures that name none. */
function captionPeriod(table: DetectedTable): string | null {
  for (const { text } of [...table.captions].reverse()) {
    for (const found of text.matchAll(
      /\d{4}\s*年\s*(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}\s*月|度)?|\d{4}(?:M\d{2}|Q[1-4]|H[12])/gu,
    )) {
      const period = periodOf(found[0]);
      if (period) return period.code;
    }
  }
  return null;
}

/** What was passed over, in words: people check first what is missing. */
function skippedOf(table: DetectedTable, summary: TableSummary | undefined): readonly string[] {
  const notes = summary?.notes ?? [];
  const range = (rows: readonly number[]) =>
    rows.length === 0 ? "" : rows.length === 1 ? `${rows[0]}` : `${rows[0]}–${rows.at(-1)}`;
  return [
    ...(table.captions.length > 0 ? [`标题与说明 ${range(table.captions.map((c) => c.row))}`] : []),
    ...(table.underHeader.length > 0 ? [`单位行 ${range(table.underHeader)}`] : []),
    ...(summary?.groups.length ? [`分组行 ${summary.groups.length}`] : []),
    ...(summary?.totals.length ? [`合计行 ${summary.totals.map((t) => t.row).join("、")}`] : []),
    ...(notes.length > 0 ? [`表下说明 ${range(notes.map((n) => n.row))}`] : []),
    ...(summary?.blankNumbered ? [`空白序号行 ${summary.blankNumbered}`] : []),
  ];
}
