/** The report of what did not go in, as CSV that a spreadsheet opens: UTF-8 with its mark, no cell that starts a formula. Pure. */
import { csvLine } from "../../domain/csv.js";
import { columnOf, type Cell } from "./cell.js";
import { textOf } from "./grid.rules.js";
import type { ShownFinding } from "./staged.js";

export const REPORT_HEAD = `\ufeff${csvLine(["工作表", "行", "单元格", "名称", "原来的内容", "问题", "问题代码", "建议", "In English"])}`;

export interface ReportedRow {
  readonly sheet: string;
  readonly row: number;
  readonly label: string;
  readonly cells: readonly Cell[];
  readonly findings: readonly ShownFinding[];
}

/** A line for each thing that kept the row out; one for a row whose table was not taken in at all. */
export function reportLines({ sheet, row, label, cells, findings }: ReportedRow): string {
  const blocking = findings.filter((f) => f.severity === "ERROR" || f.severity === "BLOCK");
  if (blocking.length === 0)
    return csvLine([
      sheet,
      row,
      "",
      label,
      "",
      "这张表没有对应的内容",
      "NOT_MAPPED",
      "",
      "This table is mapped to nothing",
    ]);
  return blocking
    .map((f) =>
      csvLine([
        sheet,
        row,
        f.cell ?? "",
        label,
        contentAt(cells, f.cell),
        f.message,
        f.code,
        f.suggestion ?? "",
        f.messageEn,
      ]),
    )
    .join("");
}

/** Of identity numbers only what was kept of them: the last four characters. */
function contentAt(cells: readonly Cell[], place: string | null | undefined): string {
  const column = columnOf(place ?? "");
  const cell = cells.find((c) => c.column === column);
  return cell ? textOf(cell).slice(0, 200) : "";
}
