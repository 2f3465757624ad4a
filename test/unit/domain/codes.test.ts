import { describe, expect, test } from "@jest/globals";
import { checkDigitOf, maskIdentityNumber, readIdentityNumber } from "../../../server/domain/identity-number.js";
import { fromExcelSerial, localDateOf, writtenDate } from "../../../server/domain/local-date.js";
import { foldHeader, toHalfWidth, trimText } from "../../../server/domain/text.js";
import { readUscc, usccCheckDigit } from "../../../server/domain/uscc.js";

/** Numbers of the region 990000, which does not exist. */
const sampleId = (birth: string, serial: string) => {
  const body = `990000${birth}${serial}`;
  return body + checkDigitOf(body);
};

describe("Identity numbers", () => {
  test("a good number tells birth date, sex and region", () => {
    const number = sampleId("19800229", "013");
    expect(readIdentityNumber(` ${number.toLowerCase()} `)).toEqual({
      ok: true,
      number,
      birthDate: "1980-02-29",
      sex: "male",
      region: "990000",
    });
  });

  test("15 digits of before 1999 become 18", () => {
    const read = readIdentityNumber("990000800102012");
    expect(read).toMatchObject({ ok: true, number: sampleId("19800102", "012"), sex: "female" });
  });

  test.each([
    ["a day that never was", "99000019810229013X", "badBirthDate"],
    ["a short number", "9900001981022", "malformed"],
    ["letters", "abc", "malformed"],
    ["an exponent left by Excel", "9.90000198001010E+17", "digitsLost"],
    ["three zeros at the end", "990000198001010000", "digitsLost"],
  ])("%s is refused with its own reason", (_, text, problem) => {
    expect(readIdentityNumber(text)).toEqual({ ok: false, problem });
  });

  test("18 digits in a number cell are lost even when they look whole", () => {
    expect(readIdentityNumber(sampleId("19800101", "012").slice(0, 17) + "0", true)).toEqual({
      ok: false,
      problem: "digitsLost",
    });
  });

  test("a wrong check digit is told, and no verdict repeats the number", () => {
    const good = sampleId("19900101", "021");
    const bad = good.slice(0, 17) + (good[17] === "5" ? "6" : "5");
    const verdict = readIdentityNumber(bad);
    expect(verdict).toEqual({ ok: false, problem: "badCheckDigit" });
    expect(JSON.stringify(verdict)).not.toContain("9900");
  });

  test("people see the last four characters", () => {
    expect(maskIdentityNumber("990000198001010012")).toBe("**************0012");
  });
});

describe("Credit codes", () => {
  const body = "51440300MJ0000000";

  test("a code with its check digit is fine and tells the registrar", () => {
    const code = body + usccCheckDigit(body);
    expect(readUscc(code.toLowerCase())).toEqual({ code, verdict: "ok", registrar: "socialOrganization" });
  });

  test("a published code checks: the standard's arithmetic is right", () => {
    expect(readUscc("91350100M000100Y43").verdict).toBe("ok");
  });

  test("a wrong check digit is a warning that knows the right one", () => {
    const right = usccCheckDigit(body);
    const wrong = right === "0" ? "1" : "0";
    expect(readUscc(body + wrong)).toMatchObject({ verdict: "badCheckDigit", expected: right });
  });

  test.each(["", "440301103097413", "51440300MJ000000O1", "51440300MJ00000001X"])(
    "%j has not the shape of a code",
    (text) => {
      expect(readUscc(text).verdict).toBe("malformed");
    },
  );
});

describe("Days as people and Excel write them", () => {
  test.each([
    ["2026-10-3", "2026-10-03"],
    ["2026/10/3", "2026-10-03"],
    ["2026年10月3日", "2026-10-03"],
    ["2026 年 10 月 3 日", "2026-10-03"],
    ["２０２６．１０．３", "2026-10-03"],
    ["20261003", "2026-10-03"],
    ["2026-10-03 09:30:00", "2026-10-03"],
    ["2026-10-03T09:30:00", "2026-10-03"],
    ["2026年10月3日9时30分", "2026-10-03"],
    ["二〇二六年十月三日", "2026-10-03"],
    ["二〇二六年十二月二十三日", "2026-12-23"],
  ])("%s is %s", (text, date) => {
    expect(localDateOf(text)).toBe(date);
  });

  test.each(["2026-02-29", "2026.10", "99991231", "2022.11.29白", "10月3日", "", "43085"])(
    "%j is no certain day",
    (text) => {
      expect(localDateOf(text)).toBeUndefined();
    },
  );

  test("a month stays a month", () => {
    expect(writtenDate("2026.10")).toEqual({ iso: "2026-10", precision: "month" });
    expect(writtenDate("2026年1月")).toEqual({ iso: "2026-01", precision: "month" });
    expect(writtenDate("2026年")).toEqual({ iso: "2026", precision: "year" });
  });

  test("serials of both calendars, and the day that never was", () => {
    expect(fromExcelSerial("43085")).toEqual({ date: "2017-12-16" });
    expect(fromExcelSerial("43085.12783564815")).toEqual({ date: "2017-12-16", time: "03:04:05" });
    expect(fromExcelSerial("41623", true)).toEqual({ date: "2017-12-16" });
    expect(fromExcelSerial("1")).toEqual({ date: "1900-01-01" });
    expect(fromExcelSerial("61")).toEqual({ date: "1900-03-01" });
    expect(fromExcelSerial("60")).toBeUndefined();
    expect(fromExcelSerial("-1")).toBeUndefined();
  });
});

describe("Text", () => {
  test("full-width forms become half-width and odd spaces go", () => {
    expect(toHalfWidth("ＡＢ１２（甲）％")).toBe("AB12(甲)%");
    expect(trimText("\u3000\u00a0 安徽\u200b大学 \u3000")).toBe("安徽大学");
  });

  test("headers that say the same fold alike", () => {
    expect(foldHeader("*单 位 名 称（必填）：")).toBe(foldHeader("单位名称"));
    expect(foldHeader("指     标     名     称")).toBe("指标名称");
  });
});
