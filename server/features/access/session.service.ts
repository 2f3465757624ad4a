/**
 * Sessions: opened, found by their token, renewed, ended. Only digests of tokens are stored, and every request looks its
 * session up, so an ended one is over everywhere at once.
 */
import { createHash, randomBytes } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { Hub } from "../../context.js";
import type { Database } from "../../database/tables.js";
import { onAccounts, recordAccess, type Whose } from "./access.events.js";
import { isDueToRotate, judgeSession, SEEN_EVERY, sessionEnd, type SessionTimes } from "./sign-in.rules.js";

/** What the client keeps: the token is nowhere else. */
export interface OpenedSession {
  readonly token: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

/** A session as a request finds it, with the account behind it. */
export interface FoundSession extends SessionTimes {
  readonly session_id: string;
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly demo: boolean;
  readonly explores: boolean | null;
  readonly password_once: boolean;
  readonly roles: readonly string[];
  readonly former: boolean;
}

const TOKEN_BYTES = 32;
const LONGEST_AGENT = 200;

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");
export const digestOf = (token: string): Buffer => createHash("sha256").update(token).digest();

export async function openSession(
  hub: Hub,
  whose: Whose,
  way: "password" | "oidc" | "demo" | "relay",
  origin: string,
  agent: string | undefined,
): Promise<OpenedSession> {
  const now = hub.clock();
  const token = newToken();
  const expires = sessionEnd(hub.config.session, now);
  const sessionId = await onAccounts(hub, async (tx) => {
    const { id } = await tx
      .insertInto("session")
      .values({
        account_id: whose.id,
        hash: digestOf(token),
        former_hash: null,
        rotated_at: now,
        started_at: now,
        seen_at: now,
        expires_at: expires,
        ended_at: null,
        agent: agent?.replaceAll(/\p{Cc}/gu, " ").slice(0, LONGEST_AGENT) ?? null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await recordAccess(tx, whose, "sign_in", { way, session: id }, origin);
    return id;
  });
  return { token, sessionId, expiresAt: expires };
}

/** The session a token opens now. A stolen one is ended on the way. Looking is being seen only where `isUse` says so. */
export async function findSession(hub: Hub, token: string, isUse: boolean): Promise<FoundSession | undefined> {
  const now = hub.clock();
  const digest = digestOf(token);
  const { rows } = await sql<FoundSession>`
    select s.id as session_id, s.rotated_at, s.seen_at, s.expires_at, s.ended_at, s.hash <> ${digest} as former,
      a.id, a.name, a.login, a.demo, a.explores, a.password_once,
      array(select distinct g.role from access_grant g where g.account_id = a.id and g.revoked_at is null order by 1) as roles
    from session s join account a on a.id = s.account_id and a.status = 'active'
    where s.hash = ${digest} or s.former_hash = ${digest}`.execute(hub.database.db);
  const found = rows[0];
  if (found === undefined) return undefined;
  const verdict = judgeSession(found, found.former, hub.config.session, now);
  if (verdict === "stolen") await endStolen(hub, found, now);
  if (verdict !== "good") return undefined;
  if (isUse && !found.former && found.rotated_at > now) await takenUp(hub, digest, now);
  if (isUse && now.getTime() - found.seen_at.getTime() >= SEEN_EVERY)
    await hub.database.db.updateTable("session").set({ seen_at: now }).where("id", "=", found.session_id).execute();
  return found;
}

function endStolen(hub: Hub, found: FoundSession, now: Date): Promise<void> {
  return onAccounts(hub, async (tx) => {
    const ended = await endRows(tx, now, [found.session_id]);
    if (ended > 0)
      await recordAccess(tx, found, "session_ended", { session: found.session_id, why: "former_token" }, undefined);
  });
}

/** A fresh token for a running session; none where another request renewed it a moment ago. */
export async function renewSession(hub: Hub, found: FoundSession, token: string): Promise<string | undefined> {
  const fresh = newToken();
  const now = hub.clock();
  const { numUpdatedRows } = await hub.database.db
    .updateTable("session")
    .set({ hash: digestOf(fresh), former_hash: digestOf(token), rotated_at: now, seen_at: now })
    .where("id", "=", found.session_id)
    .where("hash", "=", digestOf(token))
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? fresh : undefined;
}

/**
 * The hub's own renewal, on use. The former token stays good until the fresh one is used for the first time and a
 * moment more: an answer that got lost signs nobody out. Until then the time of renewal stands at the session's end.
 */
export async function rotateSession(hub: Hub, found: FoundSession, token: string): Promise<string | undefined> {
  if (!isDueToRotate(found, found.former, hub.clock())) return undefined;
  const fresh = newToken();
  const { numUpdatedRows } = await hub.database.db
    .updateTable("session")
    .set({ hash: digestOf(fresh), former_hash: digestOf(token), rotated_at: found.expires_at })
    .where("id", "=", found.session_id)
    .where("hash", "=", digestOf(token))
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? fresh : undefined;
}

/** The client has the fresh token: from now on the former one is good for a moment only. */
async function takenUp(hub: Hub, digest: Buffer, now: Date): Promise<void> {
  await hub.database.db
    .updateTable("session")
    .set({ rotated_at: now })
    .where("hash", "=", digest)
    .where("rotated_at", ">", now)
    .execute();
}

/** Signs out: this session, or all of the account's. Answers how many were open. */
export function signOut(hub: Hub, found: FoundSession, everywhere: boolean, origin: string): Promise<number> {
  return onAccounts(hub, async (tx) => {
    const open = everywhere ? await openSessionsOf(tx, found.id) : [found.session_id];
    const ended = await endRows(tx, hub.clock(), open);
    await recordAccess(tx, found, "sign_out", { session: found.session_id, everywhere, ended }, origin);
    return ended;
  });
}

/** Ends all sessions of an account but the one that goes on. */
export async function endOthers(tx: Kysely<Database>, accountId: string, kept: string, now: Date): Promise<void> {
  const others = (await openSessionsOf(tx, accountId)).filter((id) => id !== kept);
  await endRows(tx, now, others);
}

async function openSessionsOf(tx: Kysely<Database>, accountId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("session")
    .select("id")
    .where("account_id", "=", accountId)
    .where("ended_at", "is", null)
    .execute();
  return rows.map(({ id }) => id);
}

async function endRows(tx: Kysely<Database>, now: Date, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numUpdatedRows } = await tx
    .updateTable("session")
    .set({ ended_at: now })
    .where("id", "in", ids)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
