/**
 * Grouped counts of a register: rows, distinct persons, a sum, by up to four dimensions. 人次 are rows, 人 are distinct
 * identity hashes: a person known to two organizations is one person. Only what is asked for is counted.
 */
import { sql, type RawBuilder } from "kysely";
import { Field, Int, ObjectType } from "type-graphql";
import { Refusal } from "../errors.js";
import { Compilation, filterConditions } from "./compile.js";
import { allOf } from "./filters.js";
import type { DimensionSpec, Register } from "./register.js";
import { DecimalScalar } from "./scalars.js";
import { selectedFields } from "./selection.js";

@ObjectType({ simpleResolvers: true, description: "一组的计数 / The counts of one group" })
export class Group {
  @Field(() => [String], {
    nullable: "items",
    description: "各维度的代码；未填为空 / The code in each dimension; null where empty",
  })
  key!: (string | null)[];

  @Field(() => [String], { nullable: "items", description: "各维度的名称 / The name in each dimension" })
  labels!: (string | null)[];

  @Field(() => Int, { description: "行数（人次） / Rows (participations)" })
  rows!: number;

  @Field(() => Int, { nullable: true, description: "人数：同一人只计一次 / Persons, each counted once" })
  persons!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: "合计 / Sum of the measure" })
  sum!: string | null;
}

export interface GroupArgs {
  readonly groupBy: readonly string[];
  readonly filter?: Readonly<Record<string, unknown>> | null;
  readonly sum?: string | null;
  readonly limit?: number | null;
}

type Fragment = RawBuilder<unknown>;

export const MOST_GROUPS = 5000;
export const USUAL_GROUPS = 500;
const MOST_DIMENSIONS = 4;

export function groupsArray(c: Compilation, register: Register, args: GroupArgs): Fragment {
  const limit = args.limit ?? USUAL_GROUPS;
  if (limit < 1 || limit > MOST_GROUPS) throw new Refusal("PAGE_SIZE", { max: MOST_GROUPS });
  const names = [...new Set(args.groupBy)];
  if (names.length > MOST_DIMENSIONS) throw new Refusal("TOO_MANY_FIELDS", { max: MOST_DIMENSIONS });
  const dimensions = names.map((name) => dimensionOf(register, name));
  const { request } = c;
  const asked = new Set(selectedFields(request, request.fieldNodes, c.typeNamed("Group")).map(({ name }) => name));
  const row = c.alias();
  const conditions = filterConditions(c, register, row, args.filter ?? undefined);
  const keys = dimensions.map((dimension, index) => sql`${dimension.key(row)} as ${sql.ref(`k${index}`)}`);
  const measures = [
    sql`count(*) as rows`,
    asked.has("persons") && register.person ? sql`count(distinct ${personKey()}) as persons` : sql`null as persons`,
    asked.has("sum") ? sql`${sumOf(register, row, args.sum)} as total` : sql`null as total`,
  ];
  const people = asked.has("persons") && register.person ? personJoin(row, register.person) : sql``;
  const order = dimensions.map((_, index) => sql.ref(`k${index}`));
  const group = order.length === 0 ? sql`` : sql`group by ${sql.join(order)} order by ${sql.join(order)}`;
  return sql`(select coalesce(json_agg(${groupObject(dimensions)} ${order.length === 0 ? sql`` : sql`order by ${sql.join(order)}`}), '[]')
    from (select ${sql.join([...keys, ...measures])} from ${sql.table(register.table)} as ${sql.table(row)} ${people}
          where ${allOf(conditions)} ${group} limit ${sql.lit(limit)}) as g)`;
}

function groupObject(dimensions: readonly DimensionSpec[]): Fragment {
  const keys = dimensions.map((_, index) => sql.ref(`g.k${index}`));
  const labels = dimensions.map((dimension, index) => {
    const key = keys[index] ?? sql`null`;
    return dimension.label ? dimension.label(key) : key;
  });
  return sql`json_build_object('key', json_build_array(${list(keys)}), 'labels', json_build_array(${list(labels)}),
    'rows', g.rows, 'persons', g.persons, 'sum', g.total::text)`;
}

function list(parts: readonly Fragment[]): Fragment {
  return parts.length === 0 ? sql`` : sql.join(parts);
}

function dimensionOf(register: Register, name: string): DimensionSpec {
  const dimension = register.dimensions?.[name];
  if (!dimension) throw new Refusal("UNKNOWN_FIELD", { target: register.name, field: name });
  return dimension;
}

function sumOf(register: Register, row: string, name: string | null | undefined): Fragment {
  const [usual] = Object.keys(register.measures ?? {});
  const measure = register.measures?.[name ?? usual ?? ""];
  return measure ? sql`sum(${measure.value(row)})` : sql`null`;
}

/** Whoever gave no identity number counts as one person of that organization. */
function personKey(): Fragment {
  return sql`coalesce(who.id_hash, uuid_send(who.id))`;
}

function personJoin(row: string, column: string): Fragment {
  return sql`left join person as who on who.org_id = ${sql.ref(`${row}.org_id`)} and who.id = ${sql.ref(`${row}.${column}`)}`;
}
