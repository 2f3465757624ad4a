/**
 * Answers a sheet's question by asking the hub's own graph: the same pages, filters, orders and rights as any other reader
 * has. Nothing is read past them.
 */
import { execute, parse, type GraphQLSchema } from "graphql";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { dimensionsOf, measuredOf } from "../../graph/groups/derive-dimensions.js";
import { groupsQuery } from "../../graph/groups/declare-groups.js";
import { LARGEST_PAGE } from "../../graph/page.js";
import type { Register, RegisterBook } from "../../graph/register.js";
import { findCodes } from "../row/row.references.js";
import { type Finding, Severity } from "../figure/finding.object.js";
import { writableNames } from "../row/row.shape.js";
import type { RegisterGroupSheet, RegisterSheet, SheetColumn } from "./register-sheet.objects.js";
import {
  cellText,
  type Condition,
  filterOf,
  labelOf,
  pathNamed,
  registerNamed,
  type SheetPath,
} from "./register-sheet.reading.js";

/** One answer; Excel on the web carries 5 MB. */
export const MOST_SHEET_ROWS = 5_000;
const MOST_COLUMNS = 60;
/** A refresh of a large workbook; together they return no more than one question might. */
const MOST_QUESTIONS = 50;

export interface SheetQuestion {
  readonly register: string;
  readonly columns: readonly string[];
  readonly conditions: readonly Condition[];
  readonly order: readonly { readonly path: string; readonly descending: boolean }[];
  readonly first: number;
  readonly after: string | null;
}

export interface GroupQuestion {
  readonly register: string;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly conditions: readonly Condition[];
  readonly limit: number;
}

/** Whoever asks and the schema the question is asked of. */
interface Asked {
  readonly context: Context;
  readonly schema: GraphQLSchema;
  readonly book: RegisterBook;
}

/** What one of several questions found, or why nothing. */
interface OneOfSeveral<Found> {
  readonly found: Found | null;
  readonly problem: Finding | null;
}

/** Left out is asked for as nothing. */
type Loosely<Question, Left extends keyof Question> = Omit<Question, Left> & {
  readonly [Name in Left]?: Question[Name] | null;
};

