/** Takes identity numbers out of cells before anything is stored: a keyed fingerprint stays, the number does not. */
import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { holdsSureIdentityNumber, withoutSureIdentityNumbers } from "../../domain/identity-scan.js";
import { readIdentityNumber } from "../../domain/identity-number.js";
import { foldHeader, squeeze } from "../../domain/text.js";
import type { Cell, IdentityPrint } from "./cell.js";
import { sealIdentity, type SealingKeys } from "./identity-seal.js";
import { textOf } from "./grid.rules.js";
import type { DetectedColumn } from "./header.rules.js";

export interface Masker {
  mask(cell: Cell, isIdentityColumn: boolean): Cell;
}

/**
 * Of numbers that are found wanting only the last four characters stay too: a slip is still somebody's number. Where the
 * hub keeps numbers at all, a sealed copy goes with the print until the row is committed.
 */
export function identityMasker(bytes: Buffer, sealing: SealingKeys = []): Masker {
  const key = createSecretKey(bytes);
  return {
    mask(cell, isIdentityColumn) {
      if (cell.kind !== "text" && cell.kind !== "number") return cell;
      if (!isIdentityColumn && textOf(cell).length < 18) return cell;
      const text = squeeze(textOf(cell)).replace(/^['’]/u, "");
      // Elsewhere only 18 characters with a fitting check digit are taken for a number: accounts and codes stay as they are.
      if (!isIdentityColumn && !/^\d{17}[\dXx]$/u.test(text)) return withoutNumbersInside(cell);
      if (isIdentityColumn && text.length < 6) return cell;
      const read = readIdentityNumber(text, cell.kind === "number");
      if (!read.ok) return isIdentityColumn ? { ...masked(cell, text), identity: { problem: read.problem } } : cell;
      return { ...masked(cell, read.number), identity: printOf(key, read, sealing) };
    },
  };
}

/** A number inside a sentence is somebody's too. */
function withoutNumbersInside(cell: Cell): Cell {
  if (cell.kind !== "text" || typeof cell.value !== "string") return cell;
  return holdsSureIdentityNumber(cell.value) ? { ...cell, value: withoutSureIdentityNumbers(cell.value) } : cell;
}

const masked = (cell: Cell, text: string): Cell => ({
  column: cell.column,
  kind: "text",
  value: `****${text.slice(-4)}`,
});

function printOf(
  key: KeyObject,
  read: Extract<ReturnType<typeof readIdentityNumber>, { ok: true }>,
  sealing: SealingKeys,
): IdentityPrint {
  const print = createHmac("sha256", key).update(read.number).digest();
  const copy = sealIdentity(sealing, read.number, print);
  return {
    ...(copy ? { sealed: `${copy.keyId}:${copy.sealed.toString("base64")}` } : {}),
    hash: print.toString("hex"),
    last4: read.number.slice(-4),
    birthMonth: read.birthDate.slice(0, 7),
    sex: read.sex === "male" ? "1" : "2",
    region: read.region,
  };
}

/** Headers that announce identity numbers, whatever the table is taken for. */
export function announcesIdentity(column: DetectedColumn): boolean {
  const header = foldHeader(column.header);
  return /身份证|证件号|公民身份|idnumber|idcard/u.test(header);
}
