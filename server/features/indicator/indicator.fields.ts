/**
 * The ledgers an indicator may count and their fields: what each holds, which list its codes are from, their order, the
 * unit of its numbers. Closed on purpose: a word that is not here is a fault, never a guess.
 */
import type { Unit } from "./indicator.units.js";

export const SOURCE_NAMES = [
  "enrolment", "activity", "credential", "affiliation", "fundEntry", "organization", "course", "attendance", "application", "asset",
  "submission", "finding", "task", "document", "figure", "target", "person", "code", "parameter",
] as const; // prettier-ignore
export type Source = (typeof SOURCE_NAMES)[number];

/** The name of a source as definitions write it: `FundEntry`. */
export const ledgerName = (source: Source): string => source.charAt(0).toUpperCase() + source.slice(1);

/** Later places are higher or further on; a code without a place is off the line (cancelled, withdrawn). */
export type Order = Readonly<Record<string, number>>;

const ascending = (...codes: readonly string[]): Order => Object.fromEntries(codes.map((code, place) => [code, place]));

/** Ascending: a later level is a higher one. */
export const ACTIVITY_LEVELS = ["unit", "county", "city", "province", "national"] as const;
/** Ranks 1 to 8 of the skill levels, in the ledgers' `level_rank`. */
export const SKILL_LEVELS = [
  "apprentice",
  "junior",
  "intermediate",
  "senior",
  "technician",
  "senior_technician",
  "super_technician",
  "chief_technician",
] as const;

const LEVEL = ascending(...ACTIVITY_LEVELS);
const SKILL = ascending(...SKILL_LEVELS);

/** How far a status has come. A returned or rejected application had been submitted; a withdrawn one never stood. */
const STEPS = {
  activity: ascending("planned", "open", "running", "done", "archived"),
  enrolment: ascending("applied", "admitted", "active", "completed"),
  application: {
    draft: 0, checked: 0, blocked: 0, explained: 0, submitted: 1, returned: 1, accepted: 2, verified: 2, reviewing: 3, rejected: 3,
    publicised: 4, decided: 4, approved: 5, paid: 6, issued: 6, audited: 7, closed: 7,
  },
  submission: { draft: 0, returned: 1, submitted: 1, accepted: 2, approved: 3, locked: 4 },
  fundEntry: ascending("planned", "approved", "paid"),
  task: { open: 0, doing: 1, overdue: 1, done: 2 },
  figure: ascending("draft", "submitted", "approved", "locked"),
} as const satisfies Readonly<Record<string, Order>>; // prettier-ignore

export interface FieldSpec {
  readonly zh: string;
  readonly en: string;
  /** `code`: tested against codes. `date`: compared with another date. `number`: added up. `identity`: counted distinctly. */
  readonly type: "code" | "date" | "number" | "identity";
  /** The list its codes are from. */
  readonly list?: string;
  readonly order?: Order;
  /** Of a number, or of distinct counts; a code is counted in `count` where it may be. */
  readonly unit?: Unit;
  /** A code that may be counted distinctly as well. */
  readonly distinct?: true;
  /** Holds several codes at once. */
  readonly several?: true;
}

const code = (zh: string, en: string, list?: string, order?: Order): FieldSpec => ({
  zh,
  en,
  type: "code",
  ...(list === undefined ? {} : { list }),
  ...(order === undefined ? {} : { order }),
});
const countable = (zh: string, en: string, list?: string): FieldSpec => ({ ...code(zh, en, list), distinct: true });
const date = (zh: string, en: string): FieldSpec => ({ zh, en, type: "date", unit: "date" });
const number = (zh: string, en: string, unit: Unit): FieldSpec => ({ zh, en, type: "number", unit });
const person = (zh = "人员", en = "person"): FieldSpec => ({ zh, en, type: "identity", unit: "person" });
const thing = (zh: string, en: string): FieldSpec => ({ zh, en, type: "identity", unit: "count" });

