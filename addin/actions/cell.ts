/** What one cell is, where its number comes from and how it came to be. */
import type { FigureKey, FigureOrigin, FigureRevision, Finding, Progress } from "../hub/hub.js";
import type { RowRevision } from "../hub/registers.js";
import { cellIn } from "../sheet/cover.js";
import type { KnownCell, PendingCell } from "../sheet/edits.js";
import { keyOfCall, readFigureCall } from "../sheet/function-calls.js";
import type { MarkState } from "../sheet/marks.js";
import { cellAt, isSamePlace, overlaps, type Place, readableAddress } from "../sheet/place.js";
import { findRegister } from "../sheet/register-layout.js";
import { keyAt, wordsAt } from "../sheet/table.js";
import { attempt, type Desk, inTurn, type Trouble } from "./desk.js";
import { registerTables } from "./register.js";
import { quietState } from "./paint.js";
import { knownFigure, type Survey, survey, type SurveyedTable } from "./survey.js";

/** What the cell strip shows. `plain`: not a cell of ours. */
export type CellReport =
  | { readonly kind: "plain"; readonly place: Place; readonly address: string }
  | {
      readonly kind: "figure";
      readonly place: Place;
      readonly address: string;
      readonly key: FigureKey;
      readonly table: string | null;
      readonly organizationName: string;
      readonly indicatorName: string;
      readonly unit: string | null;
      readonly decimals: number;
      readonly known: KnownCell;
      /** The mark it carries; null for a quiet cell. */
      readonly mark: MarkState | null;
      readonly pending: PendingCell | null;
      /** Why the hub told no figure here, as for one that may not be seen. */
      readonly problem: Finding | null;
    }
  /** A cell of a register's row. */
  | {
      readonly kind: "row";
      readonly place: Place;
      readonly address: string;
      /** Global id. */
      readonly id: string;
      readonly label: string;
      readonly column: string;
      readonly value: string | null;
    }
  /** A total of a bound table; `additive` false: it may not be summed. */
  | {
      readonly kind: "total";
      readonly place: Place;
      readonly address: string;
      readonly indicatorName: string;
      readonly additive: boolean;
    }
  | Trouble;

/** What the first selected cell (or the one given) is. Asks the hub nothing. */
export function describeCell(desk: Desk, place?: Place): Promise<CellReport> {
  return inTurn(desk, async () => {
    const selected = place ?? (await desk.host.selection());
    const cell = cellAt(selected.sheet, selected.row, selected.column);
    const found = await survey(desk);
    const table = found.tables.find((surveyed) => overlaps(surveyed.place, cell));
    const plain = { kind: "plain", place: cell, address: readableAddress(cell) } as const;
    if (table) return inTable(found, table, cell) ?? plain;
    return (await inRegister(desk, cell)) ?? (await inFunction(desk, found, cell)) ?? plain;
  });
}

async function inRegister(desk: Desk, cell: Place): Promise<CellReport | null> {
  const tables = await registerTables(desk);
  const found = tables.find(({ place }) => place !== null && overlaps(place, cell));
  if (!found?.place) return null;
  const { table, place } = found;
  const [cells] = await desk.host.read([place]);
  if (!cells) return null;
  const layout = findRegister(table, cells);
  const row = table.rows[layout.rows.indexOf(cell.row - place.row)];
  if (!row) return null;
  const at = layout.columns.indexOf(cell.column - place.column);
  const label = row.values.find((value) => value !== null && value !== "") ?? table.title;
  return {
    ...{ kind: "row", place: cell, address: readableAddress(cell), id: row.id, label },
    ...{ column: table.columns[at]?.label ?? "", value: at < 0 ? null : (row.values[at] ?? null) },
  };
}

export type RowHistoryReport = { readonly kind: "rowHistory"; readonly revisions: readonly RowRevision[] } | Trouble;

/** 来历 of a register's row: every change, newest first. */
export function rowHistory(desk: Desk, id: string): Promise<RowHistoryReport> {
  return attempt(async () => {
    const answer = await desk.hub.rowHistory(id);
    return answer.kind === "ok" ? { kind: "rowHistory", revisions: answer.data } : answer;
  });
}

