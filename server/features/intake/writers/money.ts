/** Money entries that come with rows: entered once, never altered, and paid only when a second person says so. The same entry again is recognised by its voucher, or by day and amount. */
import { sql } from "kysely";
import { compareDecimals } from "../../../domain/decimal.js";
import { recordsOf } from "../records.js";
import { newId, report, type Pass, type PlanRow } from "./writer.js";

export interface Entry {
  readonly orgId: string;
  readonly kind: string;
  readonly direction: "in" | "out";
  readonly amount: string;
  readonly occurredOn: string;
  readonly voucher: string | null;
  readonly purpose?: string | null;
  readonly fundSource?: string | null;
  readonly status?: "planned";
  readonly counterpartyId?: string | null;
  readonly counterparty?: string | null;
  readonly personId?: string | null;
  readonly activityId?: string | null;
  readonly enrolmentId?: string | null;
  readonly row: number;
}

export interface KnownEntry {
  readonly orgId: string;
  readonly id: string;
  readonly kind: string;
  readonly amount: string;
  readonly occurredOn: string;
  readonly voucher: string | null;
  readonly counterpartyId: string | null;
  readonly enrolmentId: string | null;
}

/** What somebody brings in from vouchers waits for a second person, whatever the sheet says. */
export const ENTERED = "entered";

/** Says once for a sheet that its money waits. */
export function tellOfMoney(pass: Pass, row: PlanRow, field: string): void {
  if (pass.seen.meet(`money waits ${row.table.index}`, row.row) === undefined) report(row, field, "moneyEntered");
}

/** Entries of these kinds that are not void and were not reversed. */
export async function loadEntries(pass: Pass, kinds: readonly string[]): Promise<readonly KnownEntry[]> {
  const { rows } = await sql<KnownEntry>`
    select org_id as "orgId", id, kind, trim_scale(amount)::text as amount, occurred_on as "occurredOn", voucher_no as voucher,
      counterparty_org_id as "counterpartyId", enrolment_id as "enrolmentId"
    from fund_entry f where org_id = ${pass.orgId} and kind = any(${kinds}::text[]) and status <> 'void' and reverses_id is null
      and not exists (select from fund_entry undone where undone.org_id = f.org_id and undone.reverses_id = f.id)`.execute(
    pass.db,
  );
  return rows;
}

export type EntryVerdict =
  | { readonly kind: "new" }
  | { readonly kind: "known"; readonly id: string }
  | { readonly kind: "differs"; readonly known: string };

export function judgeEntry(entry: Entry, known: readonly KnownEntry[]): EntryVerdict {
  const about = known.filter(
    (k) => k.kind === entry.kind && (entry.counterpartyId == null || k.counterpartyId === entry.counterpartyId),
  );
  const byVoucher =
    entry.voucher === null
      ? undefined
      : about.find(
          (k) => k.voucher === entry.voucher && (entry.enrolmentId == null || k.enrolmentId === entry.enrolmentId),
        );
  if (byVoucher)
    return compareDecimals(byVoucher.amount, entry.amount) === 0
      ? { kind: "known", id: byVoucher.id }
      : { kind: "differs", known: byVoucher.amount };
  const same = about.find(
    (k) =>
      (entry.voucher === null || k.voucher === null) &&
      k.occurredOn === entry.occurredOn &&
      compareDecimals(k.amount, entry.amount) === 0 &&
      (k.enrolmentId ?? null) === (entry.enrolmentId ?? null),
  );
  return same ? { kind: "known", id: same.id } : { kind: "new" };
}

export async function writeEntries(pass: Pass, entries: readonly (Entry & { readonly id?: string })[]): Promise<void> {
  if (entries.length === 0) return;
  const records = entries.map((e) => ({
    org_id: e.orgId, id: e.id ?? newId(), kind: e.kind, direction: e.direction, amount: e.amount, occurred_on: e.occurredOn, voucher_no: e.voucher,
    purpose: e.purpose, fund_source: e.fundSource, status: e.status ?? ENTERED, counterparty: e.counterparty, counterparty_org_id: e.counterpartyId,
    person_id: e.personId, activity_id: e.activityId, enrolment_id: e.enrolmentId, import_row: e.row,
  })); // prettier-ignore
  const columns =
    "org_id uuid, id uuid, kind text, direction text, amount numeric, occurred_on date, voucher_no text, purpose text, fund_source text, status text, counterparty text, counterparty_org_id uuid, person_id uuid, activity_id uuid, enrolment_id uuid, import_row int";
  const names = columns
    .split(", ")
    .map((column) => column.split(" ")[0])
    .join(", ");
  await sql`insert into fund_entry (${sql.raw(names)}, import_id) select ${sql.raw(names)}, ${pass.importId}::uuid from ${recordsOf(records, columns)}`.execute(
    pass.db,
  );
}
