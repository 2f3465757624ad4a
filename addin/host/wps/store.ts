/** What is kept in the workbook, as Excel's host keeps it: whoever opens the file in the other program finds it again. */
import type { Json } from "../host.js";
import { LARGE, NAMESPACE, ON_SHEET, ParsedTexts, parsePart, readColumns, SHEET, toColumn, writeXml } from "../kept.js";
import { cellAddress } from "../../sheet/place.js";
import { type WpsApplication, type WpsValue, type WpsWorkbook, XL } from "./api.js";
import { findSheet, sheetsOf } from "./cells.js";

export function loadKept(workbook: WpsWorkbook, keys: readonly string[], parsed = new ParsedTexts()): readonly Json[] {
  const small = readPart(workbook);
  const isLarge = keys.some((key) => small.get(key) === ON_SHEET);
  const large = isLarge ? readSheet(workbook) : new Map<string, string>();
  return keys.map((key) => {
    const text = small.get(key);
    return parsed.valueOf(key, text === ON_SHEET ? large.get(key) : text);
  });
}

export function saveKept(
  application: WpsApplication,
  workbook: WpsWorkbook,
  entries: Readonly<Record<string, Json>>,
): void {
  const small = readPart(workbook);
  const large = readSheet(workbook);
  let isSheetChanged = false;
  for (const [key, value] of Object.entries(entries)) {
    const text = JSON.stringify(value);
    const isLarge = text.length > LARGE;
    isSheetChanged ||= isLarge || large.has(key);
    large.delete(key);
    if (isLarge) large.set(key, text);
    if (value === null) small.delete(key);
    else small.set(key, isLarge ? ON_SHEET : text);
  }
  if (isSheetChanged) writeSheet(application, workbook, large);
  writePart(workbook, small);
}

function readPart(workbook: WpsWorkbook): Map<string, string> {
  const parts = workbook.CustomXMLParts.SelectByNamespace(NAMESPACE);
  return parts.Count === 0 ? new Map() : parsePart(parts.Item(1).XML);
}

/** The new one first: should anything fail between, the old one is still there. */
function writePart(workbook: WpsWorkbook, entries: ReadonlyMap<string, string>): void {
  const before = workbook.CustomXMLParts.SelectByNamespace(NAMESPACE);
  const old = Array.from({ length: before.Count }, (_, index) => before.Item(index + 1));
  workbook.CustomXMLParts.Add(writeXml(entries));
  for (const part of old) part.Delete();
}

function readSheet(workbook: WpsWorkbook): Map<string, string> {
  const sheet = findSheet(workbook, SHEET);
  if (!sheet) return new Map();
  // From the first cell, wherever what is used begins: Excel leaves columns empty between others.
  const { Row, Column, Rows, Columns } = sheet.UsedRange;
  const size = { rows: Math.max(2, Row - 1 + Rows.Count), columns: Column - 1 + Columns.Count };
  const place = { sheet: SHEET, row: 0, column: 0, ...size };
  return readColumns(sheet.Range(cellAddress(place)).Value2 as readonly (readonly WpsValue[])[]);
}

function writeSheet(application: WpsApplication, workbook: WpsWorkbook, large: ReadonlyMap<string, string>): void {
  const before = findSheet(workbook, SHEET);
  if (large.size === 0) {
    if (before) quietlyDelete(application, before);
    return;
  }
  const sheet = before ?? addHidden(workbook);
  sheet.Cells.ClearContents();
  for (const [column, cells] of [...large].map(toColumn).entries()) {
    const place = { sheet: SHEET, row: 0, column, rows: cells.length, columns: 1 };
    sheet.Range(cellAddress(place)).Value2 = cells.map((cell) => [cell]);
  }
}

/** WPS shows a sheet it adds: people stay on theirs. */
function addHidden(workbook: WpsWorkbook): ReturnType<WpsWorkbook["Sheets"]["Add"]> {
  const active = workbook.ActiveSheet;
  const last = sheetsOf(workbook).at(-1);
  const sheet = workbook.Sheets.Add(undefined, last ?? active);
  sheet.Name = SHEET;
  active.Activate();
  sheet.Visible = XL.sheetVeryHidden;
  return sheet;
}

/** A sheet can be deleted without a question only while WPS asks none. */
export function quietlyDelete(application: WpsApplication, sheet: { Delete(): void }): void {
  application.DisplayAlerts = false;
  try {
    sheet.Delete();
  } finally {
    application.DisplayAlerts = true;
  }
}
