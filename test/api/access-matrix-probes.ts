/**
 * Other ways to the same rows: filters by every field with every side's values, every order, places taken from another's
 * pages. Each says how many, or which, rows the viewer must be answered with, worked out from what an all-seeing account sees.
 */
import { getNamedType, isEnumType, isInputObjectType, type GraphQLInputObjectType } from "graphql";
import type { Register } from "../../server/graph/register.js";
import { schema } from "./access-matrix-documents.js";

export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

export interface Probe {
  /** One root field, without its alias. */
  readonly field: string;
  /** The ids, or how many of them, that the viewer must get. */
  readonly rows: (sees: (id: string) => boolean) => readonly string[];
}

type Test = (value: unknown) => boolean;
const same =
  (wanted: unknown): Test =>
  (value) =>
    value === wanted;

/** A condition that just the rows with this value meet, by the filter's type; none for a type that no example fits. */
function conditionOf(type: string, value: unknown): readonly [text: string, holds: Test] | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (type === "TextsFilter")
    return [`{ has: ${JSON.stringify(first)} }`, (other) => Array.isArray(other) && other.includes(first)];
  if (type === "DateTimeFilter")
    return [`{ gte: ${JSON.stringify(value)} }`, (other) => typeof other === "string" && other >= String(value)];
  if (["TextFilter", "IntFilter", "DecimalFilter", "DateFilter", "BooleanFilter", "IdFilter"].includes(type))
    return [`{ eq: ${JSON.stringify(value)} }`, same(value)];
  return undefined;
}

const filterType = (name: string): GraphQLInputObjectType => {
  const type = schema.getType(`${name}Filter`);
  if (!isInputObjectType(type)) throw new Error(`the schema has no ${name}Filter`);
  return type;
};

/** One probe for each value that any row has in any field, personal ones aside: those are not filtered by without a purpose. */
export function filterProbes(register: Register, all: readonly Row[]): Probe[] {
  const probes: Probe[] = [];
  /** Through a relation only where the row at its end is seen, too. */
  const put = (filter: string, holds: (row: Row) => boolean, end?: string): void => {
    const met = all.filter(holds).map(({ id }) => id);
    probes.push({
      field: `${register.query}(first: 100, filter: ${filter}) { totalCount nodes { id } }`,
      rows: (sees) => (end === undefined || sees(end) ? met.filter(sees) : []),
    });
  };
  for (const [name, field] of Object.entries(filterType(register.name).getFields())) {
    if (
      ["and", "or", "not"].includes(name) ||
      name in (register.words ?? {}) ||
      register.fields[name]?.personal !== undefined
    )
      continue;
    const type = getNamedType(field.type).name;
    const relation = register.one?.[name];
    const values = new Map(
      all.flatMap((row) =>
        row[name] === null || row[name] === undefined ? [] : [[JSON.stringify(row[name]), row[name]]],
      ),
    );
    for (const value of values.values()) {
      if (relation !== undefined) {
        const { id } = value as Row;
        put(`{ ${name}: { id: { eq: ${JSON.stringify(id)} } } }`, (row) => (row[name] as Row | null)?.id === id, id);
        continue;
      }
      const condition = conditionOf(type, value);
      if (condition === undefined)
        throw new Error(`no example of a condition for ${register.name}Filter.${name}: ${type}`);
      if (Array.isArray(value) && value.length === 0) continue;
      const [text, holds] = condition;
      put(`{ ${name}: ${text} }`, (row) => holds(row[name]));
    }
  }
  return probes;
}

/** Every order, both ways: an order shows no other rows, and none where it would tell what is hidden. */
export function orderProbes(register: Register, all: readonly Row[], isStranger: boolean): Probe[] {
  const type = schema.getType(`${register.name}OrderField`);
  if (!isEnumType(type)) throw new Error(`the schema has no ${register.name}OrderField`);
  const personal = new Set(
    Object.entries(register.fields).flatMap(([name, spec]) =>
      spec.personal === undefined ? [] : [constantCase(name)],
    ),
  );
  const inside = new Set(
    Object.keys(register.fields)
      .filter((name) => register.fields[name]?.inside)
      .map(constantCase),
  );
  return type
    .getValues()
    .filter(({ name }) => !personal.has(name))
    .map(({ name }) => ({
      field: `${register.query}(first: 100, orderBy: [{ field: ${name}, direction: DESC }]) { totalCount nodes { id } }`,
      rows: (sees) => (isStranger && inside.has(name) ? [] : all.map(({ id }) => id).filter(sees)),
    }));
}

/** Pages that begin behind, or end before, every row of an all-seeing account's page. */
export function placeProbes(
  register: Register,
  edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[],
): Probe[] {
  return edges.flatMap(({ cursor }, at) => [
    {
      field: `${register.query}(first: 100, after: ${JSON.stringify(cursor)}) { nodes { id } }`,
      rows: (sees: (id: string) => boolean) =>
        edges
          .slice(at + 1)
          .map(({ node }) => node.id)
          .filter(sees),
    },
    {
      field: `${register.query}(last: 100, before: ${JSON.stringify(cursor)}) { nodes { id } }`,
      rows: (sees: (id: string) => boolean) =>
        edges
          .slice(0, at)
          .map(({ node }) => node.id)
          .filter(sees),
    },
  ]);
}

const constantCase = (name: string): string => name.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase();
