-- What the role of requests could learn or do by SQL of its own, though no field of the graph tells it: closed.

-- ── Functions ───────────────────────────────────────────────────────────────────────────────────────────────────

-- The grants of whoever asks, and of the owner of a program that asks; nobody else's.
create or replace function hub_held(who uuid, what text, how text) returns setof access_grant
language sql stable security definer set search_path = public, pg_temp as $$
  select g.* from access_grant g join account a on a.id = g.account_id and a.status = 'active'
  where g.account_id = who and g.revoked_at is null
    and (hub_is_itself() or who = hub_account() or who = (select own.owner_id from account own where own.id = hub_account()))
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
-- Asked by the functions that ask for whoever asks, of a program and its owner.
revoke execute on function hub_holds_all(uuid, text, text), hub_organizations_of(uuid, text, text) from public;

-- Functions of triggers write the log with the owner's rights: on a table of one's own they would write whatever it held.
-- Firing a trigger takes no right to its function, making one does.
do $$
declare
  each record;
begin
  for each in select p.oid::regprocedure as name from pg_proc p
    where p.prorettype = 'trigger'::regtype and p.prosecdef and p.pronamespace = 'public'::regnamespace loop
    execute format('revoke execute on function %s from public', each.name);
  end loop;
end $$;

-- ── Persons, where they are only counted ────────────────────────────────────────────────────────────────────────

-- As the view of the same name: nobody who may only count persons learns what they were called.
do $$
declare
  columns text := (select string_agg(case when attname in ('name', 'id_last4', 'phone_last4', 'verified_by')
      then format('null::%s', format_type(atttypid, atttypmod)) else format('x.%I', attname) end, ', ' order by attnum)
    from pg_attribute where attrelid = 'public.person'::regclass and attnum > 0 and not attisdropped);
begin
  execute format('create or replace function counting.person_as_of(moment timestamptz) returns setof public.person language sql stable security definer set search_path = public, pg_temp as $body$
    select %s from public.person_as_of(moment) x where (select public.hub_counted_all(''people'')) or x.org_id in (select public.hub_counted(''people'')) $body$', columns);
end $$;

-- ── Before and after ────────────────────────────────────────────────────────────────────────────────────────────

-- What rows were is read by those who read the rows. Who audits opens single events, by the function below.
drop policy guard_audit on change_row;

-- Its body calls itself by name.
do $$ begin execute replace(pg_get_functiondef('audit_images(uuid, bigint, int)'::regprocedure), 'audit_images', 'audit_images_whole'); end $$;
drop function audit_images(uuid, bigint, int);
revoke execute on function audit_images_whole(uuid, bigint, int) from public;

-- Persons as they are shown to those who may not see them by name; of a print only that it changed.
create function audit_image(image jsonb) returns jsonb language sql immutable as $$
  select image || jsonb_build_object('name', mask_name(image ->> 'name'), 'id_last4', null, 'phone_last4', null, 'home_region', null,
    'birth_ym', left(image ->> 'birth_ym', 4), 'verified_by', mask_name(image ->> 'verified_by'),
    'id_hash', encode(sha256(convert_to(image ->> 'id_hash', 'UTF8')), 'hex'))
$$;

-- An administrator of everything opens every event; the head of a subtree those of rows their role reads.
create function audit_images(owner uuid, link bigint, most int) returns table (row_id text, before jsonb, after jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  kept_in text := (select l.register from change_log l where l.org_id = audit_images.owner and l.seq = audit_images.link);
  area text := (select s.subject from hub_subjects() s where s.ledger = case kept_in when 'figure_revision' then 'figure' when 'person_erasure' then 'person' else kept_in end);
  masks boolean := kept_in = 'person' and not hub_unmasks(owner);
begin
  if not hub_audits() and area is not null and not hub_reads_all(area) and not (owner in (select hub_readable(area))) then return; end if;
  return query select w.row_id, case when masks then audit_image(w.before) else w.before end, case when masks then audit_image(w.after) else w.after end
    from audit_images_whole(owner, link, most) w;
end $$;
