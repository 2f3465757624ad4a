/** The tree of organizations, flat and in reading order: each one directly before what is below it. */
import type { GraphQLResolveInfo } from "graphql";
import { sql } from "kysely";
import { Arg, Ctx, Info, Int, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { nodeTypeOf } from "../../graph/register-graph.js";
import { askRows } from "../../graph/read.js";
import { registerBook } from "../../registers.js";

/** A tree beyond this is asked for branch by branch. */
const MOST = 5000;

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
    const top = root
      ? sql`(top.code = ${root} or top.uscc = ${root} or top.school_code = ${root})`
      : sql`top.parent_id is null`;
    const choice = {
      most: MOST,
      where: (row: string) => sql`${sql.ref(`${row}.id`)} in (
        select below.org_id from organization_tree below join organization top on top.id = below.ancestor_id
        where ${top} ${depth === null || depth === undefined ? sql`` : sql`and below.depth <= ${depth}`})`,
      order: (row: string) => sql`(select array_agg(coalesce(above.code, above.name) order by path.depth desc)
        from organization_tree path join organization above on above.id = path.ancestor_id
        where path.org_id = ${sql.ref(`${row}.id`)})`,
    };
    return askRows(registerBook, registerBook.get("Organization"), choice, context, info);
  }
}
