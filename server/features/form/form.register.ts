/** Forms: which figures are reported for which period, by whom and until when. Shared by all; a change is a new edition. */
import { code, date, defineRegister, int, json, optional, stamps, text } from "../../graph/register.js";

export const forms = defineRegister({
  name: "Form",
  subject: "reference",
  query: "forms",
  table: "form",
  key: "own",
  description: "报表：报哪些指标、谁报、何时报 / Forms: which figures, by whom, until when",
  fields: {
    code: text("报表代码 / Code"),
    edition: int("版本 / Edition"),
    name: text("名称 / Name"),
    audienceKind: optional(code("org_kind", "填报单位类别 / Kind of organization that reports")),
    audienceLevel: optional(text("填报单位级别 / Level of the organization that reports")),
    periodKind: code("period_kind", "期间种类 / Kind of period"),
    dueDays: int("期末后几天内报 / Due so many days after the period ends"),
    cells: json(
      "各格：[{indicator, dims, label, required}]，按版面顺序 / Its cells [{indicator, dims, label, required}] in the order they are laid out",
    ),
    status: code("form_status", "状态 / Status"),
    validFrom: optional(date("启用日期 / In use from")),
    validTo: optional(date("停用日期（不含） / In use to, exclusive")),
    ...stamps,
  },
  many: {
    submissions: { of: "Submission", on: [["id", "form_id"]], description: "各单位的报送 / What was sent by it" },
  },
  unique: [["code", "edition"]],
});
