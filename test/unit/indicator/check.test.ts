import { describe, expect, test } from "@jest/globals";
import { readCsv, readTsv } from "../../../server/database/codes/delimited.js";
import {
  catalogueOf,
  indicatorsIn,
  verdictOn,
  type IndicatorRow,
} from "../../../server/features/indicator/indicator.catalogue.js";
import {
  breakdownsOf,
  dimensionOfWord,
  listOfDimension,
} from "../../../server/features/indicator/indicator.dimensions.js";
import { faultWords, FAULT_CODES } from "../../../server/features/indicator/indicator.faults.js";
import { PARAMETERS } from "../../../server/features/indicator/indicator.fields.js";
import { rollUpOf } from "../../../server/features/indicator/indicator.roll-up.js";
import { dimensionOfText, showDimension } from "../../../server/features/indicator/indicator.units.js";
import { definitionAt } from "../../../server/features/indicator/indicator.versions.js";

const catalogue = catalogueOf(
  readCsv("indicators.csv").map((row) => ({
    code: row["code"] ?? "",
    nameZh: row["name_zh"] ?? "",
    nameEn: row["name_en"] ?? "",
    unit: row["unit"] ?? "",
    unitDim: row["unit_dim"] as IndicatorRow["unitDim"],
    displayUnit: row["display_unit"] || null,
    displayScale: row["display_scale"] ?? "1",
    decimals: Number(row["decimals"]),
    kind: row["kind"] as IndicatorRow["kind"],
    formula: row["formula"] || null,
    flowStock: row["flow_stock"] as IndicatorRow["flowStock"],
    additive: row["additive"] === "true",
    direction: row["direction"] as IndicatorRow["direction"],
    periodKinds: (row["period_kinds"] ?? "").split(" "),
    dims: (row["dims"] ?? "").split(" "),
  })),
);
const verdict = (text: string, unit: string | null = null) => verdictOn(text, unit, catalogue);

test.each(indicatorsIn(catalogue).map((entry) => [entry.code, entry] as const))(
  "%s is read, fits its unit, and is explained in Chinese and English",
  (_, { kind, formula, unit, meaning, explanation }) => {
    expect(meaning.kind).not.toBe("notYet");
    expect(meaning.kind === "reported").toBe(kind === "reported");
    expect(explanation.zh).toMatch(/[\u4e00-\u9fff]{4}.*。$/u);
    expect(explanation.en).toMatch(/[A-Za-z]{4}.*\.$/u);
    expect(explanation.en).not.toMatch(/[\u4e00-\u9fff]/u);
    // No code stands there without a Chinese name.
    expect(explanation.zh).not.toMatch(/(?:为|不是|或)[a-z]/u);
    if (kind !== "reported") expect(verdict(formula ?? "", unit).fault).toBeUndefined();
  },
);

