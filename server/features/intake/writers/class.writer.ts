/** The class ledger: classes by code, else by title and first day; money received for a class is booked once. */
import { sql } from "kysely";
import { compareDecimals } from "../../../domain/decimal.js";
import { findOrganizations } from "../intake.loader.js";
import { recordsOf } from "../records.js";
import type { Change } from "../staged.js";
import { ENTERED, tellOfMoney } from "./money.js";
import {
  changesBetween,
  firstSeen,
  idFor,
  isRefused,
  refused,
  report,
  resolveOrganization,
  textIn,
  type Pass,
  type Planned,
  type PlanRow,
  type Writer,
} from "./writer.js";

const FIELDS = [
  "title",
  "startsOn",
  "endsOn",
  "hours",
  "mode",
  "channel",
  "funding",
  "fundSource",
  "capacity",
  "place",
  "region",
  "status",
];

interface KnownClass extends Record<string, unknown> {
  readonly orgId: string;
  readonly id: string;
  readonly code: string | null;
  readonly title: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly income: string;
}

export interface ClassWork {
  readonly orgId: string;
  readonly id: string;
  readonly isNew: boolean;
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** Booked now; a class that has its income already gets none. */
  readonly income: { readonly amount: string; readonly on: string } | undefined;
}

export const classWriter: Writer<ClassWork> = { plan, write };

async function plan(pass: Pass, rows: readonly PlanRow[]): Promise<readonly Planned<ClassWork>[]> {
  const organizations = await findOrganizations(
    pass.db,
    rows.flatMap((row) => textIn(row, "organization") ?? []),
  );
  const known = await loadKnown(pass, rows);
  return rows.map((row) => {
    const named = resolveOrganization(row, "organization", organizations);
    const code = textIn(row, "code");
    const title = textIn(row, "title");
    const startsOn = textIn(row, "startsOn");
    const endsOn = textIn(row, "endsOn");
    if (title === null && code === null) report(row, "title", "required", { label: "班级名称" });
    const orgId = named?.id ?? pass.orgId;
    if (!firstSeen(pass, row, `class ${orgId} ${code ?? `${title} ${startsOn}`}`, code ? "code" : "title", "班"))
      return refused(row);
    const match = known.find(
      (k) => k.orgId === orgId && (code ? k.code === code : k.title === title && k.startsOn === startsOn),
    );
    if (!match && title === null) report(row, "title", "required", { label: "班级名称" });
    checkDays(row, startsOn ?? match?.startsOn ?? null, endsOn ?? match?.endsOn ?? null);
    const income = incomeOf(row, match);
    if (isRefused(row)) return refused(row);
    if (income) tellOfMoney(pass, row, "income");
    for (const name of [code, title]) if (name) pass.announced.meet(name, row.row);
    const changes: Change[] | null = match ? changesBetween(row, match, FIELDS) : null;
    if (income) changes?.push({ field: "income", label: "到账金额", from: null, to: income.amount });
    const id = match?.id ?? idFor(row);
    const values = match
      ? Object.fromEntries((changes ?? []).map((change) => [change.field, change.to]))
      : row.typed.values;
    const outcome = match ? (changes?.length ? "changed" : "unchanged") : "new";
    const work = { orgId, id, isNew: !match, row: row.row, values, income };
    const places = [{ ledger: "activity", orgId }, ...(income ? [{ ledger: "fund_entry", orgId }] : [])];
    return { source: row, outcome, label: title ?? code ?? "", changes, register: "Activity", rowId: id, work, places };
  });
}

/** A class ends on or after its first day; a blank cell leaves the day the hub knows. */
function checkDays(row: PlanRow, startsOn: string | null, endsOn: string | null): void {
  if (startsOn && endsOn && endsOn < startsOn) report(row, "endsOn", "endsBeforeStart", { startsOn, endsOn });
}

function incomeOf(row: PlanRow, match: KnownClass | undefined): ClassWork["income"] {
  const amount = textIn(row, "income");
  if (amount === null || compareDecimals(amount, "0") <= 0) return undefined;
  const on = textIn(row, "endsOn") ?? textIn(row, "startsOn") ?? match?.startsOn ?? null;
  if (on === null) {
    report(row, "endsOn", "required", { label: "结束日期" });
    return undefined;
  }
  if (!match || compareDecimals(match.income, "0") === 0) return { amount, on };
  if (compareDecimals(match.income, amount) !== 0)
    report(row, "income", "amountDiffers", { known: match.income, value: amount });
  return undefined;
}

