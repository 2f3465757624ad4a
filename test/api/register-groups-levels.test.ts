/** Dimensions at a chosen level: parts of an organization, regions of the national code, periods of any length. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { addCountable, askerOf } from "./register-groups-fixture.js";

let hub: TestHub;
const { ask, table, refusal } = askerOf(() => hub);
beforeAll(async () => {
  hub = await startHub();
  await addCountable(hub);
});
afterAll(() => hub.stop());

describe("organizations", () => {
  test("as they own the rows, or as the nearest school above them", async () => {
    expect(await table("groupBy: [{ dimension: ORGANIZATION }]", "labels rows")).toEqual([
      ["G-N-1", "北校工坊", 5],
      ["G-S", "南校", 3],
    ]);
    expect(await table('groupBy: [{ dimension: ORGANIZATION, kind: "school" }]', "labels rows persons")).toEqual([
      ["G-N", "北校", 5, 3],
      ["G-S", "南校", 3, 2],
    ]);
  });

  test("the parts of one, so many levels below it", async () => {
    expect(await table('groupBy: [{ dimension: ORGANIZATION, below: "G-B" }]', "rows")).toEqual([
      ["G-N", 5],
      ["G-S", 3],
    ]);
    // The south has nothing so far below: it stands for itself, and nothing is lost.
    expect(await table('groupBy: [{ dimension: ORGANIZATION, below: "G-B", depth: 2 }]', "rows")).toEqual([
      ["G-N-1", 5],
      ["G-S", 3],
    ]);
    expect(await table('groupBy: [{ dimension: ORGANIZATION, below: "G-N" }]', "rows")).toEqual([["G-N-1", 5]]);
  });

  test("an organization or a kind that does not exist is refused by its code", async () => {
    expect(await refusal('groupBy: [{ dimension: ORGANIZATION, below: "NIX" }]')).toBe("UNKNOWN_ORGANIZATION");
    expect(await refusal('groupBy: [{ dimension: ORGANIZATION, kind: "castle" }]')).toBe("UNKNOWN_CODE");
  });
});

describe("regions", () => {
  const level = (name: string): string => `groupBy: [{ dimension: REGION, level: ${name} }]`;

  test("of county, city and province by the digits of the code, a street where its parents lead", async () => {
    expect(await table("groupBy: [{ dimension: REGION }]", "labels rows")).toEqual([
      ["350203-07", "试验街道", 5],
      ["350205", "海沧区", 3],
    ]);
    expect(await table(level("COUNTY"), "labels rows persons")).toEqual([
      ["350203", "思明区", 5, 3],
      ["350205", "海沧区", 3, 2],
    ]);
    expect(await table(level("CITY"), "labels rows persons")).toEqual([["350200", "厦门市", 8, 4]]);
    expect(await table(level("PROVINCE"), "labels rows")).toEqual([["350000", "福建省", 8]]);
  });

  test("what is recorded for a province is in no city", async () => {
    expect(await table(level("CITY"), "rows", "organization")).toEqual([
      ["350200", 4],
      [null, 1],
    ]);
  });
});

describe("periods", () => {
  test.each([
    ["YEAR", ["2025", "2026"], [3, 5]],
    ["HALF", ["2025H1", "2025H2", "2026H1"], [2, 1, 5]],
    ["QUARTER", ["2025Q1", "2025Q4", "2026Q1"], [2, 1, 5]],
    ["SCHOOL_YEAR", ["SY2024", "SY2025"], [2, 6]],
    ["TERM", ["2024T2", "2025T1", "2025T2"], [2, 3, 3]],
    ["DAY", ["2025-03-10", "2025-12-31", "2026-01-15", "2026-03-20"], [2, 1, 2, 3]],
  ])("%s", async (grain, codes, rows) => {
    const table_ = await table(`groupBy: [{ dimension: PERIOD, grain: ${grain} }]`, "rows");
    expect(table_).toEqual(codes.map((code, index) => [code, rows[index]]));
  });

  test("carry their names", async () => {
    const { groups } = await ask("groupBy: [{ dimension: PERIOD, grain: TERM }]", "labels");
    expect(groups.map(({ labels }) => labels)).toEqual([
      ["2024-2025学年第二学期"],
      ["2025-2026学年第一学期"],
      ["2025-2026学年第二学期"],
    ]);
  });

  test("from one to another, both included; any date can be a dimension", async () => {
    const some = 'groupBy: [{ dimension: COMPLETED_ON, grain: QUARTER, from: "2025M12", to: "2026M01" }]';
    expect(await table(some, "rows")).toEqual([
      ["2025Q4", 1],
      ["2026Q1", 2],
    ]);
  });

  test("limits one day and leaves another alone", async () => {
    const two = 'groupBy: [{ dimension: YEAR, from: "2026", to: "2026" }, { dimension: ENROLLED_ON, grain: YEAR }]';
    expect(await table(two, "rows")).toEqual([["2026", null, 5]]);
    const before = "measures: [{ measure: ROWS, as: YEAR_BEFORE }]";
    expect(await table(`${two}, ${before}`, "rows values")).toEqual([["2026", null, 5, "3"]]);
  });

  test("a term's year before is the term of the school year before", async () => {
    const before = "measures: [{ measure: ROWS, as: YEAR_BEFORE }]";
    expect(await table(`groupBy: [{ dimension: PERIOD, grain: TERM }], ${before}`, "rows values")).toEqual([
      ["2024T2", 2, "0"],
      ["2025T1", 3, "0"],
      ["2025T2", 3, "2"],
    ]);
  });
});

describe("rows a row belongs to", () => {
  test("a code of the activity, of the person, of the activity's course", async () => {
    expect(await table("groupBy: [{ dimension: ACTIVITY_CHANNEL }]", "rows persons")).toEqual([
      ["a", 5, 3],
      ["b", 3, 3],
    ]);
    expect(await table("groupBy: [{ dimension: PERSON_SEX }]", "labels rows persons")).toEqual([
      ["1", "男性", 4, 2],
      ["2", "女性", 4, 2],
    ]);
    expect(await table("groupBy: [{ dimension: ACTIVITY_COURSE_OCCUPATION }]", "rows")).toEqual([
      ["6-31", 5],
      [null, 3],
    ]);
  });

  test("the activity itself, called by its title, its key the global id that finds it again", async () => {
    const { groups } = await ask("groupBy: [{ dimension: ACTIVITY }]", "key labels rows");
    expect(groups.map(({ labels, rows }) => [labels, rows])).toEqual([
      [["电工一班"], 2],
      [["电工二班"], 3],
      [["焊工一班"], 2],
      [["焊工二班"], 1],
    ]);
    const [key] = groups[0]?.["key"] as string[];
    const { data } = await hub.graphql(`{ node(id: "${key ?? ""}") { ... on Activity { title } } }`);
    expect(data).toEqual({ node: { title: "电工一班" } });
  });

  test("yes, no and not known", async () => {
    expect(await table("groupBy: [{ dimension: EMPLOYED_AT_TIME }]", "labels rows")).toEqual([
      ["false", "否", 1],
      ["true", "是", 5],
      [null, null, 2],
    ]);
  });
});

test("one dimension twice at two levels, each under its name", async () => {
  const by =
    'groupBy: [{ dimension: REGION, level: CITY, name: "city" }, { dimension: REGION, level: COUNTY, name: "county" }]';
  expect(await table(`${by}, orderBy: [{ by: "county", direction: DESC }]`, "rows")).toEqual([
    ["350200", "350205", 3],
    ["350200", "350203", 5],
  ]);
});

test("names of people are no dimension", async () => {
  const { data } = await hub.graphql<{ __type: { enumValues: { name: string }[] } }>(
    '{ __type(name: "EnrolmentDimension") { enumValues { name } } }',
  );
  const names = data.__type.enumValues.map(({ name }) => name);
  expect(names).toContain("PERSON_EDUCATION");
  expect(names.filter((name) => /PERSON_(NAME|ID_LAST4|PHONE_LAST4|BIRTH_YM)|^PERSON$/.test(name))).toEqual([]);
});

test.each([
  ["a level of what is no region", "groupBy: [{ dimension: STATUS, level: CITY }]"],
  ["a grain of what is no period", "groupBy: [{ dimension: REGION, grain: YEAR }]"],
  ["another grain than the name says", "groupBy: [{ dimension: MONTH, grain: YEAR }]"],
  ["a kind of a dimension that has its own", 'groupBy: [{ dimension: SCHOOL, kind: "college" }]'],
  ["a depth below nothing", "groupBy: [{ dimension: ORGANIZATION, depth: 2 }]"],
])("%s is refused by its code", async (_, args) => {
  expect(await refusal(args)).toBe("BAD_GROUP_LEVEL");
});

test("a period that is none is refused by its code", async () => {
  expect(await refusal('groupBy: [{ dimension: PERIOD, from: "2026M13" }]')).toBe("BAD_PERIOD");
});
