/** What a sheet asks of a register and is answered: shapes to choose from, rows by column, and groups. */
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateTimeScalar, JsonScalar } from "../../graph/scalars.js";
import { Finding } from "../figure/finding.object.js";

export enum SheetComparison {
  EQ = "EQ",
  NE = "NE",
  IN = "IN",
  CONTAINS = "CONTAINS",
  STARTS_WITH = "STARTS_WITH",
  LT = "LT",
  LTE = "LTE",
  GT = "GT",
  GTE = "GTE",
  EMPTY = "EMPTY",
  NOT_EMPTY = "NOT_EMPTY",
}
registerEnumType(SheetComparison, { name: "SheetComparison", description: "条件怎样比较 / How a condition compares" });

@InputType({ description: "一个条件，各条件同时满足 / A condition; all hold together" })
export class SheetCondition {
  @Field(() => String, {
    description: "字段，可经过对一关系，如 person.name；也可用中文名 / The field, by name or label",
  })
  path!: string;

  @Field(() => SheetComparison, { description: "怎样比较 / How" })
  is!: SheetComparison;

  @Field(() => [String], { description: "与什么比较 / With what" })
  values!: string[];
}

@InputType({ description: "按一列排序 / Order by a column" })
export class SheetOrder {
  @Field(() => String, { description: "本登记表自己的字段 / A field of the register itself" })
  path!: string;

  @Field(() => Boolean, { defaultValue: false, description: "是否从大到小 / Whether greatest first" })
  descending!: boolean;
}

@ObjectType({ description: "登记表的一个可选列 / A column that can be chosen" })
export class RegisterFieldShape {
  @Field(() => String, { description: "路径，如 person.name / Its path" })
  path!: string;

  @Field(() => String, { description: "名称 / Its name in Chinese" })
  label!: string;

  @Field(() => String, { description: "英文名称 / Its name in English" })
  labelEn!: string;

  @Field(() => String, { description: "拼音首字母与全拼，供查找 / Initials and full pinyin, to search by" })
  spelling!: string;

  @Field(() => String, { description: "种类：text、int、decimal、date…… / Kind of value" })
  kind!: string;

  @Field(() => Boolean, { description: "能否填写 / Whether a sender may fill it in" })
  writable!: boolean;

  @Field(() => Boolean, { description: "是否必填 / Whether it must be filled in" })
  required!: boolean;

  @Field(() => Boolean, { description: "能否按它排序 / Whether rows can be ordered by it" })
  orderable!: boolean;

  @Field(() => Boolean, {
    description: "是否个人信息：不写明用途或无权时掩码显示 / Whether personal: masked without a purpose or the right",
  })
  personal!: boolean;

  @Field(() => String, { nullable: true, description: "取值的代码表 / The code list of its values" })
  list!: string | null;

  @Field(() => String, { nullable: true, description: "指向哪张登记表 / The register it points at" })
  to!: string | null;
}

@ObjectType({ description: "可选的一项及其名称 / Something to choose, with its name" })
export class NamedChoice {
  @Field(() => String, { description: "代码 / Its code" })
  name!: string;

  @Field(() => String, { description: "名称 / Its name" })
  label!: string;
}

@ObjectType({ description: "一张登记表可以怎样取到表格里 / How a register can be brought into a sheet" })
export class RegisterShape {
  @Field(() => String, { description: "名称，如 Credential / Its name in the graph" })
  name!: string;

  @Field(() => String, { description: "中文名称 / Its Chinese name" })
  label!: string;

  @Field(() => String, { description: "英文名称 / Its English name" })
  labelEn!: string;

  @Field(() => Boolean, { description: "能否写入 / Whether rows can be sent" })
  writable!: boolean;

  @Field(() => [RegisterFieldShape], { description: "可选的列 / The columns to choose from" })
  fields!: RegisterFieldShape[];

  @Field(() => [NamedChoice], { description: "分组的维度 / Dimensions to group by" })
  dimensions!: NamedChoice[];
}

@ObjectType({ description: "表格的一列 / A column of the answer" })
export class SheetColumn {
  @Field(() => String, { description: "路径 / Its path" })
  path!: string;

  @Field(() => String, { description: "表头 / Its header" })
  label!: string;

  @Field(() => String, { description: "种类 / Kind of value" })
  kind!: string;

