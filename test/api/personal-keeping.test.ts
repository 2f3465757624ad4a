import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { rotateIdentities, printsWithoutCopy } from "../../server/features/intake/identity-rotation.js";
import { printKeyId } from "../../server/features/intake/identity-seal.js";
import { startHub, TEST_IDENTITY_KEY, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";
import { inventedId } from "./intake-hub.js";

let hub: TestHub;
const OLD = { id: "old", key: Buffer.alloc(32, 1) };
const NEW = { id: "new", key: Buffer.alloc(32, 2) };
const OTHER_PRINT = Buffer.alloc(32, 8);

beforeAll(async () => {
  hub = await startHub({ settings: { identitySealing: [OLD] } });
  await addSmallRoster(hub);
  const rows = [1, 2, 3].map((n) => ({ organization: "T-N-1", name: `示例${n}`, idNumber: inventedId("19800202", n) }));
  const save = "mutation ($input: SavePersonsInput!) { savePersons(input: $input) { written } }";
  await hub.graphql(save, { input: { batchId: crypto.randomUUID(), rows } });
});
afterAll(() => hub.stop());

const copies = (): Promise<{ key_id: string; print_key_id: string }[]> =>
  hub.sql("select key_id, print_key_id from person_identity");

test("copies are sealed anew under a new key, and a second run finds nothing to do", async () => {
  const run = () => rotateIdentities(hub.database.db, [NEW, OLD], TEST_IDENTITY_KEY);
  expect(await run()).toEqual({ sealed: 3, prints: 0, unopened: 0 });
  expect(await run()).toEqual({ sealed: 0, prints: 0, unopened: 0 });
  expect((await copies()).map(({ key_id }) => key_id)).toEqual(["new", "new", "new"]);
});

test("without the key that sealed them nothing is changed and the copies are counted", async () => {
  const report = await rotateIdentities(hub.database.db, [OLD], TEST_IDENTITY_KEY);
  expect(report).toEqual({ sealed: 0, prints: 0, unopened: 3 });
});

test("prints are made anew where the number is kept; where it is not, they are counted", async () => {
  expect(await rotateIdentities(hub.database.db, [NEW], OTHER_PRINT)).toEqual({ sealed: 3, prints: 3, unopened: 0 });
  expect(new Set((await copies()).map(({ print_key_id }) => print_key_id))).toEqual(new Set([printKeyId(OTHER_PRINT)]));
  expect(await printsWithoutCopy(hub.database.db)).toBe(4);
});
