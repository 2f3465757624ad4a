/**
 * Turns what happens in the grid into Excel's events: edits by people and by the add-in, inserted and deleted rows and
 * columns, the selection, the active sheet. Results of formulas are not edits, there or here.
 */
import { type ICellData, type ICommandInfo, type IExecutionOptions, type IRange, type Nullable } from "@univerjs/core";
import {
  InsertColMutation,
  InsertRowMutation,
  InsertSheetMutation,
  RemoveColMutation,
  RemoveRowMutation,
  RemoveSheetMutation,
  SetRangeValuesMutation,
  SetSelectionsOperation,
  SetWorksheetActiveOperation,
} from "@univerjs/preset-sheets-core";
import { areaText, type Rectangle, SHEET_COLUMNS, SHEET_ROWS } from "./address.js";
import type { Book } from "./book.js";
import { fromCellData, valueType, type CellValue } from "./cell-values.js";
import { selectedRange } from "./workbook.js";
import { Worksheet } from "./worksheet.js";

interface Listener {
  readonly event: string;
  /** Events of one sheet, or of every sheet. */
  readonly sheetId: string | undefined;
}

type CellMatrix = Readonly<Record<number, Readonly<Record<number, Nullable<ICellData>>>>>;

interface SheetParams {
  readonly subUnitId: string;
}

const STRUCTURE: Readonly<Record<string, { readonly changeType: string; readonly entire: "rows" | "columns" }>> = {
  [InsertRowMutation.id]: { changeType: "RowInserted", entire: "rows" },
  [RemoveRowMutation.id]: { changeType: "RowDeleted", entire: "rows" },
  [InsertColMutation.id]: { changeType: "ColumnInserted", entire: "columns" },
  [RemoveColMutation.id]: { changeType: "ColumnDeleted", entire: "columns" },
};

