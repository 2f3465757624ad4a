/** What is sent about figures. Sizes are limited in the service; meanings are judged by the rules, cell by cell. */
import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "分组：维度与代码 / One mark of a breakdown" })
export class FigureMarkInput {
  @Field(() => String, { description: "维度的代码或名称，如 funding、经费性质 / Dimension by code or name" })
  dimension!: string;

  @Field(() => String, { description: "代码表里的代码或名称 / A code of its list, or its name" })
  code!: string;
}

@InputType({ description: "一个数的键 / The key of a figure" })
export class FigureKeyInput {
  @Field(() => String, { description: "指标代码 / Indicator code" })
  indicator!: string;

  @Field(() => String, {
    description: "单位代码、学校标识码、统一社会信用代码或全称 / Code, school code, credit code or exact name",
  })
  organization!: string;

  @Field(() => String, { description: "期间，如 2026、2026Q3、2026M10 / Period" })
  period!: string;

  @Field(() => [FigureMarkInput], {
    nullable: true,
    description: "分组，如经费性质为补贴；不填为总数 / A breakdown; the whole if left out",
  })
  dims?: FigureMarkInput[] | null;
}

@InputType({ description: "表的一列 / A column of the grid" })
export class GridColumnInput {
  @Field(() => String)
  indicator!: string;

  @Field(() => String)
  period!: string;

  @Field(() => [FigureMarkInput], { nullable: true, description: "分组；不填为总数 / A breakdown; else the whole" })
  dims?: FigureMarkInput[] | null;
}

@InputType({ description: "要写的一格 / A cell to write" })
export class FigureCellInput extends FigureKeyInput {
  @Field(() => String, { nullable: true, description: "照原样填的内容，按指标单位；空为清除 / As typed; empty clears" })
  value?: string | null;

  @Field(() => Int, { description: "改动前看到的版本 / The version you started from" })
  baseVersion!: number;

  @Field(() => String, { nullable: true, description: "改动前看到的值 / The value you started from" })
  baseValue?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "原因；改动算出的数必填 / Why; needed in place of a counted value",
  })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: "单元格，如 月报!F5 / The cell, such as Sheet1!F5" })
  place?: string | null;
}

@InputType({ description: "一批要写的格 / A batch of cells" })
export class WriteFiguresInput {
  @Field(() => ID, {
    description: "发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same",
  })
  batchId!: string;

  @Field(() => [FigureCellInput])
  cells!: FigureCellInput[];

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "只检查，不写入 / Check only" })
  dryRun?: boolean | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "一格不行则都不写 / All or nothing" })
  atomic?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "批注；没有单独原因的格用它作原因 / The reason of cells without their own",
  })
  note?: string | null;

  @Field(() => String, { nullable: true, description: "工作簿名 / The workbook it comes from" })
  origin?: string | null;
}
