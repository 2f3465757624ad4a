/** Groups of few persons are hidden for publishing, with whatever they could be worked out from; pages and orders do not tell either. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { addCountable, askerOf } from "./register-groups-fixture.js";

let hub: TestHub;
const { ask, refusal } = askerOf(() => hub);
beforeAll(async () => {
  hub = await startHub();
  await addCountable(hub);
});
afterAll(() => hub.stop());

const months = "groupBy: [{ dimension: PERIOD }]";
const shown = "key rows persons values suppressed";

test("a small school takes the other with it; the total stays", async () => {
  const args =
    "groupBy: [{ dimension: SCHOOL }], measures: [{ measure: SUM, of: SCORE }], totals: [0], suppressBelow: 3";
  const { groups, totals, groupCount, suppressedBelow } = await ask(args, shown);
  expect(groups).toEqual([
    { key: ["G-N"], rows: null, persons: null, values: [null], suppressed: true },
    { key: ["G-S"], rows: null, persons: null, values: [null], suppressed: true },
  ]);
  expect(totals).toEqual([{ key: [], rows: 8, persons: 4, values: ["525.50"], suppressed: false }]);
  expect([groupCount, suppressedBelow]).toEqual([2, 3]);
});

test("a school whose years are all hidden is hidden where the total of the years would tell", async () => {
  const by = "groupBy: [{ dimension: SCHOOL }, { dimension: YEAR }], totals: [0, 1], suppressBelow: 3";
  const { groups, totals } = await ask(by, "key persons suppressed");
  expect(groups.map(({ suppressed }) => suppressed)).toEqual([true, true, true, true]);
  expect(totals).toEqual([
    { key: [], persons: 4, suppressed: false },
    { key: ["G-N"], persons: null, suppressed: true },
    { key: ["G-S"], persons: null, suppressed: true },
  ]);
});

test("nothing is hidden where all are large enough", async () => {
  const { groups } = await ask("groupBy: [{ dimension: YEAR }], suppressBelow: 3", "key persons suppressed");
  expect(groups).toEqual([
    { key: ["2025"], persons: 3, suppressed: false },
    { key: ["2026"], persons: 4, suppressed: false },
  ]);
});

describe("what would say the same in other words", () => {
  // Persons by month: 2, 1, 2, 3. One of 2025M12 is below two, and one more month is hidden with it.
  const hidden = ["2025M03", "2025M12"];
  const read = async (measures: string, more = ""): Promise<Readonly<Record<string, unknown>>[]> =>
    (await ask(`${months}, ${measures}, suppressBelow: 2${more}`, shown)).groups;

  test("a running total ends before the first hidden period", async () => {
    const groups = await read("measures: [{ measure: ROWS, as: CUMULATIVE }]");
    expect(groups.filter(({ suppressed }) => suppressed === true).map(({ key }) => key)).toEqual(
      hidden.map((key) => [key]),
    );
    expect(groups.map(({ values }) => values)).toEqual([[null], [null], [null], [null]]);
  });

  test("a year before that is hidden itself gives no change", async () => {
    const groups = await read("measures: [{ measure: ROWS }, { measure: ROWS, as: CHANGE }]");
    expect(groups.map(({ values }) => values)).toEqual([
      [null, null],
      [null, null],
      ["2", "2"],
      ["3", null],
    ]);
  });

  test("a year before the days asked for is as hidden as if it were asked for itself", async () => {
    // Of 2025: two persons in March, one in December; asked for, both are hidden.
    const days = 'groupBy: [{ dimension: PERIOD, from: "2026M01", to: "2026M12" }]';
    const { groups } = await ask(`${days}, measures: [{ measure: ROWS, as: YEAR_BEFORE }], suppressBelow: 2`, shown);
    expect(groups.map(({ key, rows, values }) => [key, rows, values])).toEqual([
      [["2026M01"], 2, ["0"]],
      [["2026M03"], 3, [null]],
    ]);
  });

  test("ranks are among the groups that are shown", async () => {
    const groups = await read("measures: [{ measure: ROWS, as: RANK }]");
    expect(groups.map(({ values }) => values)).toEqual([[null], [null], ["2"], ["1"]]);
  });

  test("the greatest of a total is not told, for it may be a hidden one's", async () => {
    const { totals } = await ask(
      `${months}, measures: [{ measure: MAX, of: SCORE }], totals: [0], suppressBelow: 2`,
      "values",
    );
    expect(totals).toEqual([{ values: [null] }]);
  });

  test("a hidden group comes last in an order, and meets no condition", async () => {
    const named = 'measures: [{ measure: ROWS, name: "n" }]';
    const ordered = await read(named, ', orderBy: [{ by: "n", direction: DESC }]');
    expect(ordered.map(({ key }) => key)).toEqual([["2026M03"], ["2026M01"], ["2025M03"], ["2025M12"]]);
    const kept = await read(named, ', having: [{ by: "n", value: { lte: "2" } }]');
    expect(kept.map(({ key }) => key)).toEqual([["2026M01"]]);
    expect((await read(named, ", limit: 1, offset: 3")).map(({ key }) => key)).toEqual([["2026M03"]]);
  });
});

test("a register that is about nobody hides nothing", async () => {
  const { groups, suppressedBelow } = await ask(
    "groupBy: [{ dimension: KIND }], suppressBelow: 100",
    "rows suppressed",
    "course",
  );
  expect(groups).toEqual([{ rows: 1, suppressed: false }]);
  expect(suppressedBelow).toBeNull();
});

test("more groups than can be looked through are refused", async () => {
  await hub.sql(`insert into person (org_id, name, home_region) select id, '戊', to_char(n, 'FM000000')
    from organization, generate_series(1, 2001) n where code = 'G-S'`);
  expect(await refusal("groupBy: [{ dimension: HOME_REGION }], suppressBelow: 2", "person")).toBe("TOO_MANY_GROUPS");
});
