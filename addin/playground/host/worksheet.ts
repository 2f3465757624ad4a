/** `Excel.Worksheet` and the collection of them. */
import { OfficeError } from "../officejs/errors.js";
import { areaText, checked, SHEET_COLUMNS, SHEET_ROWS } from "./address.js";
import type { Book, FacadeSheet } from "./book.js";
import { ChartCollection } from "./charts.js";
import { CommentCollection } from "./comments.js";
import { NamedItemCollection } from "./names.js";
import { Range } from "./range.js";
import { usedArea } from "./used-area.js";

/** What the grid has no place for; kept with the sheet, so it is saved and restored. */
interface SheetNotes {
  readonly veryHidden?: boolean;
  readonly protection?: Readonly<Record<string, unknown>> | null;
}

const FORBIDDEN_IN_NAME = /[\\/?*[\]:]/;

export class WorksheetCollection {
  constructor(private readonly book: Book) {}

  get items(): Worksheet[] {
    return this.book.workbook.getSheets().map((sheet) => new Worksheet(this.book, sheet.getSheetId()));
  }

  getItem(key: string): Worksheet {
    const sheet = this.getItemOrNullObject(key);
    if (!sheet) throw new OfficeError("ItemNotFound", `There is no worksheet '${key}'.`);
    return sheet;
  }

  getItemOrNullObject(key: string): Worksheet | null {
    const wanted = String(key).toLowerCase();
    return this.items.find((sheet) => sheet.id === key || sheet.name.toLowerCase() === wanted) ?? null;
  }

  getActiveWorksheet(): Worksheet {
    return new Worksheet(this.book, this.book.workbook.getActiveSheet().getSheetId());
  }

  getFirst(visibleOnly = false): Worksheet {
    return this.items.find((sheet) => !visibleOnly || sheet.visibility === "Visible")!;
  }

  getLast(visibleOnly = false): Worksheet {
    return this.items.findLast((sheet) => !visibleOnly || sheet.visibility === "Visible")!;
  }

  add(name?: string): Worksheet {
    const { workbook } = this.book;
    const chosen = name ?? this.#freeName();
    if (this.getItemOrNullObject(chosen))
      throw new OfficeError("ItemAlreadyExists", `There is a worksheet '${chosen}' already.`);
    checkName(chosen);
    const active = workbook.getActiveSheet();
    const added = workbook.insertSheet(chosen, { sheet: { rowCount: SHEET_ROWS, columnCount: SHEET_COLUMNS } });
    // Excel leaves the reader on the sheet they are on.
    workbook.setActiveSheet(active);
    return new Worksheet(this.book, added.getSheetId());
  }

  #freeName(): string {
    for (let number = 1; ; number++) {
      if (!this.getItemOrNullObject(`Sheet${number}`)) return `Sheet${number}`;
    }
  }

  getCount(visibleOnly = false): number {
    return this.items.filter((sheet) => !visibleOnly || sheet.visibility === "Visible").length;
  }
}

function checkName(name: string): void {
  if (!name || name.length > 31 || FORBIDDEN_IN_NAME.test(name))
    throw new OfficeError("InvalidArgument", `'${name}' cannot be the name of a worksheet.`);
}

export class Worksheet {
  constructor(
    readonly book: Book,
    readonly id: string,
  ) {}

  get facade(): FacadeSheet {
    return this.book.sheet(this.id);
  }

  get name(): string {
    return this.facade.getSheetName();
  }

  set name(name: string) {
    checkName(name);
    this.facade.setName(name);
  }

  get position(): number {
    return this.facade.getIndex();
  }

  set position(position: number) {
    this.book.workbook.moveSheet(this.facade, position);
  }

  get visibility(): string {
    if (!this.facade.isSheetHidden()) return "Visible";
    return this.notes.veryHidden ? "VeryHidden" : "Hidden";
  }

  set visibility(visibility: string) {
    if (!["Visible", "Hidden", "VeryHidden"].includes(visibility))
      throw new OfficeError("InvalidArgument", `'${visibility}' is not a visibility.`);
    this.note({ veryHidden: visibility === "VeryHidden" });
    if (visibility === "Visible") this.facade.showSheet();
    else if (!this.facade.isSheetHidden()) this.#hide();
  }

