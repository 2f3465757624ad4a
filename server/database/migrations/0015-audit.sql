-- Audit: finding an event among millions, what a change did to its rows, and seals by which a log cut short is known.

-- ── Finding ─────────────────────────────────────────────────────────────────────────────────────────────────────

create index change_log_when on change_log (at, org_id, seq);
create index change_log_who on change_log (by text_pattern_ops, at);
create index access_event_when on access_event (at, chain, link);
create index access_event_who on access_event (by text_pattern_ops, at);
create index access_event_kind on access_event (kind, at);

-- ── Who may ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- Everything is read by administrators of everything; one of a subtree is its head and reads what belongs there.
create or replace function hub_audits() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select hub_is_itself() or exists (select from access_grant g
    join account a on a.id = g.account_id and a.status = 'active'
    left join account o on o.id = a.owner_id
    where g.account_id = hub_account() and g.revoked_at is null and g.role = 'administrator' and g.org_id is null and g.region is null
      and (a.owner_id is null or (o.status = 'active' and exists (select from access_grant h
        where h.account_id = a.owner_id and h.revoked_at is null and h.role = 'administrator' and h.org_id is null and h.region is null))))
$$;

-- Whether there is anything to audit for whoever asks.
create function hub_audits_some() returns boolean language sql stable as $$
  select hub_audits() or exists (select hub_heads())
$$;

-- The accounts whose home lies in the subtree of a head.
create function hub_headed_accounts() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id from account a where a.org_id in (select hub_heads())
$$;

-- The accounts at home in a subtree, for those who may know them.
create function hub_accounts_below(top uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id from account a join organization_tree t on t.org_id = a.org_id
  where t.ancestor_id = top and (hub_audits() or a.org_id in (select hub_heads()))
$$;

create policy guard_heads on access_event for select to xunshu_hub using (account_id in (select hub_headed_accounts()));

-- ── Before and after ────────────────────────────────────────────────────────────────────────────────────────────

-- What one link of the log did to its rows: each before it, and after it (as the next change found it, or as it stands).
-- Whole rows, so the caller shows only described fields, masked. Asked with the owner's rights: it asks who may itself.
create function audit_images(owner uuid, link bigint, most int) returns table (row_id text, before jsonb, after jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  entry change_log;
  owned text;
  kept boolean;
begin
  if not (hub_audits() or owner in (select hub_heads())) then return; end if;
  select l.* into entry from change_log l where l.org_id = audit_images.owner and l.seq = audit_images.link;
  if entry.seq is null then return; end if;
  if entry.register = 'figure_revision' then
    return query select n.figure_id::text, to_jsonb(o), to_jsonb(n) || jsonb_build_object('indicator', f.indicator, 'period', f.period)
      from figure_revision n join figure f on f.org_id = n.org_id and f.id = n.figure_id
      left join figure_revision o on o.org_id = n.org_id and o.figure_id = n.figure_id and o.version = n.version - 1
      where n.org_id = entry.org_id and n.changed_by = entry.by and n.batch_id is not distinct from entry.batch_id
        and n.changed_at >= entry.at and n.changed_at < entry.at + interval '10 minutes'
      order by n.changed_at, n.figure_id limit least(most, entry.row_count);
    return;
  end if;
  owned := case when entry.register = 'organization' then 'x.id = $1'
    when exists (select from pg_attribute a where a.attrelid = to_regclass(entry.register) and a.attname = 'org_id' and not a.attisdropped) then 'x.org_id = $1'
    else '$1 is not null' end;
  kept := exists (select from pg_attribute a where a.attrelid = to_regclass(entry.register) and a.attname = 'created_at' and not a.attisdropped);
  if entry.operation <> 'insert' then
    return query execute format($sql$
      select c.row_id::text, c.before, case when $5 then null else coalesce(n.before, (select to_jsonb(x) from %I x where %s and x.id = c.row_id)) end
      from (select * from change_row r where r.org_id = $1 and r.seq = $2 order by r.row_no limit $4) c
      left join lateral (select f.before from change_row f
        where f.org_id = $1 and f.register = $3 and f.row_id = c.row_id and f.seq > $2 order by f.seq limit 1) n on true
      order by c.row_no $sql$, entry.register, owned)
      using entry.org_id, entry.seq, entry.register, most, entry.operation = 'delete';
  elsif kept then
    return query execute format($sql$
      (select x.id::text, null::jsonb, coalesce(n.before, to_jsonb(x)) from %I x
        left join lateral (select f.before from change_row f
          where f.org_id = $1 and f.register = $3 and f.row_id = x.id and f.seq > $2 order by f.seq limit 1) n on true
        where %s and x.created_at = $5 limit least($4, $6))
      union all
      (select g.row_id::text, null::jsonb, g.before from (select distinct on (r.row_id) r.row_id, r.before from change_row r
          where r.org_id = $1 and r.register = $3 and r.seq > $2 order by r.row_id, r.seq) g
        where (g.before ->> 'created_at')::timestamptz = $5 and not exists (select from %1$I x where %2$s and x.id = g.row_id) limit least($4, $6))
      limit least($4, $6) $sql$, entry.register, owned)
      using entry.org_id, entry.seq, entry.register, most, entry.at, entry.row_count;
  end if;
end $$;

-- ── Seals ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Where every chain ended at a moment. Who wrote the seal down elsewhere can show later that no end was cut off since:
-- the heads kept here must give that very seal, and every chain must still hold the link it ended with.
create table audit_seal (
  seal text primary key,
  at timestamptz not null default clock_timestamp(),
  by text not null default hub_viewer(),
  heads jsonb not null
);
create trigger audit_seal_stands before update or delete on audit_seal for each row execute function refuse_change();
create trigger audit_seal_stays before truncate on audit_seal for each statement execute function refuse_change();

create function seal_logs() returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  ends jsonb;
  said text;
begin
  if not hub_audits_some() then return null; end if;
  ends := (select coalesce(jsonb_agg(jsonb_build_array(h.log, h.chain, h.link, encode(h.hash, 'hex')) order by h.log, h.chain), '[]') from (
    select 'access' as log, a.chain, a.link, a.hash from access_head a where a.link > 0
    union all select 'change', c.org_id, c.seq, c.hash from change_head c where c.seq > 0) h);
  said := encode(sha256(convert_to(ends::text, 'UTF8')), 'hex');
  insert into audit_seal (seal, heads) values (said, ends) on conflict do nothing;
  return said;
end $$;
