/** How workbooks to fill in look, and what their protection lets people do. */
import type ExcelJS from "exceljs";

export const GREY: ExcelJS.Fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFF2F2F2" } };
const THIN: Partial<ExcelJS.Border> = { style: "thin", color: { argb: "FFD0D0D0" } };
export const LINES: Partial<ExcelJS.Borders> = { top: THIN, left: THIN, bottom: THIN, right: THIN };

export const PROTECTION: Partial<ExcelJS.WorksheetProtection> = {
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  autoFilter: true,
  sort: true,
};

/** Excel keeps 15 digits of a number; a longer one travels as text, so that none is lost. */
const MOST_DIGITS = 15;

export function numberOrText(value: string): number | string {
  return value.replace(/\D/gu, "").length > MOST_DIGITS ? value : Number(value);
}
