import { describe, expect, test } from "@jest/globals";
import { periodOf } from "../../../server/domain/period.js";
import {
  catalogueOf,
  type IndicatorEntry,
  type IndicatorRow,
} from "../../../server/features/indicator/indicator.catalogue.js";
import { quotable, readPlace, wordFault } from "../../../server/features/figure/figure.findings.js";
import {
  decideCell,
  decideCells,
  readValue,
  shownDecimals,
  writableFaults,
  type KnownFigure,
  type SentCell,
} from "../../../server/features/figure/figure.rules.js";
import {
  divideDecimals,
  worthOf,
  type Holdings,
  type StoredFigure,
} from "../../../server/features/figure/figure.values.js";

const TODAY = "2026-11-05";
const row = (code: string, kind: IndicatorRow["kind"], more: Partial<IndicatorRow> = {}): IndicatorRow => ({
  code, kind, nameZh: `名${code}`, nameEn: code, unit: "元", unitDim: "money", displayUnit: "万元", displayScale: "10000", decimals: 2,
  formula: null, flowStock: "flow", additive: true, direction: "up", periodKinds: [], ...more,
}); // prettier-ignore
const catalogue = catalogueOf([
  row("MO01", "reported"),
  row("MO02", "reported", { periodKinds: ["month", "year"] }),
  row("PE01", "reported", { unit: "人", unitDim: "person", displayUnit: "万人" }),
  row("PT01", "reported", { unit: "人次", unitDim: "participation", displayUnit: "人次" }),
  row("RA01", "reported", { unit: "比率", unitDim: "ratio", displayUnit: "%" }),
  row("CO01", "ledger", { formula: "count(Course[kind=major, active])", unit: "个", unitDim: "count" }),
  row("NO01", "ledger", { formula: "count(Spaceship[kind=base])", unit: "个", unitDim: "count" }),
  row("FO01", "formula", { formula: "{MO01}/{CO01}", unit: "元/个", unitDim: "other" }),
  row("FO02", "formula", { formula: "{FO01}*2-{FO01}/2", unit: "元/个", unitDim: "other" }),
]);
const entry = (code: string): IndicatorEntry => {
  const found = catalogue.get(code);
  if (!found) throw new Error(code);
  return found;
};
const stored = (more: Partial<StoredFigure> = {}): StoredFigure => ({
  id: "f", value: "5", version: 3, status: "draft", source: "excel", computedValue: null, reason: null,
  changedAt: new Date("2026-10-03T20:00:00Z"), changedBy: "王珊", definitionVersion: null, ...more,
}); // prettier-ignore
const sent = (indicator: string, typed: string | null, more: Partial<SentCell> = {}): SentCell => ({
  indicator: entry(indicator), organization: { id: "o" }, period: periodOf("2026M09"), identityFaults: [], where: "F5", typed, baseVersion: 0, reason: null, ...more,
}); // prettier-ignore
const nothing: KnownFigure = { stored: undefined, computed: null };
const codes = (faults: readonly { code: string }[]) => faults.map(({ code }) => code);

describe("reading what was typed", () => {
  test.each([
    ["MO01", "1,200.50", "1200.5"],
    ["MO01", "３．２万元", "32000"],
    ["RA01", "31.6%", "0.316"],
    ["RA01", "0.316", "0.316"],
    ["PE01", "260人", "260"],
    ["PT01", "0", "0"],
    ["MO01", "", null],
    ["MO01", null, null],
    ["MO01", "  ", null],
  ])("%s: %s is %s", (indicator, typed, value) => {
    expect(readValue(typed, entry(indicator))).toEqual({ value, faults: [] });
  });

  test.each([
    ["MO01", "abc", "NOT_A_NUMBER", undefined],
    ["MO01", "一百三十", "NOT_A_NUMBER_READ", "130"],
    ["MO01", "约300", "NOT_A_NUMBER_READ", "300"],
    ["MO01", "无", "NOT_A_NUMBER_READ", "0"],
    ["MO01", "—", "NOT_A_NUMBER", undefined],
    ["MO01", "-1", "NEGATIVE_NOT_ALLOWED", undefined],
    ["PE01", "1.5", "NOT_WHOLE", undefined],
    ["MO01", "1.234", "TOO_MANY_DECIMALS", "1.23"],
    ["RA01", "0.1234567", "TOO_MANY_DECIMALS", "0.123457"],
    ["PE01", "12人次", "UNIT_MISMATCH", undefined],
    ["PT01", "12人", "UNIT_MISMATCH", undefined],
    ["MO01", "60%", "UNIT_MISMATCH", undefined],
    ["MO01", "990000199001010000", "TOO_LARGE", undefined],
  ])("%s: %s is a finding, %s", (indicator, typed, code, suggestion) => {
    const [fault] = readValue(typed, entry(indicator)).faults;
    expect([fault?.code, fault?.suggestion]).toEqual([code, suggestion]);
  });
});