type Row = Readonly<Record<string, unknown>>;
interface PageAnswer {
  readonly totalCount?: number;
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export async function registerSheet(asked: Asked, question: SheetQuestion): Promise<RegisterSheet> {
  const { book, context } = asked;
  if (question.columns.length > MOST_COLUMNS)
    throw new Refusal("TOO_MANY_FIELDS", { max: MOST_COLUMNS, asked: question.columns.length });
  if (question.first < 1 || question.first > MOST_SHEET_ROWS) throw new Refusal("PAGE_SIZE", { max: MOST_SHEET_ROWS });
  const register = registerNamed(book, question.register);
  const paths = question.columns.map((column) => pathNamed(book, register, column));
  const filter = filterOf(book, register, question.conditions, await codesOf(asked, register, question.conditions));
  const orderBy = question.order.map(({ path, descending }) => orderOf(register, path, descending));
  const rows: Row[] = [];
  let total = 0;
  let after = question.after;
  for (let isFirst = true; isFirst || (after !== null && rows.length < question.first); isFirst = false) {
    const first = Math.min(LARGEST_PAGE, question.first - rows.length);
    const page = await askOnce<PageAnswer>(asked, pageDocument(register, paths, isFirst), {
      ...{ filter, orderBy, first, after },
    });
    if (isFirst) total = page.totalCount ?? 0;
    rows.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  }
  const labels = unlike(paths);
  return {
    register: register.name,
    label: labelOf(register.description),
    columns: paths.map((path, index) => columnOf(register, path, labels[index] ?? path.label)),
    ids: rows.map((row) => String(row["id"])),
    versions: rows.map((row) => Number(row["version"] ?? 0)),
    values: rows.map((row) => paths.map((path) => cellText(valueAt(row, shownWay(path))))),
    total,
    next: after,
    asOf: context.now,
  };
}

/** Labels that occur twice get their path beside them: a sheet's columns are found by their headers. */
function unlike(paths: readonly SheetPath[]): string[] {
  const seen = new Map<string, number>();
  for (const { label } of paths) seen.set(label, (seen.get(label) ?? 0) + 1);
  return paths.map(({ label, path }) => ((seen.get(label) ?? 0) > 1 ? `${label}（${path}）` : label));
}

function columnOf(register: Register, path: SheetPath, label: string): SheetColumn {
  const isOwn = !path.path.includes(".");
  const writable = isOwn && writableNames(register).some(({ name }) => name === path.path);
  const nullable = path.relation === undefined ? path.spec.nullable : (register.one?.[path.path]?.nullable ?? true);
  const { kind, list } = path.spec;
  return {
    ...{ path: path.path, label, kind: path.relation === undefined ? kind : "text", writable },
    ...{ required: writable && !nullable, list: path.relation === undefined ? (list ?? null) : null },
  };
}

function orderOf(register: Register, path: string, descending: boolean): object {
  const entries = Object.entries(register.fields);
  const found =
    entries.find(([name]) => name === path) ?? entries.find(([, { description }]) => labelOf(description) === path);
  if (!found || found[1].plain || found[1].kind === "texts")
    throw new Refusal("UNKNOWN_FIELD", { target: labelOf(register.description), field: path.slice(0, 60) });
  const field = found[0].replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase();
  return { field, direction: descending ? "DESC" : "ASC" };
}

/** A code is shown by its name, as people write it. */
function shownWay({ select, spec }: SheetPath): readonly string[] {
  if (spec.list === undefined) return select;
  return [...select.slice(0, -1), `${select.at(-1) ?? ""}Label`];
}

function valueAt(row: Row, way: readonly string[]): unknown {
  return way.reduce<unknown>((at, name) => (at === null || at === undefined ? null : (at as Row)[name]), row);
}

/** A field with what is selected below it. */
interface Selection {
  readonly below: Map<string, Selection>;
}

/** One document per shape of question: relations that several columns lead over are selected once. */
function pageDocument(register: Register, paths: readonly SheetPath[], counts: boolean): string {
  const selected: Selection = { below: new Map() };
  for (const path of paths) {
    let at = selected;
    for (const name of shownWay(path)) {
      const next = at.below.get(name) ?? { below: new Map() };
      at.below.set(name, next);
      at = next;
    }
  }
  const version = register.fields["version"] ? " version" : "";
  return `query ($filter: ${register.name}Filter, $orderBy: [${register.name}Order!], $first: Int, $after: String) {
    asked: ${register.query ?? ""}(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      ${counts ? "totalCount" : ""} nodes { id${version} ${written(selected)} } pageInfo { hasNextPage endCursor }
    } }`;
}

function written(selection: Selection): string {
  return [...selection.below]
    .map(([name, next]) => (next.below.size === 0 ? name : `${name} { ${written(next)} }`))
    .join(" ");
}

async function askOnce<Answer>(asked: Asked, document: string, variableValues: Row): Promise<Answer> {
  const { schema, context: contextValue } = asked;
  const result = await execute({ schema, document: parse(document), contextValue, variableValues });
  const [error] = result.errors ?? [];
  // Thrown as it was: a refusal stays one.
  if (error) throw error.originalError ?? error;
  return (result.data as { readonly asked: Answer }).asked;
}

/** Looks up what conditions call codes, all lists in one statement. */
async function codesOf(
  { book, context }: Asked,
  register: Register,
  conditions: readonly Condition[],
): Promise<(list: string, text: string) => string> {
  const wanted = new Map<string, readonly [string, string]>();
  for (const { path, values } of conditions) {
    const { spec, relation } = pathNamed(book, register, path);
    const { list } = spec;
    if (list === undefined || relation !== undefined) continue;
    for (const text of values) wanted.set(`${list} ${text}`, [list, text]);
  }
  const found = wanted.size === 0 ? new Map() : await findCodes(await context.tx(), wanted);
  return (list, text) => {
    const hit = found.get(`${list} ${text}`) as { kind: string; value?: string } | undefined;
    if (hit?.kind === "found" && hit.value !== undefined) return hit.value;
    throw new Refusal("UNKNOWN_CODE", { field: list, list, code: text.slice(0, 40) });
  };
}

interface GroupsAnswer {
  readonly groups: readonly {
    readonly labels: readonly (string | null)[];
    readonly values: readonly (string | null)[];
  }[];
}

export async function registerGroups(asked: Asked, question: GroupQuestion): Promise<RegisterGroupSheet> {
  const { book, context } = asked;
  const register = registerNamed(book, question.register);
  const dimensions = question.dimensions.map((text) => dimensionOf(book, register, text));
  const measures = (question.measures.length > 0 ? question.measures : ["ROWS"]).map((text) =>
    measureOf(book, register, text),
  );
  const filter = filterOf(book, register, question.conditions, await codesOf(asked, register, question.conditions));
  const { name } = register;
  const answer = await askOnce<GroupsAnswer>(
    asked,
    `query ($by: [${name}GroupBy!]!, $of: [${name}Measure!], $filter: ${name}Filter, $limit: Int) {
      asked: ${groupsQuery(register)}(groupBy: $by, measures: $of, filter: $filter, limit: $limit) {
        groups { labels values } } }`,
    {
      ...{ by: dimensions.map(({ input }) => input), of: measures.map(({ input }) => input) },
      ...{ filter, limit: question.limit },
    },
  );
  return {
    headers: [...dimensions, ...measures].map(({ label }) => label),
    dimensions: dimensions.length,
    values: answer.groups.map(({ labels, values }) => [...labels, ...values].map(cellText)),
    asOf: context.now,
  };
}

const GRAINS: Readonly<Record<string, string>> = {
  ...{ 年: "YEAR", 半年: "HALF", 季: "QUARTER", 季度: "QUARTER", 月: "MONTH", 日: "DAY", 学年: "SCHOOL_YEAR" },
};

/** `单位`, `MONTH`, or with its level behind a colon: `发证日期:季`. */
function dimensionOf(book: RegisterBook, register: Register, text: string): { input: object; label: string } {
  const [word = "", level = ""] = text.trim().split(/[:：]/u);
  const entries = Object.entries(dimensionsOf(book, register));
  const found =
    entries.find(([name]) => name === word.toUpperCase()) ??
    entries.find(([, { description }]) => labelOf(description) === word);
  if (!found) throw new Refusal("UNKNOWN_DIMENSION", { dimension: word.slice(0, 40), name: word.slice(0, 40) });
  const [dimension, { division, description }] = found;
  const label = labelOf(description);
  if (level === "") return { input: { dimension }, label };
  if (division.by === "period") return { input: { dimension, grain: GRAINS[level] ?? level.toUpperCase() }, label };
  if (division.by === "region") return { input: { dimension, level: level.toUpperCase() }, label };
  return { input: { dimension, kind: level }, label };
}

const MEASURES: Readonly<Record<string, readonly [measure: string, label: string]>> = {
  ...{ ROWS: ["ROWS", "行数"], 行数: ["ROWS", "行数"], 人次: ["ROWS", "人次"] },
  ...{ PERSONS: ["PERSONS", "人数"], 人数: ["PERSONS", "人数"] },
  ...{ SUM: ["SUM", "合计"], 合计: ["SUM", "合计"], AVERAGE: ["AVERAGE", "平均"], 平均: ["AVERAGE", "平均"] },
  ...{ MIN: ["MIN", "最小"], 最小: ["MIN", "最小"], MAX: ["MAX", "最大"], 最大: ["MAX", "最大"] },
  ...{ DISTINCT: ["DISTINCT", "个数"], 个数: ["DISTINCT", "个数"] },
};

/** `人数`, or with its field behind a colon: `合计:学时`. */
function measureOf(book: RegisterBook, register: Register, text: string): { input: object; label: string } {
  const [word = "", field = ""] = text.trim().split(/[:：]/u);
  const known = MEASURES[word.toUpperCase()];
  const unknown = (): Refusal =>
    new Refusal("UNKNOWN_FIELD", { target: labelOf(register.description), field: text.slice(0, 60) });
  if (!known) throw unknown();
  const [measure, label] = known;
  if (field === "") return { input: { measure }, label };
  const entries = Object.entries(measuredOf(book, register));
  const found =
    entries.find(([name]) => name === field.toUpperCase()) ??
    entries.find(([, { description }]) => labelOf(description) === field);
  if (!found) throw unknown();
  return { input: { measure, of: found[0] }, label: `${label} ${labelOf(found[1].description)}` };
}

/** Rows of several registers, one question after the other in the one transaction. */
export function registerSheets(
  asked: Asked,
  questions: readonly Loosely<SheetQuestion, "conditions" | "order" | "after">[],
): Promise<OneOfSeveral<RegisterSheet>[]> {
  return eachForItself(questions, ({ conditions, order, after, ...question }) =>
    registerSheet(asked, { ...question, conditions: conditions ?? [], order: order ?? [], after: after ?? null }),
  );
}

export function registerGroupSheets(
  asked: Asked,
  questions: readonly Loosely<GroupQuestion, "conditions" | "measures">[],
): Promise<OneOfSeveral<RegisterGroupSheet>[]> {
  return eachForItself(questions, ({ conditions, measures, ...question }) =>
    registerGroups(asked, { ...question, conditions: conditions ?? [], measures: measures ?? [] }),
  );
}

/** A refusal is decided before the database is asked, so the others can go on; an accident ends them all. */
async function eachForItself<Question, Found>(
  questions: readonly Question[],
  answer: (question: Question) => Promise<Found>,
): Promise<OneOfSeveral<Found>[]> {
  if (questions.length > MOST_QUESTIONS)
    throw new Refusal("TOO_MANY_FIELDS", { max: MOST_QUESTIONS, asked: questions.length });
  const answers: OneOfSeveral<Found>[] = [];
  for (const question of questions) {
    try {
      answers.push({ found: await answer(question), problem: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answers.push({ found: null, problem: problemOf(error) });
    }
  }
  return answers;
}

function problemOf({ code, args, words }: Refusal): Finding {
  return { code, severity: Severity.ERROR, args, message: words.zh, messageEn: words.en };
}
