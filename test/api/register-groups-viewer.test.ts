/** Whoever may not see persons is answered without small groups, and cannot ask for smaller ones. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await hub.sql(
    "insert into organization (code, name, kind) values ('A', '甲校', 'school'), ('B', '乙校', 'school'), ('C', '丙校', 'school')",
  );
  await hub.sql(`insert into person (org_id, name) select o.id, '戊' from organization o
    cross join lateral generate_series(1, case o.code when 'A' then 12 when 'B' then 9 else 30 end)`);
});
afterAll(() => hub.stop());

interface Answer {
  readonly personGroups: { readonly groups: unknown[]; readonly suppressedBelow: number | null };
}

async function ask(mayCountOnly: boolean, more = ""): Promise<Answer["personGroups"]> {
  const headers = mayCountOnly ? await hub.signIn({ role: "analyst" }) : {};
  const { data, errors } = await hub.graphql<Answer>(
    `{ personGroups(groupBy: [{ dimension: ORGANIZATION }]${more}) { groups { key persons } suppressedBelow } }`,
    {},
    headers,
  );
  expect(errors).toBeUndefined();
  return data.personGroups;
}

const group = (key: string, persons: number | null): unknown => ({ key: [key], persons });
const all = [group("A", 12), group("B", 9), group("C", 30)];
const tenHidden = [group("A", null), group("B", null), group("C", 30)];

test("nobody has been told to hide anything", async () => {
  expect(await ask(false)).toEqual({ groups: all, suppressedBelow: null });
});

test("fewer than ten are hidden, with the next smallest, and a smaller bound does not help", async () => {
  expect(await ask(true)).toEqual({ groups: tenHidden, suppressedBelow: 10 });
  expect(await ask(true, ", suppressBelow: 2")).toEqual({ groups: tenHidden, suppressedBelow: 10 });
  expect(await ask(true, ", suppressBelow: 13")).toEqual({ groups: tenHidden, suppressedBelow: 13 });
});

test("the parameter of the day says how few are few", async () => {
  await hub.sql("delete from parameter where name = 'small_group_k'");
  await hub.sql(
    "insert into parameter (name, value, valid_from, valid_to) values ('small_group_k', 5, '2020-01-01', '2026-11-05'), ('small_group_k', 9, '2026-11-05', null)",
  );
  expect(await ask(true)).toEqual({ groups: all, suppressedBelow: 9 });
});
