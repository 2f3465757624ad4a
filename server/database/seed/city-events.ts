/**
 * What the sample city does besides classes: lectures, exchanges, competitions, congresses, government projects, inspections,
 * the association's fees and projects, the enterprises' education funds, and what organizations were granted.
 */
import { cityOrganization, cityOrganizationsOf, type CityOrganization } from "./city-organizations.js";
import { personId } from "./city-people.js";
import { personNumber, type CityPlan } from "./city-plan.js";
import { coursesOf } from "./city-courses.js";
import { yuan } from "./city-tally.js";
import type { Batch, SeedRow } from "./insert-rows.js";
import { diceOf, sampleId } from "./random.js";

/** Where the numbers of these rows begin: far above those of the classes. */
const FIRST = 2 ** 40;

const ASSOCIATION = cityOrganization("YL-XH");
const BUREAU = cityOrganization("YL");

interface Event {
  readonly by: CityOrganization;
  readonly kind: string;
  readonly title: string;
  readonly day: string;
  readonly series?: string;
  readonly edition?: number;
  readonly level?: readonly [code: string, rank: number];
  readonly hours?: string;
}

const event = (by: CityOrganization, kind: string, title: string, day: string, more: Partial<Event> = {}): Event =>
  ({ by, kind, title, day, ...more }); // prettier-ignore

const CITY = ["city", 3] as const;

function eventsOf(): Event[] {
  const topics = ["技能评价新规", "师德与课堂", "数字技能", "安全生产", "补贴政策解读", "产教融合", "教学能力"];
  return [
    ...[2, 4, 6, 9, 11, 14, 16, 18, 20, 22].map((month, index) =>
      event(ASSOCIATION, "lecture", `${topics[index % topics.length]}专题报告会`, dayInMonth(month, 16), { level: CITY, hours: "3" }),
    ),
    ...[3, 7, 12, 15, 19, 21].map((month, index) =>
      event(ASSOCIATION, "exchange", `会员单位交流活动（第${index + 1}次）`, dayInMonth(month, 22), { series: "会员交流", edition: index + 1 }),
    ),
    ...[5, 10, 17].map((month, index) => event(ASSOCIATION, "survey", `会员需求调研（第${index + 1}批）`, dayInMonth(month, 11))),
    event(ASSOCIATION, "congress", "2025年会员代表大会", "2025-03-28", { edition: 6 }),
    event(ASSOCIATION, "congress", "2026年会员代表大会", "2026-03-27", { edition: 7 }),
    ...[1, 7, 13, 19].map((month) => event(ASSOCIATION, "council", "理事会会议", dayInMonth(month, 18))),
    event(ASSOCIATION, "selection", "优秀教科研成果评选", "2025-11-20", { series: "教科研成果", edition: 3, level: CITY }),
    event(ASSOCIATION, "selection", "教师节表彰", "2026-09-08", { series: "教师节表彰", edition: 4, level: CITY }),
    event(ASSOCIATION, "gov_project", "培训机构质量评估服务", "2025-10-30"),
    event(ASSOCIATION, "gov_project", "技能竞赛组织服务", "2026-06-26"),
    event(BUREAU, "inspection", "2025年年中检查", "2025-07-10", { level: CITY }),
    event(BUREAU, "inspection", "2026年年中检查", "2026-07-09", { level: CITY }),
    event(BUREAU, "meeting", "职业技能培训推进会", "2026-02-27", { level: CITY }),
    ...cityOrganizationsOf("school").flatMap((school, index) => [
      event(school, "meeting", "社会培训工作推进会", `2025-0${3 + index}-12`),
      event(school, "open_lesson", "公开示范课", `2026-0${4 + index}-15`, { hours: "2" }),
    ]),
    ...cityOrganizationsOf("college").map((college, index) => event(college, "lecture", "行业专家进校讲座", dayInMonth(6 + index, 13), { hours: "2" })),
  ]; // prettier-ignore
}

/** Competitions have contestants and judges of the organizer's own people. */
function competitions(): Event[] {
  return [
    event(ASSOCIATION, "competition", "云岭市职业技能竞赛（焊工）", "2025-06-20", { series: "云岭技能竞赛", edition: 8, level: CITY }),
    event(ASSOCIATION, "competition", "云岭市职业技能竞赛（养老护理员）", "2026-06-18", { series: "云岭技能竞赛", edition: 9, level: CITY }),
    event(cityOrganization("YL-S1-02"), "competition", "校园技能大赛（数控）", "2026-05-14", { series: "校园技能大赛", edition: 5 }),
    event(cityOrganization("YL-S2-02"), "competition", "校园技能大赛（汽车维修）", "2026-05-21", { series: "校园技能大赛", edition: 3 }),
  ]; // prettier-ignore
}

