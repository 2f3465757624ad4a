/**
 * Reported figures of the sample city with every revision they had, and the targets of 2026. Reported income agrees with the
 * ledger's entries; each target is set from what was counted, so that progress lies between 40 % and 110 %.
 */
import { cityOrganization, cityOrganizationsOf, type CityOrganization } from "./city-organizations.js";
import { MONTHS, type CityPlan } from "./city-plan.js";
import { yuan, type Tally } from "./city-tally.js";
import type { Batch, SeedRow } from "./insert-rows.js";
import { RETURNED_REPORT } from "./city-registers.js";
import { diceOf, sampleId } from "./random.js";

interface Report {
  readonly organization: CityOrganization;
  readonly indicator: string;
  readonly period: string;
  /** What was first sent and what it became; the last one stands. */
  readonly values: readonly string[];
  readonly status: "draft" | "submitted" | "approved" | "locked";
  /** Day of the first version. */
  readonly day: string;
}

const COLLEGES = cityOrganizationsOf("college");
const REPORTERS = ["周海燕", "林国强", "何晓雨", "郑文博"] as const;

/** Colleges that had already reported October when the sample was taken: the others are still to come. */
const EARLY = new Set(["YL-S1-01", "YL-S1-02", "YL-S1-03", "YL-S2-01", "YL-S3-01"]);

export function* figureBatches(plan: CityPlan, tally: Tally): Generator<Batch> {
  const reports = [...incomeReports(plan, tally), ...studentReports(plan), ...yearlyReports(plan)];
  const idOf = (index: number) => sampleId("figure", index + 1);
  yield { table: "figure", rows: reports.map((report, index) => figureRow(report, idOf(index))) };
  yield { table: "figure_revision", rows: reports.flatMap((report, index) => revisionRows(report, idOf(index))) };
}

function incomeReports(plan: CityPlan, tally: Tally): Report[] {
  return COLLEGES.flatMap((organization, index) =>
    MONTHS.filter(({ code }) => code !== "2026M10" || EARLY.has(organization.code)).map(
      ({ year, month, code }): Report => {
        const dice = diceOf(plan.seed, "income", organization.code, code);
        const fen = tally.income.get(`${organization.code} ${code}`) ?? 0;
        const first = dice.happens(0.18) ? fen + dice.between(1, 9) * 100_000 : fen;
        const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
        return {
          organization,
          indicator: "FN01",
          period: code,
          values: first === fen ? [yuan(fen)] : [yuan(first), yuan(fen)],
          status: incomeStatus(year, code, index),
          day: code === "2026M10" ? "2026-10-30" : `${next}-0${dice.between(3, 6)}`,
        };
      },
    ),
  );
}

/** As the report it went with: September waits for its review, and the college that has it back may type again. */
function incomeStatus(year: number, code: string, college: number): Report["status"] {
  if (year === 2025) return "locked";
  if (code === "2026M10" || (code === "2026M09" && college === RETURNED_REPORT)) return "draft";
  return code === "2026M09" ? "submitted" : "approved";
}

/** Each college's students by calendar and school year, and its school's: the sum of its colleges. */
function studentReports(plan: CityPlan): Report[] {
  const students = new Map<string, number>();
  for (const { organization, count, teachers } of plan.populations) {
    if (organization.kind !== "college" || !organization.parent) continue;
    students.set(organization.code, count - teachers);
    students.set(organization.parent, (students.get(organization.parent) ?? 0) + count - teachers);
  }
  return [...students].flatMap(([code, count]) => {
    const organization = cityOrganization(code);
    const before = Math.round(count * 0.96);
    const report = (period: string, value: number, day: string, status: Report["status"]): Report =>
      ({ organization, indicator: "ST01", period, values: [String(value)], status, day }); // prettier-ignore
    return [
      report("2025", before, "2025-10-12", "locked"),
      report("SY2025", before, "2025-10-12", "locked"),
      report("2026", count, "2026-10-12", "approved"),
      report("SY2026", count, "2026-10-12", "submitted"),
    ];
  });
}

