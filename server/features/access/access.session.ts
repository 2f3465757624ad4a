/**
 * Who a request comes from: a session's or a program's token, sent as `Authorization: Bearer` or in the cookie that only
 * the hub reads. Every request looks it up, so what is ended or revoked ends at once. Tokens are known by their digest.
 */
import type { IncomingMessage } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import { sql, type RawBuilder } from "kysely";
import type { Hub, Viewer } from "../../context.js";
import { inTurnOf } from "../../database/taking-turns.js";
import { Refusal } from "../../errors.js";
import { seesFew } from "./few-organizations.js";
import { digestOf, findSession, rotateSession, type FoundSession } from "./session.service.js";
import { tokenOf } from "./sent-token.js";
import { giveCookie } from "./sign-in.answers.js";

/** The header of an answer in which a pane finds the token to go on with. */
export const FRESH_TOKEN = "x-hub-token";
/** Roles that may ask what nobody foresaw. */
const EXPLORERS: readonly string[] = ["administrator", "analyst", "bureau", "school_office"];
const LONGEST_PURPOSE = 200;

interface Found {
  readonly accountId: string;
  readonly name: string;
  readonly kind: "person" | "program";
  readonly readOnly: boolean;
  readonly explores: boolean | null;
  readonly demo: boolean;
  readonly once: boolean;
  readonly roles: readonly string[];
  readonly sessionId: string | null;
  readonly session?: FoundSession;
}

interface Asking {
  readonly viewer: Viewer;
  /** The session the request came under; a program has none. */
  readonly session: FoundSession | undefined;
  readonly token: string;
}

/** Who sends this request, or undefined where nobody signed in. */
export async function viewerOf(hub: Hub, request: Pick<IncomingMessage, "headers">): Promise<Viewer | undefined> {
  return (await askingOf(hub, request))?.viewer;
}

async function askingOf(hub: Hub, request: Pick<IncomingMessage, "headers">): Promise<Asking | undefined> {
  const token = tokenOf(request);
  if (token === undefined) return undefined;
  const purpose = purposeIn(request.headers["x-hub-purpose"]);
  const mark = digestOf(token).toString("base64");
  return inTurnOf(turns.get(mark) ?? "unknown", async () => {
    const found = (await bySession(hub, token)) ?? (await byProgram(hub, token));
    if (found === undefined) turns.delete(mark);
    else remember(mark, found.accountId);
    return found && { viewer: await viewer(hub, found, purpose), session: found.session, token };
  });
}

/**
 * In whose turn a token is looked up, which decides nothing else: tokens never seen before share one turn, so guessing
 * them holds up nobody who signed in.
 */
const turns = new Map<string, string>();
const REMEMBERED = 20_000;

function remember(mark: string, accountId: string): void {
  turns.delete(mark);
  turns.set(mark, `looking up ${accountId}`);
  if (turns.size > REMEMBERED) turns.delete(turns.keys().next().value ?? mark);
}

/** The account of a name that changes were recorded under; a closed one no longer acts. */
export async function accountNamed(hub: Hub, name: string): Promise<Viewer | undefined> {
  const found = await first(hub, sql`account a where a.name = ${name} and a.status = 'active'`);
  return found && viewer(hub, found, undefined);
}

async function bySession(hub: Hub, token: string): Promise<Found | undefined> {
  const found = await findSession(hub, token, true);
  if (found === undefined) return undefined;
  const { id, session_id, password_once, name, explores, demo, roles } = found;
  const own = { name, explores, demo, roles, accountId: id, sessionId: session_id, session: found };
  return { ...own, once: password_once, kind: "person", readOnly: false };
}

function byProgram(hub: Hub, token: string): Promise<Found | undefined> {
  return first(
    hub,
    sql`access_token t join account a on a.id = t.account_id left join account o on o.id = a.owner_id
      where t.hash = ${digestOf(token)} and t.revoked_at is null and t.expires_at > ${hub.clock()} and a.status = 'active'
        and (o.id is null or o.status = 'active')`,
  );
}

async function first(hub: Hub, where: RawBuilder<unknown>): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select a.id as "accountId", a.name, a.kind, a.read_only as "readOnly", a.explores, a.demo, a.password_once as once,
      array(select distinct g.role from access_grant g where g.account_id = a.id and g.revoked_at is null) as roles,
      null::uuid as "sessionId"
    from ${where}`.execute(hub.database.db);
  return rows[0];
}

async function viewer(hub: Hub, found: Found, purpose: string | undefined): Promise<Viewer> {
  const { accountId, name, kind, readOnly, demo, once, roles, sessionId } = found;
  const explores = found.explores ?? roles.some((role) => EXPLORERS.includes(role));
  const said = { accountId, name, kind, readOnly, demo, roles, explores, purpose, mustChangePassword: once };
  const own = { ...said, seesFew: await seesFew(hub, accountId) };
  return sessionId === null ? own : { ...own, sessionId };
}

function purposeIn(header: string | string[] | undefined): string | undefined {
  if (typeof header !== "string" || header.trim() === "") return undefined;
  let text: string;
  try {
    text = decodeURIComponent(header).trim();
  } catch {
    throw new Refusal("BAD_PURPOSE");
  }
  if (text === "" || [...text].length > LONGEST_PURPOSE || /\p{Cc}/u.test(text)) throw new Refusal("BAD_PURPOSE");
  return text;
}

// ── In routes ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Lets only those pass who signed in; `viewerIn` then tells who. */
export function signedInOnly(hub: Hub): RequestHandler {
  return async (request, response, next) => {
    try {
      const found = await askingOf(hub, request);
      if (found === undefined) throw new Refusal("SIGN_IN");
      if (found.viewer.mustChangePassword) throw new Refusal("PASSWORD_ONCE");
      response.locals["viewer"] = found.viewer;
      await rotate(hub, found, request, response);
      next();
    } catch (error) {
      next(error);
    }
  };
}

/** A token in use for a while is replaced on the way: in the cookie, or in a header for the pane that holds its own. */
async function rotate(hub: Hub, { session, token }: Asking, request: Request, response: Response): Promise<void> {
  const fresh = session && (await rotateSession(hub, session, token));
  if (fresh === undefined) return;
  if (request.headers.authorization === undefined) giveCookie(request, response, fresh);
  else response.setHeader(FRESH_TOKEN, fresh);
}

export function viewerIn(response: Response): Viewer {
  const found = response.locals["viewer"] as Viewer | undefined;
  if (found === undefined) throw new Refusal("SIGN_IN");
  return found;
}
