/**
 * What happened at the hub's doors, for the log of access. The hub writes it itself, naming whose account it was; a
 * password, a token, what was typed for a login, an identity number and a person's name never enter it.
 */
import { sql, type Kysely } from "kysely";
import type { Request } from "express";
import type { Hub } from "../../context.js";
import type { Database } from "../../database/tables.js";

export type AccessKind =
  | "sign_in"
  | "sign_in_failed"
  | "sign_out"
  | "session_ended"
  | "password_changed"
  | "password_reset"
  | "second_factor"
  | "account_made"
  | "account_closed"
  | "granted";

export interface Whose {
  readonly id: string;
  readonly name: string;
}

/** Work of the hub itself on accounts and sessions, which no request may touch: all of it or nothing. */
export function onAccounts<T>(hub: Pick<Hub, "database">, work: (tx: Kysely<Database>) => Promise<T>): Promise<T> {
  return hub.database.db.transaction().execute(work);
}

export async function recordAccess(
  tx: Kysely<Database>,
  whose: Whose | undefined,
  kind: AccessKind,
  detail: Readonly<Record<string, string | number | boolean | null>>,
  origin: string | undefined,
): Promise<void> {
  await sql`select set_config('hub.account', ${whose?.id ?? ""}, true), set_config('hub.viewer', ${whose?.name ?? ""}, true)`.execute(
    tx,
  );
  await sql`select record_access(${kind}::text, ${JSON.stringify(detail)}::jsonb, ${origin ?? null}::text)`.execute(tx);
  await sql`select set_config('hub.account', '', true), set_config('hub.viewer', '', true)`.execute(tx);
}

/** Where a request came from: which kind of client, and its address. */
export function originOf(request: Request): string {
  const client = request.get("x-hub-client") === "pane" ? "pane" : "page";
  return `${client} ${request.socket.remoteAddress ?? ""}`.trim();
}
