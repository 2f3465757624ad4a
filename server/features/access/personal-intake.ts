/**
 * What imports show of the people in their rows: previews, findings and the report of refused rows hold masks unless the
 * request says what for and the grant unmasks the import's organization. Columns that nobody mapped go by their header.
 */
import type { Context } from "../../context.js";
import { maskPersonal, type PersonalKind } from "../../domain/personal.js";
import { notePersonalRead, showsPersonsOf } from "../../graph/personal.js";
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

/** What a finding quotes of a personal cell is masked in its words too. */
export function maskedFinding(finding: ShownFinding): ShownFinding {
  const kind = FIELDS[finding.field ?? ""];
  if (kind === undefined) return finding;
  const quoted = Object.entries(finding.args).filter(
    (entry): entry is [string, string] => QUOTING.has(entry[0]) && typeof entry[1] === "string" && entry[1] !== "",
  );
  const args = Object.fromEntries(quoted.map(([name, value]) => [name, masked(kind, value)]));
  const said = (text: string): string =>
    quoted.reduce((all, [, value]) => all.replaceAll(value, String(masked(kind, value))), text);
  return {
    ...finding,
    args: { ...finding.args, ...args },
    message: said(finding.message),
    messageEn: said(finding.messageEn),
    suggestion: finding.suggestion == null ? null : String(masked(kind, finding.suggestion)),
  };
}

/** A row's cells as they stood, those of personal columns masked. */
export function maskedCells(table: StagedTable | undefined, cells: readonly Cell[]): readonly Cell[] {
  const kinds = new Map(table?.columns.map((column) => [column.column.index, personalKindOf(column)]) ?? []);
  return cells.map((cell) => {
    const kind = kinds.get(cell.column);
    if (kind === undefined || cell.identity !== undefined) return cell;
    return { ...cell, value: typeof cell.value === "string" ? String(masked(kind, cell.value)) : cell.value };
  });
}
