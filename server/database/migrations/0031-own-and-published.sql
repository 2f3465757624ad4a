-- Who reads nothing but their own record, and who reads nothing but published figures. An account is tied to the person
-- whose it is; a role that reads 'own' then opens the rows of that person, one that reads 'published' approved figures
-- without a count behind them.

-- ── What roles may ──────────────────────────────────────────────────────────────────────────────────────────────

alter table role_right drop constraint role_right_reads_check;
alter table role_right add constraint role_right_reads_check check (reads in ('none', 'own', 'published', 'counts', 'approved', 'all'));
alter table access_held drop constraint access_held_use_check;
alter table access_held add constraint access_held_use_check check (use in ('all', 'approved', 'counts', 'own', 'writes', 'approves', 'unmasks'));

create or replace function access_holds(accounts uuid[]) returns setof access_held
language sql stable security definer set search_path = public, pg_temp as $$
  select g.account_id, s.subject, u.use,
    bool_or(g.org_id is null and g.region is null) as everything,
    coalesce(array_agg(distinct g.org_id) filter (where g.org_id is not null and g.region is null), '{}') as tops,
    bool_or(g.region is not null) as regional,
    a.owner_id
  from access_grant g
    join account a on a.id = g.account_id and a.status = 'active'
    join role_right r on r.role = g.role and (g.subjects is null or r.subject = any (g.subjects))
    cross join lateral (values ('all', r.reads = 'all'), ('approved', r.reads in ('published', 'approved', 'all')),
      ('counts', r.reads in ('counts', 'approved', 'all')), ('own', r.reads = 'own'),
      ('writes', r.writes and not a.read_only), ('approves', r.approves and not a.read_only), ('unmasks', g.unmasks and r.reads = 'all')) as u (use, may)
    cross join lateral (values (r.subject), ('*')) as s (subject)
  where g.revoked_at is null and u.may and (accounts is null or g.account_id = any (accounts))
  group by g.account_id, s.subject, u.use, a.owner_id
$$;

create or replace function hub_held(who uuid, what text, how text) returns setof access_grant
language sql stable security definer set search_path = public, pg_temp as $$
  select g.* from access_grant g join account a on a.id = g.account_id and a.status = 'active'
  where g.account_id = who and g.revoked_at is null
    and (hub_is_itself() or who = hub_account() or who = (select own.owner_id from account own where own.id = hub_account()))
    and exists (select from role_right r where r.role = g.role
      and (what = '*' or r.subject = what) and (g.subjects is null or r.subject = any (g.subjects))
      and case how
        when 'all' then r.reads = 'all'
        when 'approved' then r.reads in ('published', 'approved', 'all')
        when 'counts' then r.reads in ('counts', 'approved', 'all')
        when 'own' then r.reads = 'own'
        when 'writes' then r.writes and not a.read_only
        when 'approves' then r.approves and not a.read_only
        when 'unmasks' then g.unmasks and r.reads = 'all'
        else false end)
$$;

-- Who gives the new roles: a bureau both, a county and a school's office those who learn there.
create or replace function hub_gives(giver text) returns text[] language sql immutable as $$
  select case giver
    when 'bureau' then '{county,school_office,college_clerk,enterprise_hr,provider,contact,secretary,finance,expert,analyst,leader,trainee,public}'::text[]
    when 'county' then '{enterprise_hr,provider,contact,trainee}'::text[]
    when 'secretary' then '{contact,expert}'::text[]
    when 'school_office' then '{college_clerk,finance,expert,analyst,leader,trainee}'::text[]
    else '{}'::text[] end
$$;

-- ── Whose record an account opens ───────────────────────────────────────────────────────────────────────────────

-- Without a foreign key: accounts are everywhere, a roster is where its organization is. Ids never come again.
alter table account add column person_org_id uuid;
create index account_person on account (person_org_id, person_id) where person_id is not null;

-- The rows of rosters that are whoever asks: the one their account is tied to, and those of other organizations under
-- the same identity number, as far as grants that open one's own record reach. A program asks for its owner.
create function hub_own_persons(what text) returns table (org_id uuid, person_id uuid)
language plpgsql stable security definer rows 5 set search_path = public, pg_temp as $$
declare
  who uuid := hub_account();
begin
  if not exists (select from access_held h where h.account_id = who and h.subject = what and h.use = 'own') then return; end if;
  return query
    with tied as (select p.org_id, p.id, p.id_hash from account me join account a on a.id = coalesce(me.owner_id, me.id)
      join person p on p.org_id = a.person_org_id and p.id = a.person_id where me.id = who),
    same as (select t.org_id, t.id from tied t union select p.org_id, p.id from tied t join person p on p.id_hash = t.id_hash)
    select s.org_id, s.id from same s where (select hub_may_all(what, 'own')) or s.org_id in (select hub_may(what, 'own'));
end $$;

