/** Measures of groups, worked out by hand: shares, running totals, ranks, the year before, targets, totals of distinct persons. */
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

const months = "groupBy: [{ dimension: PERIOD }]";
const schools = "groupBy: [{ dimension: SCHOOL }]";
const schoolYears = "groupBy: [{ dimension: SCHOOL }, { dimension: YEAR }]";

describe("sums and averages", () => {
  test("several at once, in the order asked, of those filled in", async () => {
    const measures = `measures: [{ measure: SUM, of: SCORE }, { measure: AVERAGE, of: SCORE }, { measure: MIN, of: SCORE },
      { measure: MAX, of: HOURS_DONE }, { measure: PERSONS }]`;
    expect(await table(`${schools}, ${measures}`, "rows values")).toEqual([
      ["G-N", 5, "300.50", "75.125", "60.50", "60.0", "3"],
      ["G-S", 3, "225.00", "75", "50.00", "20.0", "2"],
    ]);
  });

  test("an average that does not end is rounded half up at twelve places", async () => {
    const [row] = await table(`groupBy: [], measures: [{ measure: AVERAGE, of: SCORE }]`, "values");
    expect(row).toEqual(["75.071428571429"]);
  });

  test("a measure is read by its name, under an alias", async () => {
    const measures = 'measures: [{ measure: SUM, of: HOURS_DONE, name: "hours" }, { measure: ROWS }]';
    const { groups } = await ask(`groupBy: [], ${measures}`, 'hours: value(of: "hours") rows: value(of: "ROWS")');
    expect(groups).toEqual([{ hours: "290.0", rows: "8" }]);
  });
});

describe("what a join could count twice", () => {
  test("an activity with three rows is one activity, a course with two activities one course", async () => {
    const measures = `measures: [{ measure: DISTINCT, of: ACTIVITY }, { measure: DISTINCT, of: ACTIVITY_COURSE },
      { measure: DISTINCT, of: ORGANIZATION }, { measure: DISTINCT, of: PERSON }]`;
    expect(await table(`${schools}, ${measures}`, "values")).toEqual([
      ["G-N", "2", "1", "1", "3"],
      ["G-S", "2", "0", "1", "2"],
    ]);
  });

  test("the hours of an activity are added up once, whatever it is grouped by and filtered on", async () => {
    const filter = 'filter: { organization: { within: "G-B" } }';
    const by = "groupBy: [{ dimension: COURSE_OCCUPATION }, { dimension: SCHOOL }]";
    expect(await table(`${by}, ${filter}, measures: [{ measure: SUM, of: HOURS }]`, "rows values", "activity")).toEqual(
      [
        ["6-31", "G-N", 2, "100.0"],
        [null, "G-S", 2, "40.0"],
      ],
    );
  });

  test("a row of two population groups counts in each, and once in the total", async () => {
    const share = "measures: [{ measure: ROWS, as: SHARE_OF_TOTAL }, { measure: PERSONS, as: SHARE_OF_PARENT }]";
    const { groups, totals } = await ask(
      `groupBy: [{ dimension: CATEGORIES }], totals: [0], ${share}`,
      "key labels rows persons values",
    );
    expect(groups).toEqual([
      { key: ["farmer"], labels: ["农村劳动者"], rows: 4, persons: 3, values: ["0.5", "0.75"] },
      { key: ["veteran"], labels: ["退役军人"], rows: 3, persons: 3, values: ["0.375", "0.75"] },
      { key: [null], labels: [null], rows: 2, persons: 2, values: ["0.25", "0.5"] },
    ]);
    expect(totals).toEqual([{ key: [], labels: [], rows: 8, persons: 4, values: ["1", "1"] }]);
  });
});

