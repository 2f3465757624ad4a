/** Rules: what must hold, how grave a breach is and when it is looked at. Shared by all; only administrators change them. */
import { code, date, defineRegister, optional, stamps, text, texts } from "../../graph/register.js";

export const rules = defineRegister({
  name: "Rule",
  subject: "reference",
  query: "rules",
  table: "rule",
  key: "own",
  description: "规则：应当成立的条件、严重程度与检查时机 / Rules: what must hold, how grave, and when it is checked",
  fields: {
    code: text("规则代码，如 R-SUB-01 / Code"),
    name: text("名称 / Name"),
    nameEn: optional(text("英文名称 / Name in English")),
    expression: optional(text("条件的写法 / The condition, formally")),
    severity: code("severity", "严重程度 / Severity"),
    moments: { ...texts("检查时机 / When it is checked"), list: "rule_moment" },
    basis: optional(code("rule_basis", "依据 / Basis")),
    message: optional(text("给填报人的提示 / What the sender is told")),
    messageEn: optional(text("英文提示 / The same in English")),
    status: code("rule_status", "状态 / Status"),
    validFrom: optional(date("有效期起 / Valid from")),
    validTo: optional(date("有效期止（不含） / Valid to, exclusive")),
    ...stamps,
  },
  many: {
    findings: { of: "FindingRow", on: [["code", "rule"]], description: "由它产生的预警 / Findings it raised" },
  },
  unique: [["code"]],
});
