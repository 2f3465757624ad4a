/** What can be put right with one press: which reading is offered for what people type, and where none is. */
import { describe, expect, test } from "@jest/globals";
import { compareCell } from "../../../addin/sheet/diff.js";
import { cellFix, figureFix, nearestNames, numberFix, readDay } from "../../../addin/sheet/fixes.js";
import type { Finding } from "../../../addin/hub/hub.js";
import type { RowCell } from "../../../addin/sheet/register-diff.js";

const base = { value: "412", version: 1, source: "REPORTED", status: "DRAFT", writable: true, asOf: "" } as const;

/** Types into the cell of a figure and answers what is offered. */
function typedInto(unit: string, value: string) {
  const found = compareCell({ value, formula: "", text: value }, base, unit);
  if (!found) throw new Error("nothing was edited");
  return { ...found, fix: figureFix({ ...found, unit }) };
}

describe("A number that is not plainly one is read in the figure's own unit", () => {
  test.each([
    ["人次", "1 30", "space", "130"],
    ["人次", "　130\u200B", "space", "130"],
    ["人次", "１３０", "width", "130"],
    ["人次", "１，２３０", "width", "1230"],
    ["人次", "12,30", "number", "1230"],
    ["人次", "130人次", "unit", "130"],
    ["人次", "1.2万", "unit", "12000"],
    ["人次", "0.3万人次", "unit", "3000"],
    ["元", "3.5万元", "unit", "35000"],
    ["万元", "3.5万元", "unit", "3.5"],
    ["万元", "3.5万", "unit", "3.5"],
    ["万元", "35000元", "unit", "3.5"],
    ["亿元", "0.1百万元", "unit", "0.001"],
    ["元", "￥1,200.50", "unit", "1200.5"],
    ["学时", "24课时", "unit", "24"],
    ["%", "63.4％", "unit", "63.4"],
    ["人次", "一百三十", "reading", "130"],
    ["万元", "三万五千元", "reading", "3.5"],
    ["元", "12345678901234567.89元", "unit", "12345678901234567.89"],
  ])("in %s, %s", (unit, typed, kind, to) => {
    expect(typedInto(unit, typed).fix).toEqual({ kind, from: typed, to });
  });

  test("and not at all where another thing is counted: the message names both units", () => {
    for (const [unit, typed, written] of [
      ["人次", "12人", "人"],
      ["人", "12人次", "人次"],
      ["人次", "3.5万元", "万元"],
      ["元", "24课时", "课时"],
    ] as const) {
      const { fix, findings } = typedInto(unit, typed);
      expect(fix).toBeNull();
      expect(findings).toMatchObject([{ code: "UNIT_MISMATCH", args: { typed: written, unit } }]);
    }
  });

  test("and not where nobody can tell", () => {
    for (const typed of ["无", "—", "约130", "12/13", "一三零"]) expect(typedInto("人次", typed).fix).toBeNull();
    expect(numberFix("1,230", "元")).toBeNull();
  });

  test("what the hub suggests is offered as it says, a locked cell gets its number back", () => {
    const said = (code: string, suggestion: string): Finding => ({
      ...{ code, severity: "BLOCK", args: {}, message: null, messageEn: null, suggestion },
    });
    const cell = { typed: "4500", unit: "人次" };
    expect(figureFix({ ...cell, findings: [said("OVER_LIMIT", "450")] })).toMatchObject({ kind: "reading", to: "450" });
    expect(figureFix({ ...cell, findings: [said("LOCKED", "412")] })).toMatchObject({ kind: "restore", to: "412" });
  });
});

describe("A day is read as people write it", () => {
  test.each([
    ["2026年3月5日", "2026-03-05"],
    ["2026.3.5", "2026-03-05"],
    ["2026/3/5 ", "2026-03-05"],
    ["２０２６－０３－０５", "2026-03-05"],
    ["20260305", "2026-03-05"],
    ["2026年3月5号", "2026-03-05"],
    ["46086", "2026-03-05"],
    ["2026年2月30日", null],
    ["3月5日", null],
    ["2026", null],
    ["45", null],
  ])("%s", (typed, day) => expect(readDay(typed)).toBe(day));
});

const cell = (typed: string | null, more: Partial<RowCell> = {}): RowCell => ({
  ...{ path: "field", label: "等级", was: "四级", kind: "text", list: null, problem: null },
  place: { sheet: "证书", row: 3, column: 1, rows: 1, columns: 1 },
  typed,
  ...more,
});

describe("A cell of a register's row", () => {
  test("loses stray blanks and full-width signs, and keeps Chinese punctuation", () => {
    expect(cellFix(cell("　三级 "), [])).toEqual({ kind: "space", from: "　三级 ", to: "三级" });
    expect(cellFix(cell("三\u200B级"), [])).toMatchObject({ kind: "space", to: "三级" });
    expect(cellFix(cell("ＺＳ－２０２６－０００１"), [])).toMatchObject({ kind: "width", to: "ZS-2026-0001" });
    expect(cellFix(cell("电工（三级），补考"), [])).toBeNull();
    expect(cellFix(cell(null), [])).toBeNull();
  });

  test("is a day, or a number in the unit its header or the hub names", () => {
    expect(cellFix(cell("2026年3月5日", { kind: "date" }), [])).toMatchObject({ kind: "date", to: "2026-03-05" });
    expect(cellFix(cell("2026-03-05", { kind: "date" }), [])).toBeNull();
    const amount = cell("3.5万元", { kind: "decimal", label: "金额（元）" });
    expect(cellFix(amount, [])).toMatchObject({ kind: "unit", to: "35000" });
    const told: Finding = { code: "WRONG_UNIT", severity: "BLOCK", args: { unit: "学时" }, message: "", messageEn: "" };
    expect(cellFix({ ...amount, label: "学时" }, [{ ...told, field: "field" }])).toBeNull();
  });

  test("takes what the hub suggested for it, not for its neighbour, and gives back what may not be changed", () => {
    const said: Finding = {
      ...{ code: "UNKNOWN_CODE", severity: "BLOCK", args: {}, message: "", messageEn: "" },
      ...{ field: "field", suggestion: "三级" },
    };
    expect(cellFix(cell("高级工三级", { list: "grade" }), [said])).toMatchObject({ kind: "name", to: "三级" });
    expect(cellFix(cell("高级工三级", { path: "other", list: "grade" }), [said])).toBeNull();
    expect(cellFix(cell("五级", { problem: "NOT_WRITABLE" }), [])).toMatchObject({ kind: "restore", to: "四级" });
  });
});

test("The nearest names of a list come first, and none where nothing is near", () => {
  const kinds = ["职业技能等级证书", "专项职业能力证书", "职业资格证书"];
  expect(nearestNames("职业技能等级证", kinds)[0]).toBe("职业技能等级证书");
  expect(nearestNames("职业資格证书", kinds)[0]).toBe("职业资格证书");
  expect(nearestNames("职业技能 等级证书", kinds)[0]).toBe("职业技能等级证书");
  expect(nearestNames("电焊机", kinds)).toEqual([]);
});
