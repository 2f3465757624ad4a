/**
 * Changes the keys of identity numbers, page by page, each page in a transaction of its own: stopped anywhere, it goes on
 * where it stopped. Copies are sealed anew under the current key; prints are made anew from the copies, for without a
 * copy nobody knows the number a print was made of.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { inTransaction } from "../../database/transaction.js";
import { openIdentity, printKeyId, printOfNumber, sealIdentity, type SealingKeys } from "./identity-seal.js";

export interface RotationReport {
  readonly sealed: number;
  readonly prints: number;
  /** Copies that no given key opens: they stay as they are. */
  readonly unopened: number;
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

/** How many persons have a print and no sealed copy: they would be strangers under another key of prints. */
export async function printsWithoutCopy(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from person p where p.id_hash is not null
      and not exists (select from person_identity s where s.org_id = p.org_id and s.person_id = p.id)`.execute(db);
  return rows[0]?.count ?? 0;
}

/** `print`: the key prints shall be made with; those made with another are made anew. */
export async function rotateIdentities(
  db: Kysely<Database>,
  keys: SealingKeys,
  print: Buffer,
): Promise<RotationReport> {
  const [current] = keys;
  const report = { sealed: 0, prints: 0, unopened: 0 };
  if (current === undefined) return report;
  const printKey = printKeyId(print);
  for (let after: readonly [string, string] | undefined = [START, START]; after !== undefined;) {
    const from: readonly [string, string] = after;
    after = await inTransaction(db, "system", async (tx) => {
      const { rows } = await sql<Copy>`
        select s.org_id as "orgId", s.person_id as "personId", s.key_id as "keyId", s.sealed, p.id_hash as print
        from person_identity s join person p on p.org_id = s.org_id and p.id = s.person_id
        where (s.key_id, s.print_key_id) <> (${current.id}, ${printKey}) and (s.org_id, s.person_id) > (${from[0]}::uuid, ${from[1]}::uuid)
        order by s.org_id, s.person_id limit ${PAGE}`.execute(tx);
      for (const copy of rows) await renew(tx, keys, print, copy, report);
      const last = rows.at(-1);
      return last && rows.length === PAGE ? ([last.orgId, last.personId] as const) : undefined;
    });
  }
  return report;
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
