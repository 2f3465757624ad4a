/**
 * Where the parts of a question go: indicators, organizations, periods and breakdowns each to rows, columns or the filter.
 * Pure: makes a bound table of the hub's grid in that order. An axis in the filter keeps one member; a layout without
 * breakdowns shows wholes.
 */
import type { ColumnKey, FigureGrid } from "../hub/hub.js";
import { breakdownCode } from "./breakdown.js";
import { periodLabel } from "./period-label.js";
import { type BoundTable, type CellPart, knownAt, tableFrom, type TableColumn, type TableRow } from "./table.js";

export type Axis = "indicators" | "organizations" | "periods" | "breakdowns";
export type AxisPlace = "rows" | "columns" | "filter";

/** Each axis once, in the order it is nested. */
export interface Layout {
  readonly rows: readonly Axis[];
  readonly columns: readonly Axis[];
  readonly filter: readonly Axis[];
}

export const USUAL_LAYOUT: Layout = { rows: ["organizations"], columns: ["periods", "indicators"], filter: [] };

export function placeOfAxis(layout: Layout, axis: Axis): AxisPlace {
  return layout.rows.includes(axis) ? "rows" : layout.columns.includes(axis) ? "columns" : "filter";
}

/** Puts an axis at the end of a place; rows and columns keep at least one axis each. */
export function moveAxis(layout: Layout, axis: Axis, to: AxisPlace): Layout {
  const without = {
    rows: layout.rows.filter((each) => each !== axis),
    columns: layout.columns.filter((each) => each !== axis),
    filter: layout.filter.filter((each) => each !== axis),
  };
  const moved = { ...without, [to]: [...without[to], axis] };
  return moved.rows.length === 0 || moved.columns.length === 0 ? layout : moved;
}

/** One step towards the front or the back within its place. */
export function shiftAxis(layout: Layout, axis: Axis, by: -1 | 1): Layout {
  const place = placeOfAxis(layout, axis);
  const axes = [...layout[place]];
  const at = axes.indexOf(axis);
  const other = axes[at + by];
  if (other === undefined) return layout;
  axes[at + by] = axis;
  axes[at] = other;
  return { ...layout, [place]: axes };
}

/** Rows of organizations and columns of the others: what every table was before axes could be moved. */
export function isUsual({ rows, columns, filter }: Layout): boolean {
  return rows.length === 1 && rows[0] === "organizations" && filter.length === 0 && !columns.includes("breakdowns");
}

/** Breakdowns stand behind the columns once one is chosen, and nowhere when none is. */
export function layoutWith(layout: Layout, hasBreakdowns: boolean): Layout {
  const isIn = [layout.rows, layout.columns, layout.filter].some((axes) => axes.includes("breakdowns"));
  if (hasBreakdowns === isIn) return layout;
  if (hasBreakdowns) return { ...layout, columns: [...layout.columns, "breakdowns"] };
  const without = (axes: readonly Axis[]): readonly Axis[] => axes.filter((axis) => axis !== "breakdowns");
  const [rows, columns, filter] = [without(layout.rows), without(layout.columns), without(layout.filter)];
  // A place that held nothing else gets an axis of the others.
  if (rows.length === 0 || columns.length === 0) return USUAL_LAYOUT;
  return { rows, columns, filter };
}

const AXIS_WORDS: Readonly<Record<Axis, string>> = {
  ...{ indicators: "指标", organizations: "单位", periods: "期间", breakdowns: "细分" },
};

/** `指标/单位,期间`: rows before the slash, columns behind it, what is left out is the filter. */
export function layoutText({ rows, columns }: Layout): string {
  return [rows, columns].map((axes) => axes.map((axis) => AXIS_WORDS[axis]).join(",")).join("/");
}

/** Null where it cannot be read. Breakdowns that are left out are no part of it: they may not be asked for at all. */
export function readLayout(text: string): Layout | null {
  const axes: readonly Axis[] = ["indicators", "organizations", "periods", "breakdowns"];
  const [rows, columns, more] = text
    .split(/[/／]/u)
    .map((side) =>
      side
        .split(/[,，]/u)
        .map((word) => axes.find((axis) => axis === word.trim().toLowerCase() || AXIS_WORDS[axis] === word.trim())),
    );
  if (!rows || !columns || more || [...rows, ...columns].includes(undefined)) return null;
  const [down, across] = [rows as Axis[], columns as Axis[]]; // undefined was looked for just now
  const placed = [...down, ...across];
  const filter = axes.filter((axis) => axis !== "breakdowns" && !placed.includes(axis));
  const isOnce = new Set(placed).size === placed.length;
  return isOnce && down.length > 0 && across.length > 0 ? { rows: down, columns: across, filter } : null;
}

