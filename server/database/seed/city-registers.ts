/**
 * What the sample city keeps besides people, classes and money: bases and courses, applications in every state, reports,
 * findings and tasks. A few rows of each, the same for every size of the city.
 */
import { addDays } from "../../domain/local-date.js";
import { cityOrganization, cityOrganizationsOf, type CityOrganization } from "./city-organizations.js";
import { personId } from "./city-people.js";
import { personNumber, type CityPlan } from "./city-plan.js";
import type { Batch, SeededTable, SeedRow } from "./insert-rows.js";
import { sampleId } from "./random.js";

const ASSOCIATION = cityOrganization("YL-XH");
const BUREAU = cityOrganization("YL");
const [COLLEGES, SCHOOLS, ENTERPRISES, PROVIDERS] = (["college", "school", "enterprise", "provider"] as const).map(
  cityOrganizationsOf,
) as unknown as readonly [Organizations, Organizations, Organizations, Organizations];
type Organizations = readonly CityOrganization[];

type NumberedTable = Extract<SeededTable, "asset" | "application" | "submission" | "finding" | "task" | "attendance">;

const numbered = (table: NumberedTable, rows: readonly SeedRow[]): Batch => ({
  table,
  rows: rows.map((row, index) => ({ id: sampleId(table, index + 1), ...row })),
});

export function* registerBatches(plan: CityPlan): Generator<Batch> {
  yield numbered("asset", assets());
  yield numbered("application", [...awards(plan), ...inspections(), ...projects(), ...claims()]);
  yield numbered("submission", submissions());
  const found = numbered("finding", findings());
  yield found;
  yield numbered("task", [...planTasks(), ...rectifications(found)]);
}

// ── Bases and courses ───────────────────────────────────────────────────────────────────────────────────────────

function assets(): SeedRow[] {
  const hosted = COLLEGES.map((college, index) => ({
    org_id: college.id, kind: "base", base_kind: "employee_training", code: `JD-${college.code}`, name: `${college.shortName}职工培训基地`,
    host_org_id: ENTERPRISES[index % ENTERPRISES.length]?.id, region: college.region, level: "unit", level_rank: 1, capacity: 60 + 10 * (index % 4), valid_from: "2025-03-01",
  })); // prettier-ignore
  const ofSchools = SCHOOLS.flatMap((school, index) => [
    { org_id: school.id, kind: "base", base_kind: "double_qualified", name: "双师型教师培养基地", region: school.region, level: index === 0 ? "national" : "province", level_rank: index === 0 ? 5 : 4, capacity: 120, valid_from: "2023-06-01" },
    { org_id: school.id, kind: "base", base_kind: index === 1 ? "elder" : "community", name: `社区学习基地（${school.shortName}）`, region: school.region, level: "city", level_rank: 3, capacity: 50, valid_from: "2024-09-01" },
    { org_id: school.id, kind: "studio", name: "技能大师工作室", region: school.region, level: "city", level_rank: 3, amount: "200000.00", valid_from: "2024-01-10" },
    { org_id: school.id, kind: "online_course", name: "职业素养网络课程", level: "province", level_rank: 4, valid_from: "2025-02-20" },
    { org_id: school.id, kind: "online_course", name: "数字技能网络课程", level: "unit", level_rank: 1, valid_from: "2026-01-08" },
  ]); // prettier-ignore
  const ofCity = [
    { org_id: BUREAU.id, kind: "base", base_kind: "county_employment", name: "望川县就业技能培训基地", region: "990103", level: "county", level_rank: 2, capacity: 80, valid_from: "2025-05-01" },
    { org_id: BUREAU.id, kind: "base", base_kind: "health_care", name: "康养职业技能培训基地", region: "990101", level: "city", level_rank: 3, capacity: 200, amount: "3600000.00", status: "building" },
    { org_id: BUREAU.id, kind: "base", base_kind: "cooperation", name: "协作实训基地", region: "990102", level: "city", level_rank: 3, capacity: 100, valid_from: "2024-04-01", valid_to: "2026-04-01", status: "ended" },
  ]; // prettier-ignore
  return [...hosted, ...ofSchools, ...ofCity];
}

// ── Applications ────────────────────────────────────────────────────────────────────────────────────────────────

const AWARD_STATES = [
  "issued",
  "issued",
  "approved",
  "publicised",
  "reviewing",
  "rejected",
  "submitted",
  "draft",
] as const;
const WORKS = [
  "paper",
  "courseware",
  "lesson_plan",
  "survey_report",
  "textbook",
  "equipment",
  "design",
  "paper",
] as const;

