/**
 * Wherever persons could come out of the hub: previews of imports, their findings and report, receipts, sheets, groups,
 * search, workbooks. Each asked by a clerk whose grant does not unmask, and by one who may see names and says what for.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import { encodeGlobalId } from "../../server/graph/global-id.js";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster, ORG, PERSON } from "../support/small-roster.js";
import { IMPORT, inventedId, workbook } from "./intake-hub.js";

let hub: TestHub;
type Headers = Record<string, string>;
let plain: Headers;
let head: Headers;
const WHY = { "x-hub-purpose": encodeURIComponent("核对名册") };
/** Of every invented name a part that no mask shows. */
const HIDDEN = ["青禾", "白鹭", "麦田", "1377700"];

beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
  await hub.sql("update person set name = '示例青禾', birth_ym = '1990-05' where id = $1", [PERSON[0]]);
  plain = { ...(await hub.signIn({ role: "college_clerk", organization: "T-N-1" })), ...WHY };
  head = { ...(await hub.signIn({ role: "college_clerk", organization: "T-N-1", unmasks: true })), ...WHY };
});
afterAll(() => hub.stop());

const reads = async (): Promise<number> =>
  (
    await hub.sql<{ n: number }>(
      "select count(*)::int as n from access_event where kind = 'personal_read' and (detail ->> 'organizations')::int > 0",
    )
  )[0]?.n ?? 0;
const hidden = (told: string): string[] => HIDDEN.filter((part) => told.includes(part));
const ask = async (query: string, variables: Record<string, unknown>, headers: Headers): Promise<string> => {
  const answer = await hub.graphql(query, variables, headers);
  expect(answer.errors).toBeUndefined();
  return JSON.stringify(answer.data);
};

/** The masked see the same question answered without names; the entitled see them, and that is logged. */
async function masksAndShows(told: (headers: Headers) => Promise<string>, shows = "青禾"): Promise<void> {
  const before = await reads();
  const masked = await told(plain);
  expect(hidden(masked)).toEqual([]);
  expect(await reads()).toBe(before);
  const { "x-hub-purpose": _, ...unsaid } = head as Headers & { "x-hub-purpose": string };
  expect(hidden(await told(unsaid))).toEqual([]);
  expect(await reads()).toBe(before);
  expect(await told(head)).toContain(shows);
  expect(await reads()).toBeGreaterThan(before);
}

describe("an import", () => {
  let id: string;
  beforeAll(async () => {
    const number = inventedId("19800101", 7);
    const book = await workbook({
      班级: [
        ["班级编号", "班级名称", "开班日期", "结束日期", "课时"],
        ["SH-1", "电工示例班", "2026-10-08", "2026-10-20", 40],
      ],
      名册: [
        ["班级编号", "姓名", "身份证号", "联系电话", "出生年月", "结业日期"],
        ["SH-1", "示例白鹭", number, "13777001234", "1980-01", "2026-10-20"],
        ["SH-1", "示例麦田", "不是号码", "13777005678", "1980-13", "不是日期"],
      ],
    });
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(book)]), "名册.xlsx");
    form.set("organization", "T-N-1");
    const sent = await fetch(`${hub.url}/imports`, { method: "POST", body: form, headers: plain });
    ({ id } = (await sent.json()) as { id: string });
    for (let n = 0; n < 200; n += 1) {
      const { data } = await hub.graphql<{ import: { status: string } }>(
        "query ($id: ID!) { import(id: $id) { status } }",
        { id },
        plain,
      );
      if (data.import.status !== "STAGING") break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  test("shows rows, changes and findings masked", async () => {
    const query = `query ($id: ID!) { import(id: $id) ${IMPORT} }`;
    await masksAndShows((headers) => ask(query, { id }, headers), "示例白鹭");
    expect(await ask(query, { id }, plain)).toContain("示**");
  });

  test("quotes a bad cell of a person in its finding only to those who may see it", async () => {
    const query =
      "query ($id: ID!) { import(id: $id) { findings(first: 50) { code field cell args message messageEn suggestion } } }";
    const masked = await ask(query, { id }, plain);
    expect(masked).not.toContain("1980-13");
    const shown = await ask(query, { id }, head);
    expect(JSON.parse(shown).import.findings.length).toBe(JSON.parse(masked).import.findings.length);
    expect(JSON.parse(masked).import.findings.length).toBeGreaterThan(0);
  });

  test("never shows cells of a column of persons as its sample", async () => {
    const query = "query ($id: ID!) { import(id: $id) { tables { columns { header sample } } } }";
    for (const headers of [plain, head]) {
      const told = await ask(query, { id }, headers);
      expect(hidden(told)).toEqual([]);
      expect(told).toContain("SH-1");
    }
  });

  test("hands out its report of refused rows masked", async () => {
    const report = async (headers: Headers): Promise<string> =>
      (await fetch(`${hub.url}/imports/${id}/refused.csv`, { headers })).text();
    await masksAndShows(report, "示例麦田");
  });
});

