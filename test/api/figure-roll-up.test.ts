import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { askFigure, cell, insert, startFigureHub, write, type FigureHub } from "./figure-fixture.js";

let hub: FigureHub;
beforeAll(async () => {
  hub = await startFigureHub();
}, 60_000);
afterAll(() => hub.stop());

const reported = (indicator: string, organization: string, period: string, value: string | null, baseVersion = 0) =>
  cell(organization, value, { indicator, period, baseVersion });
const asked = async (indicator: string, organization: string, period: string) => {
  const { value, source, coverage } = await askFigure(hub, indicator, organization, period);
  const missing = coverage?.missing.map((each) => [each.organization, ...each.periods].join(" "));
  return [value, source, coverage && `${coverage.have}/${coverage.of}`, missing];
};

test("flows add up over parts and months; a quarter reported beside its months counts once", async () => {
  await write(hub, [
    reported("FN01", "S-1", "2026M01", "100.10"),
    reported("FN01", "S-1", "2026M02", "200.20"),
    reported("FN01", "S-1", "2026Q1", "1000"),
    reported("FN01", "S-2", "2026M01", "1"),
    reported("FN01", "S-2", "2026M02", "2"),
    reported("FN01", "S-2", "2026M03", "3.5"),
    reported("FN01", "P", "2026Q1", "10"),
  ]);
  expect(await asked("FN01", "S-1", "2026Q1")).toEqual(["1000", "REPORTED", null, undefined]);
  expect(await asked("FN01", "S-2", "2026Q1")).toEqual(["6.5", "ROLLED_UP", "3/3", []]);
  expect(await asked("FN01", "B", "2026Q1")).toEqual(["1016.5", "ROLLED_UP", "5/5", []]);
  expect(await asked("FN01", "B", "2026M01")).toEqual(["101.1", "ROLLED_UP", "2/3", ["P"]]);
  // Nobody reported anything of the second quarter.
  expect(await asked("FN01", "B", "2026H1")).toEqual(["1016.5", "ROLLED_UP", "5/8", ["P 2026Q2", "S-1 2026Q2", "S-2 2026Q2"]]); // prettier-ignore
});

test("an organization that reports itself wins over its parts, and clearing it shows the parts again", async () => {
  await write(hub, [reported("FN01", "S", "2026Q1", "2000")]);
  expect(await asked("FN01", "S", "2026Q1")).toEqual(["2000", "REPORTED", null, undefined]);
  expect(await asked("FN01", "B", "2026Q1")).toEqual(["2010", "ROLLED_UP", "2/2", []]);
  const receipt = await write(hub, [reported("FN01", "S", "2026Q1", null, 1)]);
  expect(receipt.cells[0]?.figure).toMatchObject({ value: "1006.5", source: "ROLLED_UP", version: 2 });
  expect(await asked("FN01", "S", "2026Q1")).toEqual(["1006.5", "ROLLED_UP", "4/4", []]);
});

test("a stock is the last period's, added up over organizations", async () => {
  await write(hub, [
    reported("ST01", "S-1", "2026-03-01", "300"),
    reported("ST01", "S-1", "2026-09-01", "320"),
    reported("ST01", "S-2", "2026-09-01", "80"),
  ]);
  expect(await asked("ST01", "S-1", "2026")).toEqual(["320", "ROLLED_UP", "1/1", []]);
  expect(await asked("ST01", "S", "2026")).toEqual(["400", "ROLLED_UP", "2/2", []]);
});

test("a ratio is divided once from summed parts, never an average of averages; a reported rate is not added up", async () => {
  await write(hub, [
    reported("ST05", "S-1", "2025", "90"),
    reported("ST04", "S-1", "2025", "100"),
    reported("ST05", "S-2", "2025", "1"),
    reported("ST04", "S-2", "2025", "10"),
    reported("ST08", "S-1", "2025", "0.5"),
  ]);
  // 91 / 110, not (0.9 + 0.1) / 2.
  expect(await askFigure(hub, "ST06", "S", "2025")).toMatchObject({
    value: "0.827272727273",
    numerator: "91",
    denominator: "110",
    source: "FORMULA",
    coverage: { have: 4, of: 4, missing: [] },
  });
  expect(await askFigure(hub, "ST06", "B", "2025")).toMatchObject({
    value: "0.827272727273",
    coverage: { have: 4, of: 6, missing: [{ organization: "P", periods: [] }] },
  });
  expect(await asked("ST08", "S", "2025")).toEqual([null, null, null, undefined]);
});

test("a grid shows sums of parts with how complete they are; progress compares them with the target", async () => {
  await insert(hub, "target", {
    org_id: hub.organizations["B"], indicator: "FN01", indicator_name: "到账", subject_org_id: hub.organizations["B"], subject: "局",
    period: "2026Q1", period_text: "一季度", comparator: ">=", value: "1000", nature: "target",
  }); // prettier-ignore
  const { data, errors } = await hub.graphql<{ figureGrid: Record<string, unknown>; progress: unknown[] }>(
    `{ figureGrid(organizations: ["B", "S-2", "P"], columns: [{indicator: "FN01", period: "2026Q1"}, {indicator: "FN01", period: "2026M02"}, {indicator: "ST06", period: "2025"}])
        { values sources computed coverage versions }
      progress(keys: [{indicator: "FN01", organization: "B", period: "2026Q1"}]) { actual rate state } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.figureGrid).toEqual({
    values: [["1016.5", "202.2", "0.827272727273"], ["6.5", "2", "0.1"], ["10", null, null]],
    sources: [["ROLLED_UP", "ROLLED_UP", "FORMULA"], ["ROLLED_UP", "REPORTED", "FORMULA"], ["REPORTED", null, null]],
    computed: [["1016.5", "202.2", "0.827272727273"], ["6.5", null, "0.1"], [null, null, null]],
    coverage: [[[5, 5], [2, 3], [4, 6]], [[3, 3], null, null], [null, null, null]],
    versions: [[0, 0, 0], [0, 1, 0], [1, 0, 0]],
  }); // prettier-ignore
  expect(data.progress).toEqual([{ actual: "1016.5", rate: "1.0165", state: "ACHIEVED" }]);
});

test("where a sum comes from: its parts with their figures, and those that have not reported", async () => {
  const origin = async (organization: string, period: string): Promise<string[]> => {
    const { data } = await hub.graphql<{ figureOrigin: { rows: { label: string; place: string | null }[] } }>(
      "query ($key: FigureKeyInput!) { figureOrigin(key: $key) { rows { label place } } }",
      { key: { indicator: "FN01", organization, period } },
    );
    return data.figureOrigin.rows.map(({ label, place }) => (place === null ? label : `${label} · ${place}`));
  };
  const below = await origin("B", "2026M01");
  expect(below).toHaveLength(2);
  expect(below.some((line) => line.includes("101.1 元"))).toBe(true);
  expect(below.some((line) => line.includes("还没有报"))).toBe(true);
  expect(await origin("S-2", "2026Q1")).toEqual(["2026年1月 1 元", "2026年2月 2 元", "2026年3月 3.5 元"]);
});
