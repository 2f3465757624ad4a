/** `Excel.Range` over the grid: a rectangle of one sheet. Like Excel's, it stays where it is when rows move. */
import { Dimension, type ICellData } from "@univerjs/core";
import { OfficeError } from "../officejs/errors.js";
import {
  areaText,
  around,
  checked,
  intersection,
  parseArea,
  quoteSheet,
  type Rectangle,
  SHEET_COLUMNS,
  SHEET_ROWS,
  splitAddress,
  tryParseArea,
} from "./address.js";
import type { Book, FacadeRange, FacadeSheet } from "./book.js";
import { asBlock, type CellValue, fromCellData, toCellData, valueType } from "./cell-values.js";
import { ConditionalFormatCollection } from "./conditional-formats.js";
import { DataValidation } from "./data-validation.js";
import { moveCells } from "./move-cells.js";
import { mayWrite } from "./protection.js";
import { RangeFormat } from "./range-format.js";
import { RangeSort } from "./range-sort.js";
import { usedArea } from "./used-area.js";
import { Worksheet } from "./worksheet.js";

/** Above this many cells Office.js answers null for values rather than a block; whole columns are such a case. */
const MOST_CELLS = 5_000_000;

export class Range {
  constructor(
    readonly book: Book,
    readonly sheetId: string,
    readonly area: Rectangle,
  ) {}

  /** Reads `月报!A1:B2`, or `A1:B2` on the given sheet, or a name. */
  static at(book: Book, address: string, sheetId?: string): Range {
    const { sheet, area } = splitAddress(address);
    const owner = sheet === undefined ? sheetId : book.workbook.getSheetByName(sheet)?.getSheetId();
    if (owner === undefined) throw new OfficeError("ItemNotFound", `There is no worksheet in '${address}'.`);
    const parsed = tryParseArea(area);
    return parsed ? new Range(book, owner, parsed) : Range.#named(book, owner, area);
  }

