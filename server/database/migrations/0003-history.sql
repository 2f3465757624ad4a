-- History: a hash-chained log of every change, and the ledgers as they stood at any moment.
-- Triggers per statement keep it in the writer's own transaction, so whoever writes, by whatever statement, is logged.
-- One chain per owner organization: writers of different organizations never wait for each other.

-- ── The log ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- The last link of each chain. Whoever writes for an organization holds its head until the end of the transaction.
create table change_head (
  org_id uuid primary key,
  seq bigint not null,
  -- What the last link says of itself, what came before it, and both chained.
  link bytea not null,
  previous bytea not null,
  hash bytea not null
) with (fillfactor = 50);

-- One row per organization and statement. Shared reference data is chained under the nil organization: the hub itself.
create table change_log (
  org_id uuid not null,
  seq bigint not null,
  at timestamptz not null default now(),
  by text not null default hub_viewer(),
  batch_id uuid,
  origin text,
  register text not null,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  row_count int not null,
  -- Of the rows as written; and of the before-images kept in change_row.
  digest bytea not null,
  before_digest bytea,
  previous bytea not null,
  hash bytea not null,
  primary key (org_id, seq)
);
create index change_log_batch on change_log (batch_id) where batch_id is not null;
create index change_log_at on change_log (org_id, register, at);

-- Rows as they were before an update or a deletion. A row inserted stands in its ledger until it is changed.
create table change_row (
  org_id uuid not null,
  seq bigint not null,
  row_no int not null,
  register text not null,
  row_id uuid,
  version_before int,
  before jsonb not null,
  at timestamptz not null default now(),
  primary key (org_id, seq, row_no)
);
create index change_row_of on change_row (org_id, register, row_id, at);
create index change_row_at on change_row (register, at);

create trigger change_log_stands before update or delete on change_log for each row execute function refuse_change();
create trigger change_row_stands before update or delete on change_row for each row execute function refuse_change();
create trigger change_log_stays before truncate on change_log for each statement execute function refuse_change();
create trigger change_row_stays before truncate on change_row for each statement execute function refuse_change();

-- ── Writing it ──────────────────────────────────────────────────────────────────────────────────────────────────

-- What a link says of itself. Free of the session's time zone, so that it can be worked out again anywhere.
create function change_link(
  owner uuid, at timestamptz, by text, batch uuid, origin text, register text, operation text, rows int, digest bytea, before_digest bytea
) returns bytea language sql stable as $$
  select sha256(convert_to(jsonb_build_array(owner, extract(epoch from at), by, batch, origin, register, operation, rows,
    encode(digest, 'hex'), encode(before_digest, 'hex'))::text, 'UTF8'))
$$;

-- Adds a link to the chain of every owner at once; heads are taken in order, so that two writers do not hold each other up.
create function append_changes(
  what text, how text, owners uuid[], counts int[], digests bytea[], befores bytea[]
) returns table (owner_id uuid, link_no bigint) language sql volatile as $$
  with part as materialized (
    select p.owner, p.rows, p.digest, p.before, s.by, s.batch, s.origin,
      change_link(p.owner, now(), s.by, s.batch, s.origin, what, how, p.rows, p.digest, p.before) as link
    from unnest(owners, counts, digests, befores) as p (owner, rows, digest, before)
    cross join (select hub_viewer() as by, nullif(current_setting('hub.batch', true), '')::uuid as batch,
      nullif(current_setting('hub.origin', true), '') as origin) s),
  head as (
    insert into change_head as h (org_id, seq, link, previous, hash)
    select owner, 1, link, '', sha256(int8send(1) || link) from part order by owner
    on conflict (org_id) do update set seq = h.seq + 1, link = excluded.link, previous = h.hash,
      hash = sha256(h.hash || int8send(h.seq + 1) || excluded.link)
    returning h.org_id, h.seq, h.previous, h.hash)
  insert into change_log as l (org_id, seq, by, batch_id, origin, register, operation, row_count, digest, before_digest, previous, hash)
  select h.org_id, h.seq, p.by, p.batch, p.origin, what, how, p.rows, p.digest, p.before, h.previous, h.hash
  from head h join part p on p.owner = h.org_id
  returning l.org_id, l.seq
$$;

-- Takes the chains of several owners in order, before a transaction that writes for them in an order of its own.
create function hold_chains(owners uuid[]) returns void language sql volatile as $$
  insert into change_head as h (org_id, seq, link, previous, hash)
  select distinct o.id, 0, ''::bytea, ''::bytea, ''::bytea from unnest(owners) as o (id) order by 1
  on conflict (org_id) do update set seq = h.seq
$$;

-- The three triggers of a table, written out with its key: plain statements over the rows, no row by row.
-- Plans are made anew each time, for a plan made for one row would compare ten thousand with each other.
create function keep_history(ledger text, owner text, row_key text) returns void language plpgsql as $keep$
declare
  of_old text := replace(owner, 'x.', 'o.');
  same text := (select string_agg(format('n.%1$I = o.%1$I', trim(part)), ' and ') from unnest(string_to_array(row_key, ',')) part);
  in_order text := (select string_agg(format('o.%I', trim(part)), ', ') from unnest(string_to_array(row_key, ',')) part);
