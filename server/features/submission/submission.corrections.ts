/**
 * Orders corrections of approved reports: the next report is opened, returned with the reason, and its figures may be
 * typed again. The approved report and every earlier value stay. The order is a supervisor's; what is corrected is the
 * organization's.
 */
import { createHash } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { Context } from "../../context.js";
import type { Database } from "../../database/tables.js";
import { Refusal } from "../../errors.js";
import { encodeGlobalId, isUuid } from "../../graph/global-id.js";
import { refuseLargeBatch } from "../../graph/limits-by-role.js";
import { globalKey } from "../row/row.references.js";
import { Severity, type Finding } from "../figure/finding.object.js";
import { wordRowFault, type RowFault } from "../row/row.findings.js";
import { RowOutcome, type RowAnswer, type RowReceipt } from "../row/row.objects.js";
import { noteRefused } from "../row/row.rights.js";
import { earlierReceipt, keepReceipt } from "../row/row.save.js";
import type { ReasonedReportInput, ReasonedReportsInput } from "./submission.inputs.js";

interface Judged {
  readonly index: number;
  readonly key: { readonly orgId: string; readonly id: string } | undefined;
  readonly version: number;
  readonly reason: string;
  faults: RowFault[];
  conflicting: boolean;
  made?: { readonly id: string; readonly version: number };
}

export async function orderCorrections(context: Context, input: ReasonedReportsInput): Promise<RowReceipt> {
  const batchId = input.batchId.toLowerCase();
  if (!isUuid(batchId)) throw new Refusal("BATCH_ID");
  refuseLargeBatch(context, "TOO_MANY_ROWS", input.reports.length);
  const tx = await context.tx();
  const dryRun = input.dryRun === true;
  const asked = [
    "orderCorrections",
    input.reports.map((r) => [r.id, r.baseVersion ?? null, r.reason]),
    input.atomic === true,
  ];
  const hash = createHash("sha256").update(JSON.stringify(asked)).digest();
  const earlier = dryRun ? undefined : await earlierReceipt(tx, batchId, hash);
  if (earlier !== undefined) return { ...earlier, replayed: true };
  await sql`select set_config('hub.batch', ${batchId}, true)`.execute(tx);
  const judged = await judge(tx, input.reports);
  const codes = judged.flatMap(({ faults }) => faults.map(({ code }) => code));
  await noteRefused(tx, "orderCorrections", codes, batchId);
  const others = judged.filter(isOut).length;
  if (input.atomic === true && others > 0)
    for (const row of judged) if (!isOut(row)) row.faults.push({ code: "NOT_WRITTEN", args: { others } });
  if (!dryRun) for (const row of judged) if (!isOut(row)) await order(tx, row, batchId);
  const receipt = receiptOf(context, batchId, dryRun, judged);
  const stopped = input.atomic === true && receipt.written === 0 && others > 0;
  if (!dryRun && !stopped) await keepReceipt(tx, batchId, hash, receipt);
  return receipt;
}

const isOut = ({ faults, conflicting }: Judged): boolean => conflicting || faults.length > 0;

