/**
 * Finds what looks like a citizen identity number in any text: 18 characters or the 15 of before 1999 with a fitting check
 * digit or day, full-width, parted by blanks or hyphens, or as the number a spreadsheet made of it. Pure. It tells
 * where, never what.
 */
import { readIdentityNumber } from "./identity-number.js";

const DIGIT = "[\\d０-９]";
/** Digits inside a fingerprint or an id are no number of a person. */
const BEFORE = "(?<![\\da-fA-F０-９])";
const BEHIND = "(?![\\da-fA-F０-９])";
const PLAIN = new RegExp(`${BEFORE}(?:${DIGIT}{17}[\\dXx０-９Ｘｘ]|${DIGIT}{15})${BEHIND}`, "gu");
const PARTED = new RegExp(`${BEFORE}(?:${DIGIT}[\\s\\u3000\\-‐–—_.·]{0,2}){14,17}[\\dXx０-９Ｘｘ]${BEHIND}`, "gu");
const CUT = new RegExp(`${BEFORE}(?:${DIGIT}[\\s\\u3000\\-‐–—_.·]{0,2}){13,16}${DIGIT}$`, "u");
const SCIENTIFIC = /(?<![\da-fA-F])\d\.\d{9,16}[Ee]\+?1[67](?!\d)/gu;
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/giu;

interface Place {
  readonly from: number;
  readonly to: number;
}

function placesOf(text: string, isSought: (run: string) => boolean = isNumber): Place[] {
  const without = text.replaceAll(UUID, (id) => "-".repeat(id.length));
  const matches = (pattern: RegExp, holds: (run: string) => boolean): Place[] =>
    [...without.matchAll(pattern)].flatMap(({ index, 0: run }) =>
      holds(run) ? [{ from: index, to: index + run.length }] : [],
    );
  return [...matches(PLAIN, isSought), ...matches(PARTED, isSought), ...matches(SCIENTIFIC, isLostNumber)];
}

/** The places in the text where something stands that looks like an identity number. */
export function findIdentityNumbers(text: string): number[] {
  return [...new Set(placesOf(text).map(({ from }) => from))].sort((a, b) => a - b);
}

export function holdsIdentityNumber(text: string): boolean {
  return /[\d０-９]{4}/u.test(text) && placesOf(text).length > 0;
}

/** Whether one of 18 characters stands there, whose check digit fits: accounts and licences of 15 digits are left alone. */
export function holdsSureIdentityNumber(text: string): boolean {
  return /[\d０-９]/u.test(text) && text.length > 17 && placesOf(text, isSureNumber).length > 0;
}

/** The text with stars in their place. */
export function withoutIdentityNumbers(text: string): string {
  return holdsIdentityNumber(text) ? starred(text, placesOf(text)) : text;
}

/** What was quoted in part may end in the middle of a number: a region and a day of birth are enough to know somebody by. */
export function withoutCutNumber(text: string): string {
  return text.replace(CUT, (run) => (beginsLikeNumber(digitsOf(run)) ? "*".repeat(run.length) : run));
}

export function withoutSureIdentityNumbers(text: string): string {
  return holdsSureIdentityNumber(text) ? starred(text, placesOf(text, isSureNumber)) : text;
}

function starred(text: string, places: readonly Place[]): string {
  return places.reduce((all, { from, to }) => all.slice(0, from) + "*".repeat(to - from) + all.slice(to), text);
}

const digitsOf = (run: string): string =>
  run
    .normalize("NFKC")
    .replaceAll(/[^\dXx]/gu, "")
    .toUpperCase();

function isNumber(run: string): boolean {
  const digits = digitsOf(run);
  return (digits.length === 18 || digits.length === 15) && readIdentityNumber(digits).ok;
}

function isSureNumber(run: string): boolean {
  const digits = digitsOf(run);
  return digits.length === 18 && readIdentityNumber(digits).ok;
}

/** The first fifteen digits or so are left of it: a region and a day of birth are enough to know somebody by. */
function isLostNumber(run: string): boolean {
  const digits = run
    .replace(/[Ee].*$/u, "")
    .replace(".", "")
    .padEnd(17, "0");
  return beginsLikeNumber(digits);
}

function beginsLikeNumber(digits: string): boolean {
  const day = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;
  return /^[1-9]/u.test(digits) && /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u.test(day);
}