/** Those of the association: research outputs, title reviews, admissions. */
function awards(plan: CityPlan): SeedRow[] {
  const people = plan.populations.find(({ organization }) => organization.code === ASSOCIATION.code);
  const who = (k: number) => (people ? personId(ASSOCIATION, personNumber(people, k)) : null);
  const outputs = AWARD_STATES.map((status, index) => ({
    ...stateOf(status, "2025-10-08", "2025-11-20"), kind: "research_output", number: `CG2025-${String(index + 1).padStart(3, "0")}`,
    title: `教科研成果（第${index + 1}件）`, work_kind: WORKS[index], score: status === "draft" ? null : String(92 - 3 * index), person_id: who(index),
  })); // prettier-ignore
  const reviews = ["issued", "approved", "reviewing", "returned", "withdrawn"].map((status, index) => ({
    ...stateOf(status, "2026-05-11", "2026-07-30"), kind: "title_review", number: `ZC2026-${String(index + 1).padStart(3, "0")}`,
    title: "教师系列职称评审", level: index === 0 ? "title_associate" : "title_middle", level_rank: index === 0 ? 13 : 12, person_id: who(20 + index),
  })); // prettier-ignore
  const admissions = ENTERPRISES.slice(0, 3).map((enterprise, index) => ({
    ...stateOf(["approved", "accepted", "submitted"][index] ?? "draft", "2026-09-02", "2026-09-20"), kind: "membership",
    number: `RH2026-${String(index + 1).padStart(3, "0")}`, title: `${enterprise.name}入会申请`, applicant_org_id: enterprise.id,
  })); // prettier-ignore
  return [...outputs, ...reviews, ...admissions].map((row) => ({ ...row, org_id: ASSOCIATION.id }));
}

/** Yearly inspections and evaluations of the providers, kept by the bureau. */
function inspections(): SeedRow[] {
  return PROVIDERS.flatMap((provider, index) => {
    const row = { org_id: BUREAU.id, applicant_org_id: provider.id, handling_org_id: BUREAU.id };
    const passed = index !== 5;
    return [
      { ...row, ...stateOf("approved", "2025-03-05", "2025-04-15"), kind: "annual_inspection", number: `NJ2025-${index + 1}`, title: "2025年度检查", result: "pass", score: String(88 - index) },
      { ...row, ...stateOf(passed ? "approved" : "rejected", "2026-03-04", "2026-04-14"), kind: "annual_inspection", number: `NJ2026-${index + 1}`, title: "2026年度检查", result: passed ? "pass" : "fail", score: passed ? String(90 - index) : "56" },
      { ...row, ...stateOf("approved", "2026-06-10", "2026-07-01"), kind: "provider_evaluation", number: `PG2026-${index + 1}`, title: "培训质量绩效评估", score: String(91 - 2 * index) },
    ];
  }); // prettier-ignore
}

function projects(): SeedRow[] {
  const ofColleges = COLLEGES.map((college, index) => {
    const status = ["approved", "submitted", "reviewing", "rejected"][index % 4] ?? "draft";
    return { ...stateOf(status, "2026-03-20", "2026-06-05"), org_id: college.id, kind: "training_project", title: "省级培训项目申报", level: "province", level_rank: 4, handling_org_id: BUREAU.id };
  }); // prettier-ignore
  const ofSchools = SCHOOLS.flatMap((school) => [
    { ...stateOf("approved", "2025-04-10", "2025-09-01"), org_id: school.id, kind: "course_project", title: "网络课程立项", level: "province", level_rank: 4 },
    { ...stateOf("submitted", "2026-05-18"), org_id: school.id, kind: "base", title: "省级培训基地申报", level: "province", level_rank: 4 },
    { ...stateOf("approved", "2025-06-03", "2025-10-15"), org_id: school.id, kind: "coop_project", title: "校企合作办学项目", applicant_org_id: ENTERPRISES[0]?.id },
  ]); // prettier-ignore
  return [...ofColleges, ...ofSchools];
}

const CLAIM_STATES = [
  "draft", "checked", "blocked", "explained", "submitted", "verified", "approved", "paid", "paid", "audited", "void", "recovered",
] as const; // prettier-ignore

