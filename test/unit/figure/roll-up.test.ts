import { describe, expect, test } from "@jest/globals";
import { periodOf, type Period } from "../../../server/domain/period.js";
import {
  periodsInside,
  Summing,
  type Nature,
  type Part,
  type Reports,
} from "../../../server/features/figure/roll-up.rules.js";

const TODAY = "2026-11-05";
const period = (code: string): Period => {
  const found = periodOf(code);
  if (!found) throw new Error(code);
  return found;
};
const part = (id: string, active = true): Part => ({ id, code: id, name: id, active });
/** A bureau B over a school S (colleges S1, S2) and a provider P. */
const PARTS = new Map([
  ["B", [part("S"), part("P")]],
  ["S", [part("S1"), part("S2")]],
]);
const reports = (...lines: readonly (readonly [org: string, period: string, value: string])[]): Reports => {
  const own = new Map<string, Map<string, string>>();
  for (const [org, code, value] of lines) own.set(org, (own.get(org) ?? new Map()).set(code, value));
  return { own, parts: PARTS };
};
const sum = (org: string, code: string, from: Reports, nature: Nature = "flow", today = TODAY) => {
  const found = new Summing(nature, from, today).of(part(org), period(code));
  return (
    found && {
      value: found.value,
      have: found.have,
      of: found.of,
      missing: found.missing.map((each) => [each.part.id, ...each.periods].join(" ")),
    }
  );
};

describe("over organizations", () => {
  test("the sum of what the parts reported, in exact decimals", () => {
    const all = reports(["S1", "2026M09", "0.1"], ["S2", "2026M09", "0.2"], ["P", "2026M09", "7"]);
    expect(sum("B", "2026M09", all)).toEqual({ value: "7.3", have: 3, of: 3, missing: [] });
  });

  test("an organization that reports itself wins over its parts", () => {
    const all = reports(["S", "2026M09", "10"], ["S1", "2026M09", "4"], ["P", "2026M09", "1"]);
    expect(sum("B", "2026M09", all)).toEqual({ value: "11", have: 2, of: 2, missing: [] });
    expect(sum("S", "2026M09", all)).toEqual({ value: "10", have: 1, of: 1, missing: [] });
  });

  test("who is missing is named, at the highest organization of which nothing is known", () => {
    expect(sum("B", "2026M09", reports(["S1", "2026M09", "4"]))).toEqual({
      value: "4",
      have: 1,
      of: 3,
      missing: ["S2", "P"],
    });
    expect(sum("B", "2026M09", reports(["P", "2026M09", "0"]))).toEqual({
      value: "0",
      have: 1,
      of: 2,
      missing: ["S"],
    });
  });

  test("nothing reported is nothing, not zero", () => {
    expect(sum("B", "2026M09", reports(["P", "2026M08", "5"]))).toBeUndefined();
  });

  test("a part that has ended is not missing, and what it reported counts", () => {
    const parts = new Map([["B", [part("S", false), part("P", false)]]]);
    const own = new Map([["P", new Map([["2026M09", "3"]])]]);
    expect(new Summing("flow", { own, parts }, TODAY).of(part("B"), period("2026M09"))).toEqual({
      value: "3",
      have: 1,
      of: 1,
      missing: [],
    });
  });
});

