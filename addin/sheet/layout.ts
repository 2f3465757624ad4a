/**
 * How a bound table lies in the sheet, and how it is found again after people sorted, inserted or deleted rows and columns.
 *
 *   title                                   ┐
 *   data as of …                            │ all of it is the bound range
 *   单位     | 培训人次 | 到账额 | 状态       │
 *            | 人次     | 元     |            │
 *   信息学院 | 412      | 18600  | 待 1       │
 *   合计     | …        | …      |            ┘
 */
import type { Cells, CellWrite } from "../host/host.js";
import { numberFormat, signedFormat, MARK_LOOKS } from "./marks.js";
import { cellValueOf } from "./number.js";
import { type Place, within } from "./place.js";
import { type BoundTable, type TableRow, totalOf } from "./table.js";
import { AS_OF_BEGINS, asOfLine, SHEET_WORDS } from "./words.js";

export const ROWS_ABOVE_DATA = 4;
const TITLE_ROW = 0;
const AS_OF_ROW = 1;
const HEADER_ROW = 2;
const UNIT_ROW = 3;

/** The rectangle a table needs: labels on the left, status on the right, total below. */
export function sizeOf(table: Pick<BoundTable, "rows" | "columns" | "total">): { rows: number; columns: number } {
  return { rows: ROWS_ABOVE_DATA + table.rows.length + (table.total ? 1 : 0), columns: table.columns.length + 2 };
}

/** Where a table's parts are now, as offsets within the bound range. */
export interface FoundLayout {
  /** Index in the table → row offset; null when that row is gone from the sheet. */
  readonly rows: readonly (number | null)[];
  readonly columns: readonly (number | null)[];
  readonly asOfRow: number | null;
  readonly totalRow: number | null;
  readonly statusColumn: number | null;
  /** Rows with a label of no row of the table, or of one already found. */
  readonly strangers: readonly { readonly row: number; readonly label: string }[];
}

/** Finds rows and columns by their labels. One renamed label is still known when it is the only one missing. */
export function findLayout(table: BoundTable, cells: Cells): FoundLayout {
  const headerRow = headerRowOf(table, cells);
  const headers = (cells.values[headerRow] ?? []).map(labelText);
  const labels = cells.values.map((row) => labelText(row[0]));
  const totalRow = table.total ? lastIndexOf(labels, SHEET_WORDS.total) : null;
  const statusColumn = lastIndexOf(headers, SHEET_WORDS.status);

  const firstData = headerRow + UNIT_ROW - HEADER_ROW + 1;
  const dataRows = labels
    .map((label, row) => ({ row, label }))
    .filter(({ row, label }) => row >= firstData && row !== totalRow && label !== "");
  const rowMatch = matchLabels(
    table.rows.map((row: TableRow) => row.label),
    dataRows.map(({ row, label }) => ({ at: row, label })),
  );
  const headerCells = headers
    .map((label, at) => ({ at, label }))
    .filter(({ at, label }) => at > 0 && at !== statusColumn && label !== "");
  const columnMatch = matchLabels(
    table.columns.map((column) => column.label),
    headerCells,
  );

  return {
    rows: rowMatch.places,
    columns: columnMatch.places,
    asOfRow: indexOrNull(labels.findIndex((label) => label.startsWith(AS_OF_BEGINS))),
    totalRow,
    statusColumn,
    strangers: rowMatch.strangers.map(({ at, label }) => ({ row: at, label })),
  };
}

interface Labelled {
  readonly at: number;
  readonly label: string;
}

