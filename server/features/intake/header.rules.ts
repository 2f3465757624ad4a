/** Finds the header of a table: the row that names columns best, grown over merged parents and children to three levels. Pure. */
import { foldHeader, oneLine } from "../../domain/text.js";
import { columnLetter, type Cell, type CellRange, type Row } from "./cell.js";
import { columnsOn, Grid, headersOn, isHeaderCell, isTotalLabel, shapeOf, spanned, textOf } from "./grid.rules.js";
import { splitUnit, unitOf } from "./units.rules.js";

export interface DetectedColumn {
  /** 1-based column of the sheet. */
  readonly index: number;
  readonly letter: string;
  /** The header levels joined: `人数·女`. */
  readonly header: string;
  readonly path: readonly string[];
  readonly unit?: string;
}

const HEADER_SEARCH_ROWS = 60;

export interface Candidate {
  readonly row: number;
  readonly score: number;
  readonly confidence: number;
}

export function bestHeader(grid: Grid, known: ReadonlySet<string>): Candidate | undefined {
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

export interface HeaderSpan {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Grows the found row upwards and downwards over merged parents and their children, at most three levels in all. */
export function headerSpan(grid: Grid, row: number): HeaderSpan {
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

export function readColumns(grid: Grid, span: HeaderSpan): readonly DetectedColumn[] {
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

/** The width of one list when the same headers stand side by side: 序号 姓名 序号 姓名 → 2. */
export function sideBySidePeriod(folded: readonly string[]): number | undefined {
  for (let width = 2; width <= folded.length / 2; width += 1) {
    if (folded.length % width !== 0 || new Set(folded.slice(0, width)).size < width) continue;
    if (folded.every((text, i) => text !== "" && text === folded[i % width])) return width;
  }
  return undefined;
}
