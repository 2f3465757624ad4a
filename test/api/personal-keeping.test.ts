import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { retain } from "../../server/features/access/personal-retention.js";
import { rotateIdentities, printsWithoutCopy } from "../../server/features/intake/identity-rotation.js";
import { printKeyId } from "../../server/features/intake/identity-seal.js";
import { startHub, TEST_IDENTITY_KEY, type TestHub } from "../support/hub.js";
import { addSmallRoster, ORG } from "../support/small-roster.js";
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

test("staged rows past their months are emptied, younger ones stay, and one event says so", async () => {
  await hub.sql(`with i as (insert into import (org_id, file_name, origin, status, created_at, committed_at)
      select '${ORG.workshop}', 'x.xlsx', 'upload', 'committed', t, t from unnest(array['2023-01-01', '2026-10-01']::timestamptz[]) t returning *)
    insert into import_row (org_id, import_id, table_no, row_no, sheet, cells, label)
    select org_id, id, 0, 2, '名册', '{"c": [[1, "t", "示例"]]}', '示例' from i`);
  const report = await retain(hub.database.db, new Date("2026-11-05T00:00:00Z"));
  expect(report.keep_import_rows).toBe(1);
  expect(await hub.sql("select label from import_row order by label nulls first")).toEqual([
    { label: null },
    { label: "示例" },
  ]);
  expect(
    await hub.sql("select detail -> 'removed' ->> 'keep_import_rows' as n from access_event where kind = 'retention'"),
  ).toEqual([{ n: "1" }]);
});
