/**
 * Findings: a rule broken, a problem an inspection or an audit found. `FindingRow`, because `Finding` is what a check
 * answers about one cell; this one is kept, explained, fixed, waived or upheld.
 */
import { byMonth, byYear, measure, onDay } from "../../graph/dimensions.js";
import {
  code,
  date,
  decimal,
  defineRegister,
  optional,
  owner,
  parts,
  personal,
  sibling,
  stamps,
  text,
} from "../../graph/register.js";

export const findings = defineRegister({
  name: "FindingRow",
  subject: "oversight",
  query: "findings",
  table: "finding",
  key: "owned",
  description:
    "预警与问题：规则预警、检查和审计发现的问题及处理 / Findings: of rules, inspections and audits, and what came of them",
  fields: {
    rule: optional(text("规则代码 / Code of the rule")),
    kind: code("finding_kind", "类别 / Kind"),
    source: code("finding_source", "来源 / Source"),
    severity: code("severity", "严重程度 / Severity"),
    subject: personal("words", text("对象 / What it is about")),
    subjectRegister: optional(text("对象所在台账 / The register of what it is about")),
    period: optional(text("期间 / Period")),
    key: optional(text("唯一标识，同一问题只记一次 / The same finding found again has the same key")),
    detail: personal("words", optional(text("情况 / Detail"))),
    explanation: personal("words", optional(text("说明 / Explanation"))),
    status: code("finding_status", "状态 / Status"),
    sanctionProposed: optional(code("sanction", "建议的处理 / Sanction proposed")),
    sanction: optional(code("sanction", "决定的处理 / Sanction decided")),
    amount: optional(decimal("涉及金额（元） / Amount in yuan")),
    openedOn: date("发现日期 / Opened on"),
    closedOn: optional(date("办结日期 / Closed on")),
    decidedBy: optional(text("决定人 / Who decided")),
    ...stamps,
  },
  one: {
    organization: owner("被指出的单位 / The organization it concerns"),
    activity: sibling("Activity", "activity_id", "发现它的检查 / The inspection that found it"),
    document: sibling("Document", "document_id", "文件 / The document"),
    definition: { to: "Rule", on: [["rule", "code"]], nullable: true, description: "所依规则 / The rule" },
  },
  many: { tasks: parts("Task", "finding_id", "整改任务 / Tasks to put it right") },
  dimensions: {
    MONTH: byMonth(onDay("opened_on"), "发现月份 / Month opened"),
    YEAR: byYear(onDay("opened_on"), "发现年份 / Year opened"),
  },
  measures: { AMOUNT: measure("amount", "涉及金额（元） / Amount in yuan") },
  unique: [["key"]],
  states: {
    field: "status",
    first: ["open"],
    steps: {
      open: ["explained", "fixed", "waived", "upheld"],
      explained: ["open", "fixed", "waived", "upheld"],
      fixed: ["closed"],
      upheld: ["closed"],
    },
  },
  // The first is the same as the rule's code; the second is who waived or upheld it.
  readOnly: ["definition", "decidedBy"],
});
