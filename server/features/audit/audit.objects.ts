/** What the audit shows in the graph: events, a page of them, and one opened with what it did to each row. */
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { DateTimeScalar, JsonScalar } from "../../graph/scalars.js";

@InputType({ description: "查哪些事件；各项都要符合 / Which events: all that is given must hold" })
export class AuditFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: "从何时起（含） / From this moment on" })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "到何时止（不含） / Before this moment" })
  to?: Date | null;

  @Field(() => String, { nullable: true, description: "谁：名称的开头 / Who: the beginning of the name" })
  who?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "哪些事件，如 sign_in、granted、refused、personal_read、rows_changed / Kinds of events, such as sign_in, granted, refused, personal_read, rows_changed",
  })
  kinds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "单位代码，含下级 / Code of an organization, with all below it",
  })
  organization?: string | null;

  @Field(() => String, { nullable: true, description: "哪本台账，如 Person / The register, such as Person" })
  register?: string | null;

  @Field(() => ID, { nullable: true, description: "批次编号 / Id of the batch" })
  batch?: string | null;
}

@ObjectType({ description: "一个事件：谁、何时、从哪里、做了什么 / One event: who, when, from where, what" })
export class AuditEvent {
  @Field(() => ID, { description: "事件编号，也是翻页位置 / Id of the event, and a place to page on from" })
  id!: string;

  @Field(() => DateTimeScalar, { description: "何时 / When" })
  at!: Date;

  @Field(() => String, { nullable: true, description: "谁；没有登录的为空 / Who; nobody where nobody had signed in" })
  who!: string | null;

  @Field(() => String, { description: "什么事件 / Kind of event" })
  kind!: string;

  @Field(() => String, { nullable: true, description: "从哪里 / From where" })
  origin!: string | null;

  @Field(() => String, { nullable: true, description: "哪个单位的，代码 / Code of the organization it concerns" })
  organization!: string | null;

  @Field(() => String, { nullable: true, description: "单位名称 / Name of the organization" })
  organizationName!: string | null;

  @Field(() => String, { nullable: true, description: "哪本台账 / The register" })
  register!: string | null;

  @Field(() => Int, { nullable: true, description: "几行 / How many rows" })
  rows!: number | null;

  @Field(() => ID, { nullable: true, description: "批次编号 / Id of the batch" })
  batch!: string | null;

  @Field(() => JsonScalar, { nullable: true, description: "详情，不含个人信息 / Detail, without personal data" })
  detail!: unknown;
}

@ObjectType({ description: "一页事件，新的在前 / A page of events, newest first" })
export class AuditPage {
  @Field(() => [AuditEvent], { description: "事件 / The events" })
  events!: AuditEvent[];

  @Field(() => ID, {
    nullable: true,
    description: "下一页从这里接着；没有则为空 / Where the next page goes on, if any",
  })
  next!: string | null;
}

@ObjectType({ description: "一个字段改动前后 / A field before and after" })
export class AuditField {
  @Field(() => String, { description: "字段 / The field" })
  name!: string;

  @Field(() => String, { description: "字段的说明 / What it is called" })
  label!: string;

  @Field(() => String, { nullable: true, description: "改动前；个人信息已遮盖 / Before, masked where personal" })
  before!: string | null;

  @Field(() => String, { nullable: true, description: "改动后；个人信息已遮盖 / After, masked where personal" })
  after!: string | null;
}

@ObjectType({ description: "一行改动前后 / A row before and after" })
export class AuditRow {
  @Field(() => ID, { nullable: true, description: "行的编号 / Id of the row" })
  row!: string | null;

  @Field(() => String, { nullable: true, description: "行的名称；个人信息已遮盖 / What it is called, masked" })
  title!: string | null;

  @Field(() => [AuditField], { description: "不同之处 / What differs" })
  fields!: AuditField[];
}

@ObjectType({ description: "打开的一个事件 / One event, opened" })
export class AuditOpened {
  @Field(() => AuditEvent, { description: "事件 / The event" })
  event!: AuditEvent;

  @Field(() => [AuditRow], { description: "前几行改动前后 / The first rows before and after" })
  changes!: AuditRow[];

  @Field(() => Int, { description: "没有列出的行数 / Rows not listed" })
  more!: number;
}
