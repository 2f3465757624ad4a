/**
 * How the hub speaks to PostgreSQL: a transaction and its viewer begin in one message, and a statement that comes again
 * is prepared, so the server plans it once. What a statement returns is as with Kysely's own driver.
 */
import { createHash, randomInt, randomUUID } from "node:crypto";
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type TransactionSettings,
} from "kysely";
import pg from "pg";

/** Whoever acts in a transaction, under the name that changes keep; without an account it is the hub itself. */
export interface Actor {
  readonly name: string;
  readonly accountId?: string;
  /** When the database ends a statement of theirs by itself, and the name under which it can be ended sooner. */
  readonly patience?: { readonly milliseconds: number; readonly mark: string };
}

/** The role that requests run as: it owns nothing and no policy lets it by. */
export const HUB_ROLE = "xunshu_hub";
/** The first statement of every transaction; its parameters are those of `viewerSettings`. */
export const SET_VIEWER =
  "select set_config('hub.viewer', $1, true), set_config('hub.account', $2, true), set_config('role', $3, true), set_config('statement_timeout', $4, true), set_config('application_name', $5, true)";
/** The same with a turn and its signature, on connections of requests. */
const SET_SIGNED_VIEWER = `${SET_VIEWER}, set_config('hub.proof', $6, true), hub_enter($7, $2, $1, $6)`;
/** What a connection of requests begins with: where it counts its turns. */
const SIT = "select hub_sit($1, $2)";

/** Signs words for the database, which takes nobody else's for who asks and for what the hub alone calls; see 0032. */
export type Sign = (...words: readonly (string | number)[]) => string;

/**
 * Stand in a statement's parameters for the hub's signature, which is made for the turn the statement goes out in: of a
 * call that masks words, or of all the other parameters of a call that records. Nobody outside can name them.
 */
export const PROOF_OF_MASKING = `masking ${randomUUID()}`;
export const PROOF_OF_RECORD = `record ${randomUUID()}`;

export function viewerSettings({ name, accountId, patience }: Actor): string[] {
  const role = accountId === undefined ? "none" : HUB_ROLE;
  return [name, accountId ?? "", role, String(patience?.milliseconds ?? 0), patience?.mark ?? "xunshu"];
}

/** Statements that come with a viewer and a transaction of their own. */
const viewers = new WeakMap<object, Actor>();

/** The same statement under a viewer: sent together with the beginning and the end of its transaction, which only reads. */
export function underViewer<Row>(query: CompiledQuery<Row>, viewer: Actor): CompiledQuery<Row> {
  const own = { ...query };
  viewers.set(own, viewer);
  return own;
}

/** Whether a database takes statements that `underViewer` made. */
export function takesViewers(db: Kysely<never>): boolean {
  return db.getExecutor().adapter instanceof HubAdapter;
}

class HubAdapter extends PostgresAdapter {}

