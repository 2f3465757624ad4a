-- A report, its figures and an application are sent by those who write them, not by those who then say yes or no.

create function keep_sent() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  area text := tg_argv[0];
begin
  if hub_account() is null then return null; end if;
  if not hub_writes_all(area) and exists (select from became n join was o on o.org_id = n.org_id and o.id = n.id
      where n.status = 'submitted' and o.status <> 'submitted' and n.org_id not in (select hub_writable(area))) then
    raise exception 'NOT_GRANTED' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
revoke execute on function keep_sent() from public;
create trigger submission_sent after update on submission referencing old table as was new table as became for each statement execute function keep_sent('figures');
create trigger figure_sent after update on figure referencing old table as was new table as became for each statement execute function keep_sent('figures');
create trigger application_sent after update on application referencing old table as was new table as became for each statement execute function keep_sent('awards');
