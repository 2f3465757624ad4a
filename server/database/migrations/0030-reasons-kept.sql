-- Why a report was returned is said by those who approve, and stays as they said it until they say otherwise.

create function keep_reason() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if hub_account() is null then return null; end if;
  if not hub_approves_all('figures') and exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id
      where n.return_reason is distinct from o.return_reason and n.org_id not in (select hub_approvable('figures'))) then
    raise exception 'NOT_APPROVER' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
revoke execute on function keep_reason() from public;
create trigger submission_reason after update on submission referencing old table as was new table as became for each statement execute function keep_reason();
