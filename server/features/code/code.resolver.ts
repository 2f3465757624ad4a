/** Code lists: what a coded column may hold, in words. A list nobody knows is refused, not answered as empty. */
import { sql } from "kysely";
import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { DateScalar, JsonScalar } from "../../graph/scalars.js";

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
    const found = search?.trim()
      ? sql`and (strpos(lower(name_zh), lower(${search.trim()}::text)) > 0 or strpos(lower(coalesce(name_en, '')), lower(${search.trim()}::text)) > 0
          or starts_with(lower(code), lower(${search.trim()}::text)))`
      : sql``;
    const below = parent ? sql`and parent = ${parent}` : sql``;
    const { rows } = await sql<{ known: boolean; codes: Code[] }>`
      select exists (select from code where list = ${list}) as known,
        (select coalesce(json_agg(row_to_json(c) order by c.rank nulls last, c.code), '[]') from (
          select list, code, name_zh as "nameZh", name_en as "nameEn", parent, rank, attrs, valid_from as "validFrom", valid_to as "validTo"
          from code where list = ${list} ${found} ${below} order by rank nulls last, code limit ${sql.lit(first)}) c) as codes
    `.execute(await context.tx());
    if (!rows[0]?.known) throw new Refusal("UNKNOWN_LIST", { list });
    return rows[0].codes;
  }
}
