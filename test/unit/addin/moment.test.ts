/** Moments as people type them into a cell. */
import { describe, expect, test } from "@jest/globals";
import { readMoment } from "../../../addin/sheet/moment.js";

describe("A moment in a cell", () => {
  test.each<[unknown, string]>([
    ["2026-10-31", "2026-10-31T15:59:59.999Z"],
    ["2026年10月31日", "2026-10-31T15:59:59.999Z"],
    ["2026/10/31 18:00", "2026-10-31T10:00:00.000Z"],
    ["2026-10-31 0:30:15", "2026-10-30T16:30:15.000Z"],
    [46326, "2026-10-31T15:59:59.999Z"],
    [46326.75, "2026-10-31T10:00:00.000Z"],
    ["46326", "2026-10-31T15:59:59.999Z"],
  ])("written %p is %s, in China's time", (typed, moment) => {
    expect(readMoment(typed)).toBe(moment);
  });

  test.each<[unknown]>([["2026-02-30"], ["2026-10-31 25:00"], ["月底"], [""], [null], [12], [2026], [Number.NaN]])(
    "%p is none, and nothing is guessed",
    (typed) => {
      expect(readMoment(typed)).toBeNull();
    },
  );
});
