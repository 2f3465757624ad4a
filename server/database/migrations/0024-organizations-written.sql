-- Whether an organization may be written is asked of that organization: of one that is not the asker's the hub knows before
-- it writes, and says so, instead of finding that nothing was written.

create or replace function hub_row_rights(ledger text, owners uuid[], ids uuid[]) returns table (at int, writes boolean, approves boolean, entered boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  area text := (select s.subject from hub_subjects() s where s.ledger = hub_row_rights.ledger);
  all_written boolean;
  all_approved boolean;
begin
  if area is null then
    all_written := hub_account() is null or hub_writes_all('reference') or (hub_row_rights.ledger in ('organization', 'organization_name') and hub_writes_all('members'))
      or (hub_row_rights.ledger = 'parameter' and exists (select from hub_held(hub_account(), 'targets', 'writes') g where g.role = 'bureau'));
    -- A new one is placed under another, which its policy looks at.
    return query select w.n::int, all_written or (hub_row_rights.ledger in ('organization', 'organization_name') and exists (select from hub_writable('members') own
        where own = w.id or not exists (select from organization o where o.id = w.id))), false, false
      from unnest(ids) with ordinality w (id, n);
    return;
  end if;
  all_written := hub_account() is null or hub_writes_all(area);
  all_approved := hub_account() is null or hub_approves_all(area);
  return query select w.n::int, all_written or w.org in (select hub_writable(area)), all_approved or w.org in (select hub_approvable(area)),
    hub_account() is not null and hub_entered(hub_row_rights.ledger, w.org, w.id)
    from unnest(owners, ids) with ordinality w (org, id, n);
end $$;
