-- A credential, once given, stands: it is revoked with a reason, or reversed by another row, never rewritten or erased.
-- What was left empty may be filled in later; what was said is said.
create function credential_keep() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a credential is corrected by a reversing row' using errcode = 'restrict_violation', constraint = 'credential_append_only';
  end if;
  if new.kind <> old.kind or new.issued_on <> old.issued_on
    or (old.number is not null and new.number is distinct from old.number)
    or (old.level is not null and new.level is distinct from old.level)
    or (old.person_id is not null and new.person_id is distinct from old.person_id)
    or (old.holder_org_id is not null and new.holder_org_id is distinct from old.holder_org_id)
    or (old.asset_id is not null and new.asset_id is distinct from old.asset_id)
    or (old.work_title is not null and new.work_title is distinct from old.work_title)
    or new.reverses_id is distinct from old.reverses_id then
    raise exception 'a credential is corrected by a reversing row' using errcode = 'restrict_violation', constraint = 'credential_append_only';
  end if;
  if old.revoked_on is not null and new.revoked_on is distinct from old.revoked_on then
    raise exception 'a credential is revoked once' using errcode = 'restrict_violation', constraint = 'credential_revoked_once';
  end if;
  return new;
end $$;
create trigger credential_stands before update or delete on credential for each row execute function credential_keep();

-- A row is undone once: a second correction corrects the correction.
drop index credential_reversed;
create unique index credential_reversed_once on credential (org_id, reverses_id) where reverses_id is not null;
