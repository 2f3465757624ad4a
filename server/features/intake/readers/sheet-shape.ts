/**
 * Watches the cells of a sheet while they are read, and refuses the sheet once it is sure that no table looks so: a
 * million cells scattered over the grid, rows to the last column, markup without values, one long text on every row.
 * What it counts grows with what was read, so a refusal comes early and never depends on the time of the machine.
 */
import { IntakeRefusal } from "../refusal.js";
import type { ReaderLimits } from "./limits.js";

/** As many cells with a value are looked at before they are called scattered. */
const ENOUGH_CELLS = 50_000;
/** A table fills at least one in fifty places of the columns it uses. */
const LEAST_FILL = 1 / 50;
/** Whoever colours a heading colours the whole row; nobody does it to many. */
const WIDE_ROWS = 20;
/** Markup of a cell and of the empty ones beside it. */
const CHARACTERS_PER_VALUE = 1500;
const TEXT_PER_CELL = 200;
const LAST_COLUMN = 16_384;

export class SheetShape {
  /** Cell elements so far, empty ones included. */
  cells = 0;
  private values = 0;
  private rows = 0;
  private inRow = 0;
  private valuesInRow = 0;
  private wideRows = 0;
  private columns = 0;
  private readonly seen = new Uint8Array(LAST_COLUMN + 1);
  private characters = 0;
  private taken = 0;
  private repeated = 0;

  constructor(
    private readonly file: string,
    private readonly sheet: string,
    private readonly limits: ReaderLimits,
  ) {}

  /** A cell element begins, whether or not it holds anything. */
  meet(row: number): void {
    const { limits } = this;
    this.cells += 1;
    this.inRow += 1;
    if (this.cells > limits.cells) throw this.refusal("tooManyCells", { limit: limits.cells });
    if (this.inRow > LAST_COLUMN) throw this.tooWide(row);
  }

  /** It holds a value. */
  fill(row: number, column: number, length: number): void {
    this.values += 1;
    this.valuesInRow += 1;
    this.taken += length;
    if (this.valuesInRow > this.limits.columns || column > LAST_COLUMN) throw this.tooWide(row);
    if (this.seen[column] === 0) {
      this.seen[column] = 1;
      this.columns += 1;
    }
  }

  /** The value is a text that other cells may hold too: a few bytes of a file that unfold to many. */
  repeat(length: number): void {
    this.repeated += length;
    if (this.repeated > this.limits.repeatedCharacters + TEXT_PER_CELL * this.values)
      throw this.refusal("tooMuchText", { limit: TEXT_PER_CELL });
  }

  endRow(row: number): void {
    if (this.inRow > this.limits.columns && (this.wideRows += 1) > WIDE_ROWS) throw this.tooWide(row);
    if (this.valuesInRow > 0) this.rows += 1;
    this.inRow = 0;
    this.valuesInRow = 0;
    if (this.values >= ENOUGH_CELLS && this.values < this.rows * this.columns * LEAST_FILL)
      throw this.refusal("tooSparse", { count: this.values, columns: this.columns });
  }

  /** So much of the sheet's text was parsed. */
  read(characters: number): void {
    this.characters += characters;
    const explained = this.limits.barrenCharacters + CHARACTERS_PER_VALUE * this.values + 8 * this.taken;
    if (this.characters > explained) throw this.refusal("mostlyEmpty", {});
  }

  /** Empty cells that were passed over without being parsed. */
  pass(cells: number): void {
    this.cells += cells;
    if (this.cells > this.limits.cells) throw this.refusal("tooManyCells", { limit: this.limits.cells });
  }

  private tooWide(row: number): IntakeRefusal {
    return this.refusal("tooManyColumns", { row, limit: this.limits.columns });
  }

  private refusal(
    code: "tooManyCells" | "tooManyColumns" | "tooSparse" | "tooMuchText" | "mostlyEmpty",
    args: Readonly<Record<string, number>>,
  ): IntakeRefusal {
    return new IntakeRefusal(code, { file: this.file, sheet: this.sheet, ...args });
  }
}
