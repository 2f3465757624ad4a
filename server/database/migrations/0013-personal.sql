-- Personal data: what is shown masked, sealed identity numbers, what is erased and how long things are kept.

-- ── Masks ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- The rule of server/domain/personal.ts: of a name the surname, two characters where it is a known double surname.
create function mask_name(name text) returns text language sql immutable parallel safe as $$
  select left(name, case when char_length(name) > 2 and left(name, 2) = any ('{欧阳,司马,上官,诸葛,夏侯,皇甫,尉迟,公孙,慕容,令狐,司徒,司空,东方,独孤,南宫,端木,长孙,宇文,轩辕,澹台,百里,呼延,闻人,赫连,公羊,申屠,太史,西门,东郭,拓跋}'::text[]) then 2 else 1 end) || '**'
$$;

-- Whether whoever asks may see this organization's persons unmasked; what for is asked and logged by the hub.
create function hub_unmasks(org uuid) returns boolean language sql stable as $$
  select hub_unmasks_all() or org in (select hub_unmasked())
$$;

-- ── Sealed identity numbers ─────────────────────────────────────────────────────────────────────────────────────

-- The number itself, only where the hub was told to keep it: AES-256-GCM, bound to the person's print, under a key that
-- lies outside the database. No role of requests reads it; one function hands out one at a time and logs that it did.
create table person_identity (
  org_id uuid not null,
  person_id uuid not null,
  -- The key it is sealed under, and that of the print it is bound to.
  key_id text not null,
  print_key_id text not null,
  sealed bytea not null,
  sealed_at timestamptz not null default now(),
  primary key (org_id, person_id),
  foreign key (org_id, person_id) references person on delete cascade
);
create index person_identity_key on person_identity (key_id, print_key_id, org_id, person_id);
alter table person_identity enable row level security;

-- Which key the prints were made with: a hub with another would take everybody for a stranger, and does not start.
create table identity_print_key (
  key_id text primary key,
  since timestamptz not null default now()
);
alter table identity_print_key enable row level security;

