import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { maskName } from "../../server/domain/personal.js";
import { encodeGlobalId } from "../../server/graph/global-id.js";
import { startHub, type GraphAnswer, type TestHub } from "../support/hub.js";
import { addSmallRoster, ORG, PERSON } from "../support/small-roster.js";

let hub: TestHub;
type Headers = Record<string, string>;
/** Sees both schools; the grant of the first unmasks, that of the second does not. */
let clerk: Headers;
let plain: Headers;
const WHY = { "x-hub-purpose": encodeURIComponent("核对参训名单") };

beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
  await hub.sql(
    "update person set name = '欧阳某甲', birth_ym = '1990-05', home_region = '990101', phone_last4 = '7788' where id = $1",
    [PERSON[0]],
  );
  clerk = await hub.signIn(
    { role: "college_clerk", organization: "T-N-1", unmasks: true },
    { role: "provider", organization: "T-S" },
  );
  plain = await hub.signIn({ role: "college_clerk", organization: "T-N-1" });
});
afterAll(() => hub.stop());

const FIELDS = "name idLast4 birthYm homeRegion homeRegionLabel phoneLast4";
const LIST = `{ persons(orderBy: [{ field: CREATED_AT }], first: 10) { totalCount nodes { id ${FIELDS} } } }`;

interface Person {
  readonly id: string;
  readonly name: string;
  readonly idLast4: string | null;
  readonly birthYm: string | null;
  readonly homeRegion: string | null;
  readonly homeRegionLabel: string | null;
  readonly phoneLast4: string | null;
}
type List = { persons: { totalCount: number; nodes: Person[] } };

const people = async (query: string, headers: Headers): Promise<Person[]> =>
  (await hub.graphql<List>(query, {}, headers)).data.persons.nodes;
const named = (nodes: readonly Person[], id: string | undefined): Person | undefined =>
  nodes.find((node) => node.id.endsWith(String(id).replaceAll("-", "")));
const codeOf = ({ errors }: GraphAnswer<unknown>): unknown => errors?.[0]?.extensions["code"];
const reads = (): Promise<{ detail: Record<string, unknown> }[]> =>
  hub.sql("select detail from access_event where kind = 'personal_read' order by seq");

describe("who does not say what for", () => {
  test("sees surnames, the year of birth, and nothing of numbers and regions", async () => {
    const before = (await reads()).length;
    const nodes = await people(LIST, clerk);
    expect(named(nodes, PERSON[0])).toEqual({
      id: encodeGlobalId("Person", ORG.workshop, PERSON[0] ?? ""),
      ...{ name: "欧阳**", idLast4: null, birthYm: "1990", homeRegion: null, homeRegionLabel: null, phoneLast4: null },
    });
    expect(nodes.map(({ name }) => name).sort()).toEqual(["丁**", "丙**", "乙**", "欧阳**", "甲**"].sort());
    expect(await reads()).toHaveLength(before);
  });

  test("reads the same masks through a relation, a node, and the executor", async () => {
    const id = encodeGlobalId("Person", ORG.workshop, PERSON[0] ?? "");
    const node = `query ($id: ID!) { node(id: $id) { ... on Person { ${FIELDS} } } hub { name } }`;
    const { data } = await hub.graphql<{ node: Person }>(node, { id }, clerk);
    expect(data.node.name).toBe("欧阳**");
    const nested = await hub.graphql(`{ enrolments(first: 20) { nodes { person { ${FIELDS} } } } }`, {}, clerk);
    expect(JSON.stringify(nested.data)).toContain("欧阳**");
    expect(JSON.stringify(nested.data)).not.toContain("某甲");
  });

  test.each([
    ["a filter", `{ persons(filter: { name: { startsWith: "欧阳某" } }) { totalCount } }`],
    ["a filter through a relation", `{ enrolments(filter: { person: { name: { eq: "乙" } } }) { totalCount } }`],
    ["a filter inside not", `{ persons(filter: { not: { phoneLast4: { eq: "7788" } } }) { totalCount } }`],
    ["an order", `{ persons(orderBy: [{ field: NAME }]) { nodes { id } } }`],
    ["a group", `{ personGroups(groupBy: [{ dimension: HOME_REGION }]) { groups { key rows } } }`],
  ])("%s by a personal field is refused, so that nobody guesses letter by letter", async (_, query) => {
    expect(codeOf(await hub.graphql(query, {}, clerk))).toBe("PERSONAL_PURPOSE");
  });
});

