-- Persons in free texts: masked by the names of the roster, searched when a person is erased; receipts and staged rows
-- forget the erased too.

-- ── Free texts ──────────────────────────────────────────────────────────────────────────────────────────────────

-- Where people write freely and may name a person. `masked`: names of the organization's roster are masked in it for
-- whoever sees masks. All of them are searched when a person is erased.
create function free_texts() returns table (ledger text, field text, subject text, owner text, masked boolean) language sql immutable as $$
  values ('fund_entry', 'counterparty', 'money', 'org_id', true), ('fund_entry', 'note', 'money', 'org_id', true),
    ('application', 'title', 'awards', 'org_id', true), ('application', 'decision_reason', 'awards', 'org_id', true),
    ('credential', 'work_title', 'awards', 'org_id', true), ('credential', 'note', 'awards', 'org_id', true), ('credential', 'revoked_reason', 'awards', 'org_id', true),
    ('finding', 'subject', 'oversight', 'org_id', true), ('finding', 'detail', 'oversight', 'org_id', true), ('finding', 'explanation', 'oversight', 'org_id', true),
    ('task', 'title', 'oversight', 'org_id', true), ('task', 'problem', 'oversight', 'org_id', true),
    ('submission', 'return_reason', 'figures', 'org_id', true), ('submission', 'note', 'figures', 'org_id', true),
    ('document', 'summary', 'documents', 'org_id', true), ('document', 'file_name', 'documents', 'org_id', true),
    ('activity', 'title', 'teaching', 'org_id', false), ('activity', 'topic', 'teaching', 'org_id', false), ('activity', 'place', 'teaching', 'org_id', false),
    ('affiliation', 'title', 'members', 'org_id', false), ('affiliation', 'speciality', 'members', 'org_id', false),
    ('asset', 'name', 'money', 'org_id', false), ('attendance', 'evidence', 'people', 'org_id', false),
    ('document', 'title', 'documents', 'org_id', false), ('figure', 'reason', 'figures', 'org_id', false),
    ('organization', 'note', 'members', 'id', false), ('target', 'responsible', 'targets', 'org_id', false)
$$;

-- A name stands in the roster of one organization: asked for every piece of a text that might be one.
create index person_name on person (org_id, name);

-- The text with the names of the organization's roster and mobile numbers masked. Names of one character are words.
create function mask_words(owner uuid, words text) returns text
language plpgsql stable security definer cost 1000 set search_path = public, pg_temp as $$
declare
  masked text := words;
  known text;
  pieces text[];
begin
  if words is null or char_length(words) < 2 or hub_account() is null then return words; end if;
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

-- ── Erasure ─────────────────────────────────────────────────────────────────────────────────────────────────────

create function erased_words() returns text language sql immutable as $$ select '（已删除）'::text $$;

-- A word of one character is no proof of a person: it goes only where it is all there is.
create function without_word(said text, word text) returns text language sql immutable as $$
  select case when said = word then erased_words() when char_length(word) > 1 then replace(said, word, erased_words()) else said end
$$;

