/**
 * The grouped question of a register in the schema: `enrolmentGroups`. Its dimensions and measured fields are enums made
 * from the register's description, so that whoever asks sees what can be asked.
 */
import { Arg, Field, InputType, Int, registerEnumType, type ClassType } from "type-graphql";
import type { GraphQLObjectType, GraphQLSchema } from "graphql";
import { Refusal } from "../../errors.js";
import type { Register, RegisterBook } from "../register.js";
import { dimensionsOf, measuredOf } from "./derive-dimensions.js";
import {
  type Group,
  GroupHaving,
  GroupOrder,
  MeasureKinds,
  MeasureViews,
  PeriodGrains,
  RegionLevels,
} from "./group-objects.js";
import { MOST_DIMENSIONS, MOST_GROUPS, MOST_MEASURES, USUAL_GROUPS } from "./question.js";

type TypeFunction = () => never;
/** TypeGraphQL takes any of its type values here; its own signature cannot say so for a computed one. */
const typed = (get: () => unknown): TypeFunction => get as TypeFunction;

/** `Enrolment` → `enrolmentGroups`. */
export function groupsQuery({ name }: Register): string {
  return `${name[0]?.toLowerCase() ?? ""}${name.slice(1)}Groups`;
}

/** Declares the arguments of a register's grouped question on a method that stands already. */
export function declareGroupArgs(
  book: RegisterBook,
  register: Register,
  prototype: object,
  from: number,
  filter: ClassType,
): void {
  const groupBy = groupByType(book, register);
  const measure = measureType(book, register);
  const args: [string, () => unknown, string, boolean][] = [
    ["groupBy", () => [groupBy], `维度，最多 ${MOST_DIMENSIONS} 个 / Dimensions, at most ${MOST_DIMENSIONS}`, false],
    ["measures", () => [measure], `要计的量，最多 ${MOST_MEASURES} 个 / What to count, at most ${MOST_MEASURES}`, true],
    ["filter", () => filter, "条件：哪些行 / Which rows", true],
    ["having", () => [GroupHaving], "条件：哪些组；合计不受影响 / Which groups; totals are not affected", true],
    ["orderBy", () => [GroupOrder], "排序，缺省按各维度 / In which order; by the dimensions unless told", true],
    ["limit", () => Int, `最多几组，缺省 ${USUAL_GROUPS}，最多 ${MOST_GROUPS} / At most so many groups`, true],
    ["offset", () => Int, "跳过前几组 / Leave out so many first", true],
    [
      "totals",
      () => [Int],
      "要哪些合计：0 为总计，1 为按第一个维度的小计…… / Which totals: 0 the grand total, 1 by the first dimension …",
      true,
    ],
    [
      "suppressBelow",
      () => Int,
      "隐去少于这么多人的组，以及可用来推算它们的组；公开发布时用 / Hide groups of fewer persons, and those they could be worked out from; for publishing",
      true,
    ],
  ];
  const method = groupsQuery(register);
  args.forEach(([name, type, description, nullable], index) =>
    Arg(name, typed(type), { nullable, description })(prototype, method, from + index),
  );
}

function groupByType(book: RegisterBook, register: Register): ClassType {
  const input = emptyClass(`${register.name}GroupBy`);
  const dimensions = dimensionsOf(book, register);
  const dimension = enumOf(`${register.name}Dimension`, "分组的维度 / Ways to group", dimensions);
  InputType(`${register.name}GroupBy`, { description: "一个维度及其层级 / A dimension and its level" })(input);
  put(input, "dimension", () => dimension, "维度 / The dimension", false);
  put(input, "name", () => String, "名称，排序时用；缺省是维度名 / Its name in orders; the dimension's unless told");
  put(input, "grain", () => PeriodGrains, "期间的粗细，缺省月 / For periods: how long, months unless told");
  put(input, "from", () => String, "期间起，如 2026M01 / For periods: from this one on");
  put(input, "to", () => String, "期间止（含），如 2026M10 / For periods: up to and including this one");
  put(input, "level", () => RegionLevels, "地区的层级，缺省按所填 / For regions: the level; as recorded unless told");
  put(
    input,
    "kind",
    () => String,
    "单位：归到本级或最近的这一类上级，如 school / For organizations: the nearest of this kind at or above",
  );
  put(
    input,
    "below",
    () => String,
    "单位：只看它及其下级，填单位代码 / For organizations: only this one and what is below it",
  );
  put(
    input,
    "depth",
    () => Int,
    "单位：归到 below 之下第几级，缺省 1 / For organizations: so many levels below; 1 unless told",
  );
  return input;
}

function measureType(book: RegisterBook, register: Register): ClassType {
  const input = emptyClass(`${register.name}Measure`);
  const measured = enumOf(
    `${register.name}Measured`,
    "可计的字段与关系 / What can be measured",
    measuredOf(book, register),
  );
  InputType(`${register.name}Measure`, { description: "一个量 / A measure" })(input);
  put(input, "measure", () => MeasureKinds, "计什么 / What is counted", false);
  put(
    input,
    "of",
    () => measured,
    "哪个字段或关系；行数与人数不用填 / Of which field or relation; not for rows and persons",
  );
  put(input, "as", () => MeasureViews, "如何呈现，缺省是本身 / What is made of it; the value unless told");
  put(input, "indicator", () => String, "目标的指标代码 / For targets: the indicator's code");
  put(input, "name", () => String, "名称，排序、条件、取值时用 / Its name in orders, conditions and value(of:)");
  return input;
}

function put(input: ClassType, name: string, type: () => unknown, description: string, nullable = true): void {
  Field(typed(type), { nullable, description })(input.prototype as object, name);
}

function enumOf(name: string, description: string, members: Readonly<Record<string, { description: string }>>): object {
  const values = Object.fromEntries(Object.keys(members).map((key) => [key, key]));
  const valuesConfig = Object.fromEntries(
    Object.entries(members).map(([key, member]) => [key, { description: member.description }]),
  );
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

function emptyClass(name: string): ClassType {
  return { [name]: class {} }[name] as ClassType;
}

/** How a group answers `value(of:)`: set on the finished schema, as the registers' own readers are. */
export function installGroupReaders(schema: GraphQLSchema): void {
  const field = (schema.getType("Group") as GraphQLObjectType).getFields()["value"];
  if (!field) return;
  field.resolve = (group: Group, { of }: { of: string }) => {
    const place = group.places.get(of);
    if (place === undefined) throw new Refusal("UNKNOWN_GROUP_NAME", { name: of });
    return group.values[place] ?? null;
  };
}
