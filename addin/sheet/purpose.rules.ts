/**
 * What may be said of why personal data is needed: it is logged for auditors, so it is a few words and never holds an
 * identity number itself. Pure.
 */
export const LONGEST_PURPOSE = 200;
const SHORTEST_PURPOSE = 4;
const LIKE_A_NUMBER = /\d{15}/u;

export type PurposeFault = "short" | "long" | "number";

/** The words as they are sent, or what is wrong with them. */
export function readPurpose(text: string): { readonly purpose: string } | { readonly fault: PurposeFault } {
  const purpose = text
    .normalize("NFC")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const length = [...purpose].length;
  if (length < SHORTEST_PURPOSE) return { fault: "short" };
  if (length > LONGEST_PURPOSE) return { fault: "long" };
  if (LIKE_A_NUMBER.test(purpose.replaceAll(/[ -]/gu, ""))) return { fault: "number" };
  return { purpose };
}
