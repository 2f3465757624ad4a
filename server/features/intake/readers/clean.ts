/** Drops what no database keeps as text: NUL and other control characters, halves of surrogate pairs. Everything else passes. */
import type { Cell, Row, WorkbookReader } from "../cell.js";

const UNKEEPABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

export function cleanReader(reader: WorkbookReader): WorkbookReader {
  return {
    ...reader,
    sheets: reader.sheets.map((sheet) => ({ ...sheet, name: cleanText(sheet.name) })),
    rows: (index) => cleanRows(reader.rows(index)),
  };
}

async function* cleanRows(rows: AsyncIterable<Row>): AsyncIterable<Row> {
  for await (const row of rows) yield { ...row, cells: row.cells.map(cleanCell) };
}

const cleanText = (text: string): string => text.replace(UNKEEPABLE, "");

function cleanCell(cell: Cell): Cell {
  return typeof cell.value === "string" && cell.value.search(UNKEEPABLE) >= 0
    ? { ...cell, value: cleanText(cell.value) }
    : cell;
}
