/**
 * The indicator catalogue as a register: filtered, ordered, paged and pointed at by targets and figures. `IndicatorRow`,
 * because `Indicator` is the catalogue's own answer with its explanation.
 */
import { boolean, code, defineRegister, int, optional, text, texts } from "../../graph/register.js";

export const indicatorRows = defineRegister({
  name: "IndicatorRow",
  subject: "reference",
  query: "indicatorRows",
  table: "indicator",
  key: "own",
  description: "指标目录 / The indicator catalogue",
  fields: {
    code: text("指标代码 / Code"),
    nameZh: text("名称 / Name"),
    nameEn: text("英文名称 / Name in English"),
    unit: text("存储的单位 / The unit values are kept in"),
    unitDim: code("unit_dim", "单位量纲 / Dimension of the unit"),
    displayUnit: optional(text("显示的单位 / The unit to show")),
    decimals: int("显示的小数位 / Decimals to show"),
    kind: code("indicator_kind", "怎么来：统计、填报、公式 / Counted, reported or worked out"),
    formula: optional(text("定义 / The definition")),
    flowStock: code("flow_stock", "流量或存量 / Flow or stock"),
    additive: boolean("能否相加 / Whether values add up"),
    direction: code("direction", "越大越好还是越小越好 / Which way is better"),
    dims: texts("可细分的维度 / Dimensions it is broken down by"),
    periodKinds: { ...texts("期间种类 / Kinds of period"), list: "period_kind" },
  },
  many: {
    figures: { of: "FigureRow", on: [["code", "indicator"]], description: "填报的数 / Its reported figures" },
    targets: { of: "Target", on: [["code", "indicator"]], description: "为它定的目标 / The targets set for it" },
  },
  unique: [["code"]],
  readOnly: true,
});