  static #named(book: Book, sheetId: string, name: string): Range {
    const found = book.workbook
      .getDefinedNames()
      .find((candidate) => candidate.getName().toLowerCase() === name.toLowerCase());
    const { sheet, area } = splitAddress(found?.getFormulaOrRefString() ?? "");
    const owner = sheet === undefined ? undefined : book.workbook.getSheetByName(sheet)?.getSheetId();
    if (owner === undefined) parseArea(name);
    return new Range(book, owner ?? sheetId, parseArea(area));
  }

  get sheet(): FacadeSheet {
    return this.book.sheet(this.sheetId);
  }

  get sheetName(): string {
    return this.sheet.getSheetName();
  }

  /** The grid's own range of the same cells. */
  facade(area: Rectangle = this.area): FacadeRange {
    return this.sheet.getRange(area.row, area.column, area.rows, area.columns);
  }

  #sibling(area: Rectangle): Range {
    return new Range(this.book, this.sheetId, checked(area));
  }

  get worksheet(): Worksheet {
    return new Worksheet(this.book, this.sheetId);
  }

  get format(): RangeFormat {
    return new RangeFormat(this);
  }

  get conditionalFormats(): ConditionalFormatCollection {
    return new ConditionalFormatCollection(this);
  }

  get dataValidation(): DataValidation {
    return new DataValidation(this);
  }

  get sort(): RangeSort {
    return new RangeSort(this);
  }

  get address(): string {
    return `${quoteSheet(this.sheetName)}!${areaText(this.area)}`;
  }

  get addressLocal(): string {
    return this.address;
  }

  get rowIndex(): number {
    return this.area.row;
  }

  get columnIndex(): number {
    return this.area.column;
  }

  get rowCount(): number {
    return this.area.rows;
  }

  get columnCount(): number {
    return this.area.columns;
  }

  get cellCount(): number {
    const count = this.area.rows * this.area.columns;
    return count > 2 ** 31 - 1 ? -1 : count;
  }

  get isEntireRow(): boolean {
    return this.area.columns === SHEET_COLUMNS;
  }

  get isEntireColumn(): boolean {
    return this.area.rows === SHEET_ROWS;
  }

  /** One answer per cell, or null when the block would be too large to hand over. */
  #block<Value>(read: (row: number, column: number) => Value): Value[][] | null {
    const { row, column, rows, columns } = this.area;
    if (rows * columns > MOST_CELLS) return null;
    return Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (__, c) => read(row + r, column + c)),
    );
  }

  #valueAt(row: number, column: number): CellValue {
    const cell = this.sheet.getSheet().getCellRaw(row, column);
    const value = fromCellData(cell);
    if (value !== "" || cell?.f || cell?.si) return value;
    return fromCellData(this.book.spilledValue(this.sheetId, row, column) as ICellData | undefined);
  }

  get values(): CellValue[][] | null {
    return this.#block((row, column) => this.#valueAt(row, column));
  }

  set values(values: unknown) {
    this.#write(values);
  }

  get valueTypes(): string[][] | null {
    return this.#block((row, column) => valueType(this.#valueAt(row, column)));
  }

  get formulas(): CellValue[][] | null {
    const { rows, columns } = this.area;
    if (rows * columns > MOST_CELLS) return null;
    const formulas = this.facade().getFormulas();
    const { row, column } = this.area;
    return this.#block((r, c) => formulas[r - row]?.[c - column] || this.#valueAt(r, c));
  }

  set formulas(formulas: unknown) {
    this.#write(formulas);
  }

  get text(): string[][] | null {
    const sheet = this.sheet.getSheet();
    return this.#block((row, column) => {
      const shown = fromCellData(sheet.getCell(row, column));
      return typeof shown === "boolean" ? String(shown).toUpperCase() : String(shown);
    });
  }

  get hasSpill(): boolean {
    return (
      this.#block((row, column) => this.book.spilledValue(this.sheetId, row, column) !== undefined)
        ?.flat()
        .includes(true) ?? false
    );
  }

  get numberFormat(): string[][] | null {
    if (this.area.rows * this.area.columns > MOST_CELLS) return null;
    return this.facade()
      .getNumberFormats()
      .map((row) => row.map((format) => format || "General"));
  }

  set numberFormat(formats: unknown) {
    const block = this.#blockOf(formats, "numberFormat");
    // As in Excel a null leaves the cell its own.
    const own = block.some((row) => row.includes(null)) ? this.facade().getNumberFormats() : [];
    const formatOf = (format: unknown, row: number, column: number): string =>
      format === null ? (own[row]?.[column] ?? "") : String(format === "General" ? "" : format);
    this.facade().setNumberFormats(
      block.map((line, row) => line.map((format, column) => formatOf(format, row, column))),
    );
  }

  #write(values: unknown): void {
    const block = this.#blockOf(values, "values");
    if (!mayWrite(this)) throw new OfficeError("AccessDenied", "The worksheet is protected.", "Range.values");
    const formats = this.facade().getNumberFormats();
    const data = block.map((row, r) => row.map((value, c) => toCellData(value, formats[r]?.[c] || "General")));
    this.facade().setValues(data);
  }

  #blockOf(value: unknown, property: string): readonly (readonly unknown[])[] {
    const block = asBlock(value, this.area.rows, this.area.columns);
    if (block) return block;
    throw new OfficeError(
      "InvalidArgument",
      `The number of rows or columns in the input array doesn't match the size or dimensions of the range (${areaText(this.area)}).`,
      `Range.${property}`,
    );
  }

  get rowHidden(): boolean {
    return !this.sheet.getSheet().getRowVisible(this.area.row);
  }

  set rowHidden(hidden: boolean) {
    if (hidden) this.sheet.hideRows(this.area.row, this.area.rows);
    else this.sheet.showRows(this.area.row, this.area.rows);
  }

  get columnHidden(): boolean {
    return !this.sheet.getSheet().getColVisible(this.area.column);
  }

  set columnHidden(hidden: boolean) {
    if (hidden) this.sheet.hideColumns(this.area.column, this.area.columns);
    else this.sheet.showColumns(this.area.column, this.area.columns);
  }

  getCell(row: number, column: number): Range {
    return this.#sibling({ row: this.area.row + row, column: this.area.column + column, rows: 1, columns: 1 });
  }

  getResizedRange(deltaRows: number, deltaColumns: number): Range {
    return this.#sibling({ ...this.area, rows: this.area.rows + deltaRows, columns: this.area.columns + deltaColumns });
  }

  getAbsoluteResizedRange(rows: number, columns: number): Range {
    return this.#sibling({ ...this.area, rows, columns });
  }

  getOffsetRange(rows: number, columns: number): Range {
    return this.#sibling({ ...this.area, row: this.area.row + rows, column: this.area.column + columns });
  }

  getRow(row: number): Range {
    return this.#sibling({ ...this.area, row: this.area.row + row, rows: 1 });
  }

  getColumn(column: number): Range {
    return this.#sibling({ ...this.area, column: this.area.column + column, columns: 1 });
  }

  getLastRow(): Range {
    return this.getRow(this.area.rows - 1);
  }

  getLastColumn(): Range {
    return this.getColumn(this.area.columns - 1);
  }

  getLastCell(): Range {
    return this.getCell(this.area.rows - 1, this.area.columns - 1);
  }

  getEntireRow(): Range {
    return this.#sibling({ ...this.area, column: 0, columns: SHEET_COLUMNS });
  }

  getEntireColumn(): Range {
    return this.#sibling({ ...this.area, row: 0, rows: SHEET_ROWS });
  }

  #other(other: unknown): Range {
    return other instanceof Range ? other : Range.at(this.book, String(other), this.sheetId);
  }

  getIntersection(other: unknown): Range {
    const common = this.getIntersectionOrNullObject(other);
    if (!common) throw new OfficeError("ItemNotFound", "The ranges have no cell in common.");
    return common;
  }

  getIntersectionOrNullObject(other: unknown): Range | null {
    const range = this.#other(other);
    const common = range.sheetId === this.sheetId ? intersection(this.area, range.area) : undefined;
    return common ? this.#sibling(common) : null;
  }

  getBoundingRect(other: unknown): Range {
    return this.#sibling(around(this.area, this.#other(other).area));
  }

  getUsedRange(valuesOnly = false): Range {
    return this.getUsedRangeOrNullObject(valuesOnly) ?? this.getCell(0, 0);
  }

  getUsedRangeOrNullObject(valuesOnly = false): Range | null {
    const used = usedArea(this.book, this.sheetId, valuesOnly, this.area);
    return used ? this.#sibling(used) : null;
  }

  select(): void {
    this.book.workbook.setActiveSheet(this.sheet);
    this.facade().activate();
    this.#bringIntoView();
  }

  /** Scrolls only when the first cell is out of sight: a sheet that jumps at every selection is hard to read. */
  #bringIntoView(): void {
    const { row, column } = this.area;
    const seen = this.sheet.getVisibleRange();
    if (seen && row >= seen.startRow && row <= seen.endRow && column >= seen.startColumn && column <= seen.endColumn)
      return;
    this.sheet.scrollToCell(Math.max(0, row - 3), Math.max(0, column - 3));
  }

  clear(applyTo = "All"): void {
    // Only where something is: the grid would walk through every cell of a whole sheet.
    const used = usedArea(this.book, this.sheetId, false, this.area);
    if (used && (applyTo === "All" || applyTo === "Contents")) this.facade(used).clearContent();
    if (used && (applyTo === "All" || applyTo === "Formats")) this.facade(used).clearFormat();
    if (applyTo === "All") this.dataValidation.clear();
  }

  /** Cuts and pastes; names and formulas that stand for these cells go along, as the grid itself moves them. */
  moveTo(destination: unknown): void {
    const to = this.#other(destination);
    const { rows, columns } = this.area;
    if (!mayWrite(this) || !mayWrite(to)) throw new OfficeError("AccessDenied", "The worksheet is protected.");
    moveCells(this, new Range(this.book, to.sheetId, checked({ ...to.area, rows, columns })));
  }

  merge(across = false): void {
    if (across) this.facade().mergeAcross({ isForceMerge: true });
    else this.facade().merge({ isForceMerge: true });
  }

  unmerge(): void {
    this.facade().breakApart();
  }

  insert(shift: string): Range {
    const { row, column, rows, columns } = this.area;
    if (this.isEntireRow) this.sheet.insertRowsBefore(row, rows);
    else if (this.isEntireColumn) this.sheet.insertColumnsBefore(column, columns);
    else this.facade().insertCells(shift === "Right" ? Dimension.COLUMNS : Dimension.ROWS);
    return this;
  }

  delete(shift: string): void {
    const { row, column, rows, columns } = this.area;
    if (this.isEntireRow) this.sheet.deleteRows(row, rows);
    else if (this.isEntireColumn) this.sheet.deleteColumns(column, columns);
    else this.facade().deleteCells(shift === "Left" ? Dimension.COLUMNS : Dimension.ROWS);
  }
}
