/** Makes the workbook of a register's rows, and takes a filled one back as batches like any other. */
import type { GraphQLSchema } from "graphql";
import { sql } from "kysely";
import { v7 } from "uuid";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { columnOf, type Register } from "../../graph/register.js";
import { decodeGlobalId, encodeGlobalId, isUuid } from "../../graph/global-id.js";
import { registerBook } from "../../registers.js";
import { asReceiverMay } from "../access/personal-saving.js";
import { type RowAnswer, type RowFieldConflict, RowOutcome, type RowReceipt } from "../row/row.objects.js";
import { saveRows } from "../row/row.save.js";
import type { SentRow } from "../row/row.sent.js";
import { writableNames } from "../row/row.shape.js";
import { type Condition, labelOf, NAMING, registerNamed } from "../register-sheet/register-sheet.reading.js";
import type { SheetColumn } from "../register-sheet/register-sheet.objects.js";
import { MOST_SHEET_ROWS, registerSheet } from "../register-sheet/register-sheet.service.js";
import { type FilledRow, type FilledRows, type RowsColumn } from "./rows.rules.js";
import { rowsFile } from "./rows.writer.js";
import { batchOf, type Choices, type TakenBook, type Taking, type Trouble } from "./taken.js";

export interface RowsWanted {
  /** By name in the graph or by label. */
  readonly register: string;
  /** Paths or labels; none for all that can be filled in. */
  readonly columns: readonly string[];
  readonly conditions: readonly Condition[];
  readonly order: readonly { readonly path: string; readonly descending: boolean }[];
  /** Whose new rows are: a code; null where none may be added. */
  readonly organization: string | null;
  readonly title: string;
}

interface Asked {
  readonly context: Context;
  readonly schema: GraphQLSchema;
}

/** Empty rows to add in; who has more to add brings a file in. */
const SPARE_ROWS = 200;
/** Longer lists are searched, not scrolled. */
const MOST_CHOICES = 2_000;

/** The file's bytes. Rows that do not fit are refused, not left out: a hole would be taken for the whole. */
export async function makeRowsBook({ context, schema }: Asked, wanted: RowsWanted): Promise<Buffer> {
  const register = writableNamed(wanted.register);
  const asked = { context, schema, book: registerBook };
  const columns = wanted.columns.length > 0 ? wanted.columns : filledIn(register);
  const { conditions, order, organization } = wanted;
  const question = { register: register.name, columns, conditions, order, first: MOST_SHEET_ROWS, after: null };
  const sheet = await registerSheet(asked, question);
  if (sheet.next !== null) throw new Refusal("TOO_MANY_ROWS_TO_FILL", { max: MOST_SHEET_ROWS, asked: sheet.total });
  const adds = register.key !== "owned" ? register.key === "own" : organization !== null;
  const rows = sheet.ids.map((id, n) => ({ id, version: sheet.versions[n] ?? 0, values: sheet.values[n] ?? [] }));
  return rowsFile({
    ...{ batchId: v7(), title: wanted.title || `${sheet.label}填报表`, madeAt: context.now.toISOString() },
    ...{
      register: register.name,
      organization,
      rows,
      spare: adds ? Array.from({ length: SPARE_ROWS }, () => v7()) : [],
    },
    columns: await Promise.all(
      sheet.columns.map((column) => withChoices({ context, schema }, register, column, organization)),
    ),
  });
}

function writableNamed(name: string): Register {
  const register = registerNamed(registerBook, name);
  if (writableNames(register).length > 0) return register;
  throw new Refusal("REGISTER_READ_ONLY", { register: labelOf(register.description) });
}

/** JSON is nothing to fill in by hand, and what has no name cannot be named in a cell. An identity number is in no workbook. */
function filledIn(register: Register): readonly string[] {
  return writableNames(register).flatMap(({ name }) => {
    if (register.fields[name]) return register.fields[name].kind === "json" ? [] : name;
    const to = registerBook.get(register.one?.[name]?.to ?? "");
    return to.name === "Organization" || NAMING.some((each) => to.fields[each]) ? name : [];
  });
}

async function withChoices(
  asked: Asked,
  register: Register,
  { path, label, kind, writable, required, list }: SheetColumn,
  organization: string | null,
): Promise<RowsColumn> {
  const column = { path, label, kind, writable, required };
  if (!writable) return { ...column, choices: null, strict: false };
  if (kind === "boolean") return { ...column, choices: ["是", "否"], strict: true };
  if (list !== null) return { ...column, choices: await namesIn(asked.context, list), strict: kind !== "texts" };
  const to = register.one?.[path]?.to;
  const choices = to === undefined ? null : await rowsToPointAt(asked, registerBook.get(to), organization);
  return { ...column, choices, strict: false };
}

