/**
 * The words for dimensions written by hand. Most follow from a register's fields and relations by themselves; these add
 * what no field says: the school above the owner, the day a row counts for.
 */
import { sql, type RawBuilder } from "kysely";
import type { DayOf, DimensionSpec, MeasureSpec } from "./register.js";

type Fragment = RawBuilder<unknown>;

export function byOrganization(column = "org_id", description = "所属单位 / Owning organization"): DimensionSpec {
  return { division: { by: "organization", of: { path: [], column } }, description };
}

/** The nearest organization of this kind at or above the owner: a college's rows count for its school. */
export function byAncestor(kind: string, description: string, column = "org_id"): DimensionSpec {
  return { division: { by: "organization", of: { path: [], column }, nearest: kind }, description };
}

/** The region of the owner. */
export function byOwnerRegion(): DimensionSpec {
  const of = { path: ["organization"], column: "region" };
  return { division: { by: "region", of }, description: "所属单位的地区 / Region of the owning organization" };
}

export function byOwnerKind(): DimensionSpec {
  const of = { path: ["organization"], column: "kind" };
  return {
    division: { by: "code", of, list: "org_kind" },
    description: "所属单位的类别 / Kind of the owning organization",
  };
}

export function byCode(column: string, list: string, description: string): DimensionSpec {
  const of = { path: [], column };
  return { division: list === "region" ? { by: "region", of } : { by: "code", of, list }, description };
}

export function byText(column: string, description: string): DimensionSpec {
  return { division: { by: "text", of: { path: [], column } }, description };
}

/** A code of the activity a row belongs to. */
export function byActivityCode(column: string, list: string, description: string): DimensionSpec {
  return { division: { by: "code", of: { path: ["activity"], column }, list }, description };
}

/** Months and years are written as periods are: 2026M03, 2026. */
export function byMonth(day: DayOf, description: string): DimensionSpec {
  return { division: { by: "period", day, grain: "MONTH" }, description };
}

export function byYear(day: DayOf, description: string): DimensionSpec {
  return { division: { by: "period", day, grain: "YEAR" }, description };
}

export const onDay =
  (column: string) =>
  (row: string): Fragment =>
    sql.ref(`${row}.${column}`);

/** The day in China of an instant: one of the evening in London is tomorrow's. */
export const onDayOfInstant =
  (column: string) =>
  (row: string): Fragment =>
    sql`(${sql.ref(`${row}.${column}`)} at time zone 'Asia/Shanghai')::date`;

/** The day an enrolment counts for: when it was completed, else when its activity ends. */
export const enrolmentDay: DayOf = (row, join) =>
  sql`coalesce(${sql.ref(`${row}.completed_on`)}, ${sql.ref(`${join("activity")}.ends_on`)})`;

export function measure(column: string, description: string): MeasureSpec {
  return { value: (row) => sql.ref(`${row}.${column}`), description };
}
