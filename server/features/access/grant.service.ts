/**
 * Gives and takes back roles and program tokens. Functions of the database decide who may; a refusal is kept in the log
 * of access although nothing else of the request is.
 */
import { createHash, randomBytes } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { decodeGlobalId, encodeGlobalId, isUuid } from "../../graph/global-id.js";
import type { Grant, NewToken, PersonToTie, ProgramToken } from "./grant.objects.js";

const MOST_GRANTS = 500;
const MOST_ASSIGNED = 1000;
const DAY = 86_400_000;

async function ask<Row>(context: Context, statement: RawBuilder<Row>): Promise<Row[]> {
  return (await statement.execute(await context.tx())).rows;
}

/** The answer of a deciding function: what it says when it did it, or its refusal, whose record outlives the request. */
async function decide(
  context: Context,
  call: RawBuilder<unknown>,
  args: Readonly<Record<string, string>>,
): Promise<string> {
  const [row] = await ask(context, sql<{ answer: string }>`select ${call} as answer`);
  const answer = row?.answer ?? "FORBIDDEN";
  if (answer === "DONE" || isUuid(answer)) return answer;
  await context.transaction.commit();
  switch (answer) {
    case "UNKNOWN_ROLE":
    case "UNKNOWN_SUBJECT":
    case "UNKNOWN_ORGANIZATION":
    case "NOT_FOUND":
    case "BAD_EXPIRY":
    case "OWN_AFFILIATION":
      throw new Refusal(answer, args);
    case "UNKNOWN_REGION":
      throw new Refusal("UNKNOWN_CODE", { field: "region", list: "region", code: args["region"] ?? "" });
    default:
      throw new Refusal("FORBIDDEN", { what: args["what"] ?? "" });
  }
}

function requireId(id: unknown): string {
  if (!isUuid(id)) throw new Refusal("BAD_ID", { id: String(id).slice(0, 40) });
  return id;
}

export interface WantedGrant {
  readonly account: string;
  readonly role: string;
  readonly organization: string | undefined;
  readonly region: string | undefined;
  readonly subjects: readonly string[] | undefined;
  readonly unmasks: boolean;
}

export async function grantRole(context: Context, wanted: WantedGrant): Promise<string> {
  const { account, role, organization, region, subjects, unmasks } = wanted;
  requireId(account);
  return decide(
    context,
    sql`access_give(${account}::uuid, ${role}, ${organization ?? null}::text, ${region ?? null}::text, ${subjects ?? null}::text[], ${unmasks})`,
    {
      ...{ what: "grantRole", role: role.slice(0, 40), organization: organization ?? "", region: region ?? "" },
      subjects: (subjects ?? []).join(", ").slice(0, 100),
    },
  );
}

export async function revokeGrant(context: Context, id: string): Promise<boolean> {
  await decide(context, sql`access_take_back(${requireId(id)}::uuid, ${context.now})`, { what: "revokeGrant", id });
  return true;
}

/** Where somebody else heads, as where nobody is, nobody is found. */
export async function personsToTie(
  context: Context,
  organization: string,
  name: string,
  idLast4: string | undefined,
): Promise<PersonToTie[]> {
  const [may] = await ask(context, sql<{ may: boolean }>`select account_lists() as may`);
  const found = await ask(
    context,
    sql<Omit<PersonToTie, "id"> & { readonly org: string; readonly row: string }>`
      select org_id as org, id as row, organization, organization_name as "organizationName", birth_year as "birthYear"
      from account_persons(${organization}, ${name.normalize("NFC").trim()}, ${idLast4?.trim().toUpperCase() || null})`,
  );
  if (may?.may !== true) {
    await context.transaction.commit();
    throw new Refusal("FORBIDDEN", { what: "tieAccount" });
  }
  return found.map(({ org, row, ...told }) => ({ ...told, id: encodeGlobalId("Person", org, row) }));
}

/** To a person by the global id of their row in a roster, or to nobody. */
export async function tieAccount(context: Context, account: string, person: string | undefined): Promise<boolean> {
  requireId(account);
  const key = person === undefined ? undefined : decodeGlobalId(person);
  if (key !== undefined && key.register !== "Person") throw new Refusal("BAD_ID", { id: person?.slice(0, 24) ?? "" });
  await decide(context, sql`account_tie(${account}::uuid, ${key?.orgId ?? null}::uuid, ${key?.id ?? null}::uuid)`, {
    what: "tieAccount",
    id: person?.slice(0, 80) ?? account,
  });
  return true;
}

