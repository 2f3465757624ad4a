import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { openDatabase, type OpenDatabase } from "../../server/database/database.js";
import { keepIndicatorVersions, loadIndicators } from "../../server/database/codes/load-codes.js";
import { loadCatalogueAt } from "../../server/features/indicator/indicator.catalogue.js";
import { copyDatabase, type DatabaseCopy } from "../support/database-copies.js";
import { breakdown, originOf, valuesOf, type Span } from "./indicator-counts.js";

let copy: DatabaseCopy;
let opened: OpenDatabase;
const organizations: Record<string, string> = {};

/** Adds a row and returns its id. */
async function add(table: string, row: Readonly<Record<string, unknown>>): Promise<string> {
  const columns = Object.keys(row).map((column) => sql.ref(column));
  const values = Object.values(row).map(
    (value) =>
      sql`${typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Buffer) ? JSON.stringify(value) : value}`,
  );
  const { rows } = await sql<{
    id: string;
  }>`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(values)}) returning id`.execute(
    opened.db,
  );
  return rows[0]?.id ?? "";
}
const at = (organization: string): { org_id: string } => ({ org_id: organizations[organization] ?? "" });
const year = (organization: string, more: Partial<Span> = {}): Span => ({
  organization: organizations[organization] ?? "",
  starts: "2026-01-01",
  ends: "2027-01-01",
  at: "2026-11-05",
  ...more,
});
const values = (codes: readonly string[], span: Span) => valuesOf(opened.db, codes, span);

/** A city bureau in Suzhou over a school and two providers. Everybody is invented. */
beforeAll(async () => {
  copy = await copyDatabase("empty", Buffer.alloc(32));
  opened = await openDatabase(copy.place);
  await loadIndicators(opened.db);
  const list = [
    ["B", "gov_dept", null, "320500"],
    ["S", "school", "B", null],
    ["P1", "provider", "B", "320506"],
    ["P2", "provider", "B", "320507"],
    ["E1", "enterprise", null, null],
    ["E2", "enterprise", null, null],
  ] as const;
  for (const [code, kind, parent, region] of list) {
    const parent_id = parent === null ? null : organizations[parent];
    organizations[code] = await add("organization", { code, name: `机构${code}`, kind, region, parent_id });
  }
}, 60_000);
afterAll(async () => {
  await opened.close();
  await copy.remove();
});

const human = (organization: string, hash: string | null, name = "王某"): Promise<string> =>
  add("person", { ...at(organization), name, id_hash: hash === null ? null : Buffer.from(hash) });

