/**
 * What the database itself refuses whoever asks it past the hub's own rules: statements as the role of requests, under an
 * account. Beside every refusal stands the same statement by somebody entitled, which goes through.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { Database } from "../../server/database/tables.js";
import type { Kysely } from "kysely";
import { startHub, type TestHub } from "../support/hub.js";
import { fillRowHub } from "./rows-fixture.js";

let hub: TestHub;
const accounts = new Map<string, string>();
beforeAll(async () => {
  hub = await startHub({ signedIn: false });
  await fillRowHub(hub);
  await hub.signIn({ role: "finance", organization: "S", name: "会计甲" });
  await hub.signIn({ role: "finance", organization: "S", name: "会计乙" });
  await hub.signIn({ role: "bureau", organization: "B", name: "主管甲" });
  await hub.signIn({ role: "college_clerk", organization: "S", name: "干事甲" });
  await hub.signIn({ role: "school_office", organization: "S", name: "培训处甲" });
  const rows = await hub.sql<{ name: string; id: string }>("select name, id from account");
  for (const { name, id } of rows) accounts.set(name, id);
  await hub.sql(
    "insert into indicator (code, name_zh, name_en, unit, unit_dim, kind) values ('ZZ01', '测试', 'Test', '人', 'person', 'reported')",
  );
});
afterAll(() => hub.stop());

/** Runs statements as the role of requests, under an account; answers with the last rows, or with the refusal. */
async function as(name: string, ...statements: string[]): Promise<unknown> {
  const run = async (tx: Kysely<Database>): Promise<unknown> => {
    await sql`select set_config('hub.account', ${accounts.get(name) ?? ""}, true), set_config('hub.viewer', ${name}, true)`.execute(
      tx,
    );
    await sql`set local role xunshu_hub`.execute(tx);
    let rows: unknown = [];
    for (const statement of statements) ({ rows } = await sql.raw(statement).execute(tx));
    return rows;
  };
  try {
    return await hub.database.db.transaction().execute(run);
  } catch (error) {
    return (error as Error).message;
  }
}

const S = "(select id from organization where code = 'S')";
const entry = (status: string, more = "", value = "") =>
  `insert into fund_entry (org_id, id, kind, direction, amount, occurred_on, status${more}) values (${S}, '$id', 'fee', 'in', 100, '2026-03-01', '${status}'${value}) returning status`;
const withId = (statement: string, n: number): string =>
  statement.replace("$id", `0199aaaa-0000-7000-8000-${String(n).padStart(12, "0")}`);
const idOf = (n: number): string => `'0199aaaa-0000-7000-8000-${String(n).padStart(12, "0")}'`;
const change = (table: string, n: number, what: string): string =>
  `update ${table} set ${what}, version = version + 1 where id = ${idOf(n)} returning status`;

describe("money", () => {
  test("is not born as paid or approved, whoever enters it; as entered it is", async () => {
    expect(await as("会计甲", withId(entry("paid"), 1))).toBe("FIRST_STATE");
    expect(await as("会计甲", withId(entry("approved"), 1))).toBe("FIRST_STATE");
    expect(await as("会计甲", withId(entry("entered"), 1))).toEqual([{ status: "entered" }]);
  });

  test("is not marked paid by whoever entered it, but by a second person", async () => {
    expect(await as("会计甲", withId(entry("entered"), 2))).toEqual([{ status: "entered" }]);
    expect(await as("会计甲", change("fund_entry", 2, "status = 'paid'"))).toBe("SAME_PERSON");
    expect(await as("干事甲", change("fund_entry", 2, "status = 'paid'"))).toBe("NOT_APPROVER");
    expect(await as("会计乙", change("fund_entry", 2, "status = 'paid', note = '改了'"))).toBe("SAME_PERSON");
    expect(await as("会计乙", change("fund_entry", 2, "status = 'paid'"))).toEqual([{ status: "paid" }]);
  });

  test("that is planned is approved before it is paid, and paid money changes its state no more", async () => {
    expect(await as("会计甲", withId(entry("planned"), 3))).toEqual([{ status: "planned" }]);
    expect(await as("会计乙", change("fund_entry", 3, "status = 'paid'"))).toBe("STEP_FORBIDDEN");
    expect(await as("会计乙", change("fund_entry", 3, "status = 'approved'"))).toEqual([{ status: "approved" }]);
    expect(await as("会计乙", change("fund_entry", 3, "status = 'paid'"))).toEqual([{ status: "paid" }]);
    expect(await as("会计乙", change("fund_entry", 3, "status = 'void'"))).toBe("STEP_FORBIDDEN");
  });

  test("is not entered in another's name, nor given to another later", async () => {
    expect(await as("会计甲", withId(entry("entered", ", created_by", ", '会计乙'"), 4))).toMatch(
      /row-level security/u,
    );
    expect(await as("会计甲", withId(entry("entered"), 4))).toEqual([{ status: "entered" }]);
    expect(await as("会计甲", change("fund_entry", 4, "created_by = '会计乙'"))).toBe("STAMPS_STAND");
  });

  test("is changed by somebody who does not write it in its state alone", async () => {
    expect(await as("会计甲", withId(entry("entered"), 5))).toEqual([{ status: "entered" }]);
    expect(await as("主管甲", change("fund_entry", 5, "note = '改'"))).toBe("ONLY_RETURN");
    expect(await as("会计甲", change("fund_entry", 5, "note = '改'"))).toEqual([{ status: "entered" }]);
    expect(await as("主管甲", change("fund_entry", 5, "status = 'held'"))).toEqual([{ status: "held" }]);
  });
});