const LISTED = {
  "enrolment.act.kind": code("活动类型", "activity kind", "activity_kind"),
  "enrolment.act.status": code("活动状态", "activity status", "activity_status", STEPS.activity),
  "enrolment.act.mode": code("授课方式", "mode", "mode"),
  "enrolment.act.form": code("培训形式", "form", "training_form"),
  "enrolment.act.series": code("系列", "series"),
  "enrolment.status": code("状态", "status", "enrolment_status", STEPS.enrolment),
  "enrolment.role": code("身份", "role", "enrolment_role"),
  "enrolment.funding": code("经费性质", "funding", "funding"),
  "enrolment.fund_source": code("资金来源", "fund source", "fund_source"),
  "enrolment.channel": code("渠道", "channel", "channel"),
  "enrolment.stage": code("培训阶段", "stage", "training_stage"),
  "enrolment.category": { ...code("人群", "population", "category"), several: true },
  "enrolment.course_kind": code("培训类别", "course kind", "course_kind"),
  "enrolment.occupation": countable("工种", "occupation", "occupation"),
  "enrolment.program": code("项目", "programme", "brand_project"),
  "enrolment.outcome": code("去向", "outcome", "outcome"),
  "enrolment.result": code("结果", "result", "result"),
  "enrolment.person": person(),
  "enrolment.org": thing("单位", "organization"),
  "enrolment.activity": thing("活动", "activity"),
  "enrolment.hours_done": number("完成学时", "hours done", "hour"),
  "enrolment.score": number("成绩", "score", "score"),
  "activity.kind": code("类型", "kind", "activity_kind"),
  "activity.status": code("状态", "status", "activity_status", STEPS.activity),
  "activity.level": code("级别", "level", "activity_level", LEVEL),
  "activity.course_kind": code("培训类别", "course kind", "course_kind"),
  "activity.occupation": countable("工种", "occupation", "occupation"),
  "activity.series": code("系列", "series"),
  "activity.mode": code("授课方式", "mode", "mode"),
  "activity.form": code("培训形式", "form", "training_form"),
  "activity.funding": code("经费性质", "funding", "funding"),
  "activity.fund_source": code("资金来源", "fund source", "fund_source"),
  "activity.channel": code("渠道", "channel", "channel"),
  "activity.topic": code("主题", "topic"),
  "activity.stage": code("培训阶段", "stage", "training_stage"),
  "activity.base.kind": code("基地类型", "base kind", "base_kind"),
  "activity.party_org": thing("对方单位", "party"),
  "activity.base": thing("基地", "base"),
  "activity.course": thing("课程", "course"),
  "activity.hours": number("学时", "hours", "hour"),
  "activity.quantity": number("数量", "quantity", "count"),
  "credential.kind": code("类型", "kind", "credential_kind"),
  "credential.code": code("名目", "code", "honour"),
  "credential.level": { ...code("等级", "level", "skill_level", SKILL), unit: "grade" },
  "credential.issuer": code("颁发单位", "issuer"),
  "credential.mutual_recognition": code("跨省互认", "mutual recognition"),
  "credential.holder": code("持有者", "holder"),
  "credential.holder.kind": code("持有单位类型", "kind of holder", "org_kind"),
  "credential.act.series": code("评选系列", "series"),
  "credential.work_kind": code("作品类别", "kind of work"),
  "credential.occupation": countable("工种", "occupation", "occupation"),
  "credential.scope": countable("范围（学科）", "scope (subject)"),
  "credential.person": person(),
  "credential.org": thing("持有单位", "holding organization"),
  "affiliation.role": code("角色", "role", "affiliation_role"),
  "affiliation.source": code("来源", "source", "trainer_source"),
  "affiliation.level": code("级别", "level", "expert_level"),
  "affiliation.tier": code("梯队", "tier"),
  "affiliation.owner.kind": code("任职机构类型", "kind of employing organization", "org_kind"),
  "affiliation.org.kind": code("成员单位类型", "kind of member organization", "org_kind"),
  "affiliation.course": thing("专业", "course"),
  "affiliation.org": thing("成员单位", "member organization"),
  "affiliation.owner": thing("任职机构", "employing organization"),
  "affiliation.person": person(),
  "fundEntry.kind": code("类型", "kind", "fund_kind"),
  "fundEntry.direction": code("收支", "direction", "fund_direction"),
  "fundEntry.status": code("状态", "status", "fund_status", STEPS.fundEntry),
  "fundEntry.purpose": code("用途", "purpose", "fund_purpose"),
  "fundEntry.fund_source": code("资金来源", "fund source", "fund_source"),
  "fundEntry.program": code("项目", "programme", "brand_project"),
  "fundEntry.counterparty": thing("对方单位", "counterparty"),
  "fundEntry.amount": number("金额", "amount", "money"),
  "organization.kind": code("类型", "kind", "org_kind"),
  "organization.ownership": code("办学性质", "ownership", "ownership"),
  "organization.industry": countable("行业", "industry", "industry"),
  "organization.size": code("规模", "size", "org_size"),
  "organization.region": countable("地区", "region", "region"),
  "organization.parent": thing("上级单位", "parent"),
  "course.course": thing("课程", "course"),
  "course.kind": code("类型", "kind", "course_kind"),
  "course.status": code("状态", "status", "course_status"),
  "course.occupation": countable("工种", "occupation", "occupation"),
  "course.program": countable("项目", "programme", "brand_project"),
  "course.funding": code("经费性质", "funding", "funding"),
  "course.form": code("培训形式", "form", "training_form"),
  "course.hours": number("学时", "hours", "hour"),
  "attendance.method": code("签到方式", "method", "attendance_method"),
  "attendance.act.kind": code("活动类型", "activity kind", "activity_kind"),
  "attendance.course_kind": code("培训类别", "course kind", "course_kind"),
  "attendance.person": person(),
  "attendance.activity": thing("活动", "activity"),
  "application.kind": code("类型", "kind", "application_kind"),
  "application.status": code("状态", "status", "application_status", STEPS.application),
  "application.level": code("级别", "level", "activity_level", LEVEL),
  "application.program": code("项目", "programme", "brand_project"),
  "application.work_kind": code("作品类别", "kind of work"),
  "application.result": countable("结果", "result", "result"),
  "application.occupation": countable("工种", "occupation", "occupation"),
  "application.person": person("申报人", "applicant"),
  "application.org": thing("申报单位", "applying organization"),
  "application.amount": number("金额", "amount", "money"),
  "application.score": number("得分", "score", "score"),
  "asset.kind": code("类型", "kind", "asset_kind"),
  "asset.base_kind": code("基地类型", "base kind", "base_kind"),
  "asset.level": code("级别", "level", "activity_level", LEVEL),
  "asset.status": code("状态", "status", "asset_status"),
  "asset.region": countable("地区", "region", "region"),
  "asset.host": thing("主办单位", "host"),
  "asset.capacity": number("容量", "capacity", "count"),
  "asset.amount": number("价值", "amount", "money"),
  "submission.form": code("报表", "form"),
  "submission.status": code("状态", "status", "submission_status", STEPS.submission),
  "submission.submitted_at": date("报送日期", "the day it was sent"),
  "submission.due_at": date("期限", "the day it is due"),
  "submission.approved_at": date("审定日期", "the day it was approved"),
  "finding.rule": countable("规则", "rule"),
  "finding.kind": code("类型", "kind", "finding_kind"),
  "finding.source": code("来源", "source", "finding_source"),
  "finding.severity": code("严重程度", "severity", "severity"),
  "finding.status": code("状态", "status", "finding_status"),
  "finding.sanction": code("处理", "sanction", "sanction"),
  "finding.amount": number("金额", "amount", "money"),
  "task.kind": code("类型", "kind", "task_kind"),
  "task.origin": code("来源", "origin", "task_origin"),
  "task.list": code("清单", "list", "task_list"),
  "task.plan": code("计划", "plan", "task_plan"),
  "task.status": code("状态", "status", "task_status", STEPS.task),
  "task.due": date("期限", "the day it is due"),
  "task.done_on": date("完成日期", "the day it was done"),
  "task.progress": number("进度", "progress", "ratio"),
  "document.kind": code("类型", "kind", "document_kind"),
  "document.series": code("系列", "series"),
  "document.valid_to": date("有效期止", "the day it expires"),
  "document.issued_on": date("印发日期", "the day it was issued"),
  "figure.status": code("状态", "status", "figure_status", STEPS.figure),
  "figure.indicator": countable("指标", "indicator"),
  "figure.form": code("报表", "form"),
  "target.nature": code("性质", "nature", "target_nature"),
  "target.indicator": countable("指标", "indicator"),
  "target.strict": code("刚性", "strict"),
  "person.sex": code("性别", "sex", "sex"),
  "person.education": code("学历", "education", "education"),
  "person.person": person(),
  "code.list": code("代码表", "list"),
  "code.level": code("层级", "level"),
  "parameter.name": code("参数", "parameter"),
  "parameter.value": number("取值", "value", "ratio"),
} satisfies Readonly<Record<string, FieldSpec>>; // prettier-ignore

