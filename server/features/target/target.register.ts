/** Targets as documents set them. One may have no value: it is then pending, and none is invented. */
import { byCode, byOrganization, byText } from "../../graph/dimensions.js";
import {
  boolean,
  code,
  decimal,
  defineRegister,
  int,
  optional,
  organizationBy,
  owner,
  parts,
  sibling,
  stamps,
  text,
} from "../../graph/register.js";

export const targets = defineRegister({
  name: "Target",
  subject: "targets",
  query: "targets",
  table: "target",
  key: "owned",
  description: "目标 / Targets",
  fields: {
    indicator: optional(text("指标代码 / Indicator code")),
    indicatorName: text("指标名称 / Name of the indicator"),
    subject: text("对象 / Whom it is set for, in words"),
    scope: text("范围 / Scope"),
    period: optional(text("期间 / Period")),
    periodText: text("期间（原文） / Period as written"),
    comparator: text("比较符 / Comparator"),
    value: optional(decimal("目标值 / Value")),
    valueMax: optional(decimal("上限 / Upper value")),
    rawValue: optional(text("目标值（原文） / Value as written")),
    unit: optional(text("单位 / Unit")),
    nature: code("target_nature", "性质 / Nature"),
    strict: boolean("是否约束性 / Whether binding"),
    responsible: optional(text("责任单位 / Who is responsible")),
    anchorOffset: optional(int("在文件中的位置 / Where in the document")),
    quote: optional(text("原文 / The sentence")),
    ...stamps,
  },
  one: {
    organization: owner(),
    subjectOrganization: organizationBy("subject_org_id", "对象单位 / The organization it is set for"),
    document: sibling("Document", "document_id", "文件 / The document"),
    parent: sibling("Target", "parent_id", "上级目标 / The target it is part of"),
    definition: {
      to: "IndicatorRow",
      on: [["indicator", "code"]],
      nullable: true,
      description: "指标 / The indicator",
    },
  },
  many: {
    parts: parts("Target", "parent_id", "分解的目标 / Its parts"),
    tasks: parts("Task", "target_id", "为它做的任务 / Tasks that serve it"),
  },
  dimensions: {
    INDICATOR: byText("indicator", "指标代码 / Indicator"),
    SUBJECT: byOrganization("subject_org_id", "对象单位 / The organization it is set for"),
    PERIOD: byText("period", "期间 / Period"),
    NATURE: byCode("nature", "target_nature", "性质 / Nature"),
  },
  // The same as the indicator's code.
  readOnly: ["definition"],
});
