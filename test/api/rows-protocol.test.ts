/** Rows are sent in batches: what goes in, what comes back, and what happens when an answer is lost or two people meet. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TestHub } from "../support/hub.js";
import { made, save, send, shown, startRowHub, told } from "./rows-fixture.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startRowHub();
});
afterAll(() => hub.stop());

const count = async (table: string): Promise<number> =>
  (await hub.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1;

describe("what goes in", () => {
  test("a row goes in as people write it: Chinese names of codes, dates and numbers", async () => {
    const { rows, written } = await save(hub, "Activity", [
      {
        organization: "云岭学院",
        kind: "培训班",
        code: "K-1",
        title: "电工提升班",
        startsOn: "2026年3月2日",
        endsOn: "2026/3/20",
        hours: "４０",
        mode: "线下",
        capacity: 45,
        foreignSide: false,
        place: "三号楼",
      },
    ]);
    expect(written).toBe(1);
    expect(rows).toMatchObject([{ index: 0, outcome: "WRITTEN", version: 1, findings: [], conflict: null }]);
    expect(
      await shown(hub, "Activity", rows[0]?.id ?? "", "kind title startsOn endsOn hours mode capacity foreignSide place status version organization { code }"), // prettier-ignore
    ).toEqual({
      kind: "class", title: "电工提升班", startsOn: "2026-03-02", endsOn: "2026-03-20", hours: "40.0", mode: "offline", capacity: 45,
      foreignSide: false, place: "三号楼", status: "planned", version: 1, organization: { code: "S" },
    }); // prettier-ignore
  });

  test("a row may name others by code, by name or by id", async () => {
    const activity = await made(hub, "Activity", { kind: "class", code: "K-2", title: "焊工班" });
    const person = await made(hub, "Person", { name: "赵示例" });
    const receipt = await save(hub, "Enrolment", [
      { organization: "S", activity: "K-2", person, role: "学员", categories: "企业职工、退役军人" },
      { organization: "S", activity, person: "赵示例", role: "裁判" },
    ]);
    expect(told(receipt)).toEqual(["WRITTEN", "WRITTEN"]);
    expect(
      await shown(hub, "Enrolment", receipt.rows[0]?.id ?? "", "categories role activity { code } person { name }"),
    ).toEqual({
      categories: ["employee", "veteran"],
      role: "trainee",
      activity: { code: "K-2" },
      person: { name: "赵示例" },
    });
  });

  test("every fault of every row is told at once, and the good rows go in", async () => {
    const receipt = await save(hub, "Activity", [
      { organization: "S", kind: "class", title: "好的班" },
      {
        organization: "无此单位",
        kind: "培训斑",
        title: "",
        startsOn: "2026-02-30",
        hours: "很多",
        capacity: "三十点五",
      },
      { organization: "S", kind: "class", title: "又一个", hours: "40元", capacity: "30.5", foreignSide: "也许" },
    ]);
    expect(receipt).toMatchObject({ written: 1, refused: 2 });
    expect(receipt.rows[1]?.findings.map(({ code, field }) => `${field} ${code}`).sort()).toEqual([
      "capacity NOT_A_NUMBER",
      "hours NOT_A_NUMBER",
      "kind UNKNOWN_CODE",
      "organization UNKNOWN_ORGANIZATION",
      "startsOn NOT_A_DATE",
      "title REQUIRED",
    ]);
    expect(receipt.rows[2]?.findings.map(({ code, field }) => `${field} ${code}`).sort()).toEqual([
      "capacity NOT_WHOLE",
      "foreignSide NOT_YES_OR_NO",
      "hours WRONG_UNIT",
    ]);
  });

  test("a finding names its cell, and a code that is nearly right is proposed", async () => {
    const { rows } = await save(hub, "Activity", [
      { organization: "S", kind: "培训", title: "某班", at: "'一月 台账'!C7" },
    ]);
    expect(rows[0]?.findings).toMatchObject([
      { code: "UNKNOWN_CODE", field: "kind", cell: "C7", row: 7, suggestion: "培训班" },
    ]);
    expect(rows[0]?.findings[0]?.message).toContain("C7");
  });

  test("10,001 rows are refused before anything is read", async () => {
    const rows = Array.from({ length: 10_001 }, () => ({ organization: "S" }));
    const { errors } = await send(hub, "Task", rows);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "TOO_MANY_ROWS" });
  });
});

describe("a batch", () => {
  test("sent again after a lost answer gets the same receipt and writes nothing", async () => {
    const batchId = randomUUID();
    const rows = [{ organization: "S", kind: "class", title: "重发班" }];
    const first = await save(hub, "Activity", rows, { batchId });
    const before = await count("activity");
    const second = await save(hub, "Activity", rows, { batchId });
    expect(second).toEqual({ ...first, replayed: true });
    expect(await count("activity")).toBe(before);
  });

  test("with other contents under the same id is refused", async () => {
    const batchId = randomUUID();
    await save(hub, "Activity", [{ organization: "S", kind: "class", title: "甲班" }], { batchId });
    const { errors } = await send(hub, "Activity", [{ organization: "S", kind: "class", title: "乙班" }], { batchId });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BATCH_DIFFERS" });
  });

  test("that is only tried answers the same and writes nothing, not even its receipt", async () => {
    const before = [await count("activity"), await count("batch"), await count("change_log")];
    const receipt = await save(
      hub,
      "Activity",
      [
        { organization: "S", kind: "class", title: "试一试" },
        { organization: "S", kind: "nonsense", title: "试一试" },
      ],
      { dryRun: true },
    );
    expect(receipt).toMatchObject({ dryRun: true, written: 1, refused: 1 });
    expect([await count("activity"), await count("batch"), await count("change_log")]).toEqual(before);
  });

  test("of all or nothing keeps the good rows out too, says so on them, and may be corrected under its own id", async () => {
    const batchId = randomUUID();
    const good = { organization: "S", kind: "class", title: "全或无" };
    const before = await count("activity");
    const stopped = await save(hub, "Activity", [good, { ...good, kind: "nonsense" }], { batchId, atomic: true });
    expect(told(stopped)).toEqual(["NOT_WRITTEN", "UNKNOWN_CODE"]);
    expect(await count("activity")).toBe(before);
    const corrected = await save(hub, "Activity", [good, good], { batchId, atomic: true });
    expect(corrected).toMatchObject({ written: 2, replayed: false });
  });

  test("is known to the log of changes", async () => {
    const { batchId } = await save(hub, "Activity", [{ organization: "S", kind: "class", title: "记入日志" }], {
      origin: "台账.xlsx",
    });
    expect(await hub.sql("select register, operation, row_count, origin from change_log where batch_id = $1", [batchId])).toEqual([
      { register: "activity", operation: "insert", row_count: 1, origin: "台账.xlsx" },
    ]); // prettier-ignore
  });

  test("in which two rows are the same row is told on both", async () => {
    const id = await made(hub, "Activity", { kind: "class", title: "同一行" });
    const twice = await save(hub, "Activity", [
      { id, baseVersion: 1, title: "甲" },
      { id, baseVersion: 1, title: "乙" },
    ]);
    expect(told(twice)).toEqual(["DUPLICATE_IN_BATCH", "DUPLICATE_IN_BATCH"]);
    const sameKey = await save(hub, "Activity", [
      { organization: "S", kind: "class", code: "K-9", title: "甲" },
      { organization: "S", kind: "class", code: "K-9", title: "乙" },
    ]);
    expect(told(sameKey)).toEqual(["DUPLICATE_IN_BATCH", "DUPLICATE_IN_BATCH"]);
  });

  test("takes rows of several owners, and a code that two of them use is no clash", async () => {
    const rows = ["S", "P"].map((organization) => ({ organization, kind: "class", code: "K-10", title: "各有一个" }));
    expect(told(await save(hub, "Activity", rows))).toEqual(["WRITTEN", "WRITTEN"]);
    expect(told(await save(hub, "Activity", rows.slice(0, 1)))).toEqual(["ALREADY_THERE"]);
  });

  test("of two people swapping codes between rows goes in, for it is judged as it would stand", async () => {
    const one = await made(hub, "Activity", { kind: "class", code: "W-1", title: "一" });
    const two = await made(hub, "Activity", { kind: "class", code: "W-2", title: "二" });
    const receipt = await save(hub, "Activity", [
      { id: one, baseVersion: 1, code: "W-3" },
      { id: two, baseVersion: 1, code: "W-1" },
    ]);
    expect(told(receipt)).toEqual(["WRITTEN", "WRITTEN"]);
  });
});

describe("when somebody else was there first", () => {
  test("what they left alone merges by itself, and only what both changed comes back", async () => {
    const id = await made(hub, "Activity", { kind: "class", title: "原名", place: "旧址", capacity: 30 });
    await save(hub, "Activity", [{ id, baseVersion: 1, place: "新址" }], { actor: "李四" });

    const merged = await save(hub, "Activity", [{ id, baseVersion: 1, title: "新名", place: "旧址" }]);
    expect(merged.rows).toMatchObject([{ outcome: "WRITTEN", version: 3, merged: ["place"] }]);
    expect(await shown(hub, "Activity", id, "title place")).toEqual({ title: "新名", place: "新址" });

    const clash = await save(hub, "Activity", [{ id, baseVersion: 1, place: "第三处", capacity: 40 }]);
    expect(clash).toMatchObject({ conflicts: 1, written: 0 });
    expect(clash.rows[0]?.conflict).toMatchObject({
      fields: [{ field: "place", base: "旧址", mine: "第三处", theirs: "新址" }],
      theirVersion: 3,
    });
    expect(await shown(hub, "Activity", id, "place capacity")).toEqual({ place: "新址", capacity: 30 });
  });

  test("the values the sender started from decide, where they are sent along", async () => {
    const id = await made(hub, "Activity", { kind: "class", title: "底本", place: "甲" });
    await save(hub, "Activity", [{ id, baseVersion: 1, place: "乙" }]);
    const { rows } = await save(hub, "Activity", [
      { id, baseVersion: 1, title: "底本二", place: "甲", baseValues: { title: "底本", place: "甲" } },
    ]);
    expect(rows).toMatchObject([{ outcome: "WRITTEN", merged: ["place"] }]);
  });

  test("the same change made twice is no conflict", async () => {
    const id = await made(hub, "Activity", { kind: "class", title: "同改" });
    await save(hub, "Activity", [{ id, baseVersion: 1, hours: "12.50" }]);
    expect(told(await save(hub, "Activity", [{ id, baseVersion: 1, hours: "12.5" }]))).toEqual(["UNCHANGED"]);
  });

  test("a row that was changed is not deleted, and one that was deleted is not changed", async () => {
    const id = await made(hub, "Activity", { kind: "class", title: "删改" });
    await save(hub, "Activity", [{ id, baseVersion: 1, title: "删改二" }], { actor: "王五" });
    const deletion = await save(hub, "Activity", [{ id, baseVersion: 1, delete: true }]);
    expect(deletion.rows).toMatchObject([{ outcome: "CONFLICT", conflict: { theirVersion: 2, changedBy: "王五" } }]);

    expect(await save(hub, "Activity", [{ id, baseVersion: 2, delete: true }])).toMatchObject({ written: 1 });
    const late = await save(hub, "Activity", [{ id, baseVersion: 2, title: "太晚" }]);
    expect(late.rows).toMatchObject([{ outcome: "CONFLICT", conflict: { fields: [], theirVersion: 0 } }]);
  });

  test("a new row whose answer was lost, sent under another batch with the id its sender made, is not doubled", async () => {
    const id = randomUUID();
    const row = { id, organization: "S", kind: "class", title: "自带编号" };
    expect(told(await save(hub, "Activity", [row]))).toEqual(["WRITTEN"]);
    expect(told(await save(hub, "Activity", [row]))).toEqual(["UNCHANGED"]);
  });
});

describe("identity numbers", () => {
  // A number that could be, made of a birthday and a check digit.
  const number = "110101199003078996";
  const digits = number.slice(0, 14);

  test("become a fingerprint and four characters, and come back nowhere", async () => {
    const right = await send(hub, "Person", [{ organization: "S", name: "钱示例", idNumber: ` ${number}` }]);
    expect(told(right.data.receipt)).toEqual(["WRITTEN"]);
    expect(await shown(hub, "Person", right.data.receipt.rows[0]?.id ?? "", "idLast4 birthYm sex")).toEqual({
      idLast4: "8996",
      birthYm: "1990-03",
      sex: "1",
    });
    const wrong = await send(hub, "Person", [{ organization: "S", name: "孙示例", idNumber: `${digits}8997` }]);
    expect(told(wrong.data.receipt)).toEqual(["IDENTITY_NUMBER"]);
    expect(wrong.data.receipt.rows[0]?.findings[0]?.message).toContain("校验码");
    const kept = await hub.sql(
      "select (select jsonb_agg(p)::text from person p) || (select jsonb_agg(b.receipt)::text from batch b) || (select coalesce(jsonb_agg(r)::text, '') from change_row r) as all",
    );
    for (const said of [right, wrong, kept]) expect(JSON.stringify(said)).not.toContain(digits);
  });

  test("are the same person to the hub: a second row of one owner with the same number is refused", async () => {
    const again = await save(hub, "Person", [{ organization: "S", name: "钱同示", idNumber: number }]);
    expect(told(again)).toEqual(["ALREADY_THERE"]);
    expect(told(await save(hub, "Person", [{ organization: "P", name: "钱示例", idNumber: number }]))).toEqual([
      "WRITTEN",
    ]);
  });
});
