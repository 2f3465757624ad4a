/** How a grouped question's answer looks in the graph, and the words it is asked in: the same for every register. */
import { Arg, Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { DecimalFilter } from "../filters.js";
import { OrderDirection } from "../node.js";
import type { PeriodGrain } from "../register.js";
import { DecimalScalar } from "../scalars.js";
import type { MeasureKind, MeasureView, RegionLevel } from "./question.js";

@ObjectType({ simpleResolvers: true, description: "一组及其各量 / One group and its measures" })
export class Group {
  @Field(() => [String], {
    nullable: "items",
    description:
      "各维度的代码；未填为空。合计行只有保留的维度 / The code in each dimension; null where empty. A total has those it keeps",
  })
  key!: readonly (string | null)[];

  @Field(() => [String], { nullable: "items", description: "各维度的名称 / The name in each dimension" })
  labels!: readonly (string | null)[];

  @Field(() => Int, {
    nullable: true,
    description: "行数（人次）；隐去时为空 / Rows (participations); null where hidden",
  })
  rows!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "人数：同一人只计一次，跨单位也是 / Persons, each counted once, across organizations too",
  })
  persons!: number | null;

  @Field(() => [DecimalScalar], {
    nullable: "items",
    description: "各量，按 measures 的顺序 / The measures, in the order they were asked",
  })
  values!: readonly (string | null)[];

  @Field(() => DecimalScalar, { nullable: true, description: "按名称取一个量，可用别名 / One measure by its name" })
  value?: string | null;

  @Field(() => Boolean, {
    description:
      "是否因人数过少或防止推算而隐去 / Whether hidden: too few persons, or others could be worked out from it",
  })
  suppressed!: boolean;

  /** Where each named measure stands among the values: for `value(of:)`. */
  readonly places!: ReadonlyMap<string, number>;
}

Arg("of", () => String, { description: "量的名称 / The measure's name" })(Group.prototype, "value", 0);

@ObjectType({ simpleResolvers: true, description: "分组的结果 / The answer to a grouped question" })
export class Groups {
  @Field(() => [Group], { description: "各组 / The groups" })
  groups!: readonly Group[];

  @Field(() => [Group], {
    description:
      "合计与小计：从各行另行计算，不是各组相加，所以去重人数与平均数是对的 / Totals, counted from the rows and not from the groups: right for distinct persons and averages",
  })
  totals!: readonly Group[];

  @Field(() => Int, { description: "符合条件的组数，不受 limit 影响 / How many groups there are in all" })
  groupCount!: number;

  @Field(() => Int, {
    nullable: true,
    description: "少于多少人的组被隐去；空为不隐去 / Groups of fewer persons are hidden; null where none are",
  })
  suppressedBelow!: number | null;
}

const members = <Name extends string>(descriptions: Readonly<Record<Name, string>>): Record<Name, Name> =>
  Object.fromEntries(Object.keys(descriptions).map((name) => [name, name])) as Record<Name, Name>;

function enumType<Name extends string>(
  name: string,
  description: string,
  descriptions: Readonly<Record<Name, string>>,
): Record<Name, Name> {
  const values = members(descriptions);
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(descriptions).map(([key, text]) => [key, { description: text }]),
  ) as Record<Name, { description: string }>;
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

export const PeriodGrains = enumType<PeriodGrain>("PeriodGrain", "期间的粗细 / How long the periods are", {
  YEAR: "年：2026 / Year",
  HALF: "半年：2026H1 / Half-year",
  QUARTER: "季度：2026Q3 / Quarter",
  MONTH: "月：2026M10 / Month",
  DAY: "日：2026-10-03 / Day",
  SCHOOL_YEAR: "学年，9 月起：SY2026 / School year, from September",
  TERM: "学期：2026T1 为秋季 / Term; T1 is the autumn one",
});

export const RegionLevels = enumType<RegionLevel>("RegionLevel", "行政区划的层级 / Level of a region", {
  PROVINCE: "省（前两位） / Province, two digits",
  CITY: "市（前四位） / City, four digits",
  COUNTY: "县区（六位） / County, six digits",
});

export const MeasureKinds = enumType<MeasureKind>("MeasureKind", "计什么 / What is counted", {
  ROWS: "行数（人次） / Rows (participations)",
  PERSONS: "人数，按证件去重 / Persons, each once by identity document",
  DISTINCT: "不同的单位、活动、代码……的个数 / How many different organizations, activities, codes …",
  SUM: "合计 / Sum",
  AVERAGE: "平均（只计已填的） / Average of those filled in",
  MIN: "最小 / Least",
  MAX: "最大 / Greatest",
});

export const MeasureViews = enumType<MeasureView>("MeasureView", "如何呈现 / What is made of it", {
  VALUE: "本身 / The value itself",
  SHARE_OF_TOTAL: "占总计 / Share of the grand total",
  SHARE_OF_PARENT: "占上级组（去掉最后一个维度） / Share of the group without the last dimension",
  CUMULATIVE:
    "累计，沿期间维度；人数只在首次出现时计 / Running total over the periods; a person counts where first seen",
  YEAR_TO_DATE: "本年（学年）累计 / Running total from the start of the year or school year",
  RANK: "名次，从大到小，并列同名次 / Rank from the greatest; ties share it",
  RANK_IN_PARENT: "在上级组内的名次 / Rank within the group without the last dimension",
  YEAR_BEFORE: "上年同期 / The same period a year earlier",
  CHANGE: "比上年同期增减 / Change on the same period a year earlier",
  CHANGE_RATE: "比上年同期增减率 / Rate of that change",
  TARGET: "目标值（该组单位与期间，按 indicator） / The target of the group's organization and period",
  TARGET_RATE: "完成率：本身比目标 / Rate of fulfilment",
});

@InputType({ description: "对量的条件，如人数不少于 10 / A condition on a measure, e.g. at least ten persons" })
export class GroupHaving {
  @Field(() => String, { description: "量的名称 / Name of the measure" }) by!: string;
  @Field(() => DecimalFilter, { description: "条件 / The condition" }) value!: DecimalFilter;
}

@InputType({ description: "按维度或量排序 / Order by a dimension or a measure" })
export class GroupOrder {
  @Field(() => String, { description: "维度或量的名称 / Name of the dimension or measure" }) by!: string;
  @Field(() => OrderDirection, { nullable: true, description: "方向 / The direction" }) direction?: OrderDirection;
}
