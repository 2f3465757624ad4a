/**
 * The login that requests reach PostgreSQL by: a member of the role of requests, owner of nothing. It is made by the
 * database's owner when it is first needed; a database whose owner may not make roles is told what its keeper must run.
 */
import { createHmac } from "node:crypto";
import pg from "pg";
import { HUB_ROLE } from "./postgres.js";

/** The address of the database with the login of requests. */
export async function requestAddress(owner: pg.Pool, url: string, key: Buffer): Promise<string> {
  const derive = (what: string): string => createHmac("sha256", key).update(`database ${what}`).digest("hex");
  const login = `${HUB_ROLE}_${derive("login").slice(0, 12)}`;
  const password = derive("password");
  const address = new URL(url);
  address.username = login;
  address.password = password;
  if (!(await opens(address.href))) await makeLogin(owner, login, password, () => opens(address.href));
  await refuseMighty(owner, login);
  return address.href;
}

async function opens(address: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: address });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // Wrong password, or no such role. Whatever else is wrong is not mended by making one.
    if (["28P01", "28000"].includes((error as { code?: string }).code ?? "")) return false;
    throw error;
  } finally {
    await client.end();
  }
}

const TRIES = 5;

/** Hubs that start together make it together: whoever comes late finds it made. */
async function makeLogin(
  owner: pg.Pool,
  login: string,
  password: string,
  isOpen: () => Promise<boolean>,
): Promise<void> {
  const [name, secret] = [pg.escapeIdentifier(login), pg.escapeLiteral(password)];
  for (let left = TRIES; ; left--) {
    try {
      const { rowCount } = await owner.query("select from pg_roles where rolname = $1", [login]);
      await owner.query(
        `${rowCount ? "alter" : "create"} role ${name} login nosuperuser nocreatedb nocreaterole nobypassrls password ${secret}`,
      );
      await owner.query(`grant ${HUB_ROLE} to ${name}`);
      return;
    } catch (error) {
      if (await isOpen()) return;
      if (left > 1) continue;
      throw new Error(
        `数据库账号不能建立角色。请数据库管理员运行：create role ${login} login password '…'; grant ${HUB_ROLE} to ${login}; / The database account may not make the role ${login} (${(error as { code?: string }).code ?? "?"}): ask the database's keeper to make it, as a member of ${HUB_ROLE}.`,
        { cause: error },
      );
    }
  }
}

async function refuseMighty(owner: pg.Pool, login: string): Promise<void> {
  const { rows } = await owner.query<{ mighty: boolean }>(
    `select r.rolsuper or r.rolbypassrls or exists (select from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as mighty
     from pg_roles r where r.rolname = $1`,
    [login],
  );
  if (rows[0]?.mighty !== false)
    throw new Error(
      `数据库角色 ${login} 权限过大，请去掉它的超级用户、BYPASSRLS 权限和表的所有权。 / The role ${login} could pass by row security: take away superuser, BYPASSRLS and ownership.`,
    );
}