/** Month 1 is January 2025. */
function dayInMonth(month: number, day: number): string {
  return `${2025 + Math.floor((month - 1) / 12)}-${String(1 + ((month - 1) % 12)).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function* eventBatches(plan: CityPlan): Generator<Batch> {
  const contests = competitions();
  const events = [...contests, ...eventsOf()];
  const idOf = (held: Event) => sampleId("activity", FIRST + events.indexOf(held));
  yield { table: "activity", rows: events.map((held) => eventRow(held, idOf(held))) };
  yield { table: "activity", rows: announcedClasses(events.length) };
  const rows = [...contests.flatMap((held) => contestants(plan, held, idOf(held))), ...delegations(events, idOf)];
  yield { table: "enrolment", rows: rows.map((row, index) => ({ ...row, id: sampleId("enrolment", FIRST + index) })) };
  yield {
    table: "credential",
    rows: grants(plan).map((row, index) => ({ ...row, id: sampleId("credential", FIRST + index) })),
  };
  yield {
    table: "fund_entry",
    rows: accounts(plan).map((row, index) => ({ ...row, id: sampleId("fund_entry", FIRST + index) })),
  };
}

function eventRow(held: Event, id: string): SeedRow {
  return {
    org_id: held.by.id,
    id,
    kind: held.kind,
    title: held.title,
    series: held.series,
    edition: held.edition,
    region: held.by.region,
    level: held.level?.[0] ?? "unit",
    level_rank: held.level?.[1] ?? 1,
    starts_on: held.day,
    ends_on: held.day,
    hours: held.hours,
    mode: "offline",
    status: "done",
  };
}

/**
 * Two October classes the hub knows by name only: their ledger and roster are in the college's sample workbook.
 * Importing it closes them and brings their participants.
 */
function announcedClasses(after: number): SeedRow[] {
  const college = cityOrganization("YL-S1-01");
  const [first, , third] = coursesOf(college);
  return [
    { code: "XG202610-A", title: "网络与信息安全管理员（中级）技能提升培训班", course: first, starts_on: "2026-10-12", ends_on: "2026-10-23" },
    { code: "XG202610-B", title: "互联网营销师（初级）就业技能培训班", course: third, starts_on: "2026-10-19", ends_on: "2026-10-30" },
  ].map(({ course, ...announced }, index) => ({
    ...announced, org_id: college.id, id: sampleId("activity", FIRST + after + index), kind: "class", course_id: course?.id, region: college.region,
    level: "unit", level_rank: 1, hours: course && String(course.hours), mode: "offline", channel: "school", funding: "subsidised", status: "open",
  })); // prettier-ignore
}

function contestants(plan: CityPlan, held: Event, activity: string): SeedRow[] {
  const population = plan.populations.find(({ organization }) => organization.code === held.by.code);
  if (!population) return [];
  const prizes = ["first_prize", "second_prize", "second_prize", "third_prize", "third_prize", "third_prize"];
  return Array.from({ length: 15 }, (_, k) => ({
    org_id: held.by.id,
    activity_id: activity,
    person_id: personId(held.by, personNumber(population, k)),
    role: k < 3 ? "judge" : "contestant",
    status: "completed",
    completed_on: held.day,
    score: k < 3 ? null : String(96 - k),
    result: prizes[k - 3],
  }));
}

/** Member organizations at the association's congresses and exchanges. */
function delegations(events: readonly Event[], idOf: (held: Event) => string): SeedRow[] {
  const members = [...cityOrganizationsOf("enterprise"), ...cityOrganizationsOf("provider")];
  return events
    .filter((held) => held.kind === "congress" || held.kind === "exchange")
    .flatMap((held, index) =>
      members.filter((_, at) => (at + index) % 3 !== 0).map((member) => ({
        org_id: held.by.id, activity_id: idOf(held), member_org_id: member.id, role: "member", status: "completed", completed_on: held.day,
      })),
    ); // prettier-ignore
}

function grants(plan: CityPlan): SeedRow[] {
  const providers = cityOrganizationsOf("provider").map((holder, index): SeedRow => {
    const number = `DD2025${String(index + 1).padStart(3, "0")}`;
    const row = { org_id: BUREAU.id, kind: "designated_provider", holder_org_id: holder.id, number, issuer: BUREAU.name, issued_on: "2025-01-15", valid_from: "2025-01-15", valid_to: "2028-01-15" };
    return index === 5 ? { ...row, revoked_on: "2026-05-20", revoked_reason: "年检不合格，限期整改后仍未达标" } : row;
  }); // prettier-ignore
  const bodies = [...cityOrganizationsOf("school").slice(0, 2), ...cityOrganizationsOf("enterprise").slice(0, 3)].map((holder, index) => ({
    org_id: BUREAU.id, kind: "assessment_body", holder_org_id: holder.id, number: `PJ2025${String(index + 1).padStart(3, "0")}`, issuer: BUREAU.name, issued_on: "2025-04-01", valid_from: "2025-04-01", valid_to: "2028-04-01",
  })); // prettier-ignore
  const rating = { org_id: BUREAU.id, kind: "org_rating", holder_org_id: ASSOCIATION.id, level: "4A", level_rank: 4, number: "PG2024001", issuer: BUREAU.name, issued_on: "2024-12-20", valid_from: "2024-12-20", valid_to: "2029-12-20" }; // prettier-ignore
  return [...providers, ...bodies, rating, ...teacherQualifications(plan)];
}

function teacherQualifications(plan: CityPlan): SeedRow[] {
  return plan.populations.flatMap((population) =>
    Array.from({ length: Math.min(population.teachers, 12) }, (_, k): SeedRow => {
      const { organization } = population;
      return {
        org_id: organization.id,
        kind: k % 3 === 2 ? "double_qualified" : "trainer_qualification",
        person_id: personId(organization, personNumber(population, k)),
        number: `JS${organization.code.replaceAll("-", "")}${String(k + 1).padStart(3, "0")}`,
        issuer: BUREAU.name,
        issued_on: "2025-03-10",
        valid_from: "2025-03-10",
        valid_to: "2030-03-10",
      };
    }),
  );
}

function accounts(plan: CityPlan): SeedRow[] {
  return [...fees(), ...projects(), ...educationFunds(plan)];
}

function fees(): SeedRow[] {
  const members = [
    ...cityOrganizationsOf("enterprise"),
    ...cityOrganizationsOf("provider"),
    ...cityOrganizationsOf("school"),
  ];
  return [2025, 2026].flatMap((year) =>
    members.flatMap((member, index) => {
      const amount = index % 6 === 0 ? "5000.00" : "2000.00";
      const row = { org_id: ASSOCIATION.id, direction: "in", amount, counterparty: member.name, counterparty_org_id: member.id, fund_source: "self" };
      const due = { ...row, kind: "fee_due", occurred_on: `${year}-01-10`, status: "approved" };
      const paid = { ...row, kind: "fee", occurred_on: `${year}-0${2 + (index % 5)}-15`, status: "paid", voucher_no: `HF-${year}-${String(index + 1).padStart(3, "0")}` };
      // The enterprises and the first two providers have not paid for 2026: that is in the association's sample workbook.
      const open = year === 2026 ? index < 14 : index % 11 === 5;
      return open ? [due] : [due, paid];
    }),
  ); // prettier-ignore
}

function projects(): SeedRow[] {
  const row = { org_id: ASSOCIATION.id, status: "paid", fund_source: "fiscal" };
  return [
    { ...row, kind: "project_income", direction: "in", amount: "180000.00", occurred_on: "2025-05-12", counterparty: BUREAU.name, counterparty_org_id: BUREAU.id, program: "质量评估" },
    { ...row, kind: "project_income", direction: "in", amount: "240000.00", occurred_on: "2026-04-17", counterparty: BUREAU.name, counterparty_org_id: BUREAU.id, program: "技能竞赛" },
    { ...row, kind: "project_expense", direction: "out", amount: "96500.50", occurred_on: "2025-09-26", program: "质量评估" },
    { ...row, kind: "project_expense", direction: "out", amount: "61200.00", occurred_on: "2025-11-28", program: "质量评估" },
    { ...row, kind: "project_expense", direction: "out", amount: "158300.00", occurred_on: "2026-06-30", program: "技能竞赛" },
    { ...row, kind: "project_expense", direction: "out", amount: "8600.00", occurred_on: "2026-08-21", program: "技能竞赛", fund_source: "self", purpose: "charity" },
  ]; // prettier-ignore
}

/** Accrued each quarter; used by the classes, which book their own entries. */
function educationFunds(plan: CityPlan): SeedRow[] {
  const quarters = ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30"];
  return cityOrganizationsOf("enterprise").flatMap((organization) => {
    const dice = diceOf(plan.seed, "education fund", organization.code);
    return quarters.map((occurred_on) => ({
      org_id: organization.id, kind: "edu_fund_accrual", direction: "in", amount: yuan(dice.between(90, 180) * 10_000), fund_source: "edu_fund", occurred_on, status: "paid",
    })); // prettier-ignore
  });
}
