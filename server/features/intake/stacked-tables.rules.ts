/**
 * Watches the rows of a sheet for a further table below: after a break some rows are held back, and when one of them heads
 * known columns other than the current ones, a table begins there. Pure; never holds more rows than it looks at.
 */
import { foldHeader, oneLine } from "../../domain/text.js";
import type { CellRange, Row } from "./cell.js";
import { isHeaderCell, shapeOf, textOf } from "./grid.rules.js";
import { detectTables, type DetectedTable } from "./table.rules.js";
import { splitUnit } from "./units.rules.js";

/** Rows to hand on, after the tables that begin with them, if any do. */
export interface Passed {
  readonly rows: readonly Row[];
  readonly found?: readonly DetectedTable[];
}

/** Title, instruction and caption lines stand above a header; more than these and it is no table. */
const ABOVE_HEADER = 8;
const LOOK_AHEAD = 30;
const LEAST_CONFIDENCE = 0.6;
const NONE: Passed = { rows: [] };

export class StackWatch {
  private held: Row[] = [];
  private headerAt: number | undefined;
  private lastNumber = 0;
  private lastWasData = false;
  private current: ReadonlySet<string>;
  private firstRow: number;
  /** By their first row. A workbook keeps them as they were made. */
  private readonly merges: readonly CellRange[];
  private nextMerge = 0;

  constructor(
    private readonly sheet: string,
    tables: readonly DetectedTable[],
    merges: readonly CellRange[],
    private readonly known: ReadonlySet<string>,
  ) {
    this.merges = merges.toSorted((one, other) => one.top - other.top);
    this.current = headersOf(tables);
    this.firstRow = Math.min(...tables.map((table) => table.firstRow));
  }

  pass(row: Row): Passed {
    const isBreak = row.number > this.lastNumber + 1 && this.lastWasData;
    this.lastNumber = row.number;
    if (row.number < this.firstRow) return { rows: [row] };
    if (this.held.length === 0 && !isBreak && !this.headsColumns(row)) {
      this.lastWasData = true;
      return { rows: [row] };
    }
    this.held.push(row);
    if (this.headerAt === undefined && this.headsColumns(row)) this.headerAt = this.held.length - 1;
    if (this.headerAt === undefined ? this.held.length < ABOVE_HEADER : this.held.length < this.headerAt + LOOK_AHEAD)
      return NONE;
    return this.decide();
  }

  /** What is still held at the end of the sheet; ask until nothing comes. */
  finish(): Passed {
    return this.held.length === 0 ? NONE : this.decide();
  }

  private decide(): Passed {
    const { held, headerAt } = this;
    const [first] = held;
    this.held = [];
    this.headerAt = undefined;
    if (headerAt === undefined || !first) return { rows: held };
    const tops = this.mergesWithin(first.number, held.at(-1)?.number ?? first.number);
    const { tables } = detectTables({ sheet: this.sheet, rows: held, merges: tops }, this.known);
    const [best] = tables;
    const header = held[headerAt];
    const isIt = best && header && best.headerRows.includes(header.number) && best.confidence >= LEAST_CONFIDENCE;
    if (!isIt || !held.some((row) => row.number >= best.firstRow)) return { rows: held };
    this.current = headersOf(tables);
    this.firstRow = best.firstRow;
    return { rows: this.upToNext(held, best.firstRow), found: tables };
  }

  /** Merges come by row, and so do the questions: those above are passed once and for all. */
  private mergesWithin(top: number, bottom: number): readonly CellRange[] {
    const { merges } = this;
    while ((merges[this.nextMerge]?.top ?? Infinity) < top) this.nextMerge += 1;
    let end = this.nextMerge;
    while ((merges[end]?.top ?? Infinity) <= bottom) end += 1;
    return merges.slice(this.nextMerge, end);
  }

  /** Short tables may stand one under another within what was looked at: the rest is held for the next decision. */
  private upToNext(rows: readonly Row[], firstRow: number): readonly Row[] {
    const next = rows.findIndex((row) => row.number > firstRow && this.headsColumns(row));
    if (next < 0) return rows;
    let from = next;
    while (
      from > 0 &&
      next - from < ABOVE_HEADER &&
      (rows[from - 1]?.number ?? 0) > firstRow &&
      (rows[from - 1]?.cells.length ?? 9) <= 2
    )
      from -= 1;
    this.held = rows.slice(from);
    this.headerAt = next - from;
    return rows.slice(0, from);
  }

  /** Names columns that somebody knows, and not those of the table it stands in: that is a header repeated. */
  private headsColumns(row: Row): boolean {
    // A data row shows in its first cells: most hold no header text at all.
    if (row.cells.length < 3) return false;
    let headers = 0;
    let hits = 0;
    let own = 0;
    let visible = 0;
    for (const cell of row.cells) {
      if (cell.kind === "number" || cell.kind === "date" || cell.kind === "boolean") return false;
      if (cell.kind !== "text" || textOf(cell).length > 40) return false;
      const folded = foldHeader(splitUnit(oneLine(textOf(cell))).text);
      if (folded === "") continue;
      visible += 1;
      if (this.known.has(folded)) hits += 1;
      if (this.current.has(folded)) own += 1;
      if (visible - hits > 1 + row.cells.length * 0.4) return false;
      headers += 1;
    }
    return (
      headers >= 3 &&
      hits >= Math.max(2, visible * 0.5) &&
      own < visible * 0.8 &&
      row.cells.every((cell) => shapeOf(cell) === "blank" || isHeaderCell(cell))
    );
  }
}

function headersOf(tables: readonly DetectedTable[]): ReadonlySet<string> {
  return new Set(
    tables.flatMap((table) =>
      table.columns.flatMap(({ header, path }) => [foldHeader(header), foldHeader(splitUnit(path.at(-1) ?? "").text)]),
    ),
  );
}
