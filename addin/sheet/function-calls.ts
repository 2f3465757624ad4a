/**
 * =HUB.FIGURE("TR01","YL-S1","2026M10","性别=女") as text: making it, and reading its arguments back, also when they are cells.
 * Only a formula that is nothing but the call counts: a cell that computes with figures is the user's own.
 */
import type { CellValue } from "../host/host.js";
import type { FigureKey } from "../hub/hub.js";
import { breakdownWords, readBreakdownWords } from "./breakdown.js";
import { parseAddress, type Place } from "./place.js";

export const figureFormula = (key: FigureKey): string => callFormula("FIGURE", key);

/** =HUB.TARGET(…) and its kin, which take the same arguments. */
export function callFormula(name: string, key: FigureKey): string {
  const { indicator, organization, period, dims = [] } = key;
  const words = [indicator, organization, period, ...(dims.length > 0 ? [breakdownWords(dims)] : [])];
  const quoted = words.map((argument) => `"${argument.replaceAll('"', '""')}"`);
  return `=HUB.${name}(${quoted.join(",")})`;
}

/** Excel takes no text longer than 255 characters in a formula: longer ones are put together from parts. */
export function textLiteral(text: string): string {
  const parts = text.match(/[\s\S]{1,200}/gu) ?? [""];
  return parts.map((part) => `"${part.replaceAll('"', '""')}"`).join("&");
}

export type Argument =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "cell"; readonly place: Place };

const CALL = /^=\s*(?:_xldudf_HUB_FIGURE|(?:_xll\.)?HUB\.FIGURE)\(\s*(.*?)\s*\)\s*$/is;
const ARGUMENT =
  /^(?:"((?:[^"]|"")*)"|(-?\d+(?:\.\d+)?)|((?:'(?:[^']|'')+'!|[^"'!,()+*/&<>=\s-]+!)?\$?[A-Za-z]{1,3}\$?\d{1,7}))\s*(,\s*|$)/;

/** The three arguments of a call, and its breakdown where it has one. */
export type FigureCall = readonly [Argument, Argument, Argument, Argument?];

/** The arguments of a cell that is one call; null for anything else. */
export function readFigureCall(formula: unknown, sheet: string): FigureCall | null {
  if (typeof formula !== "string") return null;
  let rest = CALL.exec(formula)?.[1];
  if (rest === undefined) return null;
  const found: Argument[] = [];
  while (rest !== "") {
    const parts: RegExpExecArray | null = ARGUMENT.exec(rest);
    const argument = parts && argumentOf(parts, sheet);
    if (!parts || !argument) return null;
    found.push(argument);
    rest = rest.slice(parts[0].length);
  }
  const [indicator, organization, period, breakdown, surplus] = found;
  if (!indicator || !organization || !period || surplus) return null;
  return breakdown ? [indicator, organization, period, breakdown] : [indicator, organization, period];
}

function argumentOf([, text, number, address]: RegExpExecArray, sheet: string): Argument | null {
  if (text !== undefined) return { kind: "text", text: text.replaceAll('""', '"') };
  if (number !== undefined) return { kind: "text", text: number };
  const place = address === undefined ? null : parseAddress(address, sheet);
  return place && { kind: "cell", place };
}

/** The figure a call asks for, with cells looked up; null when one of them is blank or its breakdown cannot be read. */
export function keyOfCall(call: FigureCall, look: (place: Place) => CellValue): FigureKey | null {
  const [indicator, organization, period, breakdown = ""] = call.map((argument) => {
    if (argument === undefined) return "";
    return argument.kind === "text" ? argument.text.trim() : String(look(argument.place)).trim();
  });
  const dims = readBreakdownWords(breakdown);
  if (!indicator || !organization || !period || dims === null) return null;
  return { indicator, organization, period, ...(dims.length > 0 && { dims }) };
}

/** Where a cell is after rows or columns were inserted or deleted; null when it was deleted. */
export function followMove(
  place: Place,
  change: {
    readonly change: "rowsInserted" | "rowsDeleted" | "columnsInserted" | "columnsDeleted";
    readonly place: Place;
  },
): Place | null {
  if (place.sheet !== change.place.sheet) return place;
  const isRows = change.change === "rowsInserted" || change.change === "rowsDeleted";
  const isInsert = change.change === "rowsInserted" || change.change === "columnsInserted";
  const [at, from, count] = isRows
    ? [place.row, change.place.row, change.place.rows]
    : [place.column, change.place.column, change.place.columns];
  if (at < from) return place;
  if (!isInsert && at < from + count) return null;
  const moved = at + (isInsert ? count : -count);
  return isRows ? { ...place, row: moved } : { ...place, column: moved };
}
