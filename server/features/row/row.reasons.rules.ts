/**
 * Which changes of rows say why, and what is wrong with what was said. Pure. A row that a file brought has its origin in the
 * file; what people do by hand against something that stood for others is said with a reason, and kept beside it.
 */
import { holdsSureIdentityNumber } from "../../domain/identity-scan.js";
import { LONGEST_REASON } from "../figure/figure.rules.js";
import { plainText } from "../figure/figure.findings.js";
import type { RowFault } from "./row.findings.js";

/** What is done to a row, as far as it matters for saying why. */
export interface Deed {
  readonly register: string;
  readonly isDeletion: boolean;
  /** It takes back another row. */
  readonly isReversal: boolean;
  /** The row came from a file and is deleted or corrected by hand. */
  readonly cameFromFile: boolean;
  /** The state the row is in. */
  readonly status: unknown;
  readonly changed: readonly string[];
  /** The field that holds the state: a step of the course is no correction. */
  readonly stateField: string | undefined;
}

/** Decided on: what is changed from then on, was seen by whoever decided, as it was. A report has its own way of correction. */
const DECIDED: Readonly<Record<string, readonly string[]>> = {
  Application: ["approved", "issued", "paid", "audited", "decided", "closed"],
  FundEntry: ["approved", "paid"],
};

const CASES = {
  reversal: ["冲销或更正一条记录", "to take back a row"],
  deletion: ["删除从文件导入的一行", "to delete a row that came from a file"],
  decided: ["改动已经批准的记录", "to change what was approved"],
} as const;

/** In which case a reason is needed; undefined where none is. */
export function reasonCase(deed: Deed): keyof typeof CASES | undefined {
  if (deed.isReversal) return "reversal";
  if (deed.isDeletion) return deed.cameFromFile ? "deletion" : undefined;
  const isStep = deed.stateField !== undefined && deed.changed.includes(deed.stateField);
  const isDecided = typeof deed.status === "string" && DECIDED[deed.register]?.includes(deed.status) === true;
  return isDecided && !isStep && deed.changed.length > 0 ? "decided" : undefined;
}

/** What was said of a row itself, or else of its whole batch; null where nothing was. */
export const reasonOf = (own: string | null | undefined, note: string | null | undefined): string | null =>
  plainText(own ?? "") || plainText(note ?? "") || null;

const NOT_HERE = { problemZh: "这一格不能存证件号码，请删去", problemEn: "a reason must not hold one; remove it" };

/** Too long, or with an identity number in it. */
export function saidFaults(reason: string | null): readonly RowFault[] {
  if (reason === null) return [];
  if ([...reason].length > LONGEST_REASON)
    return [{ code: "TEXT_TOO_LONG", field: "reason", args: { most: LONGEST_REASON } }];
  return holdsSureIdentityNumber(reason) ? [{ code: "IDENTITY_NUMBER", field: "reason", args: NOT_HERE }] : [];
}

/** Asked of a row that is otherwise ready to go in. */
export function reasonFault(deed: Deed, reason: string | null): RowFault | undefined {
  const needed = reason === null ? reasonCase(deed) : undefined;
  if (needed === undefined) return undefined;
  const [deedZh, deedEn] = CASES[needed];
  return { code: "REASON_REQUIRED", field: "reason", args: { deed: deedZh, deedEn } };
}
