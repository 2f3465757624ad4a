import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.stop());

test("the tables the code sees are the tables the migrations made, column by column", async () => {
  const source = readFileSync(new URL("../../server/database/tables.ts", import.meta.url), "utf8");
  const seen = new Map<string, string[]>();
  for (const [, table, body] of source.matchAll(/export interface (\w+)Table \{\n([\s\S]*?)\n\}/g)) {
    const name = table!.replaceAll(/(?<!^)([A-Z])/g, "_$1").toLowerCase();
    seen.set(name, [...body!.matchAll(/^ {2}(\w+):/gm)].map(([, column]) => column!).sort());
  }
  const rows = (await hub.sql(
    "select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name <> 'hub_migration'",
  )) as { table_name: string; column_name: string }[];
  const made = new Map<string, string[]>();
  for (const row of rows) made.set(row.table_name, [...(made.get(row.table_name) ?? []), row.column_name].sort());
  expect(Object.fromEntries([...seen].sort())).toEqual(Object.fromEntries([...made].sort()));
});
