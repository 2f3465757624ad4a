-- The model: reference data shared by all, then ledgers keyed owner-first (org_id, id).
-- Foreign keys between ledger rows carry org_id on both sides, so one design serves one server and a cluster sharded by org_id.

create extension if not exists btree_gist;

-- UUIDv7: time-ordered, so an index on (org_id, id) grows at its end.
create function hub_uuid7() returns uuid language sql volatile as $$
  select encode(
    set_byte(
      set_byte(
        overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
        6, (get_byte(uuid_send(gen_random_uuid()), 6) & 15) | 112),
      8, (get_byte(uuid_send(gen_random_uuid()), 8) & 63) | 128),
    'hex')::uuid
$$;

-- Who acts in this transaction; every request sets it first.
create function hub_viewer() returns text language sql stable as $$
  select coalesce(nullif(current_setting('hub.viewer', true), ''), 'system')
$$;

create domain period_code as text check (
  value ~ '^\d{4}$' or value ~ '^\d{4}H[12]$' or value ~ '^\d{4}Q[1-4]$' or value ~ '^\d{4}M(0[1-9]|1[0-2])$'
  or value ~ '^SY\d{4}$' or value ~ '^\d{4}T[12]$' or value ~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$'
  or value ~ '^P\d{4}/\d{4}$' or value ~ '^\d{4}/\d{4}$');

-- ── Reference ───────────────────────────────────────────────────────────────────────────────────────────────

create table code (
  list text not null,
  code text not null,
  name_zh text not null,
  name_en text,
  parent text,
  rank int,
  attrs jsonb not null default '{}',
  valid_from date,
  valid_to date,
  primary key (list, code),
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);
create index code_parent on code (list, parent);

create table organization (
  id uuid primary key default hub_uuid7(),
  code text unique,
  uscc text unique check (uscc ~ '^[0-9A-Z]{18}$'),
  school_code text unique check (school_code ~ '^\d{10}$'),
  name text not null check (name = btrim(name) and name <> ''),
  short_name text,
  kind text not null,
  ownership text,
  parent_id uuid references organization,
  region text,
  industry text,
  size text,
  level text,
  authority text,
  founded_on date,
  status text not null default 'active',
  note text,
  source_id uuid,
  valid_from date,
  valid_to date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  check (parent_id is distinct from id),
  check (uscc is not null or school_code is not null or code is not null)
);
create index organization_parent on organization (parent_id);
create index organization_by_name on organization (name);
create index organization_source on organization (source_id);

-- Names an organization had before, with their dates: a renamed school is still the same school.
create table organization_name (
  org_id uuid not null references organization on delete cascade,
  id uuid not null default hub_uuid7(),
  name text not null,
  valid_from date,
  valid_to date not null,
  import_id uuid,
  primary key (org_id, id)
);

-- Every organization with each of its ancestors, itself included: a subtree is one join.
create table organization_tree (
  ancestor_id uuid not null references organization on delete cascade,
  org_id uuid not null references organization on delete cascade,
  depth int not null,
  primary key (ancestor_id, org_id)
);
create index organization_tree_org on organization_tree (org_id);

create function organization_tree_keep() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.parent_id is not distinct from old.parent_id then return null; end if;
    if exists (select from organization_tree where ancestor_id = new.id and org_id = new.parent_id) then
      raise exception 'organization % cannot be placed under its own part', new.code using errcode = 'check_violation', constraint = 'organization_no_cycle';
    end if;
    delete from organization_tree t using organization_tree below
      where below.ancestor_id = new.id and t.org_id = below.org_id
        and not exists (select from organization_tree inner_part where inner_part.ancestor_id = new.id and inner_part.org_id = t.ancestor_id);
    insert into organization_tree (ancestor_id, org_id, depth)
      select above.ancestor_id, below.org_id, above.depth + below.depth + 1
      from organization_tree above cross join organization_tree below
      where above.org_id = new.parent_id and below.ancestor_id = new.id;
    return null;
  end if;
  insert into organization_tree (ancestor_id, org_id, depth) values (new.id, new.id, 0);
  insert into organization_tree (ancestor_id, org_id, depth)
    select ancestor_id, new.id, depth + 1 from organization_tree where org_id = new.parent_id;
  return null;