const figure = (n: number, status = "draft"): string =>
  `with f as (insert into figure (org_id, id, indicator, period, value, source, status, dims_key) values (${S}, ${idOf(n)}, 'ZZ01', '2026M09', 5, 'reported', '${status}', 'x=${n}') returning *)
   insert into figure_revision (org_id, figure_id, version, value, source, status) select org_id, id, version, value, source, status from f returning status`;
const revise = (n: number, what: string): string =>
  `with f as (update figure set ${what}, version = version + 1 where id = ${idOf(n)} returning *)
   insert into figure_revision (org_id, figure_id, version, value, source, status) select org_id, id, version, value, source, status from f returning status`;

describe("figures", () => {
  test("of a unit are not rewritten by a bureau, which may return them", async () => {
    expect(await as("干事甲", figure(11), revise(11, "status = 'submitted'"))).toEqual([{ status: "submitted" }]);
    expect(await as("主管甲", revise(11, "value = 9"))).toBe("ONLY_RETURN");
    expect(await as("主管甲", figure(12))).toMatch(/row-level security/u);
    expect(await as("主管甲", revise(11, "status = 'draft'"))).toEqual([{ status: "draft" }]);
    expect(await as("干事甲", revise(11, "value = 9"))).toEqual([{ status: "draft" }]);
  });

  test("are closed while they are sent and once they are approved, and nobody takes them back", async () => {
    expect(await as("干事甲", figure(13), revise(13, "status = 'submitted'"))).toEqual([{ status: "submitted" }]);
    expect(await as("干事甲", revise(13, "value = 6"))).toBe("LOCKED");
    expect(await as("干事甲", revise(13, "status = 'draft', value = 6"))).toBe("LOCKED");
    expect(await as("干事甲", revise(13, "status = 'draft'"))).toBe("NOT_APPROVER");
    expect(await as("干事甲", revise(13, "status = 'approved'"))).toBe("NOT_APPROVER");
    expect(await as("培训处甲", revise(13, "status = 'approved'"))).toEqual([{ status: "approved" }]);
    expect(await as("培训处甲", revise(13, "value = 6"))).toBe("LOCKED");
  });

  test("are not approved by whoever entered them, nor born as approved", async () => {
    expect(await as("培训处甲", figure(14, "approved"))).toBe("FIRST_STATE");
    expect(await as("培训处甲", figure(14), revise(14, "status = 'submitted'"))).toEqual([{ status: "submitted" }]);
    expect(await as("培训处甲", revise(14, "status = 'approved'"))).toBe("SAME_PERSON");
    expect(await as("主管甲", revise(14, "status = 'approved'"))).toEqual([{ status: "approved" }]);
  });

  test("do not change without a trace, nor in another's name", async () => {
    expect(await as("干事甲", figure(15))).toEqual([{ status: "draft" }]);
    expect(await as("干事甲", change("figure", 15, "value = 8"))).toBe("UNRECORDED");
    const inAnothersName = revise(15, "value = 8")
      .replace("source, status) select", "source, status, changed_by) select")
      .replace("status from f", "status, '培训处甲' from f");
    expect(await as("干事甲", inAnothersName)).toMatch(/row-level security/u);
  });
});

