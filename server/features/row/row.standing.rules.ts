/**
 * What was decided stands: which rows may no longer be deleted, and which of their fields keep what was approved. Pure; the
 * same as `hub_deletable`, `hub_decided` and `hub_decided_states` of the database, which refuses whoever goes past this.
 */
import type { RowFault } from "./row.findings.js";

interface Standing {
  /** In which states a row may be deleted. */
  readonly deletable?: readonly string[];
  readonly decided: readonly string[];
  readonly fields: readonly string[];
}

const STANDING: Readonly<Record<string, Standing>> = {
  Submission: {
    deletable: ["draft"],
    decided: ["approved", "locked"],
    fields: ["form", "period", "correction"],
  },
  Application: {
    deletable: ["draft", "submitted", "returned", "withdrawn"],
    decided: ["approved", "issued", "paid", "audited", "decided", "closed"],
    fields: ["kind", "amount", "level", "occupation", "applicantOrganization", "score", "result"],
  },
  FundEntry: {
    decided: ["approved", "paid"],
    fields: ["occurredOn", "fundSource", "counterpartyOrganization", "beneficiary"],
  },
};

export function deletionFault(register: string, status: unknown): RowFault | undefined {
  const deletable = STANDING[register]?.deletable;
  return deletable === undefined || typeof status !== "string" || deletable.includes(status)
    ? undefined
    : { code: "UNDER_WAY" };
}

/** Of the fields a sender would change, those that were decided on. */
export function decidedFields(register: string, status: unknown, changed: readonly string[]): readonly string[] {
  const standing = STANDING[register];
  if (standing === undefined || typeof status !== "string" || !standing.decided.includes(status)) return [];
  return changed.filter((field) => standing.fields.includes(field));
}
