-- A one-time password is good for three days, that of a hub's first administrator for seven: what lay unused longer
-- opens nothing. NIST SP 800-63B-4 §4.2.2.2 gives codes for recovery an end, too.

alter table account add column password_until timestamptz;

-- Those given out before have seven days from now.
update account set password_until = now() + interval '7 days' where password_once;

create function account_once() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not new.password_once then
    new.password_until := null;
  elsif tg_op = 'INSERT' then
    new.password_until := coalesce(new.password_until, now() + interval '3 days');
  elsif (new.password, new.password_once) is distinct from (old.password, old.password_once)
      and new.password_until is not distinct from old.password_until then
    new.password_until := now() + interval '3 days';
  end if;
  return new;
end $$;
create trigger account_once before insert or update of password, password_once on account
  for each row execute function account_once();
