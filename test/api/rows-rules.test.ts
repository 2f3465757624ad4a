/** What a row may not do: skip a step, be rewritten where only a reversal is right, stand under itself, overlap, hang loose. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeGlobalId } from "../../server/graph/global-id.js";
import type { TestHub } from "../support/hub.js";
import { made, save, shown, startRowHub, told, type Cells } from "./rows-fixture.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startRowHub();
});
afterAll(() => hub.stop());

const rowOf = (globalId: string): string => decodeGlobalId(globalId).id;

/** Takes a row through states one by one. */
async function walk(register: string, id: string, states: readonly string[], from = 1): Promise<void> {
  for (const [n, status] of states.entries())
    expect([
      status,
      ...told(await save(hub, register, [{ id, baseVersion: from + n, status }], { actor: "复核人员" })),
    ]).toEqual([status, "WRITTEN"]);
}

describe("steps", () => {
  test.each<[string, Cells, readonly string[], string]>([
    ["Application", { kind: "membership", title: "入会" }, ["submitted", "accepted", "reviewing", "publicised", "approved", "issued"], "draft"],
    ["Application", { kind: "subsidy", title: "补贴" }, ["checked", "submitted", "verified", "approved", "paid", "audited"], "draft"],
    ["Application", { kind: "subsidy", title: "补贴" }, ["checked", "blocked", "explained", "checked", "submitted", "void", "recovered"], "paid"],
    ["Activity", { kind: "class", title: "班" }, ["open", "running", "done", "archived"], "planned"],
    ["Activity", { kind: "class", title: "班" }, ["open", "cancelled"], "running"],
    ["Task", { title: "任务", kind: "task", origin: "meeting" }, ["doing", "overdue", "done"], "doing"],
    ["FindingRow", { subject: "某班", kind: "check", source: "rule", severity: "warn", openedOn: "2026-05-01" }, ["explained", "upheld", "closed"], "open"],
  ])("a %s goes %j step by step, and not back", async (register, cells, states, back) => {
    const id = await made(hub, register, cells);
    await walk(register, id, states);
    const { rows } = await save(hub, register, [{ id, baseVersion: states.length + 1, status: back }]);
    expect(rows[0]?.findings).toMatchObject([{ code: "STEP_FORBIDDEN", field: "status" }]);
  }); // prettier-ignore

  test("a step that is left out is refused and says, in Chinese, which may follow", async () => {
    const id = await made(hub, "Application", { kind: "membership", title: "入会" });
    const { rows } = await save(hub, "Application", [{ id, baseVersion: 1, status: "approved" }]);
    expect(rows).toMatchObject([{ outcome: "REFUSED", version: 1, findings: [{ code: "STEP_FORBIDDEN" }] }]);
    const names = await hub.sql<{ name: string }>(
      "select name_zh as name from code where list = 'application_status' and code in ('draft', 'approved', 'submitted', 'withdrawn')",
    );
    for (const { name } of names) expect(rows[0]?.findings[0]?.message).toContain(name);
  });

  test("a claim for money does not go the way of a review", async () => {
    const id = await made(hub, "Application", { kind: "subsidy", title: "补贴" });
    expect(told(await save(hub, "Application", [{ id, baseVersion: 1, status: "submitted" }]))).toEqual([
      "STEP_FORBIDDEN",
    ]);
  });

  test("a report that is returned says why", async () => {
    await hub.sql("insert into form (code, name, period_kind) values ('F-1', '月报', 'month') on conflict do nothing");
    const id = await made(hub, "Submission", { form: "F-1", period: "2026M09", correction: 1, status: "submitted" });
    const without = await save(hub, "Submission", [{ id, baseVersion: 1, status: "returned" }]);
    expect(without.rows[0]?.findings).toMatchObject([{ code: "NOT_TOGETHER" }]);
    const returned = { id, baseVersion: 1, status: "returned", returnReason: "少一列" };
    expect(told(await save(hub, "Submission", [returned]))).toEqual(["WRITTEN"]);
  });
});