describe("flows over periods", () => {
  test("a year is made of its months; months still to come are not missing, those skipped are", () => {
    const months = ["01", "02", "03", "04", "05", "06", "07", "09", "10"];
    const all = reports(...months.map((month) => ["P", `2026M${month}`, "2"] as const));
    expect(sum("P", "2026", all)).toEqual({ value: "18", have: 9, of: 10, missing: ["P 2026M08"] });
    expect(sum("P", "2026H1", all)).toEqual({ value: "12", have: 6, of: 6, missing: [] });
  });

  test("a quarter reported beside its months counts once: the quarter", () => {
    const all = reports(["P", "2026Q1", "100"], ["P", "2026M01", "30"], ["P", "2026M03", "30"], ["P", "2026M04", "5"]);
    expect(sum("P", "2026H1", all)).toEqual({
      value: "105",
      have: 2,
      of: 4,
      missing: ["P 2026M05 2026M06"],
    });
  });

  test("a year is the same whether parts sent months and the whole sent one of them itself", () => {
    const all = reports(
      ["S", "2026M01", "10"],
      ["S1", "2026M01", "3"],
      ["S2", "2026M01", "4"],
      ["S1", "2026M02", "5"],
      ["S2", "2026M02", "6"],
      ["S1", "2026M03", "7"],
      ["S2", "2026M03", "8"],
    );
    expect(sum("S", "2026Q1", all)).toEqual({ value: "36", have: 5, of: 5, missing: [] });
    const monthly = ["2026M01", "2026M02", "2026M03"].map((code) => Number(sum("S", code, all)?.value));
    expect(monthly).toEqual([10, 11, 15]);
  });

  test("one month of its own does not hide the whole year of every part", () => {
    const all = reports(["S", "2025M01", "10"], ["S1", "2025", "70"], ["S2", "2025", "60"]);
    expect(sum("S", "2025", all)).toEqual({ value: "130", have: 2, of: 2, missing: [] });
  });

  test("parts may come by different periods, one by quarters, one by the year", () => {
    const quarters = ["2025Q1", "2025Q2", "2025Q3", "2025Q4"].map((code) => ["S1", code, "5"] as const);
    expect(sum("S", "2025", reports(...quarters, ["S2", "2025", "7"]))).toEqual({
      value: "27",
      have: 5,
      of: 5,
      missing: [],
    });
  });

  test("a school year is made of terms or of months, a plan of years; a year is never made of terms", () => {
    expect(sum("P", "SY2025", reports(["P", "2025T1", "5"], ["P", "2025T2", "6"]))?.value).toBe("11");
    expect(sum("P", "SY2025", reports(["P", "2025M09", "5"], ["P", "2026M08", "6"]))).toMatchObject({ value: "11", have: 2, of: 12 }); // prettier-ignore
    expect(sum("P", "P2024/2025", reports(["P", "2024", "5"], ["P", "2025", "6"]))?.value).toBe("11");
    expect(sum("P", "2025", reports(["P", "2025T1", "5"]))).toBeUndefined();
  });
});

describe("stocks", () => {
  test("the last period's, and over organizations the sum", () => {
    const all = reports(["S1", "2026M08", "90"], ["S1", "2026M10", "100"], ["S2", "2026Q3", "50"]);
    expect(sum("S1", "2026", all, "stock")).toEqual({ value: "100", have: 1, of: 1, missing: [] });
    expect(sum("S", "2026", all, "stock")).toEqual({ value: "150", have: 2, of: 2, missing: [] });
  });

  test("a period that ended since without a report is missing, and the last known value stands", () => {
    const all = reports(["S1", "2025M11", "90"]);
    expect(sum("S1", "2025", all, "stock")).toEqual({ value: "90", have: 1, of: 2, missing: ["S1 2025M12"] });
  });

  test("a count of one day stands for a running year, and falls short of an ended one", () => {
    const all = reports(["S1", "2026-09-01", "80"], ["S1", "2025-09-01", "70"]);
    expect(sum("S1", "2026", all, "stock")).toEqual({ value: "80", have: 1, of: 1, missing: [] });
    expect(sum("S1", "2025", all, "stock")).toEqual({ value: "70", have: 1, of: 2, missing: ["S1 2025"] });
  });
});

test("periods inside a period: days only where reports are by the day", () => {
  expect(periodsInside(period("2026Q1"), false)).toEqual(["2026Q1", "2026M01", "2026M02", "2026M03"]);
  expect(periodsInside(period("2026"), false)).toHaveLength(19);
  expect(periodsInside(period("2026"), true)).toHaveLength(19 + 365);
  expect(periodsInside(period("2025T1"), false)).toEqual(["2025T1", "2025M09", "2025M10", "2025M11", "2025M12", "2026M01"]); // prettier-ignore
});
