/**
 * Citizen identity numbers (GB 11643): 18 characters, or the 15 digits of before 1999, made 18. Pure.
 * A verdict never repeats the number: what goes wrong with it must not end in a log, an error or a URL.
 */
import { localDate, type LocalDate } from "./local-date.js";
import { squeeze } from "./text.js";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = "10X98765432";

export type IdentityProblem =
  /** Not 15 or 18 characters of the right kind. */
  | "malformed"
  /** The day of birth does not exist. */
  | "badBirthDate"
  | "badCheckDigit"
  /** Excel kept 15 digits and wrote zeros (or an exponent) for the rest. */
  | "digitsLost";

export type IdentityNumber =
  | {
      readonly ok: true;
      /** 18 characters, X in upper case. Handle as a secret. */
      readonly number: string;
      readonly birthDate: LocalDate;
      readonly sex: "male" | "female";
      /** GB/T 2260 code of the region that first issued it. */
      readonly region: string;
    }
  | { readonly ok: false; readonly problem: IdentityProblem };

const refuse = (problem: IdentityProblem): IdentityNumber => ({ ok: false, problem });

/** `fromNumberCell`: the cell held a number, not text; 18 digits cannot survive that. */
export function readIdentityNumber(text: string, fromNumberCell = false): IdentityNumber {
  const plain = squeeze(text).toUpperCase().replace(/^['’]/u, "");
  if (/^\d(\.\d+)?E\+?1[67]$/u.test(plain)) return refuse("digitsLost");
  if (fromNumberCell && /^\d{16,18}(\.0*)?$/u.test(plain)) return refuse("digitsLost");
  if (/^\d{15}000$/u.test(plain) && checkDigitOf(plain) !== "0") return refuse("digitsLost");
  const number = /^\d{15}$/u.test(plain) ? eighteen(plain) : plain;
  if (!/^\d{17}[\dX]$/u.test(number)) return refuse("malformed");
  const birthDate = localDate(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)));
  if (!birthDate || birthDate < "1850-01-01") return refuse("badBirthDate");
  if (checkDigitOf(number) !== number[17]) return refuse("badCheckDigit");
  return {
    ok: true,
    number,
    birthDate,
    sex: Number(number[16]) % 2 === 1 ? "male" : "female",
    region: number.slice(0, 6),
  };
}

/** ISO 7064 MOD 11-2 over the first 17 digits. */
export function checkDigitOf(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + Number(number[index] ?? 0) * weight, 0);
  return CHECK_DIGITS[sum % 11] ?? "0";
}

/** Numbers of 15 digits were given to people born in the 1900s only. */
function eighteen(old: string): string {
  const body = `${old.slice(0, 6)}19${old.slice(6)}`;
  return body + checkDigitOf(body);
}

/** What people may see: the last four characters. */
export function maskIdentityNumber(number: string): string {
  return `${"*".repeat(Math.max(number.length - 4, 0))}${number.slice(-4)}`;
}