describe("people", () => {
  test("TE05: a part-time teacher at two providers within a year counts two, whoever looks from the city", async () => {
    for (const [organization, from, to] of [
      ["P1", "2024-01-01", "2026-01-31"],
      ["P2", "2026-03-01", null],
      ["S", "2026-01-01", null],
    ] as const) {
      const person_id = await human(organization, "teacher");
      await add("affiliation", {
        ...at(organization),
        role: "teacher_part",
        person_id,
        valid_from: from,
        valid_to: to,
      });
    }
    await add("affiliation", {
      ...at("P1"),
      role: "teacher_part",
      person_id: await human("P1", "other"),
      valid_from: "2026-01-01",
    });
    // The school is no provider; P1 lies within the year up to 5 November 2026, not up to 5 February 2027 less a day.
    expect(await values(["TE05", "TE02"], year("B"))).toEqual({ TE05: "2", TE02: "3" });
    expect(await values(["TE05"], year("B", { at: "2027-02-05" }))).toEqual({ TE05: "1" });
    expect(await values(["TE05"], year("S"))).toEqual({ TE05: null });
    expect((await originOf(opened.db, "TE05", year("B"))).total).toBe(3);
  });

  test("EV12: a graduate of the period counts who holds a skill certificate from anywhere by its end", async () => {
    const issue = (organization: string, person_id: string, kind: string, issued_on: string, more = {}) =>
      add("credential", { ...at(organization), person_id, kind, issued_on, ...more });
    const both = await human("S", "both");
    await issue("S", both, "diploma", "2026-06-30");
    await issue("P1", await human("P1", "both"), "skill_level", "2025-12-01");
    const later = await human("S", "later");
    await issue("S", later, "diploma", "2026-06-30");
    await issue("S", later, "skill_level", "2026-12-01");
    const revoked = await human("S", "revoked");
    await issue("S", revoked, "diploma", "2026-06-30");
    await issue("S", revoked, "skill_level", "2026-01-01", { revoked_on: "2026-02-01", revoked_reason: "有误" });
    await issue("S", await human("S", "none"), "diploma", "2026-06-30");
    expect(await values(["EV12"], year("S"))).toEqual({ EV12: "1" });
    expect(await values(["EV12"], year("S", { at: "2026-12-31" }))).toEqual({ EV12: "2" });
    // The provider gave a certificate, no diploma: its person is no graduate of its own.
    expect(await values(["EV12"], year("P1"))).toEqual({ EV12: "0" });
    expect(await values(["EV12"], year("B", { starts: "2025-01-01", ends: "2026-01-01", at: "2025-12-31" }))).toEqual({
      EV12: "0",
    });
  });

  test("TR23: the researcher with the fewest hours says how many everybody had at least", async () => {
    const activity_id = await add("activity", {
      ...at("S"),
      kind: "class",
      title: "教研培训",
      ends_on: "2026-05-01",
      status: "done",
    });
    const second = await add("activity", {
      ...at("S"),
      kind: "class",
      title: "教研培训二",
      ends_on: "2026-06-01",
      status: "done",
    });
    const [a, b] = [await human("S", "ra"), await human("S", "rb")];
    await add("enrolment", { ...at("S"), activity_id, person_id: a, role: "researcher", hours_done: "30" });
    await add("enrolment", { ...at("S"), activity_id: second, person_id: a, role: "researcher", hours_done: "12.5" });
    await add("enrolment", { ...at("S"), activity_id, person_id: b, role: "researcher", hours_done: "50" });
    await add("enrolment", { ...at("S"), activity_id, person_id: await human("S", "trainee"), hours_done: "1" });
    const research = (person_id: string, more = {}) =>
      add("affiliation", { ...at("S"), role: "researcher_part", person_id, valid_from: "2025-01-01", ...more });
    await research(a);
    await research(b);
    await research(await human("S", "gone"), { valid_to: "2026-02-01" });
    expect(await values(["TR23"], year("B"))).toEqual({ TR23: "42.5" });
    expect(await values(["TR23"], year("P2"))).toEqual({ TR23: null });
    // One who had no training at all is the least.
    await research(await human("S", "idle"));
    expect(await values(["TR23"], year("B"))).toEqual({ TR23: "0" });
    expect(await values(["TR23"], year("B", { at: "2024-12-31" }))).toEqual({ TR23: null });
  });

  test("ST14: pupils of an international class count while they attend, each once", async () => {
    const activity_id = await add("activity", {
      ...at("S"), kind: "international_class", title: "国际课程班", starts_on: "2026-09-01", ends_on: "2029-07-01", status: "running",
    }); // prettier-ignore
    const enrol = async (hash: string, more = {}) =>
      add("enrolment", { ...at("S"), activity_id, person_id: await human("S", hash), status: "active", ...more });
    await enrol("i1");
    await enrol("i2", { status: "completed", completed_on: "2026-10-01" });
    await enrol("i3", { status: "dropped" });
    await enrol("i4", { enrolled_on: "2026-12-01" });
    expect(await values(["ST14"], year("B"))).toEqual({ ST14: "1" });
    expect(await values(["ST14"], year("B", { at: "2026-09-30" }))).toEqual({ ST14: "2" });
  });

  test("TR30: attendance is sessions attended over sessions due, by the day in China", async () => {
    const { rows } = await sql<{
      id: string;
    }>`select id from enrolment where role = 'trainee' and hours_done = 1`.execute(opened.db);
    const enrolment_id = rows[0]?.id ?? "";
    const session = (starts_at: string, ends_at: string, present: boolean) =>
      add("attendance", { ...at("S"), enrolment_id, starts_at, ends_at, present });
    await session("2026-05-01T09:00+08", "2026-05-01T11:00+08", true);
    await session("2026-05-02T09:00+08", "2026-05-02T11:00+08", true);
    await session("2026-05-03T09:00+08", "2026-05-03T11:00+08", false);
    // Half past midnight on New Year's Day in China is still last year in Greenwich.
    await session("2027-01-01T00:30+08", "2027-01-01T02:00+08", true);
    expect(await values(["TR31", "TR32"], year("B"))).toEqual({ TR31: "2", TR32: "3" });
    expect(await breakdown(opened.db, "TR32", year("B"), ["class"])).toEqual({ 教研培训: "3" });
  });
});

