/**
 * Whether whoever sends a row may write it, asked of the database before it is written: the owner must be theirs, those
 * who only approve change nothing but the state, and nobody says yes to what they entered.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import type { Register } from "../../graph/register.js";
import type { Judged } from "./row.answer.js";
import type { RowFault } from "./row.findings.js";

/** The states that say yes, by table, as `hub_stages` has them. */
export const STAGES: Readonly<Record<string, readonly string[]>> = {
  submission: ["approved", "locked"],
  application: ["approved", "paid"],
  fund_entry: ["approved", "paid"],
};

/** Columns of a state; the same as `hub_state_columns`. */
const OF_STATE = new Set(["status", "return_reason"]);

interface Rights {
  readonly writes: boolean;
  readonly approves: boolean;
  readonly entered: boolean;
}

/** Refuses the rows that are not the sender's to write, each with its reason. */
export async function refuseForeign(
  tx: Kysely<Database>,
  register: Register,
  judged: readonly Judged[],
): Promise<void> {
  const standing = judged.filter(({ verdict }) => verdict === "write" || verdict === "remove");
  if (standing.length === 0) return;
  const owners = standing.map(({ orgId }) => (register.key === "owned" ? orgId : null));
  const { rows } = await sql<Rights & { at: number }>`
    select * from hub_row_rights(${register.table}, ${owners}::uuid[], ${standing.map(({ id }) => id)}::uuid[]) order by at`.execute(
    tx,
  );
  standing.forEach((row, place) => {
    const fault = faultOf(register, row, rows[place]);
    if (fault === undefined) return;
    row.faults.push(fault);
    row.verdict = "refuse";
  });
}

function faultOf(register: Register, row: Judged, rights: Rights | undefined): RowFault | undefined {
  if (rights === undefined || (!rights.writes && !rights.approves)) return { code: "NOT_GRANTED" };
  const isNew = row.isNew || row.verdict === "remove";
  if (!rights.writes && (isNew || Object.keys(row.columns).some((column) => !OF_STATE.has(column))))
    return { code: "ONLY_RETURN" };
  const to = row.columns["status"];
  if (isNew || typeof to !== "string" || !(STAGES[register.table] ?? []).includes(to)) return undefined;
  if (!rights.approves) return { code: "NOT_APPROVER" };
  return rights.entered ? { code: "SAME_PERSON" } : undefined;
}
