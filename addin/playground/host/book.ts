/** The open workbook as the host objects see it: the grid's facade, what Univer has no place for, and the state of a sync. */
import type { FUniver } from "@univerjs/core/facade";
import { FormulaDataModel } from "@univerjs/preset-sheets-core";
import { OfficeError } from "../officejs/errors.js";
import type { Calculation } from "./calculation.js";
import type { Grid } from "./grid.js";

export type FacadeWorkbook = NonNullable<ReturnType<FUniver["getActiveWorkbook"]>>;
export type FacadeSheet = ReturnType<FacadeWorkbook["getActiveSheet"]>;
export type FacadeRange = ReturnType<FacadeSheet["getDataRange"]>;

/** What a workbook file carries beside its sheets; saved and restored with them. */
export interface WorkbookExtras {
  readonly settings: Record<string, unknown>;
  readonly xmlParts: Record<string, string>;
}

export class Book {
  extras: WorkbookExtras = { settings: {}, xmlParts: {} };
  eventsEnabled = true;
  /** Above zero while a batch of the add-in runs: changes seen then are its own. */
  addinWrites = 0;
  /** Work that is cheaper once per batch than once per property. */
  readonly #atEnd = new Map<string, () => void>();
  readonly #extrasListeners: (() => void)[] = [];

  constructor(
    readonly grid: Grid,
    readonly calculation: Calculation,
    /** Forgets every function result and asks again. */
    readonly refreshFunctions: () => void,
  ) {}

  get workbook(): FacadeWorkbook {
    const workbook = this.grid.api.getActiveWorkbook();
    if (!workbook) throw new OfficeError("GeneralException", "No workbook is open.");
    return workbook;
  }

  sheet(id: string): FacadeSheet {
    const sheet = this.workbook.getSheetBySheetId(id);
    if (!sheet) throw new OfficeError("ItemNotFound", "The worksheet was deleted.");
    return sheet;
  }

  /** Values that a formula spilled into cells that hold nothing themselves. */
  spilledValue(sheetId: string, row: number, column: number): unknown {
    const spilled = this.grid.injector.get(FormulaDataModel).getArrayFormulaCellData();
    return spilled?.[this.workbook.getId()]?.[sheetId]?.[row]?.[column];
  }

  atEndOfBatch(key: string, work: () => void): void {
    this.#atEnd.set(key, work);
  }

  dropAtEnd(key: string): void {
    this.#atEnd.delete(key);
  }

  finishBatch(): void {
    const work = [...this.#atEnd.values()];
    this.#atEnd.clear();
    for (const step of work) step();
  }

  onExtrasChanged(listener: () => void): void {
    this.#extrasListeners.push(listener);
  }

  extrasChanged(): void {
    for (const listener of this.#extrasListeners) listener();
  }
}
