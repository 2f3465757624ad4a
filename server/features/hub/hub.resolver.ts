/** What the hub says of itself: name, version, engine, today. */
import { Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { DateScalar } from "../../graph/scalars.js";
import { loadBeginning } from "./hub.loader.js";

@ObjectType({ simpleResolvers: true, description: "训枢本身的信息 / The hub itself" })
export class HubInfo {
  @Field(() => String, { description: "名称 / Name" })
  name!: string;

  @Field(() => String, { description: "版本 / Version" })
  version!: string;

  @Field(() => String, { description: "数据库 / The database it works on" })
  engine!: string;

  @Field(() => DateScalar, { description: "今天（北京时间） / Today in Beijing" })
  today!: string;

  @Field(() => Boolean, { description: "是否为虚构的示例数据 / Whether the data is the invented sample city" })
  sampleData!: boolean;

  @Field(() => String, { description: "当前使用人 / Who is asking" })
  viewer!: string;

  @Field(() => String, { description: "新工作表默认的单位代码 / Code of the organization a fresh sheet starts with" })
  defaultOrganization!: string;
}

/** The sample city's first school: its staff are whom a first look is made for. */
const SAMPLE_ORGANIZATION = "YL-S1";

@Resolver()
export class HubResolver {
  @Query(() => HubInfo, { description: "训枢的名称、版本和今天的日期 / Name, version and today's date of the hub" })
  async hub(@Ctx() context: Context): Promise<HubInfo> {
    const { config, database } = context.hub;
    const preferred = config.defaultOrganization ?? SAMPLE_ORGANIZATION;
    const { code, sample } = await loadBeginning(await context.tx(), preferred);
    return {
      name: "训枢 Xunshu",
      version: config.version,
      engine: database.engine,
      today: context.today,
      sampleData: sample,
      viewer: context.actor,
      defaultOrganization: code ?? "",
    };
  }
}
