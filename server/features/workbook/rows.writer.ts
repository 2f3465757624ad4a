/**
 * Makes the .xlsx of a register's rows: open cells white with their choices, others grey and locked, rows to add below, what
 * each column takes on a sheet of its own, and a hidden sheet for the way back. Fits Excel 2010 and later, WPS, LibreOffice.
 */
import ExcelJS from "exceljs";
import { GREY, LINES, numberOrText, PROTECTION } from "./book-look.js";
import { letterOf, ROWS, SHEETS } from "./report.rules.js";
import { CHOICES_SHEET, NEW_ROW, rowKeys, rowsHubRows, type RowsBook, type RowsColumn } from "./rows.rules.js";

const HOW =
  "白色格可填写，灰色格不能。有下拉的从中选；带 * 的必填。要删一行，在“删除”列选“是”；只是从表里删掉、筛掉，训枢里的那一行不变。改动已批准的、删除从文件导入的，写明原因。填好保存后，在训枢“导入”里或“离线填报”页上传本文件。";
const HOW_TO_ADD = "表尾的白色空行可以新增。";
const HEADS = ["改动原因", "删除", "行号"];
const KINDS: Readonly<Record<string, string>> = {
  ...{ text: "文字", int: "整数", decimal: "数", date: "日期，如 2026-11-05", datetime: "时间，如 2026-11-05 09:30" },
  ...{ boolean: "是 或 否", texts: "几项之间用顿号", json: "JSON" },
};

/** Where a list of choices stands: `'选项'!$B$1:$B$40`. */
type ListPlace = (column: RowsColumn) => string | null;

export async function rowsFile(book: RowsBook): Promise<Buffer> {
  const file = new ExcelJS.Workbook();
  file.creator = "训枢";
  file.created = new Date(book.madeAt);
  const sheet = file.addWorksheet(SHEETS.fill, {
    views: [{ state: "frozen", xSplit: 1, ySplit: ROWS.header, showGridLines: false }],
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, paperSize: 9 },
  });
  head(sheet, book);
  book.rows.forEach(({ id, values }, index) => putRow(sheet, book, ROWS.first + index, values, id));
  book.spare.forEach((id, index) => putRow(sheet, book, ROWS.first + book.rows.length + index, [], `${NEW_ROW}${id}`));
  meaningSheet(file, book);
  validate(sheet, book, choiceLists(file, book));
  const hub = file.addWorksheet(SHEETS.hub, { state: "veryHidden" });
  for (const row of rowsHubRows(book)) hub.addRow(row);
  // Against slips, not against people: there is no password.
  await sheet.protect("", PROTECTION);
  return Buffer.from(await file.xlsx.writeBuffer());
}

function head(sheet: ExcelJS.Worksheet, book: RowsBook): void {
  sheet.getCell(ROWS.title, 1).value = book.title;
  sheet.getCell(ROWS.title, 1).font = { bold: true, size: 14 };
  sheet.getCell(ROWS.how, 1).value = book.organization === null ? HOW : `${HOW}${HOW_TO_ADD}`;
  sheet.getCell(ROWS.how, 1).font = { color: { argb: "FF666666" } };
  sheet.getRow(ROWS.keys).values = rowKeys(book);
  sheet.getRow(ROWS.keys).hidden = true;
  const labels = book.columns.map(({ label, required }) => (required ? `${label} *` : label));
  const row = sheet.getRow(ROWS.header);
  row.values = [...labels, ...HEADS];
  row.height = 32;
  row.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = GREY;
    cell.border = LINES;
    cell.alignment = { vertical: "middle", wrapText: true };
  });
  const last = book.columns.length;
  book.columns.forEach(({ label, kind }, index) => {
    sheet.getColumn(index + 1).width = Math.max(kind === "text" ? 18 : 13, label.length * 2 + 3);
  });
  sheet.getColumn(last + 1).width = 24;
  sheet.getColumn(last + 2).width = 8;
  sheet.getColumn(last + 3).width = 14;
  sheet.getColumn(last + 3).hidden = true;
}