describe("organizations and courses", () => {
  test("CO06: the course with the fewest partner enterprises, each partner once", async () => {
    const course = (name: string) => add("course", { ...at("S"), kind: "major", name, code: name });
    const [one, two] = [await course("焊接"), await course("护理")];
    for (const [course_id, partner] of [
      [one, "E1"],
      [one, "E2"],
      [two, "E1"],
    ] as const) {
      await add("affiliation", {
        ...at("S"),
        role: "coop_partner",
        member_org_id: organizations[partner],
        course_id,
        valid_from: "2025-01-01",
      });
    }
    // A partner of the school as a whole belongs to no course.
    await add("affiliation", {
      ...at("S"),
      role: "coop_partner",
      member_org_id: organizations["E2"],
      valid_from: "2025-01-01",
    });
    expect(await values(["CO06", "CO11", "CO12", "EN01"], year("B"))).toEqual({
      CO06: "1",
      CO11: "2",
      CO12: "2",
      EN01: "4",
    });
    await course("会计");
    expect(await values(["CO06", "CO12"], year("B"))).toEqual({ CO06: "0", CO12: "3" });
  });

  test("EV03: the occupation assessed least often", async () => {
    const occupation = async (code: string) =>
      add("course", { ...at("P1"), kind: "programme", name: code, code, occupation: code });
    const [weld, care] = [await occupation("6-18-02-04"), await occupation("4-10-01-05")];
    for (const [course_id, status] of [
      [weld, "done"],
      [weld, "archived"],
      [care, "done"],
      [care, "running"],
    ] as const) {
      await add("activity", {
        ...at("P1"),
        kind: "assessment",
        title: "评价",
        course_id,
        ends_on: "2026-03-01",
        status,
      });
    }
    await add("activity", { ...at("P1"), kind: "assessment", title: "无工种", ends_on: "2026-03-01", status: "done" });
    expect(await values(["EV02", "EV03"], year("B"))).toEqual({ EV02: "4", EV03: "1" });
    expect(await breakdown(opened.db, "EV03", year("B"), ["org"])).toEqual({ P1: "1" });
    await occupation("6-29-02-06");
    expect(await values(["EV03"], year("B"))).toEqual({ EV03: "0" });
    expect(await breakdown(opened.db, "EV02", year("B"), ["occupation"])).toEqual({
      "4-10-01-05": "1",
      "6-18-02-04": "2",
      "": "1",
    });
  });

  test("AC15 averages the copies of the issues, MB11 is the latest rating still valid", async () => {
    for (const quantity of [1000, 1500, 2001]) {
      await add("activity", {
        ...at("S"),
        kind: "publication",
        title: "内刊",
        ends_on: "2026-02-01",
        status: "done",
        quantity,
      });
    }
    const rate = (level_rank: number, issued_on: string, valid_to: string) =>
      add("credential", {
        ...at("S"),
        kind: "org_rating",
        holder_org_id: organizations["S"],
        level_rank,
        issued_on,
        valid_to,
      });
    await rate(3, "2020-01-01", "2025-01-01");
    await rate(4, "2024-01-01", "2029-01-01");
    await rate(5, "2026-01-01", "2031-01-01");
    expect(await values(["AC15", "MB11"], year("S"))).toEqual({ AC15: "1500.333333333333", MB11: "5" });
    expect(await values(["MB11"], year("S", { at: "2025-06-01" }))).toEqual({ MB11: "4" });
    expect(await values(["AC15", "MB11"], year("P2"))).toEqual({ AC15: null, MB11: null });
  });

  test("BS18 counts the districts of the organization's own region, not old names nor the word for districts", async () => {
    await sql`insert into code (list, code, name_zh, attrs) values ('region', '320501', '市辖区', '{"level": 3, "edition": "2018"}'),
      ('region', '320506', '吴中区', '{"level": 3}'), ('region', '320507', '相城区', '{"level": 3}'), ('region', '320571', '园区', '{"level": 3, "edition": "2018"}'),
      ('region', '320500', '苏州市', '{"level": 2}'), ('region', '340100', '合肥市', '{"level": 2}'), ('region', '340102', '瑶海区', '{"level": 3}')`.execute(
      opened.db,
    );
    await add("asset", { ...at("P1"), kind: "base", name: "基地", region: "320506" });
    await add("asset", { ...at("P1"), kind: "base", name: "基地二", region: "320506" });
    expect(await values(["BS18", "BS17", "BS01"], year("B"))).toEqual({ BS18: "2", BS17: "1", BS01: "2" });
    // The school has no region of its own and takes the bureau's.
    expect(await values(["BS18"], year("S"))).toEqual({ BS18: "2" });
    expect(await values(["BS18"], year("P2"))).toEqual({ BS18: "1" });
  });

  test("CO07 counts special programmes of which a class was held in the period", async () => {
    const course_id = await add("course", {
      ...at("P2"),
      kind: "special",
      name: "专项",
      code: "special-1",
      program: "brand",
    });
    await add("course", { ...at("P2"), kind: "special", name: "未办", code: "special-2", program: "other" });
    await add("activity", {
      ...at("P2"),
      kind: "class",
      title: "班",
      course_id,
      ends_on: "2025-11-30",
      status: "archived",
    });
    expect(await values(["CO07"], year("B"))).toEqual({ CO07: "0" });
    expect(await values(["CO07"], year("B", { starts: "2025-01-01", ends: "2026-01-01", at: "2025-12-31" }))).toEqual({
      CO07: "1",
    });
  });
});