function yearlyReports(plan: CityPlan): Report[] {
  const dice = diceOf(plan.seed, "yearly");
  const report = (organization: CityOrganization, indicator: string, period: string, value: string, day: string): Report =>
    ({ organization, indicator, period, values: [value], status: "approved", day }); // prettier-ignore
  const city = cityOrganization("YL");
  return [
    ...cityOrganizationsOf("school").flatMap((school) => {
      const graduates = dice.between(280, 420);
      return [
        report(school, "ST04", "2025", String(graduates), "2025-12-20"),
        report(school, "ST05", "2025", String(graduates - dice.between(4, 20)), "2025-12-20"),
        report(school, "ST02", "2026-10-01", String(dice.between(120, 260)), "2026-10-14"),
      ];
    }),
    ...COLLEGES.map((college) => report(college, "QU01", "2025", `0.${dice.between(885, 976)}`, "2026-01-08")),
    ...cityOrganizationsOf("enterprise").map((one) => report(one, "FN31", "2025", `${dice.between(4_200, 9_800)}000.00`, "2026-01-15")),
    report(cityOrganization("YL-XH"), "MB09", "2025", "0.942", "2026-01-12"),
    report(city, "EV08", "2025", "186400", "2026-02-10"),
    report(city, "EV09", "2025", "612000", "2026-02-10"),
    report(city, "EV10", "2025", "58900", "2026-02-10"),
  ]; // prettier-ignore
}

function figureRow(report: Report, id: string): SeedRow {
  const last = report.values.length;
  return {
    org_id: report.organization.id,
    id,
    indicator: report.indicator,
    period: report.period,
    value: report.values.at(-1),
    source: last > 1 ? "excel" : "reported",
    status: report.status,
    reason: last > 1 ? "按到账凭证更正" : null,
    version: last,
    created_at: changedAt(report, 1),
    created_by: reporterOf(report),
    updated_at: changedAt(report, last),
    updated_by: reporterOf(report),
  };
}

function revisionRows(report: Report, id: string): SeedRow[] {
  return report.values.map((value, index) => ({
    org_id: report.organization.id,
    figure_id: id,
    version: index + 1,
    value,
    source: index > 0 ? "excel" : "reported",
    status: index + 1 < report.values.length ? "submitted" : report.status,
    reason: index > 0 ? "按到账凭证更正" : null,
    place: index > 0 ? "到账月报.xlsx › 到账 › C7" : null,
    changed_at: changedAt(report, index + 1),
    changed_by: reporterOf(report),
  }));
}

/** A correction comes four hours after what it corrects. */
const changedAt = ({ day }: Report, version: number): string =>
  `${day}T${String(5 + version * 4).padStart(2, "0")}:30:00+08:00`;
const reporterOf = ({ organization }: Report): string => REPORTERS[organization.index % REPORTERS.length] ?? "周海燕";

// ── Targets ─────────────────────────────────────────────────────────────────────────────────────────────────

export const PLAN_DOCUMENT = sampleId("document", 1);
const BUREAU = cityOrganization("YL");

export function planDocument(): Batch {
  return {
    table: "document",
    rows: [{ org_id: BUREAU.id, id: PLAN_DOCUMENT, kind: "plan", title: "云岭市2026年职业技能培训目标任务分解表（示例）", number: "云人资培〔2026〕示例1号", issuer: BUREAU.name, issued_on: "2026-01-20", valid_from: "2026-01-01", valid_to: "2026-12-31" }],
  }; // prettier-ignore
}

interface Goal {
  readonly subject: CityOrganization;
  readonly indicator: string;
  readonly name: string;
  readonly unit: string;
  readonly value: string;
  readonly quote: string;
  readonly parent?: string;
}

export function* cityTargetBatches(plan: CityPlan, tally: Tally): Generator<Batch> {
  const goals = goalsOf(plan, tally);
  const place = new Map(goals.map((goal, index) => [`${goal.subject.code} ${goal.indicator}`, index]));
  const rows = goals.map((goal, index): SeedRow => {
    const parent = goal.parent === undefined ? undefined : place.get(`${goal.parent} ${goal.indicator}`);
    return {
      org_id: BUREAU.id,
      id: sampleId("target", index + 1),
      indicator: goal.indicator,
      indicator_name: goal.name,
      subject_org_id: goal.subject.id,
      subject: goal.subject.name,
      scope: "whole",
      period: "2026",
      period_text: "2026年",
      comparator: ">=",
      value: goal.value,
      unit: goal.unit,
      nature: "target",
      parent_id: parent === undefined ? null : sampleId("target", parent + 1),
      responsible: goal.subject.name,
      document_id: PLAN_DOCUMENT,
      anchor_offset: 100 + index * 40,
      quote: goal.quote,
    };
  });
  yield { table: "target", rows };
}

