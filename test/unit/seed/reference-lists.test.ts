/** The product's own lists as files: what the hub is born with. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { readCsv } from "../../../server/database/codes/delimited.js";
import { codeRows } from "../../../server/database/codes/load-codes.js";
import { isPeriodCode } from "../../../server/domain/period.js";

const codes = codeRows();
const inList = (list: string) => codes.filter((row) => row.list === list);

describe("the reference lists", () => {
  test("no list names a code twice, and every parent is in its list", () => {
    const known = new Set(codes.map(({ list, code }) => `${list}/${code}`));
    expect(known.size).toBe(codes.length);
    expect(codes.filter(({ list, parent }) => parent !== null && !known.has(`${list}/${parent}`))).toEqual([]);
  });

  test("regions, industries and occupations are complete", () => {
    expect(inList("region")).toHaveLength(4108);
    expect(inList("industry")).toHaveLength(1971);
    expect(inList("occupation")).toHaveLength(2047);
    expect(inList("region").find(({ code }) => code === "341622")?.name_zh).toBe("蒙城县");
    expect(inList("occupation").find(({ code }) => code === "6-18-02-04")?.name_zh).toBe("焊工");
  });

  test("an occupation's marks are beside its name, not in it", () => {
    const logistics = inList("occupation").find(({ code }) => code === "4-02-06-03");
    expect(logistics).toMatchObject({ name_zh: "物流服务师", attrs: { green: true } });
    expect(inList("occupation").filter(({ name_zh }) => /[A-Za-z]/.test(name_zh))).toEqual([]);
  });

  test("skill levels rise from apprentice to chief technician while their document numbers fall", () => {
    const levels = inList("skill_level").sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    expect(levels.map(({ code }) => code)).toEqual(["0", "5", "4", "3", "2", "1", "1+", "1++"]);
    expect(levels.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("every list of the hub's own is in Chinese and English", () => {
    const own = codes.filter(({ list }) => !["region", "industry", "occupation"].includes(list));
    expect(own.filter(({ name_zh, name_en }) => name_zh === "" || name_en === null || name_en === "")).toEqual([]);
  });

  test("no spelling leads to two codes of one list", () => {
    const own = codes.filter(({ list }) => !["region", "industry", "occupation"].includes(list));
    const spellings = own.flatMap(({ list, code, name_zh, attrs }) =>
      [...new Set([name_zh, ...((attrs.aliases as string[] | undefined) ?? [])])].map((name) => ({ key: `${list}/${name}`, code })),
    ); // prettier-ignore
    const first = new Map<string, string>();
    expect(spellings.filter(({ key, code }) => first.get(key) !== undefined || void first.set(key, code))).toEqual([]);
  });
});

describe("the indicator catalogue", () => {
  const indicators = readCsv("indicators.csv");

  test("it has 318 indicators, each once", () => {
    expect(indicators).toHaveLength(318);
    expect(new Set(indicators.map(({ code }) => code)).size).toBe(318);
  });

  test("income and students are reported, participations are counted, their ratio is a formula", () => {
    const kinds = Object.fromEntries(indicators.map(({ code, kind }) => [code, kind]));
    expect(kinds).toMatchObject({ FN01: "reported", ST01: "reported", TR01: "ledger", TR06: "formula" });
  });

  test("a formula names only indicators of the catalogue", () => {
    const known = new Set(indicators.map(({ code }) => code));
    const named = indicators.flatMap(({ formula = "" }) => [...formula.matchAll(/\{(\w+)/g)].map((match) => match[1]));
    expect(named.filter((code) => !known.has(code ?? ""))).toEqual([]);
  });

  test("a ratio is never additive", () => {
    expect(indicators.filter((row) => row.unit_dim === "ratio" && row.additive === "true")).toEqual([]);
  });
});

describe("the targets of five documents", () => {
  const targets = readCsv("targets.csv");

  test("there are 270, each with an indicator of the catalogue and a comparator the hub knows", () => {
    const known = new Set(readCsv("indicators.csv").map(({ code }) => code));
    expect(targets).toHaveLength(270);
    expect(targets.filter(({ indicator_code = "" }) => !known.has(indicator_code))).toEqual([]);
    const comparators = new Set([">=", "<=", "=", ">", "<", "between", "~", "trend"]);
    expect(targets.filter(({ comparator = "" }) => !comparators.has(comparator))).toEqual([]);
  });

  test("a period is a code the hub can read, or words", () => {
    expect(targets.filter(({ period_code = "" }) => period_code !== "" && !isPeriodCode(period_code))).toEqual([]);
    expect(targets.filter(({ period_text }) => period_text === "")).toEqual([]);
  });

  test("a missing number stays missing", () => {
    const redacted = targets.find(({ id }) => id === "T234");
    expect(redacted).toMatchObject({ indicator_code: "TR01", value: "", raw_value: "XX", nature: "redacted" });
  });
});

const shared = new URL("../../../../shared/domain/targets.csv", import.meta.url);
if (!existsSync(shared)) console.log("../shared is absent: the targets are not compared with the list they came from");
else compareWithShared();

function compareWithShared(): void {
  describe("beside the list the targets came from", () => {
    test("every value and offset is the same", () => {
      const lines = readFileSync(shared, "utf8").split(/\r?\n/).filter((line) => /,T\d{3},/.test(line)); // prettier-ignore
      expect(lines).toHaveLength(270);
      for (const { id, offset } of readCsv("targets.csv"))
        expect(lines.find((line) => line.includes(`,${id},`))).toMatch(new RegExp(`,${offset},\\d+$`));
    });
  });
}
