/** The graph's types for what a person may ask of an organization. */
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true, description: "删除后依法保留的行 / Rows that stay by law after an erasure" })
export class KeptRows {
  @Field(() => String, { description: "台账 / The ledger" })
  register!: string;

  @Field(() => Int, { description: "行数，不带姓名和证件 / How many, without name or number" })
  rows!: number;

  @Field(() => String, { description: "依据 / Why they stay" })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: "提到此人的一处自由文本 / A free text that names the person" })
export class TextMention {
  @Field(() => String, { description: "台账 / The ledger" })
  register!: string;

  @Field(() => String, { description: "字段 / The field" })
  field!: string;

  @Field(() => String, { description: "字段名称 / The field in words" })
  label!: string;

  @Field(() => ID, { nullable: true, description: "这一行；无权查看时为空 / The row; none where it may not be read" })
  row!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "一个文件 / A file" })
export class PersonFile {
  @Field(() => String, { description: "文件名，不含姓名 / Its name, without the person's" })
  name!: string;

  @Field(() => String, { description: "类型 / Its media type" })
  type!: string;

  @Field(() => String, { description: "内容，Base64 / Its content in Base64" })
  content!: string;
}

@ObjectType({ simpleResolvers: true, description: "一次删除的结果 / What an erasure did" })
export class PersonErasure {
  @Field(() => Int, { description: "历史中清除的旧值份数 / Before-images emptied" })
  images!: number;

  @Field(() => Int, { description: "清除的导入行数 / Staged rows of imports emptied" })
  staged!: number;

  @Field(() => Int, { description: "清除的回执份数 / Receipts cleared" })
  receipts!: number;

  @Field(() => Int, { description: "替换的自由文本处数 / Free texts in which the name was replaced" })
  replaced!: number;

  @Field(() => [TextMention], { description: "仍提到此人的自由文本，请核对 / Free texts that still name the person" })
  mentions!: TextMention[];

  @Field(() => String, { nullable: true, description: "要经办人做的 / What whoever erases has to do" })
  notice!: string | null;

  @Field(() => [KeptRows], { description: "依法保留的 / What stays by law" })
  kept!: KeptRows[];
}

@InputType({ description: "要更正的内容，只写要改的 / What to put right; only what changes" })
export class PersonCorrection {
  @Field(() => String, { nullable: true, description: "姓名 / Name" }) name?: string;
  @Field(() => String, { nullable: true, description: "性别 / Sex" }) sex?: string;
  @Field(() => String, { nullable: true, description: "出生年月 / Year and month of birth" }) birthYm?: string;
  @Field(() => String, { nullable: true, description: "户籍地区 / Home region" }) homeRegion?: string;
  @Field(() => String, { nullable: true, description: "学历 / Education" }) education?: string;
  @Field(() => String, { nullable: true, description: "电话后四位 / Last four digits of the telephone" })
  phoneLast4?: string;
  @Field(() => String, { nullable: true, description: "证件号码，只存指纹 / Identity number, kept as a print" })
  idNumber?: string;
}
