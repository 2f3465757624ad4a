/** Filters of a register: each operator, their combinations, and filters through a relation. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
});
afterAll(() => hub.stop());

async function titles(filter: object): Promise<string[]> {
  const { data, errors } = await hub.graphql<{ activities: { nodes: { title: string }[] } }>(
    "query ($filter: ActivityFilter) { activities(filter: $filter) { nodes { title } } }",
    { filter },
  );
  expect(errors).toBeUndefined();
  return data.activities.nodes.map(({ title }) => title).sort();
}

const all = ["电工一班", "电工二班", "焊工班", "未定班", "期中会 100%"];
const sorted = (...names: string[]): string[] => [...names].sort();

test.each<[string, object, string[]]>([
  ["equal to a text", { title: { eq: "焊工班" } }, ["焊工班"]],
  ["different from a text", { kind: { ne: "class" } }, ["期中会 100%"]],
  ["one of several texts", { title: { in: ["焊工班", "未定班", "没有"] } }, ["焊工班", "未定班"]],
  ["one of none", { title: { in: [] } }, []],
  ["none of several", { title: { notIn: ["焊工班", "未定班"] } }, ["电工一班", "电工二班", "期中会 100%"]],
  ["none of nothing", { title: { notIn: [] } }, all],
  ["containing a text", { title: { contains: "工" } }, ["电工一班", "电工二班", "焊工班"]],
  ["containing a percent sign as it is", { title: { contains: "0%" } }, ["期中会 100%"]],
  ["starting with a text", { title: { startsWith: "电工" } }, ["电工一班", "电工二班"]],
  ["ending on or after a day", { endsOn: { gte: "2026-05-20" } }, ["电工二班", "焊工班", "期中会 100%"]],
  ["ending after a day", { endsOn: { gt: "2026-05-20" } }, ["期中会 100%"]],
  ["ending before a day", { endsOn: { lt: "2026-05-20" } }, ["电工一班"]],
  ["ending on or before a day", { endsOn: { lte: "2026-05-20" } }, ["电工一班", "电工二班", "焊工班"]],
  ["between two days", { endsOn: { gt: "2026-03-31", lt: "2026-06-01" } }, ["电工二班", "焊工班"]],
  ["without a day", { endsOn: { isNull: true } }, ["未定班"]],
  ["with a day", { endsOn: { isNull: false } }, ["电工一班", "电工二班", "焊工班", "期中会 100%"]],
  [
    "not on a day, the one without a day included",
    { endsOn: { ne: "2026-05-20" } },
    ["电工一班", "未定班", "期中会 100%"],
  ],
  ["of exactly so many hours", { hours: { eq: "48.5" } }, ["电工一班"]],
  ["of more hours", { hours: { gt: "12" } }, ["电工一班", "电工二班"]],
  ["of a version", { version: { in: [1] } }, all],
  ["changed since", { updatedAt: { gte: "2020-01-01T00:00:00Z" } }, all],
  ["changed before", { updatedAt: { lt: "2020-01-01T00:00:00+08:00" } }, []],
  ["an operator left empty asks for nothing", { title: { eq: null } }, all],
  ["both of two", { and: [{ kind: { eq: "class" } }, { hours: { isNull: true } }] }, ["焊工班"]],
  ["either of two", { or: [{ kind: { eq: "meeting" } }, { hours: { lt: "20" } }] }, ["期中会 100%", "未定班"]],
  ["any of none", { or: [] }, []],
  ["not what is unknown", { not: { hours: { gt: "20" } } }, ["焊工班", "期中会 100%", "未定班"]],
  ["of an organization by its code", { organization: { code: { eq: "T-S" } } }, ["焊工班", "期中会 100%", "未定班"]],
  ["of an organization or anything below it", { organization: { within: "T-N" } }, ["电工一班", "电工二班"]],
  ["of the whole tree", { organization: { within: "T" } }, all],
  [
    "of an organization's parent",
    { organization: { parent: { name: { eq: "试验局" } } } },
    ["焊工班", "期中会 100%", "未定班"],
  ],
])("activities %s", async (_, filter, expected) => {
  expect(await titles(filter)).toEqual(sorted(...expected));
});

test("a row is found by its id, and an id of another register is refused", async () => {
  const { data } = await hub.graphql<{
    activities: { nodes: { id: string; title: string; organization: { id: string } }[] };
  }>("{ activities { nodes { id title organization { id } } } }");
  const [first, second] = data.activities.nodes;
  expect(await titles({ id: { in: [first?.id, second?.id] } })).toEqual(
    sorted(first?.title ?? "", second?.title ?? ""),
  );
  const wrong = await hub.graphql("query ($id: ID) { activities(filter: {id: {eq: $id}}) { nodes { id } } }", {
    id: first?.organization.id,
  });
  expect(wrong.errors?.[0]?.extensions["code"]).toBe("BAD_ID");
});

test("participations are found by their activity, their person and their groups of people", async () => {
  const count = async (filter: object): Promise<number> => {
    const { data, errors } = await hub.graphql<{ enrolments: { totalCount: number } }>(
      "query ($filter: EnrolmentFilter) { enrolments(filter: $filter) { totalCount } }",
      { filter },
    );
    expect(errors).toBeUndefined();
    return data.enrolments.totalCount;
  };
  expect(await count({ activity: { title: { startsWith: "电工" } } })).toBe(5);
  expect(await count({ person: { name: { eq: "甲" } } })).toBe(4);
  expect(await count({ person: { name: { eq: "甲" } }, organization: { within: "T-N" } })).toBe(2);
  expect(await count({ categories: { has: "farmer" } })).toBe(2);
  expect(await count({ categories: { hasAny: ["farmer", "veteran"] } })).toBe(2);
  expect(await count({ score: { gte: "70" } })).toBe(4);
});

test("text that tries to be SQL is only text", async () => {
  expect(await titles({ title: { eq: "' or 1=1 --" } })).toEqual([]);
  expect(await titles({ title: { contains: "');drop table activity;--" } })).toEqual([]);
  expect(await titles({})).toHaveLength(5);
});

test("a decimal that is not one, and a day that does not exist, are refused before anything is asked", async () => {
  const hours = await hub.graphql('{ activities(filter: {hours: {gt: "twelve"}}) { totalCount } }');
  expect(hours.status).toBe(400);
  const day = await hub.graphql("query ($day: Date) { activities(filter: {endsOn: {gt: $day}}) { totalCount } }", {
    day: "2026-02-30",
  });
  expect(day.errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
});
