/** Pages of a register: every order walked in both directions, over ties and empty values, without a gap or a double. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
});
afterAll(() => hub.stop());

interface Page {
  activities: {
    nodes: { id: string; title: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  };
}
const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [ActivityOrder!], $filter: ActivityFilter) {
  activities(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, filter: $filter) {
    nodes { id title } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

async function walk(orderBy: object[], size: number, backward: boolean): Promise<string[]> {
  const titles: string[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < 20; pages++) {
    const args: Record<string, unknown> = backward ? { last: size, before: cursor } : { first: size, after: cursor };
    const { data, errors } = await hub.graphql<Page>(PAGE, { ...args, orderBy });
    expect(errors).toBeUndefined();
    const { nodes, pageInfo } = data.activities;
    const page = nodes.map(({ title }) => title);
    if (backward) titles.unshift(...page);
    else titles.push(...page);
    if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return titles;
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
  }
  throw new Error("the pages never end");
}

const ORDERS: [string, object[]][] = [
  ["the hub's own order", []],
  ["a column with ties and an empty value", [{ field: "ENDS_ON" }]],
  ["the same downwards", [{ field: "ENDS_ON", direction: "DESC" }]],
  [
    "two columns in opposite directions",
    [
      { field: "ENDS_ON", direction: "DESC" },
      { field: "TITLE", direction: "ASC" },
    ],
  ],
  ["decimals with empty values", [{ field: "HOURS" }, { field: "KIND", direction: "DESC" }]],
  ["the instant a row was made", [{ field: "CREATED_AT", direction: "DESC" }]],
  ["whole numbers", [{ field: "VERSION" }]],
];

describe.each(ORDERS)("ordered by %s", (_, orderBy) => {
  test.each([1, 2, 3, 5, 50])("pages of %i meet every row once, forwards and backwards alike", async (size) => {
    const whole = await walk(orderBy, 500, false);
    expect(new Set(whole).size).toBe(5);
    expect(await walk(orderBy, size, false)).toEqual(whole);
    expect(await walk(orderBy, size, true)).toEqual(whole);
  });
});

test("dates come upwards with the empty one last, downwards with it first", async () => {
  const up = await walk([{ field: "ENDS_ON" }, { field: "TITLE" }], 50, false);
  expect(up[0]).toBe("电工一班");
  expect(up.at(-1)).toBe("未定班");
  const down = await walk(
    [
      { field: "ENDS_ON", direction: "DESC" },
      { field: "TITLE", direction: "DESC" },
    ],
    50,
    false,
  );
  expect(down).toEqual([...up].reverse());
});

test("the total counts what the filter leaves, not what the page shows", async () => {
  const { data } = await hub.graphql<Page>(PAGE, { first: 1, filter: { kind: { eq: "class" } } });
  expect(data.activities.totalCount).toBe(4);
  expect(data.activities.nodes).toHaveLength(1);
});

test("every edge's cursor leads behind its own row", async () => {
  const { data } = await hub.graphql<{ activities: { edges: { cursor: string; node: { title: string } }[] } }>(
    "{ activities(orderBy: {field: HOURS, direction: DESC}) { edges { cursor node { title } } } }",
  );
  const { edges } = data.activities;
  for (const [index, { cursor }] of edges.entries()) {
    const next = await hub.graphql<Page>(PAGE, { after: cursor, orderBy: [{ field: "HOURS", direction: "DESC" }] });
    expect(next.data.activities.nodes.map(({ title }) => title)).toEqual(
      edges.slice(index + 1).map(({ node }) => node.title),
    );
  }
});

test("a cursor of another order, a mangled one and an invented one are refused by their code", async () => {
  const { data } = await hub.graphql<Page>(PAGE, { first: 2, orderBy: [{ field: "TITLE" }] });
  const foreign = data.activities.pageInfo.endCursor;
  const invented = Buffer.from(JSON.stringify(["+org_id+id", "x'; drop table activity; --", "y"])).toString(
    "base64url",
  );
  for (const after of [foreign, "garbage", "", invented, foreign?.slice(0, 12)]) {
    const answer = await hub.graphql<Page | null>(PAGE, { after });
    expect(answer.errors?.[0]?.extensions["code"]).toBe("BAD_CURSOR");
  }
});

test("a page of none, of too many, or both ways at once is refused by its code", async () => {
  const codeOf = async (args: object): Promise<unknown> =>
    (await hub.graphql(PAGE, { ...args })).errors?.[0]?.extensions["code"];
  expect(await codeOf({ first: 0 })).toBe("PAGE_SIZE");
  expect(await codeOf({ first: 501 })).toBe("PAGE_SIZE");
  expect(await codeOf({ last: -1 })).toBe("PAGE_SIZE");
  expect(await codeOf({ first: 5, last: 5 })).toBe("PAGE_BOTH_WAYS");
});

test("a refusal says in Chinese and English what to do, with its arguments", async () => {
  const { errors } = await hub.graphql(PAGE, { first: 900 });
  expect(errors?.[0]?.extensions).toEqual({
    code: "PAGE_SIZE",
    args: { max: 500 },
    message: { zh: "一页应为 1 到 500 条。", en: "A page holds 1 to 500 rows." },
  });
});
