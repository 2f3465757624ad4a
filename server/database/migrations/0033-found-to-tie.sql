-- Who an account may be tied to: found in rosters by organization, whole name and the last four of the number together,
-- so that nobody leafs through a roster by it. Looked for by those who may tie, and every search is in the log.

-- Of organizations the asker administers or heads alone; elsewhere nobody is found. A row without a number is found
-- without one. Neither name nor number is answered: who asks has both before them.
create function account_persons(organization_code text, wanted_name text, last_four text)
returns table (org_id uuid, id uuid, organization text, organization_name text, birth_year text)
language plpgsql security definer rows 5 set search_path = public, pg_temp as $$
declare
  found_rows int;
begin
  if not account_lists() then
    perform record_access('refused', jsonb_build_object('what', 'tieAccount'));
    return;
  end if;
  return query
    select p.org_id, p.id, o.code, o.name, left(p.birth_ym, 4)
    from organization top join organization_tree t on t.ancestor_id = top.id
      join person p on p.org_id = t.org_id join organization o on o.id = p.org_id
    where top.code = organization_code and (account_administers() or p.org_id in (select hub_heads()))
      and p.name = wanted_name and p.id_last4 is not distinct from last_four
    order by o.code, p.id limit 20;
  get diagnostics found_rows = row_count;
  perform record_access('personal_read', jsonb_build_object('what', 'tieAccount', 'organization', organization_code,
    'registers', jsonb_build_array('Person'), 'fields', jsonb_build_array('Person.name', 'Person.idLast4'), 'rows', found_rows));
end $$;
