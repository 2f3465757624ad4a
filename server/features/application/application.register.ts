/** Applications: everything that is judged, from membership to subsidy claims. What may follow which status is described here. */
import { byAncestor, byMonth, byYear, measure, onDay } from "../../graph/dimensions.js";
import {
  code,
  date,
  decimal,
  defineRegister,
  int,
  optional,
  organizationBy,
  owner,
  parts,
  personal,
  sibling,
  stamps,
  type StateSteps,
  text,
} from "../../graph/register.js";

/** Handed in, accepted, judged, shown to the public, approved, issued; sent back or withdrawn before it is judged. */
const JUDGED: StateSteps = {
  first: ["draft", "submitted"],
  steps: {
    draft: ["submitted", "withdrawn"],
    submitted: ["accepted", "returned", "withdrawn"],
    returned: ["submitted", "withdrawn"],
    accepted: ["reviewing", "returned", "withdrawn"],
    reviewing: ["publicised", "rejected"],
    publicised: ["approved", "rejected"],
    approved: ["issued"],
  },
};

/** A case is decided, and made public only then. */
const CASE: StateSteps = {
  first: ["draft", "submitted"],
  steps: {
    draft: ["submitted", "withdrawn"],
    submitted: ["accepted", "returned", "withdrawn"],
    returned: ["submitted", "withdrawn"],
    accepted: ["reviewing", "returned"],
    reviewing: ["decided", "rejected"],
    decided: ["publicised"],
  },
};

/** A claim for money: checked by rules before it is handed in, audited after it is paid. */
const CLAIMED: StateSteps = {
  first: ["draft"],
  steps: {
    draft: ["checked"],
    checked: ["submitted", "blocked"],
    blocked: ["explained"],
    explained: ["checked"],
    submitted: ["verified", "blocked", "void"],
    verified: ["approved", "void"],
    approved: ["paid", "void"],
    paid: ["audited", "void"],
    audited: ["void"],
    void: ["recovered"],
  },
};

const after = (steps: StateSteps["steps"]): StateSteps => ({ ...JUDGED, steps: { ...JUDGED.steps, ...steps } });

export const applications = defineRegister({
  name: "Application",
  subject: "awards",
  query: "applications",
  table: "application",
  key: "owned",
  description:
    "申报与案卷：入会、立项、评选、职称、年检、补贴等 / Applications: membership, projects, reviews, inspections, claims",
  fields: {
    kind: code("application_kind", "类别 / Kind"),
    number: optional(text("申报编号 / Number")),
    title: personal("words", text("名称 / Title")),
    workKind: optional(code("work_kind", "成果类别 / Kind of work")),
    program: optional(text("项目 / Program")),
    occupation: optional(code("occupation", "职业（工种） / Occupation")),
    level: optional(code("application_level", "申报级别 / Level applied for")),
    levelRank: optional(int("级别序，越高越大 / Rank of the level")),
    amount: optional(decimal("金额（元） / Amount in yuan")),
    score: optional(decimal("得分 / Score")),
    result: optional(code("result", "结论 / Result")),
    status: code("application_status", "状态 / Status"),
    submittedOn: optional(date("提交日期 / Submitted on")),
    decidedOn: optional(date("决定日期 / Decided on")),
    decisionReason: personal("words", optional(text("决定理由 / Why it was decided so"))),
    ...stamps,
  },
  one: {
    organization: owner(),
    person: sibling("Person", "person_id", "申报人 / The person who applies"),
    applicantOrganization: organizationBy("applicant_org_id", "申报单位 / The organization that applies"),
    enrolment: sibling("Enrolment", "enrolment_id", "为哪次参加申报 / The enrolment it is for"),
    asset: sibling("Asset", "asset_id", "申报的基地或资源 / The base or resource it is for"),
    activity: sibling("Activity", "activity_id", "所属批次 / The round it belongs to"),
    handlingOrganization: organizationBy("handling_org_id", "受理单位 / Who decides"),
    course: sibling("Course", "course_id", "课程或专业 / The course"),
    document: sibling("Document", "document_id", "决定文件 / The document of the decision"),
  },
  many: {
    credentials: parts("Credential", "application_id", "批准后发的证 / Credentials it led to"),
    fundEntries: parts("FundEntry", "application_id", "资金收支 / Money entries"),
  },
  dimensions: {
    SCHOOL: byAncestor("school", "所在学校 / The school"),
    MONTH: byMonth(onDay("submitted_on"), "提交月份 / Month submitted"),
    YEAR: byYear(onDay("submitted_on"), "提交年份 / Year submitted"),
    DECIDED_YEAR: byYear(onDay("decided_on"), "决定年份 / Year decided"),
  },
  measures: { AMOUNT: measure("amount", "金额（元） / Amount in yuan"), SCORE: measure("score", "得分 / Score") },
  person: "person_id",
  unique: [["kind", "number"]],
  fixed: ["kind"],
  derived: { levelRank: { from: "level", list: "application_level" } },
  states: {
    field: "status",
    ...JUDGED,
    byKind: {
      subsidy: CLAIMED,
      grant: after({ approved: ["issued", "paid", "void"], paid: ["audited", "void"], void: ["recovered"] }),
      research: after({ approved: ["issued", "closed"] }),
      conduct_case: CASE,
    },
  },
});
