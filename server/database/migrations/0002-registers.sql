-- The registers that the first model left out: attendance, applications, assets, forms and submissions, rules, findings,
-- tasks, parameters, and dated versions of indicators. Ledgers stay owner-first; reference data is small and shared.

-- ── Reference ───────────────────────────────────────────────────────────────────────────────────────────────────

alter table organization add column country text not null default 'CN' check (country ~ '^[A-Z]{2}$');

-- A rate or limit that differs by region and time: 50 % here, 60 % there.
create table parameter (
  id uuid primary key default hub_uuid7(),
  name text not null check (name ~ '^[a-z][a-z0-9_]*$'),
  region text not null default '',
  value numeric not null,
  unit text not null default '',
  basis text,
  note text,
  valid_from date not null default '-infinity',
  valid_to date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  check (valid_to is null or valid_to > valid_from),
  constraint parameter_no_overlap exclude using gist (name with =, region with =, daterange(valid_from, valid_to) with &&)
);

-- Definitions are dated: which version counted a figure is part of its answer.
create table indicator_version (
  indicator text not null references indicator,
  version int not null check (version > 0),
  kind text not null check (kind in ('ledger', 'reported', 'formula')),
  formula text,
  unit_dim text not null,
  valid_from date not null,
  valid_to date,
  note text,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  primary key (indicator, version),
  check (valid_to is null or valid_to >= valid_from)
);

create table form (
  id uuid primary key default hub_uuid7(),
  code text not null,
  edition int not null default 1 check (edition > 0),
  name text not null,
  audience_kind text,
  audience_level text,
  period_kind text not null check (period_kind in ('month', 'quarter', 'half', 'year', 'schoolYear', 'term', 'day', 'plan', 'span')),
  -- Due so many days after the period ends.
  due_days int not null default 5,
  -- The cells in the order they are laid out: [{ "indicator": code, "dims": {…}, "label": text, "required": boolean }].
  cells jsonb not null default '[]' check (jsonb_typeof(cells) = 'array'),
  status text not null default 'active' check (status in ('draft', 'active', 'ended')),
  valid_from date,
  valid_to date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  unique (code, edition),
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);

create table rule (
  id uuid primary key default hub_uuid7(),
  code text not null unique check (code ~ '^R-[A-Z]{2,4}-\d{2}$'),
  name text not null,
  name_en text,
  expression text,
  severity text not null check (severity in ('block', 'error', 'warn', 'info')),
  moments text[] not null default '{}',
  basis text check (basis in ('documented', 'principle', 'integrity')),
  message text,
  message_en text,
  status text not null default 'active' check (status in ('active', 'off')),
  valid_from date,
  valid_to date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);

-- ── Ledgers ─────────────────────────────────────────────────────────────────────────────────────────────────────

create table asset (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  kind text not null,
  base_kind text,
  code text,
  name text not null check (btrim(name) <> ''),
  host_org_id uuid references organization,
  course_id uuid,
  region text,
  level text,
  level_rank int,
  capacity int check (capacity >= 0),
  amount numeric(18, 2),
  status text not null default 'active' check (status in ('planned', 'building', 'active', 'ended')),
  valid_from date,
  valid_to date,
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  unique (org_id, code),
  foreign key (org_id, course_id) references course,
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);
create index asset_kind on asset (org_id, kind);

create table application (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  kind text not null,
  number text,
  title text not null check (btrim(title) <> ''),
  work_kind text,
  -- Whoever applies; the owner itself where none is named.
  person_id uuid,
  applicant_org_id uuid references organization,
  enrolment_id uuid,
  asset_id uuid,
  -- The round it belongs to, and who decides.
  activity_id uuid,
  handling_org_id uuid references organization,
  course_id uuid,
  program text,
  occupation text,
  level text,
  level_rank int,
  amount numeric(18, 2) check (amount >= 0),
  score numeric(6, 2) check (score >= 0),
  result text,
  status text not null default 'draft',
  submitted_on date,
  decided_on date,
  decision_reason text,
  document_id uuid,
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  unique (org_id, kind, number),
  foreign key (org_id, person_id) references person,
  foreign key (org_id, enrolment_id) references enrolment,
  foreign key (org_id, asset_id) references asset,
  foreign key (org_id, activity_id) references activity,
  foreign key (org_id, course_id) references course,
  foreign key (org_id, document_id) references document,
  check (num_nonnulls(person_id, applicant_org_id, enrolment_id, asset_id) <= 1),
  check (decided_on is null or submitted_on is null or decided_on >= submitted_on)
);
create index application_submitted on application (org_id, kind, submitted_on);
create index application_decided on application (org_id, kind, decided_on);

