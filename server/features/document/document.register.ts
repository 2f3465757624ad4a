/** Documents: what targets and rules are anchored in. */
import { byYear, onDay } from "../../graph/dimensions.js";
import { code, date, defineRegister, optional, owner, parts, personal, stamps, text } from "../../graph/register.js";

export const documents = defineRegister({
  name: "Document",
  subject: "documents",
  query: "documents",
  table: "document",
  key: "owned",
  description: "文件 / Documents",
  fields: {
    kind: code("document_kind", "类别 / Kind"),
    title: text("标题 / Title"),
    number: optional(text("文号 / Number")),
    issuer: optional(text("发文单位 / Issuer")),
    issuedOn: optional(date("发文日期 / Issued on")),
    validFrom: optional(date("有效期起 / Valid from")),
    validTo: optional(date("有效期止（不含） / Valid to, exclusive")),
    series: optional(text("系列 / Series")),
    summary: personal("words", optional(text("摘要 / Summary"))),
    fileName: personal("words", optional(text("文件名 / File name"))),
    ...stamps,
  },
  one: { organization: owner() },
  many: {
    targets: parts("Target", "document_id", "写明的目标 / The targets it sets"),
    tasks: parts("Task", "document_id", "布置的任务 / The tasks it sets"),
    activities: parts("Activity", "document_id", "有关活动 / Activities about it"),
    applications: parts("Application", "document_id", "它决定的申报 / Applications it decided"),
    findings: parts("FindingRow", "document_id", "它写明的问题 / Findings it states"),
    courses: parts("Course", "document_id", "它规定的课程 / Courses it lays down"),
    affiliations: parts("Affiliation", "document_id", "依它建立的关系 / Relations it set up"),
  },
  dimensions: { YEAR: byYear(onDay("issued_on"), "发文年份 / Year issued") },
});
