-- Access: who signs in, what they were granted, and row security on every ledger. Requests run as the role xunshu_hub,
-- which owns nothing and cannot bypass a policy; who asks is set per transaction, and without it nothing is visible.

-- ── Accounts ────────────────────────────────────────────────────────────────────────────────────────────────────

create table account (
  id uuid primary key default hub_uuid7(),
  login text not null unique check (login = lower(btrim(login)) and login <> ''),
  -- The name changes are recorded under. It never changes and never comes again.
  name text not null unique check (name = btrim(name) and name <> ''),
  kind text not null default 'person' check (kind in ('person', 'program')),
  -- Of a program: whose it is. It may never do more than its owner still may.
  owner_id uuid references account,
  status text not null default 'active' check (status in ('active', 'closed')),
  demo boolean not null default false,
  read_only boolean not null default false,
  -- Whether it may send documents of its own; unknown: as its roles say.
  explores boolean,
  password text,
  password_once boolean not null default false,
  failures int not null default 0,
  locked_until timestamptz,
  totp bytea,
  totp_step bigint,
  oidc_issuer text,
  oidc_subject text,
  org_id uuid references organization,
  person_id uuid,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer(),
  unique (oidc_issuer, oidc_subject),
  check ((kind = 'program') = (owner_id is not null))
);

create table session (
  id uuid primary key default hub_uuid7(),
  account_id uuid not null references account,
  -- Digests of the tokens: what a thief finds here opens nothing.
  hash bytea not null unique,
  former_hash bytea,
  rotated_at timestamptz not null default now(),
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  agent text
);
create index session_account on session (account_id) where ended_at is null;
create index session_former on session (former_hash) where former_hash is not null;

create table access_token (
  id uuid primary key default hub_uuid7(),
  account_id uuid not null references account,
  name text not null,
  hash bytea not null unique,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null default hub_viewer()
);
create index access_token_account on access_token (account_id);

-- ── Grants ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- What a role may do with a subject area; reference data, loaded at the start.
create table role_right (
  role text not null,
  subject text not null,
  reads text not null check (reads in ('none', 'counts', 'approved', 'all')),
  writes boolean not null,
  approves boolean not null,
  primary key (role, subject)
);

create table access_grant (
  id uuid primary key default hub_uuid7(),
  account_id uuid not null references account,
  role text not null,
  -- The top of the subtree; none: every organization.
  org_id uuid references organization,
  region text,
  subjects text[],
  unmasks boolean not null default false,
  granted_at timestamptz not null default now(),
  granted_by text not null default hub_viewer(),
  revoked_at timestamptz,
  revoked_by text
);
create index access_grant_account on access_grant (account_id) where revoked_at is null;

-- Single rows an account may see though it sees nothing else of their organization: what a judge is to judge.
create table access_assignment (
  account_id uuid not null references account,
  register text not null,
  org_id uuid not null references organization,
  row_id uuid not null,
  assigned_at timestamptz not null default now(),
  assigned_by text not null default hub_viewer(),
  primary key (account_id, register, org_id, row_id)
);

-- ── The log of access ───────────────────────────────────────────────────────────────────────────────────────────

-- One chain per account, so that people never wait for each other; what nobody signed in for is chained under nil.
create table access_head (
  chain uuid primary key,
  link bigint not null,
  hash bytea not null
);

create table access_event (
  seq bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  account_id uuid,
  by text not null,
  kind text not null,
  origin text,
  detail jsonb not null default '{}',
  chain uuid not null,
  link bigint not null,
  previous bytea not null,
  hash bytea not null,
  unique (chain, link)
);
create index access_event_at on access_event (at);
create index access_event_account on access_event (account_id, at);
create trigger access_event_stands before update or delete on access_event for each row execute function refuse_change();
create trigger access_event_stays before truncate on access_event for each statement execute function refuse_change();

-- What a link says of itself, free of the session's time zone.
create function access_link(link bigint, at timestamptz, who uuid, by text, kind text, origin text, detail jsonb) returns bytea language sql stable as $$
  select int8send(link) || convert_to(jsonb_build_array(extract(epoch from at), who, by, kind, origin, detail)::text, 'UTF8')
$$;