/** `sign` is for the connections of requests; the database's owner needs no leave. */
export function postgresDialect(pool: pg.Pool, sign?: Sign): Dialect {
  const names = new StatementNames();
  return {
    createAdapter: () => new HubAdapter(),
    createDriver: () => new PostgresPool(pool, names, sign),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** So many statements are followed; each connection keeps no more prepared than this. */
const KEPT = 300;
/** A longer text is a list of values, which does not come again. */
const LONGEST = 60_000;

/** A statement is worth preparing when its text has been seen before. Names never mean another text. */
class StatementNames {
  private readonly names = new Map<string, string | undefined>();
  private next = 0;

  nameOf(text: string): string | undefined {
    if (text.length > LONGEST) return undefined;
    const seen = this.names.has(text);
    const name = seen ? (this.names.get(text) ?? `hub${this.next++}`) : undefined;
    // Put last again: the first of the map is the one longest unused.
    this.names.delete(text);
    this.names.set(text, name);
    if (this.names.size > KEPT) this.names.delete(this.names.keys().next().value ?? text);
    return name;
  }
}

class PostgresPool implements Driver {
  private readonly connections = new WeakMap<pg.PoolClient, Connection>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly names: StatementNames,
    private readonly sign: Sign | undefined,
  ) {}

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<Connection> {
    const client = await this.pool.connect();
    const known = this.connections.get(client) ?? new Connection(client, this.names, this.sign);
    this.connections.set(client, known);
    await known.sit();
    return known;
  }

  beginTransaction(connection: Connection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    const words = ["begin", isolationLevel && `isolation level ${isolationLevel}`, accessMode];
    connection.beginWith(words.filter(Boolean).join(" "));
    return Promise.resolve();
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.end("commit");
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    await connection.end("rollback");
  }

  async savepoint(connection: Connection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${pg.escapeIdentifier(name)}`));
  }

  async rollbackToSavepoint(connection: Connection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to ${pg.escapeIdentifier(name)}`));
  }

  async releaseSavepoint(connection: Connection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release ${pg.escapeIdentifier(name)}`));
  }

  releaseConnection(connection: Connection): Promise<void> {
    connection.release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.pool.end();
  }
}

/**
 * What only reads and writes rows. Anything else that a login of requests may say could outlive its transaction: a
 * statement prepared under the name of one of ours would be asked by the next person, with their rights.
 */
const OF_ROWS = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "SAVEPOINT", "ROLLBACK", "RELEASE"]);

/** As far as Node draws lots, and far below where numbers stop being exact. */
const FARTHEST = 2 ** 48 - 1;

class Connection implements DatabaseConnection {
  /** Nobody after this request gets it. */
  private spent = false;
  /** The word that begins a transaction, kept back until its first statement. */
  private begin: string | undefined;
  private readonly prepared = new Set<string>();
  /** Which turn of the connection it is: one for each viewer. It begins anywhere, since backends come again. */
  private turn: number | undefined;

  constructor(
    private readonly client: pg.PoolClient & { readonly processID?: number },
    private readonly names: StatementNames,
    private readonly sign: Sign | undefined,
  ) {}

  async sit(): Promise<void> {
    if (this.sign === undefined || this.turn !== undefined) return;
    const start = randomInt(FARTHEST);
    try {
      await this.client.query(SIT, [start, this.sign("sit", this.backend, start)]);
      this.turn = start;
    } catch (error) {
      this.client.release(true);
      throw error;
    }
  }

  beginWith(begin: string): void {
    this.begin = begin;
  }

  async end(how: "commit" | "rollback"): Promise<void> {
    const began = this.begin === undefined;
    this.begin = undefined;
    if (began) await this.client.query(how);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { sql, parameters } = query;
    const viewer = viewers.get(query);
    if (viewer !== undefined) return this.readUnder<Row>(viewer, query);
    if (this.begin !== undefined) {
      const begin = this.begin;
      this.begin = undefined;
      if (sql === SET_VIEWER) {
        await this.together(() => [this.client.query(begin), this.setViewer(parameters.map(String))]);
        return { rows: [] };
      }
      await this.client.query(begin);
    }
    const prepared = await this.prepare(sql);
    const [answered] = await this.together(() => [this.ask<Row & pg.QueryResultRow>(prepared, parameters)]);
    const { command, rowCount, rows } = this.ofRows(answered);
    const changes = command === "INSERT" || command === "UPDATE" || command === "DELETE" || command === "MERGE";
    return { ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}), rows: rows ?? [] };
  }

  /** Three statements on their way at once: the answer takes one journey, not three. */
  private async readUnder<Row>(viewer: Actor, { sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const prepared = await this.prepare(sql);
    const [, , answered] = await this.together(() => [
      this.client.query("begin read only"),
      this.setViewer(viewerSettings(viewer)),
      this.ask<Row & pg.QueryResultRow>(prepared, parameters),
      this.client.query("commit"),
    ]);
    return { rows: this.ofRows(answered).rows ?? [] };
  }

  /** Several statements in one text answer with a list, which is not of rows either. */
  private ofRows<Row extends pg.QueryResultRow>(
    answered: pg.QueryResult<Row> | undefined,
  ): Partial<pg.QueryResult<Row>> {
    if (!OF_ROWS.has(answered?.command ?? "")) this.spent = true;
    return answered ?? {};
  }

  /** Bound, not written out: the text of a statement is read by every other connection of the same login. */
  private setViewer(settings: readonly string[]): Promise<pg.QueryResult> {
    const [name = "", account = ""] = settings;
    if (this.sign === undefined) return this.client.query({ name: "viewer", text: SET_VIEWER, values: [...settings] });
    this.turn = (this.turn ?? 0) + 1;
    const proof = this.sign("viewer", this.backend, this.turn, account, name);
    return this.client.query({ name: "viewer", text: SET_SIGNED_VIEWER, values: [...settings, proof, this.turn] });
  }

  /** Statements on their way in one packet; the first failure is told when all have answered. */
  private async together<Row extends pg.QueryResultRow>(
    send: () => readonly Promise<pg.QueryResult<Row>>[],
  ): Promise<pg.QueryResult<Row>[]> {
    const { stream } = this.inside;
    stream.cork();
    const all = send();
    stream.uncork();
    const ended = await Promise.allSettled(all);
    return ended.map((one) => {
      if (one.status === "fulfilled") return one.value;
      // What a statement did before it failed is not all undone with its transaction.
      this.spent = true;
      throw one.reason;
    });
  }

  private async prepare(sql: string): Promise<{ readonly name?: string; readonly text: string }> {
    const name = this.names.nameOf(sql);
    if (name !== undefined) await this.makeRoomFor(name);
    return { ...(name === undefined ? {} : { name }), text: sql };
  }

  /** Signed as it goes out, when the turn it goes out in is known. */
  private ask<Row extends pg.QueryResultRow>(
    prepared: { readonly name?: string; readonly text: string },
    parameters: readonly unknown[],
  ): Promise<pg.QueryResult<Row>> {
    return this.client.query<Row>({ ...prepared, values: this.proven(parameters) });
  }

  /** The parameters with the signatures that some of them stand for. */
  private proven(parameters: readonly unknown[]): unknown[] {
    const { sign } = this;
    if (sign === undefined) return [...parameters];
    const call = (...what: readonly string[]): string => sign("call", this.backend, this.turn ?? 0, ...what);
    return parameters.map((value) => {
      if (value === PROOF_OF_MASKING) return call("mask");
      if (value !== PROOF_OF_RECORD) return value;
      const others = parameters.filter((other) => other !== value);
      return call(...["record", ...others].map((each) => digestOf(String(each ?? ""))));
    });
  }

  private get backend(): number {
    return this.client.processID ?? 0;
  }

  // eslint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("the hub reads no streams from the database");
  }

  release(): void {
    this.begin = undefined;
    this.client.release(this.spent && this.sign !== undefined);
  }

  /** The server keeps every prepared statement until it is told otherwise. */
  private async makeRoomFor(name: string): Promise<void> {
    if (this.prepared.has(name)) return;
    this.prepared.add(name);
    if (this.prepared.size <= KEPT) return;
    const [oldest] = this.prepared;
    if (oldest === undefined) return;
    this.prepared.delete(oldest);
    await this.client.query(`deallocate ${pg.escapeIdentifier(oldest)}`);
    delete this.inside.parsedStatements[oldest];
    delete this.inside.submittedNamedStatements[oldest];
  }

  private get inside(): Inside {
    return (this.client as unknown as { connection: Inside }).connection;
  }
}

const digestOf = (words: string): string => createHash("sha256").update(words).digest("hex");

/** What `pg` has no word for: sending several statements in one packet, and forgetting a prepared one. */
interface Inside {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
}
