import { describe, expect, test } from "@jest/globals";
import { readCsv } from "../../../server/database/codes/delimited.js";
import {
  catalogueOf,
  indicatorsIn,
  type IndicatorRow,
} from "../../../server/features/indicator/indicator.catalogue.js";
import { definitionOf, meaningOf } from "../../../server/features/indicator/indicator.definitions.js";
import { branchesOf } from "../../../server/features/indicator/indicator.sql.js";

const indicator = (
  code: string,
  kind: IndicatorRow["kind"],
  formula: string | null,
  more: Partial<IndicatorRow> = {},
): IndicatorRow => ({
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
  ...more,
});
const shipped = readCsv("indicators.csv").map((row) =>
  indicator(row["code"] ?? "", row["kind"] as IndicatorRow["kind"], row["formula"] || null, {
    unit: row["unit"] ?? "",
    unitDim: row["unit_dim"] as IndicatorRow["unitDim"],
    dims: (row["dims"] ?? "").split(" ").filter(Boolean),
  }),
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
    const levels = (text: string) => {
      const last = definitionOf(text).where.at(-1);
      return last?.kind === undefined ? last?.values : undefined;
    };
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
    ["a ledger nobody keeps", "count(Aeroplane[kind=research])", "UNKNOWN_LEDGER", 6],
    ["a field its ledger does not have", "count(Activity[colour=red])", "UNKNOWN_FIELD", 15],
    ["a condition nobody defined", "count(Activity[present])", "UNKNOWN_WORD", 15],
    ["a relation without saying when it counts", "count(Affiliation[role=member])", "TIMING_MISSING", 6],
    ["a time said twice", "count(Affiliation[role=member, active, end in period])", "TIMING_TWICE", 39],
    ["a sum of what is no number", "sum(Enrolment.person)", "NOT_NUMERIC", 14],
    ["counting money distinctly", "distinct(FundEntry.amount)", "NOT_AN_IDENTITY", 19],
    ["a holder the ledger cannot hold", "count(Credential[holder in (org,house)])", "UNKNOWN_VALUE", 27],
    ["a level of another scale", "count(Activity[level>=senior])", "UNKNOWN_VALUE", 22],
    ["an order where there is none", "count(Activity[kind>=class])", "NOT_ORDERED", 15],
    ["a named set nobody named", "count(Enrolment[category in our_groups])", "UNKNOWN_SET", 28],
    ["a parameter nobody set", "2 * param(luck)", "UNKNOWN_PARAMETER", 4],
    ["a day compared with what is none", "count(Task[due<title])", "NOT_A_DATE", 15],
    ["a measure nobody knows", "median(Enrolment.score)", "UNKNOWN_VERB", 0],
    ["the least of what is not counted", "min(by person, 3)", "NOT_A_MEASURE", 15],
    [
      "groups of a ledger without that field",
      "min(by person of Task[open], sum(Enrolment.hours_done))",
      "UNKNOWN_FIELD",
      7,
    ],
    ["nothing at all", "", "EMPTY", 0],
  ])("%s is a fault with its place, never a guess", (_, text, code, at) => {
    const meaning = meaningOf("ledger", text);
    expect(meaning).toMatchObject({ kind: "notYet", fault: { code, at } });
  });
});

describe("the catalogue that ships", () => {
  const catalogue = catalogueOf(shipped);
  const entries = indicatorsIn(catalogue);
  const kinds = entries.map((entry) => entry.meaning.kind);

  test("has a meaning for every row, and counts or works out more than half of it", () => {
    expect(entries).toHaveLength(318);
    expect(kinds.filter((kind) => kind === "counted").length).toBeGreaterThanOrEqual(120);
    expect(kinds.filter((kind) => kind === "reported").length).toBeGreaterThanOrEqual(70);
    const faults = entries.flatMap(({ code, meaning }) => (meaning.kind === "notYet" ? [[code, meaning.fault]] : []));
    expect(faults).toEqual([]);
  });

  test("counts the training rows that the ledgers carry", () => {
    const notYet = [...catalogue.values()]
      .filter(({ code, meaning }) => code.startsWith("TR") && meaning.kind === "notYet")
      .map(({ code }) => code);
    expect(notYet).toEqual([]);
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
    expect(branchesOf(leaves).length).toBeLessThanOrEqual(60);
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