/** A field a definition may test, count distinctly, compare or add up, as `source.field`. */
export type Field = keyof typeof LISTED;
export const FIELDS: Readonly<Record<Field, FieldSpec>> = LISTED;

export const fieldOf = (source: Source, name: string): Field | undefined => {
  const field = `${source}.${name}`;
  return field in LISTED ? (field as Field) : undefined;
};

/** The fields of a source that fit, as definitions write them. */
export function fieldNames(source: Source, fits: (spec: FieldSpec) => boolean = () => true): string {
  return (Object.keys(LISTED) as Field[])
    .filter((field) => field.startsWith(`${source}.`) && fits(FIELDS[field]))
    .map((field) => field.slice(source.length + 1))
    .join(", ");
}

/** Values that belong together, named once so that every indicator means the same by them. */
export const NAMED_SETS: Readonly<Record<string, readonly string[]>> = {
  // The groups that programmes of help are for: not employees of enterprises, pupils, teachers.
  priority_groups: [
    "college_graduate",
    "two_later",
    "poverty_relief",
    "relocation",
    "rural_migrant",
    "veteran",
    "unemployed",
    "disabled",
    "new_economy",
  ],
  staff: ["teacher_full", "teacher_part", "researcher_full", "researcher_part", "principal", "employee"],
};

