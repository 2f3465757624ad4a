/**
 * What an auditor is shown: the kinds of events, where a page goes on, what differs between a row before and after.
 * Pure. Only described fields are shown, personal ones masked whoever asks.
 */
import { maskPersonal, type PersonalKind } from "../../domain/personal.js";

/** Events of the log of changes, named beside those of the log of access. */
export const CHANGE_KINDS = { rows_added: "insert", rows_changed: "update", rows_removed: "delete" } as const;
export type ChangeKind = keyof typeof CHANGE_KINDS;

export function kindOfChange(operation: string): ChangeKind {
  if (operation === "insert") return "rows_added";
  return operation === "update" ? "rows_changed" : "rows_removed";
}

/** The operations among the wanted kinds; undefined: no kind was asked for, so all. */
export function operationsOf(kinds: readonly string[] | undefined): readonly string[] | undefined {
  return kinds?.flatMap((kind) => (kind in CHANGE_KINDS ? [CHANGE_KINDS[kind as ChangeKind]] : []));
}

/** Where an event stands in the one order of both logs: newest first, by moment, log, chain and link. */
export interface Place {
  /** An instant with microseconds: of two events within a millisecond neither is skipped. */
  readonly at: string;
  readonly log: "access" | "change";
  readonly chain: string;
  readonly link: string;
}

const PLACE =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(access|change)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,18})$/;

export function writePlace({ at, log, chain, link }: Place): string {
  return `${at}_${log}_${chain}_${link}`;
}

export function readPlace(text: string): Place | undefined {
  const [, at, log, chain, link] = PLACE.exec(text) ?? [];
  if (at === undefined || chain === undefined || link === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return { at, log: log === "access" ? "access" : "change", chain, link };
}

export interface ShownField {
  readonly name: string;
  readonly column: string;
  readonly label: string;
  readonly personal?: PersonalKind;
}

export interface Difference {
  readonly name: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Row = Readonly<Record<string, unknown>> | null;

/** Fields that differ; of a row that came or went, those that hold something. Masked values that look alike still differ. */
export function differences(fields: readonly ShownField[], before: Row, after: Row): Difference[] {
  return fields.flatMap(({ name, column, label, personal }) => {
    const [was, is] = [written(before?.[column]), written(after?.[column])];
    if (was === is) return [];
    const shown = (value: string | null): string | null => (personal ? maskPersonal(personal, value) : value);
    return [{ name, label, before: shown(was), after: shown(is) }];
  });
}

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** What a row is called: a figure by its indicator and period, anything else by its title, code or masked name. */
export function titleOf(fields: readonly ShownField[], row: Row): string | null {
  if (row === null) return null;
  if (typeof row["indicator"] === "string" && typeof row["period"] === "string")
    return `${row["indicator"]} · ${row["period"]}`;
  for (const column of ["title", "name", "code", "indicator"]) {
    const value = row[column];
    const field = fields.find((each) => each.column === column);
    if (field && typeof value === "string") return field.personal ? maskPersonal(field.personal, value) : value;
  }
  return null;
}