function matchLabels(
  wanted: readonly string[],
  present: readonly Labelled[],
): { places: (number | null)[]; strangers: Labelled[] } {
  const byLabel = new Map<string, Labelled>();
  for (const item of present) if (!byLabel.has(item.label)) byLabel.set(item.label, item);
  const places = wanted.map((label) => byLabel.get(labelText(label))?.at ?? null);
  const taken = new Set(places);
  const strangers = present.filter(({ at }) => !taken.has(at));
  const missing = places.flatMap((place, index) => (place === null ? [index] : []));
  const [onlyMissing, onlyStranger] = [missing[0], strangers[0]];
  if (missing.length === 1 && strangers.length === 1 && onlyMissing !== undefined && onlyStranger) {
    places[onlyMissing] = onlyStranger.at;
    return { places, strangers: [] };
  }
  return { places, strangers };
}

/**
 * The row with the most headers of the table among the first dozen; where it was made when none is left. Labels of rows do
 * not count, nor does the title, which may well say what the only column is called.
 */
function headerRowOf(table: BoundTable, cells: Cells): number {
  const wanted = new Set(table.columns.map((column) => labelText(column.label)));
  const hits = cells.values
    .slice(0, 12)
    .map((row) => row.slice(1).filter((value) => wanted.has(labelText(value))).length);
  const most = Math.max(0, ...hits);
  return most === 0 ? HEADER_ROW : hits.indexOf(most);
}

function labelText(value: unknown): string {
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : String(value ?? "").trim();
}

function lastIndexOf(labels: readonly string[], label: string): number | null {
  return indexOrNull(labels.lastIndexOf(label));
}

function indexOrNull(index: number): number | null {
  return index < 0 ? null : index;
}

/** Everything to write when a table is first put into the sheet at `place` (of its full size). */
export function layTable(table: BoundTable, place: Place): CellWrite[] {
  const width = place.columns;
  const dataHeight = place.rows - ROWS_ABOVE_DATA;
  const blank = Array.from({ length: width }, () => "");
  const fill = (first: string): string[] => [first, ...blank.slice(1)];
  const values = [
    fill(table.title),
    fill(asOfLine(table.asOf)),
    [SHEET_WORDS.rowHeader, ...table.columns.map((column) => column.label), SHEET_WORDS.status],
    ["", ...table.columns.map((column) => column.unit ?? ""), ""],
    ...table.rows.map((row, index) => [
      row.label,
      ...(table.cells[index] ?? []).map((cell) => cellValueOf(cell.value)),
      "",
    ]),
    ...(table.total
      ? [[SHEET_WORDS.total, ...table.columns.map((_, column) => cellValueOf(totalOf(table, column))), ""]]
      : []),
  ];
  const headerLook = { bold: true, fill: "#EDF4F5", align: "center", wrap: true } as const;
  return [
    { place, values, formats: values.map((_, row) => rowFormats(table, row, width)) },
    { place: within(place, TITLE_ROW, 0), look: { bold: true, size: 13 } },
    { place: within(place, AS_OF_ROW, 0), look: { text: "#5C5C5C", size: 9 } },
    { place: within(place, HEADER_ROW, 0, 1, width), look: headerLook },
    { place: within(place, UNIT_ROW, 0, 1, width), look: { ...headerLook, bold: false, text: "#5C5C5C" } },
    { place: within(place, HEADER_ROW, 0, dataHeight + 2), look: { width: 150 } },
    { place: within(place, HEADER_ROW, 1, dataHeight + 2, Math.max(1, width - 2)), look: { width: 104 } },
    ...(table.total ? [{ place: within(place, place.rows - 1, 0, 1, width), look: { bold: true } }] : []),
  ];
}

/** Labels and the status column keep the sheet's own format; ≠Σ stands before totals that may not be summed. */
function rowFormats(table: BoundTable, row: number, width: number): (string | null)[] {
  if (row < ROWS_ABOVE_DATA) return Array.from({ length: width }, () => null);
  const isTotal = table.total !== null && row === ROWS_ABOVE_DATA + table.rows.length;
  const formats = table.columns.map((column) => {
    const plain = numberFormat(column.decimals);
    return isTotal && !column.additive ? signedFormat(MARK_LOOKS.notAdditive.sign, plain) : plain;
  });
  return [null, ...formats, null];
}
