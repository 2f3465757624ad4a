/**
 * The copy of a person's data as a workbook that staff can hand over: first what is kept and why, then the rows with the
 * words of the sheet for fields and codes. Links and prints stay out: they mean nothing to the person.
 */
import ExcelJS from "exceljs";
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { columnOf, type FieldSpec, type Register } from "../../graph/register.js";
import { registerBook } from "../../registers.js";
import type { Ground } from "./person.grounds.rules.js";

/** What is handed to a person: rows as the tables have them, by table. */
export interface PersonCopy {
  readonly exportedAt: string;
  readonly organization: { readonly code: string | null; readonly name: string };
  readonly person: CopiedRow;
  readonly rows: Readonly<Record<string, readonly CopiedRow[]>>;
  /** What the roster said before. */
  readonly before: readonly CopiedRow[];
  /** Tables that whoever made the copy may not read, so that nobody takes it for the whole. */
  readonly withheld: readonly string[];
  /** What is kept, for how long, and on which ground. */
  readonly explanation: readonly Ground[];
}

export type CopiedRow = Readonly<Record<string, unknown>>;

export interface PersonFile {
  readonly name: string;
  readonly type: string;
  /** Base64. */
  readonly content: string;
}

/** `list code` → the words for it. */
export type CodeNames = ReadonlyMap<string, string>;

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const SHEETS: Readonly<Record<string, string>> = {
  enrolment: "参加记录",
  attendance: "考勤",
  affiliation: "任职与角色",
  credential: "证书",
  application: "申报",
  fund_entry: "资金收支",
  task: "任务",
};
const INNER: ReadonlySet<string> = new Set(["version", "createdBy", "updatedBy"]);

export async function codeNames(db: Kysely<Database>, copy: PersonCopy): Promise<CodeNames> {
  const pairs = Object.entries({ person: [copy.person, ...copy.before], ...copy.rows }).flatMap(([table, rows]) =>
    columnsOf(table).flatMap(({ column, spec: { list } }) =>
      list === undefined ? [] : rows.flatMap((row) => codesIn(row[column]).map((code) => [list, code] as const)),
    ),
  );
  const { rows } = await sql<{ list: string; code: string; name: string }>`
    select c.list, c.code, c.name_zh as name from (select distinct * from unnest(${pairs.map(([list]) => list)}::text[],
      ${pairs.map(([, code]) => code)}::text[]) as w(list, code)) w join code c on c.list = w.list and c.code = w.code`.execute(
    db,
  );
  return new Map(rows.map(({ list, code, name }) => [`${list} ${code}`, name]));
}

const codesIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === "string" && each !== "");

interface Column {
  readonly column: string;
  readonly label: string;
  readonly spec: FieldSpec;
}

function columnsOf(table: string): readonly Column[] {
  const register: Register | undefined = registerBook.all.find((each) => each.table === table);
  return Object.entries(register?.fields ?? {}).flatMap(([name, spec]) =>
    INNER.has(name) ? [] : [{ column: columnOf(name, spec), label: spec.description.split(" / ")[0] ?? name, spec }],
  );
}

export async function personFile(copy: PersonCopy, names: CodeNames): Promise<PersonFile> {
  const book = new ExcelJS.Workbook();
  addExplanation(book, copy);
  addRows(book, "名册", "person", [copy.person], names);
  if (copy.before.length > 0) addRows(book, "名册以前的内容", "person", copy.before, names);
  for (const [table, rows] of Object.entries(copy.rows))
    if (rows.length > 0) addRows(book, SHEETS[table] ?? table, table, rows, names);
  const content = Buffer.from(await book.xlsx.writeBuffer()).toString("base64");
  // Neither the name nor the id: a file's name is read by whoever sees the folder.
  return { name: `个人信息副本-${copy.exportedAt.slice(0, 10)}.xlsx`, type: XLSX, content };
}

function addExplanation(
  book: ExcelJS.Workbook,
  { exportedAt, organization, rows, withheld, explanation }: PersonCopy,
): void {
  const sheet = book.addWorksheet("说明");
  sheet.getColumn(1).width = 110;
  sheet.getColumn(1).alignment = { wrapText: true, vertical: "top" };
  const counts = Object.entries(rows).flatMap(([table, each]) =>
    each.length > 0 ? [`${SHEETS[table] ?? table} ${each.length} 条`] : [],
  );
  const missing = withheld.map((table) => SHEETS[table] ?? table);
  sheet.addRows([
    ["个人信息副本 / Copy of personal data"],
    [`单位：${organization.name} · 导出时间：${exportedAt}`],
    [`内容：名册 1 条${counts.length > 0 ? `，${counts.join("，")}` : ""}。`],
    ...(missing.length > 0 ? [[`导出人无权查看、未含在内：${missing.join("、")}。须由有权的人另行导出。`]] : []),
    [""],
    ["保存什么、依据什么、保存多久 / What is kept, why and how long"],
    ...explanation.map(({ zh }, n) => [`${n + 1}. ${zh}`]),
    [""],
    ...explanation.map(({ en }, n) => [`${n + 1}. ${en}`]),
  ]);
}

function addRows(
  book: ExcelJS.Workbook,
  title: string,
  table: string,
  rows: readonly CopiedRow[],
  names: CodeNames,
): void {
  const columns = columnsOf(table).filter(({ column }) => rows.some((row) => hasValue(row[column])));
  const sheet = book.addWorksheet(title);
  sheet.addRow(columns.map(({ label }) => label));
  for (const row of rows) sheet.addRow(columns.map((column) => shown(row[column.column], column, names)));
  for (const column of sheet.columns) column.width = 18;
}

const hasValue = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);

/** Always text: no cell of it is ever a formula. */
function shown(value: unknown, { spec: { list } }: Column, names: CodeNames): string {
  if (!hasValue(value)) return "";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (list !== undefined)
    return codesIn(value)
      .map((code) => names.get(`${list} ${code}`) ?? code)
      .join("、");
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number);
}
