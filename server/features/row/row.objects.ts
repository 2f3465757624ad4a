/** What the hub answers about rows that were sent, and about a row's past. */
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { GraphQLScalarType, Kind, valueFromASTUntyped } from "graphql";
import { DateTimeScalar, JsonScalar } from "../../graph/scalars.js";
import { Finding } from "../figure/finding.object.js";

export enum RowOutcome {
  WRITTEN = "WRITTEN",
  UNCHANGED = "UNCHANGED",
  CONFLICT = "CONFLICT",
  REFUSED = "REFUSED",
}
registerEnumType(RowOutcome, {
  name: "SavedRowOutcome",
  description:
    "WRITTEN 已写入，UNCHANGED 与现有相同，CONFLICT 别人先改了，REFUSED 未写入 / What became of a row that was sent",
});

/** Whatever stands in a cell: it is read by its field, so that a slip is a finding and never a failed request. */
export const CellText = new GraphQLScalarType<string | null, unknown>({
  name: "CellText",
  description:
    "单元格里的内容：文字、数、是否，都照原样 / What stands in a cell: text, a number or yes and no, as typed",
  serialize: (value) => value,
  parseValue: textOf,
  parseLiteral: (node, variables) =>
    // A number keeps the text it was written with.
    node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : textOf(valueFromASTUntyped(node, variables)),
});

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) return value.map((part) => textOf(part) ?? "").join("、");
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number);
}

@ObjectType({ simpleResolvers: true, description: "一个字段的冲突 / A field that two people changed" })
export class RowFieldConflict {
  @Field(() => String, { description: "字段 / The field" })
  field!: string;

  @Field(() => String, { description: "字段名称 / The field in words" })
  label!: string;

  @Field(() => JsonScalar, { nullable: true, description: "你改动前看到的 / What you started from" })
  base!: unknown;

  @Field(() => JsonScalar, { nullable: true, description: "你填的 / Yours" })
  mine!: unknown;

  @Field(() => JsonScalar, { nullable: true, description: "训枢里现在的 / What the hub has now" })
  theirs!: unknown;
}

@ObjectType({ simpleResolvers: true, description: "一行的冲突 / What clashes in a row" })
export class RowConflict {
  @Field(() => [RowFieldConflict], {
    description: "冲突的字段；行已被删除时为空 / The fields; none when the row is gone",
  })
  fields!: RowFieldConflict[];

  @Field(() => Int, { description: "训枢里现在的版本；0 为已删除 / The hub's version; 0 when deleted" })
  theirVersion!: number;

  @Field(() => String, { nullable: true, description: "谁改的 / Who changed it" })
  changedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "何时改的 / When" })
  changedAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: "对一行的答复 / The answer to one row" })
export class RowAnswer {
  @Field(() => Int, { description: "本批第几行，从 0 起 / Its place in the batch, from 0" })
  index!: number;

  @Field(() => RowOutcome)
  outcome!: RowOutcome;

  @Field(() => ID, { nullable: true, description: "全局编号 / The row's global id" })
  id!: string | null;

  @Field(() => Int, { description: "现在的版本；0 为没有或已删除 / Its version now; 0 when there is none" })
  version!: number;

  @Field(() => [String], { description: "别人改过、已自动合并的字段 / Fields others changed, merged by themselves" })
  merged!: string[];

  @Field(() => RowConflict, { nullable: true })
  conflict!: RowConflict | null;

  @Field(() => [Finding], { description: "这一行的全部问题 / Everything wrong with it" })
  findings!: Finding[];
}

@ObjectType({ simpleResolvers: true, description: "一批行的回执 / The receipt of a batch of rows" })
export class RowReceipt {
  @Field(() => ID)
  batchId!: string;

  @Field(() => Boolean, { description: "只检查，未写入 / Checked only" })
  dryRun!: boolean;

  @Field(() => Boolean, { description: "这一批以前收到过，这次没有再写 / Received before; nothing was written now" })
  replayed!: boolean;

  @Field(() => DateTimeScalar)
  receivedAt!: Date;

  @Field(() => Int)
  written!: number;

  @Field(() => Int)
  unchanged!: number;

  @Field(() => Int)
  conflicts!: number;

  @Field(() => Int)
  refused!: number;

  @Field(() => [RowAnswer], { description: "与发送的顺序相同 / In the order they were sent" })
  rows!: RowAnswer[];
}

@ObjectType({ simpleResolvers: true, description: "一个字段的改动 / The change of one field" })
export class RowChange {
  @Field(() => String, { description: "字段 / The field" })
  field!: string;

  @Field(() => String, { description: "字段名称 / The field in words" })
  label!: string;

  @Field(() => JsonScalar, { nullable: true, description: "改动前 / Before" })
  before!: unknown;

  @Field(() => JsonScalar, { nullable: true, description: "改动后 / After" })
  after!: unknown;
}

@ObjectType({ simpleResolvers: true, description: "一行的一次改动 / One change of a row" })
export class RowRevision {
  @Field(() => Int, { description: "改动后的版本；0 为删除 / The version it made; 0 for a deletion" })
  version!: number;

  @Field(() => String, { description: "insert 新建、update 改动、delete 删除 / What was done" })
  operation!: string;

  @Field(() => DateTimeScalar)
  at!: Date;

  @Field(() => String, { description: "谁 / Who" })
  by!: string;

  @Field(() => ID, { nullable: true, description: "哪一批 / In which batch" })
  batchId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "来自哪个工作簿或导入的文件 / The workbook or imported file it came from",
  })
  file!: string | null;

  @Field(() => String, { nullable: true, description: "为什么，改的人写的 / Why, as said by whoever changed it" })
  reason!: string | null;

  @Field(() => [RowChange], { description: "改了哪些；新建时为空 / What changed; empty for a new row" })
  changes!: RowChange[];
}
