/**
 * Finds what looks like a citizen identity number in any text: 18 characters or the 15 of before 1999 with a fitting check
 * digit or day, full-width, parted by blanks or hyphens, or as the number a spreadsheet made of it. Pure. It tells
 * where, never what.
 */
import { readIdentityNumber } from "./identity-number.js";

const RUN = /(?:[\d０-９][\s\u3000\-‐–—_.·]{0,2}){14,17}[\dXx０-９Ｘｘ]/gu;
const SCIENTIFIC = /\d\.\d{9,16}[Ee]\+?1[67]/gu;

/** The places in the text where something stands that looks like an identity number. */
export function findIdentityNumbers(text: string): number[] {
  const plain = [...text.matchAll(RUN)].flatMap(({ index, 0: run }) => (holdsNumber(run) ? [index] : []));
  const lost = [...text.matchAll(SCIENTIFIC)].flatMap(({ index, 0: run }) => (isLostNumber(run) ? [index] : []));
  return [...plain, ...lost];
}

export function holdsIdentityNumber(text: string): boolean {
  return findIdentityNumbers(text).length > 0;
}

function holdsNumber(run: string): boolean {
  const digits = run
    .normalize("NFKC")
    .replaceAll(/[^\dXx]/gu, "")
    .toUpperCase();
  return digits.length === 18 ? readIdentityNumber(digits).ok : digits.length === 15 && readIdentityNumber(digits).ok;
}

/** The first fifteen digits or so are left of it: a region and a day of birth are enough to know it by. */
function isLostNumber(run: string): boolean {
  const digits = run
    .replace(/[Ee].*$/u, "")
    .replace(".", "")
    .padEnd(17, "0");
  const day = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;
  return /^[1-8]/u.test(digits) && /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u.test(day);
}
