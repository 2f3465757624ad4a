/**
 * Takes news from the hub into a bound table: quiet cells follow it, edited cells keep what people typed.
 * Pure: says what to write and which edits are now in conflict; the caller writes.
 */
import type { Cells, CellWrite } from "../host/host.js";
import type { Conflict, FigureKey } from "../hub/hub.js";
import { compareCell, diffingTable, type diffTable, type FoundEdit } from "./diff.js";
import type { KnownCell } from "./edits.js";
import { mergeValues } from "./merge.js";
import { cellValueOf, decimalOf, isSameValue } from "./number.js";
import { type Place, within } from "./place.js";
import { atOnce, eachOf, type Steps } from "./steps.js";
import { type BoundTable, keyAt, keyText, totalOf } from "./table.js";
import { asOfLine } from "./words.js";

/** What the hub now says of one figure, and who made it so where that is known. */
export interface News {
  readonly known: KnownCell;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  readonly reason: string | null;
  /** We made it so ourselves: what was typed since is an edit on top of it, never in conflict with it. */
  readonly isOurs?: boolean;
}

export interface Absorbed {
  readonly table: BoundTable;
  readonly writes: readonly CellWrite[];
  readonly changes: readonly AbsorbedChange[];
}

/** A cell whose value in the hub is another now. `conflict` when the cell holds an edit that disagrees. */
export interface AbsorbedChange {
  readonly key: FigureKey;
  readonly row: number;
  readonly column: number;
  /** Null when its row or column is gone from the sheet. */
  readonly place: Place | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly conflict: Conflict | null;
}

export function absorb(table: BoundTable, cells: Cells, news: ReadonlyMap<string, News>, asOf: string): Absorbed {
  return atOnce(absorbing(table, cells, news, asOf));
}

/** The same in steps of a row each. */
export function* absorbing(
  table: BoundTable,
  cells: Cells,
  news: ReadonlyMap<string, News>,
  asOf: string,
): Steps<Absorbed> {
  const { layout, edits } = yield* diffingTable(table, cells);
  const editAt = new Map(edits.map((edit) => [`${edit.row},${edit.column}`, edit]));
  const writes: CellWrite[] = [];
  const changes: AbsorbedChange[] = [];

  const known = yield* eachOf(table.cells, (row, rowIndex) =>
    row.map((base, columnIndex) => {
      const key = keyAt(table, rowIndex, columnIndex);
      const fresh = key && news.get(keyText(key));
      if (!key || !fresh) return base;
      const [rowAt, columnAt] = [layout.rows[rowIndex] ?? null, layout.columns[columnIndex] ?? null];
      const place = rowAt === null || columnAt === null ? null : within(cells.place, rowAt, columnAt);
      const formula = rowAt === null || columnAt === null ? "" : (cells.formulas[rowAt]?.[columnAt] ?? "");
      const outcome = absorbCell(base, editAt.get(`${rowIndex},${columnIndex}`) ?? null, isFormula(formula), fresh);
      if (!isSameValue(base.value, fresh.known.value)) {
        changes.push({
          key,
          row: rowIndex,
          column: columnIndex,
          place,
          from: base.value,
          to: fresh.known.value,
          conflict: outcome.conflict,
        });
      }
      if (place && outcome.write) writes.push({ place, values: [[cellValueOf(fresh.known.value)]] });
      return outcome.known;
    }),
  );
  const absorbed = { ...table, cells: known, asOf };
  return { table: absorbed, writes: [...writes, ...frameWrites(absorbed, cells, layout)], changes };
}

function isFormula(content: unknown): boolean {
  return typeof content === "string" && content.startsWith("=");
}

/** One cell: what is known of it from now on, whether to write it, and the conflict if there is one. */
export function absorbCell(
  base: KnownCell,
  edit: Pick<FoundEdit, "typed" | "value" | "findings"> | null,
  holdsFormula: boolean,
  news: News,
): { readonly known: KnownCell; readonly write: boolean; readonly conflict: Conflict | null } {
  const theirs = news.known;
  if (news.isOurs && edit) return { known: theirs, write: false, conflict: null };
  const isReadable = !edit?.findings.some(({ code }) => code === "NOT_A_NUMBER" || code === "CELL_IN_ERROR");
  const mine = edit ? edit.value : base.value;
  const merge = isReadable
    ? mergeValues(base.value, mine, theirs.value)
    : isSameValue(base.value, theirs.value)
      ? "mine"
      : "conflict";
  switch (merge) {
    case "same":
    case "mine":
    case "converged":
      return { known: theirs, write: false, conflict: null };
    case "theirs":
      // A formula of theirs stays: its result, right until now, disagrees from here on and a person chooses.
      return holdsFormula
        ? { known: theirs, write: false, conflict: conflictOf(base, shownAs(base.value), news) }
        : { known: theirs, write: true, conflict: null };
    case "conflict":
      return { known: base, write: false, conflict: conflictOf(base, edit?.typed ?? mine, news) };
  }
}

/** As a reader of the cell would spell it: 31.60 stands there as 31.6. */
function shownAs(value: string | null): string | null {
  return value === null ? null : decimalOf(Number(value));
}

function conflictOf(base: KnownCell, mine: string | null, news: News): Conflict {
  return {
    base: base.value,
    mine,
    theirs: news.known.value,
    theirVersion: news.known.version,
    changedBy: news.changedBy ?? "",
    changedAt: news.changedAt ?? news.known.asOf,
    reason: news.reason,
  };
}

/** The as-of line and the totals, where they differ from what stands there. */
export function frameWrites(
  table: BoundTable,
  cells: Cells,
  layout: ReturnType<typeof diffTable>["layout"],
  pending = 0,
): CellWrite[] {
  const writes: CellWrite[] = [];
  if (layout.asOfRow !== null) {
    const line = asOfLine(table.asOf, pending);
    if (cells.values[layout.asOfRow]?.[0] !== line)
      writes.push({ place: within(cells.place, layout.asOfRow, 0), values: [[line]] });
  }
  const totalRow = layout.totalRow;
  if (totalRow === null) return writes;
  layout.columns.forEach((columnAt, column) => {
    if (columnAt === null) return;
    const total = totalOf(table, column);
    const shown = { value: cells.values[totalRow]?.[columnAt] ?? "", formula: "", text: "" };
    const known = {
      value: total,
      version: 0,
      source: null,
      status: "COMPUTED",
      writable: true,
      asOf: table.asOf,
    } as const;
    const isTheirs = isFormula(cells.formulas[totalRow]?.[columnAt]);
    if (!isTheirs && compareCell(shown, known, null)) {
      writes.push({ place: within(cells.place, totalRow, columnAt), values: [[cellValueOf(total)]] });
    }
  });
  return writes;
}
