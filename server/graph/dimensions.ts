/** The ways rows are commonly divided: by owner, by the school or region above it, by month, by a code. */
import { sql, type RawBuilder } from "kysely";
import type { DimensionSpec, MeasureSpec } from "./register.js";

type Fragment = RawBuilder<unknown>;

/** An organization as cells name it. One of the three is always there: the table sees to it. */
const nameOfOrganization = (row: string): Fragment =>
  sql`coalesce(${sql.ref(`${row}.code`)}, ${sql.ref(`${row}.school_code`)}, ${sql.ref(`${row}.uscc`)})`;

const organizationLabel = (key: Fragment): Fragment =>
  sql`(select o.name from organization o where o.code = ${key} or o.school_code = ${key} or o.uscc = ${key} limit 1)`;

const labelIn =
  (list: string) =>
  (key: Fragment): Fragment =>
    sql`coalesce((select l.name_zh from code l where l.list = ${sql.lit(list)} and l.code = ${key}), ${key})`;

export function byOrganization(column = "org_id", description = "所属单位 / Owning organization"): DimensionSpec {
  return {
    key: (row) =>
      sql`(select ${nameOfOrganization("o")} from organization o where o.id = ${sql.ref(`${row}.${column}`)})`,
    label: organizationLabel,
    description,
  };
}

/** The nearest organization of this kind at or above the owner: a college's rows count for its school. */
export function byAncestor(kind: string, description: string, column = "org_id"): DimensionSpec {
  return {
    key: (
      row,
    ) => sql`(select ${nameOfOrganization("o")} from organization_tree tree join organization o on o.id = tree.ancestor_id
      where tree.org_id = ${sql.ref(`${row}.${column}`)} and o.kind = ${sql.lit(kind)} order by tree.depth limit 1)`,
    label: organizationLabel,
    description,
  };
}

/** The region of the owner. */
export function byOwnerRegion(): DimensionSpec {
  return {
    key: (row) => sql`(select o.region from organization o where o.id = ${sql.ref(`${row}.org_id`)})`,
    label: labelIn("region"),
    description: "所属单位的地区 / Region of the owning organization",
  };
}

export function byOwnerKind(): DimensionSpec {
  return {
    key: (row) => sql`(select o.kind from organization o where o.id = ${sql.ref(`${row}.org_id`)})`,
    label: labelIn("org_kind"),
    description: "所属单位的类别 / Kind of the owning organization",
  };
}

export function byCode(column: string, list: string, description: string): DimensionSpec {
  return { key: (row) => sql.ref(`${row}.${column}`), label: labelIn(list), description };
}

export function byText(column: string, description: string): DimensionSpec {
  return { key: (row) => sql`${sql.ref(`${row}.${column}`)}::text`, description };
}

/** A code of the activity a row belongs to. */
export function byActivityCode(column: string, list: string, description: string): DimensionSpec {
  return { key: (row) => ofActivity(row, sql.ref(`a.${column}`)), label: labelIn(list), description };
}

/** Month and year are written as periods are: 2026M03, 2026. */
export function byMonth(day: (row: string) => Fragment, description: string): DimensionSpec {
  return { key: (row) => sql`to_char(${day(row)}, 'YYYY"M"MM')`, description };
}

export function byYear(day: (row: string) => Fragment, description: string): DimensionSpec {
  return { key: (row) => sql`to_char(${day(row)}, 'YYYY')`, description };
}

export const onDay =
  (column: string) =>
  (row: string): Fragment =>
    sql.ref(`${row}.${column}`);

/** The day an enrolment counts for: when it was completed, else when its activity ends. */
export const enrolmentDay = (row: string): Fragment =>
  sql`coalesce(${sql.ref(`${row}.completed_on`)}, ${ofActivity(row, sql`a.ends_on`)})`;

function ofActivity(row: string, value: Fragment): Fragment {
  return sql`(select ${value} from activity a where a.org_id = ${sql.ref(`${row}.org_id`)} and a.id = ${sql.ref(`${row}.activity_id`)})`;
}

export function measure(column: string, description: string): MeasureSpec {
  return { value: (row) => sql.ref(`${row}.${column}`), description };
}
