/**
 * A selection becomes one SQL statement: every nested row is JSON made in the database, whatever the depth.
 * The rows a request may return are summed up while compiling, so what would be too much is refused before it is asked.
 */
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from "graphql";
import { sql, type RawBuilder } from "kysely";
import { Refusal } from "../errors.js";
import { allOf, anyOf, fieldConditions } from "./filters.js";
import { decodeGlobalId } from "./global-id.js";
import { Tally, WIDEST } from "./limits-by-role.js";
import { cursorValues, orderBy, rangesBehind, reversed } from "./order.js";
import { readPage, USUAL_INNER_PAGE, type Page } from "./page.js";
import {
  askByPersonal,
  isAskedAsShown,
  PersonalFields,
  type Shown,
  shownColumn,
  shownLabel,
  UNMASKED_OF,
  unmaskedMark,
} from "./personal.js";
import { columnOf, type FieldSpec, type ManySpec, type OneSpec, type Register, type RegisterBook } from "./register.js";
import { selectedFields, type SelectedField } from "./selection.js";

type Fragment = RawBuilder<unknown>;
export type Condition = Fragment;

/** Relations are kept under their answer name, behind this mark, so that no alias ever covers a column. */
export const relationKey = (key: string): string => `@${key}`;

/** A short list (ancestors) is never longer than a tree is deep. */
export const SHORT_LIST = 20;
/** `json_build_object` takes a hundred arguments. */
const MOST_PAIRS = 50;

/** What the engine reads of a request: the same for a resolver and for an operation answered without one. */
export type Request = Pick<GraphQLResolveInfo, "schema" | "fragments" | "variableValues" | "fieldNodes">;

export class Compilation {
  /** Set where the viewer sees few organizations: then the database is told to look at theirs alone. */
  few = false;
  /** Set by whoever counts rows instead of showing them. */
  counts = false;
  private aliases = 0;
  readonly personal: PersonalFields;

  /** `shown`: what of persons may be shown at all; `tally`: the operation's. */
  constructor(
    readonly book: RegisterBook,
    readonly request: Request,
    shown: Shown = { unmasked: false, own: false, inside: "shown" },
    private readonly tally = new Tally(WIDEST),
  ) {
    this.personal = new PersonalFields(shown);
  }

  alias(): string {
    return `t${this.aliases++}`;
  }

  /** Where the rows of a register are read: those who may know a number need not see the rows behind it. */
  tableOf({ table, subject }: Register): Fragment {
    const counted = this.counts && subject !== "reference" && table !== "figure";
    return counted ? sql.id("counting", table) : sql.table(table);
  }

  /** Counting may read what figures need; groups are told of organizations whose numbers of this subject may be known. */
  countable({ subject, keyColumns }: Register, row: string): Fragment[] {
    if (!this.counts || subject === "reference") return [];
    const owner = sql.ref(`${row}.${keyColumns[0] ?? "org_id"}`);
    const named = sql.lit(subject);
    return [sql`((select hub_counts_all(${named})) or ${owner} in (select hub_countable(${named})))`];
  }

  typeNamed(name: string): GraphQLObjectType {
    return this.request.schema.getType(name) as GraphQLObjectType;
  }

  /** So many more rows, each of so many fields. */
  expect(rows: number, fields = 1): void {
    this.tally.expect(rows, fields);
  }
}

/** The JSON object of the row aliased `row`; `times` such rows may be returned. */
export function nodeObject(
  c: Compilation,
  register: Register,
  row: string,
  nodes: readonly FieldNode[],
  times: number,
  more: readonly (readonly [string, Fragment])[] = [],
): Fragment {
  const pairs = new Map<string, Fragment>(more);
  const fields = selectedFields(c.request, nodes, c.typeNamed(register.name));
  c.expect(times, fields.length);
  for (const field of fields) {
    const [key, value] = fieldValue(c, register, row, field, times);
    pairs.set(key, value);
  }
  if (c.personal.unmasked && fields.some(({ name }) => isPersonal(register, name)))
    pairs.set(UNMASKED_OF, unmaskedMark(register, row));
  return jsonObject([...pairs]);
}

/** Of a personal field, or the words for its code. */
function isPersonal(register: Register, name: string): boolean {
  const spec = register.fields[name] ?? register.fields[name.replace(/Label$/u, "")];
  return spec?.personal !== undefined;
}

