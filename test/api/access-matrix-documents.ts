/** Documents for the matrix of access, written from the schema itself: a new field is asked for without being named here. */
import { readFileSync } from "node:fs";
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLField,
  type GraphQLObjectType,
} from "graphql";

export const schema = buildSchema(readFileSync(new URL("../../schema/schema.graphql", import.meta.url), "utf8"));

export function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`the schema has no type ${name}`);
  return type;
}

const fieldsOf = (type: GraphQLObjectType): GraphQLField<unknown, unknown>[] => Object.values(type.getFields());
const isPage = (field: GraphQLField<unknown, unknown>): boolean => getNamedType(field.type).name.endsWith("Connection");

/** Everything a type has that needs no arguments, objects within it as deep as `deep` says. */
export function everythingOf(type: GraphQLObjectType, deep: number): string {
  return fieldsOf(type)
    .map((field) => {
      const named = getNamedType(field.type);
      if (field.args.some(({ type: of, defaultValue }) => isNonNullType(of) && defaultValue === undefined)) return "";
      if (isLeafType(named)) return field.name;
      if (!isObjectType(named) || deep === 0) return "";
      // Rows of registers are asked for by the registers' own documents.
      if (named.getInterfaces().length > 0) return `${field.name} { id }`;
      return `${field.name} { ${everythingOf(named, deep - 1)} }`;
    })
    .join(" ");
}

/** A row with all its own fields, and of the rows it leads to whatever says which they are. */
export function wholeRow(type: GraphQLObjectType): string {
  return fieldsOf(type)
    .map((field) => {
      if (isLeafType(getNamedType(field.type))) return field.name;
      return isPage(field) ? `${field.name}(first: 12) { ${PAGE} }` : `${field.name} { id }`;
    })
    .join(" ");
}

export const PAGE =
  "totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

/** The coordinates a document asks for, `Person.name` and so on. */
export function asked(document: string): Set<string> {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    parse(document),
    visitWithTypeInfo(info, {
      Field: ({ name }) => {
        found.add(`${info.getParentType()?.name ?? ""}.${name.value}`);
      },
    }),
  );
  return found;
}

/** Every field of every object type, and every argument and field of an input that takes an id. */
export function coordinates(): string[] {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"));
  return types.flatMap((type) => {
    if (isInputObjectType(type))
      return Object.values(type.getFields()).flatMap((field) =>
        takesId(field.type) ? [`${type.name}.${field.name}`] : [],
      );
    if (!isObjectType(type)) return [];
    return fieldsOf(type).flatMap((field) => [
      `${type.name}.${field.name}`,
      ...field.args.flatMap((arg) => (takesId(arg.type) ? [`${type.name}.${field.name}.${arg.name}`] : [])),
    ]);
  });
}

const takesId = (type: Parameters<typeof getNamedType>[0]): boolean => getNamedType(type)?.name === "ID";

export { getNamedType, getNullableType, isListType };
