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
}
