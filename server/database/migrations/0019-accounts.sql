-- What requests may do with accounts and sessions, which their role cannot touch: one function for each thing, which asks
-- itself whether whoever asks may. A program administers nobody, whoever it belongs to; a demo account only others of its kind.

create function account_asks() returns account language sql stable security definer set search_path = public, pg_temp as $$
  select a from account a where a.id = hub_account()
$$;
revoke execute on function account_asks() from public;

create function account_administers() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select hub_administers() and (account_asks()).kind = 'person'
$$;

-- Who is signed in, with what was granted and where else they are signed in.
create function account_mine(moment timestamptz, idle_since timestamptz) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'id', a.id, 'login', a.login, 'name', a.name, 'kind', a.kind, 'demo', a.demo, 'mustChangePassword', a.password_once,
    'hasPassword', a.password is not null, 'hasSecondFactor', a.totp_step is not null,
    'organization', o.code, 'organizationName', o.name,
    'roles', coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'organization', top.code, 'organizationName', top.name,
        'region', g.region, 'subjects', g.subjects, 'unmasks', g.unmasks) order by g.granted_at, g.id)
      from access_grant g left join organization top on top.id = g.org_id
      where g.account_id = a.id and g.revoked_at is null), '[]'),
    'sessions', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'startedAt', s.started_at, 'seenAt', s.seen_at,
        'expiresAt', s.expires_at, 'agent', s.agent) order by s.seen_at desc, s.id)
      from session s where s.account_id = a.id and s.ended_at is null and s.expires_at > moment and s.seen_at > idle_since), '[]'))
  from account a left join organization o on o.id = a.org_id where a.id = hub_account()
$$;

-- One of one's own sessions; false where there is none such.
create function account_end_session(wanted uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update session s set ended_at = moment where s.id = wanted and s.account_id = hub_account() and s.ended_at is null;
  if not found then return false; end if;
  perform record_access('session_ended', jsonb_build_object('session', wanted));
  return true;
end $$;

-- The accounts an administrator, or the head of a subtree for the organizations in it, may know of; by login.
create function account_list(search text, behind text, size int)
returns table (id uuid, login text, name text, kind text, status text, demo boolean, must_change boolean, has_password boolean,
  has_second_factor boolean, locked_until timestamptz, organization text, organization_name text, owner text, roles text[],
  created_at timestamptz, created_by text, seen_at timestamptz, total bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with known as (
    select a.* from account a
    where (account_administers() or a.org_id in (select hub_heads()))
      and (account_list.search is null or position(lower(account_list.search) in lower(a.login || ' ' || a.name)) > 0))
  select a.id, a.login, a.name, a.kind, a.status, a.demo, a.password_once, a.password is not null, a.totp_step is not null,
    a.locked_until, o.code, o.name, w.name,
    array(select distinct g.role from access_grant g where g.account_id = a.id and g.revoked_at is null order by 1),
    a.created_at, a.created_by, (select max(s.seen_at) from session s where s.account_id = a.id), (select count(*) from known)
  from known a left join organization o on o.id = a.org_id left join account w on w.id = a.owner_id
  where account_list.behind is null or a.login > account_list.behind
  order by a.login limit account_list.size
$$;

create function account_lists() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select account_administers() or ((account_asks()).kind = 'person' and exists (select hub_heads()))
$$;

-- Answers with the new account, or with the refusal's code.
create function account_make(wanted_login text, wanted_name text, organization_code text, hashed text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  org uuid := (select o.id from organization o where o.code = organization_code);
  made uuid;
begin
  if not account_lists() then return 'FORBIDDEN'; end if;
  if organization_code is not null and org is null then return 'UNKNOWN_ORGANIZATION'; end if;
  if not account_administers() and (org is null or org not in (select hub_heads())) then return 'FORBIDDEN'; end if;
  if exists (select from account a where a.login = wanted_login) then return 'LOGIN_TAKEN'; end if;
  if wanted_name = 'system' or exists (select from account a where a.name = wanted_name) then return 'NAME_TAKEN'; end if;
  insert into account (login, name, org_id, password, password_once, created_by)
    values (wanted_login, wanted_name, org, hashed, true, hub_viewer()) returning id into made;
  perform record_access('account_made', jsonb_build_object('account', made));
  return made::text;
end $$;

-- Whether whoever asks may change this account: another one than their own, and a demo account only a demo account.
create function account_governs(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select account_administers() and exists (select from account a
    where a.id = wanted and a.status = 'active' and a.id <> hub_account() and (a.demo or not (account_asks()).demo))
$$;

-- Closed for good, with its sessions, its programs and their tokens. Names stay: changes were recorded under them.
create function account_close(wanted uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not account_administers() then return 'FORBIDDEN'; end if;
  if not account_governs(wanted) then return 'NOT_FOUND'; end if;
  if not exists (select from account a join access_grant g on g.account_id = a.id
    where a.id <> wanted and a.kind = 'person' and a.status = 'active' and not a.demo and g.role = 'administrator' and g.revoked_at is null)
    and not (select a.demo from account a where a.id = wanted) then return 'LAST_ADMINISTRATOR'; end if;
  update session s set ended_at = moment where s.account_id = wanted and s.ended_at is null;
  update access_token t set revoked_at = moment where t.revoked_at is null
    and t.account_id in (select a.id from account a where a.id = wanted or a.owner_id = wanted);
  update account a set status = 'closed', password = null, totp = null, totp_step = null where a.id = wanted or a.owner_id = wanted;
  perform record_access('account_closed', jsonb_build_object('account', wanted));
  return 'DONE';
end $$;

-- A password for one sign-in, no second factor, no hold-up and no session any more.
create function account_reset(wanted uuid, hashed text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not account_administers() then return 'FORBIDDEN'; end if;
  if not account_governs(wanted) or exists (select from account a where a.id = wanted and (a.kind <> 'person' or a.demo)) then
    return 'NOT_FOUND';
  end if;
  update account a set password = hashed, password_once = true, failures = 0, locked_until = null, totp = null, totp_step = null
    where a.id = wanted;
  update session s set ended_at = moment where s.account_id = wanted and s.ended_at is null;
  perform record_access('password_reset', jsonb_build_object('account', wanted));
  return 'DONE';
end $$;

create function account_end_sessions(wanted uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not account_administers() then return 'FORBIDDEN'; end if;
  if not account_governs(wanted) then return 'NOT_FOUND'; end if;
  update session s set ended_at = moment where s.account_id = wanted and s.ended_at is null;
  perform record_access('session_ended', jsonb_build_object('account', wanted, 'all', true));
  return 'DONE';
end $$;
