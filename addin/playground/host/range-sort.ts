/** `Excel.RangeSort` over the grid: whole rows of the range change places; names and formats of cells stay. */
import { OfficeError } from "../officejs/errors.js";
import type { CellValue } from "./cell-values.js";
import type { Range } from "./range.js";

interface SortField {
  readonly key: number;
  readonly ascending?: boolean;
}

export class RangeSort {
  constructor(private readonly range: Range) {}

  apply(fields: readonly SortField[], _matchCase = false, hasHeaders = false): void {
    const [values, formulas] = [this.range.values, this.range.formulas];
    if (!values || !formulas) throw new OfficeError("InvalidArgument", "The range is too large to be sorted.");
    const from = hasHeaders ? 1 : 0;
    const order = values.map((_, index) => index).slice(from);
    order.sort((one, other) => compareRows(values[one] ?? [], values[other] ?? [], fields));
    this.range.formulas = [...Array.from({ length: from }, (_, index) => index), ...order].map(
      (index) => formulas[index],
    );
  }
}

function compareRows(one: readonly CellValue[], other: readonly CellValue[], fields: readonly SortField[]): number {
  for (const { key, ascending = true } of fields) {
    const compared = compare(one[key] ?? "", other[key] ?? "");
    if (compared !== 0) return ascending ? compared : -compared;
  }
  return 0;
}

/** Numbers before texts, and blanks last, as Excel has them. */
function compare(one: CellValue, other: CellValue): number {
  if (one === "" || other === "") return one === other ? 0 : one === "" ? 1 : -1;
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one === "number" || typeof other === "number") return typeof one === "number" ? -1 : 1;
  return String(one).localeCompare(String(other), "zh");
}