/** Claims for training subsidies, one in every state a claim can be in. */
function claims(): SeedRow[] {
  return CLAIM_STATES.map((status, index) => {
    const provider = PROVIDERS[index % PROVIDERS.length] ?? BUREAU;
    return {
      ...stateOf(status, "2026-08-05", "2026-09-10"),
      org_id: provider.id,
      kind: "subsidy",
      number: `BT2026-${String(index + 1).padStart(3, "0")}`,
      title: "职业技能提升培训补贴",
      handling_org_id: BUREAU.id,
      program: "skill_upgrading",
      amount: `${800 + 100 * index}.00`,
    };
  });
}

/** Before it is handed in it has no day, and before it is decided no decision. */
function stateOf(status: string, submitted: string, decided?: string): SeedRow {
  const before = ["draft", "checked", "blocked", "explained"].includes(status);
  const open = before || ["submitted", "accepted", "verified", "reviewing", "publicised", "returned", "withdrawn"].includes(status); // prettier-ignore
  return {
    status,
    submitted_on: before ? null : submitted,
    decided_on: open ? null : decided,
    decision_reason: status === "rejected" ? "评审得分未达标准" : status === "returned" ? "缺少学时证明" : null,
  };
}

// ── Reports ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Which college has its report of September back, by its place among the colleges. */
export const RETURNED_REPORT = 4;
const REPORTED_MONTHS = [7, 8, 9, 10] as const;

function submissions(): SeedRow[] {
  const monthly = [...SCHOOLS, ...PROVIDERS].flatMap((organization, index) =>
    REPORTED_MONTHS.map((month) => monthlyReport(organization, "monthly_dispatch", month, index)),
  );
  const ofColleges = COLLEGES.flatMap((college, index) =>
    REPORTED_MONTHS.map((month) => monthlyReport(college, "training_month", month, index)),
  );
  const halves = [["2025H1", "2025-07-10"], ["2025H2", "2026-01-10"], ["2026H1", "2026-07-10"]] as const; // prettier-ignore
  return [
    ...monthly,
    ...ofColleges,
    ...halves.map(([period, due]) => report(ASSOCIATION, "half_year_check", period, due, "approved")),
    ...SCHOOLS.map((school) => report(school, "year_summary", "2025", "2026-01-20", "locked")),
  ];
}

/** October runs still; September waits for its review, and one college has it back. */
function monthlyReport(organization: CityOrganization, form: string, month: number, index: number): SeedRow {
  const status = month === 10 ? "draft" : month < 9 ? "approved" : index === RETURNED_REPORT ? "returned" : "submitted";
  const two = String(month).padStart(2, "0");
  return report(organization, form, `2026M${two}`, `2026-${String(month + 1).padStart(2, "0")}-05`, status);
}

function report(organization: CityOrganization, form: string, period: string, due: string, status: string): SeedRow {
  const sent = status !== "draft";
  const approved = status === "approved" || status === "locked";
  return {
    org_id: organization.id,
    form_id: form,
    period,
    status,
    due_on: due,
    submitted_at: sent ? `${addDays(due, -1)}T09:30:00+08:00` : null,
    submitted_by: sent ? "示例填报人" : null,
    approved_at: approved ? `${addDays(due, 2)}T15:00:00+08:00` : null,
    approved_by: approved ? "示例审核人" : null,
    return_reason: status === "returned" ? "到账额与台账不符，请核对" : null,
  };
}

// ── Findings and tasks ──────────────────────────────────────────────────────────────────────────────────────────

function findings(): SeedRow[] {
  const startups = COLLEGES.slice(0, 6).map((college, index) => ({
    org_id: college.id, rule: "R-TRN-09", severity: "warn", subject: `${college.name}创业培训期数`, period: "2026", key: `R-TRN-09/${college.code}/2026`,
    detail: "创业培训期数未达到要求", status: ["open", "open", "explained", "fixed", "waived", "open"][index], opened_on: "2026-09-30",
    closed_on: index === 3 || index === 4 ? "2026-10-20" : null, explanation: index === 2 ? "第四季度开班" : null,
  })); // prettier-ignore
  const ofProviders = [
    { at: 0, rule: "R-SUB-01", severity: "block", subject: "BT2026-003", detail: "同工种同等级本年已申领", status: "open" },
    { at: 1, rule: "R-TCH-02", severity: "error", subject: "专职教师占比", detail: "专职教师不足三分之一", status: "explained" },
    { at: 3, rule: "R-SUB-05", severity: "block", subject: "BT2026-004", detail: "出勤率不足", status: "explained" },
    { at: 2, kind: "audit", source: "audit", severity: "error", subject: "培训费凭证", detail: "缺少两张凭证", status: "fixed", closed_on: "2026-09-15", amount: "1260.00" },
    { at: 5, rule: "R-SAN-03", severity: "warn", subject: "年度检查", detail: "年检不合格", status: "upheld", sanction_proposed: "removal", sanction: "removal", closed_on: "2026-05-20" },
    { at: 5, kind: "violation", source: "inspection", severity: "error", subject: "培训班课时", detail: "实际课时少于申报", status: "closed", sanction: "recovery", closed_on: "2026-06-30", amount: "4800.00" },
  ].map(({ at, ...row }) => ({ ...row, org_id: PROVIDERS[at]?.id, opened_on: "2026-05-08" })); // prettier-ignore
  return [...startups, ...ofProviders];
}

