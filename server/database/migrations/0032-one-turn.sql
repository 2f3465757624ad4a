-- A viewer is signed for one turn of one connection. Each transaction takes the next turn, and none comes again: what was
-- signed for somebody whom the connection served before opens nothing for whoever it serves now. And what only the hub
-- has a reason to call asks for its signature: whoever could send SQL of their own adds nothing to the log of access,
-- and tries no names on a roster.

-- ── Turns ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- The signature under the key of the session's login. For the functions below alone: to anybody else it would sign.
create function hub_signature(words text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(hub_signature.words, 'UTF8'))), 'hex') from viewer_key k where k.login = session_user
$$;
revoke execute on function hub_signature(text) from public;

-- Whether the session is the database owner's: the hub's own work, and the embedded engine, which has no other login.
create function hub_is_owner() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select session_user = current_user or has_table_privilege(session_user, 'public.hub_migration', 'update')
$$;
revoke execute on function hub_is_owner() from public;

-- Where a connection keeps which turn it is: in a sequence of its own, which belongs to the owner. A sequence goes on
-- whatever becomes of the transaction, a rollback too, and one that is temporary costs no write. Made once, by the
-- hub alone, before the connection serves anybody: whoever threw it away could not begin anew.
create function hub_sit(start bigint, proof text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if proof is null or proof is distinct from hub_signature(concat_ws(E'\n', 'sit', pg_backend_pid(), start)) then
    raise insufficient_privilege using message = 'this connection was not opened by the hub';
  end if;
  create temporary sequence hub_turn;
  perform setval('pg_temp.hub_turn', start);
end $$;

-- Takes a turn: a later one than any before, with the signature of whose it is.
create function hub_enter(turn bigint, account text, viewer text, proof text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  seat regclass := to_regclass('pg_temp.hub_turn');
begin
  if seat is null or proof is null or turn <= currval(seat)
      or proof is distinct from hub_signature(concat_ws(E'\n', 'viewer', pg_backend_pid(), turn, account, viewer)) then
    raise insufficient_privilege using message = 'this turn is not signed by the hub';
  end if;
  perform setval(seat, turn);
end $$;

-- As 0027 has it, and signed for the turn it is.
create or replace function hub_account() returns uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  said text := nullif(current_setting('hub.account', true), '');
  signed bytea;
begin
  if session_user = current_user or has_table_privilege(session_user, 'public.hub_migration', 'update') then return said::uuid; end if;
  select sha256(k.outer_pad || sha256(k.inner_pad
      || convert_to(concat_ws(E'\n', 'viewer', pg_backend_pid(), currval(to_regclass('pg_temp.hub_turn')), said, current_setting('hub.viewer', true)), 'UTF8')))
    into signed from viewer_key k where k.login = session_user;
  if said is null or signed is null or encode(signed, 'hex') is distinct from current_setting('hub.proof', true) then
    raise insufficient_privilege using message = 'the viewer of this transaction is not signed by the hub';
  end if;
  return said::uuid;
end $$;

-- ── What the hub alone calls ────────────────────────────────────────────────────────────────────────────────────

-- Whether the hub signed a call for this turn. The signature comes as a parameter, which no statement beside it reads.
create function hub_asked(proof text, what text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select hub_is_owner() or coalesce(hub_asked.proof = hub_signature(concat_ws(E'\n', 'call', pg_backend_pid(), currval(to_regclass('pg_temp.hub_turn')), what)), false)
$$;
revoke execute on function hub_asked(text, text) from public;

-- Events of one kind, as the hub puts them: what happened is signed with all it says.
create function record_events(kind text, details text, origin text, proof text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  said jsonb;
begin
  if not hub_asked(proof, (select string_agg(encode(sha256(convert_to(p.said, 'UTF8')), 'hex'), E'\n' order by p.n)
      from unnest(array['record', kind, details, coalesce(origin, '')]) with ordinality p (said, n))) then
    raise insufficient_privilege using message = 'this event is not signed by the hub';
  end if;
  for said in select e from jsonb_array_elements(details::jsonb) e loop
    perform record_access(record_events.kind, said, record_events.origin);
  end loop;
end $$;
revoke execute on function record_access(text, jsonb, text) from public;

-- Words as the hub shows them. Of one's own choice they would tell which names a roster has.
create function mask_words(owner uuid, words text, proof text) returns text
language plpgsql stable security definer cost 1000 set search_path = public, pg_temp as $$
begin
  if not hub_asked(proof, 'mask') then
    raise insufficient_privilege using message = 'this masking is not signed by the hub';
  end if;
  return mask_words(owner, words);
end $$;
revoke execute on function mask_words(uuid, text) from public;