export async function listGrants(
  context: Context,
  account: string | undefined,
  organization: string | undefined,
): Promise<Grant[]> {
  return ask(
    context,
    sql<Grant>`
      select id, account, name, role, organization, organization_name as "organizationName", region, subjects, unmasks,
        granted_at as "grantedAt", granted_by as "grantedBy"
      from access_grants(${account === undefined ? null : requireId(account)}::uuid, ${organization ?? null}::text, ${MOST_GRANTS})`,
  );
}

/** The grants of several accounts by one question, as far as whoever asks may know of them. */
export async function grantsOf(context: Context, accounts: readonly string[]): Promise<ReadonlyMap<string, Grant[]>> {
  if (accounts.length === 0) return new Map();
  const found = await ask(
    context,
    sql<Grant>`
      select g.id, g.account, g.name, g.role, g.organization, g.organization_name as "organizationName", g.region, g.subjects, g.unmasks,
        g.granted_at as "grantedAt", g.granted_by as "grantedBy"
      from unnest(${[...accounts]}::uuid[]) a (id) cross join lateral access_grants(a.id, null, ${MOST_GRANTS}) g`,
  );
  const byAccount = new Map<string, Grant[]>();
  for (const grant of found) byAccount.set(grant.account, [...(byAccount.get(grant.account) ?? []), grant]);
  return byAccount;
}

/** Rows by their global ids, all of one register. */
export async function assignReview(context: Context, account: string, ids: readonly string[]): Promise<boolean> {
  requireId(account);
  if (ids.length === 0 || ids.length > MOST_ASSIGNED)
    throw new Refusal("TOO_MANY_ROWS", { max: MOST_ASSIGNED, asked: ids.length });
  const keys = ids.map(decodeGlobalId);
  const register = keys[0]?.register ?? "";
  if (keys.some((key) => key.register !== register)) throw new Refusal("BAD_ID", { id: ids[0]?.slice(0, 24) ?? "" });
  await decide(
    context,
    sql`access_assign(${account}::uuid, ${register}, ${keys.map(({ orgId }) => orgId)}::uuid[], ${keys.map(({ id }) => id)}::uuid[])`,
    { what: "assignReview", id: ids[0]?.slice(0, 80) ?? "" },
  );
  return true;
}

export interface WantedToken {
  readonly name: string;
  readonly roles: readonly string[] | undefined;
  readonly organization: string | undefined;
  readonly subjects: readonly string[] | undefined;
  readonly expiresInDays: number;
  readonly readOnly: boolean;
}

export async function makeToken(context: Context, wanted: WantedToken): Promise<NewToken> {
  const name = wanted.name.normalize("NFC").trim();
  if (name === "" || [...name].length > 40 || /\p{Cc}/u.test(name)) throw new Refusal("BAD_ACCOUNT_NAME");
  if (wanted.expiresInDays < 1 || wanted.expiresInDays > 366) throw new Refusal("BAD_EXPIRY");
  const secret = `xs_${randomBytes(32).toString("base64url")}`;
  const hash = createHash("sha256").update(secret).digest();
  const expiresAt = new Date(context.now.getTime() + wanted.expiresInDays * DAY);
  const id = await decide(
    context,
    sql`access_make_token(${name}, ${hash}, ${wanted.roles ?? null}::text[], ${wanted.organization ?? null}::text,
      ${wanted.subjects ?? null}::text[], ${expiresAt}, ${context.now}, ${wanted.readOnly})`,
    { what: "makeToken", organization: wanted.organization ?? "" },
  );
  return { id, secret, expiresAt };
}

export async function listTokens(context: Context): Promise<ProgramToken[]> {
  return ask(
    context,
    sql<ProgramToken>`
      select id, name, program, roles, read_only as "readOnly", expires_at as "expiresAt", last_used_at as "lastUsedAt",
        revoked_at as "revokedAt", created_at as "createdAt" from access_tokens()`,
  );
}

export async function revokeToken(context: Context, id: string): Promise<boolean> {
  await decide(context, sql`access_end_token(${requireId(id)}::uuid, ${context.now})`, { what: "revokeToken", id });
  return true;
}
