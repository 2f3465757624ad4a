/** A selection of a sheet as a workbook of one sheet: what the add-in sends instead of a file. */
import { localDateOf } from "../../../domain/local-date.js";
import { columnLetter, columnOf, type Cell, type Row, type WorkbookReader } from "../cell.js";

export interface Selection {
  readonly sheet: string;
  /** Where it starts, such as `B3` or `Sheet1!B3:N29`. */
  readonly address: string;
  /** Raw values, row by row. */
  readonly values: readonly (readonly unknown[])[];
  /** The same cells as shown. */
  readonly text: readonly (readonly (string | null)[])[];
}

export function openSelection(selection: Selection): WorkbookReader {
  const start = /\$?([A-Z]{1,3})\$?(\d{1,7})/u.exec(selection.address.toUpperCase().replace(/^.*!/u, ""));
  const left = start ? columnOf(start[1] ?? "A") : 1;
  const top = start ? Number(start[2]) : 1;
  const rows = selection.values.flatMap((line, r): Row[] => {
    const cells = line.flatMap((value, c) => cellOf(left + c, value, selection.text[r]?.[c] ?? null) ?? []);
    return cells.length > 0 ? [{ number: top + r, cells }] : [];
  });
  return {
    format: "xlsx",
    sheets: [{ name: selection.sheet, hidden: false, index: 0 }],
    rows: () => inOrder(rows),
    merges: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

async function* inOrder(rows: readonly Row[]): AsyncIterable<Row> {
  yield* rows;
}

function cellOf(column: number, value: unknown, text: string | null): Cell | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  if (typeof value === "boolean") return { column, kind: "boolean", value };
  if (typeof value === "number") {
    const day = text === null ? undefined : localDateOf(text);
    if (day) return { column, kind: "date", value: day };
    return { column, kind: "number", value: String(value), ...(text?.trim().endsWith("%") ? { format: "0%" } : {}) };
  }
  const plain = String(value);
  return /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|BUSY!|GETTING_DATA)$/u.test(plain)
    ? { column, kind: "error", value: plain }
    : { column, kind: "text", value: plain };
}

/** The address of what was found, for people: `A3:N28`. */
export function rangeText(firstColumn: number, firstRow: number, lastColumn: number, lastRow: number): string {
  return `${columnLetter(firstColumn)}${firstRow}:${columnLetter(lastColumn)}${lastRow}`;
}
