import { describe, expect, test } from "@jest/globals";
import { readCsv } from "../../../server/database/codes/delimited.js";
import { catalogueOf, type IndicatorRow } from "../../../server/features/indicator/indicator.catalogue.js";
import { definitionOf, meaningOf } from "../../../server/features/indicator/indicator.definitions.js";
import { branchesOf } from "../../../server/features/indicator/indicator.sql.js";

const indicator = (code: string, kind: IndicatorRow["kind"], formula: string | null): IndicatorRow => ({
  code,
  nameZh: `名${code}`,
  nameEn: `name ${code}`,
  unit: "个",
  unitDim: "count",
  displayUnit: null,
  displayScale: "1",
  decimals: 0,
  kind,
  formula,
  flowStock: "flow",
  additive: true,
  direction: "up",
  periodKinds: [],
});
const shipped = readCsv("indicators.csv").map((row) =>
  indicator(row["code"] ?? "", row["kind"] as IndicatorRow["kind"], row["formula"] || null),
);

describe("what a measure means", () => {
  test("participations are rows that happened; persons are distinct", () => {
    expect(definitionOf("count(Enrolment[act.kind=class, status=completed])")).toEqual({
      source: "enrolment",
      measure: { kind: "rows" },
      timing: "happened",
      where: [
        { field: "enrolment.act.kind", operator: "=", values: ["class"] },
        { field: "enrolment.status", operator: "=", values: ["completed"] },
      ],
    });
    expect(definitionOf("distinct(Enrolment.person[status=completed])").measure).toEqual({
      kind: "distinct",
      field: "enrolment.person",
    });
  });

  test("named conditions say when a row belongs to a period", () => {
    expect(definitionOf("count(Affiliation[role=member, active])").timing).toBe("inForce");
    expect(definitionOf("count(Affiliation[role=member, start in period])").timing).toBe("began");
    expect(definitionOf("count(Affiliation[role=member, end in period])").timing).toBe("ended");
    expect(definitionOf("count(Credential[kind=title, revoked in period])").timing).toBe("revoked");
    expect(definitionOf("count(Credential[kind=title, valid])").timing).toBe("inForce");
  });

  test("an ordered level becomes the levels it means, ascending, however it is written", () => {
    const levels = (text: string) => definitionOf(text).where.at(-1)?.values;
    expect(levels("count(Activity[kind=class, level>=province])")).toEqual(["province", "national"]);
    expect(levels("count(Credential[kind=skill_level, level>=senior])")).toEqual([
      "senior",
      "technician",
      "senior_technician",
      "super_technician",
      "chief_technician",
    ]);
    expect(levels("count(Credential[kind=skill_level, level in (7,8)])")).toEqual([
      "super_technician",
      "chief_technician",
    ]);
  });

  test.each([
    ["a ledger that is not here yet", "count(Application[kind=research])"],
    ["a field its ledger does not have", "count(Activity[topic=policy])"],
    ["a condition nobody defined", "count(Enrolment[present])"],
    ["a relation without saying when it counts", "count(Affiliation[role=member])"],
    ["a sum of what is no number", "sum(Enrolment.person)"],
    ["a holder the ledger cannot hold", "count(Credential[holder in (org,asset)])"],
    ["a level of another scale", "count(Activity[level>=senior])"],
    ["nothing at all", ""],
  ])("%s is not counted yet, never guessed", (_, text) => {
    expect(meaningOf("ledger", text).kind).toBe("notYet");
  });
});

describe("the catalogue that ships", () => {
  const catalogue = catalogueOf(shipped);
  const kinds = [...catalogue.values()].map((entry) => entry.meaning.kind);

  test("has a meaning for every row, and counts or works out more than half of it", () => {
    expect(catalogue.size).toBe(318);
    expect(kinds.filter((kind) => kind === "counted").length).toBeGreaterThanOrEqual(120);
    expect(kinds.filter((kind) => kind === "reported").length).toBeGreaterThanOrEqual(70);
  });

  test("counts the training rows that the ledgers carry", () => {
    const notYet = [...catalogue.values()]
      .filter(({ code, meaning }) => code.startsWith("TR") && meaning.kind === "notYet")
      .map(({ code }) => code);
    // Applications, attendance, a minimum over persons and a named group of populations are still to come.
    expect(notYet).toEqual(["TR08", "TR23", "TR24", "TR30", "TR31", "TR32"].filter((code) => notYet.includes(code)));
    expect(["FN01", "ST01"].map((code) => catalogue.get(code)?.meaning.kind)).toEqual(["reported", "reported"]);
  });

  test("explains every row in both languages", () => {
    for (const { code, explanation } of catalogue.values()) {
      expect([code, explanation.zh.length > 8, explanation.en.length > 8]).toEqual([code, true, true]);
      expect(`${explanation.zh}${explanation.en}`).not.toMatch(/undefined|\[object/u);
    }
    expect(catalogue.get("MB01")?.explanation).toEqual({
      zh: "数“任职与会员关系”（角色为会员）的条数；取期末（期间未结束时取今天）有效的；含全部下级机构。",
      en: "Counts affiliations where role is member; those in force on the period's last day (today while it runs); the organization with all its parts.",
    });
    expect(catalogue.get("TR06")?.explanation.zh).toBe(
      "名TR01（TR01） ÷ 名ST01（ST01）。分子、分母各自汇总后再相除，不平均下级的比率；分母为 0 时没有值。",
    );
  });

  test("needs few passes over the ledgers, however many indicators are asked for", () => {
    const leaves = [...catalogue.values()].flatMap(({ code, meaning }) =>
      meaning.kind === "counted" ? [{ code, definition: meaning.definition }] : [],
    );
    expect(branchesOf(leaves).length).toBeLessThanOrEqual(18);
    expect(branchesOf(leaves.filter(({ code }) => ["TR01", "TR03", "TR12", "TR15"].includes(code)))).toHaveLength(1);
  });
});

test("a formula over something unknown, or over itself, is not counted yet", () => {
  const catalogue = catalogueOf([
    indicator("AA01", "formula", "{AA02}/{AA03}"),
    indicator("AA02", "formula", "{AA01}+1"),
    indicator("AA03", "reported", null),
    indicator("AA04", "formula", "{AA03}/{ZZ99}"),
    indicator("AA05", "formula", "{AA03}*2"),
  ]);
  expect(["AA01", "AA02", "AA04", "AA05"].map((code) => catalogue.get(code)?.meaning.kind)).toEqual([
    "notYet",
    "notYet",
    "notYet",
    "formula",
  ]);
});
