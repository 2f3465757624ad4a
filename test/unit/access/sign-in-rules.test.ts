/** What counts as a password, how guessing is slowed, and when a session is over. */
import { describe, expect, test } from "@jest/globals";
import {
  judgeSession,
  lockFor,
  passwordFault,
  placeAfterSignIn,
  readLogin,
} from "../../../server/features/access/sign-in.rules.js";

describe("a new password", () => {
  test.each([
    ["kurz", "SHORT"],
    ["九个字还不够长啊", "SHORT"],
    ["x".repeat(300), "LONG"],
    ["clerk.example", "LOGIN"],
    ["Clerk.Example1", "LOGIN"],
    ["1234567890", "COMMON"],
    ["Password123", "COMMON"],
    ["ababababababab", "COMMON"],
    ["梨花院落溶溶月柳絮池塘", undefined],
    ["correct horse battery", undefined],
  ])("%s is answered with %s", (password, fault) => {
    expect(passwordFault(password, "clerk.example")).toBe(fault);
  });
});

test("guessing costs a minute after the fifth failure, twice as long each time, an hour at most", () => {
  const minutes = [0, 4, 5, 6, 7, 10, 11, 50].map((failures) => lockFor(failures) / 60_000);
  expect(minutes).toEqual([0, 0, 1, 2, 4, 32, 60, 60]);
});

describe("a session", () => {
  const limits = { idleMinutes: 60, hours: 12 };
  const now = new Date("2026-11-05T02:00:00Z");
  const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  const fresh = { rotated_at: ago(10), seen_at: ago(1), expires_at: ago(-60), ended_at: null };

  test("goes on while it is used", () => {
    expect(judgeSession(fresh, false, limits, now)).toBe("good");
  });
  test("ends after an hour in which nobody did anything", () => {
    expect(judgeSession({ ...fresh, seen_at: ago(60) }, false, limits, now)).toBe("ended");
  });
  test("ends when its time is over, however busy", () => {
    expect(judgeSession({ ...fresh, expires_at: now }, false, limits, now)).toBe("ended");
  });
  test("stays ended once somebody signed out", () => {
    expect(judgeSession({ ...fresh, ended_at: ago(5) }, false, limits, now)).toBe("ended");
  });
  test("still takes a request sent just before the token was replaced", () => {
    expect(judgeSession({ ...fresh, rotated_at: ago(0.4) }, true, limits, now)).toBe("good");
  });
  test("is taken for stolen when a replaced token comes back later", () => {
    expect(judgeSession(fresh, true, limits, now)).toBe("stolen");
  });
});

test.each([
  ["/admin?tab=accounts", "/admin?tab=accounts"],
  ["//evil.example", "/playground"],
  ["/\\evil.example", "/playground"],
  ["https://evil.example/", "/playground"],
  ["/\t/evil.example", "/playground"],
  ["javascript:alert(1)", "/playground"],
  ["/session/oidc", "/playground"],
  ["/sign-in?dialog=1", "/sign-in?dialog=1"],
  [undefined, "/playground"],
])("after signing in for %s one is led to %s", (to, place) => {
  expect(placeAfterSignIn(to)).toBe(place);
});

test("a login is the same however it was typed, and nothing else is taken for one", () => {
  expect(readLogin(" Clerk.One@School.Example ")).toBe("clerk.one@school.example");
  expect(readLogin("ｃｌｅｒｋ")).toBe("clerk");
  expect(readLogin("a b")).toBeUndefined();
  expect(readLogin({ $ne: "" })).toBeUndefined();
});
