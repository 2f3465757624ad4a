/**
 * Makes the three sample workbooks: the same cells every time, and the same bytes, so that making them again shows no difference.
 * Run `node samples/write-samples.mjs`.
 */
import { createRequire } from "node:module";
import type { Workbook } from "exceljs";
import { MEMBERS_SHEET } from "./association-workbook.js";
import { CLASSES_SHEET, ROSTER_SHEET } from "./college-workbook.js";
import { FUND_SHEET, TRAINING_SHEET } from "./enterprise-workbook.js";
import { fillSheet, type SheetDesign } from "./sheet.js";

export const WORKBOOKS: Readonly<Record<string, readonly SheetDesign[]>> = {
  "会员名单与会费.xlsx": [MEMBERS_SHEET],
  "班级台账与学员名册.xlsx": [CLASSES_SHEET, ROSTER_SHEET],
  "职工培训记录与教育经费.xlsx": [TRAINING_SHEET, FUND_SHEET],
};

/** exceljs is CommonJS, and its parts have no names an import can list. */
const exceljs = createRequire(import.meta.url)("exceljs") as { Workbook: new () => Workbook };

export async function makeWorkbook(sheets: readonly SheetDesign[]): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  workbook.creator = "示例";
  workbook.created = workbook.modified = new Date("2026-11-01T00:00:00Z");
  for (const design of sheets) fillSheet(workbook.addWorksheet(design.name), design);
  return withoutClock(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

/** A zip keeps the time of packing beside every part; all become 1980-01-01, the earliest it can say. */
function withoutClock(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - 22;
  if (view.getUint32(end, true) !== 0x06054b50)
    throw new Error("the workbook ends with a comment, which none should have");
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const local = view.getUint32(entry + 42, true);
    view.setUint32(entry + 12, 0x00210000, true);
    view.setUint32(local + 10, 0x00210000, true);
    entry +=
      46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return zip;
}
