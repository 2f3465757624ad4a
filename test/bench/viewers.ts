/** Accounts for what is measured: made past passwords, signed in for the length of a run. */
import { createHash, randomBytes } from "node:crypto";
import pg from "pg";

/** A role over some organizations, named by a condition on `o`; without one, over everything. */
export interface Grant {
  readonly role: string;
  readonly organizations?: string;
}

/** The token of a new account with these grants. `*` is every role. */
export async function signIn(databaseUrl: string, grants: readonly Grant[]): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const token = randomBytes(32).toString("base64url");
    const name = `measured-${randomBytes(6).toString("hex")}`;
    const { rows } = await client.query<{ id: string }>(
      "insert into account (login, name, explores) values ($1, $1, true) returning id",
      [name],
    );
    const id = rows[0]?.id;
    await client.query(
      `insert into session (account_id, hash, seen_at, rotated_at, expires_at)
       values ($1, $2, now() + interval '1 day', now() + interval '1 day', now() + interval '1 day')`,
      [id, createHash("sha256").update(token).digest()],
    );
    for (const { role, organizations } of grants)
      await client.query(
        `insert into access_grant (account_id, role, org_id, unmasks)
         select $1, r.role, o.id, true from (select distinct role from role_right where $2 in ('*', role)) r
         cross join (${organizations === undefined ? "select null::uuid as id" : `select o.id from organization o where ${organizations}`}) o`,
        [id, role],
      );
    return token;
  } finally {
    await client.end();
  }
}

const tokens = new Map<string, string>();

/** From now on whatever is asked of this address is asked under this token. */
export function askAs(url: string, token: string): void {
  tokens.set(new URL(url).origin, token);
}

export function authorization(url: string): Record<string, string> {
  const token = tokens.get(new URL(url).origin);
  return token === undefined
    ? {}
    : { authorization: `Bearer ${token}`, "x-hub-purpose": encodeURIComponent("measurement") };
}
