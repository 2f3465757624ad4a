-- Personal data kept only as long as it must be: imports emptied past their time, and a log of access that may be shortened
-- behind a seal.

-- ── A log of access that may be shortened ───────────────────────────────────────────────────────────────────────

-- Behind which link the log of each chain goes on. What came up to it was verified, sealed and let go of. The last event
-- of kind `retention` that seals vouches for this table by a digest; requests neither read nor write it.
create table access_sealed (
  chain uuid primary key,
  link bigint not null,
  hash bytea not null,
  at timestamptz not null default clock_timestamp()
);
alter table access_sealed enable row level security;

create function access_seals() returns text language sql stable security definer set search_path = public, pg_temp as $$
  select encode(sha256(coalesce(string_agg(uuid_send(s.chain) || int8send(s.link) || s.hash, '' order by s.chain), '')), 'hex') from access_sealed s
$$;
revoke execute on function access_seals() from public;

-- An event stands; what lies behind a seal goes, and by the hub's own work alone.
create function access_event_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' and hub_is_itself() and exists (select from access_sealed s where s.chain = old.chain and s.link >= old.link) then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
drop trigger access_event_stands on access_event;
create trigger access_event_stands before update or delete on access_event for each row execute function access_event_stands();

-- Seals every chain behind its last link before which nothing is younger. Returns how many events lie behind seals now.
create function seal_access(before timestamptz) returns bigint language plpgsql as $$
declare
  behind bigint;
begin
  if not hub_is_itself() then raise exception 'only the hub itself seals' using errcode = 'insufficient_privilege'; end if;
  insert into access_sealed as s (chain, link, hash)
    select e.chain, e.link, e.hash
    from (select a.chain, max(a.link) filter (where a.at < seal_access.before) as last, min(a.link) filter (where a.at >= seal_access.before) as young
      from access_event a group by a.chain) c
    join access_event e on e.chain = c.chain and e.link = least(c.last, c.young - 1)
    on conflict (chain) do update set link = excluded.link, hash = excluded.hash, at = excluded.at where excluded.link > s.link;
  select count(*) into behind from access_event e join access_sealed s on s.chain = e.chain and e.link <= s.link;
  if behind > 0 then
    perform record_access('retention', jsonb_build_object('log', 'access', 'sealed', access_seals(), 'events', behind, 'before', seal_access.before));
  end if;
  return behind;
end $$;
revoke execute on function seal_access(timestamptz) from public;

-- ── Imports past their time ─────────────────────────────────────────────────────────────────────────────────────

-- The tables of an import without what was quoted of its cells.
create function import_tables_emptied(tables jsonb) returns jsonb language sql immutable as $$
  select case when jsonb_typeof(tables) <> 'array' then tables else coalesce((
    select jsonb_agg(t.value || '{"findings": [], "skipped": []}' || case when jsonb_typeof(t.value -> 'columns') <> 'array' then '{}'::jsonb
        else jsonb_build_object('columns', (select coalesce(jsonb_agg(c.value || '{"sample": []}' order by c.ordinality), '[]')
          from jsonb_array_elements(t.value -> 'columns') with ordinality c)) end order by t.ordinality)
    from jsonb_array_elements(tables) with ordinality t), '[]') end
$$;
