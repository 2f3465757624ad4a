-- Who gives which role, what a program may, and what the same person may not do twice: the last wall. The hub asks the
-- same functions before it writes, and answers with words.

-- ── Grants ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- The roles that the holder of a role may give within what they hold.
create function hub_gives(giver text) returns text[] language sql immutable as $$
  select case giver
    when 'bureau' then '{county,school_office,college_clerk,enterprise_hr,provider,contact,secretary,finance,expert,analyst,leader}'::text[]
    when 'county' then '{enterprise_hr,provider,contact}'::text[]
    when 'secretary' then '{contact,expert}'::text[]
    when 'school_office' then '{college_clerk,finance,expert,analyst,leader}'::text[]
    else '{}'::text[] end
$$;

-- Whether one grant of whoever asks covers a wanted one: its role, its place, its region, its subjects, its unmasking.
create function hub_covers(held access_grant, wanted_role text, org uuid, within text, areas text[], unmasking boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select (held.role = 'administrator' or wanted_role = any (hub_gives(held.role)))
    and (held.org_id is null or exists (select from organization_tree t where t.ancestor_id = held.org_id and t.org_id = org))
    and (held.region is null or within in (select hub_regions(held.region)) or (org is not null and not exists (
      select from organization_tree t join organization o on o.id = t.org_id
      where t.ancestor_id = org and (o.region is null or o.region not in (select hub_regions(held.region))))))
    and (held.subjects is null or (areas is not null and areas <@ held.subjects))
    and (held.unmasks or not unmasking)
$$;
revoke execute on function hub_covers(access_grant, text, uuid, text, text[], boolean) from public;

create function hub_can_give(wanted_role text, org uuid, within text, areas text[], unmasking boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from access_grant g join account a on a.id = g.account_id and a.kind = 'person' and a.status = 'active'
    where a.id = hub_account() and g.revoked_at is null and hub_covers(g, wanted_role, org, within, areas, unmasking))
$$;

-- Whether whoever asks may know this account and give it something: a person, another one, at home in their subtree.
create function hub_gives_to(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from account a join account me on me.id = hub_account() and me.kind = 'person'
    where a.id = wanted and a.id <> me.id and a.kind = 'person' and a.status = 'active' and (a.demo or not me.demo)
      and (hub_administers() or a.org_id in (select hub_heads())))
$$;

-- Answers with the grant's id, or with the refusal's code; a refusal is kept in the log.
create function access_give(wanted uuid, wanted_role text, organization_code text, within text, areas text[], unmasking boolean) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  org uuid := (select o.id from organization o where o.code = organization_code);
  said jsonb := jsonb_build_object('account', wanted, 'role', wanted_role, 'organization', organization_code, 'region', within, 'subjects', to_jsonb(areas), 'unmasks', unmasking);
  made uuid;
begin
  if not exists (select from role_right r where r.role = wanted_role) then return 'UNKNOWN_ROLE'; end if;
  if areas is not null and exists (select from unnest(areas) s where s not in (select r.subject from role_right r)) then return 'UNKNOWN_SUBJECT'; end if;
  if organization_code is not null and org is null then return 'UNKNOWN_ORGANIZATION'; end if;
  if within is not null and not exists (select from code c where c.list = 'region' and c.code = within) then return 'UNKNOWN_REGION'; end if;
  if not hub_gives_to(wanted) or not hub_can_give(wanted_role, org, within, areas, unmasking) then
    perform record_access('refused', said || '{"what": "grantRole"}');
    return 'FORBIDDEN';
  end if;
  insert into access_grant (account_id, role, org_id, region, subjects, unmasks)
    values (wanted, wanted_role, org, within, areas, unmasking) returning id into made;
  perform record_access('granted', said || jsonb_build_object('grant', made));
  return made::text;
end $$;

-- Who could give it may take it back.
create function access_take_back(wanted uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found access_grant;
begin
  select * into found from access_grant g where g.id = wanted and g.revoked_at is null;
  if found.id is null or not hub_gives_to(found.account_id)
    or not hub_can_give(found.role, found.org_id, found.region, found.subjects, found.unmasks) then
    perform record_access('refused', jsonb_build_object('what', 'revokeGrant', 'grant', wanted));
    return 'NOT_FOUND';
  end if;
  update access_grant g set revoked_at = moment, revoked_by = hub_viewer() where g.id = wanted;
  perform record_access('grant_revoked', jsonb_build_object('grant', wanted, 'account', found.account_id, 'role', found.role));
  return 'DONE';
end $$;

-- The grants of one account, or of all that are at home in a subtree: for those who may give there.
create function access_grants(of_account uuid, below text, most int)
returns table (id uuid, account uuid, name text, role text, organization text, organization_name text, region text,
  subjects text[], unmasks boolean, granted_at timestamptz, granted_by text)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.id, a.id, a.name, g.role, o.code, o.name, g.region, g.subjects, g.unmasks, g.granted_at, g.granted_by
  from access_grant g join account a on a.id = g.account_id left join organization o on o.id = g.org_id
  where g.revoked_at is null and (of_account is null or a.id = of_account)
    and (below is null or a.org_id in (select t.org_id from organization_tree t join organization top on top.id = t.ancestor_id where top.code = below))
    and (a.id = hub_account() or a.owner_id = hub_account() or hub_administers() or a.org_id in (select hub_heads()))
  order by a.name, g.granted_at, g.id limit most
$$;

-- Gives a judge the rows to judge; none of an organization the judge belongs to. Answers with how many.
create function access_assign(wanted uuid, of_register text, owners uuid[], ids uuid[]) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not hub_gives_to(wanted) or of_register not in ('Application', 'Enrolment')
    or not exists (select from access_grant g where g.account_id = wanted and g.role = 'expert' and g.revoked_at is null)
    or exists (select from unnest(owners) w where not exists (select from access_grant g
      where g.account_id = hub_account() and g.revoked_at is null and hub_covers(g, 'expert', w, null, null, false))) then
    perform record_access('refused', jsonb_build_object('what', 'assignReview', 'account', wanted));
    return 'FORBIDDEN';
  end if;
  if of_register = 'Application' and exists (select from unnest(owners, ids) w (org, id)
      where not exists (select from application x where x.org_id = w.org and x.id = w.id))
    or of_register = 'Enrolment' and exists (select from unnest(owners, ids) w (org, id)
      where not exists (select from enrolment x where x.org_id = w.org and x.id = w.id)) then return 'NOT_FOUND'; end if;
  if exists (select from unnest(owners) w where w in (select hub_own_organizations(wanted))) then return 'OWN_AFFILIATION'; end if;
  insert into access_assignment (account_id, register, org_id, row_id)
    select wanted, of_register, w.org, w.id from unnest(owners, ids) w (org, id) on conflict do nothing;
  perform record_access('granted', jsonb_build_object('account', wanted, 'register', of_register, 'assigned', cardinality(ids)));
  return 'DONE';
end $$;

-- The organizations a judge belongs to: at home there, or by a standing relation of their person.
create function hub_own_organizations(who uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select t.org_id from account a join organization_tree t on t.ancestor_id = a.org_id or t.org_id = a.org_id where a.id = who
  union select t.ancestor_id from account a join organization_tree t on t.org_id = a.org_id where a.id = who
  union select f.org_id from account a join affiliation f on f.person_id = a.person_id where a.id = who
$$;
revoke execute on function hub_own_organizations(uuid) from public;

create or replace function hub_assigned(of_register text) returns table (org_id uuid, row_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.org_id, x.row_id from access_assignment x
  where x.account_id = hub_account() and x.register = of_register and x.org_id not in (select hub_own_organizations(hub_account()))
    and exists (select from access_grant g where g.account_id = x.account_id and g.role = 'expert' and g.revoked_at is null)
$$;

-- ── Programs ────────────────────────────────────────────────────────────────────────────────────────────────────

-- A program with a token: some of its maker's grants, never unmasking, cut to a subtree and to subjects. Answers with the
-- token's id, or with the refusal's code.
create function access_make_token(label text, hashed bytea, wanted_roles text[], organization_code text, areas text[], until timestamptz, moment timestamptz, reads_only boolean) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  org uuid := (select o.id from organization o where o.code = organization_code);
  mine account;
  program uuid := hub_uuid7();
  made uuid;
begin
  select * into mine from account a where a.id = hub_account() and a.kind = 'person' and a.status = 'active';
  if mine.id is null then return 'FORBIDDEN'; end if;
  if until <= moment or until > moment + interval '366 days' then return 'BAD_EXPIRY'; end if;
  if organization_code is not null and org is null then return 'UNKNOWN_ORGANIZATION'; end if;
  insert into account (id, login, name, kind, owner_id, read_only, demo, org_id)
    values (program, 'program.' || program, mine.name || ' · ' || left(label, 40) || ' ' || right(program::text, 6), 'program', mine.id, reads_only, mine.demo, mine.org_id);
  insert into access_grant (account_id, role, org_id, region, subjects, unmasks)
    select program, g.role, coalesce(org, g.org_id), g.region,
      case when areas is null then g.subjects when g.subjects is null then areas else array(select unnest(areas) intersect select unnest(g.subjects)) end, false
    from access_grant g where g.account_id = mine.id and g.revoked_at is null and g.role <> 'administrator'
      and (wanted_roles is null or g.role = any (wanted_roles))
      and (org is null or g.org_id is null or exists (select from organization_tree t where t.ancestor_id = g.org_id and t.org_id = org));
  if not found then
    update account a set status = 'closed' where a.id = program;
    perform record_access('refused', jsonb_build_object('what', 'makeToken', 'roles', to_jsonb(wanted_roles), 'organization', organization_code));
    return 'FORBIDDEN';
  end if;
  insert into access_token (account_id, name, hash, expires_at) values (program, left(label, 40), hashed, until) returning id into made;
  perform record_access('token_made', jsonb_build_object('token', made, 'program', program, 'roles', to_jsonb(wanted_roles), 'organization', organization_code, 'until', until, 'readOnly', reads_only));
  return made::text;
end $$;

create function access_tokens() returns table (id uuid, name text, program text, expires_at timestamptz, last_used_at timestamptz,
  revoked_at timestamptz, created_at timestamptz, read_only boolean, roles text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.name, a.name, t.expires_at, t.last_used_at, t.revoked_at, t.created_at, a.read_only,
    array(select distinct g.role from access_grant g where g.account_id = a.id and g.revoked_at is null order by 1)
  from access_token t join account a on a.id = t.account_id where a.owner_id = hub_account() order by t.created_at desc, t.id limit 200
$$;

create function access_end_token(wanted uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update access_token t set revoked_at = moment from account a
    where t.id = wanted and t.revoked_at is null and a.id = t.account_id and a.owner_id is not null and (a.owner_id = hub_account() or hub_administers());
  if not found then return 'NOT_FOUND'; end if;
  update account a set status = 'closed' where a.id = (select t.account_id from access_token t where t.id = wanted);
  perform record_access('token_revoked', jsonb_build_object('token', wanted));
  return 'DONE';
end $$;

-- ── Separations ─────────────────────────────────────────────────────────────────────────────────────────────────

-- The states that say yes.
create function hub_stages(ledger text) returns text[] language sql immutable as $$
  select case ledger when 'submission' then '{approved,locked}' when 'figure' then '{approved,locked}'
    when 'application' then '{approved,paid}' when 'fund_entry' then '{approved,paid}' end::text[]
$$;

-- What says in which state a row is, and who brought it there: those who only approve change nothing else.
create function hub_state_columns() returns text[] language sql immutable as $$
  select '{status,return_reason,submitted_at,submitted_by,reviewed_at,reviewed_by,approved_at,approved_by,version,updated_at,updated_by,batch_id}'::text[]
$$;

-- The names one person writes under: their own and those of their programs.
create function hub_names() returns setof text language sql stable security definer set search_path = public, pg_temp as $$
  select a.name from account a where coalesce(a.owner_id, a.id) = (select coalesce(me.owner_id, me.id) from account me where me.id = hub_account())
$$;

-- Whether whoever asks entered a row, or ever changed more of it than its state.
create function hub_entered(ledger text, org uuid, wanted uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  stands jsonb;
begin
  if hub_stages(ledger) is null then return false; end if;
  if ledger = 'figure' then
    return exists (select from figure_revision r where r.org_id = org and r.figure_id = wanted and r.status = 'draft' and r.changed_by in (select hub_names()));
  end if;
  execute format('select to_jsonb(x) from %I x where x.org_id = $1 and x.id = $2', ledger) into stands using org, wanted;
  if stands is null then return false; end if;
  return stands ->> 'created_by' in (select hub_names()) or exists (
    select from (select l.by, c.before, coalesce(lead(c.before) over (order by c.seq, c.row_no), stands) as after
      from change_row c join change_log l on l.org_id = c.org_id and l.seq = c.seq
      where c.org_id = org and c.register = ledger and c.row_id = wanted) h
    where h.by in (select hub_names()) and h.before - hub_state_columns() is distinct from h.after - hub_state_columns());
end $$;

create function keep_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  area text := tg_argv[0];
begin
  if hub_account() is null then return null; end if;
  if not hub_writes_all(area) and exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id
      where n.org_id not in (select hub_writable(area)) and to_jsonb(n) - hub_state_columns() is distinct from to_jsonb(o) - hub_state_columns()) then
    raise exception 'ONLY_RETURN' using errcode = 'insufficient_privilege';
  end if;
  if hub_stages(tg_table_name) is null then return null; end if;
  if exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id
      where n.status is distinct from o.status and n.status = any (hub_stages(tg_table_name))
        and not (hub_approves_all(area) or n.org_id in (select hub_approvable(area)))) then
    raise exception 'NOT_APPROVER' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id
      where n.status is distinct from o.status and n.status = any (hub_stages(tg_table_name)) and hub_entered(tg_table_name, n.org_id, n.id)) then
    raise exception 'SAME_PERSON' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

do $$
declare
  each record;
begin
  for each in select * from hub_subjects() where ledger in ('application', 'credential', 'fund_entry', 'asset', 'figure', 'submission', 'finding', 'task') loop
    execute format('create trigger %I after update on %I referencing old table as was new table as became for each statement execute function keep_apart(%L)', each.ledger || '_apart', each.ledger, each.subject);
  end loop;
end $$;

-- What whoever asks may do with each row of a batch, asked before it is written: 'write', 'state' (only its state), or nothing;
-- and whether they entered it. Rows of no ledger are judged by their table's own policies.
create function hub_row_rights(ledger text, owners uuid[], ids uuid[]) returns table (at int, writes boolean, approves boolean, entered boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  area text := (select s.subject from hub_subjects() s where s.ledger = hub_row_rights.ledger);
  all_written boolean;
  all_approved boolean;
begin
  if area is null then
    all_written := hub_account() is null or hub_writes_all('reference') or (hub_row_rights.ledger in ('organization', 'organization_name') and exists (select hub_writable('members')))
      or (hub_row_rights.ledger in ('organization', 'organization_name') and hub_writes_all('members'))
      or (hub_row_rights.ledger = 'parameter' and exists (select from hub_held(hub_account(), 'targets', 'writes') g where g.role = 'bureau'));
    return query select w.n::int, all_written, false, false from unnest(ids) with ordinality w (id, n);
    return;
  end if;
  all_written := hub_account() is null or hub_writes_all(area);
  all_approved := hub_account() is null or hub_approves_all(area);
  return query select w.n::int, all_written or w.org in (select hub_writable(area)), all_approved or w.org in (select hub_approvable(area)),
    hub_account() is not null and hub_entered(hub_row_rights.ledger, w.org, w.id)
    from unnest(owners, ids) with ordinality w (org, id, n);
end $$;

-- Whether the person of an enrolment is claimed for elsewhere for the same subject in a year: that there is one, not whose.
create function hub_claimed_elsewhere(org uuid, print bytea, since date, until date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select (hub_account() is null or hub_writes_all('people') or org in (select hub_writable('people'))) and exists (
    select from person p join fund_entry f on f.org_id = p.org_id and f.person_id = p.id
    where p.id_hash = print and p.org_id <> hub_claimed_elsewhere.org and f.status <> 'void' and f.reverses_id is null
      and f.occurred_on between since and until)
$$;
