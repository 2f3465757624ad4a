-- A program heads no subtree, whoever it belongs to: it knows of no other accounts, grants and events.

create or replace function hub_heads() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select t.org_id from access_grant g join account a on a.id = g.account_id and a.kind = 'person' and a.status = 'active'
      join organization_tree t on t.ancestor_id = g.org_id
    where g.account_id = hub_account() and g.revoked_at is null and g.role in ('administrator', 'bureau', 'county', 'school_office', 'secretary') and g.region is null
  union
  select o.id from access_grant g join account a on a.id = g.account_id and a.kind = 'person' and a.status = 'active'
      join organization o on o.region in (select hub_regions(g.region))
    where g.account_id = hub_account() and g.revoked_at is null and g.role in ('administrator', 'bureau', 'county', 'school_office', 'secretary') and g.region is not null
      and (g.org_id is null or exists (select from organization_tree t where t.ancestor_id = g.org_id and t.org_id = o.id))
$$;
