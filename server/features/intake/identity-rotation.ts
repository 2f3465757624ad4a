/**
 * Changes the keys of identity numbers, page by page, each page in a transaction of its own: stopped anywhere, it goes on
 * where it stopped. Copies are sealed anew under the current key; prints are made anew from the copies, for without a
 * copy nobody knows the number a print was made of: as long as there is such a print, prints keep their key.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { inTransaction } from "../../database/transaction.js";
import { beginPrintKey, endPrintKey, printKeysOf } from "./identity-print-key.js";
import { openIdentity, printKeyId, printOfNumber, sealIdentity, type SealingKeys } from "./identity-seal.js";
import type { StoredCells, StoredTyped } from "./stored-row.js";

export interface RotationReport {
  readonly sealed: number;
  readonly prints: number;
  /** Copies that no given key opens: they stay as they are. */
  readonly unopened: number;
  /** Staged rows of finished imports that forgot a print of the former key. */
  readonly forgotten: number;
  /** Why prints were not made anew though their key is another: nothing was touched then. */
  readonly held?: { readonly because: "no copy" | "imports waiting"; readonly count: number };
}

export interface Rotating {
  /** How many persons one transaction does. */
  readonly page?: number;
}

interface Copy {
  readonly orgId: string;
  readonly personId: string;
  readonly keyId: string;
  readonly sealed: Uint8Array;
  readonly print: Uint8Array;
}

const PAGE = 500;
const START = "00000000-0000-0000-0000-000000000000";
const UNFINISHED = sql`i.status not in ('committed', 'discarded', 'refused')`;

/** How many persons have a print and no sealed copy: they would be strangers under another key of prints. */
export async function printsWithoutCopy(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from person p where p.id_hash is not null
      and not exists (select from person_identity s where s.org_id = p.org_id and s.person_id = p.id)`.execute(db);
  return rows[0]?.count ?? 0;
}

/** How many imports wait with prints that were made before: committed under another key they would make strangers. */
export async function importsWithPrints(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from import i where ${UNFINISHED}
      and exists (select from import_row r where r.org_id = i.org_id and r.import_id = i.id and r.typed ? 'print')`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** `print`: the key prints shall be made with; those made with another are made anew. */
export async function rotateIdentities(
  db: Kysely<Database>,
  keys: SealingKeys,
  print: Buffer,
  { page = PAGE }: Rotating = {},
): Promise<RotationReport> {
  const [current] = keys;
  const report = { sealed: 0, prints: 0, unopened: 0, forgotten: 0 };
  if (current === undefined) return report;
  const printKey = printKeyId(print);
  const known = await printKeysOf(db);
  const isNew = known.some((id) => id !== printKey);
  if (isNew) {
    const held = known.includes(printKey) ? undefined : await reasonToWait(db);
    if (held) return { ...report, held };
    await beginPrintKey(db, printKey);
  }
  for (let after: readonly [string, string] | undefined = [START, START]; after !== undefined;) {
    const from: readonly [string, string] = after;
    // What a page did counts once it stands.
    const done = await inTransaction(db, "system", async (tx) => {
      const { rows } = await sql<Copy>`
        select s.org_id as "orgId", s.person_id as "personId", s.key_id as "keyId", s.sealed, p.id_hash as print
        from person_identity s join person p on p.org_id = s.org_id and p.id = s.person_id
        where (s.key_id, s.print_key_id) <> (${current.id}, ${printKey}) and (s.org_id, s.person_id) > (${from[0]}::uuid, ${from[1]}::uuid)
        order by s.org_id, s.person_id limit ${page}`.execute(tx);
      const renewed = { sealed: 0, prints: 0, unopened: 0 };
      for (const copy of rows) await renew(tx, keys, print, copy, renewed);
      const last = rows.at(-1);
      return { ...renewed, next: last && rows.length === page ? ([last.orgId, last.personId] as const) : undefined };
    });
    report.sealed += done.sealed;
    report.prints += done.prints;
    report.unopened += done.unopened;
    after = done.next;
  }
  if (isNew && report.unopened === 0) {
    report.forgotten = await forgetStagedPrints(db, page);
    await endPrintKey(db, printKey);
  }
  return report;
}

async function reasonToWait(db: Kysely<Database>): Promise<RotationReport["held"]> {
  const without = await printsWithoutCopy(db);
  if (without > 0) return { because: "no copy", count: without };
  const waiting = await importsWithPrints(db);
  return waiting > 0 ? { because: "imports waiting", count: waiting } : undefined;
}

async function renew(
  tx: Kysely<Database>,
  keys: SealingKeys,
  key: Buffer,
  { orgId, personId, keyId, sealed, print }: Copy,
  report: { sealed: number; prints: number; unopened: number },
): Promise<void> {
  const before = Buffer.from(print);
  const number = openIdentity(keys, { keyId, sealed: Buffer.from(sealed) }, before);
  const now = number === undefined ? undefined : printOfNumber(key, number);
  const copy = number === undefined || now === undefined ? undefined : sealIdentity(keys, number, now);
  if (now === undefined || copy === undefined) {
    report.unopened += 1;
    return;
  }
  if (!now.equals(before)) {
    await sql`update person set id_hash = decode(${now.toString("hex")}, 'hex') where org_id = ${orgId} and id = ${personId}`.execute(
      tx,
    );
    report.prints += 1;
  }
  await sql`update person_identity set key_id = ${copy.keyId}, print_key_id = ${printKeyId(key)}, sealed = decode(${copy.sealed.toString("hex")}, 'hex'),
      sealed_at = now() where org_id = ${orgId} and person_id = ${personId}`.execute(tx);
  report.sealed += 1;
}

interface StagedPrint {
  readonly orgId: string;
  readonly importId: string;
  readonly table: number;
  readonly row: number;
  readonly cells: StoredCells;
  readonly typed: StoredTyped | null;
}

/** A print of the former key in the staged row of a finished import serves nothing any more. */
async function forgetStagedPrints(db: Kysely<Database>, page: number): Promise<number> {
  let forgotten = 0;
  for (let count = 1; count > 0; forgotten += count)
    count = await inTransaction(db, "system", async (tx) => {
      const { rows } = await sql<StagedPrint>`
        select r.org_id as "orgId", r.import_id as "importId", r.table_no as table, r.row_no as row, r.cells, r.typed
        from import_row r join import i on i.org_id = r.org_id and i.id = r.import_id
        where not (${UNFINISHED}) and (r.typed ? 'print' or strpos(r.cells::text, '"hash": "') > 0) limit ${page}`.execute(
        tx,
      );
      for (const { orgId, importId, table, row, cells, typed } of rows) {
        const { print: _, ...rest } = typed ?? {};
        await sql`update import_row set cells = ${JSON.stringify(withoutPrints(cells))}::text::jsonb,
            typed = ${typed === null ? null : JSON.stringify(rest)}::text::jsonb
          where org_id = ${orgId} and import_id = ${importId} and table_no = ${table} and row_no = ${row}`.execute(tx);
      }
      return rows.length;
    });
  return forgotten;
}

function withoutPrints(stored: StoredCells): StoredCells {
  if ("cells" in stored) return { ...stored, cells: stored.cells.map(({ identity: _, ...cell }) => cell) };
  return {
    ...stored,
    c: stored.c.map(([column, kind, value, format]) =>
      format ? [column, kind, value, format] : [column, kind, value],
    ),
  };
}
