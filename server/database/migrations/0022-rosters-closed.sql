-- Whose roster a text is masked by: masking a text of one's own choice by another's roster would tell who is on it.

-- Whether whoever asks may know anything of an organization at all, or was given something of it to judge.
create function hub_knows(owner uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  who uuid := hub_account();
begin
  return exists (select from access_held h where h.account_id = who and h.subject = '*' and h.use = 'counts'
      and (h.everything or exists (select from organization_tree t where t.org_id = owner and t.ancestor_id = any (h.tops))
        or (h.regional and owner in (select hub_may('*', 'counts'))))
      and (h.owner_id is null or exists (select from access_held o where o.account_id = h.owner_id and o.subject = '*' and o.use = 'counts'
        and (o.everything or o.regional or exists (select from organization_tree t where t.org_id = owner and t.ancestor_id = any (o.tops))))))
    or exists (select from access_assignment a where a.account_id = who and a.org_id = owner);
end $$;

create or replace function mask_words(owner uuid, words text) returns text
language plpgsql stable security definer cost 1000 set search_path = public, pg_temp as $$
declare
  masked text := words;
  known text;
  pieces text[];
begin
  if words is null or char_length(words) < 2 or hub_account() is null then return words; end if;
  if not hub_knows(owner) then return '（可能提到个人，未显示）'; end if;
  if char_length(words) <= 300 then
    pieces := array(select distinct substr(words, s, l) from generate_series(1, char_length(words) - 1) s, generate_series(2, 12) l
      where s + l <= char_length(words) + 1);
    for known in select p.name from person p where p.org_id = mask_words.owner and p.name = any (pieces)
        group by 1 order by char_length(p.name) desc, 1 loop
      masked := replace(masked, known, mask_name(known));
    end loop;
  else
    for known in select p.name from person p where p.org_id = mask_words.owner and char_length(p.name) > 1 and strpos(words, p.name) > 0
        group by 1 order by char_length(p.name) desc, 1 loop
      masked := replace(masked, known, mask_name(known));
    end loop;
  end if;
  return regexp_replace(masked, '(^|[^0-9])1[3-9][0-9]{9}(?![0-9])', '\1****', 'g');
end $$;
