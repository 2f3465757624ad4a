/**
 * Finds the tables on a sheet as people lay them out: titles, instructions and captions above, one to three header rows
 * with merged parents, a unit row, lists side by side. Pure; looks at the first rows only, the rest streams
 * through table-rows.rules.ts.
 */
import { foldHeader, oneLine, squeeze } from "../../domain/text.js";
import { columnLetter, type Cell } from "./cell.js";
import { finding } from "./finding.js";
import type { IntakeFinding } from "./findings.js";
import { Grid, isHeaderCell, shapeOf, textOf, type SheetHead } from "./grid.rules.js";
import {
  bestHeader,
  headerSpan,
  type Candidate,
  readColumns,
  sideBySidePeriod,
  type DetectedColumn,
} from "./header.rules.js";
import { captionUnit, unitOf } from "./units.rules.js";

export interface DetectedTable {
  readonly sheet: string;
  readonly headerRows: readonly number[];
  /** Rows between header and data that carry units or column numbers. */
  readonly underHeader: readonly number[];
  readonly columns: readonly DetectedColumn[];
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly firstRow: number;
  readonly captions: readonly Caption[];
  /** 0…1; below 0.6 a person should look. */
  readonly confidence: number;
  readonly findings: readonly IntakeFinding[];
}

/** A line above the header: title, instruction, caption such as 单位：万元 or 2026年10月. */
export interface Caption {
  readonly row: number;
  readonly text: string;
}

/** How many rows detection looks at. */
export const HEAD_ROWS = 200;

/** `known`: folded headers that some intake target knows; they make a row much likelier to be the header. */
export function detectTables(
  head: SheetHead,
  known: ReadonlySet<string>,
): { tables: readonly DetectedTable[]; findings: readonly IntakeFinding[] } {
  const { sheet, rows } = head;
  const first = rows[0];
  if (!first) return { tables: [], findings: [finding("emptySheet", sheet)] };
  const grid = new Grid(head);
  const best = firstHeader(head, grid, known);
  if (!best) {
    const column = first.cells[0] ? columnLetter(first.cells[0].column) : "A";
    const looksLikeData = rows.some((row) => row.cells.length > 1);
    return { tables: [], findings: [finding(looksLikeData ? "noHeader" : "noTable", sheet, {}, first.number, column)] };
  }
  const span = headerSpan(grid, best.row);
  const columns = readColumns(grid, span);
  const below = rowsUnderHeader(grid, span.bottom, columns);
  const captions = captionsAbove(grid, span.top);
  const parts = splitSideBySide(columns);
  const tables = parts.map((part): DetectedTable => {
    const named = nameColumns(grid, part, below, span.bottom, parts.length === 1);
    const findings = [...headerFindings(sheet, named, span.bottom, grid)];
    if (best.confidence < 0.6) findings.push(finding("uncertainHeader", sheet, {}, best.row));
    return {
      sheet,
      headerRows: Array.from({ length: span.bottom - span.top + 1 }, (_, i) => span.top + i),
      underHeader: below.rows,
      columns: named,
      firstColumn: Math.min(...named.map((c) => c.index)),
      lastColumn: Math.max(...named.map((c) => c.index)),
      firstRow: Math.max(span.bottom, ...below.rows) + 1,
      captions,
      confidence: best.confidence,
      findings,
    };
  });
  return { tables, findings: [] };
}

/** Of tables stacked under each other the first is meant, even when a later one has the better header. */
function firstHeader(head: SheetHead, grid: Grid, known: ReadonlySet<string>): Candidate | undefined {
  let best = bestHeader(grid, known);
  for (let found = best; found && best;) {
    const top = best.row;
    const above = head.rows.filter((row) => row.number < top);
    found = bestHeader(new Grid({ ...head, rows: above }), known);
    const { row } = found ?? { row: top };
    // Between two headers of one table there is no data; between two tables there is.
    const between = above.filter((r) => r.number > row && r.cells.length > 1 && !r.cells.every(isHeaderCell));
    if (found && found.confidence >= 0.75 && between.length > 0) best = found;
    else return best;
  }
  return best;
}

interface UnderHeader {
  readonly rows: readonly number[];
  readonly units: ReadonlyMap<number, string>;
}

