/** Puts a grid on a worksheet the way people lay sheets out: merged titles, framed cells, headers in bold. */
import type { Worksheet } from "exceljs";

export type SheetCell = string | number | Date | null;

export interface SheetDesign {
  readonly name: string;
  readonly grid: readonly (readonly SheetCell[])[];
  readonly merges: readonly string[];
  /** 1-based rows of the header. */
  readonly headerRows: readonly number[];
  readonly widths: readonly number[];
  /** Formats of single cells, by address. */
  readonly formats?: Readonly<Record<string, string>>;
}

export function fillSheet(sheet: Worksheet, design: SheetDesign): void {
  design.grid.forEach((values, index) => {
    const row = sheet.getRow(index + 1);
    values.forEach((value, column) => {
      if (value !== null && value !== "") row.getCell(column + 1).value = value;
    });
  });
  for (const merge of design.merges) sheet.mergeCells(merge);
  design.widths.forEach((width, index) => (sheet.getColumn(index + 1).width = width));
  for (const number of design.headerRows) {
    sheet.getRow(number).font = { bold: true };
    sheet.getRow(number).alignment = { horizontal: "center", vertical: "middle", wrapText: true };
  }
  sheet.getCell("A1").font = { bold: true, size: 16 };
  sheet.getCell("A1").alignment = { horizontal: "center" };
  for (const [address, format] of Object.entries(design.formats ?? {})) sheet.getCell(address).numFmt = format;
}

/** A day as Excel keeps it: a serial number, here by way of a date at midnight UTC. */
export function excelDay(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}
