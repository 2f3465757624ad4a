/** Progress as the graph shows it: a figure against its target, with the document that set it. */
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { DecimalScalar } from "../../graph/scalars.js";
import { Finding } from "../figure/finding.object.js";

export enum ProgressState {
  ACHIEVED = "ACHIEVED",
  BEHIND = "BEHIND",
  PENDING = "PENDING",
  NO_TARGET = "NO_TARGET",
}
registerEnumType(ProgressState, {
  name: "ProgressState",
  description: "已达到、未达到、待定（目标或实际还没有数）、没有目标 / Reached, not reached, no number yet, no target",
});

@ObjectType({ simpleResolvers: true, description: "实际与目标 / What is, beside what was set" })
export class Progress {
  @Field(() => String)
  indicator!: string;

  @Field(() => String, { nullable: true })
  indicatorName!: string | null;

  @Field(() => String)
  organization!: string;

  @Field(() => String, { nullable: true })
  organizationName!: string | null;

  @Field(() => String)
  period!: string;

  @Field(() => String, { nullable: true })
  unit!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "实际 / The figure" })
  actual!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "目标；文件没有写数的为空 / The target; null where the document names no number",
  })
  target!: string | null;

  @Field(() => String, { nullable: true, description: ">= <= = > < between ~ trend" })
  comparator!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "实际 ÷ 目标 / Actual over target" })
  rate!: string | null;

  @Field(() => ProgressState)
  state!: ProgressState;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "时间进度：期间已过几成；只对随时间累计的指标 / Share of the period gone; only of what grows over time",
  })
  elapsed!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "到今天应达到：累计的按时间进度，存量与比率按全部目标 / What the target asks for by now",
  })
  expected!: string | null;

  @Field(() => Boolean, { nullable: true, description: "是否不落后于时间进度；无从比较为空 / Whether it keeps pace" })
  onTrack!: boolean | null;

  @Field(() => DecimalScalar, { nullable: true, description: "离目标还差 / What is still to come" })
  remaining!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "余下每月需完成，含本月 / Needed in each month left, the running one included",
  })
  neededPerMonth!: string | null;

  @Field(() => Finding, {
    nullable: true,
    description: "分解的目标之和小于总目标 / The parts of the target add up to less than it",
  })
  partsProblem!: Finding | null;

  @Field(() => String, { nullable: true, description: "定目标的文件 / The document that set it" })
  documentName!: string | null;

  @Field(() => String, { nullable: true, description: "原句 / Its sentence" })
  quote!: string | null;

  @Field(() => String, { nullable: true, description: "文号与原句的位置 / Its number and where the sentence stands" })
  anchor!: string | null;

  @Field(() => Finding, { nullable: true })
  problem!: Finding | null;
}