end $$;
create trigger organization_tree_insert after insert on organization for each row execute function organization_tree_keep();
create trigger organization_tree_move after update of parent_id on organization for each row execute function organization_tree_keep();

create table indicator (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  unit text not null,
  unit_dim text not null check (unit_dim in ('count', 'person', 'participation', 'money', 'ratio', 'hour', 'other')),
  display_unit text,
  display_scale numeric not null default 1 check (display_scale > 0),
  decimals int not null default 0 check (decimals between 0 and 6),
  kind text not null check (kind in ('ledger', 'reported', 'formula')),
  formula text,
  flow_stock text not null default 'flow' check (flow_stock in ('flow', 'stock')),
  additive boolean not null default true,
  direction text not null default 'up' check (direction in ('up', 'down', 'hold')),
  dims text[] not null default '{}',
  period_kinds text[] not null default '{}',
  definition_version int not null default 1,
  valid_from date,
  valid_to date,
  check (kind <> 'formula' or formula is not null)
);

-- ── Documents and imports: where every number is anchored ───────────────────────────────────────────────────

create table document (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  kind text not null,
  title text not null,
  number text,
  issuer text,
  issued_on date,
  valid_from date,
  valid_to date,
  sha256 bytea,
  file_name text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id)
);

create table import (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  file_name text not null,
  sha256 bytea,
  size_bytes bigint,
  origin text not null check (origin in ('upload', 'selection', 'script')),
  status text not null check (status in ('staging', 'mapped', 'checked', 'committed', 'discarded', 'refused')),
  phase text not null default 'reading',
  done int not null default 0,
  total int,
  tables jsonb not null default '[]',
  refusal jsonb,
  batch_id uuid,
  receipt jsonb,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  committed_at timestamptz,
  primary key (org_id, id)
);
create index import_created on import (org_id, created_at desc);

create table import_row (
  org_id uuid not null,
  import_id uuid not null,
  table_no int not null,
  row_no int not null,
  sheet text not null,
  cells jsonb not null,
  typed jsonb,
  label text,
  outcome text check (outcome in ('new', 'changed', 'unchanged', 'refused')),
  changes jsonb,
  findings jsonb not null default '[]',
  register text,
  row_id uuid,
  primary key (org_id, import_id, table_no, row_no),
  foreign key (org_id, import_id) references import on delete cascade
);
create index import_row_outcome on import_row (org_id, import_id, outcome);
create index import_row_target on import_row (org_id, register, row_id);

-- How this sender names its columns: next time the mapping is proposed by memory.
create table mapping_memory (
  org_id uuid not null references organization,
  target text not null,
  header text not null,
  field text,
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, target, header)
);

-- ── Ledgers ─────────────────────────────────────────────────────────────────────────────────────────────────