describe("who may type what", () => {
  test("formulas, periods to come and kinds of period nobody reports are not typed", () => {
    const at = (code: string, period: string) => codes(writableFaults(entry(code), periodOf(period) ?? never(), TODAY));
    expect(at("FO01", "2026")).toEqual(["FORMULA_NOT_WRITABLE"]);
    expect(at("MO01", "2026M12")).toEqual(["PERIOD_IN_FUTURE"]);
    expect(at("MO01", "2026-11-05")).toEqual([]);
    expect(at("MO01", "2026-11-06")).toEqual(["PERIOD_IN_FUTURE"]);
    expect(at("MO02", "2026Q1")).toEqual(["PERIOD_KIND_NOT_ALLOWED"]);
    expect(at("MO02", "2026")).toEqual([]);
  });
});
const never = (): never => {
  throw new Error("unreadable");
};

describe("what becomes of a cell", () => {
  test("a first value is written", () => {
    expect(decideCell(sent("MO01", "5"), nothing, TODAY)).toEqual({
      outcome: "WRITTEN",
      value: "5",
      reason: null,
      faults: [],
    });
  });

  test("the same value is unchanged, whoever wrote it and whatever version was seen", () => {
    expect(decideCell(sent("MO01", "5.00"), { stored: stored(), computed: null }, TODAY).outcome).toBe("UNCHANGED");
    expect(decideCell(sent("MO01", ""), nothing, TODAY).outcome).toBe("UNCHANGED");
    expect(decideCell(sent("CO01", "12"), { stored: undefined, computed: "12" }, TODAY).outcome).toBe("UNCHANGED");
  });

  test("another version than the one seen is a conflict, older or impossibly newer", () => {
    const known = { stored: stored(), computed: null };
    expect(decideCell(sent("MO01", "6", { baseVersion: 2 }), known, TODAY)).toEqual({
      outcome: "CONFLICT",
      mine: "6",
      faults: [],
    });
    expect(decideCell(sent("MO01", "6", { baseVersion: 9 }), known, TODAY).outcome).toBe("CONFLICT");
    expect(decideCell(sent("MO01", "6", { baseVersion: 3 }), known, TODAY).outcome).toBe("WRITTEN");
  });

  test("a number in place of a counted one needs a reason; giving it back does not", () => {
    const counted = { stored: undefined, computed: "12" };
    expect(codes(decideCell(sent("CO01", "13"), counted, TODAY).faults)).toEqual(["REASON_REQUIRED"]);
    expect(decideCell(sent("CO01", "13", { reason: "名册未到" }), counted, TODAY).outcome).toBe("WRITTEN");
    const overridden = { stored: stored({ value: "13", version: 1 }), computed: "12" };
    expect(decideCell(sent("CO01", "", { baseVersion: 1 }), overridden, TODAY)).toMatchObject({
      outcome: "WRITTEN",
      value: null,
    });
    // Nothing is counted for it, so what is typed replaces nothing.
    expect(decideCell(sent("NO01", "3"), nothing, TODAY).outcome).toBe("WRITTEN");
  });

  test("what is approved or locked stands, and says since when in China's calendar", () => {
    const locked = decideCell(
      sent("MO01", "6", { baseVersion: 3 }),
      { stored: stored({ status: "locked" }), computed: null },
      TODAY,
    );
    expect(locked).toEqual({
      outcome: "REFUSED",
      faults: [
        {
          code: "LOCKED",
          args: {
            ...{ statusZh: "锁定", statusEn: "locked", remedyZh: "责令更正", remedyEn: "order a correction" },
            ...{ by: "王珊", at: "2026-10-04" },
          },
        },
      ],
    });
    expect(
      decideCell(sent("MO01", "6"), { stored: stored({ status: "approved" }), computed: null }, TODAY).outcome,
    ).toBe("REFUSED");
  });

  test("all that is wrong with a cell is told at once", () => {
    const cell = sent("FO01", "abc", { period: periodOf("2027"), reason: "长".repeat(501) });
    expect(codes(decideCell(cell, nothing, TODAY, sent("FO01", "1")).faults)).toEqual([
      "DUPLICATE_CELL",
      "FORMULA_NOT_WRITABLE",
      "PERIOD_IN_FUTURE",
      "NOT_A_NUMBER",
      "TEXT_TOO_LONG",
    ]);
  });

  test("two cells for one figure are both refused, each naming the other; a third names the first", () => {
    const cells = ["B2", "B3", "B4", "B5"].map((where, i) =>
      sent("MO01", "1", { where, ...(i === 2 ? { period: periodOf("2026M08") } : {}) }),
    );
    const decisions = decideCells(cells, () => nothing, TODAY, false);
    expect(decisions.map(({ outcome, faults }) => [outcome, faults[0]?.args["other"]])).toEqual([
      ["REFUSED", "B3"],
      ["REFUSED", "B2"],
      ["WRITTEN", undefined],
      ["REFUSED", "B2"],
    ]);
  });

  test("all or nothing keeps the good ones out, but not those that had nothing to change", () => {
    const cells = [
      sent("MO01", "1"),
      sent("MO01", "x", { period: periodOf("2026M08") }),
      sent("MO01", "", { period: periodOf("2026M07") }),
    ];
    const decisions = decideCells(cells, () => nothing, TODAY, true);
    expect(decisions.map(({ outcome, faults }) => faults[0]?.code ?? outcome)).toEqual([
      "NOT_WRITTEN",
      "NOT_A_NUMBER",
      "UNCHANGED",
    ]);
    expect(decideCells(cells.slice(0, 1), () => nothing, TODAY, true)[0]?.outcome).toBe("WRITTEN");
  });
});

