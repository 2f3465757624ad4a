/**
 * Pages are answered as text made in the database where an operation asks for nothing else, and row by row where it does.
 * Both must say the same, for every register, whatever is asked of a page.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { registerBook } from "../../server/registers.js";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
});
afterAll(() => hub.stop());

/** The same question alone, and beside one that only the executor can answer. */
async function bothWays(query: string, fragments = ""): Promise<unknown> {
  const alone = await hub.graphql(`{ ${query} } ${fragments}`);
  const beside = await hub.graphql<Record<string, unknown>>(`{ ${query} hub { name } } ${fragments}`);
  expect(alone.errors).toEqual(undefined);
  const { hub: _, ...rest } = beside.data;
  expect(alone.data).toEqual(rest);
  return alone.data;
}

const asked = registerBook.all.filter(({ query }) => query !== undefined);

test.each(asked.map(({ query, name }) => [query ?? "", name]))("%s", async (query, name) => {
  const register = registerBook.get(name);
  const labels = Object.entries(register.fields).flatMap(([field, { list }]) => (list === undefined ? [] : `${field}Label`));
  const ones = Object.keys(register.one ?? {}).map((one) => `${one} { id __typename }`);
  const lists = Object.keys(register.lists ?? {}).map((list) => `${list} { id }`);
  const many = Object.keys(register.many ?? {}).map((part) => `${part}(first: 2) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }`);
  const all = ["__typename id", ...Object.keys(register.fields), ...labels, ...ones, ...lists, ...many].join(" ");
  await bothWays(`${query} { totalCount nodes { ${all} } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`);
}); // prettier-ignore

test.each([
  "first: 3",
  "first: 3, orderBy: [{ field: SCORE }]",
  "first: 3, orderBy: [{ field: COMPLETED_ON, direction: DESC }, { field: SCORE }]",
  "last: 3, orderBy: [{ field: SCORE, direction: DESC }]",
])("every page of (%s) on the way through the register", async (args) => {
  const [behind, border] = args.startsWith("last") ? ["before", "startCursor"] : ["after", "endCursor"];
  const seen = new Set<string>();
  for (let cursor: string | null = null, page = 0; page < 6; page += 1) {
    const place = cursor === null ? "" : `, ${behind}: ${JSON.stringify(cursor)}`;
    const data = (await bothWays(
      `enrolments(${args}${place}) { nodes { id score completedOn } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`,
    )) as { enrolments: { nodes: { id: string }[]; pageInfo: Record<string, string | null> } };
    data.enrolments.nodes.forEach(({ id }) => seen.add(id));
    cursor = data.enrolments.pageInfo[border ?? ""] ?? null;
    if (cursor === null) break;
  }
  const { data } = await hub.graphql<{ enrolments: { totalCount: number } }>("{ enrolments { totalCount } }");
  expect(seen.size).toBe(data.enrolments.totalCount);
});

test("aliases, fragments, both lists of one page and an empty page", async () => {
  await bothWays(
    `__typename some: organizations(first: 2) { __typename a: nodes { x: id ...Name } b: nodes { code } e: edges { __typename node { kindLabel } } p: pageInfo { __typename more: hasNextPage } }
     none: organizations(filter: { code: { eq: "nobody" } }) { nodes { id } totalCount pageInfo { hasNextPage startCursor endCursor } }`,
    "fragment Name on Organization { name parent { ...Up } } fragment Up on Node { id }",
  );
});
