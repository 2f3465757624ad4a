/** Search in the names of everything a cell can point at. */
import { Arg, Ctx, Field, Int, ObjectType, Query, registerEnumType, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { searchCatalogue } from "./catalogue.service.js";

export enum CatalogueKind {
  INDICATOR = "INDICATOR",
  ORGANIZATION = "ORGANIZATION",
  PERIOD = "PERIOD",
}
registerEnumType(CatalogueKind, {
  name: "CatalogueKind",
  description: "指标、单位或期间 / Indicator, organization or period",
});

@ObjectType({ simpleResolvers: true, description: "目录中找到的一项 / Something found in the catalogue" })
export class CatalogueHit {
  @Field(() => CatalogueKind, { description: "哪一类 / Of which kind" })
  kind!: CatalogueKind;

  @Field(() => String, { description: "代码，单元格里用它 / Its code, the one cells use" })
  code!: string;

  @Field(() => String, { description: "名称 / Name" })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "说明：英文名、类别与上级、起止日期 / English name, kind and parent, or days",
  })
  detail!: string | null;

  @Field(() => String, { description: "凭什么找到：CODE、NAME、INITIALS（拼音首字母）、PINYIN / What matched" })
  matchedBy!: string;

  @Field(() => String, { nullable: true, description: "指标的单位 / The indicator's unit" })
  unit!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "指标怎么来：LEDGER、REPORTED、FORMULA / How the indicator comes about",
  })
  source!: string | null;
}

const MOST = 200;

@Resolver()
export class CatalogueResolver {
  @Query(() => [CatalogueHit], {
    description: "按汉字、拼音首字母（pxrc）、全拼或代码查找 / Find by Chinese, pinyin initials, full pinyin or code",
  })
  async searchCatalogue(
    @Ctx() context: Context,
    @Arg("text", () => String, { description: "要找的文字 / What to look for" }) text: string,
    @Arg("kinds", () => [CatalogueKind], { nullable: true, description: "只找这几类 / Only these kinds" })
    kinds?: CatalogueKind[] | null,
    @Arg("first", () => Int, { defaultValue: 20, description: `最多几项，至多 ${MOST} / At most so many` }) first = 20,
  ): Promise<CatalogueHit[]> {
    if (first < 1 || first > MOST) throw new Refusal("PAGE_SIZE", { max: MOST });
    const matches = await searchCatalogue(context, text.slice(0, 100), kinds ?? Object.values(CatalogueKind), first);
    return matches.map(({ entry, matchedBy }) => ({
      kind: CatalogueKind[entry.kind],
      code: entry.code,
      name: entry.name,
      detail: entry.detail,
      matchedBy,
      unit: entry.unit,
      source: entry.source,
    }));
  }
}
