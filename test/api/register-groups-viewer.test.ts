/** Whoever may not see persons is answered without small groups, and cannot ask for smaller ones. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { graphql } from "graphql";
import { pino } from "pino";
import { createContext } from "../../server/context.js";
import { openDatabase, type OpenDatabase } from "../../server/database/database.js";
import { readConfig } from "../../server/config.js";
import { buildHubSchema } from "../../server/schema.js";
import { copyDatabase, type DatabaseCopy } from "../support/database-copies.js";
import { CompiledQuery } from "kysely";
import { tmpdir } from "node:os";

let copy: DatabaseCopy;
let database: OpenDatabase;
const schema = buildHubSchema();
const sql = (text: string): Promise<unknown> => database.db.executeQuery(CompiledQuery.raw(text));
beforeAll(async () => {
  copy = await copyDatabase("empty", Buffer.alloc(32));
  database = await openDatabase(copy.place);
  await sql(
    "insert into organization (code, name, kind) values ('A', '甲校', 'school'), ('B', '乙校', 'school'), ('C', '丙校', 'school')",
  );
  await sql(`insert into person (org_id, name) select o.id, '戊' from organization o
    cross join lateral generate_series(1, case o.code when 'A' then 12 when 'B' then 9 else 30 end)`);
});
afterAll(async () => {
  await database.close();
  await copy.remove();
});

interface Answer {
  readonly personGroups: { readonly groups: unknown[]; readonly suppressedBelow: number | null };
}

async function ask(maySeePersons: boolean | undefined, more = ""): Promise<Answer["personGroups"]> {
  const log = pino({ level: "silent" });
  const config = readConfig({ HUB_HOME: tmpdir() });
  const context = createContext({ config, database, log, clock: () => new Date("2026-11-05T02:00:00Z") }, undefined);
  const source = `{ personGroups(groupBy: [{ dimension: ORGANIZATION }]${more}) { groups { key persons } suppressedBelow } }`;
  const contextValue = maySeePersons === undefined ? context : { ...context, maySeePersons };
  const { data, errors } = await graphql({ schema, source, contextValue });
  await context.transaction.rollback();
  expect(errors).toBeUndefined();
  return (JSON.parse(JSON.stringify(data)) as Answer).personGroups;
}

const group = (key: string, persons: number | null): unknown => ({ key: [key], persons });
const all = [group("A", 12), group("B", 9), group("C", 30)];
const tenHidden = [group("A", null), group("B", null), group("C", 30)];

test("nobody has been told to hide anything", async () => {
  expect(await ask(undefined)).toEqual({ groups: all, suppressedBelow: null });
  expect(await ask(true)).toEqual({ groups: all, suppressedBelow: null });
});

test("fewer than ten are hidden, with the next smallest, and a smaller bound does not help", async () => {
  expect(await ask(false)).toEqual({ groups: tenHidden, suppressedBelow: 10 });
  expect(await ask(false, ", suppressBelow: 2")).toEqual({ groups: tenHidden, suppressedBelow: 10 });
  expect(await ask(false, ", suppressBelow: 13")).toEqual({ groups: tenHidden, suppressedBelow: 13 });
});

test("the parameter of the day says how few are few", async () => {
  await sql("delete from parameter where name = 'small_group_k'");
  await sql(
    "insert into parameter (name, value, valid_from, valid_to) values ('small_group_k', 5, '2020-01-01', '2026-11-05'), ('small_group_k', 9, '2026-11-05', null)",
  );
  expect(await ask(false)).toEqual({ groups: all, suppressedBelow: 9 });
});
