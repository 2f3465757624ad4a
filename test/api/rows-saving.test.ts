/** Saving rows of any register under the batch protocol, as a sheet or a program sends them. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkDigitOf } from "../../server/domain/identity-number.js";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
});
afterAll(() => hub.stop());

interface Answer {
  readonly index: number;
  readonly outcome: string;
  readonly id: string | null;
  readonly version: number;
  readonly merged: readonly string[];
  readonly conflict: {
    readonly fields: readonly { field: string; base: unknown; mine: unknown; theirs: unknown }[];
    readonly theirVersion: number;
    readonly changedBy: string | null;
  } | null;
  readonly findings: readonly {
    code: string;
    field: string | null;
    message: string;
    cell: string | null;
    row: number | null;
    suggestion: string | null;
  }[];
}
interface Receipt {
  readonly batchId: string;
  readonly replayed: boolean;
  readonly written: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly rows: readonly Answer[];
}

const FIELDS = `batchId replayed written unchanged conflicts refused rows { index outcome id version merged
  conflict { fields { field base mine theirs } theirVersion changedBy }
  findings { code field message cell row suggestion } }`;

async function save(
  plural: string,
  rows: readonly Record<string, unknown>[],
  more: Record<string, unknown> = {},
): Promise<Receipt> {
  const input = { batchId: randomUUID(), rows, ...more };
  const { data, errors } = await hub.graphql<{ receipt: Receipt }>(
    `mutation ($input: Save${plural}Input!) { receipt: save${plural}(input: $input) { ${FIELDS} } }`,
    { input },
    { "x-hub-actor": encodeURIComponent("李四") },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.receipt;
}

async function refusalOf(plural: string, input: Record<string, unknown>): Promise<string | undefined> {
  const { errors } = await hub.graphql(
    `mutation ($input: Save${plural}Input!) { save${plural}(input: $input) { written } }`,
    { input },
  );
  return errors?.[0]?.extensions["code"] as string | undefined;
}

function first({ rows }: Receipt): Answer & { id: string } {
  const [row] = rows;
  if (row === undefined || row.id === null) throw new Error(JSON.stringify(rows));
  return { ...row, id: row.id };
}

const codes = ({ rows }: Receipt): readonly string[][] => rows.map((row) => row.findings.map(({ code }) => code));
const YL = "YL-S1-01";
let made = 0;
const course = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  organization: YL,
  kind: "special",
  code: `T-${++made}`,
  name: "焊接专项",
  ...more,
});

async function newCourse(more: Record<string, unknown> = {}): Promise<Answer & { id: string }> {
  return first(await save("Courses", [course(more)]));
}

describe("New rows", () => {
  test("are read as people type them: full-width numbers, Chinese dates, names of codes", async () => {
    const receipt = await save("Courses", [
      course({ hours: "４０", kind: "培训专项", level: "高级工", validFrom: "2026年9月1日", occupation: "焊工" }),
    ]);
    expect(codes(receipt)).toEqual([[]]);
    const { data } = await hub.graphql<{ node: Record<string, unknown> }>(
      `query ($id: ID!) { node(id: $id) { ... on Course { kind hours level levelRank validFrom occupationLabel version createdBy } } }`,
      { id: first(receipt).id },
    );
    expect(data.node).toEqual({
      kind: "special",
      hours: "40.0",
      level: "3",
      levelRank: 4,
      validFrom: "2026-09-01",
      occupationLabel: "焊工",
      version: 1,
      createdBy: "李四",
    });
  });

  test("each with every fault at once, and the good ones go in", async () => {
    const receipt = await save("Courses", [
      course({ at: "课程!A2" }),
      course({ kind: "没有的", hours: "很多", validFrom: "2026-02-30", name: "", at: "课程!A3" }),
    ]);
    expect(receipt).toMatchObject({ written: 1, refused: 1 });
    expect(codes(receipt)[1]?.toSorted()).toEqual(["NOT_A_DATE", "NOT_A_NUMBER", "REQUIRED", "UNKNOWN_CODE"]);
    expect(receipt.rows[1]?.findings[0]).toMatchObject({ cell: "A3", row: 3, message: expect.stringMatching(/^A3 /) });
  });

  test("that name what nobody knows say so on their field, and offer what is near", async () => {
    const receipt = await save("Activities", [
      { organization: "没有这个单位", kind: "class", title: "班" },
      { organization: YL, kind: "培训", title: "班", course: "没有的课程" },
      { kind: "class", title: "班" },
    ]);
    expect(codes(receipt)).toEqual([["UNKNOWN_ORGANIZATION"], ["UNKNOWN_CODE", "UNKNOWN_ROW"], ["REQUIRED"]]);
    expect(receipt.rows[1]?.findings[0]).toMatchObject({ field: "kind", suggestion: expect.stringContaining("培训") });
  });

  test("find the rows they belong to by code, and another organization's are not theirs", async () => {
    await newCourse({ code: "REF-1", name: "叉车专项" });
    const elsewhere = await newCourse({ organization: "YL-S1-02", code: "REF-2" });
    const receipt = await save("Activities", [
      {
        organization: YL,
        kind: "class",
        title: "叉车班",
        course: "REF-1",
        startsOn: "2026-10-01",
        endsOn: "2026-10-05",
      },
      { organization: YL, kind: "class", title: "叉车班二", course: elsewhere.id },
    ]);
    expect(codes(receipt)).toEqual([[], ["OTHER_OWNER"]]);
  });

  test("alike in one batch, or alike to one that is there, are told apart", async () => {
    await newCourse({ code: "SAME" });
    const receipt = await save("Courses", [
      course({ code: "SAME" }),
      course({ code: "TWICE" }),
      course({ code: "TWICE" }),
      course({ code: "SAME", organization: "YL-S1-02" }),
    ]);
    expect(codes(receipt)).toEqual([["ALREADY_THERE"], ["DUPLICATE_IN_BATCH"], ["DUPLICATE_IN_BATCH"], []]);
  });

  test("whose parts do not fit together, or overlap others in time, are refused with the reason", async () => {
    const activity = {
      organization: YL,
      kind: "class",
      title: "倒着的班",
      startsOn: "2026-10-09",
      endsOn: "2026-10-01",
    };
    expect(codes(await save("Activities", [activity]))).toEqual([["NOT_TOGETHER"]]);
    const person = first(await save("Persons", [{ organization: YL, name: "测试甲" }]));
    const post = { organization: YL, role: "teacher_full", person: person.id, validFrom: "2026-01-01" };
    expect(codes(await save("Affiliations", [post]))).toEqual([[]]);
    expect(codes(await save("Affiliations", [{ ...post, validFrom: "2026-06-01" }]))).toEqual([["OVERLAP"]]);
    expect(codes(await save("Affiliations", [{ ...post, memberOrganization: YL }])).flat()).toContain("NOT_TOGETHER");
  });

  test("of money in persons, or with more decimals than money has, are refused", async () => {
    const entry = { organization: YL, kind: "training_income", direction: "in", occurredOn: "2026-10-03" };
    const receipt = await save("FundEntries", [
      { ...entry, amount: "120人次" },
      { ...entry, amount: "1.005" },
      { ...entry, amount: "3.2万元" },
      { ...entry, amount: "-5" },
    ]);
    expect(codes(receipt)).toEqual([["WRONG_UNIT"], ["TOO_MANY_DECIMALS"], [], ["NOT_TOGETHER"]]);
    const rows = await hub.sql<{ amount: string }>(
      "select amount from fund_entry where created_by = '李四' and amount = 32000",
    );
    expect(rows).toHaveLength(1);
  });
});

describe("A batch", () => {
  test("whose answer was lost answers the same again and writes nothing twice", async () => {
    const input = { batchId: randomUUID() };
    const rows = [course({ code: "LOST" })];
    const one = await save("Courses", rows, input);
    const two = await save("Courses", rows, input);
    expect(two).toEqual({ ...one, replayed: true });
    expect(await hub.sql("select 1 from course where code = 'LOST'")).toHaveLength(1);
    expect(await refusalOf("Courses", { ...input, rows: [course()] })).toBe("BATCH_DIFFERS");
  });

  test("tried first says what would happen and changes nothing", async () => {
    const receipt = await save("Courses", [course({ code: "TRIED" })], { dryRun: true });
    expect(receipt).toMatchObject({ written: 1, replayed: false });
    expect(await hub.sql("select 1 from course where code = 'TRIED'")).toHaveLength(0);
  });

  test("all or nothing is nothing when one row cannot go in, and may be corrected under its own id", async () => {
    const input = { batchId: randomUUID(), atomic: true };
    const bad = await save("Courses", [course({ code: "ALL-1" }), course({ code: "ALL-2", hours: "x" })], input);
    expect(codes(bad)).toEqual([["NOT_WRITTEN"], ["NOT_A_NUMBER"]]);
    const good = await save("Courses", [course({ code: "ALL-1" }), course({ code: "ALL-2", hours: "8" })], input);
    expect(good.written).toBe(2);
  });

  test("of more rows than a batch holds is refused whole", async () => {
    const rows = Array.from({ length: 10_001 }, () => ({ organization: YL }));
    expect(await refusalOf("Courses", { batchId: randomUUID(), rows })).toBe("TOO_MANY_ROWS");
    expect(await refusalOf("Courses", { batchId: "7", rows: [] })).toBe("BATCH_ID");
  });

  test("of ten thousand rows, each with its own fault, tells all of them", async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => course({ code: `F-${index}`, hours: `${index}节课` }));
    const receipt = await save("Courses", rows);
    expect(receipt.refused + receipt.written).toBe(10_000);
    expect(receipt.rows.every(({ outcome, findings }) => outcome === "WRITTEN" || findings.length === 1)).toBe(true);
  }, 60_000);
});

describe("A row that is there", () => {
  test("is changed by its id, unchanged when nothing differs, and its past is told", async () => {
    const { id } = await newCourse({ name: "旧名" });
    const from = { origin: "十月课程.xlsx" };
    expect(await save("Courses", [{ id, baseVersion: 1, name: "新名" }], from)).toMatchObject({ written: 1 });
    expect(await save("Courses", [{ id, baseVersion: 2, name: "新名" }])).toMatchObject({ unchanged: 1 });
    const { data } = await hub.graphql<{ rowHistory: unknown[] }>(
      `query ($id: ID!) { rowHistory(id: $id) { version operation by file changes { field label before after } } }`,
      { id },
    );
    expect(data.rowHistory).toEqual([
      {
        version: 2,
        operation: "update",
        by: "李四",
        file: "十月课程.xlsx",
        changes: [{ field: "name", label: "名称", before: "旧名", after: "新名" }],
      },
      { version: 1, operation: "insert", by: "李四", file: null, changes: [] },
    ]);
  });

  test("that somebody else changed merges what does not clash and gives back what does", async () => {
    const { id } = await newCourse({ name: "原名", hours: "40" });
    await save("Courses", [{ id, baseVersion: 1, name: "他改的名" }]);
    const merged = await save("Courses", [{ id, baseVersion: 1, name: "原名", hours: "48" }]);
    expect(merged.rows[0]).toMatchObject({ outcome: "WRITTEN", merged: ["name"], version: 3 });
    const clash = await save("Courses", [{ id, baseVersion: 1, name: "我改的名" }]);
    expect(clash.rows[0]).toMatchObject({
      outcome: "CONFLICT",
      conflict: {
        theirVersion: 3,
        changedBy: "李四",
        fields: [{ field: "name", base: "原名", mine: "我改的名", theirs: "他改的名" }],
      },
    });
  });

  test("deleted meanwhile is a conflict, one that never was is refused, one in use stays", async () => {
    const { id } = await newCourse();
    expect(await save("Courses", [{ id, delete: true, baseVersion: 1 }])).toMatchObject({ written: 1 });
    expect((await save("Courses", [{ id, baseVersion: 1, name: "还在吗" }])).rows[0]).toMatchObject({
      outcome: "CONFLICT",
      conflict: { theirVersion: 0, fields: [] },
    });
    expect(codes(await save("Courses", [{ id, name: "还在吗" }]))).toEqual([["ROW_GONE"]]);
    const used = await newCourse({ code: "USED" });
    await save("Activities", [{ organization: YL, kind: "class", title: "用着的班", course: "USED" }]);
    const kept = await save("Courses", [{ id: used.id, delete: true }]);
    expect(codes(kept)).toEqual([["IN_USE"]]);
    expect(kept.rows[0]?.findings[0]?.message).toContain("活动");
  });

  test("named twice in one batch is told on both", async () => {
    const { id } = await newCourse();
    expect(
      codes(
        await save("Courses", [
          { id, name: "一" },
          { id, name: "二" },
        ]),
      ),
    ).toEqual([["DUPLICATE_IN_BATCH"], ["DUPLICATE_IN_BATCH"]]);
  });

  test("cannot be put under itself or its own part", async () => {
    const rows = await hub.sql<{ id: string; org: string }>(
      "select id, code as org from organization where code in ('YL-S1', 'YL-S1-01')",
    );
    const idOf = (code: string): string =>
      `Organization_${(rows.find(({ org }) => org === code)?.id ?? "").replaceAll("-", "").repeat(2)}`;
    const receipt = await save("Organizations", [
      { id: idOf("YL-S1"), parent: "YL-S1-01" },
      { id: idOf("YL-S1-01"), parent: "YL-S1-01" },
    ]);
    expect(codes(receipt)).toEqual([["UNDER_ITSELF"], ["UNDER_ITSELF"]]);
  });
});

describe("States, money and certificates", () => {
  const claim = (more: Record<string, unknown> = {}) => ({
    organization: YL,
    kind: "subsidy",
    title: "补贴申领",
    amount: "800",
    ...more,
  });

  test("a step the course of states does not know is refused with the steps there are", async () => {
    const { id } = first(await save("Applications", [claim()]));
    const skipped = await save("Applications", [{ id, status: "paid" }]);
    expect(codes(skipped)).toEqual([["STEP_FORBIDDEN"]]);
    expect(skipped.rows[0]?.findings[0]?.message).toMatch(/可以变为/);
    expect(codes(await save("Applications", [claim({ status: "approved" })]))).toEqual([["FIRST_STATE"]]);
    expect(codes(await save("Applications", [{ id, status: "checked" }]))).toEqual([[]]);
  });

  test("money is corrected by a reversing entry, once and in full", async () => {
    const entry = { organization: YL, kind: "subsidy", direction: "out", amount: "500", occurredOn: "2026-10-08" };
    const { id } = first(await save("FundEntries", [entry]));
    expect(codes(await save("FundEntries", [{ id, amount: "400" }]))).toEqual([["CORRECT_BY_REVERSAL"]]);
    expect(codes(await save("FundEntries", [{ id, delete: true }]))).toEqual([["CORRECT_BY_REVERSAL"]]);
    expect(codes(await save("FundEntries", [{ ...entry, amount: "-400", reverses: id }]))).toEqual([
      ["REVERSAL_AMOUNT"],
    ]);
    const reversal = { ...entry, amount: "-500", reverses: id, reason: "重复记账" };
    expect(codes(await save("FundEntries", [reversal]))).toEqual([[]]);
    expect(codes(await save("FundEntries", [{ ...entry, amount: "-500", reverses: id }]))).toEqual([
      ["REVERSAL_REPEATED"],
    ]);
  });

  test("a certificate keeps its number and level; revoking it needs a reason", async () => {
    const person = first(await save("Persons", [{ organization: YL, name: "测试乙" }]));
    const credential = {
      organization: YL,
      kind: "skill_level",
      person: person.id,
      level: "高级工",
      number: "T-0001",
      issuedOn: "2026-05-01",
    };
    const { id } = first(await save("Credentials", [credential]));
    expect(codes(await save("Credentials", [{ id, level: "技师" }]))).toEqual([["CORRECT_BY_REVERSAL"]]);
    expect(codes(await save("Credentials", [{ id, revokedOn: "2026-10-01" }]))).toEqual([["NOT_TOGETHER"]]);
    expect(codes(await save("Credentials", [{ id, revokedOn: "2026-10-01", revokedReason: "伪造学时" }]))).toEqual([
      [],
    ]);
  });
});

describe("Identity numbers", () => {
  // No region has the code 990000, so this is nobody's number.
  const body = "99000019900307771";
  const number = `${body}${checkDigitOf(body)}`;

  test("leave a fingerprint and the last four, and are in no answer, row or receipt", async () => {
    const receipt = await save("Persons", [{ organization: YL, name: "测试丙", idNumber: number }]);
    expect(codes(receipt)).toEqual([[]]);
    const [row] = await hub.sql<{ text: string; last4: string; birth: string }>(
      "select p::text as text, id_last4 as last4, birth_ym as birth from person p where name = '测试丙'",
    );
    expect(row).toMatchObject({ last4: number.slice(-4), birth: "1990-03" });
    const kept = await hub.sql<{ text: string }>("select receipt::text as text from batch where kind = 'rows'");
    expect(JSON.stringify([receipt, row, kept])).not.toContain(number.slice(0, 17));
  });

  test("with a slip are refused without being repeated, and one already there is told", async () => {
    const wrong = `${body}${number.endsWith("1") ? "2" : "1"}`;
    const receipt = await save("Persons", [
      { organization: YL, name: "测试丁", idNumber: wrong },
      { organization: YL, name: "测试丙又来", idNumber: number },
    ]);
    expect(codes(receipt)).toEqual([["IDENTITY_NUMBER"], ["ALREADY_THERE"]]);
    expect(JSON.stringify(receipt)).not.toContain(number.slice(0, 14));
  });
});
