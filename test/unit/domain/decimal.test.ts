import { describe, expect, test } from "@jest/globals";
import {
  addDecimals,
  compareDecimals,
  compareRatios,
  decimalOf,
  decimalOfFile,
  displayDecimal,
  percentOf,
  roundDecimal,
  typedNumber,
} from "../../../server/domain/decimal.js";

describe("Numbers people type", () => {
  test.each([
    ["1234", "1234"],
    ["1,234,567.50", "1234567.5"],
    ["１，２３４．５", "1234.5"],
    ["12,3456", "123456"],
    [" 1 234 ", "1234"],
    ["￥1,200", "1200"],
    ["-￥3.10", "-3.1"],
    ["(120)", "-120"],
    ["3.2万元", "32000"],
    ["1.5亿", "150000000"],
    ["60%", "0.6"],
    ["60％", "0.6"],
    ["4500人次", "4500"],
    ["1.2E+5", "120000"],
    ["-0", "0"],
    ["007.00", "7"],
    ["'42", "42"],
  ])("%j is %s", (text, value) => {
    expect(typedNumber(text)).toMatchObject({ kind: "number", value });
  });

  test("a cell with its own 万 or % says so, that a column unit is not applied twice", () => {
    expect(typedNumber("3.2万元")).toEqual({ kind: "number", value: "32000", unit: "元", scaled: true });
    expect(typedNumber("32000元")).toEqual({ kind: "number", value: "32000", unit: "元", scaled: false });
  });

  test.each([
    ["一百三十", "130"],
    ["三万二千五百", "32500"],
    ["十五", "15"],
    ["二〇二三", "2023"],
    ["约300", "300"],
    ["300余人", "300"],
    ["1,23", "123"],
    ["叁佰贰拾元整", "320"],
  ])("%j is only suggested as %s", (text, value) => {
    expect(typedNumber(text)).toMatchObject({ kind: "suggestion", value });
  });

  test.each([
    ["", "empty"],
    ["　", "empty"],
    ["无", "none"],
    ["—", "notApplicable"],
    ["-", "notApplicable"],
    ["/", "notApplicable"],
    ["待定", "pending"],
  ])("%j is a blank that means %s", (text, meaning) => {
    expect(typedNumber(text)).toEqual({ kind: "blank", meaning });
  });

  test.each(["abc", "1.2.3", "12-13", "1e999999", "NaN", "Infinity", "0x10", "第三", "2023年10月"])(
    "%j is no number",
    (text) => {
      expect(typedNumber(text).kind).toBe("notANumber");
    },
  );
});

describe("Exact arithmetic", () => {
  test("a binary double from a file becomes the number the person saw", () => {
    expect(decimalOfFile("0.30000000000000004")).toBe("0.3");
    expect(decimalOfFile("1234567890.1199999")).toBe("1234567890.12");
    expect(decimalOf("0.30000000000000004")).toBe("0.30000000000000004");
  });

  test("sums and comparisons lose nothing", () => {
    expect(addDecimals("0.1", "0.2")).toBe("0.3");
    expect(addDecimals("99999999999999999999.99", "0.01")).toBe("100000000000000000000");
    expect(compareDecimals("1.10", "1.1")).toBe(0);
    expect(compareDecimals("-2", "1")).toBe(-1);
  });

  test("one third full-time is met by 7 of 21 and missed by 33 of 100", () => {
    const third = { numerator: "1", denominator: "3" };
    expect(compareRatios({ numerator: "7", denominator: "21" }, third)).toBe(0);
    expect(compareRatios({ numerator: "33", denominator: "100" }, third)).toBe(-1);
    expect(compareRatios({ numerator: "1", denominator: "0" }, third)).toBeUndefined();
  });

  test("display rounds half up, and never to 100% while unmet", () => {
    expect(displayDecimal("203800", 4, 2)).toBe("20.38");
    expect(displayDecimal("1234567", 0, 0)).toBe("1,234,567");
    expect(displayDecimal("-1234.565", 0, 2)).toBe("-1,234.57");
    expect(displayDecimal("0.634", -2, 1)).toBe("63.4");
    expect(roundDecimal("2.345", 2)).toBe("2.35");
    expect(percentOf({ numerator: "99999", denominator: "100000" })).toBe("99.9");
    expect(percentOf({ numerator: "5204", denominator: "8208" })).toBe("63.4");
  });
});
