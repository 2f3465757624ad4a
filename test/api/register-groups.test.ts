/** Grouped counts: participations are rows, persons are counted once whoever knows them, sums are exact. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
});
afterAll(() => hub.stop());

async function groups(query: string): Promise<unknown> {
  const { data, errors } = await hub.graphql<{ g: unknown }>(`{ g: ${query} }`);
  expect(errors).toBeUndefined();
  return data.g;
}

test("participations by school: a workshop's count for its school, and one human at two schools is one person", async () => {
  expect(await groups("enrolmentGroups(groupBy: [SCHOOL]) { key labels rows persons }")).toEqual([
    { key: ["T-N"], labels: ["北校"], rows: 5, persons: 3 },
    { key: ["T-S"], labels: ["南校"], rows: 4, persons: 2 },
  ]);
  expect(await groups("enrolmentGroups(groupBy: []) { key rows persons }")).toEqual([{ key: [], rows: 9, persons: 4 }]);
});

test("by month of completion, else of the activity's end; what has neither is a group of its own", async () => {
  expect(await groups("enrolmentGroups(groupBy: [MONTH]) { key labels rows }")).toEqual([
    { key: ["2026M03"], labels: ["2026M03"], rows: 3 },
    { key: ["2026M05"], labels: ["2026M05"], rows: 4 },
    { key: ["2026M06"], labels: ["2026M06"], rows: 1 },
    { key: [null], labels: [null], rows: 1 },
  ]);
});

test("by two codes, with their words, under a filter", async () => {
  expect(
    await groups(
      'enrolmentGroups(groupBy: [ACTIVITY_KIND, STATUS], filter: {organization: {within: "T-S"}}) { key labels rows persons }',
    ),
  ).toEqual([
    { key: ["class", "active"], labels: ["培训班", "active"], rows: 1, persons: 1 },
    { key: ["class", "completed"], labels: ["培训班", "结业"], rows: 2, persons: 2 },
    { key: ["meeting", "active"], labels: ["会议", "active"], rows: 1, persons: 1 },
  ]);
});

test("sums are exact decimals, beyond what a float could hold", async () => {
  expect(await groups("fundEntryGroups(groupBy: [ORGANIZATION]) { key sum }")).toEqual([
    { key: ["T-N-1"], sum: "9007199254740993.00" },
    { key: ["T-S"], sum: "0.30" },
  ]);
  expect(await groups("activityGroups(groupBy: [KIND], sum: HOURS) { key rows sum }")).toEqual([
    { key: ["class"], rows: 4, sum: "120.5" },
    { key: ["meeting"], rows: 1, sum: null },
  ]);
});

test("every dimension of every register can be counted by", async () => {
  const { data } = await hub.graphql<{
    __schema: { types: { name: string; enumValues: { name: string }[] | null }[] };
  }>("{ __schema { types { name enumValues { name } } } }");
  const dimensions = data.__schema.types.filter(({ name }) => name.endsWith("Dimension"));
  expect(dimensions.length).toBeGreaterThan(6);
  for (const { name, enumValues } of dimensions) {
    const register = name.replace("Dimension", "");
    const query = `${register[0]?.toLowerCase() ?? ""}${register.slice(1)}Groups`;
    for (const value of enumValues ?? [])
      await groups(`${query}(groupBy: [${value.name}]) { key labels rows persons sum }`);
  }
});

test("more than four dimensions are refused by their code", async () => {
  const { errors } = await hub.graphql(
    "{ enrolmentGroups(groupBy: [ORGANIZATION, SCHOOL, ROLE, STATUS, MONTH]) { rows } }",
  );
  expect(errors?.[0]?.extensions["code"]).toBe("TOO_MANY_FIELDS");
});