  @Field(() => Boolean, { description: "能否填写 / Whether it may be filled in" })
  writable!: boolean;

  @Field(() => Boolean, { description: "是否必填 / Whether it must be" })
  required!: boolean;

  @Field(() => String, { nullable: true, description: "取值的代码表 / The code list of its values" })
  list!: string | null;
}

@ObjectType({ description: "登记表的若干行，按列排好 / Rows of a register, column by column" })
export class RegisterSheet {
  @Field(() => String, { description: "登记表 / The register" })
  register!: string;

  @Field(() => String, { description: "登记表的中文名称 / Its Chinese name" })
  label!: string;

  @Field(() => [SheetColumn], { description: "各列 / The columns" })
  columns!: SheetColumn[];

  @Field(() => [ID], { description: "各行的全局编号 / The rows' global ids" })
  ids!: string[];

  @Field(() => [Int], { description: "各行的版本；0 为不计版本 / Their versions; 0 where none is kept" })
  versions!: number[];

  @Field(() => JsonScalar, { description: "各行各列的文字，空为 null / [row][column], exact text or null" })
  values!: (string | null)[][];

  @Field(() => Int, { description: "符合条件的总行数 / How many rows there are in all" })
  total!: number;

  @Field(() => String, { nullable: true, description: "还有下一段时从这里接着取 / Where to go on; null at the end" })
  next!: string | null;

  @Field(() => DateTimeScalar, { description: "数据截至 / As of" })
  asOf!: Date;
}

@ObjectType({ description: "分组计数，按表格排好 / Grouped counts, laid out as a table" })
export class RegisterGroupSheet {
  @Field(() => [String], { description: "表头 / The headers" })
  headers!: string[];

  @Field(() => Int, { description: "前几列是维度 / How many columns are dimensions" })
  dimensions!: number;

  @Field(() => JsonScalar, { description: "各组：维度名称，然后是各个量 / [group][column]" })
  values!: (string | null)[][];

  @Field(() => DateTimeScalar, { description: "数据截至 / As of" })
  asOf!: Date;
}

@InputType({ description: "取登记表若干行的一个问题 / One question for rows of a register" })
export class RegisterSheetQuestion {
  @Field(() => String, { description: "登记表，英文名或中文名 / The register" })
  register!: string;

  @Field(() => [String], { description: "各列的路径或中文名 / The columns" })
  columns!: string[];

  @Field(() => [SheetCondition], { nullable: true, description: "条件 / Conditions" })
  conditions?: SheetCondition[] | null;

  @Field(() => [SheetOrder], { nullable: true, description: "排序 / In which order" })
  order?: SheetOrder[] | null;

  @Field(() => Int, { defaultValue: 1000, description: "最多几行 / At most so many rows" })
  first!: number;

  @Field(() => String, { nullable: true, description: "接着上一段 / Going on from the last part" })
  after?: string | null;
}

@InputType({ description: "取登记表分组计数的一个问题 / One question for grouped counts of a register" })
export class RegisterGroupsQuestion {
  @Field(() => String, { description: "登记表 / The register" })
  register!: string;

  @Field(() => [String], { description: "维度 / Dimensions" })
  dimensions!: string[];

  @Field(() => [String], { nullable: true, description: "要计的量 / What to count" })
  measures?: string[] | null;

  @Field(() => [SheetCondition], { nullable: true, description: "条件 / Conditions" })
  conditions?: SheetCondition[] | null;

  @Field(() => Int, { defaultValue: 500, description: "最多几组 / At most so many groups" })
  limit!: number;
}

@ObjectType({ description: "对一个取行问题的回答：行，或不能取的原因 / Rows, or why there are none" })
export class RegisterSheetAnswer {
  @Field(() => RegisterSheet, { nullable: true, description: "所取的行 / The rows" })
  sheet!: RegisterSheet | null;

  @Field(() => Finding, { nullable: true, description: "不能取的原因 / Why not" })
  problem!: Finding | null;
}

@ObjectType({ description: "对一个分组问题的回答：各组，或不能取的原因 / Groups, or why there are none" })
export class RegisterGroupsAnswer {
  @Field(() => RegisterGroupSheet, { nullable: true, description: "各组 / The groups" })
  groups!: RegisterGroupSheet | null;

  @Field(() => Finding, { nullable: true, description: "不能取的原因 / Why not" })
  problem!: Finding | null;
}
