/**
 * What imports show of the people in their rows: previews, findings and the report of refused rows hold masks unless the
 * request says what for and the grant unmasks the import's organization. Columns that nobody mapped go by their header.
 */
import type { Context } from "../../context.js";
import { maskPersonal, type PersonalKind } from "../../domain/personal.js";
import { maskWords, notePersonalRead, showsPersonsOf } from "../../graph/personal.js";
import type { Cell } from "../intake/cell.js";
import type { Change, ShownFinding, StagedColumn, StagedTable } from "../intake/staged.js";

/** Fields of the targets that take people in. */
const FIELDS: Readonly<Record<string, PersonalKind>> = {
  personName: "name",
  phone: "contact",
  idNumber: "digits",
  idLast4: "digits",
  birthYm: "birth",
  homeRegion: "contact",
};

const HEADERS: readonly (readonly [RegExp, PersonalKind])[] = [
  [/姓名|名字|联系人|负责人|学员$|fullname|personname/iu, "name"],
  [/电话|手机|手机号|联系方式|住址|户籍|邮箱|微信|phone|mobile|email|address/iu, "contact"],
  [/身份证|证件号|idnumber|idcard/iu, "digits"],
  [/出生/u, "birth"],
];

/** Targets whose rows are called by a person's name. */
const CALLED_BY_NAME: ReadonlySet<string> = new Set(["roster", "employeeTraining"]);

export function personalKindOf({ field, column }: Pick<StagedColumn, "field" | "column">): PersonalKind | undefined {
  if (field !== null && FIELDS[field] !== undefined) return FIELDS[field];
  return HEADERS.find(([words]) => words.test(column.header))?.[1];
}

/** Whether the people of an import may be shown by name; if so, that they were is noted for the log. */
export async function showsImport(context: Context, orgId: string): Promise<boolean> {
  const shown = await showsPersonsOf(context, orgId);
  if (shown) notePersonalRead(context, ["Import.rows"], [orgId]);
  return shown;
}

const masked = (kind: PersonalKind, value: unknown): unknown =>
  typeof value === "string" && value !== "" ? (maskPersonal(kind, value) ?? "****") : value;

export function maskedSample(column: StagedColumn): StagedColumn {
  const kind = personalKindOf(column);
  if (kind === undefined) return column;
  return { ...column, sample: column.sample.map((value) => String(masked(kind, value))) };
}

export function maskedLabel(target: string | null, label: string | null): string | null {
  return label !== null && (target === null || target === "" || CALLED_BY_NAME.has(target))
    ? String(masked("name", label))
    : label;
}

export function maskedValues(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const kind = FIELDS[name];
      return [name, kind === undefined ? value : masked(kind, value)];
    }),
  );
}

export function maskedChanges(changes: unknown): unknown {
  if (!Array.isArray(changes)) return changes;
  return (changes as readonly Change[]).map((change) => {
    const kind = FIELDS[change.field];
    return kind === undefined ? change : { ...change, from: masked(kind, change.from), to: masked(kind, change.to) };
  });
}

/** Arguments that quote a cell, or what is known instead. */
const QUOTING: ReadonlySet<string> = new Set([
  "value",
  "known",
  "theirs",
  "mine",
  "typed",
  "reading",
  "before",
  "text",
]);

interface Quoting {
  readonly args: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly messageEn: string;
  readonly suggestion?: string | null;
}

/** What a finding quotes of a personal cell is masked in its words too. */
export function maskedFinding(finding: ShownFinding): ShownFinding {
  const kind = FIELDS[finding.field ?? ""];
  return kind === undefined ? finding : maskedQuotes(finding, (text) => String(masked(kind, text)));
}

export function maskedQuotes<Told extends Quoting>(finding: Told, mask: (text: string) => string): Told {
  const quoted = Object.entries(finding.args).filter(
    (entry): entry is [string, string] => QUOTING.has(entry[0]) && typeof entry[1] === "string" && entry[1] !== "",
  );
  const args = Object.fromEntries(quoted.map(([name, value]) => [name, mask(value)]));
  const said = (text: string): string => quoted.reduce((all, [, value]) => all.replaceAll(value, mask(value)), text);
  return {
    ...finding,
    args: { ...finding.args, ...args },
    message: said(finding.message),
    messageEn: said(finding.messageEn),
    suggestion: finding.suggestion == null ? null : mask(finding.suggestion),
  };
}

/** Free texts of a preview, with the names of the import's own roster masked. */
export async function withWordsMasked<
  Row extends { readonly changes: unknown; readonly values: Readonly<Record<string, unknown>> | null },
>(context: Context, orgId: string, rows: readonly Row[]): Promise<readonly Row[]> {
  const texts = [...new Set(rows.flatMap(({ changes, values }) => [...wordsOfChanges(changes), ...wordsOf(values)]))];
  const known = await maskWords(
    context,
    texts.map((text) => ({ orgId, text })),
  );
  const shownAs = new Map(texts.map((text, n) => [text, known[n] ?? text]));
  const as = (field: string, value: unknown): unknown =>
    WORDS.has(field) && typeof value === "string" ? (shownAs.get(value) ?? value) : value;
  return rows.map((row) => ({
    ...row,
    changes: Array.isArray(row.changes)
      ? (row.changes as readonly Change[]).map((each) => ({
          ...each,
          from: as(each.field, each.from),
          to: as(each.field, each.to),
        }))
      : row.changes,
    values:
      row.values && Object.fromEntries(Object.entries(row.values).map(([name, value]) => [name, as(name, value)])),
  }));
}

/** Fields of any register that people write freely, as the targets of imports call them. */
const WORDS: ReadonlySet<string> = new Set(
  "title decisionReason workTitle note revokedReason subject detail explanation problem returnReason summary counterparty topic place".split(
    " ",
  ),
);

const wordsOf = (values: Readonly<Record<string, unknown>> | null): string[] =>
  Object.entries(values ?? {}).flatMap(([name, value]) =>
    WORDS.has(name) && typeof value === "string" ? [value] : [],
  );

const wordsOfChanges = (changes: unknown): string[] =>
  Array.isArray(changes)
    ? (changes as readonly Change[]).flatMap(({ field, from, to }) =>
        WORDS.has(field) ? [from, to].filter((each): each is string => typeof each === "string") : [],
      )
    : [];

/** A row's cells as they stood, those of personal columns masked. */
export function maskedCells(table: StagedTable | undefined, cells: readonly Cell[]): readonly Cell[] {
  const kinds = new Map(table?.columns.map((column) => [column.column.index, personalKindOf(column)]) ?? []);
  return cells.map((cell) => {
    const kind = kinds.get(cell.column);
    if (kind === undefined || cell.identity !== undefined) return cell;
    return { ...cell, value: typeof cell.value === "string" ? String(masked(kind, cell.value)) : cell.value };
  });
}
