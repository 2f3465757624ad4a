/** Tells the log why rows are written, before they are: kept in the link of their change and chained with it. */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import type { Register } from "../../graph/register.js";

interface Said {
  readonly orgId: string;
  readonly id: string;
  readonly reason: string | null;
}

/** Shared reference data is chained under the hub itself. */
const HUB = "00000000-0000-0000-0000-000000000000";

/** By operation and owner; alike for all rows of an owner is said once. Nothing to say clears what an earlier batch said. */
export async function sayReasons(
  tx: Kysely<Database>,
  register: Register,
  rows: Readonly<Record<"insert" | "update" | "delete", readonly Said[]>>,
): Promise<void> {
  const isChainedByOwner = register.key === "owned" || register.table === "organization";
  const byOperation = Object.entries(rows).flatMap(([operation, those]) => {
    const owners = new Map<string, Said[]>();
    for (const row of those) {
      const owner = isChainedByOwner ? row.orgId : HUB;
      const known = owners.get(owner);
      if (known === undefined) owners.set(owner, [row]);
      else known.push(row);
    }
    const said = [...owners].flatMap(([owner, own]) => {
      const reasons = reasonsOf(own);
      return reasons === undefined ? [] : [[owner, reasons] as const];
    });
    return said.length === 0 ? [] : [[operation, Object.fromEntries(said)] as const];
  });
  const text = byOperation.length === 0 ? "" : JSON.stringify({ [register.table]: Object.fromEntries(byOperation) });
  await sql`select set_config('hub.reasons', ${text}, true)`.execute(tx);
}

function reasonsOf(rows: readonly Said[]): Readonly<Record<string, string>> | undefined {
  const told = rows.flatMap(({ id, reason }) => (reason === null ? [] : [[id, reason] as const]));
  const [first] = told;
  if (first === undefined) return undefined;
  const isAlike = told.length === rows.length && told.every(([, reason]) => reason === first[1]);
  return isAlike ? { "*": first[1] } : Object.fromEntries(told);
}
