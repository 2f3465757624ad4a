/**
 * Where the ledgers of a definition are: tables, owners, days and columns as SQL. Closed text only; values never enter here.
 */
import type { Field, Source } from "./indicator.fields.js";
import type { Timing } from "./indicator.words.js";

export interface SourceSql {
  /** The ledger is `x`. Every table has an alias of one letter, so that it can be read as of a moment. */
  readonly from: string;
  readonly owner: string;
  readonly id: string;
  /** What is left out of every count, such as cancelled activities. */
  readonly always: string;
  /** The day of `happened`, `began`, `ended`, `revoked`, `decided`. */
  readonly days: Readonly<Partial<Record<Timing, string>>>;
  /** First day in force, and the first day no longer. */
  readonly force?: readonly [from: string, to: string];
  /** What is left out when looking at what is in force. */
  readonly standing?: string;
  /** What people recognise a row by. Names of people are shortened to the family name. */
  readonly label: string;
  readonly register: string;
  readonly hasImport: boolean;
  /** Reference data belongs to nobody: it counts for an organization by its region. */
  readonly regional?: true;
}

/** The day in China of a moment; a fixed offset, since China has had no summer time since 1991. */
const chinaDay = (column: string): string => `(${column} at time zone interval '08:00')::date`;

/** The last day of a period code. */
export const lastDay = (period: string): string => `(case
      when ${period} ~ '^\\d{4}-' then ${period}::date
      when ${period} ~ '^\\d{4}$' then make_date(left(${period}, 4)::int, 12, 31)
      when ${period} ~ '^\\d{4}H' then (make_date(left(${period}, 4)::int, right(${period}, 1)::int * 6, 1) + interval '1 month - 1 day')::date
      when ${period} ~ '^\\d{4}Q' then (make_date(left(${period}, 4)::int, right(${period}, 1)::int * 3, 1) + interval '1 month - 1 day')::date
      when ${period} ~ '^\\d{4}M' then (make_date(left(${period}, 4)::int, right(${period}, 2)::int, 1) + interval '1 month - 1 day')::date
      when ${period} ~ '^SY' then make_date(right(${period}, 4)::int + 1, 8, 31)
      when ${period} ~ '^\\d{4}T1' then make_date(left(${period}, 4)::int + 1, 1, 31)
      when ${period} ~ '^\\d{4}T2' then make_date(left(${period}, 4)::int + 1, 8, 31)
      when ${period} ~ '/\\d{4}$' then make_date(right(${period}, 4)::int, 12, 31) end)`;

/** The first day of a period code. */
export const firstDay = (period: string): string => `(case
      when ${period} ~ '^\\d{4}-' then ${period}::date
      when ${period} ~ '^\\d{4}$' then make_date(left(${period}, 4)::int, 1, 1)
      when ${period} ~ '^\\d{4}H' then make_date(left(${period}, 4)::int, right(${period}, 1)::int * 6 - 5, 1)
      when ${period} ~ '^\\d{4}Q' then make_date(left(${period}, 4)::int, right(${period}, 1)::int * 3 - 2, 1)
      when ${period} ~ '^\\d{4}M' then make_date(left(${period}, 4)::int, right(${period}, 2)::int, 1)
      when ${period} ~ '^SY' then make_date(right(${period}, 4)::int, 9, 1)
      when ${period} ~ '^\\d{4}T1' then make_date(left(${period}, 4)::int, 9, 1)
      when ${period} ~ '^\\d{4}T2' then make_date(left(${period}, 4)::int + 1, 2, 1)
      when ${period} ~ '/\\d{4}$' then make_date(substring(${period} from '\\d{4}')::int, 1, 1) end)`;

