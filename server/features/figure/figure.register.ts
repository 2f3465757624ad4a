/**
 * Reported figures as a register: every kept number with its source, status and report. `FigureRow`, because `Figure` is
 * the answer for one cell, counted ones included. Figures are written as cells, never as rows.
 */
import {
  code,
  decimal,
  defineRegister,
  inside,
  int,
  json,
  optional,
  owner,
  sibling,
  stamps,
  text,
} from "../../graph/register.js";

export const figureRows = defineRegister({
  name: "FigureRow",
  subject: "figures",
  query: "figureRows",
  table: "figure",
  key: "owned",
  description: "填报的数 / Reported figures",
  fields: {
    indicator: text("指标代码 / Indicator code"),
    period: text("期间 / Period"),
    dims: json("细分 / Breakdown"),
    dimsKey: text("细分的键，空为合计 / Key of the breakdown, empty for the whole"),
    value: optional(decimal("数值 / Value")),
    source: code("figure_source", "来源 / Source"),
    quality: code("figure_quality", "精确程度 / Quality"),
    status: code("figure_status", "状态 / Status"),
    computedValue: inside(optional(decimal("台账算出的数 / What the ledgers say"))),
    reason: inside(optional(text("改数的理由 / Why it differs"))),
    definitionVersion: optional(int("所依定义的版本 / Version of the definition")),
    ...stamps,
  },
  one: {
    organization: owner(),
    definition: {
      to: "IndicatorRow",
      on: [["indicator", "code"]],
      nullable: false,
      description: "指标 / The indicator",
    },
    submission: sibling("Submission", "submission_id", "随哪次报送 / The report it was sent with"),
  },
  unique: [["indicator", "period", "dims_key"]],
  readOnly: true,
});
