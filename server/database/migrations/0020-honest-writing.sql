-- Honest writing: no row is born approved or paid by whoever enters it, a report's stamps are the hub's, a report is sent,
-- returned, approved and reopened with its figures, and a claim made elsewhere is told without telling where.

-- ── Money ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- What somebody entered from a voucher is entered, not paid: a second person says that it was.
alter table fund_entry drop constraint fund_entry_status_check;
alter table fund_entry add constraint fund_entry_status_check check (status in ('planned', 'entered', 'approved', 'paid', 'held', 'void'));
alter table fund_entry alter column status set default 'entered';

-- ── States ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- The states that say yes: another person's than whoever entered the row, and one's who may approve.
create or replace function hub_stages(ledger text) returns text[] language sql immutable as $$
  select case ledger when 'submission' then '{approved,locked}' when 'figure' then '{approved,locked}'
    when 'application' then '{approved,paid,decided}' when 'fund_entry' then '{approved,paid}' end::text[]
$$;

-- The states only those bring about who approve, be they the ones who opened the row.
create function hub_verdicts(ledger text) returns text[] language sql immutable as $$
  select case ledger when 'submission' then '{accepted,returned}' when 'finding' then '{waived,upheld}' else '{}' end::text[]
$$;

-- The states in which a person enters a row.
create function hub_born(ledger text) returns text[] language sql immutable as $$
  select case ledger when 'submission' then '{draft,submitted}' when 'figure' then '{draft}' when 'application' then '{draft,submitted}'
    when 'fund_entry' then '{planned,entered}' when 'finding' then '{open}' end::text[]
$$;

-- States and those they can only come from.
create function hub_comes_from(ledger text, state text) returns text[] language sql immutable as $$
  select case ledger || ' ' || state
    when 'fund_entry paid' then '{entered,approved}'
    when 'application issued' then '{approved}' when 'application audited' then '{paid}' when 'application closed' then '{approved}'
    when 'submission approved' then '{accepted}' when 'submission locked' then '{approved}'
    when 'figure approved' then '{submitted}' when 'figure locked' then '{approved}' end::text[]
$$;

-- States that are left for others only: what was paid is reversed, an approved report is corrected by a new one.
create function hub_leads_to(ledger text, state text) returns text[] language sql immutable as $$
  select case ledger || ' ' || state
    when 'fund_entry paid' then '{}' when 'submission approved' then '{locked}' when 'submission locked' then '{}' end::text[]
$$;

create or replace function hub_entered(ledger text, org uuid, wanted uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  stands jsonb;
begin
  if hub_stages(ledger) is null then return false; end if;
  -- A figure was entered by whoever set its value; who sent or returned it entered nothing.
  if ledger = 'figure' then
    return exists (select from figure_revision r left join figure_revision b on b.org_id = r.org_id and b.figure_id = r.figure_id and b.version = r.version - 1
      where r.org_id = org and r.figure_id = wanted and r.changed_by in (select hub_names())
        and (b.version is null or (r.value, r.reason, r.computed_value) is distinct from (b.value, b.reason, b.computed_value)));
  end if;
  execute format('select to_jsonb(x) from %I x where x.org_id = $1 and x.id = $2', ledger) into stands using org, wanted;
  if stands is null then return false; end if;
  -- A correction is opened by whoever orders it, and entered by whoever sends it.
  if stands ->> 'submitted_by' in (select hub_names()) then return true; end if;
  if stands ->> 'created_by' in (select hub_names()) and not (ledger = 'submission' and (stands ->> 'correction')::int > 1) then return true; end if;
  return exists (
    select from (select l.by, c.before, coalesce(lead(c.before) over (order by c.seq, c.row_no), stands) as after
      from change_row c join change_log l on l.org_id = c.org_id and l.seq = c.seq
      where c.org_id = org and c.register = ledger and c.row_id = wanted) h
    where h.by in (select hub_names()) and h.before - hub_state_columns() is distinct from h.after - hub_state_columns());
end $$;

create or replace function keep_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  area text := tg_argv[0];
  stages text[] := coalesce(hub_stages(tg_table_name), '{}');
  verdicts text[] := hub_verdicts(tg_table_name);
begin
  if hub_account() is null then return null; end if;
  if exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id
      where n.created_by is distinct from o.created_by or n.created_at is distinct from o.created_at) then
    raise exception 'STAMPS_STAND' using errcode = 'insufficient_privilege';
  end if;
  if not hub_writes_all(area) and exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id
      where n.org_id not in (select hub_writable(area)) and to_jsonb(n) - hub_state_columns() is distinct from to_jsonb(o) - hub_state_columns()) then
    raise exception 'ONLY_RETURN' using errcode = 'insufficient_privilege';
  end if;
  if stages || verdicts = '{}' then return null; end if;
  if exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id where n.status is distinct from o.status
      and (not coalesce(o.status = any (hub_comes_from(tg_table_name, n.status)), true) or not coalesce(n.status = any (hub_leads_to(tg_table_name, o.status)), true))) then
    raise exception 'STEP_FORBIDDEN' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id
      where n.status is distinct from o.status and n.status = any (stages || verdicts)
        and not (hub_approves_all(area) or n.org_id in (select hub_approvable(area)))) then
    raise exception 'NOT_APPROVER' using errcode = 'insufficient_privilege';
  end if;
  -- What is changed as it is approved was seen by nobody else.
  if exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id
      where n.status is distinct from o.status and n.status = any (stages)
        and (to_jsonb(n) - hub_state_columns() is distinct from to_jsonb(o) - hub_state_columns() or hub_entered(tg_table_name, n.org_id, n.id))) then
    raise exception 'SAME_PERSON' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

