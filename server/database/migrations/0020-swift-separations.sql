-- What is asked of the rows of a statement is planned for as many as there are: a plan kept from a statement of one row
-- would compare ten thousand with each other.

create or replace function keep_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  area text := tg_argv[0];
  stages text[] := coalesce(hub_stages(tg_table_name), '{}');
  verdicts text[] := hub_verdicts(tg_table_name);
  every boolean := hub_writes_all(tg_argv[0]);
  refused text;
begin
  if hub_account() is null then return null; end if;
  execute $ask$
    select case
      when n.created_by is distinct from o.created_by or n.created_at is distinct from o.created_at then 'STAMPS_STAND'
      when not $2 and n.org_id not in (select hub_writable($1)) and to_jsonb(n) - hub_state_columns() is distinct from to_jsonb(o) - hub_state_columns() then 'ONLY_RETURN'
    end as said
    from became n join was o on o.org_id = n.org_id and o.id = n.id
    where n.created_by is distinct from o.created_by or n.created_at is distinct from o.created_at
      or not $2 and n.org_id not in (select hub_writable($1)) and to_jsonb(n) - hub_state_columns() is distinct from to_jsonb(o) - hub_state_columns()
    limit 1 $ask$ into refused using area, every;
  if refused is not null then raise exception '%', refused using errcode = 'insufficient_privilege'; end if;
  if stages || verdicts = '{}' then return null; end if;
  execute $ask$
    select 'STEP_FORBIDDEN' from became n join was o on o.org_id = n.org_id and o.id = n.id where n.status is distinct from o.status
      and (not coalesce(o.status = any (hub_comes_from($1, n.status)), true) or not coalesce(n.status = any (hub_leads_to($1, o.status)), true)) limit 1 $ask$
    into refused using tg_table_name::text;
  if refused is not null then raise exception '%', refused using errcode = 'insufficient_privilege'; end if;
  execute $ask$
    select 'NOT_APPROVER' from became n join was o on o.org_id = n.org_id and o.id = n.id
    where n.status is distinct from o.status and n.status = any ($1) and not (hub_approves_all($2) or n.org_id in (select hub_approvable($2))) limit 1 $ask$
    into refused using stages || verdicts, area;
  if refused is not null then raise exception '%', refused using errcode = 'insufficient_privilege'; end if;
  -- What is changed as it is approved was seen by nobody else.
  execute $ask$
    select 'SAME_PERSON' from became n join was o on o.org_id = n.org_id and o.id = n.id
    where n.status is distinct from o.status and n.status = any ($1)
      and (to_jsonb(n) - hub_state_columns() is distinct from to_jsonb(o) - hub_state_columns() or hub_entered($2, n.org_id, n.id)) limit 1 $ask$
    into refused using stages, tg_table_name::text;
  if refused is not null then raise exception '%', refused using errcode = 'insufficient_privilege'; end if;
  return null;
end $$;

create or replace function keep_figures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  refused text;
begin
  if hub_account() is null then return null; end if;
  if tg_op = 'UPDATE' then
    execute $ask$
      select case when (n.value, n.computed_value, n.reason, n.source) is distinct from (o.value, o.computed_value, o.reason, o.source) then 'LOCKED' else 'NOT_APPROVER' end
      from became n join was o on o.org_id = n.org_id and o.id = n.id
      where o.status <> 'draft' and ((n.value, n.computed_value, n.reason, n.source) is distinct from (o.value, o.computed_value, o.reason, o.source)
        or n.status = 'draft' and not (hub_approves_all('figures') or n.org_id in (select hub_approvable('figures')))) limit 1 $ask$ into refused;
    if refused is not null then raise exception '%', refused using errcode = 'insufficient_privilege'; end if;
  end if;
  execute $ask$
    select 'UNRECORDED' from became n left join figure_revision r on r.org_id = n.org_id and r.figure_id = n.id and r.version = n.version
    where (r.status = n.status and r.value is not distinct from n.value and r.changed_by = hub_viewer()) is not true limit 1 $ask$ into refused;
  if refused is not null then raise exception '%', refused using errcode = 'insufficient_privilege'; end if;
  return null;
end $$;
