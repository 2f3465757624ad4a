/**
 * Reads a roster with one reader and, where a database is given, copies its rows into a plain table of text columns:
 * nothing is checked, matched or kept back. Says how long it took, without the start of the process.
 *   node read-copy.mjs <reader> <file> [database]
 */
import { readFileSync } from "node:fs";
import { once } from "node:events";

const [reader, file, database] = process.argv.slice(2);
const SHEET = "学员名册";

const READERS = {
  async *hucre() {
    const { streamXlsxRows } = await import("hucre/xlsx");
    for await (const row of streamXlsxRows(readFileSync(file), { sheet: SHEET })) yield row.values;
  },
  async *exceljs() {
    const { default: Excel } = await import("exceljs");
    const options = { worksheets: "emit", sharedStrings: "cache", styles: "ignore", hyperlinks: "ignore" };
    for await (const sheet of new Excel.stream.xlsx.WorkbookReader(file, options)) {
      if (sheet.name === SHEET) for await (const row of sheet) yield row.values.slice(1);
      else for await (const row of sheet) void row;
    }
  },
  async *sheetjs() {
    const { default: XLSX } = await import("@e965/xlsx");
    const book = XLSX.read(readFileSync(file), { dense: true, cellFormula: false, cellHTML: false, cellText: false, sheets: SHEET }); // prettier-ignore
    for (const row of book.Sheets[SHEET]["!data"]) yield row.map((cell) => cell?.v);
  },
  async *ours() {
    const { openXlsx } = await import(new URL("../../../dist/server/features/intake/readers/xlsx.js", import.meta.url));
    const book = await openXlsx(file, "roster.xlsx");
    const { index } = book.sheets.find(({ name }) => name === SHEET);
    for await (const row of book.rows(index)) yield row.cells.map((cell) => cell.text ?? cell.value);
    await book.close();
  },
};

const began = performance.now();
const rows = database === undefined ? await count() : await copy();
const milliseconds = performance.now() - began;
console.log(JSON.stringify({ rows, milliseconds, rss: process.resourceUsage().maxRSS * 1024 }));

async function count() {
  let rows = 0;
  for await (const row of READERS[reader]()) if (row.length > 0) rows += 1;
  return rows;
}

async function copy() {
  const { default: pg } = await import("pg");
  const { from } = await import("pg-copy-streams");
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const columns = Array.from({ length: 14 }, (_, index) => `c${index} text`).join(", ");
  await client.query(`drop table if exists bare_roster; create table bare_roster (${columns})`);
  const stream = client.query(from("copy bare_roster from stdin"));
  let rows = 0;
  let text = "";
  for await (const row of READERS[reader]()) {
    text += `${Array.from({ length: 14 }, (_, index) => escaped(row[index])).join("\t")}\n`;
    rows += 1;
    if (text.length < 65_536) continue;
    if (!stream.write(text)) await once(stream, "drain");
    text = "";
  }
  stream.end(text);
  await once(stream, "finish");
  await client.end();
  return rows;
}

function escaped(value) {
  if (value === null || value === undefined) return "\\N";
  return String(value).replaceAll(/[\\\t\n\r]/g, (character) => (character === "\\" ? "\\\\" : " "));
}
