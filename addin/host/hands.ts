/**
 * What a person does to a workbook beside us: inserts rows, sorts, renames. The contract and the self-test need them to
 * show that nothing of ours is lost by it; no action of the add-in ever uses them.
 */
import type { CellValue } from "./host.js";
import type { Place } from "../sheet/place.js";

export interface Hands {
  insertRows(sheet: string, row: number, count: number): Promise<void>;
  deleteRows(sheet: string, row: number, count: number): Promise<void>;
  insertColumns(sheet: string, column: number, count: number): Promise<void>;
  /** Sorts the rows of a rectangle upwards by one of its columns. */
  sort(place: Place, byColumn: number): Promise<void>;
  /** Cuts a rectangle and pastes it with its first cell there. */
  move(place: Place, to: Place): Promise<void>;
  renameSheet(from: string, to: string): Promise<void>;
  deleteSheet(name: string): Promise<void>;
  protect(sheet: string, isProtected: boolean): Promise<void>;
  /** Writes a comment of the person's own on a cell. */
  comment(cell: Place, text: string): Promise<void>;
  /** The texts of all comments of a sheet, ours and theirs. */
  comments(sheet: string): Promise<readonly string[]>;
  /** The list a cell offers, or null. */
  choices(cell: Place): Promise<readonly string[] | null>;
  /** Types into a cell. Absent where only real keys count as typing, as in Excel. */
  type?(cell: Place, value: CellValue): Promise<void>;
}