async function loadKnown(pass: Pass, rows: readonly PlanRow[]): Promise<readonly KnownClass[]> {
  const all = (field: string) => rows.flatMap((row) => textIn(row, field) ?? []);
  const { rows: known } = await sql<KnownClass>`
    select a.org_id as "orgId", a.id, a.code, a.title, a.starts_on as "startsOn", a.ends_on as "endsOn", trim_scale(a.hours)::text as hours, a.mode, a.channel, a.funding,
      a.fund_source as "fundSource", a.capacity::text as capacity, a.place, a.region, a.status,
      coalesce((select trim_scale(sum(f.amount))::text from fund_entry f
        where f.org_id = a.org_id and f.activity_id = a.id and f.kind = 'training_income' and f.status <> 'void'), '0') as income
    from activity a where a.org_id in (select org_id from organization_tree where ancestor_id = ${pass.orgId})
      and (a.code = any(${all("code")}::text[]) or a.kind = 'class' and a.title = any(${all("title")}::text[]))`.execute(
    pass.db,
  );
  return known;
}

const COLUMNS =
  "org_id uuid, id uuid, code text, title text, starts_on date, ends_on date, hours numeric, mode text, channel text, funding text, fund_source text, capacity int, place text, region text, status text, occupation text, level text, import_row int";

async function write(
  pass: Pass,
  planned: readonly (Planned<ClassWork> & { readonly work: ClassWork })[],
): Promise<void> {
  const records = planned
    .filter(({ outcome }) => outcome !== "unchanged")
    .map(({ work }) => ({ work, record: recordOf(work) }));
  const fresh = records.filter(({ work }) => work.isNew).map(({ record }) => record);
  const changed = records.filter(({ work }) => !work.isNew).map(({ record }) => record);
  if (fresh.length > 0) {
    // A class joins the course of its organization that teaches this occupation at this level.
    await sql`insert into activity (org_id, id, kind, code, title, course_id, region, starts_on, ends_on, hours, mode, channel, funding, fund_source, capacity, place, status, import_id, import_row)
      select r.org_id, r.id, 'class', r.code, r.title,
        (select c.id from course c where c.org_id = r.org_id and c.occupation = r.occupation order by (c.level = r.level) desc nulls last, c.id limit 1),
        coalesce(r.region, o.region), r.starts_on, r.ends_on, r.hours, r.mode, r.channel, r.funding, r.fund_source, r.capacity, r.place,
        coalesce(r.status, case when r.ends_on < ${pass.context.today}::date then 'done' when r.starts_on <= ${pass.context.today}::date then 'running' else 'planned' end),
        ${pass.importId}::uuid, r.import_row
      from ${recordsOf(fresh, COLUMNS)} join organization o on o.id = r.org_id`.execute(pass.db);
  }
  if (changed.length > 0) {
    await sql`update activity a set title = coalesce(r.title, a.title), starts_on = coalesce(r.starts_on, a.starts_on), ends_on = coalesce(r.ends_on, a.ends_on),
        hours = coalesce(r.hours, a.hours), mode = coalesce(r.mode, a.mode), channel = coalesce(r.channel, a.channel), funding = coalesce(r.funding, a.funding),
        fund_source = coalesce(r.fund_source, a.fund_source), capacity = coalesce(r.capacity, a.capacity), place = coalesce(r.place, a.place),
        region = coalesce(r.region, a.region), status = coalesce(r.status, a.status), import_id = ${pass.importId}::uuid, import_row = r.import_row,
        version = a.version + 1, updated_at = now(), updated_by = hub_viewer()
      from ${recordsOf(changed, COLUMNS)} where a.org_id = r.org_id and a.id = r.id`.execute(pass.db);
  }
  await bookIncome(
    pass,
    planned.map(({ work }) => work),
  );
}

function recordOf(work: ClassWork): Readonly<Record<string, unknown>> {
  const v = work.values;
  return {
    org_id: work.orgId, id: work.id, code: v.code, title: v.title ?? (work.isNew ? v.code : undefined), starts_on: v.startsOn, ends_on: v.endsOn, hours: v.hours,
    mode: v.mode, channel: v.channel, funding: v.funding, fund_source: v.fundSource, capacity: v.capacity, place: v.place, region: v.region, status: v.status,
    occupation: v.occupation, level: v.level, import_row: work.row,
  }; // prettier-ignore
}

async function bookIncome(pass: Pass, works: readonly ClassWork[]): Promise<void> {
  const entries = works.flatMap(({ orgId, id, row, income }) =>
    income ? [{ org_id: orgId, activity_id: id, amount: income.amount, occurred_on: income.on, import_row: row }] : [],
  );
  if (entries.length === 0) return;
  await sql`insert into fund_entry (org_id, kind, direction, amount, activity_id, occurred_on, status, import_id, import_row)
    select org_id, 'training_income', 'in', amount, activity_id, occurred_on, ${ENTERED}, ${pass.importId}::uuid, import_row
    from ${recordsOf(entries, "org_id uuid, activity_id uuid, amount numeric, occurred_on date, import_row int")}`.execute(
    pass.db,
  );
}
