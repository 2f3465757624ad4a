/** The head of a sheet as a grid that knows its merged cells, and what single cells look like. Pure. */
import { typedNumber } from "../../domain/decimal.js";
import { localDateOf } from "../../domain/local-date.js";
import { periodOf } from "../../domain/period.js";
import { oneLine, squeeze } from "../../domain/text.js";
import type { Cell, CellRange, Row } from "./cell.js";

export interface SheetHead {
  readonly sheet: string;
  readonly rows: readonly Row[];
  readonly merges: readonly CellRange[];
}

const LONGEST_HEADER = 40;

/** The head of a sheet as a grid that knows its merged cells. */
export class Grid {
  readonly rows: readonly Row[];
  private readonly cells = new Map<string, Cell>();
  private readonly mergesByRow = new Map<number, CellRange[]>();

  constructor(head: SheetHead) {
    this.rows = head.rows;
    for (const row of head.rows) for (const cell of row.cells) this.cells.set(`${row.number}:${cell.column}`, cell);
    const last = head.rows.at(-1)?.number ?? 0;
    for (const merge of head.merges) {
      for (let r = merge.top; r <= Math.min(merge.bottom, last, merge.top + 500); r += 1) {
        const list = this.mergesByRow.get(r);
        if (list) list.push(merge);
        else this.mergesByRow.set(r, [merge]);
      }
    }
  }

  own(row: number, column: number): Cell | undefined {
    return this.cells.get(`${row}:${column}`);
  }

  mergesOn(row: number): readonly CellRange[] {
    return this.mergesByRow.get(row) ?? [];
  }

  mergeAt(row: number, column: number): CellRange | undefined {
    return this.mergesOn(row).find((m) => m.left <= column && column <= m.right);
  }

  /** The text shown at a place, merged cells included. */
  text(row: number, column: number): string {
    const merge = this.mergeAt(row, column);
    const cell = merge ? this.own(merge.top, merge.left) : this.own(row, column);
    return cell ? oneLine(textOf(cell)) : "";
  }
}

export function textOf(cell: Cell): string {
  return typeof cell.value === "string" ? cell.value : cell.value === null ? "" : cell.value ? "TRUE" : "FALSE";
}

export type ValueShape = "blank" | "number" | "date" | "text" | "other";

/** What a cell holds, also when a CSV or a text format spells everything as text. */
export function shapeOf(cell: Cell | undefined): ValueShape {
  if (!cell || cell.kind === "blank") return "blank";
  if (cell.kind === "number") return "number";
  if (cell.kind === "date") return "date";
  if (cell.kind !== "text") return "other";
  const text = squeeze(textOf(cell));
  if (text === "") return "blank";
  if (/^[\dXx]{15,20}$/u.test(text) || typedNumber(text).kind === "number") return "number";
  return localDateOf(text) ? "date" : "text";
}

/** A header names something: short, no sentence, no form label with its colon; a year or month may head a column. */
function isHeaderText(text: string): boolean {
  if (text === "" || text.length > LONGEST_HEADER) return false;
  if (/[。；;！!？?]/u.test(text)) return false;
  return !/[:：]\s*\S/u.test(text) && !/[:：]$/u.test(text);
}

export function isHeaderCell(cell: Cell): boolean {
  const text = oneLine(textOf(cell));
  const shape = shapeOf(cell);
  if (shape === "text") return isHeaderText(text);
  return shape !== "blank" && periodOf(text) !== undefined && /^(19|20)\d\d/u.test(text);
}

export function spanned(grid: Grid, row: number, column: number): readonly number[] {
  const merge = grid.mergeAt(row, column);
  if (!merge) return [column];
  return Array.from({ length: Math.min(merge.right - merge.left + 1, 200) }, (_, i) => merge.left + i);
}

export function columnsOn(grid: Grid, row: number): readonly number[] {
  const found = grid.rows.find((r) => r.number === row);
  const own = (found?.cells ?? [])
    .filter((cell) => shapeOf(cell) !== "blank")
    .flatMap((cell) => spanned(grid, row, cell.column));
  return [...new Set(own)];
}

export const headersOn = (grid: Grid, row: number): readonly Cell[] =>
  (grid.rows.find((r) => r.number === row)?.cells ?? []).filter((cell) => shapeOf(cell) !== "blank");

/** 合计, 小计, 北京市合计, 总 计 …: the label of a row that adds others up. */
export function isTotalLabel(text: string): boolean {
  const plain = squeeze(text)
    .toLowerCase()
    .replace(/[::()（）]/gu, "");
  return /^.{0,12}(合计|小计|总计|共计|累计)(人数|金额|数)?$/u.test(plain) || /^(grand|sub)?total$/u.test(plain);
}
