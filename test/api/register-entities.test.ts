/** Every entity of the model is a register: its rows are paged, ordered, filtered, found by id and reached both ways. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { registerBook } from "../../server/registers.js";
import { columnOf } from "../../server/graph/register.js";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
});
afterAll(() => hub.stop());

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { id: string }[];
  readonly edges: readonly { cursor: string; node: { id: string } }[];
  readonly pageInfo: { hasNextPage: boolean };
}

/** The entities of the model and the register each is kept in. Periods are values, tables of their own they have none. */
const ENTITIES = {
  Organization: "Organization", Person: "Person", Affiliation: "Affiliation", Course: "Course", Activity: "Activity",
  Enrolment: "Enrolment", Attendance: "Attendance", Application: "Application", Credential: "Credential", Asset: "Asset",
  FundEntry: "FundEntry", Indicator: "IndicatorRow", Target: "Target", Figure: "FigureRow", Form: "Form",
  Submission: "Submission", Rule: "Rule", Finding: "FindingRow", Task: "Task", Document: "Document", Code: "CodeRow",
} as const; // prettier-ignore

async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await hub.graphql<Data>(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

describe.each(Object.entries(ENTITIES))("%s", (_entity, name) => {
  const register = registerBook.get(name);
  const query = register.query ?? "";

  test("two pages by cursor are the first rows of the whole, and a row is found again by its id", async () => {
    const page = "totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage }";
    const whole = (await ask<{ page: Page }>(`{ page: ${query}(first: 4) { ${page} } }`)).page;
    expect(whole.totalCount).toBeGreaterThan(1);
    const first = (await ask<{ page: Page }>(`{ page: ${query}(first: 1) { ${page} } }`)).page;
    const after = first.edges[0]?.cursor;
    const next = (
      await ask<{ page: Page }>(`query ($after: String) { page: ${query}(first: 3, after: $after) { ${page} } }`, {
        after,
      })
    ).page;
    expect([...first.nodes, ...next.nodes]).toEqual(whole.nodes);
    const id = whole.nodes[0]?.id;
    expect((await ask<{ node: unknown }>("query ($id: ID!) { node(id: $id) { id __typename } }", { id })).node).toEqual(
      {
        id,
        __typename: name,
      },
    );
  });

  test("its rows come in the order of any of its fields, and by the words of its codes", async () => {
    const fields = Object.entries(register.fields);
    const coded = fields.find(([, spec]) => spec.list !== undefined && spec.kind === "text");
    const ordered = fields.filter(([, { plain, kind }]) => !plain && kind !== "texts").map(([field]) => field);
    while (ordered.length > 0) {
      const asked = ordered.splice(0, 8).map((field) => {
        const order = field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
        return `by_${order}: ${query}(first: 2, orderBy: {field: ${order}, direction: DESC}) { nodes { id ${field} } }`;
      });
      await ask(`{ ${asked.join("\n")} }`);
    }
    if (!coded) return;
    const [field] = coded;
    const { page } = await ask<{ page: { nodes: Record<string, string | null>[] } }>(
      `{ page: ${query}(first: 1, filter: {${field}: {isNull: false}}) { nodes { ${field} ${field}Label } } }`,
    );
    const code = page.nodes[0]?.[field];
    const found = await ask<{ page: Page }>(
      `query ($code: String) { page: ${query}(first: 1, filter: {${field}: {eq: $code}}) { totalCount } }`,
      { code },
    );
    expect(found.page.totalCount).toBeGreaterThan(0);
  });
});

test("every list a field names has codes", async () => {
  const named = registerBook.all.flatMap(({ fields, derived }) => [
    ...Object.values(fields).flatMap(({ list }) => list ?? []),
    ...Object.values(derived ?? {}).map(({ list }) => list),
  ]);
  const known = new Set((await hub.sql<{ list: string }>("select distinct list from code")).map(({ list }) => list));
  expect([...new Set(named)].filter((list) => !known.has(list))).toEqual([]);
});

test("every code that a sample row holds has its name in the list of its field", async () => {
  const nameless: string[] = [];
  for (const register of registerBook.all)
    for (const [field, spec] of Object.entries(register.fields)) {
      if (spec.list === undefined) continue;
      const column = columnOf(field, spec);
      const codes = spec.kind === "texts" ? `unnest(x.${column})` : `x.${column}`;
      const rows = await hub.sql<{ code: string }>(
        `select distinct v.code from (select ${codes} as code from ${register.table} x) v
          left join code l on l.list = $1 and l.code = v.code where v.code <> '' and l.code is null limit 3`,
        [spec.list],
      );
      nameless.push(...rows.map(({ code }) => `${register.name}.${field}: ${code}`));
    }
  expect(nameless).toEqual([]);
});

test("every state of a row is in its list, can be reached, and the tables take it", async () => {
  for (const register of registerBook.all) {
    const { states } = register;
    if (!states) continue;
    const { list } = register.fields[states.field] ?? {};
    const known = await hub.sql<{ code: string }>("select code from code where list = $1", [list]);
    const taken = await hub.sql<{ definition: string }>(
      "select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and conname = $2",
      [register.table, `${register.table}_${columnOf(states.field, register.fields[states.field]!)}_check`],
    );
    for (const { first, steps } of [states, ...Object.values(states.byKind ?? {})]) {
      const named = new Set([...first, ...Object.keys(steps), ...Object.values(steps).flat()]);
      const reached = new Set(first);
      for (const state of reached) for (const next of steps[state] ?? []) reached.add(next);
      expect([register.name, [...named].filter((state) => !reached.has(state))]).toEqual([register.name, []]);
      const codes = known.map(({ code }) => code);
      expect([register.name, [...named].filter((state) => !codes.includes(state))]).toEqual([register.name, []]);
      for (const { definition } of taken)
        for (const state of named)
          expect([register.name, definition]).toEqual([register.name, expect.stringContaining(`'${state}'`)]);
    }
  }
});

test("a relation that leads somewhere also leads back", () => {
  const oneWay = registerBook.all.flatMap((register) =>
    Object.entries(register.one ?? {})
      // Everything belongs to an organization; not every kind of row is listed with each one it names.
      .filter(([name, one]) => one.to !== "Organization" || name === "organization")
      .filter(([, one]) => !isListed(one.to, register.name, one.on))
      .map(([name]) => `${register.name}.${name}`),
  );
  expect(oneWay).toEqual([]);
});

function isListed(to: string, name: string, on: readonly (readonly [string, string])[]): boolean {
  const pairs = (list: readonly (readonly [string, string])[]) => list.map((pair) => pair.join("=")).sort().join();
  const back = pairs(on.map(([own, other]) => [other, own] as const));
  return Object.values(registerBook.get(to).many ?? {}).some((many) => many.of === name && pairs(many.on) === back);
} // prettier-ignore

test("from a school to its classes' attendance, from a claim to its provider and back, in one question each", async () => {
  const { activities } = await ask<{
    activities: { nodes: { attendances: { totalCount: number; nodes: { enrolment: { activity: { id: string } } }[] }; id: string }[] };
  }>(`{ activities(first: 500, filter: {kind: {eq: "class"}}) { nodes { id
        attendances(first: 1) { totalCount nodes { enrolment { activity { id } } } } } } }`);
  const attended = activities.nodes.filter(({ attendances }) => attendances.totalCount > 0);
  const total = attended.reduce((sum, { attendances }) => sum + attendances.totalCount, 0);
  expect(total).toBe(240);
  for (const { id, attendances } of attended) expect(attendances.nodes[0]?.enrolment.activity.id).toBe(id);

  const { applications } = await ask<{ applications: { nodes: unknown[] } }>(
    `{ applications(filter: {kind: {eq: "subsidy"}, status: {eq: "blocked"}}) { nodes { number amount statusLabel
        organization { applications(filter: {kind: {eq: "subsidy"}}) { nodes { number } } findings { nodes { rule definition { severity } } } } } } }`,
  );
  expect(applications.nodes).toEqual([
    {
      number: "BT2026-003",
      amount: "1000.00",
      statusLabel: "被规则拦住",
      organization: {
        applications: { nodes: [{ number: "BT2026-003" }, { number: "BT2026-011" }] },
        findings: { nodes: [{ rule: null, definition: null }] },
      },
    },
  ]);
}); // prettier-ignore
