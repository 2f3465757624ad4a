/**
 * The login that requests reach PostgreSQL by: a member of the role of requests, owner of nothing. It is made by the
 * database's owner when it is first needed; a database whose owner may not make roles is told what its keeper must run.
 */
import { createHmac } from "node:crypto";
import pg from "pg";
import { HUB_ROLE, type Sign } from "./postgres.js";

export interface RequestLogin {
  /** The address of the database with the login of requests. */
  readonly address: string;
  /** Makes the signature without which the login is nobody. */
  readonly sign: Sign;
}

/** Every hub with this key has the same login and signs alike. */
export async function requestLogin(owner: pg.Pool, url: string, key: Buffer): Promise<RequestLogin> {
  const derive = (what: string): string => createHmac("sha256", key).update(`database ${what}`).digest("hex");
  const login = `${HUB_ROLE}_${derive("login").slice(0, 12)}`;
  const password = derive("password");
  const address = new URL(url);
  address.username = login;
  address.password = password;
  const isOpen = (): Promise<boolean> => opens(address.href);
  if (!(await isOpen())) {
    await makeLogin(owner, login, password, isOpen);
    // A pooler lets the new login in as it does an old one: what it is shows only now.
    if (!(await isOpen()))
      throw new Error(
        `数据库不让角色 ${login} 登录。请数据库管理员在 pg_hba.conf 里允许它用密码登录。 / The database lets the role ${login} not sign in: ask its keeper to allow it a password in pg_hba.conf.`,
      );
  }
  await refuseMighty(owner, login);
  await forbidTemporary(owner, login);
  const secret = Buffer.from(derive("viewer"), "hex");
  await tellKey(owner, login, secret);
  return {
    address: address.href,
    sign: (...words) => createHmac("sha256", secret).update(words.join("\n")).digest("hex"),
  };
}

const HMAC_BLOCK = 64;

/** The database checks signatures by itself: SHA-256 it has, HMAC it is given the two pads for. */
async function tellKey(owner: pg.Pool, login: string, secret: Buffer): Promise<void> {
  const padded = Buffer.concat([secret], HMAC_BLOCK);
  await owner.query(
    `insert into viewer_key (login, inner_pad, outer_pad) values ($1, $2, $3)
     on conflict (login) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad`,
    [login, padded.map((byte) => byte ^ 0x36), padded.map((byte) => byte ^ 0x5c)],
  );
}

async function opens(address: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: address });
  try {
    await client.connect();
    await refuseStandIn(client);
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

/** A table of one's own would stand before the hub's of the same name, for everybody the connection serves later. */
async function forbidTemporary(owner: pg.Pool, login: string): Promise<void> {
  for (let left = TRIES; ; left--) {
    const { rows } = await owner.query<{ name: string; may: boolean }>(
      "select quote_ident(current_database()) as name, has_database_privilege($1, current_database(), 'temporary') as may",
      [login],
    );
    const [found] = rows;
    if (found === undefined || !found.may) return;
    if (left === 0)
      throw new Error(
        `请数据库管理员运行：revoke temporary on database ${found.name} from public; / The role ${login} may make temporary tables: ask the database's keeper to run the statement above.`,
      );
    // Hubs that start together do it together, and one of them is in the other's way.
    await owner.query(`revoke temporary on database ${found.name} from public`).catch(() => undefined);
  }
}

/** What is signed is good on one connection: a proxy that hands out connections by the transaction has none. */
async function refuseStandIn(client: pg.Client & { readonly processID?: number }): Promise<void> {
  const { rows } = await client.query<{ backend: number }>("select pg_backend_pid() as backend");
  if (rows[0]?.backend !== client.processID)
    throw new Error(
      "DATABASE_URL 指向的是连接池，请改为数据库本身的地址。 / DATABASE_URL names a connection pooler; name the database server itself.",
    );
}
