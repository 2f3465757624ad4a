-- Why rows were changed: said with the change, kept in its link of the log and chained with it. Who reads the link reads it.

-- By row id; under '*' what was said of every row of the link alike. Links from before have none and are vouched for as before.
alter table change_log add column reasons jsonb;

create function change_said(link bytea, reasons jsonb) returns bytea language sql immutable as $$
  select case when reasons is null then link else sha256(link || sha256(convert_to(reasons::text, 'UTF8'))) end
$$;

-- As before, with what the writer said of its rows: `hub.reasons` holds them by ledger, operation and owner.
create or replace function append_changes(
  what text, how text, owners uuid[], counts int[], digests bytea[], befores bytea[]
) returns table (owner_id uuid, link_no bigint) language sql volatile security definer set search_path = public, pg_temp as $$
  with part as materialized (
    select p.owner, p.rows, p.digest, p.before, s.by, s.batch, s.origin, s.said -> p.owner::text as reasons,
      change_said(change_link(p.owner, now(), s.by, s.batch, s.origin, what, how, p.rows, p.digest, p.before), s.said -> p.owner::text) as link
    from unnest(owners, counts, digests, befores) as p (owner, rows, digest, before)
    cross join (select hub_viewer() as by, nullif(current_setting('hub.batch', true), '')::uuid as batch,
      nullif(current_setting('hub.origin', true), '') as origin,
      nullif(current_setting('hub.reasons', true), '')::jsonb -> what -> how as said) s),
  head as (
    insert into change_head as h (org_id, seq, link, previous, hash)
    select owner, 1, link, '', sha256(int8send(1) || link) from part order by owner
    on conflict (org_id) do update set seq = h.seq + 1, link = excluded.link, previous = h.hash,
      hash = sha256(h.hash || int8send(h.seq + 1) || excluded.link)
    returning h.org_id, h.seq, h.previous, h.hash)
  insert into change_log as l (org_id, seq, by, batch_id, origin, register, operation, row_count, digest, before_digest, previous, hash, reasons)
  select h.org_id, h.seq, p.by, p.batch, p.origin, what, how, p.rows, p.digest, p.before, h.previous, h.hash, p.reasons
  from head h join part p on p.owner = h.org_id
  returning l.org_id, l.seq
$$;

-- An erasure tells of the reasons that still name the person: they are chained and stay, as the names of files do.
do $$
declare
  was text := pg_get_functiondef('erase_person(uuid, uuid, text, boolean)'::regprocedure);
  becomes text := replace(was, 'strpos(l.origin, found.name) > 0', '(strpos(l.origin, found.name) > 0 or strpos(l.reasons::text, found.name) > 0)');
begin
  if was = becomes then raise exception 'erase_person does not count names in the log'; end if;
  execute becomes;
end $$;