describe("units", () => {
  test.each([
    ["persons and participations are not added", "{TR01}+{TR02}", null, "UNIT_MISMATCH", 6],
    ["nor are measures of them", "count(Enrolment)+distinct(Enrolment.person)", null, "UNIT_MISMATCH", 16],
    ["nor money and persons", "{TR02} - {FN02}", null, "UNIT_MISMATCH", 7],
    ["nor is the lesser of them anything", "min({TR01}, {FN02})", null, "UNIT_MISMATCH", 0],
    [
      "the place is that of the sign, inside brackets too",
      "1 + ({FN02} - ({TR01} + {TR02})) / {FN02}",
      null,
      "UNIT_MISMATCH",
      22,
    ],
    ["a share has no unit", "{TR01}/{TR15}", "人", "UNIT_NOT_DECLARED", 0],
    ["an enrolment is not a person", "count(Enrolment)", "人", "UNIT_NOT_DECLARED", 0],
    ["money per person is not money", "{FN38}/{ST01}", "元", "UNIT_NOT_DECLARED", 0],
    ["nobody knows the indicator", "2*{ZZ99}", null, "UNKNOWN_CODE", 2],
  ])("%s", (_, text, unit, code, at) => {
    expect(verdict(text, unit).fault).toMatchObject({ code, at });
  });

  test.each([
    ["{TR01}/{TR15}", "比率"],
    ["{TR12}/{TR01}", "学时/人次"],
    ["{FN38}/{ST01}", "元/人"],
    ["{ST15}*{FN42}", "元"],
    ["{IP02}/(param(population)/10000)", "件/万人"],
    ["{FN31}*param(edu_fund_rate)", "元"],
    ["count(Affiliation[role=member, active])", "家"],
    ["count(Affiliation[role=expert, active])", "人"],
    ["{TR01}/{ST01}", "比率"],
    ["min(1, attainment())", "比率"],
    ["last(Credential.level[kind=org_rating, valid])", "级"],
  ])("%s is in %s", (text, unit) => {
    expect(verdict(text, unit).fault).toBeUndefined();
  });

  test("a product as long as a formula may be is checked in no time", () => {
    const product = Array.from({ length: 90 }, () => "count(Credential)").join("*");
    const started = performance.now();
    expect(verdict(product, "个").fault).toMatchObject({ code: "TOO_LONG" });
    expect(performance.now() - started).toBeLessThan(500);
  });

  test("measure words are one dimension, scales are none", () => {
    expect(
      ["个", "家", "场", "件/万人", "万元", "元/人", "比率"].map((unit) => showDimension(dimensionOfText(unit))),
    ).toEqual(["个", "个", "个", "个/人", "元", "元/人", "比率"]);
  });
});

