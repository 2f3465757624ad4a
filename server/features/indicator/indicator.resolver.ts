/** The catalogue of indicators in the graph. */
import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { Indicator } from "./indicator.objects.js";
import { indicators } from "./indicator.service.js";

@Resolver()
export class IndicatorResolver {
  @Query(() => [Indicator], { description: "指标目录：按代码，或按名称、代码搜索 / Indicators by code, or searched" })
  indicators(
    @Ctx() context: Context,
    @Arg("codes", () => [String], { nullable: true }) codes?: string[] | null,
    @Arg("search", () => String, { nullable: true, description: "名称或代码的一部分 / Part of a name or code" })
    search?: string | null,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
  ): Promise<Indicator[]> {
    return indicators(context, { codes, search, first });
  }
}