/** Rates and limits of the rule book that differ by region and time, with the unit of each; `parameters.tsv` has their values. */
export const PARAMETERS: Readonly<Record<string, { readonly unit: Unit; readonly zh: string; readonly en: string }>> = {
  edu_fund_rate: {
    unit: "ratio",
    zh: "职工教育经费按工资总额计提的比例",
    en: "accrual rate of the employee education fund",
  },
  edu_fund_training_share: {
    unit: "ratio",
    zh: "职工教育经费用于教育培训的最低比例",
    en: "least share of the education fund for training",
  },
  perf_share: { unit: "ratio", zh: "培训净收入提取绩效的比例", en: "share of net training income for performance pay" },
  tax_credit_rate: { unit: "ratio", zh: "投资抵免的比例", en: "rate of the investment tax credit" },
  domestic_expert_standard: { unit: "money", zh: "国内专家经费标准", en: "standard cost of a domestic expert" },
  expert_multiple: { unit: "ratio", zh: "引进专家经费的倍数上限", en: "greatest multiple for invited experts" },
  population: { unit: "person", zh: "常住人口", en: "resident population" },
  small_group_k: { unit: "person", zh: "少于这么多人的分组不显示", en: "smallest group shown" },
  min_attendance: { unit: "ratio", zh: "申领补贴的最低出勤率", en: "least attendance for a claim" },
  part_time_limit: {
    unit: "count",
    zh: "兼职教师一年内任职机构数上限",
    en: "most providers of a part-time teacher in a year",
  },
  researcher_hours: { unit: "hour", zh: "教研员每年培训课时", en: "training hours of a researcher in a year" },
  key_teacher_classes: { unit: "count", zh: "每年骨干师资示范班期数", en: "key-teacher classes in a year" },
  rotation_years: { unit: "year", zh: "师资轮训的间隔年数", en: "years between rotations of teachers" },
  college_ratio: { unit: "ratio", zh: "学院培训人次与在校生之比", en: "participations per student of a college" },
  school_floor: {
    unit: "ratio",
    zh: "院校培训人次与在校生之比的底线",
    en: "least participations per student of a school",
  },
  startup_classes: { unit: "count", zh: "每年创业培训期数", en: "entrepreneurship classes in a year" },
  course_selections: { unit: "count", zh: "每年课程资源入选数", en: "course selections in a year" },
  roll_years: { unit: "year", zh: "学徒学籍的最短年限", en: "least years of an apprentice on the roll" },
  journal_issues: { unit: "count", zh: "内刊每月期数", en: "journal issues in a month" },
  grant_cap: { unit: "money", zh: "同一主体一年奖补上限", en: "most grants to one party in a year" },
  legal_fee_share: { unit: "ratio", zh: "法律费用补贴比例", en: "subsidised share of legal fees" },
  legal_fee_cap: { unit: "money", zh: "法律费用补贴每案上限", en: "most subsidy of legal fees for a case" },
  assessment_full_score: { unit: "score", zh: "绩效考核满分", en: "full score of the performance assessment" },
  fund_link_least: { unit: "ratio", zh: "资金挂钩系数下限", en: "least coefficient of the funding link" },
  fund_link_most: { unit: "ratio", zh: "资金挂钩系数上限", en: "greatest coefficient of the funding link" },
  slow_progress: { unit: "ratio", zh: "进度与时间之比低于它即为落后", en: "progress to time below which work lags" },
  poor_year: {
    unit: "ratio",
    zh: "年度完成率低于它建议通报",
    en: "yearly attainment below which a bulletin is proposed",
  },
  bad_year: {
    unit: "ratio",
    zh: "年度完成率低于它建议停止资金支持",
    en: "yearly attainment below which funds are suspended",
  },
  unusual_change: { unit: "ratio", zh: "较上期变动超过它须说明", en: "change that is unusual" },
  private_share: { unit: "ratio", zh: "民办义务教育在校生占比上限", en: "most share of pupils in private schools" },
  fitness_rate: { unit: "ratio", zh: "学生体质优秀率下限", en: "share of pupils in excellent fitness" },
  family_lessons: { unit: "hour", zh: "每学期家庭教育课时", en: "family-education lessons" },
  alliance_schools: { unit: "count", zh: "每县区联盟校数", en: "alliance schools" },
  party_study: { unit: "count", zh: "每年政治理论学习次数", en: "political study sessions" },
  policy_study: { unit: "count", zh: "每年教育方针学习次数", en: "policy study sessions" },
  party_hours: { unit: "hour", zh: "每年思想政治集训学时", en: "hours of political training" },
};
