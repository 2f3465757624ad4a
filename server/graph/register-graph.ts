/**
 * The GraphQL side of the registers. TypeGraphQL's decorators are called as the functions they are, once per described
 * field: so a register has one description, and its types still stand in the same schema as the hand-written ones
 * (an import's organization is the very `Organization` of the register).
 */
import {
  Arg,
  createParameterDecorator,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  type ClassType,
} from "type-graphql";
import type { GraphQLInterfaceType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from "graphql";
import type { Context } from "../context.js";
import { relationKey } from "./compile.js";
import { FILTER_OF, IdFilter } from "./filters.js";
import { askGroups } from "./groups/ask-groups.js";
import { declareGroupArgs, groupsQuery, installGroupReaders } from "./groups/declare-groups.js";
import { Groups } from "./groups/group-objects.js";
import type { GroupArgs } from "./groups/question.js";
import { Node, OrderDirection, PageInfo } from "./node.js";
import { answerPage, LARGEST_PAGE, USUAL_INNER_PAGE, USUAL_PAGE, type PageArgs, type PageRows } from "./page.js";
import { askPage } from "./read.js";
import { describedField, type FieldSpec, type Register, type RegisterBook, type ValueKind } from "./register.js";
import { DateScalar, DateTimeScalar, DecimalScalar, JsonScalar } from "./scalars.js";

const SCALAR_OF: Readonly<Record<ValueKind, () => unknown>> = {
  text: () => String,
  int: () => Int,
  decimal: () => DecimalScalar,
  date: () => DateScalar,
  datetime: () => DateTimeScalar,
  boolean: () => Boolean,
  texts: () => [String],
  json: () => JsonScalar,
  uuid: () => ID,
};

interface RegisterTypes {
  readonly node: ClassType;
  readonly edge: ClassType;
  readonly connection: ClassType;
  readonly filter: ClassType;
  readonly orderField: object;
  readonly order: ClassType;
}

type TypeFunction = () => never;
/** TypeGraphQL takes any of its type values here; its own signature cannot say so for a computed one. */
const typed = (get: () => unknown): TypeFunction => get as TypeFunction;

function emptyClass(name: string): ClassType {
  return { [name]: class {} }[name] as ClassType;
}

const typesOf = new Map<string, RegisterTypes>();

/** The class that stands for a register's rows, for hand-written types that point at one. */
export function nodeTypeOf(name: string): ClassType {
  return types(name).node;
}

function types(name: string): RegisterTypes {
  const found = typesOf.get(name);
  if (!found) throw new Error(`no register is named ${name}`);
  return found;
}

/** Declares every register's types and queries; returns the resolver classes for the schema. */
export function declareRegisters(book: RegisterBook): ClassType[] {
  for (const { name } of book.all) if (!typesOf.has(name)) typesOf.set(name, emptyTypes(name));
  return book.all.map((register) => {
    declareNode(register);
    declareConnection(register);
    declareFilter(register);
    declareOrder(register);
    return declareQueries(book, register);
  });
}

function emptyTypes(name: string): RegisterTypes {
  return {
    node: emptyClass(name),
    edge: emptyClass(`${name}Edge`),
    connection: emptyClass(`${name}Connection`),
    filter: emptyClass(`${name}Filter`),
    orderField: {},
    order: emptyClass(`${name}Order`),
  };
}

function declareNode(register: Register): void {
  const { node } = types(register.name);
  const { prototype } = node;
  ObjectType(register.name, { implements: Node, simpleResolvers: true, description: register.description })(node);
  for (const [name, spec] of Object.entries(register.fields)) {
    Field(typed(SCALAR_OF[spec.kind]), { nullable: spec.nullable, description: describedField(spec) })(prototype, name);
    if (spec.list !== undefined) declareLabel(prototype, name, spec);
  }
  for (const [name, one] of Object.entries(register.one ?? {}))
    Field(
      typed(() => types(one.to).node),
      { nullable: one.nullable, description: one.description },
    )(prototype, name);
  for (const [name, many] of Object.entries(register.many ?? {})) {
    Field(
      typed(() => types(many.of).connection),
      { description: many.description },
    )(prototype, name);
    declarePageArgs(prototype, name, many.of, 0, USUAL_INNER_PAGE);
  }
  for (const [name, list] of Object.entries(register.lists ?? {}))
    Field(
      typed(() => [types(list.of).node]),
      { description: list.description },
    )(prototype, name);
}

function declareLabel(prototype: object, name: string, spec: FieldSpec): void {
  const [zh, en] = spec.description.split(" / ");
  const description = `${zh ?? ""}（名称） / ${en ?? ""}, in words`;
  const type = spec.kind === "texts" ? (): unknown => [String] : (): unknown => String;
  Field(typed(type), { nullable: spec.nullable, description })(prototype, `${name}Label`);
}

function declareConnection(register: Register): void {
  const { node, edge, connection } = types(register.name);
  ObjectType(`${register.name}Edge`, { simpleResolvers: true, description: "一行及其位置 / A row and its place" })(
    edge,
  );
  Field(
    typed(() => String),
    { description: "位置，用于翻页 / Its place, to page from" },
  )(edge.prototype, "cursor");
  Field(
    typed(() => node),
    { description: "这一行 / The row" },
  )(edge.prototype, "node");
  const description = `一页：${register.description}`;
  ObjectType(`${register.name}Connection`, { simpleResolvers: true, description })(connection);
  const { prototype } = connection;
  Field(
    typed(() => [edge]),
    { description: "各行及其位置 / The rows with their places" },
  )(prototype, "edges");
  Field(
    typed(() => [node]),
    { description: "各行 / The rows" },
  )(prototype, "nodes");
  Field(
    typed(() => Int),
    { description: "符合条件的总行数 / How many rows there are in all" },
  )(prototype, "totalCount");
  Field(
    typed(() => PageInfo),
    { description: "本页的边界 / The borders of this page" },
  )(prototype, "pageInfo");
}

function declareFilter(register: Register): void {
  const { filter } = types(register.name);
  InputType(`${register.name}Filter`, { description: `筛选：${register.description}` })(filter);
  const put = (name: string, type: () => unknown, description: string): void =>
    Field(typed(type), { nullable: true, description })(filter.prototype, name);
  put("and", () => [filter], "同时满足 / All of these");
  put("or", () => [filter], "满足其一 / Any of these");
  put("not", () => filter, "不满足 / Not this");
  put("id", () => IdFilter, "全局编号 / Global id");
  for (const [name, spec] of Object.entries(register.fields))
    if (!spec.plain) put(name, () => FILTER_OF[spec.kind], spec.description);
  for (const [name, one] of Object.entries(register.one ?? {})) put(name, () => types(one.to).filter, one.description);
  for (const [name, word] of Object.entries(register.words ?? {})) put(name, () => String, word.description);
}

function declareOrder(register: Register): void {
  const { order, orderField } = types(register.name);
  for (const [name, spec] of Object.entries(register.fields))
    if (!spec.plain && spec.kind !== "texts") Object.assign(orderField, { [constantCase(name)]: name });
  registerEnumType(orderField, {
    name: `${register.name}OrderField`,
    description: "可排序的字段 / Fields to order by",
  });
  InputType(`${register.name}Order`, { description: "按一个字段排序 / Order by one field" })(order);
  Field(
    typed(() => orderField),
    { description: "字段 / The field" },
  )(order.prototype, "field");
  Field(
    typed(() => OrderDirection),
    { defaultValue: OrderDirection.ASC, description: "方向 / The direction" },
  )(order.prototype, "direction");
}

/** `startsOn` → `STARTS_ON`. */
function constantCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase();
}

