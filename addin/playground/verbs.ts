/**
 * The page's own verbs: the grid is drawn on a canvas, so tests and the guide point at cells by address. After `select`
 * the real keyboard works in the grid.
 */
import type { HostParts } from "./host/office-host.js";
import { Range } from "./host/range.js";
import { colourText } from "./host/range-format.js";
import { selectedRange } from "./host/workbook.js";
import { Worksheet } from "./host/worksheet.js";

/** `window.playground`. */
export interface Playground {
  /** Resolves when the workbook is open and the pane was asked to load. */
  readonly ready: Promise<void>;
  /** Selects a range and gives the grid the keyboard. */
  select(address: string): Promise<void>;
  /** Puts a text into the first selected cell as a person's edit, and goes one cell down. */
  type(text: string): Promise<void>;
  valueOf(address: string): unknown;
  valuesOf(address: string): unknown;
  textOf(address: string): string;
  formulaOf(address: string): string;
  /** The fill one sees, conditional formats included; empty for none. */
  fillOf(address: string): string;
  noteOf(address: string): string;
  activate(sheet: string): void;
  sheets(): string[];
  selection(): string;
  /** Inserts a row above the one with this number. */
  insertRow(sheet: string, row: number): void;
  deleteRow(sheet: string, row: number): void;
  insertColumn(sheet: string, column: number): void;
  renameSheet(sheet: string, name: string): void;
  undo(): Promise<void>;
  /** Resolves when every function has its answer, the grid computes nothing and the pane's batches are done. */
  settled(): Promise<void>;
  /** Resolves when this browser keeps the workbook as it is now. */
  saved(): Promise<void>;
  /** How many function calls reached the add-in, and how many answers came. */
  functionCounts(): { readonly calls: number; readonly answers: number };
  /** Forgets the workbook of this browser and opens the sample anew. */
  reset(): Promise<void>;
}

const FRAMES_TO_FOCUS = 3;

export function createVerbs(
  parts: HostParts,
  grid: HTMLElement,
  ready: Promise<void>,
  storage: Pick<Playground, "reset" | "saved">,
): Playground {
  const { book, calculation, functions, session } = parts;
  const at = (address: string): Range => Range.at(book, address, book.workbook.getActiveSheet().getSheetId());
  const sheet = (name: string): Worksheet => new Worksheet(book, at(`'${name.replaceAll("'", "''")}'!A1`).sheetId);
  const cellOf = (range: Range) => range.sheet.getSheet().getCell(range.area.row, range.area.column);

  return {
    ready,
    async select(address) {
      at(address).select();
      await focusGrid(grid);
    },
    async type(text) {
      const cell = selectedRange(book).getCell(0, 0);
      cell.values = [[text]];
      await this.select(cell.getOffsetRange(1, 0).address);
    },
    valueOf: (address) => at(address).values?.[0]?.[0],
    valuesOf: (address) => at(address).values,
    textOf: (address) => at(address).text?.[0]?.[0] ?? "",
    formulaOf(address) {
      const formula = at(address).formulas?.[0]?.[0];
      return typeof formula === "string" && formula.startsWith("=") ? formula : "";
    },
    fillOf(address) {
      const style = cellOf(at(address))?.s;
      const resolved = typeof style === "string" ? book.workbook.getWorkbook().getStyles().get(style) : style;
      return colourText(resolved?.bg?.rgb);
    },
    noteOf: (address) => at(address).facade().getNote()?.note ?? "",
    activate: (name) => sheet(name).activate(),
    sheets: () => book.workbook.getSheets().map((facade) => facade.getSheetName()),
    selection: () => {
      const range = book.workbook.getActiveRange();
      return range ? `${range.getSheetName()}!${range.getA1Notation()}` : "";
    },
    insertRow: (name, row) => void sheet(name).facade.insertRowsBefore(row - 1, 1),
    deleteRow: (name, row) => void sheet(name).facade.deleteRows(row - 1, 1),
    insertColumn: (name, column) => void sheet(name).facade.insertColumnsBefore(column - 1, 1),
    renameSheet: (name, newName) => void sheet(name).facade.setName(newName),
    async undo() {
      await book.grid.api.undo();
    },
    async settled() {
      for (;;) {
        await calculation.settled();
        if (session.atRest && calculation.atRest && !functions.isOwed) return;
        // The pane's batch, or the line, needs a turn of its own; asking again without a pause would never give it one.
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    functionCounts: () => ({ ...functions.counts }),
    ...storage,
  };
}

/** The grid takes keys through a hidden editor; it needs the page's focus and a few frames after a selection. */
async function focusGrid(grid: HTMLElement): Promise<void> {
  window.focus();
  for (let frame = 0; frame < FRAMES_TO_FOCUS; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  // The grid has two editors, of the cell and of the formula bar; keys typed into the cell's one open it.
  grid.querySelector<HTMLElement>('[id$="DOCS_NORMAL"][contenteditable="true"]')?.focus();
}
