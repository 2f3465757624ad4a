/**
 * Makes the .xlsx of a report: open cells white, others grey and locked, a list of what each indicator means, and a hidden
 * sheet for the way back. Fits Excel 2010 and later, WPS and LibreOffice: no macros, no links, no merged cells.
 */
import ExcelJS from "exceljs";
import { GREY, LINES, numberOrText, PROTECTION } from "./book-look.js";
import {
  columnKeys,
  FIRST_FIGURE,
  hubRows,
  letterOf,
  ROWS,
  SHEETS,
  type Report,
  type ReportCell,
} from "./report.rules.js";

const HOW =
  "白色格可填写；灰色格由台账计出或已审定，不能填写。改动白色格里原有的数，请在最后一列写明原因。不要改动编号列。填好保存后，在训枢“导入”里上传本文件，或发回给上级。";

export async function reportFile(report: Report): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.creator = "训枢";
  book.created = new Date(report.madeAt);
  await fillSheet(book, report);
  meaningSheet(book, report);
  const hub = book.addWorksheet(SHEETS.hub, { state: "veryHidden" });
  for (const row of hubRows(report)) hub.addRow(row);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function fillSheet(book: ExcelJS.Workbook, report: Report): Promise<void> {
  const sheet = book.addWorksheet(SHEETS.fill, {
    views: [{ state: "frozen", xSplit: 2, ySplit: ROWS.header, showGridLines: false }],
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, paperSize: 9 },
  });
  sheet.getCell(ROWS.title, 1).value = report.title;
  sheet.getCell(ROWS.title, 1).font = { bold: true, size: 14 };
  sheet.getCell(ROWS.how, 1).value = HOW;
  sheet.getCell(ROWS.how, 1).font = { color: { argb: "FF666666" } };
  sheet.getRow(ROWS.keys).values = columnKeys(report);
  sheet.getRow(ROWS.keys).hidden = true;
  const figures = report.columns.map(
    ({ name, part, period, unit }) => `${part ? `${name} · ${part}` : name} ${period}${unit ? `（${unit}）` : ""}`,
  );
  sheet.getRow(ROWS.header).values = ["单位", "编号", ...figures, "改动原因"];
  sheet.getRow(ROWS.header).height = 48;
  report.rows.forEach((row, index) => {
    const at = sheet.getRow(ROWS.first + index);
    at.getCell(1).value = row.name;
    at.getCell(2).value = row.organization;
  });
  frame(sheet, report);
  report.cells.forEach((row, index) =>
    row.forEach((cell, column) =>
      putFigure(sheet.getCell(ROWS.first + index, FIRST_FIGURE + column), cell, report, column),
    ),
  );
  // Against slips, not against people: there is no password.
  await sheet.protect("", PROTECTION);
}

/** Widths, lines and what is locked, before the figures have their say. */
function frame(sheet: ExcelJS.Worksheet, report: Report): void {
  const last = FIRST_FIGURE + report.columns.length;
  sheet.getColumn(1).width = 28;
  sheet.getColumn(2).width = 14;
  for (let column = FIRST_FIGURE; column < last; column++) sheet.getColumn(column).width = 15;
  sheet.getColumn(last).width = 32;
  for (let row = ROWS.header; row < ROWS.first + report.rows.length; row++)
    for (let column = 1; column <= last; column++) {
      const cell = sheet.getCell(row, column);
      cell.border = LINES;
      cell.alignment = { vertical: "middle", wrapText: row === ROWS.header || column === last };
      if (row === ROWS.header) cell.font = { bold: true };
      if (row === ROWS.header || column < FIRST_FIGURE) cell.fill = GREY;
      if (row > ROWS.header && column === last) cell.protection = { locked: false };
    }
}

function putFigure(cell: ExcelJS.Cell, { value, state }: ReportCell, report: Report, index: number): void {
  const column = report.columns[index];
  if (value !== null) cell.value = numberOrText(value);
  cell.numFmt = column?.format ?? "General";
  cell.alignment = { horizontal: "right", vertical: "middle" };
  if (state !== "open") {
    cell.fill = GREY;
    return;
  }
  cell.protection = { locked: false };
  cell.dataValidation = {
    type: "decimal",
    operator: "between",
    formulae: [0, 999_999_999_999_999],
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: "warning",
    errorTitle: "请核对",
    error: `${column?.name ?? ""}应填不小于 0 的数${column?.unit ? `，单位是${column.unit}` : ""}。`,
  };
}

function meaningSheet(book: ExcelJS.Workbook, report: Report): void {
  const sheet = book.addWorksheet(SHEETS.meaning, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = [{ width: 10 }, { width: 28 }, { width: 10 }, { width: 90 }];
  sheet.addRow(["指标", "名称", "单位", "怎样计算"]).font = { bold: true };
  const told = new Set<string>();
  for (const { indicator, name, unit, explanation } of report.columns) {
    if (told.has(indicator)) continue;
    told.add(indicator);
    sheet.addRow([indicator, name, unit ?? "", explanation]).alignment = { vertical: "top", wrapText: true };
  }
  sheet.autoFilter = `A1:${letterOf(4)}1`;
}
