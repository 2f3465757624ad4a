-- Who asks is proven: what a transaction says of its account counts only with a signature that the hub alone can make.
-- Whoever could send SQL of their own on a connection of requests can set words, and signs none of them.

-- The two pads of HMAC-SHA-256 under the key of one login of requests. Its hubs write them when they start; of the
-- database's roles only their owner reads them.
create table viewer_key (
  login name primary key,
  inner_pad bytea not null check (octet_length(inner_pad) = 64),
  outer_pad bytea not null check (octet_length(outer_pad) = 64)
);
revoke all on viewer_key from public;

-- The account of whoever asks; none for the hub's own work. The signature covers the connection, so that one seen
-- elsewhere opens nothing here, and the name that changes are kept under. Refuses with 42501 what is not signed: an
-- answer of "nobody" would pass for the hub itself where work of its own is let by.
create or replace function hub_account() returns uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  said text := nullif(current_setting('hub.account', true), '');
  signed bytea;
begin
  -- The owner of the database needs no leave: the hub's own work, and the embedded engine, which has no other login.
  if session_user = current_user or has_table_privilege(session_user, 'public.hub_migration', 'update') then return said::uuid; end if;
  select sha256(k.outer_pad || sha256(k.inner_pad || convert_to(concat_ws(E'\n', pg_backend_pid(), said, current_setting('hub.viewer', true)), 'UTF8')))
    into signed from viewer_key k where k.login = session_user;
  if said is null or signed is null or encode(signed, 'hex') is distinct from current_setting('hub.proof', true) then
    raise insufficient_privilege using message = 'the viewer of this transaction is not signed by the hub';
  end if;
  return said::uuid;
end $$;
