/**
 * A page's whole answer as text, made in the database: names, ids, labels and cursors stand in it as the asker will read
 * them, so the hub hands it on without reading a single row. Pieces of text joined in the database cost half of what its
 * JSON functions cost. What it answers is what `compile.ts` and `page.ts` would answer, byte for byte in meaning.
 */
import type { FieldNode } from "graphql";
import { sql, type RawBuilder } from "kysely";
import {
  belongsTo,
  joined,
  keyText,
  labelValue,
  fewOwners,
  ofFew,
  pageConditions,
  pageOfRows,
  SHORT_LIST,
  type Compilation,
  type Condition,
} from "./compile.js";
import { allOf } from "./filters.js";
import { cursorText, orderBy } from "./order.js";
import { readPage, USUAL_INNER_PAGE, type Page } from "./page.js";
import { shownColumn } from "./personal.js";
import type { FieldSpec, OneSpec, Register } from "./register.js";
import { askedFields, type SelectedField } from "./selection.js";

type Fragment = RawBuilder<unknown>;
/** JSON text: written out, or an SQL expression that yields it and is never null. */
type Piece = string | Fragment;

/** One SQL expression of all pieces in a row. */
function textOf(pieces: readonly Piece[]): Fragment {
  const parts: Fragment[] = [];
  let written = "";
  const write = (): void => {
    if (written !== "") parts.push(sql.lit(written) as Fragment);
    written = "";
  };
  for (const piece of pieces) {
    if (typeof piece === "string") {
      written += piece;
      continue;
    }
    write();
    parts.push(piece);
  }
  write();
  if (parts.length === 1 && typeof pieces[0] === "string" && pieces.every((piece) => typeof piece === "string"))
    return sql`${parts[0]}::text`;
  return sql`(${sql.join(parts, sql` || `)})`;
}

/** `{"key":value,…}`. A response key is a GraphQL name: nothing in it needs escaping. */
function objectOf(members: readonly (readonly [key: string, value: readonly Piece[]])[]): Piece[] {
  const inner = members.flatMap(([key, value], index) => [`${index === 0 ? "" : ","}"${key}":`, ...value]);
  return ["{", ...inner, "}"];
}

const orNull = (text: Fragment): Fragment => sql`coalesce(${text}, 'null')`;

function rowPieces(
  c: Compilation,
  register: Register,
  row: string,
  nodes: readonly FieldNode[],
  times: number,
): Piece[] {
  const fields = askedFields(c.request, nodes, c.typeNamed(register.name));
  c.expect(times, fields.length);
  return objectOf(fields.map((field) => [field.key, fieldPieces(c, register, row, field, times)]));
}

function fieldPieces(c: Compilation, register: Register, row: string, field: SelectedField, times: number): Piece[] {
  const { name } = field;
  if (name === "__typename") return [`"${register.name}"`];
  if (name === "id") return idPieces(register, row);
  const own = register.fields[name];
  if (own) return columnPieces(shownColumn(c.personal, register, row, name, own), own);
  const labelled = name.endsWith("Label") ? register.fields[name.slice(0, -5)] : undefined;
  if (labelled?.list !== undefined) {
    const label = sql`to_json(${labelValue(c, register, row, name.slice(0, -5), labelled)})::text`;
    return [labelled.nullable ? orNull(label) : label];
  }
  const one = register.one?.[name];
  if (one) return [oneText(c, one, row, field.nodes, times)];
  const many = register.many?.[name];
  if (many) {
    const scope = (part: string): Fragment[] => belongsTo(c, many, row, part);
    return [connectionText(c, c.book.get(many.of), field, scope, times, USUAL_INNER_PAGE)];
  }
  return listPieces(c, register, row, field, times);
}

function idPieces(register: Register, row: string): Piece[] {
  return [`"${register.name}_`, keyText(register, row), '"'];
}

function columnPieces(column: Fragment, spec: FieldSpec): Piece[] {
  const text = columnText(column, spec);
  return [spec.nullable ? orNull(text) : text];
}

function columnText(column: Fragment, { kind }: FieldSpec): Fragment {
  switch (kind) {
    case "int":
      return sql`${column}::text`;
    case "decimal":
      return sql`('"' || ${column} || '"')`;
    case "boolean":
      return sql`case when ${column} then 'true' when not ${column} then 'false' end`;
    case "datetime":
      return sql`('"' || to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"')`;
    default:
      return sql`to_json(${column})::text`;
  }
}

function oneText(c: Compilation, one: OneSpec, row: string, nodes: readonly FieldNode[], times: number): Fragment {
  const other = c.alias();
  const to = c.book.get(one.to);
  const object = textOf(rowPieces(c, to, other, nodes, times));
  return orNull(
    sql`(select ${object} from ${sql.table(to.table)} as ${sql.table(other)} where ${joined(one, row, other)})`,
  );
}

function listPieces(c: Compilation, register: Register, row: string, field: SelectedField, times: number): Piece[] {
  const list = register.lists?.[field.name];
  if (!list) throw new Error(`${register.name} does not describe ${field.name}`);
  const other = c.alias();
  const to = c.book.get(list.of);
  const object = textOf(rowPieces(c, to, other, field.nodes, times * SHORT_LIST));
  const all = sql`(select string_agg(${object}, ',' order by ${list.order(row, other)})
    from ${sql.table(to.table)} as ${sql.table(other)} where ${list.where(row, other)})`;
  return ["[", sql`coalesce(${all}, '')`, "]"];
}

