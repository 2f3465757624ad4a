/** Behind a figure, as the graph shows it: its rows, what changed between two moments, and why reported and counted differ. */
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateTimeScalar, DecimalScalar } from "../../graph/scalars.js";
import { Figure, FigureMark, FigureRevision } from "./figure.objects.js";
import { Finding } from "./finding.object.js";

@ObjectType({
  simpleResolvers: true,
  description: "数背后的一行，及它加了多少 / A row behind a figure and what it adds",
})
export class LedgerRow {
  @Field(() => String, { description: "登记表 / The register" })
  register!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => String)
  label!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "它占多少：计数为 1，合计为金额等；按人去重的没有 / What it adds; null where persons are counted once",
  })
  contribution!: string | null;

  @Field(() => String, { nullable: true, description: "文件 › 工作表 › 行 / File › sheet › row" })
  place!: string | null;

  @Field(() => String)
  cursor!: string;
}

@ObjectType({ simpleResolvers: true, description: "数背后的行，一页 / A page of the rows behind a figure" })
export class LedgerRows {
  @Field(() => Figure)
  figure!: Figure;

  @Field(() => Int)
  total!: number;

  @Field(() => [LedgerRow])
  rows!: LedgerRow[];

  @Field(() => Boolean)
  hasMore!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

export enum RowChangeKind {
  ADDED = "ADDED",
  REMOVED = "REMOVED",
  CHANGED = "CHANGED",
}
registerEnumType(RowChangeKind, {
  name: "RowChangeKind",
  description: "后来算入、不再算入、数值变了 / Counts now, counts no more, adds something else",
});

export enum RowChangeCause {
  WRITTEN = "WRITTEN",
  EDITED = "EDITED",
  DELETED = "DELETED",
  OTHER = "OTHER",
}
registerEnumType(RowChangeCause, {
  name: "RowChangeCause",
  description:
    "新写入、改过、删除；其他：相关的另一行变了，或时间推移 / Written, edited, deleted; other: a row it refers to, or time",
});

@ObjectType({ simpleResolvers: true, description: "两个时刻之间变了的一行 / A row that changed between two moments" })
export class LedgerRowChange {
  @Field(() => RowChangeKind)
  kind!: RowChangeKind;

  @Field(() => RowChangeCause)
  cause!: RowChangeCause;

  @Field(() => String)
  register!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => String)
  label!: string;

  @Field(() => DecimalScalar, { nullable: true })
  before!: string | null;

  @Field(() => DecimalScalar, { nullable: true })
  after!: string | null;

  @Field(() => String, { nullable: true, description: "文件 › 工作表 › 行 / File › sheet › row" })
  place!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "台账里变了的行 / What changed in the ledgers" })
export class LedgerChanges {
  @Field(() => Int)
  added!: number;

  @Field(() => Int)
  removed!: number;

  @Field(() => Int)
  changed!: number;

  @Field(() => [LedgerRowChange], { description: "其中最先的一些 / The first of them" })
  rows!: LedgerRowChange[];
}

@ObjectType({
  simpleResolvers: true,
  description: "一个数在两个时刻之间：前、后、差，以及为什么 / A figure at two moments, and why it differs",
})
export class FigureChange {
  @Field(() => Figure)
  before!: Figure;

  @Field(() => Figure)
  after!: Figure;

  @Field(() => DecimalScalar, { nullable: true, description: "后减前；缺一为空 / After less before" })
  change!: string | null;

  @Field(() => LedgerChanges, { nullable: true, description: "台账统计的数才有 / Only of counted figures" })
  ledger!: LedgerChanges | null;

  @Field(() => [FigureRevision], { description: "其间的填报，新的在前 / Values typed in between, newest first" })
  revisions!: FigureRevision[];

  @Field(() => Boolean, { description: "定义是否换了版本 / Whether another definition is in force" })
  definitionChanged!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "下级改动了统计数的 / A part that put a number in place of a count" })
export class PartDifference {
  @Field(() => String)
  organization!: string;

  @Field(() => String)
  name!: string;

  @Field(() => DecimalScalar, { description: "填的 / As typed" })
  value!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "填时台账的数 / What the ledgers said when it was typed" })
  countedThen!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => DateTimeScalar)
  changedAt!: Date;

  @Field(() => String)
  changedBy!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "填报与台账的差：填时已有的差由原因说明，此后的差逐行列出 / Reported beside counted: what differed when typed, and row by row since",
})
export class FigureDifference {
  @Field(() => Figure)
  figure!: Figure;

  @Field(() => DecimalScalar, { nullable: true, description: "填报减台账 / Reported less counted" })
  difference!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "填时台账的数 / What the ledgers said when it was typed" })
  countedThen!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "填时已有的差；只有原因能说明 / What differed then; only the reason given explains it",
  })
  differenceThen!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "此后台账的变动 / What the ledgers gained since" })
  countedSince!: string | null;

  @Field(() => LedgerChanges, { nullable: true, description: "此后变了的行 / The rows that changed since" })
  since!: LedgerChanges | null;

  @Field(() => [PartDifference], {
    description: "下级的改动：上级按台账统计，不含这些 / Overrides of parts; the whole counts the ledgers, not these",
  })
  parts!: PartDifference[];

  @Field(() => String)
  explanation!: string;

  @Field(() => String)
  explanationEn!: string;
}

@ObjectType({ simpleResolvers: true, description: "分组里的一个代码 / One code of a breakdown" })
export class BreakdownMark extends FigureMark {
  @Field(() => String, { description: "名称；没有注明的为“未注明” / Its name" })
  label!: string;

  @Field(() => String)
  labelEn!: string;
}

@ObjectType({ simpleResolvers: true, description: "分组的一格 / One cell of a breakdown" })
export class BreakdownCell {
  @Field(() => [BreakdownMark])
  marks!: BreakdownMark[];

  @Field(() => Figure)
  figure!: Figure;
}

@ObjectType({ simpleResolvers: true, description: "一个数按维度分开 / A figure broken down" })
export class FigureBreakdown {
  @Field(() => Figure, {
    description: "总数；按人去重的各格之和可大于它 / The whole; cells of distinct persons may add up to more",
  })
  whole!: Figure;

  @Field(() => [BreakdownCell])
  cells!: BreakdownCell[];

  @Field(() => Finding, { nullable: true, description: "为什么分不了 / Why it cannot be broken down" })
  problem!: Finding | null;
}