create function keep_born() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  area text := tg_argv[0];
begin
  if hub_account() is null then return null; end if;
  -- A correction that was ordered begins as what it is: returned, with the reason.
  if exists (select from became n where n.status <> all (hub_born(tg_table_name)) and not (tg_table_name = 'submission' and n.status = 'returned'
      and (to_jsonb(n) ->> 'correction')::int > 1 and (hub_approves_all(area) or n.org_id in (select hub_approvable(area))))) then
    raise exception 'FIRST_STATE' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

-- A figure is changed with its revision, in the changer's own name, and only while it is a draft.
create function keep_figures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if hub_account() is null then return null; end if;
  if tg_op = 'UPDATE' then
    if exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id where o.status <> 'draft'
        and (n.value, n.computed_value, n.reason, n.source) is distinct from (o.value, o.computed_value, o.reason, o.source)) then
      raise exception 'LOCKED' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id where o.status <> 'draft' and n.status = 'draft'
        and not (hub_approves_all('figures') or n.org_id in (select hub_approvable('figures')))) then
      raise exception 'NOT_APPROVER' using errcode = 'insufficient_privilege';
    end if;
  end if;
  if exists (select from became n where not exists (select from figure_revision r where r.org_id = n.org_id and r.figure_id = n.id and r.version = n.version
      and r.status = n.status and r.value is not distinct from n.value and r.changed_by = hub_viewer())) then
    raise exception 'UNRECORDED' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger figure_recorded after insert on figure referencing new table as became for each statement execute function keep_figures();
create trigger figure_rerecorded after update on figure referencing old table as was new table as became for each statement execute function keep_figures();

do $$
declare
  each record;
begin
  for each in select * from hub_subjects() where hub_born(ledger) is not null loop
    execute format('create trigger %I after insert on %I referencing new table as became for each statement execute function keep_born(%L)', each.ledger || '_born', each.ledger, each.subject);
    execute format('create policy guard_maker on %I as restrictive for insert to xunshu_hub with check (created_by = (select hub_viewer()))', each.ledger);
  end loop;
end $$;
create policy guard_maker on figure_revision as restrictive for insert to xunshu_hub with check (changed_by = (select hub_viewer()));

-- ── Who did what to a report, and when ──────────────────────────────────────────────────────────────────────────

create function stamp_submission() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if hub_account() is null then return new; end if;
  if tg_op = 'UPDATE' then
    new.submitted_at := old.submitted_at; new.submitted_by := old.submitted_by;
    new.reviewed_at := old.reviewed_at; new.reviewed_by := old.reviewed_by;
    new.approved_at := old.approved_at; new.approved_by := old.approved_by;
    if new.status is not distinct from old.status then return new; end if;
  else
    new.submitted_at := null; new.submitted_by := null; new.reviewed_at := null; new.reviewed_by := null;
    new.approved_at := null; new.approved_by := null;
  end if;
  if new.status = 'submitted' then
    new.submitted_at := now(); new.submitted_by := hub_viewer();
    new.reviewed_at := null; new.reviewed_by := null;
  elsif new.status in ('accepted', 'returned') then
    new.reviewed_at := now(); new.reviewed_by := hub_viewer();
  elsif new.status = 'approved' then
    new.approved_at := now(); new.approved_by := hub_viewer();
  end if;
  return new;
end $$;
create trigger submission_stamped before insert or update on submission for each row execute function stamp_submission();

create function stamp_finding() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if hub_account() is null then return new; end if;
  new.decided_by := case when tg_op = 'UPDATE' then old.decided_by end;
  if tg_op = 'UPDATE' and new.status is distinct from old.status and new.status in ('waived', 'upheld') then new.decided_by := hub_viewer(); end if;
  return new;
end $$;
create trigger finding_stamped before insert or update on finding for each row execute function stamp_finding();

create or replace function hub_state_columns() returns text[] language sql immutable as $$
  select '{status,return_reason,submitted_at,submitted_by,reviewed_at,reviewed_by,approved_at,approved_by,decided_by,submission_id,version,updated_at,updated_by,batch_id}'::text[]
$$;

-- ── Corrections ─────────────────────────────────────────────────────────────────────────────────────────────────

