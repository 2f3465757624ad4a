/**
 * A bound table: which organization each row is, which figure each column is, and what the hub last said of every cell.
 * Rows and columns are known by code and found again by their label, never by address, so sorting and inserting are harmless.
 */
import { isSameValue } from "./number.js";
import type { FigureGrid, FigureKey, FigureSource, FigureStatus } from "../hub/hub.js";
import type { Json } from "../host/host.js";
import { breakdownCode } from "./breakdown.js";
import type { KnownCell } from "./edits.js";
import { periodLabel } from "./period-label.js";
import { sumOf } from "./number.js";

/** What a row, a column or the whole table fixes of its figures, where rows are not simply organizations. */
export interface CellPart extends Partial<FigureKey> {
  readonly breakdownName?: string;
  readonly organizationName?: string;
  readonly indicatorName?: string;
  readonly unit?: string | null;
  readonly decimals?: number;
}

export interface TableRow {
  /** "" where rows are not organizations. */
  readonly organization: string;
  readonly name: string;
  /** The text in its first cell; unique within the table. */
  readonly label: string;
  readonly part?: CellPart;
}

export interface TableColumn {
  readonly indicator: string;
  readonly period: string;
  readonly name: string;
  /** The text in its header cell; unique within the table. */
  readonly label: string;
  readonly unit: string | null;
  readonly decimals: number;
  readonly additive: boolean;
  readonly part?: CellPart;
}

export interface BoundTable {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly TableRow[];
  readonly columns: readonly TableColumn[];
  /** [row][column], in the order of `rows` and `columns`, whatever the order in the sheet. */
  readonly cells: readonly (readonly KnownCell[])[];
  /** `organization` stands for all rows where a sum would be wrong; `values` are what the hub said of it. */
  readonly total: { readonly organization: string | null; readonly values: readonly (string | null)[] } | null;
  readonly asOf: string;
  /** What is the same in all its cells, where axes were put elsewhere than rows of organizations. */
  readonly fixed?: CellPart;
  /** The saved query it shows. */
  readonly query?: string;
}

/** The workbook-scoped name of a table's range. */
export const BINDING_PREFIX = "XUNSHU_";
export const bindingName = (id: string): string => `${BINDING_PREFIX}${id}`;
export const tableIdOf = (binding: string): string => binding.slice(BINDING_PREFIX.length);
export const storeKeyOf = (id: string): string => `table:${id}`;

export function keyText(key: FigureKey): string {
  const plain = `${key.indicator}|${key.organization}|${key.period}`;
  return key.dims && key.dims.length > 0 ? `${plain}|${breakdownCode(key.dims)}` : plain;
}

/** The figure of one cell; null outside the table. */
export function keyAt(table: BoundTable, row: number, column: number): FigureKey | null {
  const [tableRow, tableColumn] = [table.rows[row], table.columns[column]];
  if (!tableRow || !tableColumn) return null;
  if (table.fixed) {
    const { indicator, organization, period, dims } = { ...table.fixed, ...tableRow.part, ...tableColumn.part };
    if (!indicator || !organization || !period) return null;
    return { indicator, organization, period, ...(dims && dims.length > 0 && { dims }) };
  }
  return { indicator: tableColumn.indicator, organization: tableRow.organization, period: tableColumn.period };
}

/** What a cell is called, and how its number is written. */
export function wordsAt(
  table: BoundTable,
  row: number,
  column: number,
): { organizationName: string; indicatorName: string; unit: string | null; decimals: number } {
  const [tableRow, tableColumn] = [table.rows[row], table.columns[column]];
  const part: CellPart = { ...table.fixed, ...tableRow?.part, ...tableColumn?.part };
  const indicatorName = part.indicatorName ?? tableColumn?.name ?? "";
  const isBroken = part.dims !== undefined && part.dims.length > 0 && part.breakdownName !== undefined;
  return {
    organizationName: part.organizationName ?? tableRow?.name ?? "",
    indicatorName: isBroken ? `${indicatorName} · ${part.breakdownName}` : indicatorName,
    unit: part.unit ?? tableColumn?.unit ?? null,
    decimals: part.decimals ?? tableColumn?.decimals ?? 0,
  };
}

/** Makes a table of what the hub answered. `grid` may hold one row more than wanted: the total's organization, last. */
export function tableFrom(
  id: string,
  title: string,
  grid: FigureGrid,
  total: { organization: string | null } | null,
): BoundTable {
  const rowCount = grid.rows.length - (total?.organization ? 1 : 0);
  return {
    id,
    title,
    rows: labelled(
      grid.rows.slice(0, rowCount),
      (row) => row.name,
      (row) => row.organization,
    ).map(([row, label]) => ({
      organization: row.organization,
      name: row.name,
      label,
    })),
    columns: labelled(grid.columns, columnLabel(grid), (column) => `${column.indicator} ${column.period}`).map(
      ([column, label]) => ({
        indicator: column.indicator,
        period: column.period,
        name: column.name,
        label,
        unit: column.unit,
        decimals: column.decimals,
        additive: column.additive,
      }),
    ),
    cells: grid.rows.slice(0, rowCount).map((_, row) => grid.columns.map((_, column) => knownAt(grid, row, column))),
    total: total && {
      organization: total.organization,
      values: grid.columns.map((_, column) => (total.organization ? (grid.values[rowCount]?.[column] ?? null) : null)),
    },
    asOf: grid.asOf,
  };
}