create table attendance (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  enrolment_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  method text not null default 'manual',
  present boolean not null,
  minutes int check (minutes >= 0),
  -- The index of a recording; never a picture of a face.
  evidence text,
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  foreign key (org_id, enrolment_id) references enrolment,
  check (ends_at > starts_at),
  constraint attendance_no_overlap exclude using gist (org_id with =, enrolment_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index attendance_starts on attendance (org_id, starts_at);

create table submission (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  form_id uuid not null references form,
  period period_code not null,
  -- 1 for the first, one more with every correction of an approved report; earlier ones stay readable.
  correction int not null default 1 check (correction > 0),
  status text not null default 'draft' check (status in ('draft', 'submitted', 'returned', 'accepted', 'approved', 'locked')),
  due_on date,
  submitted_at timestamptz,
  submitted_by text,
  reviewed_at timestamptz,
  reviewed_by text,
  approved_at timestamptz,
  approved_by text,
  return_reason text,
  note text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  unique (org_id, form_id, period, correction),
  check (status <> 'returned' or return_reason is not null)
);
create index submission_period on submission (form_id, period);

create table finding (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  rule text references rule (code),
  kind text not null default 'check',
  source text not null default 'rule',
  severity text not null default 'warn' check (severity in ('block', 'error', 'warn', 'info')),
  -- What it is about: a register and a row, in words where there is none.
  subject text not null,
  subject_register text,
  subject_id uuid,
  activity_id uuid,
  period period_code,
  -- The same finding found again is the same row.
  key text,
  detail text,
  explanation text,
  status text not null default 'open' check (status in ('open', 'explained', 'fixed', 'waived', 'upheld', 'closed')),
  sanction_proposed text,
  sanction text,
  amount numeric(18, 2),
  opened_on date not null default current_date,
  closed_on date,
  decided_by text,
  document_id uuid,
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  unique (org_id, key),
  foreign key (org_id, activity_id) references activity,
  foreign key (org_id, document_id) references document,
  check (closed_on is null or closed_on >= opened_on)
);
create index finding_open on finding (org_id, status, opened_on);

create table task (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  kind text not null default 'task',
  origin text not null default 'meeting',
  list text,
  plan text,
  title text not null check (btrim(title) <> ''),
  -- The owner leads; these help. Exactly one leads.
  co_organizations text[] not null default '{}',
  person_id uuid,
  parent_id uuid,
  finding_id uuid,
  activity_id uuid,
  target_id uuid,
  document_id uuid,
  started_on date,
  due_on date,
  done_on date,
  progress int not null default 0 check (progress between 0 and 100),
  problem text,
  status text not null default 'open' check (status in ('open', 'doing', 'done', 'overdue', 'cancelled')),
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references person,
  foreign key (org_id, parent_id) references task,
  foreign key (org_id, finding_id) references finding,
  foreign key (org_id, activity_id) references activity,
  foreign key (org_id, target_id) references target,
  foreign key (org_id, document_id) references document,
  check (parent_id is distinct from id)
);
create index task_due on task (org_id, status, due_on);

-- ── What the ledgers of before gain ─────────────────────────────────────────────────────────────────────────────

alter table course
  add column document_id uuid,
  add column import_id uuid,
  add column import_row int,
  add column quota int check (quota >= 0),
  add foreign key (org_id, document_id) references document;

alter table activity
  add column base_id uuid,
  -- The organization an activity is about: visited, surveyed, inspected, spoken to, or the client.
  add column party_org_id uuid references organization,
  add column topic text,
  add column foreign_side boolean not null default false,
  add column stage text,
  add column document_id uuid,
  add foreign key (org_id, base_id) references asset,
  add foreign key (org_id, document_id) references document,
  add constraint activity_not_its_own_part check (parent_id is distinct from id);
create index activity_base on activity (org_id, base_id) where base_id is not null;

alter table affiliation
  add column source text,
  add column document_id uuid,
  add foreign key (org_id, document_id) references document;

alter table credential
  add column asset_id uuid,
  add column application_id uuid,
  add column work_kind text,
  add column note text,
  drop constraint credential_check,
  add constraint credential_one_holder check (num_nonnulls(person_id, holder_org_id, work_title, asset_id) = 1),
  add foreign key (org_id, asset_id) references asset,
  add foreign key (org_id, application_id) references application;

alter table fund_entry
  add column asset_id uuid,
  add column application_id uuid,
  add column beneficiary_org_id uuid references organization,
  add column note text,
  add foreign key (org_id, asset_id) references asset,
  add foreign key (org_id, application_id) references application;

alter table document
  add column series text,
  add column summary text,
  add column import_id uuid,
  add column import_row int;

-- Which dated definition made the number, and with which report it was sent.
alter table figure
  add column definition_version int,
  add column submission_id uuid,
  add foreign key (org_id, submission_id) references submission;
alter table figure_revision add column definition_version int;

alter table batch drop constraint batch_kind_check;
alter table batch add constraint batch_kind_check check (kind in ('figures', 'import', 'rows'));
