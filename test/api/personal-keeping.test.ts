/** Keys of identity numbers: copies sealed anew, prints made anew, stopped in the middle and gone on with. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createApp } from "../../server/app.js";
import { holdPrintKey, printKeysOf, WrongPrintKey } from "../../server/features/intake/identity-print-key.js";
import {
  printsWithoutCopy,
  rotateIdentities,
  type RotationReport,
} from "../../server/features/intake/identity-rotation.js";
import { printKeyId } from "../../server/features/intake/identity-seal.js";
import { encodeGlobalId } from "../../server/graph/global-id.js";
import { startHub, TEST_IDENTITY_KEY, type TestHub } from "../support/hub.js";
import { addSmallRoster, ORG } from "../support/small-roster.js";
import { inventedId } from "./intake-hub.js";

let hub: TestHub;
const OLD = { id: "old", key: Buffer.alloc(32, 1) };
const NEW = { id: "new", key: Buffer.alloc(32, 2) };
const OTHER_PRINT = Buffer.alloc(32, 8);
const PEOPLE = 5;

beforeAll(async () => {
  hub = await startHub({ settings: { identitySealing: [OLD, NEW] } });
  await addSmallRoster(hub);
  const rows = Array.from({ length: PEOPLE }, (_, n) => ({
    organization: "T-N-1",
    name: `示例${n}`,
    idNumber: inventedId("19800202", n),
  }));
  const save = "mutation ($input: SavePersonsInput!) { savePersons(input: $input) { written } }";
  await hub.graphql(save, { input: { batchId: crypto.randomUUID(), rows } });
});
afterAll(() => hub.stop());

const NOTHING = { sealed: 0, prints: 0, unopened: 0, forgotten: 0 };
const copies = (): Promise<{ key_id: string; print_key_id: string }[]> =>
  hub.sql("select key_id, print_key_id from person_identity");
const underKey = async (id: string): Promise<number> => (await copies()).filter(({ key_id }) => key_id === id).length;

/** Runs it on a database whose connection is lost while the nth person's copy is written. */
async function cutOff(nth: number, run: (db: TestHub["database"]["db"]) => Promise<RotationReport>): Promise<void> {
  let seen = 0;
  const db = hub.database.db.withPlugin({
    transformQuery: ({ node }) => {
      if (JSON.stringify(node).includes("update person_identity set") && (seen += 1) === nth)
        throw new Error("cut off");
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  await expect(run(db)).rejects.toThrow("cut off");
}

/** Everybody's number as it opens, by the graph: what was sealed and made anew is still theirs. */
async function revealed(): Promise<readonly string[]> {
  const people = await hub.sql<{ id: string }>(
    "select p.id from person p join person_identity s on s.person_id = p.id order by p.name",
  );
  const numbers: string[] = [];
  for (const { id } of people) {
    const query = 'mutation ($person: ID!) { revealIdentity(person: $person, purpose: "核验") }';
    const { data } = await hub.graphql<{ revealIdentity: string }>(query, {
      person: encodeGlobalId("Person", ORG.workshop, id),
    });
    numbers.push(data.revealIdentity);
  }
  return numbers;
}
const areAllRight = async (): Promise<boolean> =>
  (await revealed()).every((number, n) => number === inventedId("19800202", n));

describe("copies", () => {
  test("are sealed anew under a new key; cut off in the middle it goes on where it stopped, and ends with nothing to do", async () => {
    const run = (db: TestHub["database"]["db"], page = 1) =>
      rotateIdentities(db, [NEW, OLD], TEST_IDENTITY_KEY, { page });
    await cutOff(3, run);
    expect([await underKey("new"), await underKey("old")]).toEqual([2, 3]);
    expect(await areAllRight()).toBe(true);
    expect(await run(hub.database.db)).toEqual({ ...NOTHING, sealed: 3 });
    expect(await underKey("new")).toBe(PEOPLE);
    expect(await run(hub.database.db)).toEqual(NOTHING);
    expect(await areAllRight()).toBe(true);
  });

  test("without the key that sealed them nothing is changed and the copies are counted", async () => {
    expect(await rotateIdentities(hub.database.db, [OLD], TEST_IDENTITY_KEY)).toEqual({ ...NOTHING, unopened: PEOPLE });
    expect(await underKey("new")).toBe(PEOPLE);
  });
});

describe("prints", () => {
  const rotate = (db = hub.database.db, page = 1) => rotateIdentities(db, [NEW], OTHER_PRINT, { page });

  test("keep their key as long as one of them has no copy to be made anew from", async () => {
    expect(await printsWithoutCopy(hub.database.db)).toBe(4);
    expect(await rotate()).toEqual({ ...NOTHING, held: { because: "no copy", count: 4 } });
    expect(await printKeysOf(hub.database.db)).toEqual([printKeyId(TEST_IDENTITY_KEY)]);
    await hub.sql(
      "update person p set id_hash = null where not exists (select from person_identity s where s.person_id = p.id)",
    );
  });

  test("keep it too while an import waits with prints of the former key", async () => {
    await hub.sql(`with i as (insert into import (org_id, file_name, origin, status) values ('${ORG.workshop}', 'x.xlsx', 'upload', 'checked') returning *)
      insert into import_row (org_id, import_id, table_no, row_no, sheet, cells, typed)
      select org_id, id, 0, 2, '名册', '{"c": [[1, "t", "****1234", "", {"hash": "00ff", "last4": "1234"}], [2, "t", "hash"]]}',
        '{"values": {"personName": "示例"}, "print": {"hash": "00ff", "last4": "1234"}}' from i`);
    expect(await rotate()).toEqual({ ...NOTHING, held: { because: "imports waiting", count: 1 } });
    await hub.sql("update import set status = 'committed'");
  });

  test("are made anew under a new key; cut off in the middle no hub starts, and the next run goes on and finishes", async () => {
    await cutOff(3, (db) => rotate(db));
    expect(await printKeysOf(hub.database.db)).toEqual([printKeyId(TEST_IDENTITY_KEY), printKeyId(OTHER_PRINT)]);
    for (const key of [TEST_IDENTITY_KEY, OTHER_PRINT])
      await expect(holdPrintKey(hub.database.db, key)).rejects.toThrow(/没有换完.*not finished/u);
    expect(await rotate()).toEqual({ ...NOTHING, sealed: 3, prints: 3, forgotten: 1 });
    expect(new Set((await copies()).map(({ print_key_id }) => print_key_id))).toEqual(
      new Set([printKeyId(OTHER_PRINT)]),
    );
    expect(await printKeysOf(hub.database.db)).toEqual([printKeyId(OTHER_PRINT)]);
    expect(await rotate()).toEqual(NOTHING);
    expect(await areAllRight()).toBe(true);
  });

  test("of the former key are gone from the staged rows of finished imports", async () => {
    expect(await hub.sql("select cells, typed from import_row")).toEqual([
      {
        cells: {
          c: [
            [1, "t", "****1234"],
            [2, "t", "hash"],
          ],
        },
        typed: { values: { personName: "示例" } },
      },
    ]);
  });

  test("let a hub start with their own key alone, and the refusal tells nothing of either", async () => {
    const start = (identityKey: Buffer) =>
      createApp(
        {
          port: 0,
          home: hub.home,
          database: { engine: "pglite" },
          identityKey,
          sample: false,
          log: "silent",
          root: ".",
          version: "0",
        } as never,
        hub.database,
      );
    const refused = await start(TEST_IDENTITY_KEY).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(WrongPrintKey);
    const told = String((refused as Error).message);
    for (const key of [TEST_IDENTITY_KEY, OTHER_PRINT]) {
      expect(told).not.toContain(printKeyId(key));
      expect(told).not.toContain(key.toString("hex"));
    }
    await (await start(OTHER_PRINT)).stop();
  });
});