  #hide(): void {
    const { workbook } = this.book;
    const visible = workbook.getSheets().filter((sheet) => !sheet.isSheetHidden());
    if (visible.length === 1)
      throw new OfficeError("InvalidOperation", "A workbook keeps at least one visible worksheet.");
    const active = workbook.getActiveSheet();
    this.facade.hideSheet();
    if (active.getSheetId() !== this.id) workbook.setActiveSheet(active);
  }

  get tabColor(): string {
    return this.facade.getTabColor() ?? "";
  }

  set tabColor(color: string) {
    this.facade.setTabColor(color);
  }

  get showGridlines(): boolean {
    return !this.facade.hasHiddenGridLines();
  }

  set showGridlines(show: boolean) {
    this.facade.setHiddenGridlines(!show);
  }

  get notes(): SheetNotes {
    return (this.facade.getCustomMetadata() ?? {}) as SheetNotes;
  }

  note(change: SheetNotes): void {
    this.facade.setCustomMetadata({ ...this.notes, ...change });
    this.book.extrasChanged();
  }

  get names(): NamedItemCollection {
    return new NamedItemCollection(this.book, this.id);
  }

  get comments(): CommentCollection {
    return new CommentCollection(this.book, this.id);
  }

  get charts(): ChartCollection {
    return new ChartCollection(this.book, this.id);
  }

  get protection(): WorksheetProtection {
    return new WorksheetProtection(this);
  }

  get freezePanes(): WorksheetFreezePanes {
    return new WorksheetFreezePanes(this);
  }

  getRange(address?: string): Range {
    if (address === undefined) return this.getRangeByIndexes(0, 0, SHEET_ROWS, SHEET_COLUMNS);
    return Range.at(this.book, address, this.id);
  }

  getRangeByIndexes(row: number, column: number, rows: number, columns: number): Range {
    return new Range(this.book, this.id, checked({ row, column, rows, columns }));
  }

  getCell(row: number, column: number): Range {
    return this.getRangeByIndexes(row, column, 1, 1);
  }

  getUsedRange(valuesOnly = false): Range {
    return this.getUsedRangeOrNullObject(valuesOnly) ?? this.getCell(0, 0);
  }

  getUsedRangeOrNullObject(valuesOnly = false): Range | null {
    const used = usedArea(this.book, this.id, valuesOnly);
    return used ? new Range(this.book, this.id, used) : null;
  }

  activate(): void {
    if (this.facade.isSheetHidden())
      throw new OfficeError("InvalidOperation", `The worksheet '${this.name}' is hidden.`);
    this.book.workbook.setActiveSheet(this.facade);
  }

  delete(): void {
    const { workbook } = this.book;
    const active = workbook.getActiveSheet().getSheetId();
    const others = workbook.getSheets().filter((sheet) => sheet.getSheetId() !== this.id && !sheet.isSheetHidden());
    if (!others.length) throw new OfficeError("InvalidOperation", "A workbook keeps at least one visible worksheet.");
    workbook.deleteSheet(this.id);
    if (active !== this.id) workbook.setActiveSheet(active);
  }
}

/** Remembered and reported; the grid itself does not stop anyone, as protection in a workbook only guides. */
export class WorksheetProtection {
  constructor(private readonly sheet: Worksheet) {}

  get protected(): boolean {
    return Boolean(this.sheet.notes.protection);
  }

  get options(): unknown {
    return this.sheet.notes.protection ?? {};
  }

  protect(options: Readonly<Record<string, unknown>> = {}): void {
    if (this.protected) throw new OfficeError("InvalidOperation", "The worksheet is protected already.");
    this.sheet.note({ protection: options });
  }

  unprotect(): void {
    this.sheet.note({ protection: null });
  }
}

export class WorksheetFreezePanes {
  constructor(private readonly sheet: Worksheet) {}

  freezeRows(count = 1): void {
    this.sheet.facade.setFrozenRows(count);
  }

  freezeColumns(count = 1): void {
    this.sheet.facade.setFrozenColumns(count);
  }

  freezeAt(range: Range | string): void {
    const area = range instanceof Range ? range.area : this.sheet.getRange(range).area;
    const rows = area.row + area.rows;
    const columns = area.column + area.columns;
    if (rows >= SHEET_ROWS || columns >= SHEET_COLUMNS)
      throw new OfficeError("InvalidArgument", `${areaText(area)} leaves nothing to scroll.`);
    this.sheet.facade.setFreeze({ startRow: rows, startColumn: columns, ySplit: rows, xSplit: columns });
  }

  unfreeze(): void {
    this.sheet.facade.cancelFreeze();
  }
}