describe("money and credentials", () => {
  const fee = { kind: "fee", direction: "in", amount: "1200.50", occurredOn: "2026-03-01", status: "entered" };

  test("an entry keeps its amount and is not deleted; the finding says how it is corrected", async () => {
    const id = await made(hub, "FundEntry", fee);
    const receipt = await save(hub, "FundEntry", [{ id, baseVersion: 1, amount: "1300" }]);
    expect(receipt.rows[0]?.findings).toMatchObject([{ code: "CORRECT_BY_REVERSAL", field: "amount" }]);
    expect(receipt.rows[0]?.findings[0]?.message).toContain("冲销");
    expect(told(await save(hub, "FundEntry", [{ id, baseVersion: 1, delete: true }]))).toEqual(["CORRECT_BY_REVERSAL"]);
    expect(told(await save(hub, "FundEntry", [{ id, baseVersion: 1, note: "补记凭证", amount: 1200.5 }]))).toEqual([
      "WRITTEN",
    ]);
  });

  test("why a row was taken back, changed or deleted is asked where it must be said, and stands in its history", async () => {
    const history = async (id: string): Promise<unknown[]> => {
      const { data } = await hub.graphql<{ rowHistory: unknown[] }>(
        "query ($id: ID!) { rowHistory(id: $id) { operation reason } }",
        { id },
      );
      return data.rowHistory;
    };
    const id = await made(hub, "FundEntry", fee);
    const reversal = { organization: "S", ...fee, amount: "-1200.50", reverses: id };
    for (const dryRun of [true, false]) {
      const { rows } = await save(hub, "FundEntry", [reversal], { dryRun });
      expect(rows[0]).toMatchObject({ outcome: "REFUSED", findings: [{ code: "REASON_REQUIRED", field: "reason" }] });
      expect(rows[0]?.findings[0]?.message).toContain("要写原因");
    }
    const noted = { note: "对账更正" };
    const both = [
      { ...reversal, reason: "多记一笔" },
      { organization: "S", ...fee },
    ];
    const { rows } = await save(hub, "FundEntry", both, noted);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["WRITTEN", "WRITTEN"]);
    expect(await history(rows[0]?.id ?? "")).toEqual([{ operation: "insert", reason: "多记一笔" }]);
    expect(await history(rows[1]?.id ?? "")).toEqual([{ operation: "insert", reason: "对账更正" }]);
    expect(await history(id)).toEqual([{ operation: "insert", reason: null }]);

    await hub.sql("update fund_entry set status = 'approved' where id::text = $1", [rowOf(id)]);
    const change = { id, baseVersion: 1, note: "补附件" };
    expect(told(await save(hub, "FundEntry", [change]))).toEqual(["REASON_REQUIRED"]);
    expect(told(await save(hub, "FundEntry", [{ ...change, reason: "长".repeat(501) }]))).toEqual(["TEXT_TOO_LONG"]);
    expect(told(await save(hub, "FundEntry", [change], { note: "审计要求" }))).toEqual(["WRITTEN"]);
    expect((await history(id))[0]).toEqual({ operation: "update", reason: "审计要求" });

    const activity = await made(hub, "Activity", { kind: "class", title: "导入的班" });
    await hub.sql("update activity set import_id = $2 where id::text = $1", [rowOf(activity), randomUUID()]);
    const deletion = { id: activity, baseVersion: 1, delete: true };
    expect(told(await save(hub, "Activity", [deletion]))).toEqual(["REASON_REQUIRED"]);
    expect(told(await save(hub, "Activity", [{ ...deletion, reason: "重复导入" }]))).toEqual(["WRITTEN"]);
    expect((await history(activity))[0]).toEqual({ operation: "delete", reason: "重复导入" });
    // Told with the next batch is only what was said of it.
    const after = await made(hub, "Activity", { kind: "class", title: "另一班" });
    expect(await history(after)).toEqual([{ operation: "insert", reason: null }]);
  });

  test("a reversal takes back the whole amount, of the same owner, once", async () => {
    const id = await made(hub, "FundEntry", fee);
    const reversal = { organization: "S", ...fee, amount: "-1200.50", reverses: id };
    expect(told(await save(hub, "FundEntry", [{ ...reversal, amount: "-1200" }]))).toEqual(["REVERSAL_AMOUNT"]);
    expect(told(await save(hub, "FundEntry", [{ ...reversal, organization: "P" }]))).toEqual(["OTHER_OWNER"]);
    const { rows } = await save(hub, "FundEntry", [
      { ...reversal, reason: "记错对方单位" },
      { organization: "S", ...fee, amount: "1300" },
    ]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["WRITTEN", "WRITTEN"]);
    expect(told(await save(hub, "FundEntry", [reversal]))).toEqual(["REVERSAL_REPEATED"]);
  });

  test("two reversals of one entry in one batch are told on both", async () => {
    const id = await made(hub, "FundEntry", fee);
    const reversal = { organization: "S", ...fee, amount: "-1200.50", reverses: id };
    const receipt = await save(hub, "FundEntry", [reversal, reversal]);
    expect(receipt.rows.map(({ outcome }) => outcome)).toEqual(["REFUSED", "REFUSED"]);
    expect(told(receipt)).toEqual(["DUPLICATE_IN_BATCH", "DUPLICATE_IN_BATCH"]);
  });

  test("only a reversal may be negative, and it is of the same kind and direction", async () => {
    const id = await made(hub, "FundEntry", fee);
    expect(told(await save(hub, "FundEntry", [{ organization: "S", ...fee, amount: "-1" }]))).toEqual(["NOT_TOGETHER"]);
    const turned = { organization: "S", ...fee, direction: "out", amount: "-1200.50", reverses: id };
    expect(told(await save(hub, "FundEntry", [turned]))).toEqual(["REVERSAL_DIFFERS"]);
  });

  test("a credential keeps what it says, is revoked once with a reason, and is never deleted", async () => {
    const person = await made(hub, "Person", { name: "李示例" });
    const cells = { kind: "skill_level", number: "Z-001", level: "高级工", issuedOn: "2026-04-01", person };
    const id = await made(hub, "Credential", cells);
    expect(await shown(hub, "Credential", id, "level levelRank")).toEqual({ level: "3", levelRank: 4 });
    for (const change of [{ number: "Z-002" }, { level: "技师" }, { issuedOn: "2026-04-02" }, { person: null }])
      expect(told(await save(hub, "Credential", [{ id, baseVersion: 1, ...change }]))).toEqual(["CORRECT_BY_REVERSAL"]);
    expect(told(await save(hub, "Credential", [{ id, baseVersion: 1, delete: true }]))).toEqual([
      "CORRECT_BY_REVERSAL",
    ]);

    expect(told(await save(hub, "Credential", [{ id, baseVersion: 1, revokedOn: "2026-05-01" }]))).toEqual([
      "NOT_TOGETHER",
    ]);
    const revoked = { id, baseVersion: 1, revokedOn: "2026-05-01", revokedReason: "冒名" };
    expect(told(await save(hub, "Credential", [revoked]))).toEqual(["WRITTEN"]);
    expect(told(await save(hub, "Credential", [{ id, baseVersion: 2, revokedOn: "" }]))).toEqual([
      "CORRECT_BY_REVERSAL",
    ]);
  });

  test("the database itself refuses what goes past the hub", async () => {
    const id = await made(hub, "Credential", {
      kind: "honour",
      number: "H-1",
      issuedOn: "2026-04-01",
      workTitle: "作品",
    });
    const key = id.replace(/^Credential_.{32}(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    await expect(hub.sql("update credential set number = 'H-2' where id = $1", [key])).rejects.toThrow(/reversing row/);
    await expect(hub.sql("delete from credential where id = $1", [key])).rejects.toThrow(/reversing row/);
    await hub.sql("update credential set note = '补注' where id = $1", [key]);
  });
});

describe("what hangs together", () => {
  test("no activity and no task is a part of itself, directly, through others, or through another row of the batch", async () => {
    const [a, b, c] = await Promise.resolve([
      await made(hub, "Activity", { kind: "class", code: "T-A", title: "甲" }),
      await made(hub, "Activity", { kind: "class", code: "T-B", title: "乙", parent: "T-A" }),
      await made(hub, "Activity", { kind: "class", code: "T-C", title: "丙", parent: "T-B" }),
    ]);
    expect(told(await save(hub, "Activity", [{ id: a, baseVersion: 1, parent: a }]))).toEqual(["UNDER_ITSELF"]);
    expect(told(await save(hub, "Activity", [{ id: a, baseVersion: 1, parent: c }]))).toEqual(["UNDER_ITSELF"]);
    const loose = [
      await made(hub, "Task", { title: "一", kind: "task", origin: "meeting" }),
      await made(hub, "Task", { title: "二", kind: "task", origin: "meeting" }),
    ];
    const ring = await save(hub, "Task", [
      { id: loose[0], baseVersion: 1, parent: loose[1] },
      { id: loose[1], baseVersion: 1, parent: loose[0] },
    ]);
    expect(told(ring)).toEqual(["UNDER_ITSELF", "UNDER_ITSELF"]);
    expect(told(await save(hub, "Activity", [{ id: b, baseVersion: 1, parent: null }]))).toEqual(["WRITTEN"]);
  });

  test("no organization stands under its own part, and a new one has a code and a place", async () => {
    const receipt = await save(hub, "Organization", [
      { code: "S-9", name: "新设学院", kind: "二级学院", parent: "S" },
      { name: "没有代码", kind: "college", parent: "S" },
      { code: "S", name: "重码", kind: "college" },
    ]);
    expect(told(receipt)).toEqual(["WRITTEN", "NOT_TOGETHER", "ALREADY_THERE"]);
    const [s] = await hub.sql<{ id: string }>("select id from organization where code = 'S'");
    const id = `Organization_${s?.id}${s?.id}`.replaceAll("-", "");
    expect(told(await save(hub, "Organization", [{ id, baseVersion: 1, parent: "S-9" }]))).toEqual(["UNDER_ITSELF"]);
    expect(told(await save(hub, "Organization", [{ id, baseVersion: 1, parent: "S" }]))).toEqual(["UNDER_ITSELF"]);
    expect(told(await save(hub, "Organization", [{ id, baseVersion: 1, shortName: "云院" }]))).toEqual(["WRITTEN"]);
  });

  test("a role is not held twice at the same time, in the hub or within a batch", async () => {
    const person = await made(hub, "Person", { name: "周示例" });
    const role = { organization: "S", role: "expert", person, validFrom: "2026-01-01", validTo: "2027-01-01" };
    expect(told(await save(hub, "Affiliation", [role]))).toEqual(["WRITTEN"]);
    expect(told(await save(hub, "Affiliation", [{ ...role, validFrom: "2026-06-01", validTo: "" }]))).toEqual([
      "OVERLAP",
    ]);
    const later = { ...role, validFrom: "2028-01-01", validTo: "2029-01-01" };
    expect(told(await save(hub, "Affiliation", [later, { ...later, validTo: "2028-06-01" }]))).toEqual([
      "OVERLAP",
      "OVERLAP",
    ]);
    const turned = { ...later, validFrom: "2030-02-01", validTo: "2030-01-01" };
    expect(told(await save(hub, "Affiliation", [turned]))).toEqual(["NOT_TOGETHER"]);
  });

  test("a session that overlaps another of the same person is refused", async () => {
    const activity = await made(hub, "Activity", { kind: "class", title: "考勤班" });
    const person = await made(hub, "Person", { name: "吴示例" });
    const enrolment = await made(hub, "Enrolment", { activity, person, role: "trainee" });
    const session = {
      organization: "S",
      enrolment,
      present: "是",
      startsAt: "2026-03-02 08:30",
      endsAt: "2026-03-02 10:00",
    };
    expect(told(await save(hub, "Attendance", [session]))).toEqual(["WRITTEN"]);
    expect(told(await save(hub, "Attendance", [{ ...session, startsAt: "2026年3月2日 9:00", endsAt: "2026-03-02 11:00" }]))).toEqual(["OVERLAP"]); // prettier-ignore
  });

  test("what others refer to is not deleted, and the finding says who does", async () => {
    const id = await made(hub, "Activity", { kind: "class", title: "有学员" });
    const person = await made(hub, "Person", { name: "郑示例" });
    const enrolment = await made(hub, "Enrolment", { activity: id, person });
    const { rows } = await save(hub, "Activity", [{ id, baseVersion: 1, delete: true }]);
    expect(rows[0]?.findings).toMatchObject([{ code: "IN_USE" }]);
    expect(rows[0]?.findings[0]?.message).toContain("参加记录");
    expect(told(await save(hub, "Enrolment", [{ id: enrolment, baseVersion: 1, delete: true }]))).toEqual(["WRITTEN"]);
    expect(told(await save(hub, "Activity", [{ id, baseVersion: 1, delete: true }]))).toEqual(["WRITTEN"]);
  });

  test("a row refers to rows of its own organization only, and to ones that exist", async () => {
    const other = await made(hub, "Activity", { organization: "P", kind: "class", code: "P-1", title: "别家的" });
    const person = await made(hub, "Person", { name: "王示例" });
    const receipt = await save(hub, "Enrolment", [
      { organization: "S", activity: other, person },
      { organization: "S", activity: "P-1", person },
      { organization: "S", person },
      { organization: "S", activity: `Activity_${randomUUID()}${randomUUID()}`.replaceAll("-", ""), person },
    ]);
    expect(told(receipt)).toEqual(["OTHER_OWNER", "UNKNOWN_ROW", "REQUIRED", "UNKNOWN_ROW"]);
  });

  test("a name that two rows bear is asked for again", async () => {
    await made(hub, "Activity", { kind: "class", title: "同名班" });
    await made(hub, "Activity", { kind: "class", title: "同名班" });
    const person = await made(hub, "Person", { name: "冯示例" });
    expect(told(await save(hub, "Enrolment", [{ organization: "S", activity: "同名班", person }]))).toEqual([
      "AMBIGUOUS",
    ]);
  });

  test("a row keeps its organization, and one that never was is told", async () => {
    const id = await made(hub, "Activity", { kind: "class", title: "不搬家" });
    expect(told(await save(hub, "Activity", [{ id, baseVersion: 1, organization: "P", title: "搬" }]))).toEqual(["OWNER_FIXED"]);
    const nobody = id.replace(/.{8}$/, "00000000");
    expect(told(await save(hub, "Activity", [{ id: nobody, title: "没有" }]))).toEqual(["ROW_GONE"]);
    expect(told(await save(hub, "Activity", [{ id: "not an id", organization: "S", kind: "class", title: "没有" }]))).toEqual(["ROW_GONE"]);
  }); // prettier-ignore
});

describe("shared reference data", () => {
  test("forms, rules and parameters are written the same way, and a rate is not given twice for one time", async () => {
    const rate = { name: "mid_rate", region: "110000", value: "0.5", unit: "比率", validFrom: "2026-01-01" };
    expect(told(await save(hub, "Parameter", [rate]))).toEqual(["WRITTEN"]);
    expect(told(await save(hub, "Parameter", [{ ...rate, value: "0.6", validFrom: "2026-07-01" }]))).toEqual([
      "OVERLAP",
    ]);
    const form = { code: "F-9", edition: 1, name: "季报", periodKind: "quarter" };
    expect(told(await save(hub, "Form", [form]))).toEqual(["WRITTEN"]);
    expect(told(await save(hub, "Form", [form]))).toEqual(["ALREADY_THERE"]);
  });
});

describe("a row's past", () => {
  test("tells who changed what, when and in which batch, newest first, and never an identity number", async () => {
    const first = await save(hub, "Activity", [{ organization: "S", kind: "class", title: "初稿", place: "甲" }], { actor: "甲一" });
    const id = first.rows[0]?.id ?? "";
    const second = await save(hub, "Activity", [{ id, baseVersion: 1, title: "定稿", status: "open" }], { actor: "乙二" });
    const { data } = await hub.graphql<{ rowHistory: unknown[] }>(
      "query ($id: ID!) { rowHistory(id: $id) { version by batchId operation changes { field before after } } }",
      { id },
    );
    expect(data.rowHistory).toMatchObject([
      { version: 2, by: "乙二", batchId: second.batchId, operation: "update", changes: expect.arrayContaining([
        { field: "title", before: "初稿", after: "定稿" },
        { field: "status", before: "planned", after: "open" },
      ]) },
      { version: 1, by: "甲一", batchId: first.batchId, operation: "insert" },
    ]);
    expect(await save(hub, "Activity", [{ id, baseVersion: 2, delete: true }])).toMatchObject({ written: 1 });
    const after = await hub.graphql<{ rowHistory: { operation: string }[] }>(
      "query ($id: ID!) { rowHistory(id: $id, first: 2) { operation } }",
      { id },
    );
    expect(after.data.rowHistory.map(({ operation }) => operation)).toEqual(["delete", "update"]);
  }); // prettier-ignore
});
