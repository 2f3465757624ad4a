/** Breakdowns of figures as people choose and workbooks keep them: `funding=subsidised`, or nothing for the whole. Pure. */
import type { ColumnKey, FigureGrid, FigureMark } from "../hub/hub.js";

/** Parts the dimensions of one breakdown; no code list has it. */
const AND = "&";

export function breakdownCode(dims: readonly FigureMark[]): string {
  return dims.map(({ dimension, code }) => `${dimension}=${code}`).join(AND);
}

export function readBreakdown(text: string): readonly FigureMark[] {
  return text.split(AND).flatMap((part) => {
    const at = part.indexOf("=");
    return at < 1 ? [] : [{ dimension: part.slice(0, at).trim(), code: part.slice(at + 1).trim() }];
  });
}

/** What stands for all parts together. */
const WHOLE: ReadonlySet<string> = new Set(["", "合计", "总计", "total"]);

/** 性别=女;经费性质=政府补贴 as people type it into a function: names or codes. Nothing for the whole; null where it cannot be read. */
export function readBreakdownWords(text: string): readonly FigureMark[] | null {
  if (WHOLE.has(text.trim().toLowerCase())) return [];
  const parts = text.split(/[;；&]/u).filter((part) => part.trim() !== "");
  const marks = parts.flatMap((part) => {
    const [, dimension = "", code = ""] = /^([^=＝]+)[=＝](.+)$/su.exec(part) ?? [];
    return dimension.trim() === "" || code.trim() === "" ? [] : [{ dimension: dimension.trim(), code: code.trim() }];
  });
  return marks.length === parts.length ? marks : null;
}

/** The same the other way: `sex=f` stays as it is, and the whole is said. */
export function breakdownWords(dims: readonly FigureMark[]): string {
  return dims.length === 0 ? "合计" : dims.map(({ dimension, code }) => `${dimension}=${code}`).join(";");
}

interface Member {
  readonly code: string;
  readonly nameZh: string;
}

/** A list this long was cut: a name in it need not be the only one. */
const WHOLE_LIST = 2_000;

/** How functions say members of a dimension: 性别=女, which people read; by code where the name is not one member's alone. */
export function saidBy(
  dimension: { readonly nameZh: string; readonly list: string | null },
  listed: readonly Member[],
): (member: Member) => string {
  const known = new Map<string, number>();
  for (const { nameZh } of listed) known.set(nameZh, (known.get(nameZh) ?? 0) + 1);
  const isWhole = dimension.list !== null && listed.length < WHOLE_LIST;
  return ({ code, nameZh }) => {
    const isPlain = isWhole && known.get(nameZh) === 1 && !/[,，;；&=＝\n]/u.test(nameZh);
    return `${dimension.nameZh}=${isPlain ? nameZh : code}`;
  };
}

/** A column that is asked for, with what its breakdown is called, and how a function says it. */
export type AskedColumn = ColumnKey & { readonly breakdownName?: string; readonly said?: string };

/** Columns as functions say them: in names that people read, which the hub knows as well as codes. */
export function saidColumns(columns: readonly AskedColumn[]): readonly AskedColumn[] {
  return columns.map((column) => {
    const dims = column.said === undefined ? null : readBreakdownWords(column.said);
    return dims === null ? column : { ...column, dims };
  });
}

/** The hub answers columns in the order they were asked for: their breakdowns are put back by position. */
export function withBreakdowns(grid: FigureGrid, asked: readonly AskedColumn[]): FigureGrid {
  if (asked.every(({ breakdownName }) => breakdownName === undefined)) return grid;
  const columns = grid.columns.map((column, at) => {
    const { dims, breakdownName } = asked[at] ?? {};
    return { ...column, ...(dims && { dims }), ...(breakdownName !== undefined && { breakdownName }) };
  });
  return { ...grid, columns };
}

/** A column in the address of a report to fill in: `FN01@2026M10@funding=subsidised`, its own signs escaped. */
export function columnKey({ indicator, period, dims = [] }: ColumnKey): string {
  const escaped = (text: string): string =>
    text.replace(/[%&=@,]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const marks = dims.map(({ dimension, code }) => `${escaped(dimension)}=${escaped(code)}`).join("&");
  return marks === "" ? `${indicator}@${period}` : `${indicator}@${period}@${marks}`;
}
