/** A finding as the graph shows it: one fault of one cell or row, with its code, its arguments and both texts. */
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { JsonScalar } from "../../graph/scalars.js";

export enum Severity {
  INFO = "INFO",
  WARN = "WARN",
  ERROR = "ERROR",
  BLOCK = "BLOCK",
}
registerEnumType(Severity, {
  name: "Severity",
  description: "BLOCK 拒绝写入，ERROR 不能审批，WARN 与 INFO 供参考 / BLOCK refuses the write, ERROR stops approval",
});

@ObjectType({
  simpleResolvers: true,
  description: "一处问题：在哪里、是什么、怎么办 / What is wrong, where, and what to do next",
})
export class Finding {
  @Field(() => String, { description: "问题代码，取自封闭的列表 / A code of a closed list" })
  code!: string;

  @Field(() => Severity)
  severity!: Severity;

  @Field(() => JsonScalar, { description: "消息的参数 / The arguments of the message" })
  args!: Readonly<Record<string, unknown>>;

  @Field(() => String, { description: "中文说明 / The message in Chinese" })
  message!: string;

  @Field(() => String, { description: "英文说明 / The message in English" })
  messageEn!: string;

  @Field(() => String, { nullable: true, description: "工作表 / The sheet" })
  sheet?: string | null;

  @Field(() => String, { nullable: true, description: "单元格，如 F5 / The cell, such as F5" })
  cell?: string | null;

  @Field(() => Int, { nullable: true, description: "行号 / The row" })
  row?: number | null;

  @Field(() => String, { nullable: true, description: "字段 / The field" })
  field?: string | null;

  @Field(() => String, { nullable: true, description: "建议的值，需由人确认 / A reading for a person to confirm" })
  suggestion?: string | null;
}
