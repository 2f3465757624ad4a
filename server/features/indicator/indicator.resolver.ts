/** The catalogue of indicators in the graph. */
import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { FormulaCheck, Indicator } from "./indicator.objects.js";
import { checkFormula, indicators } from "./indicator.service.js";

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

  @Query(() => Indicator, {
    nullable: true,
    description: "一个指标：定义、说明、维度、历版 / One indicator with all about it",
  })
  async indicator(@Ctx() context: Context, @Arg("code", () => String) code: string): Promise<Indicator | null> {
    return (await indicators(context, { codes: [code] }))[0] ?? null;
  }

  @Query(() => FormulaCheck, {
    description: "检查一条公式：读法、单位、说明、错处 / What a formula means, in which unit, and where it is wrong",
  })
  checkFormula(
    @Ctx() context: Context,
    @Arg("text", () => String) text: string,
    @Arg("unit", () => String, { nullable: true, description: "应得的单位，如 人次、元/人 / The unit it should be in" })
    unit?: string | null,
  ): Promise<FormulaCheck> {
    return checkFormula(context, text, unit ?? null);
  }
}
