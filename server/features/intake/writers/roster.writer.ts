/** Class rosters: one person in one class once. New people join the roster of the class's organization. */
import { sql } from "kysely";
import { findOrganizations, type FoundOrganizations } from "../intake.loader.js";
import { recordsOf } from "../records.js";
import type { Change } from "../staged.js";
import { findPeople, personIdFor, personKey, writePeople, type KnownPerson, type NewPerson } from "./people.js";
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

const FIELDS = ["hoursDone", "score", "result", "status", "enrolledOn", "completedOn", "categories", "outcome"];

interface KnownClass {
  readonly orgId: string;
  readonly id: string;
  readonly code: string | null;
  readonly title: string;
}

interface KnownEnrolment extends Record<string, unknown> {
  readonly orgId: string;
  readonly id: string;
  readonly activityId: string;
  readonly personId: string;
  readonly sponsorId: string | null;
}

export interface EnrolmentWork {
  readonly orgId: string;
  readonly id: string;
  readonly isNew: boolean;
  readonly activityId: string;
  readonly personId: string;
  readonly person: NewPerson | undefined;
  readonly sponsorId: string | null;
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly certificate: Readonly<Record<string, unknown>> | undefined;
}

export const rosterWriter: Writer<EnrolmentWork> = { plan, write: writeEnrolments };

async function plan(pass: Pass, rows: readonly PlanRow[]): Promise<readonly Planned<EnrolmentWork>[]> {
  const classes = await loadClasses(pass, rows);
  const placed = rows.map((row) => ({ row, class: resolveClass(pass, row, classes) }));
  const sponsors = await findOrganizations(
    pass.db,
    rows.flatMap((row) => textIn(row, "sponsor") ?? []),
  );
  const prints = placed.flatMap(({ row, class: held }) =>
    typeof held === "object" && row.typed.print ? [{ orgId: held.orgId, hash: row.typed.print.hash }] : [],
  );
  const people = await findPeople(pass, prints);
  const enrolments = await loadEnrolments(
    pass,
    placed.flatMap(({ class: held }) => (typeof held === "object" ? [held.id] : [])),
    [...people.values()].map((p) => p.id),
  );
  return placed.map(({ row, class: held }) => planRow(pass, row, held, { sponsors, people, enrolments }));
}

interface Known {
  readonly sponsors: FoundOrganizations;
  readonly people: ReadonlyMap<string, KnownPerson>;
  /** By class and person. */
  readonly enrolments: ReadonlyMap<string, KnownEnrolment>;
}

function planRow(
  pass: Pass,
  row: PlanRow,
  held: KnownClass | "announced" | undefined,
  known: Known,
): Planned<EnrolmentWork> {
  const { print, values } = row.typed;
  if (held === undefined || !print) return refused(row);
  const name = textIn(row, "personName") ?? "";
  const classKey = held === "announced" ? (textIn(row, "classCode") ?? textIn(row, "className") ?? "") : held.id;
  if (!firstSeen(pass, row, `enrolment ${classKey} ${print.hash}`, "idNumber", "人、同一班")) return refused(row);
  if (textIn(row, "certificate") && !textIn(row, "issuedOn") && !textIn(row, "completedOn"))
    report(row, "issuedOn", "required", { label: "发证日期" });
  const sponsorId = sponsorOf(row, known.sponsors);
  if (isRefused(row)) return refused(row);
  const brought: Record<string, unknown> = {
    ...values,
    status: values.status ?? (values.completedOn ? "completed" : undefined),
  };
  if (held === "announced")
    return {
      source: row,
      outcome: "new",
      label: row.label,
      changes: null,
      register: "Enrolment",
      rowId: idFor(row),
      work: undefined,
    };
  const key = personKey(held.orgId, print.hash);
  const person = known.people.get(key);
  if (person && person.name !== name) report(row, "personName", "nameDiffers", { known: person.name });
  const personId = personIdFor(pass, key, person);
  const match = known.enrolments.get(`${held.id} ${personId}`);
  const changes: Change[] | null = match ? changesBetween(row, match, FIELDS, brought) : null;
  if (match && sponsorId && match.sponsorId !== sponsorId)
    changes?.push({ field: "sponsor", label: "工作单位", from: null, to: textIn(row, "sponsor") });
  const id = match?.id ?? idFor(row);
  const work: EnrolmentWork = {
    orgId: held.orgId,
    id,
    isNew: !match,
    activityId: held.id,
    personId,
    person: person ? undefined : newPerson(row, held.orgId, personId, name),
    sponsorId,
    row: row.row,
    values: brought,
    certificate: certificateOf(row),
  };
  return {
    source: row,
    outcome: match ? (changes?.length ? "changed" : "unchanged") : "new",
    label: row.label,
    changes,
    register: "Enrolment",
    rowId: id,
    work,
    places: [
      { ledger: "enrolment", orgId: held.orgId },
      ...(work.certificate ? [{ ledger: "credential", orgId: held.orgId }] : []),
    ],
  };
}