-- ── Who asks ────────────────────────────────────────────────────────────────────────────────────────────────────

create function hub_account() returns uuid language sql stable as $$
  select nullif(current_setting('hub.account', true), '')::uuid
$$;

create function record_access(kind text, detail jsonb, origin text default null) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  who uuid := hub_account();
  own uuid := coalesce(hub_account(), '00000000-0000-0000-0000-000000000000');
  moment timestamptz := clock_timestamp();
  before access_head;
  said bytea;
begin
  insert into access_head as h (chain, link, hash) values (own, 0, '') on conflict (chain) do update set link = h.link returning * into before;
  said := sha256(before.hash || access_link(before.link + 1, moment, who, hub_viewer(), record_access.kind, record_access.origin, record_access.detail));
  update access_head h set link = before.link + 1, hash = said where h.chain = own;
  insert into access_event (at, account_id, by, kind, origin, detail, chain, link, previous, hash)
    values (moment, who, hub_viewer(), record_access.kind, record_access.origin, record_access.detail, own, before.link + 1, before.hash, said);
end $$;

-- A region with all it holds: by its digits (GB/T 2260), local extensions by their parents.
create function hub_regions(top text) returns setof text language sql stable as $$
  with recursive below as (
    select c.code from code c where c.list = 'region' and (c.code = top or (top ~ '^[0-9]{6}$' and c.code like regexp_replace(top, '(00)+$', '') || '%'))
    union
    select c.code from code c join below b on c.parent = b.code where c.list = 'region')
  select code from below union select top
$$;

-- The grants of an account that serve a use of a subject: 'all' rows, 'approved' rows, 'counts', 'writes', 'approves', 'unmasks'.
create function hub_held(who uuid, what text, how text) returns setof access_grant
language sql stable security definer set search_path = public, pg_temp as $$
  select g.* from access_grant g join account a on a.id = g.account_id and a.status = 'active'
  where g.account_id = who and g.revoked_at is null
    and exists (select from role_right r where r.role = g.role
      and (what = '*' or r.subject = what) and (g.subjects is null or r.subject = any (g.subjects))
      and case how
        when 'all' then r.reads = 'all'
        when 'approved' then r.reads in ('approved', 'all')
        when 'counts' then r.reads <> 'none'
        when 'writes' then r.writes and not a.read_only
        when 'approves' then r.approves and not a.read_only
        when 'unmasks' then g.unmasks and r.reads = 'all'
        else false end)
$$;

-- Written out once more and kept as plans: these two are asked for every table of every statement.
create function hub_holds_all(who uuid, what text, how text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from access_grant g join account a on a.id = g.account_id and a.status = 'active' join role_right r on r.role = g.role
    where g.account_id = who and g.revoked_at is null and g.org_id is null and g.region is null
      and (what = '*' or r.subject = what) and (g.subjects is null or r.subject = any (g.subjects))
      and case how
        when 'all' then r.reads = 'all'
        when 'approved' then r.reads in ('approved', 'all')
        when 'counts' then r.reads <> 'none'
        when 'writes' then r.writes and not a.read_only
        when 'approves' then r.approves and not a.read_only
        when 'unmasks' then g.unmasks and r.reads = 'all'
        else false end);
end $$;

create function hub_organizations_of(who uuid, what text, how text) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select t.org_id from access_grant g join account a on a.id = g.account_id and a.status = 'active'
      join role_right r on r.role = g.role join organization_tree t on t.ancestor_id = g.org_id
    where g.account_id = who and g.revoked_at is null and g.region is null
      and (what = '*' or r.subject = what) and (g.subjects is null or r.subject = any (g.subjects))
      and case how
        when 'all' then r.reads = 'all'
        when 'approved' then r.reads in ('approved', 'all')
        when 'counts' then r.reads <> 'none'
        when 'writes' then r.writes and not a.read_only
        when 'approves' then r.approves and not a.read_only
        when 'unmasks' then g.unmasks and r.reads = 'all'
        else false end;
  if exists (select from access_grant g where g.account_id = who and g.revoked_at is null and g.region is not null) then
    return query select o.id from hub_held(who, what, how) g
      join organization o on o.region in (select hub_regions(g.region))
      where g.region is not null and (g.org_id is null or exists (select from organization_tree t where t.ancestor_id = g.org_id and t.org_id = o.id));
  end if;
