/**
 * Reads an old .xls or .et workbook in a worker thread, whose memory and time the other side bounds: the library
 * holds the whole file. Plain JavaScript, so that the same file runs from the sources and from the build.
 */
import { parentPort, workerData } from "node:worker_threads";
import * as XLSX from "@e965/xlsx/xlsx.mjs";
import * as codepages from "@e965/xlsx/dist/cpexcel.full.mjs";

XLSX.set_cptable(codepages);

const ROWS_PER_MESSAGE = 500;
/** Cells may share one long text; a message holds it once for each of them. */
const CHARACTERS_PER_MESSAGE = 4 * 1024 * 1024;

function open() {
  const workbook = XLSX.read(
    Buffer.from(workerData.bytes.buffer, workerData.bytes.byteOffset, workerData.bytes.length),
    {
      type: "buffer",
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      sheetStubs: false,
      WTF: false,
    },
  );
  const sheets = workbook.SheetNames.map((name, index) => ({
    name,
    index,
    hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0,
  }));
  return { workbook, sheets, date1904: Boolean(workbook.Workbook?.WBProps?.date1904) };
}

/** One cell as [column, type, value, format]; the other side decides what a date is. */
function plainCell(cell, column) {
  if (!cell || cell.t === "z") return undefined;
  const format = typeof cell.z === "string" ? cell.z : undefined;
  if (cell.t === "e") return [column, "e", cell.w ?? XLSX.utils.format_cell(cell), format];
  if (cell.v === undefined || cell.v === null || cell.v === "") return undefined;
  return [column, cell.t, cell.t === "n" ? String(cell.v) : cell.v, format];
}

function rowsFrom(sheet, from) {
  const rows = [];
  const data = sheet["!data"] ?? [];
  let index = from;
  let characters = 0;
  for (; index < data.length && rows.length < ROWS_PER_MESSAGE && characters < CHARACTERS_PER_MESSAGE; index += 1) {
    const line = data[index];
    if (!line) continue;
    const cells = [];
    for (let c = 0; c < line.length; c += 1) {
      const cell = plainCell(line[c], c + 1);
      if (!cell) continue;
      cells.push(cell);
      if (typeof cell[2] === "string") characters += cell[2].length;
    }
    if (cells.length > 0) rows.push([index + 1, cells]);
  }
  return { rows, next: index < data.length ? index : -1 };
}

let opened;
try {
  opened = open();
  parentPort.postMessage({ kind: "opened", sheets: opened.sheets, date1904: opened.date1904 });
} catch (error) {
  const text = String(error?.message ?? error);
  parentPort.postMessage({ kind: "failed", reason: /password|encrypt/iu.test(text) ? "encrypted" : "corrupted" });
}

parentPort.on("message", (ask) => {
  const sheet = opened?.workbook.Sheets[opened.workbook.SheetNames[ask.sheet]];
  if (!sheet) return parentPort.postMessage({ id: ask.id, rows: [], next: -1, merges: [] });
  if (ask.kind === "merges") {
    const merges = (sheet["!merges"] ?? []).map((m) => ({
      top: m.s.r + 1,
      left: m.s.c + 1,
      bottom: m.e.r + 1,
      right: m.e.c + 1,
    }));
    return parentPort.postMessage({ id: ask.id, merges });
  }
  return parentPort.postMessage({ id: ask.id, ...rowsFrom(sheet, ask.from) });
});
