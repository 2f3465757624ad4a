-- What was decided stands: rows that are under way are not deleted, what was approved keeps what was approved of it, and
-- a unit does not remove what was found against it.

-- The states in which a row may still be deleted; none named: in any.
create function hub_deletable(ledger text) returns text[] language sql immutable as $$
  select case ledger when 'submission' then '{draft}' when 'application' then '{draft,submitted,returned,withdrawn}' end::text[]
$$;

-- What a decision was about. Texts are left out: a name in them may have to be erased.
create function hub_decided(ledger text) returns text[] language sql immutable as $$
  select case ledger when 'submission' then '{form_id,period,correction}' when 'application' then '{kind,amount,level,occupation,applicant_org_id,score,result}'
    when 'fund_entry' then '{occurred_on,fund_source,counterparty_org_id,beneficiary_org_id}' end::text[]
$$;
create function hub_decided_states(ledger text) returns text[] language sql immutable as $$
  select case ledger when 'application' then '{approved,issued,paid,audited,decided,closed}' else hub_stages(ledger) end
$$;

create function keep_standing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if hub_account() is null then return null; end if;
  if tg_table_name = 'finding' then
    if exists (select from was o where not (hub_approves_all('oversight') or o.org_id in (select hub_approvable('oversight')))) then
      raise exception 'NOT_APPROVER' using errcode = 'insufficient_privilege';
    end if;
  elsif exists (select from was o where o.status <> all (hub_deletable(tg_table_name))) then
    raise exception 'STANDS' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

create function keep_decided() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept text[] := hub_decided(tg_table_name);
begin
  if hub_account() is null then return null; end if;
  if exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id where o.status = any (hub_decided_states(tg_table_name))
      and exists (select from unnest(kept) k where to_jsonb(n) -> k is distinct from to_jsonb(o) -> k)) then
    raise exception 'STANDS' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

do $$
declare
  ledger text;
begin
  foreach ledger in array array['submission', 'application', 'finding'] loop
    execute format('create trigger %I after delete on %I referencing old table as was for each statement execute function keep_standing()', ledger || '_standing', ledger);
  end loop;
  foreach ledger in array array['submission', 'application', 'fund_entry'] loop
    execute format('create trigger %I after update on %I referencing old table as was new table as became for each statement execute function keep_decided()', ledger || '_decided', ledger);
  end loop;
end $$;