describe("a receipt", () => {
  test("that quoted a name is masked when its sender asks for it again without saying what for", async () => {
    const row = {
      id: encodeGlobalId("Person", ORG.workshop, PERSON[0] ?? ""),
      name: "示例青禾新",
      baseVersion: 0,
      baseValues: { name: "示例旧名" },
    };
    const input = { batchId: crypto.randomUUID(), rows: [row] };
    const query = `mutation ($input: SavePersonsInput!) { savePersons(input: $input) { replayed conflicts
      rows { conflict { fields { field base mine theirs } } findings { message args } } } }`;
    const first = await ask(query, { input }, head);
    expect(first).toContain('"theirs":"示例青禾"');
    const { "x-hub-purpose": _, ...unsaid } = head as Headers & { "x-hub-purpose": string };
    const again = await ask(query, { input }, unsaid);
    expect(again).toContain('"replayed":true');
    expect(again).toContain('"theirs":"示**"');
    expect(hidden(again)).toEqual([]);
    const before = await reads();
    expect(await ask(query, { input }, head)).toContain('"theirs":"示例青禾"');
    expect(await reads()).toBe(before + 1);
  });
});

describe("a sheet", () => {
  const SHEET = `query ($columns: [String!]!, $conditions: [SheetCondition!]) {
    registerSheet(register: "Enrolment", columns: $columns, first: 50, conditions: $conditions) { values total } }`;

  test("shows persons masked over a relation too", async () => {
    await masksAndShows((headers) =>
      ask(SHEET, { columns: ["person.name", "person.birthYm", "person.homeRegion"] }, headers),
    );
  });

  test("is not filtered by a name without a purpose, and finds nothing where names are masked", async () => {
    const conditions = [{ path: "person.name", is: "CONTAINS", values: ["青禾"] }];
    const variables = { columns: ["status"], conditions };
    const { "x-hub-purpose": _, ...unsaid } = head as Headers & { "x-hub-purpose": string };
    const refused = await hub.graphql(SHEET, variables, unsaid);
    expect(refused.errors?.[0]?.extensions["code"]).toBe("PERSONAL_PURPOSE");
    const total = async (headers: Headers): Promise<number> =>
      (JSON.parse(await ask(SHEET, variables, headers)) as { registerSheet: { total: number } }).registerSheet.total;
    expect([await total(plain), await total(head)]).toEqual([0, 2]);
  });
});

describe("groups", () => {
  const BY = "{ personGroups(groupBy: [{ dimension: HOME_REGION }]) { groups { key rows } } }";
  test("by a masked field count only persons who may be shown", async () => {
    await hub.sql("update person set home_region = '990101' where id = any($1::uuid[])", [[PERSON[0], PERSON[3]]]);
    const groups = async (headers: Headers): Promise<unknown> =>
      (JSON.parse(await ask(BY, {}, headers)) as { personGroups: { groups: unknown[] } }).personGroups.groups;
    expect(await groups(plain)).toEqual([]);
    expect(JSON.stringify(await groups(head))).toContain("990101");
    const everything = await hub.signIn({ role: "analyst" });
    expect(await groups({ ...everything, ...WHY })).toEqual([]);
  });
});

test("search finds no person, whoever searches", async () => {
  const query = "query ($text: String!) { searchCatalogue(text: $text) { kind code name detail } }";
  for (const headers of [plain, head])
    for (const text of ["青禾", "示例青禾", "qinghe"])
      expect(await ask(query, { text }, headers)).toBe('{"searchCatalogue":[]}');
  expect(await ask(query, { text: "北校" }, head)).toContain("T-N");
});

test("a report to fill in offline holds no person, even for those who may see them", async () => {
  await hub.sql(
    "insert into indicator (code, name_zh, name_en, unit, unit_dim, kind) values ('FN01', '到账', 'Income', '元', 'money', 'reported') on conflict do nothing",
  );
  const response = await fetch(`${hub.url}/workbooks/report.xlsx?organizations=T-N-1&columns=FN01@2026M10`, {
    headers: head,
  });
  expect(response.status).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await response.arrayBuffer()) as never);
  const told = JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()));
  expect(told).toContain("北校工坊");
  expect(hidden(told)).toEqual([]);
});

test("nothing of the graph waits to be told: there are no subscriptions to mask", async () => {
  const { data } = await hub.graphql<{ __schema: { subscriptionType: unknown } }>(
    "{ __schema { subscriptionType { name } } }",
    {},
    head,
  );
  expect(data.__schema.subscriptionType).toBe(null);
});