export function newPerson(row: PlanRow, orgId: string, id: string, name: string): NewPerson | undefined {
  const { print } = row.typed;
  if (!print) return undefined;
  return {
    orgId, id, print, name, row: row.row, sex: textIn(row, "sex"), homeRegion: textIn(row, "homeRegion"), education: textIn(row, "education"), phone: textIn(row, "phone"),
  }; // prettier-ignore
}

/** An employer the hub does not know is left out and said; the participation counts all the same. */
function sponsorOf(row: PlanRow, sponsors: FoundOrganizations): string | null {
  const key = textIn(row, "sponsor");
  const hit = key === null ? undefined : sponsors.get(key);
  if (typeof hit === "object") return hit.id;
  if (key !== null) report(row, "sponsor", "unknownSponsor", { value: key.slice(0, 60) });
  return null;
}

function certificateOf(row: PlanRow): EnrolmentWork["certificate"] {
  const number = textIn(row, "certificate");
  if (number === null) return undefined;
  return {
    number,
    level: textIn(row, "level"),
    occupation: textIn(row, "occupation"),
    issued_on: textIn(row, "issuedOn") ?? textIn(row, "completedOn"),
  };
}

function resolveClass(pass: Pass, row: PlanRow, classes: readonly KnownClass[]): KnownClass | "announced" | undefined {
  const code = textIn(row, "classCode");
  const title = textIn(row, "className");
  const field = code === null ? "className" : "classCode";
  if (code === null && title === null) {
    report(row, "className", "required", { label: "班级编号" });
    return undefined;
  }
  const hits = classes.filter((held) => (code === null ? held.title === title : held.code === code));
  // A class of the organization itself goes before one of its parts.
  const own = hits.filter((held) => held.orgId === pass.orgId);
  const best = own.length > 0 ? own : hits;
  if (best.length === 1) return best[0];
  const value = (code ?? title ?? "").slice(0, 60);
  if (best.length > 1) report(row, field, "ambiguousClass", { value, count: best.length });
  else if (pass.announced.has(code ?? title ?? "")) return "announced";
  else report(row, field, "unknownClass", { value });
  return undefined;
}

async function loadClasses(pass: Pass, rows: readonly PlanRow[]): Promise<readonly KnownClass[]> {
  const all = (field: string) => [...new Set(rows.flatMap((row) => textIn(row, field) ?? []))];
  const { rows: classes } = await sql<KnownClass>`
    select org_id as "orgId", id, code, title from activity
    where org_id in (select org_id from organization_tree where ancestor_id = ${pass.orgId})
      and (code = any(${all("classCode")}::text[]) or title = any(${all("className")}::text[]))`.execute(pass.db);
  return classes;
}

async function loadEnrolments(
  pass: Pass,
  activities: readonly string[],
  people: readonly string[],
): Promise<ReadonlyMap<string, KnownEnrolment>> {
  if (activities.length === 0 || people.length === 0) return new Map();
  const { rows } = await sql<KnownEnrolment>`
    select org_id as "orgId", id, activity_id as "activityId", person_id as "personId", sponsor_org_id as "sponsorId", trim_scale(hours_done)::text as "hoursDone",
      trim_scale(score)::text as score, result, status, enrolled_on as "enrolledOn", completed_on as "completedOn", categories, outcome
    from enrolment where org_id in (select org_id from organization_tree where ancestor_id = ${pass.orgId})
      and activity_id = any(${[...new Set(activities)]}::uuid[]) and person_id = any(${[...new Set(people)]}::uuid[]) and role = 'trainee'`.execute(
    pass.db,
  );
  return new Map(rows.map((row) => [`${row.activityId} ${row.personId}`, row]));
}