function jsonObject(pairs: readonly (readonly [string, Fragment])[]): Fragment {
  if (pairs.length <= MOST_PAIRS)
    return sql`json_build_object(${sql.join(pairs.map(([key, value]) => sql`${sql.lit(key)}, ${value}`))})`;
  const columns = pairs.map(([key, value]) => sql`${value} as ${sql.ref(key)}`);
  return sql`(select row_to_json(wide) from (select ${sql.join(columns)}) as wide)`;
}

function fieldValue(
  c: Compilation,
  register: Register,
  row: string,
  field: SelectedField,
  times: number,
): readonly [string, Fragment] {
  const { name } = field;
  if (name === "id") return ["id", keyText(register, row)];
  const own = register.fields[name];
  if (own) return [name, columnValue(shownColumn(c.personal, register, row, name, own), own)];
  const labelled = name.endsWith("Label") ? register.fields[name.slice(0, -5)] : undefined;
  if (labelled?.list !== undefined) return [name, labelValue(c, register, row, name.slice(0, -5), labelled)];
  return [relationKey(field.key), relationValue(c, register, row, field, times)];
}

/** The part of a row's global id behind the register's name. */
export function keyText(register: Register, row: string): Fragment {
  const [first, last] = [register.keyColumns[0] ?? "id", "id"];
  return sql`encode(uuid_send(${sql.ref(`${row}.${first}`)}) || uuid_send(${sql.ref(`${row}.${last}`)}), 'hex')`;
}

function columnValue(column: Fragment, spec: FieldSpec): Fragment {
  return spec.kind === "decimal" ? sql`${column}::text` : column;
}

/** A code that its list does not know is its own label: nothing is hidden. */
export function labelValue(c: Compilation, register: Register, row: string, name: string, spec: FieldSpec): Fragment {
  return shownLabel(c.personal, register, row, name, spec, wordsOf(sql.ref(`${row}.${columnOf(name, spec)}`), spec));
}

function wordsOf(column: Fragment, { kind, list = "" }: FieldSpec): Fragment {
  if (kind === "texts")
    return sql`(select coalesce(json_agg(coalesce(l.name_zh, v.code) order by v.n), '[]')
      from unnest(${column}) with ordinality as v(code, n) left join code l on l.list = ${sql.lit(list)} and l.code = v.code)`;
  return sql`coalesce((select l.name_zh from code l where l.list = ${sql.lit(list)} and l.code = ${column}), ${column})`;
}

function relationValue(c: Compilation, register: Register, row: string, field: SelectedField, times: number): Fragment {
  const one = register.one?.[field.name];
  if (one) return oneObject(c, one, row, field.nodes, times);
  const many = register.many?.[field.name];
  if (many) {
    const scope = (part: string): Fragment[] => belongsTo(c, many, row, part);
    return connectionObject(c, c.book.get(many.of), field, scope, times, USUAL_INNER_PAGE);
  }
  const list = register.lists?.[field.name];
  if (!list) throw new Error(`${register.name} does not describe ${field.name}`);
  const other = c.alias();
  const to = c.book.get(list.of);
  const object = nodeObject(c, to, other, field.nodes, times * SHORT_LIST);
  return sql`(select coalesce(json_agg(${object} order by ${list.order(row, other)}), '[]')
    from ${sql.table(to.table)} as ${sql.table(other)} where ${list.where(row, other)})`;
}

/** Holds for the parts of a row; where other rows stand between the two, for those that point at one of them. */
export function belongsTo(c: Compilation, many: ManySpec, row: string, part: string): Fragment[] {
  const same = (one: string, other: string): Fragment => sql`${sql.ref(one)} = ${sql.ref(other)}`;
  const direct = many.on.map(([own, theirs]) => same(`${part}.${theirs}`, `${row}.${own}`));
  const { through } = many;
  if (!through) return direct;
  const between = c.alias();
  const joins = [
    ...through.on.map(([own, theirs]) => same(`${between}.${theirs}`, `${row}.${own}`)),
    ...through.part.map(([own, theirs]) => same(`${part}.${theirs}`, `${between}.${own}`)),
  ];
  return [
    ...direct,
    sql`exists (select from ${sql.table(through.table)} as ${sql.table(between)} where ${allOf(joins)})`,
  ];
}