describe("applications, findings, tasks, reports", () => {
  test("TR08: projects held and projects filed, those held not twice", async () => {
    const held = await add("activity", {
      ...at("S"),
      kind: "class",
      title: "省级班",
      level: "province",
      ends_on: "2026-04-01",
      status: "archived",
    });
    const planned = await add("activity", {
      ...at("S"),
      kind: "class",
      title: "国家级班",
      level: "national",
      ends_on: "2026-12-01",
      status: "planned",
    });
    const file = (more: Record<string, unknown>) =>
      add("application", {
        ...at("S"),
        kind: "training_project",
        title: "申报",
        level: "province",
        status: "submitted",
        submitted_on: "2026-02-01",
        ...more,
      });
    await file({ activity_id: held });
    await file({ activity_id: planned, status: "rejected" });
    await file({ level: "city" });
    await file({ status: "draft" });
    await file({ status: "withdrawn" });
    await file({ submitted_on: "2025-12-31" });
    expect(await values(["TR08#1", "TR08#2"], year("B"))).toEqual({ "TR08#1": "1", "TR08#2": "1" });
  });

  test("FN04 counts duplicate claims still standing, FN03 all claims filed", async () => {
    await sql`insert into rule (code, name, severity) values ('R-SUB-01', '重复申领', 'block') on conflict do nothing`.execute(
      opened.db,
    );
    for (const status of ["open", "upheld", "waived", "fixed"]) {
      await add("finding", { ...at("P1"), rule: "R-SUB-01", subject: "申领", status, opened_on: "2026-03-01" });
    }
    await add("application", {
      ...at("P1"),
      kind: "subsidy",
      title: "补贴",
      status: "paid",
      submitted_on: "2026-03-01",
      decided_on: "2026-05-01",
    });
    expect(await values(["FN04", "FN03"], year("B"))).toEqual({ FN04: "2", FN03: "1" });
    expect(await values(["FN03"], year("B", { starts: "2026-05-01", ends: "2026-06-01" }))).toEqual({ FN03: "0" });
  });

  test("GV15 and GV14 look at tasks as they stood on the day, whatever became of them since", async () => {
    const task = (more: Record<string, unknown>) =>
      add("task", { ...at("S"), title: "任务", started_on: "2026-01-01", ...more });
    await task({ due_on: "2026-03-01", status: "done", done_on: "2026-06-01" });
    await task({ due_on: "2026-10-01", status: "doing" });
    await task({ due_on: "2026-12-31" });
    await task({ due_on: "2026-03-01", status: "cancelled" });
    const on = (day: string) => values(["GV14", "GV15"], year("B", { at: day }));
    expect(await on("2026-02-01")).toEqual({ GV14: "3", GV15: "0" });
    expect(await on("2026-04-30")).toEqual({ GV14: "3", GV15: "1" });
    expect(await on("2026-11-05")).toEqual({ GV14: "2", GV15: "1" });
    expect(await values(["GV22", "GV23"], year("B"))).toEqual({ GV22: "1", GV23: "3" });
    expect((await originOf(opened.db, "GV15", year("B"))).total).toBe(1);
  });

  test("GV12 and GV16: findings open on the day, and violations closed with a sanction in the period", async () => {
    const found = (more: Record<string, unknown>) =>
      add("finding", { ...at("S"), subject: "班", opened_on: "2026-01-10", ...more });
    await found({ kind: "violation", status: "closed", closed_on: "2026-07-01", sanction: "warning" });
    await found({ kind: "violation", status: "closed", closed_on: "2026-07-01", sanction: "none" });
    await found({ kind: "violation", status: "closed", closed_on: "2026-07-01" });
    expect(await values(["GV12", "GV16"], year("S"))).toEqual({ GV12: "0", GV16: "1" });
    expect(await values(["GV12", "GV16"], year("S", { ends: "2026-07-01", at: "2026-06-30" }))).toEqual({
      GV12: "3",
      GV16: "0",
    });
  });

  test("GV20, GV21 and GV02: reports in time by the period they are for, and required cells approved", async () => {
    const cells = JSON.stringify([
      { indicator: "ST01" },
      { indicator: "ST04", required: true },
      { indicator: "ST05", required: false },
    ]);
    const { rows } = await sql<{
      id: string;
    }>`insert into form (code, name, period_kind, cells) values ('monthly_dispatch', '月调度', 'month', ${cells}::jsonb) returning id`.execute(
      opened.db,
    );
    const form_id = rows[0]?.id ?? "";
    const report = (period: string, more: Record<string, unknown>) =>
      add("submission", { ...at("S"), form_id, period, due_on: "2026-02-05", ...more });
    await report("2026M01", { status: "locked", submitted_at: "2026-02-05T23:00+08" });
    await report("2026M01", { status: "approved", submitted_at: "2026-02-20T09:00+08", correction: 2 });
    await report("2026M02", { status: "submitted", submitted_at: "2026-03-06T00:10+08", due_on: "2026-03-05" });
    await report("2025M12", { status: "draft" });
    await add("figure", {
      ...at("S"),
      indicator: "ST01",
      period: "2026M01",
      value: "5",
      source: "reported",
      status: "approved",
    });
    await add("figure", {
      ...at("S"),
      indicator: "ST05",
      period: "2026M01",
      value: "5",
      source: "reported",
      status: "approved",
    });
    expect(await values(["GV20", "GV21", "GV08", "GV02#1", "GV02#2"], year("B"))).toEqual({
      GV20: "1",
      GV21: "2",
      GV08: "1",
      "GV02#1": "1",
      "GV02#2": "4",
    });
    expect(await values(["GV21"], year("B", { starts: "2026-02-01", ends: "2026-03-01" }))).toEqual({ GV21: "1" });
    // Before the figure was written, its cell was not approved.
    const { rows: now } = await sql<{ at: Date }>`select now() as at`.execute(opened.db);
    await sql`insert into figure_revision (org_id, figure_id, version, value, source, status, changed_at)
      select org_id, id, 1, value, source, status, now() from figure where indicator = 'ST01' and period = '2026M01'`.execute(
      opened.db,
    );
    const before = new Date((now[0]?.at ?? new Date()).getTime() - 1000);
    const after = new Date(before.getTime() + 60_000);
    expect(await valuesOf(opened.db, ["GV02#1"], year("B"), { asOf: after })).toEqual({ "GV02#1": "1" });
    expect(await valuesOf(opened.db, ["GV02#1"], year("B"), { asOf: before })).toEqual({ "GV02#1": "0" });
  });

  test("GV19 is the day on which the next document expires, as eight digits", async () => {
    for (const valid_to of ["2026-06-30", "2027-12-31", "2028-12-31"]) {
      await add("document", { ...at("S"), kind: "policy", title: "办法", issued_on: "2024-01-01", valid_to });
    }
    expect(await values(["GV19"], year("B"))).toEqual({ GV19: "20271231" });
    expect(await values(["GV19"], year("P2"))).toEqual({ GV19: null });
  });
});

