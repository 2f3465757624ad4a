/** What stands between the hub and its PostgreSQL: a pooler is refused at the start, in words that say what to do. */
import { randomBytes } from "node:crypto";
import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openDatabase } from "../../server/database/database.js";
import { copyDatabase, type DatabaseCopy } from "../support/database-copies.js";
import { TEST_IDENTITY_KEY } from "../support/hub.js";

/** The message in which a server tells the process that serves the line: K, its length of 12, process and secret. */
const BACKEND_KEY = Buffer.from([0x4b, 0, 0, 0, 12]);

/**
 * Passes bytes on as a pooler does that hands out its lines by the transaction: whoever connects is told a process that is
 * the pooler's own, and served by another.
 */
function startPooler(target: URL): Promise<Server> {
  const pooler = createServer((line) => {
    const server = connect(Number(target.port || 5432), target.hostname);
    const end = (): void => {
      line.destroy();
      server.destroy();
    };
    line.on("error", end).on("close", end).pipe(server);
    server.on("error", end).on("close", end);
    let isTold = false;
    server.on("data", (bytes) => {
      const at = isTold ? -1 : bytes.indexOf(BACKEND_KEY);
      isTold ||= at >= 0;
      if (at >= 0) bytes.writeUInt32BE(4_242_424, at + BACKEND_KEY.length);
      line.write(bytes);
    });
  });
  return new Promise((resolve) => pooler.listen(0, "127.0.0.1", () => resolve(pooler)));
}

if (process.env["HUB_TEST_ENGINE"] === "postgres") {
  describe("A pooler before the database", () => {
    let copy: DatabaseCopy;
    let pooler: Server;
    let pooled: URL;
    let straight: string;
    beforeAll(async () => {
      copy = await copyDatabase("empty", TEST_IDENTITY_KEY);
      if (copy.place.engine !== "postgres") throw new Error("the copy is not on PostgreSQL");
      straight = copy.place.url;
      pooler = await startPooler(new URL(straight));
      pooled = new URL(straight);
      pooled.hostname = "127.0.0.1";
      pooled.port = String((pooler.address() as AddressInfo).port);
    }, 60_000);
    afterAll(async () => {
      pooler.close();
      await copy.remove();
    });

    async function start(url: string, key: Buffer): Promise<string> {
      const database = await openDatabase({ engine: "postgres", url, poolSize: 2 });
      try {
        return await database.requestsUnder(key).then(
          () => "started",
          (error: unknown) => (error as Error).message,
        );
      } finally {
        await database.close();
      }
    }

    test.each(["the first start, which makes the login of requests", "a later start"])(
      "is refused at %s",
      async (when) => {
        const key = when.startsWith("a later") ? TEST_IDENTITY_KEY : randomBytes(32);
        if (when.startsWith("a later")) expect(await start(straight, key)).toBe("started");
        expect(await start(pooled.href, key)).toMatch(/连接池，请改为数据库本身的地址/u);
        expect(await start(straight, key)).toBe("started");
      },
    );
  });
} else {
  test("the embedded database is asked in the process itself: nothing stands in between", async () => {
    const { place, remove } = await copyDatabase("empty", TEST_IDENTITY_KEY);
    const database = await openDatabase(place);
    expect(await database.requestsUnder(TEST_IDENTITY_KEY)).toBe(database.db);
    await database.close();
    await remove();
  });
}
