-- What row security asks, answered by one look-up. The grants of each account are kept a second time, resolved: for every
-- use of every subject whether it is everything, below which organizations, and whether regions count. Triggers renew
-- it within the change itself, so a grant or its end acts as soon as it is committed.

-- ── What accounts hold ──────────────────────────────────────────────────────────────────────────────────────────

create table access_held (
  account_id uuid not null references account on delete cascade,
  -- A subject area, or '*' for any of them.
  subject text not null,
  use text not null check (use in ('all', 'approved', 'counts', 'writes', 'approves', 'unmasks')),
  everything boolean not null,
  -- The tops of the subtrees that were granted without a region.
  tops uuid[] not null,
  -- Some of it was granted by region: which organizations those are is looked up when it is asked.
  regional boolean not null,
  -- Of a program: whose it is, who must hold the same.
  owner_id uuid,
  primary key (account_id, subject, use)
);
alter table access_held enable row level security;

-- The rule: what the grants, the roles and the accounts as they stand give; of some accounts, or of all.
create function access_holds(accounts uuid[]) returns setof access_held
language sql stable security definer set search_path = public, pg_temp as $$
  select g.account_id, s.subject, u.use,
    bool_or(g.org_id is null and g.region is null) as everything,
    coalesce(array_agg(distinct g.org_id) filter (where g.org_id is not null and g.region is null), '{}') as tops,
    bool_or(g.region is not null) as regional,
    a.owner_id
  from access_grant g
    join account a on a.id = g.account_id and a.status = 'active'
    join role_right r on r.role = g.role and (g.subjects is null or r.subject = any (g.subjects))
    cross join lateral (values ('all', r.reads = 'all'), ('approved', r.reads in ('approved', 'all')), ('counts', r.reads <> 'none'),
      ('writes', r.writes and not a.read_only), ('approves', r.approves and not a.read_only), ('unmasks', g.unmasks and r.reads = 'all')) as u (use, may)
    cross join lateral (values (r.subject), ('*')) as s (subject)
  where g.revoked_at is null and u.may and (accounts is null or g.account_id = any (accounts))
  group by g.account_id, s.subject, u.use, a.owner_id
$$;

-- Changes to one account's grants go one after the other, and none goes beside a change of what roles may: each sees
-- what the one before it did.
create function access_hold_again(accounts uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('access_held'));
  perform from account a where a.id = any (accounts) order by a.id for no key update;
  delete from access_held h where h.account_id = any (accounts);
  insert into access_held select h.* from access_holds(accounts) h;
end $$;

create function access_hold_all_again() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('access_held'));
  delete from access_held;
  insert into access_held select h.* from access_holds(null) h;
end $$;
revoke execute on function access_holds(uuid[]), access_hold_again(uuid[]), access_hold_all_again() from public;

create function access_grants_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  accounts uuid[];
begin
  if tg_op = 'TRUNCATE' then
    perform access_hold_all_again();
    return null;
  elsif tg_op = 'INSERT' then
    accounts := array(select distinct n.account_id from grants_after n);
  elsif tg_op = 'DELETE' then
    accounts := array(select distinct o.account_id from grants_before o);
  else
    accounts := array(select n.account_id from grants_after n union select o.account_id from grants_before o);
  end if;
  if cardinality(accounts) > 0 then perform access_hold_again(accounts); end if;
  return null;
end $$;
create trigger access_grant_held_insert after insert on access_grant referencing new table as grants_after for each statement execute function access_grants_changed();
create trigger access_grant_held_update after update on access_grant referencing old table as grants_before new table as grants_after for each statement execute function access_grants_changed();
create trigger access_grant_held_delete after delete on access_grant referencing old table as grants_before for each statement execute function access_grants_changed();
create trigger access_grant_held_truncate after truncate on access_grant for each statement execute function access_grants_changed();

create function access_account_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform access_hold_again(array[new.id]);
  return null;
end $$;
create trigger account_held after update of status, owner_id, read_only on account for each row
  when ((old.status, old.owner_id, old.read_only) is distinct from (new.status, new.owner_id, new.read_only)) execute function access_account_changed();

-- Roles are loaded at every start, mostly unchanged.
create function access_roles_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'TRUNCATE' then
    perform access_hold_all_again();
  elsif exists (select from rights) then
    perform access_hold_all_again();
  end if;
  return null;
end $$;
create trigger role_right_held_insert after insert on role_right referencing new table as rights for each statement execute function access_roles_changed();
create trigger role_right_held_update after update on role_right referencing new table as rights for each statement execute function access_roles_changed();
create trigger role_right_held_delete after delete on role_right referencing old table as rights for each statement execute function access_roles_changed();
create trigger role_right_held_truncate after truncate on role_right for each statement execute function access_roles_changed();

