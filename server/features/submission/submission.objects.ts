/** What the graph tells of a report's next steps. */
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { REPORT_STEPS, type ReportStep } from "./submission.next-steps.rules.js";

export const ReportStepName = Object.fromEntries(REPORT_STEPS.map((step) => [step, step])) as {
  readonly [Step in ReportStep]: Step;
};
registerEnumType(ReportStepName, {
  name: "ReportStep",
  description: "报表的一步 / A step of a report",
  valuesConfig: {
    SUBMIT: { description: "报送 / Send it" },
    ACCEPT: { description: "受理 / Accept it for review" },
    RETURN: { description: "退回，要写理由 / Return it, with a reason" },
    APPROVE: { description: "核定 / Approve it" },
    LOCK: { description: "锁定 / Lock it" },
    ORDER_CORRECTION: { description: "责令更正，要写理由 / Order a correction, with a reason" },
  },
});

@ObjectType({ description: "一张报表现在可以办的步骤 / What may be done with a report now" })
export class ReportSteps {
  @Field(() => ID, { description: "报表的全局编号 / Global id of the report" })
  id!: string;

  @Field(() => [ReportStepName], {
    description:
      "提问的人现在可以办的；没有权限、看不到或没有这张报表时为空 / What whoever asks may do now; empty where they may not, or see no such report",
  })
  steps!: ReportStep[];
}

@ObjectType({ description: "等我办的报表，一页 / Reports that wait for whoever asks, a page of them" })
export class WaitingReports {
  @Field(() => Int, { description: "一共几张 / How many there are in all" })
  total!: number;

  @Field(() => [ReportSteps], { description: "先到期的在前 / What is due first comes first" })
  reports!: ReportSteps[];

  @Field(() => ID, {
    nullable: true,
    description: "从哪一张之后接着看；没有更多时为空 / Where to go on from; null when there are no more",
  })
  next!: string | null;
}