function oneObject(c: Compilation, one: OneSpec, row: string, nodes: readonly FieldNode[], times: number): Fragment {
  const other = c.alias();
  const to = c.book.get(one.to);
  const object = nodeObject(c, to, other, nodes, times);
  return sql`(select ${object} from ${sql.table(to.table)} as ${sql.table(other)} where ${joined(one, row, other)})`;
}

export function joined(one: OneSpec, row: string, other: string): Fragment {
  return allOf(one.on.map(([own, theirs]) => sql`${sql.ref(`${other}.${theirs}`)} = ${sql.ref(`${row}.${own}`)}`));
}

/** `{rows, total}` of a connection: one row more than asked tells whether more follow. */
export function connectionObject(
  c: Compilation,
  register: Register,
  field: SelectedField,
  scope: (row: string) => readonly Fragment[],
  times: number,
  usual: number,
): Fragment {
  const page = readPage(register, field.args, usual);
  const asked = selectedFields(c.request, field.nodes, c.typeNamed(`${register.name}Connection`));
  const row = c.alias();
  const conditions = pageConditions(c, register, row, page, scope(row));
  const parts: Fragment[] = [];
  if (asked.some(({ name }) => name !== "totalCount"))
    parts.push(sql`'rows', ${pageRows(c, register, row, page, conditions, asked, times)}`);
  if (asked.some(({ name }) => name === "totalCount"))
    parts.push(
      sql`'total', (select count(*) from ${sql.table(register.table)} as ${sql.table(row)} where ${allOf([...conditions, ...ofFew(c, register, row, times)])})`,
    );
  return sql`json_build_object(${sql.join(parts)})`;
}

/**
 * Row security decides what is seen; this says the same once more in a way an index can follow, so that somebody of one
 * college does not wait for the rows of all the others to be passed over. Rows within rows have their owner already.
 */
export function ofFew(c: Compilation, register: Register, row: string, times: number): Fragment[] {
  const owners = fewOwners(c, register, times);
  return owners === undefined ? [] : [sql`${sql.ref(`${row}.org_id`)} = any(array(${owners}))`];
}

/** The few organizations whose rows a viewer sees, as a query of their ids; undefined where they are many. */
export function fewOwners(c: Compilation, { key, subject, table }: Register, times: number): Fragment | undefined {
  // Members see their memberships, which others own.
  if (!c.few || times > 1 || key !== "owned" || subject === "reference" || table === "affiliation") return undefined;
  return sql`select distinct o.id from hub_sees_at(${sql.lit(subject)}) as o(id)`;
}

function pageRows(
  c: Compilation,
  register: Register,
  row: string,
  page: Page,
  conditions: readonly Fragment[],
  asked: readonly SelectedField[],
  times: number,
): Fragment {
  const edges = asked.filter(({ name }) => name === "edges").flatMap(({ nodes }) => nodes);
  const edge = selectedFields(c.request, edges, c.typeNamed(`${register.name}Edge`));
  const nodes = [...edge.filter(({ name }) => name === "node"), ...asked.filter(({ name }) => name === "nodes")];
  const needsCursor = edge.some(({ name }) => name === "cursor") || asked.some(({ name }) => name === "pageInfo");
  const cursor = needsCursor ? [["@cursor", cursorValues(row, page.terms)] as const] : [];
  const object = nodeObject(
    c,
    register,
    row,
    nodes.flatMap((field) => field.nodes),
    times * page.size,
    cursor,
  );
  return sql`(select coalesce(json_agg(${object} order by ${orderBy(row, page.terms)}), '[]')
    from (${pageOfRows(register, row, page, conditions, true, fewOwners(c, register, times))}) as ${sql.table(row)})`;
}