/** Unit rows (人次, 万元) and column numbers (甲 乙 1 2 3) between header and data. */
function rowsUnderHeader(grid: Grid, bottom: number, columns: readonly DetectedColumn[]): UnderHeader {
  const rows: number[] = [];
  const units = new Map<number, string>();
  for (const row of grid.rows.filter((r) => r.number > bottom).slice(0, 2)) {
    const cells = row.cells.filter((cell) => shapeOf(cell) !== "blank");
    const found = cells
      .map((cell) => [cell.column, unitOf(textOf(cell))] as const)
      .filter(([, unit]) => unit !== undefined);
    const labels = cells.length - found.length;
    if (found.length >= 2 && labels <= 1 && found.length >= columns.length / 4) {
      found.forEach(([column, unit]) => units.set(column, unit ?? ""));
      rows.push(row.number);
    } else if (isColumnNumbers(cells, columns.length)) rows.push(row.number);
    else break;
  }
  return { rows, units };
}

function isColumnNumbers(cells: readonly Cell[], width: number): boolean {
  if (cells.length < 3 || cells.length < width * 0.7) return false;
  const marks = cells.map((cell) => squeeze(textOf(cell)).replace(/^[([]|[)\]]$/gu, ""));
  const letters = marks.filter((mark) => /^[甲乙丙丁戊]$/u.test(mark)).length;
  const numbers = marks.slice(letters);
  // Without 甲 乙 the row must be nothing but 1, 2, 3 … in every column, or a first data row of counts would be lost.
  return (
    numbers.length >= 2 && (letters > 0 || cells.length === width) && numbers.every((mark, i) => mark === String(i + 1))
  );
}

function captionsAbove(grid: Grid, top: number): readonly Caption[] {
  return grid.rows
    .filter((row) => row.number < top)
    .map((row) => ({
      row: row.number,
      text: row.cells
        .map((cell) => oneLine(textOf(cell)))
        .filter(Boolean)
        .join(" "),
    }))
    .filter((caption) => caption.text !== "");
}

function splitSideBySide(columns: readonly DetectedColumn[]): readonly (readonly DetectedColumn[])[] {
  const headed = columns.filter((column) => column.header !== "");
  const width = sideBySidePeriod(headed.map((column) => foldHeader(column.header)));
  if (width === undefined) return [columns];
  return Array.from({ length: headed.length / width }, (_, i) => headed.slice(i * width, (i + 1) * width));
}

/** Adds units from the unit row and the caption, and takes in headless columns that hold data. */
function nameColumns(
  grid: Grid,
  part: readonly DetectedColumn[],
  below: UnderHeader,
  bottom: number,
  alone: boolean,
): readonly DetectedColumn[] {
  const withData = new Set<number>();
  for (const row of grid.rows) if (row.number > bottom) for (const cell of row.cells) withData.add(cell.column);
  const last = part.at(-1)?.index ?? 0;
  const beside: readonly DetectedColumn[] =
    alone && withData.has(last + 1) ? [{ index: last + 1, letter: columnLetter(last + 1), header: "", path: [] }] : [];
  return [...part, ...beside]
    .filter((column) => column.header !== "" || withData.has(column.index))
    .map((column) => {
      const unit = column.unit ?? below.units.get(column.index);
      return unit ? { ...column, unit } : column;
    });
}

function headerFindings(
  sheet: string,
  columns: readonly DetectedColumn[],
  row: number,
  grid: Grid,
): readonly IntakeFinding[] {
  const seen = new Map<string, DetectedColumn>();
  const findings: IntakeFinding[] = [];
  for (const column of columns) {
    if (column.header === "") {
      const used = grid.rows.some(
        (r) => r.number > row && r.cells.length > 1 && r.cells.some((cell) => cell.column === column.index),
      );
      if (used) findings.push(finding("emptyHeader", sheet, {}, row, column.letter));
      continue;
    }
    const folded = foldHeader(column.header);
    const other = seen.get(folded);
    if (other)
      findings.push(
        finding("duplicateHeader", sheet, { header: column.header, other: other.letter }, row, column.letter),
      );
    else seen.set(folded, column);
  }
  return findings;
}

/** The unit that a caption sets for the money columns of a table: 单位：万元. */
export function tableUnit(table: DetectedTable): string | undefined {
  for (const caption of table.captions) {
    const unit = captionUnit(caption.text);
    if (unit) return unit;
  }
  return undefined;
}