describe("who says what for", () => {
  test("sees names where the grant unmasks, masks elsewhere, and one line of the log says what was read", async () => {
    const before = (await reads()).length;
    const nodes = await people(LIST, { ...clerk, ...WHY });
    expect(named(nodes, PERSON[0])).toMatchObject({ name: "欧阳某甲", birthYm: "1990-05", phoneLast4: "7788" });
    expect(named(nodes, PERSON[3])?.name).toBe("甲**");
    const told = (await reads()).slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]?.detail).toMatchObject({
      ...{ purpose: "核对参训名单", registers: ["Person"], organizations: 1, rows: 3 },
      fields: expect.arrayContaining(["Person.name", "Person.phoneLast4"]),
    });
    expect(JSON.stringify(told)).not.toContain("某甲");
  });

  test("finds by name only where the grant unmasks", async () => {
    const found = async (name: string): Promise<number> => {
      const query = `{ persons(filter: { name: { eq: "${name}" } }) { totalCount } }`;
      return (await hub.graphql<List>(query, {}, { ...clerk, ...WHY })).data.persons.totalCount;
    };
    expect([await found("欧阳某甲"), await found("丁")]).toEqual([1, 0]);
    const ordered = await people(`{ persons(orderBy: [{ field: NAME }]) { nodes { id ${FIELDS} } } }`, {
      ...clerk,
      ...WHY,
    });
    expect(ordered).toHaveLength(3);
  });

  test("sees masks all the same without a grant that unmasks, and nothing is logged as read of anybody", async () => {
    const before = (await reads()).length;
    const nodes = await people(LIST, { ...plain, ...WHY });
    expect(named(nodes, PERSON[0])).toMatchObject({ name: "欧阳**", phoneLast4: null });
    const told = (await reads()).slice(before);
    expect(told.map(({ detail }) => detail["rows"])).toEqual([0]);
  });

  test("never gets the plan of another who may see more: the same operation answers each by their own rights", async () => {
    const answers = [];
    for (const headers of [plain, { ...clerk, ...WHY }, plain, clerk, { ...clerk, ...WHY }])
      answers.push(named(await people(LIST, headers), PERSON[0])?.name);
    expect(answers).toEqual(["欧阳**", "欧阳某甲", "欧阳**", "欧阳**", "欧阳某甲"]);
  });
});

describe("saving what was seen masked", () => {
  const SAVE = `mutation ($input: SavePersonsInput!) { savePersons(input: $input) { written unchanged conflicts refused
    rows { outcome conflict { fields { field base mine theirs } } findings { code message } } } }`;
  type Saved = { savePersons: { written: number; unchanged: number; conflicts: number; rows: unknown[] } };
  const save = async (cells: object, headers: Headers, dryRun = false): Promise<Saved["savePersons"]> => {
    const rows = [{ id: encodeGlobalId("Person", ORG.workshop, PERSON[0] ?? ""), ...cells }];
    const input = { batchId: crypto.randomUUID(), rows, dryRun };
    const answer = await hub.graphql<Saved>(SAVE, { input }, headers);
    expect(answer.errors).toBeUndefined();
    return answer.data.savePersons;
  };

  test("a mask sent back is unchanged and writes nothing over the name", async () => {
    const masks = { name: "欧阳**", birthYm: "1990", phoneLast4: null, homeRegion: null };
    expect(await save(masks, plain)).toMatchObject({ written: 0, unchanged: 1 });
    const [row] = await hub.sql("select name, birth_ym, phone_last4 from person where id = $1", [PERSON[0]]);
    expect(row).toEqual({ name: "欧阳某甲", birth_ym: "1990-05", phone_last4: "7788" });
  });

  test("a trial save does not tell whether a guessed name is right", async () => {
    const right = await save({ name: "欧阳某甲" }, plain, true);
    const wrong = await save({ name: "欧阳某乙" }, plain, true);
    expect(right).toEqual(wrong);
  });

  test("a clash shows its other side masked", async () => {
    const clash = await save({ name: "欧阳新名", baseVersion: 0, baseValues: { name: "王旧名" } }, plain);
    expect(clash.conflicts).toBe(1);
    expect(JSON.stringify(clash)).not.toContain("某甲");
  });
});

test("the history of a person holds masks for who does not say what for", async () => {
  await hub.sql("update person set name = '丙新名', version = 2 where id = $1", [PERSON[2]]);
  const id = encodeGlobalId("Person", ORG.workshop, PERSON[2] ?? "");
  const query = `query ($id: ID!) { rowHistory(id: $id) { changes { field before after } } }`;
  const masked = await hub.graphql(query, { id }, clerk);
  expect(JSON.stringify(masked.data)).toContain("丙**");
  expect(JSON.stringify(masked.data)).not.toContain("丙新名");
  const shown = await hub.graphql(query, { id }, { ...clerk, ...WHY });
  expect(JSON.stringify(shown.data)).toContain("丙新名");
});

test("the database and the hub mask names by one rule", async () => {
  const names = ["王", "王某", "欧阳", "欧阳某", "司马某某", "Anna Example", "阿某·某某", "𠮷某", "上官"];
  const rows = await hub.sql<{ name: string; masked: string }>(
    "select n as name, mask_name(n) as masked from unnest($1::text[]) n",
    [names],
  );
  expect(rows.map(({ masked }) => masked)).toEqual(names.map(maskName));
});
