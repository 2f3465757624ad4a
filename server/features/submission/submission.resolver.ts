/** Introduces the steps of reports to the graph. */
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { RowReceipt } from "../row/row.objects.js";
import { orderCorrections } from "./submission.corrections.js";
import { ReasonedReportsInput, ReportsInput, SubmitReportsInput } from "./submission.inputs.js";
import { stepsOfReports } from "./submission.next-steps.js";
import { ReportSteps, WaitingReports } from "./submission.objects.js";
import { returnReports, stepReports, submitReports } from "./submission.steps.js";
import { reportsThatWait } from "./submission.waiting.js";

@Resolver()
export class SubmissionResolver {
  @Query(() => [ReportSteps], {
    description:
      "这些报表我现在可以办哪些步骤；次序与编号相同，最多 500 张 / What I may do now with these reports; in the order of the ids, at most 500",
  })
  reportSteps(
    @Ctx() context: Context,
    @Arg("ids", () => [ID], { description: "报表的全局编号 / Global ids of reports" }) ids: string[],
  ): Promise<ReportSteps[]> {
    return stepsOfReports(context, ids);
  }

  @Query(() => WaitingReports, {
    description:
      "等我办的报表：已报送或已受理、我有权审批的，先到期的在前 / Reports that wait for me: sent or accepted where I may approve, what is due first",
  })
  waitingReports(
    @Ctx() context: Context,
    @Arg("first", () => Int, { defaultValue: 20, description: "前几张，最多 100 / At most 100" }) first: number,
    @Arg("after", () => ID, {
      nullable: true,
      description: "在哪一张之后：上一页的 next / Behind this one: `next` of the page before",
    })
    after?: string | null,
  ): Promise<WaitingReports> {
    return reportsThatWait(context, { first, after: after ?? null });
  }

  @Mutation(() => RowReceipt, {
    description:
      "报送：报表连同它的数一起交上去，此后不能再改，除非退回 / Sends reports with their figures, which are closed from then on unless returned",
  })
  submitReports(
    @Ctx() context: Context,
    @Arg("input", () => SubmitReportsInput) input: SubmitReportsInput,
  ): Promise<RowReceipt> {
    return submitReports(context, input);
  }

  @Mutation(() => RowReceipt, {
    description: "受理：有审批权的人收下，开始审核 / Accepts reports for review, by those who approve",
  })
  acceptReports(@Ctx() context: Context, @Arg("input", () => ReportsInput) input: ReportsInput): Promise<RowReceipt> {
    return stepReports(context, "accepted", input);
  }

  @Mutation(() => RowReceipt, {
    description:
      "退回：写明理由，数重新放开，由填报单位改 / Returns reports with a reason; their figures are open again to their organization",
  })
  returnReports(
    @Ctx() context: Context,
    @Arg("input", () => ReasonedReportsInput) input: ReasonedReportsInput,
  ): Promise<RowReceipt> {
    return returnReports(context, input);
  }

  @Mutation(() => RowReceipt, {
    description:
      "核定：报表与它的数一起核定；填报的人不能核定自己填的 / Approves reports with their figures; nobody approves what they entered",
  })
  approveReports(@Ctx() context: Context, @Arg("input", () => ReportsInput) input: ReportsInput): Promise<RowReceipt> {
    return stepReports(context, "approved", input);
  }

  @Mutation(() => RowReceipt, { description: "锁定核定过的报表与它的数 / Locks approved reports with their figures" })
  lockReports(@Ctx() context: Context, @Arg("input", () => ReportsInput) input: ReportsInput): Promise<RowReceipt> {
    return stepReports(context, "locked", input);
  }

  @Mutation(() => RowReceipt, {
    description:
      "责令更正：核定或锁定的报表另开下一次，写明理由，数重新放开；原报表与原数都留着 / Orders corrections of approved or locked reports: the next one is opened with the reason, its figures may be typed again, the earlier report and values stay",
  })
  orderCorrections(
    @Ctx() context: Context,
    @Arg("input", () => ReasonedReportsInput) input: ReasonedReportsInput,
  ): Promise<RowReceipt> {
    return orderCorrections(context, input);
  }
}
