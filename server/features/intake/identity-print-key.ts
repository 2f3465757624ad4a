/**
 * Which key the prints of identity numbers were made with. A hub with another key would take everybody for a stranger and
 * register them twice, so it does not start; nor does it while the prints are being made anew.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { inTransaction } from "../../database/transaction.js";
import { printKeyId } from "./identity-seal.js";

/** Words for whoever starts the hub; nothing of a key is in them. */
export class WrongPrintKey extends Error {}

const OTHER =
  "identity.key 与库中证件指纹所用的不是同一把：用它会认不出已登记的人。放回原来的 identity.key；要换钥，先运行 npm run rotate-identity。 / identity.key is not the one the prints in this database were made with: put the former one back, or run npm run rotate-identity to change it.";
const CHANGING =
  "证件指纹正在换钥，没有换完：再运行一次 npm run rotate-identity，换完再启动。 / The prints are being made anew and that is not finished: run npm run rotate-identity again, then start.";

/** The ids of the keys in use: one, or the former and the new one while prints are made anew; the first is the oldest. */
export async function printKeysOf(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select key_id as id from identity_print_key order by since, key_id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Notes the key of a hub that has none noted yet; refuses to go on with another. */
export async function holdPrintKey(db: Kysely<Database>, key: Buffer): Promise<void> {
  const id = printKeyId(key);
  const known = await inTransaction(db, "system", async (tx) => {
    await sql`insert into identity_print_key (key_id) select ${id} where not exists (select from identity_print_key)`.execute(
      tx,
    );
    return printKeysOf(tx);
  });
  if (known.length > 1) throw new WrongPrintKey(CHANGING);
  if (known[0] !== id) throw new WrongPrintKey(OTHER);
}

/** From here on prints may be of either key, and no hub starts. */
export async function beginPrintKey(db: Kysely<Database>, id: string): Promise<void> {
  await inTransaction(db, "system", (tx) =>
    sql`insert into identity_print_key (key_id, since) values (${id}, clock_timestamp()) on conflict do nothing`.execute(
      tx,
    ),
  );
}

/** All prints are of this key now. */
export async function endPrintKey(db: Kysely<Database>, id: string): Promise<void> {
  await inTransaction(db, "system", (tx) => sql`delete from identity_print_key where key_id <> ${id}`.execute(tx));
}
