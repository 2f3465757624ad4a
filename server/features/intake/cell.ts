/** What a reader yields, whatever the file format: sheets, rows by number, cells by column. Plain data only. */

import type { IdentityProblem } from "../../domain/identity-number.js";

export type CellKind = "text" | "number" | "boolean" | "date" | "error" | "blank";

export interface Cell {
  /** 1-based; cells of a row come in rising order and empty ones are left out. */
  readonly column: number;
  readonly kind: CellKind;
  /**
   * text as stored; number as the exact text in the file; date as ISO `2026-10-03` or `2026-10-03T09:30:00`;
   * error as shown (`#N/A`); blank only for a formula without a stored result.
   */
  readonly value: string | boolean | null;
  /** The number format code, where there is one. */
  readonly format?: string;
  /** Stands for an identity number that was taken out of the cell; the value is then masked. */
  readonly identity?: IdentityPrint | { readonly problem: IdentityProblem };
}

/** All that is kept of an identity number: a keyed fingerprint and what may be shown, never the number. */
export interface IdentityPrint {
  /** Hexadecimal HMAC. */
  readonly hash: string;
  readonly last4: string;
  /** The number sealed, `key:base64`, where the hub keeps such. */
  readonly sealed?: string;
  /** `1990-02`. */
  readonly birthMonth: string;
  /** GB/T 2261.1: 1 male, 2 female. */
  readonly sex: "1" | "2";
  readonly region: string;
}

export interface Row {
  /** 1-based, as in the file; empty rows are left out. */
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** A rectangle of cells, 1-based and inclusive. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetInfo {
  readonly name: string;
  readonly hidden: boolean;
  readonly index: number;
}

export interface WorkbookReader {
  readonly format: "xlsx" | "xls" | "csv";
  readonly sheets: readonly SheetInfo[];
  /** Streams a sheet; may be called again for a second pass. Throws an IntakeRefusal where a limit is met. */
  rows(sheetIndex: number): AsyncIterable<Row>;
  merges(sheetIndex: number): Promise<readonly CellRange[]>;
  close(): Promise<void>;
}

/** 1 → A, 27 → AA. */
export function columnLetter(column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The column of a reference such as `AB12`; 0 when it starts with no letter. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i);
    if (code === 36) continue;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > 1e6) break;
  }
  return column;
}

/** `B5:C6` or `B5`, with or without dollar signs. */
export function rangeOf(reference: string): CellRange | undefined {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/u.exec(reference);
  if (!parts) return undefined;
  const left = columnOf(parts[1] ?? "");
  const top = Number(parts[2]);
  return { top, left, bottom: parts[4] ? Number(parts[4]) : top, right: parts[3] ? columnOf(parts[3]) : left };
}
