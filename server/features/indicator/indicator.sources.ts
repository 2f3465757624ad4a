/**
 * Where the ledgers of a definition are: tables, owners, days and columns as SQL. Closed text only; values never enter here.
 */
import type { Field, Source, Timing } from "./indicator.definitions.js";

export interface SourceSql {
  readonly from: string;
  readonly owner: string;
  readonly id: string;
  /** What is left out of every count, such as cancelled activities. */
  readonly always: string;
  /** The day of `happened`, `began`, `ended`, `revoked`. */
  readonly days: Readonly<Partial<Record<Timing, string>>>;
  /** First day in force, and the first day no longer. */
  readonly force?: readonly [from: string, to: string];
  /** What people recognise a row by. Names of people are shortened to the family name. */
  readonly label: string;
  readonly register: string;
  readonly hasImport: boolean;
}

const PERSON = "left join person p on p.org_id = x.org_id and p.id = x.person_id";
const MASKED_NAME = "left(p.name, 1) || repeat('*', greatest(length(p.name) - 1, 1))";

export const SOURCES: Readonly<Record<Source, SourceSql>> = {
  enrolment: {
    from: `enrolment x
      left join activity a on a.org_id = x.org_id and a.id = x.activity_id
      left join course c on c.org_id = a.org_id and c.id = a.course_id
      left join organization m on m.id = x.member_org_id ${PERSON}`,
    owner: "x.org_id",
    id: "x.id",
    always: "true",
    days: { happened: "coalesce(x.completed_on, a.ends_on)" },
    label: `a.title || ' · ' || coalesce(${MASKED_NAME}, m.name, '')`,
    register: "Enrolment",
    hasImport: true,
  },
  activity: {
    from: "activity x left join course c on c.org_id = x.org_id and c.id = x.course_id",
    owner: "x.org_id",
    id: "x.id",
    always: "x.status <> 'cancelled'",
    days: { happened: "coalesce(x.ends_on, x.starts_on)" },
    label: "x.title",
    register: "Activity",
    hasImport: true,
  },
  credential: {
    from: `credential x
      left join activity a on a.org_id = x.org_id and a.id = x.activity_id
      left join organization h on h.id = x.holder_org_id ${PERSON}`,
    owner: "x.org_id",
    id: "x.id",
    // A reversing entry and the entry it reverses cancel out.
    always: `x.reverses_id is null and (x.org_id, x.id) not in
      (select undone.org_id, undone.reverses_id from credential undone where undone.reverses_id is not null)`,
    days: { happened: "x.issued_on", revoked: "x.revoked_on" },
    force: ["coalesce(x.valid_from, x.issued_on)", "least(x.valid_to, x.revoked_on)"],
    label: `coalesce(x.number || ' · ', '') || coalesce(${MASKED_NAME}, h.name, x.work_title, '')`,
    register: "Credential",
    hasImport: true,
  },
  affiliation: {
    from: `affiliation x left join organization m on m.id = x.member_org_id ${PERSON}`,
    owner: "x.org_id",
    id: "x.id",
    // Prospects and the like are not yet anything; one that ended counts while it lasted.
    always: "(x.status = 'active' or (x.status <> 'prospect' and x.valid_to is not null))",
    days: { began: "x.valid_from", ended: "x.valid_to" },
    force: ["x.valid_from", "x.valid_to"],
    label: `coalesce(m.name, ${MASKED_NAME}, '') || coalesce(' · ' || x.title, '')`,
    register: "Affiliation",
    hasImport: true,
  },
  fundEntry: {
    from: "fund_entry x",
    owner: "x.org_id",
    id: "x.id",
    always: "x.status <> 'void' and x.currency = 'CNY'",
    days: { happened: "x.occurred_on" },
    label: "x.occurred_on::text || coalesce(' · ' || x.voucher_no, '') || ' · ' || x.amount::text",
    register: "FundEntry",
    hasImport: true,
  },
  organization: {
    from: "organization x",
    owner: "x.id",
    id: "x.id",
    always: "(x.status = 'active' or x.valid_to is not null)",
    days: {},
    force: ["coalesce(x.valid_from, x.founded_on, '-infinity')", "x.valid_to"],
    label: "x.name",
    register: "Organization",
    hasImport: false,
  },
  course: {
    from: "course x",
    owner: "x.org_id",
    id: "x.id",
    always: "(x.status in ('active', 'approved') or (x.status = 'ended' and x.valid_to is not null))",
    days: {},
    force: ["coalesce(x.valid_from, '-infinity')", "x.valid_to"],
    label: "x.name",
    register: "Course",
    hasImport: false,
  },
};

/** The human behind a row: the fingerprint of the identity number, else the row of this organization's own roster. */
const WHO =
  "case when x.person_id is not null then coalesce(encode(p.id_hash, 'hex'), x.org_id::text || '/' || x.person_id::text) end";

export const COLUMNS: Readonly<Record<Field, string>> = {
  "enrolment.act.kind": "a.kind",
  "enrolment.act.mode": "a.mode",
  "enrolment.act.form": "a.form",
  "enrolment.act.series": "a.series",
  "enrolment.status": "x.status",
  "enrolment.role": "x.role",
  "enrolment.funding": "coalesce(a.funding, c.funding)",
  "enrolment.channel": "a.channel",
  "enrolment.category": "x.categories",
  "enrolment.course_kind": "c.kind",
  "enrolment.program": "c.program",
  "enrolment.outcome": "x.outcome",
  "enrolment.person": WHO,
  "enrolment.org": "x.member_org_id::text",
  "enrolment.hours_done": "x.hours_done",
  "activity.kind": "x.kind",
  "activity.status": "x.status",
  "activity.level": "x.level",
  "activity.course_kind": "c.kind",
  "activity.series": "x.series",
  "activity.mode": "x.mode",
  "activity.form": "x.form",
  "activity.funding": "coalesce(x.funding, c.funding)",
  "activity.channel": "x.channel",
  "activity.hours": "x.hours",
  "activity.quantity": "x.quantity",
  "credential.kind": "x.kind",
  "credential.code": "x.code",
  "credential.level": "x.level_rank",
  "credential.issuer": "x.issuer",
  "credential.mutual_recognition": "x.mutual_recognition::text",
  "credential.holder":
    "case when x.person_id is not null then 'person' when x.holder_org_id is not null then 'org' else 'work' end",
  "credential.holder.kind": "h.kind",
  "credential.act.series": "a.series",
  "credential.person": WHO,
  "affiliation.role": "x.role",
  "affiliation.course": "x.org_id::text || '/' || x.course_id::text",
  "affiliation.org": "x.member_org_id::text",
  "affiliation.person": WHO,
  "fundEntry.kind": "x.kind",
  "fundEntry.direction": "x.direction",
  "fundEntry.status": "x.status",
  "fundEntry.purpose": "x.purpose",
  "fundEntry.fund_source": "x.fund_source",
  "fundEntry.amount": "x.amount",
  "organization.kind": "x.kind",
  "organization.parent": "x.parent_id::text",
  "course.kind": "x.kind",
  "course.status": "x.status",
  "course.occupation": "x.occupation",
};
