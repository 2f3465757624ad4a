/**
 * Works both logs out again with the hub's own rights and names the first broken link of each chain by whose it is. Tells;
 * repairs nothing.
 */
import type { Hub } from "../../context.js";
import { HUB_CHAIN, NOBODY_CHAIN, verifyAccess, verifyChain } from "../../database/history.js";

export interface BrokenPlace {
  readonly log: "change" | "access";
  /** Whose chain: the organization's or the account's name; null for shared reference data and for nobody signed in. */
  readonly whose: string | null;
  readonly link: string;
  readonly fault: string;
}

export interface LogsVerified {
  readonly at: string;
  readonly changes: { readonly chains: number; readonly links: number };
  readonly access: { readonly chains: number; readonly links: number };
  readonly broken: readonly BrokenPlace[];
}

export async function verifyLogs({ database, clock }: Hub): Promise<LogsVerified> {
  const { db } = database;
  const [changes, access] = [await verifyChain(db), await verifyAccess(db)];
  const named = async (table: "organization" | "account", ids: readonly string[]): Promise<Map<string, string>> => {
    if (ids.length === 0) return new Map();
    const rows = await db
      .selectFrom(table)
      .select(["id", "name"])
      .where("id", "in", [...ids])
      .execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  };
  const organizations = await named(
    "organization",
    changes.broken.flatMap(({ organization }) => (organization === HUB_CHAIN ? [] : [organization])),
  );
  const accounts = await named(
    "account",
    access.broken.flatMap(({ account }) => (account === NOBODY_CHAIN ? [] : [account])),
  );
  return {
    at: clock().toISOString(),
    changes: { chains: changes.chains, links: Number(changes.links) },
    access: { chains: access.chains, links: Number(access.links) },
    broken: [
      ...changes.broken.map(({ organization, seq, fault }) => ({
        ...{ log: "change" as const, link: seq, fault },
        whose: organization === HUB_CHAIN ? null : (organizations.get(organization) ?? organization),
      })),
      ...access.broken.map(({ account, link, fault }) => ({
        ...{ log: "access" as const, link, fault },
        whose: account === NOBODY_CHAIN ? null : (accounts.get(account) ?? account),
      })),
    ],
  };
}
