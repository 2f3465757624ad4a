/**
 * The one transaction a request lives in: begun at the first need, the viewer set before anything else is asked,
 * committed before the answer leaves. A request without a viewer gets no connection.
 */
import { CompiledQuery, type ControlledTransaction, type Kysely } from "kysely";
import { SET_VIEWER, takesViewers, underViewer, viewerSettings, type Actor } from "./postgres.js";
import type { Database } from "./tables.js";
import { inTurnOf } from "./taking-turns.js";

export interface RequestTransaction {
  /** The running transaction, begun now if it was not. */
  tx(): Promise<ControlledTransaction<Database>>;
  /** Asks one statement that only reads. Where nothing has begun, its transaction may begin and end with it. */
  read<Row>(query: CompiledQuery<Row>): Promise<Row[]>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

export function requestTransaction(db: Kysely<Database>, viewer: Actor): RequestTransaction {
  let begun: Promise<ControlledTransaction<Database>> | undefined;
  let ended = false;
  const end = async (how: "commit" | "rollback"): Promise<void> => {
    if (ended) return;
    ended = true;
    if (begun === undefined) return;
    const tx = await begun;
    await tx[how]().execute();
  };
  const tx = (): Promise<ControlledTransaction<Database>> => {
    if (ended) return Promise.reject(new Error("the request's transaction has ended"));
    begun ??= begin(db, viewer);
    return begun;
  };
  return {
    tx,
    async read(query) {
      const alone = begun === undefined && !ended && takesViewers(db as unknown as Kysely<never>);
      const { rows } = alone
        ? await inTurnOf(viewer.accountId, () => db.executeQuery(underViewer(query, viewer)))
        : await (await tx()).executeQuery(query);
      return rows;
    },
    commit: () => end("commit"),
    rollback: () => end("rollback"),
  };
}

/** The same for the hub's own work outside a request (seed, upkeep, commands): all or nothing, under a name, with the owner's rights. */
export async function inTransaction<T>(
  db: Kysely<Database>,
  name: string,
  work: (tx: Kysely<Database>) => Promise<T>,
): Promise<T> {
  const transaction = requestTransaction(db, { name });
  try {
    const result = await work(await transaction.tx());
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

async function begin(db: Kysely<Database>, viewer: Actor): Promise<ControlledTransaction<Database>> {
  const tx = await inTurnOf(viewer.accountId, () => db.startTransaction().execute());
  try {
    await tx.executeQuery(CompiledQuery.raw(SET_VIEWER, viewerSettings(viewer)));
    return tx;
  } catch (error) {
    await tx.rollback().execute();
    throw error;
  }
}
