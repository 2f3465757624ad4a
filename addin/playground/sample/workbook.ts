/** Puts the sample sheets into the grid's snapshot format. */
import { BooleanNumber, type ICellData, type IWorkbookData, type IWorksheetData } from "@univerjs/core";
import { SHEET_COLUMNS, SHEET_ROWS } from "../host/address.js";
import { classRoster, monthlyReport, type SampleSheet, targets } from "./sheets.js";
import { STYLES } from "./styles.js";

/** The id under which the playground's one workbook is open. */
export const WORKBOOK_ID = "playground";

/** A fresh sample workbook. */
export function sampleWorkbook(): Partial<IWorkbookData> {
  const sheets = [monthlyReport(), targets(), classRoster()].map(toSheet);
  return {
    id: WORKBOOK_ID,
    name: "训枢 演练场",
    styles: { ...STYLES },
    sheetOrder: sheets.map(({ id }) => id),
    sheets: Object.fromEntries(sheets.map((sheet) => [sheet.id, sheet])),
  };
}

function toSheet(sample: SampleSheet): Partial<IWorksheetData> & { readonly id: string } {
  const cellData: Record<number, Record<number, ICellData>> = {};
  sample.rows.forEach((row, r) => {
    const cells: Record<number, ICellData> = (cellData[r] = {});
    row.forEach((cell, c) => {
      if (cell) cells[c] = cell;
    });
  });
  return {
    id: sample.id,
    name: sample.name,
    rowCount: SHEET_ROWS,
    columnCount: SHEET_COLUMNS,
    defaultColumnWidth: 88,
    defaultRowHeight: 24,
    cellData,
    columnData: Object.fromEntries(sample.columnWidths.map((w, index) => [index, { w, hd: BooleanNumber.FALSE }])),
    rowData: Object.fromEntries(
      Object.entries(sample.rowHeights).map(([index, h]) => [index, { h, ia: BooleanNumber.FALSE }]),
    ),
    freeze: { startRow: sample.frozenRows, startColumn: -1, xSplit: 0, ySplit: sample.frozenRows },
  };
}