function planTasks(): SeedRow[] {
  const yearly = ["办好技能竞赛", "开展会员调研", "组织教科研成果评选", "完成质量评估服务", "召开会员代表大会", "编印成果文集"].map((title, index) => ({
    org_id: ASSOCIATION.id, origin: "document", plan: "yearly", title, started_on: "2026-01-15", due_on: `2026-${["06", "08", "11", "10", "03", "12"][index]}-30`,
    ...progressOf(index < 1 || index === 4 ? "done" : index === 1 ? "overdue" : "doing", index),
  })); // prettier-ignore
  const evidence = ["章程与制度", "财务审计报告", "会议记录", "党建材料"].map((title, index) => ({
    org_id: ASSOCIATION.id, kind: "evidence", origin: "document", list: "5a", title: `收集${title}`, started_on: "2026-08-01", due_on: "2026-11-30",
    ...progressOf(index < 2 ? "done" : "open", index),
  })); // prettier-ignore
  const supervised = [...COLLEGES.slice(0, 5), ...SCHOOLS].map((organization, index) => ({
    org_id: organization.id, origin: "meeting", list: "supervision", plan: index % 2 === 0 ? "reach" : "clear", title: "完成年度培训任务", started_on: "2026-03-01",
    due_on: "2026-12-20", co_organizations: ["云岭市财政局（示例）"], ...progressOf(index % 3 === 0 ? "open" : "doing", index),
  })); // prettier-ignore
  return [...yearly, ...evidence, ...supervised];
}

function rectifications({ rows }: Batch): SeedRow[] {
  return rows
    .filter(({ status }) => status === "fixed" || status === "explained")
    .map((finding, index) => ({
      org_id: finding["org_id"],
      kind: "rectification",
      origin: "finding",
      finding_id: finding["id"],
      title: `整改：${String(finding["subject"])}`,
      started_on: "2026-09-01",
      due_on: "2026-10-30",
      ...progressOf(finding["status"] === "fixed" ? "done" : "doing", index),
    }));
}

function progressOf(status: string, index: number): SeedRow {
  const done = status === "done";
  return {
    status,
    progress: done ? 100 : status === "open" ? 0 : 20 + 10 * (index % 5),
    done_on: done ? "2026-10-10" : null,
    problem: status === "overdue" ? "走访时间与会员单位冲突" : null,
  };
}

// ── Attendance ──────────────────────────────────────────────────────────────────────────────────────────────────

/** So many participants of the first classes have attendance, so many sessions each. */
const ATTENDED = 60;
const SESSIONS = 4;

/** Passes the classes on and adds attendance to the first participants that completed one. */
export function* withAttendance(batches: Iterable<Batch>): Generator<Batch> {
  let left = ATTENDED;
  for (const batch of batches) {
    yield batch;
    if (batch.table !== "enrolment" || left === 0) continue;
    const chosen = batch.rows.filter((row) => row["status"] === "completed" && row["enrolled_on"]).slice(0, left);
    const first = (ATTENDED - left) * SESSIONS;
    left -= chosen.length;
    const rows = chosen.flatMap((enrolment, index) => sessions(enrolment, index));
    yield {
      table: "attendance",
      rows: rows.map((row, index) => ({ id: sampleId("attendance", first + index + 1), ...row })),
    };
  }
}

function sessions(enrolment: SeedRow, index: number): SeedRow[] {
  return Array.from({ length: SESSIONS }, (_, session) => {
    const day = addDays(String(enrolment["enrolled_on"]), session + 1);
    const present = (index + session) % 11 !== 0;
    return {
      org_id: enrolment["org_id"],
      enrolment_id: enrolment["id"],
      starts_at: `${day}T09:00:00+08:00`,
      ends_at: `${day}T11:30:00+08:00`,
      method: session === 3 ? "scan" : "face",
      present,
      minutes: present ? 150 : 0,
      evidence: present && session < 3 ? `SP-${day.replaceAll("-", "")}` : null,
    };
  });
}