-- The rows of a ledger that are one's own: oneself, what one took part in, whether one was there, what one was awarded;
-- and of classes and their courses those one took part in, without which an enrolment says nothing.
create function hub_own(ledger text) returns table (org_id uuid, row_id uuid)
language plpgsql stable security definer rows 20 set search_path = public, pg_temp as $$
begin
  case ledger
    when 'person' then
      return query select o.org_id, o.person_id from hub_own_persons('people') o;
    when 'enrolment' then
      return query select e.org_id, e.id from hub_own_persons('people') o join enrolment e on e.org_id = o.org_id and e.person_id = o.person_id;
    when 'attendance' then
      return query select t.org_id, t.id from hub_own_persons('people') o join enrolment e on e.org_id = o.org_id and e.person_id = o.person_id
        join attendance t on t.org_id = e.org_id and t.enrolment_id = e.id;
    when 'credential' then
      return query select c.org_id, c.id from hub_own_persons('awards') o join credential c on c.org_id = o.org_id and c.person_id = o.person_id;
    when 'activity' then
      return query select distinct e.org_id, e.activity_id from hub_own_persons('teaching') o join enrolment e on e.org_id = o.org_id and e.person_id = o.person_id;
    when 'course' then
      return query select distinct a.org_id, a.course_id from hub_own_persons('teaching') o join enrolment e on e.org_id = o.org_id and e.person_id = o.person_id
        join activity a on a.org_id = e.org_id and a.id = e.activity_id where a.course_id is not null;
  end case;
end $$;

-- Beside the other policies. What it looks in is worked out once a statement, and is empty for whoever reads more than their own.
do $$
declare
  ledger text;
begin
  foreach ledger in array array['person', 'enrolment', 'attendance', 'credential', 'activity', 'course'] loop
    execute format('create policy guard_self on %I for select to xunshu_hub using ((org_id, id) in (select o.org_id, o.row_id from hub_own(%1$L) o))', ledger);
  end loop;
end $$;

-- The organizations in whose rows of a subject there is anything to read: by which an index finds them.
create function hub_sees_at(subject text) returns setof uuid language sql stable as $$
  select hub_may(subject, 'all') union select o.org_id from hub_own_persons(subject) o
$$;

-- ── Tying ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Ties an account to the person whose it is, or to nobody: by an administrator, or by the head of a subtree that holds
-- both. A person of another subtree is answered as one that never was. The log keeps neither name nor number.
create function account_tie(wanted uuid, org uuid, person uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not hub_gives_to(wanted) then
    perform record_access('refused', jsonb_build_object('what', 'tieAccount', 'account', wanted));
    return 'FORBIDDEN';
  end if;
  if account_tie.person is not null and not ((account_administers() or org in (select hub_heads()))
      and exists (select from person p where p.org_id = account_tie.org and p.id = account_tie.person)) then
    perform record_access('refused', jsonb_build_object('what', 'tieAccount', 'account', wanted));
    return 'NOT_FOUND';
  end if;
  update account a set person_id = account_tie.person, person_org_id = case when account_tie.person is null then null else org end where a.id = wanted;
  perform record_access('account_tied', jsonb_build_object('account', wanted, 'tied', account_tie.person is not null));
  return 'DONE';
end $$;

-- An identity number that is changed, or erased, may be another's: the account it opened is tied anew by whoever may.
create function account_untied() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tied uuid;
begin
  for tied in update account a set person_id = null, person_org_id = null where a.person_org_id = old.org_id and a.person_id = old.id returning a.id loop
    perform record_access('account_tied', jsonb_build_object('account', tied, 'tied', false));
  end loop;
  return null;
end $$;
revoke execute on function account_untied() from public;
create trigger person_untied after update of id_hash on person for each row when (old.id_hash is distinct from new.id_hash) execute function account_untied();
create trigger person_gone after delete on person for each row execute function account_untied();

-- Accounts as they were listed, with whether each is tied to a person.
drop function account_list(text, text, int);
create function account_list(search text, behind text, size int)
returns table (id uuid, login text, name text, kind text, status text, demo boolean, must_change boolean, has_password boolean,
  has_second_factor boolean, locked_until timestamptz, organization text, organization_name text, owner text, tied boolean, roles text[],
  created_at timestamptz, created_by text, seen_at timestamptz, total bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with known as (
    select a.* from account a
    where (account_administers() or a.org_id in (select hub_heads()))
      and (account_list.search is null or position(lower(account_list.search) in lower(a.login || ' ' || a.name)) > 0))
  select a.id, a.login, a.name, a.kind, a.status, a.demo, a.password_once, a.password is not null, a.totp_step is not null,
    a.locked_until, o.code, o.name, w.name, a.person_id is not null,
    array(select distinct g.role from access_grant g where g.account_id = a.id and g.revoked_at is null order by 1),
    a.created_at, a.created_by, (select max(s.seen_at) from session s where s.account_id = a.id), (select count(*) from known)
  from known a left join organization o on o.id = a.org_id left join account w on w.id = a.owner_id
  where account_list.behind is null or a.login > account_list.behind
  order by a.login limit account_list.size
$$;

select access_hold_all_again();
