/** What every register's graph shares: a node with an id, a page's borders, the direction of an order. */
import { Field, ID, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

@InterfaceType({ description: "有 id 的任何一行 / Any row that has an id" })
export abstract class Node {
  @Field(() => ID, { description: "全局编号，不可拆读 / Global id, opaque" })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: "一页的边界 / The borders of a page" })
export class PageInfo {
  @Field(() => Boolean, { description: "后面是否还有 / Whether more rows follow" })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "前面是否还有 / Whether rows come before" })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "本页第一行的位置 / Cursor of the first row" })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "本页最后一行的位置 / Cursor of the last row" })
  endCursor!: string | null;
}

export enum OrderDirection {
  ASC = "asc",
  DESC = "desc",
}
registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "升序把空值放在最后，降序放在最前 / Ascending puts empty values last, descending first",
});
