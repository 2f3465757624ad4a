import { describe, expect, test } from "@jest/globals";
import {
  childrenOf,
  comparePeriods,
  containsPeriod,
  elapsedShare,
  formatPeriod,
  periodHolding,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
} from "../../../server/domain/period.js";

const period = (text: string) => {
  const found = periodOf(text);
  if (!found) throw new Error(`${text} should be a period`);
  return found;
};

describe("A period is read from a code", () => {
  test.each([
    ["2023", "year", "2023-01-01", "2024-01-01"],
    ["2023H1", "half", "2023-01-01", "2023-07-01"],
    ["2023H2", "half", "2023-07-01", "2024-01-01"],
    ["2023Q3", "quarter", "2023-07-01", "2023-10-01"],
    ["2023M07", "month", "2023-07-01", "2023-08-01"],
    ["2023M12", "month", "2023-12-01", "2024-01-01"],
    ["SY2023", "schoolYear", "2023-09-01", "2024-09-01"],
    ["2023T1", "term", "2023-09-01", "2024-02-01"],
    ["2023T2", "term", "2024-02-01", "2024-09-01"],
    ["2023-12-31", "day", "2023-12-31", "2024-01-01"],
    ["P2020/2024", "plan", "2020-01-01", "2025-01-01"],
    ["2022/2024", "span", "2022-01-01", "2025-01-01"],
  ])("%s is a %s from %s until %s", (code, kind, from, to) => {
    expect(periodOf(code)).toEqual({ code, kind, from, to });
  });

  test.each([
    ["2026年10月", "2026M10"],
    ["2026年9月份", "2026M09"],
    ["2026-10", "2026M10"],
    ["２０２６．１", "2026M01"],
    ["2026年第三季度", "2026Q3"],
    ["2026年 3 季度", "2026Q3"],
    ["2026年上半年", "2026H1"],
    ["2026下半年", "2026H2"],
    ["2023-2024学年", "SY2023"],
    ["2023—2024学年度第二学期", "2023T2"],
    ["2023-2024学年秋季学期", "2023T1"],
    ["2026年度", "2026"],
    ["2021-2025年规划", "P2021/2025"],
    ["2022至2024年", "2022/2024"],
    ["2023年12月31日", "2023-12-31"],
    ["sy2023", "SY2023"],
    ["2026m7", "2026M07"],
  ])("%s is written for %s", (text, code) => {
    expect(periodOf(text)?.code).toBe(code);
  });

  test.each([
    "",
    "2026M13",
    "2026Q5",
    "2026H3",
    "2023-02-30",
    "2025/2021",
    "第三季度",
    "1234567",
    "0999",
    "2023-2025学年",
  ])("%j is no period", (text) => {
    expect(periodOf(text)).toBeUndefined();
  });
});

describe("Periods are ranges", () => {
  test("a year comes before its first quarter and holds it", () => {
    const order = ["2023M01", "2023Q1", "2023", "2022", "SY2022"].map(period).sort(comparePeriods);
    expect(order.map((p) => p.code)).toEqual(["2022", "SY2022", "2023", "2023Q1", "2023M01"]);
    expect(containsPeriod(period("2023"), period("2023Q4"))).toBe(true);
    expect(containsPeriod(period("2023"), period("SY2023"))).toBe(false);
  });

  test.each([
    ["2023", ["2023Q1", "2023Q2", "2023Q3", "2023Q4"]],
    ["2023H2", ["2023Q3", "2023Q4"]],
    ["2023Q4", ["2023M10", "2023M11", "2023M12"]],
    ["SY2023", ["2023T1", "2023T2"]],
    ["P2021/2023", ["2021", "2022", "2023"]],
    ["2023M01", []],
  ])("%s is the sum of %j", (code, parts) => {
    expect(childrenOf(period(code)).map((p) => p.code)).toEqual(parts);
  });

  test("children cover their parent without gap or overlap", () => {
    for (const code of ["2024", "2024H1", "2024Q1", "SY2023", "P2020/2024", "2022/2024"]) {
      const parent = period(code);
      const parts = childrenOf(parent);
      expect(parts[0]?.from).toBe(parent.from);
      expect(parts.at(-1)?.to).toBe(parent.to);
      parts.slice(1).forEach((part, i) => expect(part.from).toBe(parts[i]?.to));
    }
  });

  test.each([
    ["2023", "2022", "2022"],
    ["2023H1", "2022H2", "2022H1"],
    ["2023Q1", "2022Q4", "2022Q1"],
    ["2023M01", "2022M12", "2022M01"],
    ["SY2023", "SY2022", "SY2022"],
    ["2023T1", "2022T2", "2022T1"],
    ["2023T2", "2023T1", "2022T2"],
    ["2024-02-29", "2024-02-28", "2023-02-28"],
    ["P2021/2025", "P2016/2020", "P2020/2024"],
    ["2022/2024", "2019/2021", "2021/2023"],
  ])("before %s comes %s, a year earlier was %s", (code, before, lastYear) => {
    expect(previousPeriod(period(code)).code).toBe(before);
    expect(samePeriodLastYear(period(code)).code).toBe(lastYear);
  });

  test("the elapsed share counts whole days, today included, and stays within the period", () => {
    expect(elapsedShare(period("2026M10"), "2026-10-15")).toEqual({ elapsed: 15, days: 31 });
    expect(elapsedShare(period("2026"), "2025-12-31")).toEqual({ elapsed: 0, days: 365 });
    expect(elapsedShare(period("2024"), "2025-03-01")).toEqual({ elapsed: 366, days: 366 });
  });

  test("a day knows the periods that hold it", () => {
    expect(periodHolding("quarter", "2026-10-03").code).toBe("2026Q4");
    expect(periodHolding("schoolYear", "2026-08-31").code).toBe("SY2025");
    expect(periodHolding("term", "2026-01-15").code).toBe("2025T1");
    expect(periodHolding("half", "2026-07-01").code).toBe("2026H2");
  });

  test.each([
    ["2023Q3", "2023年第三季度", "2023 Q3"],
    ["2023H2", "2023年下半年", "2023 H2"],
    ["2023M07", "2023年7月", "2023-07"],
    ["SY2023", "2023-2024学年", "school year 2023/24"],
    ["2023T2", "2023-2024学年第二学期", "spring term 2024"],
    ["P2020/2024", "2020-2024年规划期", "plan 2020–2024"],
    ["2022/2024", "2022-2024年", "2022–2024"],
  ])("%s reads %s, and in Chinese it can be read back", (code, zh, en) => {
    expect(formatPeriod(period(code))).toBe(zh);
    expect(formatPeriod(period(code), "en")).toBe(en);
    expect(periodOf(zh)?.code).toBe(code);
  });
});
