/**
 * One's own account, and the accounts administrators keep. Requests touch no account themselves: functions of the
 * database do it, and decide there who may. A one-time password is answered once and never shown again.
 */
import { sql, type RawBuilder } from "kysely";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { isUuid } from "../../graph/global-id.js";
import type { Account, AccountPage, Me, OneTimePassword, OwnSession } from "./account.objects.js";
import type { Grant } from "./grant.objects.js";
import { grantsOf } from "./grant.service.js";
import { hashPassword, oneTimePassword } from "./password.js";
import { readLogin } from "./sign-in.rules.js";

const LARGEST_PAGE = 200;
const LONGEST_NAME = 40;
const LONGEST_SEARCH = 100;

async function ask<Row>(context: Context, statement: RawBuilder<Row>): Promise<Row[]> {
  const { rows } = await statement.execute(await context.tx());
  return rows;
}

export async function me(context: Context): Promise<Me> {
  const idleSince = new Date(context.now.getTime() - context.hub.config.session.idleMinutes * 60_000);
  const [row] = await ask(
    context,
    sql<{ mine: Me | null } & Pick<Me, "administers" | "managesAccounts" | "audits">>`
      select account_mine(${context.now}, ${idleSince}) as mine, account_administers() as administers,
        account_lists() as "managesAccounts", hub_audits_some() as audits`,
  );
  if (!row?.mine) throw new Refusal("SIGN_IN");
  const { mine, ...may } = row;
  return { ...mine, ...may, sessions: mine.sessions.map((session) => shown(session, context.viewer.sessionId)) };
}

/** The database tells moments as text inside of JSON. */
function shown(session: OwnSession, current: string | undefined): OwnSession {
  const { id, startedAt, seenAt, expiresAt, agent } = session;
  const moments = { startedAt: new Date(startedAt), seenAt: new Date(seenAt), expiresAt: new Date(expiresAt) };
  return { id, agent, ...moments, isThis: id === current };
}

export async function endSession(context: Context, id: string): Promise<boolean> {
  requireId(id);
  const [row] = await ask(context, sql<{ done: boolean }>`select account_end_session(${id}, ${context.now}) as done`);
  if (row?.done !== true) throw new Refusal("NOT_FOUND", { id });
  return true;
}

function requireId(id: unknown): void {
  if (!isUuid(id)) throw new Refusal("BAD_ID", { id: String(id).slice(0, 40) });
}

interface Listed extends Omit<
  Account,
  "grants" | "mustChangePassword" | "hasPassword" | "hasSecondFactor" | "lockedUntil"
> {
  readonly must: boolean;
  readonly password: boolean;
  readonly factor: boolean;
  readonly locked: Date | null;
  readonly total: string;
}

export async function listAccounts(
  context: Context,
  search: string | undefined,
  first: number,
  after: string | undefined,
): Promise<AccountPage> {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE)
    throw new Refusal("PAGE_SIZE", { max: LARGEST_PAGE });
  const [may] = await ask(context, sql<{ may: boolean }>`select account_lists() as may`);
  if (may?.may !== true) throw new Refusal("FORBIDDEN", { what: "accounts" });
  const wanted = search?.trim().slice(0, LONGEST_SEARCH) || null;
  const rows = await ask(
    context,
    sql<Listed>`
      select id, login, name, kind, status, demo, must_change as must, has_password as password, has_second_factor as factor,
        locked_until as locked, organization, organization_name as "organizationName", owner, tied, roles,
        created_at as "createdAt", created_by as "createdBy", seen_at as "seenAt", total
      from account_list(${wanted}, ${after ?? null}, ${first + 1})`,
  );
  const page = rows.slice(0, first);
  const granted = await grantsOf(
    context,
    page.map(({ id }) => id),
  );
  const accounts = page.map((row) => asAccount(row, granted.get(row.id) ?? [], context.now));
  return {
    accounts,
    totalCount: Number(rows[0]?.total ?? 0),
    next: rows.length > first ? (accounts.at(-1)?.login ?? null) : null,
  };
}

function asAccount({ must, password, factor, locked, total: _, ...row }: Listed, grants: Grant[], now: Date): Account {
  const lockedUntil = locked !== null && locked > now ? locked : null;
  return { ...row, grants, mustChangePassword: must, hasPassword: password, hasSecondFactor: factor, lockedUntil };
}

export async function makeAccount(
  context: Context,
  wantedLogin: string,
  wantedName: string,
  organization: string | undefined,
): Promise<OneTimePassword> {
  const login = readLogin(wantedLogin);
  if (login === undefined) throw new Refusal("BAD_LOGIN");
  const name = wantedName.normalize("NFC").trim();
  if (name === "" || [...name].length > LONGEST_NAME || /\p{Cc}/u.test(name)) throw new Refusal("BAD_ACCOUNT_NAME");
  const password = oneTimePassword();
  const hashed = await hashPassword(password);
  const [row] = await ask(
    context,
    sql<{ answer: string }>`select account_make(${login}, ${name}, ${organization ?? null}::text, ${hashed}) as answer`,
  );
  const answer = row?.answer ?? "";
  if (isUuid(answer)) return { id: answer, password };
  if (answer === "LOGIN_TAKEN") throw new Refusal(answer, { login });
  if (answer === "NAME_TAKEN") throw new Refusal(answer);
  if (answer === "UNKNOWN_ORGANIZATION") throw new Refusal(answer, { organization: organization ?? "" });
  throw new Refusal("FORBIDDEN", { what: "makeAccount" });
}

export async function resetPassword(context: Context, id: string): Promise<OneTimePassword> {
  const password = oneTimePassword();
  const hashed = await hashPassword(password);
  await govern(context, "resetPassword", id, (uuid) => sql`account_reset(${uuid}, ${hashed}, ${context.now})`);
  return { id, password };
}

export function closeAccount(context: Context, id: string): Promise<boolean> {
  return govern(context, "closeAccount", id, (uuid) => sql`account_close(${uuid}, ${context.now})`);
}

export function endSessionsOf(context: Context, id: string): Promise<boolean> {
  return govern(context, "endSessionsOf", id, (uuid) => sql`account_end_sessions(${uuid}, ${context.now})`);
}

async function govern(
  context: Context,
  what: string,
  id: string,
  call: (uuid: string) => RawBuilder<unknown>,
): Promise<boolean> {
  requireId(id);
  const [row] = await ask(context, sql<{ answer: string }>`select ${call(id)} as answer`);
  switch (row?.answer) {
    case "DONE":
      return true;
    case "NOT_FOUND":
      throw new Refusal("NOT_FOUND", { id });
    case "LAST_ADMINISTRATOR":
      throw new Refusal("LAST_ADMINISTRATOR");
    default:
      throw new Refusal("FORBIDDEN", { what });
  }
}
