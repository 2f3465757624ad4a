/**
 * The first account of a hub: an administrator whose password is good for one sign-in and is told once. A hub that has
 * an administrator of its own gets none.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import type { OpenDatabase } from "../../database/database.js";
import { onAccounts, recordAccess } from "./access.events.js";
import { hashPassword, oneTimePassword } from "./password.js";

export const FIRST_LOGIN = "admin";
const FIRST_NAME = "管理员";

/** The one-time password of the administrator made now; nothing where there is one already. */
export async function ensureFirstAdministrator(database: OpenDatabase): Promise<string | undefined> {
  const once = oneTimePassword();
  const password = await hashPassword(once);
  return onAccounts({ database }, async (tx) => {
    if (await hasAdministrator(tx)) return undefined;
    const { id, name } = await tx
      .insertInto("account")
      .values({
        ...{ login: FIRST_LOGIN, name: FIRST_NAME, password, password_once: true, created_by: "system" },
        password_until: sql<Date>`now() + interval '7 days'`,
      })
      .returning(["id", "name"])
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("access_grant")
      .values({ account_id: id, role: "administrator", granted_by: "system" })
      .execute();
    await recordAccess(tx, { id, name }, "account_made", { first: true }, undefined);
    return once;
  });
}

/**
 * For whoever keeps the server, when no administrator gets in any more: a new one-time password, without a second factor,
 * and every session of the account ended. Nothing where no active administrator has this login.
 */
export async function readmitAdministrator(database: OpenDatabase, login: string): Promise<string | undefined> {
  const once = oneTimePassword();
  const password = await hashPassword(once);
  return onAccounts({ database }, async (tx) => {
    const { rows } = await sql<{ id: string; name: string }>`
      update account a set password = ${password}, password_once = true, failures = 0, locked_until = null, totp = null, totp_step = null
      where a.login = ${login} and a.kind = 'person' and a.status = 'active' and not a.demo
        and exists (select from access_grant g where g.account_id = a.id and g.role = 'administrator' and g.revoked_at is null)
      returning a.id, a.name`.execute(tx);
    const found = rows[0];
    if (found === undefined) return undefined;
    await sql`update session set ended_at = now() where account_id = ${found.id} and ended_at is null`.execute(tx);
    await recordAccess(tx, found, "password_reset", { account: found.id, by: "server" }, undefined);
    return once;
  });
}

async function hasAdministrator(tx: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from account a where a.login = ${FIRST_LOGIN})
      or exists (select from account a join access_grant g on g.account_id = a.id
        where a.kind = 'person' and not a.demo and a.status = 'active' and g.role = 'administrator' and g.revoked_at is null) as found`.execute(
    tx,
  );
  return rows[0]?.found ?? false;
}