describe("what a figure is worth", () => {
  const holdings = (values: Record<string, string>, counts: Record<string, string>): Holdings => ({
    stored: (code) => (values[code] === undefined ? undefined : stored({ value: values[code] })),
    counted: (code) => counts[code] ?? null,
    rolledUp: () => undefined,
    get whole() {
      return holdings(values, counts);
    },
  });

  test("a formula keeps its numerator and denominator and divides once, to twelve decimals", () => {
    expect(worthOf(entry("FO01"), holdings({ MO01: "2" }, { CO01: "3" }), catalogue)).toEqual({
      value: "0.666666666667", computed: "0.666666666667", numerator: "2", denominator: "3", coverage: null,
    }); // prettier-ignore
    expect(divideDecimals("1", "8")).toBe("0.125");
  });

  test("a formula uses the number put in place of a counted one", () => {
    expect(worthOf(entry("FO01"), holdings({ MO01: "2", CO01: "4" }, { CO01: "3" }), catalogue).value).toBe("0.5");
  });

  test("a missing part or a zero denominator leaves no value, and says which, however deep", () => {
    expect(worthOf(entry("FO01"), holdings({}, { CO01: "3" }), catalogue)).toMatchObject({
      value: null,
      numerator: null,
      denominator: "3",
      fault: { code: "OPERAND_MISSING", args: { missing: "名MO01" } },
    });
    expect(worthOf(entry("FO02"), holdings({ MO01: "1" }, { CO01: "0" }), catalogue)).toMatchObject({
      value: null,
      fault: { code: "DENOMINATOR_ZERO", args: { denominator: "CO01" } },
    });
    expect(worthOf(entry("FO02"), holdings({ MO01: "3" }, { CO01: "2" }), catalogue).value).toBe("2.25");
  });

  test("where the ledgers have nothing to say, there is no value, unless one was typed", () => {
    expect(worthOf(entry("CO01"), holdings({}, {}), catalogue)).toMatchObject({ value: null, computed: null });
    expect(worthOf(entry("CO01"), holdings({ CO01: "9" }, {}), catalogue).value).toBe("9");
  });

  test("what no ledger counts yet may still be reported", () => {
    expect(worthOf(entry("NO01"), holdings({}, {}), catalogue).fault?.code).toBe("NOT_COUNTED_YET");
    expect(worthOf(entry("NO01"), holdings({ NO01: "4" }, {}), catalogue)).toMatchObject({
      value: "4",
      computed: null,
    });
  });
});

describe("words", () => {
  test("a finding says where, what, and what to do, in both languages", () => {
    const finding = wordFault(
      { code: "NOT_A_NUMBER_READ", args: { typed: "一百三十" }, suggestion: "130" },
      "某院 某数",
      readPlace("'三月 月报'!$F$5"),
    );
    expect(finding).toMatchObject({
      code: "NOT_A_NUMBER", severity: "BLOCK", sheet: "三月 月报", cell: "F5", row: 5, suggestion: "130",
      message: "F5 这里要填数字，读作 130，确认后即可发送。",
      messageEn: "F5 needs a number. Read as 130; confirm to send.",
    }); // prettier-ignore
    expect(wordFault({ code: "BAD_PERIOD", args: { period: "x" } }, "某院 某数").message).toMatch(/^某院 某数 /u);
  });

  test("a place is a cell of a sheet, a cell, or words", () => {
    expect(readPlace("月报!F5")).toEqual({ sheet: "月报", cell: "F5" });
    expect(readPlace("AB12")).toEqual({ sheet: null, cell: "AB12" });
    expect(readPlace("总表")).toEqual({ sheet: "总表", cell: null });
    expect(readPlace(null)).toEqual({ sheet: null, cell: null });
  });

  test("what was typed is quoted short, and never with a number that could name a person", () => {
    expect(quotable("号 99000019900101001X 的人")).toBe("号 … 的人");
    expect(quotable("很".repeat(40))).toBe(`${"很".repeat(19)}…`);
  });
});

describe("Decimals shown in the figure's own unit", () => {
  test.each([
    ["persons in ten thousands with 2 are whole persons", "participation", "10000", 2, 0],
    ["money keeps its fen however large it is shown", "money", "10000", 2, 2],
    ["1 of a percentage is 3 of the fraction", "ratio", "0.01", 1, 3],
    ["hours shown as they are", "hour", "1", 1, 1],
  ] as const)("%s", (_, unitDim, displayScale, decimals, shown) => {
    expect(shownDecimals({ unitDim, displayScale, decimals })).toBe(shown);
  });
});
