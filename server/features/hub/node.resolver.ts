/** Finds any row again by its global id. */
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { Node } from "../../graph/node.js";
import { askNode } from "../../graph/read.js";
import { registerBook } from "../../registers.js";

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: "按全局编号取一行；没有则为空 / The row with this id, or null" })
  node(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("id", () => ID, { description: "全局编号 / Global id" }) id: string,
  ): Promise<unknown> {
    return askNode(registerBook, id, context, info);
  }
}
