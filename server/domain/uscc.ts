/**
 * Unified social credit codes (GB 32100-2015): 18 characters, the last a check digit modulo 31. Pure.
 * Real registers hold codes with a wrong check digit, so that is a warning; a wrong shape is refused.
 */
import { squeeze } from "./text.js";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

export type UsccVerdict = "ok" | "badCheckDigit" | "malformed";

/** Who registered the unit, told by the first two characters. */
export type UsccRegistrar =
  | "socialOrganization"
  | "privateNonEnterprise"
  | "foundation"
  | "publicInstitution"
  | "government"
  | "enterprise"
  | "individualBusiness"
  | "farmersCooperative"
  | "union"
  | "other";

const REGISTRARS: Readonly<Record<string, UsccRegistrar>> = {
  "11": "government",
  "12": "publicInstitution",
  "13": "government",
  "51": "socialOrganization",
  "52": "privateNonEnterprise",
  "53": "foundation",
  "81": "union",
  "91": "enterprise",
  "92": "individualBusiness",
  "93": "farmersCooperative",
};

export interface Uscc {
  /** Upper case, half-width, without blanks. Present whatever the verdict, so that a finding can show what was read. */
  readonly code: string;
  readonly verdict: UsccVerdict;
  readonly registrar?: UsccRegistrar;
  /** The check digit that would fit; only beside `badCheckDigit`. */
  readonly expected?: string;
}

export function readUscc(text: string): Uscc {
  const code = squeeze(text).toUpperCase();
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/u.test(code)) return { code, verdict: "malformed" };
  const registrar = REGISTRARS[code.slice(0, 2)] ?? "other";
  const expected = usccCheckDigit(code);
  return expected === code[17]
    ? { code, verdict: "ok", registrar }
    : { code, verdict: "badCheckDigit", registrar, expected };
}

/** The check digit for the first 17 characters, which the caller knows to be of the alphabet. */
export function usccCheckDigit(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + ALPHABET.indexOf(code[index] ?? "0") * weight, 0);
  return ALPHABET[(31 - (sum % 31)) % 31] ?? "0";
}