const COLUMNS =
  "org_id uuid, id uuid, activity_id uuid, person_id uuid, sponsor_org_id uuid, categories text[], hours_done numeric, score numeric, result text, status text, enrolled_on date, completed_on date, outcome text, import_row int";

/** Also used for employee training, whose rows end in enrolments too. */
export async function writeEnrolments(
  pass: Pass,
  planned: readonly (Planned<EnrolmentWork> & { readonly work: EnrolmentWork })[],
): Promise<void> {
  const works = planned.filter(({ outcome }) => outcome !== "unchanged").map(({ work }) => work);
  await writePeople(
    pass,
    works.flatMap(({ person }) => person ?? []),
  );
  const fresh = works.filter((work) => work.isNew).map(recordOf);
  const changed = works.filter((work) => !work.isNew).map(recordOf);
  if (fresh.length > 0) {
    await sql`insert into enrolment (org_id, id, activity_id, person_id, role, sponsor_org_id, categories, hours_done, score, result, status, enrolled_on, completed_on, outcome, import_id, import_row)
      select org_id, id, activity_id, person_id, 'trainee', sponsor_org_id, coalesce(categories, '{}'), hours_done, score, result, coalesce(status, 'active'), enrolled_on, completed_on, outcome,
        ${pass.importId}::uuid, import_row from ${recordsOf(fresh, COLUMNS)}`.execute(pass.db);
  }
  if (changed.length > 0) {
    await sql`update enrolment e set sponsor_org_id = coalesce(r.sponsor_org_id, e.sponsor_org_id), categories = coalesce(r.categories, e.categories),
        hours_done = coalesce(r.hours_done, e.hours_done), score = coalesce(r.score, e.score), result = coalesce(r.result, e.result), status = coalesce(r.status, e.status),
        enrolled_on = coalesce(r.enrolled_on, e.enrolled_on), completed_on = coalesce(r.completed_on, e.completed_on), outcome = coalesce(r.outcome, e.outcome),
        import_id = ${pass.importId}::uuid, import_row = r.import_row, version = e.version + 1, updated_at = now(), updated_by = hub_viewer()
      from ${recordsOf(changed, COLUMNS)} where e.org_id = r.org_id and e.id = r.id`.execute(pass.db);
  }
  await writeCertificates(pass, works);
}

function recordOf(work: EnrolmentWork): Readonly<Record<string, unknown>> {
  const v = work.values;
  return {
    org_id: work.orgId, id: work.id, activity_id: work.activityId, person_id: work.personId, sponsor_org_id: work.sponsorId, categories: v.categories, hours_done: v.hoursDone,
    score: v.score, result: v.result, status: v.status, enrolled_on: v.enrolledOn, completed_on: v.completedOn, outcome: v.outcome, import_row: work.row,
  }; // prettier-ignore
}

async function writeCertificates(pass: Pass, works: readonly EnrolmentWork[]): Promise<void> {
  const records = works.flatMap((work) =>
    work.certificate
      ? [
          {
            ...work.certificate,
            org_id: work.orgId,
            person_id: work.personId,
            activity_id: work.activityId,
            enrolment_id: work.id,
            import_row: work.row,
          },
        ]
      : [],
  );
  if (records.length === 0) return;
  await sql`insert into credential (org_id, kind, person_id, number, level, level_rank, occupation, activity_id, enrolment_id, issued_on, import_id, import_row)
    select r.org_id, 'skill_level', r.person_id, r.number, r.level, c.rank, r.occupation, r.activity_id, r.enrolment_id, r.issued_on, ${pass.importId}::uuid, r.import_row
    from ${recordsOf(records, "org_id uuid, person_id uuid, number text, level text, occupation text, activity_id uuid, enrolment_id uuid, issued_on date, import_row int")}
    left join code c on c.list = 'skill_level' and c.code = r.level
    on conflict (org_id, kind, number) do nothing`.execute(pass.db);
}
