/**
 * Connections are handed out in turns: each account has a place in the round however much it asks, so a question of one
 * never waits behind all the questions of another. What nobody's account asks (the hub's own upkeep) has one place too.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import type { DatabaseConnection, Dialect, Driver } from "kysely";

const asking = new AsyncLocalStorage<string>();
const ITSELF = "the hub itself";

/** Runs work whose connections are taken in this one's turn. */
export function inTurnOf<T>(who: string | undefined, work: () => T): T {
  return asking.run(who ?? ITSELF, work);
}

/** The same dialect, at most so many connections at once, handed out in turns. */
export function takingTurns(dialect: Dialect, connections: number): Dialect {
  return {
    createAdapter: () => withoutOwnLock(dialect.createAdapter()),
    createDriver: () => inRounds(dialect.createDriver(), new Round(connections)),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/** Kysely guards a single connection with a queue of its own, first come first served: the round stands in its place. */
function withoutOwnLock<Adapter extends object>(adapter: Adapter): Adapter {
  return Object.defineProperty(adapter, "supportsMultipleConnections", { value: true });
}

function inRounds(driver: Driver, round: Round): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  const release = driver.releaseConnection.bind(driver);
  driver.acquireConnection = async (options): Promise<DatabaseConnection> => {
    await round.take(asking.getStore() ?? ITSELF);
    try {
      return await acquire(options);
    } catch (error) {
      round.giveBack();
      throw error;
    }
  };
  driver.releaseConnection = async (connection, options): Promise<void> => {
    try {
      await release(connection, options);
    } finally {
      round.giveBack();
    }
  };
  return driver;
}

export class Round {
  /** Who waits, in the order of their turns; each with what they wait to do, longest waiting first. */
  private readonly waiting = new Map<string, (() => void)[]>();

  constructor(private free: number) {}

  /**
   * The embedded engine answers within the process, and promises that follow each other leave no moment to hear who else
   * knocks: before a first turn and between two of them the process looks at its sockets. Else all requests that came at
   * once would be answered, one after the other, before the next one is even read.
   */
  take(who: string): Promise<void> {
    if (this.free > 0) {
      this.free--;
      return setImmediate();
    }
    return new Promise((resolve) => {
      const own = this.waiting.get(who);
      if (own) own.push(resolve);
      else this.waiting.set(who, [resolve]);
    });
  }

  giveBack(): void {
    if (this.waiting.size === 0) this.free++;
    else void setImmediate().then(() => this.pass());
  }

  private pass(): void {
    const [first] = this.waiting;
    if (first === undefined) {
      this.free++;
      return;
    }
    const [who, own] = first;
    this.waiting.delete(who);
    const next = own.shift();
    // Whoever still waits stands last again.
    if (own.length > 0) this.waiting.set(who, own);
    next?.();
  }
}
