/** Who belongs to whom, in which role and when: members, council, experts, trainers, staff. Person or organization, never both. */
import { byAncestor, byCode, byOrganization, byYear, onDay } from "../../graph/dimensions.js";
import {
  code,
  date,
  defineRegister,
  optional,
  organizationBy,
  owner,
  sibling,
  stamps,
  text,
  texts,
} from "../../graph/register.js";

export const affiliations = defineRegister({
  name: "Affiliation",
  subject: "members",
  query: "affiliations",
  table: "affiliation",
  key: "owned",
  description: "关系：会员、理事、专家、教师等，有起止日期 / Members, council, experts, trainers, with their dates",
  fields: {
    role: code("affiliation_role", "角色 / Role"),
    title: optional(text("职务或职称 / Post or title")),
    level: optional(text("级别 / Level")),
    tier: optional(text("层次 / Tier")),
    source: optional(code("trainer_source", "来源 / Source")),
    speciality: optional(text("专业方向 / Speciality")),
    scopes: texts("范围 / Scopes"),
    validFrom: date("起 / From"),
    validTo: optional(date("止（不含） / To, exclusive")),
    status: code("affiliation_status", "状态 / Status"),
    ...stamps,
  },
  one: {
    organization: owner(),
    person: sibling("Person", "person_id", "人员 / The person"),
    memberOrganization: organizationBy("member_org_id", "会员单位 / The member organization"),
    course: sibling("Course", "course_id", "课程 / The course"),
    document: sibling("Document", "document_id", "协议或任命文件 / The agreement or appointment"),
  },
  dimensions: {
    ORGANIZATION: byOrganization(),
    SCHOOL: byAncestor("school", "所在学校 / The school"),
    ROLE: byCode("role", "affiliation_role", "角色 / Role"),
    STATUS: byCode("status", "affiliation_status", "状态 / Status"),
    MEMBER_ORGANIZATION: byOrganization("member_org_id", "会员单位 / Member organization"),
    YEAR: byYear(onDay("valid_from"), "起始年份 / Year it began"),
  },
  person: "person_id",
});
