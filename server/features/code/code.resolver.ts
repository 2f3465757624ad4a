/** Code lists: what a coded column may hold, in words. A list nobody knows is refused, not answered as empty. */
import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { DateScalar, JsonScalar } from "../../graph/scalars.js";
import { loadCodes } from "./code.loader.js";

@ObjectType({ simpleResolvers: true, description: "代码表中的一项 / One code of a list" })
export class Code {
  @Field(() => String, { description: "代码表 / The list" }) list!: string;
  @Field(() => String, { description: "代码 / The code" }) code!: string;
  @Field(() => String, { description: "名称 / Name in Chinese" }) nameZh!: string;
  @Field(() => String, { nullable: true, description: "英文名称 / Name in English" }) nameEn!: string | null;
  @Field(() => String, { nullable: true, description: "上级代码 / The code above it" }) parent!: string | null;
  @Field(() => Int, { nullable: true, description: "排序 / Rank" }) rank!: number | null;
  @Field(() => JsonScalar, { description: "其他属性 / Further attributes" }) attrs!: unknown;
  @Field(() => DateScalar, { nullable: true, description: "有效期起 / Valid from" }) validFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: "有效期止（不含） / Valid to, exclusive" }) validTo!:
    string | null;
}

const MOST = 5000;

@Resolver()
export class CodeResolver {
  @Query(() => [Code], { description: "代码表的各项，按排序 / The codes of a list, in their order" })
  async codes(
    @Ctx() context: Context,
    @Arg("list", () => String, { description: "代码表名，如 org_kind / The list, e.g. org_kind" }) list: string,
    @Arg("search", () => String, { nullable: true, description: "名称或代码中的文字 / Text in name or code" })
    search?: string | null,
    @Arg("parent", () => String, { nullable: true, description: "只要这一项之下的 / Only those below this code" })
    parent?: string | null,
    @Arg("first", () => Int, { defaultValue: 500, description: `最多几项，至多 ${MOST} / At most so many` })
    first = 500,
  ): Promise<Code[]> {
    if (first < 1 || first > MOST) throw new Refusal("PAGE_SIZE", { max: MOST });
    const loaded = await loadCodes(await context.tx(), { list, search, parent, first });
    if (!loaded) throw new Refusal("UNKNOWN_LIST", { list });
    return loaded;
  }
}