/** What the hub's grid says of one cell. */
export function knownAt(grid: FigureGrid, row: number, column: number): KnownCell {
  return {
    value: grid.values[row]?.[column] ?? null,
    version: grid.versions[row]?.[column] ?? 0,
    source: grid.sources[row]?.[column] ?? null,
    status: grid.statuses[row]?.[column] ?? "MISSING",
    writable: grid.writable[row]?.[column] ?? false,
    asOf: grid.asOf,
    ...besides(
      grid.values[row]?.[column] ?? null,
      grid.sources[row]?.[column] ?? null,
      grid.computed?.[row]?.[column] ?? null,
      grid.coverage?.[row]?.[column] ?? null,
    ),
  };
}

/** What is worth keeping beside a value: only where it says something the value does not. */
export function besides(
  value: string | null,
  source: FigureSource | null,
  computed: string | null,
  coverage: readonly [number, number] | null,
): Pick<KnownCell, "computed" | "coverage"> {
  const isTyped = source !== "COMPUTED" && source !== "FORMULA" && source !== "ROLLED_UP" && source !== null;
  const differs = isTyped && computed !== null && value !== null && !isSameValue(computed, value);
  return { ...(differs && { computed }), ...(coverage && { coverage }) };
}

/** What stands in the total row: a sum of what the hub holds, or the whole's own figure where a sum would be wrong. */
export function totalOf(table: BoundTable, column: number): string | null {
  if (table.columns[column]?.additive) return sumOf(table.cells.map((row) => row[column]?.value ?? null));
  return table.total?.values[column] ?? null;
}

/** A single period goes into the title; several are told apart in the headers. */
function columnLabel(grid: FigureGrid): (column: FigureGrid["columns"][number]) => string {
  const isOnePeriod = new Set(grid.columns.map((column) => column.period)).size === 1;
  return (column) => (isOnePeriod ? column.name : `${column.name}\n${periodLabel(column.period)}`);
}

/** Labels that occur twice get their code beside them. */
function labelled<Item>(
  items: readonly Item[],
  label: (item: Item) => string,
  code: (item: Item) => string,
): [Item, string][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(label(item), (counts.get(label(item)) ?? 0) + 1);
  return items.map((item) => [
    item,
    (counts.get(label(item)) ?? 0) > 1 ? `${label(item)}（${code(item)}）` : label(item),
  ]);
}

const STATUSES: readonly FigureStatus[] = ["COMPUTED", "DRAFT", "SUBMITTED", "APPROVED", "LOCKED", "MISSING"];
/** By position in the workbook's own part: new ones are added at the end. */
const SOURCES: readonly FigureSource[] = [
  "COMPUTED",
  "FORMULA",
  "REPORTED",
  "IMPORT",
  "EXCEL",
  "BASELINE",
  "ROLLED_UP",
];

/** One cell in five fields: ten thousand cells stay well below what a workbook part may hold. */
type PackedCell = readonly [
  value: string | null,
  version: number,
  status: number,
  source: number,
  writable: 0 | 1,
  asOf?: string | null,
  computed?: string | null,
  coverage?: readonly [number, number] | null,
];

export function packCell(cell: KnownCell, tableAsOf: string): PackedCell {
  const status = STATUSES.indexOf(cell.status);
  const source = cell.source === null ? -1 : SOURCES.indexOf(cell.source);
  const isWritable = cell.writable ? 1 : 0;
  const asOf = cell.asOf === tableAsOf ? null : cell.asOf;
  if (cell.computed !== undefined || cell.coverage !== undefined)
    return [cell.value, cell.version, status, source, isWritable, asOf, cell.computed ?? null, cell.coverage ?? null];
  return asOf === null
    ? [cell.value, cell.version, status, source, isWritable]
    : [cell.value, cell.version, status, source, isWritable, asOf];
}

export function unpackCell(packed: PackedCell, tableAsOf: string): KnownCell {
  const [value, version, status, source, writable, asOf, computed, coverage] = packed;
  return {
    value,
    version,
    status: STATUSES[status] ?? "MISSING",
    source: SOURCES[source] ?? null,
    writable: writable === 1,
    asOf: asOf ?? tableAsOf,
    ...(computed != null && { computed }),
    ...(coverage && { coverage }),
  };
}

export function packTable(table: BoundTable): Json {
  const packed = { ...table, cells: table.cells.map((row) => row.map((cell) => packCell(cell, table.asOf))) };
  return packed as unknown as Json; // every field is plain JSON; interfaces lack the index signature Json asks for
}

export function unpackTable(json: Json): BoundTable | null {
  if (json === null) return null;
  const packed = json as unknown as Omit<BoundTable, "cells"> & { cells: PackedCell[][] }; // written by packTable only
  return { ...packed, cells: packed.cells.map((row) => row.map((cell) => unpackCell(cell, packed.asOf))) };
}