interface Member {
  readonly label: string;
  readonly part: CellPart;
  readonly additive?: boolean;
}

/** `grid` holds every organization by every indicator in every period. */
export function pivotTable(id: string, title: string, grid: FigureGrid, layout: Layout): BoundTable {
  const members = membersOf(grid);
  const isUnitInRows = layout.rows.includes("indicators");
  const [rows, columns] = [combined(layout.rows, members), combined(layout.columns, members)];
  const fixed: CellPart = Object.assign({}, ...layout.filter.map((axis) => members[axis][0]?.part ?? {})) as CellPart;
  const table: Omit<BoundTable, "cells"> = {
    ...{ id, title, fixed, total: null, asOf: grid.asOf },
    rows: unlike(rows.map((row) => (isUnitInRows ? withUnit(row) : row))).map(({ label, part }): TableRow => {
      return { organization: part.organization ?? "", name: label, label, part };
    }),
    columns: unlike(columns).map(({ label, part, additive }): TableColumn => {
      const { unit = fixed.unit ?? null, decimals = fixed.decimals ?? 0 } = part;
      const [indicator, period] = [part.indicator ?? "", part.period ?? ""];
      return {
        ...{ indicator, period, name: part.indicatorName ?? label, label, unit: isUnitInRows ? null : unit, decimals },
        ...{ additive: additive ?? false, part },
      };
    }),
  };
  const rowAt = new Map(grid.rows.map(({ organization }, index) => [organization, index]));
  const columnAt = new Map(grid.columns.map((column, index) => [nameOf(column), index]));
  const cells = table.rows.map((row) =>
    table.columns.map((column) => {
      const { organization = "", indicator = "", period = "", dims } = { ...fixed, ...row.part, ...column.part };
      const name = nameOf({ indicator, period, ...(dims && { dims }) });
      return knownAt(grid, rowAt.get(organization) ?? -1, columnAt.get(name) ?? -1);
    }),
  );
  return { ...table, cells };
}

/** A table in any layout; totals stand only below rows of organizations. */
export function tableIn(
  layout: Layout,
  id: string,
  title: string,
  grid: FigureGrid,
  total: { readonly organization: string | null } | null,
): BoundTable {
  return isUsual(layout) ? tableFrom(id, title, grid, total) : pivotTable(id, title, grid, layout);
}

const nameOf = ({ indicator, period, dims = [] }: ColumnKey): string => `${indicator} ${period} ${breakdownCode(dims)}`;

function membersOf(grid: FigureGrid): Readonly<Record<Axis, readonly Member[]>> {
  const indicators = new Map<string, Member>();
  const periods = new Map<string, Member>();
  const breakdowns = new Map<string, Member>();
  for (const { indicator, name, unit, decimals, additive, period, dims = [], breakdownName = "" } of grid.columns) {
    const part = { indicator, indicatorName: name, unit, decimals };
    if (!indicators.has(indicator)) indicators.set(indicator, { label: name, part, additive });
    if (!periods.has(period)) periods.set(period, { label: periodLabel(period), part: { period } });
    breakdowns.set(breakdownCode(dims), { label: breakdownName, part: { dims, breakdownName } });
  }
  const organizations = grid.rows.map(({ organization, name }) => ({
    ...{ label: name, part: { organization, organizationName: name } },
  }));
  return {
    ...{ organizations, indicators: [...indicators.values()], periods: [...periods.values()] },
    breakdowns: [...breakdowns.values()],
  };
}

function combined(axes: readonly Axis[], members: Readonly<Record<Axis, readonly Member[]>>): readonly Member[] {
  return axes.reduce<readonly Member[]>(
    (before, axis) =>
      before.flatMap((one) =>
        members[axis].map((member) => ({
          label: one.label === "" ? member.label : `${one.label} · ${member.label}`,
          part: { ...one.part, ...member.part },
          ...((member.additive ?? one.additive) !== undefined && {
            additive: member.additive ?? one.additive ?? false,
          }),
        })),
      ),
    [{ label: "", part: {} }],
  );
}

function withUnit(member: Member): Member {
  const { unit } = member.part;
  return unit === null || unit === undefined || unit === ""
    ? member
    : { ...member, label: `${member.label}（${unit}）` };
}

/** Rows and columns are found again by their labels: those that occur twice get their codes beside them. */
function unlike(members: readonly Member[]): readonly Member[] {
  const counts = new Map<string, number>();
  for (const { label } of members) counts.set(label, (counts.get(label) ?? 0) + 1);
  return members.map((member) => {
    if ((counts.get(member.label) ?? 0) < 2) return member;
    const { organization, indicator, period, dims = [] } = member.part;
    const codes = [organization, indicator, period, breakdownCode(dims)].filter(Boolean).join(" ");
    return { ...member, label: `${member.label}（${codes}）` };
  });
}