function declarePageArgs(prototype: object, method: string, of: string, from: number, usual: number): void {
  const { filter, order } = types(of);
  const size = `缺省 ${usual}，最多 ${LARGEST_PAGE} / ${usual} unless told, at most ${LARGEST_PAGE}`;
  const args: [string, () => unknown, string][] = [
    ["filter", () => filter, "条件 / Which rows"],
    ["orderBy", () => [order], "排序 / In which order"],
    ["first", () => Int, `前几行，${size}`],
    ["after", () => String, "在此位置之后 / Behind this place"],
    ["last", () => Int, `后几行，${size}`],
    ["before", () => String, "在此位置之前 / Before this place"],
  ];
  args.forEach(([name, type, description], index) =>
    Arg(name, typed(type), { nullable: true, description })(prototype, method, from + index),
  );
}

interface Asked<Args> {
  readonly args: Args;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

/** The request as GraphQL hands it over: the engine reads the selection itself and needs no instances made of inputs. */
const AskedParameter = createParameterDecorator<Context>(({ args, context, info }) => ({ args, context, info }));

function declareQueries(book: RegisterBook, register: Register): ClassType {
  const resolver = emptyClass(`${register.name}Resolver`);
  Resolver()(resolver);
  const { connection } = types(register.name);
  if (register.query !== undefined) {
    const ask = ({ args, context, info }: Asked<PageArgs>): Promise<unknown> =>
      askPage(book, register, args, context, info);
    declareQuery(resolver, register.query, () => connection, register.description, ask);
    declarePageArgs(resolver.prototype as object, register.query, register.name, 1, USUAL_PAGE);
  }
  if (register.query !== undefined) declareGroups(book, register, resolver);
  return resolver;
}

function declareQuery<Args>(
  resolver: ClassType,
  name: string,
  type: () => unknown,
  description: string,
  ask: (asked: Asked<Args>) => Promise<unknown>,
): void {
  const prototype = resolver.prototype as object;
  Object.defineProperty(prototype, name, { value: ask, configurable: true, writable: true });
  Query(typed(type), { description })(prototype, name, Object.getOwnPropertyDescriptor(prototype, name) ?? {});
  AskedParameter(prototype, name, 0);
}

function declareGroups(book: RegisterBook, register: Register, resolver: ClassType): void {
  const ask = ({ args, context, info }: Asked<GroupArgs>): Promise<unknown> =>
    askGroups(book, register, args, context, info);
  const query = groupsQuery(register);
  declareQuery(resolver, query, () => Groups, `分组计数：${register.description}`, ask);
  declareGroupArgs(book, register, resolver.prototype as object, 1, types(register.name).filter);
}

type Source = Readonly<Record<string, unknown>>;

/**
 * How a row that came from the engine answers for its id and its relations. Set on the finished schema: plain functions
 * that only read, where TypeGraphQL would run its chain of middlewares for every row.
 */
export function installRowReaders(schema: GraphQLSchema, book: RegisterBook): void {
  // TypeGraphQL answers with a promise here, which the compiled executor does not wait for.
  (schema.getType("Node") as GraphQLInterfaceType).resolveType = (row: Source) => row["__typename"] as string;
  installGroupReaders(schema);
  for (const register of book.all) {
    const fields = (schema.getType(register.name) as GraphQLObjectType).getFields();
    const read = (name: string, resolve: (row: Source, args: PageArgs, key: string) => unknown): void => {
      const field = fields[name];
      if (field)
        field.resolve = (row: Source, args: PageArgs, _context, info) =>
          resolve(row, args, relationKey(String(info.path.key)));
    };
    read("id", (row) => `${register.name}_${String(row["id"])}`);
    for (const name of Object.keys(register.one ?? {})) read(name, (row, _args, key) => row[key]);
    for (const name of Object.keys(register.lists ?? {})) read(name, (row, _args, key) => row[key]);
    for (const [name, many] of Object.entries(register.many ?? {}))
      read(name, (row, args, key) => answerPage(book.get(many.of), row[key] as PageRows, args, USUAL_INNER_PAGE));
  }
}
