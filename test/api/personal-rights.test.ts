import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { verifyChain } from "../../server/database/history.js";
import { checkDigitOf } from "../../server/domain/identity-number.js";
import { encodeGlobalId } from "../../server/graph/global-id.js";
import { startHub, type GraphAnswer, type TestHub } from "../support/hub.js";
import { addSmallRoster, ORG, PERSON } from "../support/small-roster.js";

let hub: TestHub;
type Headers = Record<string, string>;
let head: Headers;
let plain: Headers;
let stranger: Headers;
const KEYS = [{ id: "now", key: Buffer.alloc(32, 1) }];
/** Made when the test runs: no identity number is ever written down, not even an invented one. */
const invented = (serial: number): string => {
  const body = `990101${1970 + (serial % 30)}0${(serial % 9) + 1}1${serial % 10}${String(serial).padStart(3, "0")}`;
  return body + checkDigitOf(body);
};

beforeAll(async () => {
  hub = await startHub({ settings: { identitySealing: KEYS } });
  await addSmallRoster(hub);
  const grant = { role: "college_clerk", organization: "T-N-1" };
  head = { ...(await hub.signIn({ ...grant, unmasks: true })), "x-hub-purpose": encodeURIComponent("本人申请") };
  plain = { ...(await hub.signIn(grant)), "x-hub-purpose": encodeURIComponent("本人申请") };
  stranger = {
    ...(await hub.signIn({ role: "college_clerk", organization: "T-S", unmasks: true })),
    "x-hub-purpose": encodeURIComponent("本人申请"),
  };
});
afterAll(() => hub.stop());

const idOf = (n: number): string => encodeGlobalId("Person", ORG.workshop, PERSON[n] ?? "");
const codeOf = ({ errors }: GraphAnswer<unknown>): unknown => errors?.[0]?.extensions["code"];
const EXPORT = "mutation ($person: ID!) { exportPerson(person: $person) }";
const ERASE = `mutation ($person: ID!, $reason: String!) { erasePerson(person: $person, reason: $reason) {
  images staged kept { register rows reason } } }`;
const RECTIFY = `mutation ($person: ID!, $changes: PersonCorrection!, $reason: String!) {
  rectifyPerson(person: $person, changes: $changes, reason: $reason) { written refused rows { findings { code } } } }`;
const REVEAL = "mutation ($person: ID!, $purpose: String!) { revealIdentity(person: $person, purpose: $purpose) }";
const SAVE =
  "mutation ($input: SavePersonsInput!) { savePersons(input: $input) { written rows { id findings { code } } } }";
const events = (kind: string): Promise<{ detail: Record<string, unknown> }[]> =>
  hub.sql("select detail from access_event where kind = $1 order by seq", [kind]);

test("a copy of all that is held about a person is given, and logged", async () => {
  const { data } = await hub.graphql<{ exportPerson: { person: object; rows: Record<string, unknown[]> } }>(
    EXPORT,
    { person: idOf(0) },
    head,
  );
  expect(data.exportPerson.person).toMatchObject({ name: "甲", id_last4: "1234" });
  expect(data.exportPerson.rows["enrolment"]).toHaveLength(2);
  expect(JSON.stringify(data)).not.toContain("id_hash");
  expect((await events("person_exported")).at(-1)?.detail).toMatchObject({ purpose: "本人申请", rows: 3 });
});

test("who may not see the person, or sees masks, is told what a stranger is told: there is none", async () => {
  const asked = await Promise.all(
    [stranger, plain].map((headers) => hub.graphql(EXPORT, { person: idOf(0) }, headers)),
  );
  const missing = await hub.graphql(EXPORT, { person: encodeGlobalId("Person", ORG.workshop, ORG.bureau) }, head);
  expect([...asked, missing].map(codeOf)).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
  const erased = await hub.graphql(ERASE, { person: idOf(0), reason: "本人申请" }, plain);
  expect(codeOf(erased)).toBe("NOT_FOUND");
});

test("a mistake is put right with its reason, and the history keeps what it was", async () => {
  const variables = { person: idOf(1), changes: { name: "乙正名" }, reason: "户口簿更正" };
  const { data } = await hub.graphql<{ rectifyPerson: { written: number } }>(RECTIFY, variables, head);
  expect(data.rectifyPerson.written).toBe(1);
  const [log] = await hub.sql(
    "select origin from change_log where register = 'person' and operation = 'update' order by seq desc limit 1",
  );
  expect(log).toEqual({ origin: "更正：户口簿更正" });
  expect((await events("person_rectified")).at(-1)?.detail).toMatchObject({ fields: ["name"] });
});

