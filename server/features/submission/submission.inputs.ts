/** What is sent to move reports on: which, on what version of them, and why they come back. */
import { Field, ID, InputType, Int } from "type-graphql";

@InputType({
  description:
    "要报送的一张报表：已有的给编号，没有的给单位、报表与期间 / A report to send: by its id, or by organization, form and period",
})
export class SubmitReportInput {
  @Field(() => ID, { nullable: true, description: "报送的全局编号 / Global id of the report" })
  id?: string | null;

  @Field(() => Int, { nullable: true, description: "改动前看到的版本 / The version you started from" })
  baseVersion?: number | null;

  @Field(() => String, { nullable: true, description: "报送单位：代码或全称 / The organization, by code or full name" })
  organization?: string | null;

  @Field(() => String, { nullable: true, description: "报表代码或名称 / The form, by code or name" })
  form?: string | null;

  @Field(() => String, { nullable: true, description: "期间，如 2026M09 / The period, such as 2026M09" })
  period?: string | null;

  @Field(() => String, { nullable: true, description: "问题与下步打算 / Problems and next steps" })
  note?: string | null;
}

@InputType({ description: "一张报表 / A report" })
export class ReportInput {
  @Field(() => ID, { description: "报送的全局编号 / Global id of the report" })
  id!: string;

  @Field(() => Int, { nullable: true, description: "改动前看到的版本 / The version you started from" })
  baseVersion?: number | null;
}

@InputType({ description: "一张报表与理由 / A report and the reason" })
export class ReasonedReportInput extends ReportInput {
  @Field(() => String, { description: "理由，写给填报单位看 / The reason, for the organization that reports" })
  reason!: string;
}

const BATCH_ID = "发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same";
const DRY_RUN = "只检查，不写入 / Check only";
const ATOMIC = "一张不行则都不办 / All or nothing";

@InputType({ description: "一批要报送的报表 / Reports to send" })
export class SubmitReportsInput {
  @Field(() => ID, { description: BATCH_ID })
  batchId!: string;

  @Field(() => [SubmitReportInput], { description: "各张报表 / The reports" })
  reports!: SubmitReportInput[];

  @Field(() => Boolean, { nullable: true, description: DRY_RUN })
  dryRun?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: ATOMIC })
  atomic?: boolean | null;
}

@InputType({ description: "一批报表 / A batch of reports" })
export class ReportsInput {
  @Field(() => ID, { description: BATCH_ID })
  batchId!: string;

  @Field(() => [ReportInput], { description: "各张报表 / The reports" })
  reports!: ReportInput[];

  @Field(() => Boolean, { nullable: true, description: DRY_RUN })
  dryRun?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: ATOMIC })
  atomic?: boolean | null;
}

@InputType({ description: "一批报表，各有理由 / A batch of reports, each with a reason" })
export class ReasonedReportsInput {
  @Field(() => ID, { description: BATCH_ID })
  batchId!: string;

  @Field(() => [ReasonedReportInput], { description: "各张报表 / The reports" })
  reports!: ReasonedReportInput[];

  @Field(() => Boolean, { nullable: true, description: DRY_RUN })
  dryRun?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: ATOMIC })
  atomic?: boolean | null;
}