describe("totals", () => {
  test("a person of two schools and two years is one person in every total", async () => {
    const { groups, totals } = await ask(`${schoolYears}, totals: [0, 1]`, "key rows persons");
    expect(groups).toEqual([
      { key: ["G-N", "2025"], rows: 2, persons: 2 },
      { key: ["G-N", "2026"], rows: 3, persons: 3 },
      { key: ["G-S", "2025"], rows: 1, persons: 1 },
      { key: ["G-S", "2026"], rows: 2, persons: 2 },
    ]);
    expect(totals).toEqual([
      { key: [], rows: 8, persons: 4 },
      { key: ["G-N"], rows: 5, persons: 3 },
      { key: ["G-S"], rows: 3, persons: 2 },
    ]);
  });

  test("conditions and pages cut the groups and leave the totals whole", async () => {
    const cut =
      'measures: [{ measure: ROWS, name: "n" }], having: [{ by: "n", value: { gte: "2" } }], limit: 1, offset: 1';
    const order = 'orderBy: [{ by: "n", direction: DESC }]';
    const { groups, totals, groupCount } = await ask(`${schoolYears}, ${cut}, ${order}, totals: [0]`, "key rows");
    expect(groups).toEqual([{ key: ["G-N", "2025"], rows: 2 }]);
    expect(groupCount).toBe(3);
    expect(totals).toEqual([{ key: [], rows: 8 }]);
  });

  test("may be asked for alone", async () => {
    const { data } = await hub.graphql(`{ enrolmentGroups(${schools}, totals: [0]) { totals { rows persons } } }`);
    expect(data).toEqual({ enrolmentGroups: { totals: [{ rows: 8, persons: 4 }] } });
  });

  test("nothing at all is a total of nought", async () => {
    const none = 'filter: { status: { eq: "dropped" } }, measures: [{ measure: SUM, of: SCORE }, { measure: ROWS }]';
    const { groups, totals } = await ask(`${schools}, ${none}, totals: [0]`, "rows persons values");
    expect(groups).toEqual([]);
    expect(totals).toEqual([{ rows: 0, persons: 0, values: [null, "0"] }]);
  });
});

test("shares of distinct persons are of the persons there are, not of the sum of the groups", async () => {
  const shares = "measures: [{ measure: PERSONS, as: SHARE_OF_TOTAL }, { measure: PERSONS, as: SHARE_OF_PARENT }]";
  expect(await table(`${schoolYears}, ${shares}`, "values")).toEqual([
    ["G-N", "2025", "0.5", "0.666666666667"],
    ["G-N", "2026", "0.75", "1"],
    ["G-S", "2025", "0.25", "0.5"],
    ["G-S", "2026", "0.5", "1"],
  ]);
});

test("running totals go on over the years; a person runs in once; the year to date begins anew", async () => {
  const runs = `measures: [{ measure: ROWS, as: CUMULATIVE }, { measure: PERSONS, as: CUMULATIVE }, { measure: AVERAGE, of: SCORE, as: CUMULATIVE },
    { measure: ROWS, as: YEAR_TO_DATE }, { measure: PERSONS, as: YEAR_TO_DATE }]`;
  expect(await table(`${months}, ${runs}`, "rows persons values")).toEqual([
    ["2025M03", 2, 2, "2", "2", "85", "2", "2"],
    ["2025M12", 1, 1, "3", "3", "81.666666666667", "3", "3"],
    ["2026M01", 2, 2, "5", "3", "79", "2", "2"],
    ["2026M03", 3, 3, "8", "4", "75.071428571429", "5", "4"],
  ]);
});

test("each school has its own running total", async () => {
  const by = "groupBy: [{ dimension: SCHOOL }, { dimension: MONTH }]";
  expect(await table(`${by}, measures: [{ measure: PERSONS, as: CUMULATIVE }]`, "values")).toEqual([
    ["G-N", "2025M03", "2"],
    ["G-N", "2026M03", "3"],
    ["G-S", "2025M12", "1"],
    ["G-S", "2026M01", "2"],
  ]);
});

test("equal groups share a rank, and the next comes after both", async () => {
  expect(await table(`${months}, measures: [{ measure: ROWS, as: RANK }]`, "rows values")).toEqual([
    ["2025M03", 2, "2"],
    ["2025M12", 1, "4"],
    ["2026M01", 2, "2"],
    ["2026M03", 3, "1"],
  ]);
  expect(await table(`${schoolYears}, measures: [{ measure: ROWS, as: RANK_IN_PARENT }]`, "values")).toEqual([
    ["G-N", "2025", "2"],
    ["G-N", "2026", "1"],
    ["G-S", "2025", "2"],
    ["G-S", "2026", "1"],
  ]);
});