create function json_without(image jsonb, word text) returns jsonb language plpgsql immutable as $$
begin
  case jsonb_typeof(image)
    when 'string' then return to_jsonb(without_word(image #>> '{}', word));
    when 'array' then return (select coalesce(jsonb_agg(json_without(e.value, word) order by e.ordinality), '[]') from jsonb_array_elements(image) with ordinality e);
    when 'object' then return (select coalesce(jsonb_object_agg(e.key, json_without(e.value, word)), '{}') from jsonb_each(image) e);
    else return image;
  end case;
end $$;

-- A receipt of rows: what it says of this person's row goes whole, elsewhere the name goes out of the words.
create function receipt_without(receipt jsonb, word text, person_gid text) returns jsonb language sql immutable as $$
  select case when jsonb_typeof(receipt -> 'rows') = 'array' then
    json_without(receipt - 'rows', word) || jsonb_build_object('rows', (
      select coalesce(jsonb_agg(case
          when r.value ->> 'id' = person_gid or json_without(r.value, word) <> r.value then r.value || '{"findings": [], "conflict": null}'
          else r.value end order by r.ordinality), '[]')
      from jsonb_array_elements(receipt -> 'rows') with ordinality r))
    else json_without(receipt, word) end
$$;

-- The before-image of any ledger without the word in its free texts.
create function texts_without(of_ledger text, image jsonb, word text) returns jsonb language sql immutable as $$
  select image || coalesce((select jsonb_object_agg(t.field, without_word(image ->> t.field, word)) from free_texts() t
    where t.ledger = of_ledger and image ->> t.field is not null), '{}')
$$;

-- Where the free texts of an organization name somebody; the row only for those who may read it.
create function text_mentions(org uuid, word text) returns table (ledger text, field text, row_id uuid, shown boolean, writable boolean)
language plpgsql stable as $$
declare
  each record;
begin
  for each in select * from free_texts() loop
    return query execute format('select %1$L::text, %2$L::text, x.id, (select hub_reads_all(%3$L)) or $1 in (select hub_readable(%3$L)),
      (select hub_writes_all(%3$L)) or $1 in (select hub_writable(%3$L)) from %1$I x where x.%4$I = $1 and without_word(x.%2$I, $2) <> x.%2$I',
      each.ledger, each.field, each.subject, each.owner) using org, word;
  end loop;
end $$;
revoke execute on function text_mentions(uuid, text) from public;

drop function erase_person(uuid, uuid, text);

-- Takes a person's name, digits and print out of one organization's roster, its before-images, the staged rows and
-- receipts. What the law needs kept (money, certificates, that somebody took part) stays, without the name. Free texts
-- that name the person are told, and replaced, before-images and all, where `replacing` says so and the asker may write.
create function erase_person(org uuid, person uuid, why text, replacing boolean default false) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  erasure uuid := hub_uuid7();
  found person%rowtype;
  gid text;
  kept jsonb;
  told jsonb;
  unreached jsonb;
  images int;
  more int;
  staged int;
  receipts int;
  replaced int := 0;
  sums bytea;
  each record;
begin
  if not (hub_unmasks(org) and ((select hub_writes_all('people')) or org in (select hub_writable('people')))) then return null; end if;
  select * into found from person p where p.org_id = org and p.id = erase_person.person for update;
  if found.id is null or found.name = erased_words() then return null; end if;
  gid := 'Person_' || encode(uuid_send(org) || uuid_send(found.id), 'hex');
  kept := jsonb_build_object(
    'enrolment', (select count(*) from enrolment x where x.org_id = org and x.person_id = found.id),
    'affiliation', (select count(*) from affiliation x where x.org_id = org and x.person_id = found.id),
    'credential', (select count(*) from credential x where x.org_id = org and x.person_id = found.id),
    'application', (select count(*) from application x where x.org_id = org and x.person_id = found.id),
    'task', (select count(*) from task x where x.org_id = org and x.person_id = found.id),
    'fund_entry', (select count(*) from fund_entry x where x.org_id = org and x.person_id = found.id));

  -- The rows of imports that brought this person: of the organization itself, or of one above it. Of what is done with,
  -- those that only name the person too.
  update import_row r set cells = '{"c": []}', typed = null, label = null, changes = null, findings = '[]'
    from import i where i.org_id = r.org_id and i.id = r.import_id
      and r.org_id in (select t.ancestor_id from organization_tree t where t.org_id = org) and r.cells <> '{"c": []}'
      and (r.typed -> 'print' ->> 'hash' = encode(found.id_hash, 'hex')
        or (r.org_id = org and r.register = 'Person' and r.row_id = found.id)
        or exists (select from enrolment e where e.org_id = org and e.person_id = found.id and r.register = 'Enrolment' and r.row_id = e.id)
        or (r.org_id = org and r.outcome = 'refused' and r.typed -> 'values' ->> 'personName' = found.name)
        or (r.org_id = org and i.status in ('committed', 'discarded', 'refused') and char_length(found.name) > 1
          and strpos(concat_ws(' ', r.cells, r.typed, r.label, r.changes, r.findings), found.name) > 0));
  get diagnostics staged = row_count;
  -- Samples of columns, and what the import answered.
  update import i set tables = json_without(i.tables, found.name), receipt = json_without(i.receipt, found.name),
      refusal = json_without(i.refusal, found.name), file_name = without_word(i.file_name, found.name)
    where i.org_id in (select t.ancestor_id from organization_tree t where t.org_id = org)
      and strpos(concat_ws(' ', i.tables, i.receipt, i.refusal, i.file_name), found.name) > 0;
  -- Receipts of batches that wrote here, and of those that wrote nowhere: nobody knows any more whose rows they refused.
  update batch b set receipt = receipt_without(b.receipt, found.name, gid)
    where (strpos(b.receipt::text, gid) > 0 or strpos(b.receipt::text, found.name) > 0)
      and (exists (select from change_log l where l.batch_id = b.id and l.org_id = org)
        or not exists (select from change_log l where l.batch_id = b.id))
      and b.receipt <> receipt_without(b.receipt, found.name, gid);
  get diagnostics receipts = row_count;

  -- Vouchers and certificates stay as they were written: law keeps them. Their texts are told, never replaced.
  if replacing then
    for each in select m.ledger, array_agg(m.field) as fields, m.row_id from text_mentions(org, found.name) m
        where m.writable and m.ledger not in ('figure', 'organization', 'fund_entry', 'credential') group by m.ledger, m.row_id loop
      execute format('update %I x set %s, version = x.version + 1, updated_at = now(), updated_by = hub_viewer() where x.org_id = $1 and x.id = $2',
        each.ledger, (select string_agg(format('%1$I = without_word(x.%1$I, $3)', f), ', ') from unnest(each.fields) f))
        using org, each.row_id, found.name;
      replaced := replaced + cardinality(each.fields);
    end loop;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('ledger', m.ledger, 'field', m.field, 'row', case when m.shown then m.row_id end)
      order by m.ledger, m.field, m.row_id), '[]') into told from text_mentions(org, found.name) m;

  delete from person_identity s where s.org_id = org and s.person_id = found.id;
  update person p set name = erased_words(), id_hash = null, id_last4 = null, birth_ym = null, home_region = null, phone_last4 = null,
    verified_by = null, version = p.version + 1, updated_at = now(), updated_by = hub_viewer()
    where p.org_id = org and p.id = found.id;

  -- The change just made left a before-image too: all of them go together.
  with image as (
    select r.org_id, r.seq, r.row_no, sha256(convert_to(r.before::text, 'UTF8')) as was,
      sha256(convert_to(without_person(r.before)::text, 'UTF8')) as became
    from change_row r where r.org_id = org and r.register = 'person' and r.row_id = found.id and r.before <> without_person(r.before))
  insert into change_erasure (org_id, seq, row_no, erasure_id, was, became)
    select i.org_id, i.seq, i.row_no, erasure, i.was, i.became from image i;
  get diagnostics images = row_count;
  update change_row r set before = without_person(r.before)
    where r.register = 'person' and (r.org_id, r.seq, r.row_no) in (select e.org_id, e.seq, e.row_no from change_erasure e where e.org_id = org and e.erasure_id = erasure);
  if replacing then
    -- Texts of rows that were deleted or put right since name the person in the history alone.
    with image as (
      select r.org_id, r.seq, r.row_no, sha256(convert_to(r.before::text, 'UTF8')) as was,
        sha256(convert_to(texts_without(r.register, r.before, found.name)::text, 'UTF8')) as became
      from change_row r where r.org_id = org and r.register in (select t.ledger from free_texts() t
          where t.ledger not in ('figure', 'organization', 'fund_entry', 'credential') and (hub_writes_all(t.subject) or org in (select hub_writable(t.subject))))
        and strpos(r.before::text, found.name) > 0 and r.before <> texts_without(r.register, r.before, found.name)
        and not exists (select from change_erasure e where (e.org_id, e.seq, e.row_no) = (r.org_id, r.seq, r.row_no)))
    insert into change_erasure (org_id, seq, row_no, erasure_id, was, became)
      select i.org_id, i.seq, i.row_no, erasure, i.was, i.became from image i;
    get diagnostics more = row_count;
    images := images + more;
    update change_row r set before = texts_without(r.register, r.before, found.name)
      where r.register <> 'person' and (r.org_id, r.seq, r.row_no) in (select e.org_id, e.seq, e.row_no from change_erasure e where e.org_id = org and e.erasure_id = erasure);
  end if;
  -- What stands in chains or is said once and for all: told, never rewritten.
  unreached := jsonb_build_object(
    'change_row', (select count(*) from change_row r where r.org_id = org and r.register in (select t.ledger from free_texts() t)
      and r.before <> texts_without(r.register, r.before, found.name)),
    'change_log', (select count(*) from change_log l where l.org_id = org and char_length(found.name) > 1 and strpos(l.origin, found.name) > 0),
    'figure_revision', (select count(*) from figure_revision v where v.org_id = org and without_word(v.reason, found.name) <> v.reason),
    'access_event', (select count(*) from access_event a where char_length(found.name) > 1 and strpos(a.detail ->> 'purpose', found.name) > 0
      and a.account_id in (select c.id from account c where c.org_id = org)));

  select sha256(coalesce(string_agg(e.was || e.became, '' order by e.seq, e.row_no), '')) into sums
    from change_erasure e where e.org_id = org and e.erasure_id = erasure;
  insert into person_erasure (org_id, id, person_id, reason, kept, images, staged, digest)
    values (org, erasure, found.id, why, kept, images, staged, sums);
  perform record_access('person_erased', jsonb_build_object('organization', org, 'person', found.id, 'erasure', erasure,
    'kept', kept, 'images', images, 'staged', staged, 'receipts', receipts, 'mentions', jsonb_array_length(told), 'replaced', replaced));
  return jsonb_build_object('erasure', erasure, 'kept', kept, 'images', images, 'staged', staged, 'receipts', receipts,
    'mentions', told, 'replaced', replaced, 'unreached', unreached);
end $$;
