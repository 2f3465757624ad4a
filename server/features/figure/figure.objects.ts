/** Figures as the graph shows them. Values are exact decimals in the indicator's own unit; display scale is the reader's. */
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateScalar, DateTimeScalar, DecimalScalar, JsonScalar } from "../../graph/scalars.js";
import { Finding } from "./finding.object.js";

export enum FigureSource {
  COMPUTED = "COMPUTED",
  FORMULA = "FORMULA",
  REPORTED = "REPORTED",
  IMPORT = "IMPORT",
  EXCEL = "EXCEL",
  BASELINE = "BASELINE",
  ROLLED_UP = "ROLLED_UP",
}
registerEnumType(FigureSource, {
  name: "FigureSource",
  description: "数的来历：台账算出、公式、填报、导入、Excel、基期、由下级或较短期间汇总 / Where the value comes from",
});

export enum FigureStatus {
  COMPUTED = "COMPUTED",
  DRAFT = "DRAFT",
  SUBMITTED = "SUBMITTED",
  APPROVED = "APPROVED",
  LOCKED = "LOCKED",
  MISSING = "MISSING",
}
registerEnumType(FigureStatus, {
  name: "FigureStatus",
  description: "算出，或填报的各步：草稿、已报、已审、已锁；MISSING 为没有数 / Counted, or how far a report has come",
});

@ObjectType({ simpleResolvers: true, description: "汇总时没有数的单位 / A part without a report" })
export class MissingPart {
  @Field(() => String, { description: "单位代码，没有代码的为名称 / Code, or name where it has none" })
  organization!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [String], { description: "缺哪些期间；空为整个期间 / Which periods lack; empty: the whole period" })
  periods!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: "汇总了几份、应有几份、缺谁：不完整的合计看得出来 / How much of a sum is there, and who is missing",
})
export class FigureCoverage {
  @Field(() => Int, { description: "有数的份数 / Reports found" })
  have!: number;

  @Field(() => Int, { description: "应有的份数：每个下级，按期间汇总时每个期间 / Reports looked for" })
  of!: number;

  @Field(() => [MissingPart], { description: "最多 200 个 / At most 200" })
  missing!: MissingPart[];
}

@ObjectType({ simpleResolvers: true, description: "分组：维度与代码 / One mark of a breakdown" })
export class FigureMark {
  @Field(() => String, { description: "维度，如 funding / Dimension" })
  dimension!: string;

  @Field(() => String, { description: "代码，如 subsidised / Code" })
  code!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "数按哪一版定义：期末（未结束的期间为今天）有效的一版 / The dated definition in force at the period's end",
})
export class FigureDefinition {
  @Field(() => Int)
  version!: number;

  @Field(() => DateScalar, { nullable: true, description: "自何日起；一直有效的为空 / Since when; null if ever" })
  validFrom!: string | null;

  @Field(() => String, { nullable: true, description: "定义原文；填报的为空 / Its text; null if reported" })
  formula!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "一个数：单位 × 指标 × 期间 / A figure: organization × indicator × period",
})
export class Figure {
  @Field(() => String, { description: "指标代码 / Indicator code" })
  indicator!: string;

  @Field(() => String, {
    description: "单位代码；找不到时是所问的文字 / Organization code, or the text asked for when unknown",
  })
  organization!: string;

  @Field(() => String, { nullable: true })
  organizationName!: string | null;

  @Field(() => String, { nullable: true })
  indicatorName!: string | null;

