/** An indicator of the catalogue as the graph shows it. */
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DecimalScalar } from "../../graph/scalars.js";

export enum IndicatorKind {
  LEDGER = "LEDGER",
  REPORTED = "REPORTED",
  FORMULA = "FORMULA",
}
registerEnumType(IndicatorKind, {
  name: "IndicatorKind",
  description: "台账统计、填报、公式 / Counted, reported or worked out",
});

export enum FlowStock {
  FLOW = "FLOW",
  STOCK = "STOCK",
}
registerEnumType(FlowStock, { name: "FlowStock", description: "流量、存量 / Over a period, or at its end" });

@ObjectType({ simpleResolvers: true, description: "定义里的一处错 / What is wrong with a definition, and where" })
export class FormulaFault {
  @Field(() => String, { description: "错误代码 / A closed code, such as UNIT_MISMATCH" })
  code!: string;

  @Field(() => Int, { description: "第几个字符，从 0 数 / Characters from 0" })
  at!: number;

  @Field(() => String, { description: "那里写的 / What is written there" })
  found!: string;

  @Field(() => String, { description: "应为什么 / What would have fitted" })
  expected!: string;

  @Field(() => String, { description: "怎样改，中文 / What to do, in Chinese" })
  message!: string;

  @Field(() => String, { description: "同上，英文 / The same in English" })
  messageEn!: string;
}

@ObjectType({ simpleResolvers: true, description: "可以细分的维度 / A way to break figures down" })
export class IndicatorDimension {
  @Field(() => String, { description: "维度代码 / Its code" })
  code!: string;

  @Field(() => String)
  nameZh!: string;

  @Field(() => String)
  nameEn!: string;

  @Field(() => String, { nullable: true, description: "取值的代码表 / The list its keys are from" })
  list!: string | null;

  @Field(() => Boolean, { description: "一条记录可同时属于几项 / Whether a row may count under several" })
  several!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "指标的一版定义 / One dated definition of an indicator" })
export class IndicatorVersion {
  @Field(() => Int)
  version!: number;

  @Field(() => IndicatorKind)
  kind!: IndicatorKind;

  @Field(() => String, { nullable: true, description: "定义的原文 / The definition as catalogued" })
  formula!: string | null;

  @Field(() => String, { description: "这一版起用的日子 / The first day it holds" })
  validFrom!: string;

  @Field(() => String, { nullable: true, description: "不再用的第一天，空为现行 / The first day it no longer holds" })
  validTo!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "对一条公式的检查 / What a formula is found to mean" })
export class FormulaCheck {
  @Field(() => Boolean, { description: "能否统计 / Whether it can be counted" })
  ok!: boolean;

  @Field(() => String, { nullable: true, description: "算出来的单位 / The unit of its result" })
  unit!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "怎样算，由定义生成 / How it is counted, made from the definition",
  })
  explanation!: string | null;

  @Field(() => String, { nullable: true, description: "同上，英文 / The same in English" })
  explanationEn!: string | null;

  @Field(() => [IndicatorDimension], { description: "可以细分的维度 / Ways to break it down" })
  dimensions!: IndicatorDimension[];

  @Field(() => [FormulaFault], { description: "错在哪里；没有错为空 / What is wrong with it, if anything" })
  faults!: FormulaFault[];
}

@ObjectType({ simpleResolvers: true, description: "指标 / An indicator" })
export class Indicator {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  nameZh!: string;

  @Field(() => String)
  nameEn!: string;

  @Field(() => String, { description: "存储的单位，如 元 / The unit values are kept in" })
  unit!: string;

  @Field(() => String, { description: "计数、人、人次、金额、比率、学时 / Dimension of the unit" })
  unitDim!: string;

  @Field(() => String, { nullable: true, description: "显示的单位，如 万元 / The unit to show" })
  displayUnit!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "显示单位等于多少存储单位 / Units in one display unit" })
  displayScale!: string | null;

  @Field(() => IndicatorKind)
  kind!: IndicatorKind;

  @Field(() => String, { nullable: true, description: "定义的原文 / The definition as catalogued" })
  formula!: string | null;

  @Field(() => Boolean, { description: "能否相加 / Whether values add up" })
  additive!: boolean;

  @Field(() => FlowStock)
  flowStock!: FlowStock;

  @Field(() => String, { description: "up 越多越好，down 越少越好，hold 保持 / Which way is better" })
  direction!: string;

  @Field(() => String, { description: "怎样算的，由定义生成 / How it is counted, made from the definition" })
  explanation!: string;

  @Field(() => String, { description: "同上，英文 / The same in English" })
  explanationEn!: string;

  @Field(() => Boolean, {
    description:
      "false：这一版还没有它的台账，只能填报 / False: no ledger of this version counts it; it can only be reported",
  })
  counted!: boolean;

  @Field(() => [String], { description: "可填报的期间种类 / Kinds of period it is reported for" })
  periodKinds!: string[];

  @Field(() => Int, { description: "显示的小数位 / Decimals to show" })
  decimals!: number;

  @Field(() => [IndicatorDimension], { description: "统计时可以细分的维度 / Ways its counts can be broken down" })
  dimensions!: IndicatorDimension[];

  @Field(() => FormulaFault, {
    nullable: true,
    description: "定义有错时，错在哪里 / What is wrong with the definition",
  })
  fault!: FormulaFault | null;

  @Field(() => String, {
    description:
      "下级合成上级：sum 相加，last 取最后，recompute 分子分母各自汇总再算，recount 重新统计，none 不合成 / How organizations make the whole",
  })
  rollUpOrganizations!: string;

  @Field(() => String, { description: "短期间合成长期间，同上 / How shorter periods make a longer one" })
  rollUpPeriods!: string;

  @Field(() => Int, { description: "现行定义是第几版 / Which version its definition is" })
  version!: number;

  @Field(() => [IndicatorVersion], { description: "历版定义，旧的在前 / Every dated definition, oldest first" })
  versions!: IndicatorVersion[];
}
