/**
 * Writes to the log of access in the name of whoever asks. Each call is signed with all it says, so that SQL of somebody's
 * own on the hub's connection adds nothing.
 */
import { CompiledQuery, type Kysely } from "kysely";
import { PROOF_OF_RECORD } from "./postgres.js";
import type { Database } from "./tables.js";

/** One event of a kind for each detail, in the running transaction. */
export async function recordEvents(
  tx: Pick<Kysely<Database>, "executeQuery">,
  kind: string,
  details: readonly Readonly<Record<string, unknown>>[],
  origin: string | null = null,
): Promise<void> {
  const parameters = [kind, JSON.stringify(details), origin, PROOF_OF_RECORD];
  await tx.executeQuery(CompiledQuery.raw("select record_events($1, $2, $3, $4)", parameters));
}