test("a parameter holds for its region, else for the region above, and for its time", async () => {
  const set = (region: string, value: string, valid_from: string, valid_to: string | null = null) =>
    add("parameter", { name: "edu_fund_rate", region, value, valid_from, valid_to });
  await set("", "0.08", "2018-01-01");
  await set("320000", "0.02", "2020-01-01");
  await set("320506", "0.025", "2020-01-01", "2026-06-01");
  const rate = async (organization: string, day: string) =>
    (await values(["param(edu_fund_rate)"], year(organization, { at: day })))["param(edu_fund_rate)"];
  expect(await rate("P1", "2026-05-31")).toBe("0.025");
  expect(await rate("P1", "2026-06-01")).toBe("0.02");
  expect(await rate("S", "2026-05-31")).toBe("0.02");
  expect(await rate("E1", "2026-05-31")).toBe("0.08");
  expect(await rate("E1", "2017-05-31")).toBeNull();
});

test("an enrolment in two groups counts in each when broken down, and once as a whole", async () => {
  const activity_id = await add("activity", {
    ...at("P2"),
    kind: "class",
    title: "重点群体班",
    ends_on: "2024-05-01",
    status: "done",
    channel: "hr_bureau",
  });
  const enrol = async (hash: string, categories: string[]) =>
    add("enrolment", { ...at("P2"), activity_id, person_id: await human("P2", hash), status: "completed", categories });
  await enrol("c1", ["veteran", "unemployed"]);
  await enrol("c2", ["veteran"]);
  await enrol("c3", ["employee"]);
  await enrol("c4", []);
  const span = year("B", { starts: "2024-01-01", ends: "2025-01-01", at: "2024-12-31" });
  expect(await values(["TR01", "TR24", "TR11"], span)).toEqual({ TR01: "4", TR24: "2", TR11: "1" });
  expect(await breakdown(opened.db, "TR01", span, ["category"])).toEqual({
    veteran: "2",
    unemployed: "1",
    employee: "1",
    "": "1",
  });
  expect(await breakdown(opened.db, "TR01", span, ["channel", "region"])).toEqual({ "hr_bureau 320507": "4" });
});

