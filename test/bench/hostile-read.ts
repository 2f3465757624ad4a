/** Reads one file as an import does, in a process of its own, and says what became of it and what it cost. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { findTables, readTables } from "../../server/features/intake/read-tables.js";
import { cleanReader } from "../../server/features/intake/readers/clean.js";
import { openWorkbook } from "../../server/features/intake/readers/workbook.js";
import { IntakeRefusal } from "../../server/features/intake/refusal.js";

const KNOWN = new Set(["姓名", "班级编号", "证件号码"]);
const [path = ""] = process.argv.slice(2);

/** As Linux counts it, in megabytes. */
function memory(word: "VmRSS" | "VmHWM"): number {
  const found = new RegExp(`${word}:\\s+(\\d+)`, "u").exec(readFileSync("/proc/self/status", "utf8"));
  return Number(found?.[1] ?? 0) / 1024;
}

const before = memory("VmRSS");
const began = performance.now();
let outcome = "read";
let rows = 0;
try {
  const reader = cleanReader(await openWorkbook(path, basename(path)));
  try {
    for (const sheet of await findTables(reader, KNOWN, 30))
      if (sheet.tables.length > 0) await readTables(reader, sheet, KNOWN, { row: () => void (rows += 1) });
  } finally {
    await reader.close();
  }
} catch (error) {
  if (!(error instanceof IntakeRefusal)) throw error;
  outcome = error.code;
}
console.log(JSON.stringify({ outcome, rows, ms: performance.now() - began, megabytes: memory("VmHWM") - before }));
