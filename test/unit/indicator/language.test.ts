import { describe, expect, test } from "@jest/globals";
import { LanguageFault } from "../../../server/features/indicator/indicator.faults.js";
import { parse, type MeasureText, type Node } from "../../../server/features/indicator/indicator.language.js";

function parseMeasure(text: string): MeasureText {
  const node = parse(text);
  if (node.kind !== "measure") throw new Error("no measure");
  return node;
}

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
      const show = (e: Node): string => {
        switch (e.kind) {
          case "operation":
            return `(${show(e.left)}${e.operator}${show(e.right)})`;
          case "number":
            return e.value;
          case "indicator":
            return e.all ? `${e.code}:all` : e.code;
          case "parameter":
            return e.name;
          default:
            return e.kind;
        }
      };
      return show(parse(text));
    };
    expect(shape("{TR01}/{ST01}")).toBe("(TR01/ST01)");
    expect(shape("{FN01} - {FN32} * 2")).toBe("(FN01-(FN32*2))");
    expect(shape("{TR01}-{TR02}-{TR03}")).toBe("((TR01-TR02)-TR03)");
    expect(shape("({TR01}+{TR02})/0.5")).toBe("((TR01+TR02)/0.5)");
    expect(shape("{MB01}/{MB01:all}")).toBe("(MB01/MB01:all)");
    expect(shape("{FN31}*param(edu_fund_rate)")).toBe("(FN31*edu_fund_rate)");
    expect(shape("min(1, {TR01}/{ST01}, max(2, 3))")).toBe("((1min(TR01/ST01))min(2max3))");
    expect(shape("count(Task)/count(Task) + min(by person, {TR12})")).toBe("((measure/measure)+grouped)");
  });

  test("what does not fit is a fault with its place", () => {
    const OPERAND = "an indicator in braces, a measure, param(…), a number or (";
    expect(faultOf(() => parse(""))).toEqual({ expected: OPERAND, at: 0 });
    expect(faultOf(() => parse("{TR01}/"))).toEqual({ expected: OPERAND, at: 7 });
    expect(faultOf(() => parse("{TR01} {TR02}"))).toEqual({ expected: "the end", at: 7 });
    expect(faultOf(() => parse("({TR01}"))).toEqual({ expected: ")", at: 7 });
    expect(faultOf(() => parse("{MB01:some}"))).toEqual({ expected: "}", at: 5 });
    expect(faultOf(() => parse("{FN31}*param(Rate)"))).toEqual({ expected: "the name of a parameter", at: 13 });
    expect(faultOf(() => parse("min(by person {TR12})"))).toEqual({ expected: "what to group by", at: 7 });
    expect(faultOf(() => parse(`${"(".repeat(100)}1`)).expected).toContain("brackets");
    expect(faultOf(() => parse(`1${"+1".repeat(2000)}`)).expected).toContain("characters");
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
    expect(parseMeasure("count(Enrolment[category in groups])").conditions).toMatchObject([
      { set: "groups", valuesAt: 28 },
    ]);
    expect(faultOf(() => parseMeasure("count(Task[due<today,"))).toMatchObject({ expected: "a condition" });
    expect(faultOf(() => parseMeasure("count(Task) count(Task)"))).toMatchObject({ expected: "the end", at: 12 });
    expect(faultOf(() => parse("count(Person[has Credential kind])"))).toMatchObject({ expected: "=", at: 32 });
  });
});
