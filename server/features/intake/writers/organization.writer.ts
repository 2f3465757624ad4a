/** Organizations from a list: matched by school code, credit code, own code, else by name; a new name keeps the old one. */
import { sql } from "kysely";
import { recordsOf } from "../records.js";
import type { Change } from "../staged.js";
import {
  changesBetween,
  firstSeen,
  idFor,
  isRefused,
  refused,
  report,
  textIn,
  type Pass,
  type Planned,
  type PlanRow,
  type Writer,
} from "./writer.js";

const FIELDS = [
  "name",
  "shortName",
  "uscc",
  "schoolCode",
  "ownership",
  "authority",
  "region",
  "level",
  "industry",
  "size",
  "foundedOn",
];

interface Known extends Record<string, unknown> {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly uscc: string | null;
  readonly schoolCode: string | null;
}

export interface OrganizationWork {
  readonly id: string;
  readonly isNew: boolean;
  readonly formerName: string | null;
  readonly record: Readonly<Record<string, unknown>>;
}

export const organizationWriter: Writer<OrganizationWork> = { plan, write };

async function plan(pass: Pass, rows: readonly PlanRow[]): Promise<readonly Planned<OrganizationWork>[]> {
  const known = await loadKnown(pass, rows);
  return rows.map((row) => {
    const keys = ["schoolCode", "uscc", "code"].flatMap((field) => textIn(row, field) ?? []);
    const schoolCode = textIn(row, "schoolCode");
    if (schoolCode !== null && !/^\d{10}$/u.test(schoolCode)) report(row, "schoolCode", "notANumber");
    if (keys.length === 0) report(row, "schoolCode", "required", { label: "学校标识码、统一社会信用代码或内部编码" });
    if (keys[0] && !firstSeen(pass, row, `organization ${keys[0]}`, "name", "机构")) return refused(row);
    if (isRefused(row)) return refused(row);
    const matches = known.filter((k) => keys.some((key) => [k.schoolCode, k.uscc, k.code].includes(key)));
    const match = matches[0];
    if (matches.length > 1) {
      report(row, "name", "ambiguousOrganization", { value: row.label.slice(0, 60), count: matches.length });
      return refused(row);
    }
    if (!match)
      return {
        source: row,
        outcome: "new",
        label: row.label,
        changes: null,
        ...placed(idFor(row), row, true, null),
      };
    const changes = changesBetween(row, match, FIELDS);
    const formerName = changes.some((change) => change.field === "name") ? match.name : null;
    const outcome = changes.length > 0 ? "changed" : "unchanged";
    return { source: row, outcome, label: row.label, changes, ...placed(match.id, row, false, formerName, changes) };
  });
}

function placed(id: string, row: PlanRow, isNew: boolean, formerName: string | null, changes?: readonly Change[]) {
  const typed = row.typed.values;
  const values = isNew ? typed : Object.fromEntries((changes ?? []).map((change) => [change.field, change.to]));
  const record = {
    id, code: isNew ? values.code : undefined, name: values.name, short_name: values.shortName, uscc: values.uscc, school_code: values.schoolCode,
    ownership: values.ownership, authority: values.authority, region: values.region, level: values.level, industry: values.industry, size: values.size,
    founded_on: values.foundedOn, note: isNew ? values.note : undefined, kind: isNew ? (values.kind ?? (values.schoolCode ? "school" : "enterprise")) : undefined,
  }; // prettier-ignore
  // A new one comes without its place in the tree: only those who keep the reference data bring such in.
  const places = [{ ledger: isNew ? "organization new" : "organization", orgId: id }];
  return { register: "Organization", rowId: id, places, work: { id, isNew, formerName, record } };
}

async function loadKnown(pass: Pass, rows: readonly PlanRow[]): Promise<readonly Known[]> {
  const all = (field: string) => rows.flatMap((row) => textIn(row, field) ?? []);
  const { rows: known } = await sql<Known>`
    select id, code, name, short_name as "shortName", uscc, school_code as "schoolCode", ownership, authority, region, level, industry, size, founded_on as "foundedOn"
    from organization where school_code = any(${all("schoolCode")}::text[]) or uscc = any(${all("uscc")}::text[]) or code = any(${all("code")}::text[])`.execute(
    pass.db,
  );
  return known;
}

const COLUMNS =
  "id uuid, code text, name text, short_name text, uscc text, school_code text, ownership text, authority text, region text, level text, industry text, size text, founded_on date, note text, kind text";

async function write(
  pass: Pass,
  planned: readonly (Planned<OrganizationWork> & { readonly work: OrganizationWork })[],
): Promise<void> {
  const { db, importId } = pass;
  const fresh = planned.filter(({ work }) => work.isNew).map(({ work }) => work.record);
  const changed = planned.filter(({ work, outcome }) => !work.isNew && outcome === "changed");
  if (fresh.length > 0) {
    await sql`insert into organization (id, code, name, short_name, uscc, school_code, ownership, authority, region, level, industry, size, founded_on, note, kind, source_id)
      select id, code, name, short_name, uscc, school_code, ownership, authority, region, level, industry, size, founded_on, note, kind, ${importId}::uuid
      from ${recordsOf(fresh, COLUMNS)}`.execute(db);
  }
  if (changed.length === 0) return;
  const renamed = changed
    .filter(({ work }) => work.formerName !== null)
    .map(({ work }) => ({ id: work.id, name: work.formerName }));
  if (renamed.length > 0) {
    await sql`insert into organization_name (org_id, name, valid_to, import_id)
      select id, name, ${pass.context.today}::date, ${importId}::uuid from ${recordsOf(renamed, "id uuid, name text")}`.execute(
      db,
    );
  }
  await sql`update organization o set name = coalesce(r.name, o.name), short_name = coalesce(r.short_name, o.short_name), uscc = coalesce(r.uscc, o.uscc),
      school_code = coalesce(r.school_code, o.school_code), ownership = coalesce(r.ownership, o.ownership), authority = coalesce(r.authority, o.authority),
      region = coalesce(r.region, o.region), level = coalesce(r.level, o.level), industry = coalesce(r.industry, o.industry), size = coalesce(r.size, o.size),
      founded_on = coalesce(r.founded_on, o.founded_on), source_id = ${importId}::uuid, version = o.version + 1, updated_at = now(), updated_by = hub_viewer()
    from ${recordsOf(
      changed.map(({ work }) => work.record),
      COLUMNS,
    )} where o.id = r.id`.execute(db);
}