describe("explanations", () => {
  test("say what is taken, in the words of the definition", () => {
    expect(catalogue.get("TE05")?.explanation.zh).toBe(
      "按人员分组，数“任职与会员关系”（角色为兼职教师，任职机构类型为培训机构）里不重复的任职机构，取各组里最大的（没有记录的不参与）；取期末（期间未结束时取今天）往前一年内有过的；含全部下级机构。",
    );
    expect(catalogue.get("CO06")?.explanation.zh).toBe(
      "按专业分组，数“任职与会员关系”（角色为校企合作）里不重复的成员单位，取各组里最小的（组取自“课程”（类型为专业）、期末有效的，没有记录的算 0）；取期末（期间未结束时取今天）有效的；含全部下级机构。",
    );
    expect(catalogue.get("BS04")?.explanation.zh).toBe(
      "数“申报”（类型为基地申报，级别为省级及以上，状态为已提交及以后）的条数；按提交日期归入期间；含全部下级机构。",
    );
    expect(catalogue.get("GV15")?.explanation.zh).toBe(
      "数“任务”（期限早于期末（期间未结束时取今天））的条数；取期末（期间未结束时取今天）未完成的；含全部下级机构；取消的不计。",
    );
    expect(catalogue.get("MB04")?.explanation.zh).toContain("会员总数（MB01） ÷ 会员总数（MB01，不分组）");
    expect(catalogue.get("FN06")?.explanation.zh).toContain("[参数“职工教育经费按工资总额计提的比例”]");
    expect(catalogue.get("GV25")?.explanation.en).toMatch(/^the greater of \[parameter .* and \(the lesser of /u);
  });

  test("every fault has words in both languages that begin with the place", () => {
    for (const code of FAULT_CODES) {
      const { zh, en } = faultWords({ code, at: 4, found: "x", expected: "y" });
      expect([zh, en]).toEqual([
        expect.stringMatching(/^第 5 个字符：.{5}/u),
        expect.stringMatching(/^Character 5: .{10}/u),
      ]);
    }
  });
});

test("a circle of formulas is named with its path, and so is what stands on it", () => {
  const row = (code: string, formula: string): IndicatorRow =>
    ({ ...catalogue.get("TR06"), code, formula }) as IndicatorRow;
  const circle = catalogueOf([
    row("AA01", "{AA02}*2"),
    row("AA02", "{AA03}+{AA01}"),
    row("AA03", "1"),
    row("AA04", "{AA01}/2"),
  ]);
  const faultOf = (code: string) => {
    const meaning = circle.get(code)?.meaning;
    return meaning?.kind === "notYet" ? [meaning.fault.code, meaning.fault.found] : meaning?.kind;
  };
  expect(["AA01", "AA02", "AA03", "AA04"].map(faultOf)).toEqual([
    ["CYCLE", "AA01 → AA02 → AA01"],
    ["CYCLE", "AA02 → AA01 → AA02"],
    "formula",
    ["CYCLE", "AA04 → AA01 → AA02 → AA01"],
  ]);
});

test("parts make the whole by the nature of the indicator", () => {
  const rules = (code: string) => {
    const entry = catalogue.get(code);
    if (entry === undefined) throw new Error(code);
    const { overOrganizations, overTime } = rollUpOf(entry);
    return `${overOrganizations} ${overTime}`;
  };
  expect(
    Object.fromEntries(["TR01", "TR02", "MB01", "TR16", "ST01", "ST04", "ST08", "MB09", "AC15", "GV11", "GV14", "FN22"].map((code) => [code, rules(code)])),
  ).toEqual({
    TR01: "sum sum", TR02: "recount recount", MB01: "sum last", TR16: "recompute recompute", ST01: "sum last", ST04: "sum sum", ST08: "none none",
    MB09: "none none", AC15: "recount recount", GV11: "none none", GV14: "sum last", FN22: "sum last",
  }); // prettier-ignore
});

test("the definition of a day is the newest that had begun, and the first for the time before", () => {
  const version = (number: number, validFrom: string, validTo: string | null) =>
    ({ version: number, kind: "ledger", formula: `${number}`, unitDim: "count", validFrom, validTo }) as const;
  const versions = [
    version(1, "2020-01-01", "2026-03-01"),
    version(2, "2026-03-01", "2026-03-01"),
    version(3, "2026-03-01", null),
  ];
  expect(
    ["2019-05-05", "2026-02-28", "2026-03-01", "2030-01-01"].map((day) => definitionAt({ versions }, day)?.version),
  ).toEqual([1, 1, 3, 3]);
  expect(definitionAt({ versions: [] }, "2026-01-01")).toBeUndefined();
});

test("an indicator can be broken down by what all its ledgers carry", () => {
  const of = (code: string) =>
    breakdownsOf(catalogue.get(code)?.meaning ?? { kind: "reported" }, (each) => catalogue.get(each)?.meaning);
  expect(of("TR01")).toEqual(
    expect.arrayContaining([
      "org",
      "region",
      "channel",
      "funding",
      "course_kind",
      "occupation",
      "category",
      "mode",
      "sex",
    ]),
  );
  expect(of("TR16")).toEqual(of("TR01"));
  expect(of("TR06")).toEqual([]);
  expect(of("EV04")).toContain("occupation");
  expect(of("EV04")).not.toContain("channel");
  expect(of("GV11")).toEqual([]);
  expect([
    listOfDimension("kind", "credential"),
    listOfDimension("kind", "enrolment"),
    listOfDimension("form", "submission"),
    listOfDimension("sex", "enrolment"),
  ]).toEqual(["credential_kind", "activity_kind", undefined, "sex"]);
  // The words of the catalogue mean the dimension its own ledger has.
  expect(dimensionOfWord("level", "credential")).toBe("skill_level");
  expect(dimensionOfWord("school", "activity")).toBe("org");
  expect(dimensionOfWord("tier", "activity")).toBeUndefined();
});

test("the parameters a formula may name are those that ship, in the same unit", () => {
  // How long things are kept is no quantity of any indicator.
  const rows = readTsv("parameters.tsv").filter((row) => !row["name"]?.startsWith("keep_"));
  const shipped = new Map(rows.map((row) => [row["name"] ?? "", row["unit"] ?? ""]));
  expect(
    Object.entries(PARAMETERS)
      .map(([name, { unit }]) => [name, unit])
      .sort(),
  ).toEqual([...shipped].sort());
});