/** In the order of the list; two codes of one name are one choice. */
async function namesIn({ tx }: Context, list: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select name_zh as name from code where list = ${list} group by name_zh
    order by min(rank) nulls last, min(code) limit ${MOST_CHOICES}`.execute(await tx());
  return rows.map(({ name }) => name);
}

/** Rows of the same organization that a cell may name; of persons and long registers none: those are typed. */
async function rowsToPointAt(
  asked: Asked,
  to: Register,
  organization: string | null,
): Promise<readonly string[] | null> {
  const naming = namingOf(to);
  if (organization === null || to.key !== "owned" || naming === null || to.query === undefined) return null;
  const conditions: readonly Condition[] = [{ path: "organization", is: "EQ", values: [organization] }];
  const sheet = await registerSheet(
    { ...asked, book: registerBook },
    { register: to.name, columns: [naming], conditions, order: [], first: MOST_CHOICES, after: null },
  );
  const names = [...new Set(sheet.values.flatMap(([name]) => name ?? []))];
  return sheet.next === null && names.length > 0 ? names.sort((a, b) => (a < b ? -1 : 1)) : null;
}

/** The field that stands for a row in a cell, where it tells of no person. */
function namingOf(register: Register): string | null {
  const name = NAMING.find((each) => register.fields[each]);
  return name === undefined || register.fields[name]?.personal !== undefined ? null : name;
}

// ── On the way back ─────────────────────────────────────────────────────────────────────────────────────────────

/** Sends the rows that were filled in; a choice made of a clash is sent over the version that was shown. */
export async function takeRows(context: Context, filled: FilledRows, taking: Taking): Promise<TakenBook> {
  const register = writableNamed(filled.register);
  const rows = filled.rows.map((row) => decided(row, taking.choices)).filter((row) => row.remove || isSomething(row));
  const batchId = batchOf(filled.batchId, rows);
  const receipt = await save(context, register, filled, taking, batchId, rows);
  const untouched = filled.untouched + filled.rows.length - rows.length;
  const { rows: _, ...counts } = receipt;
  const troubles = await troublesOf(context, register, receipt, rows);
  return { what: "rows", receipt: counts, madeAt: filled.madeAt, untouched, troubles };
}

/** Fields kept as theirs are not sent. */
function decided(row: FilledRow, choices: Choices): FilledRow {
  const made = Object.entries(row.places).flatMap(([path, place]) => {
    const choice = choices.get(place);
    return choice ? [{ path, ...choice }] : [];
  });
  const [first] = made;
  if (!first) return row;
  const theirs = new Set(made.flatMap(({ path, keep }) => (keep === "theirs" ? [path] : [])));
  const cells = Object.fromEntries(Object.entries(row.cells).filter(([path]) => !theirs.has(path)));
  // Deleting clashes as a whole: kept as theirs, the row stays.
  return { ...row, cells, baseVersion: first.version, remove: row.remove && first.keep === "mine" };
}

const isSomething = ({ cells }: FilledRow): boolean => Object.keys(cells).length > 0;

async function save(
  context: Context,
  register: Register,
  { batchId: book, organization }: FilledRows,
  { fileName, dryRun }: Taking,
  batchId: string,
  rows: readonly FilledRow[],
): Promise<RowReceipt> {
  const sent = rows.map((row) => sentRow(row, book, organization));
  const receipt = await saveRows(context, registerBook, register, { batchId, rows: sent, dryRun, origin: fileName });
  return asReceiverMay(context, register, receipt);
}

/**
 * A new row is known by an id of the file's own making: whatever is sent twice is added once. Its first version is what the
 * file wrote, so what others made of it since is not written over when the file comes again.
 */
function sentRow(row: FilledRow, book: string, organization: string | null): SentRow {
  const { id, baseVersion, cells, remove, place: at, reason } = row;
  const said = { at, ...(reason !== null && { reason }) };
  if (remove) return { ...said, id, delete: true, baseVersion };
  if (id.includes("_")) return { ...said, id, baseVersion, ...cells };
  const owner = organization === null ? {} : { organization };
  return { ...said, id: isUuid(id) ? id : batchOf(book, id), baseVersion: 1, ...owner, ...cells };
}

/** The cells that did not go in, in words. */
async function troublesOf(
  context: Context,
  register: Register,
  receipt: RowReceipt,
  sent: readonly FilledRow[],
): Promise<readonly Trouble[]> {
  const nameOf = await namesOf(context, register, receipt.rows);
  return receipt.rows.flatMap((answer): readonly Trouble[] => {
    const row = sent[answer.index];
    if (!row) return [];
    if (answer.outcome === RowOutcome.REFUSED)
      return answer.findings.map(({ field, cell, message, messageEn }) => {
        const own = (said: string): string => withoutPlace(said, cell);
        return { cell: row.places[field ?? ""] ?? row.place, zh: own(message), en: own(messageEn) };
      });
    return answer.outcome === RowOutcome.CONFLICT ? clashes(answer, row, nameOf) : [];
  });
}

/** A row is sent under the place of its first cell; here each word stands beside the cell it is about. */
function withoutPlace(said: string, place: string | null | undefined): string {
  return place && said.startsWith(place) ? said.slice(place.length).replace(/^[\s:：]+/u, "") : said;
}

type NameOf = (field: string, value: unknown) => string | null;

function clashes({ conflict }: RowAnswer, row: FilledRow, nameOf: NameOf): readonly Trouble[] {
  if (!conflict) return [];
  const { fields, theirVersion: version, changedBy: by, changedAt } = conflict;
  const at = changedAt === null ? null : new Date(changedAt).toISOString();
  const who = `${by ?? "—"}`;
  if (version === 0) {
    const zh = `这一行已被别人删除（${who}）。要留着它，请在表尾当新的一行填。`;
    return [{ cell: row.place, zh, en: `Deleted meanwhile by ${who}. To keep it, fill it in again as a new row.` }];
  }
  const both = { version, by, at };
  if (row.remove) {
    const clash = { label: "删除", base: null, mine: "删除", theirs: "已改动", ...both };
    const zh = `你要删除的这一行，别人（${who}）已经改过。请选用哪个。`;
    return [{ cell: row.place, zh, en: `Changed meanwhile by ${who}; you wanted it deleted. Choose one.`, clash }];
  }
  return fields.map(({ field, label, base, theirs }) => {
    const shown = (value: unknown): string => nameOf(field, value) ?? "空";
    const mine = row.cells[field] || null;
    const clash = { label, base: nameOf(field, base), mine, theirs: nameOf(field, theirs), ...both };
    const zh = `${label}：别人已改为 ${shown(theirs)}（${who}），你填的是 ${mine ?? "空"}。请选用哪个；或重新下载再填。`;
    const en = `${label}: changed meanwhile to ${shown(theirs)} (${who}); you filled in ${mine ?? "blank"}. Choose one, or download again.`;
    return { cell: row.places[field] ?? row.place, zh, en, clash };
  });
}

/** Codes and other rows are told by their names, as the sheet shows them. */
async function namesOf(context: Context, register: Register, answers: readonly RowAnswer[]): Promise<NameOf> {
  const fields = answers.flatMap(({ conflict }) => conflict?.fields ?? []);
  const codes = await codeNames(context, register, fields);
  const rows = await rowNames(context, register, fields);
  const one = (field: string, value: string): string => {
    const list = register.fields[field]?.list;
    if (list !== undefined) return codes.get(`${list} ${value}`) ?? value;
    return register.one?.[field] === undefined ? value : (rows.get(value) ?? "另一行");
  };
  return (field, value) => {
    if (value === null || value === undefined || value === "") return null;
    if (register.fields[field]?.kind === "boolean") return value === "true" || value === true ? "是" : "否";
    return Array.isArray(value)
      ? value.map((part) => one(field, String(part))).join("、")
      : one(field, String(value as string | number));
  };
}

const bothSides = ({ base, theirs }: RowFieldConflict): readonly string[] =>
  [base, theirs].flat().flatMap((value) => (typeof value === "string" ? value : []));

async function codeNames(
  { tx }: Context,
  register: Register,
  fields: readonly RowFieldConflict[],
): Promise<ReadonlyMap<string, string>> {
  const lists = [...new Set(fields.flatMap(({ field }) => register.fields[field]?.list ?? []))];
  if (lists.length === 0) return new Map();
  const { rows } = await sql<{ list: string; code: string; name: string }>`
    select list, code, name_zh as name from code where list = any(${lists}::text[])`.execute(await tx());
  return new Map(rows.map(({ list, code, name }) => [`${list} ${code}`, name]));
}

async function rowNames(
  { tx }: Context,
  register: Register,
  fields: readonly RowFieldConflict[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const field of new Set(fields.map(({ field: name }) => name))) {
    const target = register.one?.[field]?.to;
    const to = target === undefined ? undefined : registerBook.get(target);
    const naming = to && (to.name === "Organization" ? "name" : namingOf(to));
    const spec = to?.fields[naming ?? ""];
    if (!to || !naming || !spec) continue;
    const ids = fields.filter((each) => each.field === field).flatMap(bothSides);
    const keys = ids.flatMap((id) => (id.includes("_") ? [decodeGlobalId(id)] : []));
    const { rows } = await sql<{ id: string; org: string; name: string | null }>`
      select id, ${to.key === "owned" ? sql`org_id` : sql`id`} as org, ${sql.ref(columnOf(naming, spec))}::text as name
      from ${sql.table(to.table)} where id = any(${keys.map(({ id }) => id)}::uuid[])`.execute(await tx());
    for (const { id, org, name } of rows) if (name !== null) names.set(encodeGlobalId(to.name, org, id), name);
  }
  return names;
}