end $$;

-- Whether everything is open to whoever asks; a program needs it of its owner as well. The hub itself may all.
create function hub_may_all(what text, how text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  who uuid := hub_account();
  owner uuid;
begin
  if who is null then return hub_is_itself(); end if;
  select a.owner_id into owner from account a where a.id = who;
  return hub_holds_all(who, what, how) and (owner is null or hub_holds_all(owner, what, how));
end $$;

-- The organizations open to whoever asks. Empty where everything is: that is asked first.
create function hub_may(what text, how text) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  who uuid := hub_account();
  owner uuid;
begin
  if who is null then return; end if;
  select a.owner_id into owner from account a where a.id = who;
  if owner is null or hub_holds_all(owner, what, how) then
    return query select hub_organizations_of(who, what, how);
  elsif hub_holds_all(who, what, how) then
    return query select hub_organizations_of(owner, what, how);
  else
    return query select hub_organizations_of(who, what, how) intersect select hub_organizations_of(owner, what, how);
  end if;
end $$;

-- The hub's own work (migrations, sample data, upkeep) runs on its owner's connection, never under the role of requests.
create function hub_is_itself() returns boolean language sql stable as $$
  select coalesce(current_setting('role', true), 'none') in ('none', '') and has_table_privilege(session_user, 'public.hub_migration', 'update')
$$;

create function hub_reads_all(subject text) returns boolean language sql stable as $$ select hub_may_all(subject, 'all') $$;
create function hub_readable(subject text) returns setof uuid language sql stable as $$ select hub_may(subject, 'all') $$;
create function hub_writes_all(subject text) returns boolean language sql stable as $$ select hub_may_all(subject, 'writes') $$;
create function hub_writable(subject text) returns setof uuid language sql stable as $$ select hub_may(subject, 'writes') $$;
create function hub_approves_all(subject text) returns boolean language sql stable as $$ select hub_may_all(subject, 'approves') $$;
create function hub_approvable(subject text) returns setof uuid language sql stable as $$ select hub_may(subject, 'approves') $$;
create function hub_unmasks_all() returns boolean language sql stable as $$ select hub_may_all('people', 'unmasks') $$;
create function hub_unmasked() returns setof uuid language sql stable as $$ select hub_may('people', 'unmasks') $$;
-- Of which organizations the numbers of a subject may be known, though perhaps not the rows.
create function hub_counts_all(subject text default 'figures') returns boolean language sql stable as $$ select hub_may_all(subject, 'counts') $$;
create function hub_countable(subject text default 'figures') returns setof uuid language sql stable as $$ select hub_may(subject, 'counts') $$;
-- What counting may read: for figures, or for groups of the subject itself.
create function hub_counted_all(subject text) returns boolean language sql stable as $$ select hub_may_all('figures', 'counts') or hub_may_all(subject, 'counts') $$;
create function hub_counted(subject text) returns setof uuid language sql stable as $$
  select hub_may('figures', 'counts') union select hub_may(subject, 'counts')
$$;

-- Whether nobody is counted whose row could not be read: then small groups tell nothing new.
create function hub_sees_persons() returns boolean language sql stable as $$
  select hub_may_all('people', 'all') or (not hub_may_all('people', 'counts') and not exists (
    select hub_may('people', 'counts') except select hub_may('people', 'all')))
$$;

create function hub_has_role(wanted text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select hub_is_itself() or exists (select from access_grant g join account a on a.id = g.account_id and a.status = 'active'
    left join account o on o.id = a.owner_id
    where g.account_id = hub_account() and g.revoked_at is null and g.role = wanted
      and (a.owner_id is null or (o.status = 'active' and exists (select from access_grant h where h.account_id = a.owner_id and h.revoked_at is null and h.role = wanted))))
$$;
-- Of everything: an administrator of a subtree is its head.
create function hub_administers() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select hub_is_itself() or (hub_has_role('administrator') and exists (select from access_grant g
    where g.account_id = hub_account() and g.revoked_at is null and g.role = 'administrator' and g.org_id is null and g.region is null))
$$;
create function hub_audits() returns boolean language sql stable as $$ select hub_has_role('administrator') $$;

-- The heads of a subtree: those whose role gives grants within it.
create function hub_heads() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select t.org_id from access_grant g join organization_tree t on t.ancestor_id = g.org_id
    where g.account_id = hub_account() and g.revoked_at is null and g.role in ('administrator', 'bureau', 'county', 'school_office', 'secretary') and g.region is null
  union
  select o.id from access_grant g join organization o on o.region in (select hub_regions(g.region))
    where g.account_id = hub_account() and g.revoked_at is null and g.role in ('administrator', 'bureau', 'county', 'school_office', 'secretary') and g.region is not null
      and (g.org_id is null or exists (select from organization_tree t where t.ancestor_id = g.org_id and t.org_id = o.id))
$$;
create function hub_administers_org(org uuid) returns boolean language sql stable as $$
  select hub_administers() or org in (select hub_heads())
$$;

create function hub_assigned(of_register text) returns table (org_id uuid, row_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.org_id, x.row_id from access_assignment x where x.account_id = hub_account() and x.register = of_register
$$;

-- ── The role of requests ────────────────────────────────────────────────────────────────────────────────────────

do $$ begin
  if not exists (select from pg_roles where rolname = 'xunshu_hub') then create role xunshu_hub nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin execute format('grant xunshu_hub to %I', session_user); exception when others then
  if not pg_has_role(session_user, 'xunshu_hub', 'member') then raise; end if;
end $$;

grant usage on schema public to xunshu_hub;
grant select on all tables in schema public to xunshu_hub;
revoke all on account, session, access_token, access_grant, role_right, access_assignment, access_head, access_event, change_head from xunshu_hub;
grant select on role_right to xunshu_hub;
grant select on access_event to xunshu_hub;

-- What records changes, counts and keeps the tree does so whoever writes: with the owner's rights.
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.prorettype = 'trigger'::regtype and p.proname <> 'refuse_change' loop
    execute format('alter function %s security definer set search_path = public, pg_temp', f.name);
  end loop;
end $$;
alter function append_changes(text, text, uuid[], int[], bytea[], bytea[]) security definer set search_path = public, pg_temp;
revoke execute on function append_changes(text, text, uuid[], int[], bytea[], bytea[]) from public;
alter function hold_chains(uuid[]) security definer set search_path = public, pg_temp;
alter function tally_has(bigint[]) security definer set search_path = public, pg_temp;

-- Writers of one organization go one after the other. Locking takes the right to update, which writers of its ledgers have not.
create function hold_organizations(ids uuid[]) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  select from organization where id = any (ids) order by id for no key update
$$;

-- ── Row security ────────────────────────────────────────────────────────────────────────────────────────────────

-- Policies of a ledger: whose rows of a subject are read, and whose are written. Sub-selects without the row are asked
-- once per statement, not once per row.
create function keep_guard(ledger text, subject text, owner text default 'org_id') returns void language plpgsql as $guard$
begin
  execute format('alter table %I enable row level security', ledger);
  execute format('grant select, insert, update, delete on %I to xunshu_hub', ledger);
  execute format('create policy guard_read on %I for select to xunshu_hub using ((select hub_reads_all(%2$L)) or %3$I in (select hub_readable(%2$L)))', ledger, subject, owner);
  execute format('create policy guard_insert on %I for insert to xunshu_hub with check ((select hub_writes_all(%2$L)) or %3$I in (select hub_writable(%2$L)))', ledger, subject, owner);
  execute format('create policy guard_update on %I for update to xunshu_hub using ((select hub_writes_all(%2$L)) or (select hub_approves_all(%2$L)) or %3$I in (select hub_writable(%2$L) union select hub_approvable(%2$L)))
    with check ((select hub_writes_all(%2$L)) or (select hub_approves_all(%2$L)) or %3$I in (select hub_writable(%2$L) union select hub_approvable(%2$L)))', ledger, subject, owner);
  execute format('create policy guard_delete on %I for delete to xunshu_hub using ((select hub_writes_all(%2$L)) or %3$I in (select hub_writable(%2$L)))', ledger, subject, owner);
end $guard$;

-- Which subject area a table belongs to.
create function hub_subjects() returns table (ledger text, subject text) language sql immutable as $$
  values ('person', 'people'), ('enrolment', 'people'), ('attendance', 'people'), ('affiliation', 'members'),
    ('course', 'teaching'), ('activity', 'teaching'), ('application', 'awards'), ('credential', 'awards'),
    ('fund_entry', 'money'), ('asset', 'money'), ('figure', 'figures'), ('submission', 'figures'), ('target', 'targets'),
    ('finding', 'oversight'), ('task', 'oversight'), ('document', 'documents')
$$;

do $$
declare
  each record;
begin
  for each in select * from hub_subjects() loop
    perform keep_guard(each.ledger, each.subject);
  end loop;
  -- Imports are the road into every ledger; what they may write is decided there.
  perform keep_guard('import', 'documents');
  perform keep_guard('import_row', 'documents');
  perform keep_guard('mapping_memory', 'documents');
  perform keep_guard('figure_revision', 'figures');
end $$;

-- Those who may know approved figures only.
create policy guard_approved on figure for select to xunshu_hub using (
  status in ('approved', 'locked') and ((select hub_may_all('figures', 'approved')) or org_id in (select hub_may('figures', 'approved'))));
create policy guard_approved on figure_revision for select to xunshu_hub using (
  status in ('approved', 'locked') and ((select hub_may_all('figures', 'approved')) or org_id in (select hub_may('figures', 'approved'))));
-- A revision is written by whoever changes a figure or its state.
create policy guard_revision on figure_revision for insert to xunshu_hub with check (
  (select hub_approves_all('figures')) or org_id in (select hub_approvable('figures')));
-- A member knows its own membership, a judge what is to be judged.
create policy guard_member on affiliation for select to xunshu_hub using (
  member_org_id is not null and member_org_id in (select hub_readable('members')));
create policy guard_assigned on application for select to xunshu_hub using ((org_id, id) in (select a.org_id, a.row_id from hub_assigned('Application') a));
create policy guard_assigned on enrolment for select to xunshu_hub using ((org_id, id) in (select a.org_id, a.row_id from hub_assigned('Enrolment') a));

-- A receipt belongs to whoever sent the batch.
alter table batch enable row level security;
grant select, insert on batch to xunshu_hub;
create policy guard_own on batch to xunshu_hub using (received_by = hub_viewer()) with check (received_by = hub_viewer());

-- A batch's id is used once, by whoever; of another's batch nothing else is told, but of an import to those who may write it.
create function hub_batch(wanted uuid) returns table (request_hash bytea, receipt jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when own.may then b.request_hash else ''::bytea end, case when own.may then b.receipt end
  from batch b cross join lateral (select b.received_by = hub_viewer() or exists (select from import i
    where i.batch_id = b.id and (hub_writes_all('documents') or i.org_id in (select hub_writable('documents')))) as may) own
  where b.id = wanted
$$;

-- Names of organizations, codes and definitions are known to everybody who signed in.
do $$
declare
  ledger text;
begin
  foreach ledger in array array['organization', 'organization_name', 'organization_tree', 'code', 'indicator', 'indicator_version', 'form', 'rule', 'parameter'] loop
    execute format('alter table %I enable row level security', ledger);
    execute format('create policy guard_read on %I for select to xunshu_hub using ((select hub_account()) is not null)', ledger);
  end loop;
  foreach ledger in array array['code', 'indicator', 'indicator_version', 'form', 'rule'] loop
    execute format('grant insert, update, delete on %I to xunshu_hub', ledger);
    execute format('create policy guard_write on %I to xunshu_hub using ((select hub_writes_all(''reference''))) with check ((select hub_writes_all(''reference'')))', ledger);
  end loop;
end $$;
grant insert, update, delete on parameter, organization, organization_name to xunshu_hub;
create policy guard_write on parameter to xunshu_hub
  using ((select hub_writes_all('reference')) or region in (select hub_regions(g.region) from hub_held(hub_account(), 'targets', 'writes') g where g.role = 'bureau' and g.region is not null))
  with check ((select hub_writes_all('reference')) or region in (select hub_regions(g.region) from hub_held(hub_account(), 'targets', 'writes') g where g.role = 'bureau' and g.region is not null));
create policy guard_write on organization to xunshu_hub
  using ((select hub_writes_all('reference')) or id in (select hub_writable('members')))
  with check ((select hub_writes_all('reference')) or id in (select hub_writable('members')) or parent_id in (select hub_writable('members')));
create policy guard_write on organization_name to xunshu_hub
  using ((select hub_writes_all('reference')) or org_id in (select hub_writable('members')))
  with check ((select hub_writes_all('reference')) or org_id in (select hub_writable('members')));

-- The log is read by those who may read what it tells of, and written by nobody but its triggers.
do $$
declare
  each record;
  ledgers text;
begin
  alter table change_log enable row level security;
  alter table change_row enable row level security;
  for each in select subject, array_agg(ledger) as ledgers from hub_subjects() group by 1 loop
    ledgers := (select string_agg(quote_literal(l), ', ') from unnest(each.ledgers) l);
    execute format('create policy %I on change_log for select to xunshu_hub using (register in (%2$s) and ((select hub_reads_all(%3$L)) or org_id in (select hub_readable(%3$L))))', 'guard_' || each.subject, ledgers, each.subject);
    execute format('create policy %I on change_row for select to xunshu_hub using (register in (%2$s) and ((select hub_reads_all(%3$L)) or org_id in (select hub_readable(%3$L))))', 'guard_' || each.subject, ledgers, each.subject);
  end loop;
end $$;
create policy guard_reference on change_log for select to xunshu_hub using (
  register in ('organization', 'code', 'indicator', 'indicator_version', 'form', 'rule', 'parameter') and (select hub_account()) is not null);
create policy guard_reference on change_row for select to xunshu_hub using (
  register in ('organization', 'code', 'indicator', 'indicator_version', 'form', 'rule', 'parameter') and (select hub_account()) is not null);
create policy guard_revisions on change_log for select to xunshu_hub using (
  register = 'figure_revision' and ((select hub_reads_all('figures')) or org_id in (select hub_readable('figures'))));
create policy guard_audit on change_log for select to xunshu_hub using ((select hub_audits()) or org_id in (select hub_heads()));
create policy guard_audit on change_row for select to xunshu_hub using ((select hub_audits()) or org_id in (select hub_heads()));

alter table access_event enable row level security;
create policy guard_read on access_event for select to xunshu_hub using (account_id = (select hub_account()) or (select hub_audits()));

-- ── Counting ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Who may know a number need not see the rows behind it. Figures and groups count these views: the rows of countable
-- organizations, without what names a person.
alter table tally enable row level security;
create policy guard_read on tally for select to xunshu_hub using ((select hub_counts_all()) or org_id in (select hub_countable()));

create schema counting;
grant usage on schema counting to xunshu_hub;

create function keep_counting(ledger text, subject text) returns void language plpgsql as $count$
declare
  columns text := (select string_agg(case when ledger = 'person' and attname in ('name', 'id_last4', 'phone_last4', 'verified_by')
      then format('null::%s as %I', format_type(atttypid, atttypmod), attname) else format('x.%I', attname) end, ', ' order by attnum)
    from pg_attribute where attrelid = ('public.' || quote_ident(ledger))::regclass and attnum > 0 and not attisdropped);
begin
  execute format('create or replace view counting.%I with (security_barrier) as select %s from public.%1$I x where (select public.hub_counted_all(%3$L)) or x.org_id in (select public.hub_counted(%3$L))', ledger, columns, subject);
  execute format('grant select on counting.%I to xunshu_hub', ledger);
  if to_regprocedure('public.' || ledger || '_as_of(timestamptz)') is not null then
    execute format('create or replace function counting.%I(moment timestamptz) returns setof public.%2$I language sql stable security definer set search_path = public, pg_temp as $body$
      select x.* from public.%1$I(moment) x where (select public.hub_counted_all(%3$L)) or x.org_id in (select public.hub_counted(%3$L)) $body$', ledger || '_as_of', ledger, subject);
  end if;
end $count$;

do $$
declare
  each record;
begin
  for each in select * from hub_subjects() where ledger not in ('figure') loop
    perform keep_counting(each.ledger, each.subject);
  end loop;
end $$;
