/**
 * Accounts of the sample city, one for each kind of person, to try the hub with. They have no password: one signs in to
 * them by choosing, on the hub's own machine and while it holds the sample, and nowhere else.
 */
import type { Request } from "express";
import { sql } from "kysely";
import type { Hub } from "../../context.js";
import type { OpenDatabase } from "../../database/database.js";
import { onAccounts, recordAccess, type Whose } from "./access.events.js";

interface DemoAccount {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** The code of the organization of the sample city; none: all of it. */
  readonly organization: string | undefined;
  readonly unmasks?: boolean;
}

/** Every role that writes, so that one guided tour can show what in life is done by many. */
const ALL_WRITING = [
  "bureau", "secretary", "contact", "school_office", "college_clerk", "enterprise_hr", "provider", "county", "finance",
  "administrator",
]; // prettier-ignore

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { login: "demo-all", name: "示例·全部权限", roles: ALL_WRITING, organization: undefined, unmasks: true },
  { login: "demo-clerk", name: "示例·信息学院干事", roles: ["college_clerk"], organization: "YL-S1-01", unmasks: true },
  { login: "demo-school", name: "示例·培训处", roles: ["school_office"], organization: "YL-S1" },
  { login: "demo-hr", name: "示例·企业人力", roles: ["enterprise_hr"], organization: "YL-E01", unmasks: true },
  { login: "demo-provider", name: "示例·培训机构", roles: ["provider"], organization: "YL-P01", unmasks: true },
  { login: "demo-bureau", name: "示例·主管局", roles: ["bureau"], organization: "YL" },
  { login: "demo-finance", name: "示例·财务", roles: ["finance"], organization: "YL" },
  { login: "demo-analyst", name: "示例·分析员", roles: ["analyst"], organization: undefined },
  { login: "demo-admin", name: "示例·管理员", roles: ["administrator"], organization: undefined },
];

/** Makes those that are missing. Where the sample city is not, there are none. */
export async function ensureDemoAccounts(database: OpenDatabase): Promise<void> {
  await onAccounts({ database }, async (tx) => {
    const organizations = new Map(
      (await tx.selectFrom("organization").select(["id", "code"]).where("code", "like", "YL%").execute()).map(
        ({ id, code }) => [code, id],
      ),
    );
    const present = new Set((await tx.selectFrom("account").select(["login"]).execute()).map(({ login }) => login));
    for (const demo of DEMO_ACCOUNTS) {
      const organization = demo.organization === undefined ? null : organizations.get(demo.organization);
      if (organizations.size === 0 || organization === undefined || present.has(demo.login)) continue;
      const { id, name } = await tx
        .insertInto("account")
        .values({ login: demo.login, name: demo.name, demo: true, org_id: organization, created_by: "system" })
        .returning(["id", "name"])
        .executeTakeFirstOrThrow();
      await tx
        .insertInto("access_grant")
        .values(
          demo.roles.map((role) => ({
            account_id: id,
            role,
            org_id: organization,
            unmasks: demo.unmasks ?? false,
            granted_by: "system",
          })),
        )
        .execute();
      await recordAccess(tx, { id, name }, "account_made", { demo: true }, undefined);
    }
  });
}

/** Whether one may sign in by choosing: the sample is there, and whoever asks sits at this machine. */
export function allowsDemo(hub: Hub, request: Request): boolean {
  const from = request.socket.remoteAddress ?? "";
  const isLoopback = from === "::1" || /^(::ffff:)?127\./.test(from);
  // A proxy on this machine brings everybody from loopback, and says so.
  const isForwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((name) => name in request.headers);
  return hub.config.sample && isLoopback && !isForwarded;
}

export interface DemoChoice {
  readonly login: string;
  readonly name: string;
  readonly role: string;
}

export async function demoChoices(hub: Hub): Promise<DemoChoice[]> {
  const { rows } = await sql<DemoChoice>`
    select a.login, a.name, coalesce(min(g.role), '') as role from account a
    left join access_grant g on g.account_id = a.id and g.revoked_at is null
    where a.demo and a.status = 'active' and a.kind = 'person'
    group by a.id order by a.id`.execute(hub.database.db);
  return rows;
}

export async function demoAccount(hub: Hub, login: unknown): Promise<Whose | undefined> {
  if (typeof login !== "string") return undefined;
  return hub.database.db
    .selectFrom("account")
    .select(["id", "name"])
    .where("login", "=", login)
    .where("demo", "=", true)
    .where("status", "=", "active")
    .executeTakeFirst();
}
