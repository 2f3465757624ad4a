/** What is sent about imports. Sizes are limited in the service; what the cells mean is judged by the rules. */
import { Field, InputType } from "type-graphql";
import { JsonScalar } from "../../graph/scalars.js";

@InputType({ description: "一列对应什么 / What a column is read as" })
export class ColumnMappingInput {
  @Field(() => String, { description: "列号 / Column letter" })
  letter!: string;

  @Field(() => String, { nullable: true, description: "空为不导入 / Null: do not import" })
  field?: string | null;
}

@InputType({ description: "工作表里选中的一块 / A selection of a sheet" })
export class StageSelectionInput {
  @Field(() => String, { description: "为哪个单位，填代码或全称 / For which organization" })
  organization!: string;

  @Field(() => String, { description: "工作簿名 / Workbook" })
  workbook!: string;

  @Field(() => String)
  sheet!: string;

  @Field(() => String, { description: "左上角，如 A1 / Where it starts" })
  address!: string;

  @Field(() => [[JsonScalar]], { nullable: "itemsAndList", description: "原值，逐行 / Raw values, row by row" })
  values!: (unknown[] | null)[] | null;

  @Field(() => [[String]], { nullable: "itemsAndList", description: "显示的文字，逐行 / The same cells as shown" })
  text!: ((string | null)[] | null)[] | null;

  @Field(() => String, {
    nullable: true,
    description: "导入为什么；不填则由训枢判断 / What it is; guessed if left out",
  })
  target?: string | null;
}