describe("what was decided", () => {
  const claim = (n: number) =>
    `insert into application (org_id, id, kind, title, status, amount) values (${S}, ${idOf(n)}, 'grant', '示例申报', 'submitted', 100) returning status`;
  const remove = (table: string, n: number) => `delete from ${table} where id = ${idOf(n)} returning id`;

  test("keeps what was approved of it, and is not deleted; what was only handed in is", async () => {
    expect(await as("干事甲", claim(41), claim(42))).toEqual([{ status: "submitted" }]);
    expect(await as("干事甲", change("application", 41, "amount = 120"))).toEqual([{ status: "submitted" }]);
    expect(await as("干事甲", change("application", 41, "status = 'issued'"))).toBe("STEP_FORBIDDEN");
    expect(await as("主管甲", change("application", 41, "status = 'approved'"))).toEqual([{ status: "approved" }]);
    expect(await as("干事甲", change("application", 41, "amount = 900"))).toBe("STANDS");
    expect(await as("干事甲", remove("application", 41))).toBe("STANDS");
    expect(await as("干事甲", change("application", 41, "status = 'issued'"))).toEqual([{ status: "issued" }]);
    expect(await as("干事甲", remove("application", 42))).toHaveLength(1);
  });
});

describe("reports and findings", () => {
  const form = `(select id from form where code = 'zz')`;
  const report = (n: number, status: string, more = "", value = ""): string =>
    `insert into submission (org_id, id, form_id, period, status, correction${more}) values (${S}, ${idOf(n)}, ${form}, '2026M09', '${status}', ${n}${value}) returning status`;
  beforeAll(() =>
    hub.sql(
      "insert into form (code, edition, name, period_kind, due_days, cells) values ('zz', 1, '测试表', 'month', 5, '[]')",
    ),
  );

  test("a report's stamps are the account's, whatever is sent", async () => {
    const sent = report(21, "submitted", ", submitted_by, approved_by", ", '主管甲', '主管甲'");
    expect(await as("干事甲", sent)).toEqual([{ status: "submitted" }]);
    expect(await as("主管甲", change("submission", 21, "status = 'accepted', reviewed_by = '会计甲'"))).toEqual([
      { status: "accepted" },
    ]);
    expect(await as("干事甲", change("submission", 21, "submitted_by = '培训处甲'"))).toEqual([{ status: "accepted" }]);
    const [kept] = await hub.sql(
      `select submitted_by, reviewed_by, approved_by, submitted_at is not null as sent from submission where id = ${idOf(21)}`,
    );
    expect(kept).toEqual({ submitted_by: "干事甲", reviewed_by: "主管甲", approved_by: null, sent: true });
  });

  test("a report is not born approved, nor approved by its sender, nor past its acceptance", async () => {
    expect(await as("培训处甲", report(22, "approved"))).toBe("FIRST_STATE");
    expect(await as("培训处甲", report(22, "submitted"))).toEqual([{ status: "submitted" }]);
    expect(await as("主管甲", change("submission", 22, "status = 'approved'"))).toBe("STEP_FORBIDDEN");
    expect(await as("干事甲", change("submission", 22, "status = 'accepted'"))).toBe("NOT_APPROVER");
    expect(await as("培训处甲", change("submission", 22, "status = 'accepted'"))).toEqual([{ status: "accepted" }]);
    expect(await as("培训处甲", change("submission", 22, "status = 'approved'"))).toBe("SAME_PERSON");
    expect(await as("主管甲", change("submission", 22, "status = 'approved'"))).toEqual([{ status: "approved" }]);
    expect(await as("主管甲", change("submission", 22, "status = 'draft'"))).toBe("STEP_FORBIDDEN");
  });

  test("a unit does not waive what was found against it", async () => {
    const found = `insert into finding (org_id, id, kind, source, severity, subject, opened_on, decided_by) values (${S}, ${idOf(31)}, 'problem', 'inspection', 'warn', '缺考勤', '2026-09-01', '主管甲') returning decided_by`;
    expect(await as("干事甲", found)).toEqual([{ decided_by: null }]);
    expect(await as("干事甲", change("finding", 31, "status = 'waived'"))).toBe("NOT_APPROVER");
    expect(await as("干事甲", `delete from finding where id = ${idOf(31)}`)).toBe("NOT_APPROVER");
    expect(await as("主管甲", change("finding", 31, "status = 'waived'"))).toEqual([{ status: "waived" }]);
    expect(await hub.sql(`select decided_by from finding where id = ${idOf(31)}`)).toEqual([{ decided_by: "主管甲" }]);
  });
});
