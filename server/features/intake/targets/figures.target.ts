/** Figures: a column for each indicator, or indicator and value side by side. */
import { field, type IntakeTarget, type TargetField } from "./target.js";

export const FIGURES: IntakeTarget = {
  name: "figures",
  label: { zh: "指标数据表", en: "Figures" },
  titles: ["月报", "季报", "年报", "统计表", "调度表", "汇总表", "报表", "指标", "figures"],
  needs: [],
  labelFields: ["organization", "indicator", "period"],
  fields: [
    field("organizationCode", "text", "机构编码", "Organization code", "单位编码 机构代码 单位代码 编码", {
      longest: 60,
    }),
    field(
      "organization",
      "text",
      "机构",
      "Organization",
      "机构名称 单位 单位名称 学院 二级学院 学院名称 院系 部门 填报单位 学校 学校名称 企业名称 区县 县区",
    ),
    field("period", "period", "期间", "Period", "月份 年月 年度 季度 统计期间 报告期 时间 年份 所属期 期别"),
    field("indicator", "text", "指标", "Indicator", "指标名称 项目 统计指标"),
    field("indicatorCode", "text", "指标代码", "Indicator code", "指标编码", { longest: 60 }),
    field(
      "value",
      "decimal",
      "数值",
      "Value",
      "数据 本期 本期数 本月 本期值 实际 完成数 完成值 填报数 值 累计完成 合计",
    ),
    field("unit", "text", "计量单位", "Unit", "指标单位 量纲 单位"),
    field("reason", "text", "说明", "Reason", "备注 原因 情况说明"),
  ],
};

export interface IndicatorName {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
}

/** The figures target with one field per indicator, for tables that have a column for each: 培训人次 | 到账额（万元）. */
export function figuresTarget(indicators: readonly IndicatorName[]): IntakeTarget {
  const columns = indicators.map((indicator): TargetField => {
    const short = indicator.nameZh.replace(/[（(].*?[)）]/gu, "");
    return {
      name: `indicator:${indicator.code}`,
      label: { zh: indicator.nameZh, en: indicator.nameEn },
      synonyms: [indicator.code, indicator.nameZh, indicator.nameEn, short, short.replace(/[额数]$/u, "")],
      type: "decimal",
      required: false,
      unit: indicator.unit,
      indicator: indicator.code,
    };
  });
  return { ...FIGURES, fields: [...FIGURES.fields, ...columns] };
}
