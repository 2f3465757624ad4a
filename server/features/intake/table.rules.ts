/**
 * Finds the tables on a sheet as people lay them out: titles, instructions and captions above, one to three header rows
 * with merged parents, a unit row, lists side by side. Pure; looks at the first rows only, the rest streams
 * through table-rows.rules.ts.
 */
import { typedNumber } from "../../domain/decimal.js";
import { localDateOf } from "../../domain/local-date.js";
import { periodOf } from "../../domain/period.js";
import { foldHeader, oneLine, squeeze } from "../../domain/text.js";
import { columnLetter, type Cell, type CellRange, type Row } from "./cell.js";
import type { IntakeFinding } from "./findings.js";
import { finding } from "./finding.js";
import { captionUnit, splitUnit, unitOf } from "./units.rules.js";

export interface DetectedColumn {
  /** 1-based column of the sheet. */
  readonly index: number;
  readonly letter: string;
  /** The header levels joined: `人数·女`. */
  readonly header: string;
  readonly path: readonly string[];
  readonly unit?: string;
}

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

export interface SheetHead {
  readonly sheet: string;
  readonly rows: readonly Row[];
  readonly merges: readonly CellRange[];
}

/** How many rows detection looks at. */
export const HEAD_ROWS = 200;
const HEADER_SEARCH_ROWS = 60;
const LONGEST_HEADER = 40;