/** The page's rows in the order they are walked, and with `more` the one behind them. */
export function pageOfRows(
  register: Register,
  row: string,
  page: Page,
  conditions: readonly Fragment[],
  more: boolean,
  owners?: Fragment,
): Fragment {
  const walk = page.backward ? reversed(page.terms) : page.terms;
  const ordered = sql`order by ${orderBy(row, walk)} limit ${sql.lit(page.size + (more ? 1 : 0))}`;
  const within = (range: readonly Fragment[]): Fragment =>
    sql`select * from ${sql.table(register.table)} as ${sql.table(row)} where ${allOf([...conditions, ...range])} ${ordered}`;
  // The first rows of each owner, and of those the first: no plan can then walk through the rows of others.
  const rowsOf = (range: readonly Fragment[]): Fragment =>
    owners === undefined
      ? within(range)
      : sql`select ${sql.table(row)}.* from (${owners}) as few cross join lateral (
          ${within([sql`${sql.ref(`${row}.org_id`)} = few.id`, ...range])}) as ${sql.table(row)} ${ordered}`;
  const ranges = page.place ? rangesBehind(row, walk, page.place) : [[]];
  const [only] = ranges;
  if (ranges.length === 1 && only) return rowsOf(only);
  if (only === undefined) return rowsOf([sql`false`]);
  // Each range begins where an index can begin; none returns more than the page.
  const all = sql.join(
    ranges.map((range) => sql`(${rowsOf(range)})`),
    sql` union all `,
  );
  return sql`select * from (${all}) as ${sql.table(row)} ${ordered}`;
}

/** What holds of a page's rows: where it belongs, what was asked, and of an order by a personal field its own limits. */
export function pageConditions(
  c: Compilation,
  register: Register,
  row: string,
  page: Page,
  scope: readonly Fragment[],
): Fragment[] {
  const ordered = page.terms.flatMap(({ field }) =>
    field === undefined ? [] : askByPersonal(c.personal, register, row, field),
  );
  return [...scope, ...filterConditions(c, register, row, page.filter), ...ordered];
}

type FilterInput = Readonly<Record<string, unknown>>;

export function filterConditions(
  c: Compilation,
  register: Register,
  row: string,
  filter: FilterInput | undefined,
): Fragment[] {
  return Object.entries(filter ?? {}).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : conditionsOf(c, register, row, name, value),
  );
}

function conditionsOf(c: Compilation, register: Register, row: string, name: string, value: unknown): Fragment[] {
  const inner = (filter: unknown): Fragment => allOf(filterConditions(c, register, row, filter as FilterInput));
  if (name === "and") return (value as unknown[]).map(inner);
  if (name === "or") return [anyOf((value as unknown[]).map(inner))];
  // What is unknown does not hold, so its opposite does: rows with an empty column are not lost from both.
  if (name === "not") return [sql`(${inner(value)}) is not true`];
  if (name === "id") return idConditions(register, row, value as { eq?: string | null; in?: string[] | null });
  const own = register.fields[name];
  if (own) {
    if (isAskedAsShown(own)) return fieldConditions(shownColumn(c.personal, register, row, name, own), value as object);
    const conditions = fieldConditions(sql.ref(`${row}.${columnOf(name, own)}`), value as object);
    return conditions.length === 0 ? [] : [...conditions, ...askByPersonal(c.personal, register, row, name)];
  }
  const word = register.words?.[name];
  if (word) return [word.holds(row, value as string)];
  const one = register.one?.[name];
  if (!one) throw new Error(`${register.name} does not describe the filter ${name}`);
  const other = c.alias();
  const to = c.book.get(one.to);
  // Of a row that may not be counted nobody learns by asking for those that lead to it.
  const open = to.subject === register.subject ? [] : c.countable(to, other);
  const conditions = [joined(one, row, other), ...open, ...filterConditions(c, to, other, value as FilterInput)];
  return [sql`exists (select from ${c.tableOf(to)} as ${sql.table(other)} where ${allOf(conditions)})`];
}

function idConditions(
  register: Register,
  row: string,
  { eq, in: list }: { eq?: string | null; in?: string[] | null },
): Fragment[] {
  const isRow = (id: string): Fragment => {
    const key = decodeGlobalId(id);
    if (key.register !== register.name) throw new Refusal("BAD_ID", { id });
    return keyCondition(register, row, key.orgId, key.id);
  };
  return [...(eq ? [isRow(eq)] : []), ...(list ? [anyOf(list.map(isRow))] : [])];
}

export function keyCondition(register: Register, row: string, orgId: string, id: string): Fragment {
  const own = sql`${sql.ref(`${row}.id`)} = ${id}`;
  return register.key === "own" ? own : sql`(${sql.ref(`${row}.org_id`)} = ${orgId} and ${own})`;
}