function putRow(
  sheet: ExcelJS.Worksheet,
  book: RowsBook,
  number: number,
  values: readonly (string | null)[],
  id: string,
): void {
  const row = sheet.getRow(number);
  const isNew = id.startsWith(NEW_ROW);
  book.columns.forEach((column, index) => putCell(row.getCell(index + 1), column, values[index] ?? null));
  const behind = book.columns.length;
  for (const [offset, isOpen] of [true, !isNew].entries()) {
    const cell = row.getCell(behind + 1 + offset);
    cell.border = LINES;
    cell.numFmt = "@";
    if (isOpen) cell.protection = { locked: false };
    else cell.fill = GREY;
  }
  const mark = row.getCell(behind + 3);
  mark.value = id;
  mark.fill = GREY;
  mark.border = LINES;
  mark.font = { color: { argb: "FF999999" }, size: 8 };
}

function putCell(cell: ExcelJS.Cell, { kind, writable }: RowsColumn, value: string | null): void {
  const isNumber = kind === "int" || kind === "decimal";
  // Anything but a number is text to the program, too: nothing it would turn into a date, a number or a formula.
  if (value !== null) cell.value = isNumber ? numberOrText(value) : value;
  cell.numFmt = isNumber ? "General" : "@";
  cell.border = LINES;
  cell.alignment = { vertical: "middle", horizontal: isNumber ? "right" : "left" };
  if (writable) cell.protection = { locked: false };
  else cell.fill = GREY;
}

function choiceLists(file: ExcelJS.Workbook, book: RowsBook): ListPlace {
  const lists = book.columns.filter(({ choices, writable }) => writable && choices !== null && choices.length > 0);
  if (lists.length === 0) return () => null;
  const sheet = file.addWorksheet(CHOICES_SHEET, { state: "hidden" });
  const places = new Map<string, string>();
  lists.forEach(({ path, choices }, index) => {
    const [letter, column] = [letterOf(index + 1), sheet.getColumn(index + 1)];
    column.numFmt = "@";
    column.values = [...(choices ?? [])];
    places.set(path, `'${CHOICES_SHEET}'!$${letter}$1:$${letter}$${choices?.length ?? 0}`);
  });
  return ({ path }) => places.get(path) ?? null;
}

/** One rule for a whole column: a thousand of single cells are read slowly by every program. */
interface Validations {
  readonly dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void };
}

function validate(sheet: ExcelJS.Worksheet, book: RowsBook, listOf: ListPlace): void {
  const last = ROWS.first + book.rows.length + book.spare.length - 1;
  if (last < ROWS.first) return;
  const { dataValidations } = sheet as unknown as Validations;
  const whole = (column: number): string => `${letterOf(column)}${ROWS.first}:${letterOf(column)}${last}`;
  book.columns.forEach((column, index) => {
    const list = column.writable ? listOf(column) : null;
    if (list !== null) dataValidations.add(whole(index + 1), listRule(list, column));
  });
  const remove = whole(book.columns.length + 2);
  if (book.rows.length > 0) dataValidations.add(remove, { type: "list", allowBlank: true, formulae: ['"是"'] });
}

function listRule(list: string, { label, strict, required }: RowsColumn): ExcelJS.DataValidation {
  return {
    type: "list",
    allowBlank: !required,
    formulae: [list],
    showErrorMessage: true,
    errorStyle: strict ? "stop" : "warning",
    errorTitle: "请核对",
    error: `${label}要从下拉中选。`,
  };
}

function meaningSheet(file: ExcelJS.Workbook, book: RowsBook): void {
  const sheet = file.addWorksheet(SHEETS.meaning, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = [{ width: 24 }, { width: 8 }, { width: 8 }, { width: 28 }, { width: 60 }];
  sheet.addRow(["列", "能否填", "必填", "填什么", "可选的值"]).font = { bold: true };
  for (const { label, writable, required, kind, choices } of book.columns) {
    const some = (choices ?? []).slice(0, 20).join("、");
    const all = choices !== null && choices.length > 20 ? `${some}……共 ${choices.length} 项，见下拉` : some;
    const row = sheet.addRow([label, writable ? "能" : "不能", required ? "必填" : "", KINDS[kind] ?? kind, all]);
    row.alignment = { vertical: "top", wrapText: true };
  }
}
