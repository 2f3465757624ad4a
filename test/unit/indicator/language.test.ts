import { describe, expect, test } from "@jest/globals";
import {
  codesOf,
  LanguageFault,
  parseFormula,
  parseMeasure,
} from "../../../server/features/indicator/indicator.language.js";

function faultOf(read: () => unknown): { expected: string; at: number } {
  try {
    read();
  } catch (fault) {
    if (fault instanceof LanguageFault) return { expected: fault.expected, at: fault.at };
    throw fault;
  }
  throw new Error("it was read");
}

describe("arithmetic of indicators", () => {
  test("multiplication binds tighter than addition, equal operators from the left, and brackets decide", () => {
    const shape = (text: string): string => {
      const show = (e: ReturnType<typeof parseFormula>): string =>
        e.kind === "operation"
          ? `(${show(e.left)}${e.operator}${show(e.right)})`
          : e.kind === "number"
            ? e.value
            : e.code;
      return show(parseFormula(text));
    };
    expect(shape("{TR01}/{ST01}")).toBe("(TR01/ST01)");
    expect(shape("{FN01} - {FN32} * 2")).toBe("(FN01-(FN32*2))");
    expect(shape("{TR01}-{TR02}-{TR03}")).toBe("((TR01-TR02)-TR03)");
    expect(shape("({TR01}+{TR02})/0.5")).toBe("((TR01+TR02)/0.5)");
  });

  test("each indicator is named once", () => {
    expect(codesOf(parseFormula("({TR01}+{TR02})/{TR01}"))).toEqual(["TR01", "TR02"]);
  });

  test("what does not fit is a fault with its place", () => {
    expect(faultOf(() => parseFormula(""))).toEqual({ expected: "an indicator in braces, a number or (", at: 0 });
    expect(faultOf(() => parseFormula("{TR01}/"))).toMatchObject({ at: 7 });
    expect(faultOf(() => parseFormula("{TR01} {TR02}"))).toEqual({ expected: "the end", at: 7 });
    expect(faultOf(() => parseFormula("({TR01}"))).toEqual({ expected: ")", at: 7 });
    expect(faultOf(() => parseFormula("{MB01:all}"))).toEqual({ expected: "}", at: 5 });
    expect(faultOf(() => parseFormula("{FN31}*param(rate)"))).toMatchObject({ at: 7 });
    expect(faultOf(() => parseFormula(`${"(".repeat(100)}1`)).expected).toContain("brackets");
  });
});

describe("measures of a ledger", () => {
  test("a verb, a ledger, a field and conditions are told apart", () => {
    expect(parseMeasure("sum(FundEntry.amount[kind=fee, direction=in])")).toMatchObject({
      verb: "sum",
      source: "FundEntry",
      field: "amount",
      conditions: [
        { kind: "comparison", field: "kind", operator: "=", values: ["fee"] },
        { kind: "comparison", field: "direction", operator: "=", values: ["in"] },
      ],
    });
    expect(parseMeasure("count(Course)")).toMatchObject({
      verb: "count",
      source: "Course",
      field: undefined,
      conditions: [],
    });
  });

  test("lists, order and named conditions are read", () => {
    const { conditions } = parseMeasure(
      "count(Affiliation[role in (a, b_c), level>=province, start in period, active])",
    );
    expect(conditions).toMatchObject([
      { operator: "in", values: ["a", "b_c"] },
      { operator: ">=", values: ["province"] },
      { kind: "words", words: "start in period" },
      { kind: "words", words: "active" },
    ]);
  });

  test("what does not fit is a fault with its place", () => {
    expect(faultOf(() => parseMeasure("count(enrolment)"))).toEqual({ expected: "a ledger", at: 6 });
    expect(faultOf(() => parseMeasure("count(Enrolment[category in groups])"))).toMatchObject({ at: 28 });
    expect(faultOf(() => parseMeasure("count(Task[due<today,"))).toMatchObject({ expected: "a condition" });
    expect(faultOf(() => parseMeasure("count(Task) + count(Task)"))).toMatchObject({ expected: "the end", at: 12 });
  });
});
