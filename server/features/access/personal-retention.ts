/**
 * Lets go of what was kept long enough: staged rows of finished imports, ended sessions and old receipts, each after the
 * months its parameter names. Ledgers and their history, money and the log of access are not touched: law keeps those.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { inTransaction } from "../../database/transaction.js";

/** Months, where no parameter of the name says otherwise. */
const USUAL_MONTHS = { keep_import_rows: 24, keep_sessions: 6, keep_receipts: 24 } as const;

export type Retained = keyof typeof USUAL_MONTHS;
export type RetentionReport = Readonly<Record<Retained, number>>;

/** In one transaction, with one event that says how much went. */
export function retain(db: Kysely<Database>, now: Date): Promise<RetentionReport> {
  return inTransaction(db, "system", async (tx) => {
    const months = await monthsOf(tx, now);
    const before = (what: Retained) =>
      sql`(${now.toISOString()}::timestamptz - make_interval(months => ${months[what]}::int))`;
    // The row stays as a place that figures lead back to; what stood in it goes.
    const rows =
      await sql`update import_row r set cells = '{"c": []}', typed = null, label = null, changes = null, findings = '[]'
      from import i where i.org_id = r.org_id and i.id = r.import_id and i.status in ('committed', 'discarded', 'refused')
        and coalesce(i.committed_at, i.created_at) < ${before("keep_import_rows")} and r.cells <> '{"c": []}'`.execute(
        tx,
      );
    const sessions =
      await sql`delete from session where least(coalesce(ended_at, expires_at), expires_at) < ${before("keep_sessions")}`.execute(
        tx,
      );
    const receipts = await sql`delete from batch where received_at < ${before("keep_receipts")}`.execute(tx);
    const report: RetentionReport = {
      keep_import_rows: Number(rows.numAffectedRows ?? 0n),
      keep_sessions: Number(sessions.numAffectedRows ?? 0n),
      keep_receipts: Number(receipts.numAffectedRows ?? 0n),
    };
    await sql`select record_access('retention', ${JSON.stringify({ months, removed: report })}::jsonb)`.execute(tx);
    return report;
  });
}

async function monthsOf(tx: Kysely<Database>, now: Date): Promise<Record<Retained, number>> {
  const names = Object.keys(USUAL_MONTHS);
  const { rows } = await sql<{ name: Retained; value: number }>`
    select distinct on (name) name, ceil(value)::int as value from parameter
    where name = any(${names}::text[]) and region = '' and valid_from <= ${now.toISOString()}::timestamptz and value >= 1
    order by name, valid_from desc`.execute(tx);
  return { ...USUAL_MONTHS, ...Object.fromEntries(rows.map(({ name, value }) => [name, value])) };
}

const A_DAY = 24 * 60 * 60 * 1000;

/** Once a day while the hub runs; returns what ends it. `failed` hears of a run that did not go through. */
export function retainDaily(db: Kysely<Database>, clock: () => Date, failed: (error: unknown) => void): () => void {
  const timer = setInterval(() => void retain(db, clock()).catch(failed), A_DAY);
  timer.unref();
  return () => clearInterval(timer);
}