describe("the year before", () => {
  const before = `measures: [{ measure: ROWS, as: YEAR_BEFORE }, { measure: ROWS, as: CHANGE }, { measure: ROWS, as: CHANGE_RATE },
    { measure: AVERAGE, of: SCORE, as: CHANGE }, { measure: AVERAGE, of: SCORE, as: CHANGE_RATE }]`;

  test("a month against the same month a year earlier; from nought there is no rate", async () => {
    expect(await table(`${months}, ${before}`, "rows values")).toEqual([
      ["2025M03", 2, "0", "2", null, null, null],
      ["2025M12", 1, "0", "1", null, null, null],
      ["2026M01", 2, "0", "2", null, null, null],
      ["2026M03", 3, "2", "1", "0.5", "-19.75", "-0.232352941176"],
    ]);
  });

  test("is found outside the months asked for, and not only on the page", async () => {
    const some = 'groupBy: [{ dimension: PERIOD, from: "2026M01", to: "2026M12" }]';
    const { groups, totals } = await ask(`${some}, ${before}, totals: [0], offset: 1`, "key rows persons values");
    expect(groups).toEqual([
      { key: ["2026M03"], rows: 3, persons: 3, values: ["2", "1", "0.5", "-19.75", "-0.232352941176"] },
    ]);
    // Of 2025: three rows, 245 points; of 2026: five rows, 280.5 points in four results.
    expect(totals).toEqual([
      { key: [], rows: 5, persons: 4, values: ["3", "2", "0.666666666667", "-11.541666666667", "-0.141326530612"] },
    ]);
  });

  test("school by school, with the persons of each year", async () => {
    const persons = "measures: [{ measure: PERSONS, as: YEAR_BEFORE }, { measure: PERSONS, as: CHANGE }]";
    expect(await table(`${schoolYears}, ${persons}`, "values")).toEqual([
      ["G-N", "2025", "0", "2"],
      ["G-N", "2026", "2", "1"],
      ["G-S", "2025", "0", "1"],
      ["G-S", "2026", "1", "1"],
    ]);
  });
});

test("the strictest target of the group's school and year, and how far it is reached; a target of nought has no rate", async () => {
  const measures = `measures: [{ measure: ROWS, as: TARGET, indicator: "TT01" }, { measure: ROWS, as: TARGET_RATE, indicator: "TT01" }]`;
  expect(await table(`${schoolYears}, ${measures}`, "rows values")).toEqual([
    ["G-N", "2025", 2, null, null],
    ["G-N", "2026", 3, "0", null],
    ["G-S", "2025", 1, null, null],
    ["G-S", "2026", 2, "8", "0.25"],
  ]);
});

test.each([
  ["a sum of what is no number", `${schools}, measures: [{ measure: SUM, of: STATUS }]`, "MEASURE_MISFIT"],
  ["a sum of nothing", `${schools}, measures: [{ measure: SUM }]`, "MEASURE_MISFIT"],
  [
    "a share of an average",
    `${schools}, measures: [{ measure: AVERAGE, of: SCORE, as: SHARE_OF_TOTAL }]`,
    "MEASURE_MISFIT",
  ],
  ["a target without its indicator", `${schoolYears}, measures: [{ measure: ROWS, as: TARGET }]`, "MEASURE_MISFIT"],
  ["a running total without periods", `${schools}, measures: [{ measure: ROWS, as: CUMULATIVE }]`, "MEASURE_NEEDS"],
  [
    "a target without organizations",
    `${months}, measures: [{ measure: ROWS, as: TARGET, indicator: "TT01" }]`,
    "MEASURE_NEEDS",
  ],
  [
    "an indicator that is none",
    `${schoolYears}, measures: [{ measure: ROWS, as: TARGET, indicator: "XX99" }]`,
    "UNKNOWN_INDICATOR",
  ],
  ["an order by what was not asked", `${schools}, orderBy: [{ by: "persons" }]`, "UNKNOWN_GROUP_NAME"],
  ["two measures of one name", `${schools}, measures: [{ measure: ROWS }, { measure: ROWS }]`, "GROUP_NAME_TWICE"],
  ["more measures than fit", `${schools}, measures: [${"{ measure: ROWS }, ".repeat(21)}]`, "TOO_MANY_MEASURES"],
  ["no group at all", `${schools}, limit: 0`, "PAGE_SIZE"],
  ["a total of all dimensions", `${schools}, totals: [1]`, "BAD_TOTAL"],
])("%s is refused by its code", async (_, args, code) => {
  expect(await refusal(args)).toBe(code);
});

test("persons of a register that is about none are refused", async () => {
  expect(await refusal("groupBy: [{ dimension: KIND }], measures: [{ measure: PERSONS }]", "course")).toBe(
    "MEASURE_MISFIT",
  );
});