/** What a page needs to know of its rows besides their contents. */
interface PageNeeds {
  /** Whether more rows follow: then one more than asked is read. */
  readonly more: boolean;
  /** The cursor of the first or the last row: then rows know their number. */
  readonly borders: boolean;
}

export function connectionText(
  c: Compilation,
  register: Register,
  field: SelectedField,
  scope: (row: string) => readonly Condition[],
  times: number,
  usual: number,
): Fragment {
  const page = readPage(register, field.args, usual);
  const asked = askedFields(c.request, field.nodes, c.typeNamed(`${register.name}Connection`));
  const row = c.alias();
  const conditions = pageConditions(c, register, row, page, scope(row));
  const needs = needsOf(c, asked, page);
  const total = sql`(select count(*) from ${sql.table(register.table)} as ${sql.table(row)} where ${allOf([...conditions, ...ofFew(c, register, row, times)])})::text`;
  const members = asked.map(({ key, name, nodes }): [string, Piece[]] => {
    if (name === "totalCount") return [key, [total]];
    if (name === "nodes")
      return [key, arrayOf(rowPieces(c, register, row, nodes, times * page.size), row, page, needs)];
    if (name === "edges")
      return [key, arrayOf(edgePieces(c, register, row, nodes, times * page.size, page), row, page, needs)];
    if (name === "pageInfo") return [key, borderPieces(c, nodes, row, page)];
    return [key, [`"${register.name}Connection"`]];
  });
  const object = textOf(objectOf(members));
  if (asked.every(({ name }) => name === "totalCount" || name === "__typename")) return sql`(select ${object})`;
  return sql`(select ${object} from ${numbered(pageOfRows(register, row, page, conditions, needs.more, fewOwners(c, register, times)), row, needs)})`;
}

function needsOf(c: Compilation, asked: readonly SelectedField[], page: Page): PageNeeds {
  const nodes = asked.filter(({ name }) => name === "pageInfo").flatMap((field) => field.nodes);
  const names = new Set(askedFields(c.request, nodes, c.typeNamed("PageInfo")).map(({ name }) => name));
  return {
    more: names.has(page.backward ? "hasPreviousPage" : "hasNextPage"),
    borders: names.has("startCursor") || names.has("endCursor"),
  };
}

const NUMBER = "@n";
const COUNT = "@of";

/** Numbered in the order they were read: from the cursor outwards. */
function numbered(rows: Fragment, row: string, { more, borders }: PageNeeds): Fragment {
  const named = sql`(${rows}) as ${sql.table(row)}`;
  // Without a number the rows keep their order all the same: they come straight from an ordered page.
  if (!more && !borders) return named;
  const count = borders ? sql`, count(*) over () as ${sql.ref(COUNT)}` : sql``;
  return sql`(select ${sql.table(row)}.*, row_number() over () as ${sql.ref(NUMBER)}${count} from ${named}) as ${sql.table(row)}`;
}

function arrayOf(object: readonly Piece[], row: string, page: Page, { more, borders }: PageNeeds): Piece[] {
  const number = sql.ref(`${row}.${NUMBER}`);
  const within = more ? sql` filter (where ${number} <= ${sql.lit(page.size)})` : sql``;
  const order = !page.backward
    ? sql``
    : sql` order by ${more || borders ? sql`${number} desc` : orderBy(row, page.terms)}`;
  return ["[", sql`coalesce(string_agg(${textOf(object)}, ','${order})${within}, '')`, "]"];
}

function edgePieces(
  c: Compilation,
  register: Register,
  row: string,
  nodes: readonly FieldNode[],
  times: number,
  page: Page,
): Piece[] {
  const asked = askedFields(c.request, nodes, c.typeNamed(`${register.name}Edge`));
  return objectOf(
    asked.map(({ key, name, nodes: below }): [string, Piece[]] => {
      if (name === "cursor") return [key, ['"', cursorText(row, page.terms), '"']];
      if (name === "node") return [key, rowPieces(c, register, row, below, times)];
      return [key, [`"${register.name}Edge"`]];
    }),
  );
}

function borderPieces(c: Compilation, nodes: readonly FieldNode[], row: string, page: Page): Piece[] {
  const number = sql.ref(`${row}.${NUMBER}`);
  const size = sql.lit(page.size);
  const more = sql`case when count(*) > ${size} then 'true' else 'false' end`;
  const behindCursor = page.place === undefined ? "false" : "true";
  const outermost = sql`least(${sql.ref(`${row}.${COUNT}`)}, ${size})`;
  const cursorAt = (place: Fragment): Fragment =>
    orNull(sql`('"' || min(${cursorText(row, page.terms)}) filter (where ${number} = ${place}) || '"')`);
  const values: Readonly<Record<string, () => Piece>> = {
    hasNextPage: () => (page.backward ? behindCursor : more),
    hasPreviousPage: () => (page.backward ? more : behindCursor),
    startCursor: () => cursorAt(page.backward ? outermost : sql`1`),
    endCursor: () => cursorAt(page.backward ? sql`1` : outermost),
  };
  const asked = askedFields(c.request, nodes, c.typeNamed("PageInfo"));
  return objectOf(asked.map(({ key, name }) => [key, [values[name]?.() ?? '"PageInfo"']]));
}
