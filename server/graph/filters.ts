/**
 * The operators a filter may use on a column, and their SQL. An operator given null is as if it were not given, so a
 * variable left empty means "any"; `isNull` asks for emptiness.
 */
import { sql, type RawBuilder } from "kysely";
import { Field, ID, InputType, Int } from "type-graphql";
import { Refusal } from "../errors.js";
import type { ValueKind } from "./register.js";
import { DateScalar, DateTimeScalar, DecimalScalar } from "./scalars.js";

const eq = "等于 / Equal to";
const ne = "不等于（空值也算不等） / Different from, empty included";
const oneOf = "是其中之一 / One of";
const noneOf = "不是其中任何一个 / None of";
const gt = "大于 / Greater than";
const gte = "大于或等于 / At least";
const lt = "小于 / Less than";
const lte = "小于或等于 / At most";
const isNull = "是否为空 / Whether it is empty";

@InputType({ description: "按编号筛选 / Filter by id" })
export class IdFilter {
  @Field(() => ID, { nullable: true, description: eq }) eq?: string;
  @Field(() => [ID], { nullable: true, description: oneOf }) in?: string[];
}

@InputType({ description: "按文字筛选 / Filter by text" })
export class TextFilter {
  @Field(() => String, { nullable: true, description: eq }) eq?: string;
  @Field(() => String, { nullable: true, description: ne }) ne?: string;
  @Field(() => [String], { nullable: true, description: oneOf }) in?: string[];
  @Field(() => [String], { nullable: true, description: noneOf }) notIn?: string[];
  @Field(() => String, { nullable: true, description: "包含（不分大小写） / Contains, in either case" })
  contains?: string;
  @Field(() => String, { nullable: true, description: "以此开头 / Starts with" }) startsWith?: string;
  @Field(() => Boolean, { nullable: true, description: isNull }) isNull?: boolean;
}

@InputType({ description: "按整数筛选 / Filter by whole number" })
export class IntFilter {
  @Field(() => Int, { nullable: true, description: eq }) eq?: number;
  @Field(() => Int, { nullable: true, description: ne }) ne?: number;
  @Field(() => [Int], { nullable: true, description: oneOf }) in?: number[];
  @Field(() => [Int], { nullable: true, description: noneOf }) notIn?: number[];
  @Field(() => Int, { nullable: true, description: gt }) gt?: number;
  @Field(() => Int, { nullable: true, description: gte }) gte?: number;
  @Field(() => Int, { nullable: true, description: lt }) lt?: number;
  @Field(() => Int, { nullable: true, description: lte }) lte?: number;
  @Field(() => Boolean, { nullable: true, description: isNull }) isNull?: boolean;
}

@InputType({ description: "按数值筛选 / Filter by decimal" })
export class DecimalFilter {
  @Field(() => DecimalScalar, { nullable: true, description: eq }) eq?: string;
  @Field(() => DecimalScalar, { nullable: true, description: ne }) ne?: string;
  @Field(() => DecimalScalar, { nullable: true, description: gt }) gt?: string;
  @Field(() => DecimalScalar, { nullable: true, description: gte }) gte?: string;
  @Field(() => DecimalScalar, { nullable: true, description: lt }) lt?: string;
  @Field(() => DecimalScalar, { nullable: true, description: lte }) lte?: string;
  @Field(() => Boolean, { nullable: true, description: isNull }) isNull?: boolean;
}

@InputType({ description: "按日期筛选 / Filter by day" })
export class DateFilter {
  @Field(() => DateScalar, { nullable: true, description: eq }) eq?: string;
  @Field(() => DateScalar, { nullable: true, description: ne }) ne?: string;
  @Field(() => DateScalar, { nullable: true, description: gt }) gt?: string;
  @Field(() => DateScalar, { nullable: true, description: gte }) gte?: string;
  @Field(() => DateScalar, { nullable: true, description: lt }) lt?: string;
  @Field(() => DateScalar, { nullable: true, description: lte }) lte?: string;
  @Field(() => Boolean, { nullable: true, description: isNull }) isNull?: boolean;
}

@InputType({ description: "按时刻筛选 / Filter by instant" })
export class DateTimeFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: gt }) gt?: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: gte }) gte?: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: lt }) lt?: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: lte }) lte?: Date;
  @Field(() => Boolean, { nullable: true, description: isNull }) isNull?: boolean;
}

@InputType({ description: "按是否筛选 / Filter by yes or no" })
export class BooleanFilter {
  @Field(() => Boolean, { nullable: true, description: eq }) eq?: boolean;
  @Field(() => Boolean, { nullable: true, description: isNull }) isNull?: boolean;
}

@InputType({ description: "按一组代码筛选 / Filter by a set of codes" })
export class TextsFilter {
  @Field(() => String, { nullable: true, description: "含有 / Holds" }) has?: string;
  @Field(() => [String], { nullable: true, description: "含有其中任何一个 / Holds any of" }) hasAny?: string[];
}

export const FILTER_OF: Readonly<Record<ValueKind, new () => object>> = {
  text: TextFilter,
  int: IntFilter,
  decimal: DecimalFilter,
  date: DateFilter,
  datetime: DateTimeFilter,
  boolean: BooleanFilter,
  texts: TextsFilter,
  json: TextFilter,
  uuid: IdFilter,
};

type Condition = RawBuilder<unknown>;
type Operator = (column: Condition, value: never) => Condition;

/** A list longer than this belongs into a relation, not into a query's text. */
const LONGEST_LIST = 1000;

function listOf(values: readonly unknown[]): Condition {
  if (values.length > LONGEST_LIST) throw new Refusal("TOO_MANY_FIELDS", { max: LONGEST_LIST, asked: values.length });
  return sql.join(values.map((value) => sql`${value}`));
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  eq: (column, value: unknown) => sql`${column} = ${value}`,
  ne: (column, value: unknown) => sql`${column} is distinct from ${value}`,
  in: (column, values: unknown[]) => (values.length === 0 ? sql`false` : sql`${column} in (${listOf(values)})`),
  notIn: (column, values: unknown[]) =>
    values.length === 0 ? sql`true` : sql`(${column} is null or ${column} not in (${listOf(values)}))`,
  gt: (column, value: unknown) => sql`${column} > ${value}`,
  gte: (column, value: unknown) => sql`${column} >= ${value}`,
  lt: (column, value: unknown) => sql`${column} < ${value}`,
  lte: (column, value: unknown) => sql`${column} <= ${value}`,
  contains: (column, value: string) => sql`strpos(lower(${column}), lower(${value}::text)) > 0`,
  startsWith: (column, value: string) => sql`starts_with(${column}, ${value}::text)`,
  isNull: (column, value: boolean) => (value ? sql`${column} is null` : sql`${column} is not null`),
  has: (column, value: string) => sql`${column} @> array[${value}::text]`,
  hasAny: (column, values: string[]) =>
    values.length === 0 ? sql`false` : sql`${column} && array[${listOf(values)}]::text[]`,
};

/** The conditions that one field's operators put on its column. */
export function fieldConditions(column: Condition, operators: object): Condition[] {
  return Object.entries(operators).flatMap(([name, value]) => {
    const operator = OPERATORS[name];
    if (operator === undefined || value === null || value === undefined) return [];
    return [operator(column, value as never)];
  });
}

export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;
}