create function seal_identities(owners uuid[], hashes bytea[], key_id text, print_key_id text, copies bytea[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  written int;
begin
  insert into person_identity as s (org_id, person_id, key_id, print_key_id, sealed)
    select p.org_id, p.id, seal_identities.key_id, seal_identities.print_key_id, w.copy
    from unnest(owners, hashes, copies) as w (owner, hash, copy) join person p on p.org_id = w.owner and p.id_hash = w.hash
    where (select hub_writes_all('people')) or p.org_id in (select hub_writable('people'))
    on conflict (org_id, person_id) do nothing;
  get diagnostics written = row_count;
  return written;
end $$;

-- The sealed number of one person and the print it is bound to, for those who may see its organization's persons.
create function sealed_identity(org uuid, person uuid, purpose text) returns table (key_id text, sealed bytea, id_hash bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if coalesce(btrim(purpose), '') = '' or not hub_unmasks(org) then return; end if;
  if not exists (select from person_identity s where s.org_id = org and s.person_id = person) then return; end if;
  perform record_access('personal_read', jsonb_build_object('purpose', purpose, 'registers', jsonb_build_array('Person'),
    'fields', jsonb_build_array('Person.idNumber'), 'organizations', 1, 'rows', 1, 'organization', org, 'person', person));
  return query select s.key_id, s.sealed, p.id_hash from person_identity s join person p on p.org_id = s.org_id and p.id = s.person_id
    where s.org_id = org and s.person_id = person;
end $$;

-- ── Erasure ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- Who was erased, by whom and why; chained like every other change, so that erased before-images are vouched for.
create table person_erasure (
  org_id uuid not null references organization,
  id uuid not null default hub_uuid7(),
  person_id uuid not null,
  at timestamptz not null default now(),
  by text not null default hub_viewer(),
  reason text not null,
  -- How many rows stay without the name, by table.
  kept jsonb not null,
  images int not null,
  staged int not null,
  -- Over the digests of every before-image as it was and as it became.
  digest bytea not null,
  primary key (org_id, id)
);
create trigger person_erasure_stands before update or delete on person_erasure for each row execute function refuse_change();

-- A before-image that an erasure emptied: its digests before and after.
create table change_erasure (
  org_id uuid not null,
  seq bigint not null,
  row_no int not null,
  erasure_id uuid not null,
  was bytea not null,
  became bytea not null,
  primary key (org_id, seq, row_no)
);
create index change_erasure_of on change_erasure (org_id, erasure_id);
create trigger change_erasure_stands before update or delete on change_erasure for each row execute function refuse_change();

alter table person_erasure enable row level security;
alter table change_erasure enable row level security;
grant select on person_erasure to xunshu_hub;
create policy guard_read on person_erasure for select to xunshu_hub using ((select hub_reads_all('people')) or org_id in (select hub_readable('people')));
select keep_history('person_erasure', 'x.org_id', 'org_id, id');
alter function person_erasure_log_insert() security definer set search_path = public, pg_temp;
alter function person_erasure_log_update() security definer set search_path = public, pg_temp;
alter function person_erasure_log_delete() security definer set search_path = public, pg_temp;

-- A before-image stands, but for what its erasure, noted beforehand with both digests, makes of it.
create function change_row_stands() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and (new.org_id, new.seq, new.row_no, new.register, new.row_id, new.version_before, new.at)
      is not distinct from (old.org_id, old.seq, old.row_no, old.register, old.row_id, old.version_before, old.at)
    and exists (select from change_erasure e where e.org_id = old.org_id and e.seq = old.seq and e.row_no = old.row_no
      and e.was = sha256(convert_to(old.before::text, 'UTF8')) and e.became = sha256(convert_to(new.before::text, 'UTF8')))
  then return new; end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
drop trigger change_row_stands on change_row;
create trigger change_row_stands before update or delete on change_row for each row execute function change_row_stands();

-- What of a person's row names the person or tells more than a count needs.
create function without_person(image jsonb) returns jsonb language sql immutable as $$
  select image || jsonb_build_object('name', '（已删除）', 'id_hash', null, 'id_last4', null, 'birth_ym', null, 'home_region', null, 'phone_last4', null, 'verified_by', null)
$$;

-- Takes a person's name, digits and print out of one organization's roster, its before-images and its staged rows. What
-- the law needs kept (money, certificates, that somebody took part) stays, without the name. Returns what was done.
create function erase_person(org uuid, person uuid, why text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  erasure uuid := hub_uuid7();
  found person%rowtype;
  kept jsonb;
  images int;
  staged int;
  sums bytea;
begin
  if not (hub_unmasks(org) and ((select hub_writes_all('people')) or org in (select hub_writable('people')))) then return null; end if;
  select * into found from person p where p.org_id = org and p.id = erase_person.person for update;
  if found.id is null or found.name = '（已删除）' then return null; end if;
  kept := jsonb_build_object(
    'enrolment', (select count(*) from enrolment x where x.org_id = org and x.person_id = found.id),
    'affiliation', (select count(*) from affiliation x where x.org_id = org and x.person_id = found.id),
    'credential', (select count(*) from credential x where x.org_id = org and x.person_id = found.id),
    'application', (select count(*) from application x where x.org_id = org and x.person_id = found.id),
    'task', (select count(*) from task x where x.org_id = org and x.person_id = found.id),
    'fund_entry', (select count(*) from fund_entry x where x.org_id = org and x.person_id = found.id));

  -- The rows of imports that brought this person: of the organization itself, or of one above it.
  update import_row r set cells = '{"c": []}', typed = null, label = null, changes = null, findings = '[]'
    where r.org_id in (select t.ancestor_id from organization_tree t where t.org_id = org)
      and (r.typed -> 'print' ->> 'hash' = encode(found.id_hash, 'hex')
        or (r.org_id = org and r.register = 'Person' and r.row_id = found.id)
        or exists (select from enrolment e where e.org_id = org and e.person_id = found.id and r.register = 'Enrolment' and r.row_id = e.id)
        or (r.org_id = org and r.outcome = 'refused' and r.typed -> 'values' ->> 'personName' = found.name));
  get diagnostics staged = row_count;
  delete from person_identity s where s.org_id = org and s.person_id = found.id;
  update person p set name = '（已删除）', id_hash = null, id_last4 = null, birth_ym = null, home_region = null, phone_last4 = null,
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
    where (r.org_id, r.seq, r.row_no) in (select e.org_id, e.seq, e.row_no from change_erasure e where e.org_id = org and e.erasure_id = erasure);
  select sha256(coalesce(string_agg(e.was || e.became, '' order by e.seq, e.row_no), '')) into sums
    from change_erasure e where e.org_id = org and e.erasure_id = erasure;
  insert into person_erasure (org_id, id, person_id, reason, kept, images, staged, digest)
    values (org, erasure, found.id, why, kept, images, staged, sums);
  perform record_access('person_erased', jsonb_build_object('organization', org, 'person', found.id, 'erasure', erasure,
    'kept', kept, 'images', images, 'staged', staged));
  return jsonb_build_object('erasure', erasure, 'kept', kept, 'images', images, 'staged', staged);
end $$;
