import { describe, expect, test } from "@jest/globals";
import { periodOf } from "../../../server/domain/period.js";
import {
  judge,
  paceOf,
  partsFallShort,
  strictest,
  type Comparator,
  type TargetValue,
} from "../../../server/features/target/target.rules.js";

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

describe("progress beside time", () => {
  const pace = (actual: string | null, of: TargetValue | undefined, grows: boolean, code: string, today: string) => {
    const period = periodOf(code);
    if (!period) throw new Error(code);
    return paceOf(actual, of, grows, period, today);
  };

  test("what grows over time is compared with the days gone: 181 of 365 ask for 496 of 1,000", () => {
    expect(pace("500", target(">=", "1000"), true, "2026", "2026-06-30")).toEqual({
      elapsed: "0.495890410959", expected: "495.890410958904", onTrack: true, remaining: "500", neededPerMonth: "71.428571428571",
    }); // prettier-ignore
    expect(pace("495", target(">=", "1000"), true, "2026", "2026-06-30")).toMatchObject({ onTrack: false });
  });

  test("a stock or a ratio stands beside the whole target from the first day", () => {
    expect(pace("500", target(">=", "1000"), false, "2026", "2026-06-30")).toMatchObject({ elapsed: null, expected: "1000", onTrack: false, remaining: null }); // prettier-ignore
    expect(pace("1000", target(">=", "1000"), false, "2026H1", "2026-01-02").onTrack).toBe(true);
  });

  test("an ended period keeps pace only when the target is reached; a ceiling while it is kept", () => {
    expect(pace("999", target(">=", "1000"), true, "2026H1", "2026-08-01")).toMatchObject({ elapsed: "1", onTrack: false, remaining: "1", neededPerMonth: null }); // prettier-ignore
    expect(pace("3", target("<=", "5"), true, "2026", "2026-06-30")).toMatchObject({ expected: "5", onTrack: true });
  });

  test("the running month is one of the months left", () => {
    expect(pace("0", target(">=", "90"), true, "2026Q4", "2026-11-05")).toMatchObject({ remaining: "90", neededPerMonth: "45" }); // prettier-ignore
    expect(pace("0", target(">=", "90"), true, "2026M11", "2026-11-05").neededPerMonth).toBeNull();
  });

  test("a target without a number asks for nothing yet; without a figure it is not known whether it keeps pace", () => {
    expect(pace("5", target(">=", null), true, "2026", "2026-06-30")).toMatchObject({ expected: null, onTrack: null });
    expect(pace(null, target(">=", "10"), true, "2026", "2026-06-30")).toMatchObject({
      onTrack: null,
      remaining: null,
    });
    expect(pace("5", undefined, true, "2026", "2026-06-30").onTrack).toBeNull();
  });

  test("parts of a floor must cover it, where they add up", () => {
    const parts = { count: 2, sum: "99.9" };
    expect(partsFallShort(target(">=", "100"), parts, true)).toBe(true);
    expect(partsFallShort(target(">=", "99.90"), parts, true)).toBe(false);
    expect(partsFallShort(target(">=", "100"), parts, false)).toBe(false);
    expect(partsFallShort(target("<=", "100"), parts, true)).toBe(false);
    expect(partsFallShort(target(">=", "100"), { count: 2, sum: null }, true)).toBe(false);
    expect(partsFallShort(target(">=", "100"), { count: 0, sum: null }, true)).toBe(false);
  });
});