test("an identity number is sealed when a person is entered, shown one at a time for a purpose, and logged", async () => {
  const number = invented(5);
  const rows = [{ organization: "T-N-1", name: "戊试", idNumber: number }];
  const input = { batchId: crypto.randomUUID(), rows };
  const saved = await hub.graphql<{ savePersons: { rows: { id: string }[] } }>(SAVE, { input }, head);
  expect(saved.errors).toBeUndefined();
  const person = saved.data.savePersons.rows[0]?.id ?? "";
  const shown = await hub.graphql<{ revealIdentity: string }>(REVEAL, { person, purpose: "补贴核验" }, head);
  expect(shown.data.revealIdentity === number).toBe(true);
  expect((await events("personal_read")).at(-1)?.detail).toMatchObject({
    purpose: "补贴核验",
    fields: ["Person.idNumber"],
  });
  expect(codeOf(await hub.graphql(REVEAL, { person, purpose: "看看" }, plain))).toBe("NOT_FOUND");
  expect(codeOf(await hub.graphql(REVEAL, { person: idOf(0), purpose: "补贴核验" }, head))).toBe("NOT_SEALED");
  const [row] = await hub.sql<{ held: boolean }>(
    "select bool_or(strpos(encode(sealed, 'escape'), $1) > 0) as held from person_identity",
    [number],
  );
  expect(row?.held).toBe(false);
});

test("no request reads the sealed numbers by itself, nor another's through the function", async () => {
  await expect(hub.sql("set role xunshu_hub").then(() => hub.sql("select * from person_identity"))).rejects.toThrow();
  await hub.sql("reset role");
});

test("an erased person leaves the roster, the history and staged rows; money and places stay, without the name", async () => {
  const reason = "本人申请删除";
  expect(codeOf(await hub.graphql(ERASE, { person: idOf(0), reason: "甲要求" }, head))).toBe("PERSONAL_REASON");
  await hub.sql("update person set name = '甲改名', version = version + 1 where id = $1", [PERSON[0]]);
  const { data } = await hub.graphql<{
    erasePerson: { images: number; kept: { register: string; rows: number; reason: string }[] };
  }>(ERASE, { person: idOf(0), reason }, head);
  expect(data.erasePerson.images).toBe(2);
  expect(data.erasePerson.kept).toMatchObject([{ register: "enrolment", rows: 2 }]);
  expect(data.erasePerson.kept[0]?.reason).toContain("第四十七条");
  const [row] = await hub.sql("select name, id_hash, id_last4, birth_ym from person where id = $1", [PERSON[0]]);
  expect(row).toEqual({ name: "（已删除）", id_hash: null, id_last4: null, birth_ym: null });
  const images = await hub.sql(
    "select before ->> 'name' as name, before ->> 'id_hash' as print from change_row where row_id = $1",
    [PERSON[0]],
  );
  expect(images).toEqual([
    { name: "（已删除）", print: null },
    { name: "（已删除）", print: null },
  ]);
  expect(JSON.stringify(await events("person_erased"))).not.toContain("甲");
  expect((await verifyChain(hub.database.db)).broken).toEqual([]);
  expect(codeOf(await hub.graphql(ERASE, { person: idOf(0), reason }, head))).toBe("NOT_FOUND");
});

test("nothing but an erasure changes a before-image, and one that nobody logged is found", async () => {
  const where = `where org_id = '${ORG.workshop}' and register = 'person' and before ->> 'name' <> '（已删除）'`;
  await expect(hub.sql(`update change_row set before = before || '{"name": "别人"}' ${where}`)).rejects.toThrow();
  await hub.sql(`insert into change_erasure (org_id, seq, row_no, erasure_id, was, became)
    select org_id, seq, row_no, hub_uuid7(), sha256(convert_to(before::text, 'UTF8')), sha256(convert_to((before || '{"name": "别人"}')::text, 'UTF8'))
    from change_row ${where}`);
  await hub.sql(`update change_row set before = before || '{"name": "别人"}' ${where}`);
  expect((await verifyChain(hub.database.db)).broken).toMatchObject([{ organization: ORG.workshop, fault: "rows" }]);
});
