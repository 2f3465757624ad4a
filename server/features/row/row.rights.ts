/**
 * Whether whoever sends a row may write it, asked of the database before it is written: the owner must be theirs, those
 * who only approve change nothing but the state, and nobody says yes to what they entered.
 */
import { sql, type Kysely } from "kysely";
import { recordEvents } from "../../database/record-events.js";
import type { Database } from "../../database/tables.js";
import type { Register } from "../../graph/register.js";
import type { Judged } from "./row.answer.js";
import type { RowFault } from "./row.findings.js";

/** The states that say yes, by table, as `hub_stages` has them: another person's than whoever entered the row. */
export const STAGES: Readonly<Record<string, readonly string[]>> = {
  submission: ["approved", "locked"],
  application: ["approved", "paid", "decided"],
  fund_entry: ["approved", "paid"],
};

/** The states only those bring about who approve, as `hub_verdicts` has them. */
const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  submission: ["accepted", "returned"],
  finding: ["waived", "upheld"],
};

/** The state by which a row is sent: its writers send it, not those who then say yes or no, as `keep_sent` has it. */
const SENT = "submitted";

/** Columns of a state; the same as `hub_state_columns`. */
const OF_STATE = new Set(["status", "return_reason"]);

/** What is wrong with whoever sent a row, not with the row. */
export const OF_RIGHTS: ReadonlySet<string> = new Set(["NOT_GRANTED", "ONLY_RETURN", "NOT_APPROVER", "SAME_PERSON"]);

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
  const rows = await rightsOf(tx, register, standing);
  standing.forEach((row, place) => {
    const fault = faultOf(register, row, rows[place]);
    if (fault === undefined) return;
    row.faults.push(fault);
    row.verdict = "refuse";
  });
}

/** Of organizations and parameters their own policies are asked, row by row: they belong to no ledger's owner. */
async function rightsOf(
  tx: Kysely<Database>,
  { table, key }: Register,
  standing: readonly Judged[],
): Promise<readonly Rights[]> {
  const ids = standing.map(({ id }) => id);
  const said = (column: string): (string | null)[] =>
    standing.map(({ columns }) => (typeof columns[column] === "string" ? columns[column] : null));
  const owners = standing.map(({ orgId }) => (key === "owned" ? orgId : null));
  const statement =
    table === "organization"
      ? sql<Rights>`select hub_account() is null or hub_writes_all('reference') or (n.id is not null and w.id in (select hub_writable('members')))
            or (n.id is null and coalesce(w.parent in (select hub_writable('members')), false)) as writes, false as approves, false as entered
          from unnest(${ids}::uuid[], ${said("parent_id")}::uuid[]) with ordinality w(id, parent, place) left join organization n on n.id = w.id order by place`
      : table === "parameter"
        ? sql<Rights>`select hub_account() is null or hub_writes_all('reference') or (coalesce(w.region, n.region) in (select r from regions)
              and (n.id is null or n.region in (select r from regions))) is true as writes, false as approves, false as entered
            from unnest(${ids}::uuid[], ${said("region")}::text[]) with ordinality w(id, region, place) left join parameter n on n.id = w.id order by place`
        : sql<Rights>`select * from hub_row_rights(${table}, ${owners}::uuid[], ${ids}::uuid[]) order by at`;
  const { rows } = await (
    table === "parameter" ? sql<Rights>`with regions as materialized (${REGIONS}) ${statement}` : statement
  ).execute(tx);
  return rows;
}

/** The regions whose parameters a bureau sets, as the table's policy has them. */
const REGIONS = sql`select hub_regions(g.region) as r from hub_held(hub_account(), 'targets', 'writes') g where g.role = 'bureau' and g.region is not null`;

function faultOf(register: Register, row: Judged, rights: Rights | undefined): RowFault | undefined {
  if (rights === undefined || (!rights.writes && !rights.approves)) return { code: "NOT_GRANTED" };
  const isNew = row.isNew || row.verdict === "remove";
  const saysMore = Object.keys(row.columns).some((column) => !OF_STATE.has(column));
  if (!rights.writes && (isNew || saysMore)) return { code: "ONLY_RETURN" };
  // A unit does not remove what was found against it.
  if (row.verdict === "remove" && register.table === "finding" && !rights.approves) return { code: "NOT_APPROVER" };
  const to = row.columns["status"];
  // What a reviewer wrote is not rewritten by those it was written to.
  if (!rights.approves && "return_reason" in row.columns) return { code: "NOT_APPROVER" };
  if (isNew || typeof to !== "string") return undefined;
  if (to === SENT && !rights.writes) return { code: "NOT_GRANTED" };
  const isStage = (STAGES[register.table] ?? []).includes(to);
  if (!isStage && !(VERDICTS[register.table] ?? []).includes(to)) return undefined;
  if (!rights.approves) return { code: "NOT_APPROVER" };
  // What is changed as it is approved was seen by nobody else.
  return isStage && (rights.entered || saysMore) ? { code: "SAME_PERSON" } : undefined;
}

/** Tells the log of a batch's rows that were refused for lack of a right: of each kind how many, and nothing of what they say. */
export async function noteRefused(
  tx: Kysely<Database>,
  what: string,
  codes: Iterable<string>,
  batchId: string,
): Promise<void> {
  const counts = new Map<string, number>();
  for (const code of codes) if (OF_RIGHTS.has(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  if (counts.size === 0) return;
  const details = [...counts].map(([code, rows]) => ({ what, code, rows, batch: batchId }));
  await recordEvents(tx, "refused", details);
}