const PERSON = "left join person p on p.org_id = x.org_id and p.id = x.person_id";
const masked = (name: string): string => `mask_name(${name})`;
const MASKED_NAME = masked("p.name");

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
    force: ["coalesce(x.enrolled_on, a.starts_on)", "coalesce(x.completed_on, a.ends_on)"],
    standing: "x.status in ('active', 'completed')",
    label: `a.title || ' · ' || coalesce(${MASKED_NAME}, m.name, '')`,
    register: "Enrolment",
    hasImport: true,
  },
  activity: {
    from: `activity x left join course c on c.org_id = x.org_id and c.id = x.course_id
      left join asset b on b.org_id = x.org_id and b.id = x.base_id`,
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
      (select u.org_id, u.reverses_id from credential u where u.reverses_id is not null)`,
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
    hasImport: true,
  },
  attendance: {
    from: `attendance x
      join enrolment e on e.org_id = x.org_id and e.id = x.enrolment_id
      left join activity a on a.org_id = e.org_id and a.id = e.activity_id
      left join course c on c.org_id = a.org_id and c.id = a.course_id
      left join person p on p.org_id = e.org_id and p.id = e.person_id`,
    owner: "x.org_id",
    id: "x.id",
    always: "true",
    days: { happened: chinaDay("x.starts_at") },
    label: `${chinaDay("x.starts_at")}::text || ' · ' || coalesce(a.title, '') || ' · ' || coalesce(${MASKED_NAME}, '')`,
    register: "Attendance",
    hasImport: true,
  },
  application: {
    from: `application x
      left join activity a on a.org_id = x.org_id and a.id = x.activity_id
      left join organization m on m.id = x.applicant_org_id ${PERSON}`,
    owner: "x.org_id",
    id: "x.id",
    always: "true",
    days: {
      happened: `coalesce(x.submitted_on, ${chinaDay("x.created_at")})`,
      decided: "coalesce(x.decided_on, x.submitted_on)",
    },
    label: "coalesce(x.number || ' · ', '') || x.title",
    register: "Application",
    hasImport: true,
  },
  asset: {
    from: "asset x left join organization h on h.id = x.host_org_id",
    owner: "x.org_id",
    id: "x.id",
    always: "(x.status = 'active' or (x.status = 'ended' and x.valid_to is not null))",
    days: {},
    force: ["coalesce(x.valid_from, '-infinity')", "x.valid_to"],
    label: "x.name",
    register: "Asset",
    hasImport: true,
  },
  submission: {
    from: "submission x join form q on q.id = x.form_id",
    owner: "x.org_id",
    id: "x.id",
    // A correction is the same report once more.
    always: "x.correction = 1",
    days: { happened: lastDay("x.period") },
    label: "q.name || ' · ' || x.period",
    register: "Submission",
    hasImport: false,
  },
  finding: {
    from: "finding x",
    owner: "x.org_id",
    id: "x.id",
    always: "true",
    days: { happened: "x.opened_on", ended: "x.closed_on" },
    force: ["x.opened_on", "x.closed_on"],
    standing: "(x.status in ('open', 'explained') or x.closed_on is not null)",
    label: "coalesce(x.rule || ' · ', '') || x.subject",
    register: "FindingRow",
    hasImport: true,
  },
  task: {
    from: "task x",
    owner: "x.org_id",
    id: "x.id",
    always: "x.status <> 'cancelled'",
    days: { happened: `coalesce(x.due_on, x.started_on, ${chinaDay("x.created_at")})`, ended: "x.done_on" },
    force: [`coalesce(x.started_on, least(x.due_on, ${chinaDay("x.created_at")}))`, "x.done_on"],
    standing: "(x.status <> 'done' or x.done_on is not null)",
    label: "x.title",
    register: "Task",
    hasImport: true,
  },
  document: {
    from: "document x",
    owner: "x.org_id",
    id: "x.id",
    always: "true",
    days: { happened: "x.issued_on" },
    force: ["coalesce(x.valid_from, x.issued_on, '-infinity')", "x.valid_to"],
    label: "coalesce(x.number || ' · ', '') || x.title",
    register: "Document",
    hasImport: true,
  },
  // One row for each cell of each report that is due.
  figure: {
    from: `submission x join form q on q.id = x.form_id
      cross join lateral jsonb_array_elements(q.cells) as k(spec)
      left join figure f on f.org_id = x.org_id and f.indicator = k.spec ->> 'indicator' and f.period = x.period
        and f.dims = coalesce(k.spec -> 'dims', '{}')`,
    owner: "x.org_id",
    id: "x.id",
    always: "x.correction = 1",
    days: { happened: lastDay("x.period") },
    label: "q.name || ' · ' || x.period || ' · ' || coalesce(k.spec ->> 'label', k.spec ->> 'indicator', '')",
    register: "Submission",
    hasImport: false,
  },
  target: {
    from: "target x",
    owner: "coalesce(x.subject_org_id, x.org_id)",
    id: "x.id",
    always: "true",
    days: { happened: lastDay("x.period") },
    label: "x.indicator_name || ' · ' || x.period_text",
    register: "Target",
    hasImport: false,
  },
  person: {
    from: "person x",
    owner: "x.org_id",
    id: "x.id",
    always: "true",
    days: {},
    label: masked("x.name"),
    register: "Person",
    hasImport: true,
  },
  code: {
    from: "code x",
    owner: "null::uuid",
    id: "x.id",
    // Names kept for old records, and the word that stands for "the districts", are no counties.
    always:
      "x.name_zh <> '市辖区' and x.attrs ->> 'edition' is distinct from '2018' and (x.valid_to is null or x.valid_to > current_date)",
    days: {},
    label: "x.name_zh || ' · ' || x.code",
    register: "CodeRow",
    hasImport: false,
    regional: true,
  },
  parameter: {
    from: "parameter x",
    owner: "null::uuid",
    id: "x.id",
    always: "true",
    days: {},
    force: ["x.valid_from", "x.valid_to"],
    label: "x.name || coalesce(' · ' || nullif(x.region, ''), '') || ' · ' || x.value::text",
    register: "Parameter",
    hasImport: false,
    regional: true,
  },
};

/** The human behind a row: the fingerprint of the identity number, else the row of this organization's own roster. */
const WHO =
  "case when x.person_id is not null then coalesce(encode(p.id_hash, 'hex'), x.org_id::text || '/' || x.person_id::text) end";
const WHO_ATTENDS =
  "case when e.person_id is not null then coalesce(encode(p.id_hash, 'hex'), e.org_id::text || '/' || e.person_id::text) end";

const own = (id: string): string => `x.org_id::text || '/' || ${id}::text`;

export const COLUMNS: Readonly<Record<Field, string>> = {
  "enrolment.act.kind": "a.kind",
  "enrolment.act.status": "a.status",
  "enrolment.act.mode": "a.mode",
  "enrolment.act.form": "a.form",
  "enrolment.act.series": "a.series",
  "enrolment.status": "x.status",
  "enrolment.role": "x.role",
  "enrolment.funding": "coalesce(a.funding, c.funding)",
  "enrolment.fund_source": "a.fund_source",
  "enrolment.channel": "a.channel",
  "enrolment.stage": "a.stage",
  "enrolment.category": "x.categories",
  "enrolment.course_kind": "c.kind",
  "enrolment.occupation": "c.occupation",
  "enrolment.program": "c.program",
  "enrolment.outcome": "x.outcome",
  "enrolment.result": "x.result",
  "enrolment.person": WHO,
  "enrolment.org": "x.member_org_id::text",
  "enrolment.activity": own("x.activity_id"),
  "enrolment.hours_done": "x.hours_done",
  "enrolment.score": "x.score",
  "activity.kind": "x.kind",
  "activity.status": "x.status",
  "activity.level": "x.level",
  "activity.course_kind": "c.kind",
  "activity.occupation": "c.occupation",
  "activity.series": "x.series",
  "activity.mode": "x.mode",
  "activity.form": "x.form",
  "activity.funding": "coalesce(x.funding, c.funding)",
  "activity.fund_source": "x.fund_source",
  "activity.channel": "x.channel",
  "activity.topic": "x.topic",
  "activity.stage": "x.stage",
  "activity.base.kind": "b.base_kind",
  "activity.party_org": "x.party_org_id::text",
  "activity.base": own("x.base_id"),
  "activity.course": own("x.course_id"),
  "activity.hours": "x.hours",
  "activity.quantity": "x.quantity",
  "credential.kind": "x.kind",
  "credential.code": "x.code",
  "credential.level": "x.level_rank",
  "credential.issuer": "x.issuer",
  "credential.mutual_recognition": "x.mutual_recognition::text",
  "credential.holder":
    "case when x.person_id is not null then 'person' when x.holder_org_id is not null then 'org' when x.asset_id is not null then 'asset' else 'work' end",
  "credential.holder.kind": "h.kind",
  "credential.act.series": "a.series",
  "credential.work_kind": "x.work_kind",
  "credential.occupation": "x.occupation",
  "credential.scope": "x.scope",
  "credential.person": WHO,
  "credential.org": "x.holder_org_id::text",
  "affiliation.role": "x.role",
  "affiliation.source": "x.source",
  "affiliation.level": "x.level",
  "affiliation.tier": "x.tier",
  "affiliation.owner.kind": "(select w.kind from organization w where w.id = x.org_id)",
  "affiliation.org.kind": "m.kind",
  "affiliation.course": own("x.course_id"),
  "affiliation.org": "x.member_org_id::text",
  "affiliation.owner": "x.org_id::text",
  "affiliation.person": WHO,
  "fundEntry.kind": "x.kind",
  "fundEntry.direction": "x.direction",
  "fundEntry.status": "x.status",
  "fundEntry.purpose": "x.purpose",
  "fundEntry.fund_source": "x.fund_source",
  "fundEntry.program": "x.program",
  "fundEntry.counterparty": "x.counterparty_org_id::text",
  "fundEntry.amount": "x.amount",
  "organization.kind": "x.kind",
  "organization.ownership": "x.ownership",
  "organization.industry": "x.industry",
  "organization.size": "x.size",
  "organization.region": "x.region",
  "organization.parent": "x.parent_id::text",
  "course.course": own("x.id"),
  "course.kind": "x.kind",
  "course.status": "x.status",
  "course.occupation": "x.occupation",
  "course.program": "x.program",
  "course.funding": "x.funding",
  "course.form": "x.form",
  "course.hours": "x.hours",
  "attendance.method": "x.method",
  "attendance.act.kind": "a.kind",
  "attendance.course_kind": "c.kind",
  "attendance.person": WHO_ATTENDS,
  "attendance.activity": own("e.activity_id"),
  "application.kind": "x.kind",
  "application.status": "x.status",
  "application.level": "x.level",
  "application.program": "x.program",
  "application.work_kind": "x.work_kind",
  "application.result": "x.result",
  "application.occupation": "x.occupation",
  "application.person": WHO,
  "application.org": "x.applicant_org_id::text",
  "application.amount": "x.amount",
  "application.score": "x.score",
  "asset.kind": "x.kind",
  "asset.base_kind": "x.base_kind",
  "asset.level": "x.level",
  "asset.status": "x.status",
  "asset.region": "x.region",
  "asset.host": "x.host_org_id::text",
  "asset.capacity": "x.capacity",
  "asset.amount": "x.amount",
  "submission.form": "q.code",
  "submission.status": "x.status",
  "submission.submitted_at": chinaDay("x.submitted_at"),
  "submission.due_at": "x.due_on",
  "submission.approved_at": chinaDay("x.approved_at"),
  "finding.rule": "x.rule",
  "finding.kind": "x.kind",
  "finding.source": "x.source",
  "finding.severity": "x.severity",
  "finding.status": "x.status",
  "finding.sanction": "x.sanction",
  "finding.amount": "x.amount",
  "task.kind": "x.kind",
  "task.origin": "x.origin",
  "task.list": "x.list",
  "task.plan": "x.plan",
  "task.status": "x.status",
  "task.due": "x.due_on",
  "task.done_on": "x.done_on",
  "task.progress": "x.progress / 100.0",
  "document.kind": "x.kind",
  "document.series": "x.series",
  "document.valid_to": "x.valid_to",
  "document.issued_on": "x.issued_on",
  "figure.status": "f.status",
  "figure.indicator": "k.spec ->> 'indicator'",
  "figure.form": "q.code",
  "target.nature": "x.nature",
  "target.indicator": "x.indicator",
  "target.strict": "x.strict::text",
  "person.sex": "x.sex",
  "person.education": "x.education",
  "person.person": "coalesce(encode(x.id_hash, 'hex'), x.org_id::text || '/' || x.id::text)",
  "code.list": "x.list",
  "code.level": "case x.attrs ->> 'level' when '1' then 'province' when '2' then 'city' when '3' then 'county' end",
  "parameter.name": "x.name",
  "parameter.value": "x.value",
};
