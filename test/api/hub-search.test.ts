/** Finding indicators, organizations and periods by whatever people type. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
  await hub.sql(
    `insert into indicator (code, name_zh, name_en, unit, unit_dim, kind) values
      ('TR01', '培训人次', 'Training participations', '人次', 'participation', 'ledger'),
      ('TR02', '培训人数', 'Persons trained', '人', 'person', 'ledger'),
      ('EV01', '取证人次', 'Certificates', '人次', 'participation', 'ledger')
     on conflict (code) do update set name_zh = excluded.name_zh`,
  );
});
afterAll(() => hub.stop());

interface Hit {
  kind: string;
  code: string;
  name: string;
  detail: string | null;
  matchedBy: string;
  unit: string | null;
  source: string | null;
}
async function search(text: string, more = ""): Promise<Hit[]> {
  const { data, errors } = await hub.graphql<{ searchCatalogue: Hit[] }>(
    `query ($text: String!) { searchCatalogue(text: $text ${more}) { kind code name detail matchedBy unit source } }`,
    { text },
  );
  expect(errors).toBeUndefined();
  return data.searchCatalogue;
}

test.each([
  ["培训人次", "NAME"],
  ["训人次", "NAME"],
  ["pxrc", "INITIALS"],
  ["PXRC", "INITIALS"],
  ["peixunrenci", "PINYIN"],
  ["pei xun ren c", "PINYIN"],
  ["tr01", "CODE"],
  ["ＴＲ０１", "CODE"],
])("%s finds the participations, by its %s", async (text, matchedBy) => {
  const [first] = await search(text);
  expect(first).toMatchObject({
    kind: "INDICATOR",
    code: "TR01",
    name: "培训人次",
    unit: "人次",
    source: "LEDGER",
    matchedBy,
  });
});

test("an organization is found by its name, its initials and a name it had before", async () => {
  for (const text of ["南校", "nx", "nanxiao", "T-S", "南门夜校"])
    expect(await search(text, ", kinds: [ORGANIZATION]")).toContainEqual(
      expect.objectContaining({ code: "T-S", detail: "院校 · 试验局" }),
    );
});

test("a period is found in any spelling", async () => {
  expect((await search("2026年10月", ", kinds: [PERIOD]"))[0]).toMatchObject({
    kind: "PERIOD",
    code: "2026M10",
    name: "2026年10月",
  });
  expect((await search("2026M1", ", kinds: [PERIOD]")).map(({ code }) => code)).toEqual(
    expect.arrayContaining(["2026M10", "2026M11", "2026M12"]),
  );
  expect((await search("2019年", ", kinds: [PERIOD]"))[0]).toMatchObject({ code: "2019" });
});

test("nothing is found by nothing, and by what is nowhere", async () => {
  expect(await search("")).toEqual([]);
  expect(await search("  ")).toEqual([]);
  expect(await search("不存在的东西")).toEqual([]);
});

test("an organization that was just added is found at once, and a renamed one by its new name", async () => {
  await search("新");
  await hub.sql("insert into organization (code, name, kind) values ('T-X', '新开学校', 'school')");
  expect((await search("xkxx"))[0]).toMatchObject({ code: "T-X" });
  await hub.sql("update organization set name = '改名学校', updated_at = clock_timestamp() where code = 'T-X'");
  expect((await search("gmxx"))[0]).toMatchObject({ code: "T-X", name: "改名学校" });
  expect(await search("xkxx")).toEqual([]);
});
