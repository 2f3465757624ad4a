/** A person's hands by WPS's object model, for the contract and the self-test. */
import { cellAddress, cellAt, type Place } from "../../sheet/place.js";
import type { Hands } from "../hands.js";
import { type CellValue, HostError } from "../host.js";
import { type WpsApplication, type WpsSheet, type WpsWorkbook, XL } from "./api.js";
import { findSheet, rangeOf } from "./cells.js";
import { quietlyDelete } from "./store.js";

export class WpsHands implements Hands {
  constructor(
    private readonly application: WpsApplication,
    private readonly workbook: () => WpsWorkbook,
  ) {}

  async insertRows(sheet: string, row: number, count: number): Promise<void> {
    const rows = { ...cellAt(sheet, row, 0), rows: count };
    rangeOf(this.workbook(), rows).EntireRow.Insert(XL.shiftDown);
  }

  async deleteRows(sheet: string, row: number, count: number): Promise<void> {
    const rows = { ...cellAt(sheet, row, 0), rows: count };
    rangeOf(this.workbook(), rows).EntireRow.Delete(XL.shiftUp);
  }

  async insertColumns(sheet: string, column: number, count: number): Promise<void> {
    const columns = { ...cellAt(sheet, 0, column), columns: count };
    rangeOf(this.workbook(), columns).EntireColumn.Insert(XL.shiftToRight);
  }

  async sort(place: Place, byColumn: number): Promise<void> {
    const key = rangeOf(this.workbook(), cellAt(place.sheet, place.row, place.column + byColumn));
    rangeOf(this.workbook(), place).Sort(key, XL.ascending);
  }

  async move(place: Place, to: Place): Promise<void> {
    rangeOf(this.workbook(), place).Cut(rangeOf(this.workbook(), cellAt(to.sheet, to.row, to.column)));
  }

  async renameSheet(from: string, to: string): Promise<void> {
    this.sheet(from).Name = to;
  }

  async deleteSheet(name: string): Promise<void> {
    quietlyDelete(this.application, this.sheet(name));
  }

  async protect(name: string, isProtected: boolean): Promise<void> {
    if (isProtected) this.sheet(name).Protect();
    else this.sheet(name).Unprotect();
  }

  async comment(cell: Place, text: string): Promise<void> {
    rangeOf(this.workbook(), cell).AddComment(text);
  }

  async comments(name: string): Promise<readonly string[]> {
    const { Comments } = this.sheet(name);
    return Array.from({ length: Comments.Count }, (_, index) => Comments.Item(index + 1).Text());
  }

  /** A cell without a rule has no kind of rule to tell: WPS refuses the question. */
  async choices(cell: Place): Promise<readonly string[] | null> {
    const { Validation } = this.sheet(cell.sheet).Range(cellAddress(cell));
    try {
      return Validation.Type === XL.validateList ? Validation.Formula1.split(",") : null;
    } catch {
      return null;
    }
  }

  async type(cell: Place, value: CellValue): Promise<void> {
    rangeOf(this.workbook(), cell).Value2 = value;
  }

  private sheet(name: string): WpsSheet {
    const sheet = findSheet(this.workbook(), name);
    if (!sheet) throw new HostError("GONE", { sheet: name });
    return sheet;
  }
}
