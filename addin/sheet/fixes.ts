/**
 * What can be put right in a cell with one press: stray spaces, full-width signs, 千分位, units, dates, names of a list.
 * Pure. Offers only what a person would read the same way, as old text and new; writes nothing and decides nothing.
 */
import type { Finding } from "../hub/hub.js";
import type { PendingCell } from "./edits.js";
import { isPlainNumber, suggestNumber } from "./number.js";
import type { RowCell } from "./register-diff.js";

export type FixKind = "space" | "width" | "number" | "unit" | "date" | "name" | "reading" | "restore";

/** `from` as it stands in the cell, `to` as it would be written. */
export interface Fix {
  readonly kind: FixKind;
  readonly from: string;
  readonly to: string;
}

const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/gu;

/** Without what nobody sees: zero-width signs anywhere, and blanks of any width at both ends. */
export const withoutSpaces = (text: string): string => text.replace(INVISIBLE, "").trim();

/** Full-width digits and letters as half-width ones; Chinese punctuation stays, a dash only between digits or letters. */
export function halfWidth(text: string): string {
  const letters = text.replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (sign) => sign.normalize("NFKC"));
  return letters.replace(/(?<=[0-9A-Za-z])[－．／](?=[0-9A-Za-z])/gu, (sign) => sign.normalize("NFKC"));
}

/** The first thing that stands in a number's way names the fix; null when it is a number, or cannot be read as one. */
export function numberFix(typed: string, unit: string | null): Fix | null {
  if (isPlainNumber(typed)) return null;
  const to = suggestNumber(typed, unit);
  if (to === null) return null;
  const narrow = withoutSpaces(typed).replace(/\s/gu, "");
  const plain = narrow.normalize("NFKC");
  const kind =
    narrow !== typed && isPlainNumber(narrow)
      ? "space"
      : plain !== narrow && isPlainNumber(plain)
        ? "width"
        : isPlainNumber(plain.replaceAll(",", ""))
          ? "number"
          : /\d/u.test(plain)
            ? "unit"
            : "reading";
  return { kind, from: typed, to };
}

/** `2026年3月5日`, `2026.3.5`, `2026/3/5`, `20260305`, 46086: a day that is in the calendar, or null. */
export function readDay(typed: string): string | null {
  const plain = withoutSpaces(typed).normalize("NFKC").replace(/\s/gu, "");
  const serial = /^\d{5}(?:\.0+)?$/u.exec(plain);
  if (serial) return dayOfSerial(Number(plain));
  const parts =
    /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?$/u.exec(plain) ?? /^((?:19|20)\d\d)(\d\d)(\d\d)$/u.exec(plain);
  if (!parts) return null;
  const iso = `${parts[1] ?? ""}-${(parts[2] ?? "").padStart(2, "0")}-${(parts[3] ?? "").padStart(2, "0")}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** Days since the end of 1899, as a spreadsheet counts; of 1955 to 2099, where a number is hardly anything else. */
function dayOfSerial(serial: number): string | null {
  if (serial < 20_000 || serial > 73_050) return null;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

/** Up to three names that read most like the text: the same but for blanks and brackets, one in the other, few letters off. */
export function nearestNames(typed: string, names: readonly string[], most = 3): string[] {
  const wanted = bare(typed);
  if (wanted === "") return [];
  return names
    .map((name) => ({ name, far: distance(wanted, bare(name)) }))
    .filter(({ name, far }) => far <= Math.max(1, Math.floor(Math.max(wanted.length, bare(name).length) / 2)))
    .sort((a, b) => a.far - b.far || a.name.length - b.name.length)
    .slice(0, most)
    .map(({ name }) => name);
}

const bare = (text: string): string =>
  withoutSpaces(text)
    .normalize("NFKC")
    .replace(/[\s()（）“”"·・、，,.-]/gu, "")
    .toLowerCase();

/** A changed letter makes another word sooner than a missing one. */
const CHANGED = 1.5;

/** Letters to change, add or take away; one text inside the other counts as one. */
function distance(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a))) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : CHANGED)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

const RESTORING: ReadonlySet<string> = new Set(["LOCKED", "NOT_WRITABLE", "FORMULA_NOT_WRITABLE"]);

/** Of an edited figure: what the sheet or the hub would read it as; null where a person has to think. */
export function figureFix(cell: Pick<PendingCell, "typed" | "unit" | "findings">): Fix | null {
  for (const finding of cell.findings) {
    const to = suggestionOf(finding);
    if (to === null) continue;
    const from = cell.typed;
    if (RESTORING.has(finding.code)) return { kind: "restore", from, to };
    const read = finding.code === "NOT_A_NUMBER" ? numberFix(from, cell.unit) : null;
    return read?.to === to ? read : { kind: "reading", from, to };
  }
  return null;
}

export function suggestionOf(finding: Finding): string | null {
  const inArgs = finding.args["suggestion"];
  return finding.suggestion ?? (typeof inArgs === "string" && inArgs !== "" ? inArgs : null);
}

/** Of one cell of a register's row. The rules of its kind come first, then what the hub suggested. */
export function cellFix(cell: RowCell, findings: readonly Finding[]): Fix | null {
  const { typed, was, problem } = cell;
  const mine = findings.filter(({ field }) => field === cell.path);
  if (problem === "NOT_WRITABLE") return { kind: "restore", from: typed ?? "", to: was ?? "" };
  if (typed === null || problem !== null) return null;
  const byRule = ruleFix(typed, cell, mine);
  if (byRule) return byRule;
  const suggested = mine.map(suggestionOf).find((to) => to !== null && to !== typed);
  return suggested == null ? null : { kind: cell.list === null ? "reading" : "name", from: typed, to: suggested };
}

function ruleFix(typed: string, { kind, label }: RowCell, findings: readonly Finding[]): Fix | null {
  if (kind === "int" || kind === "decimal") return numberFix(typed, unitOf(label, findings));
  if (kind === "date") {
    const day = readDay(typed);
    if (day !== null && day !== typed) return { kind: "date", from: typed, to: day };
  }
  const trimmed = withoutSpaces(typed);
  const to = kind === "json" ? trimmed : halfWidth(trimmed);
  if (to === typed || to === "") return null;
  return { kind: to === trimmed ? "space" : "width", from: typed, to };
}

/** As the hub named it, or as the header says: `金额（元）`. */
function unitOf(label: string, findings: readonly Finding[]): string | null {
  const told = findings.map(({ args }) => args["unit"]).find((unit) => typeof unit === "string");
  return typeof told === "string" ? told : (/[（(]([^（()）]+)[）)]$/u.exec(label)?.[1] ?? null);
}