async function judge(tx: Kysely<Database>, reports: readonly ReasonedReportInput[]): Promise<readonly Judged[]> {
  const keys = reports.map(({ id }) => globalKey("Submission", id));
  // Whoever sees a report of theirs is told what stands against it; of another's, what is told of one that never was.
  const { rows } = await sql<{ at: number; version: number; status: string; follows: boolean; approves: boolean }>`
    select w.n::int as at, s.version, s.status, r.approves,
      exists (select from submission later where later.org_id = s.org_id and later.form_id = s.form_id and later.period = s.period
        and later.correction > s.correction and later.status <> 'draft') as follows
    from unnest(${keys.map((key) => key?.orgId ?? null)}::uuid[], ${keys.map((key) => key?.id ?? null)}::uuid[]) with ordinality w(org, id, n)
    join submission s on s.org_id = w.org and s.id = w.id
    join hub_row_rights('submission', ${keys.map((key) => key?.orgId ?? null)}::uuid[], ${keys.map((key) => key?.id ?? null)}::uuid[]) r on r.at = w.n`.execute(
    tx,
  );
  const found = new Map(rows.map((row) => [row.at - 1, row]));
  const met = new Map<string, number>();
  return reports.map(({ id, baseVersion, reason }, index): Judged => {
    const row = found.get(index);
    const other = met.get(id);
    met.set(id, other ?? index);
    const faults: RowFault[] = [];
    if (row === undefined) faults.push({ code: "ROW_GONE", field: "id" });
    else if (other !== undefined) faults.push({ code: "DUPLICATE_IN_BATCH", args: { other: other + 1 } });
    else if (!row.approves) faults.push({ code: "NOT_APPROVER" });
    else if (row.follows) faults.push({ code: "ALREADY_CORRECTED" });
    else if (row.status !== "approved" && row.status !== "locked") faults.push({ code: "NOT_APPROVED" });
    if (reason.trim() === "")
      faults.push({ code: "REQUIRED", field: "returnReason", args: { label: "理由", labelEn: "a reason" } });
    const conflicting = row !== undefined && baseVersion != null && baseVersion !== row.version && faults.length === 0;
    return {
      index,
      key: row && (keys[index] as Judged["key"]),
      version: row?.version ?? 0,
      reason: reason.trim(),
      faults,
      conflicting,
    };
  });
}

/** The database opens it, with its own rights: who orders a correction writes no figure of the organization's. */
async function order(tx: Kysely<Database>, row: Judged, batchId: string): Promise<void> {
  const { rows } = await sql<{ made: string }>`
    select hub_order_correction(${row.key?.orgId ?? null}::uuid, ${row.key?.id ?? null}::uuid, ${row.reason}, ${batchId}::uuid) as made`.execute(
    tx,
  );
  const made = rows[0]?.made ?? "";
  if (!isUuid(made)) throw new Error(`a correction that was judged sound was refused: ${made}`);
  const { rows: kept } = await sql<{ version: number }>`
    select version from submission where org_id = ${row.key?.orgId ?? null}::uuid and id = ${made}::uuid`.execute(tx);
  row.made = { id: made, version: kept[0]?.version ?? 1 };
}

function receiptOf(context: Context, batchId: string, dryRun: boolean, judged: readonly Judged[]): RowReceipt {
  const rows = judged.map((row): RowAnswer => {
    const outcome = row.conflicting ? RowOutcome.CONFLICT : isOut(row) ? RowOutcome.REFUSED : RowOutcome.WRITTEN;
    const { key, made } = row;
    return {
      ...{ index: row.index, outcome, merged: [], findings: row.faults.map((fault) => findingOf(fault, row.index)) },
      id: key === undefined ? null : encodeGlobalId("Submission", key.orgId, made?.id ?? key.id),
      version: made?.version ?? row.version,
      conflict: row.conflicting ? { fields: [], theirVersion: row.version, changedBy: null, changedAt: null } : null,
    };
  });
  const count = (outcome: RowOutcome): number => rows.filter((row) => row.outcome === outcome).length;
  return {
    ...{ batchId, dryRun, replayed: false, receivedAt: context.now, written: count(RowOutcome.WRITTEN), unchanged: 0 },
    ...{ conflicts: count(RowOutcome.CONFLICT), refused: count(RowOutcome.REFUSED), rows },
  };
}

function findingOf(fault: RowFault, index: number): Finding {
  const { zh, en } = wordRowFault(fault, `第 ${index + 1} 张`);
  return {
    ...{ code: fault.code, severity: Severity.BLOCK, args: { ...fault.args }, message: zh, messageEn: en },
    ...{ sheet: null, cell: null, row: index + 1, field: fault.field ?? null, suggestion: null },
  };
}
