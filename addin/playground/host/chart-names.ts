/** Hidden names that say which cells a chart shows; the grid moves them with inserted and deleted rows. */
import { areaText, quoteSheet, splitAddress, tryParseArea } from "./address.js";
import type { Book } from "./book.js";
import { Range } from "./range.js";

/** Excel's own beginning for such names; its list of names leaves them out. */
export const CHART_NAMES = "_xlchart.";

export function addChartName(book: Book, part: string, range: Range): string {
  const name = `${CHART_NAMES}${part}`;
  named(book, name)?.delete();
  const reference = `${quoteSheet(range.sheetName)}!${areaText(range.area, true)}`;
  const builder = book.workbook.newDefinedNameBuilder().setName(name).setRef(reference).setHidden(true);
  book.workbook.insertDefinedNameBuilder(builder.setScopeToWorkbook().build());
  return name;
}

/** The cells a name stands for now; null when they were deleted. */
export function chartRange(book: Book, name: string): Range | null {
  const { sheet, area } = splitAddress(named(book, name)?.getFormulaOrRefString().replace(/^=/, "") ?? "");
  const parsed = tryParseArea(area);
  const owner = sheet === undefined ? null : book.workbook.getSheetByName(sheet);
  return owner && parsed ? new Range(book, owner.getSheetId(), parsed) : null;
}

export function dropChartNames(book: Book, chart: string): void {
  for (const name of book.workbook.getDefinedNames())
    if (name.getName().startsWith(`${CHART_NAMES}${chart}.`)) name.delete();
}

function named(book: Book, name: string) {
  return book.workbook.getDefinedNames().find((candidate) => candidate.getName() === name);
}
