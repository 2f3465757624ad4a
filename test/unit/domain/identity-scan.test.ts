import { describe, expect, test } from "@jest/globals";
import { checkDigitOf } from "../../../server/domain/identity-number.js";
import {
  findIdentityNumbers,
  holdsIdentityNumber,
  withoutCutNumber,
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

describe("a number that was cut where a quotation ends", () => {
  test.each([14, 15, 16, 17])("is starred after %i characters, whole or parted", (length) => {
    const cut = number.slice(0, length);
    expect(withoutCutNumber(`Person_${cut}`)).toBe(`Person_${"*".repeat(length)}`);
    expect(withoutCutNumber(`${cut.slice(0, 6)} ${cut.slice(6)}`)).toMatch(/^\*+$/u);
  });

  test.each(["Person_00000000000070008", "20261008202610", "订单 123456789012345", "F12345678901234"])(
    "leaves %s alone",
    (text) => {
      expect(withoutCutNumber(text)).toBe(text);
    },
  );
});

describe("what a test run prints", () => {
  /** A child that tells the number in the middle of a chunk, on both of its outputs. */
  const run = async (code: string): Promise<{ found: number; told: string }> => {
    const script = new URL("../../../scripts/told.mjs", import.meta.url).href;
    const { runTold } = (await import(script)) as {
      runTold: (program: string, args: string[], how: object) => Promise<{ code: number; found: number }>;
    };
    let told = "";
    const stream = { write: (text: string) => ((told += text), true) };
    const done = await runTold(process.execPath, ["-e", code], { show: { stdout: stream, stderr: stream } });
    expect(done.code).toBe(0);
    return { found: done.found, told };
  };
  const halves = [number.slice(0, 9), number.slice(9)].map((half) => JSON.stringify(half));

  test("is shown with stars where a number stood, even one that came in two pieces, and counted", async () => {
    const code = `process.stdout.write("甲" + ${halves[0]}); setTimeout(() => console.log(${halves[1]} + "乙"), 30); console.error("full ${wide}")`;
    const { found, told } = await run(code);
    expect(found).toBe(2);
    expect(told).toContain(`甲${"*".repeat(18)}乙`);
    expect(told.normalize("NFKC")).not.toContain(number.slice(6, 14));
  });

  test("is otherwise passed on as it is", async () => {
    const text = `✓ 名册 (12 ms) 01990000-1988-7203-8014-019880203014 2026-10-08T02:00:00.000Z ab${number}cd`;
    expect(await run(`console.log(${JSON.stringify(text)})`)).toEqual({ found: 0, told: `${text}\n` });
  });
});