export class ChangeEvents {
  readonly #listeners = new Map<number, Listener>();
  #valueBefore: { readonly key: string; readonly value: CellValue } | undefined;
  #lastSelection = "";
  #selectionTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly book: Book,
    private readonly fire: (listener: number, event: Readonly<Record<string, unknown>>) => void,
  ) {
    const { commands } = book.grid;
    commands.beforeCommandExecuted((command) => this.#before(command));
    commands.onCommandExecuted((command, options) => this.#after(command, options));
  }

  listen(target: object, event: string, listener: number): void {
    this.#listeners.set(listener, { event, sheetId: target instanceof Worksheet ? target.id : undefined });
  }

  unlisten(listener: number): void {
    this.#listeners.delete(listener);
  }

  forgetListeners(): void {
    this.#listeners.clear();
  }

  #send(event: string, sheetId: string | undefined, facts: Readonly<Record<string, unknown>>): void {
    if (!this.book.eventsEnabled) return;
    const full = { source: "Local", triggerSource: this.book.addinWrites > 0 ? "ThisLocalAddin" : "Unknown", ...facts };
    for (const [listener, wanted] of this.#listeners) {
      if (wanted.event !== event || (wanted.sheetId !== undefined && wanted.sheetId !== sheetId)) continue;
      // After the change is complete: Excel's events never arrive in the middle of it.
      setTimeout(() => this.fire(listener, full), 0);
    }
  }

  #before(command: Readonly<ICommandInfo>): void {
    const edit = editOf(command, undefined);
    if (!edit || edit.area.rows * edit.area.columns !== 1) return;
    const { row, column } = edit.area;
    const sheet = this.book.workbook.getSheetBySheetId(edit.sheetId)?.getSheet();
    if (sheet)
      this.#valueBefore = {
        key: `${edit.sheetId}!${row},${column}`,
        value: fromCellData(sheet.getCellRaw(row, column)),
      };
  }

  #after(command: Readonly<ICommandInfo>, options: IExecutionOptions | undefined): void {
    const structure = STRUCTURE[command.id];
    if (structure) return this.#structureChanged(command, structure);
    switch (command.id) {
      case SetRangeValuesMutation.id:
        return this.#edited(command, options);
      case SetSelectionsOperation.id:
        clearTimeout(this.#selectionTimer);
        this.#selectionTimer = setTimeout(() => this.#selectionChanged(), 30);
        return;
      case SetWorksheetActiveOperation.id: {
        const { subUnitId } = command.params as SheetParams;
        this.#send("onActivated", subUnitId, { type: "WorksheetActivated", worksheetId: subUnitId });
        clearTimeout(this.#selectionTimer);
        this.#selectionTimer = setTimeout(() => this.#selectionChanged(), 30);
        return;
      }
      case InsertSheetMutation.id: {
        const { sheet } = command.params as { sheet: { id: string } };
        return this.#send("onAdded", undefined, { type: "WorksheetAdded", worksheetId: sheet.id });
      }
      case RemoveSheetMutation.id: {
        const { subUnitId } = command.params as SheetParams;
        return this.#send("onDeleted", undefined, { type: "WorksheetDeleted", worksheetId: subUnitId });
      }
    }
  }

  #edited(command: Readonly<ICommandInfo>, options: IExecutionOptions | undefined): void {
    const edit = editOf(command, options);
    if (!edit) return;
    const { sheetId, area } = edit;
    const single = area.rows === 1 && area.columns === 1;
    this.#send("onChanged", sheetId, {
      type: "WorksheetChanged",
      worksheetId: sheetId,
      address: areaText(area),
      changeType: "RangeEdited",
      details: single ? this.#details(sheetId, area.row, area.column) : undefined,
    });
  }

  #details(sheetId: string, row: number, column: number): object | undefined {
    const before = this.#valueBefore;
    if (before?.key !== `${sheetId}!${row},${column}`) return undefined;
    const valueAfter = fromCellData(this.book.sheet(sheetId).getSheet().getCellRaw(row, column));
    return {
      valueBefore: before.value,
      valueAfter,
      valueTypeBefore: valueType(before.value),
      valueTypeAfter: valueType(valueAfter),
    };
  }

  #structureChanged(
    command: Readonly<ICommandInfo>,
    { changeType, entire }: { changeType: string; entire: "rows" | "columns" },
  ): void {
    const { subUnitId, range } = command.params as SheetParams & { range: IRange };
    const area =
      entire === "rows"
        ? { row: range.startRow, rows: range.endRow - range.startRow + 1, column: 0, columns: SHEET_COLUMNS }
        : { row: 0, rows: SHEET_ROWS, column: range.startColumn, columns: range.endColumn - range.startColumn + 1 };
    this.#send("onChanged", subUnitId, {
      type: "WorksheetChanged",
      worksheetId: subUnitId,
      address: areaText(area),
      changeType,
      details: undefined,
    });
  }

  #selectionChanged(): void {
    const range = selectedRange(this.book);
    const key = `${range.sheetId}!${areaText(range.area)}`;
    if (key === this.#lastSelection) return;
    this.#lastSelection = key;
    this.#send("onSelectionChanged", range.sheetId, {
      type: "WorksheetSelectionChanged",
      worksheetId: range.sheetId,
      address: areaText(range.area),
    });
  }
}

/** The rectangle of cells whose contents a command changes; nothing for formats and for results of formulas. */
function editOf(
  command: Readonly<ICommandInfo>,
  options: IExecutionOptions | undefined,
): { readonly sheetId: string; readonly area: Rectangle } | undefined {
  if (command.id !== SetRangeValuesMutation.id || options?.fromFormula === true) return undefined;
  const { subUnitId, cellValue, trigger } = command.params as SheetParams & {
    cellValue?: CellMatrix;
    trigger?: string;
  };
  if (!cellValue || trigger?.startsWith("formula.mutation.")) return undefined;
  let area: { top: number; left: number; bottom: number; right: number } | undefined;
  for (const [rowText, cells] of Object.entries(cellValue)) {
    for (const [columnText, cell] of Object.entries(cells ?? {})) {
      if (!changesContent(cell)) continue;
      const row = Number(rowText);
      const column = Number(columnText);
      area ??= { top: row, left: column, bottom: row, right: column };
      area = {
        top: Math.min(area.top, row),
        left: Math.min(area.left, column),
        bottom: Math.max(area.bottom, row),
        right: Math.max(area.right, column),
      };
    }
  }
  if (!area) return undefined;
  return {
    sheetId: subUnitId,
    area: { row: area.top, column: area.left, rows: area.bottom - area.top + 1, columns: area.right - area.left + 1 },
  };
}

function changesContent(cell: Nullable<ICellData>): boolean {
  if (cell === null || cell === undefined) return true;
  return "v" in cell || "f" in cell || "p" in cell;
}
