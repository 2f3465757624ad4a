/** Passwords and codes as they are kept: nothing that is stored gives them away. */
import { describe, expect, test } from "@jest/globals";
import { TOTP } from "otpauth";
import { hashPassword, isPassword, oneTimePassword } from "../../../server/features/access/password.js";
import { newSecret, stepOfCode } from "../../../server/features/access/totp.js";

const KEY = Buffer.alloc(32, 7);
const ME = "0198c0de-0000-7000-8000-000000000001";
const NOW = new Date("2026-11-05T02:00:10Z");

describe("a password", () => {
  test("is kept as Argon2id with the memory and passes OWASP asks for, and never twice alike", async () => {
    const [one, two] = await Promise.all([hashPassword("梨花院落溶溶月柳"), hashPassword("梨花院落溶溶月柳")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await isPassword(one, "梨花院落溶溶月柳")).toBe(true);
    expect(await isPassword(one, "梨花院落淡淡风柳")).toBe(false);
  });

  test("is the same in full-width letters, as some keyboards write them", async () => {
    expect(await isPassword(await hashPassword("horse battery"), "ｈｏｒｓｅ　ｂａｔｔｅｒｙ")).toBe(true);
  });

  test("that does not exist is never right", async () => {
    expect(await isPassword(undefined, "anything at all")).toBe(false);
    expect(await isPassword(null, "")).toBe(false);
  });

  test("for one use can be read out and is never the same", () => {
    const made = new Set(Array.from({ length: 50 }, oneTimePassword));
    expect(made.size).toBe(50);
    for (const one of made) expect(one).toMatch(/^[2-9a-zA-Z]{4}(-[2-9a-zA-Z]{4}){3}$/);
  });
});

describe("a second factor", () => {
  const { kept, secret, uri } = newSecret(KEY, ME, "clerk.example");
  const codeAt = (seconds: number): string =>
    new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: NOW.getTime() + seconds * 1000 });

  test("is told to the authenticator and kept encrypted", () => {
    expect(uri).toContain("otpauth://totp/Xunshu:clerk.example");
    expect(kept.includes(Buffer.from(secret))).toBe(false);
  });

  test("takes the code of now and of one step aside, no other", () => {
    const step = Math.floor(NOW.getTime() / 30_000);
    expect(stepOfCode(KEY, ME, kept, codeAt(0), NOW)).toBe(step);
    expect(stepOfCode(KEY, ME, kept, codeAt(-30), NOW)).toBe(step - 1);
    expect(stepOfCode(KEY, ME, kept, codeAt(-90), NOW)).toBeUndefined();
    expect(stepOfCode(KEY, ME, kept, "12345", NOW)).toBeUndefined();
  });

  test("moved to another account in the database cannot be opened", () => {
    const other = ME.replace(/1$/, "2");
    expect(() => stepOfCode(KEY, other, kept, codeAt(0), NOW)).toThrow();
  });
});