select access_hold_all_again();

-- ── Who may what ────────────────────────────────────────────────────────────────────────────────────────────────

-- Whether an account itself was granted everything for a use of a subject, whoever owns it.
create or replace function hub_holds_all(who uuid, what text, how text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return coalesce((select h.everything from access_held h where h.account_id = who and h.subject = what and h.use = how), false);
end $$;

-- The organizations an account itself was granted by subtree or region; some may come twice.
create or replace function hub_organizations_of(who uuid, what text, how text) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  held access_held;
begin
  select h.* into held from access_held h where h.account_id = who and h.subject = what and h.use = how;
  if not found then return; end if;
  return query select t.org_id from organization_tree t where t.ancestor_id = any (held.tops);
  if held.regional then
    return query select o.id from hub_held(who, what, how) g
      join organization o on o.region in (select hub_regions(g.region))
      where g.region is not null and (g.org_id is null or exists (select from organization_tree t where t.ancestor_id = g.org_id and t.org_id = o.id));
  end if;
end $$;

-- Whether everything is open to whoever asks; a program needs it of its owner as well. The hub itself may all.
create or replace function hub_may_all(what text, how text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  who uuid := hub_account();
begin
  if who is null then return hub_is_itself(); end if;
  return coalesce((select h.everything and (h.owner_id is null or hub_holds_all(h.owner_id, what, how))
    from access_held h where h.account_id = who and h.subject = what and h.use = how), false);
end $$;

-- The organizations open to whoever asks. Not asked where everything is: then it may be empty.
create or replace function hub_may(what text, how text) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  who uuid := hub_account();
  held access_held;
begin
  if who is null then return; end if;
  select h.* into held from access_held h where h.account_id = who and h.subject = what and h.use = how;
  if not found then return; end if;
  if held.owner_id is null and not held.regional then
    return query select t.org_id from organization_tree t where t.ancestor_id = any (held.tops);
  elsif held.owner_id is null or hub_holds_all(held.owner_id, what, how) then
    return query select hub_organizations_of(who, what, how);
  elsif held.everything then
    return query select hub_organizations_of(held.owner_id, what, how);
  else
    return query select hub_organizations_of(who, what, how) intersect select hub_organizations_of(held.owner_id, what, how);
  end if;
end $$;

-- The same as one value where they are at most a hundred, and nothing where they are more: most who ask see few, and
-- a row is found among few before anything else is asked. Never more than `hub_may` says.
create function hub_near(what text, how text) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  who uuid := hub_account();
  near uuid[];
  otherwise boolean;
begin
  if who is null then return '{}'; end if;
  select array(select t.org_id from unnest(h.tops) as u (top)
        cross join lateral (select x.org_id from organization_tree x where x.ancestor_id = u.top limit 101) t limit 101),
      h.regional or h.owner_id is not null
    into near, otherwise from access_held h where h.account_id = who and h.subject = what and h.use = how;
  if not found then return '{}'; end if;
  if otherwise then near := array(select o from hub_may(what, how) as o limit 101); end if;
  return case when cardinality(near) > 100 then '{}' else near end;
end $$;

-- ── Policies ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Whose rows of a subject are read: first among few, then whether it is all, last among many. Each is asked once per
-- statement, and only when it is needed.
do $$
declare
  each record;
begin
  for each in select s.ledger, s.subject from hub_subjects() s
    union all values ('import', 'documents'), ('import_row', 'documents'), ('mapping_memory', 'documents'), ('figure_revision', 'figures'), ('person_erasure', 'people') loop
    execute format('alter policy guard_read on %I using (org_id = any ((select hub_near(%2$L, ''all''))::uuid[]) or (select hub_may_all(%2$L, ''all'')) or org_id in (select hub_may(%2$L, ''all'')))',
      each.ledger, each.subject);
  end loop;
end $$;

-- Reference data is read by everybody signed in: what allows writing it need not be asked of those who read.
do $$
declare
  each record;
begin
  for each in select p.tablename, p.qual, coalesce(p.with_check, p.qual) as checked from pg_policies p
    where p.schemaname = 'public' and p.policyname = 'guard_write' and p.cmd = 'ALL'
      and exists (select from pg_policies r where r.schemaname = 'public' and r.tablename = p.tablename and r.policyname = 'guard_read' and r.cmd = 'SELECT') loop
    execute format('drop policy guard_write on %I', each.tablename);
    execute format('create policy guard_insert on %I for insert to xunshu_hub with check (%s)', each.tablename, each.checked);
    execute format('create policy guard_update on %I for update to xunshu_hub using (%s) with check (%s)', each.tablename, each.qual, each.checked);
    execute format('create policy guard_delete on %I for delete to xunshu_hub using (%s)', each.tablename, each.qual);
  end loop;
end $$;
