/** Organizations, their tree and the names they had before. Reference data: keyed by their own id, shared by all. */
import { sql } from "kysely";
import { byAncestor, byCode, byOrganization } from "../../graph/dimensions.js";
import {
  code,
  date,
  defineRegister,
  optional,
  organizationBy,
  owned,
  owner,
  stamps,
  text,
  type RegisterSpec,
} from "../../graph/register.js";

const fields: RegisterSpec["fields"] = {
  code: optional(text("单位代码，单元格里用它 / Code, the one cells use")),
  uscc: optional(text("统一社会信用代码 / Unified social credit code")),
  schoolCode: optional(text("学校标识码 / School code")),
  name: text("名称 / Name"),
  shortName: optional(text("简称 / Short name")),
  kind: code("org_kind", "类别 / Kind"),
  ownership: optional(code("ownership", "举办性质 / Ownership")),
  region: optional(code("region", "地区 / Region")),
  country: text("国家或地区，两位代码 / Country, two letters"),
  industry: optional(code("industry", "行业 / Industry")),
  size: optional(code("org_size", "规模 / Size")),
  level: optional(text("级别 / Level")),
  authority: optional(text("主管部门 / Supervising authority")),
  foundedOn: optional(date("成立日期 / Founded on")),
  status: code("org_status", "状态 / Status"),
  note: optional(text("备注 / Note")),
  validFrom: optional(date("有效期起 / Valid from")),
  validTo: optional(date("有效期止（不含） / Valid to, exclusive")),
  ...stamps,
};

export const organizations = defineRegister({
  name: "Organization",
  subject: "reference",
  query: "organizations",
  table: "organization",
  key: "own",
  description: "单位：协会、院校、企业、培训机构及其内设部门 / Organizations and their parts",
  fields,
  one: { parent: organizationBy("parent_id", "上级单位 / The organization above it") },
  many: {
    children: { of: "Organization", on: [["id", "parent_id"]], description: "下级单位 / The organizations below it" },
    formerNames: owned("FormerName", "曾用名 / Names it had before"),
    persons: owned("Person", "人员 / The persons it knows"),
    affiliations: owned("Affiliation", "它的会员、专家、教师等关系 / Its members, experts, trainers …"),
    memberships: {
      of: "Affiliation",
      on: [["id", "member_org_id"]],
      description: "它加入的组织 / What it is itself a member of",
    },
    courses: owned("Course", "课程与标准 / Its courses"),
    activities: owned("Activity", "活动：班、竞赛、会议等 / Its activities"),
    enrolments: owned("Enrolment", "参加记录 / Its enrolments"),
    attendances: owned("Attendance", "考勤 / Its attendance"),
    applications: owned("Application", "申报与案卷 / The applications it keeps"),
    applicationsMade: {
      of: "Application",
      on: [["id", "applicant_org_id"]],
      description: "它提出的申报 / The applications it made",
    },
    applicationsHandled: {
      of: "Application",
      on: [["id", "handling_org_id"]],
      description: "它受理的申报 / The applications it decides",
    },
    assets: owned("Asset", "基地与资源 / Its bases and resources"),
    credentials: owned("Credential", "发出的证书 / The credentials it issued"),
    credentialsHeld: {
      of: "Credential",
      on: [["id", "holder_org_id"]],
      description: "它持有的资质与荣誉 / The credentials it holds",
    },
    fundEntries: owned("FundEntry", "资金收支 / Its money entries"),
    targetsSet: owned("Target", "它下达的目标 / The targets it set"),
    targets: { of: "Target", on: [["id", "subject_org_id"]], description: "对它的目标 / The targets set for it" },
    figures: owned("FigureRow", "填报的数 / Its reported figures"),
    submissions: owned("Submission", "报送 / What it sent"),
    findings: owned("FindingRow", "预警与问题 / Findings about it"),
    tasks: owned("Task", "牵头的任务 / Tasks it leads"),
    documents: owned("Document", "文件 / Its documents"),
  },
  lists: {
    ancestors: {
      of: "Organization",
      where: (own, other) => sql`${sql.ref(`${other}.id`)} in (
        select above.ancestor_id from organization_tree above where above.org_id = ${sql.ref(`${own}.id`)} and above.depth > 0)`,
      order: (own, other) => sql`(select above.depth from organization_tree above
        where above.ancestor_id = ${sql.ref(`${other}.id`)} and above.org_id = ${sql.ref(`${own}.id`)}) desc`,
      description: "各级上级，最高的在前 / Everything above it, the highest first",
    },
  },
  words: {
    within: {
      holds: (row, word) => sql`${sql.ref(`${row}.id`)} in (
        select below.org_id from organization_tree below join organization top on top.id = below.ancestor_id
        where top.code = ${word} or top.uscc = ${word} or top.school_code = ${word})`,
      description: "本单位及其全部下级，填单位代码 / This organization and all below it, by code",
    },
  },
  dimensions: {
    KIND: byCode("kind", "org_kind", "类别 / Kind"),
    REGION: byCode("region", "region", "地区 / Region"),
    OWNERSHIP: byCode("ownership", "ownership", "举办性质 / Ownership"),
    INDUSTRY: byCode("industry", "industry", "行业 / Industry"),
    SIZE: byCode("size", "org_size", "规模 / Size"),
    STATUS: byCode("status", "org_status", "状态 / Status"),
    PARENT: byOrganization("parent_id", "上级单位 / The organization above it"),
    SCHOOL: byAncestor("school", "所在学校 / The school it belongs to", "id"),
  },
  unique: [["code"], ["uscc"], ["school_code"]],
});

export const formerNames = defineRegister({
  name: "FormerName",
  subject: "reference",
  table: "organization_name",
  key: "owned",
  description: "曾用名 / A name an organization had before",
  fields: {
    name: text("名称 / Name"),
    validFrom: optional(date("使用起 / Used from")),
    validTo: date("使用止（不含） / Used to, exclusive"),
  },
  one: { organization: owner() },
});