-- Opens the next report of an approved one, returned with the reason, and its figures to be corrected; the approved
-- report and its figures' revisions stay. Only those who approve there order one. Answers with the new report's id, or a code.
create function hub_order_correction(org uuid, wanted uuid, why text, batch uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found submission;
  following submission;
begin
  if hub_account() is null or not (hub_approves_all('figures') or org in (select hub_approvable('figures'))) then return 'NOT_APPROVER'; end if;
  perform hold_organizations(array[org]);
  select * into found from submission s where s.org_id = org and s.id = wanted;
  if found.id is null then return 'ROW_GONE'; end if;
  if found.status not in ('approved', 'locked') then return 'STEP_FORBIDDEN'; end if;
  select * into following from submission s where s.org_id = org and s.form_id = found.form_id and s.period = found.period and s.correction > found.correction
    order by s.correction desc limit 1;
  if following.id is not null and following.status <> 'draft' then return 'ALREADY_THERE'; end if;
  if following.id is null then
    insert into submission (org_id, form_id, period, correction, status, due_on, return_reason)
      values (org, found.form_id, found.period, found.correction + 1, 'returned', found.due_on, why) returning * into following;
  else
    update submission s set status = 'returned', return_reason = why, version = s.version + 1, updated_at = now(), updated_by = hub_viewer()
      where s.org_id = org and s.id = following.id;
  end if;
  with reopened as (update figure f set status = 'draft', submission_id = following.id, version = f.version + 1, batch_id = batch, updated_at = clock_timestamp(), updated_by = hub_viewer()
    where f.org_id = org and f.submission_id = wanted and f.status in ('approved', 'locked') returning f.*)
  insert into figure_revision (org_id, figure_id, version, value, source, status, computed_value, reason, definition_version, batch_id, changed_at)
    select org_id, id, version, value, source, status, computed_value, reason, definition_version, batch_id, updated_at from reopened;
  return following.id::text;
end $$;

-- ── Claims elsewhere ────────────────────────────────────────────────────────────────────────────────────────────

drop function hub_claimed_elsewhere(uuid, bytea, date, date);

-- Of which of these claims, or trainings, the person has in that year a subsidy for the same occupation claimed by another
-- organization, at the same level where both are known: that there is one, never whose. It is asked only as rows are
-- written, by those who write the persons there, of persons with the print of an identity number; it is kept in the log,
-- and who has met too many in a day is told nothing more.
create function hub_claimed_elsewhere(owners uuid[], persons uuid[], enrolments uuid[], occupations text[], years int[]) returns table (at int, said text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  every boolean := hub_writes_all('people');
  asked int;
  met int[];
  before int;
begin
  if hub_account() is null then return; end if;
  select coalesce(sum((e.detail ->> 'elsewhere')::int), 0) into before from access_event e
    where e.account_id = hub_account() and e.kind = 'claims_checked' and e.at > clock_timestamp() - interval '1 day';
  if before >= 200 then
    return query select w.n::int, 'CLAIMS_LATER'::text from unnest(owners) with ordinality w (id, n);
    return;
  end if;
  with sent as (
    select w.n, w.org, p.id_hash, coalesce(w.occupation, c.occupation) as occupation, c.level, w.year
      from unnest(owners, persons, enrolments, occupations, years) with ordinality w (org, person, enrolment, occupation, year, n)
      left join enrolment e on e.org_id = w.org and e.id = w.enrolment
      left join activity a on a.org_id = e.org_id and a.id = e.activity_id
      left join course c on c.org_id = a.org_id and c.id = a.course_id
      join person p on p.org_id = w.org and p.id = coalesce(w.person, e.person_id) and p.id_hash is not null
    where coalesce(w.occupation, c.occupation) is not null and (every or w.org in (select hub_writable('people')))),
  others as (select s.*, q.org_id as other_org, q.id as other_id from sent s join person q on q.id_hash = s.id_hash and q.org_id <> s.org)
  select (select count(*) from sent), array(select distinct o.n::int from others o where exists (
      select from application x left join enrolment e on e.org_id = x.org_id and e.id = x.enrolment_id
        left join activity a on a.org_id = e.org_id and a.id = e.activity_id left join course c on c.org_id = a.org_id and c.id = a.course_id
      where x.org_id = o.other_org and x.kind = 'subsidy' and x.status not in ('draft', 'rejected', 'withdrawn', 'void', 'recovered')
        and coalesce(x.person_id, e.person_id) = o.other_id and coalesce(x.occupation, c.occupation) = o.occupation
        and (c.level is null or o.level is null or c.level = o.level)
        and extract(year from coalesce(x.submitted_on, (x.created_at at time zone 'Asia/Shanghai')::date))::int = o.year)
    or exists (select from fund_entry f join activity a on a.org_id = f.org_id and a.id = f.activity_id join course c on c.org_id = a.org_id and c.id = a.course_id
      where f.org_id = o.other_org and f.person_id = o.other_id and f.kind = 'subsidy' and f.status <> 'void' and f.reverses_id is null
        and not exists (select from fund_entry undone where undone.org_id = f.org_id and undone.reverses_id = f.id)
        and c.occupation = o.occupation and (c.level is null or o.level is null or c.level = o.level)
        and extract(year from f.occurred_on)::int = o.year))
    into asked, met;
  if asked > 0 then
    perform record_access('claims_checked', jsonb_build_object('claims', asked, 'elsewhere', cardinality(met)));
  end if;
  return query select m, 'CLAIMED_ELSEWHERE'::text from unnest(met) m;
end $$;