create table person (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  id_hash bytea,
  id_type text,
  id_last4 text check (id_last4 ~ '^[0-9X]{4}$'),
  name text not null check (btrim(name) <> ''),
  sex text check (sex in ('1', '2', '0', '9')),
  birth_ym text check (birth_ym ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  home_region text,
  education text,
  phone_last4 text,
  verified_at timestamptz,
  verified_by text,
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  unique (org_id, id_hash)
);
create index person_hash on person (id_hash);

create table course (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  kind text not null,
  code text,
  name text not null,
  occupation text,
  level text,
  level_rank int check (level_rank between 1 and 8),
  hours numeric(8, 1) check (hours >= 0),
  credits numeric(6, 1),
  funding text,
  form text,
  program text,
  status text not null default 'active',
  valid_from date,
  valid_to date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  unique (org_id, code)
);

create table affiliation (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  role text not null,
  person_id uuid,
  member_org_id uuid references organization,
  course_id uuid,
  title text,
  level text,
  tier text,
  speciality text,
  scopes text[] not null default '{}',
  valid_from date not null,
  valid_to date,
  status text not null default 'active',
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references person,
  foreign key (org_id, course_id) references course,
  check (num_nonnulls(person_id, member_org_id) = 1),
  check (valid_to is null or valid_to > valid_from),
  constraint affiliation_no_overlap exclude using gist (
    org_id with =, role with =, (coalesce(person_id, member_org_id)) with =,
    (coalesce(course_id, '00000000-0000-0000-0000-000000000000'::uuid)) with =,
    daterange(valid_from, valid_to) with &&)
);
create index affiliation_person on affiliation (org_id, person_id);
create index affiliation_member on affiliation (member_org_id);

create table activity (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  kind text not null,
  code text,
  title text not null,
  series text,
  edition int check (edition > 0),
  course_id uuid,
  parent_id uuid,
  region text,
  level text,
  level_rank int,
  starts_on date,
  ends_on date,
  hours numeric(8, 1) check (hours >= 0),
  mode text check (mode in ('offline', 'online', 'blended')),
  channel text,
  funding text,
  fund_source text,
  form text,
  capacity int check (capacity >= 0),
  quantity int check (quantity >= 0),
  place text,
  status text not null default 'planned' check (status in ('planned', 'open', 'running', 'done', 'archived', 'cancelled')),
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
  foreign key (org_id, parent_id) references activity,
  check (ends_on is null or starts_on is null or ends_on >= starts_on)
);
create index activity_ends on activity (org_id, kind, ends_on);
create index activity_course on activity (org_id, course_id);

create table enrolment (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  activity_id uuid not null,
  person_id uuid,
  member_org_id uuid references organization,
  role text not null default 'trainee',
  sponsor_org_id uuid references organization,
  categories text[] not null default '{}',
  employed_at_time boolean,
  hours_done numeric(8, 1) check (hours_done >= 0),
  score numeric(6, 2) check (score >= 0),
  result text,
  status text not null default 'applied' check (status in ('applied', 'admitted', 'active', 'completed', 'dropped')),
  enrolled_on date,
  completed_on date,
  outcome text,
  outcome_on date,
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  foreign key (org_id, activity_id) references activity,
  foreign key (org_id, person_id) references person,
  check (num_nonnulls(person_id, member_org_id) = 1),
  unique nulls not distinct (org_id, activity_id, person_id, member_org_id, role)
);
create index enrolment_person on enrolment (org_id, person_id);
create index enrolment_completed on enrolment (org_id, completed_on) where status = 'completed';

create table credential (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  kind text not null,
  code text,
  person_id uuid,
  holder_org_id uuid references organization,
  work_title text,
  level text,
  level_rank int,
  occupation text,
  scope text,
  number text,
  issuer text,
  activity_id uuid,
  enrolment_id uuid,
  issued_on date not null,
  valid_from date,
  valid_to date,
  revoked_on date,
  revoked_reason text,
  mutual_recognition boolean not null default false,
  reverses_id uuid,
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references person,
  foreign key (org_id, activity_id) references activity,
  foreign key (org_id, enrolment_id) references enrolment,
  foreign key (org_id, reverses_id) references credential,
  unique (org_id, kind, number),
  check (num_nonnulls(person_id, holder_org_id, work_title) = 1),
  check (revoked_on is null or revoked_reason is not null),
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);
create index credential_issued on credential (org_id, kind, issued_on);
create index credential_reversed on credential (org_id, reverses_id) where reverses_id is not null;

create table fund_entry (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  kind text not null,
  direction text not null check (direction in ('in', 'out')),
  amount numeric(18, 2) not null,
  currency char(3) not null default 'CNY',
  fund_source text,
  purpose text,
  program text,
  counterparty text,
  counterparty_org_id uuid references organization,
  person_id uuid,
  activity_id uuid,
  enrolment_id uuid,
  occurred_on date not null,
  status text not null default 'paid' check (status in ('planned', 'approved', 'paid', 'held', 'void')),
  voucher_no text,
  reverses_id uuid,
  import_id uuid,
  import_row int,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references person,
  foreign key (org_id, activity_id) references activity,
  foreign key (org_id, enrolment_id) references enrolment,
  foreign key (org_id, reverses_id) references fund_entry,
  -- Money is corrected by a reversing entry, so only such an entry may be negative.
  check (amount >= 0 or reverses_id is not null)
);
create index fund_entry_occurred on fund_entry (org_id, kind, occurred_on);
create unique index fund_entry_reversed_once on fund_entry (org_id, reverses_id) where reverses_id is not null;

create table target (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  indicator text references indicator,
  indicator_name text not null,
  -- The subject: an organization of the hub, or a scope in words (each college, whole city …).
  subject_org_id uuid references organization,
  subject text not null,
  scope text not null default 'whole',
  period period_code,
  period_text text not null,
  dims jsonb not null default '{}',
  comparator text not null check (comparator in ('>=', '<=', '=', '>', '<', 'between', '~', 'trend')),
  value numeric,
  value_max numeric,
  raw_value text,
  unit text,
  nature text not null,
  strict boolean not null default false,
  parent_id uuid,
  responsible text,
  document_id uuid,
  anchor_offset int,
  quote text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  foreign key (org_id, document_id) references document,
  foreign key (org_id, parent_id) references target,
  check (comparator <> 'between' or value_max is not null or value is null)
);
create index target_subject on target (subject_org_id, indicator, period);

create table figure (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  indicator text not null references indicator,
  period period_code not null,
  dims jsonb not null default '{}',
  dims_key text not null default '',
  value numeric,
  source text not null check (source in ('reported', 'import', 'excel', 'baseline')),
  quality text not null default 'exact' check (quality in ('exact', 'approximate', 'partial')),
  status text not null default 'draft' check (status in ('draft', 'submitted', 'approved', 'locked')),
  computed_value numeric,
  reason text,
  version int not null default 1,
  batch_id uuid,
  import_id uuid,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  updated_at timestamptz not null default now(),
  updated_by text not null default hub_viewer(),
  primary key (org_id, id),
  -- Asked for by indicator and period; it begins with them so that the foreign key of revisions finds the primary key.
  unique (indicator, period, org_id, dims_key),
  -- A typed number in place of a counted one needs a reason.
  check (computed_value is null or value is null or reason is not null)
);

-- Every value a figure ever had. Nothing is overwritten: asOf reads here.
create table figure_revision (
  org_id uuid not null,
  figure_id uuid not null,
  version int not null,
  value numeric,
  source text not null,
  status text not null,
  computed_value numeric,
  reason text,
  place text,
  batch_id uuid,
  import_id uuid,
  import_row int,
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null default hub_viewer(),
  primary key (org_id, figure_id, version),
  foreign key (org_id, figure_id) references figure
);
create index figure_revision_time on figure_revision (org_id, figure_id, changed_at);

-- The receipt of every batch: sending it again answers the same and changes nothing.
create table batch (
  id uuid primary key,
  kind text not null check (kind in ('figures', 'import')),
  request_hash bytea not null,
  received_at timestamptz not null default now(),
  received_by text not null default hub_viewer(),
  receipt jsonb not null
);

-- A revision, once written, stands.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger figure_revision_stands before update or delete on figure_revision for each row execute function refuse_change();

-- Money keeps its amount: a correction is a reversing entry.
create function fund_entry_keep_amount() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.amount <> old.amount or new.direction <> old.direction or new.currency <> old.currency or new.kind <> old.kind then
    raise exception 'a fund entry is corrected by a reversing entry' using errcode = 'restrict_violation', constraint = 'fund_entry_append_only';
  end if;
  return new;
end $$;
create trigger fund_entry_stands before update or delete on fund_entry for each row execute function fund_entry_keep_amount();
