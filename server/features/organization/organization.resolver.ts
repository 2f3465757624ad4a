/** The tree of organizations, flat and in reading order: each one directly before what is below it. */
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Int, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { nodeTypeOf } from "../../graph/register-graph.js";
import { askRows } from "../../graph/read.js";
import { registerBook } from "../../registers.js";
import { chooseTree } from "./organization.loader.js";

@Resolver()
export class OrganizationTreeResolver {
  @Query(() => [nodeTypeOf("Organization")], {
    description: "单位树，上级在前、下级紧随其后 / The tree of organizations, each one before what is below it",
  })
  organizationTree(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("root", () => String, {
      nullable: true,
      description: "从哪个单位起，填代码；不填为全部 / From which one, by code; all if left out",
    })
    root?: string | null,
    @Arg("depth", () => Int, {
      nullable: true,
      description: "向下几层，0 为只有自己 / How many levels below; 0 is itself alone",
    })
    depth?: number | null,
  ): Promise<unknown> {
    const choice = chooseTree(root, depth);
    return askRows(registerBook, registerBook.get("Organization"), choice, context, info);
  }
}