describe("how far the targets are reached", () => {
  const span = (organization: string) =>
    year(organization, { starts: "2023-01-01", ends: "2024-01-01", at: "2023-12-31" });
  const aim = (indicator: string, value: string | null, more: Record<string, unknown> = {}) =>
    add("target", {
      ...at("B"), subject_org_id: organizations["P1"], subject: "P1", indicator, indicator_name: indicator, period: "2023", period_text: "2023 年",
      comparator: ">=", nature: "target", value, ...more,
    }); // prettier-ignore

  beforeAll(async () => {
    const activity_id = await add("activity", {
      ...at("P1"),
      kind: "class",
      title: "班 2023",
      ends_on: "2023-05-01",
      status: "done",
    });
    for (const status of ["completed", "completed", "completed", "dropped"]) {
      await add("enrolment", { ...at("P1"), activity_id, person_id: await human("P1", null, "某"), status });
    }
    await add("figure", { ...at("P1"), indicator: "ST01", period: "2023", value: "2", source: "reported" });
    await add("figure", {
      ...at("P1"),
      indicator: "TR07",
      period: "2023",
      value: "5",
      computed_value: "1",
      reason: "补报",
      source: "reported",
    });
  });

  test("GV11 is the mean over targets with a figure: typed, counted or worked out", async () => {
    expect(await values(["GV11"], span("P1"))).toEqual({ GV11: null });
    await aim("TR01", "4"); // 3 of 4
    expect(await values(["GV11"], span("P1"))).toEqual({ GV11: "0.75" });
    await aim("TR16", "0.5"); // 3 of 4 finished: more than asked for
    await aim("TR07", "10"); // 5 typed in place of 1 counted
    await aim("TR15", "2", { comparator: "<=" }); // a ceiling of 2 against 4
    await aim("ST04", "10"); // nothing reported
    await aim("FN02", null, { comparator: "trend" });
    await aim("TR01", "100", { period: "2023Q1" });
    await aim("GV11", "1");
    // (0.75 + 1 + 0.5 + 0.5) ÷ 4
    expect(await values(["GV11"], span("P1"))).toEqual({ GV11: "0.6875" });
    // The bureau has no targets of its own.
    expect(await values(["GV11"], span("B"))).toEqual({ GV11: null });
    expect(await values(["GV11"], span("P2"))).toEqual({ GV11: null });
    expect((await originOf(opened.db, "GV11", span("P1"))).total).toBe(5);
  });
});

