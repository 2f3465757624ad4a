import { describe, expect, test } from "@jest/globals";
import { checkDigitOf } from "../../../server/domain/identity-number.js";
import {
  findIdentityNumbers,
  holdsIdentityNumber,
  withoutIdentityNumbers,
} from "../../../server/domain/identity-scan.js";

/** Made when the test runs: of a region that does not exist. */
const body = ["990000", "19880203", "014"].join("");
const number = body + checkDigitOf(body);
const fifteen = body.slice(0, 6) + body.slice(8);
const wide = [...number].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join("");

describe("what looks like an identity number", () => {
  test.each([
    ["as it is", number],
    ["in a sentence", `张某（${number}）已核`],
    ["behind a row number", `5 ${number}`],
    ["in quotes of JSON", JSON.stringify({ value: number })],
    ["of fifteen digits", fifteen],
    ["full-width", wide],
    ["parted by blanks", `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`],
    ["parted by hyphens", `${number.slice(0, 6)}-${number.slice(6, 14)}-${number.slice(14)}`],
    ["as a spreadsheet's float", Number(number.slice(0, 17)).toExponential(14).replace("e+16", "E+17")],
  ])("is found %s, and stars stand in its place", (_, text) => {
    expect(findIdentityNumbers(text).length > 0).toBe(true);
    const clean = withoutIdentityNumbers(text);
    expect(holdsIdentityNumber(clean)).toBe(false);
    expect(clean.includes(number.slice(6, 14))).toBe(false);
  });

  test.each([
    ["a check digit that does not fit", body + (checkDigitOf(body) === "1" ? "2" : "1")],
    ["an id of the hub", "01990000-1988-7203-8014-019880203014"],
    ["a fingerprint", `ab${number}cd`],
    ["a day and a time", "2026-10-08T02:00:00.000Z"],
    ["two days", "20261008 20261020"],
    ["a large amount", "123456789012345678.00"],
  ])("is not %s", (_, text) => {
    expect(findIdentityNumbers(text)).toEqual([]);
    expect(withoutIdentityNumbers(text)).toBe(text);
  });
});