  @Field(() => String, { description: "期间代码，如 2026M10 / Period code" })
  period!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "值，按指标单位 / The value in the indicator's unit" })
  value!: string | null;

  @Field(() => String, { nullable: true })
  unit!: string | null;

  @Field(() => String, { nullable: true })
  displayUnit!: string | null;

  @Field(() => Int, { description: "版本，写回时带上；从未填过为 0 / Version to send back; 0 if never typed" })
  version!: number;

  @Field(() => FigureStatus)
  status!: FigureStatus;

  @Field(() => FigureSource, { nullable: true })
  source!: FigureSource | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "台账或公式算出的值，改动数旁保留 / What ledgers or the formula say",
  })
  computedValue!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "分子 / Numerator of a ratio" })
  numerator!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "分母 / Denominator of a ratio" })
  denominator!: string | null;

  @Field(() => FigureCoverage, {
    nullable: true,
    description:
      "由下级或较短期间汇总的，齐不齐；公式取其各项的 / Of a sum of parts or a formula over such: how complete",
  })
  coverage!: FigureCoverage | null;

  @Field(() => FigureDefinition, { nullable: true })
  definition!: FigureDefinition | null;

  @Field(() => [FigureMark], { description: "分组；空为总数 / Its breakdown; empty for the whole" })
  dims!: FigureMark[];

  @Field(() => DateTimeScalar, { nullable: true })
  changedAt!: Date | null;

  @Field(() => String, { nullable: true })
  changedBy!: string | null;

  @Field(() => String, { nullable: true, description: "改动的原因 / Why it was set" })
  reason!: string | null;

  @Field(() => Boolean, { description: "现在能否填写 / Whether it may be typed now" })
  writable!: boolean;

  @Field(() => Finding, { nullable: true, description: "为什么没有值 / Why there is no value" })
  problem!: Finding | null;
}

@ObjectType({ simpleResolvers: true, description: "表的一行：单位 / A row of the grid" })
export class GridRow {
  @Field(() => String)
  organization!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Finding, { nullable: true })
  problem!: Finding | null;
}

@ObjectType({ simpleResolvers: true, description: "表的一列：指标与期间 / A column of the grid" })
export class GridColumn {
  @Field(() => String)
  indicator!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  period!: string;

  @Field(() => String, { nullable: true })
  unit!: string | null;

  @Field(() => String, { nullable: true })
  displayUnit!: string | null;

  @Field(() => Int, { description: "以 unit 显示的小数位 / Decimals to show in `unit`" })
  decimals!: number;

  @Field(() => Boolean, { description: "能否跨单位、跨期间相加 / Whether values add up" })
  additive!: boolean;

  @Field(() => Finding, { nullable: true })
  problem!: Finding | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "一张表的数，二维数组 [行][列] / A sheet of figures as arrays [row][column]",
})
export class FigureGrid {
  @Field(() => [GridRow])
  rows!: GridRow[];

  @Field(() => [GridColumn])
  columns!: GridColumn[];

  @Field(() => JsonScalar, { description: "值，十进制文字或 null / Decimal text or null" })
  values!: (string | null)[][];

  @Field(() => JsonScalar)
  versions!: number[][];

  @Field(() => JsonScalar)
  statuses!: FigureStatus[][];

  @Field(() => JsonScalar)
  sources!: (FigureSource | null)[][];

  @Field(() => JsonScalar)
  writable!: boolean[][];

  @Field(() => JsonScalar, {
    description: "台账、公式或汇总算出的值，没有为 null / What ledgers, formulas or sums of parts say",
  })
  computed!: (string | null)[][];

  @Field(() => JsonScalar, {
    description: "汇总齐不齐：[有, 应有]；不是汇总的为 null / [have, of] of sums of parts, else null",
  })
  coverage!: ([number, number] | null)[][];

  @Field(() => JsonScalar, { description: "各数所依定义的版本 / Versions of the definitions" })
  definitions!: (number | null)[][];

  @Field(() => DateTimeScalar, { description: "截至 / The moment these figures stand for" })
  asOf!: Date;
}

@ObjectType({ simpleResolvers: true, description: "一个数的一次改动 / One change of a figure" })
export class FigureRevision {
  @Field(() => Int)
  version!: number;

  @Field(() => DecimalScalar, { nullable: true })
  value!: string | null;

