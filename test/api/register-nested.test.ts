/** Rows within rows, aliases and fragments, node by id, and how many statements the database was asked. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
});
afterAll(() => hub.stop());

test("schools with their classes, the classes' people and the people's other classes come in one answer", async () => {
  const { data, errors } = await hub.graphql(
    `{ organizations(filter: {code: {eq: "T-S"}}) { nodes { name kindLabel parent { name } formerNames { nodes { name } }
        activities(orderBy: {field: TITLE}, filter: {kind: {eq: "class"}}) { totalCount nodes { title kindLabel
          enrolments(orderBy: {field: SCORE}) { nodes { score statusLabel person { name idLast4 enrolments { totalCount } } } } } } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    organizations: {
      nodes: [
        {
          name: "南校",
          kindLabel: "院校",
          parent: { name: "试验局" },
          formerNames: { nodes: [{ name: "南门夜校" }] },
          activities: {
            totalCount: 2,
            nodes: expect.arrayContaining([
              {
                title: "焊工班",
                kindLabel: "培训班",
                enrolments: {
                  nodes: expect.arrayContaining([
                    {
                      score: "70.00",
                      statusLabel: "结业",
                      person: { name: "甲", idLast4: "1234", enrolments: { totalCount: 2 } },
                    },
                    {
                      score: "70.00",
                      statusLabel: "结业",
                      person: { name: "丁", idLast4: "1234", enrolments: { totalCount: 2 } },
                    },
                  ]),
                },
              },
            ]),
          },
        },
      ],
    },
  });
});

test("the same relation under two names keeps two answers, even under the name of a column", async () => {
  const { data, errors } = await hub.graphql(
    `query ($few: Int!, $with: Boolean!) { organizations(filter: {code: {eq: "T-N-1"}}) { nodes {
        name: activities(first: $few, orderBy: {field: TITLE}) { nodes { ...Title } pageInfo { hasNextPage } }
        code: activities(first: 5, orderBy: {field: TITLE, direction: DESC}) { edges { node { ... on Activity { title } ... on Node { id @skip(if: true) } } } }
        above: parent { n: name grand: parent { name @include(if: $with) code } } ancestors { name } } } }
     fragment Title on Activity { heading: title }`,
    { few: 1, with: false },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    organizations: {
      nodes: [
        {
          name: { nodes: [{ heading: "电工一班" }], pageInfo: { hasNextPage: true } },
          code: { edges: [{ node: { title: "电工二班" } }, { node: { title: "电工一班" } }] },
          above: { n: "北校", grand: { code: "T" } },
          ancestors: [{ name: "试验局" }, { name: "北校" }],
        },
      ],
    },
  });
});

test("nested pages go on from their own cursors", async () => {
  const ask = async (after: string | null) =>
    hub.graphql<{
      organizations: {
        nodes: { activities: { nodes: { title: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }[];
      };
    }>(
      `query ($after: String) { organizations(filter: {code: {eq: "T-S"}}) { nodes {
          activities(first: 2, after: $after, orderBy: {field: ENDS_ON}) { nodes { title } pageInfo { endCursor hasNextPage } } } } }`,
      { after },
    );
  const first = (await ask(null)).data.organizations.nodes[0]?.activities;
  expect(first?.nodes.map(({ title }) => title)).toEqual(["焊工班", "期中会 100%"]);
  const second = (await ask(first?.pageInfo.endCursor ?? null)).data.organizations.nodes[0]?.activities;
  expect(second?.nodes.map(({ title }) => title)).toEqual(["未定班"]);
  expect(second?.pageInfo.hasNextPage).toBe(false);
});

test("any row is found again by its id; an id nobody has is null, an id that is none is refused", async () => {
  const { data } = await hub.graphql<Record<string, { nodes: { id: string }[] }>>(
    `{ activities(first: 1) { nodes { id } } persons(first: 1) { nodes { id } } organizations(first: 1) { nodes { id } } enrolments(first: 1) { nodes { id } } }`,
  );
  for (const [query, type] of [
    ["activities", "Activity"],
    ["persons", "Person"],
    ["organizations", "Organization"],
    ["enrolments", "Enrolment"],
  ] as const) {
    const id = data[query]?.nodes[0]?.id;
    const found = await hub.graphql(
      "query ($id: ID!) { node(id: $id) { __typename id ... on Activity { title organization { code } } } }",
      { id },
    );
    expect(found.errors).toBeUndefined();
    expect(found.data).toMatchObject({ node: { __typename: type, id } });
  }
  const nobody = `Activity_${"0".repeat(64)}`;
  expect((await hub.graphql("query ($id: ID!) { node(id: $id) { id } }", { id: nobody })).data).toEqual({ node: null });
  for (const id of ["", "x", "Activity_1_2"]) {
    const answer = await hub.graphql("query ($id: ID!) { node(id: $id) { id } }", { id });
    expect(answer.errors?.[0]?.extensions["code"]).toBe("BAD_ID");
  }
});

test("every register answers with all its columns and relations", async () => {
  const { data } = await hub.graphql<{
    __schema: {
      types: {
        name: string;
        kind: string;
        fields: { name: string; type: Type }[] | null;
        interfaces: { name: string }[] | null;
      }[];
    };
  }>(
    "{ __schema { types { name kind interfaces { name } fields { name type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }",
  );
  interface Type {
    kind: string;
    name: string | null;
    ofType?: Type | null;
  }
  const inner = (type: Type): Type => (type.ofType ? inner(type.ofType) : type);
  const { types } = data.__schema;
  const queries = types.find(({ name }) => name === "Query")?.fields ?? [];
  const registers = queries.filter(({ type }) => inner(type).name?.endsWith("Connection"));
  expect(registers.map(({ name }) => name).sort()).toEqual([
    "activities",
    "affiliations",
    "applications",
    "assets",
    "attendances",
    "codeRows",
    "courses",
    "credentials",
    "documents",
    "enrolments",
    "figureRows",
    "findings",
    "forms",
    "fundEntries",
    "indicatorRows",
    "organizations",
    "parameters",
    "persons",
    "rules",
    "submissions",
    "targets",
    "tasks",
  ]);
  for (const { name, type } of registers) {
    const node = types.find((found) => found.name === inner(type).name?.replace("Connection", ""));
    const asked = (node?.fields ?? []).map((field) => {
      const of = inner(field.type);
      if (of.name?.endsWith("Connection")) return `${field.name} { totalCount nodes { id } }`;
      return of.kind === "OBJECT" ? `${field.name} { id }` : field.name;
    });
    const answer = await hub.graphql(`{ ${name} { edges { cursor node { ${asked.join(" ")} } } } }`);
    expect({ name, errors: answer.errors }).toEqual({ name, errors: undefined });
  }
});

test("the tree of organizations reads from the top, each one before what is below it", async () => {
  const tree = async (args: string): Promise<unknown> => {
    const { data } = await hub.graphql<{ organizationTree: { code: string }[] }>(
      `{ organizationTree${args} { code parent { code } } }`,
    );
    return data.organizationTree.map(({ code }) => code);
  };
  expect(await tree("")).toEqual(["T", "T-N", "T-N-1", "T-S"]);
  expect(await tree('(root: "T-N")')).toEqual(["T-N", "T-N-1"]);
  expect(await tree('(root: "T", depth: 1)')).toEqual(["T", "T-N", "T-S"]);
});

test("the codes of a list come in their order, and a list nobody knows is refused by its code", async () => {
  const { data } = await hub.graphql(
    '{ codes(list: "org_kind") { code nameZh } found: codes(list: "org_kind", search: "学院") { code } }',
  );
  expect(data).toEqual({
    codes: [
      { code: "school", nameZh: "院校" },
      { code: "college", nameZh: "二级学院" },
    ],
    found: [{ code: "college" }],
  });
  const unknown = await hub.graphql('{ codes(list: "no_such_list") { code } }');
  expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: "UNKNOWN_LIST", args: { list: "no_such_list" } });
});
