/** Takes a filled workbook back, whichever of the hub's own it is: a report of figures, or rows of a register. */
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import type { WorkbookReader } from "../intake/cell.js";
import { openWorkbook } from "../intake/readers/workbook.js";
import { isReport, type ReadRows, readFilled, SHEETS } from "./report.rules.js";
import { MOST_CELLS, takeFigures } from "./report.service.js";
import { isRowsBook, readFilledRows } from "./rows.rules.js";
import { takeRows } from "./rows.service.js";
import type { TakenBook, Taking } from "./taken.js";

/** Whether a file is one of the hub's own on its way back. What cannot be read is told by whoever reads it. */
export async function isFilledBook(path: string, fileName: string): Promise<boolean> {
  if (!fileName.toLowerCase().endsWith(".xlsx")) return false;
  const book = await openWorkbook(path, fileName).catch(() => undefined);
  if (book === undefined) return false;
  try {
    const first = await rowsOf(book, SHEETS.hub, 1);
    return isReport(first) || isRowsBook(first);
  } finally {
    await book.close();
  }
}

/** Sends what was filled in. The same file again is the same batch; changed and sent again it is a new one. */
export async function takeBook(context: Context, path: string, taking: Taking): Promise<TakenBook> {
  const { fileName: file } = taking;
  const book = await openWorkbook(path, file);
  try {
    const hub = await rowsOf(book, SHEETS.hub);
    const fill = await rowsOf(book, SHEETS.fill);
    if (isRowsBook(hub)) {
      const filled = readFilledRows(hub, fill);
      if (typeof filled === "string") throw new Refusal(`REPORT_${filled}`, { file });
      return await takeRows(context, filled, taking);
    }
    const filled = readFilled(hub, fill);
    if (typeof filled === "string") throw new Refusal(`REPORT_${filled}`, { file });
    return await takeFigures(context, filled, taking);
  } finally {
    await book.close();
  }
}

/** Stops after so many rows where only the first are asked for; more than any of ours has is refused. */
async function rowsOf(book: WorkbookReader, name: string, enough?: number): Promise<ReadRows> {
  const sheet = book.sheets.find((each) => each.name === name);
  if (sheet === undefined) return [];
  const rows: { number: number; texts: Map<number, string> }[] = [];
  for await (const row of book.rows(sheet.index)) {
    if (rows.length > MOST_CELLS + 10) throw new Refusal("TOO_MANY_CELLS", { max: MOST_CELLS, asked: rows.length });
    rows.push({ number: row.number, texts: new Map(row.cells.map((cell) => [cell.column, textOf(cell.value)])) });
    if (rows.length === enough) break;
  }
  return rows;
}

const textOf = (value: string | boolean | null): string => {
  if (typeof value === "boolean") return value ? "是" : "否";
  return value ?? "";
};