  @Field(() => FigureSource)
  source!: FigureSource;

  @Field(() => DateTimeScalar)
  changedAt!: Date;

  @Field(() => String)
  changedBy!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => ID, { nullable: true })
  batchId!: string | null;

  @Field(() => ID, { nullable: true })
  importId!: string | null;

  @Field(() => String, { nullable: true, description: "文件 › 工作表 › 单元格 / File › sheet › cell" })
  place!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "数背后的一行 / One row behind a figure" })
export class OriginRow {
  @Field(() => String, {
    description: "登记表；公式的各项为 indicator / The register; indicator for parts of a formula",
  })
  register!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => String)
  label!: string;

  @Field(() => String, { nullable: true, description: "文件 › 工作表 › 行 / File › sheet › row" })
  place!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "带来这些行的一次导入 / An import that brought rows of it" })
export class OriginImport {
  @Field(() => ID)
  importId!: string;

  @Field(() => String)
  file!: string;

  @Field(() => String)
  sheet!: string;

  @Field(() => Int)
  fromRow!: number;

  @Field(() => Int)
  toRow!: number;

  @Field(() => Int)
  rows!: number;

  @Field(() => String)
  by!: string;

  @Field(() => DateTimeScalar)
  at!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: "出处：怎样算的，来自哪些行、哪些文件、哪句目标 / How a figure came about",
})
export class FigureOrigin {
  @Field(() => String)
  explanation!: string;

  @Field(() => String)
  explanationEn!: string;

  @Field(() => Int, { description: "背后共有多少行 / How many rows are behind it" })
  total!: number;

  @Field(() => [OriginRow])
  rows!: OriginRow[];

  @Field(() => [OriginImport])
  imports!: OriginImport[];

  @Field(() => String, { nullable: true })
  targetQuote!: string | null;

  @Field(() => String, { nullable: true })
  targetDocument!: string | null;
}

export enum CellOutcome {
  WRITTEN = "WRITTEN",
  UNCHANGED = "UNCHANGED",
  CONFLICT = "CONFLICT",
  REFUSED = "REFUSED",
}
registerEnumType(CellOutcome, {
  name: "CellOutcome",
  description: "写入、不变、冲突或被拒 / What became of a cell",
});

@ObjectType({ simpleResolvers: true, description: "别人先改了：底数、你的、现在的 / Somebody else changed it first" })
export class Conflict {
  @Field(() => DecimalScalar, { nullable: true, description: "你改动前看到的值 / The value you started from" })
  base!: string | null;

  @Field(() => String, { nullable: true, description: "你填的 / What you typed" })
  mine!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "训枢现在的值 / The value in the hub now" })
  theirs!: string | null;

  @Field(() => Int)
  theirVersion!: number;

  @Field(() => String, { nullable: true })
  changedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  changedAt!: Date | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "对一格的答复 / The answer for one cell" })
export class CellAnswer {
  @Field(() => Int, { description: "在批次中的位置，从 0 起 / Position in the batch, from 0" })
  index!: number;

  @Field(() => CellOutcome)
  outcome!: CellOutcome;

  @Field(() => Figure, { nullable: true, description: "现在的数；试写时是写后将有的数 / The figure as it now stands" })
  figure!: Figure | null;

  @Field(() => Conflict, { nullable: true })
  conflict!: Conflict | null;

  @Field(() => [Finding])
  findings!: Finding[];
}

@ObjectType({ simpleResolvers: true, description: "一批的回执；同一批次号再发，得到同一份 / The receipt of a batch" })
export class WriteReceipt {
  @Field(() => ID)
  batchId!: string;

  @Field(() => Boolean)
  dryRun!: boolean;

  @Field(() => Boolean, { description: "这批早已收到，这是当时的回执 / Received before: this is the receipt of then" })
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

  @Field(() => [CellAnswer])
  cells!: CellAnswer[];
}
