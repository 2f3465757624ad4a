-- A name alone opens nothing: what is kept under the name of whoever sent it is told where the hub signed that name.

alter policy guard_own on batch using (received_by = (select hub_viewer()) and (select hub_account()) is not null)
  with check (received_by = (select hub_viewer()) and (select hub_account()) is not null);

create or replace function hub_batch(wanted uuid) returns table (request_hash bytea, receipt jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when own.may then b.request_hash else ''::bytea end, case when own.may then b.receipt end
  from batch b cross join lateral (select b.received_by = hub_viewer() or exists (select from import i
    where i.batch_id = b.id and (hub_writes_all('documents') or i.org_id in (select hub_writable('documents')))) as may) own
  where b.id = wanted and (hub_is_itself() or hub_account() is not null)
$$;

-- By whose roster texts are masked: where some rows are read, not only counted, and more than what everybody reads.
-- Whoever sees no text of an organization has none to mask, and would only try names.
create or replace function hub_knows(owner uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  who uuid := hub_account();
begin
  return exists (select from access_held h where h.account_id = who and h.use = 'all' and h.subject not in ('*', 'reference', 'targets')
      and (h.everything or exists (select from organization_tree t where t.org_id = owner and t.ancestor_id = any (h.tops))
        or (h.regional and owner in (select hub_may(h.subject, 'all'))))
      and (h.owner_id is null or exists (select from access_held o where o.account_id = h.owner_id and o.subject = h.subject and o.use = 'all'
        and (o.everything or o.regional or exists (select from organization_tree t where t.org_id = owner and t.ancestor_id = any (o.tops))))))
    or exists (select from access_assignment a where a.account_id = who and a.org_id = owner);
end $$;