begin
  execute format($sql$
    create function %1$I() returns trigger language plpgsql set plan_cache_mode = force_custom_plan as $body$
    begin
      perform append_changes(tg_table_name, 'insert', array_agg(p.owner order by p.owner), array_agg(p.rows order by p.owner),
        array_agg(p.digest order by p.owner), null)
      from (select %2$s as owner, count(*)::int as rows, sha256(string_agg(sha256(record_send(x)), '')) as digest
        from new_rows x group by 1) p;
      return null;
    end $body$ $sql$, ledger || '_log_insert', owner);
  execute format('create trigger change_insert after insert on %I referencing new table as new_rows for each statement execute function %I()',
    ledger, ledger || '_log_insert');

  execute format($sql$
    create function %1$I() returns trigger language plpgsql set plan_cache_mode = force_custom_plan as $body$
    begin
      with changed as materialized (
        select %2$s as owner, to_jsonb(o) as before, sha256(record_send(n)) as after,
          row_number() over (partition by %2$s order by %4$s)::int as row_no
        from old_rows o left join new_rows n on %3$s where o is distinct from n),
      part as materialized (
        select owner, count(*)::int as rows, sha256(coalesce(string_agg(after, '' order by row_no), '')) as digest,
          sha256(string_agg(sha256(convert_to(before::text, 'UTF8')), '' order by row_no)) as before
        from changed group by 1 order by 1),
      logged as materialized (
        select l.* from (select array_agg(owner) as owners, array_agg(rows) as rows, array_agg(digest) as digests, array_agg(before) as befores from part) p,
          append_changes(tg_table_name, 'update', p.owners, p.rows, p.digests, p.befores) l)
      insert into change_row (org_id, seq, row_no, register, row_id, version_before, before)
      select c.owner, l.link_no, c.row_no, tg_table_name, (c.before ->> 'id')::uuid, (c.before ->> 'version')::int, c.before
      from changed c join logged l on l.owner_id = c.owner;
      return null;
    end $body$ $sql$, ledger || '_log_update', of_old, same, in_order);
  execute format('create trigger change_update after update on %I referencing old table as old_rows new table as new_rows for each statement execute function %I()',
    ledger, ledger || '_log_update');

  execute format($sql$
    create function %1$I() returns trigger language plpgsql set plan_cache_mode = force_custom_plan as $body$
    begin
      with changed as materialized (
        select %2$s as owner, to_jsonb(o) as before, row_number() over (partition by %2$s order by %3$s)::int as row_no from old_rows o),
      part as materialized (
        select owner, count(*)::int as rows, sha256(string_agg(sha256(convert_to(before::text, 'UTF8')), '' order by row_no)) as before
        from changed group by 1 order by 1),
      logged as materialized (
        select l.* from (select array_agg(owner) as owners, array_agg(rows) as rows, array_agg(sha256('')) as digests, array_agg(before) as befores from part) p,
          append_changes(tg_table_name, 'delete', p.owners, p.rows, p.digests, p.befores) l)
      insert into change_row (org_id, seq, row_no, register, row_id, version_before, before)
      select c.owner, l.link_no, c.row_no, tg_table_name, (c.before ->> 'id')::uuid, (c.before ->> 'version')::int, c.before
      from changed c join logged l on l.owner_id = c.owner;
      return null;
    end $body$ $sql$, ledger || '_log_delete', of_old, in_order);
  execute format('create trigger change_delete after delete on %I referencing old table as old_rows for each statement execute function %I()',
    ledger, ledger || '_log_delete');
end $keep$;

-- ── The ledgers as they stood ───────────────────────────────────────────────────────────────────────────────────

-- Rows there at the moment and unchanged since, and what later changes and deletions found. People see milliseconds, so
-- a moment includes its own. Where nothing changed since, this is one anti join over an empty range of an index.
create function keep_as_of(ledger text, owner text) returns void language plpgsql as $keep$
begin
  execute format($sql$
    create function %1$I(moment timestamptz) returns setof %2$I language sql stable as $body$
      select x.* from %2$I x
      where x.created_at < date_trunc('milliseconds', moment) + interval '1 millisecond' and not exists (
        select from change_row r where r.register = %2$L and r.at >= date_trunc('milliseconds', moment) + interval '1 millisecond'
          and r.org_id = %3$s and r.row_id = x.id)
      union all
      select x.* from (
        select distinct on (r.org_id, r.row_id) r.before from change_row r
        where r.register = %2$L and r.at >= date_trunc('milliseconds', moment) + interval '1 millisecond'
        order by r.org_id, r.row_id, r.at, r.seq) e
      cross join lateral jsonb_populate_record(null::%2$I, e.before) x
      where x.created_at < date_trunc('milliseconds', moment) + interval '1 millisecond'
    $body$ $sql$, ledger || '_as_of', ledger, owner);
end $keep$;

-- ── What is kept ────────────────────────────────────────────────────────────────────────────────────────────────

do $$
declare
  ledger text;
begin
  foreach ledger in array array['person', 'course', 'affiliation', 'activity', 'enrolment', 'attendance', 'application', 'credential',
    'asset', 'fund_entry', 'target', 'submission', 'finding', 'task', 'document'] loop
    perform keep_history(ledger, 'x.org_id', 'org_id, id');
    perform keep_as_of(ledger, 'x.org_id');
  end loop;
  perform keep_history('organization', 'x.id', 'id');
  perform keep_as_of('organization', 'x.id');
  foreach ledger in array array['form', 'rule', 'parameter'] loop
    perform keep_history(ledger, quote_literal('00000000-0000-0000-0000-000000000000') || '::uuid', 'id');
    perform keep_as_of(ledger, quote_literal('00000000-0000-0000-0000-000000000000') || '::uuid');
  end loop;
  perform keep_history('code', quote_literal('00000000-0000-0000-0000-000000000000') || '::uuid', 'list, code');
  perform keep_history('indicator', quote_literal('00000000-0000-0000-0000-000000000000') || '::uuid', 'code');
  perform keep_history('indicator_version', quote_literal('00000000-0000-0000-0000-000000000000') || '::uuid', 'indicator, version');
  -- A figure's every value is a revision already; logging the revision chains the figure.
  perform keep_history('figure_revision', 'x.org_id', 'org_id, figure_id, version');
end $$;