/** What was counted up to October, over the subtree, divided by the progress it shall show. */
function goalsOf(plan: CityPlan, tally: Tally): Goal[] {
  const progress = (code: string) => 0.45 + diceOf(plan.seed, "progress", code).unit() * 0.6;
  const year = (sums: Map<string, number>, subject: CityOrganization) =>
    [...sums].reduce((sum, [key, count]) => (key.endsWith(" 2026") && isWithin(key.split(" ")[0], subject) ? sum + count : sum), 0); // prettier-ignore
  const goal = (subject: CityOrganization, indicator: string, name: string, unit: string, actual: number, parent?: string): Goal => {
    const value = String(Math.max(1, Math.round(actual / progress(`${subject.code}${indicator}`))));
    return { subject, indicator, name, unit, value, quote: quoteOf(subject, name, value, unit), ...(parent === undefined ? {} : { parent }) };
  }; // prettier-ignore
  const income = (subject: CityOrganization) =>
    MONTHS.slice(12).reduce((sum, { code }) => sum + colleges(subject).reduce((part, { code: college }) => part + reportedFen(tally, college, code), 0), 0) / 100; // prettier-ignore
  const schools = cityOrganizationsOf("school");
  const trained = (subject: CityOrganization, parent?: string) => goal(subject, "TR01", "培训人次", "人次", year(tally.completed, subject), parent); // prettier-ignore
  const received = (subject: CityOrganization, parent?: string) => goal(subject, "FN01", "培训资金到账额", "元", income(subject), parent); // prettier-ignore
  // A school's target is the sum of what its colleges were given.
  const summed = (own: Goal, parts: readonly Goal[]): Goal => {
    const value = String(parts.reduce((sum, part) => sum + Number(part.value), 0));
    return { ...own, value, quote: quoteOf(own.subject, own.name, value, own.unit) };
  };
  return [
    trained(BUREAU),
    goal(BUREAU, "TR03", "政府补贴性培训人次", "人次", tally.subsidised.get("2026") ?? 0),
    goal(BUREAU, "EV01", "取得职业技能等级证书人次", "人次", year(tally.certificates, BUREAU)),
    ...schools.flatMap((school) => {
      const parts = colleges(school);
      const trainedThere = parts.map((college) => trained(college, school.code));
      const receivedThere = parts.map((college) => received(college, school.code));
      return [
        summed(trained(school, BUREAU.code), trainedThere),
        summed(received(school), receivedThere),
        goal(school, "TR07", "培训期数", "期", year(tally.classes, school)),
        goal(school, "TR15", "报名人次", "人次", year(tally.enrolled, school)),
        goal(school, "EV01", "取得职业技能等级证书人次", "人次", year(tally.certificates, school), BUREAU.code),
        ...trainedThere,
        ...receivedThere,
        ...parts.map((college) => ratioGoal(plan, tally, college)),
      ];
    }),
  ];
}

const quoteOf = (subject: CityOrganization, name: string, value: string, unit: string): string =>
  `${subject.name}2026年${name}达到${value}${unit}以上。`;

/** Participations per student, to two digits: rounded in whole hundredths. */
function ratioGoal(plan: CityPlan, tally: Tally, college: CityOrganization): Goal {
  const students = plan.populations.find(({ organization }) => organization.code === college.code);
  const ratio =
    (tally.completed.get(`${college.code} 2026`) ?? 0) /
    Math.max(1, (students?.count ?? 1) - (students?.teachers ?? 0));
  const hundredths = Math.max(1, Math.round((ratio * 100) / 0.85));
  const value = yuan(hundredths);
  return {
    subject: college,
    indicator: "TR06",
    name: "培训人次与在校生比",
    unit: "比率",
    value,
    quote: `${college.name}2026年培训人次达到在校生人数的${value}倍以上。`,
  };
}

const colleges = (subject: CityOrganization) =>
  subject.kind === "college" ? [subject] : COLLEGES.filter(({ parent }) => parent === subject.code);

const reportedFen = (tally: Tally, college: string, month: string): number =>
  month === "2026M10" && !EARLY.has(college) ? 0 : (tally.income.get(`${college} ${month}`) ?? 0);

function isWithin(code: string | undefined, subject: CityOrganization): boolean {
  return (
    code !== undefined && (subject.parent === null || code === subject.code || code.startsWith(`${subject.code}-`))
  );
}
