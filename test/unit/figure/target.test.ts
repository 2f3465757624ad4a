import { describe, expect, test } from "@jest/globals";
import { judge, strictest, type Comparator, type TargetValue } from "../../../server/features/target/target.rules.js";

const target = (comparator: Comparator, value: string | null, valueMax: string | null = null): TargetValue => ({
  comparator,
  value,
  valueMax,
});

describe("what is, beside what was set", () => {
  test.each([
    [">=", "100", "100", "ACHIEVED"],
    [">=", "99.999999", "100", "BEHIND"],
    [">", "100", "100", "BEHIND"],
    ["<=", "0.05", "0.05", "ACHIEVED"],
    ["<=", "0.0500001", "0.05", "BEHIND"],
    ["<", "3", "3", "BEHIND"],
    ["=", "1.0", "1", "ACHIEVED"],
    ["~", "50001", "50000", "ACHIEVED"],
    ["~", "49999", "50000", "BEHIND"],
    ["trend", "5", "1", "PENDING"],
  ] as const)("%s: %s against %s is %s", (comparator, actual, value, state) => {
    expect(judge(actual, target(comparator, value)).state).toBe(state);
  });

  test("a range holds both its ends", () => {
    const range = target("between", "10", "20");
    expect(["9", "10", "20", "21"].map((actual) => judge(actual, range).state)).toEqual([
      "BEHIND",
      "ACHIEVED",
      "ACHIEVED",
      "BEHIND",
    ]);
  });

  test("numbers beyond a float's digits are compared exactly", () => {
    expect(judge("9007199254740993", target(">=", "9007199254740993.1")).state).toBe("BEHIND");
  });

  test("a target without a number is pending: progress is shown, achievement is not invented", () => {
    expect(judge("5", target(">=", null))).toEqual({ state: "PENDING", rate: null });
    expect(judge(null, target(">=", "5"))).toEqual({ state: "PENDING", rate: null });
    expect(judge("5", undefined)).toEqual({ state: "NO_TARGET", rate: null });
  });

  test("the rate is actual over target; nothing is divided by zero", () => {
    expect(judge("1", target(">=", "3")).rate).toBe("0.333333333333");
    expect(judge("0", target("<=", "0"))).toEqual({ state: "ACHIEVED", rate: null });
  });
});

test("of two floors the higher decides, of two ceilings the lower, and one with a number before one without", () => {
  expect(strictest([target(">=", "0.5"), target(">=", "2")])?.value).toBe("2");
  expect(strictest([target("<=", "0.5"), target("<=", "2")])?.value).toBe("0.5");
  expect(strictest([target(">=", null), target(">=", "1"), target(">=", null)])?.value).toBe("1");
  expect(strictest([])).toBeUndefined();
});