test("a definition edited in the hub becomes a version from the day, and the days before keep the old one", async () => {
  const newest = () =>
    sql<{
      version: number;
      formula: string;
      valid_to: string | null;
    }>`select version, formula, valid_to::text from indicator_version where indicator = 'TR09' order by version`.execute(
      opened.db,
    );
  expect((await newest()).rows.map(({ version }) => version)).toEqual([1]);
  expect(await keepIndicatorVersions(opened.db)).toBe(0);
  await sql`update indicator set formula = 'count(Activity[kind=class])' where code = 'TR09'`.execute(opened.db);
  expect(await keepIndicatorVersions(opened.db)).toBe(1);
  expect((await newest()).rows.map(({ version, valid_to }) => [version, valid_to === null])).toEqual([
    [1, false],
    [2, true],
  ]);
  const formulaOf = async (date: string) => {
    const entry = (await loadCatalogueAt(opened.db, date)).get("TR09");
    return [entry?.version, entry?.formula];
  };
  const shipped = "count(Activity[kind=class, course_kind=startup, status>=done])";
  expect(await formulaOf("2020-01-01")).toEqual([1, shipped]);
  expect(await formulaOf("1800-01-01")).toEqual([1, shipped]);
  expect(await formulaOf("2200-01-01")).toEqual([2, "count(Activity[kind=class])"]);
  // The next start brings the shipped definition back, as a third version.
  await loadIndicators(opened.db);
  expect((await newest()).rows.map(({ version, formula }) => [version, formula])).toEqual([
    [1, shipped],
    [2, "count(Activity[kind=class])"],
    [3, shipped],
  ]);
  expect(await formulaOf("2200-01-01")).toEqual([3, shipped]);
});
