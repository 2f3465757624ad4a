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