function inTable({ pending }: Survey, { table, place, layout }: SurveyedTable, cell: Place): CellReport | null {
  const [rowAt, columnAt] = [cell.row - place.row, cell.column - place.column];
  const [row, columnIndex] = [layout.rows.indexOf(rowAt), layout.columns.indexOf(columnAt)];
  const column = table.columns[columnIndex];
  const address = readableAddress(cell);
  if (column && rowAt === layout.totalRow) {
    return { kind: "total", place: cell, address, indicatorName: column.name, additive: column.additive };
  }
  const [key, known] = [keyAt(table, row, columnIndex), table.cells[row]?.[columnIndex]];
  if (!column || !key || !known) return null;
  const edit = pending.find((one) => one.table === table.id && isSamePlace(one.place, cell)) ?? null;
  return {
    ...{ kind: "figure", place: cell, address, key, table: table.id },
    ...wordsAt(table, row, columnIndex),
    ...{
      known,
      mark: edit?.state ?? markOf(known, table.asOf),
      pending: edit,
      problem: null,
    },
  };
}

async function inFunction(desk: Desk, { book, pending }: Survey, cell: Place): Promise<CellReport | null> {
  const key = book.functions.find(({ place }) => isSamePlace(place, cell))?.key ?? (await calledAt(desk, cell));
  const kept = key && desk.cells.peek(key);
  if (!key || !kept) return null;
  const edit = pending.find((one) => one.table === null && isSamePlace(one.place, cell)) ?? null;
  const known = edit?.base ?? knownFigure(kept.value, kept.asOf);
  const { organizationName, indicatorName, unit, problem } = kept.value;
  return {
    ...{ kind: "figure", place: cell, address: readableAddress(cell), key, table: null },
    ...{ organizationName: organizationName ?? key.organization, indicatorName: indicatorName ?? key.indicator },
    ...{ unit, decimals: 0, known, mark: edit?.state ?? markOf(known, known.asOf), pending: edit, problem },
  };
}

/** A function typed since the last scan. */
async function calledAt(desk: Desk, cell: Place): Promise<FigureKey | null> {
  const read = await desk.host.read([cell]);
  const call = readFigureCall(cellIn(read, cell).formula, cell.sheet);
  if (!call) return null;
  const places = call.flatMap((argument) => (argument?.kind === "cell" ? [argument.place] : []));
  const looked = await desk.host.read(places);
  return keyOfCall(call, (place) => cellIn(looked, place).value);
}

/** Computed and reported cells are quiet: colour is for work to do. */
function markOf(known: KnownCell, asOf: string): MarkState | null {
  const state = quietState(known, asOf);
  return state === "computed" || state === "reported" ? null : state;
}

export type HistoryReport = { readonly kind: "history"; readonly revisions: readonly FigureRevision[] } | Trouble;

/** 来历: every version of a figure, newest first. */
export function cellHistory(desk: Desk, key: FigureKey): Promise<HistoryReport> {
  return attempt(async () => {
    const answer = await desk.hub.figureHistory(key);
    if (answer.kind !== "ok") return answer;
    return { kind: "history", revisions: [...answer.data].sort((a, b) => b.version - a.version) };
  });
}

export type OriginReport =
  { readonly kind: "origin"; readonly origin: FigureOrigin; readonly progress: Progress | null } | Trouble;

/** 出处: how it is counted, from which files and rows, and the target it is held against. */
export function cellOrigin(desk: Desk, key: FigureKey, first = 50): Promise<OriginReport> {
  return attempt(async () => {
    const [origin, progress] = await Promise.all([desk.hub.figureOrigin(key, first), desk.hub.progress([key])]);
    if (origin.kind !== "ok") return origin;
    const held = progress.kind === "ok" ? (progress.data[0] ?? null) : null;
    return { kind: "origin", origin: origin.data, progress: held?.problem ? null : held };
  });
}

export type GoToReport = { readonly kind: "there" } | Trouble;

/** 定位. */
export function goToCell(desk: Desk, place: Place): Promise<GoToReport> {
  return attempt(async () => {
    await desk.host.goTo(place);
    return { kind: "there" };
  });
}
