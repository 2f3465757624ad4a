import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
}, 120_000);
afterAll(() => hub.stop());

interface Check {
  readonly ok: boolean;
  readonly unit: string | null;
  readonly explanation: string | null;
  readonly faults: readonly {
    readonly code: string;
    readonly at: number;
    readonly message: string;
    readonly messageEn: string;
  }[];
  readonly dimensions: readonly { readonly code: string }[];
}

async function check(text: string, unit: string | null = null): Promise<Check> {
  const { data, errors } = await hub.graphql<{ checkFormula: Check }>(
    `query ($text: String!, $unit: String) { checkFormula(text: $text, unit: $unit) { ok unit explanation dimensions { code } faults { code at message messageEn } } }`,
    { text, unit },
  );
  expect(errors).toBeUndefined();
  return data.checkFormula;
}

test("an analyst's formula is read back in words, with its unit and breakdowns", async () => {
  const good = await check("count(Enrolment[act.kind=class, status=completed, category in priority_groups])", "人次");
  expect(good).toMatchObject({ ok: true, unit: "人次", faults: [] });
  expect(good.explanation).toMatch(/^数“参与记录”（活动类型为培训班，状态为已结业，人群为高校毕业生或/u);
  expect(good.dimensions.map(({ code }) => code)).toContain("category");
  expect(await check("{FN38}/{ST01}", "元/人")).toMatchObject({ ok: true, unit: "元/人", dimensions: [] });
});

test("what is wrong with it is told with its place, and codes no list has with theirs, all at once", async () => {
  const mixed = await check("{TR01} + {TR02}");
  expect(mixed.ok).toBe(false);
  expect(mixed.faults).toEqual([
    {
      code: "UNIT_MISMATCH",
      at: 7,
      message: "第 8 个字符：单位不同的数不能相加减或比较：人次 与 人。",
      messageEn: "Character 8: Values of different units cannot be added, subtracted or compared: 人次 and 人.",
    },
  ]);
  const codes = await check("count(Activity[kind=klass, status=done, mode=onlin])");
  expect(codes.faults.map(({ code, at }) => [code, at])).toEqual([
    ["UNKNOWN_VALUE", 20],
    ["UNKNOWN_VALUE", 45],
  ]);
  expect((await check("")).faults[0]?.code).toBe("EMPTY");
  expect((await check("x".repeat(5000))).faults[0]?.code).toBe("TOO_LONG");
});

test("every code the catalogue compares with is in its list", async () => {
  const { data } = await hub.graphql<{
    indicators: { code: string; formula: string | null; kind: string; fault: unknown }[];
  }>("{ indicators { code formula kind fault { code } } }");
  expect(data.indicators).toHaveLength(318);
  const wrong: unknown[] = [];
  for (const { code, formula, kind, fault } of data.indicators) {
    const found = kind === "REPORTED" ? [] : (await check(formula ?? "")).faults;
    if (found.length > 0 || fault !== null) wrong.push([code, found.map((each) => each.message)]);
  }
  expect(wrong).toEqual([]);
}, 60_000);

test("an indicator says how it is counted, broken down and rolled up, and which version that is", async () => {
  const { data, errors } = await hub.graphql<{ tr03: Record<string, unknown>; nothing: unknown }>(
    `{ tr03: indicator(code: "tr03") { code version versions { version kind formula validFrom validTo } rollUpOrganizations rollUpPeriods fault { code }
         dimensions { code nameZh nameEn list several } } nothing: indicator(code: "ZZ99") { code } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.nothing).toBeNull();
  expect(data.tr03).toMatchObject({
    code: "TR03",
    version: 1,
    rollUpOrganizations: "sum",
    rollUpPeriods: "sum",
    fault: null,
  });
  expect(data.tr03["versions"]).toEqual([
    {
      version: 1,
      kind: "LEDGER",
      formula: "count(Enrolment[act.kind=class, status=completed, funding=subsidised, channel=hr_bureau])",
      validFrom: "1900-01-01",
      validTo: null,
    },
  ]);
  expect(data.tr03["dimensions"]).toContainEqual({
    code: "category",
    nameZh: "人群",
    nameEn: "population",
    list: "category",
    several: true,
  });
});

test("every indicator has a figure or says why it has none, and formulas are those of their parts", async () => {
  const { data: top } = await hub.graphql<{ indicators: { code: string; kind: string }[] }>(
    "{ indicators { code kind } }",
  );
  const [root] = await hub.sql<{ code: string }>(
    "select code from organization where parent_id is null and code is not null order by code limit 1",
  );
  const keys = top.indicators.map(({ code: indicator }) => ({
    indicator,
    organization: root?.code ?? "",
    period: "2026",
  }));
  const { data, errors } = await hub.graphql<{
    figures: { indicator: string; value: string | null; problem: { code: string } | null }[];
  }>("query ($keys: [FigureKeyInput!]!) { figures(keys: $keys) { indicator value problem { code } } }", { keys });
  expect(errors).toBeUndefined();
  const values = new Map(data.figures.map((figure) => [figure.indicator, figure.value]));
  const problems = new Set(data.figures.flatMap(({ problem }) => problem?.code ?? []));
  expect([...problems].filter((code) => !["DENOMINATOR_ZERO", "OPERAND_MISSING"].includes(code))).toEqual([]);
  expect([...values.values()].filter((value) => value !== null).length).toBeGreaterThan(180);
  expect(Number(values.get("TR08"))).toBeGreaterThanOrEqual(0);
  expect(Number(values.get("TR13"))).toBeCloseTo(Number(values.get("TR12")) / Number(values.get("TR01")), 6);
  expect(values.get("MB04")).toBe("1");
  const [score, coefficient] = [Number(values.get("GV24")), Number(values.get("GV25"))];
  if (values.get("GV11") !== null) {
    expect(score).toBeCloseTo(Number(values.get("GV11")) * 100, 6);
    expect(coefficient).toBeCloseTo(Math.max(0.8, Math.min(1.2, score / 100)), 6);
  }
});