/** `known`: folded headers that some intake target knows; they make a row much likelier to be the header. */
export function detectTables(
  head: SheetHead,
  known: ReadonlySet<string>,
): { tables: readonly DetectedTable[]; findings: readonly IntakeFinding[] } {
  const { sheet, rows } = head;
  const first = rows[0];
  if (!first) return { tables: [], findings: [finding("emptySheet", sheet)] };
  const grid = new Grid(head);
  const best = bestHeader(grid, known);
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

/** The head of a sheet as a grid that knows its merged cells. */
class Grid {
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

function isHeaderCell(cell: Cell): boolean {
  const text = oneLine(textOf(cell));
  const shape = shapeOf(cell);
  if (shape === "text") return isHeaderText(text);
  return shape !== "blank" && periodOf(text) !== undefined && /^(19|20)\d\d/u.test(text);
}

interface Candidate {
  readonly row: number;
  readonly score: number;
  readonly confidence: number;
}

function bestHeader(grid: Grid, known: ReadonlySet<string>): Candidate | undefined {
  let best: Candidate | undefined;
  grid.rows.slice(0, HEADER_SEARCH_ROWS).forEach((row, at) => {
    const candidate = judgeHeader(grid, row, at, known);
    if (candidate && candidate.score > (best?.score ?? 0) + 0.05) best = candidate;
  });
  return best;
}

function judgeHeader(grid: Grid, row: Row, at: number, known: ReadonlySet<string>): Candidate | undefined {
  const visible = row.cells.filter((cell) => shapeOf(cell) !== "blank");
  const headers = visible.filter(isHeaderCell);
  if (headers.length === 0 || headers.length < 0.8 * visible.length) return undefined;
  if (isTotalLabel(textOf(headers[0] as Cell))) return undefined;
  const folded = headers.map((cell) => foldHeader(splitUnit(oneLine(textOf(cell))).text));
  const hits = folded.filter((text) => known.has(text)).length / headers.length;
  const below = grid.rows.slice(at + 1, at + 21).filter((next) => next.cells.length > 1 || headers.length === 1);
  if (headers.length === 1 && (hits < 1 || below.some((next) => next.cells.length > 1))) return undefined;
  const columns = new Set(headers.flatMap((cell) => spanned(grid, row.number, cell.column)));
  const { coverage, contrast, outside } = judgeBelow(below, columns);
  const distinct = new Set(folded).size / headers.length;
  const repeated = sideBySidePeriod(folded) !== undefined;
  const score =
    (Math.min(headers.length, 12) / 12) * 2 +
    hits * Math.min(4, headers.length) +
    coverage * 2 +
    contrast * 2 +
    (repeated ? 1 : distinct) -
    outside * 2 -
    at * 0.02;
  const sure =
    0.3 +
    0.35 * hits +
    0.25 * coverage +
    0.2 * Math.min(1, contrast * 4) +
    (repeated ? 0.1 : 0.1 * distinct) -
    0.2 * outside;
  return { row: row.number, score, confidence: Math.min(0.99, Math.max(0.05, Math.round(sure * 100) / 100)) };
}

function spanned(grid: Grid, row: number, column: number): readonly number[] {
  const merge = grid.mergeAt(row, column);
  if (!merge) return [column];
  return Array.from({ length: Math.min(merge.right - merge.left + 1, 200) }, (_, i) => merge.left + i);
}

/** How well the rows below look like data of these columns. */
function judgeBelow(
  below: readonly Row[],
  columns: ReadonlySet<number>,
): { coverage: number; contrast: number; outside: number } {
  const covered = new Set<number>();
  const contrasting = new Set<number>();
  let inside = 0;
  let outside = 0;
  for (const row of below) {
    for (const cell of row.cells) {
      const shape = shapeOf(cell);
      if (shape === "blank") continue;
      if (!columns.has(cell.column)) {
        outside += 1;
        continue;
      }
      inside += 1;
      covered.add(cell.column);
      if (shape === "number" || shape === "date") contrasting.add(cell.column);
    }
  }
  const size = Math.max(columns.size, 1);
  return {
    coverage: covered.size / size,
    contrast: contrasting.size / size,
    outside: inside + outside === 0 ? 0 : outside / (inside + outside),
  };
}

interface HeaderSpan {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Grows the found row upwards and downwards over merged parents and their children, at most three levels in all. */
function headerSpan(grid: Grid, row: number): HeaderSpan {
  const base = columnsOn(grid, row);
  let left = Math.min(...base);
  let right = Math.max(...base);
  let top = row;
  let bottom = row;
  while (bottom - top < 2 && continuesBelow(grid, top, bottom, left, right)) bottom += 1;
  while (bottom - top < 2 && continuesAbove(grid, top, left, right)) top -= 1;
  for (let r = top; r <= bottom; r += 1) {
    const columns = columnsOn(grid, r);
    if (columns.length > 0) {
      left = Math.min(left, ...columns);
      right = Math.max(right, ...columns);
    }
  }
  return { top, bottom, left, right };
}

function columnsOn(grid: Grid, row: number): readonly number[] {
  const found = grid.rows.find((r) => r.number === row);
  const own = (found?.cells ?? [])
    .filter((cell) => shapeOf(cell) !== "blank")
    .flatMap((cell) => spanned(grid, row, cell.column));
  return [...new Set(own)];
}

const headersOn = (grid: Grid, row: number): readonly Cell[] =>
  (grid.rows.find((r) => r.number === row)?.cells ?? []).filter((cell) => shapeOf(cell) !== "blank");

function continuesBelow(grid: Grid, top: number, bottom: number, left: number, right: number): boolean {
  const inHeader = (m: CellRange) => m.top >= top && m.top <= bottom && m.left >= left && m.right <= right;
  if (
    grid
      .mergesOn(bottom)
      .some((m) => inHeader(m) && m.bottom > bottom && m.bottom - m.top < 4 && grid.own(m.top, m.left))
  ) {
    const next = headersOn(grid, bottom + 1);
    return next.length > 0 && next.every(isHeaderCell);
  }
  const parents = grid
    .mergesOn(bottom)
    .filter((m) => inHeader(m) && m.bottom === bottom && m.right > m.left && m.right - m.left < right - left);
  const next = headersOn(grid, bottom + 1);
  if (parents.length === 0 || next.length < 2 || !next.every(isHeaderCell)) return false;
  if (next.every((cell) => unitOf(textOf(cell)) !== undefined)) return false;
  return next.every((cell) => parents.some((m) => m.left <= cell.column && cell.column <= m.right));
}

function continuesAbove(grid: Grid, top: number, left: number, right: number): boolean {
  const above = headersOn(grid, top - 1);
  if (above.length < 2 || !above.every((cell) => isHeaderCell(cell) && cell.column >= left - 1 && cell.column <= right))
    return false;
  const merges = grid.mergesOn(top - 1);
  if (merges.some((m) => m.bottom >= top && m.right - m.left < right - left)) return true;
  const isParent = (m: CellRange) =>
    m.right > m.left && m.right - m.left < right - left && childrenUnder(grid, m, top) >= 2;
  if (merges.some((m) => m.bottom === top - 1 && isParent(m))) return true;
  // Without merges: what the upper row names and the lower leaves blank must complete each other.
  const gaps = above.filter((cell) => grid.text(top, cell.column) === "");
  return gaps.length > 0 && above.length < right - left + 1 && gaps.length < above.length;
}

function childrenUnder(grid: Grid, parent: CellRange, row: number): number {
  let count = 0;
  for (let c = parent.left; c <= parent.right; c += 1) if (grid.own(row, c)) count += 1;
  return count;
}

function readColumns(grid: Grid, span: HeaderSpan): readonly DetectedColumn[] {
  const columns: DetectedColumn[] = [];
  for (let index = span.left; index <= span.right; index += 1) {
    const levels: string[] = [];
    for (let row = span.top; row <= span.bottom; row += 1) {
      const text = grid.text(row, index) || inheritedParent(grid, span, row, index);
      if (text && text !== levels.at(-1)) levels.push(text);
    }
    const last = splitUnit(levels.at(-1) ?? "");
    const upper = levels.slice(0, -1).map((level) => splitUnit(level));
    const unit = last.unit ?? upper.at(-1)?.unit;
    const path = levels.length === 0 ? [] : [...upper.map((u) => u.text), last.text];
    columns.push({ index, letter: columnLetter(index), header: path.join("·"), path, ...(unit ? { unit } : {}) });
  }
  return columns;
}

/** A parent typed once over several columns, without a merge: it reaches right as long as only children follow. */
function inheritedParent(grid: Grid, span: HeaderSpan, row: number, index: number): string {
  if (row === span.bottom || grid.text(span.bottom, index) === "") return "";
  for (let c = index - 1; c >= span.left; c -= 1) {
    if (grid.text(span.bottom, c) === "" || grid.mergeAt(row, c)) return "";
    const text = grid.text(row, c);
    if (text) return text;
  }
  return "";
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

/** The width of one list when the same headers stand side by side: 序号 姓名 序号 姓名 → 2. */
function sideBySidePeriod(folded: readonly string[]): number | undefined {
  for (let width = 2; width <= folded.length / 2; width += 1) {
    if (folded.length % width !== 0 || new Set(folded.slice(0, width)).size < width) continue;
    if (folded.every((text, i) => text !== "" && text === folded[i % width])) return width;
  }
  return undefined;
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

/** 合计, 小计, 北京市合计, 总 计 …: the label of a row that adds others up. */
export function isTotalLabel(text: string): boolean {
  const plain = squeeze(text)
    .toLowerCase()
    .replace(/[::()（）]/gu, "");
  return /^.{0,12}(合计|小计|总计|共计|累计)(人数|金额|数)?$/u.test(plain) || /^(grand|sub)?total$/u.test(plain);
}

/** The unit that a caption sets for the money columns of a table: 单位：万元. */
export function tableUnit(table: DetectedTable): string | undefined {
  for (const caption of table.captions) {
    const unit = captionUnit(caption.text);
    if (unit) return unit;
  }
  return undefined;
}
