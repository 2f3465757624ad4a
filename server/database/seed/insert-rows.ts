/**
 * Writes rows set-based: one statement per chunk, the chunk as one JSON parameter, so both engines take the same path.
 * Only the columns named here are written; the rest keep the defaults of the database.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../tables.js";

const COLUMNS = {
  code: "list text, code text, name_zh text, name_en text, parent text, rank int, attrs jsonb",
  organization:
    "id uuid, code text, uscc text, school_code text, name text, short_name text, kind text, ownership text, parent_id uuid, region text, industry text, size text, level text, founded_on date, status text, note text, valid_from date",
  document:
    "org_id uuid, id uuid, kind text, title text, number text, issuer text, issued_on date, valid_from date, valid_to date",
  person:
    "org_id uuid, id uuid, id_hash bytea, id_type text, id_last4 text, name text, sex text, birth_ym text, home_region text, education text",
  course:
    "org_id uuid, id uuid, kind text, code text, name text, occupation text, level text, level_rank int, hours numeric, credits numeric, funding text, form text, program text, status text, valid_from date",
  affiliation:
    "org_id uuid, id uuid, role text, person_id uuid, member_org_id uuid, course_id uuid, title text, level text, tier text, speciality text, scopes text[], valid_from date, valid_to date, status text",
  activity:
    "org_id uuid, id uuid, kind text, code text, title text, series text, edition int, course_id uuid, region text, level text, level_rank int, starts_on date, ends_on date, hours numeric, mode text, channel text, funding text, fund_source text, form text, capacity int, place text, status text",
  enrolment:
    "org_id uuid, id uuid, activity_id uuid, person_id uuid, member_org_id uuid, role text, sponsor_org_id uuid, categories text[], employed_at_time boolean, hours_done numeric, score numeric, result text, status text, enrolled_on date, completed_on date, outcome text, outcome_on date",
  credential:
    "org_id uuid, id uuid, kind text, code text, person_id uuid, holder_org_id uuid, work_title text, level text, level_rank int, occupation text, scope text, number text, issuer text, activity_id uuid, enrolment_id uuid, issued_on date, valid_from date, valid_to date, revoked_on date, revoked_reason text, mutual_recognition boolean",
  fund_entry:
    "org_id uuid, id uuid, kind text, direction text, amount numeric, fund_source text, purpose text, program text, counterparty text, counterparty_org_id uuid, activity_id uuid, occurred_on date, status text, voucher_no text, reverses_id uuid",
  figure:
    "org_id uuid, id uuid, indicator text, period text, value numeric, source text, status text, reason text, version int, created_at timestamptz, created_by text, updated_at timestamptz, updated_by text, submission_id uuid",
  figure_revision:
    "org_id uuid, figure_id uuid, version int, value numeric, source text, status text, reason text, place text, changed_at timestamptz, changed_by text",
  attendance:
    "org_id uuid, id uuid, enrolment_id uuid, starts_at timestamptz, ends_at timestamptz, method text, present boolean, minutes int, evidence text",
  asset:
    "org_id uuid, id uuid, kind text, base_kind text, code text, name text, host_org_id uuid, region text, level text, level_rank int, capacity int, amount numeric, status text, valid_from date, valid_to date",
  application:
    "org_id uuid, id uuid, kind text, number text, title text, work_kind text, person_id uuid, applicant_org_id uuid, handling_org_id uuid, program text, level text, level_rank int, amount numeric, score numeric, result text, status text, submitted_on date, decided_on date, decision_reason text",
  submission:
    "org_id uuid, id uuid, form_id text, period text, status text, due_on date, submitted_at timestamptz, submitted_by text, approved_at timestamptz, approved_by text, return_reason text",
  finding:
    "org_id uuid, id uuid, rule text, kind text, source text, severity text, subject text, period text, key text, detail text, explanation text, status text, sanction_proposed text, sanction text, amount numeric, opened_on date, closed_on date",
  task: "org_id uuid, id uuid, kind text, origin text, list text, plan text, title text, co_organizations text[], finding_id uuid, started_on date, due_on date, done_on date, progress int, problem text, status text",
  target:
    "org_id uuid, id uuid, indicator text, indicator_name text, subject_org_id uuid, subject text, scope text, period text, period_text text, dims jsonb, comparator text, value numeric, value_max numeric, raw_value text, unit text, nature text, strict boolean, parent_id uuid, responsible text, document_id uuid, anchor_offset int, quote text",
} as const;

export type SeededTable = keyof typeof COLUMNS;
export type SeedRow = Readonly<Record<string, unknown>>;

/** Rows of one table. Batches come parents first; a row leaves out a column to have it empty. */
export interface Batch {
  readonly table: SeededTable;
  readonly rows: readonly SeedRow[];
}

/** Columns that must not be null get this when a row leaves them out. */
const WHEN_LEFT_OUT: Readonly<Record<string, string>> = {
  attrs: "'{}'",
  scopes: "'{}'",
  categories: "'{}'",
  dims: "'{}'",
  mutual_recognition: "false",
  role: "'trainee'",
  status: "'active'",
  strict: "false",
  scope: "'whole'",
  source: "'rule'",
  origin: "'meeting'",
  co_organizations: "'{}'",
};

/** What a row says in a word of its own and the table keeps as something else. */
const SAID_OTHERWISE: Readonly<Record<string, string>> = {
  "submission.form_id": "(select f.id from form f where f.code = form_id and f.edition = 1)",
  // A figure that was sent went with the report of its period whose form holds it.
  "figure.submission_id": `case when status <> 'draft' then (select s.id from submission s join form f on f.id = s.form_id where s.org_id = "row".org_id
    and s.period = "row".period and s.status not in ('draft', 'returned') and f.cells @> jsonb_build_array(jsonb_build_object('indicator', "row".indicator)) order by s.id limit 1) end`,
  "finding.kind": "coalesce(kind, 'check')",
  "task.kind": "coalesce(kind, 'task')",
};

/** Credentials have a scope too, and there it may stay empty. */
const MAY_BE_EMPTY = new Set(["credential.scope", "enrolment.outcome"]);

export async function insertRows(db: Kysely<Database>, { table, rows }: Batch): Promise<void> {
  if (rows.length === 0) return;
  const columns = COLUMNS[table];
  const names = columns.split(", ").map((column) => column.slice(0, column.indexOf(" ")));
  const values = names.map((name) => {
    const said = SAID_OTHERWISE[`${table}.${name}`];
    if (said !== undefined) return said;
    const otherwise = MAY_BE_EMPTY.has(`${table}.${name}`) ? undefined : WHEN_LEFT_OUT[name];
    return otherwise === undefined ? name : `coalesce(${name}, ${otherwise})`;
  });
  await sql`insert into ${sql.table(table)} (${sql.raw(names.join(", "))}) select ${sql.raw(values.join(", "))}
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as row (${sql.raw(columns)})`.execute(db);
}

/** A bytea as JSON can carry it. */
export function byteaText(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString("hex")}`;
}
